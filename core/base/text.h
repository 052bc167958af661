/*
 * The message catalogue: every text that a person reads on a screen or a
 * standard stream, as a whole message with named places ("{file} is empty").
 * No message is put together from pieces; "{rows} {rows:row|rows}" has the words for one and
 * for any other number. The entries stand in
 * core/base/catalogue/ in one file per area: TEXT(NAME, "words") each.
 */
#ifndef DATAJAM_BASE_TEXT_H
#define DATAJAM_BASE_TEXT_H

#include <stddef.h>
#include <stdint.h>

enum text_id {
#define TEXT(name, words) TEXT_##name,
#include "core/base/catalogue/all.h"
#undef TEXT
    TEXT_COUNT
};

enum text_value_kind {
    TEXT_VALUE_STRING,
    TEXT_VALUE_NUMBER,
    TEXT_VALUE_DECIMAL,
    TEXT_VALUE_PERCENT
};

/* What goes into one named place of a message. */
struct text_value {
    const char *name; /* the place, without braces */
    enum text_value_kind kind;
    const char *string; /* NULL is written as "" */
    int64_t number;     /* written with thousands separators: 12,408 */
    double decimal;     /* written with at most `digits` decimals, no trailing zeros */
    int digits;
};

static inline struct text_value text_string(const char *name, const char *string)
{
    return (struct text_value){.name = name, .kind = TEXT_VALUE_STRING, .string = string};
}

static inline struct text_value text_number(const char *name, int64_t number)
{
    return (struct text_value){.name = name, .kind = TEXT_VALUE_NUMBER, .number = number};
}

static inline struct text_value text_decimal(const char *name, double decimal, int digits)
{
    return (struct text_value){
        .name = name, .kind = TEXT_VALUE_DECIMAL, .decimal = decimal, .digits = digits};
}

/* A part of 100, without its sign: as a decimal, but what is more than nothing is not 0 and what
 * is less than all is not 100: "<0.1", ">99.9". */
static inline struct text_value text_percent(const char *name, double percent, int digits)
{
    return (struct text_value){
        .name = name, .kind = TEXT_VALUE_PERCENT, .decimal = percent, .digits = digits};
}

/* The values of one message: TEXT_VALUES(text_string("file", path), text_number("rows", n)). */
#define TEXT_VALUES(...) ((const struct text_value[]){__VA_ARGS__, {.name = NULL}})

/* The words of a message without places, or with its places unfilled. Never NULL. */
const char *text_get(enum text_id id);

/* Writes the message with its places filled into out (size bytes, always
 * NUL-terminated, cut at a character boundary). A place without a value stays as
 * "{name}"; "{{" writes one brace. Returns the length it has, or would have had. */
size_t text_format(char *out, size_t size, enum text_id id, const struct text_value *values);

/* The same into newly allocated memory, to be freed by the caller; NULL: no memory. */
char *text_new(enum text_id id, const struct text_value *values);

/* What text_percent() writes, into out of at least 32 bytes; returns out. */
char *text_percent_words(char *out, size_t size, double percent, int digits);

/* Writes n with thousands separators ("12,408") into out of at least 32 bytes; returns out. */
char *text_group_digits(char *out, size_t size, int64_t n);

#endif

/* The message catalogue: the table of words, and the filling of their places. */
#include "core/base/text.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const words[TEXT_COUNT] = {
#define TEXT(name, words) words,
#include "core/base/catalogue/all.h"
#undef TEXT
};

const char *text_get(enum text_id id)
{
    return (unsigned)id < TEXT_COUNT ? words[id] : "";
}

char *text_group_digits(char *out, size_t size, int64_t n)
{
    char digits[24];
    uint64_t magnitude = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    int len = snprintf(digits, sizeof digits, "%llu", (unsigned long long)magnitude);
    size_t at = 0;
    if (n < 0 && at + 1 < size)
        out[at++] = '-';
    for (int i = 0; i < len && at + 1 < size; i++) {
        out[at++] = digits[i];
        int left = len - 1 - i;
        if (left > 0 && left % 3 == 0 && at + 1 < size)
            out[at++] = ',';
    }
    if (size > 0)
        out[at] = '\0';
    return out;
}

/* At most `digits` decimals, without trailing zeros: 18.4, 12. */
static void write_decimal(char *out, size_t size, double decimal, int digits)
{
    snprintf(out, size, "%.*f", digits, decimal);
    if (!isfinite(decimal) || !strchr(out, '.'))
        return;
    size_t len = strlen(out);
    while (out[len - 1] == '0')
        out[--len] = '\0';
    if (out[len - 1] == '.')
        out[--len] = '\0';
    if (strcmp(out, "-0") == 0)
        memmove(out, out + 1, 2);
}

char *text_percent_words(char *out, size_t size, double percent, int digits)
{
    double least = 1;
    for (int i = 0; i < digits; i++)
        least /= 10;
    write_decimal(out, size, percent, digits);
    if (percent > 0 && strcmp(out, "0") == 0)
        snprintf(out, size, "<%.*f", digits, least);
    else if (percent < 100 && strcmp(out, "100") == 0)
        snprintf(out, size, ">%.*f", digits, 100 - least);
    return out;
}

/* Where the output has come to: bytes past the end are counted, not written. */
struct writer {
    char *out;
    size_t size;
    size_t len;
};

static void put(struct writer *w, const char *data, size_t len)
{
    for (size_t i = 0; i < len; i++, w->len++)
        if (w->len + 1 < w->size)
            w->out[w->len] = data[i];
}

static void put_value(struct writer *w, const struct text_value *value)
{
    char number[400];
    const char *text = value->string ? value->string : "";
    if (value->kind == TEXT_VALUE_NUMBER) {
        text = text_group_digits(number, sizeof number, value->number);
    } else if (value->kind == TEXT_VALUE_DECIMAL) {
        write_decimal(number, sizeof number, value->decimal, value->digits);
        text = number;
    } else if (value->kind == TEXT_VALUE_PERCENT) {
        text = text_percent_words(number, sizeof number, value->decimal, value->digits);
    }
    put(w, text, strlen(text));
}

static const struct text_value *find_value(const struct text_value *values, const char *name,
                                           size_t len)
{
    for (const struct text_value *v = values; v && v->name; v++)
        if (strlen(v->name) == len && memcmp(v->name, name, len) == 0)
            return v;
    return NULL;
}

static bool is_one(const struct text_value *value)
{
    if (value->kind == TEXT_VALUE_STRING)
        return value->string && strcmp(value->string, "1") == 0;
    return value->kind == TEXT_VALUE_NUMBER && value->number == 1;
}

/* "rows:row|rows" chooses the word that goes with the number: 1 row, 2 rows. */
static void put_choice(struct writer *w, const struct text_value *value, const char *begin,
                       const char *end)
{
    const char *bar = memchr(begin, '|', (size_t)(end - begin));
    if (!bar || is_one(value))
        put(w, begin, (size_t)((bar ? bar : end) - begin));
    else
        put(w, bar + 1, (size_t)(end - bar - 1));
}

/* Handles what begins with a brace at p; returns the place behind it. */
static const char *put_place(struct writer *w, const char *p, const struct text_value *values)
{
    if (p[1] == '{') {
        put(w, "{", 1);
        return p + 2;
    }
    const char *end = strchr(p, '}');
    const char *colon = end ? memchr(p, ':', (size_t)(end - p)) : NULL;
    const struct text_value *value = NULL;
    if (end)
        value = find_value(values, p + 1, (size_t)((colon ? colon : end) - p - 1));
    if (!value) {
        put(w, p, 1);
        return p + 1;
    }
    if (colon)
        put_choice(w, value, colon + 1, end);
    else
        put_value(w, value);
    return end + 1;
}

/* Ends the text, and where it was cut, cuts back to the start of a character. */
static void finish(struct writer *w)
{
    if (w->size == 0)
        return;
    if (w->len < w->size) {
        w->out[w->len] = '\0';
        return;
    }
    size_t end = w->size - 1;
    size_t start = end;
    while (start > 0 && end - start < 3 && ((unsigned char)w->out[start - 1] & 0xC0) == 0x80)
        start--;
    if (start > 0) {
        unsigned char lead = (unsigned char)w->out[start - 1];
        size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
        if (need > end - (start - 1))
            end = start - 1;
    }
    w->out[end] = '\0';
}

size_t text_format(char *out, size_t size, enum text_id id, const struct text_value *values)
{
    struct writer w = {out, size, 0};
    const char *p = text_get(id);
    while (*p) {
        if (*p == '{') {
            p = put_place(&w, p, values);
        } else {
            put(&w, p, 1);
            p++;
        }
    }
    finish(&w);
    return w.len;
}

char *text_new(enum text_id id, const struct text_value *values)
{
    size_t len = text_format(NULL, 0, id, values);
    char *out = malloc(len + 1);
    if (out)
        text_format(out, len + 1, id, values);
    return out;
}

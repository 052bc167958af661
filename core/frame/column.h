/*
 * A column in memory, as the kernels see it: one code per row. Codes keep the order of the
 * values, so that comparing, sorting, least and greatest work on codes alone; code 0 is an
 * empty cell. What a code means is told by the form.
 *
 * Nearly unique texts have no codes (FORM_TEXTS): they are walked chunk by chunk.
 */
#ifndef DATAJAM_FRAME_COLUMN_H
#define DATAJAM_FRAME_COLUMN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/value.h"

enum { CHUNK_ROWS = 65536 };

enum column_form {
    FORM_WORDS,   /* place in the dictionary: the order of values that was given, then numbers,
                     then texts in natural order */
    FORM_INTEGER, /* base + code - 1 */
    FORM_DECIMAL, /* (base + code - 1) / 10^scale: the double nearest to it */
    FORM_REAL,    /* any double: its bits, changed so that they keep the order */
    FORM_DIGITS,  /* texts of `scale` digits, leading zeros and all: base + code - 1 */
    FORM_DAY,     /* ISO dates: days since 1970-01-01 = base + code - 1 */
    FORM_SECOND,  /* ISO date and time: seconds since 1970 = base + code - 1 */
    FORM_TEXTS    /* no codes */
};

struct frame_texts; /* how texts without codes are reached */

struct frame_column {
    enum column_form form;
    enum column_type type;
    int width; /* bytes of a code: 1, 2, 4 or 8; 0 for FORM_TEXTS */
    int scale;
    int64_t base;
    size_t rows;
    size_t empties;
    uint64_t top;              /* the greatest code */
    const void *codes;         /* rows × width bytes, aligned to 64 */
    const struct value *words; /* FORM_WORDS: words[1] … words[top] */
    uint64_t listed;           /* of them the first so many stand in the order that was given */
    struct frame_texts *texts; /* FORM_TEXTS */
    size_t bytes;              /* of memory that it takes */
};

static inline uint64_t column_code(const struct frame_column *column, size_t row)
{
    switch (column->width) {
    case 1:
        return ((const uint8_t *)column->codes)[row];
    case 2:
        return ((const uint16_t *)column->codes)[row];
    case 4:
        return ((const uint32_t *)column->codes)[row];
    default:
        return ((const uint64_t *)column->codes)[row];
    }
}

/* Room for the text of any value that is no word. */
enum { COLUMN_TEXT_SIZE = 40 };

/* The value of a code; code 0 gives VALUE_EMPTY. A text points into the dictionary or into
 * scratch (COLUMN_TEXT_SIZE bytes). */
struct value column_value(const struct frame_column *column, uint64_t code, char *scratch);

/* The number of a code (FORM_INTEGER, FORM_DECIMAL, FORM_REAL, and words that are numbers).
 * False: it is none. */
bool column_number(const struct frame_column *column, uint64_t code, double *out);

/* True where each code but 0 is a number. */
bool column_is_numeric(const struct frame_column *column);

/* The first code whose value is >= the value (or > it, when above); top + 1: none. Numbers
 * against FORM_INTEGER, FORM_DECIMAL, FORM_REAL; texts in their own form (ISO date, digits)
 * else; dates may be cut ("2019", "2019-03"): the first day of it. Of FORM_WORDS those
 * behind the listed ones, which follow no order of values. */
uint64_t column_lower(const struct frame_column *column, const struct value *value, bool above);

/* Walks texts without codes, chunk by chunk: texts[i] is row first + i; data NULL: empty.
 * Return false to stop. On the calling thread; the spans are valid during the call. */
typedef bool texts_fn(void *context, size_t first, const struct span *texts, size_t count);
enum status column_walk_texts(const struct frame_column *column, texts_fn *fn, void *context,
                              const volatile int *cancel, struct error *err);

/* The value of one row, whatever the form; texts are copied into arena. */
enum status column_row_value(const struct frame_column *column, size_t row, struct arena *arena,
                             struct value *out, struct error *err);

/*
 * A column made from values in memory: for tests, and for columns that are worked out.
 * order: values that come first ("a; b; c"), or NULL. *out is freed with column_free.
 */
enum status column_from_values(struct frame_column **out, const struct value *values, size_t rows,
                               enum column_type type, const char *order, struct error *err);
void column_free(struct frame_column *column);

#endif

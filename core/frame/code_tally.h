/* How often each code of a column occurs among some rows. */
#ifndef DATAJAM_FRAME_CODE_TALLY_H
#define DATAJAM_FRAME_CODE_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/frame/bitmap.h"
#include "core/frame/column.h"

enum { CODE_TABLE_MAX = 1 << 24 }; /* codes that a table is made for */

struct code_tally {
    int64_t rows;     /* that were looked at */
    int64_t empties;  /* of them */
    uint64_t top;     /* the greatest code there may be */
    uint32_t *counts; /* of each code 0 … top, */
    void *sorted;     /* or the codes themselves in order, without the empties: */
    size_t count;     /* so many of */
    int width;        /* so many bytes */
};

/* Of a column with codes; bitmap NULL: all rows. Free with code_tally_free. */
enum status code_tally_make(struct code_tally *out, const struct frame_column *column,
                            const struct bitmap *bitmap, const volatile int *cancel,
                            struct error *err);
void code_tally_free(struct code_tally *tally);

/* The next code that occurs, in order, without the empties; false: no more. *position begins
 * at 0. */
bool code_tally_next(const struct code_tally *tally, uint64_t *position, uint64_t *code,
                     int64_t *rows);

/* Room for count numbers of so many bytes, in large pages where there are any. Free with free;
 * NULL: no memory. */
void *numbers_new(size_t count, size_t width);

/* Sorts numbers of 4 or 8 bytes; false: no memory. Not on the spot: it needs as much again. */
bool sort_numbers_4(uint32_t *numbers, size_t count);
bool sort_numbers_8(uint64_t *numbers, size_t count);

#endif

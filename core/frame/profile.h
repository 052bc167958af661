/* A column at a glance: how full, how varied, from where to where, what is in the middle and
 * what comes most often. All figures are exact. */
#ifndef DATAJAM_FRAME_PROFILE_H
#define DATAJAM_FRAME_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/value.h"
#include "core/frame/bitmap.h"
#include "core/frame/column.h"

/* Wide enough for the sum of any number of 64-bit numbers. */
__extension__ typedef __int128 profile_whole;

struct profile_value {
    struct value value;
    int64_t rows;
};

struct profile {
    int64_t rows, empty;
    int64_t distinct;      /* values; empty cells are none */
    int64_t numbers;       /* rows whose value is a number */
    struct value least;    /* VALUE_EMPTY: there are no values. Numbers before texts, texts in */
    struct value greatest; /* natural order, a given order before both */

    /* Of the numbers; VALUE_EMPTY: there are none. */
    struct value least_number, greatest_number;
    struct value lower, median, upper; /* quartiles as spreadsheets do: between two values by
                                          their distance */
    struct value mean;
    profile_whole sum; /* exact, of what is whole once it is multiplied by 10^sum_scale */
    int sum_scale;
    double sum_rest;   /* of the numbers that are not */
    bool has_decimals; /* numbers of a kind that has decimals are among them */

    struct profile_value *top; /* the most frequent first, equally frequent ones by value */
    size_t top_count;
};

/* bitmap NULL: all rows. *out lives in arena. */
enum status profile_make(struct profile *out, const struct frame_column *column,
                         const struct bitmap *bitmap, size_t top_count, struct arena *arena,
                         const volatile int *cancel, struct error *err);

#endif

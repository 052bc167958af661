/*
 * People instead of rows: one row for each person. Who has many rows would count many times
 * else, and be counted with more values than somebody who was here for a month.
 */
#ifndef DATAJAM_FRAME_PERSON_PICK_H
#define DATAJAM_FRAME_PERSON_PICK_H

#include <stdint.h>

#include "core/base/error.h"
#include "core/frame/bitmap.h"
#include "core/frame/column.h"

/* A number for each person of a column, small enough for tables. The column must outlive it. */
struct person_index {
    const struct frame_column *column;
    uint32_t *numbers; /* of each row; NULL: its code is one */
    uint32_t top;      /* the greatest; 0 stands for rows without a person */
};

/* STATUS_INVALID: a column without codes (nearly every row is another person). Free with
 * person_index_free. */
enum status person_index_make(struct person_index *out, const struct frame_column *column,
                              const volatile int *cancel, struct error *err);
void person_index_free(struct person_index *index);

/* The number of the person of a row. */
static inline uint32_t person_index_of(const struct person_index *index, size_t row)
{
    return index->numbers ? index->numbers[row] : (uint32_t)column_code(index->column, row);
}

/* The last row of each person among `rows`, into a new bitmap: the one with the greatest code
 * in `when` (of several, and where when is NULL, the last in the table). Rows without a person
 * are counted into *nameless. */
enum status person_pick(const struct person_index *index, const struct frame_column *when,
                        const struct bitmap *rows, struct bitmap *out, int64_t *nameless,
                        const volatile int *cancel, struct error *err);

/* The rows of `ground` whose person has no row in A, into a new bitmap; those without a person
 * are not among them. */
enum status person_rest(const struct person_index *index, const struct bitmap *a,
                        const struct bitmap *ground, struct bitmap *out, struct error *err);

/* How many people have rows in both; -1: no memory. */
int64_t person_overlap(const struct person_index *index, const struct bitmap *a,
                       const struct bitmap *b);

#endif

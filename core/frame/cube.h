/*
 * The kernel of pivots: one aggregate over the rows of a bitmap for each combination of up to
 * three groups, and for each margin, every one of them worked out from the rows (a total of
 * averages is not the average of averages).
 */
#ifndef DATAJAM_FRAME_CUBE_H
#define DATAJAM_FRAME_CUBE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/value.h"
#include "core/frame/bitmap.h"
#include "core/frame/group.h"

enum aggregate {
    AGGREGATE_COUNT, /* rows */
    AGGREGATE_SUM,
    AGGREGATE_AVERAGE,
    AGGREGATE_MIN,
    AGGREGATE_MAX,
    AGGREGATE_MEDIAN,   /* exact; the mean of the two in the middle */
    AGGREGATE_DISTINCT, /* exact; empties don't count */
    AGGREGATE_SHARE,    /* of all rows: those of share_group, 0–1 */
    AGGREGATE_KINDS
};

struct cube_request {
    const struct groups *fields[3]; /* those that are not NULL come first */
    size_t field_count;             /* 0–3 */
    enum aggregate aggregate;
    const struct frame_column *value; /* NULL for count */
    const struct bitmap *share;       /* AGGREGATE_SHARE: the rows that count */
    const struct bitmap *rows;        /* NULL: all; else those the groups were made of, or fewer */
    size_t row_count;                 /* of the dataset: for a request without fields and rows */
    const volatile int *cancel;
};

struct cube_cell {
    uint32_t at[3]; /* group of each field; those of a margin that are summed up are CUBE_ALL */
    int64_t rows;   /* in the cell: above 0 */
    bool has_value; /* false: an aggregate over no value */
    bool whole;     /* the value is a whole number and stands in integer */
    int64_t integer;
    double number; /* in either case */
    uint64_t code; /* AGGREGATE_MIN, AGGREGATE_MAX of what is no number: cube_word */
};

#define CUBE_ALL UINT32_MAX

/* Only cells that have rows. All 2^field_count margins are in it, the grand total among them;
 * sorted by which fields are CUBE_ALL (the full cross first), then by group. */
struct cube {
    struct cube_cell *cells;
    size_t count;
    size_t fields;
    int64_t skipped;          /* values that are no numbers, left out of sums and averages */
    struct cube_value *value; /* what codes mean: cube_word */
};

/* STATUS_INVALID: too many cells (CUBE_CELLS_MAX). Free with cube_free. */
enum { CUBE_CELLS_MAX = 8000000 };
enum status cube_make(struct cube *out, const struct cube_request *request, struct error *err);
void cube_free(struct cube *cube);

/* The word, date or time that is least or greatest in a cell; VALUE_EMPTY: the cell has a
 * number, or nothing. Texts point into the column or into scratch (COLUMN_TEXT_SIZE). */
struct value cube_word(const struct cube *cube, const struct cube_cell *cell, char *scratch);

/* The cell with these groups; NULL: no rows there. */
const struct cube_cell *cube_find(const struct cube *cube, const uint32_t at[3]);

#endif

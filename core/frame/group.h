/*
 * Groups: the values of a column, or what they are cut into (bands of a number, years,
 * quarters or months of a date), numbered in the order in which they are shown. What facets
 * and pivots count by.
 */
#ifndef DATAJAM_FRAME_GROUP_H
#define DATAJAM_FRAME_GROUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/frame/bitmap.h"
#include "core/frame/column.h"
#include "core/frame/filter.h"

enum group_cut { CUT_NONE, CUT_WIDTH, CUT_YEAR, CUT_QUARTER, CUT_MONTH };

struct group_field {
    const struct frame_column *column;
    int64_t id;       /* of the column, for filters */
    const char *name; /* of the column, for errors; may be NULL */
    enum group_cut cut;
    double width; /* CUT_WIDTH: above 0; bands begin at multiples of it */
};

/* The groups that occur among the rows looked at. Group g of 0 … count - 1; the group of
 * empty cells, where there is one, is the last. */
struct groups {
    struct group_field field;
    uint32_t count;
    bool has_empty;
    uint32_t *of_code;    /* group of each code 0 … column->top where that fits; else NULL */
    uint32_t *of_row;     /* else the group of each row (UINT32_MAX: not among the rows) */
    struct span *texts;   /* of each group: the value as text, "0–9", "[0,10)", "2019-Q1"; the
                             empty group has len 0 */
    struct value *values; /* CUT_NONE: the value; else the lower end of it */
    struct arena *arena;  /* holds all of it */
};

/* bitmap NULL: all rows. STATUS_INVALID: more than GROUPS_MAX; a cut that the column can't
 * have. Free with groups_free. */
enum { GROUPS_MAX = 4000000 };
enum status groups_make(struct groups *out, const struct group_field *field,
                        const struct bitmap *bitmap, const volatile int *cancel, struct error *err);
void groups_free(struct groups *groups);

/* The rows of the bitmap (NULL: all) whose groups of one or two fields, together, are none of
 * those kept. */
enum status groups_others(const struct groups *const fields[], size_t field_count,
                          const uint32_t (*kept)[2], size_t kept_count, const struct bitmap *bitmap,
                          const volatile int *cancel, struct bitmap *out, struct error *err);

/* The conditions that the rows of a group meet, and no others: exact ones, at most two; their
 * number. What they point to lives in arena; 0: no memory. */
size_t groups_filters(const struct groups *groups, uint32_t group, struct arena *arena,
                      struct filter out[2]);

#endif

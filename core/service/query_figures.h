/*
 * The figures of a result put together by its labels, as the table of a pivot: for charts. Rows
 * are taken as they come, so that a result of any size needs no more room than its groups do.
 */
#ifndef DATAJAM_SERVICE_QUERY_FIGURES_H
#define DATAJAM_SERVICE_QUERY_FIGURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/analysis/pivot.h"
#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/value.h"

enum {
    QUERY_GROUPS_MOST = 1000, /* labels along the axis; rows of further ones are counted */
    QUERY_ACROSS_MOST = 60,   /* labels of the series, where they stand in a column */
    QUERY_FIGURES_MOST = 8    /* columns of figures */
};

struct query_group {
    struct span text;   /* len 0: empty */
    struct value value; /* as it stands in the result */
};

/*
 * Which columns say what. Columns that are no numbers in front are labels, at most two; where
 * there is none, the first number is the label. The numbers behind are figures; where there are
 * none, rows are counted.
 */
struct query_figures {
    struct arena *arena; /* of all below */
    size_t columns;
    size_t labels[2], label_count;
    size_t numbers[QUERY_FIGURES_MOST], number_count;
    size_t left_columns; /* of numbers that are not among them */
    bool label_number;   /* the first label is a number */

    struct query_group *groups, *across;
    size_t group_count, across_count;
    int64_t rows;     /* that were taken */
    int64_t left_out; /* of them, rows of groups too many */
    int64_t repeated; /* rows whose labels had come before: their figures are added up */
    int64_t no_number;

    uint32_t *slots, *across_slots;
    struct query_figure *cells;
};

/* is_number[i]: the column holds numbers. False: no memory, or no column. */
bool query_figures_begin(struct query_figures *figures, struct arena *arena, const bool *is_number,
                         size_t columns);

/* Rows of that many columns, one behind the other. False: no memory. */
bool query_figures_add(struct query_figures *figures, const struct value *values, size_t rows);

/* *turned: the second label runs along the axis, since it is the one that is a time. Lines are
 * in the order in which they came. In arena. STATUS_MEMORY. */
enum status query_figures_table(const struct query_figures *figures, const char *const *names,
                                struct arena *arena, struct pivot_table *out, bool *turned,
                                struct error *err);

/* All of its labels are dates or periods. */
bool query_groups_are_times(const struct query_group *groups, size_t count);

/* Whole numbers, none below 0: they may be added up. */
bool query_figures_add_up(const struct query_figures *figures);

#endif

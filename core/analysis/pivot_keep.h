/* What is kept of a pivot that is too long or too wide to be kept whole: its largest lines, in
 * their order, and its totals. */
#ifndef DATAJAM_ANALYSIS_PIVOT_KEEP_H
#define DATAJAM_ANALYSIS_PIVOT_KEEP_H

#include "core/analysis/pivot.h"

/* Places in the table, ascending. */
struct pivot_kept {
    size_t *rows, *columns;
    size_t row_count, column_count;
};

/* At most so many of each, each at least 1; in arena. False: no memory. */
bool pivot_keep(struct arena *arena, const struct pivot_table *table, size_t rows_most,
                size_t columns_most, struct pivot_kept *out);

/* The same table with at most so many lines, the largest first and the totals last, for a
 * picture; all in arena. False: no memory. */
bool pivot_largest(struct arena *arena, const struct pivot_table *table, size_t rows_most,
                   struct pivot_table *out);

#endif

/* How the figures of a pivot table are written: all of a table with the same number of
 * decimals, whole numbers without, thousands parted. */
#ifndef DATAJAM_ANALYSIS_PIVOT_FIGURES_H
#define DATAJAM_ANALYSIS_PIVOT_FIGURES_H

#include "core/analysis/pivot.h"

struct pivot_figures {
    int decimals;
    double times; /* 100 for a share that comes as a part of 1 */
    bool percent; /* a little is "<0.1", not "0.0" */
    bool plus;    /* differences say that they are above 0 */
};

/* What fits the table as a whole: looks at every cell of it. */
struct pivot_figures pivot_figures_for(const struct pivot_table *table,
                                       const struct pivot_spec *spec);

enum { PIVOT_FIGURE_SIZE = 80 };

/* The figure of a cell as it is shown, in scratch (PIVOT_FIGURE_SIZE bytes) or in the cell's
 * own word; len 0: the cell stays empty. */
struct span pivot_figure_text(const struct pivot_figures *figures, const struct pivot_cell *cell,
                              char *scratch);

/* A number with those decimals, for sums of marked cells; returns scratch. */
const char *pivot_figure_number(const struct pivot_figures *figures, double number, int more,
                                char *scratch);

/* The number in a cell, for adding up. False: it has none. */
bool pivot_figure_value(const struct pivot_figures *figures, const struct pivot_cell *cell,
                        double *out);

#endif

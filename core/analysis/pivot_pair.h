/* What is shown of a figure in a pivot: itself, or what comes of it beside another one. Tables
 * and SQL are made of the same pairs. */
#ifndef DATAJAM_ANALYSIS_PIVOT_PAIR_H
#define DATAJAM_ANALYSIS_PIVOT_PAIR_H

#include "core/analysis/pivot.h"

/* The line that what a figure is compared with stands in. */
enum pivot_base { PIVOT_BASE_NONE, PIVOT_BASE_OWN, PIVOT_BASE_GROUP, PIVOT_BASE_TOTAL };

/* Two figures that one is made of, by their columns; the total's comes behind the others. */
struct pivot_pair {
    bool shown; /* false: the cell stays empty */
    size_t of, with;
    enum pivot_base base; /* PIVOT_BASE_NONE: it is shown as it is */
};

/* columns: `count` of them, without the total. */
struct pivot_pair pivot_pair_of(const struct pivot_spec *spec, enum pivot_line_kind row,
                                const struct pivot_line *columns, size_t count, size_t column);

/* cell becomes what is shown of it beside with. */
void pivot_pair_show(const struct pivot_spec *spec, struct pivot_cell *cell,
                     const struct pivot_cell *with);

#endif

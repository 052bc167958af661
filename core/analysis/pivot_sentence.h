/* What a pivot says, in one or two plain sentences: the claim that a finding begins with, and
 * what a screen reader is told. */
#ifndef DATAJAM_ANALYSIS_PIVOT_SENTENCE_H
#define DATAJAM_ANALYSIS_PIVOT_SENTENCE_H

#include "core/analysis/pivot.h"

/* What the columns of the spec are called; "" where there is no such field. */
struct pivot_called {
    const char *rows[PIVOT_ROWS_MAX];
    const char *column;
    const char *value;
    bool people; /* the column of the value tells persons apart */
};

/* In arena; NULL: no memory. The table is one that the spec made; of a partial one the highest
 * alone is spoken of, or, where its total is missing, nothing (""). */
const char *pivot_sentence(struct arena *arena, const struct pivot_table *table,
                           const struct pivot_spec *spec, const struct pivot_called *called);

/* "average of months", "people": what stands in its cells. In arena; NULL: no memory. */
const char *pivot_value_called(struct arena *arena, const struct pivot_spec *spec,
                               const struct pivot_called *called);

/* "average of months · case_type × office": what it is a table of. */
const char *pivot_title(struct arena *arena, const struct pivot_spec *spec,
                        const struct pivot_called *called);

#endif

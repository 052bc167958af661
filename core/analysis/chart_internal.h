/* What the files of core/analysis/chart*.c share. */
#ifndef DATAJAM_ANALYSIS_CHART_INTERNAL_H
#define DATAJAM_ANALYSIS_CHART_INTERNAL_H

#include "core/analysis/chart.h"

/* A text of the catalogue in arena; NULL: no memory. */
const char *chart_text(struct arena *arena, enum text_id id, const struct text_value *values);

/* Puts categories in order: those of a line along its axis (field made them), those of a
 * Pareto chart by their figures. *unplaced: rows of those that have no place there. */
enum status chart_order(struct arena *arena, struct chart *chart, const struct pivot_field *field,
                        int64_t *unplaced, struct error *err);

/* Sets least and greatest. Bars begin at 0. */
void chart_find_range(struct chart *chart);
bool chart_below_zero(const struct chart *chart); /* a figure is */

/* The sentences that read the chart aloud, added to it. False: no memory. */
bool chart_add_sentences(struct arena *arena, const struct chart_names *names, struct chart *chart);

#endif

/* Labels in less room than they need: cut so that no two of them look the same. */
#ifndef DATAJAM_ANALYSIS_CHART_LABEL_H
#define DATAJAM_ANALYSIS_CHART_LABEL_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/span.h"

/* A text that is safe for a screen, with its width. */
struct chart_label {
    struct span text;
    int cells;
};

/* Makes a text safe, in arena. False: no memory. */
bool chart_label_make(struct arena *arena, struct span text, struct chart_label *out);

/* Cut at the end with "…" where it is too long. */
bool chart_label_cut(struct arena *arena, const struct chart_label *label, int cells,
                     struct chart_label *out);

/*
 * Brings labels to at most `cells` cells (4 or more): cut at the end where they stay different
 * from each other, else in the middle, else at the beginning, else with their numbers before
 * them. Labels that are the same stay so. False: no memory.
 */
bool chart_labels_fit(struct arena *arena, struct chart_label *labels, size_t count, int cells);

#endif

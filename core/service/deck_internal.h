/* What the files of core/service/deck*.c share. */
#ifndef DATAJAM_SERVICE_DECK_INTERNAL_H
#define DATAJAM_SERVICE_DECK_INTERNAL_H

#include "core/analysis/view.h"
#include "core/service/deck.h"
#include "core/store/dataset.h"

/* One piece while it is made ready. */
struct deck_work {
    struct arena *arena;
    const struct evidence *evidence;
    const struct snapshot *figures;     /* masked */
    const struct dataset_info *dataset; /* NULL: it is gone */
    struct view view;
    int64_t minimum;
    struct deck_piece *piece;
};

/* The figures as texts, each column with decimals of its own. */
enum status deck_fill_table(const struct deck_work *work, struct error *err);

/* The same for figures of a pivot, as the pivot writes them, with the sentence and the chart.
 * STATUS_INVALID: these are none of a pivot. */
enum status deck_fill_pivot(const struct deck_work *work, struct error *err);

#endif

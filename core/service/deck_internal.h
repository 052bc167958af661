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

/* Figures that the mask has taken away. */
struct deck_hidden {
    struct value *figures;
    size_t count;
};

/* before and after: the same figures, not masked and masked. False: no memory. */
bool deck_find_hidden(struct arena *arena, const struct snapshot *before,
                      const struct snapshot *after, struct deck_hidden *out);

/* The first number in the text that is one of them, as it stands there; "": none; NULL: no
 * memory. */
const char *deck_tells_hidden(struct arena *arena, const struct deck_hidden *hidden,
                              const char *text);

/* Figures of a histogram, of boxes or points: the chart that they were. STATUS_INVALID: these are
 * none of such a chart. */
enum status deck_fill_chart(const struct deck_work *work, struct error *err);

/* Of a cloud's figures, so few that more of them may be shown; others stay. Before they are
 * masked. False: no memory. */
bool deck_gather_points(struct arena *arena, struct snapshot *figures, int64_t minimum);

/* The chart of a query's rows, where they were pinned as one, with its sentence. STATUS_INVALID:
 * these figures make none. */
enum status deck_fill_query(const struct deck_work *work, struct error *err);

#endif

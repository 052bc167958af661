/* For the kinds of evidence alone. */
#ifndef DATAJAM_SERVICE_EVIDENCE_INTERNAL_H
#define DATAJAM_SERVICE_EVIDENCE_INTERNAL_H

#include "core/analysis/pivot.h"
#include "core/analysis/pivot_keep.h"
#include "core/analysis/view.h"
#include "core/frame/filter.h"
#include "core/service/evidence.h"

/* One piece while it is worked out. A kind fills what stands below the line. */
struct evidence_work {
    struct arena *arena;
    const struct evidence_ground *ground;
    struct frame_use *use;              /* NULL: it is of no dataset */
    const struct dataset_info *dataset; /* NULL: the same */
    struct view view;
    struct filter_list filters;
    const char *filter_words; /* "age ≥ 25 · sex = F", or "" */

    struct snapshot snapshot; /* n and mark, too */
    struct pivot_kept kept;   /* of a pivot: the lines that the snapshot has */
    const char *title, *sentence;
};

typedef enum status evidence_fn(struct evidence_work *work, struct error *err);

evidence_fn evidence_of_data;
evidence_fn evidence_of_pivot;
evidence_fn evidence_of_chart;
evidence_fn evidence_of_compare;
evidence_fn evidence_of_query;

/* The table of that pivot, with its totals and what is behind each figure. */
enum status evidence_of_table(struct evidence_work *work, const struct pivot_spec *spec,
                              struct error *err);

#endif

/* For the files of the working view alone. */
#ifndef DATAJAM_PANE_WORK_PRIVATE_H
#define DATAJAM_PANE_WORK_PRIVATE_H

#include "tui/console/app.h"
#include "tui/pane/work.h"

enum { WORK_STEPS = 100 };

/* One state and the sentence of what led to it. */
struct work_step {
    struct work_draft *draft;
    char *words;
    int64_t at_ms;
};

struct work {
    struct app *app;
    struct work_step steps[WORK_STEPS]; /* the oldest first */
    size_t count, now;
    uint64_t revisions[WORK_PARTS];

    struct arena *home; /* of the datasets */
    struct dataset_info *datasets;
    size_t dataset_count;
};

/* work_state.c */
struct work_draft *work_draft_new(const struct work_state *from); /* NULL: an empty one */
/* Where a and b differ, as a set of bits 1 << part; 0: nowhere. */
unsigned work_state_differences(const struct work_state *a, const struct work_state *b);
/* A copy in arena. False: no memory. */
bool work_filters_copy(struct arena *arena, const struct filter_list *list,
                       struct filter_list *out);
bool work_filter_copy(struct arena *arena, const struct filter *filter, struct filter *out);

/* work.c: counts the parts and tells the panes. */
void work_changed(struct work *work, unsigned parts);
struct work_draft *work_no_memory(const struct work *work); /* says so; NULL */

#endif

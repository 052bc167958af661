/*
 * The values of a column over the screen, with how often each occurs: to be searched, ticked,
 * and made a filter of. Many numbers or dates are ranges, coarser or finer.
 */
#ifndef DATAJAM_PANE_FACET_H
#define DATAJAM_PANE_FACET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/service/facet.h"
#include "tui/console/overlay.h"
#include "tui/pane/data_state.h"
#include "tui/widget/line.h"

struct job;

enum {
    FACET_LIMIT = 100000, /* as many values are listed, the most frequent first */
    FACET_NO_FILTER = -1
};

struct facet_overlay {
    struct overlay head;
    struct arena *arena; /* of the facet; NULL: it is being counted */
    struct facet facet;
    bool *ticked;  /* of each entry */
    size_t *shown; /* entries that fit what was typed */
    size_t shown_count, ticked_count;
    size_t cursor, top; /* in shown */
    int height;
    struct line search;
    bool typing;      /* the last key went to the search line */
    struct error err; /* why nothing could be counted, or what ticks can't mean */

    size_t position; /* of the column in the dataset */
    int64_t column;  /* its id */
    char name[200];
    bool numbers, dates; /* which ranges it may have */
    enum facet_sort sort;
    enum group_cut cut;
    double width;
    enum facet_unit unit;
    int64_t chip;    /* the filter that is changed, or FACET_NO_FILTER */
    uint64_t wanted; /* number of the last job; older answers are of no use */

    /* Who gets the filters; NULL: they become one of the view. */
    filters_fn *chosen;
};

/* Opens it for the column at a position; chip: the filter that it is to change. */
void facet_open(struct pane *pane, size_t position, int64_t chip);

/* The same for somebody else than the view; no filters: all rows were chosen. */
void facet_choose(struct pane *pane, size_t position, filters_fn *chosen);

/* A job of it is back. */
void facet_take(struct pane *pane, struct job *job);

/* facet_job.c */
void facet_submit(struct facet_overlay *overlay);
void facet_take_reply(struct facet_overlay *overlay, struct job *job);
void facet_narrow(struct facet_overlay *overlay);

/* facet_filter.c: ticks from a filter, filters from ticks. */
void facet_tick_filter(struct facet_overlay *overlay, const struct filter *filter);
/* The entries that Enter keeps: those ticked, or the one of the cursor. */
size_t facet_kept(const struct facet_overlay *overlay);
bool facet_is_kept(const struct facet_overlay *overlay, size_t entry);
/* At most two, in arena; 0: all rows are kept. */
enum status facet_filters(const struct facet_overlay *overlay, struct arena *arena,
                          struct filter out[2], size_t *count, struct error *err);

/* What is counted, as a sentence; false: there is nothing to be said of it. */
bool facet_unit_sentence(const struct facet_overlay *overlay, char *out, size_t size);

/* facet_draw.c */
void facet_draw(struct overlay *head, const struct surface *screen);
bool facet_cursor(const struct overlay *head, int *x, int *y);
void facet_describe(const struct overlay *head, struct buffer *out);
/* The entry's text as people read it. */
struct span facet_entry_text(const struct facet_entry *entry);

#endif

/*
 * A list: entries with a cursor, narrowed by typing, with ticks and a new order if wanted.
 * Draws on any surface and knows nothing of overlays.
 */
#ifndef DATAJAM_WIDGET_LIST_H
#define DATAJAM_WIDGET_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "tui/console/key.h"
#include "tui/console/surface.h"
#include "tui/widget/line.h"

struct list_entry {
    const char *text;
    const char *detail; /* or NULL */
    const char *search; /* more words to be found by, or NULL */
    bool ticked;
    bool off; /* shown dim; can be chosen all the same */
};

struct list {
    struct arena *arena; /* holds what follows */
    struct list_entry *entries;
    size_t count;
    size_t *order; /* former index of each entry, in the present order */
    size_t *shown; /* places in `order` that fit what was typed, best first */
    size_t shown_count;
    size_t cursor; /* in shown */
    size_t top;
    struct line search;
    bool ticks;
    bool reorder;
    enum text_id hint;    /* in the empty search line; TEXT_NONE: the usual */
    enum text_id nothing; /* said where nothing fits; TEXT_NONE: the usual */
    int height;           /* of the last drawing */
};

/* Copies the entries; false: no memory. */
bool list_init(struct list *list, const struct list_entry *entries, size_t count, size_t selected);
void list_free(struct list *list);

/* Sets the search line and narrows. */
void list_search(struct list *list, const char *typed);

enum list_result { LIST_UNUSED, LIST_MOVED, LIST_CHOSEN };

/* Enter and a click on the chosen entry give LIST_CHOSEN. Mouse coordinates are those of
 * the surface it was drawn on. */
enum list_result list_key(struct list *list, const struct key *key);

/* The former index of the entry under the cursor; false: nothing is shown. */
bool list_current(const struct list *list, size_t *index);

/* The search line on the first row, entries below. */
void list_draw(struct list *list, const struct surface *surface);

/* Where the keyboard cursor belongs, on that surface. */
void list_cursor(const struct list *list, int *x, int *y);

/* Cells that the widest entry takes. */
int list_width(const struct list *list);

#endif

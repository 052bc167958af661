/*
 * The board as it is looked at: which cards, in which sections, in which order. Sections are
 * the columns of the board where there is room for them side by side, else the kinds below
 * each other. Knows nothing of panes and drawing.
 */
#ifndef DATAJAM_PANE_BOARD_VIEW_H
#define DATAJAM_PANE_BOARD_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/service/board.h"

enum board_filter {
    BOARD_ALL,
    BOARD_PLAN, /* questions: the analysis plan of the team */
    BOARD_MINE,
    BOARD_STARRED,
    BOARD_UNSETTLED, /* two texts, a changed figure, a verdict without evidence */
    BOARD_TAGGED,
    BOARD_FILTERS
};

struct board_wanted {
    enum board_filter filter;
    const char *person; /* BOARD_MINE */
    const char *tag;    /* BOARD_TAGGED */
};

struct board_section {
    enum text_id title;
    enum board_column column; /* where columns are side by side */
    const struct card **cards;
    size_t count;
};

enum { BOARD_SECTIONS = CARD_BOARD_KINDS }; /* more than there are columns */

struct board_view {
    struct arena *arena;
    struct board_section sections[BOARD_SECTIONS];
    size_t count;
    size_t cards;
    bool columns;
    const struct card **frame; /* the parts of the problem, in their order */
    size_t frame_count;
};

/* Makes it anew; the board must stay. unsettled tells of a card whether it is, for that
 * filter. False: no memory. */
typedef bool board_unsettled_fn(const void *context, const struct card *card);
bool board_view_make(struct board_view *view, const struct board *board, bool columns,
                     const struct board_wanted *wanted, board_unsettled_fn *unsettled,
                     const void *context);
void board_view_free(struct board_view *view);

struct board_place_in {
    size_t section, index;
};

/* Where a card stands; false: it is not shown. */
bool board_view_find(const struct board_view *view, int64_t id, struct board_place_in *out);
const struct card *board_view_card(const struct board_view *view, struct board_place_in at);

/* The nearest place that has a card, for one whose card is gone; false: there is none. */
bool board_view_near(const struct board_view *view, struct board_place_in *at);

/* One card up or down (over the ends of sections where these lie below each other), or a
 * section to the left or right. False: there is none. */
bool board_view_step(const struct board_view *view, struct board_place_in *at, int by);
bool board_view_aside(const struct board_view *view, struct board_place_in *at, int by);

/* Does "rent, families" have "Rent"? */
bool board_has_tag(const char *tags, const char *tag);

#endif

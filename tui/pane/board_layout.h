/* Where what is on the board stands on the screen: strips of rows, one for each column side by
 * side, or one with all kinds below each other. */
#ifndef DATAJAM_PANE_BOARD_LAYOUT_H
#define DATAJAM_PANE_BOARD_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/card.h"
#include "core/base/span.h"

struct pane;

enum board_row_kind {
    BOARD_ROW_BLANK,
    BOARD_ROW_HEADING,
    BOARD_ROW_THEME,
    BOARD_ROW_CARD, /* a line of what it says */
    BOARD_ROW_MARKS /* who, tags, evidence */
};

struct board_row {
    enum board_row_kind kind;
    bool first;            /* of its card */
    size_t section, index; /* in the view */
    struct span text;      /* safe for the screen */
    struct span marks;     /* at the right of a card's first line */
};

struct board_strip {
    int x, columns;
    struct board_row *rows;
    size_t count, top;
};

enum { BOARD_WIDE = 76, BOARD_FRAME_ROWS = 6 };

struct board_layout {
    struct arena *arena;
    int columns, rows;
    struct span frame[BOARD_FRAME_ROWS]; /* the problem, above all */
    int frame_rows;
    int y; /* of the strips; below the frame and a line */
    struct board_strip strips[BOARD_COLUMNS];
    size_t strip_count;
};

/* Makes it anew for a size and brings the cursor's card in sight; the view is made before.
 * False: no memory. */
bool board_layout_make(struct pane *pane, int columns, int rows);
void board_layout_free(struct board_layout *layout);

/* The card at a cell of the pane; false: there is none. */
bool board_layout_at(const struct board_layout *layout, int x, int y, size_t *section,
                     size_t *index);

/* The first line of a card on the pane; false: it is not in sight. */
bool board_layout_find(const struct board_layout *layout, size_t section, size_t index, int *x,
                       int *y);

#endif

/* Which pane stands where: pure arithmetic from a size to rectangles. */
#ifndef DATAJAM_CONSOLE_LAYOUT_H
#define DATAJAM_CONSOLE_LAYOUT_H

#include <stdbool.h>

#include "tui/console/pane.h"

enum layout_mode {
    LAYOUT_TOO_SMALL, /* below 80×24: one message */
    LAYOUT_ONE,       /* one pane under a strip of tabs; also a zoomed one */
    LAYOUT_FOUR,      /* from 100×30: two columns of two */
    LAYOUT_ALL        /* from 120×36 */
};

enum { LAYOUT_MIN_COLUMNS = 80, LAYOUT_MIN_ROWS = 24, LAYOUT_LEFT_PERCENT = 30 };

struct layout_request {
    int columns;
    int rows;
    bool present[PLACE_COUNT]; /* there is such a pane */
    enum place focus;
    bool zoom;
    int left_percent; /* width of the left column; 0: the usual */
    int notice_rows;  /* above the status line */
};

/* A pane's place with its frame. Frames of panes above each other share a line, so their
 * rectangles overlap by one row. In LAYOUT_ONE there is no frame, and the rectangle is the
 * inside itself. */
struct layout_rect {
    bool shown;
    bool joined; /* the line above belongs to the pane above, too */
    int x, y, columns, rows;
};

struct layout {
    enum layout_mode mode;
    int columns, rows;
    int header_row;
    int tabs_row;   /* -1: no strip */
    int notice_row; /* the first of those above the status line; status_row: there is none */
    int status_row;
    int keys_row;
    struct layout_rect panes[PLACE_COUNT];
};

void layout_compute(const struct layout_request *request, struct layout *out);

/* The inside of a pane's frame; false: it is not shown. */
bool layout_inside(const struct layout *layout, enum place place, struct layout_rect *out);

/* The pane at a cell, or PLACE_NONE. */
enum place layout_place_at(const struct layout *layout, int x, int y);

#endif

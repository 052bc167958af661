/*
 * Surfaces: what panes draw on. A grid is a rectangle of cells in memory, a surface a
 * window onto it with its own coordinates from (0, 0). Nothing here knows a terminal, so
 * that a test draws a pane and reads it back as text.
 *
 * A surface is a small value: copy it, cut parts out of it. Whatever is put outside of it
 * is cut off. Text is made safe with utf8_screen on its way in; callers hand over text
 * from data as it is.
 *
 * A style is a role of the theme, or-ed with flags: `THEME_TEXT`, `THEME_DIM | STYLE_BOLD`.
 */
#ifndef DATAJAM_CONSOLE_SURFACE_H
#define DATAJAM_CONSOLE_SURFACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buffer.h"
#include "core/base/span.h"

/* What a piece of the screen is; a theme says how each looks. */
enum theme_role {
#define THEME_ROLE(id, name, mono) THEME_##id,
#include "tui/console/roles.h"
#undef THEME_ROLE
    THEME_ROLE_COUNT
};

enum {
    STYLE_ROLE = 0xff, /* the part that holds the role */
    STYLE_BOLD = 0x100,
    STYLE_UNDERLINE = 0x200,
    STYLE_REVERSE = 0x400,
    STYLE_ITALIC = 0x800,
    STYLE_SHADE = 0x1000 /* a sign in place of the ground's colour: not seen where there is one */
};

enum { CELL_MARKS = 2 };

struct cell {
    uint32_t character;         /* code point; 0: the right half of a wide one */
    uint32_t marks[CELL_MARKS]; /* combining marks, or 0 */
    uint16_t style;
    uint8_t ground; /* role whose background and attributes lie under it; 0: its own */
    uint8_t width;  /* 1, 2, or 0 for a right half */
};

struct grid {
    int columns;
    int rows;
    struct cell *cells; /* row by row */
};

/* A grid of blanks; NULL: no memory, or a size that is not sane (1..4096 each way). */
struct grid *grid_new(int columns, int rows);
void grid_free(struct grid *grid);

/* The text of one row without trailing blanks, added to out. For tests and --plain. */
void grid_row_text(const struct grid *grid, int row, struct buffer *out);

struct surface {
    struct grid *grid;
    int x, y;                                    /* of its (0, 0) in the grid */
    int columns, rows;                           /* its own size: what it was asked for */
    int clip_x, clip_y, clip_columns, clip_rows; /* what of the grid it may touch */
};

/* The whole grid. */
struct surface surface_of(struct grid *grid);

/* The part at (x, y) with the given size; what lies outside of its parent stays untouched. */
struct surface surface_part(const struct surface *surface, int x, int y, int columns, int rows);

/* Fills a rectangle (or all of it) with blanks of that style. */
void surface_fill(const struct surface *surface, int x, int y, int columns, int rows,
                  unsigned style);
void surface_clear(const struct surface *surface, unsigned style);

/* Puts text at (x, y) in at most `cells` cells; what is longer is cut off, with `…` as the
 * last cell in surface_put_cut. Returns the cells used. Never leaves half a wide
 * character. */
int surface_put(const struct surface *surface, int x, int y, int cells, struct span text,
                unsigned style);
int surface_put_cut(const struct surface *surface, int x, int y, int cells, struct span text,
                    unsigned style);

/* In at most `rows` rows of `cells` cells, broken at blanks; the last one is cut where there is
 * more. Returns the rows used. */
int surface_put_wrapped(const struct surface *surface, int x, int y, int cells, int rows,
                        struct span text, unsigned style);

/* The rows that it would use. */
int surface_wrapped_rows(int cells, int rows, struct span text);

/* The same flush right in exactly `cells` cells, blanks at the left. */
int surface_put_right(const struct surface *surface, int x, int y, int cells, struct span text,
                      unsigned style);

/* A string up to the right edge. */
int surface_put_string(const struct surface *surface, int x, int y, const char *string,
                       unsigned style);

/* One code point, `count` times to the right; lines and bars. */
void surface_repeat(const struct surface *surface, int x, int y, int count, uint32_t character,
                    unsigned style);

/* A box along the edges of the rectangle, one cell thick. */
void surface_box(const struct surface *surface, int x, int y, int columns, int rows,
                 unsigned style);

/* Gives a rectangle the background (and the attributes: reverse in a theme without
 * colours) of a role and leaves characters and their colours: a cursor row, a selection. */
void surface_tint(const struct surface *surface, int x, int y, int columns, int rows,
                  enum theme_role ground);

/* Sets flags (STYLE_…) in a rectangle, leaves the rest. */
void surface_flag(const struct surface *surface, int x, int y, int columns, int rows,
                  unsigned flags);

#endif

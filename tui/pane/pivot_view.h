/*
 * A pivot table as it stands on the screen: its labels, the widths of its columns, the cursor
 * and what is marked. Holds the table that it shows; knows nothing of panes and jobs.
 *
 * The columns of the grid are the row fields first, which stay in sight, then those of the
 * table; the cursor stands among the latter.
 */
#ifndef DATAJAM_PANE_PIVOT_VIEW_H
#define DATAJAM_PANE_PIVOT_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/analysis/pivot.h"
#include "core/analysis/pivot_figures.h"
#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "tui/console/surface.h"
#include "tui/widget/table.h"

/* Names of what the table was made of, for its header. */
struct pivot_names {
    const char *rows[PIVOT_ROWS_MAX]; /* "case_type" */
    const char *column;               /* "office", or "" */
    const char *value;                /* "average of months": heads a table without columns */
    const char *filters;              /* "age ≥ 25 · sex = F", or "" */
    const char *counted;              /* what a row is, where it may not be a person; or "" */
};

/* Made by the worker with the table, in its arena; read only from then on. */
struct pivot_page {
    struct pivot_table table;
    struct pivot_spec spec;
    struct pivot_names names;
    struct pivot_figures figures;
    int *widths;        /* cells that each column of the grid would like, title and all */
    int *figure_widths; /* of each column of the table: what its figures take */
};

/* Works out what the page needs beside table, spec and names. False: no memory. */
bool pivot_page_measure(struct pivot_page *page, struct arena *arena);

/* A rectangle of cells that Shift and the arrows draw; from where it began to the cursor. */
struct pivot_range {
    bool on;
    size_t row, column;
};

struct pivot_view {
    const struct pivot_page *page; /* NULL: nothing to show */
    struct table grid;
    struct table_column *columns; /* with the widths of this size; the view's own */
    bool *marked;                 /* a mark for each cell; NULL: none */
    size_t mark_count;
    struct pivot_range range;
};

/* Shows another page; the cursor stays on the row and the column it stood on, by their
 * labels, where they are still there. The old page must still be there. False: no memory. */
bool pivot_view_set(struct pivot_view *view, const struct pivot_page *page);
void pivot_view_free(struct pivot_view *view);

/* Brings widths, cursor and scrolling into a surface of that size. */
void pivot_view_fit(struct pivot_view *view, int columns, int rows);

/* The place of the cursor in the table. */
size_t pivot_view_row(const struct pivot_view *view);
size_t pivot_view_column(const struct pivot_view *view);
const struct pivot_cell *pivot_view_cell(const struct pivot_view *view);

/* Is the table sorted by that column of the grid? In the order of its labels, as it comes, it
 * is not said to be. The mark takes PIVOT_MARK_CELLS. */
enum { PIVOT_MARK_CELLS = 2 };
bool pivot_page_is_sorted(const struct pivot_page *page, size_t grid_column);

/* ---- labels ---- */
struct span pivot_row_label(const struct pivot_page *page, size_t row, size_t field);
struct span pivot_column_label(const struct pivot_page *page, size_t column);
/* "couple × Cambridge", "couple · renting × Cambridge": added to out, as it came. */
void pivot_cell_words(const struct pivot_page *page, size_t row, size_t column, struct buffer *out);
/* The same, safe for a screen, no label longer than `cells`. */
void pivot_cell_words_cut(const struct pivot_page *page, size_t row, size_t column, size_t cells,
                          struct buffer *out);

/* ---- moving and marking ---- */
void pivot_view_move(struct pivot_view *view, int64_t rows, int64_t columns);
void pivot_view_go(struct pivot_view *view, size_t row, size_t column);
/* The same, with the rectangle drawn along. */
void pivot_view_stretch(struct pivot_view *view, int64_t rows, int64_t columns);
void pivot_view_mark(struct pivot_view *view); /* or takes the mark away */
void pivot_view_mark_all(struct pivot_view *view);
bool pivot_view_unmark(struct pivot_view *view); /* false: nothing was marked */
bool pivot_view_is_marked(const struct pivot_view *view, size_t row, size_t column);

/* What the marked cells add up to, or the one of the cursor. */
struct pivot_sum {
    size_t cells;   /* marked; 0: none are */
    size_t figures; /* of them with a number */
    double sum, least, greatest;
    int64_t rows; /* behind them */
};
struct pivot_sum pivot_view_sum(const struct pivot_view *view);

/* ---- drawing (pivot_draw.c) ---- */
void pivot_view_draw(const struct pivot_view *view, const struct surface *surface, bool focused);

#endif

/*
 * A grid of rows and columns with a cursor, as in a spreadsheet: a header that stays, the
 * first columns that stay, scrolling by columns. It holds no data: cells come from a model
 * that answers at once or says that they are not there yet, so that any number of rows
 * costs nothing.
 */
#ifndef DATAJAM_WIDGET_TABLE_H
#define DATAJAM_WIDGET_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buffer.h"
#include "core/base/span.h"
#include "core/base/value.h"
#include "tui/console/surface.h"

enum table_cell_kind { TABLE_VALUE, TABLE_EMPTY, TABLE_MISFIT };

struct table_cell {
    struct span text;
    int cells; /* its width */
    enum table_cell_kind kind;
};

enum table_sort { TABLE_UNSORTED, TABLE_ASCENDING, TABLE_DESCENDING };

struct table_column {
    const char *title;
    enum quality quality;
    enum quality team; /* what the team says of it: "+!" behind the mark */
    bool number;       /* flush right */
    int width;         /* cells, without the gap behind it */
    enum table_sort sort;
    int sort_place; /* among several: 1, 2, …; 0: the only one */
};

struct table_model {
    /* The cell of a row; false: not there yet. */
    bool (*cell)(void *context, int64_t row, size_t column, struct table_cell *out);
    bool (*is_marked)(void *context, int64_t row); /* may be NULL */
    void *context;
};

struct table {
    const struct table_column *columns; /* of the caller */
    size_t column_count;
    size_t pinned; /* of the first columns, that stay */
    int64_t rows;
    int64_t foot; /* of the last rows, that stay where there is room: totals */
    /* The cursor and what is scrolled out; table_fit keeps them inside. */
    int64_t row, top;
    size_t column, left; /* left: first column behind the pinned ones */
    int page;            /* rows that are seen; set by table_fit */
    int width;           /* cells to draw in; set by table_fit */
};

enum { TABLE_NARROWEST = 3, TABLE_WIDEST = 120, TABLE_GAP = 2, TABLE_GUTTER = 2 };

/* Brings cursor and scrolling inside a surface of that size; call after each change. */
void table_fit(struct table *table, int columns, int rows);

/* Moves the cursor; too far is as far as it goes. */
void table_move_rows(struct table *table, int64_t by);
void table_move_columns(struct table *table, int64_t by);
void table_move_page(struct table *table, int pages);

/* Scrolls what is seen, as a wheel does; the cursor goes along only when it has to. */
void table_scroll(struct table *table, int64_t by);

/* The row on a line of the page, from 0; -1: none. */
int64_t table_row_at(const struct table *table, int line);

/* Lines of the page whose rows scroll: all but those that stay. */
int table_scrolling_lines(const struct table *table);

/* Header, rows, and the position in the last line: "3 / 12,408", or what is given. */
void table_draw(const struct table *table, const struct table_model *model,
                const struct surface *surface, bool focused, const char *position);

/* The cell at (x, y) of the surface. *row is -1 for the header. False: none there. */
bool table_at(const struct table *table, int x, int y, int64_t *row, size_t *column);

/* Where the cursor cell stands; false: nowhere. */
bool table_cursor(const struct table *table, int *x, int *y);

/* The columns that are seen (at least in part): fills out with up to `room` of them, in
 * their order; returns how many. */
size_t table_seen_columns(const struct table *table, size_t *out, size_t room);

/* The mark of a quality: "✓", "!", "·", or "" for none. */
const char *table_quality_mark(enum quality quality);

/* Both marks of a column: "✓", "✓+!", "+·", or "", into out (TABLE_MARKS_SIZE bytes); returns
 * out. */
enum { TABLE_MARKS_SIZE = 16 };
const char *table_marks(enum quality quality, enum quality team, char *out);

/* The mark of a sort ("▲", "▼2") into out (8 bytes); "" for none; returns out. */
char *table_sort_mark(const struct table_column *column, char *out);

/* Width for a column: its title with its mark, and the widest of its sample, within
 * bounds. */
int table_width_for(const struct table_column *column, int widest_sample);

#endif

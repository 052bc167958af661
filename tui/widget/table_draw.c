/*
 * The look of the grid. Rows are drawn in one style with as few changes as can be: every
 * change of colour costs bytes on a slow line, and a page of data is most of what goes
 * over it.
 */
#include <string.h>

#include "core/base/text.h"
#include "core/base/utf8.h"
#include "tui/widget/table.h"
#include "tui/widget/table_walk.h"

static unsigned mark_style(enum quality quality)
{
    static const unsigned styles[QUALITY_COUNT] = {[QUALITY_NONE] = THEME_TABLE_HEAD,
                                                   [QUALITY_GOOD] = THEME_GOOD,
                                                   [QUALITY_CAUTION] = THEME_CAUTION,
                                                   [QUALITY_IGNORE] = THEME_IGNORE};
    return styles[quality < QUALITY_COUNT ? quality : QUALITY_NONE];
}

static void draw_title(const struct table *table, const struct table_walk *walk,
                       const struct surface *surface, bool focused)
{
    const struct table_column *column = &table->columns[walk->column];
    bool current = focused && walk->column == table->column;
    unsigned style = current ? THEME_TABLE_HEAD_CURRENT : THEME_TABLE_HEAD;
    char sort[8];
    int marks = table_title_marks(column);
    struct span title = span_string(column->title);
    int cells = (int)utf8_screen_width(title);
    int room = walk->cells > marks ? walk->cells - marks : 0;
    cells = cells < room ? cells : room;
    int x = walk->at;
    if (column->number && walk->whole)
        x += walk->cells - cells - marks > 0 ? walk->cells - cells - marks : 0;
    if (current)
        surface_fill(surface, walk->at, 0, walk->cells, 1, style);
    surface_put_cut(surface, x, 0, room, title, style);
    x += cells + 1;
    if (*table_sort_mark(column, sort)) {
        int used = surface_put(surface, x, 0, walk->at + walk->cells - x, span_string(sort),
                               current ? style : THEME_STRONG);
        x += used + 1;
    }
    int end = walk->at + walk->cells;
    if (column->quality != QUALITY_NONE && x < end)
        x += surface_put(surface, x, 0, 1, span_string(table_quality_mark(column->quality)),
                         current ? style : mark_style(column->quality));
    if (column->team == QUALITY_NONE || x + 1 >= end)
        return;
    unsigned team = current ? style : mark_style(column->team);
    x += surface_put_string(surface, x, 0, "+", team);
    surface_put(surface, x, 0, 1, span_string(table_quality_mark(column->team)), team);
}

static void draw_header(const struct table *table, const struct surface *surface, bool focused)
{
    struct table_walk walk = table_walk_begin(table);
    size_t last = 0;
    bool any = false, whole = true;
    while (table_walk_next(&walk)) {
        draw_title(table, &walk, surface, focused);
        last = walk.column;
        whole = walk.whole;
        any = true;
    }
    if (table->left > table->pinned)
        surface_put_string(surface, 0, 0, "‹", THEME_DIM);
    if (any && (last + 1 < table->column_count || !whole))
        surface_put_string(surface, table->width - 1, 0, "›", THEME_DIM);
}

static void draw_cell(const struct table *table, const struct table_walk *walk,
                      const struct table_cell *cell, const struct surface *surface, int y)
{
    const struct table_column *column = &table->columns[walk->column];
    struct span text = cell->text;
    unsigned style = column->number ? THEME_NUMBER : THEME_TEXT;
    int cells = cell->cells;
    if (cell->kind == TABLE_EMPTY) {
        text = span_string("∅");
        style = THEME_EMPTY;
        cells = 1;
    } else if (cell->kind == TABLE_MISFIT) {
        style = THEME_MISFIT;
    }
    bool right = column->number && walk->whole && cells <= walk->cells;
    int x = right ? walk->at + walk->cells - cells : walk->at;
    surface_put_cut(surface, x, y, walk->cells - (x - walk->at), text, style);
}

static void draw_row(const struct table *table, const struct table_model *model, int64_t row,
                     const struct surface *surface, int y, bool focused)
{
    struct table_walk walk = table_walk_begin(table);
    bool marked = model->is_marked != NULL && model->is_marked(model->context, row);
    int cursor_x = -1, cursor_cells = 0;
    bool there = true;
    while (there && table_walk_next(&walk)) {
        struct table_cell cell = {0};
        there = model->cell(model->context, row, walk.column, &cell);
        if (there)
            draw_cell(table, &walk, &cell, surface, y);
        if (row == table->row && walk.column == table->column) {
            cursor_x = walk.at;
            cursor_cells = walk.cells;
        }
    }
    if (!there)
        surface_put_string(surface, TABLE_GUTTER, y, "…", THEME_DIM);
    if (marked) {
        surface_put_string(surface, 0, y, "●", THEME_MARKED);
        surface_tint(surface, 0, y, table->width, 1, THEME_MARKED);
    }
    if (row != table->row)
        return;
    surface_put_string(surface, 0, y, "▶", focused ? THEME_STRONG : THEME_DIM);
    if (focused) {
        surface_tint(surface, 0, y, table->width, 1, THEME_CURSOR_ROW);
        if (cursor_x >= 0)
            surface_tint(surface, cursor_x, y, cursor_cells, 1, THEME_CURSOR_CELL);
    }
}

/* At the right of the last line. */
static void draw_position(const struct table *table, const struct surface *surface,
                          const char *position)
{
    char row[32], rows[32];
    struct buffer text = {0};
    text_group_digits(row, sizeof row, table->rows > 0 ? table->row + 1 : 0);
    text_group_digits(rows, sizeof rows, table->rows);
    if (position != NULL)
        buffer_printf(&text, "%s ", position);
    else
        buffer_printf(&text, "%s / %s ", row, rows);
    int cells = (int)utf8_screen_width(buffer_span(&text));
    surface_put(surface, surface->columns - cells, surface->rows - 1, cells, buffer_span(&text),
                THEME_DIM);
    buffer_free(&text);
}

void table_draw(const struct table *table, const struct table_model *model,
                const struct surface *surface, bool focused, const char *position)
{
    draw_header(table, surface, focused);
    for (int i = 0; i < table->page && table_row_at(table, i) >= 0; i++)
        draw_row(table, model, table_row_at(table, i), surface, 1 + i, focused);
    draw_position(table, surface, position);
}

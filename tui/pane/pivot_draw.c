/*
 * The look of a pivot table: labels at the left, figures flush right, totals set apart. The
 * first of two row fields stands once for each group, and again where a page begins inside it.
 */
#include "core/base/text.h"
#include "core/base/utf8.h"
#include "tui/pane/pivot_view.h"
#include "tui/widget/table_walk.h"

static bool is_field(const struct pivot_view *view, const struct table_walk *walk)
{
    return walk->column < view->page->table.row_fields;
}

/* Half a column of figures says nothing, or something wrong: it is drawn where it is the only
 * one. */
static bool is_torn(const struct pivot_view *view, const struct table_walk *walk)
{
    size_t first = view->page->table.row_fields;
    if (view->grid.left > first)
        first = view->grid.left;
    return !walk->whole && !is_field(view, walk) && walk->column > first;
}

/* ---- header ---- */

/* "▲" or "▼" on what the table is sorted by, "" elsewhere. */
static const char *sort_mark(const struct pivot_page *page, size_t grid_column)
{
    if (!pivot_page_is_sorted(page, grid_column))
        return "";
    return page->spec.descending ? "▼" : "▲";
}

static void draw_title(const struct pivot_view *view, const struct table_walk *walk,
                       const struct surface *surface, bool focused)
{
    const struct pivot_page *page = view->page;
    bool field = is_field(view, walk);
    bool current = focused && walk->column == view->grid.column;
    unsigned style = current ? THEME_TABLE_HEAD_CURRENT : THEME_TABLE_HEAD;
    const char *mark = sort_mark(page, walk->column);
    int mark_cells = *mark ? PIVOT_MARK_CELLS : 0;
    struct span title = field ? span_string(page->names.rows[walk->column])
                              : pivot_column_label(page, walk->column - page->table.row_fields);
    int room = walk->cells > mark_cells ? walk->cells - mark_cells : 0;
    int cells = (int)utf8_screen_width(title);
    cells = cells < room ? cells : room;
    int x = field ? walk->at : walk->at + walk->cells - cells - mark_cells;
    if (current)
        surface_fill(surface, walk->at, 0, walk->cells, 1, style);
    surface_put_cut(surface, x, 0, room, title, style);
    if (*mark)
        surface_put_string(surface, x + cells + 1, 0, mark, style);
}

static void draw_header(const struct pivot_view *view, const struct surface *surface, bool focused)
{
    const struct table *grid = &view->grid;
    struct table_walk walk = table_walk_begin(grid);
    size_t last = 0;
    bool whole = true;
    while (table_walk_next(&walk)) {
        if (!is_torn(view, &walk))
            draw_title(view, &walk, surface, focused);
        last = walk.column;
        whole = walk.whole;
    }
    if (grid->left > grid->pinned)
        surface_put_string(surface, 0, 0, "‹", THEME_DIM);
    if (last + 1 < grid->column_count || !whole)
        surface_put_string(surface, grid->width - 1, 0, "›", THEME_DIM);
}

/* ---- rows ---- */

static unsigned line_style(enum pivot_line_kind kind, unsigned otherwise)
{
    switch (kind) {
    case PIVOT_TOTAL:
    case PIVOT_SUBTOTAL:
        return THEME_STRONG;
    case PIVOT_OTHERS:
        return THEME_EMPHASIS;
    default:
        return otherwise;
    }
}

/* The same group as the row above, which is on the screen? */
static bool is_repeated(const struct pivot_view *view, size_t row, size_t field)
{
    const struct pivot_table *table = &view->page->table;
    return field == 0 && table->row_fields > 1 && (int64_t)row > view->grid.top &&
           table->rows[row].kind == PIVOT_LINE && table->rows[row - 1].kind == PIVOT_LINE &&
           span_equal(table->rows[row].texts[0], table->rows[row - 1].texts[0]);
}

static void draw_label(const struct pivot_view *view, const struct table_walk *walk, size_t row,
                       const struct surface *surface, int y)
{
    const struct pivot_line *line = &view->page->table.rows[row];
    bool empty = line->kind == PIVOT_LINE && line->texts[walk->column].len == 0;
    unsigned style = line_style(line->kind, empty ? THEME_EMPTY : THEME_TEXT);
    if (!is_repeated(view, row, walk->column))
        surface_put_cut(surface, walk->at, y, walk->cells,
                        pivot_row_label(view->page, row, walk->column), style);
}

static void draw_figure(const struct pivot_view *view, const struct table_walk *walk, size_t row,
                        const struct surface *surface, int y)
{
    const struct pivot_table *table = &view->page->table;
    size_t column = walk->column - table->row_fields;
    const struct pivot_cell *cell = &table->cells[row * table->column_count + column];
    char scratch[PIVOT_FIGURE_SIZE];
    struct span text = pivot_figure_text(&view->page->figures, cell, scratch);
    int cells = (int)utf8_screen_width(text);
    unsigned style = line_style(table->rows[row].kind, THEME_NUMBER);
    if (style == THEME_NUMBER && view->page->spec.column.column != 0)
        style = line_style(table->columns[column].kind, THEME_NUMBER);
    int x = cells < walk->cells ? walk->at + walk->cells - cells : walk->at;
    if (walk->whole || cells <= walk->cells)
        surface_put_cut(surface, x, y, walk->cells, text, style);
    else
        surface_put_string(surface, x, y, "…", THEME_DIM); /* half a number is a wrong one */
    if (pivot_view_is_marked(view, row, column))
        surface_tint(surface, walk->at, y, walk->cells, 1, THEME_MARKED);
}

static void draw_row(const struct pivot_view *view, size_t row, const struct surface *surface,
                     int y, bool focused)
{
    struct table_walk walk = table_walk_begin(&view->grid);
    bool current = (int64_t)row == view->grid.row;
    int cursor_x = -1, cursor_cells = 0;
    while (table_walk_next(&walk)) {
        if (is_field(view, &walk))
            draw_label(view, &walk, row, surface, y);
        else if (!is_torn(view, &walk))
            draw_figure(view, &walk, row, surface, y);
        if (walk.column == view->grid.column) {
            cursor_x = walk.at;
            cursor_cells = walk.cells;
        }
    }
    if (!current)
        return;
    surface_put_string(surface, 0, y, "▶", focused ? THEME_STRONG : THEME_DIM);
    if (focused && cursor_x >= 0) {
        surface_tint(surface, 0, y, cursor_x, 1, THEME_CURSOR_ROW);
        surface_tint(surface, cursor_x, y, cursor_cells, 1, THEME_CURSOR_CELL);
    }
}

/* Arrows where the total stands below rows that it does not follow, and above. */
static void draw_what_is_hidden(const struct table *grid, const struct surface *surface)
{
    int lines = table_scrolling_lines(grid);
    if (lines == grid->page)
        return;
    if (grid->top > 0 && grid->row != grid->top)
        surface_put_string(surface, 0, 1, "↑", THEME_DIM);
    if (grid->top + grid->page < grid->rows && grid->row != grid->top + lines - 1)
        surface_put_string(surface, 0, lines, "↓", THEME_DIM);
}

/* What was left out, what the figures are, and by which filters. */
static void draw_notes(const struct pivot_page *page, const struct surface *surface, int y,
                       int room)
{
    char text[400];
    int x = TABLE_GUTTER;
    if (page->table.skipped > 0) {
        text_format(text, sizeof text, TEXT_PIVOT_PANE_SKIPPED,
                    TEXT_VALUES(text_number("values", page->table.skipped)));
        x += surface_put_cut(surface, x, y, room - x, span_string(text), THEME_CAUTION) + 2;
    }
    if (pivot_show_note(&page->spec) != TEXT_NONE)
        x += surface_put_cut(surface, x, y, room - x,
                             span_string(text_get(pivot_show_note(&page->spec))), THEME_DIM) +
             2;
    if (page->names.filters[0] != '\0') {
        text_format(text, sizeof text, TEXT_PIVOT_PANE_FILTERED,
                    TEXT_VALUES(text_string("filters", page->names.filters)));
        x += surface_put_cut(surface, x, y, room - x, span_string(text), THEME_DIM) + 2;
    }
    surface_put_cut(surface, x, y, room - x, span_string(page->names.counted), THEME_DIM);
}

/* The last line, where there is one for it: "12 / 340", and notes. */
static void draw_foot(const struct pivot_view *view, const struct surface *surface)
{
    const struct table *grid = &view->grid;
    char text[100];
    int y = surface->rows - 1;
    if (grid->page + 1 >= surface->rows)
        return;
    text_format(text, sizeof text, TEXT_PIVOT_PANE_POSITION,
                TEXT_VALUES(text_number("row", grid->rows > 0 ? grid->row + 1 : 0),
                            text_number("rows", grid->rows)));
    int cells = (int)utf8_screen_width(span_string(text));
    int x = surface->columns - cells - 1;
    draw_notes(view->page, surface, y, x - 1);
    surface_put(surface, x, y, cells, span_string(text), THEME_DIM);
}

void pivot_view_draw(const struct pivot_view *view, const struct surface *surface, bool focused)
{
    const struct table *grid = &view->grid;
    draw_header(view, surface, focused);
    for (int i = 0; i < grid->page && table_row_at(grid, i) >= 0; i++)
        draw_row(view, (size_t)table_row_at(grid, i), surface, 1 + i, focused);
    draw_what_is_hidden(grid, surface);
    draw_foot(view, surface);
}

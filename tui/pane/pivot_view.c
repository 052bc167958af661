/*
 * Cursor, scrolling and marks of a pivot table. The geometry is that of the grid of rows and
 * columns (tui/widget/table.h), whose first columns stay in sight: here the row fields.
 */
#include "tui/pane/pivot_view.h"

#include <stdlib.h>
#include <string.h>

enum { LABEL_LEAST = 8, LABEL_MOST = 32, TITLE_MOST = 18 };

size_t pivot_view_row(const struct pivot_view *view)
{
    return view->grid.row > 0 ? (size_t)view->grid.row : 0;
}

size_t pivot_view_column(const struct pivot_view *view)
{
    size_t fields = view->page->table.row_fields;
    return view->grid.column > fields ? view->grid.column - fields : 0;
}

const struct pivot_cell *pivot_view_cell(const struct pivot_view *view)
{
    const struct pivot_table *table = &view->page->table;
    if (table->row_count == 0 || table->column_count == 0)
        return NULL;
    return &table->cells[pivot_view_row(view) * table->column_count + pivot_view_column(view)];
}

void pivot_view_free(struct pivot_view *view)
{
    free(view->columns);
    free(view->marked);
    *view = (struct pivot_view){0};
}

/* ---- another page ---- */

static bool same_line(const struct pivot_line *a, const struct pivot_line *b)
{
    return a->kind == b->kind && span_equal(a->texts[0], b->texts[0]) &&
           span_equal(a->texts[1], b->texts[1]);
}

/* Where the line of the old page stands in the new one; else as far down as it was. */
static size_t find_line(const struct pivot_line *lines, size_t count, const struct pivot_line *old,
                        size_t otherwise)
{
    for (size_t i = 0; i < count && old != NULL; i++)
        if (same_line(&lines[i], old))
            return i;
    return otherwise < count ? otherwise : count > 0 ? count - 1 : 0;
}

/* Where the cursor goes: back to its labels; to the start where other columns make them. */
static void find_cursor(const struct pivot_view *view, const struct pivot_page *page, size_t *row,
                        size_t *column)
{
    const struct pivot_table *table = &page->table;
    const struct pivot_table *old = view->page != NULL ? &view->page->table : NULL;
    *row = *column = 0;
    if (old == NULL || old->row_count == 0 || old->column_count == 0)
        return;
    size_t at_row = pivot_view_row(view), at_column = pivot_view_column(view);
    if (view->page->spec.rows[0].column == page->spec.rows[0].column)
        *row = find_line(table->rows, table->row_count, &old->rows[at_row], at_row);
    if (view->page->spec.column.column == page->spec.column.column)
        *column =
            find_line(table->columns, table->column_count, &old->columns[at_column], at_column);
}

bool pivot_view_set(struct pivot_view *view, const struct pivot_page *page)
{
    const struct pivot_table *table = &page->table;
    size_t count = table->row_fields + table->column_count, row, column;
    struct table_column *columns = calloc(count + 1, sizeof *columns);
    if (columns == NULL)
        return false;
    find_cursor(view, page, &row, &column);
    pivot_view_unmark(view);
    free(view->columns);
    view->columns = columns;
    view->page = page;
    view->grid.columns = columns;
    view->grid.column_count = count;
    view->grid.pinned = table->row_fields;
    view->grid.rows = (int64_t)table->row_count;
    view->grid.foot = 1; /* the total */
    pivot_view_go(view, row, column);
    return true;
}

/* ---- size ---- */

/* Row labels give way first: half of the width is theirs, however many fields there are. */
static void fit_labels(struct pivot_view *view, int room)
{
    size_t fields = view->page->table.row_fields;
    int share = room / 2 / (int)(fields > 0 ? fields : 1) - TABLE_GAP;
    share = share > LABEL_MOST ? LABEL_MOST : share < LABEL_LEAST ? LABEL_LEAST : share;
    int spare = 0; /* what a narrow one leaves to the other */
    for (size_t i = 0; i < fields; i++)
        spare += view->page->widths[i] < share ? share - view->page->widths[i] : 0;
    for (size_t i = 0; i < fields; i++) {
        int most = share + spare > LABEL_MOST ? LABEL_MOST : share + spare;
        int wanted = view->page->widths[i];
        view->columns[i].width = wanted > most ? most : wanted;
    }
}

/* A figure is never cut; its title may be. */
static int figure_width(const struct pivot_page *page, size_t column)
{
    int wanted = page->widths[page->table.row_fields + column];
    if (page->table.column_count == 1)
        return wanted; /* it has the room */
    int figures = page->figure_widths[column];
    int most = figures > TITLE_MOST ? figures : TITLE_MOST;
    return wanted > most ? most : wanted;
}

/* Where all columns have room, titles that were cut get what is left. */
static void use_spare_room(struct pivot_view *view, int room)
{
    const struct pivot_page *page = view->page;
    int spare = room - TABLE_GUTTER + TABLE_GAP;
    for (size_t i = 0; i < view->grid.column_count; i++)
        spare -= view->columns[i].width + TABLE_GAP;
    for (size_t i = page->table.row_fields; i < view->grid.column_count && spare > 0; i++) {
        int more = page->widths[i] - view->columns[i].width;
        more = more < spare ? more : spare;
        view->columns[i].width += more > 0 ? more : 0;
        spare -= more > 0 ? more : 0;
    }
}

void pivot_view_fit(struct pivot_view *view, int columns, int rows)
{
    if (view->page == NULL)
        return;
    const struct pivot_table *table = &view->page->table;
    fit_labels(view, columns);
    for (size_t i = 0; i < table->column_count; i++) {
        struct table_column *column = &view->columns[table->row_fields + i];
        int most = columns - TABLE_GUTTER > TABLE_NARROWEST ? columns - TABLE_GUTTER : 1;
        column->number = true;
        column->width = figure_width(view->page, i);
        column->width = column->width > most ? most : column->width;
    }
    use_spare_room(view, columns);
    bool notes = table->skipped > 0 || view->page->names.filters[0] != '\0' ||
                 view->page->names.counted[0] != '\0' ||
                 pivot_show_note(&view->page->spec) != TEXT_NONE;
    bool all = (int)table->row_count < rows && !notes;
    table_fit(&view->grid, columns, all ? rows + 1 : rows); /* then no line for the position */
}

/* ---- moving ---- */

void pivot_view_go(struct pivot_view *view, size_t row, size_t column)
{
    view->grid.row = (int64_t)row;
    view->grid.column = view->page->table.row_fields + column;
}

static void move(struct pivot_view *view, int64_t rows, int64_t columns)
{
    size_t fields = view->page->table.row_fields;
    table_move_rows(&view->grid, rows);
    if (columns != 0)
        table_move_columns(&view->grid, columns);
    if (view->grid.column < fields)
        view->grid.column = fields;
}

/* ---- marking ---- */

static bool in_range(const struct pivot_view *view, size_t row, size_t column)
{
    size_t here_row = pivot_view_row(view), here_column = pivot_view_column(view);
    const struct pivot_range *range = &view->range;
    size_t top = range->row < here_row ? range->row : here_row;
    size_t bottom = range->row < here_row ? here_row : range->row;
    size_t left = range->column < here_column ? range->column : here_column;
    size_t right = range->column < here_column ? here_column : range->column;
    return range->on && row >= top && row <= bottom && column >= left && column <= right;
}

bool pivot_view_is_marked(const struct pivot_view *view, size_t row, size_t column)
{
    return in_range(view, row, column) ||
           (view->marked != NULL && view->marked[row * view->page->table.column_count + column]);
}

static bool have_marks(struct pivot_view *view)
{
    size_t count = view->page->table.row_count * view->page->table.column_count;
    if (view->marked == NULL && count > 0)
        view->marked = calloc(count, sizeof *view->marked);
    return view->marked != NULL;
}

static void set_mark(struct pivot_view *view, size_t row, size_t column, bool on)
{
    bool *mark = &view->marked[row * view->page->table.column_count + column];
    view->mark_count += on && !*mark ? 1 : 0;
    view->mark_count -= !on && *mark ? 1 : 0;
    *mark = on;
}

/* The rectangle is done: its cells are marked like others. */
static void settle_range(struct pivot_view *view)
{
    const struct pivot_table *table = &view->page->table;
    if (!view->range.on || !have_marks(view))
        return;
    for (size_t row = 0; row < table->row_count; row++)
        for (size_t column = 0; column < table->column_count; column++)
            if (in_range(view, row, column))
                set_mark(view, row, column, true);
    view->range.on = false;
}

void pivot_view_move(struct pivot_view *view, int64_t rows, int64_t columns)
{
    settle_range(view);
    move(view, rows, columns);
}

void pivot_view_stretch(struct pivot_view *view, int64_t rows, int64_t columns)
{
    if (!view->range.on)
        view->range = (struct pivot_range){true, pivot_view_row(view), pivot_view_column(view)};
    move(view, rows, columns);
}

void pivot_view_mark(struct pivot_view *view)
{
    settle_range(view);
    size_t row = pivot_view_row(view), column = pivot_view_column(view);
    if (pivot_view_cell(view) != NULL && have_marks(view))
        set_mark(view, row, column, !pivot_view_is_marked(view, row, column));
}

void pivot_view_mark_all(struct pivot_view *view)
{
    const struct pivot_table *table = &view->page->table;
    view->range.on = false;
    if (!have_marks(view))
        return;
    view->mark_count = table->row_count * table->column_count;
    memset(view->marked, true, view->mark_count * sizeof *view->marked);
}

bool pivot_view_unmark(struct pivot_view *view)
{
    bool any = view->mark_count > 0 || view->range.on;
    free(view->marked);
    view->marked = NULL;
    view->mark_count = 0;
    view->range.on = false;
    return any;
}

static void add_cell(struct pivot_sum *sum, const struct pivot_page *page,
                     const struct pivot_cell *cell)
{
    double number;
    sum->rows += cell->rows;
    if (!pivot_figure_value(&page->figures, cell, &number))
        return;
    sum->least = sum->figures == 0 || number < sum->least ? number : sum->least;
    sum->greatest = sum->figures == 0 || number > sum->greatest ? number : sum->greatest;
    sum->sum += number;
    sum->figures++;
}

struct pivot_sum pivot_view_sum(const struct pivot_view *view)
{
    const struct pivot_table *table = &view->page->table;
    struct pivot_sum sum = {0};
    for (size_t row = 0; row < table->row_count; row++)
        for (size_t column = 0; column < table->column_count; column++)
            if (pivot_view_is_marked(view, row, column)) {
                sum.cells++;
                add_cell(&sum, view->page, &table->cells[row * table->column_count + column]);
            }
    if (sum.cells == 0 && pivot_view_cell(view) != NULL)
        add_cell(&sum, view->page, pivot_view_cell(view));
    return sum;
}

/* What heads the rows and columns of a pivot table, in words, and how wide they are. Widths
 * are taken once, by the worker: a table may have a million cells. */
#include "core/base/utf8.h"
#include "tui/pane/pivot_view.h"

/* Rows that are measured; the total, nearly always the widest, is looked at in any case. */
enum { MEASURED_ROWS = 5000 };

struct span pivot_row_label(const struct pivot_page *page, size_t row, size_t field)
{
    return pivot_line_text(&page->table.rows[row], field);
}

struct span pivot_column_label(const struct pivot_page *page, size_t column)
{
    if (page->spec.column.column == 0)
        return span_string(page->names.value);
    return pivot_line_text(&page->table.columns[column], 0);
}

/* cells 0: as it came; else safe for a screen, and cut. */
static void add_label(struct span label, size_t cells, struct buffer *out)
{
    struct buffer safe = {0};
    if (cells == 0) {
        buffer_add_span(out, label);
        return;
    }
    utf8_screen(label, &safe);
    struct span text = buffer_span(&safe);
    bool whole = utf8_screen_width(text) <= cells;
    buffer_add_span(out, whole ? text : utf8_fit(text, cells - 1, NULL));
    buffer_add_string(out, whole ? "" : "…");
    buffer_free(&safe);
}

static void add_words(const struct pivot_page *page, size_t row, size_t column, size_t cells,
                      struct buffer *out)
{
    add_label(pivot_row_label(page, row, 0), cells, out);
    for (size_t field = 1; field < page->table.row_fields; field++) {
        struct span label = pivot_row_label(page, row, field);
        buffer_add_string(out, label.len > 0 ? " · " : "");
        add_label(label, cells, out);
    }
    bool whole = page->table.rows[row].kind == PIVOT_TOTAL &&
                 page->table.columns[column].kind == PIVOT_TOTAL;
    if (page->spec.column.column == 0 || whole)
        return;
    buffer_add_string(out, " × ");
    add_label(pivot_column_label(page, column), cells, out);
}

void pivot_cell_words(const struct pivot_page *page, size_t row, size_t column, struct buffer *out)
{
    add_words(page, row, column, 0, out);
}

void pivot_cell_words_cut(const struct pivot_page *page, size_t row, size_t column, size_t cells,
                          struct buffer *out)
{
    add_words(page, row, column, cells, out);
}

static void widen(int *width, struct span text, int more)
{
    int cells = (int)utf8_screen_width(text) + more;
    *width = cells > *width ? cells : *width;
}

bool pivot_page_is_sorted(const struct pivot_page *page, size_t grid_column)
{
    const struct pivot_spec *spec = &page->spec;
    size_t fields = page->table.row_fields;
    if (spec->sort == PIVOT_BY_LABEL)
        return grid_column == 0 && spec->descending;
    if (grid_column < fields)
        return false;
    if (spec->sort == PIVOT_BY_TOTAL)
        return grid_column + 1 == fields + page->table.column_count;
    return grid_column - fields == (size_t)spec->sort;
}

static int mark_cells(const struct pivot_page *page, size_t grid_column)
{
    return pivot_page_is_sorted(page, grid_column) ? PIVOT_MARK_CELLS : 0;
}

static void measure_labels(struct pivot_page *page)
{
    for (size_t field = 0; field < page->table.row_fields; field++) {
        widen(&page->widths[field], span_string(page->names.rows[field]), mark_cells(page, field));
        for (size_t row = 0; row < page->table.row_count && row < MEASURED_ROWS; row++)
            widen(&page->widths[field], pivot_row_label(page, row, field), 0);
    }
}

static void measure_column(struct pivot_page *page, size_t column)
{
    const struct pivot_table *table = &page->table;
    int *width = &page->figure_widths[column], *whole = &page->widths[table->row_fields + column];
    char scratch[PIVOT_FIGURE_SIZE];
    for (size_t row = 0; row < table->row_count; row++) {
        if (row == MEASURED_ROWS)
            row = table->row_count - 1;
        const struct pivot_cell *cell = &table->cells[row * table->column_count + column];
        widen(width, pivot_figure_text(&page->figures, cell, scratch), 0);
    }
    *whole = *width;
    widen(whole, pivot_column_label(page, column), mark_cells(page, table->row_fields + column));
}

bool pivot_page_measure(struct pivot_page *page, struct arena *arena)
{
    size_t count = page->table.row_fields + page->table.column_count;
    page->widths = arena_array(arena, count, sizeof *page->widths);
    page->figure_widths = arena_array(arena, page->table.column_count, sizeof(int));
    if (page->widths == NULL || page->figure_widths == NULL)
        return false;
    page->figures = pivot_figures_for(&page->table, &page->spec);
    measure_labels(page);
    for (size_t column = 0; column < page->table.column_count; column++)
        measure_column(page, column);
    return true;
}

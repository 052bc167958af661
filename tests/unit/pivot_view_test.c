/* A pivot table on the screen: figures, labels, widths, scrolling, marks; tables by hand. */
#include "tui/pane/pivot_view.h"

#include <stdlib.h>
#include <string.h>

#include "tests/support/check.h"

enum { ROWS_MOST = 12, COLUMNS_MOST = 8 };

/* A table as it is written down: labels, and a figure for each cell (NAN: empty). */
struct sheet {
    const char *rows[ROWS_MOST];       /* "couple" or "couple|renting"; the total is the last */
    const char *columns[COLUMNS_MOST]; /* none: one column, the value */
    double cells[ROWS_MOST][COLUMNS_MOST];
    bool whole;
};

struct fixture {
    struct arena *arena;
    struct pivot_page page;
    struct pivot_view view;
    struct grid *grid;
    struct buffer text;
};

static const double none = 1e300; /* an empty cell */

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->arena = arena_new();
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    pivot_view_free(&f->view);
    grid_free(f->grid);
    buffer_free(&f->text);
    arena_free(f->arena);
    free(f);
    return 0;
}

static void fill_line(struct pivot_line *line, const char *text, bool total)
{
    const char *bar = strchr(text, '|');
    size_t first = bar != NULL ? (size_t)(bar - text) : strlen(text);
    line->kind = total ? PIVOT_TOTAL : PIVOT_LINE;
    if (strcmp(text, "others") == 0)
        line->kind = PIVOT_OTHERS;
    else if (bar != NULL && strcmp(bar, "|*") == 0)
        line->kind = PIVOT_SUBTOTAL;
    if (line->kind == PIVOT_LINE || line->kind == PIVOT_SUBTOTAL)
        line->texts[0] = span_of(text, first);
    if (line->kind == PIVOT_LINE && bar != NULL)
        line->texts[1] = span_string(bar + 1);
}

static void fill_cell(struct pivot_cell *cell, double number, bool whole)
{
    if (number == none)
        return;
    *cell = (struct pivot_cell){
        .rows = 3, .has_value = true, .whole = whole, .integer = (int64_t)number, .number = number};
}

static void make_page(struct fixture *f, const struct sheet *sheet, struct pivot_page *page)
{
    struct pivot_table *table = &page->table;
    page->names = (struct pivot_names){.rows = {"case_type", "housing"},
                                       .column = "office",
                                       .value = "average of months",
                                       .filters = "",
                                       .counted = ""};
    table->row_fields = strchr(sheet->rows[0], '|') != NULL ? 2 : 1;
    while (sheet->rows[table->row_count] != NULL)
        table->row_count++;
    while (sheet->columns[table->column_count] != NULL)
        table->column_count++;
    page->spec.column.column = table->column_count > 0 ? 7 : 0;
    table->column_count += table->column_count == 0 ? 1 : 0;
    table->rows = arena_array(f->arena, table->row_count, sizeof *table->rows);
    table->columns = arena_array(f->arena, table->column_count, sizeof *table->columns);
    table->cells =
        arena_array(f->arena, table->row_count * table->column_count, sizeof *table->cells);
    table->rows_in = 100;
    for (size_t c = 0; c < table->column_count && page->spec.column.column != 0; c++)
        fill_line(&table->columns[c], sheet->columns[c], c + 1 == table->column_count);
    for (size_t r = 0; r < table->row_count; r++) {
        fill_line(&table->rows[r], sheet->rows[r], r + 1 == table->row_count);
        for (size_t c = 0; c < table->column_count; c++)
            fill_cell(&table->cells[r * table->column_count + c], sheet->cells[r][c], sheet->whole);
    }
    assert_true(pivot_page_measure(page, f->arena));
}

static void show(struct fixture *f, const struct sheet *sheet)
{
    f->page.spec.value = sheet->whole ? PIVOT_COUNT : PIVOT_AVERAGE;
    if (f->page.spec.sort == 0 && !f->page.spec.descending)
        f->page.spec.sort = PIVOT_BY_LABEL;
    make_page(f, sheet, &f->page);
    assert_true(pivot_view_set(&f->view, &f->page));
}

static void draw(struct fixture *f, int columns, int rows)
{
    grid_free(f->grid);
    f->grid = grid_new(columns, rows);
    struct surface surface = surface_of(f->grid);
    surface_clear(&surface, THEME_TEXT);
    pivot_view_fit(&f->view, columns, rows);
    pivot_view_draw(&f->view, &surface, true);
}

static const char *row_of(struct fixture *f, int row)
{
    buffer_clear(&f->text);
    buffer_add_string(&f->text, "");
    grid_row_text(f->grid, row, &f->text);
    return f->text.data;
}

#define ASSERT_ROW(f, row, text) assert_string_equal(row_of(f, row), text)

static const struct sheet offices = {
    .rows = {"couple", "single", "single parent", "Total"},
    .columns = {"Cambridge", "Kitchener", "Total"},
    .cells = {{14.24, 12.9, 13.41}, {21.7, none, 23}, {1030.8, 28.4, 29.5}, {20, 21, 22.123}}};

static void one_decimal_for_all_and_empty_cells_stay_empty(void **state)
{
    struct fixture *f = *state;
    show(f, &offices);
    draw(f, 60, 6);
    ASSERT_ROW(f, 0, "  case_type      Cambridge  Kitchener  Total");
    ASSERT_ROW(f, 1, "▶ couple              14.2       12.9   13.4");
    ASSERT_ROW(f, 2, "  single              21.7              23.0");
    ASSERT_ROW(f, 3, "  single parent    1,030.8       28.4   29.5");
    ASSERT_ROW(f, 4, "  Total               20.0       21.0   22.1");
}

static void whole_numbers_have_no_decimals(void **state)
{
    struct fixture *f = *state;
    const struct sheet counts = {
        .rows = {"", "Total", "Total"}, .cells = {{1234567}, {-45}, {1234522}}, .whole = true};
    f->page.spec.sort = PIVOT_BY_TOTAL;
    f->page.spec.descending = true;
    show(f, &counts);
    draw(f, 60, 6);
    ASSERT_ROW(f, 0, "  case_type      average of months ▼");
    ASSERT_ROW(f, 1, "▶ (empty)                  1,234,567");
    ASSERT_ROW(f, 2, "  Total (value)                  -45");
    ASSERT_ROW(f, 3, "  Total                    1,234,522");
}

static void shares_are_percent_with_one_decimal(void **state)
{
    struct fixture *f = *state;
    const struct sheet shares = {.rows = {"couple", "Total"}, .cells = {{0.1234}, {1}}};
    struct pivot_spec spec = {.value = PIVOT_SHARE};
    char scratch[PIVOT_FIGURE_SIZE];
    show(f, &shares);
    struct pivot_figures figures = pivot_figures_for(&f->page.table, &spec);
    struct span text = pivot_figure_text(&figures, &f->page.table.cells[0], scratch);
    assert_memory_equal(text.data, "12.3", text.len);
    text = pivot_figure_text(&figures, &f->page.table.cells[1], scratch);
    assert_memory_equal(text.data, "100.0", text.len);
    spec = (struct pivot_spec){.value = PIVOT_SUM};
    figures = pivot_figures_for(&f->page.table, &spec);
    text = pivot_figure_text(&figures, &f->page.table.cells[0], scratch);
    assert_memory_equal(text.data, "0.12", text.len);
}

static const struct sheet nested = {
    .rows = {"couple|renting", "couple|shelter", "couple|*", "single|renting", "single|shelter",
             "single|*", "others", "Total"},
    .columns = {"Cambridge", "Total"},
    .cells = {{1, 2}, {3, 4}, {5, 6}, {7, 8}, {9, 10}, {11, 12}, {13, 14}, {15, 16}},
    .whole = true};

static void the_first_of_two_fields_stands_once_for_each_group(void **state)
{
    struct fixture *f = *state;
    show(f, &nested);
    draw(f, 60, 12);
    ASSERT_ROW(f, 0, "  case_type  housing  Cambridge  Total");
    ASSERT_ROW(f, 1, "▶ couple     renting          1      2");
    ASSERT_ROW(f, 2, "             shelter          3      4");
    ASSERT_ROW(f, 3, "  couple     Total            5      6");
    ASSERT_ROW(f, 4, "  single     renting          7      8");
    ASSERT_ROW(f, 7, "  others                     13     14");
    ASSERT_ROW(f, 8, "  Total                      15     16");
}

static void a_page_that_begins_inside_a_group_says_which(void **state)
{
    struct fixture *f = *state;
    show(f, &nested);
    draw(f, 60, 5);
    pivot_view_move(&f->view, 4, 0);
    draw(f, 60, 5);
    ASSERT_ROW(f, 1, "↑ single     renting          7      8");
    ASSERT_ROW(f, 2, "▶            shelter          9     10");
    pivot_view_move(&f->view, 1, 0);
    draw(f, 60, 5);
    ASSERT_ROW(f, 1, "↑ single     shelter          9     10");
    ASSERT_ROW(f, 2, "▶ single     Total           11     12");
}

static void the_total_stays_in_sight(void **state)
{
    struct fixture *f = *state;
    int x, y;
    size_t column;
    int64_t row;
    show(f, &nested);
    draw(f, 60, 6);
    ASSERT_ROW(f, 1, "▶ couple     renting          1      2");
    ASSERT_ROW(f, 3, "↓ couple     Total            5      6");
    ASSERT_ROW(f, 4, "  Total                      15     16");
    assert_true(table_at(&f->view.grid, 20, 4, &row, &column));
    assert_int_equal(row, 7);
    pivot_view_move(&f->view, 7, 0); /* onto it: nothing scrolls */
    draw(f, 60, 6);
    ASSERT_ROW(f, 1, "  couple     renting          1      2");
    ASSERT_ROW(f, 4, "▶ Total                      15     16");
    assert_true(table_cursor(&f->view.grid, &x, &y));
    assert_int_equal(y, 4);
    pivot_view_move(&f->view, -1, 0);
    draw(f, 60, 6);
    ASSERT_ROW(f, 1, "↑ single     shelter          9     10");
    ASSERT_ROW(f, 3, "▶ others                     13     14");
    ASSERT_ROW(f, 4, "  Total                      15     16");
    draw(f, 60, 9); /* all rows have room */
    ASSERT_ROW(f, 1, "  couple     renting          1      2");
    ASSERT_ROW(f, 8, "  Total                      15     16");
    draw(f, 60, 4); /* too little room for that */
    ASSERT_ROW(f, 1, "  single     Total           11     12");
}

static void labels_stay_while_figures_scroll(void **state)
{
    struct fixture *f = *state;
    show(f, &offices);
    draw(f, 36, 6);
    ASSERT_ROW(f, 0, "  case_type      Cambridge         ›");
    ASSERT_ROW(f, 1, "▶ couple              14.2"); /* half a figure is a wrong one */
    draw(f, 31, 6);
    ASSERT_ROW(f, 1, "▶ couple              14.2");
    draw(f, 36, 6);
    pivot_view_move(&f->view, 0, 2);
    draw(f, 36, 6);
    ASSERT_ROW(f, 0, "‹ case_type      Kitchener  Total");
    ASSERT_ROW(f, 1, "▶ couple              12.9   13.4");
    pivot_view_move(&f->view, 0, -9);
    draw(f, 36, 6);
    assert_int_equal(pivot_view_column(&f->view), 0);
    ASSERT_ROW(f, 0, "  case_type      Cambridge         ›");
}

static void long_labels_are_cut_and_told_in_full(void **state)
{
    struct fixture *f = *state;
    const struct sheet sheet = {
        .rows = {"single parent with two children or more, in a hotel", "Total"},
        .columns = {"the office at the corner of the market", "Total"},
        .cells = {{5, 5}, {5, 5}},
        .whole = true};
    struct buffer words = {0};
    show(f, &sheet);
    draw(f, 60, 4);
    ASSERT_ROW(f, 0, "  case_type                     the office at the co…  Total");
    ASSERT_ROW(f, 1, "▶ single parent with two chil…                      5      5");
    pivot_cell_words(&f->page, 0, 0, &words);
    assert_string_equal(words.data, "single parent with two children or more, in a hotel × the "
                                    "office at the corner of the market");
    buffer_clear(&words);
    pivot_cell_words_cut(&f->page, 0, 0, 24, &words); /* where a figure has to follow */
    assert_string_equal(words.data, "single parent with two … × the office at the corne…");
    buffer_free(&words);
}

static void marks_add_up(void **state)
{
    struct fixture *f = *state;
    show(f, &offices);
    draw(f, 60, 6);
    struct pivot_sum sum = pivot_view_sum(&f->view);
    assert_int_equal(sum.cells, 0);
    assert_int_equal(sum.rows, 3);
    pivot_view_stretch(&f->view, 1, 0);
    pivot_view_stretch(&f->view, 0, 1);
    sum = pivot_view_sum(&f->view);
    assert_int_equal(sum.cells, 4);
    assert_int_equal(sum.figures, 3); /* one cell is empty */
    assert_true(sum.sum > 48.8 && sum.sum < 48.9);
    assert_true(sum.least == 12.9 && sum.greatest == 21.7);
    pivot_view_stretch(&f->view, -1, 0); /* the rectangle gets smaller again */
    assert_int_equal(pivot_view_sum(&f->view).cells, 2);
    pivot_view_move(&f->view, 2, 1);
    assert_int_equal(pivot_view_sum(&f->view).cells, 2);
    pivot_view_mark(&f->view);
    assert_int_equal(pivot_view_sum(&f->view).cells, 3);
    pivot_view_mark(&f->view);
    assert_int_equal(pivot_view_sum(&f->view).cells, 2);
    pivot_view_mark_all(&f->view);
    assert_int_equal(pivot_view_sum(&f->view).cells, 12);
    assert_true(pivot_view_unmark(&f->view));
    assert_false(pivot_view_unmark(&f->view));
}

static void the_cursor_stays_on_its_labels(void **state)
{
    struct fixture *f = *state;
    const struct sheet other = {.rows = {"alone", "single parent", "Total"},
                                .columns = {"Aberdeen", "Bath", "Kitchener", "Total"},
                                .cells = {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}}};
    struct pivot_page page = {.spec = {.value = PIVOT_AVERAGE, .sort = PIVOT_BY_LABEL}};
    show(f, &offices);
    draw(f, 60, 6);
    pivot_view_move(&f->view, 2, 1);
    make_page(f, &other, &page);
    assert_true(pivot_view_set(&f->view, &page));
    assert_int_equal(pivot_view_row(&f->view), 1);
    assert_int_equal(pivot_view_column(&f->view), 2);
    pivot_view_move(&f->view, -1, -1);
    assert_true(pivot_view_set(&f->view, &f->page)); /* "alone" and "Bath" are not there */
    assert_int_equal(pivot_view_row(&f->view), 0);
    assert_int_equal(pivot_view_column(&f->view), 1);
}

static void tiny_surfaces_are_drawn_on(void **state)
{
    struct fixture *f = *state;
    show(f, &nested);
    for (int columns = 1; columns < 30; columns += 3)
        for (int rows = 1; rows < 5; rows++) {
            draw(f, columns, rows);
            pivot_view_move(&f->view, 1, 1);
        }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(one_decimal_for_all_and_empty_cells_stay_empty),
        TEST(whole_numbers_have_no_decimals),
        TEST(shares_are_percent_with_one_decimal),
        TEST(the_first_of_two_fields_stands_once_for_each_group),
        TEST(a_page_that_begins_inside_a_group_says_which),
        TEST(the_total_stays_in_sight),
        TEST(labels_stay_while_figures_scroll),
        TEST(long_labels_are_cut_and_told_in_full),
        TEST(marks_add_up),
        TEST(the_cursor_stays_on_its_labels),
        TEST(tiny_surfaces_are_drawn_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

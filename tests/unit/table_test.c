/* The grid: cursor, scrolling and geometry, drawn without a terminal. */
#include "tests/support/check.h"

#include <string.h>

#include "core/base/buffer.h"
#include "tui/widget/table.h"

static const struct table_column columns[] = {
    {.title = "id", .quality = QUALITY_GOOD, .number = true, .width = 6},
    {.title = "office", .quality = QUALITY_NONE, .number = false, .width = 10},
    {.title = "months", .quality = QUALITY_CAUTION, .number = true, .width = 8},
    {.title = "note", .quality = QUALITY_IGNORE, .number = false, .width = 20},
    {.title = "end", .quality = QUALITY_NONE, .number = false, .width = 5},
};

static bool cell(void *context, int64_t row, size_t column, struct table_cell *out)
{
    (void)context;
    static const char *const texts[] = {"1234", "Old Town", "12.5", "日本語 and more text", "x"};
    if (row == 3)
        return false;
    *out = (struct table_cell){.text = span_string(texts[column]),
                               .cells = column == 3 ? 20 : (int)strlen(texts[column])};
    if (row == 1 && column == 2)
        *out = (struct table_cell){.kind = TABLE_EMPTY};
    return true;
}

static bool is_marked(void *context, int64_t row)
{
    (void)context;
    return row == 2;
}

static struct table make(void)
{
    return (struct table){.columns = columns, .column_count = 5, .pinned = 1, .rows = 1000};
}

static void assert_line(struct grid *grid, int row, const char *text)
{
    struct buffer line = {0};
    buffer_add_string(&line, "");
    grid_row_text(grid, row, &line);
    assert_string_equal(line.data, text);
    buffer_free(&line);
}

static struct grid *draw(struct table *table, int width, int height)
{
    const struct table_model model = {cell, is_marked, NULL};
    struct grid *grid = grid_new(width, height);
    struct surface surface = surface_of(grid);
    table_fit(table, width, height);
    table_draw(table, &model, &surface, true, NULL);
    return grid;
}

static void draws_header_cells_and_position(void **state)
{
    (void)state;
    struct table table = make();
    struct grid *grid = draw(&table, 50, 6);
    assert_line(grid, 0, "    id ✓  office      months !  note ·           ›");
    assert_line(grid, 1, "▶   1234  Old Town        12.5  日本語 and more t…");
    assert_line(grid, 2, "    1234  Old Town           ∅  日本語 and more t…");
    assert_line(grid, 3, "●   1234  Old Town        12.5  日本語 and more t…");
    assert_line(grid, 4, "  …");
    assert_line(grid, 5, "                                        1 / 1,000");
    grid_free(grid);
}

static void the_first_column_stays(void **state)
{
    (void)state;
    struct table table = make();
    table.column = 4;
    struct grid *grid = draw(&table, 40, 6);
    assert_line(grid, 0, "‹   id ✓  note ·                end");
    grid_free(grid);
    grid = draw(&table, 80, 6); /* wider: nothing is scrolled out for nothing */
    assert_line(grid, 0, "    id ✓  office      months !  note ·                end");
    grid_free(grid);
}

static void the_cursor_stays_inside(void **state)
{
    (void)state;
    struct table table = make();
    int x, y;
    table_fit(&table, 40, 12);
    assert_int_equal(table.page, 10);
    table_move_rows(&table, INT64_MAX);
    table_fit(&table, 40, 12);
    assert_int_equal(table.row, 999);
    assert_int_equal(table.top, 990);
    table_move_page(&table, -1);
    table_fit(&table, 40, 12);
    assert_int_equal(table.row, 989);
    assert_int_equal(table.top, 980);
    table_move_rows(&table, INT64_MIN);
    table_move_columns(&table, INT64_MAX);
    table_fit(&table, 40, 12);
    assert_int_equal(table.row, 0);
    assert_int_equal(table.column, 4);
    assert_true(table_cursor(&table, &x, &y));
    assert_int_equal(y, 1);
    table.rows = 0;
    table.column_count = 0;
    table_fit(&table, 40, 12);
    assert_int_equal(table.row, 0);
    assert_false(table_cursor(&table, &x, &y));
}

/* At every size the cursor's column is seen and nothing is drawn outside (sanitizers). */
static void any_size_will_do(void **state)
{
    (void)state;
    for (int width = 1; width < 70; width++) {
        for (size_t column = 0; column < 5; column++) {
            struct table table = make();
            int x, y;
            table.column = column;
            table.row = 500;
            grid_free(draw(&table, width, 1 + width % 7));
            if (width >= 16)
                assert_true(table_cursor(&table, &x, &y) && x < width);
        }
    }
}

static void a_click_hits_what_was_drawn(void **state)
{
    (void)state;
    struct table table = make();
    int64_t row;
    size_t column;
    table.column = 4;
    table.top = table.row = 100;
    table_fit(&table, 40, 6);
    assert_true(table_at(&table, 12, 2, &row, &column));
    assert_int_equal(row, table.top + 1);
    assert_int_equal(column, 3);
    assert_true(table_at(&table, 3, 0, &row, &column));
    assert_int_equal(row, -1);
    assert_int_equal(column, 0);
    assert_false(table_at(&table, 3, 5, &row, &column)); /* the line of the position */
    assert_false(table_at(&table, 3, -1, &row, &column));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_header_cells_and_position), cmocka_unit_test(the_first_column_stays),
        cmocka_unit_test(the_cursor_stays_inside),         cmocka_unit_test(any_size_will_do),
        cmocka_unit_test(a_click_hits_what_was_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

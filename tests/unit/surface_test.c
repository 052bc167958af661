/* Drawing into cells: cutting, wide characters, hostile text, parts; and the layout. */
#include "tui/console/surface.h"

#include <string.h>

#include "tests/support/check.h"
#include "tui/console/layout.h"
#include "tui/widget/chart_canvas.h"

static void check_row(const struct grid *grid, int row, const char *expected)
{
    struct buffer text = {0};
    grid_row_text(grid, row, &text);
    assert_string_equal(text.data ? text.data : "", expected);
    buffer_free(&text);
}

static void test_put_and_cut(void **state)
{
    (void)state;
    struct grid *grid = grid_new(12, 4);
    struct surface all = surface_of(grid);
    assert_int_equal(surface_put(&all, 0, 0, 5, span_string("abcdefgh"), THEME_TEXT), 5);
    check_row(grid, 0, "abcde");
    assert_int_equal(surface_put_cut(&all, 0, 1, 5, span_string("abcdefgh"), THEME_TEXT), 5);
    check_row(grid, 1, "abcd…");
    surface_put_right(&all, 0, 2, 8, span_string("1,234"), THEME_NUMBER);
    check_row(grid, 2, "   1,234");
    surface_put_string(&all, 9, 3, "long text", THEME_TEXT);
    check_row(grid, 3, "         lon");
    surface_put_string(&all, -3, 3, "abcdef", THEME_TEXT);
    check_row(grid, 3, "def      lon");
    grid_free(grid);
}

static void test_wide_characters(void **state)
{
    (void)state;
    struct grid *grid = grid_new(6, 2);
    struct surface all = surface_of(grid);
    assert_int_equal(surface_put(&all, 0, 0, 3, span_string("漢字"), THEME_TEXT), 2);
    check_row(grid, 0, "漢");
    surface_put_string(&all, 0, 0, "漢字", THEME_TEXT);
    surface_put_string(&all, 1, 0, "x", THEME_TEXT); /* no half of 漢 stays */
    check_row(grid, 0, " x字");
    surface_put_string(&all, 5, 1, "漢", THEME_TEXT); /* has no room */
    check_row(grid, 1, "");
    surface_put_string(&all, 0, 1, "e\u0301\u0302\u0303x", THEME_TEXT);
    check_row(grid, 1, "e\u0301\u0302x");
    grid_free(grid);
}

static void test_hostile_text(void **state)
{
    (void)state;
    struct grid *grid = grid_new(20, 1);
    struct surface all = surface_of(grid);
    surface_put_string(&all, 0, 0, "a\x1b[31mb\r\u202ec\xff", THEME_TEXT);
    check_row(grid, 0, "a␛[31mb␍c\xef\xbf\xbd");
    grid_free(grid);
}

static void test_parts_clip(void **state)
{
    (void)state;
    struct grid *grid = grid_new(10, 4);
    struct surface all = surface_of(grid);
    struct surface part = surface_part(&all, 2, 1, 4, 2);
    struct surface inner = surface_part(&part, 2, 1, 10, 10);
    surface_put_string(&part, 0, 0, "abcdefgh", THEME_TEXT);
    surface_put_string(&inner, 0, 0, "XYZ", THEME_TEXT);
    surface_put_string(&part, 0, 5, "outside", THEME_TEXT);
    surface_put_string(&part, -1, 1, "qr", THEME_TEXT);
    check_row(grid, 1, "  abcd");
    check_row(grid, 2, "  r XY");
    check_row(grid, 3, "");
    surface_box(&all, 0, 0, 10, 4, THEME_BORDER);
    check_row(grid, 0, "┌────────┐");
    check_row(grid, 3, "└────────┘");
    grid_free(grid);
}

static void test_tint_keeps_characters(void **state)
{
    (void)state;
    struct grid *grid = grid_new(4, 1);
    struct surface all = surface_of(grid);
    surface_put_string(&all, 0, 0, "abcd", THEME_GOOD);
    surface_tint(&all, 1, 0, 2, 1, THEME_CURSOR_ROW);
    surface_flag(&all, 0, 0, 1, 1, STYLE_BOLD);
    assert_int_equal(grid->cells[0].style, THEME_GOOD | STYLE_BOLD);
    assert_int_equal(grid->cells[1].style, THEME_GOOD);
    assert_int_equal(grid->cells[1].ground, THEME_CURSOR_ROW);
    assert_int_equal(grid->cells[3].ground, 0);
    grid_free(grid);
}

static void test_sizes(void **state)
{
    (void)state;
    assert_null(grid_new(0, 10));
    assert_null(grid_new(10, -1));
    assert_null(grid_new(100000, 100000));
}

static void test_wrapped_rows_are_those_drawn(void **state)
{
    static const char *const texts[] = {"", "one", "one two three four", "onetwothreefourfive",
                                        "a b c d e f g h i j"};
    struct grid *grid = grid_new(20, 10);
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (int cells = 1; cells < 12; cells++) {
            struct surface surface = surface_of(grid);
            struct span text = span_string(texts[i]);
            assert_int_equal(surface_wrapped_rows(cells, 30, text),
                             surface_put_wrapped(&surface, 0, 0, cells, 30, text, THEME_TEXT));
            assert_true(surface_wrapped_rows(cells, 2, text) <= 2);
        }
    grid_free(grid);
}

static struct layout compute(int columns, int rows, enum place focus, bool zoom, bool five)
{
    struct layout layout;
    struct layout_request request = {
        .columns = columns, .rows = rows, .focus = focus, .zoom = zoom};
    request.present[PLACE_TOPIC] = request.present[PLACE_DATA] = true;
    for (int place = PLACE_PIVOT; five && place <= PLACE_BOARD; place++)
        request.present[place] = true;
    layout_compute(&request, &layout);
    return layout;
}

static void test_layout_modes(void **state)
{
    (void)state;
    assert_int_equal(compute(79, 24, PLACE_DATA, false, false).mode, LAYOUT_TOO_SMALL);
    assert_int_equal(compute(80, 23, PLACE_DATA, false, false).mode, LAYOUT_TOO_SMALL);
    struct layout one = compute(80, 24, PLACE_DATA, false, false);
    assert_int_equal(one.mode, LAYOUT_ONE);
    assert_true(one.panes[PLACE_DATA].shown);
    assert_false(one.panes[PLACE_TOPIC].shown);
    assert_int_equal(one.panes[PLACE_DATA].rows, 20);
    assert_int_equal(compute(200, 60, PLACE_DATA, true, false).mode, LAYOUT_ONE);
    struct layout two = compute(100, 30, PLACE_TOPIC, false, false);
    assert_int_equal(two.mode, LAYOUT_FOUR);
    assert_int_equal(two.panes[PLACE_TOPIC].columns + two.panes[PLACE_DATA].columns, 100);
    assert_int_equal(two.panes[PLACE_TOPIC].rows, 27); /* alone in its column */
}

/* What is told above the status line takes its rows from the panes, whatever is shown. */
static void test_layout_notice(void **state)
{
    struct layout layout;
    struct layout_request request = {
        .columns = 80, .rows = 24, .focus = PLACE_DATA, .notice_rows = 3};
    (void)state;
    request.present[PLACE_TOPIC] = request.present[PLACE_DATA] = true;
    layout_compute(&request, &layout);
    assert_int_equal(layout.mode, LAYOUT_ONE);
    assert_int_equal(layout.status_row, 22);
    assert_int_equal(layout.notice_row, 19);
    assert_int_equal(layout.panes[PLACE_DATA].rows, 17);
    request.columns = 120;
    request.rows = 40;
    layout_compute(&request, &layout);
    assert_int_equal(layout.mode, LAYOUT_ALL);
    assert_int_equal(layout.panes[PLACE_DATA].y + layout.panes[PLACE_DATA].rows, layout.notice_row);
    request.rows = 20;
    layout_compute(&request, &layout);
    assert_int_equal(layout.notice_row, layout.status_row);
}

/* At any size the frames lie inside, fill their columns, and share one line. */
static void test_layout_fills(void **state)
{
    (void)state;
    for (int rows = 36; rows < 70; rows++) {
        struct layout all = compute(120 + rows, rows, PLACE_DATA, false, true);
        const struct layout_rect *data = &all.panes[PLACE_DATA];
        const struct layout_rect *pivot = &all.panes[PLACE_PIVOT];
        const struct layout_rect *chart = &all.panes[PLACE_CHART];
        assert_int_equal(all.mode, LAYOUT_ALL);
        assert_int_equal(data->y, 1);
        assert_int_equal(pivot->y, data->y + data->rows - 1);
        assert_int_equal(chart->y, pivot->y + pivot->rows - 1);
        assert_int_equal(chart->y + chart->rows, all.status_row);
        assert_int_equal(data->x + data->columns, all.columns);
        assert_true(pivot->joined && !data->joined);
        assert_true(chart->rows >= 5);
        assert_int_equal(layout_place_at(&all, data->x + 3, pivot->y), PLACE_PIVOT);
    }
}

/* The figure of a heat table stands on its shade, not beside it. */
static void test_shade_is_behind_the_figure(void **state)
{
    (void)state;
    struct scene_shade shade = {.x = 1, .y = 0, .cells = 8, .level = 5};
    struct scene_text figure = {
        .x = 4, .cells = 5, .text = span_string("1,234"), .ink = INK_FIGURE, .series = SCENE_PLAIN};
    const struct chart_scene scene = {.columns = 12,
                                      .rows = 1,
                                      .shades = &shade,
                                      .shade_count = 1,
                                      .texts = &figure,
                                      .text_count = 1};
    struct grid *grid = grid_new(12, 1);
    struct surface all = surface_of(grid);
    chart_canvas_draw(&scene, &all, DRAWING_BRAILLE);
    check_row(grid, 0, " ██ 1,234");
    for (int x = 1; x < 9; x++)
        assert_int_equal(grid->cells[x].ground, THEME_HEAT_5);
    assert_true(grid->cells[1].style & STYLE_SHADE);
    assert_int_equal(grid->cells[9].ground, 0);
    grid_free(grid);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_put_and_cut),
        cmocka_unit_test(test_wide_characters),
        cmocka_unit_test(test_hostile_text),
        cmocka_unit_test(test_parts_clip),
        cmocka_unit_test(test_tint_keeps_characters),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_wrapped_rows_are_those_drawn),
        cmocka_unit_test(test_layout_modes),
        cmocka_unit_test(test_layout_fills),
        cmocka_unit_test(test_layout_notice),
        cmocka_unit_test(test_shade_is_behind_the_figure),
    };
    return cmocka_run_group_tests_name("surface", tests, NULL, NULL);
}

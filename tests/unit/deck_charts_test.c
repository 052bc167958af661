/*
 * Charts of every kind on a slide: what was pinned is drawn again from its figures alone, and
 * is the chart that the live data gave; with the mask, nothing small is in the picture.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/points.h"
#include "core/analysis/view.h"
#include "core/base/buffer.h"
#include "core/service/board.h"
#include "core/service/chart.h"
#include "core/service/chart_internal.h"
#include "core/service/chart_svg.h"
#include "core/service/deck.h"
#include "core/service/frames.h"
#include "core/store/dataset.h"
#include "core/store/meta.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/team.h"

enum { ROWS = 480 };

struct fixture {
    struct db *db;
    struct frames *frames;
    struct arena *arena;
    struct dataset_info dataset;
    struct error err;
};

/* Ages and months that belong together loosely, three offices, two years; one office is small
 * and not there in the first year. */
static const char *rows(void)
{
    static char csv[ROWS * 40];
    int used = snprintf(csv, sizeof csv, "visit,office,year,sex,age,months\n");
    for (int i = 0; i < ROWS; i++) {
        const char *office = i % 7 == 0 ? "North" : i % 3 == 0 ? "South" : "East";
        int age = 18 + i * 13 % 50;
        if (i >= ROWS - 3)
            office = "Isle";
        used += snprintf(csv + used, sizeof csv - (size_t)used, "v%d,%s,y%d,%s,%d,%d\n", i, office,
                         i < ROWS / 2 ? 1 : 2, i % 2 ? "F" : "M", age, age / 2 + i * 7 % 11);
    }
    return csv;
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    const char *path = fixture_team("visits", rows());
    f->arena = arena_new();
    f->frames = frames_new(FRAMES_BUDGET);
    assert_int_equal(db_open(&f->db, path, DB_TEAM, DB_WRITE, &f->err), STATUS_OK);
    assert_int_equal(dataset_find(f->db, f->arena, "visits", &f->dataset, &f->err), STATUS_OK);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    frames_free(f->frames);
    db_close(f->db);
    arena_free(f->arena);
    free(f);
    return 0;
}

static int64_t column(const struct fixture *f, const char *name)
{
    int at = *name ? dataset_column_index(&f->dataset, span_string(name)) : -1;
    return at < 0 ? 0 : f->dataset.columns[at].id;
}

/* ---- a chart, live and on a slide ---- */

struct wanted {
    enum chart_kind kind;
    const char *row, *second, *across, *by;
    enum pivot_value value;
    const char *of;
};

static struct pivot_spec spec_of(const struct fixture *f, const struct wanted *wanted)
{
    struct pivot_spec spec = {.value = wanted->value, .sort = PIVOT_BY_LABEL};
    spec.rows[0].column = column(f, wanted->row);
    spec.rows[1].column = column(f, wanted->second);
    spec.column.column = column(f, wanted->across);
    spec.value_column = column(f, wanted->of);
    return spec;
}

static struct chart_settings settings_of(const struct fixture *f, const struct wanted *wanted)
{
    return (struct chart_settings){
        .chosen = true, .kind = wanted->kind, .by = column(f, wanted->by), .minimum = 1};
}

static struct chart live(struct fixture *f, const struct wanted *wanted)
{
    const struct pivot_spec spec = spec_of(f, wanted);
    const struct chart_settings settings = settings_of(f, wanted);
    const struct chart_request request = {.pivot = &spec, .settings = &settings, .strict = true};
    struct frame_use *use = NULL;
    struct chart chart;
    assert_int_equal(frame_use_begin(&use, f->frames, f->db, f->dataset.id, NULL, &f->err),
                     STATUS_OK);
    if (chart_make(use, &request, f->arena, &chart, &f->err) != STATUS_OK)
        fail_msg("%s", f->err.message);
    frame_use_end(use);
    return chart;
}

static const struct deck_piece *pinned(struct fixture *f, const struct wanted *wanted)
{
    const struct evidence_ground ground = {.db = f->db, .frames = f->frames};
    const struct pivot_spec spec = spec_of(f, wanted);
    const struct chart_settings settings = settings_of(f, wanted);
    struct view view = {.dataset = f->dataset.id, .filters = "[]"};
    struct evidence evidence;
    struct deck deck;
    const char *json = NULL;
    int64_t id = 0;
    assert_int_equal(pivot_spec_to_json(f->arena, &spec, &view.pivot, &f->err), STATUS_OK);
    assert_int_equal(chart_settings_to_json(f->arena, &settings, &view.chart, &f->err), STATUS_OK);
    assert_int_equal(view_write(f->arena, &view, &json, &f->err), STATUS_OK);
    if (evidence_take(&ground, EVIDENCE_CHART, json, f->arena, &evidence, &f->err) != STATUS_OK)
        fail_msg("%s", f->err.message);
    const struct board_new new = {.kind = CARD_FINDING,
                                  .column = BOARD_SHOWCASE,
                                  .texts = {[CARD_TEXT] = "claim"},
                                  .evidence = &evidence};
    assert_int_equal(board_add(f->db, f->arena, &new, "Ada", &id, &f->err), STATUS_OK);
    if (deck_make(&ground, f->arena, &deck, &f->err) != STATUS_OK)
        fail_msg("%s", f->err.message);
    return deck.pages[deck.count - 1].piece;
}

static void set_minimum(struct fixture *f, const char *minimum)
{
    assert_int_equal(meta_set(f->db, META_MINIMUM, minimum, &f->err), STATUS_OK);
}

/* ---- the same ---- */

static void expect_text(struct span a, struct span b)
{
    if (!span_equal(a, b))
        fail_msg("%.*s, not %.*s", (int)a.len, a.data, (int)b.len, b.data);
}

static void expect_near(double a, double b)
{
    if (fabs(a - b) > 1e-9 * (1 + fabs(b)))
        fail_msg("%g, not %g", a, b);
}

static void expect_frame(const struct chart *chart, const struct chart *as)
{
    assert_int_equal(chart->kind, as->kind);
    assert_int_equal(chart->panel_count, as->panel_count);
    assert_int_equal(chart->category_count, as->category_count);
    for (size_t i = 0; i < as->panel_count; i++)
        expect_text(chart->panels[i], as->panels[i]);
    for (size_t i = 0; i < as->category_count; i++)
        expect_text(chart->categories[i].text, as->categories[i].text);
    assert_string_equal(chart->title, as->title);
    expect_near(chart->least, as->least);
    expect_near(chart->greatest, as->greatest);
}

static void expect_values(const struct chart *chart, const struct chart *as)
{
    assert_int_equal(chart->series_count, as->series_count);
    for (size_t i = 0; i < as->series_count; i++)
        expect_text(chart->series[i], as->series[i]);
    for (size_t i = 0; i < as->panel_count * as->series_count * as->category_count; i++) {
        assert_int_equal(chart->values[i].has, as->values[i].has);
        if (as->values[i].has)
            expect_near(chart->values[i].number, as->values[i].number);
    }
}

static void expect_boxes(const struct chart *chart, const struct chart *as)
{
    for (size_t i = 0; i < as->panel_count * as->category_count; i++) {
        const struct chart_box *box = &chart->boxes[i], *other = &as->boxes[i];
        assert_int_equal(box->rows, other->rows);
        if (other->rows == 0)
            continue;
        expect_near(box->low, other->low);
        expect_near(box->lower, other->lower);
        expect_near(box->median, other->median);
        expect_near(box->upper, other->upper);
        expect_near(box->high, other->high);
    }
}

static int64_t rows_of_points(const struct chart *chart)
{
    int64_t all = 0;
    for (size_t p = 0; p < chart->panel_count; p++)
        for (size_t i = 0; i < chart->point_counts[p]; i++)
            all += chart->points[p][i].rows;
    return all;
}

/* It can be drawn, too. */
static void expect_picture(struct fixture *f, const struct deck_piece *piece)
{
    struct buffer svg = {0};
    assert_int_equal(chart_svg_within(f->arena, piece->chart, 100, "picture", &svg, &f->err),
                     STATUS_OK);
    assert_non_null(strstr(buffer_span(&svg).data, "<svg"));
    buffer_free(&svg);
}

static void every_kind_is_drawn_again(void **state)
{
    static const struct wanted wanted[] = {
        {CHART_BAR, "office", "", "", "", PIVOT_AVERAGE, "months"},
        {CHART_BAR, "office", "", "sex", "", PIVOT_COUNT, ""},
        {CHART_BAR, "office", "sex", "", "", PIVOT_COUNT, ""},
        {CHART_BAR, "office", "", "", "year", PIVOT_AVERAGE, "months"},
        {CHART_HEAT, "office", "", "year", "sex", PIVOT_COUNT, ""},
        {CHART_PYRAMID, "age", "", "sex", "", PIVOT_COUNT, ""},
        {CHART_PARETO, "office", "", "", "", PIVOT_COUNT, ""},
        {CHART_HISTOGRAM, "office", "", "", "", PIVOT_AVERAGE, "months"},
        {CHART_HISTOGRAM, "office", "", "", "year", PIVOT_AVERAGE, "months"},
        {CHART_BOX, "office", "", "", "", PIVOT_AVERAGE, "months"},
        {CHART_BOX, "office", "", "", "year", PIVOT_AVERAGE, "months"},
    };
    struct fixture *f = *state;
    set_minimum(f, "1");
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        const struct chart as = live(f, &wanted[i]);
        const struct deck_piece *piece = pinned(f, &wanted[i]);
        print_message("%s\n", piece->title);
        assert_non_null(piece->chart);
        expect_frame(piece->chart, &as);
        if (as.values && as.kind != CHART_BOX)
            expect_values(piece->chart, &as);
        if (as.boxes)
            expect_boxes(piece->chart, &as);
        if (as.kind == CHART_HISTOGRAM) {
            assert_int_equal(piece->chart->bins.count, as.bins.count);
            expect_near(piece->chart->bins.width, as.bins.width);
        }
        expect_picture(f, piece);
    }
}

static void points_are_drawn_again(void **state)
{
    static const struct wanted one = {CHART_SCATTER, "age", "", "", "", PIVOT_AVERAGE, "months"};
    static const struct wanted two = {CHART_SCATTER, "age",         "",      "",
                                      "year",        PIVOT_AVERAGE, "months"};
    struct fixture *f = *state;
    set_minimum(f, "1");
    const struct deck_piece *piece = pinned(f, &one);
    assert_non_null(piece->chart);
    assert_int_equal(piece->chart->kind, CHART_SCATTER);
    assert_int_equal(rows_of_points(piece->chart), ROWS);
    expect_picture(f, piece);
    piece = pinned(f, &two);
    assert_non_null(piece->chart);
    assert_int_equal(piece->chart->panel_count, 2);
    assert_int_equal(rows_of_points(piece->chart), ROWS);
}

/* ---- masked ---- */

static void points_of_few_rows_are_brought_together(void **state)
{
    static const struct wanted wanted = {CHART_SCATTER, "age", "", "", "", PIVOT_AVERAGE, "months"};
    struct fixture *f = *state;
    set_minimum(f, "5");
    const struct deck_piece *piece = pinned(f, &wanted);
    assert_non_null(piece->chart);
    for (size_t i = 0; i < piece->chart->point_counts[0]; i++)
        assert_true(piece->chart->points[0][i].rows >= 5);
    assert_true(rows_of_points(piece->chart) >= ROWS * 4 / 5); /* it is the same cloud still */
    for (size_t r = 0; r < piece->table.rows; r++)
        assert_true(strcmp(piece->table.cells[r * 3 + 2], "<5") == 0 ||
                    atoi(piece->table.cells[r * 3 + 2]) >= 5); /* NOLINT: of our own */
}

static void small_boxes_and_bands_are_not_drawn(void **state)
{
    static const struct wanted boxes = {CHART_BOX, "office", "", "", "", PIVOT_AVERAGE, "months"};
    static const struct wanted bands = {CHART_HISTOGRAM, "office", "", "", "",
                                        PIVOT_AVERAGE,   "months"};
    static const struct wanted panels = {CHART_BAR, "office",      "",      "",
                                         "year",    PIVOT_AVERAGE, "months"};
    struct fixture *f = *state;
    set_minimum(f, "5");
    const struct deck_piece *piece = pinned(f, &boxes);
    assert_non_null(piece->chart);
    for (size_t i = 0; i < piece->chart->category_count; i++) {
        bool small = span_equal(piece->chart->categories[i].text, span_string("Isle"));
        assert_true(small == (piece->chart->boxes[i].rows == 0));
    }
    assert_int_equal(piece->chart->sentence_count, 0); /* it might speak of the small one */
    piece = pinned(f, &bands);
    assert_non_null(piece->chart);
    for (size_t i = 0; i < piece->chart->category_count; i++)
        assert_true(piece->chart->values[i].rows == 0 || piece->chart->values[i].rows >= 5);
    piece = pinned(f, &panels);
    assert_non_null(piece->chart);
    for (size_t p = 0; p < piece->chart->panel_count; p++)
        for (size_t i = 0; i < piece->chart->category_count; i++)
            if (span_equal(piece->chart->categories[i].text, span_string("Isle")))
                assert_false(chart_at(piece->chart, p, 0, i)->has);
}

/* Of half a table without a total nothing is said; the picture is of its largest lines, and a
 * note says so. */
static void what_was_cut_off_is_not_spoken_of(void **state)
{
    static const struct wanted wanted = {CHART_BAR, "visit", "", "", "", PIVOT_AVERAGE, "months"};
    struct fixture *f = *state;
    set_minimum(f, "5");
    const struct deck_piece *piece = pinned(f, &wanted);
    assert_int_equal(piece->table.rows, SNAPSHOT_ROWS);
    assert_true(piece->table.all_rows > SNAPSHOT_ROWS);
    assert_non_null(piece->chart);
    assert_in_range(piece->chart->category_count, 2, 40);
    assert_string_equal(piece->sentence, "There are no figures to speak of."); /* all below 5 */
}

/* ---- grids and bands by themselves ---- */

static void a_grid_keeps_all_rows(void **state)
{
    enum { MANY = 2000, MOST = 300 };
    struct point *points = calloc(MANY, sizeof *points);
    int64_t all = 0, kept = 0;
    (void)state;
    for (size_t i = 0; i < MANY; i++) {
        points[i] = (struct point){i % 2, (double)(i * 31 % 997), (double)(i * 17 % 499),
                                   (int64_t)(i % 3 + 1)};
        all += points[i].rows;
    }
    size_t count = points_gather_to(points, MANY, MOST);
    assert_in_range(count, MOST / 4, MOST);
    for (size_t i = 0; i < count; i++) {
        kept += points[i].rows;
        assert_true(i == 0 || points[i].panel >= points[i - 1].panel);
        assert_true(points[i].x >= 0 && points[i].x <= 996);
        assert_true(points[i].y >= 0 && points[i].y <= 498);
    }
    assert_int_equal(kept, all);
    /* On one spot there is one point, and none is none. */
    struct point same[3] = {{0, 1, 1, 1}, {0, 1, 1, 1}, {0, 1, 1, 1}};
    assert_int_equal(points_gather(same, 3, 4, 4), 1);
    assert_int_equal(same[0].rows, 3);
    assert_int_equal(points_gather(same, 0, 4, 4), 0);
    free(points);
}

static void bands_are_read_as_they_are_written(void **state)
{
    static const struct {
        bool whole;
        double from, to;
    } bands[] = {{true, 0, 10},    {true, 5, 6},          {true, -20, -10},     {false, 0, 2.5},
                 {false, -1, -.5}, {true, -INFINITY, 10}, {true, 100, INFINITY}};
    static const char *const none[] = {"", "single", "0–9 years", "< x", "[0,10]", "5.0"};
    char text[80];
    bool whole;
    double from, to;
    (void)state;
    for (size_t i = 0; i < sizeof bands / sizeof *bands; i++) {
        chart_band_text(bands[i].whole, bands[i].from, bands[i].to, text, sizeof text);
        assert_true(chart_band_read(span_string(text), &whole, &from, &to));
        assert_true(whole == bands[i].whole && from == bands[i].from && to == bands[i].to);
    }
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(chart_band_read(span_string(none[i]), &whole, &from, &to));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_kind_is_drawn_again),
        TEST(points_are_drawn_again),
        TEST(points_of_few_rows_are_brought_together),
        TEST(small_boxes_and_bands_are_not_drawn),
        TEST(what_was_cut_off_is_not_spoken_of),
        cmocka_unit_test(a_grid_keeps_all_rows),
        cmocka_unit_test(bands_are_read_as_they_are_written),
    };
    return cmocka_run_group_tests_name("charts of a deck", tests, NULL, NULL);
}

/*
 * Scenes of random charts of every kind in random sizes: no text meets another, none leaves
 * its frame, none stands on a bar, no two labels look the same. And how labels are cut.
 */
#include "core/analysis/chart_scene.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/chart_label.h"
#include "tests/support/chart_check.h"
#include "tests/support/check.h"
#include "tests/support/random_table.h"

/* ---- random charts ---- */

/* No two of different numbers are the same. */
static const char *random_text(struct arena *arena, uint64_t *chance, size_t number)
{
    static const char *const words[] = {"Office", "North",    "of the",  "単親世帯",
                                        "é́tudes", "x",        "benefit", "—",
                                        "<&>",    "オフィス", "\t\n",    "Riverside"};
    const char *text = "";
    unsigned count = 1 + chance_below(chance, chance_below(chance, 5) == 0 ? 12 : 3);
    for (unsigned i = 0; i < count; i++)
        text = arena_printf(arena, "%s%s%s", text, i > 0 ? " " : "",
                            words[chance_below(chance, sizeof words / sizeof *words)]);
    return arena_printf(arena, "%s %zu", text, number);
}

static double random_number(uint64_t *chance, unsigned size)
{
    static const double sizes[] = {0, 1, 100, 1e6, 1e12, 0.001};
    double number = ((double)chance_below(chance, 2001) - 400) / 1000 * sizes[size];
    return chance_below(chance, 50) == 0 ? number * 1e4 : number;
}

static void make_lists(struct chart *chart, struct arena *arena, uint64_t *chance)
{
    static const size_t counts[] = {0, 1, 2, 3, 7, 40, 90};
    chart->category_count = counts[chance_below(chance, 7)];
    chart->series_count = chart->kind == CHART_PYRAMID ? 2 : 1 + chance_below(chance, 8);
    if (chart->kind == CHART_PARETO || chart->kind == CHART_HISTOGRAM || chart->kind == CHART_BOX)
        chart->series_count = 1;
    chart->panel_count = chance_below(chance, 3) == 0 ? 1 + chance_below(chance, 9) : 1;
    chart->categories = arena_array(arena, chart->category_count, sizeof *chart->categories);
    chart->series = arena_array(arena, chart->series_count, sizeof *chart->series);
    chart->panels = arena_array(arena, chart->panel_count, sizeof *chart->panels);
    for (size_t i = 0; i < chart->category_count; i++)
        chart->categories[i] =
            (struct chart_category){.text = span_string(random_text(arena, chance, i)),
                                    .placed = true,
                                    .from = (double)i * 31 + 18000,
                                    .to = (double)i * 31 + 18031};
    for (size_t i = 0; i < chart->series_count; i++)
        chart->series[i] = span_string(random_text(arena, chance, i));
    for (size_t i = 0; i < chart->panel_count; i++)
        chart->panels[i] = span_string(random_text(arena, chance, i));
}

static void make_values(struct chart *chart, struct arena *arena, uint64_t *chance)
{
    size_t count = chart->panel_count * chart->series_count * chart->category_count;
    unsigned size = chance_below(chance, 6);
    bool positive = chart->kind == CHART_PYRAMID || chart->kind == CHART_PARETO ||
                    chart->kind == CHART_HISTOGRAM || chart->stack != CHART_GROUPED;
    chart->values = arena_array(arena, count, sizeof *chart->values);
    for (size_t i = 0; i < count; i++) {
        struct chart_value *value = &chart->values[i];
        value->has = chart->kind == CHART_HISTOGRAM || chance_below(chance, 8) != 0;
        value->rows = chance_below(chance, 20);
        value->few = value->rows < 5;
        value->number = value->has ? random_number(chance, size) : 0;
        value->number = positive ? fabs(value->number) : value->number;
        chart->least = fmin(chart->least, value->number);
        chart->greatest = fmax(chart->greatest, value->number);
    }
    if (chart->stack == CHART_STACKED)
        chart->greatest *= (double)chart->series_count;
    if (chart->stack == CHART_FULL)
        chart->greatest = 100;
}

static void make_boxes(struct chart *chart, struct arena *arena, uint64_t *chance)
{
    size_t count = chart->panel_count * chart->category_count;
    chart->boxes = arena_array(arena, count, sizeof *chart->boxes);
    for (size_t i = 0; i < count; i++) {
        struct chart_weight numbers[30];
        size_t used = 0;
        double number = random_number(chance, 2);
        for (unsigned n = chance_below(chance, 30); n > 0; n--) {
            numbers[used++] = (struct chart_weight){number, 1 + chance_below(chance, 9)};
            number += 0.5 + chance_below(chance, 40);
        }
        chart_box_make(&chart->boxes[i], numbers, used);
        chart->least = fmin(chart->least, chart->boxes[i].least);
        chart->greatest = fmax(chart->greatest, chart->boxes[i].greatest);
    }
}

static void make_bands(struct chart *chart, struct arena *arena)
{
    size_t count = chart->category_count;
    if (count == 0)
        return;
    count = count > CHART_BINS_MOST ? CHART_BINS_MOST : count;
    bool ends = count > 2;
    chart->bins = (struct chart_bins){.width = 10, .below = ends, .above = ends};
    chart->bins.count = ends ? count - 2 : count;
    chart->bins.to = (double)chart->bins.count * 10;
    for (size_t i = 0; i < count; i++) {
        double from = ((double)i - ends) * 10;
        chart->categories[i].from = ends && i == 0 ? -INFINITY : from;
        chart->categories[i].to = ends && i + 1 == count ? INFINITY : from + 10;
    }
    struct chart all = *chart; /* fewer bands than there were categories */
    chart->category_count = count;
    chart->values = arena_array(arena, chart->panel_count * count, sizeof *chart->values);
    for (size_t panel = 0; panel < chart->panel_count; panel++)
        for (size_t i = 0; i < count; i++)
            *chart_at(chart, panel, 0, i) = *chart_at(&all, panel, 0, i);
}

static void make_points(struct chart *chart, struct arena *arena, uint64_t *chance)
{
    chart->points = arena_array(arena, chart->panel_count, sizeof *chart->points);
    chart->point_counts = arena_array(arena, chart->panel_count, sizeof *chart->point_counts);
    chart->point_width = chart->point_height = 1;
    chart->x_least = chart->least = -50;
    chart->x_greatest = chart->greatest = chance_below(chance, 2) ? 50 : 1e7;
    for (size_t panel = 0; panel < chart->panel_count; panel++) {
        size_t count = chart->category_count * 3;
        chart->points[panel] = arena_array(arena, count, sizeof **chart->points);
        chart->point_counts[panel] = count;
        for (size_t i = 0; i < count; i++)
            chart->points[panel][i] = (struct chart_point){(double)chance_below(chance, 100) - 50,
                                                           (double)chance_below(chance, 100) - 50,
                                                           1 + (int64_t)chance_below(chance, 300)};
    }
}

static void make_chart(struct chart *chart, struct arena *arena, uint64_t *chance)
{
    *chart = (struct chart){.kind = (enum chart_kind)chance_below(chance, CHART_KINDS),
                            .minimum = CHART_MINIMUM,
                            .title = random_text(arena, chance, 0),
                            .figures = {.decimals = (int)chance_below(chance, 3), .times = 1},
                            .percent = chance_below(chance, 5) == 0};
    if (chart->kind == CHART_BAR)
        chart->stack = (enum chart_stack)chance_below(chance, CHART_STACKS);
    chart->axis.time = chance_below(chance, 2) == 0;
    chart->axis.period = PERIOD_MONTH;
    chart->axis.step = chart->axis.time ? 31 : 0;
    make_lists(chart, arena, chance);
    if (chart->kind == CHART_BOX)
        make_boxes(chart, arena, chance);
    else if (chart->kind == CHART_SCATTER)
        make_points(chart, arena, chance);
    else
        make_values(chart, arena, chance);
    if (chart->kind == CHART_HISTOGRAM)
        make_bands(chart, arena);
    chart->note_count = chance_below(chance, CHART_NOTES + 1);
    for (size_t i = 0; i < chart->note_count; i++)
        chart->notes[i] = random_text(arena, chance, i);
}

/* ---- what is true of all ---- */

/* Names of small charts that are not told apart; sides of pyramids and columns of heat tables
 * have names as well. */
static const char *check_panels(const struct chart *chart, const struct chart_scene *scene)
{
    bool names =
        chart->panel_count > 1 && chart->kind != CHART_PYRAMID && chart->kind != CHART_HEAT;
    for (size_t i = 0; i < scene->text_count && names; i++)
        for (size_t j = 0; j < i; j++)
            if (scene->texts[i].ink == INK_PANEL && scene->texts[j].ink == INK_PANEL &&
                span_equal(scene->texts[i].text, scene->texts[j].text))
                return "two small charts have the same name";
    return NULL;
}

static void check_scene(const struct chart *chart, const struct scene_request *request,
                        unsigned round)
{
    struct arena *arena = arena_new();
    struct chart_scene scene;
    struct buffer text = {0};
    assert_int_equal(chart_scene_make(arena, chart, request, &scene, NULL), STATUS_OK);
    const char *flaw = chart_scene_flaw(&scene);
    flaw = flaw ? flaw : check_panels(chart, &scene);
    for (enum chart_drawing drawing = 0; drawing < DRAWING_COUNT && !flaw; drawing++)
        chart_scene_text(&scene, drawing, &text);
    if (flaw) {
        chart_scene_text(&scene, DRAWING_BRAILLE, &text);
        fail_msg("chart %u, %s of %dx%d: %s\n%s", round, chart_kind_word(chart->kind),
                 request->columns, request->rows, flaw, text.data);
    }
    bool seen = request->chosen && request->columns >= 40 && request->rows >= 15 && chart->values &&
                !chart_is_curve(chart) && chart->panel_count == 1 &&
                chart_at(chart, request->panel, request->series, request->category)->has;
    if (seen && !chart_scene_spot(&scene, request->panel, request->series, request->category))
        fail_msg("chart %u, %s: what is chosen is not seen", round, chart_kind_word(chart->kind));
    buffer_free(&text);
    arena_free(arena);
}

static void test_texts_never_meet(void **state)
{
    unsigned rounds = getenv("DATAJAM_SLOW") ? 60 : 3000;
    uint64_t chance = 3;
    (void)state;
    for (unsigned round = 0; round < rounds; round++) {
        struct arena *arena = arena_new();
        struct chart chart;
        make_chart(&chart, arena, &chance);
        struct scene_request request = {.columns = 20 + (int)chance_below(&chance, 130),
                                        .rows = 3 + (int)chance_below(&chance, 50),
                                        .bare = chance_below(&chance, 4) == 0};
        request.window.category = chance_below(&chance, 50);
        request.window.panel = chance_below(&chance, 9);
        if (chart.category_count > 0 && chance_below(&chance, 2) == 0) {
            request.chosen = true;
            request.category = chance_below(&chance, (unsigned)chart.category_count);
            request.series = chance_below(&chance, (unsigned)chart.series_count);
            request.panel = chance_below(&chance, (unsigned)chart.panel_count);
        }
        check_scene(&chart, &request, round);
        arena_free(arena);
    }
}

static void test_small_frames_are_empty(void **state)
{
    struct chart chart = {.kind = CHART_BAR, .title = "Rows"};
    struct chart_scene scene;
    struct arena *arena = arena_new();
    (void)state;
    for (int columns = 0; columns < SCENE_COLUMNS_LEAST; columns++)
        for (int rows = 0; rows < SCENE_ROWS_LEAST; rows++) {
            const struct scene_request request = {.columns = columns, .rows = rows};
            assert_int_equal(chart_scene_make(arena, &chart, &request, &scene, NULL), STATUS_OK);
            assert_int_equal(scene.text_count, 0);
        }
    arena_free(arena);
}

/* ---- labels ---- */

/* Labels parted by '|', brought to so many cells. */
static void expect_labels(const char *texts, int cells, const char *wanted)
{
    struct arena *arena = arena_new();
    struct chart_label labels[10];
    struct buffer out = {0};
    size_t count = 0;
    for (const char *at = texts; *at != '\0'; at += *at == '|') {
        size_t len = strcspn(at, "|");
        assert_true(chart_label_make(arena, span_of(at, len), &labels[count++]));
        at += len;
    }
    assert_true(chart_labels_fit(arena, labels, count, cells));
    for (size_t i = 0; i < count; i++) {
        buffer_add_string(&out, i > 0 ? "|" : "");
        buffer_add_span(&out, labels[i].text);
        assert_true(labels[i].cells <= cells);
    }
    assert_string_equal(out.data, wanted);
    buffer_free(&out);
    arena_free(arena);
}

static void test_labels_stay_apart(void **state)
{
    (void)state;
    expect_labels("single|couple", 10, "single|couple");
    expect_labels("single parent|couple with children", 10, "single pa…|couple wi…");
    expect_labels("Office of the North|Office of the South", 12, "Office…North|Office…South");
    expect_labels("Office of the North, left|Office of the North, right|Post", 12,
                  "Office… left|Office…right|Post");
    expect_labels("aaaaaaaaaaaaaaaXb|aaaaaaaaaaaaaaaYb", 6, "aaa…Xb|aaa…Yb");
    expect_labels("aaaaaaaaaXbbbbbbbbbb|aaaaaaaaaYbbbbbbbbbb", 8, "1 aaaaa…|2 aaaaa…");
    expect_labels("単親世帯の住所|単親世帯の電話", 9, "単親…住所|単親…電話");
    expect_labels("same|same", 4, "same|same");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts_never_meet),
        cmocka_unit_test(test_small_frames_are_empty),
        cmocka_unit_test(test_labels_stay_apart),
    };
    return cmocka_run_group_tests_name("chart scenes", tests, NULL, NULL);
}

/* Charts from tables: which kinds there are and which is proposed, categories, series and
 * panels, titles, sentences and notes. */
#include "tests/support/check.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/analysis/chart.h"
#include "core/base/buffer.h"
#include "tests/support/pivot_written.h"

struct fixture {
    struct arena *arena;
    struct chart_names names;
    struct chart chart;
    struct error err;
};

static int open_fixture(void **state)
{
    struct arena *arena = arena_new();
    struct fixture *f = arena_alloc(arena, sizeof *f);
    f->arena = arena;
    f->names = (struct chart_names){{"case type", ""}, "", "months", "", "", "", "", false, NULL};
    f->chart = (struct chart){.minimum = CHART_MINIMUM};
    f->chart.traits.additive = true;
    *state = f;
    return 0;
}

static int close_fixture(void **state)
{
    arena_free(((struct fixture *)*state)->arena);
    return 0;
}

static enum status make(struct fixture *f, enum chart_kind kind, const char *text)
{
    struct pivot_table table;
    f->chart.kind = kind;
    pivot_written(f->arena, text, &f->chart.spec, &table);
    enum status status =
        chart_from_table(f->arena, &table, *f->names.by != '\0', &f->names, &f->chart, &f->err);
    return status == STATUS_OK ? chart_add_words(f->arena, &f->names, &f->chart, &f->err) : status;
}

/* "a 1 2 | b 3 -": categories with the figures of their series, panel by panel. */
static const char *figures(struct fixture *f)
{
    const struct chart *chart = &f->chart;
    struct buffer out = {0};
    char text[PIVOT_FIGURE_SIZE];
    for (size_t panel = 0; panel < chart->panel_count; panel++) {
        if (chart->panel_count > 1) {
            buffer_add_string(&out, panel > 0 ? " || " : "");
            buffer_add_span(&out, chart->panels[panel]);
            buffer_add_string(&out, ": ");
        }
        for (size_t i = 0; i < chart->category_count; i++) {
            buffer_add_string(&out, i > 0 ? " | " : "");
            buffer_add_span(&out, chart->categories[i].text);
            for (size_t series = 0; series < chart->series_count; series++) {
                const struct chart_value *value = chart_at(chart, panel, series, i);
                buffer_printf(&out, " %s%s",
                              value->has ? chart_figure(chart, value->number, text) : "-",
                              value->few ? "*" : "");
            }
        }
    }
    const char *copy = arena_copy(f->arena, buffer_span(&out));
    buffer_free(&out);
    return copy;
}

static void assert_makes(struct fixture *f, enum chart_kind kind, const char *text,
                         const char *wanted)
{
    if (make(f, kind, text) != STATUS_OK)
        fail_msg("%s", f->err.message);
    assert_string_equal(figures(f), wanted);
}

/* ---- data ---- */

static void bars_are_the_lines_of_the_table(void **state)
{
    struct fixture *f = *state;
    assert_makes(f, CHART_BAR, "x;North;South\nsingle;30;4:4\ncouple;;12\n;7;",
                 "single 30 4* | couple - 12 | (empty) 7 -");
    assert_true(f->chart.can_stack);
    assert_int_equal(f->chart.series_count, 2);
    assert_true(f->chart.least == 0 && f->chart.greatest == 30);
    assert_string_equal(f->chart.notes[0], "n = 56 rows");
    assert_string_equal(f->chart.notes[1], "* fewer than 5 rows");
}

static void what_is_stacked_needs_room_for_its_sum(void **state)
{
    struct fixture *f = *state;
    f->chart.stack = CHART_STACKED;
    assert_makes(f, CHART_BAR, "x;a;b\none;30;4\ntwo;20;20", "one 30 4 | two 20 20");
    assert_true(f->chart.greatest == 40);
    f->chart = (struct chart){.stack = CHART_STACKED}; /* averages can't be added up */
    assert_makes(f, CHART_BAR, "x;a;b\none;30;4\ntwo;20;20", "one 30 4 | two 20 20");
    assert_int_equal(f->chart.stack, CHART_GROUPED);
    assert_true(f->chart.greatest == 30);
}

static void lines_go_along_time_and_have_gaps(void **state)
{
    struct fixture *f = *state;
    f->chart.traits.time = true;
    assert_makes(f, CHART_LINE,
                 "x;-\n2019-03;12\n2019-01;10\n2019-02;11\n2019-06;20\n;5\n2019-07;21",
                 "2019-01 10 | 2019-02 11 | 2019-03 12 | 2019-06 20 | 2019-07 21");
    assert_int_equal(f->chart.axis.period, PERIOD_MONTH);
    assert_true(chart_is_next(&f->chart, 0, 1) && chart_is_next(&f->chart, 1, 2));
    assert_false(chart_is_next(&f->chart, 2, 3));
    assert_string_equal(f->chart.notes[1], "10 rows have no place on the axis");
    assert_string_equal(f->chart.notes[2], "gaps: no rows there");
    assert_string_equal(f->chart.sentences[0],
                        "From 10 in 2019-01 to 21 in 2019-07; the highest is 21 in 2019-07, the "
                        "lowest 10 in 2019-01.");
}

static void bands_are_in_order_of_their_numbers(void **state)
{
    struct fixture *f = *state;
    f->chart.traits.number = true;
    f->chart.spec.rows[0].cut = PIVOT_BANDS;
    f->chart.spec.rows[0].width = 10;
    assert_makes(f, CHART_LINE, "x;-\n-10–-1;1\n0–9;2\n100–109;4\n10–19;3",
                 "-10–-1 1 | 0–9 2 | 10–19 3 | 100–109 4");
    assert_true(f->chart.categories[3].from == 100 && f->chart.categories[3].to == 110);
    assert_false(chart_is_next(&f->chart, 2, 3));
}

static void a_pyramid_has_two_sides(void **state)
{
    struct fixture *f = *state;
    f->names.column = "sex";
    assert_makes(f, CHART_PYRAMID, "x;F;M;;other\n0–9;20;30;9000;1\n10–19;40;10;;2",
                 "0–9 20 30 | 10–19 40 10");
    assert_string_equal(f->chart.notes[1], "2 more values of sex are not drawn");
    assert_string_equal(f->chart.sentences[0],
                        "F has 60 and M 40; the longest bar is that of 10–19 × F, 40.");
    f->chart = (struct chart){.kind = CHART_PYRAMID};
    assert_int_equal(make(f, CHART_PYRAMID, "x;F;\n0–9;20;30"), STATUS_INVALID);
    assert_string_equal(f->err.message, "a pyramid has two sides; \"sex\" has fewer than two "
                                        "values here, choose a column with two");
    f->chart = (struct chart){.kind = CHART_PYRAMID};
    assert_int_equal(make(f, CHART_PYRAMID, "x;F;M\n0–9;20;-3"), STATUS_INVALID);
}

static void the_largest_come_first_with_their_share(void **state)
{
    struct fixture *f = *state;
    assert_makes(f, CHART_PARETO, "x;-\na;10\nb;60\nc;\nd;20\ne;10", "b 60 | d 20 | a 10 | e 10");
    assert_string_equal(f->chart.title, "Rows by case type, the largest first");
    assert_string_equal(f->chart.sentences[0],
                        "25 % of the groups by case type (1 of 4) make 60 % of all: rows.");
}

static void small_charts_share_their_categories(void **state)
{
    struct fixture *f = *state;
    f->names.by = "year";
    assert_makes(f, CHART_BAR, "x;-\n2018/a;1\n2018/c;3\n2019/b;5:2\n2019/a;4",
                 "2018: a 1 | c 3 | b - || 2019: a 4 | c - | b 5*");
    assert_string_equal(f->chart.title, "Rows by case type, for each year");
    assert_string_equal(f->chart.sentences[0],
                        "b × 2019 has the most rows, 5; a × 2018 the fewest, 1.");
}

static void too_many_series_are_said(void **state)
{
    struct fixture *f = *state;
    f->names.column = "office";
    assert_makes(f, CHART_BAR, "x;1;2;3;4;5;6;7;8;9;10\na;50;20;20;20;20;20;20;20;11;90",
                 "a 50 20 20 20 20 20 20 90");
    assert_string_equal(f->chart.notes[1], "2 more values of office are not drawn");
}

/* ---- words ---- */

static void titles_say_what_is_seen(void **state)
{
    static const struct {
        enum chart_kind kind;
        enum pivot_value value;
        enum pivot_show show;
        const char *column, *filters, *title;
    } examples[] = {
        {CHART_BAR, PIVOT_COUNT, PIVOT_SHOW_VALUE, "", "", "Rows by case type"},
        {CHART_BAR, PIVOT_AVERAGE, PIVOT_SHOW_VALUE, "", "age ≥ 25",
         "Average of months by case type, age ≥ 25"},
        {CHART_HEAT, PIVOT_MEDIAN, PIVOT_SHOW_VALUE, "office", "",
         "Median of months by case type and office"},
        {CHART_BAR, PIVOT_SUM, PIVOT_SHOW_ROW, "office", "",
         "Sum of months by case type and office, % of its row"},
        {CHART_BAR, PIVOT_SHARE, PIVOT_SHOW_VALUE, "", "", "Share of months = 12 by case type"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        f->names.column = examples[i].column;
        f->names.filters = examples[i].filters;
        f->names.share = "12";
        f->chart = (struct chart){.kind = examples[i].kind};
        f->chart.spec.value = examples[i].value;
        f->chart.spec.show = examples[i].show;
        assert_int_equal(make(f, examples[i].kind, "x;a;b\none;0.25;0.5"), STATUS_OK);
        assert_string_equal(f->chart.title, examples[i].title);
    }
}

static void sentences_say_what_sticks_out(void **state)
{
    static const struct {
        enum pivot_value value;
        const char *table, *sentence;
    } examples[] = {
        {PIVOT_AVERAGE, "x;-\nsingle parent;29.5\nsingle;23\ncouple;13.4",
         "single parent has the highest average of months, 29.5; couple the lowest, 13.4."},
        {PIVOT_COUNT, "x;-\na;100\nb;2", "a has the most rows, 100; b the fewest, 2."},
        {PIVOT_COUNT, "x;-\na;7\nb;7", "All 2 have the same figure, 7."},
        {PIVOT_COUNT, "x;-\na;7", "a is the only group: 7."},
        {PIVOT_COUNT, "x;-", "There is nothing to draw: no row is left that has a value."},
        {PIVOT_SHARE, "x;-\na;0.255\nb;0.5",
         "b has the highest share of months = 12, 50.0 %; a the lowest, 25.5 %."},
        {PIVOT_COUNT, "x;N;S\na;1;2\nb;3;9", "b × S has the most rows, 9; a × N the fewest, 1."},
    };
    struct fixture *f = *state;
    f->names.share = "12";
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        f->chart = (struct chart){.kind = CHART_BAR};
        f->chart.spec.value = examples[i].value;
        assert_int_equal(make(f, CHART_BAR, examples[i].table), STATUS_OK);
        assert_string_equal(f->chart.sentences[0], examples[i].sentence);
    }
}

/* Who counts different persons counts people, whatever their column is called. */
static void people_are_called_people(void **state)
{
    struct fixture *f = *state;
    f->names.value = "client_id";
    f->chart = (struct chart){.kind = CHART_BAR};
    f->chart.spec.value = PIVOT_DISTINCT;
    assert_int_equal(make(f, CHART_BAR, "x;-\na;100\nb;2"), STATUS_OK);
    assert_string_equal(f->chart.title, "Different client_id by case type");
    f->names.people = true;
    f->chart = (struct chart){.kind = CHART_BAR};
    f->chart.spec.value = PIVOT_DISTINCT;
    assert_int_equal(make(f, CHART_BAR, "x;-\na;100\nb;2"), STATUS_OK);
    assert_string_equal(f->chart.title, "People by case type");
    assert_string_equal(f->chart.sentences[0], "a has the most people, 100; b the fewest, 2.");
}

static void the_part_of_the_largest_is_told(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(make(f, CHART_BAR, "x;-\na;60\nb;20\nc;20"), STATUS_OK);
    assert_int_equal(f->chart.sentence_count, 2);
    assert_string_equal(f->chart.sentences[1], "a makes 60 % of all.");
    f->chart = (struct chart){.minimum = CHART_MINIMUM};
    f->chart.traits.additive = true;
    assert_int_equal(make(f, CHART_BAR, "x;-\na;99998\nb;1\nc;1"), STATUS_OK);
    assert_string_equal(f->chart.sentences[1], "a makes >99 % of all."); /* there are others */
}

/* ---- which kind ---- */

static void the_kind_follows_from_the_data(void **state)
{
    static const struct {
        struct chart_traits traits;
        enum chart_kind kind;
    } examples[] = {
        {{.time = true, .additive = true}, CHART_LINE},
        {{.time = true, .across = true, .series = 3}, CHART_LINE},
        {{.categories = 6, .additive = true}, CHART_BAR},
        {{.number = true, .across = true, .additive = true, .series = 2, .categories = 9},
         CHART_PYRAMID},
        {{.across = true, .series = 12, .categories = 5}, CHART_HEAT},
        {{.across = true, .series = 5, .categories = 5}, CHART_HEAT},
        {{.across = true, .series = 4, .categories = 5}, CHART_BAR},
        {{.plain_number = true, .number = true, .value_number = true, .categories = 60},
         CHART_SCATTER},
        {{.additive = true, .categories = 500}, CHART_PARETO},
        {{.time = true, .two_rows = true}, CHART_BAR},
    };
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        enum chart_kind kind = chart_propose(&examples[i].traits);
        assert_string_equal(chart_kind_word(kind), chart_kind_word(examples[i].kind));
        assert_true(chart_fits(&examples[i].traits) >> kind & 1);
    }
}

static void settings_are_kept_as_json(void **state)
{
    struct fixture *f = *state;
    const struct chart_settings all = {true, CHART_HEAT, CHART_FULL, 2.5, 7, 10};
    const struct chart_settings none = {.chosen = false};
    struct chart_settings back;
    const char *json;
    assert_int_equal(chart_settings_to_json(f->arena, &all, &json, NULL), STATUS_OK);
    assert_string_equal(json, "{\"by\":7,\"kind\":\"heat\",\"minimum\":10,\"stack\":\"100%\","
                              "\"version\":1,\"width\":2.5}");
    assert_int_equal(chart_settings_from_json(span_string(json), &back, NULL), STATUS_OK);
    assert_true(back.chosen && back.kind == CHART_HEAT && back.stack == CHART_FULL);
    assert_true(back.width == 2.5 && back.by == 7 && back.minimum == 10);
    assert_int_equal(chart_settings_to_json(f->arena, &none, &json, NULL), STATUS_OK);
    assert_string_equal(json, "{\"version\":1}");
    assert_int_equal(chart_settings_from_json(span_string(""), &back, NULL), STATUS_OK);
    assert_int_equal(chart_settings_from_json(span_string("{\"version\":9}"), &back, NULL),
                     STATUS_NEWER);
    static const char *const bad[] = {
        "[]",          "{\"kind\":\"pie\"}", "{\"kind\":3}", "{\"width\":-1}",
        "{\"by\":-4}", "{\"stack\":\"\"}",   "nonsense"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(chart_settings_from_json(span_string(bad[i]), &back, &f->err),
                         STATUS_INVALID);
        assert_false(back.chosen);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(bars_are_the_lines_of_the_table),
        TEST(what_is_stacked_needs_room_for_its_sum),
        TEST(lines_go_along_time_and_have_gaps),
        TEST(bands_are_in_order_of_their_numbers),
        TEST(a_pyramid_has_two_sides),
        TEST(the_largest_come_first_with_their_share),
        TEST(small_charts_share_their_categories),
        TEST(too_many_series_are_said),
        TEST(titles_say_what_is_seen),
        TEST(sentences_say_what_sticks_out),
        TEST(people_are_called_people),
        TEST(the_part_of_the_largest_is_told),
        TEST(the_kind_follows_from_the_data),
        TEST(settings_are_kept_as_json),
    };
    return cmocka_run_group_tests_name("chart model", tests, NULL, NULL);
}

/* What pivots are asked for: JSON there and back, words of the command line, swapping. */
#include "tests/support/check.h"

#include <string.h>

#include "core/analysis/pivot.h"

static struct arena *arena;

static int make_arena(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int free_arena(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static const char *written(const struct pivot_spec *spec)
{
    const char *json;
    assert_int_equal(pivot_spec_to_json(arena, spec, &json, NULL), STATUS_OK);
    return json;
}

static struct pivot_spec read(const char *json)
{
    struct pivot_spec spec;
    struct error err = {0};
    if (pivot_spec_from_json(arena, span_string(json), &spec, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return spec;
}

static void test_there_and_back(void **state)
{
    const struct pivot_spec spec = {.rows = {{.column = 7}, {8, PIVOT_BANDS, 2.5}},
                                    .column = {9, PIVOT_QUARTERS, 0},
                                    .value = PIVOT_SHARE,
                                    .value_column = 1LL << 40,
                                    .share = "rooming \"house\" ∅",
                                    .show = PIVOT_SHOW_COLUMN,
                                    .sort = 3,
                                    .descending = true,
                                    .top = 10,
                                    .subtotals = true};
    (void)state;
    const char *json = written(&spec);
    struct pivot_spec back = read(json);
    assert_int_equal(back.rows[1].column, 8);
    assert_int_equal(back.rows[1].cut, PIVOT_BANDS);
    assert_true(back.rows[1].width == 2.5);
    assert_int_equal(back.column.cut, PIVOT_QUARTERS);
    assert_int_equal(back.value, PIVOT_SHARE);
    assert_int_equal(back.value_column, 1LL << 40);
    assert_string_equal(back.share, spec.share);
    assert_int_equal(back.show, PIVOT_SHOW_COLUMN);
    assert_int_equal(back.sort, 3);
    assert_true(back.descending && back.subtotals);
    assert_int_equal(back.top, 10);
    assert_string_equal(written(&back), json);
    struct pivot_spec from = spec;
    from.show = PIVOT_SHOW_FROM;
    from.base = "2018 \"old\"";
    back = read(written(&from));
    assert_int_equal(back.show, PIVOT_SHOW_FROM);
    assert_string_equal(back.base, from.base);
    assert_true(pivot_spec_equal(&back, &from));
    from.base = "2019";
    assert_false(pivot_spec_equal(&back, &from));
}

static void test_ways_to_show_lose_their_fields(void **state)
{
    struct pivot_spec spec = {.rows = {{.column = 1}}, .column = {.column = 2}};
    char words[100];
    (void)state;
    spec.show = PIVOT_SHOW_FROM;
    spec.base = "2018";
    pivot_show_words(&spec, words, sizeof words);
    assert_string_equal(words, "difference from 2018");
    pivot_spec_tidy(&spec, false);
    assert_int_equal(spec.show, PIVOT_SHOW_FROM);
    pivot_spec_tidy(&spec, true); /* that column need not be there any more */
    assert_int_equal(spec.show, PIVOT_SHOW_VALUE);
    assert_null(spec.base);
    spec.show = PIVOT_SHOW_CHANGE;
    pivot_spec_tidy(&spec, true);
    assert_int_equal(spec.show, PIVOT_SHOW_CHANGE);
    spec.column.column = 0;
    pivot_spec_tidy(&spec, true);
    assert_int_equal(spec.show, PIVOT_SHOW_VALUE);
    assert_false(pivot_show_fits(&spec, PIVOT_SHOW_GROUP));
    spec.rows[1].column = 3;
    assert_true(pivot_show_fits(&spec, PIVOT_SHOW_GROUP));
    assert_false(pivot_show_fits(&spec, PIVOT_SHOW_ROW));
}

static void test_little_is_said_where_little_is_asked(void **state)
{
    const struct pivot_spec spec = {.rows = {{.column = 7}}, .sort = PIVOT_BY_LABEL};
    (void)state;
    assert_string_equal(written(&spec),
                        "{\"rows\":[{\"column\":7}],\"value\":\"count\",\"version\":1}");
    assert_int_equal(read("{\"version\":1}").rows[0].column, 0);
    assert_int_equal(read("{\"version\":1,\"sort\":\"total\"}").sort, PIVOT_BY_TOTAL);
}

static void test_texts_that_are_no_pivot(void **state)
{
    static const char *const broken[] = {
        "",
        "[]",
        "{}",
        "{\"version\":0}",
        "{\"version\":1,\"rows\":{}}",
        "{\"version\":1,\"rows\":[{\"column\":1},{\"column\":2},{\"column\":3}]}",
        "{\"version\":1,\"rows\":[{\"column\":\"x\"}]}",
        "{\"version\":1,\"rows\":[{\"column\":1,\"cut\":\"weeks\"}]}",
        "{\"version\":1,\"rows\":[{\"column\":1,\"cut\":\"bands\"}]}",
        "{\"version\":1,\"rows\":[{\"column\":1,\"cut\":\"bands\",\"width\":-1}]}",
        "{\"version\":1,\"value\":\"mode\",\"of\":1}",
        "{\"version\":1,\"value\":\"sum\"}",
        "{\"version\":1,\"value\":\"share\",\"of\":1}",
        "{\"version\":1,\"show\":\"most\"}",
        "{\"version\":1,\"show\":\"from\"}",
        "{\"version\":1,\"show\":\"from\",\"base\":7}",
        "{\"version\":1,\"sort\":-7}",
        "{\"version\":1,\"version\":1}",
    };
    struct pivot_spec spec;
    struct error err = {0};
    (void)state;
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        if (pivot_spec_from_json(arena, span_string(broken[i]), &spec, &err) != STATUS_INVALID)
            fail_msg("%s was taken", broken[i]);
    assert_int_equal(pivot_spec_from_json(arena, span_string("{\"version\":2}"), &spec, &err),
                     STATUS_NEWER);
}

static void reads_as(const char *text, enum pivot_value kind, const char *column, const char *share)
{
    enum pivot_value got;
    struct span of, value;
    struct error err = {0};
    if (pivot_value_read(span_string(text), &got, &of, &value, &err) != STATUS_OK)
        fail_msg("%s: %s", text, err.message);
    assert_int_equal(got, kind);
    assert_true(span_equal(of, span_string(column)));
    assert_true(span_equal(value, span_string(share)));
}

static void is_wrong(const char *text, const char *part)
{
    enum pivot_value got;
    struct span of, value;
    struct error err = {0};
    assert_int_equal(pivot_value_read(span_string(text), &got, &of, &value, &err), STATUS_INVALID);
    if (!strstr(err.message, part))
        fail_msg("\"%s\" lacks \"%s\"", err.message, part);
}

static void test_values_in_words(void **state)
{
    (void)state;
    reads_as("count", PIVOT_COUNT, "", "");
    reads_as("avg:age", PIVOT_AVERAGE, "age", "");
    reads_as("median:\"rent: warm\"", PIVOT_MEDIAN, "rent: warm", "");
    reads_as("share:housing=rooming house", PIVOT_SHARE, "housing", "rooming house");
    reads_as("share:\"a=b\"=c=d", PIVOT_SHARE, "a=b", "c=d");
    reads_as("share:housing=", PIVOT_SHARE, "housing", "");
    is_wrong("summ:age", "\"sum\"");
    is_wrong("", "count, sum");
    is_wrong("avg", "avg:COLUMN");
    is_wrong("avg:", "avg:COLUMN");
    is_wrong("share:housing", "share:COLUMN=VALUE");
    is_wrong("count:client", "distinct:client");
}

static void test_rows_and_columns_change_places(void **state)
{
    struct pivot_spec spec = {.rows = {{.column = 1}, {.column = 2}},
                              .column = {3, PIVOT_MONTHS, 0},
                              .sort = 4,
                              .descending = true};
    (void)state;
    pivot_spec_swap(&spec);
    assert_int_equal(spec.rows[0].column, 3);
    assert_int_equal(spec.rows[0].cut, PIVOT_MONTHS);
    assert_int_equal(spec.rows[1].column, 2);
    assert_int_equal(spec.column.column, 1);
    assert_int_equal(spec.sort, PIVOT_BY_LABEL);
    struct pivot_spec lone = {.rows = {{.column = 1}}};
    pivot_spec_swap(&lone);
    assert_int_equal(lone.rows[0].column, 0);
    assert_int_equal(lone.column.column, 1);
    pivot_spec_swap(&lone);
    assert_int_equal(lone.rows[0].column, 1);
    assert_int_equal(lone.column.column, 0);
    lone.show = PIVOT_SHOW_COLUMN;
    pivot_spec_swap(&lone);
    assert_int_equal(lone.show, PIVOT_SHOW_ROW);
    pivot_spec_swap(&lone);
    assert_int_equal(lone.show, PIVOT_SHOW_COLUMN);
    lone.show = PIVOT_SHOW_INDEX; /* what was a column is a row */
    pivot_spec_swap(&lone);
    assert_int_equal(lone.show, PIVOT_SHOW_VALUE);
}

static void test_texts_of_lines(void **state)
{
    struct pivot_line line = {.texts = {span_string("couple"), span_string("Total")}};
    (void)state;
    assert_true(span_equal(pivot_line_text(&line, 0), span_string("couple")));
    assert_true(span_equal(pivot_line_text(&line, 1), span_string("Total (value)")));
    line.texts[1].len = 0;
    assert_true(span_equal(pivot_line_text(&line, 1), span_string("(empty)")));
    line.kind = PIVOT_SUBTOTAL;
    assert_true(span_equal(pivot_line_text(&line, 0), span_string("couple")));
    assert_true(span_equal(pivot_line_text(&line, 1), span_string("Total")));
    line.kind = PIVOT_TOTAL;
    assert_true(span_equal(pivot_line_text(&line, 0), span_string("Total")));
    assert_int_equal(pivot_line_text(&line, 1).len, 0);
    line.kind = PIVOT_OTHERS;
    assert_true(span_equal(pivot_line_text(&line, 0), span_string("others")));
    assert_int_equal(pivot_line_text(&line, 1).len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_ways_to_show_lose_their_fields),
        cmocka_unit_test(test_little_is_said_where_little_is_asked),
        cmocka_unit_test(test_texts_that_are_no_pivot),
        cmocka_unit_test(test_values_in_words),
        cmocka_unit_test(test_rows_and_columns_change_places),
        cmocka_unit_test(test_texts_of_lines),
    };
    return cmocka_run_group_tests_name("pivot_spec", tests, make_arena, free_arena);
}

/* Recipes by themselves: as JSON, what they may be made from, and single values with the reason
 * why one is empty. */
#include "tests/support/check.h"

#include <stdio.h>
#include <string.h>

#include "core/analysis/recipe.h"
#include "tests/support/values.h"

static struct arena *arena;

static int open_arena(void **state)
{
    (void)state;
    arena = arena_new();
    return arena == NULL;
}

static int close_arena(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static struct recipe read_recipe(const char *json)
{
    struct recipe recipe;
    struct error err = {0};
    if (recipe_read(arena, span_string(json), &recipe, &err) != STATUS_OK)
        fail_msg("%s: %s", json, err.message);
    return recipe;
}

/* ---- JSON ---- */

static void test_json(void **state)
{
    static const char *const texts[] = {
        ("{\"how\":\"limits\",\"kind\":\"bands\",\"limits\":[0.0,12.5],\"names\":[\"under "
         "0\",\"a\","
         "\"b\"],\"source\":3,\"version\":1}"),
        ("{\"groups\":[{\"name\":\"precarious\",\"values\":[\"shelter\",\"\"]}],\"kind\":"
         "\"groups\","
         "\"rest\":\"name\",\"rest name\":\"other\",\"source\":3,\"version\":1}"),
        ("{\"groups\":[{\"name\":\"\u6771\",\"values\":[\"it's\"]}],\"kind\":\"groups\","
         "\"rest\":\"keep\",\"source\":3,\"version\":1}"),
        ("{\"kind\":\"values\",\"source\":9,\"values\":[[\"a\\u0000b\",\"c\"],[\"\",\"none\"]],"
         "\"version\":1}"),
        "{\"kind\":\"date part\",\"part\":\"weekday\",\"source\":1,\"version\":1}",
        ("{\"kind\":\"between\",\"source\":1,\"unit\":\"years\",\"until\":\"2019-12-31\","
         "\"version\":1}"),
        "{\"kind\":\"between\",\"source\":1,\"unit\":\"days\",\"version\":1,\"with\":2}",
        ("{\"decimals\":2,\"kind\":\"calculate\",\"number\":1.5,\"sign\":\"share\",\"source\":1,"
         "\"version\":1}"),
        ("{\"decimals\":0,\"kind\":\"calculate\",\"sign\":\"-\",\"source\":1,\"version\":1,"
         "\"with\":2}"),
        ("{\"kind\":\"test\",\"negated\":true,\"source\":1,\"test\":\"between\",\"values\":[\"1\","
         "\"5\"],\"version\":1}"),
        "{\"kind\":\"text part\",\"part\":\"before\",\"sign\":\"-\",\"source\":1,\"version\":1}",
        "{\"count\":3,\"kind\":\"text part\",\"part\":\"last\",\"source\":1,\"version\":1}",
        ("{\"kind\":\"text part\",\"part\":\"pattern\",\"sign\":\"(a+)\",\"source\":1,\"values\":"
         "[[\"baa\",\"aa\"]],\"version\":1}"),
        "{\"kind\":\"postcode\",\"outer\":true,\"source\":1,\"version\":1}",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct recipe recipe = read_recipe(texts[i]);
        const char *json;
        assert_int_equal(recipe_write(arena, &recipe, &json, NULL), STATUS_OK);
        assert_string_equal(json, texts[i]);
    }
}

static void test_json_that_is_none(void **state)
{
    static const char *const texts[] = {
        "",
        "[]",
        "{\"version\":1}",
        "{\"version\":1,\"kind\":\"magic\",\"source\":1}",
        "{\"version\":1,\"kind\":\"postcode\",\"source\":0}",
        ("{\"version\":1,\"kind\":\"bands\",\"how\":\"limits\",\"source\":1,\"limits\":[1],"
         "\"names\":[\"a\"]}"),
        ("{\"version\":1,\"kind\":\"bands\",\"how\":\"limits\",\"source\":1,\"limits\":[\"x\"],"
         "\"names\":[\"a\",\"b\"]}"),
        "{\"version\":1,\"kind\":\"groups\",\"source\":1,\"rest\":\"keep\",\"groups\":[{}]}",
        "{\"version\":1,\"kind\":\"values\",\"source\":1,\"values\":[[\"a\"]]}",
        "{\"version\":1,\"kind\":\"calculate\",\"source\":1,\"sign\":\"+\",\"decimals\":99}",
        "{\"version\":1,\"kind\":\"text part\",\"source\":1,\"part\":\"middle\"}",
    };
    struct recipe recipe;
    struct error err = {0};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_int_equal(recipe_read(arena, span_string(texts[i]), &recipe, &err), STATUS_INVALID);
    assert_non_null(strstr(err.message, "can't be read"));
    assert_int_equal(
        recipe_read(arena, span_string("{\"version\":2,\"kind\":\"bands\"}"), &recipe, &err),
        STATUS_NEWER);
}

/* ---- checks ---- */

static void expect_refused(const char *json, enum column_type type, const char *words)
{
    struct recipe recipe = read_recipe(json);
    const struct recipe_column columns[] = {{type, "age"}, {type, "other"}};
    struct error err = {0};
    assert_int_equal(recipe_check(&recipe, columns, &err), STATUS_INVALID);
    if (!strstr(err.message, words))
        fail_msg("\"%s\" lacks \"%s\"", err.message, words);
}

static void test_what_can_not_be(void **state)
{
    (void)state;
    expect_refused("{\"version\":1,\"kind\":\"bands\",\"how\":\"limits\",\"source\":1,\"limits\":"
                   "[5,5],\"names\":[\"a\",\"b\",\"c\"]}",
                   COLUMN_INTEGER, "have to rise");
    expect_refused("{\"version\":1,\"kind\":\"bands\",\"how\":\"limits\",\"source\":1,\"limits\":"
                   "[5],\"names\":[\"a;b\",\"b\"]}",
                   COLUMN_INTEGER, "semicolon");
    expect_refused("{\"version\":1,\"kind\":\"bands\",\"how\":\"limits\",\"source\":1,\"limits\":"
                   "[5],\"names\":[\"a\",\"b\"]}",
                   COLUMN_TEXT, "\"age\" has no numbers (it is text)");
    expect_refused(
        "{\"version\":1,\"kind\":\"groups\",\"source\":1,\"rest\":\"empty\",\"groups\":"
        "[{\"name\":\"one\",\"values\":[\"x\",\"y\"]},{\"name\":\"two\",\"values\":[\"y\"]}"
        "]}",
        COLUMN_TEXT, "\"y\" is in two groups, one and two");
    expect_refused("{\"version\":1,\"kind\":\"groups\",\"source\":1,\"rest\":\"keep\",\"groups\":"
                   "[{\"name\":\"one\",\"values\":[\"1\"]}]}",
                   COLUMN_DECIMAL, "has decimals");
    expect_refused("{\"version\":1,\"kind\":\"date part\",\"part\":\"year\",\"source\":1}",
                   COLUMN_INTEGER, "no dates");
    expect_refused(
        "{\"version\":1,\"kind\":\"between\",\"unit\":\"years\",\"until\":\"2019-02-30\","
        "\"source\":1}",
        COLUMN_DATE, "\"2019-02-30\" is no date");
    expect_refused(
        "{\"version\":1,\"kind\":\"calculate\",\"sign\":\"/\",\"number\":0,\"decimals\":2,"
        "\"source\":1}",
        COLUMN_INTEGER, "divided by zero");
    expect_refused("{\"version\":1,\"kind\":\"test\",\"test\":\"least\",\"values\":[\"x\"],"
                   "\"source\":1}",
                   COLUMN_INTEGER, "\"x\" is no number");
    expect_refused("{\"version\":1,\"kind\":\"test\",\"test\":\"least\",\"values\":[\"\"],"
                   "\"source\":1}",
                   COLUMN_TEXT, "needs a value");
    expect_refused("{\"version\":1,\"kind\":\"text part\",\"part\":\"pattern\",\"sign\":\"(\","
                   "\"values\":[],\"source\":1}",
                   COLUMN_TEXT, "(");
    expect_refused("{\"version\":1,\"kind\":\"text part\",\"part\":\"first\",\"source\":1}",
                   COLUMN_TEXT, "how many characters");
}

static void test_names_of_bands(void **state)
{
    static const double limits[] = {0, 12, 13, 24}, halves[] = {-1, 0.5};
    const char **names = recipe_band_names(limits, 4, true, arena);
    (void)state;
    assert_string_equal(names[0], "under 0");
    assert_string_equal(names[1], "0\u201311");
    assert_string_equal(names[2], "12");
    assert_string_equal(names[3], "13\u201323");
    assert_string_equal(names[4], "24+");
    names = recipe_band_names(halves, 2, true, arena);
    assert_string_equal(names[0], "under -1");
    assert_string_equal(names[1], "-1 to under 0.5");
    assert_string_equal(names[2], "0.5 and over");
}

/* ---- values ---- */

static void expect_fault(const char *json, enum column_type type, struct value one,
                         struct value two, enum recipe_fault fault, const char *text)
{
    char scratch[VALUE_NUMBER_SIZE];
    struct recipe recipe = read_recipe(json);
    const enum column_type types[] = {type, type};
    const struct value in[] = {one, two};
    struct recipe_work *work;
    struct value out;
    assert_int_equal(recipe_work_new(&work, &recipe, types, NULL), STATUS_OK);
    enum recipe_fault found = recipe_work_value(work, in, &out);
    struct span got = value_text(&out, scratch);
    if (found != fault || !span_equal(got, span_string(text)))
        fail_msg("%s: fault %d, \"%.*s\"", json, (int)found, (int)got.len, got.data);
    recipe_work_free(work);
}

#define AGE    "{\"version\":1,\"kind\":\"between\",\"unit\":\"years\",\"source\":1,\"with\":2}"
#define MONTHS "{\"version\":1,\"kind\":\"between\",\"unit\":\"months\",\"source\":1,\"with\":2}"
#define DAYS   "{\"version\":1,\"kind\":\"between\",\"unit\":\"days\",\"source\":1,\"with\":2}"

static void expect_days(const char *json, const char *from, const char *to, const char *text)
{
    expect_fault(json, COLUMN_DATE, value_word(from), value_word(to), FAULT_NONE, text);
}

static void test_between_dates(void **state)
{
    (void)state;
    expect_days(AGE, "2000-02-29", "2018-02-28", "17"); /* on 1 March where there is no 29th */
    expect_days(AGE, "2000-02-29", "2018-03-01", "18");
    expect_days(AGE, "2000-02-29", "2020-02-29", "20");
    expect_days(AGE, "1899-12-31", "2019-12-30", "119");
    expect_days(AGE, "1899-12-31", "2019-12-31", "120");
    expect_days(MONTHS, "2019-01-31", "2019-02-28", "0"); /* as DATEDIF of spreadsheets */
    expect_days(MONTHS, "2019-01-31", "2019-03-31", "2");
    expect_days(MONTHS, "2019-01-31", "2019-04-30", "2");
    expect_days(MONTHS, "2018-12-15", "2019-01-14", "0");
    expect_days(DAYS, "2019-02-28", "2019-03-01", "1");
    expect_days(DAYS, "2020-02-28", "2020-03-01", "2");
    expect_days(DAYS, "1900-02-28", "1900-03-01", "1"); /* no leap year, whatever Excel says */
    expect_days(DAYS, "1899-12-31", "1900-01-01", "1");
    expect_days(DAYS, "2019-05-05", "2019-05-05", "0");
    expect_fault(DAYS, COLUMN_DATE, value_word("2019-05-06"), value_word("2019-05-05"), FAULT_EARLY,
                 "");
    expect_fault(AGE, COLUMN_DATE, value_word("2019-02-29"), value_word("2019-05-05"), FAULT_DATE,
                 "");
    expect_fault(AGE, COLUMN_DATE, value_none(), value_word("2019-05-05"), FAULT_EMPTY, "");
    expect_fault(MONTHS, COLUMN_TEXT, value_word("2019-01"), value_word("2019-05-05"), FAULT_NONE,
                 "4");
}

static void expect_part(const char *part, const char *in, enum recipe_fault fault, const char *text)
{
    char json[200];
    snprintf(json, sizeof json,
             "{\"version\":1,\"kind\":\"date part\",\"part\":\"%s\",\"source\":1}", part);
    expect_fault(json, COLUMN_TEXT, value_word(in), value_none(), fault, text);
}

static void test_parts_of_dates(void **state)
{
    (void)state;
    expect_part("year", "1899-12-31", FAULT_NONE, "1899");
    expect_part("quarter", "2019-12-31", FAULT_NONE, "2019-Q4");
    expect_part("month", "2019-03", FAULT_NONE, "2019-03");
    expect_part("month of year", "2019-03-09 10:33:00", FAULT_NONE, "March");
    expect_part("quarter of year", "2019-04", FAULT_NONE, "Q2");
    expect_part("weekday", "1970-01-01", FAULT_NONE, "Thursday");
    expect_part("weekday", "1899-12-31", FAULT_NONE, "Sunday");
    expect_part("weekday", "2000-02-29", FAULT_NONE, "Tuesday");
    expect_part("weekday", "2019-03", FAULT_DATE, "");
    expect_part("year", "2019-00", FAULT_DATE, "");
    expect_part("year", "soon", FAULT_DATE, "");
}

static void expect_sum(const char *sign, int decimals, struct value a, struct value b,
                       enum recipe_fault fault, const char *text)
{
    char json[200];
    bool whole = a.kind == VALUE_INTEGER && b.kind == VALUE_INTEGER;
    snprintf(json, sizeof json,
             "{\"version\":1,\"kind\":\"calculate\",\"sign\":\"%s\",\"decimals\":%d,\"source\":1,"
             "\"with\":2}",
             sign, decimals);
    expect_fault(json, whole ? COLUMN_INTEGER : COLUMN_DECIMAL, a, b, fault, text);
}

static void test_sums(void **state)
{
    (void)state;
    expect_sum("+", 2, value_real(0.1), value_real(0.2), FAULT_NONE, "0.3");
    expect_sum("-", 2, value_whole(3), value_whole(5), FAULT_NONE, "-2");
    expect_sum("*", 2, value_whole(1000000000), value_whole(1000000000), FAULT_LARGE, "");
    expect_sum("/", 2, value_whole(2), value_whole(3), FAULT_NONE, "0.67");
    expect_sum("/", 0, value_whole(-5), value_whole(2), FAULT_NONE, "-3");
    expect_sum("/", 2, value_whole(5), value_whole(0), FAULT_ZERO, "");
    expect_sum("/", 2, value_real(5), value_real(-0.0), FAULT_ZERO, "");
    expect_sum("share", 1, value_real(1), value_real(3), FAULT_NONE, "33.3");
    expect_sum("+", 2, value_word("much"), value_whole(1), FAULT_NUMBER, "");
    expect_sum("+", 2, value_none(), value_real(1), FAULT_EMPTY, "");
    expect_sum("+", 2, value_real(1e300), value_real(1), FAULT_LARGE, "");
}

static void expect_cut(const char *part, const char *sign, int count, const char *in,
                       enum recipe_fault fault, const char *text)
{
    char json[200];
    snprintf(json, sizeof json,
             "{\"version\":1,\"kind\":\"text part\",\"part\":\"%s\",\"sign\":\"%s\",\"count\":%d,"
             "\"source\":1}",
             part, sign, count);
    expect_fault(json, COLUMN_TEXT, value_word(in), value_none(), fault, text);
}

static void test_parts_of_texts(void **state)
{
    (void)state;
    expect_cut("before", " - ", 0, "North - 12 - B", FAULT_NONE, "North");
    expect_cut("after", "-", 0, "North - 12 - B", FAULT_NONE, "12 - B");
    expect_cut("before", ";", 0, "North", FAULT_MATCH, "");
    expect_cut("before", "N", 0, "North", FAULT_NONE, "");
    expect_cut("first", "", 3, "Zürich", FAULT_NONE, "Zür");
    expect_cut("last", "", 2, "\u6771\u4eac", FAULT_NONE, "\u6771\u4eac");
    expect_cut("last", "", 9, "short", FAULT_NONE, "short");
}

static void test_pairs_of_a_pattern(void **state)
{
    struct span values[] = {span_string("Case 12"), span_string("Case"), span_string("7 of 9")};
    struct recipe recipe = read_recipe("{\"version\":1,\"kind\":\"text part\",\"part\":\"pattern\","
                                       "\"sign\":\"([0-9]+)\",\"values\":[],\"source\":1}");
    (void)state;
    assert_int_equal(recipe_find_pairs(&recipe, values, 3, arena, NULL), STATUS_OK);
    assert_int_equal(recipe.text.pair_count, 2);
    assert_true(span_equal(recipe.text.pairs[1].to, span_string("7")));
    const char *json;
    assert_int_equal(recipe_write(arena, &recipe, &json, NULL), STATUS_OK);
    expect_fault(json, COLUMN_TEXT, value_word("Case 12"), value_none(), FAULT_NONE, "12");
    expect_fault(json, COLUMN_TEXT, value_word("Case 13"), value_none(), FAULT_MATCH, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json),
        cmocka_unit_test(test_json_that_is_none),
        cmocka_unit_test(test_what_can_not_be),
        cmocka_unit_test(test_names_of_bands),
        cmocka_unit_test(test_between_dates),
        cmocka_unit_test(test_parts_of_dates),
        cmocka_unit_test(test_sums),
        cmocka_unit_test(test_parts_of_texts),
        cmocka_unit_test(test_pairs_of_a_pattern),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}

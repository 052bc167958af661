/* Filters as people write them: what is understood, what is refused and in which words. */
#include "tests/support/check.h"

#include <string.h>

#include "core/frame/bitmap.h"
#include "core/frame/filter.h"

static const struct filter_name names[] = {
    {1, "age", "Age in years"},
    {2, "case type", ""},
    {3, "office", "Standort"},
    {4, "a=b", ""},
    {5, "say \"hi\"", NULL},
    {6, "born in", ""},
    {7, "AGE2", ""},
    {8, "\u00c4mter", "Amt"},
};

enum { NAMES = sizeof names / sizeof *names };

struct fixture {
    struct arena *arena;
    struct error err;
};

static int set_up(void **state)
{
    static struct fixture fixture;
    fixture = (struct fixture){.arena = arena_new()};
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    arena_free(((struct fixture *)*state)->arena);
    return 0;
}

static struct filter read_filter(void **state, const char *text)
{
    struct fixture *f = *state;
    struct filter filter;
    if (filter_read(f->arena, span_string(text), names, NAMES, false, &filter, &f->err) !=
        STATUS_OK)
        fail_msg("%s: %s", text, f->err.message);
    return filter;
}

/* The filter has these values, parted by |. */
static void expect(void **state, const char *text, int64_t column, enum filter_op op,
                   const char *values)
{
    struct filter filter = read_filter(state, text);
    struct buffer joined = {0};
    for (size_t i = 0; i < filter.count; i++) {
        buffer_add_string(&joined, i ? "|" : "");
        buffer_add_span(&joined, filter.texts[i]);
    }
    if (filter.column != column || filter.op != op)
        fail_msg("%s: column %d, operator %d", text, (int)filter.column, (int)filter.op);
    assert_string_equal(buffer_span(&joined).data, values);
    buffer_free(&joined);
}

static void test_operators(void **state)
{
    expect(state, "age = 25", 1, FILTER_EQUAL, "25");
    expect(state, "age=25", 1, FILTER_EQUAL, "25");
    expect(state, "age == 25", 1, FILTER_EQUAL, "25");
    expect(state, " age != -2.5 ", 1, FILTER_NOT_EQUAL, "-2.5");
    expect(state, "age <> 3", 1, FILTER_NOT_EQUAL, "3");
    expect(state, "age<25", 1, FILTER_LESS, "25");
    expect(state, "age<=25", 1, FILTER_LESS_EQUAL, "25");
    expect(state, "age>25", 1, FILTER_GREATER, "25");
    expect(state, "age>=25", 1, FILTER_GREATER_EQUAL, "25");
    expect(state, "age \u2265 25", 1, FILTER_GREATER_EQUAL, "25");
    expect(state, "office ~ ^N", 3, FILTER_MATCH, "^N");
    expect(state, "office!~x", 3, FILTER_NO_MATCH, "x");
    expect(state, "office in (North, South)", 3, FILTER_IN, "North|South");
    expect(state, "office IN(North)", 3, FILTER_IN, "North");
    expect(state, "office not in (North,\"\")", 3, FILTER_NOT_IN, "North|");
    expect(state, "age between 18 and 24", 1, FILTER_BETWEEN, "18|24");
    expect(state, "age NOT BETWEEN 18 AND 24", 1, FILTER_NOT_BETWEEN, "18|24");
    expect(state, "office is empty", 3, FILTER_EMPTY, "");
    expect(state, "office is  not  empty ", 3, FILTER_NOT_EMPTY, "");
    expect(state, "office = \"\"", 3, FILTER_EQUAL, "");
}

static void test_is(void **state)
{
    expect(state, "age is 25", 1, FILTER_EQUAL, "25");
    expect(state, "office is not New Town", 3, FILTER_NOT_EQUAL, "New Town");
    expect(state, "office is \"empty\"", 3, FILTER_EQUAL, "empty");
    expect(state, "office is empty box", 3, FILTER_EQUAL, "empty box");
    expect(state, "age is not in (1, 2)", 1, FILTER_NOT_IN, "1|2");
    expect(state, "age is between 1 and 2", 1, FILTER_BETWEEN, "1|2");
}

/* The columns of the conditions in their order, and how many values each has. */
static void expect_all(void **state, const char *text, const char *wanted)
{
    struct fixture *f = *state;
    struct filter_list list;
    struct buffer said = {0};
    if (filter_read_all(f->arena, span_string(text), names, NAMES, false, &list, &f->err) !=
        STATUS_OK)
        fail_msg("%s: %s", text, f->err.message);
    for (size_t i = 0; i < list.count; i++)
        buffer_printf(&said, "%d:%.*s;", (int)list.filters[i].column,
                      (int)list.filters[i].texts[0].len, list.filters[i].texts[0].data);
    assert_string_equal(said.data, wanted);
    buffer_free(&said);
}

static void test_several(void **state)
{
    struct fixture *f = *state;
    struct filter_list list;
    expect_all(state, "office = North and age > 25", "3:North;1:25;");
    expect_all(state, "age between 18 and 24 AND office in (A, B) and case type is single",
               "1:18;3:A;2:single;");
    expect_all(state, "office = Salt and pepper", "3:Salt and pepper;");
    expect_all(state, "office = \"A and age = 1\" and age = 2", "3:A and age = 1;1:2;");
    expect_all(state, "office ~ x and age = 1", "3:x and age = 1;");
    assert_int_equal(filter_read_all(f->arena, span_string("office = A and agge > 3"), names, NAMES,
                                     false, &list, &f->err),
                     STATUS_INVALID);
    assert_non_null(strstr(f->err.message, "\"agge\"; did you mean \"age\"?"));
    assert_int_equal(filter_read_all(f->arena, span_string("office = A or office = B"), names,
                                     NAMES, false, &list, &f->err),
                     STATUS_INVALID);
    assert_non_null(strstr(f->err.message, "office in (North, South)"));
}

static void test_names(void **state)
{

    expect(state, "\"case type\" = single", 2, FILTER_EQUAL, "single");
    expect(state, "case type = single", 2, FILTER_EQUAL, "single");
    expect(state, "\"case type\"is empty", 2, FILTER_EMPTY, "");
    expect(state, "\"a=b\" = 1", 4, FILTER_EQUAL, "1");
    expect(state, "\"say \"\"hi\"\"\" ~ x", 5, FILTER_MATCH, "x");
    expect(state, "born in > 1990", 6, FILTER_GREATER, "1990");
    expect(state, "born in in (1990, 1991)", 6, FILTER_IN, "1990|1991");
    expect(state, "Age = 1", 1, FILTER_EQUAL, "1");
    expect(state, "age2 = 1", 7, FILTER_EQUAL, "1");
    expect(state, "age in years = 1", 1, FILTER_EQUAL, "1");
    expect(state, "standort = x", 3, FILTER_EQUAL, "x");
    expect(state, "\u00e4mter = x", 8, FILTER_EQUAL, "x");
}

static void test_values(void **state)
{
    expect(state, "office = A = B", 3, FILTER_EQUAL, "A = B");
    expect(state, "office = \"a \"\"b\"\" , c\"", 3, FILTER_EQUAL, "a \"b\" , c");
    expect(state, "office in (\"A, B\", C (old), \"d)\")", 3, FILTER_IN, "A, B|C (old)|d)");
    expect(state, "office between \"a and b\" and c", 3, FILTER_BETWEEN, "a and b|c");
    expect(state, "office between \"a\"and\"b\"", 3, FILTER_BETWEEN, "a|b");
    expect(state, "office between Anders and Andrew", 3, FILTER_BETWEEN, "Anders|Andrew");
    /* Everything behind ~ is the pattern. */
    expect(state, "office ~ a = \"b ", 3, FILTER_MATCH, "a = \"b ");
    expect(state, "office ~  x", 3, FILTER_MATCH, " x");
    expect(state, "office ~ \"\"", 3, FILTER_MATCH, "\"\"");
}

static void refuse(void **state, const char *text, const char *words)
{
    struct fixture *f = *state;
    struct filter filter;
    assert_int_equal(
        filter_read(f->arena, span_string(text), names, NAMES, false, &filter, &f->err),
        STATUS_INVALID);
    if (!strstr(f->err.message, words))
        fail_msg("%s: \"%s\" lacks \"%s\"", text, f->err.message, words);
}

static void test_refusals(void **state)
{
    refuse(state, "", "no filter");
    refuse(state, "age", "no filter");
    refuse(state, "office in North", "no filter");
    refuse(state, "age is", "no filter");
    refuse(state, "\"age = 3", "not closed");
    refuse(state, "= 3", "names no column");
    refuse(state, "age >=", "lacks a value");
    refuse(state, "age ~", "lacks a pattern");
    refuse(state, "ofice = x", "did you mean \"office\"");
    refuse(state, "Standrot = x", "did you mean \"Standort\"");
    refuse(state, "zzzzzzzz = x", "one that is there is \"age\"");
    refuse(state, "office = \"x", "not closed");
    refuse(state, "office = \"x\" y", "goes on");
    refuse(state, "\"office\" x = y", "goes on");
    refuse(state, "office in ()", "list");
    refuse(state, "office in (a,,b)", "list");
    refuse(state, "office in (a,)", "list");
    refuse(state, "office in (a", "list");
    refuse(state, "age between 3", "both");
    refuse(state, "age between 3 and", "both");
    refuse(state, "age between 3 and 4 and 5", "both");
    refuse(state, "age < \"\"", "is empty");
    refuse(state, "age between \"\" and 3", "is empty");
}

static bool same_filter(const struct filter *a, const struct filter *b)
{
    bool same = a->column == b->column && a->op == b->op && a->count == b->count &&
                a->exact == b->exact && a->off == b->off;
    for (size_t i = 0; same && i < a->count; i++)
        same = span_equal(a->texts[i], b->texts[i]);
    return same;
}

static const char *name_of(int64_t id)
{
    return names[id - 1].name;
}

static const char *const written[] = {
    "age >= 25",
    "\"case type\" = \"single parent\"",
    "\"a=b\" != \"\"",
    "\"say \"\"hi\"\"\" < \"x \"\"y\"\"\"",
    "office in (North, \"A, B\", \"\", \"and\")",
    "office not in (2019-03-01)",
    "office between \"and\" and \"a and b\"",
    "office not between 1 and 2",
    "office ~  a = \"b ",
    "office !~ (?i)x",
    "\"born in\" is empty",
    "\"\u00c4mter\" is not empty",
};

static void test_what_is_written_reads_back(void **state)
{
    struct buffer out = {0};
    for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
        struct filter filter = read_filter(state, written[i]);
        buffer_clear(&out);
        assert_true(filter_write(&filter, name_of(filter.column), &out));
        assert_string_equal(out.data, written[i]);
    }
    buffer_free(&out);
}

static void test_words(void **state)
{
    static const char *const said[][2] = {
        {"age >= 25", "age \u2265 25"},
        {"age != 25", "age \u2260 25"},
        {"office in (A, \"B, C\", \"\")", "office in A, B, C, (empty)"},
        {"age between 1 and 2", "age from 1 to 2"},
        {"office = \"\"", "office is empty"},
        {"office not in (\"\")", "office is not empty"},
        {"office ~ ^N{2}", "office matches ^N{2}"},
        {"office is empty", "office is empty"},
    };
    struct buffer out = {0};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        struct filter filter = read_filter(state, said[i][0]);
        buffer_clear(&out);
        assert_true(filter_words(&filter, name_of(filter.column), &out));
        assert_string_equal(out.data, said[i][1]);
    }
    buffer_free(&out);
}

static void test_opposites(void **state)
{
    (void)state;
    for (int op = 0; op < FILTER_OP_COUNT; op++)
        assert_int_equal(filter_opposite(filter_opposite((enum filter_op)op)), op);
    assert_int_equal(filter_opposite(FILTER_LESS), FILTER_GREATER_EQUAL);
}

static void test_json_there_and_back(void **state)
{
    struct fixture *f = *state;
    struct filter filters[sizeof written / sizeof *written];
    struct filter_list list = {filters, sizeof written / sizeof *written}, back, copy;
    const char *json = NULL, *again = NULL;
    for (size_t i = 0; i < list.count; i++) {
        filters[i] = read_filter(state, written[i]);
        filters[i].exact = i % 2;
        filters[i].off = i % 3 == 0;
    }
    assert_int_equal(filter_list_to_json(f->arena, &list, &json, NULL), STATUS_OK);
    assert_int_equal(filter_list_from_json(f->arena, span_string(json), &back, NULL), STATUS_OK);
    assert_int_equal(back.count, list.count);
    for (size_t i = 0; i < list.count; i++)
        assert_true(same_filter(&list.filters[i], &back.filters[i]));
    assert_true(filter_list_copy(f->arena, &back, &copy));
    assert_int_equal(filter_list_to_json(f->arena, &copy, &again, NULL), STATUS_OK);
    assert_string_equal(json, again);
}

/* "others": of no group, each with conditions of its own. */
static void test_none_of_groups(void **state)
{
    struct fixture *f = *state;
    struct filter first[] = {read_filter(state, "office = Ayr"), read_filter(state, "age < 5")};
    struct filter second[] = {read_filter(state, "age is empty")};
    const struct filter_list parts[] = {{first, 2}, {second, 1}};
    struct filter none = {.op = FILTER_NONE_OF, .parts = parts, .part_count = 2};
    struct filter_list list = {&none, 1}, back, copy;
    struct buffer words = {0};
    const char *json = NULL, *again = NULL;
    assert_int_equal(filter_list_to_json(f->arena, &list, &json, NULL), STATUS_OK);
    assert_int_equal(filter_list_from_json(f->arena, span_string(json), &back, NULL), STATUS_OK);
    assert_true(filter_list_equal(&list, &back));
    assert_true(filter_list_copy(f->arena, &back, &copy));
    assert_int_equal(filter_list_to_json(f->arena, &copy, &again, NULL), STATUS_OK);
    assert_string_equal(json, again);
    assert_true(copy.filters[0].parts[1].filters != back.filters[0].parts[1].filters);
    first[1] = read_filter(state, "age < 6");
    assert_false(filter_list_equal(&list, &back));
    assert_true(filter_words(&none, "", &words));
    assert_string_equal(words.data, "none of 2 groups");
    buffer_free(&words);
}

static void test_json_that_is_none(void **state)
{
    static const char *const bad[] = {
        "",
        "{}",
        "[1]",
        "[{\"op\":\"=\",\"values\":[\"x\"]}]",
        "[{\"column\":1,\"op\":\"like\",\"values\":[\"x\"]}]",
        "[{\"column\":1,\"op\":\"=\",\"values\":[]}]",
        "[{\"column\":1,\"op\":\"=\"}]",
        "[{\"column\":1,\"op\":\"between\",\"values\":[\"1\"]}]",
        "[{\"column\":1,\"op\":\"in\",\"values\":[1]}]",
        "[{\"column\":0,\"op\":\"none of\",\"values\":[]}]",
        "[{\"column\":0,\"op\":\"none of\",\"values\":[],\"parts\":[7]}]",
        ("[{\"column\":0,\"op\":\"none of\",\"values\":[],\"parts\":[[{\"column\":0,\"op\":"
         "\"none of\",\"values\":[],\"parts\":[]}]]}]"),
    };
    struct fixture *f = *state;
    struct filter_list list;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(filter_list_from_json(f->arena, span_string(bad[i]), &list, &f->err),
                         STATUS_INVALID);
}

static void test_bitmaps(void **state)
{
    (void)state;
    for (size_t rows = 0; rows < 200; rows++) {
        struct bitmap all, none, copy;
        assert_true(bitmap_make(&all, rows, true));
        assert_true(bitmap_make(&none, rows, false));
        assert_int_equal(all.count, rows);
        bitmap_recount(&all);
        assert_int_equal(all.count, rows);
        bitmap_not(&none);
        assert_int_equal(none.count, rows);
        for (size_t row = 0; row < rows; row += 3)
            none.words[row / 64] &= ~(UINT64_C(1) << row % 64);
        bitmap_recount(&none);
        assert_int_equal(none.count, rows - (rows + 2) / 3);
        assert_true(bitmap_copy(&copy, &none));
        bitmap_not(&copy);
        bitmap_and(&all, &copy);
        assert_int_equal(all.count, (rows + 2) / 3);
        assert_true(rows == 0 || bitmap_has(&all, 0));
        bitmap_free(&all);
        bitmap_free(&none);
        bitmap_free(&copy);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_operators, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_is, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_several, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_values, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refusals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_written_reads_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_words, set_up, tear_down),
        cmocka_unit_test(test_opposites),
        cmocka_unit_test_setup_teardown(test_json_there_and_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_none_of_groups, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_json_that_is_none, set_up, tear_down),
        cmocka_unit_test(test_bitmaps),
    };
    return cmocka_run_group_tests_name("filter", tests, NULL, NULL);
}

/* Values that a system may have put in: the rule and its thresholds, on figures alone. */
#include "core/analysis/system_default.h"

#include <string.h>

#include "tests/support/check.h"

static struct value integer(int64_t number)
{
    return (struct value){.kind = VALUE_INTEGER, .integer = number};
}

static struct value text(const char *string)
{
    return (struct value){.kind = VALUE_TEXT, .text = span_string(string)};
}

/* Of 10,000 rows with a value: how many have the most frequent one, and the next. */
static enum default_sign sign(struct value top, int64_t rows, int64_t second, int64_t distinct)
{
    const struct default_facts facts = {.type = COLUMN_INTEGER,
                                        .filled = 10000,
                                        .distinct = distinct,
                                        .top = top,
                                        .top_rows = rows,
                                        .second_rows = second};
    return system_default_sign(&facts);
}

static void test_placeholders(void **state)
{
    static const int64_t numbers[] = {9, 99, 999, 9999, 99999, -1, -9, -99};
    static const char *const texts[] = {"1900-01-01", "1899-12-30", "1970-01-01 00:00:00",
                                        "9999-12-31", "0000",       "99999"};
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_int_equal(sign(integer(numbers[i]), 100, 50, 3), DEFAULT_PLACEHOLDER);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_int_equal(sign(text(texts[i]), 100, 50, 3), DEFAULT_PLACEHOLDER);
    assert_int_equal(sign(integer(99), 99, 10, 3), DEFAULT_NONE);  /* below 1 % */
    assert_int_equal(sign(integer(99), 100, 51, 3), DEFAULT_NONE); /* below 2 times */
    assert_int_equal(sign(integer(99), 100, 50, 2), DEFAULT_NONE); /* two values are a choice */
    assert_int_equal(sign(integer(98), 100, 50, 3), DEFAULT_NONE);
    assert_int_equal(sign(integer(-10), 100, 50, 3), DEFAULT_NONE);
    assert_int_equal(sign(text("1900-01-03"), 100, 50, 3), DEFAULT_NONE);
    assert_int_equal(sign(text("1900-01-011"), 100, 50, 3), DEFAULT_NONE);
    assert_int_equal(sign(text("9"), 100, 50, 3), DEFAULT_NONE);
    assert_int_equal(sign(text("1111"), 100, 50, 3), DEFAULT_NONE);
}

static void test_zero_and_one(void **state)
{
    (void)state;
    assert_int_equal(sign(integer(0), 1000, 200, 10), DEFAULT_ZERO);
    assert_int_equal(sign(integer(1), 1000, 200, 10), DEFAULT_ZERO);
    assert_int_equal(sign((struct value){.kind = VALUE_DECIMAL, .decimal = 0}, 5000, 10, 300),
                     DEFAULT_ZERO);
    assert_int_equal(sign(integer(0), 999, 100, 10), DEFAULT_NONE);
    assert_int_equal(sign(integer(0), 1000, 201, 10), DEFAULT_NONE);
    assert_int_equal(sign(integer(0), 9000, 200, 9), DEFAULT_NONE); /* children: 0, 1, 2, … */
}

static void test_spikes(void **state)
{
    (void)state;
    assert_int_equal(sign(integer(42), 2000, 200, 10), DEFAULT_SPIKE);
    assert_int_equal(sign(text("Hillcrest"), 2000, 200, 10), DEFAULT_SPIKE);
    assert_int_equal(sign(integer(42), 1999, 100, 10), DEFAULT_NONE);
    assert_int_equal(sign(integer(42), 2000, 201, 10), DEFAULT_NONE);
    assert_int_equal(sign(integer(42), 2000, 100, 9), DEFAULT_NONE);
    struct default_facts none = {.type = COLUMN_INTEGER};
    assert_int_equal(system_default_sign(&none), DEFAULT_NONE);
    struct default_facts yes = {.type = COLUMN_YESNO,
                                .filled = 100,
                                .distinct = 12,
                                .top = integer(0),
                                .top_rows = 90,
                                .second_rows = 1};
    assert_int_equal(system_default_sign(&yes), DEFAULT_NONE);
}

static void test_groups(void **state)
{
    struct default_group offices[] = {
        {.rows = 100}, {.rows = 200}, {.rows = 30, .same = true}, {.rows = 29, .same = true}};
    (void)state;
    assert_int_equal(system_default_groups(offices, 4), 1);
    assert_true(offices[2].found);
    assert_false(offices[0].found || offices[1].found || offices[3].found);
    offices[3].rows = 30; /* as many as half of those that vary, and no more */
    assert_int_equal(system_default_groups(offices, 4), 0);
    assert_false(offices[2].found);
    assert_int_equal(system_default_groups(offices + 1, 2), 0); /* only one varies */
    assert_int_equal(system_default_groups(offices, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_placeholders),
        cmocka_unit_test(test_zero_and_one),
        cmocka_unit_test(test_spikes),
        cmocka_unit_test(test_groups),
    };
    return cmocka_run_group_tests_name("system_default", tests, NULL, NULL);
}

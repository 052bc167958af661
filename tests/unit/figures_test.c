/* The pure parts of summaries, column cards and searches. */
#include "tests/support/check.h"

#include <stdio.h>

#include "core/analysis/needle.h"
#include "core/analysis/total.h"

static struct value whole(int64_t number)
{
    return (struct value){.kind = VALUE_INTEGER, .integer = number};
}

static struct value decimal(double number)
{
    return (struct value){.kind = VALUE_DECIMAL, .decimal = number};
}

static void add_all(struct total *total, const struct value *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        total_add(total, &values[i]);
}

static void whole_numbers_add_up_exactly(void **state)
{
    (void)state;
    struct total total = {0};
    char text[64];
    const struct value values[] = {
        whole(INT64_MAX), whole(INT64_MAX), whole(3), {.kind = VALUE_EMPTY}, whole(INT64_MIN)};
    add_all(&total, values, 4);
    assert_string_equal(total_sum_text(&total, 2, text, sizeof text), "18,446,744,073,709,551,617");
    total_add(&total, &values[4]);
    total_add(&total, &values[4]);
    total_add(&total, &values[4]);
    assert_string_equal(total_sum_text(&total, 2, text, sizeof text), "-9,223,372,036,854,775,807");
    assert_int_equal(total.rows, 7);
    assert_int_equal(total.empty, 1);
    assert_int_equal(total.least.integer, INT64_MIN);
    assert_int_equal(total.greatest.integer, INT64_MAX);
}

static void decimals_do_not_drift(void **state)
{
    (void)state;
    struct total total = {0};
    char text[64];
    const struct value big = decimal(1e16), minus = decimal(-1e16), tenth = decimal(0.1);
    total_add(&total, &big);
    for (int i = 0; i < 10000; i++)
        total_add(&total, &tenth);
    total_add(&total, &minus);
    assert_string_equal(total_sum_text(&total, 6, text, sizeof text), "1,000");
    struct total few = {0};
    const struct value values[] = {decimal(-1234.5), whole(0), decimal(0.25)};
    add_all(&few, values, 3);
    assert_string_equal(total_sum_text(&few, 2, text, sizeof text), "-1,234.25");
    assert_true(total_average(&few) < -411.41 && total_average(&few) > -411.42);
    const struct value tiny = decimal(-0.001), huge = decimal(1e300);
    assert_string_equal(total_number_text(&tiny, 2, text, sizeof text), "0");
    assert_string_equal(total_number_text(&huge, 2, text, sizeof text), "1e+300");
}

static void texts_give_first_and_last(void **state)
{
    (void)state;
    struct total total = {0};
    static const char *const dates[] = {"2019-03-01", "2018-01-31", "2020-12-24"};
    for (size_t i = 0; i < 3; i++) {
        struct value value = {.kind = VALUE_TEXT, .text = span_string(dates[i])};
        total_add(&total, &value);
    }
    assert_string_equal(total.first_text, "2018-01-31");
    assert_string_equal(total.last_text, "2020-12-24");
    assert_int_equal(total.texts, 3);
    assert_int_equal(total.numbers, 0);
}

static bool is_in(const char *needle_text, const char *text)
{
    struct needle needle = {0};
    assert_true(needle_set(&needle, span_string(needle_text)));
    bool in = needle_in(&needle, span_string(text));
    needle_free(&needle);
    return in;
}

static void needles_do_not_mind_case(void **state)
{
    (void)state;
    assert_true(is_in("KITCH", "in kitchener"));
    assert_true(is_in("er", "KITCHENER"));
    assert_false(is_in("kitchener x", "kitchener"));
    assert_true(is_in("MÜLL", "Frau müller"));
    assert_true(is_in("muller", "MULLER é"));
    assert_true(is_in("k", "\xE2\x84\xAA")); /* the sign for kelvin */
    assert_false(is_in("é", "cafe"));
    assert_false(is_in("", "x"));
    assert_false(is_in("x", ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_numbers_add_up_exactly),
        cmocka_unit_test(decimals_do_not_drift),
        cmocka_unit_test(texts_give_first_and_last),
        cmocka_unit_test(needles_do_not_mind_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

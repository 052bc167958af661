/* Axes of time: what labels mean, and ticks that are the beginnings of periods and fit. */
#include "tests/support/check.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/analysis/chart_time.h"
#include "core/base/calendar.h"
#include "tests/support/random_table.h"

static double day(int year, int month, int of_month)
{
    return (double)calendar_day(year, month, of_month);
}

static void expect_label(const char *label, double begin, enum chart_period period, double next)
{
    double found;
    enum chart_period found_period;
    assert_true(chart_time_read(span_string(label), &found, &found_period));
    assert_true(fabs(found - begin) < 1e-9);
    assert_int_equal(found_period, period);
    assert_true(fabs(chart_time_next(found, period) - next) < 1e-9);
}

static void test_labels_are_times(void **state)
{
    static const char *const none[] = {"",           "19",      "2019-Q5", "2019-13",
                                       "2019-02-30", "20-24",   "Kitchen", "2019-W01",
                                       "(empty)",    "201Q-Q1", "2019-3-1"};
    double begin;
    enum chart_period period;
    (void)state;
    expect_label("2019", day(2019, 1, 1), PERIOD_YEAR, day(2020, 1, 1));
    expect_label("2019-Q4", day(2019, 10, 1), PERIOD_QUARTER, day(2020, 1, 1));
    expect_label("2020-02", day(2020, 2, 1), PERIOD_MONTH, day(2020, 3, 1));
    expect_label("2020-02-28", day(2020, 2, 28), PERIOD_DAY, day(2020, 2, 29));
    expect_label("2019-03-31 12:00:00", day(2019, 3, 31) + 0.5, PERIOD_MOMENT,
                 day(2019, 3, 31) + 0.5);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(chart_time_read(span_string(none[i]), &begin, &period));
}

/* The texts, parted by blanks. */
static void expect_ticks(double begin, double end, enum chart_period period, int cells,
                         const char *wanted)
{
    struct chart_time_ticks ticks;
    char found[2000] = "";
    chart_time_ticks(begin, end, period, cells, &ticks);
    for (int i = 0; i < ticks.count; i++)
        snprintf(found + strlen(found), sizeof found - strlen(found), "%s%s", i > 0 ? " " : "",
                 ticks.texts[i]);
    assert_string_equal(found, wanted);
}

static void test_ticks_begin_periods(void **state)
{
    (void)state;
    expect_ticks(day(2019, 1, 1), day(2019, 12, 1), PERIOD_MONTH, 100,
                 "2019-01 2019-02 2019-03 2019-04 2019-05 2019-06 2019-07 2019-08 2019-09 2019-10 "
                 "2019-11 2019-12");
    expect_ticks(day(2019, 1, 1), day(2019, 12, 1), PERIOD_MONTH, 48,
                 "2019-01 2019-03 2019-05 2019-07 2019-09 2019-11");
    expect_ticks(day(2019, 1, 1), day(2019, 12, 1), PERIOD_MONTH, 20, "2019-01 2019-07");
    expect_ticks(day(2019, 2, 1), day(2021, 11, 1), PERIOD_MONTH, 30, "2020 2021");
    expect_ticks(day(2018, 1, 1), day(2019, 10, 1), PERIOD_QUARTER, 70,
                 "2018-Q1 2018-Q2 2018-Q3 2018-Q4 2019-Q1 2019-Q2 2019-Q3 2019-Q4");
    expect_ticks(day(1990, 1, 1), day(2019, 1, 1), PERIOD_YEAR, 40,
                 "1990 1995 2000 2005 2010 2015");
    expect_ticks(day(2019, 3, 1), day(2019, 3, 31), PERIOD_DAY, 60,
                 "2019-03-04 2019-03-11 2019-03-18 2019-03-25");
    expect_ticks(day(2019, 3, 1), day(2019, 3, 1) + 0.5, PERIOD_MOMENT, 30,
                 "03-01 00:00 03-01 06:00 03-01 12:00");
    expect_ticks(day(2019, 3, 1), day(2019, 3, 1), PERIOD_MONTH, 30, "2019-03");
    expect_ticks(day(2019, 3, 9), day(2019, 3, 12), PERIOD_DAY, 12, "2019-03-11");
    expect_ticks(day(2019, 3, 9), day(2019, 3, 12), PERIOD_DAY, 5, "");
}

static void test_ticks_are_in_order_and_have_room(void **state)
{
    uint64_t chance = 5;
    (void)state;
    for (int round = 0; round < 3000; round++) {
        static const double spans[] = {0.01, 1, 30, 400, 9000, 200000};
        double begin = day(1600, 1, 1) + chance_below(&chance, 200000);
        double end = begin + spans[chance_below(&chance, 6)] * chance_below(&chance, 1000) / 1000;
        enum chart_period period = (enum chart_period)chance_below(&chance, 5);
        int cells = (int)chance_below(&chance, 150);
        struct chart_time_ticks ticks;
        chart_time_ticks(begin, end, period, cells, &ticks);
        assert_true(ticks.count <= CHART_TIME_TICKS);
        assert_true(ticks.count > 0 || cells < 10);
        for (int i = 0; i < ticks.count; i++) {
            assert_true(ticks.at[i] >= begin - 1e-6 && ticks.at[i] <= end + 1e-6);
            assert_int_equal(strlen(ticks.texts[i]), ticks.cells);
            if (i > 0)
                assert_true((ticks.at[i] - ticks.at[i - 1]) / (end - begin) * cells >=
                            ticks.cells + 1);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labels_are_times),
        cmocka_unit_test(test_ticks_begin_periods),
        cmocka_unit_test(test_ticks_are_in_order_and_have_room),
    };
    return cmocka_run_group_tests_name("chart time", tests, NULL, NULL);
}

/*
 * The arithmetic of charts against worked examples: labellings as the reference implementation
 * of their authors gives them (the package "labeling" of R), bands, quartiles and shares of
 * data sets that every statistics program has, worked out by R.
 */
#include "tests/support/check.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/chart_bins.h"
#include "core/analysis/chart_box.h"
#include "core/analysis/chart_scale.h"
#include "core/analysis/chart_share.h"
#include "core/analysis/number_text.h"
#include "tests/support/random_table.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void assert_near(double found, double wanted)
{
    if (!(fabs(found - wanted) <= 1e-9 * fmax(1, fabs(wanted))))
        fail_msg("%.17g is not %.17g", found, wanted);
}

/* ---- ticks ---- */

static void test_labellings_are_those_of_their_authors(void **state)
{
    static const struct {
        double least, greatest;
        int wanted;
        bool loose;
        double first, step;
        int count;
    } examples[] = {
        {8.1, 14.1, 4, false, 8, 2, 4},
        {0, 10, 5, false, 0, 2.5, 5},
        {0, 29.5, 5, false, 0, 10, 4},
        {-3.2, 7.9, 5, false, -2.5, 2.5, 5},
        {0, 12408, 5, false, 0, 2500, 6},
        {0.001, 0.0042, 4, false, 0.001, 0.001, 4},
        {-100, 100, 5, false, -100, 50, 5},
        {1, 7, 6, false, 1, 1, 7},
        {0, 1, 5, false, 0, 0.25, 5},
        {0, 214, 4, false, 0, 100, 3},
        {1234567, 7654321, 6, false, 1e6, 1e6, 8},
        {98, 102, 3, false, 98, 2, 3},
        {0, 100, 10, false, 0, 10, 11},
        {17, 65, 8, false, 20, 5, 10},
        {-0.7, -0.1, 4, false, -0.75, 0.25, 4},
        {0, 1e9, 5, false, 0, 2.5e8, 5},
        {2, 2.0001, 5, false, 2, 0.000025, 5},
        {8.1, 14.1, 4, true, 7.5, 2.5, 4},
        {-3.2, 7.9, 5, true, -4, 2, 7},
        {0.001, 0.0042, 4, true, 0.0008, 0.0012, 4},
        {0, 214, 4, true, 0, 80, 4},
        {17, 65, 8, true, 15, 5, 11},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(examples); i++) {
        struct chart_labelling found = chart_labelling_find(examples[i].least, examples[i].greatest,
                                                            examples[i].wanted, examples[i].loose);
        assert_near(found.first, examples[i].first);
        assert_near(found.step, examples[i].step);
        assert_int_equal(found.count, examples[i].count);
    }
}

static void test_an_axis_holds_its_data_and_its_ticks(void **state)
{
    uint64_t chance = 7;
    (void)state;
    for (int round = 0; round < 3000; round++) {
        double size = pow(10, (double)chance_below(&chance, 24) - 12);
        double a = ((double)chance_below(&chance, 20001) - 10000) * size;
        double b = a + (double)chance_below(&chance, 10000) * size;
        int most = 2 + (int)chance_below(&chance, 10);
        struct chart_scale scale = chart_scale_make(a, b, most, round % 2 == 0);
        assert_true(scale.low < scale.high && scale.low <= a && scale.high >= b);
        assert_true(scale.count >= 1 && scale.step > 0);
        for (int i = 0; i < scale.count; i++) {
            double tick = chart_scale_tick(&scale, i);
            double room = (scale.high - scale.low) * 1e-9;
            assert_true(tick >= scale.low - room && tick <= scale.high + room);
        }
        if (round % 2 == 1)
            assert_true(scale.count <= most);
        assert_near(chart_scale_place(&scale, scale.low), 0);
        assert_near(chart_scale_place(&scale, scale.high), 1);
    }
}

static void test_odd_ranges_have_an_axis(void **state)
{
    static const double odd[][2] = {{0, 0},       {5, 5},         {-5, -5},
                                    {1, 0},       {1e300, 1e300}, {-DBL_MAX, DBL_MAX},
                                    {0, DBL_MIN}, {NAN, NAN},     {1e15, 1e15 + 1}};
    (void)state;
    for (size_t i = 0; i < COUNT(odd); i++) {
        struct chart_scale scale = chart_scale_make(odd[i][0], odd[i][1], 5, true);
        assert_true(scale.low < scale.high && isfinite(scale.low) && isfinite(scale.high));
        assert_true(isfinite(scale.step) && scale.step > 0);
    }
    struct chart_scale three = chart_scale_make(0, 3, 6, true);
    assert_int_equal(three.count, 4); /* no half a row */
    assert_int_equal(three.decimals, 0);
    assert_int_equal(chart_scale_make(0, 1, 5, false).decimals, 2);
}

static void test_numbers_are_written_for_people(void **state)
{
    char out[NUMBER_TEXT_SIZE];
    (void)state;
    assert_string_equal(number_text(12408, 0, out), "12,408");
    assert_string_equal(number_text(-1234.56, 1, out), "-1,234.6");
    assert_string_equal(number_text(-0.04, 1, out), "0.0");
    assert_string_equal(number_text(1e18, 0, out), "1e+18");
    assert_int_equal(number_decimals(0.125, 6), 3);
    assert_int_equal(number_decimals(1.0 / 3, 4), 4);
    assert_int_equal(number_decimals(1e12, 4), 0);
}

/* ---- bands ---- */

/* Old Faithful: 272 waiting times, quartiles 58 and 82, width 7.41 by the rule. */
static void test_bands_by_freedman_and_diaconis(void **state)
{
    const struct chart_bins_data waiting = {43, 58, 82, 96, 272, true, 0, false, 0, 0};
    const struct chart_bins_data eruptions = {1.6,   2.16275, 4.45425, 5.1, 272,
                                              false, 0,       false,   0,   0};
    (void)state;
    assert_true(fabs(chart_bins_rule(58, 82, 272) - 7.408295) < 1e-6);
    assert_true(fabs(chart_bins_rule(2.16275, 4.45425, 272) - 0.7073378) < 1e-7);
    assert_true(fabs(chart_bins_rule(5.25, 11.5, 14) - 5.186416) < 1e-6);
    struct chart_bins bins = chart_bins_make(&waiting, 0);
    assert_near(bins.width, 5);
    assert_near(bins.from, 40);
    assert_near(bins.to, 100);
    assert_int_equal(bins.count, 12);
    bins = chart_bins_make(&eruptions, 0);
    assert_near(bins.width, 0.5);
    assert_near(chart_bins_edge(&bins, 0), 1.5);
    assert_near(chart_bins_edge(&bins, bins.count), 5.5);
    assert_int_equal(bins.count, 8);
    assert_near(chart_bins_make(&waiting, 3).width, 3); /* as a person wants it */
}

static void test_a_number_far_away_leaves_the_others_apart(void **state)
{
    const struct chart_bins_data data = {0, 20, 40, 1e12, 1000, true, 0, false, 0, 0};
    const struct chart_bins_data same = {7, 7, 7, 7, 100, true, 0, false, 0, 0};
    const struct chart_bins_data half = {0, 0, 0, 63, 1024, true, 0, false, 0, 0};
    (void)state;
    struct chart_bins bins = chart_bins_make(&data, 0);
    assert_true(bins.count <= CHART_BINS_MOST && bins.above && !bins.below);
    assert_true(bins.from <= 0 && bins.to >= 100 && bins.to <= 120);
    bins = chart_bins_make(&same, 0);
    assert_int_equal(bins.count, 1);
    assert_near(bins.width, 1);
    bins = chart_bins_make(&half, 0); /* Sturges: 63 / 11 */
    assert_near(bins.width, 5);
}

static void test_every_number_is_in_one_band(void **state)
{
    uint64_t chance = 11;
    (void)state;
    for (int round = 0; round < 2000; round++) {
        double size = pow(10, (double)chance_below(&chance, 12) - 6);
        double least = ((double)chance_below(&chance, 4001) - 2000) * size;
        double lower = least + chance_below(&chance, 100) * size;
        double upper = lower + chance_below(&chance, 100) * size;
        double far = chance_below(&chance, 4) == 0 ? 1e7 : 100;
        const struct chart_bins_data data = {least,
                                             lower,
                                             upper,
                                             upper + chance_below(&chance, 100) * size * far,
                                             1 + (int64_t)chance_below(&chance, 100000),
                                             false,
                                             0,
                                             false,
                                             0,
                                             0};
        struct chart_bins bins = chart_bins_make(&data, 0);
        assert_true(bins.count >= 1 && bins.count <= CHART_BINS_MOST);
        assert_true(bins.below || bins.from <= data.least);
        assert_true(bins.above || bins.to > data.greatest);
        assert_true(bins.from <= data.lower && bins.to > data.upper);
        for (size_t i = 0; i < bins.count; i++)
            assert_true(chart_bins_edge(&bins, i) < chart_bins_edge(&bins, i + 1));
    }
}

static void test_the_next_width_is_round(void **state)
{
    (void)state;
    assert_near(chart_bins_next(1, 1, true), 2);
    assert_near(chart_bins_next(5, 1, true), 10);
    assert_near(chart_bins_next(3, 1, true), 5);
    assert_near(chart_bins_next(3, -1, true), 2);
    assert_near(chart_bins_next(10, -1, true), 5);
    assert_near(chart_bins_next(1, -1, true), 1);
    assert_near(chart_bins_next(1, -1, false), 0.5);
    assert_near(chart_bins_next(0.002, 1, false), 0.005);
}

/* ---- boxes ---- */

/* Horse powers of the 32 cars of "mtcars". */
static void test_quartiles_and_whiskers(void **state)
{
    static const double powers[] = {52,  62,  65,  66,  66,  91,  93,  95,  97,  105, 109,
                                    110, 110, 110, 113, 123, 123, 150, 150, 175, 175, 175,
                                    180, 180, 180, 205, 215, 230, 245, 245, 264, 335};
    struct chart_weight numbers[COUNT(powers)] = {{0, 0}};
    struct chart_box box;
    size_t count = 0;
    (void)state;
    for (size_t i = 0; i < COUNT(powers); i++) {
        if (count > 0 && numbers[count - 1].number >= powers[i])
            numbers[count - 1].rows++;
        else
            numbers[count++] = (struct chart_weight){powers[i], 1};
    }
    chart_box_make(&box, numbers, count);
    assert_int_equal(box.rows, 32);
    assert_near(box.lower, 96.5);
    assert_near(box.median, 123);
    assert_near(box.upper, 180);
    assert_near(box.low, 52);
    assert_near(box.high, 264);
    assert_int_equal(box.far_count, 1);
    assert_int_equal(box.far_rows, 1);
    assert_near(box.far[0], 335);
    chart_box_make(&box, numbers, 0);
    assert_int_equal(box.rows, 0);
    chart_box_make(&box, numbers, 1);
    assert_near(box.lower + box.median + box.upper + box.low + box.high, 5 * 52);
}

static void test_the_farthest_are_kept(void **state)
{
    enum { MANY = 400 };
    struct chart_weight numbers[MANY + 1];
    struct chart_box box;
    (void)state;
    numbers[0] = (struct chart_weight){0, 100000};
    for (int i = 1; i <= MANY; i++)
        numbers[i] = (struct chart_weight){i, 2};
    chart_box_make(&box, numbers, MANY + 1);
    assert_int_equal(box.far_rows, 2 * MANY);
    assert_in_range(box.far_count, 2, CHART_BOX_FAR);
    assert_near(box.far[box.far_count - 1], MANY);
    assert_near(box.high, 0);
    numbers[MANY / 2].rows = 200000; /* a middle half of some width */
    chart_box_make(&box, numbers, MANY + 1);
    assert_near(box.upper, (double)MANY / 2);
    for (int i = 0; i <= MANY; i++)
        numbers[i] = (struct chart_weight){i, i < 40 ? 1000 : 1};
    chart_box_make(&box, numbers, MANY + 1);
    assert_true(box.high < 80);
    assert_in_range(box.far_count, 41, CHART_BOX_FAR);
    assert_near(box.far[0], box.high + 1);
    assert_near(box.far[box.far_count - 1], MANY);
    for (size_t i = 1; i < box.far_count; i++) /* no hole where there are numbers */
        assert_true(box.far[i] > box.far[i - 1] &&
                    (box.far[i] - box.far[i - 1] < 10 || box.far[i] > MANY - 20));
}

/* ---- shares ---- */

/* The 48 largest islands: a tenth of them (5) has 83 % of the land. */
static void test_shares_of_the_largest(void **state)
{
    static const double islands[] = {
        16988, 11506, 9390, 6795, 5500, 3745, 2968, 840, 306, 280, 227, 184, 183, 89, 84, 82,
        82,    73,    58,   49,   44,   43,   43,   42,  40,  36,  33,  32,  30,  30, 29, 29,
        26,    25,    23,   21,   19,   16,   16,   16,  15,  15,  14,  14,  13,  13, 13, 12};
    double total;
    (void)state;
    assert_true(chart_share_total(islands, COUNT(islands), &total));
    struct chart_share share = chart_share_telling(islands, COUNT(islands));
    assert_int_equal(share.groups, 5);
    assert_int_equal(share.of_groups, 48);
    assert_near(total, 60131);
    assert_true(fabs(share.part_of_total - 0.8344947) < 1e-7);
    assert_int_equal(chart_share_telling(islands, 4).groups, 1);
    assert_near(chart_share_of(islands, 48, 48).part_of_total, 1);
    assert_false(chart_share_total((const double[]){1, -1, 3}, 3, &total));
    assert_false(chart_share_total((const double[]){0, 0}, 2, &total));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labellings_are_those_of_their_authors),
        cmocka_unit_test(test_an_axis_holds_its_data_and_its_ticks),
        cmocka_unit_test(test_odd_ranges_have_an_axis),
        cmocka_unit_test(test_numbers_are_written_for_people),
        cmocka_unit_test(test_bands_by_freedman_and_diaconis),
        cmocka_unit_test(test_a_number_far_away_leaves_the_others_apart),
        cmocka_unit_test(test_every_number_is_in_one_band),
        cmocka_unit_test(test_the_next_width_is_round),
        cmocka_unit_test(test_quartiles_and_whiskers),
        cmocka_unit_test(test_the_farthest_are_kept),
        cmocka_unit_test(test_shares_of_the_largest),
    };
    return cmocka_run_group_tests_name("chart figures", tests, NULL, NULL);
}

/* Tests of differences against published examples, against values that R 4 gives, and, where
 * ties are in the way of both, against counting everything out. */
#include "core/analysis/significance.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/tail.h"
#include "tests/support/check.h"
#include "tests/support/random_table.h"

/* The first digits are right: as many as were published. */
static void check_near(double value, double expected, double relative)
{
    if (!(fabs(value - expected) <= fabs(expected) * relative))
        fail_msg("%.15g, expected %.15g", value, expected);
}

/* pchisq, pnorm and dhyper of R. */
static void test_tails(void **state)
{
    static const struct {
        double x, df, p;
    } squares[] = {{1, 1, 0.317310507863},
                   {10, 7, 0.188573467513},
                   {100, 120, 0.907734948041},
                   {75200, 75000, 0.302347610191},
                   {1e-3, 2, 0.999500124979},
                   {40, 3, 1.06550903343e-08},
                   {700, 500, 7.72899211122e-09},
                   {80000, 75000, 6.73251870271e-37},
                   {0, 4, 1},
                   {-1, 4, 1}};
    (void)state;
    for (size_t i = 0; i < sizeof squares / sizeof *squares; i++)
        check_near(tail_chi_square(squares[i].x, squares[i].df), squares[i].p, 1e-9);
    check_near(tail_normal(0.5), 0.617075077452, 1e-11);
    check_near(tail_normal(-1.96), 4.99957902964e-02, 1e-11);
    check_near(tail_normal(6), 1.97317529008e-09, 1e-10);
    check_near(tail_normal(20), 5.50724823721e-89, 1e-10);
    check_near(hypergeometric(3, 30, 10, 7), 0.285587975243, 1e-10);
    check_near(hypergeometric(0, 10005, 5, 400), 0.815423640918, 1e-9);
    check_near(hypergeometric(50, 1000, 100, 480), 0.076765157430, 1e-9);
    assert_true(hypergeometric(4, 30, 3, 7) == 0 && hypergeometric(0, 10, 8, 5) == 0);
}

/* sum(abs(k - marked * drawn / all) * dhyper(k, …)) in R. */
static void test_mean_deviation(void **state)
{
    (void)state;
    check_near(hypergeometric_deviation(30, 10, 7), 0.913881520778, 1e-10);
    check_near(hypergeometric_deviation(1000, 3, 1), 0.005982, 1e-10);
    check_near(hypergeometric_deviation(10000, 100, 37), 0.509848377537, 1e-10);
    check_near(hypergeometric_deviation(50, 25, 25), 1.446172097105, 1e-10);
    assert_true(hypergeometric_deviation(1000, 10, 1000) == 0);
    assert_true(hypergeometric_deviation(0, 0, 0) == 0);
}

/* Aspirin and heart attacks: A. Agresti, Categorical Data Analysis, 2nd edition, 3.1: 189 of
 * 11,034 with placebo, 104 of 11,037 with aspirin: chi-square 25.0, z its root. */
static void test_two_proportions(void **state)
{
    const struct count_pair hits = {189, 104}, of = {11034, 11037};
    (void)state;
    struct significance shares = significance_of_shares(hits, of);
    check_near(shares.statistic * shares.statistic, 25.01388397, 1e-9);
    check_near(shares.p, 5.69189697e-07, 1e-8);
    assert_false(shares.exact);
    shares = significance_of_shares((struct count_pair){104, 189}, (struct count_pair){of.b, of.a});
    check_near(shares.statistic, -sqrt(25.01388397), 1e-9);
}

/* R's examples of fisher.test: the lady tasting tea (Fisher, 1935) and the convictions of
 * like-sex twins (Fisher, 1970). */
static void test_exact_shares(void **state)
{
    (void)state;
    struct significance tea =
        significance_of_shares((struct count_pair){3, 1}, (struct count_pair){4, 4});
    assert_true(tea.exact);
    check_near(tea.p, 0.485714286, 1e-9);
    struct significance twins =
        significance_exact_shares((struct count_pair){2, 15}, (struct count_pair){12, 18});
    check_near(twins.p, 0.000536724119, 1e-9);
    assert_true(significance_of_shares((struct count_pair){0, 0}, (struct count_pair){9, 9}).p ==
                1);
    assert_true(significance_of_shares((struct count_pair){9, 9}, (struct count_pair){9, 9}).p ==
                1);
    assert_true(significance_of_shares((struct count_pair){0, 3}, (struct count_pair){0, 9}).p ==
                1);
}

/* Party and gender: A. Agresti, An Introduction to Categorical Data Analysis, 2007, p. 38, in
 * R's example of chisq.test; smokers in four studies: J. L. Fleiss, Statistical Methods for
 * Rates and Proportions, 1981, p. 139, in R's example of prop.test. */
static void test_tables(void **state)
{
    static const struct count_pair party[] = {{762, 484}, {327, 239}, {468, 477}};
    static const struct count_pair smokers[] = {
        {83, 86 - 83}, {90, 93 - 90}, {0, 0}, {129, 136 - 129}, {70, 82 - 70}};
    (void)state;
    struct significance table = significance_of_table(party, 3);
    check_near(table.statistic, 30.0701491, 1e-8);
    check_near(table.p, 2.95358918e-07, 1e-8);
    assert_true(table.df == 2);
    table = significance_of_table(smokers, 5);
    check_near(table.statistic, 12.6004113, 1e-8);
    check_near(table.p, 0.00558547666, 1e-8);
    assert_true(table.df == 3);
    assert_true(significance_of_table(party, 1).p == 1);
}

/* Small counts, against dealing the same units to A and B at random. */
static void test_sparse_tables(void **state)
{
    enum { COLUMNS = 40, UNITS = 5, ROUNDS = 4000 };
    struct count_pair seen[COLUMNS], dealt[COLUMNS];
    unsigned rounds = getenv("DATAJAM_SLOW") ? 400 : ROUNDS, as_far = 0;
    uint64_t chance = 11;
    (void)state;
    for (size_t i = 0; i < COLUMNS; i++)
        seen[i] = (struct count_pair){i % 4 == 0 ? 4 : i % 4, i % 4 == 0 ? 1 : UNITS - i % 4};
    struct significance table = significance_of_table(seen, COLUMNS);
    assert_true(table.p > 0.02 && table.p < 0.5);
    for (unsigned round = 0; round < rounds; round++) {
        unsigned left = COLUMNS * UNITS, left_a = 100;
        for (size_t i = 0; i < COLUMNS; i++) {
            dealt[i] = (struct count_pair){0, 0};
            for (int unit = 0; unit < UNITS; unit++, left--) {
                bool in_a = chance_below(&chance, left) < left_a;
                left_a -= in_a;
                dealt[i].a += in_a;
                dealt[i].b += !in_a;
            }
        }
        as_far += significance_of_table(dealt, COLUMNS).statistic >= table.statistic - 1e-9;
    }
    check_near((double)as_far / rounds, table.p, 0.15);
}

/* ---- ranks ---- */

enum { UNITS_MOST = 64 };

static int by_number(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Numbers of A and B as counts of values in order. */
static size_t count_values(const double *a, size_t a_count, const double *b, size_t b_count,
                           struct count_pair *out)
{
    double all[UNITS_MOST];
    size_t count = 0;
    memcpy(all, a, a_count * sizeof *all);
    memcpy(all + a_count, b, b_count * sizeof *all);
    qsort(all, a_count + b_count, sizeof *all, by_number);
    for (size_t i = 0; i < a_count + b_count; i++) {
        if (i > 0 && all[i] == all[i - 1])
            continue;
        out[count] = (struct count_pair){0, 0};
        for (size_t k = 0; k < a_count; k++)
            out[count].a += a[k] == all[i];
        for (size_t k = 0; k < b_count; k++)
            out[count].b += b[k] == all[i];
        count++;
    }
    return count;
}

/* Permeability of membranes: M. Hollander & D. A. Wolfe, Nonparametric Statistical Methods,
 * 1973, p. 69, in R's example of wilcox.test: W = 35, p = 0.1272 on one side. */
static void test_ranks_exact(void **state)
{
    static const double term[] = {0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
    static const double early[] = {1.15, 0.88, 0.90, 0.74, 1.21};
    struct count_pair values[UNITS_MOST];
    (void)state;
    size_t count = count_values(term, 10, early, 5, values);
    struct significance ranks = significance_of_ranks(values, count);
    assert_true(ranks.exact);
    check_near(ranks.p, 0.254412254, 1e-8);
    check_near(significance_superiority(values, count), 35 / 50.0, 1e-12);
}

/* Ozone in New York in May and August 1973, with many ties: R's example of wilcox.test, from
 * J. M. Chambers et al., Graphical Methods for Data Analysis, 1983: W = 127.5. */
static void test_ranks_with_ties(void **state)
{
    static const double may[] = {41, 36, 12, 18, 28, 23, 19, 8, 7,  16, 11, 14,  18,
                                 14, 34, 6,  30, 11, 1,  11, 4, 32, 23, 45, 115, 37};
    static const double august[] = {39, 9,  16, 78, 35, 66, 122, 89,  110, 44, 28,  65, 22,
                                    59, 23, 31, 44, 21, 9,  45,  168, 73,  76, 118, 84, 85};
    struct count_pair values[UNITS_MOST];
    (void)state;
    size_t count = count_values(may, 26, august, 26, values);
    struct significance ranks = significance_of_ranks(values, count);
    assert_false(ranks.exact);
    check_near(ranks.p, 0.000120807831, 1e-8);
    assert_true(ranks.statistic < 0);
    check_near(significance_superiority(values, count) * 26 * 26, 127.5, 1e-12);
}

/* All ways to deal the units to A and B, one by one. */
static double deal_out(const double *all, size_t units, size_t to_a, unsigned seen_set)
{
    double rank[UNITS_MOST], seen = 0, below = 0, above = 0, ways = 0;
    for (size_t i = 0; i < units; i++) {
        double less = 0, same = 0;
        for (size_t k = 0; k < units; k++) {
            less += all[k] < all[i];
            same += all[k] == all[i];
        }
        rank[i] = less + (same + 1) / 2;
        seen += seen_set >> i & 1 ? rank[i] : 0;
    }
    for (unsigned set = 0; set < 1U << units; set++) {
        double sum = 0;
        for (size_t i = 0; i < units; i++)
            sum += set >> i & 1 ? rank[i] : 0;
        if ((size_t)__builtin_popcount(set) != to_a)
            continue;
        ways++;
        below += sum <= seen;
        above += sum >= seen;
    }
    return fmin(1, 2 * fmin(below, above) / ways);
}

static void test_ranks_counted_out(void **state)
{
    enum { UNITS = 11, ROUNDS = 40 };
    uint64_t chance = 7;
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        double all[UNITS], a[UNITS] = {0}, b[UNITS] = {0};
        size_t a_count = 0, b_count = 0;
        unsigned set = 1 + chance_below(&chance, (1U << UNITS) - 2);
        for (size_t i = 0; i < UNITS; i++) {
            all[i] = chance_below(&chance, 5);
            if (set >> i & 1)
                a[a_count++] = all[i];
            else
                b[b_count++] = all[i];
        }
        struct count_pair values[UNITS_MOST];
        size_t count = count_values(a, a_count, b, b_count, values);
        check_near(significance_of_ranks(values, count).p, deal_out(all, UNITS, a_count, set),
                   1e-12);
    }
}

static void test_ranks_of_nothing(void **state)
{
    static const struct count_pair same[] = {{30, 40}}, only_a[] = {{3, 0}, {4, 0}};
    (void)state;
    assert_true(significance_of_ranks(same, 1).p == 1);
    assert_true(significance_of_ranks(only_a, 2).p == 1);
    assert_true(significance_of_ranks(NULL, 0).p == 1);
    assert_true(significance_superiority(only_a, 2) == 0.5);
    assert_true(significance_superiority(same, 1) == 0.5);
}

/* ---- many tests ---- */

/* The example of many textbooks, as p.adjust(…, "holm") has it. */
static void test_holm(void **state)
{
    const double p[] = {.01, .04, .03, .005}, expected[] = {.03, .06, .06, .02};
    double out[4], many[] = {0.9, 0.6};
    (void)state;
    assert_true(significance_holm(p, 4, out));
    for (size_t i = 0; i < 4; i++)
        check_near(out[i], expected[i], 1e-12);
    assert_true(significance_holm(many, 2, many));
    assert_true(many[0] == 1 && many[1] == 1);
    assert_true(significance_holm(p, 0, out));
}

/* Fifteen comparisons of two treatments: Y. Benjamini & Y. Hochberg, Controlling the False
 * Discovery Rate, J. R. Statist. Soc. B 57, 1995, section 4.1, where 0.05 is left to the least
 * three of them when all are looked at. The steps are those of S. Holm, A Simple Sequentially
 * Rejective Multiple Test Procedure, Scand. J. Statist. 6, 1979: 15, 14, 13, … times. */
static void test_holm_published(void **state)
{
    const double p[] = {.0344, .0001, .4262, .0019, .0201, .0004, .0095, .0278,
                        .3240, .0298, .0459, .5719, .6528, .7590, 1.0000};
    static const struct {
        size_t place;
        double p;
    } expected[] = {{1, .0015}, {5, .0056}, {3, .0247}, {6, .1140},  {4, .2211},
                    {7, .2780}, {9, .2780}, {0, .2780}, {10, .3213}, {8, 1}};
    enum { COUNT = 15 };
    double out[COUNT];
    size_t found = 0;
    (void)state;
    assert_true(significance_holm(p, COUNT, out));
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        check_near(out[expected[i].place], expected[i].p, 1e-12);
    for (size_t i = 0; i < COUNT; i++)
        found += out[i] < 0.05;
    assert_int_equal(found, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tails),
        cmocka_unit_test(test_mean_deviation),
        cmocka_unit_test(test_two_proportions),
        cmocka_unit_test(test_exact_shares),
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_sparse_tables),
        cmocka_unit_test(test_ranks_exact),
        cmocka_unit_test(test_ranks_with_ties),
        cmocka_unit_test(test_ranks_counted_out),
        cmocka_unit_test(test_ranks_of_nothing),
        cmocka_unit_test(test_holm),
        cmocka_unit_test(test_holm_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * The measure of difference: classes, what chance makes of it, and the two promises that a
 * comparison makes: planted differences come first, and chance is hardly ever taken for more.
 */
#include "core/analysis/compare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "tests/support/check.h"
#include "tests/support/random_table.h"

static void check_near(double value, double expected, double off)
{
    if (!(fabs(value - expected) <= off))
        fail_msg("%.15g, expected %.15g", value, expected);
}

static double chance_part(uint64_t *chance)
{
    return (double)(chance_bits(chance) >> 11) * 0x1p-53;
}

static void set_units(struct compare_counts *counts)
{
    counts->units = counts->empty;
    for (size_t i = 0; i < counts->count; i++) {
        counts->units.a += counts->values[i].a;
        counts->units.b += counts->values[i].b;
    }
}

static struct compare_verdict weigh(struct compare_counts counts, struct arena *arena)
{
    struct compare_verdict verdict;
    set_units(&counts);
    assert_int_equal(compare_weigh(&counts, arena, &verdict, NULL), STATUS_OK);
    return verdict;
}

/* ---- classes ---- */

/* "v0:30/10 b1-3:5/5 others:2/0 empty:1/1" */
static void expect_classes(const struct compare_counts *counts, const char *expected)
{
    static const char *const kinds[] = {"v", "b", "others", "empty"};
    struct buffer text = {0};
    struct compare_class *classes = NULL;
    size_t count = 0;
    struct arena *arena = arena_new();
    assert_int_equal(compare_classes(counts, arena, &classes, &count, NULL, NULL), STATUS_OK);
    for (size_t i = 0; i < count; i++) {
        buffer_printf(&text, "%s%s", i ? " " : "", kinds[classes[i].kind]);
        if (classes[i].kind == CLASS_VALUE)
            buffer_printf(&text, "%zu", classes[i].first);
        if (classes[i].kind == CLASS_BAND)
            buffer_printf(&text, "%zu-%zu", classes[i].first, classes[i].last);
        buffer_printf(&text, ":%d/%d", (int)classes[i].units.a, (int)classes[i].units.b);
    }
    assert_string_equal(buffer_span(&text).data, expected);
    buffer_free(&text);
    arena_free(arena);
}

#define VALUES(...)                                                                                \
    .values = (const struct count_pair[]){__VA_ARGS__},                                            \
    .count = sizeof((const struct count_pair[]){__VA_ARGS__}) / sizeof(struct count_pair)

static void test_classes_of_text(void **state)
{
    (void)state;
    expect_classes(&(struct compare_counts){VALUES({30, 10}, {1, 2}, {20, 38}, {3, 6}, {2, 0})},
                   "v0:30/10 v2:20/38 others:6/8");
    /* Five are expected of ten in a set as large as the other: empty cells too. */
    expect_classes(&(struct compare_counts){VALUES({30, 30}, {10, 10}), .empty = {5, 5}},
                   "v0:30/30 v1:10/10 empty:5/5");
    expect_classes(&(struct compare_counts){VALUES({30, 30}, {10, 10}), .empty = {5, 4}},
                   "v0:30/30 v1:10/10");
    /* The rare ones are too few by themselves. */
    expect_classes(&(struct compare_counts){VALUES({30, 30}, {9, 5}, {7, 5}, {1, 1})},
                   "v0:30/30 v1:9/5 others:8/6");
    /* Too little for any test but the exact one. */
    expect_classes(&(struct compare_counts){VALUES({1, 0}, {2, 3}, {0, 1})}, "v1:2/3 others:1/1");
    expect_classes(&(struct compare_counts){VALUES({4, 4})}, "v0:4/4");
    expect_classes(&(struct compare_counts){VALUES({40, 40}), .empty = {1, 0}},
                   "v0:40/40 empty:1/0");
}

static void test_classes_of_numbers(void **state)
{
    (void)state;
    expect_classes(&(struct compare_counts){VALUES({50, 50}, {3, 1}, {6, 6}, {1, 2}, {20, 20}),
                                            .ordered = true},
                   "v0:50/50 b1-2:9/7 b3-4:21/22");
    expect_classes(
        &(struct compare_counts){VALUES({9, 9}, {1, 1}), .ordered = true, .empty = {8, 8}},
        "b0-1:10/10 empty:8/8");
    expect_classes(&(struct compare_counts){VALUES({2, 1}, {1, 1}, {1, 2}), .ordered = true},
                   "b0-1:3/2 v2:1/2");
    expect_classes(&(struct compare_counts){VALUES({2, 9}, {0, 1}), .ordered = true},
                   "v0:2/9 v1:0/1");
}

/* Ten bands of as many units; a value that is more than one band is none's but its own. */
static void test_bands(void **state)
{
    enum { MANY = 1000 };
    static struct count_pair values[MANY];
    struct compare_counts counts = {.values = values, .count = MANY, .ordered = true};
    struct compare_class *classes = NULL;
    size_t count = 0;
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < MANY; i++)
        values[i] = (struct count_pair){3, 2};
    assert_int_equal(compare_classes(&counts, arena, &classes, &count, NULL, NULL), STATUS_OK);
    assert_int_equal(count, COMPARE_BANDS);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(classes[i].units.a, 300);
    values[150] = (struct count_pair){900, 900};
    assert_int_equal(compare_classes(&counts, arena, &classes, &count, NULL, NULL), STATUS_OK);
    bool found = false;
    for (size_t i = 0; i < count; i++)
        found |= classes[i].first == 150 && classes[i].last == 150;
    assert_true(found);
    arena_free(arena);
}

/* ---- the measure ---- */

/* For two values it is the difference of the shares, whatever kind they are of. */
static void test_two_values(void **state)
{
    static const double numbers[] = {0, 1};
    struct arena *arena = arena_new();
    struct compare_counts text = {VALUES({590, 820}, {410, 180})}, number = text;
    (void)state;
    number.ordered = true;
    number.numbers = numbers;
    struct compare_verdict of_text = weigh(text, arena), of_number = weigh(number, arena);
    check_near(of_text.raw, 0.23, 1e-12);
    assert_true(of_text.difference < 0.23 && of_text.difference > 0.21);
    assert_true(of_number.difference == of_text.difference);
    assert_int_equal(of_text.widest, 1);
    assert_int_equal(of_text.test, COMPARE_SHARES);
    arena_free(arena);
}

static void test_ends(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct compare_verdict same = weigh((struct compare_counts){VALUES({30, 30}, {50, 50})}, arena);
    assert_true(same.difference == 0 && same.raw == 0 && same.p == 1 && !same.apart);
    struct compare_verdict other = weigh((struct compare_counts){VALUES({0, 60}, {80, 0})}, arena);
    check_near(other.difference, 1, 1e-12);
    assert_true(other.p < 1e-20 && other.apart);
    struct compare_verdict none = weigh((struct compare_counts){VALUES({0, 60}, {0, 7})}, arena);
    assert_true(none.difference == 0 && none.p == 1 && !none.apart);
    struct compare_verdict one = weigh((struct compare_counts){VALUES({9, 60})}, arena);
    assert_true(one.test == COMPARE_UNTESTED && one.p == 1 && one.difference == 0);
    arena_free(arena);
}

/* What chance makes of it is what dealing at random makes of it, rare values or not. */
static void test_what_chance_makes(void **state)
{
    enum { CLASSES = 40, ROUNDS = 400 };
    struct compare_class classes[CLASSES];
    int64_t sizes[CLASSES], all = 0, of_a = 0;
    uint64_t chance = 3;
    double mean = 0;
    (void)state;
    for (size_t i = 0; i < CLASSES; i++) {
        sizes[i] = 1 + chance_below(&chance, i < 30 ? 4 : 60);
        all += sizes[i];
    }
    of_a = all / 3;
    for (int round = 0; round < ROUNDS; round++) {
        int64_t left = all, left_a = of_a;
        for (size_t i = 0; i < CLASSES; i++) {
            classes[i] = (struct compare_class){.kind = CLASS_VALUE};
            for (int64_t unit = 0; unit < sizes[i]; unit++, left--) {
                bool in_a = chance_below(&chance, (unsigned)left) < left_a;
                left_a -= in_a;
                classes[i].units.a += in_a;
                classes[i].units.b += !in_a;
            }
        }
        mean += compare_dissimilarity(classes, CLASSES) / ROUNDS;
    }
    check_near(mean, compare_dissimilarity_by_chance(classes, CLASSES), 0.005);
}

/* ---- a whole table ---- */

enum { COLUMNS = 12, MOST_VALUES = 4000 };

/* Columns as they come: yes/no, few and many values, rare ones, counts, amounts, empties. */
static const struct {
    unsigned values;
    double steep; /* 1: all as frequent; more: the first ones far more so */
    bool ordered;
    double empty;
} kinds[COLUMNS] = {{2, 1, false, 0},      {6, 1.5, false, 0.02}, {12, 3, false, 0},
                    {40, 2, false, 0.3},   {400, 1, false, 0},    {3000, 2, false, 0.1},
                    {2, 4, true, 0},       {6, 3, true, 0.4},     {15, 1, true, 0},
                    {90, 1.2, true, 0.02}, {4000, 3, true, 0.1},  {30, 1, false, 0.5}};

/* Rows of A and B whose values are drawn alike, but those of A in `planted` parts of the rows
 * from the lower half (10: all from it; 0: no difference). */
static struct compare_verdict draw_column(size_t kind, unsigned a, unsigned b, unsigned planted,
                                          uint64_t *chance, struct arena *arena)
{
    static double numbers[MOST_VALUES];
    struct count_pair drawn[MOST_VALUES] = {{0, 0}}, occurring[MOST_VALUES];
    struct compare_counts counts = {.ordered = kinds[kind].ordered};
    for (unsigned row = 0; row < a + b; row++) {
        double part = pow(chance_part(chance), kinds[kind].steep);
        bool lower = row < a && chance_below(chance, 10) < planted;
        size_t value = (size_t)(part * kinds[kind].values / (lower ? 2 : 1));
        bool empty = chance_part(chance) < kinds[kind].empty;
        struct count_pair *to = empty ? &counts.empty : &drawn[value];
        to->a += row < a;
        to->b += row >= a;
    }
    for (size_t i = 0; i < kinds[kind].values; i++)
        if (drawn[i].a + drawn[i].b > 0) {
            numbers[counts.count] = (double)i;
            occurring[counts.count++] = drawn[i];
        }
    counts.values = occurring;
    counts.numbers = counts.ordered ? numbers : NULL;
    return weigh(counts, arena);
}

/* The level at which a difference is taken for more than chance (service/compare.h). */
static const double level = 0.01;

static bool any_difference(unsigned a, unsigned b, uint64_t seed)
{
    double p[COLUMNS];
    bool any = false;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < COLUMNS; i++)
        p[i] = draw_column(i, a, b, 0, &seed, arena).p;
    assert_true(significance_holm(p, COLUMNS, p));
    for (size_t i = 0; i < COLUMNS; i++)
        any |= p[i] < level;
    arena_free(arena);
    return any;
}

/* Of 200 comparisons of sets that are alike, large and small, at most 5 % show a difference
 * that is not marked as chance. */
static void test_chance_is_called_chance(void **state)
{
    enum { RUNS = 200, MOST = RUNS / 20 };
    static const unsigned sizes[][2] = {{900, 1100}, {60, 1500}, {25, 30}, {8, 400}};
    unsigned runs = getenv("DATAJAM_SLOW") ? 20 : RUNS, found = 0;
    (void)state;
    for (unsigned run = 0; run < runs; run++) {
        const unsigned *size = sizes[run % (sizeof sizes / sizeof *sizes)];
        found += any_difference(size[0], size[1], 1000 + run);
    }
    if (found > MOST)
        fail_msg("%u of %u runs show a difference where there is none", found, runs);
}

/* Without a difference the measure stays near 0 for every kind of column: none is ranked
 * before others for having many values. */
static void test_chance_has_no_rank(void **state)
{
    enum { RUNS = 60 };
    unsigned runs = getenv("DATAJAM_SLOW") ? 10 : RUNS;
    (void)state;
    for (size_t kind = 0; kind < COLUMNS; kind++) {
        double mean = 0;
        for (unsigned run = 0; run < runs; run++) {
            struct arena *arena = arena_new();
            uint64_t seed = 77 + run;
            mean += draw_column(kind, 300, 500, 0, &seed, arena).difference / runs;
            arena_free(arena);
        }
        if (mean > 0.03)
            fail_msg("column %zu is %.3f on average where nothing differs", kind, mean);
    }
}

/* Whatever kind of column the difference is planted in, it comes first; but for texts of which
 * hardly one occurs twice, which show nothing. */
static void test_planted_comes_first(void **state)
{
    (void)state;
    for (size_t planted = 0; planted < COLUMNS; planted++) {
        if (kinds[planted].values > 2000 && !kinds[planted].ordered)
            continue;
        struct arena *arena = arena_new();
        uint64_t seed = 5 + planted;
        size_t first = 0;
        double p[COLUMNS], most = -1;
        for (size_t i = 0; i < COLUMNS; i++) {
            struct compare_verdict one =
                draw_column(i, 800, 1200, i == planted ? 8 : 0, &seed, arena);
            p[i] = one.p;
            if (one.difference > most) {
                most = one.difference;
                first = i;
            }
        }
        assert_true(significance_holm(p, COLUMNS, p));
        assert_int_equal(first, planted);
        assert_true(p[planted] < level);
        arena_free(arena);
    }
}

/* Equal averages, another spread: ranks alone would miss it. */
static void test_spread_is_found(void **state)
{
    enum { VALUES = 21 };
    struct count_pair values[VALUES];
    double numbers[VALUES];
    struct arena *arena = arena_new();
    (void)state;
    for (int i = 0; i < VALUES; i++) {
        bool outer = i < 5 || i > 15;
        values[i] = (struct count_pair){outer ? 40 : 5, outer ? 5 : 40};
        numbers[i] = i;
    }
    struct compare_verdict verdict = weigh(
        (struct compare_counts){
            .values = values, .count = VALUES, .numbers = numbers, .ordered = true},
        arena);
    check_near(significance_superiority(values, VALUES), 0.5, 1e-12);
    assert_int_equal(verdict.test, COMPARE_TABLE);
    assert_true(verdict.p < 1e-20 && verdict.difference > 0.6);
    arena_free(arena);
}

/* ---- numbers ---- */

static void test_numbers(void **state)
{
    static const double numbers[] = {1, 2, 4, 10};
    struct compare_counts counts = {VALUES({2, 0}, {1, 1}, {0, 0}, {1, 0}), .numbers = numbers};
    (void)state;
    struct compare_numbers a = compare_numbers_of(&counts, false);
    assert_int_equal(a.count, 4); /* 1 1 2 10 */
    check_near(a.mean, 3.5, 1e-15);
    check_near(a.deviation, sqrt((2.5 * 2.5 * 2 + 1.5 * 1.5 + 6.5 * 6.5) / 3), 1e-15);
    check_near(a.median, 1.5, 0);
    check_near(a.lower, 1, 0);
    check_near(a.upper, 4, 0);
    check_near(a.least, 1, 0);
    check_near(a.greatest, 10, 0);
    struct compare_numbers b = compare_numbers_of(&counts, true);
    assert_true(b.count == 1 && b.mean == 2 && b.median == 2 && b.greatest == 2 &&
                b.deviation == 0);
    counts.count = 0;
    assert_int_equal(compare_numbers_of(&counts, false).count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_classes_of_text),
        cmocka_unit_test(test_classes_of_numbers),
        cmocka_unit_test(test_bands),
        cmocka_unit_test(test_two_values),
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_what_chance_makes),
        cmocka_unit_test(test_chance_is_called_chance),
        cmocka_unit_test(test_chance_has_no_rank),
        cmocka_unit_test(test_planted_comes_first),
        cmocka_unit_test(test_spread_is_found),
        cmocka_unit_test(test_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

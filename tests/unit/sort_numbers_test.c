/* Sorts of numbers against the library's own: any count, any range, all the same, few apart. */
#include "tests/support/check.h"

#include <stdlib.h>
#include <string.h>

#include "core/frame/code_tally.h"
#include "tests/support/random_table.h"

static int compare_4(const void *a, const void *b)
{
    uint32_t x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return (x > y) - (x < y);
}

static int compare_8(const void *a, const void *b)
{
    uint64_t x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return (x > y) - (x < y);
}

/* Numbers of so many bits, some of them in a heap of their own, and both sorts of them. */
static void check_sorts(size_t count, unsigned bits, unsigned same_of_ten, uint64_t *chance)
{
    uint64_t *eight = numbers_new(count, sizeof *eight),
             *sorted = calloc(count + 1, sizeof *sorted);
    uint32_t *four = numbers_new(count, sizeof *four),
             *short_sorted = calloc(count + 1, sizeof *four);
    uint64_t base = chance_bits(chance), same = chance_bits(chance);
    for (size_t i = 0; i < count; i++) {
        uint64_t number =
            bits < 64 ? chance_bits(chance) % (UINT64_C(1) << bits) : chance_bits(chance);
        number = chance_below(chance, 10) < same_of_ten ? same : number;
        eight[i] = sorted[i] = bits < 60 ? number + base : number;
        four[i] = short_sorted[i] = (uint32_t)number;
    }
    qsort(sorted, count, sizeof *sorted, compare_8);
    qsort(short_sorted, count, sizeof *short_sorted, compare_4);
    assert_true(sort_numbers_8(eight, count));
    assert_true(sort_numbers_4(four, count));
    assert_memory_equal(eight, sorted, count * sizeof *sorted);
    assert_memory_equal(four, short_sorted, count * sizeof *four);
    free(eight);
    free(sorted);
    free(four);
    free(short_sorted);
}

static void test_small_ones(void **state)
{
    uint64_t chance = 3;
    (void)state;
    for (size_t count = 0; count < 100; count++)
        for (unsigned bits = 0; bits <= 64; bits += 8)
            check_sorts(count, bits, (unsigned)count % 3 * 4, &chance);
}

static void test_large_ones(void **state)
{
    static const size_t counts[] = {3000, 65536, 65537, 200000};
    size_t sizes = getenv("DATAJAM_SLOW") ? 2 : sizeof counts / sizeof *counts;
    uint64_t chance = 5;
    (void)state;
    for (size_t i = 0; i < sizes; i++)
        for (unsigned bits = 0; bits <= 64; bits += 16)
            for (unsigned same = 0; same <= 10; same += 5)
                check_sorts(counts[i], bits, same, &chance);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small_ones),
        cmocka_unit_test(test_large_ones),
    };
    return cmocka_run_group_tests_name("sort_numbers", tests, NULL, NULL);
}

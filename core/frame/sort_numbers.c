/*
 * Sorts of plain numbers, for counting what has too many different values for a table of
 * counters. Numbers are dealt out by their highest digits, and each heap again by the next
 * ones: from the second time on all happens in the processor's own memory, and heaps that are
 * small enough are sorted by hand.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "core/frame/code_at.h"
#include "core/frame/code_tally.h"
#include "core/frame/column_internal.h"

enum { HEAP_BITS = 11, HEAPS = 1 << HEAP_BITS, FEW = 24, LARGE_PAGE = 2 * 1024 * 1024 };
enum { NEAR = 64 * 1024 }; /* so many are sorted within the processor's own memory */

#define INLINE static inline __attribute__((always_inline))

/* The least number, and how many bits the others reach above it. */
struct range {
    uint64_t least;
    unsigned bits;
};

INLINE struct range find_range(const void *numbers, size_t count, int width)
{
    uint64_t least = UINT64_MAX, most = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t number = code_at(numbers, width, i);
        least = number < least ? number : least;
        most = number > most ? number : most;
    }
    bool any = count > 0 && most > least;
    return (struct range){least, any ? 64 - (unsigned)__builtin_clzll(most - least) : 0};
}

/* Which heap a number belongs to: (number - least) >> shift, without what is above the heaps. */
struct deal {
    uint64_t least;
    unsigned shift;
    size_t heaps; /* a power of two */
};

INLINE size_t heap_of(const struct deal *deal, uint64_t number)
{
    return (size_t)((number - deal->least) >> deal->shift) & (deal->heaps - 1);
}

/* So many heaps that each gets some numbers, as evenly as their range goes. */
INLINE struct deal plan_deal(const struct range *range, size_t count)
{
    unsigned bits = 63 - (unsigned)__builtin_clzll((uint64_t)count);
    bits = bits > HEAP_BITS ? HEAP_BITS : bits;
    bits = bits > range->bits ? range->bits : bits;
    return (struct deal){range->least, range->bits - bits, (size_t)1 << bits};
}

/* Deals the numbers out into `to`; heap h begins at starts[h] and ends at starts[h + 1]. */
INLINE void deal_out(const struct deal *deal, const void *numbers, void *to, size_t count,
                     size_t *starts, int width)
{
    size_t places[HEAPS];
    memset(starts, 0, (deal->heaps + 1) * sizeof *starts);
    for (size_t i = 0; i < count; i++)
        starts[heap_of(deal, code_at(numbers, width, i)) + 1]++;
    for (size_t h = 0; h < deal->heaps; h++) {
        places[h] = starts[h];
        starts[h + 1] += starts[h];
    }
    for (size_t i = 0; i < count; i++) {
        uint64_t number = code_at(numbers, width, i);
        column_set_code(to, width, places[heap_of(deal, number)]++, number);
    }
}

INLINE void sort_few(void *numbers, size_t count, int width)
{
    for (size_t i = 1; i < count; i++) {
        uint64_t number = code_at(numbers, width, i);
        size_t at = i;
        for (; at > 0 && code_at(numbers, width, at - 1) > number; at--)
            column_set_code(numbers, width, at, code_at(numbers, width, at - 1));
        column_set_code(numbers, width, at, number);
    }
}

typedef void sort_fn(char *numbers, char *spare, size_t count, bool over);

/* Where a run of heaps that are small enough ends, from heap h on; its numbers are sorted at
 * once, since those of one heap are all less than those of the next. */
INLINE size_t end_of_few(const size_t *starts, size_t h, size_t heaps)
{
    while (h < heaps && starts[h + 1] - starts[h] <= FEW)
        h++;
    return h;
}

INLINE void sort_heaps(char *from, char *to, const size_t *starts, size_t heaps, bool over,
                       int width, sort_fn *next)
{
    size_t size = (size_t)width;
    for (size_t h = 0, end; h < heaps; h = end) {
        end = end_of_few(starts, h, heaps);
        size_t first = starts[h] * size, count = starts[end] - starts[h];
        if (end == h) {
            end = h + 1;
            next(from + first, to + first, starts[end] - starts[h], over);
            continue;
        }
        sort_few(from + first, count, width);
        if (over)
            memcpy(to + first, from + first, count * size);
    }
}

/* Two digits, the lower one first, are all that is left: there and back again. */
INLINE void sort_two_digits(void *numbers, void *spare, size_t count, const struct range *range,
                            int width)
{
    size_t starts[HEAPS + 1];
    unsigned low = range->bits / 2;
    struct deal deal = {range->least, 0, (size_t)1 << low};
    deal_out(&deal, numbers, spare, count, starts, width);
    deal = (struct deal){range->least, low, (size_t)1 << (range->bits - low)};
    deal_out(&deal, spare, numbers, count, starts, width);
}

/* Sorts by way of spare; the result is in numbers or, when over, in spare. */
INLINE void sort_all(char *numbers, char *spare, size_t count, bool over, int width, sort_fn *next)
{
    size_t starts[HEAPS + 1], size = (size_t)width;
    struct range range = find_range(numbers, count, width);
    if (range.bits > 2 * HEAP_BITS || (range.bits > 0 && count > NEAR)) {
        struct deal deal = plan_deal(&range, count);
        deal_out(&deal, numbers, spare, count, starts, width);
        sort_heaps(spare, numbers, starts, deal.heaps, !over, width, next);
        return;
    }
    if (range.bits > 0)
        sort_two_digits(numbers, spare, count, &range, width);
    if (over)
        memcpy(spare, numbers, count * size);
}

static void sort_4(char *numbers, char *spare, size_t count, bool over)
{
    sort_all(numbers, spare, count, over, 4, sort_4);
}

static void sort_8(char *numbers, char *spare, size_t count, bool over)
{
    sort_all(numbers, spare, count, over, 8, sort_8);
}

void *numbers_new(size_t count, size_t width)
{
    size_t size = (count * width / LARGE_PAGE + 1) * LARGE_PAGE;
    if (count * width < LARGE_PAGE)
        return malloc(count * width + 1);
    void *numbers = aligned_alloc(LARGE_PAGE, size);
    if (numbers)
        (void)madvise(numbers, size, MADV_HUGEPAGE);
    return numbers;
}

static bool sort(void *numbers, size_t count, int width, sort_fn *fn)
{
    void *spare = numbers_new(count, (size_t)width);
    if (!spare)
        return false;
    fn(numbers, spare, count, false);
    free(spare);
    return true;
}

bool sort_numbers_4(uint32_t *numbers, size_t count)
{
    return sort(numbers, count, 4, sort_4);
}

bool sort_numbers_8(uint64_t *numbers, size_t count)
{
    return sort(numbers, count, 8, sort_8);
}

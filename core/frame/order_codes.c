/*
 * Sorting rows by codes: radix sort from the lowest digit up, which keeps the order of equal
 * rows and never compares. Rows are looked up once per digit, which is what takes the time;
 * digits are as wide as counters fit into the first cache. Each thread counts and moves its
 * own part of the rows, the first part first within each digit.
 */
#include <stdlib.h>
#include <string.h>

#include "core/frame/order_internal.h"
#include "core/frame/parallel.h"

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };

struct pass {
    const struct frame_column *column;
    const volatile int *cancel;
    bool descending;
    unsigned shift;
    const uint32_t *from;
    uint32_t *to;
    uint16_t *digits;           /* of the rows in `from`, noted while they are counted */
    uint32_t (*counts)[DIGITS]; /* of each part; then where its next row goes */
};

/* Empties are the greatest of all in either direction. */
static inline uint64_t key_of(const struct pass *pass, uint32_t row)
{
    uint64_t code = column_code(pass->column, row), top = pass->column->top;
    return pass->descending ? top - code : code ? code - 1 : top;
}

static inline size_t digit_of(const struct pass *pass, uint32_t row)
{
    return (size_t)(key_of(pass, row) >> pass->shift & (DIGITS - 1));
}

static void count_part(void *context, unsigned part, size_t first, size_t end)
{
    const struct pass *pass = context;
    uint32_t *counts = pass->counts[part];
    memset(counts, 0, sizeof pass->counts[part]);
    for (size_t i = first; i < end; i++) {
        size_t digit = digit_of(pass, pass->from[i]);
        pass->digits[i] = (uint16_t)digit;
        counts[digit]++;
    }
}

static void move_part(void *context, unsigned part, size_t first, size_t end)
{
    const struct pass *pass = context;
    uint32_t *next = pass->counts[part];
    for (size_t i = first; i < end; i++)
        pass->to[next[pass->digits[i]]++] = pass->from[i];
}

/* Counts become places. False: all rows have one digit, nothing moves. */
static bool find_places(struct pass *pass, unsigned parts, size_t count)
{
    uint32_t place = 0;
    bool moves = true;
    for (size_t digit = 0; digit < DIGITS; digit++) {
        uint32_t before = place;
        for (unsigned part = 0; part < parts; part++) {
            uint32_t rows = pass->counts[part][digit];
            pass->counts[part][digit] = place;
            place += rows;
        }
        moves = moves && place - before < count;
    }
    return moves;
}

static unsigned bits_of(uint64_t top)
{
    unsigned bits = 0;
    for (; top; top >>= 1)
        bits++;
    return bits;
}

bool order_sort_codes(const struct order_key *key, uint32_t **rows, uint32_t **spare, size_t count,
                      const volatile int *cancel)
{
    struct pass pass = {.column = key->column,
                        .descending = key->descending,
                        .digits = calloc(count + 1, sizeof *pass.digits),
                        .counts = calloc(PARALLEL_MAX, sizeof *pass.counts)};
    bool on = pass.counts && pass.digits;
    unsigned bits = bits_of(key->column->top);
    for (unsigned shift = 0; shift < bits && on; shift += DIGIT_BITS) {
        pass.shift = shift;
        pass.from = *rows;
        pass.to = *spare;
        parallel_run(count, count_part, &pass);
        if (find_places(&pass, parallel_parts(count), count)) {
            parallel_run(count, move_part, &pass);
            *spare = *rows;
            *rows = pass.to;
        }
        on = !cancel || !*cancel;
    }
    free(pass.counts);
    free(pass.digits);
    return on;
}

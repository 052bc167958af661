/* Radix sorts of plain numbers, for counting what has too many different values for a table
 * of counters. Digits that are the same in all numbers cost one look. */
#include <stdlib.h>
#include <string.h>

#include "core/frame/code_tally.h"

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };

/* Counts become places; false: all are in one digit. */
static bool find_places(size_t counts[DIGITS], size_t count)
{
    size_t place = 0;
    for (size_t digit = 0; digit < DIGITS; digit++) {
        size_t here = counts[digit];
        if (here == count)
            return false;
        counts[digit] = place;
        place += here;
    }
    return true;
}

bool sort_numbers_4(uint32_t *numbers, size_t count)
{
    uint32_t *spare = calloc(count + 1, sizeof *spare), *from = numbers, *to = spare;
    if (!spare)
        return false;
    for (unsigned shift = 0; shift < 32; shift += DIGIT_BITS) {
        size_t counts[DIGITS] = {0};
        for (size_t i = 0; i < count; i++)
            counts[from[i] >> shift & (DIGITS - 1)]++;
        if (!find_places(counts, count))
            continue;
        for (size_t i = 0; i < count; i++)
            to[counts[from[i] >> shift & (DIGITS - 1)]++] = from[i];
        uint32_t *other = from;
        from = to;
        to = other;
    }
    if (from != numbers && count)
        memcpy(numbers, from, count * sizeof *numbers);
    free(spare);
    return true;
}

bool sort_numbers_8(uint64_t *numbers, size_t count)
{
    uint64_t *spare = calloc(count + 1, sizeof *spare), *from = numbers, *to = spare;
    if (!spare)
        return false;
    for (unsigned shift = 0; shift < 64; shift += DIGIT_BITS) {
        size_t counts[DIGITS] = {0};
        for (size_t i = 0; i < count; i++)
            counts[from[i] >> shift & (DIGITS - 1)]++;
        if (!find_places(counts, count))
            continue;
        for (size_t i = 0; i < count; i++)
            to[counts[from[i] >> shift & (DIGITS - 1)]++] = from[i];
        uint64_t *other = from;
        from = to;
        to = other;
    }
    if (from != numbers && count)
        memcpy(numbers, from, count * sizeof *numbers);
    free(spare);
    return true;
}

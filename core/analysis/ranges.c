/* Sorted ranges that grow together where they meet: marking a million rows costs one. */
#include "core/analysis/ranges.h"

#include <stdlib.h>
#include <string.h>

void row_set_free(struct row_set *set)
{
    free(set->ranges);
    *set = (struct row_set){0};
}

void row_set_clear(struct row_set *set)
{
    set->count = 0;
}

/* The first range that ends at or behind row. */
static size_t find(const struct row_set *set, int64_t row)
{
    size_t low = 0, high = set->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (set->ranges[middle].last < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool row_set_has(const struct row_set *set, int64_t row)
{
    size_t at = find(set, row);
    return at < set->count && set->ranges[at].first <= row;
}

int64_t row_set_size(const struct row_set *set)
{
    int64_t size = 0;
    for (size_t i = 0; i < set->count; i++)
        size += set->ranges[i].last - set->ranges[i].first + 1;
    return size;
}

/* Replaces the ranges [from, to) by `count` others. */
static bool replace(struct row_set *set, size_t from, size_t to, const struct row_range *with,
                    size_t count)
{
    size_t wanted = set->count - (to - from) + count;
    if (wanted > set->capacity) {
        size_t capacity = wanted < 8 ? 8 : wanted * 2;
        struct row_range *wider = reallocarray(set->ranges, capacity, sizeof *wider);
        if (wider == NULL)
            return false;
        set->ranges = wider;
        set->capacity = capacity;
    }
    memmove(set->ranges + from + count, set->ranges + to, (set->count - to) * sizeof *set->ranges);
    memcpy(set->ranges + from, with, count * sizeof *with);
    set->count = wanted;
    return true;
}

bool row_set_add(struct row_set *set, int64_t first, int64_t last)
{
    size_t from = find(set, first > 0 ? first - 1 : first);
    size_t to = from;
    struct row_range range = {first, last};
    while (to < set->count && set->ranges[to].first <= last + 1) {
        if (set->ranges[to].first < range.first)
            range.first = set->ranges[to].first;
        if (set->ranges[to].last > range.last)
            range.last = set->ranges[to].last;
        to++;
    }
    return replace(set, from, to, &range, 1);
}

bool row_set_remove(struct row_set *set, int64_t row)
{
    size_t at = find(set, row);
    if (at == set->count || set->ranges[at].first > row)
        return true;
    struct row_range parts[2];
    size_t count = 0;
    if (set->ranges[at].first < row)
        parts[count++] = (struct row_range){set->ranges[at].first, row - 1};
    if (set->ranges[at].last > row)
        parts[count++] = (struct row_range){row + 1, set->ranges[at].last};
    return replace(set, at, at + 1, parts, count);
}

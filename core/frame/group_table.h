/*
 * A hash table that numbers different things in the order they come. What they are, the
 * caller knows: it keeps them by number and tells whether one of them is the same.
 */
#ifndef DATAJAM_FRAME_GROUP_TABLE_H
#define DATAJAM_FRAME_GROUP_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zero-initialise it. */
struct group_table {
    uint32_t *slots;   /* number + 1; 0: free */
    size_t slot_count; /* a power of 2 */
    uint64_t *hashes;  /* of each number */
    size_t count;
    size_t capacity; /* numbers that there is room for */
};

#define GROUP_TABLE_NONE UINT32_MAX

void group_table_free(struct group_table *table);

/* Spreads bits, so that any of them can choose a slot. */
uint64_t group_table_mix(uint64_t bits);

/* Gives the next number to a thing that is not there yet. GROUP_TABLE_NONE: no memory.
 * The capacity may have grown: the caller's array by number has to follow. */
uint32_t group_table_add(struct group_table *table, uint64_t hash);

typedef bool group_table_same_fn(const void *context, uint32_t number, const void *thing);

/* The number of a thing; GROUP_TABLE_NONE: it is not there. */
__attribute__((always_inline)) static inline uint32_t
group_table_find(const struct group_table *table, uint64_t hash, group_table_same_fn *same,
                 const void *context, const void *thing)
{
    if (table->slot_count == 0)
        return GROUP_TABLE_NONE;
    size_t mask = table->slot_count - 1;
    for (size_t at = hash & mask; table->slots[at]; at = (at + 1) & mask) {
        uint32_t number = table->slots[at] - 1;
        if (table->hashes[number] == hash && same(context, number, thing))
            return number;
    }
    return GROUP_TABLE_NONE;
}

#endif

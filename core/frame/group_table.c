/* The hash table of groups: open addressing, never more than half full. */
#include "core/frame/group_table.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 1024 };

uint64_t group_table_mix(uint64_t bits)
{
    bits ^= bits >> 32;
    bits *= 0x9E3779B97F4A7C15u;
    bits ^= bits >> 29;
    bits *= 0xBF58476D1CE4E5B9u;
    return bits ^ (bits >> 32);
}

static void put(struct group_table *table, uint32_t number)
{
    size_t mask = table->slot_count - 1, at = table->hashes[number] & mask;
    while (table->slots[at])
        at = (at + 1) & mask;
    table->slots[at] = number + 1;
}

static bool grow(struct group_table *table)
{
    size_t slots = table->slot_count ? table->slot_count * 2 : FIRST_SLOTS;
    uint32_t *fresh = calloc(slots, sizeof *fresh);
    uint64_t *hashes = realloc(table->hashes, slots / 2 * sizeof *hashes);
    if (hashes)
        table->hashes = hashes;
    if (!fresh || !hashes) {
        free(fresh);
        return false;
    }
    free(table->slots);
    table->slots = fresh;
    table->slot_count = slots;
    table->capacity = slots / 2;
    for (size_t i = 0; i < table->count; i++)
        put(table, (uint32_t)i);
    return true;
}

uint32_t group_table_add(struct group_table *table, uint64_t hash)
{
    if (table->count == table->capacity && !grow(table))
        return GROUP_TABLE_NONE;
    uint32_t number = (uint32_t)table->count++;
    table->hashes[number] = hash;
    put(table, number);
    return number;
}

void group_table_free(struct group_table *table)
{
    free(table->slots);
    free(table->hashes);
    *table = (struct group_table){0};
}

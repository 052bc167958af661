/* The cache of blocks: found by key, thrown out when not seen for longest. */
#include "tui/pane/data_blocks.h"

struct shared_arena *shared_arena_new(struct arena *arena)
{
    struct shared_arena *shared = arena_alloc(arena, sizeof *shared);
    if (shared == NULL)
        arena_free(arena);
    else
        shared->arena = arena;
    return shared;
}

void shared_arena_hold(struct shared_arena *shared)
{
    shared->holders++;
}

void shared_arena_release(struct shared_arena *shared)
{
    if (shared == NULL)
        return;
    if (shared->holders > 0)
        shared->holders--;
    if (shared->holders == 0)
        arena_free(shared->arena); /* it lives in there itself */
}

static bool same_key(struct block_key a, struct block_key b)
{
    return a.row == b.row && a.column == b.column;
}

static const struct block_slot *find(const struct block_cache *cache, struct block_key key)
{
    for (size_t i = 0; i < BLOCK_CACHE; i++)
        if (cache->slots[i].home != NULL && same_key(cache->slots[i].key, key))
            return &cache->slots[i];
    return NULL;
}

static void drop(struct block_slot *slot)
{
    shared_arena_release(slot->home);
    *slot = (struct block_slot){0};
}

void block_cache_clear(struct block_cache *cache)
{
    for (size_t i = 0; i < BLOCK_CACHE; i++)
        drop(&cache->slots[i]);
}

void block_cache_expire(struct block_cache *cache)
{
    for (size_t i = 0; i < BLOCK_CACHE; i++)
        cache->slots[i].stale = true;
}

/* The slot that has the key, else a free one, else the one used longest ago. */
static struct block_slot *slot_for(struct block_cache *cache, struct block_key key)
{
    struct block_slot *best = &cache->slots[0];
    for (size_t i = 0; i < BLOCK_CACHE; i++) {
        struct block_slot *slot = &cache->slots[i];
        if (slot->home != NULL && same_key(slot->key, key))
            return slot;
        if (best->home != NULL && (slot->home == NULL || slot->used < best->used))
            best = slot;
    }
    return best;
}

void block_cache_put(struct block_cache *cache, struct block_key key, struct shared_arena *home,
                     const struct row_block *block)
{
    struct block_slot *slot = slot_for(cache, key);
    shared_arena_hold(home);
    drop(slot);
    *slot = (struct block_slot){.home = home, .key = key, .block = *block, .used = ++cache->clock};
}

bool block_cache_has(const struct block_cache *cache, struct block_key key)
{
    const struct block_slot *slot = find(cache, key);
    return slot != NULL && !slot->stale;
}

void block_cache_touch(struct block_cache *cache, struct block_key key)
{
    for (size_t i = 0; i < BLOCK_CACHE; i++)
        if (cache->slots[i].home != NULL && same_key(cache->slots[i].key, key))
            cache->slots[i].used = ++cache->clock;
}

const struct shown_cell *block_cache_cell(const struct block_cache *cache, int64_t row,
                                          size_t column)
{
    struct block_key key = {row / BLOCK_ROWS, column / BLOCK_COLUMNS};
    const struct block_slot *slot = find(cache, key);
    size_t r = (size_t)(row % BLOCK_ROWS), c = column % BLOCK_COLUMNS;
    if (slot == NULL || r >= slot->block.rows || c >= slot->block.columns)
        return NULL;
    return &slot->block.cells[r * slot->block.columns + c];
}

/*
 * The rows that the Data pane has in memory: a small cache of blocks, read by jobs. A block
 * is BLOCK_ROWS rows of BLOCK_COLUMNS columns of the dataset, by their positions in it, so
 * that hiding and moving columns needs nothing new.
 */
#ifndef DATAJAM_PANE_DATA_BLOCKS_H
#define DATAJAM_PANE_DATA_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/service/rows.h"

enum { BLOCK_ROWS = 64, BLOCK_COLUMNS = 96, BLOCK_CACHE = 32 };

/* Which block: rows from row × BLOCK_ROWS, columns from column × BLOCK_COLUMNS. */
struct block_key {
    int64_t row;
    size_t column;
};

/* An arena that several keep alive: a reply brings several blocks in one. */
struct shared_arena {
    struct arena *arena;
    unsigned holders;
};

/* Takes arena over, with no holder yet; NULL: no memory, arena is freed. */
struct shared_arena *shared_arena_new(struct arena *arena);
void shared_arena_hold(struct shared_arena *shared);
void shared_arena_release(struct shared_arena *shared); /* the last one frees; NULL is fine */

struct block_slot {
    struct shared_arena *home; /* NULL: free */
    struct block_key key;
    struct row_block block;
    bool stale; /* shown until a new one comes */
    uint64_t used;
};

struct block_cache {
    struct block_slot slots[BLOCK_CACHE];
    uint64_t clock;
};

/* Forgets all. */
void block_cache_clear(struct block_cache *cache);

/* Keeps them on the screen, but they are to be read anew. */
void block_cache_expire(struct block_cache *cache);

/* Keeps a block that lives in home. */
void block_cache_put(struct block_cache *cache, struct block_key key, struct shared_arena *home,
                     const struct row_block *block);

bool block_cache_has(const struct block_cache *cache, struct block_key key); /* and fresh */

/* Notes that the screen uses it, so that it is not thrown out. */
void block_cache_touch(struct block_cache *cache, struct block_key key);

/* The cell of a row at a column's position in the dataset, or NULL. */
const struct shown_cell *block_cache_cell(const struct block_cache *cache, int64_t row,
                                          size_t column);

#endif

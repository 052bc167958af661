/* A set of rows: one bit per row of a dataset, row r in word r / 64. */
#ifndef DATAJAM_FRAME_BITMAP_H
#define DATAJAM_FRAME_BITMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bitmap {
    uint64_t *words; /* those behind the last row are 0 */
    size_t rows;
    int64_t count; /* of rows in it: bitmap_recount after changes of words */
};

/* All rows in it, or none. False: no memory. Free with bitmap_free. */
bool bitmap_make(struct bitmap *bitmap, size_t rows, bool full);
bool bitmap_copy(struct bitmap *out, const struct bitmap *from);
void bitmap_free(struct bitmap *bitmap);

static inline size_t bitmap_word_count(size_t rows)
{
    return rows / 64 + (rows % 64 != 0);
}

static inline bool bitmap_has(const struct bitmap *bitmap, size_t row)
{
    return bitmap->words[row / 64] >> (row % 64) & 1;
}

void bitmap_recount(struct bitmap *bitmap);

/* into &= other; both of the same rows. Counts. */
void bitmap_and(struct bitmap *into, const struct bitmap *other);
void bitmap_or(struct bitmap *into, const struct bitmap *other);
void bitmap_not(struct bitmap *bitmap);

#endif

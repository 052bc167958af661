/* Sets of rows. Words are worked on by loops that the compiler turns into vector code. */
#include "core/frame/bitmap.h"

#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 64 };

/* The bits of the last word that stand for no row are 0, whatever was done to the words. */
static void clear_tail(struct bitmap *bitmap)
{
    size_t used = bitmap->rows % 64;
    if (used)
        bitmap->words[bitmap->rows / 64] &= UINT64_MAX >> (64 - used);
}

static bool make_room(struct bitmap *bitmap, size_t rows)
{
    size_t bytes = bitmap_word_count(rows) * sizeof *bitmap->words;
    bytes = bytes / ALIGNMENT * ALIGNMENT + ALIGNMENT;
    *bitmap = (struct bitmap){.words = aligned_alloc(ALIGNMENT, bytes), .rows = rows};
    return bitmap->words != NULL;
}

bool bitmap_make(struct bitmap *bitmap, size_t rows, bool full)
{
    if (!make_room(bitmap, rows))
        return false;
    memset(bitmap->words, full ? 0xff : 0, bitmap_word_count(rows) * sizeof *bitmap->words);
    clear_tail(bitmap);
    bitmap->count = full ? (int64_t)rows : 0;
    return true;
}

bool bitmap_copy(struct bitmap *out, const struct bitmap *from)
{
    if (!make_room(out, from->rows))
        return false;
    memcpy(out->words, from->words, bitmap_word_count(from->rows) * sizeof *out->words);
    out->count = from->count;
    return true;
}

void bitmap_free(struct bitmap *bitmap)
{
    free(bitmap->words);
    *bitmap = (struct bitmap){0};
}

/* Bits of a word, by halves: without a machine instruction for it the library's function is
 * a call and a table for each word. */
static uint64_t count_bits(uint64_t word)
{
    word -= word >> 1 & 0x5555555555555555u;
    word = (word & 0x3333333333333333u) + (word >> 2 & 0x3333333333333333u);
    word = (word + (word >> 4)) & 0x0f0f0f0f0f0f0f0fu;
    word += word >> 8;
    word += word >> 16;
    return (word + (word >> 32)) & 0x7f;
}

void bitmap_recount(struct bitmap *bitmap)
{
    uint64_t count = 0;
    size_t words = bitmap_word_count(bitmap->rows);
    clear_tail(bitmap);
    for (size_t i = 0; i < words; i++)
        count += count_bits(bitmap->words[i]);
    bitmap->count = (int64_t)count;
}

void bitmap_and(struct bitmap *into, const struct bitmap *other)
{
    size_t words = bitmap_word_count(into->rows);
    uint64_t *restrict to = into->words;
    const uint64_t *restrict from = other->words;
    for (size_t i = 0; i < words; i++)
        to[i] &= from[i];
    bitmap_recount(into);
}

void bitmap_or(struct bitmap *into, const struct bitmap *other)
{
    size_t words = bitmap_word_count(into->rows);
    uint64_t *restrict to = into->words;
    const uint64_t *restrict from = other->words;
    for (size_t i = 0; i < words; i++)
        to[i] |= from[i];
    bitmap_recount(into);
}

void bitmap_not(struct bitmap *bitmap)
{
    size_t words = bitmap_word_count(bitmap->rows);
    for (size_t i = 0; i < words; i++)
        bitmap->words[i] = ~bitmap->words[i];
    clear_tail(bitmap);
    bitmap->count = (int64_t)bitmap->rows - bitmap->count;
}

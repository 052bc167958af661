/*
 * Scans of codes. A block of rows becomes a run of bytes, 1 where the row passes, by a loop
 * without branches for each width of code; eight such bytes become eight bits by one
 * multiplication. The loops stay in the form that compilers turn into vector code: look at
 * the build with -fopt-info-vec before you change them.
 */
#include "core/frame/scan.h"

#include <string.h>

#include "core/frame/parallel.h"

enum { BLOCK_ROWS = 1024, RANGES_FOR_LOOPS = 4 };

struct scan {
    const struct frame_column *column;
    const struct code_set *set;
    const volatile int *cancel;
    struct bitmap *out;
};

/* ---- one range of codes ---- */

static void hit_range_1(const uint8_t *restrict codes, size_t rows, struct code_range range,
                        uint8_t *restrict hits)
{
    const uint8_t first = (uint8_t)range.first, span = (uint8_t)(range.last - range.first);
    for (size_t i = 0; i < rows; i++)
        hits[i] |= (uint8_t)(codes[i] - first) <= span;
}

static void hit_range_2(const uint16_t *restrict codes, size_t rows, struct code_range range,
                        uint8_t *restrict hits)
{
    const uint16_t first = (uint16_t)range.first, span = (uint16_t)(range.last - range.first);
    for (size_t i = 0; i < rows; i++)
        hits[i] |= (uint16_t)(codes[i] - first) <= span;
}

static void hit_range_4(const uint32_t *restrict codes, size_t rows, struct code_range range,
                        uint8_t *restrict hits)
{
    const uint32_t first = (uint32_t)range.first, span = (uint32_t)(range.last - range.first);
    for (size_t i = 0; i < rows; i++)
        hits[i] |= codes[i] - first <= span;
}

static void hit_range_8(const uint64_t *restrict codes, size_t rows, struct code_range range,
                        uint8_t *restrict hits)
{
    const uint64_t first = range.first, span = range.last - range.first;
    for (size_t i = 0; i < rows; i++)
        hits[i] |= codes[i] - first <= span;
}

static void hit_range(const struct frame_column *column, size_t first, size_t rows,
                      struct code_range range, uint8_t *hits)
{
    const char *codes = (const char *)column->codes + first * (size_t)column->width;
    switch (column->width) {
    case 1:
        hit_range_1((const uint8_t *)codes, rows, range, hits);
        break;
    case 2:
        hit_range_2((const uint16_t *)(const void *)codes, rows, range, hits);
        break;
    case 4:
        hit_range_4((const uint32_t *)(const void *)codes, rows, range, hits);
        break;
    default:
        hit_range_8((const uint64_t *)(const void *)codes, rows, range, hits);
        break;
    }
}

/* ---- a table of codes, and many ranges ---- */

static void hit_table(const struct frame_column *column, size_t first, size_t rows,
                      const uint8_t *table, uint8_t *hits)
{
    if (column->width == 1) {
        const uint8_t *codes = (const uint8_t *)column->codes + first;
        for (size_t i = 0; i < rows; i++)
            hits[i] = table[codes[i]];
    } else if (column->width == 2) {
        const uint16_t *codes = (const uint16_t *)column->codes + first;
        for (size_t i = 0; i < rows; i++)
            hits[i] = table[codes[i]];
    } else if (column->width == 4) {
        const uint32_t *codes = (const uint32_t *)column->codes + first;
        for (size_t i = 0; i < rows; i++)
            hits[i] = table[codes[i]];
    } else {
        const uint64_t *codes = (const uint64_t *)column->codes + first;
        for (size_t i = 0; i < rows; i++)
            hits[i] = table[codes[i]];
    }
}

static bool in_ranges(const struct code_set *set, uint64_t code)
{
    size_t low = 0, high = set->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (set->ranges[middle].last < code)
            low = middle + 1;
        else
            high = middle;
    }
    return low < set->count && set->ranges[low].first <= code;
}

static void hit_block(const struct scan *scan, size_t first, size_t rows, uint8_t *hits)
{
    const struct code_set *set = scan->set;
    if (set->table) {
        hit_table(scan->column, first, rows, set->table, hits);
        return;
    }
    for (size_t r = 0; r < set->count && set->count <= RANGES_FOR_LOOPS; r++)
        hit_range(scan->column, first, rows, set->ranges[r], hits);
    for (size_t i = 0; i < rows && set->count > RANGES_FOR_LOOPS; i++)
        hits[i] = in_ranges(set, column_code(scan->column, first + i));
}

/* ---- bits ---- */

/* Byte i of eight, 0 or 1, becomes bit i: each of the factor's bits moves one of them into
 * the highest byte, and no two sums meet. */
static uint64_t pack_eight(const uint8_t *hits)
{
    uint64_t bytes = 0;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    memcpy(&bytes, hits, sizeof bytes);
#else
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes |= (uint64_t)hits[i] << 8 * i;
#endif
    return bytes * UINT64_C(0x0102040810204080) >> 56;
}

static void pack_block(const uint8_t *hits, size_t words, uint64_t *out)
{
    for (size_t w = 0; w < words; w++) {
        uint64_t word = 0;
        for (size_t i = 0; i < 8; i++)
            word |= pack_eight(hits + w * 64 + i * 8) << 8 * i;
        out[w] = word;
    }
}

/* Parts and blocks begin at multiples of 64 rows: no two threads write one word. */
static void scan_part(void *context, unsigned part, size_t first, size_t end)
{
    const struct scan *scan = context;
    uint8_t hits[BLOCK_ROWS];
    (void)part;
    for (size_t at = first; at < end; at += BLOCK_ROWS) {
        size_t rows = end - at < BLOCK_ROWS ? end - at : BLOCK_ROWS;
        if (at % CHUNK_ROWS == 0 && scan->cancel && *scan->cancel)
            return;
        memset(hits, 0, sizeof hits);
        hit_block(scan, at, rows, hits);
        pack_block(hits, bitmap_word_count(rows), scan->out->words + at / 64);
    }
}

bool scan_codes(const struct frame_column *column, const struct code_set *set,
                const volatile int *cancel, struct bitmap *out)
{
    struct scan scan = {.column = column, .set = set, .cancel = cancel, .out = out};
    parallel_run(column->rows, scan_part, &scan);
    bitmap_recount(out);
    return !cancel || !*cancel;
}

/* Lists of codes per cell: filled by two scans (how many, then which), searched for the
 * middle by parting, sorted by bytes. */
#include "core/frame/cube_codes.h"

#include <stdlib.h>
#include <string.h>

#include "core/frame/code_at.h"

enum { FEW = 32 };

__attribute__((always_inline)) static inline void put_code(void *codes, int width, size_t at,
                                                           uint64_t code)
{
    if (width == 4)
        ((uint32_t *)codes)[at] = (uint32_t)code;
    else
        ((uint64_t *)codes)[at] = code;
}

/* ---- filling ---- */

static void count_block(void *context, unsigned part, const struct cube_block *block)
{
    struct cube_codes *out = context;
    (void)part;
    for (size_t i = 0; i < block->count; i++)
        out->counts[block->cells[i]] += (block->wide ? block->wide[i] : block->values[i]) != 0;
}

/* The counts are filled anew and tell where the next code goes. */
static void put_block(void *context, unsigned part, const struct cube_block *block)
{
    struct cube_codes *out = context;
    (void)part;
    for (size_t i = 0; i < block->count; i++) {
        uint64_t code = block->wide ? block->wide[i] : block->values[i];
        uint32_t cell = block->cells[i];
        if (code != 0)
            put_code(out->codes, out->width, out->starts[cell] + out->counts[cell]++, code);
    }
}

enum status cube_codes_make(struct cube_codes *out, const struct cube_plan *plan,
                            const struct cube_value *value, struct error *err)
{
    struct cube_plan alone = *plan; /* one thread: places in lists are given out in order */
    size_t cells = plan->cell_count, total = 0;
    *out = (struct cube_codes){.width = value->column->width == 8 ? 8 : 4,
                               .cells = cells,
                               .starts = calloc(cells + 1, sizeof *out->starts),
                               .counts = calloc(cells + 1, sizeof *out->counts)};
    alone.parts = 1;
    if (!out->starts || !out->counts)
        return cube_no_memory(err);
    enum status status = cube_scan(&alone, value, plan->request->rows, count_block, out, err);
    for (size_t cell = 0; cell < cells; cell++) {
        out->starts[cell] = total;
        total += out->counts[cell];
        out->counts[cell] = 0;
    }
    out->starts[cells] = total;
    size_t bytes = (total + 1) * (size_t)out->width;
    out->codes = malloc(bytes);
    out->room = malloc(bytes);
    out->spare = malloc(bytes);
    if (status == STATUS_OK && (!out->codes || !out->room || !out->spare))
        status = cube_no_memory(err);
    if (status == STATUS_OK)
        status = cube_scan(&alone, value, plan->request->rows, put_block, out, err);
    return status;
}

void cube_codes_free(struct cube_codes *codes)
{
    free(codes->codes);
    free(codes->starts);
    free(codes->counts);
    free(codes->room);
    free(codes->spare);
}

/* The codes of some cells side by side in room; their number. */
static size_t gather(struct cube_codes *codes, const uint32_t *cells, size_t count)
{
    size_t width = (size_t)codes->width, total = 0;
    for (size_t i = 0; i < count; i++) {
        size_t size = codes->counts[cells[i]];
        memcpy((char *)codes->room + total * width,
               (const char *)codes->codes + codes->starts[cells[i]] * width, size * width);
        total += size;
    }
    return total;
}

/* ---- the middle ---- */

__attribute__((always_inline)) static inline void swap_codes(void *codes, int width, size_t a,
                                                             size_t b)
{
    uint64_t code = code_at(codes, width, a);
    put_code(codes, width, a, code_at(codes, width, b));
    put_code(codes, width, b, code);
}

__attribute__((always_inline)) static inline uint64_t pivot_of(const void *codes, int width,
                                                               size_t low, size_t high)
{
    uint64_t a = code_at(codes, width, low), c = code_at(codes, width, high);
    uint64_t b = code_at(codes, width, low + (high - low) / 2);
    if (a > b) {
        uint64_t swap = a;
        a = b;
        b = swap;
    }
    return c < a ? a : c < b ? c : b;
}

/* Puts the code that belongs at a place there, smaller ones before, greater ones behind. */
__attribute__((always_inline)) static inline uint64_t select_place(void *codes, int width,
                                                                   size_t count, size_t place)
{
    size_t low = 0, high = count - 1;
    while (low < high) {
        uint64_t pivot = pivot_of(codes, width, low, high);
        size_t i = low, j = high;
        for (;;) {
            while (code_at(codes, width, i) < pivot)
                i++;
            while (code_at(codes, width, j) > pivot)
                j--;
            if (i >= j)
                break;
            swap_codes(codes, width, i++, j--);
        }
        if (i == j && code_at(codes, width, j) > pivot)
            j--;
        /* low … j are at most pivot, j + 1 … high at least */
        if (place <= j)
            high = j;
        else
            low = j + 1;
    }
    return code_at(codes, width, place);
}

__attribute__((always_inline)) static inline uint64_t least_from(const void *codes, int width,
                                                                 size_t first, size_t count)
{
    uint64_t least = UINT64_MAX;
    for (size_t i = first; i < count; i++)
        least = code_at(codes, width, i) < least ? code_at(codes, width, i) : least;
    return least;
}

bool cube_codes_middle(struct cube_codes *codes, const uint32_t *cells, size_t count,
                       uint64_t middle[2])
{
    size_t total = gather(codes, cells, count);
    if (total == 0)
        return false;
    size_t place = (total - 1) / 2;
    middle[0] = codes->width == 4 ? select_place(codes->room, 4, total, place)
                                  : select_place(codes->room, 8, total, place);
    middle[1] = middle[0];
    if (total % 2 == 0)
        middle[1] = codes->width == 4 ? least_from(codes->room, 4, place + 1, total)
                                      : least_from(codes->room, 8, place + 1, total);
    return true;
}

/* ---- different codes ---- */

__attribute__((always_inline)) static inline void sort_few(void *codes, int width, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        uint64_t code = code_at(codes, width, i);
        size_t j = i;
        for (; j > 0 && code_at(codes, width, j - 1) > code; j--)
            put_code(codes, width, j, code_at(codes, width, j - 1));
        put_code(codes, width, j, code);
    }
}

/* Sorts by bytes, the last first; bytes that are the same in all are passed over. */
__attribute__((always_inline)) static inline void sort_many(void *codes, void *spare, int width,
                                                            size_t count)
{
    void *from = codes, *to = spare;
    for (int shift = 0; shift < width * 8; shift += 8) {
        size_t starts[256] = {0}, at = 0;
        for (size_t i = 0; i < count; i++)
            starts[code_at(from, width, i) >> shift & 255]++;
        if (starts[code_at(from, width, 0) >> shift & 255] == count)
            continue;
        for (int byte = 0; byte < 256; byte++) {
            size_t size = starts[byte];
            starts[byte] = at;
            at += size;
        }
        for (size_t i = 0; i < count; i++) {
            uint64_t code = code_at(from, width, i);
            put_code(to, width, starts[code >> shift & 255]++, code);
        }
        void *swap = from;
        from = to;
        to = swap;
    }
    if (from != codes)
        memcpy(codes, from, count * (size_t)width);
}

__attribute__((always_inline)) static inline void sort_codes(void *codes, void *spare, int width,
                                                             size_t count)
{
    if (count <= FEW)
        sort_few(codes, width, count);
    else
        sort_many(codes, spare, width, count);
}

const void *cube_codes_sorted(struct cube_codes *codes, size_t cell, size_t *count)
{
    char *list = (char *)codes->codes + codes->starts[cell] * (size_t)codes->width;
    *count = codes->counts[cell];
    if (codes->width == 4)
        sort_codes(list, codes->spare, 4, *count);
    else
        sort_codes(list, codes->spare, 8, *count);
    return list;
}

/* Sorts and leaves each code once; how many those are. */
__attribute__((always_inline)) static inline size_t unique(void *codes, void *spare, int width,
                                                           size_t count)
{
    size_t kept = 0;
    sort_codes(codes, spare, width, count);
    for (size_t i = 0; i < count; i++) {
        uint64_t code = code_at(codes, width, i);
        if (kept == 0 || code_at(codes, width, kept - 1) != code)
            put_code(codes, width, kept++, code);
    }
    return kept;
}

static size_t unique_codes(struct cube_codes *codes, void *list, size_t count)
{
    return codes->width == 4 ? unique(list, codes->spare, 4, count)
                             : unique(list, codes->spare, 8, count);
}

void cube_codes_unique(struct cube_codes *codes)
{
    for (size_t cell = 0; cell < codes->cells; cell++) {
        char *list = (char *)codes->codes + codes->starts[cell] * (size_t)codes->width;
        codes->counts[cell] = unique_codes(codes, list, codes->counts[cell]);
    }
}

int64_t cube_codes_distinct(struct cube_codes *codes, const uint32_t *cells, size_t count)
{
    if (count == 1)
        return (int64_t)codes->counts[cells[0]];
    size_t total = gather(codes, cells, count);
    return (int64_t)unique_codes(codes, codes->room, total);
}

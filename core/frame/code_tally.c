/*
 * Counting codes: a table of counters, one for each thread where it is small. Where codes
 * reach beyond any table they are sorted, and what is equal stands side by side.
 */
#include "core/frame/code_tally.h"

#include <stdlib.h>
#include <string.h>

#include "core/frame/parallel.h"

enum {
    SHARED_ABOVE = 1 << 18, /* codes; a larger table is made for each thread only where there */
    ROWS_PER_CODE = 8       /* are so many rows to it */
};

struct counting {
    const struct frame_column *column;
    const struct bitmap *bitmap;
    const volatile int *cancel;
    uint32_t *counts[PARALLEL_MAX];
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- a table ---- */

/* Four tables in turn: equal neighbours would wait for each other's count. */
static void count_bytes(const uint8_t *codes, size_t rows, uint32_t *counts)
{
    uint32_t turns[4][256] = {{0}};
    size_t i = 0;
    for (; i + 4 <= rows; i += 4) {
        turns[0][codes[i]]++;
        turns[1][codes[i + 1]]++;
        turns[2][codes[i + 2]]++;
        turns[3][codes[i + 3]]++;
    }
    for (; i < rows; i++)
        turns[0][codes[i]]++;
    /* The table ends with the greatest code, which no row goes beyond. */
    for (size_t code = 0; code < 256; code++) {
        uint32_t sum = turns[0][code] + turns[1][code] + turns[2][code] + turns[3][code];
        if (sum)
            counts[code] += sum;
    }
}

static void count_run(const struct frame_column *column, size_t first, size_t end, uint32_t *counts)
{
    if (column->width == 1) {
        count_bytes((const uint8_t *)column->codes + first, end - first, counts);
    } else if (column->width == 2) {
        const uint16_t *codes = column->codes;
        for (size_t i = first; i < end; i++)
            counts[codes[i]]++;
    } else {
        for (size_t i = first; i < end; i++)
            counts[column_code(column, i)]++;
    }
}

static void count_marked(const struct frame_column *column, const struct bitmap *bitmap,
                         size_t first, size_t end, uint32_t *counts)
{
    for (size_t row = first; row < end; row += 64) {
        uint64_t word = bitmap->words[row / 64];
        if (word == UINT64_MAX && column->width != 1) {
            count_run(column, row, row + 64, counts);
            continue;
        }
        for (; word; word &= word - 1)
            counts[column_code(column, row + (size_t)__builtin_ctzll(word))]++;
    }
}

static void count_part(void *context, unsigned part, size_t first, size_t end)
{
    const struct counting *counting = context;
    uint32_t *counts = counting->counts[part];
    for (size_t at = first; at < end; at += CHUNK_ROWS) {
        size_t stop = end - at < CHUNK_ROWS ? end : at + CHUNK_ROWS;
        if (counting->cancel && *counting->cancel)
            return;
        if (counting->bitmap)
            count_marked(counting->column, counting->bitmap, at, stop, counts);
        else
            count_run(counting->column, at, stop, counts);
    }
}

/* Adds up what the threads have counted. */
static void join_tables(const struct counting *counting, size_t codes, unsigned parts)
{
    for (unsigned i = 1; i < parts; i++)
        for (size_t code = 0; code < codes; code++)
            counting->counts[0][code] += counting->counts[i][code];
}

static enum status count_table(struct code_tally *out, struct counting *counting, struct error *err)
{
    size_t codes = (size_t)out->top + 1, rows = counting->column->rows;
    bool own = codes <= SHARED_ABOVE || codes <= rows / ROWS_PER_CODE;
    unsigned parts = own ? parallel_parts(rows) : 1;
    uint32_t *tables = calloc(codes * parts, sizeof *tables);
    if (!tables)
        return no_memory(err);
    out->counts = tables;
    for (unsigned i = 0; i < parts; i++)
        counting->counts[i] = tables + i * codes;
    if (parts > 1)
        parallel_run(rows, count_part, counting);
    else
        count_part(counting, 0, 0, rows);
    join_tables(counting, codes, parts);
    out->empties = tables[0];
    return STATUS_OK;
}

/* ---- sorted codes ---- */

static void gather(struct code_tally *out, const struct frame_column *column,
                   const struct bitmap *bitmap)
{
    for (size_t row = 0; row < column->rows; row++) {
        uint64_t code = column_code(column, row);
        if (bitmap && !bitmap_has(bitmap, row))
            continue;
        if (code == 0)
            out->empties++;
        else if (out->width == 4)
            ((uint32_t *)out->sorted)[out->count++] = (uint32_t)code;
        else
            ((uint64_t *)out->sorted)[out->count++] = code;
    }
}

static enum status sort_codes(struct code_tally *out, const struct frame_column *column,
                              const struct bitmap *bitmap, struct error *err)
{
    out->width = column->width == 8 ? 8 : 4;
    out->sorted = numbers_new((size_t)out->rows, (size_t)out->width);
    if (!out->sorted)
        return no_memory(err);
    gather(out, column, bitmap);
    bool sorted = out->width == 4 ? sort_numbers_4(out->sorted, out->count)
                                  : sort_numbers_8(out->sorted, out->count);
    return sorted ? STATUS_OK : no_memory(err);
}

/* ---- both ---- */

enum status code_tally_make(struct code_tally *out, const struct frame_column *column,
                            const struct bitmap *bitmap, const volatile int *cancel,
                            struct error *err)
{
    struct counting counting = {.column = column, .bitmap = bitmap, .cancel = cancel};
    *out = (struct code_tally){.top = column->top};
    out->rows = bitmap ? bitmap->count : (int64_t)column->rows;
    enum status status = column->top < CODE_TABLE_MAX ? count_table(out, &counting, err)
                                                      : sort_codes(out, column, bitmap, err);
    if (status == STATUS_OK && cancel && *cancel)
        status = error_set(err, STATUS_CANCELLED, TEXT_SELECT_CANCELLED, NULL);
    if (status != STATUS_OK)
        code_tally_free(out);
    return status;
}

void code_tally_free(struct code_tally *tally)
{
    free(tally->counts);
    free(tally->sorted);
    *tally = (struct code_tally){0};
}

static uint64_t sorted_code(const struct code_tally *tally, size_t i)
{
    return tally->width == 4 ? ((const uint32_t *)tally->sorted)[i]
                             : ((const uint64_t *)tally->sorted)[i];
}

bool code_tally_next(const struct code_tally *tally, uint64_t *position, uint64_t *code,
                     int64_t *rows)
{
    if (tally->counts) {
        uint64_t at = *position + 1;
        while (at <= tally->top && tally->counts[at] == 0)
            at++;
        *position = at;
        *code = at;
        *rows = at <= tally->top ? tally->counts[at] : 0;
        return at <= tally->top;
    }
    size_t first = (size_t)*position, end = first;
    if (first >= tally->count)
        return false;
    *code = sorted_code(tally, first);
    while (end < tally->count && sorted_code(tally, end) == *code)
        end++;
    *position = end;
    *rows = (int64_t)(end - first);
    return true;
}

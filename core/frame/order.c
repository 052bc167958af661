/*
 * Which rows are shown in which order. Without a sort: the bitmap, and how many rows are set
 * before each block of it, so that any position is found by halving and a short walk. With
 * a sort: the rows themselves, in order.
 */
#include "core/frame/order.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "core/frame/order_internal.h"

enum { BLOCK_WORDS = 8, BLOCK_ROWS = BLOCK_WORDS * 64 };

struct row_order {
    atomic_int holders;
    size_t rows; /* of the dataset */
    size_t count;
    struct bitmap bitmap; /* without words: all rows */
    uint32_t *before;     /* rows of the bitmap in front of each block of it */
    uint32_t *sorted;     /* NULL: no sort */
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static unsigned count_bits(uint64_t word)
{
    return (unsigned)__builtin_popcountll(word);
}

/* ---- making ---- */

static enum status index_bitmap(struct row_order *order, struct error *err)
{
    size_t words = bitmap_word_count(order->rows);
    size_t blocks = words / BLOCK_WORDS + 1;
    uint32_t rows = 0;
    order->before = calloc(blocks + 1, sizeof *order->before);
    if (!order->before)
        return no_memory(err);
    for (size_t i = 0; i < words; i++) {
        rows += count_bits(order->bitmap.words[i]);
        order->before[i / BLOCK_WORDS + 1] = rows;
    }
    return STATUS_OK;
}

/* The rows of the bitmap into out, which has room for them. */
static void list_rows(const struct bitmap *bitmap, size_t rows, uint32_t *out)
{
    if (!bitmap) {
        for (size_t i = 0; i < rows; i++)
            out[i] = (uint32_t)i;
        return;
    }
    for (size_t i = 0; i < bitmap_word_count(rows); i++)
        for (uint64_t word = bitmap->words[i]; word; word &= word - 1)
            *out++ = (uint32_t)(i * 64) + (uint32_t)__builtin_ctzll(word);
}

static enum status sort_by(struct row_order *order, uint32_t **spare, const struct order_key *key,
                           const struct bitmap *bitmap, const volatile int *cancel,
                           struct error *err)
{
    struct order_key by = *key;
    struct frame_column coded = {0};
    enum status status = STATUS_OK;
    if (key->column->form == FORM_TEXTS) {
        status = order_code_texts(&coded, key->column, bitmap, ORDER_TEXTS_LIMIT, cancel, err);
        by.column = &coded;
    }
    if (status == STATUS_OK && !order_sort_codes(&by, &order->sorted, spare, order->count, cancel))
        status = cancel && *cancel ? error_set(err, STATUS_CANCELLED, TEXT_SELECT_CANCELLED, NULL)
                                   : no_memory(err);
    free((void *)(uintptr_t)coded.codes);
    return status;
}

/* The last key first: the sort is stable. */
static enum status sort_rows(struct row_order *order, const struct bitmap *bitmap,
                             const struct order_key *keys, size_t key_count,
                             const volatile int *cancel, struct error *err)
{
    uint32_t *spare = malloc((order->count + 1) * sizeof *spare);
    order->sorted = malloc((order->count + 1) * sizeof *order->sorted);
    if (!spare || !order->sorted) {
        free(spare);
        return no_memory(err);
    }
    enum status status = STATUS_OK;
    list_rows(bitmap, order->rows, order->sorted);
    for (size_t i = key_count; i > 0 && status == STATUS_OK; i--)
        status = sort_by(order, &spare, &keys[i - 1], bitmap, cancel, err);
    free(spare);
    return status;
}

enum status row_order_make(struct row_order **out, size_t rows, const struct bitmap *bitmap,
                           const struct order_key *keys, size_t key_count,
                           const volatile int *cancel, struct error *err)
{
    enum status status = STATUS_OK;
    struct row_order *order = calloc(1, sizeof *order);
    *out = NULL;
    if (!order)
        return no_memory(err);
    atomic_init(&order->holders, 1);
    order->rows = rows;
    order->count = bitmap ? (size_t)bitmap->count : rows;
    if (rows > UINT32_MAX - 1)
        status = error_set(err, STATUS_INVALID, TEXT_ORDER_TOO_MANY, NULL);
    else if (key_count > 0)
        status = sort_rows(order, bitmap, keys, key_count, cancel, err);
    else if (bitmap && order->count < rows)
        status = bitmap_copy(&order->bitmap, bitmap) ? index_bitmap(order, err) : no_memory(err);
    if (status == STATUS_OK)
        *out = order;
    else
        row_order_free(order);
    return status;
}

void row_order_free(struct row_order *order)
{
    if (!order || atomic_fetch_sub(&order->holders, 1) > 1)
        return;
    bitmap_free(&order->bitmap);
    free(order->before);
    free(order->sorted);
    free(order);
}

struct row_order *row_order_hold(struct row_order *order)
{
    if (order)
        atomic_fetch_add(&order->holders, 1);
    return order;
}

/* ---- reading ---- */

bool row_order_is_sorted(const struct row_order *order)
{
    return order->sorted != NULL;
}

int64_t row_order_count(const struct row_order *order)
{
    return (int64_t)order->count;
}

bool row_order_bitmap(const struct row_order *order, struct bitmap *out)
{
    if (!order->sorted && order->bitmap.words)
        return bitmap_copy(out, &order->bitmap);
    bool all = order->count == order->rows;
    if (!bitmap_make(out, order->rows, all))
        return false;
    for (size_t i = 0; i < order->count && !all && order->sorted; i++)
        out->words[order->sorted[i] / 64] |= UINT64_C(1) << order->sorted[i] % 64;
    out->count = (int64_t)order->count;
    return true;
}

/* The block of the bitmap that holds the row at a position. */
static size_t find_block(const struct row_order *order, size_t position)
{
    size_t low = 0, high = bitmap_word_count(order->rows) / BLOCK_WORDS + 1;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (order->before[middle] <= position)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static void read_bitmap(const struct row_order *order, size_t first, size_t count, uint32_t *rows)
{
    size_t word = find_block(order, first) * BLOCK_WORDS;
    size_t position = order->before[word / BLOCK_WORDS];
    for (size_t taken = 0; taken < count; word++) {
        uint64_t bits = order->bitmap.words[word];
        for (; bits && taken < count; bits &= bits - 1) {
            if (position++ >= first)
                rows[taken++] = (uint32_t)(word * 64) + (uint32_t)__builtin_ctzll(bits);
        }
    }
}

size_t row_order_rows(const struct row_order *order, int64_t first, size_t count, uint32_t *rows)
{
    if (first < 0 || (uint64_t)first >= order->count)
        return 0;
    size_t from = (size_t)first;
    if (count > order->count - from)
        count = order->count - from;
    if (!order->sorted && order->bitmap.words) {
        read_bitmap(order, from, count, rows);
        return count;
    }
    for (size_t i = 0; i < count; i++)
        rows[i] = order->sorted ? order->sorted[from + i] : (uint32_t)(from + i);
    return count;
}

int64_t row_order_position(const struct row_order *order, uint32_t row)
{
    if (row >= order->rows)
        return -1;
    if (order->sorted) {
        for (size_t i = 0; i < order->count; i++)
            if (order->sorted[i] == row)
                return (int64_t)i;
        return -1;
    }
    if (!order->bitmap.words)
        return row;
    if (!bitmap_has(&order->bitmap, row))
        return -1;
    int64_t position = order->before[row / BLOCK_ROWS];
    for (size_t word = row / BLOCK_ROWS * BLOCK_WORDS; word < row / 64; word++)
        position += count_bits(order->bitmap.words[word]);
    uint64_t below = (UINT64_C(1) << row % 64) - 1;
    return position + count_bits(order->bitmap.words[row / 64] & below);
}

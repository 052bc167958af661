/*
 * Which rows of a dataset are shown, in which order: position p of what is shown to row r of
 * the dataset, and back. Without a sort it is a bitmap with a rank index; with one, a
 * permutation.
 */
#ifndef DATAJAM_FRAME_ORDER_H
#define DATAJAM_FRAME_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/frame/bitmap.h"
#include "core/frame/column.h"

struct row_order;

struct order_key {
    const struct frame_column *column;
    bool descending;
};

/* The rows of the bitmap (NULL: all `rows`), sorted by the keys (none: as they stand): stable,
 * the first key counts most, empties last in either direction. *out is freed with
 * row_order_free; the bitmap and the columns are not needed any more. */
enum status row_order_make(struct row_order **out, size_t rows, const struct bitmap *bitmap,
                           const struct order_key *keys, size_t key_count,
                           const volatile int *cancel, struct error *err);
void row_order_free(struct row_order *order); /* NULL is fine; see row_order_hold */

/* One more holder, who calls row_order_free as well: the last one frees it. Any thread. */
struct row_order *row_order_hold(struct row_order *order);

bool row_order_is_sorted(const struct row_order *order);
int64_t row_order_count(const struct row_order *order);

/* The rows that are shown, as a set, into a new bitmap. False: no memory. */
bool row_order_bitmap(const struct row_order *order, struct bitmap *out);

/* Rows at the positions first … first + count - 1, as many as there are; returns how many. */
size_t row_order_rows(const struct row_order *order, int64_t first, size_t count, uint32_t *rows);

/* The position of a row, -1: it is not shown. With a sort this walks: not for each row. */
int64_t row_order_position(const struct row_order *order, uint32_t row);

#endif

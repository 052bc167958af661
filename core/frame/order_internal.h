/* What the files of orders share: sorting by a key. */
#ifndef DATAJAM_FRAME_ORDER_INTERNAL_H
#define DATAJAM_FRAME_ORDER_INTERNAL_H

#include "core/frame/order.h"

/* Memory that sorting by texts without codes may take. */
enum { ORDER_TEXTS_LIMIT = 256 * 1024 * 1024 };

/* Sorts rows by one key, stable; spare has the same room. *rows may change place with spare.
 * False: cancelled, or no memory for the counters. */
bool order_sort_codes(const struct order_key *key, uint32_t **rows, uint32_t **spare, size_t count,
                      const volatile int *cancel);

/* Codes (4 bytes) for a column of texts without any, in their natural order, for the rows of
 * the bitmap (NULL: all). STATUS_INVALID: they take more than `limit` bytes. out->codes is
 * freed by the caller. */
enum status order_code_texts(struct frame_column *out, const struct frame_column *column,
                             const struct bitmap *bitmap, size_t limit, const volatile int *cancel,
                             struct error *err);

#endif

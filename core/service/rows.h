/*
 * Rows as they are shown: blocks of a view by position, with texts that are ready for the
 * screen. Whatever scrolls reads through here.
 */
#ifndef DATAJAM_SERVICE_ROWS_H
#define DATAJAM_SERVICE_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/span.h"
#include "core/frame/order.h"
#include "core/store/dataset.h"
#include "core/store/db.h"

struct frames;

/* Which rows, in which order. What is shown is spoken of by its position in it, from 0. */
struct row_source {
    const struct dataset_info *dataset;
    const struct row_order *order; /* NULL: all rows in the order of the table */
    struct frames *frames; /* needed with an order; figures of columns are at hand with it */
};

int64_t row_source_count(const struct row_source *source);

enum shown_kind { SHOWN_VALUE, SHOWN_EMPTY, SHOWN_MISFIT };

struct shown_cell {
    struct span text; /* safe for a screen; cut at SHOWN_LIMIT cells */
    uint16_t cells;
    uint8_t kind; /* enum shown_kind; a misfit has the text as it was written */
};

enum { SHOWN_LIMIT = 240 };

struct row_block {
    int64_t first; /* position of its first row, from 0 */
    size_t rows;
    size_t columns;
    const int64_t *ids;             /* dj_row of each */
    const struct shown_cell *cells; /* row by row */
};

/* Reads rows [first, first + count) with the dataset's columns at the given positions;
 * all in arena. Fewer rows at the end. */
enum status rows_read(struct db *db, struct arena *arena, const struct row_source *source,
                      int64_t first, size_t count, const size_t *columns, size_t column_count,
                      struct row_block *out, struct error *err);

/* The same as values: dataset_read_page through the order. A row that another program has
 * deleted meanwhile has the id ROW_GONE and empty cells, so that positions stay. */
#define ROW_GONE INT64_MIN
enum status row_source_read(struct db *db, struct arena *arena, const struct row_source *source,
                            int64_t first, size_t count, const size_t *columns, size_t column_count,
                            struct row_page *out, struct error *err);

/* dataset_scan through the order: all rows from position first on, until fn returns false. */
enum status row_source_walk(struct db *db, const struct row_source *source, int64_t first,
                            const size_t *columns, size_t column_count, dataset_row_fn *fn,
                            void *context, const volatile int *cancel, struct error *err);

/* A copy of a dataset's description that lives in arena, for a job of its own. NULL: no
 * memory. */
struct dataset_info *dataset_copy(struct arena *arena, const struct dataset_info *dataset);

#endif

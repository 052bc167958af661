/* For the files of core/store that read rows: what pages, walks and sorted walks share. */
#ifndef DATAJAM_STORE_ROWS_H
#define DATAJAM_STORE_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/store/dataset.h"
#include "core/store/db_internal.h"

/* Adds `SELECT dj_row, "a", "b" FROM "dataset"`. */
void rows_add_columns(struct buffer *sql, const struct dataset_info *dataset, const size_t *columns,
                      size_t column_count);

/* As statement_open_built, with words for a table that another program altered. */
enum status rows_open(struct statement *out, struct db *db, const struct dataset_info *dataset,
                      const struct buffer *sql, struct error *err);

/* Gives a failed status of such a statement the words that fit. Call it at once. */
enum status rows_explain(struct db *db, const struct dataset_info *dataset, enum status status,
                         struct error *err);

/* An empty page with room for rows × columns; false: no memory. */
bool rows_make_page(struct arena *arena, size_t rows, size_t columns, struct row_page *out);

/* Adds the statement's row (dj_row first) to page; adds its text to *bytes. */
bool rows_copy(const struct statement *row, struct arena *arena, struct row_page *page,
               size_t *bytes);

/* Calls fn for each row; false: it ended the walk. */
bool rows_hand_out(const struct row_page *page, dataset_row_fn *fn, void *context);

/* How many rows of so many columns are read at a time. */
size_t rows_per_slice(size_t columns);

#endif

/*
 * One row of a dataset as it is, with what does not fit in it: to be kept, changed, taken away
 * and brought back, so that the figures about the dataset stay right. All of it in an open
 * transaction but reading.
 */
#ifndef DATAJAM_STORE_ROW_STATE_H
#define DATAJAM_STORE_ROW_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/value.h"
#include "core/store/dataset.h"
#include "core/store/db.h"

struct row_cell {
    const char *column; /* its name in the table */
    struct value value;
    const char *misfit; /* as it was written, where it does not fit its column; else NULL */
};

struct row_state {
    struct row_cell *cells;
    size_t count;
};

/* The row with that dj_row, the columns that hold values of their own; *there false: it is
 * gone. All lives in arena. */
enum status row_state_read(struct db *db, struct arena *arena, const struct dataset_info *dataset,
                           int64_t row, struct row_state *out, bool *there, struct error *err);

/* Changes the cells of a row that is there; columns that are not named stay. */
enum status row_state_write(struct db *db, const struct dataset_info *dataset, int64_t row,
                            const struct row_state *state, struct error *err);

/* Brings a row back that is gone. */
enum status row_state_insert(struct db *db, const struct dataset_info *dataset, int64_t row,
                             const struct row_state *state, struct error *err);

/* Takes a row away, with its misfits. */
enum status row_state_delete(struct db *db, const struct dataset_info *dataset, int64_t row,
                             struct error *err);

/* After changes of our own: rows and rows set aside have become more by so many, and the dataset
 * is as well counted as it was before. */
enum status row_state_count(struct db *db, const struct dataset_info *dataset, int64_t rows,
                            int64_t aside, struct error *err);

#endif

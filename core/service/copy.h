/*
 * Copies out of a dataset into files beside the team file: a cell as text, rows or a
 * column as CSV. Through the release gate, never over a file that is there.
 */
#ifndef DATAJAM_SERVICE_COPY_H
#define DATAJAM_SERVICE_COPY_H

#include <stddef.h>
#include <stdint.h>

#include "core/analysis/ranges.h"
#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/service/find.h"
#include "core/service/rows.h"
#include "core/store/db.h"

enum copy_kind { COPY_CELL, COPY_ROWS, COPY_COLUMN };

struct copy_request {
    enum copy_kind kind;
    const size_t *columns; /* positions in the dataset; of a cell or column one */
    size_t column_count;
    const struct row_range *ranges; /* of a cell or row one; of a column none: all rows */
    size_t range_count;
    const char *by; /* who copies */
    scan_progress_fn *progress;
    void *context;
    const volatile int *cancel;
};

/* Writes DATASET-… into the folder "copies" beside the team file; *path, in arena, says
 * where it is and *rows (may be NULL) how many it has. */
enum status copy_out(struct db *db, struct arena *arena, const struct row_source *source,
                     const struct copy_request *request, const char **path, int64_t *rows,
                     struct error *err);

/* Where a copy of something made of a dataset goes: the first of DATASET-PART.ENDING,
 * DATASET-PART-2.ENDING, … in that folder that isn't there. *path is in arena. */
enum status copy_path(struct db *db, struct arena *arena, const char *dataset, const char *part,
                      const char *ending, const char **path, struct error *err);

#endif

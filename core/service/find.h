/*
 * Find: the next or previous cell that has a text in it, without regard to case, in one
 * column or in all that are shown. Goes round at the end and says so.
 */
#ifndef DATAJAM_SERVICE_FIND_H
#define DATAJAM_SERVICE_FIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/span.h"
#include "core/service/rows.h"
#include "core/store/db.h"

/* How far a scan is; called from time to time. NULL where nobody asks. */
typedef void scan_progress_fn(void *context, int64_t done, int64_t total);

struct find_request {
    struct span text;
    const size_t *columns; /* positions in the dataset, in the order they are shown */
    size_t column_count;
    int64_t row;   /* the cell to start from, which comes last */
    size_t column; /* index into columns */
    bool backwards;
    scan_progress_fn *progress;
    void *context;
    const volatile int *cancel; /* may be NULL */
};

struct find_result {
    bool found;
    bool wrapped; /* it went round the end (or the start) */
    int64_t row;
    size_t column; /* index into columns */
};

/* STATUS_CANCELLED when asked to stop. Not finding anything is no failure. */
enum status find_text(struct db *db, const struct row_source *source,
                      const struct find_request *request, struct find_result *out,
                      struct error *err);

#endif

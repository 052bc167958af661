/* The figures of a column card: how many values, which ones most often. */
#ifndef DATAJAM_SERVICE_COLUMN_CARD_H
#define DATAJAM_SERVICE_COLUMN_CARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/analysis/tally.h"
#include "core/analysis/total.h"
#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/service/find.h"
#include "core/service/rows.h"
#include "core/store/db.h"

enum { CARD_TOP = 10, CARD_DISTINCT_LIMIT = 200000, CARD_BYTES_LIMIT = 16 * 1024 * 1024 };

struct column_card {
    struct total total;
    int64_t distinct;
    bool complete; /* false: distinct and the counts of top are lower bounds */
    struct tally_entry top[CARD_TOP];
    size_t top_count;
};

/* Reads the whole column; *out lives in arena. */
enum status column_card_read(struct db *db, struct arena *arena, const struct row_source *source,
                             size_t column, scan_progress_fn *progress, void *context,
                             const volatile int *cancel, struct column_card *out,
                             struct error *err);

#endif

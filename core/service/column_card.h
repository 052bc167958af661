/* The figures of a column card: how many values, from where to where, which ones most
 * often. */
#ifndef DATAJAM_SERVICE_COLUMN_CARD_H
#define DATAJAM_SERVICE_COLUMN_CARD_H

#include <stddef.h>
#include <stdint.h>

#include "core/analysis/total.h"
#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/span.h"
#include "core/base/value.h"
#include "core/service/defaults.h"
#include "core/service/find.h"
#include "core/service/rows.h"
#include "core/store/db.h"
#include "core/store/misfit.h"

enum { CARD_TOP = 10, CARD_MISFITS = 5 };

struct card_value {
    struct span text;
    int64_t count;
};

struct column_card {
    struct total total;
    int64_t distinct;
    struct value lower, median, upper; /* of the numbers; VALUE_EMPTY: there are none */
    struct card_value top[CARD_TOP];
    size_t top_count;
    struct misfit_count *misfits; /* of the whole dataset, the most frequent first */
    size_t misfit_count;
    struct column_defaults defaults; /* of the whole dataset, too */
};

/* Of the rows that are shown, from the columns of source->frames; *out lives in arena. */
enum status column_card_read(struct db *db, struct arena *arena, const struct row_source *source,
                             size_t column, scan_progress_fn *progress, void *context,
                             const volatile int *cancel, struct column_card *out,
                             struct error *err);

#endif

/* What a column, or the marked rows of it, adds up to. */
#ifndef DATAJAM_SERVICE_SUMMARY_H
#define DATAJAM_SERVICE_SUMMARY_H

#include <stddef.h>
#include <stdint.h>

#include "core/analysis/ranges.h"
#include "core/analysis/total.h"
#include "core/base/error.h"
#include "core/service/find.h"
#include "core/service/rows.h"
#include "core/store/db.h"

/* Adds the column up over the given ranges (sorted, apart from each other), or over all
 * rows when there are none. */
enum status summary_of_column(struct db *db, const struct row_source *source, size_t column,
                              const struct row_range *ranges, size_t range_count,
                              scan_progress_fn *progress, void *context, const volatile int *cancel,
                              struct total *out, struct error *err);

#endif

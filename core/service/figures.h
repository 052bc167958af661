/* What a column of the shown rows adds up to, from its codes: for the status line and the
 * column card. */
#ifndef DATAJAM_SERVICE_FIGURES_H
#define DATAJAM_SERVICE_FIGURES_H

#include "core/analysis/total.h"
#include "core/frame/profile.h"
#include "core/service/find.h"
#include "core/service/frames.h"
#include "core/service/rows.h"

/* A use of the source's frames. STATUS_STALE: the table is no longer what the source shows. */
enum status figures_begin(struct frame_use **use, struct db *db, const struct row_source *source,
                          scan_progress_fn *progress, void *context, const volatile int *cancel,
                          struct error *err);

/* The profile of a column over the shown rows; in arena. */
enum status figures_profile(struct frame_use *use, const struct row_source *source, size_t column,
                            size_t top_count, struct arena *arena, struct profile *out,
                            struct error *err);

/* The same figures as they are added up row by row. */
void figures_total(const struct profile *profile, struct total *out);

#endif

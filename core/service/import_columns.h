/*
 * The columns of a dataset while it is imported: coded on the thread that packs rows,
 * written by the one that writes.
 */
#ifndef DATAJAM_SERVICE_IMPORT_COLUMNS_H
#define DATAJAM_SERVICE_IMPORT_COLUMNS_H

#include "core/base/error.h"
#include "core/ingest/feed.h"
#include "core/store/staging.h"

struct import_columns;

/* For a load under the plan. NULL: no memory; the import goes on without. */
struct import_columns *import_columns_new(const struct plan *plan);
void import_columns_free(struct import_columns *all); /* NULL is fine */

/* Codes the next batch. */
void import_columns_see(struct import_columns *all, const struct batch *batch);

/* Writes what has come since the last call. */
enum status import_columns_write(struct import_columns *all, struct staging *staging,
                                 struct error *err);

/* When the feed is done: writes the rest. */
enum status import_columns_finish(struct import_columns *all, struct staging *staging,
                                  struct error *err);

#endif

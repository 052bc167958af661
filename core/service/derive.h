/*
 * New columns from old ones: made, changed, renamed and dropped, each as one change that is
 * whole or not there, with an entry in the log that says how to take it back. What depends on
 * a column follows when it changes.
 */
#ifndef DATAJAM_SERVICE_DERIVE_H
#define DATAJAM_SERVICE_DERIVE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/analysis/recipe.h"
#include "core/base/error.h"
#include "core/store/dataset.h"
#include "core/store/db.h"

/*
 * Makes a column of a dataset; *column (may be NULL) is its id. STATUS_EXISTS: the name is
 * taken; STATUS_INVALID: the recipe does not fit the columns, or SQLite can't say it;
 * STATUS_STALE: another tool has altered the table.
 */
enum status derive_make(struct db *db, int64_t dataset, const char *name,
                        const struct recipe *recipe, const char *by, int64_t *column,
                        struct error *err);

/* Takes a column away. Columns that are worked out from it keep their values: what it was is
 * written into them, and derive_lost says that they stand alone. */
enum status derive_drop(struct db *db, int64_t dataset, int64_t column, const char *by,
                        struct error *err);

/* Another recipe, another name (NULL: as it was). The column keeps its id, and the columns
 * that are worked out from it follow. */
enum status derive_change(struct db *db, int64_t dataset, int64_t column, const char *name,
                          const struct recipe *recipe, const char *by, struct error *err);

/* A column that is worked out from others one of which is gone: it keeps its values. */
bool derive_lost(const struct dataset_info *dataset, const struct column_info *column);

/* What a recipe makes, in words, in arena: "age in bands: 0–17, 18–24, …". NULL: no memory. */
const char *derive_words(const struct dataset_info *dataset, const struct recipe *recipe,
                         struct arena *arena);

#endif

/* Watching datasets: what another SQLite tool changes in a table is noticed. */
#ifndef DATAJAM_STORE_WATCH_H
#define DATAJAM_STORE_WATCH_H

#include <stdint.h>

#include "core/base/error.h"
#include "core/store/db.h"

/*
 * Makes the triggers that count changes of rows in dj_dataset.edits and notes the table's
 * definition as it is now. To be called in the transaction that publishes a dataset, when
 * its rows are loaded and its table has its name.
 */
enum status dataset_watch(struct db *db, int64_t dataset_id, struct error *err);

/* Notes the table's definition again, after a change of it that is datajam's own and in the
 * same transaction. */
enum status dataset_note_definition(struct db *db, int64_t dataset_id, struct error *err);

#endif

/* Making batches: one record after the other under the formats of a plan. For feed.c. */
#ifndef DATAJAM_INGEST_BATCH_H
#define DATAJAM_INGEST_BATCH_H

#include <stdbool.h>

#include "core/ingest/feed.h"
#include "core/ingest/reader.h"

enum { BATCH_TEXT = 384 * 1024, BATCH_CELLS = 24 * 1024, BATCH_ROWS_MAX = 2048 };

bool batch_make(struct batch *batch, size_t columns);
void batch_free(struct batch *batch);
void batch_clear(struct batch *batch);

/* Room for this record? A batch that is empty makes room; false: take the next one (or no
 * memory, when the batch is empty). */
bool batch_has_room(struct batch *batch, const struct record *record);

/* Adds a row of plan->count cells. repaired: no value of it speaks against a format, and a
 * stray quote at the end of a number is no part of it. False: a value speaks against its format;
 * nothing was added, and *against is its column. */
bool batch_add_row(struct batch *batch, const struct record *record, const struct plan *plan,
                   bool repaired, struct column_tally *tallies, size_t *against);

/* Notes how the row that was added last was repaired; its record is given again. */
void batch_add_repair(struct batch *batch, const struct record *record, enum repair_kind kind);

/* Adds a row of empty cells. */
void batch_add_empty_row(struct batch *batch, struct column_tally *tallies);

/* A record that can't be loaded, and why. */
bool batch_is_aside(const struct record *record, size_t columns, enum aside_reason *reason);

/* Adds a record that can't be loaded. */
void batch_add_aside(struct batch *batch, const struct record *record, enum aside_reason reason);

#endif

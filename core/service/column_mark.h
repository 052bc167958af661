/*
 * The use case "what the team says of a column": a mark and a line, as a change that is in the
 * log and can be taken back.
 */
#ifndef DATAJAM_SERVICE_COLUMN_MARK_H
#define DATAJAM_SERVICE_COLUMN_MARK_H

#include <stdint.h>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/store/column_mark.h"
#include "core/store/db.h"

enum { COLUMN_MARK_LINE_MAX = 300 }; /* bytes; more is cut between characters */

/* Marks the column; by and at_ms are set here. entry (UUID_SIZE bytes) tells the entry of the
 * log by which change_undo takes it back. */
enum status column_mark_make(struct db *db, int64_t column, const struct column_mark *mark,
                             const char *by, char *entry, struct error *err);

/* Takes back what an entry of the log says, also the taking back of another. STATUS_STALE:
 * somebody has marked the column since, or it was taken back before. */
enum status column_mark_undo(struct db *db, const char *of, const char *by, char *entry,
                             struct error *err);

/* The log's word for what they are about. */
#define COLUMN_MARK_KIND "mark"

/* Takes back any change of the data that an entry tells of: a mark, a column that was made,
 * changed or dropped, or a result that was saved (entry is "" then: it can't be done again). */
enum status change_undo(struct db *db, const char *of, const char *by, char *entry,
                        struct error *err);

#endif

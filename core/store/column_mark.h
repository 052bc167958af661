/*
 * What a team says of a column: a mark and a line ("all 1900-01-01"), beside the mark of the
 * facilitators, with who wrote it and when. One for each column; read with the columns
 * (core/store/dataset.h).
 */
#ifndef DATAJAM_STORE_COLUMN_MARK_H
#define DATAJAM_STORE_COLUMN_MARK_H

#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/value.h"
#include "core/store/db.h"

struct column_mark {
    enum quality quality; /* QUALITY_NONE: there is no mark, and nothing else counts */
    const char *line;     /* what is the matter, or "" */
    const char *seen;     /* the filters that it was seen under, in words, or "" */
    const char *by;
    int64_t at_ms;
};

/* Of one column; *out lives in arena. STATUS_NOT_FOUND: there is no such column. */
enum status column_mark_read(struct db *db, struct arena *arena, int64_t column,
                             struct column_mark *out, struct error *err);

/* Sets it, or takes it away (QUALITY_NONE). Needs an open transaction. */
enum status column_mark_write(struct db *db, int64_t column, const struct column_mark *mark,
                              struct error *err);

#endif

/*
 * A snapshot: the figures that a view showed at one moment, as a small table. Kept as JSON
 * with the evidence, and compared with the figures of now.
 */
#ifndef DATAJAM_ANALYSIS_SNAPSHOT_H
#define DATAJAM_ANALYSIS_SNAPSHOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/span.h"
#include "core/base/value.h"

/* Of a larger table so much is kept: of a pivot its largest lines and its totals, of others what
 * comes first. Its mark is of all of it. A year of days goes in. */
enum { SNAPSHOT_ROWS = 400, SNAPSHOT_COLUMNS = 60 };

struct snapshot {
    int64_t n; /* rows that were counted */
    const char **heads;
    size_t columns;
    size_t labels;       /* so many columns at the left say what a row is */
    struct value *cells; /* cells[r * columns + c] */
    int64_t *behind;     /* of each cell: the least number of rows (or people) that its figure
                            tells about; of labels 0. NULL: that was not kept */
    size_t rows;
    int64_t all_rows;    /* of the table; more than rows: it was cut off */
    int64_t all_columns; /* the same of columns; labels are among them */
    const char *mark;    /* the same for the same figures, in all of the table */
};

/* A table to be filled, with room for its cells (all empty). NULL cells: no memory. The size
 * is cut to what is kept. */
struct snapshot snapshot_new(struct arena *arena, size_t rows, size_t columns, size_t labels);

/* Room for the rows behind each figure, all 0. False: no memory. */
bool snapshot_keep_behind(struct arena *arena, struct snapshot *snapshot);

/* Gathers the mark: every figure of the whole table, one after the other. */
struct snapshot_mark {
    uint64_t hash;
};
void snapshot_mark_value(struct snapshot_mark *mark, const struct value *value);
/* As text in arena; NULL: no memory. */
const char *snapshot_mark_text(const struct snapshot_mark *mark, struct arena *arena);

/* As JSON, in arena, and back. STATUS_NEWER, STATUS_INVALID. */
enum status snapshot_write(struct arena *arena, const struct snapshot *snapshot, const char **json,
                           struct error *err);
enum status snapshot_read(struct arena *arena, struct span json, struct snapshot *out,
                          struct error *err);

/* One figure that is another now. */
struct snapshot_change {
    const char *what;           /* "single × Cambridge" */
    struct value before, after; /* empty: was not there, is no longer there */
};

/* Are the figures the same? Numbers may differ in the last of their digits. */
bool snapshot_same(const struct snapshot *before, const struct snapshot *after);

/* What differs, at most `most`, in arena; the number of rows comes first. */
enum status snapshot_compare(struct arena *arena, const struct snapshot *before,
                             const struct snapshot *after, size_t most,
                             struct snapshot_change **out, size_t *count, struct error *err);

#endif

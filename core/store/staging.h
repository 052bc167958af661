/*
 * Staging: how an import gets into the team file whole or not at all. Rows go to a table
 * that no one sees, in transactions of at most 150 ms with room for others between them;
 * publishing renames it and registers the dataset in one short transaction. What a dead
 * import left behind is swept by staging_sweep.
 */
#ifndef DATAJAM_STORE_STAGING_H
#define DATAJAM_STORE_STAGING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/cell.h"
#include "core/base/error.h"
#include "core/base/value.h"
#include "core/store/db.h"
#include "core/store/row_pages.h"

struct staging;

struct staging_column {
    const char *name;
    enum column_type type;
    const char *reason;
};

/* Begins a staging table with the given columns. dataset is the name it will be published
 * under; STATUS_EXISTS when that is taken. *out is owned by the caller until published or
 * abandoned. Sweeps dead imports first. No transaction may be open; others may use the same
 * connection only while none is open by staging, which is so after staging_pause. */
enum status staging_begin(struct staging **out, struct db *db, const char *dataset,
                          const struct staging_column *columns, size_t count, struct error *err);

/* Adds rows that were laid out, the first one with the id that follows the rows added so far
 * (1, 2, 3, …). */
enum status staging_add(struct staging *staging, const struct row_pages *pages, struct error *err);

/* Keeps a value that does not fit its column as it was written; row is 1-based. */
enum status staging_add_misfit(struct staging *staging, int64_t row, size_t column,
                               struct span text, struct error *err);

/* Keeps a row of the file that could not be loaded. */
enum status staging_add_aside(struct staging *staging, int64_t line, const char *reason,
                              struct span text, struct error *err);

/* Adds a chunk of a column (core/store/chunk.h). */
enum status staging_add_chunk(struct staging *staging, size_t column, uint32_t number,
                              struct span blob, struct error *err);

/* Keeps how a row that was loaded stood in the file; row is 1-based, kind a word for what was
 * done to it. */
enum status staging_add_repair(struct staging *staging, int64_t row, int64_t line, const char *kind,
                               struct span before, struct error *err);

/* Commits what was added so far and lets others have the file until the next addition. */
enum status staging_pause(struct staging *staging, struct error *err);

struct staging_origin {
    const char *source;   /* file name */
    const char *by;       /* who */
    const char *decision; /* how it was read, as JSON, for replay; or "" */
    const char *detail;   /* for the log; NULL: the decision */
    bool undoable;        /* its entry of the log says how it is taken back: {"drop": id} */
    char *entry;          /* UUID_SIZE bytes: which entry of the log; may be NULL */
};

/* Publishes and frees. On failure nothing is published and staging is still owned. */
enum status staging_publish(struct staging *staging, const struct staging_origin *origin,
                            int64_t *dataset_id, struct error *err);

/* Drops all of it and frees; the file shrinks back. NULL is fine. */
void staging_abandon(struct staging *staging);

/* Drops what dead imports left; *swept (may be NULL) counts them. An import is dead when
 * the lock on its file beside the database is free, which the kernel sees to. */
enum status staging_sweep(struct db *db, int *swept, struct error *err);

/* How many there are to sweep. */
enum status staging_count_dead(struct db *db, int *dead, struct error *err);

#endif

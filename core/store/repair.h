/*
 * What an import did to rows: those that were repaired (dj_repair) and those that were set aside
 * (dj_aside), by the lines of the file.
 */
#ifndef DATAJAM_STORE_REPAIR_H
#define DATAJAM_STORE_REPAIR_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/store/db.h"

struct stored_repair {
    int64_t row; /* dj_row */
    int64_t line;
    const char *kind;   /* "quote", "joined", … */
    const char *before; /* as it stood in the file */
};

struct stored_aside {
    int64_t id;
    int64_t line;
    const char *reason;
    const char *text; /* as it stands in the file */
};

/* The first `most` by line; *out lives in arena, *all is how many there are. */
enum status stored_repair_list(struct db *db, struct arena *arena, int64_t dataset, size_t most,
                               struct stored_repair **out, size_t *count, int64_t *all,
                               struct error *err);
enum status stored_aside_list(struct db *db, struct arena *arena, int64_t dataset, size_t most,
                              struct stored_aside **out, size_t *count, int64_t *all,
                              struct error *err);

/* What does not fit in repaired rows, as it was written, by row. */
struct stored_repair_misfit {
    int64_t row, column; /* dj_row, and the column's id */
    const char *text;
};
enum status stored_repair_misfits(struct db *db, struct arena *arena, int64_t dataset,
                                  struct stored_repair_misfit **out, size_t *count,
                                  struct error *err);

/* The repaired row that stood in that line. STATUS_NOT_FOUND: none did. */
enum status stored_repair_at(struct db *db, struct arena *arena, int64_t dataset, int64_t line,
                             struct stored_repair *out, struct error *err);

/* Changes; in an open transaction. */
enum status stored_repair_add(struct db *db, int64_t dataset, const struct stored_repair *repair,
                              struct error *err);
enum status stored_repair_remove(struct db *db, int64_t dataset, int64_t row, struct error *err);
/* aside->id is set. */
enum status stored_aside_add(struct db *db, int64_t dataset, struct stored_aside *aside,
                             struct error *err);
/* STATUS_STALE: it is gone. */
enum status stored_aside_remove(struct db *db, int64_t dataset, int64_t id, struct error *err);

#endif

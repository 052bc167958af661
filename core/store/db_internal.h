/*
 * For the files of core/store only: what stands behind struct db, and statements with
 * every result checked.
 */
#ifndef DATAJAM_STORE_DB_INTERNAL_H
#define DATAJAM_STORE_DB_INTERNAL_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/base/cell.h"
#include "core/base/error.h"
#include "core/base/span.h"
#include "core/base/value.h"
#include "core/store/db.h"

struct anchors;

struct db {
    sqlite3 *handle;
    char *path;
    enum db_kind kind;
    bool writable;
    int version;
    sqlite3_stmt *data_version; /* prepared once; holds no lock between calls */
    int64_t seen_version;
    bool has_seen_version;
    bool no_locks;              /* the last wait ended since the place has no locks */
    const volatile int *cancel; /* ends a wait for a lock; may be NULL */
    struct anchors *anchors;    /* of datasets whose positions and ids differ; see anchor.h */
};

/* ---- results ---- */

/* Puts SQLite's result rc (not SQLITE_OK) into plain words. Call before the next call to
 * the connection, which overwrites the reason. */
enum status db_fail(struct db *db, int rc, struct error *err);

/* The wait ended because somebody asked it to. */
static inline bool db_cancelled(const struct db *db)
{
    return db->cancel && *db->cancel;
}

/* SQLite's busy handler: waits a little longer each time, 5 s in all. */
int db_wait(void *context, int times);

/* Runs SQL without values and results; several statements may follow each other. */
enum status db_run(struct db *db, const char *sql, struct error *err);

/* ---- statements ----
 * Values are bound from left to right; a failure is kept and reported by the next step,
 * so that only opening and stepping need a check.
 */
struct statement {
    struct db *db;
    sqlite3_stmt *handle;
    int bound; /* places bound so far */
    int rc;    /* first failure of binding, or SQLITE_OK */
};

enum status statement_open(struct statement *out, struct db *db, const char *sql,
                           struct error *err);

/* SQL that was put together in a buffer; a buffer without memory is told as such. */
enum status statement_open_built(struct statement *out, struct db *db, const struct buffer *sql,
                                 struct error *err);

/* Ends it; safe on a zeroed one and twice. */
void statement_close(struct statement *statement);

void statement_bind_integer(struct statement *statement, int64_t number);
void statement_bind_text(struct statement *statement, const char *text);  /* NULL: empty */
void statement_bind_span(struct statement *statement, struct span text);  /* not copied */
void statement_bind_blob(struct statement *statement, struct span bytes); /* not copied */

/* The texts of a cell are not copied either. */
void statement_bind_cell(struct statement *statement, const struct cell *cell);

/* Next row: *row tells whether there is one. */
enum status statement_step(struct statement *statement, bool *row, struct error *err);

/* Runs it to its end and closes it, whatever happens. */
enum status statement_finish(struct statement *statement, struct error *err);

/* Back to before the first row, for new values; the lock is given up. */
void statement_reset(struct statement *statement);

/* Columns of the current row, from 0. */
int64_t statement_integer(const struct statement *statement, int column);
struct span statement_text(const struct statement *statement, int column); /* until next step */
char *statement_string(const struct statement *statement, int column, struct arena *arena);
struct span statement_bytes(const struct statement *statement, int column);  /* of a blob */
struct value statement_value(const struct statement *statement, int column); /* until next step */

/* One number from a statement without values; fallback where no row comes. */
enum status db_read_integer(struct db *db, const char *sql, int64_t fallback, int64_t *out,
                            struct error *err);

/* Begins a list: room (of `size` bytes each, in arena) for as many elements as `counting` says,
 * and for no more: it is of one state with what is read until db_read_end, which is the
 * caller's when this has not failed. */
enum status db_list_begin(struct db *db, struct arena *arena, const char *counting, size_t size,
                          void **out, size_t *room, struct error *err);

/* ---- SQL text ---- */

/* Adds a name in double quotes, quotes inside doubled. */
void sql_add_name(struct buffer *sql, struct span name);
void sql_add_name_string(struct buffer *sql, const char *name);

/* ---- ids ---- */

/* Gives out `count` numbers that are never given out again ("dataset", "column"); *first
 * is the lowest. Needs an open transaction. */
enum status db_reserve_ids(struct db *db, const char *what, int64_t count, int64_t *first,
                           struct error *err);

#endif

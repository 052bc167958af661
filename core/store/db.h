/*
 * The connection to a team file or a jam file: open and migrate, transactions,
 * change notice. Everything else in core/store takes a struct db.
 *
 * Journal TRUNCATE, synchronous FULL, BEGIN IMMEDIATE, busy timeout 5 s. No statement
 * stays open across calls, no reader holds its lock for more than 50 ms. One connection
 * serves one thread at a time.
 */
#ifndef DATAJAM_STORE_DB_H
#define DATAJAM_STORE_DB_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/error.h"

struct db;

enum db_kind { DB_TEAM, DB_JAM };

enum db_mode {
    DB_READ,   /* reads only; opened read-write first for a journal that a crash left */
    DB_WRITE,  /* must exist */
    DB_CREATE, /* must not exist; makes the schema */
    DB_MEMORY  /* a team file in memory; path is ignored; may be NULL */
};

/*
 * Opens path. An older file is migrated (DB_WRITE; DB_READ answers from it as it is where
 * it can, else says so). Errors: STATUS_NOT_FOUND, STATUS_EXISTS, STATUS_NO_ACCESS,
 * STATUS_NEWER (from a newer datajam; untouched), STATUS_WRONG_KIND (no SQLite, or not
 * this kind), STATUS_DAMAGED, STATUS_BUSY, STATUS_NO_SPACE, STATUS_IO.
 */
enum status db_open(struct db **out, const char *path, enum db_kind kind, enum db_mode mode,
                    struct error *err);

/* Rolls back what is open. NULL is fine. */
void db_close(struct db *db);

const char *db_path(const struct db *db); /* "" in memory */
bool db_writable(const struct db *db);
int db_version(const struct db *db); /* of the schema, from 1 */

/* What the header of a file of this kind has at byte 68 (application_id). */
int64_t db_application_id(enum db_kind kind);

/* A write transaction (BEGIN IMMEDIATE). They don't nest. */
enum status db_begin(struct db *db, struct error *err);
enum status db_commit(struct db *db, struct error *err); /* on failure it is rolled back */
void db_rollback(struct db *db);             /* and of all that is read; nothing to do: fine */
bool db_in_transaction(const struct db *db); /* of either kind */

/* Keeps what is read between the two calls of one state: nothing that others do meanwhile is
 * half in it. They nest, and go inside a transaction, too. For a few milliseconds: others can't
 * commit until it ends. */
enum status db_read_begin(struct db *db, struct error *err);
void db_read_end(struct db *db);

/* True when another connection has committed since the last call (first call: false).
 * A few microseconds; ask it 4–5 times a second. Own commits don't count. */
bool db_changed_by_others(struct db *db);

/* What ends a wait for other people's locks early: non-zero, it ends with STATUS_CANCELLED.
 * NULL: nothing does. Gives what was set before. For the thread that uses the connection. */
const volatile int *db_set_cancel(struct db *db, const volatile int *cancel);

/* Gives back the pages that it keeps for the next time: the system keeps them once for all. */
void db_release_memory(struct db *db);

/* Stops what runs on the connection, from any thread: it ends with STATUS_CANCELLED. */
void db_interrupt(struct db *db);

#endif

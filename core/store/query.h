/*
 * Statements of SQL that the team has asked (dj_query): each once, with how its last run went.
 * The newest are kept, and those that somebody has given a name.
 */
#ifndef DATAJAM_STORE_QUERY_H
#define DATAJAM_STORE_QUERY_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/span.h"
#include "core/store/db.h"

enum { STORED_QUERIES = 200 }; /* without a name */

struct stored_query {
    int64_t id;
    const char *name; /* or "" */
    const char *sql;
    const char *by;
    int64_t at_ms; /* of its last run; 0: it was named, and not run yet */
    int64_t ms;    /* that it took */
    int64_t rows;
};

/* Those with a name by name, then the others, the last run first; *out lives in arena. */
enum status stored_query_list(struct db *db, struct arena *arena, struct stored_query **out,
                              size_t *count, struct error *err);

/* Notes a run now; what is older than the newest STORED_QUERIES goes. */
enum status stored_query_note(struct db *db, struct span sql, const char *by, int64_t ms,
                              int64_t rows, struct error *err);

/* Gives the statement a name ("": takes it away). STATUS_EXISTS: another one has it. */
enum status stored_query_name(struct db *db, struct span sql, const char *name, const char *by,
                              struct error *err);

#endif

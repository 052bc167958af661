/*
 * Calls for a coach in a team file: dj_help, and what was said about them: dj_help_line. What
 * may be done with them is core/jam/help_queue, the deed core/service/help; all that writes
 * here needs an open transaction.
 */
#ifndef DATAJAM_STORE_HELP_H
#define DATAJAM_STORE_HELP_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/help.h"
#include "core/store/db.h"

/* All of them, by id; *out lives in arena. A file from before there were any has none. */
enum status help_list(struct db *db, struct arena *arena, struct help_request **out, size_t *count,
                      struct error *err);

/* STATUS_NOT_FOUND: there is none of that UUID. */
enum status help_find(struct db *db, struct arena *arena, const char *uuid,
                      struct help_request *out, struct error *err);

/* Adds it; the id is given by the file and told. */
enum status help_insert(struct db *db, const struct help_request *request, int64_t *id,
                        struct error *err);

/* Writes what changes in its life: state, coach, times, place, tip. */
enum status help_update(struct db *db, const struct help_request *request, struct error *err);

/* A line that somebody wrote about a call. */
struct help_line {
    int64_t help; /* id of the call */
    const char *text;
    const char *by;
    int64_t at_ms;
};

/* All of them, the oldest first. */
enum status help_line_list(struct db *db, struct arena *arena, struct help_line **out,
                           size_t *count, struct error *err);
enum status help_line_add(struct db *db, const struct help_line *line, struct error *err);

#endif

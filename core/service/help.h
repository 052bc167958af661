/*
 * Calls for a coach: asking, taking, ending, talking about it. Each is one transaction with an
 * entry in the log; whether it may be done is asked inside of it, so that of two coaches who
 * take the same call one gets it and the other is told who. No transaction may be open.
 */
#ifndef DATAJAM_SERVICE_HELP_H
#define DATAJAM_SERVICE_HELP_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/help.h"
#include "core/jam/help_queue.h"
#include "core/store/db.h"
#include "core/store/help.h"

enum { HELP_LINE_MAX = 500 }; /* bytes of a line; more is cut between characters */

#define HELP_LOG_KIND "help"

/* All calls of a team and what was said about them, in arena. */
struct help_desk {
    struct help_request *requests;
    size_t count;
    struct help_line *lines;
    size_t line_count;
};
enum status help_read(struct db *db, struct arena *arena, struct help_desk *out, struct error *err);

/* Asks: about, text, pane and view of `wish` count; NULL texts are "". out: what it became. */
enum status help_ask(struct db *db, struct arena *arena, const struct help_request *wish,
                     const char *by, struct help_request *out, struct error *err);

/* STATUS_STALE: it can't be done (any more), and the words say why. tip: of HELP_FINISH, what
 * helped; may be NULL. out may be NULL. */
enum status help_move(struct db *db, struct arena *arena, const char *uuid, enum help_move move,
                      const char *who, const char *tip, struct help_request *out,
                      struct error *err);

/* A line about a call: a coach's answer, or the team's. STATUS_INVALID: it is empty. */
enum status help_say(struct db *db, struct arena *arena, const char *uuid, const char *text,
                     const char *by, struct error *err);

/* Tells the team where its calls stand among those of all teams; writes only what differs.
 * Calls that no longer wait are left alone. */
struct help_place {
    const char *uuid;
    int64_t place;
};
enum status help_tell_places(struct db *db, struct arena *arena, const struct help_place *places,
                             size_t count, struct error *err);

#endif

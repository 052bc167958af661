/*
 * Check-ins with a team, in the log of its file: entries of the kind "check-in", which are
 * added and never changed. Each is one transaction; whether it may be done is asked inside of
 * it, so that of two coaches who go to the same team one does and the other is told who.
 */
#ifndef DATAJAM_SERVICE_CHECK_IN_H
#define DATAJAM_SERVICE_CHECK_IN_H

#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/jam/check_in.h"
#include "core/store/db.h"

enum { CHECK_IN_NOTE_MAX = 300 }; /* bytes of a note; more is cut between characters */

#define CHECK_IN_LOG_KIND "check-in"

/* What is known of the round that began then, in arena. */
enum status check_in_read(struct db *db, struct arena *arena, int64_t since_ms,
                          struct check_in *out, struct error *err);

/* STATUS_STALE: it can't be done (any more), and the words say why; nobody goes to a team that
 * another coach is with for a call. note: of CHECK_IN_FINISH; may be NULL. No transaction may
 * be open. */
enum status check_in_do(struct db *db, struct arena *arena, enum check_in_move move,
                        const char *who, const char *note, struct error *err);

#endif

/*
 * The clock of a jam: what facilitators do to it goes into the log of the jam file, and what
 * all consoles read is published as the file "clock" in the jam's folder.
 */
#ifndef DATAJAM_SERVICE_DAY_H
#define DATAJAM_SERVICE_DAY_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/jam/agenda_edit.h"
#include "core/jam/day.h"
#include "core/store/day.h"
#include "core/store/db.h"

/* Opens the jam file of a jam's folder. Errors say what the folder lacks. */
enum status day_open(struct db **out, const char *jam, enum db_mode mode, struct error *err);

/* The day as the log has it, with its log; all of it in arena. */
struct day_loaded {
    struct day day;
    struct clock_entry *log;
    size_t log_count;
};
enum status day_load(struct db *db, struct arena *arena, struct day_loaded *out, struct error *err);

/* Does it: checks it by the rules, logs it, publishes. by: who. out (may be NULL): what was
 * published. STATUS_INVALID: the rules refuse it. STATUS_STALE: somebody else went to another phase
 * since event->seen. */
enum status day_do(const char *jam, const struct day_event *event, const char *by,
                   struct day_record *out, struct error *err);

/*
 * Changes the agenda, also while the day runs: one phase (core/jam/agenda_edit.h), or all of it.
 * Logged with what it was before; published, so that every console has it. What is refused
 * (STATUS_INVALID) changes nothing; *field (may be NULL): what of the phase is to be put right.
 * STATUS_STALE: somebody else was faster.
 */
enum status day_change_agenda(const char *jam, const struct agenda_edit *edit, const char *by,
                              enum agenda_field *field, struct error *err);
enum status day_set_agenda(const char *jam, const struct agenda_item *items, size_t count,
                           const char *by, struct error *err);

/* Writes the record anew from the log: for whoever opens a jam, should a crash have come
 * between the log and the record. */
enum status day_publish(struct db *db, const char *jam, struct day_record *out, struct error *err);

/* Writes the record anew where it is lost or torn, and whoever asks may. *mended: it did. What
 * can't be done leaves all as it is. */
void day_mend(const char *jam, bool *mended);

/* What every console does: reads the record. STATUS_NOT_FOUND: there is none, or no jam;
 * STATUS_DAMAGED: it is torn. *out is then as it was. */
enum status day_read(const char *jam, struct day_record *out, struct error *err);

#endif

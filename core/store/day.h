/* dj_clock: the log of what was done to the clock of the day, in the jam file. */
#ifndef DATAJAM_STORE_DAY_H
#define DATAJAM_STORE_DAY_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/store/db.h"

struct clock_entry {
    int64_t id;
    int64_t at_ms;
    const char *by;
    const char *action; /* "start", "next", … */
    int64_t minutes, begin_ms, midnight_ms, speed;
};

/* From the first; *out lives in arena. */
enum status clock_log_list(struct db *db, struct arena *arena, struct clock_entry **out,
                           size_t *count, struct error *err);

/* Needs an open transaction. *out (may be NULL): the
 * id that it gets; that of the entry is not looked at. */
enum status clock_log_add(struct db *db, const struct clock_entry *entry, int64_t *out,
                          struct error *err);

#endif

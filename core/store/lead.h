/*
 * What a team's lead has ticked off: dj_lead, one row for each item that is done. Which items
 * there are is core/jam/lead, the deed core/service/lead; what writes here needs an open
 * transaction.
 */
#ifndef DATAJAM_STORE_LEAD_H
#define DATAJAM_STORE_LEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/store/db.h"

struct lead_tick {
    const char *item; /* by its name in files */
    const char *by;
    int64_t at_ms;
};

/* All of them; *out lives in arena. A file from before there was a list has none. */
enum status lead_tick_list(struct db *db, struct arena *arena, struct lead_tick **out,
                           size_t *count, struct error *err);

/* Ticks it, by and at_ms as given, or takes the tick away. One that is there stays as it is;
 * *changed: it was otherwise before. */
enum status lead_tick_set(struct db *db, const struct lead_tick *tick, bool on, bool *changed,
                          struct error *err);

#endif

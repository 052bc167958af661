/*
 * Views with a name, kept in the team file. What is in one is JSON that core/analysis/view
 * writes and reads; here it is a text with a revision, so that two people never overwrite
 * each other silently.
 */
#ifndef DATAJAM_STORE_VIEW_H
#define DATAJAM_STORE_VIEW_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/store/db.h"

struct stored_view {
    const char *uuid;
    const char *name;
    int version; /* of the JSON's form */
    const char *json;
    int64_t revision; /* 1 when new, one more with each change */
    const char *by;
    int64_t at_ms;
};

/* All of them by name; *out lives in arena. */
enum status stored_view_list(struct db *db, struct arena *arena, struct stored_view **out,
                             size_t *count, struct error *err);

/*
 * Keeps the view; at_ms is set. revision 0: a new one (uuid is needed). Else it must still
 * be the revision in the file, else STATUS_STALE and nothing is changed.
 */
enum status stored_view_save(struct db *db, const struct stored_view *view, struct error *err);

/* STATUS_NOT_FOUND when it is gone already. */
enum status stored_view_delete(struct db *db, const char *uuid, struct error *err);

#endif

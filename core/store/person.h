/* The people of a team (in its team file) or of a jam (in the jam file). */
#ifndef DATAJAM_STORE_PERSON_H
#define DATAJAM_STORE_PERSON_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/store/db.h"

struct person {
    int64_t id;
    const char *uuid;
    const char *name; /* unique in the file, in any case */
    const char *role; /* "participant", "team lead", "coach", "facilitator", or "" */
    const char *team; /* in a jam file: the name of the team, or "" */
    int64_t created_ms;
};

/* All of them by name; *out lives in arena. */
enum status person_list(struct db *db, struct arena *arena, struct person **out, size_t *count,
                        struct error *err);

/* Adds one; name is needed, id, uuid and created_ms are given by the file. STATUS_EXISTS
 * when the name is taken. Needs no open transaction. */
enum status person_add(struct db *db, const struct person *person, struct error *err);

#endif

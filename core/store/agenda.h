/* A jam's agenda and its teams, as the jam file keeps them. */
#ifndef DATAJAM_STORE_AGENDA_H
#define DATAJAM_STORE_AGENDA_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/agenda.h"
#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/store/db.h"

/* The whole agenda in its order; *out lives in arena. */
enum status agenda_list(struct db *db, struct arena *arena, struct agenda_item **out, size_t *count,
                        struct error *err);

/* Replaces it. Inside a transaction or by itself. */
enum status agenda_write(struct db *db, const struct agenda_item *items, size_t count,
                         struct error *err);

/* The agenda as it was before that entry of dj_clock changed it; *out lives in arena. */
enum status agenda_list_before(struct db *db, struct arena *arena, int64_t clock,
                               struct agenda_item **out, size_t *count, struct error *err);

/* Keeps the agenda of now as that. Needs an open transaction. */
enum status agenda_keep_before(struct db *db, int64_t clock, struct error *err);

struct team {
    const char *name;   /* unique in the jam, in any case */
    const char *topic;  /* folder below topics/ */
    const char *folder; /* below the jam's folder: "teams/north" */
    const char *group;  /* the Unix group that may open it, or ""; NULL is "" */
};

/* All teams by name; *out lives in arena. */
enum status team_list(struct db *db, struct arena *arena, struct team **out, size_t *count,
                      struct error *err);

/* The team of that name, in any case, or else the one in that folder; NULL: there is none. */
const struct team *team_named(const struct team *teams, size_t count, const char *name);

/* The last part of its folder, by which files beside the jam's know it: "north". */
const char *team_folder(const struct team *team);

/* Takes one out, or notes the group that may open it from now on. Needs an open transaction. */
enum status team_remove(struct db *db, const struct team *team, struct error *err);
enum status team_set_group(struct db *db, const struct team *team, const char *group,
                           struct error *err);

/* Adds one; STATUS_EXISTS when the name is taken. Needs an open transaction. */
enum status team_add(struct db *db, const struct team *team, struct error *err);

#endif

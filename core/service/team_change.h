/* Teams of a jam after they were added: who may open each, another group for it, taking it out. */
#ifndef DATAJAM_SERVICE_TEAM_CHANGE_H
#define DATAJAM_SERVICE_TEAM_CHANGE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/store/agenda.h"

/* Who may open and write a team's file, by owner, group and modes of folder and file. */
struct team_access {
    bool known;    /* folder and file are there */
    bool group;    /* all of `name` may */
    bool others;   /* anybody on the machine may */
    char name[64]; /* of the folder's group */
};

/* folder: with the jam's folder in front. */
void team_access(const char *folder, struct team_access *out);

/* All teams of a jam, in arena, for whoever may open the jam's file. */
enum status jam_teams(const char *jam, struct arena *arena, struct team **out, size_t *count,
                      struct error *err);

/* One of them, by its name or folder. STATUS_NOT_FOUND names those that there are. */
enum status jam_find_team(const char *jam, const struct team *teams, size_t count, const char *name,
                          const struct team **out, struct error *err);

/* Gives a team's folder and all in it to a Unix group, which alone may open it from then on;
 * logged. STATUS_NOT_FOUND: no such team or group; STATUS_NO_ACCESS: the account is not in the
 * group. */
enum status jam_set_team_group(const char *jam, const char *team, const char *group, const char *by,
                               struct error *err);

/* Takes a team out of the jam, by its name or folder. Nothing is deleted: its folder goes to
 * JAM/removed, and *kept (in arena) says where; "": it had none of its own. Logged; all of it or
 * nothing. */
enum status jam_remove_team(const char *jam, const char *team, const char *by, struct arena *arena,
                            const char **kept, struct error *err);

#endif

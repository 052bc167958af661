/*
 * What happens to a team that is there already. The jam's file is locked while its folder is
 * given away or moved, and keeps its row where that fails. Adding teams is in jam_team.c.
 */
#include "core/service/team_change.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/buffer.h"
#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/folder.h"
#include "core/base/group.h"
#include "core/base/team_name.h"
#include "core/service/day.h"
#include "core/store/log.h"

enum { FOLDER_MODE = 02770, KEPT_MODE = 0700, KEPT_SHARED = 02770 };

static enum status no_memory(struct error *err)
{
    error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return STATUS_MEMORY; /* said plainly, so that checkers know it is no success */
}

/* ---- who may open it ---- */

void team_access(const char *folder, struct team_access *out)
{
    struct stat around, info;
    char *file = file_join(folder, "team.db");
    *out = (struct team_access){.known = false};
    if (file && stat(folder, &around) == 0 && stat(file, &info) == 0) {
        out->known = true;
        out->group = (around.st_mode & 030) == 030 && (info.st_mode & 060) == 060 &&
                     around.st_gid == info.st_gid;
        out->others = (around.st_mode & 01) && (info.st_mode & 04);
        group_name(around.st_gid, out->name, sizeof out->name);
    }
    free(file);
}

/* ---- one of them ---- */

enum status jam_find_team(const char *jam, const struct team *teams, size_t count, const char *name,
                          const struct team **out, struct error *err)
{
    struct buffer names = {0};
    *out = team_named(teams, count, name);
    if (*out)
        return STATUS_OK;
    for (size_t i = 0; i < count; i++)
        buffer_printf(&names, "%s%s", i ? ", " : "", teams[i].name);
    enum status status =
        error_set(err, STATUS_NOT_FOUND, count ? TEXT_CLOCK_NO_TEAM : TEXT_CLOCK_NO_TEAMS,
                  TEXT_VALUES(text_string("jam", jam), text_string("team", name),
                              text_string("teams", buffer_span(&names).data)));
    buffer_free(&names);
    return status;
}

struct change {
    const char *jam, *by;
    struct arena *arena;
    struct db *db;
    struct team *teams;
    size_t count;
    const struct team *team;
    const char *folder; /* with the jam's in front */
};

/* Opens the jam's file, with a transaction begun, and finds the team. */
static enum status begin(struct change *change, const char *name, struct error *err)
{
    enum status status = day_open(&change->db, change->jam, DB_WRITE, err);
    if (status == STATUS_OK)
        status = db_begin(change->db, err);
    if (status == STATUS_OK)
        status = team_list(change->db, change->arena, &change->teams, &change->count, err);
    if (status != STATUS_OK)
        return status;
    status = jam_find_team(change->jam, change->teams, change->count, name, &change->team, err);
    if (status != STATUS_OK)
        return status;
    change->folder = arena_printf(change->arena, "%s/%s", change->jam, change->team->folder);
    return change->folder ? STATUS_OK : no_memory(err);
}

static enum status note(const struct change *change, const char *action, const char *detail,
                        struct error *err)
{
    const struct log_entry entry = {.by = change->by ? change->by : "",
                                    .action = action,
                                    .kind = "jam",
                                    .subject = change->team->name,
                                    .detail = detail};
    return log_add(change->db, &entry, NULL, err);
}

static enum status end(const struct change *change, enum status status, struct error *err)
{
    if (status == STATUS_OK)
        status = db_commit(change->db, err);
    else if (change->db)
        db_rollback(change->db);
    db_close(change->db);
    return status;
}

enum status jam_teams(const char *jam, struct arena *arena, struct team **out, size_t *count,
                      struct error *err)
{
    struct db *db = NULL;
    *count = 0;
    enum status status = day_open(&db, jam, DB_READ, err);
    if (status == STATUS_OK)
        status = team_list(db, arena, out, count, err);
    db_close(db);
    return status;
}

/* ---- its group ---- */

static enum status give(const struct change *change, const char *group, struct error *err)
{
    gid_t gid;
    if (!group_find(group, &gid))
        return error_set(err, STATUS_NOT_FOUND, TEXT_JAM_NO_GROUP,
                         TEXT_VALUES(text_string("group", group)));
    enum status status = folder_share(change->folder, gid, err);
    if (status == STATUS_NO_ACCESS)
        return error_set(err, status, TEXT_TEAM_NOT_IN_GROUP,
                         TEXT_VALUES(text_string("group", group)));
    if (status == STATUS_OK && chmod(change->folder, FOLDER_MODE) != 0)
        status = error_set_errno(err, errno, change->folder);
    return status;
}

enum status jam_set_team_group(const char *jam, const char *team, const char *group, const char *by,
                               struct error *err)
{
    struct change change = {.jam = jam, .by = by, .arena = arena_new()};
    enum status status = change.arena ? begin(&change, team, err) : no_memory(err);
    if (status == STATUS_OK)
        status = team_set_group(change.db, change.team, group, err);
    if (status == STATUS_OK)
        status = note(&change, "group", group, err);
    if (status == STATUS_OK)
        status = give(&change, group, err);
    status = end(&change, status, err);
    arena_free(change.arena);
    return status;
}

/* ---- taking it out ---- */

/* A folder that another team is in, too, stays where it is. */
static bool is_shared(const struct change *change)
{
    for (size_t i = 0; i < change->count; i++)
        if (&change->teams[i] != change->team &&
            team_name_same(change->teams[i].folder, change->team->folder))
            return true;
    return false;
}

/* The place for what was taken out: for the facilitators only. */
static enum status make_place(const struct change *change, const char *place, struct error *err)
{
    struct stat info;
    if (mkdir(place, KEPT_MODE) != 0)
        return errno == EEXIST ? STATUS_OK : error_set_errno(err, errno, place);
    bool shared = stat(change->jam, &info) == 0 && (info.st_mode & S_ISGID);
    if (shared && chmod(place, KEPT_SHARED) != 0)
        return error_set_errno(err, errno, place);
    return STATUS_OK;
}

static enum status move_aside(const struct change *change, const char **kept, struct error *err)
{
    const char *place = arena_printf(change->arena, "%s/removed", change->jam);
    *kept = "";
    if (!place)
        return no_memory(err);
    if (!file_exists(change->folder) || is_shared(change))
        return STATUS_OK;
    enum status status = make_place(change, place, err);
    const char *to = arena_printf(change->arena, "%s/%s-%" PRId64, place, team_folder(change->team),
                                  clock_now_ms());
    if (status == STATUS_OK && !to)
        status = no_memory(err);
    if (status == STATUS_OK && rename(change->folder, to) != 0)
        status = error_set_errno(err, errno, change->folder);
    if (status == STATUS_OK)
        *kept = to;
    return status;
}

enum status jam_remove_team(const char *jam, const char *team, const char *by, struct arena *arena,
                            const char **kept, struct error *err)
{
    struct change change = {.jam = jam, .by = by, .arena = arena};
    *kept = "";
    enum status status = begin(&change, team, err);
    if (status == STATUS_OK)
        status = team_remove(change.db, change.team, err);
    if (status == STATUS_OK)
        status = note(&change, "remove-team", change.team->folder, err);
    if (status == STATUS_OK)
        status = move_aside(&change, kept, err);
    status = end(&change, status, err);
    if (status != STATUS_OK && **kept)
        (void)rename(*kept, change.folder); /* the row stayed: so does the folder */
    return status;
}

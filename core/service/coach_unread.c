/* Teams that a coach can't read: which, and what opens them. Apart from coach.c, since it is about
 * permissions, and a queue that looks empty for want of them is the worst that can happen. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/group.h"
#include "core/service/coach_internal.h"
#include "core/store/db.h"

enum { GROUP_SIZE = 64, WORDS = 1000 };

/* The folder where it can't be entered, else the file. "": no group may open it either. */
const char *coach_barring_group(const char *team_file, struct arena *arena)
{
    struct stat info;
    char name[GROUP_SIZE];
    const char *slash = strrchr(team_file, '/');
    char *folder =
        slash ? arena_copy(arena, span_of(team_file, (size_t)(slash - team_file))) : NULL;
    const char *path = folder && access(folder, X_OK) != 0 ? folder : team_file;
    if (stat(path, &info) != 0 || !(info.st_mode & S_IRGRP))
        return "";
    const char *out = arena_string(arena, group_name(info.st_gid, name, sizeof name));
    return out ? out : "";
}

enum unread { BY_GROUP, BY_OWNER, BY_TROUBLE, UNREADS };

static enum unread kind_of(const struct coach_team *team)
{
    return team->unread != STATUS_NO_ACCESS ? BY_TROUBLE : *team->group ? BY_GROUP : BY_OWNER;
}

/* Adds a name to those that stand there, once. */
static const char *with(struct arena *arena, const char *list, const char *name)
{
    size_t len = strlen(name);
    for (const char *at = list; at && (at = strstr(at, name)); at++)
        if ((at == list || at[-1] == ' ') && (at[len] == '\0' || at[len] == ','))
            return list;
    return list && *list ? arena_printf(arena, "%s, %s", list, name) : arena_string(arena, name);
}

/* A sentence about all teams of one kind; "": there are none. */
static const char *tell(const struct coach_jam *jam, enum unread kind, struct arena *arena)
{
    static const enum text_id said[UNREADS] = {[BY_GROUP] = TEXT_COACH_UNREAD_GROUP,
                                               [BY_OWNER] = TEXT_COACH_UNREAD_OWNER,
                                               [BY_TROUBLE] = TEXT_COACH_UNREAD};
    const char *names = "", *groups = "", *why = "";
    char words[WORDS];
    int64_t count = 0;
    for (size_t i = 0; i < jam->team_count; i++) {
        const struct coach_team *team = &jam->teams[i];
        if (team->unread == STATUS_OK || kind_of(team) != kind)
            continue;
        names = with(arena, names, team->name);
        groups = with(arena, groups, team->group);
        why = count++ ? why : team->trouble;
    }
    if (count == 0 || !names || !groups)
        return "";
    text_format(words, sizeof words, said[kind],
                TEXT_VALUES(text_string("names", names), text_string("groups", groups),
                            text_string("why", why), text_number("count", count)));
    return arena_string(arena, words);
}

size_t coach_unread(const struct coach_jam *jam, struct arena *arena, const char **words)
{
    size_t count = 0;
    *words = "";
    for (size_t i = 0; i < jam->team_count; i++)
        count += jam->teams[i].unread != STATUS_OK;
    for (int kind = 0; kind < UNREADS; kind++) {
        const char *more = tell(jam, (enum unread)kind, arena);
        if (more && *more && *words)
            *words = **words ? arena_printf(arena, "%s %s", *words, more) : more;
    }
    *words = *words ? *words : "";
    return count;
}

enum status coach_try_team(const char *name, const char *team_file, struct error *err)
{
    struct db *db = NULL;
    struct error trouble = {0};
    enum status status = db_open(&db, team_file, DB_TEAM, DB_READ, &trouble);
    db_close(db);
    return status == STATUS_OK ? status
                               : error_set(err, status, TEXT_COACH_TEAM_STAYS_SHUT,
                                           TEXT_VALUES(text_string("team", name),
                                                       text_string("why", trouble.message)));
}

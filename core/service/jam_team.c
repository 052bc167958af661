/*
 * A team of a jam: its folder, its file with the topic and the topic's data, its row in the
 * jam file. Apart from jam_make.c, since teams are added as people come. The row comes last:
 * what failed before is taken away again.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/base/folder.h"
#include "core/base/group.h"
#include "core/base/nearest.h"
#include "core/base/team_name.h"
#include "core/service/day.h"
#include "core/service/jam_make.h"
#include "core/service/rules_set.h"
#include "core/service/team_data.h"
#include "core/service/topic_folder.h"
#include "core/store/agenda.h"
#include "core/store/log.h"
#include "core/store/meta.h"

enum { FOLDER_MODE = 02770, FILE_MODE = 0660 };

struct making {
    const char *jam;
    const struct team_wish *wish;
    struct team_made *made;
    struct arena *arena;
    char *folder, *path, *topic; /* the team's folder and file, the topic's folder */
    struct rules rules;
    gid_t group;
};

static enum status no_memory(struct error *err)
{
    error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return STATUS_MEMORY; /* said plainly, so that checkers know it is no success */
}

/* ---- the group ---- */

static enum status read_group(struct making *making, struct error *err)
{
    const char *group = making->wish->group;
    if (!group)
        return STATUS_OK;
    if (group_find(group, &making->group))
        return STATUS_OK;
    making->made->wrong = TEAM_GROUP;
    return error_set(err, STATUS_NOT_FOUND, TEXT_TEAM_NO_GROUP,
                     TEXT_VALUES(text_string("group", group)));
}

static enum status give(const struct making *making, const char *path, mode_t mode,
                        struct error *err)
{
    if (!making->wish->group)
        return STATUS_OK;
    if (chown(path, (uid_t)-1, making->group) != 0 && errno == EPERM) {
        making->made->wrong = TEAM_GROUP;
        return error_set(err, STATUS_NO_ACCESS, TEXT_TEAM_NOT_IN_GROUP,
                         TEXT_VALUES(text_string("group", making->wish->group)));
    }
    /* chown takes the set-group bit away: the mode comes after it */
    return chmod(path, mode) == 0 ? STATUS_OK : error_set_errno(err, errno, path);
}

/* ---- the topic ---- */

static enum status no_topic(const struct making *making, struct error *err)
{
    const char **names = NULL;
    size_t count = 0;
    const char *topics = arena_printf(making->arena, "%s/topics", making->jam);
    making->made->wrong = TEAM_TOPIC;
    if (topic_names(making->arena, making->jam, &names, &count, NULL) != STATUS_OK)
        count = 0;
    int near = nearest_name(making->wish->topic, names, count);
    const char *all = "";
    for (size_t i = 0; all && i < count; i++)
        all = i ? arena_printf(making->arena, "%s, %s", all, names[i]) : names[i];
    return error_set(err, STATUS_NOT_FOUND,
                     near >= 0 ? TEXT_TEAM_NO_TOPIC
                     : count   ? TEXT_TEAM_NO_SUCH_TOPIC
                               : TEXT_TEAM_NO_TOPICS,
                     TEXT_VALUES(text_string("topic", making->wish->topic),
                                 text_string("nearest", near >= 0 ? names[near] : ""),
                                 text_string("topics", all ? all : ""),
                                 text_string("folder", topics ? topics : "")));
}

/* Those that the rules close are brought by the team's consoles. */
static enum status import_data(const struct making *making, struct db *db, struct error *err)
{
    const struct team_data_wish wish = {.by = making->wish->by,
                                        .progress = making->wish->progress,
                                        .progress_context = making->wish->progress_context,
                                        .cancel = making->wish->cancel};
    struct team_data_brought brought = {0};
    if (making->rules.closed)
        return team_data_wait(db, err);
    enum status status = team_data_import(db, making->topic, &wish, &brought, err);
    making->made->datasets = brought.datasets;
    making->made->rows = brought.rows;
    return status;
}

/* ---- the team file ---- */

static enum status fill(const struct making *making, struct db *jam, struct db *db,
                        struct error *err)
{
    struct topic_folder topic;
    const char *title = "";
    enum status status = meta_get(jam, making->arena, META_JAM, &title, err);
    if (status == STATUS_OK)
        status = meta_set(db, META_JAM, title, err);
    if (status == STATUS_OK)
        status = meta_set(db, META_TEAM, making->wish->name, err);
    if (status == STATUS_OK)
        status = meta_set(db, META_TOPIC, making->wish->topic, err);
    if (status == STATUS_OK)
        status = rules_keep(db, &making->rules, err);
    if (status == STATUS_OK)
        status = import_data(making, db, err);
    if (status == STATUS_OK)
        status = topic_folder_read(making->arena, making->topic, &topic, err);
    return status == STATUS_OK ? topic_adopt(db, making->arena, &topic, err) : status;
}

static enum status make_file(const struct making *making, struct db *jam, struct error *err)
{
    struct db *db = NULL;
    enum status status = db_open(&db, making->path, DB_TEAM, DB_CREATE, err);
    if (status != STATUS_OK)
        return status;
    status = fill(making, jam, db, err);
    db_close(db);
    const char *journal = arena_printf(making->arena, "%s-journal", making->path);
    if (journal)
        unlink(journal); /* it has the modes of before; an empty one is made when needed */
    return status == STATUS_OK ? give(making, making->path, FILE_MODE, err) : status;
}

static enum status enrol(const struct making *making, struct db *jam, struct error *err)
{
    const struct team team = {.name = making->wish->name,
                              .topic = making->wish->topic,
                              .folder = making->made->folder,
                              .group = making->wish->group};
    enum status status = db_begin(jam, err);
    if (status != STATUS_OK)
        return status;
    const struct log_entry entry = {.by = making->wish->by ? making->wish->by : "",
                                    .action = "team",
                                    .kind = "jam",
                                    .subject = making->wish->name,
                                    .detail = making->wish->topic};
    status = team_add(jam, &team, err);
    if (status == STATUS_OK)
        status = log_add(jam, &entry, NULL, err);
    if (status == STATUS_OK)
        return db_commit(jam, err);
    if (status == STATUS_EXISTS)
        making->made->wrong = TEAM_NAME;
    db_rollback(jam);
    return status;
}

static enum status make(const struct making *making, struct db *jam, struct error *err)
{
    if (mkdir(making->folder, 0777) != 0) {
        making->made->wrong = errno == EEXIST ? TEAM_NAME : TEAM_NOTHING;
        return errno == EEXIST ? error_set(err, STATUS_EXISTS, TEXT_TEAM_FOLDER_EXISTS,
                                           TEXT_VALUES(text_string("folder", making->folder)))
                               : error_set_errno(err, errno, making->folder);
    }
    enum status status = give(making, making->folder, FOLDER_MODE, err);
    if (status == STATUS_OK)
        status = make_file(making, jam, err);
    if (status == STATUS_OK)
        status = enrol(making, jam, err);
    if (status != STATUS_OK) {
        folder_remove(making->folder);
    }
    return status;
}

/* "Team North 2" is in teams/team-north-2. */
static void name_folder(struct making *making)
{
    char *folder = making->made->folder;
    int len = snprintf(folder, sizeof making->made->folder, "teams/");
    team_name_folder(making->wish->name, folder + len, sizeof making->made->folder - (size_t)len);
}

static enum status prepare(struct making *making, struct error *err)
{
    struct team_made *made = making->made;
    *made = (struct team_made){.rows = 0};
    name_folder(making);
    if (strcmp(made->folder, "teams/") == 0 || strlen(making->wish->name) > TEAM_NAME_MOST) {
        made->wrong = TEAM_NAME;
        error_set(err, STATUS_INVALID, TEXT_TEAM_BAD_NAME, NULL);
        return STATUS_INVALID;
    }
    making->folder = arena_printf(making->arena, "%s/%s", making->jam, made->folder);
    making->path = arena_printf(making->arena, "%s/%s/team.db", making->jam, made->folder);
    making->topic = arena_printf(making->arena, "%s/topics/%s", making->jam, making->wish->topic);
    if (!making->folder || !making->path || !making->topic)
        return no_memory(err);
    if (!*making->wish->topic || strchr(making->wish->topic, '/') ||
        making->wish->topic[0] == '.' || !file_is_folder(making->topic))
        return no_topic(making, err);
    return read_group(making, err);
}

/* Also of a team whose folder is not there: it would be the other one's as soon as it comes back.
 */
static enum status check_free(struct making *making, struct db *jam, struct error *err)
{
    struct team *teams = NULL;
    size_t count = 0;
    enum status status = team_list(jam, making->arena, &teams, &count, err);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        if (!team_name_same(teams[i].folder, making->made->folder) &&
            !team_name_same(teams[i].name, making->wish->name))
            continue;
        making->made->wrong = TEAM_NAME;
        status = error_set(err, STATUS_EXISTS, TEXT_TEAM_FOLDER_TAKEN,
                           TEXT_VALUES(text_string("team", teams[i].name),
                                       text_string("folder", teams[i].folder),
                                       text_string("jam", making->jam)));
    }
    return status;
}

enum status jam_add_team(const char *jam, const struct team_wish *wish, struct team_made *out,
                         struct error *err)
{
    struct making making = {.jam = jam, .wish = wish, .made = out, .arena = arena_new()};
    struct db *db = NULL;
    enum status status = making.arena ? day_open(&db, jam, DB_WRITE, err) : no_memory(err);
    if (status == STATUS_OK)
        status = rules_stored(db, &making.rules, err);
    if (status == STATUS_OK)
        status = prepare(&making, err);
    if (status == STATUS_OK)
        status = check_free(&making, db, err);
    if (status == STATUS_OK)
        status = make(&making, db, err);
    out->waits = status == STATUS_OK && making.rules.closed;
    db_close(db);
    arena_free(making.arena);
    return status;
}

/*
 * Makes a jam's folder, whole or not at all: under a hidden name beside its place, to which it is
 * renamed when all of it is there. Teams are in jam_team.c.
 */
#include "core/service/jam_make.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/embedded.h"
#include "core/base/file.h"
#include "core/base/folder.h"
#include "core/base/group.h"
#include "core/service/day.h"
#include "core/service/jam.h"
#include "core/service/rules_set.h"

enum { FOLDER_MODE = 0755, JAM_MODE = 0660 };

static enum status no_memory(struct error *err)
{
    error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return STATUS_MEMORY; /* said plainly, so that checkers know it is no success */
}

/* ---- the jam ---- */

struct making {
    const struct jam_wish *wish;
    char *folder; /* where it is made */
    const struct agenda_item *items;
    size_t count;
    gid_t group;
};

static void wrong_is(const struct making *making, enum jam_part part)
{
    if (making->wish->wrong)
        *making->wish->wrong = part;
}

/* The folder's own name: "spring-jam" is called "spring-jam", until it is changed. */
static void name_jam(const char *folder, char *out, size_t size)
{
    size_t len = strlen(folder);
    while (len > 1 && folder[len - 1] == '/')
        len--;
    const char *name = memrchr(folder, '/', len);
    name = name ? name + 1 : folder;
    snprintf(out, size, "%.*s", (int)(len - (size_t)(name - folder)), name);
}

static enum status make_file(const struct making *making, struct error *err)
{
    char title[256], *path = file_join(making->folder, "jam.db");
    name_jam(making->wish->folder, title, sizeof title);
    const struct jam_plan plan = {
        .title = title, .agenda = making->items, .agenda_count = making->count};
    enum status status = path ? jam_create(path, &plan, err) : no_memory(err);
    if (status == STATUS_OK && chmod(path, JAM_MODE) != 0)
        status = error_set_errno(err, errno, path);
    free(path);
    return status;
}

static enum status make_folders(const struct making *making, struct error *err)
{
    static const char *const names[] = {"topics", "teams", "shared"};
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sizeof names / sizeof *names; i++) {
        char *path = file_join(making->folder, names[i]);
        if (!path)
            status = no_memory(err);
        else if (i == 0 && making->wish->topics)
            status = folder_copy(making->wish->topics, path, err);
        else if (mkdir(path, FOLDER_MODE) != 0 || chmod(path, FOLDER_MODE) != 0)
            status = error_set_errno(err, errno, path);
        free(path);
    }
    return status;
}

static enum status lay_down(const struct making *making, struct error *err)
{
    const struct jam_wish *wish = making->wish;
    const struct rules_wish rules = {.minimum = wish->minimum,
                                     .closed = wish->closed ? RULES_YES : RULES_STAYS,
                                     .leads = wish->leads};
    struct rules made;
    if (!wish->minimum && !wish->closed && !wish->leads)
        return STATUS_OK;
    return rules_set(making->folder, &rules, wish->by, &made, err);
}

static enum status publish(const struct making *making, struct error *err)
{
    struct db *db = NULL;
    enum status status = day_open(&db, making->folder, DB_WRITE, err);
    if (status == STATUS_OK)
        status = day_publish(db, making->folder, NULL, err);
    if (status == STATUS_OK)
        status = rules_publish(db, making->folder, err);
    db_close(db);
    return status == STATUS_OK ? lay_down(making, err) : status;
}

static enum status fill(const struct making *making, struct error *err)
{
    enum status status = make_folders(making, err);
    if (status == STATUS_OK)
        status = make_file(making, err);
    if (status == STATUS_OK && making->wish->group) {
        status = folder_share(making->folder, making->group, err);
        if (status == STATUS_NO_ACCESS) {
            wrong_is(making, JAM_GROUP);
            error_set(err, status, TEXT_TEAM_NOT_IN_GROUP,
                      TEXT_VALUES(text_string("group", making->wish->group)));
        }
    }
    return status == STATUS_OK ? publish(making, err) : status;
}

/* ---- its place ---- */

static enum status in_use(const struct making *making, struct error *err)
{
    wrong_is(making, JAM_FOLDER);
    return error_set(err, STATUS_EXISTS, TEXT_JAM_FOLDER_IN_USE,
                     TEXT_VALUES(text_string("folder", making->wish->folder)));
}

/* Beside the place: ".spring-jam.0123456789abcdef.new". */
static char *name_beside(const char *folder)
{
    char *out = NULL;
    size_t len = strlen(folder), above;
    while (len > 1 && folder[len - 1] == '/')
        len--;
    for (above = len; above > 0 && folder[above - 1] != '/';)
        above--;
    if (asprintf(&out, "%.*s.%.*s.%016llx.new", (int)above, folder, (int)(len - above),
                 folder + above, (unsigned long long)random_bits()) < 0)
        return NULL;
    return out;
}

/* A rename takes the place of an empty folder, and of nothing else. */
static enum status put_in_place(const struct making *making, struct error *err)
{
    const char *folder = making->wish->folder;
    if (rename(making->folder, folder) == 0)
        return STATUS_OK;
    return errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR || errno == EBUSY
               ? in_use(making, err)
               : error_set_errno(err, errno, folder);
}

static enum status make(struct making *making, struct error *err)
{
    const char *folder = making->wish->folder;
    if (file_exists(folder) && rmdir(folder) != 0) /* told before anything is copied */
        return in_use(making, err);
    making->folder = name_beside(folder);
    if (!making->folder)
        return no_memory(err);
    enum status status = file_make_folder(making->folder, err);
    if (status != STATUS_OK)
        wrong_is(making, JAM_FOLDER); /* it would be beside it */
    if (status == STATUS_OK && chmod(making->folder, FOLDER_MODE) != 0)
        status = error_set_errno(err, errno, making->folder);
    if (status == STATUS_OK)
        status = fill(making, err);
    if (status == STATUS_OK)
        status = put_in_place(making, err);
    if (status != STATUS_OK)
        folder_remove(making->folder);
    free(making->folder);
    return status;
}

static enum status read_agenda(struct making *making, struct arena *arena, struct error *err)
{
    static const char sample[] = "sample-data/social-assistance/agenda.csv";
    const char *name = making->wish->agenda;
    struct span bytes = {0};
    struct agenda_item *items = NULL;
    wrong_is(making, JAM_AGENDA);
    if (!name && !embedded_find(sample, &bytes))
        return error_set(err, STATUS_NOT_FOUND, TEXT_NEW_NEEDS_AGENDA, NULL);
    enum status status = name ? jam_load_agenda(name, arena, &items, &making->count, err)
                              : jam_read_agenda(bytes, sample, arena, &items, &making->count, err);
    making->items = items;
    return status;
}

static enum status find_group(const struct making *making, const char *name, enum jam_part part,
                              gid_t *out, struct error *err)
{
    if (!name || group_find(name, out))
        return STATUS_OK;
    wrong_is(making, part);
    return error_set(err, STATUS_NOT_FOUND, TEXT_JAM_NO_GROUP,
                     TEXT_VALUES(text_string("group", name)));
}

/* ---- its topics ---- */

enum { TOPICS_BELOW = 3 }; /* folders down, in which topics are looked for */

static bool is_topic(const char *folder)
{
    char *page = file_join(folder, "topic.md");
    bool is = page && file_exists(page);
    free(page);
    return is;
}

/* The first folder in `folder`, or below one of those, that has topics in it; in arena, NULL: none
 * has. */
static const char *topics_below(struct arena *arena, const char *folder, int depth)
{
    const char *found = NULL;
    DIR *dir = opendir(folder);
    for (const struct dirent *entry; dir && !found && (entry = readdir(dir));) {
        const char *below = arena_printf(arena, "%s/%s", folder, entry->d_name);
        if (entry->d_name[0] == '.' || !below || !file_is_folder(below))
            continue;
        found = is_topic(below) ? folder : depth ? topics_below(arena, below, depth - 1) : NULL;
    }
    if (dir)
        closedir(dir);
    return found;
}

/* Each folder in it is a topic with a page, so that none is made of what is something else. */
static enum status check_topics(const char *topics, struct arena *arena, struct error *err)
{
    enum status status = STATUS_OK;
    DIR *dir = opendir(topics);
    if (!dir)
        return error_set_errno(err, errno, topics);
    for (const struct dirent *entry; status == STATUS_OK && (entry = readdir(dir));) {
        const char *folder = arena_printf(arena, "%s/%s", topics, entry->d_name);
        if (entry->d_name[0] == '.' || !folder || !file_is_folder(folder) || is_topic(folder))
            continue;
        const char *below = topics_below(arena, folder, TOPICS_BELOW);
        status = error_set(
            err, STATUS_INVALID, below ? TEXT_JAM_TOPICS_BELOW : TEXT_JAM_TOPIC_WITHOUT_PAGE,
            TEXT_VALUES(text_string("folder", folder), text_string("below", below ? below : "")));
    }
    closedir(dir);
    return status;
}

/* What can be known to be wrong is told before anything is made. */
static enum status prepare(struct making *making, struct arena *arena, struct error *err)
{
    const struct jam_wish *wish = making->wish;
    gid_t leads;
    enum status status = read_agenda(making, arena, err);
    if (status != STATUS_OK)
        return status;
    if (wish->topics && !file_is_folder(wish->topics)) {
        wrong_is(making, JAM_TOPICS);
        return error_set(err, STATUS_NOT_FOUND, TEXT_JAM_NO_TOPICS,
                         TEXT_VALUES(text_string("folder", wish->topics)));
    }
    if (wish->topics) {
        wrong_is(making, JAM_TOPICS);
        status = check_topics(wish->topics, arena, err);
    }
    if (status != STATUS_OK)
        return status;
    status = find_group(making, wish->group, JAM_GROUP, &making->group, err);
    if (status == STATUS_OK)
        status = find_group(making, wish->leads, JAM_LEADS, &leads, err);
    if (status == STATUS_OK)
        wrong_is(making, JAM_NOTHING);
    return status;
}

enum status jam_make(const struct jam_wish *wish, struct error *err)
{
    struct making making = {.wish = wish};
    struct arena *arena = arena_new();
    enum status status = arena ? prepare(&making, arena, err) : no_memory(err);
    if (status == STATUS_OK)
        status = make(&making, err);
    arena_free(arena);
    return status;
}

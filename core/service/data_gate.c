/*
 * Folders of data, closed and opened. Only its owner can change the mode of a folder. Another
 * facilitator opens it by putting a copy, which is then theirs, into its place; to close it so
 * would leave the open one somewhere.
 */
#include "core/service/data_gate.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/folder.h"
#include "core/base/group.h"
#include "core/service/day.h"
#include "core/service/rules_set.h"

enum { OPEN_MODE = 0755, LEADS_MODE = 0750, FACILITATORS_MODE = 0770, OWNER_MODE = 0700 };

static enum status no_memory(struct error *err)
{
    error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return STATUS_MEMORY; /* said plainly, so that checkers know it is no success */
}

/* ---- what may be done with a file ---- */

static bool is_facilitator(const char *jam)
{
    char *path = file_join(jam, "jam.db");
    bool can = path && access(path, W_OK) == 0;
    free(path);
    return can;
}

/* JAM/topics/TOPIC/data/…, both of them without links. */
static bool is_topic_data(const char *jam, const char *path)
{
    size_t len = strlen(jam);
    if (strncmp(path, jam, len) != 0 || strncmp(path + len, "/topics/", 8) != 0)
        return false;
    const char *topic = strchr(path + len + 8, '/');
    return topic && strncmp(topic, "/data/", 6) == 0;
}

/* The permissions have said no already: this says why. */
static enum status tell_closed(const char *path, struct error *err)
{
    struct rules rules;
    bool inside = false;
    if (!strstr(path, "topics/"))
        return STATUS_OK;
    rules_of_path(path, &rules, &inside);
    return inside && rules.closed ? error_set(err, STATUS_NO_ACCESS, TEXT_TEAM_DATA_CLOSED, NULL)
                                  : STATUS_OK;
}

enum status data_gate_check(const char *path, enum data_gate_use use, struct error *err)
{
    struct rules rules;
    bool inside = false;
    char *real = realpath(path, NULL);
    if (!real)
        return errno == EACCES ? tell_closed(path, err) : STATUS_OK;
    char *jam = rules_jam_around(real);
    enum status status = STATUS_OK;
    if (jam && is_topic_data(jam, real)) {
        rules_of_path(real, &rules, &inside);
        if (rules.closed && use != DATA_GATE_BROWSE && !is_facilitator(jam))
            status = error_set(err, STATUS_NO_ACCESS, TEXT_DATA_GATE_ONLY_LOOK, NULL);
    }
    free(jam);
    free(real);
    return status;
}

/* ---- one folder ---- */

struct setting {
    mode_t mode;
    bool regroup;
    gid_t group;
    const char *group_words;
};

static enum status set_own(const char *path, const struct setting *setting, struct error *err)
{
    if (setting->regroup && chown(path, (uid_t)-1, setting->group) != 0)
        return errno == EPERM ? error_set(err, STATUS_NO_ACCESS, TEXT_TEAM_NOT_IN_GROUP,
                                          TEXT_VALUES(text_string("group", setting->group_words)))
                              : error_set_errno(err, errno, path);
    return chmod(path, setting->mode) == 0 ? STATUS_OK : error_set_errno(err, errno, path);
}

/* The copy takes the place of the folder, which goes. */
static enum status change_places(const char *path, const char *copy, const char *former,
                                 struct error *err)
{
    if (rename(path, former) != 0)
        return error_set_errno(err, errno, path);
    if (rename(copy, path) == 0)
        return STATUS_OK;
    enum status status = error_set_errno(err, errno, path);
    (void)!rename(former, path);
    return status;
}

static enum status set_copied(const char *path, const struct setting *setting, struct error *err)
{
    char *copy = NULL, *former = NULL;
    size_t folder = (size_t)(file_name(path) - path);
    unsigned long long chance = (unsigned long long)random_bits();
    enum status status = STATUS_OK;
    if (asprintf(&copy, "%.*s.%016llx.new", (int)folder, path, chance) < 0)
        copy = NULL;
    if (asprintf(&former, "%.*s.%016llx.old", (int)folder, path, chance) < 0)
        former = NULL;
    if (!copy || !former) {
        status = no_memory(err);
    } else if (mkdir(copy, OWNER_MODE) != 0) {
        status = error_set_errno(err, errno, path);
    } else {
        /* made inside a folder that nobody else can enter: no moment is open by mistake */
        char *inside = file_join(copy, "data");
        status = inside ? folder_copy(path, inside, err) : no_memory(err);
        if (status == STATUS_OK)
            status = set_own(inside, setting, err);
        if (status == STATUS_OK)
            status = change_places(path, inside, former, err);
        if (status == STATUS_OK)
            folder_remove(former);
        folder_remove(copy);
        free(inside);
    }
    free(copy);
    free(former);
    return status;
}

static enum status set_folder(const char *path, const struct setting *setting, struct error *err)
{
    struct stat info;
    if (lstat(path, &info) != 0 || !S_ISDIR(info.st_mode))
        return STATUS_OK; /* a topic without data */
    if (geteuid() == 0 || geteuid() == info.st_uid)
        return set_own(path, setting, err);
    if (setting->mode == OPEN_MODE)
        return set_copied(path, setting, err);
    return error_set(err, STATUS_NO_ACCESS, TEXT_DATA_GATE_NOT_OWNER,
                     TEXT_VALUES(text_string("folder", path)));
}

/* ---- all of them ---- */

static enum status set_all(const char *jam, const struct setting *setting, struct error *err)
{
    char *topics = file_join(jam, "topics");
    DIR *dir = topics ? opendir(topics) : NULL;
    enum status status = !topics                   ? no_memory(err)
                         : !dir && errno != ENOENT ? error_set_errno(err, errno, topics)
                                                   : STATUS_OK;
    for (const struct dirent *entry; dir && status == STATUS_OK && (entry = readdir(dir));) {
        char *path = NULL;
        if (entry->d_name[0] == '.')
            continue;
        if (asprintf(&path, "%s/%s/data", topics, entry->d_name) < 0)
            path = NULL;
        status = path ? set_folder(path, setting, err) : no_memory(err);
        free(path);
    }
    if (dir)
        closedir(dir);
    free(topics);
    return status;
}

enum status data_gate_open(const char *jam, struct error *err)
{
    const struct setting setting = {.mode = OPEN_MODE};
    return set_all(jam, &setting, err);
}

enum status data_gate_close(const char *jam, const char *leads, struct error *err)
{
    struct setting setting = {.mode = OWNER_MODE, .group_words = leads};
    struct stat info;
    char words[64];
    if (*leads) {
        setting.mode = LEADS_MODE;
        setting.regroup = true;
        if (!group_find(leads, &setting.group))
            return error_set(err, STATUS_NOT_FOUND, TEXT_TEAM_NO_GROUP,
                             TEXT_VALUES(text_string("group", leads)));
    } else if (stat(jam, &info) == 0 && (info.st_mode & S_IWGRP)) { /* shared by facilitators */
        setting.mode = FACILITATORS_MODE;
        setting.regroup = true;
        setting.group = info.st_gid;
        setting.group_words = group_name(info.st_gid, words, sizeof words);
    }
    return set_all(jam, &setting, err);
}

/* ---- with the clock ---- */

enum status data_gate_follow(const char *jam, const char *by, bool *opened, struct error *err)
{
    struct day_record record;
    *opened = false;
    enum status status = day_read(jam, &record, err);
    bool analysis = status == STATUS_OK && day_is_on(&record) && record.speed == 1 &&
                    strcasecmp(record.kind, "analysis") == 0 &&
                    !day_is_early(&record, clock_now_ms());
    return analysis ? rules_open_for_phase(jam, record.number, by, opened, err) : status;
}

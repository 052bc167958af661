/*
 * The opening gate. Names are resolved first (a file, a team's folder, JAM/TEAM), then the
 * file is told by its content, and only then opened as what it is.
 */
#include "core/service/open.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/base/nearest.h"
#include "core/base/team_name.h"
#include "core/service/data_gate.h"
#include "core/service/import.h"
#include "core/service/rules.h"
#include "core/store/place.h"

/* ---- names ---- */

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* folder/name if that is there, else NULL. */
static char *existing(const char *folder, const char *name)
{
    char *path = file_join(folder, name);
    if (path && access(path, F_OK) != 0) {
        free(path);
        return NULL;
    }
    return path;
}

enum { TEAMS_MAX = 256 };

struct team_names {
    char *names[TEAMS_MAX];
    size_t count;
};

static void free_names(struct team_names *teams)
{
    while (teams->count > 0)
        free(teams->names[--teams->count]);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void list_teams(const char *folder, struct team_names *teams)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return;
    for (struct dirent *entry; teams->count < TEAMS_MAX && (entry = readdir(dir)) != NULL;) {
        char *name = entry->d_name[0] == '.' ? NULL : strdup(entry->d_name);
        if (name)
            teams->names[teams->count++] = name;
    }
    closedir(dir);
    qsort(teams->names, teams->count, sizeof *teams->names, by_name);
}

/* A folder that can't be entered, as those of other teams. */
static bool is_barred(const char *folder)
{
    return access(folder, X_OK) != 0 && errno == EACCES;
}

static enum status refuse_barred(const char *folder, struct error *err)
{
    return error_set(err, STATUS_NO_ACCESS, TEXT_OPEN_TEAM_BARRED,
                     TEXT_VALUES(text_string("folder", folder)));
}

/* The team file of the team in jam/teams whose name this is, in any case, or its folder. */
static enum status find_team(const char *jam, const char *team, char **path, struct error *err)
{
    struct team_names teams = {.count = 0};
    char *folder = file_join(jam, "teams");
    enum status status = folder ? STATUS_OK : no_memory(err);
    if (folder)
        list_teams(folder, &teams);
    for (size_t i = 0; i < teams.count && !*path; i++) {
        char *own = team_name_in(teams.names[i], team) ? file_join(folder, teams.names[i]) : NULL;
        if (own)
            *path = existing(own, "team.db");
        if (own && !*path && is_barred(own))
            status = refuse_barred(own, err);
        free(own);
    }
    if (!*path && status == STATUS_OK) {
        const char *const *names = (const char *const *)teams.names;
        int near = nearest_name(team, names, teams.count);
        const char *offer = near >= 0 ? names[near] : teams.count ? names[0] : "";
        status =
            error_set(err, STATUS_NOT_FOUND, teams.count ? TEXT_OPEN_NO_TEAM : TEXT_OPEN_NO_TEAMS,
                      TEXT_VALUES(text_string("jam", jam), text_string("team", team),
                                  text_string("nearest", offer)));
    }
    free_names(&teams);
    free(folder);
    return status;
}

/* JAM/TEAM: the part before a slash is a folder with teams in it. Names of teams may have one,
 * too, so it is the longest part that is there at all. */
static enum status resolve_team(const char *name, char **path, struct error *err)
{
    char *jam = strdup(name);
    if (!jam)
        return no_memory(err);
    size_t len = strlen(jam);
    while (len > 1 && jam[len - 1] == '/')
        jam[--len] = '\0';
    enum status status = STATUS_OK;
    bool found = false;
    for (char *slash = jam + len; !found && slash > jam; slash--) {
        if (*slash != '/')
            continue;
        *slash = '\0';
        char *teams = existing(jam, "teams");
        found = access(jam, F_OK) == 0;
        if (teams)
            status = find_team(jam, slash + 1, path, err);
        free(teams);
        *slash = '/';
    }
    free(jam);
    return status;
}

static enum status refuse_folder(const char *name, struct error *err)
{
    char *teams = existing(name, "teams"), *bare = strdup(name);
    enum text_id words = teams ? TEXT_OPEN_JAM_FOLDER : TEXT_FILE_IS_FOLDER;
    for (size_t len = bare ? strlen(bare) : 0; len > 1 && bare[len - 1] == '/';)
        bare[--len] = '\0'; /* "day/" would make "day//TEAM" of it */
    enum status status = error_set_at(err, STATUS_WRONG_KIND, name, 0, 0, words,
                                      TEXT_VALUES(text_string("file", bare ? bare : name)));
    free(teams);
    free(bare);
    return status;
}

enum status source_resolve(const char *name, char **path, struct error *err)
{
    *path = NULL;
    if (file_is_folder(name)) {
        *path = existing(name, "team.db");
        if (!*path && is_barred(name))
            return refuse_barred(name, err);
        return *path ? STATUS_OK : refuse_folder(name, err);
    }
    if (access(name, F_OK) != 0) {
        enum status status = resolve_team(name, path, err);
        if (status != STATUS_OK || *path)
            return status;
    }
    *path = strdup(name);
    return *path ? STATUS_OK : no_memory(err);
}

/* ---- sources ---- */

/* What each kind that is no source is answered. */
static const enum text_id refusals[FILE_KIND_COUNT] = {
    [FILE_JAM] = TEXT_OPEN_JAM_FILE,      [FILE_SQLITE] = TEXT_OPEN_SQLITE,
    [FILE_XLS] = TEXT_OPEN_SAVE_AS_XLSX,  [FILE_ODS] = TEXT_OPEN_SAVE_AS_XLSX,
    [FILE_PASSWORD] = TEXT_XLSX_PASSWORD, [FILE_OLD_OFFICE] = TEXT_OPEN_NO_DATA,
    [FILE_ZIP] = TEXT_OPEN_PACKED,        [FILE_COMPRESSED] = TEXT_OPEN_PACKED,
    [FILE_PDF] = TEXT_OPEN_NO_DATA,       [FILE_BINARY] = TEXT_OPEN_NO_DATA,
    [FILE_EMPTY] = TEXT_OPEN_EMPTY,       [FILE_FOLDER] = TEXT_FILE_IS_FOLDER,
    [FILE_SPECIAL] = TEXT_OPEN_NO_DATA,
};

static enum status refuse(const char *path, enum file_kind kind, enum text_id words,
                          struct error *err)
{
    return error_set_at(
        err, STATUS_WRONG_KIND, path, 0, 0, words,
        TEXT_VALUES(text_string("file", path), text_string("kind", kind_name(kind))));
}

/* A folder that belongs to a team's group: what this program makes beside the file is the whole
 * team's, too, and nobody else's. */
static void share_with_group(const char *path)
{
    struct stat info;
    char *folder = strdup(path), *slash = folder ? strrchr(folder, '/') : NULL;
    if (slash)
        *slash = '\0';
    bool shared = folder && stat(slash ? folder : ".", &info) == 0 && (info.st_mode & S_ISGID) &&
                  (info.st_mode & S_IWGRP);
    if (shared) {
        mode_t before = umask(S_IRWXG | S_IRWXO);
        umask((before & ~(mode_t)S_IRWXG) | S_IRWXO);
    }
    free(folder);
}

static enum status open_team(struct source *source, enum source_use use, struct error *err)
{
    share_with_group(source->path);
    source->place_unknown = !place_is_local(source->path, source->place, sizeof source->place);
    return db_open(&source->db, source->path, DB_TEAM, use == SOURCE_WRITE ? DB_WRITE : DB_READ,
                   err);
}

/* Imported into memory, as it would be into a team file. */
static enum status open_data(struct source *source, const char *sheet, enum source_use use,
                             struct error *err)
{
    if (use == SOURCE_WRITE)
        return refuse(source->path, source->kind, TEXT_OPEN_NEEDS_TEAM, err);
    struct rules rules;
    bool inside;
    enum status status = db_open(&source->db, NULL, DB_TEAM, DB_MEMORY, err);
    if (status != STATUS_OK)
        return status;
    rules_of_path(source->path, &rules, &inside);
    if (inside)
        status = rules_keep(source->db, &rules, err);
    if (status != STATUS_OK)
        return status;
    const struct import_options options = {.sheet = sheet};
    struct import_result result;
    status = import_file(source->db, source->path, &options, &result, err);
    if (status != STATUS_OK)
        return status;
    source->aside = result.rows_aside;
    for (size_t i = 0; i < result.column_count; i++)
        source->misfits += result.columns[i].misfits;
    import_result_free(&result);
    return STATUS_OK;
}

enum status source_open(struct source *out, const char *name, enum source_use use,
                        struct error *err)
{
    return source_open_sheet(out, name, NULL, use, err);
}

enum status source_open_sheet(struct source *out, const char *name, const char *sheet,
                              enum source_use use, struct error *err)
{
    *out = (struct source){.db = NULL};
    enum status status = source_resolve(name, &out->path, err);
    if (status == STATUS_OK)
        status = data_gate_check(out->path, use == SOURCE_BROWSE ? DATA_GATE_BROWSE : DATA_GATE_USE,
                                 err);
    if (status == STATUS_OK)
        status = kind_of_file(out->path, &out->kind, err);
    if (status == STATUS_OK) {
        if (out->kind == FILE_TEAM)
            status = open_team(out, use, err);
        else if (out->kind == FILE_TEXT || out->kind == FILE_XLSX)
            status = open_data(out, sheet, use, err);
        else
            status = refuse(out->path, out->kind, refusals[out->kind], err);
    }
    if (status != STATUS_OK)
        source_close(out);
    return status;
}

void source_close(struct source *source)
{
    db_close(source->db);
    free(source->path);
    *source = (struct source){.db = NULL};
}

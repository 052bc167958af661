/*
 * Bringing a team its data. Files are imported one by one, and each is there or not: whoever
 * takes over after a crash leaves out those that are. The lease is renewed while an import tells
 * of its progress; a machine's clock that jumps can only make two import the same file, of which
 * one then finds the name taken.
 */
#include "core/service/team_data.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/service/kind.h"
#include "core/service/rules.h"
#include "core/store/dataset.h"
#include "core/store/meta.h"

#define WAITING "waiting"
#define THERE   "there"

enum { RENEW_MS = 5000, LEASE_SIZE = UUID_SIZE + 24 };

static enum status no_memory(struct error *err)
{
    error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return STATUS_MEMORY; /* said plainly, so that checkers know it is no success */
}

/* ---- importing ---- */

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* As an import would call it. */
static bool is_there(struct db *db, struct arena *arena, const char *path)
{
    struct dataset_info dataset;
    const char *name = file_name(path), *dot = strrchr(name, '.');
    size_t len = dot && dot > name ? (size_t)(dot - name) : strlen(name);
    const char *as = arena_copy(arena, span_of(name, len));
    return as && dataset_find(db, arena, as, &dataset, NULL) == STATUS_OK;
}

static enum status import_one(struct db *db, const char *path, const struct team_data_wish *wish,
                              struct team_data_brought *out, struct error *err)
{
    const struct import_options options = {.by = wish->by,
                                           .progress = wish->progress,
                                           .progress_context = wish->progress_context,
                                           .cancel = wish->cancel};
    struct import_result result = {0};
    enum file_kind kind;
    enum status status = kind_of_file(path, &kind, err);
    if (status != STATUS_OK || (kind != FILE_TEXT && kind != FILE_XLSX))
        return status;
    status = import_file(db, path, &options, &result, err);
    if (status != STATUS_OK)
        return status;
    out->datasets++;
    out->rows += result.rows_loaded;
    import_result_free(&result);
    return STATUS_OK;
}

enum status team_data_import(struct db *db, const char *topic, const struct team_data_wish *wish,
                             struct team_data_brought *out, struct error *err)
{
    struct dirent **entries = NULL;
    struct arena *arena = arena_new();
    char *data = arena ? arena_printf(arena, "%s/data", topic) : NULL;
    int count = data && file_is_folder(data) ? scandir(data, &entries, is_shown, by_name) : 0;
    enum status status = data ? STATUS_OK : no_memory(err);
    *out = (struct team_data_brought){0};
    if (count < 0)
        status = error_set_errno(err, errno, data);
    for (int i = 0; i < count; i++) {
        const char *path = arena_printf(arena, "%s/%s", data, entries[i]->d_name);
        if (status == STATUS_OK && !path)
            status = no_memory(err);
        if (status == STATUS_OK && !is_there(db, arena, path))
            status = import_one(db, path, wish, out, err);
        free(entries[i]);
    }
    free(entries);
    arena_free(arena);
    return status;
}

/* ---- how it stands ---- */

enum status team_data_wait(struct db *db, struct error *err)
{
    return meta_set(db, META_DATA, WAITING, err);
}

/* "UUID 1778576400000": whose it is, and until when. One that would last longer than leases do
 * was written by a clock that has jumped. */
static bool is_held(const char *lease, const char *own, int64_t now_ms)
{
    const char *blank = strchr(lease, ' ');
    if (!blank || (strncmp(lease, own, strlen(own)) == 0 && *own))
        return false;
    int64_t until = strtoll(blank, NULL, 10);
    return until > now_ms && until <= now_ms + TEAM_DATA_LEASE_MS;
}

static enum status read_state(struct db *db, struct arena *arena, const char *own,
                              enum team_data_state *out, struct error *err)
{
    const char *data = "", *lease = "";
    enum status status = meta_get(db, arena, META_DATA, &data, err);
    if (status == STATUS_OK)
        status = meta_get(db, arena, META_LEASE, &lease, err);
    *out = strcmp(data, WAITING) != 0            ? TEAM_DATA_THERE
           : is_held(lease, own, clock_now_ms()) ? TEAM_DATA_TAKEN
                                                 : TEAM_DATA_READY;
    return status;
}

enum status team_data_look(struct db *db, enum team_data_state *out, struct error *err)
{
    struct rules rules;
    struct arena *arena = arena_new();
    char *jam = *db_path(db) ? rules_jam_around(db_path(db)) : NULL;
    enum status status = arena ? read_state(db, arena, "", out, err) : no_memory(err);
    if (status == STATUS_OK && jam && rules_load(jam, &rules, NULL) == STATUS_OK) {
        if (rules.closed && *out != TEAM_DATA_THERE)
            *out = TEAM_DATA_CLOSED;
        if (db_writable(db))
            status = rules_keep(db, &rules, err);
    } else if (!jam && *out == TEAM_DATA_READY) {
        *out = TEAM_DATA_CLOSED; /* there is nothing to bring them from */
    }
    free(jam);
    arena_free(arena);
    return status;
}

/* ---- the lease ---- */

struct lease {
    struct db *db;
    char uuid[UUID_SIZE];
    int64_t renewed_ms; /* steady */
    const struct team_data_wish *wish;
};

static enum status write_lease(struct lease *lease, struct error *err)
{
    char words[LEASE_SIZE];
    lease->renewed_ms = clock_steady_ms();
    snprintf(words, sizeof words, "%s %" PRId64, lease->uuid, clock_now_ms() + TEAM_DATA_LEASE_MS);
    return meta_set(lease->db, META_LEASE, words, err);
}

static enum status take(struct lease *lease, struct arena *arena, struct error *err)
{
    enum team_data_state state;
    uuid_new(lease->uuid);
    enum status status = db_begin(lease->db, err);
    if (status != STATUS_OK)
        return status;
    status = read_state(lease->db, arena, lease->uuid, &state, err);
    if (status == STATUS_OK && state != TEAM_DATA_READY)
        status = error_set(err, STATUS_BUSY, TEXT_TEAM_DATA_TAKEN, NULL);
    if (status == STATUS_OK)
        status = write_lease(lease, err);
    if (status == STATUS_OK)
        return db_commit(lease->db, err);
    db_rollback(lease->db);
    return status;
}

/* In the import's own transaction, or by itself between two of them. */
static void renew(void *context, const struct import_progress *progress)
{
    struct lease *lease = context;
    if (clock_steady_ms() - lease->renewed_ms >= RENEW_MS)
        write_lease(lease, NULL); /* what can't be renewed runs out */
    if (lease->wish->progress)
        lease->wish->progress(lease->wish->progress_context, progress);
}

/* Only whoever holds it gives it back. */
static enum status give_back(struct lease *lease, struct arena *arena, bool there,
                             struct error *err)
{
    const char *now = "";
    enum status status = db_begin(lease->db, err);
    if (status != STATUS_OK)
        return status;
    status = meta_get(lease->db, arena, META_LEASE, &now, err);
    if (status == STATUS_OK && strncmp(now, lease->uuid, strlen(lease->uuid)) == 0)
        status = meta_set(lease->db, META_LEASE, "", err);
    if (status == STATUS_OK && there)
        status = meta_set(lease->db, META_DATA, THERE, err);
    if (status == STATUS_OK)
        return db_commit(lease->db, err);
    db_rollback(lease->db);
    return status;
}

/* ---- bringing ---- */

static enum status find_topic(struct db *db, struct arena *arena, const char **out,
                              struct error *err)
{
    struct rules rules;
    const char *topic = "";
    bool inside;
    enum status status = meta_get(db, arena, META_TOPIC, &topic, err);
    char *jam = status == STATUS_OK ? rules_jam_around(db_path(db)) : NULL;
    rules_of_path(db_path(db), &rules, &inside);
    *out = jam ? arena_printf(arena, "%s/topics/%s", jam, topic) : NULL;
    free(jam);
    if (status == STATUS_OK && (!*out || rules.closed || !*topic))
        return error_set(err, STATUS_NO_ACCESS, TEXT_TEAM_DATA_CLOSED, NULL);
    return status;
}

static enum status bring(struct lease *lease, struct arena *arena, const char *topic,
                         struct team_data_brought *out, struct error *err)
{
    const struct team_data_wish wish = {.by = lease->wish->by,
                                        .progress = renew,
                                        .progress_context = lease,
                                        .cancel = lease->wish->cancel};
    enum status status = take(lease, arena, err);
    if (status != STATUS_OK)
        return status;
    status = team_data_import(lease->db, topic, &wish, out, err);
    enum status given =
        give_back(lease, arena, status == STATUS_OK, status == STATUS_OK ? err : NULL);
    return status == STATUS_OK ? given : status;
}

enum status team_data_bring(struct db *db, const struct team_data_wish *wish,
                            struct team_data_brought *out, struct error *err)
{
    struct lease lease = {.db = db, .wish = wish};
    struct arena *arena = arena_new();
    const char *topic = NULL;
    *out = (struct team_data_brought){0};
    enum status status = arena ? find_topic(db, arena, &topic, err) : no_memory(err);
    if (status == STATUS_OK)
        status = bring(&lease, arena, topic, out, err);
    arena_free(arena);
    return status;
}

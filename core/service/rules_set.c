/*
 * What is laid down is in the jam's file, where it is logged; the file "rules" and the copies in
 * the team files follow it. Folders are closed and opened while the jam's file is locked: where
 * that fails, nothing is laid down.
 */
#include "core/service/rules_set.h"

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/arena.h"
#include "core/base/file.h"
#include "core/base/group.h"
#include "core/service/data_gate.h"
#include "core/service/day.h"
#include "core/store/agenda.h"
#include "core/store/log.h"
#include "core/store/meta.h"

enum { RULES_MODE = 0644 };

struct setting {
    const char *jam;
    struct db *db;
    struct arena *arena;
    struct rules was, now;
    const char *leads, *leads_was;
    int64_t closed_in; /* the phase in which somebody closed the data; 0: in none */
};

static enum status no_memory(struct error *err)
{
    error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return STATUS_MEMORY; /* said plainly, so that checkers know it is no success */
}

/* ---- as it is kept ---- */

/* data is "open", "closed", or "closed 3": in the third phase. */
static enum status read_stored(struct db *db, struct arena *arena, struct rules *out,
                               int64_t *closed_in, struct error *err)
{
    const char *minimum = "", *exports = "", *data = "";
    rules_begin(out);
    enum status status = meta_get(db, arena, META_MINIMUM, &minimum, err);
    if (status == STATUS_OK)
        status = meta_get(db, arena, META_EXPORTS, &exports, err);
    if (status == STATUS_OK)
        status = meta_get(db, arena, META_DATA, &data, err);
    if (status != STATUS_OK)
        return status;
    long long said = strtoll(minimum, NULL, 10);
    if (said >= 1 && said <= RULES_MINIMUM_MOST)
        out->minimum = said;
    out->exports = strcmp(exports, "no") != 0;
    out->closed = strncmp(data, "closed", 6) == 0;
    *closed_in = out->closed ? strtoll(data + 6, NULL, 10) : 0;
    return STATUS_OK;
}

enum status rules_stored(struct db *jam_db, struct rules *out, struct error *err)
{
    int64_t closed_in;
    struct arena *arena = arena_new();
    enum status status = arena ? read_stored(jam_db, arena, out, &closed_in, err) : no_memory(err);
    arena_free(arena);
    return status;
}

enum status rules_leads(struct db *jam_db, struct arena *arena, const char **out, struct error *err)
{
    return meta_get(jam_db, arena, META_LEADS, out, err);
}

static enum status store(const struct setting *setting, struct error *err)
{
    char minimum[24], data[40];
    const struct rules *now = &setting->now;
    snprintf(minimum, sizeof minimum, "%" PRId64, now->minimum);
    if (now->closed && setting->closed_in)
        snprintf(data, sizeof data, "closed %" PRId64, setting->closed_in);
    else
        snprintf(data, sizeof data, "%s", now->closed ? "closed" : "open");
    enum status status = meta_set(setting->db, META_MINIMUM, minimum, err);
    if (status == STATUS_OK)
        status = meta_set(setting->db, META_EXPORTS, now->exports ? "yes" : "no", err);
    if (status == STATUS_OK)
        status = meta_set(setting->db, META_DATA, data, err);
    if (status == STATUS_OK)
        status = meta_set(setting->db, META_LEADS, setting->leads, err);
    return status;
}

static enum status note(const struct setting *setting, const char *by, struct error *err)
{
    const struct rules *now = &setting->now;
    json_t *detail =
        json_pack("{s:I, s:b, s:s, s:s}", "minimum", (json_int_t)now->minimum, "exports",
                  now->exports, "data", now->closed ? "closed" : "open", "leads", setting->leads);
    char *text = detail ? json_dumps(detail, JSON_COMPACT) : NULL;
    json_decref(detail);
    if (!text)
        return no_memory(err);
    const struct log_entry entry = {
        .by = by, .action = "rules", .kind = "jam", .subject = "rules", .detail = text};
    enum status status = log_add(setting->db, &entry, NULL, err);
    free(text);
    return status;
}

/* ---- the file ---- */

static enum status write_file(const char *jam, const struct rules *rules, struct error *err)
{
    struct buffer bytes = {0};
    char *path = file_join(jam, "rules"), *next = file_join(jam, "rules.next");
    rules_write(rules, &bytes);
    enum status status = path && next && !bytes.failed
                             ? file_replace(next, buffer_span(&bytes), RULES_MODE, err)
                             : no_memory(err);
    /* readable by all whatever the umask is, and only then in its place */
    if (status == STATUS_OK && (chmod(next, RULES_MODE) != 0 || rename(next, path) != 0))
        status = error_set_errno(err, errno, path);
    buffer_free(&bytes);
    free(path);
    free(next);
    return status;
}

enum status rules_publish(struct db *jam_db, const char *jam, struct error *err)
{
    struct rules rules;
    enum status status = db_begin(jam_db, err);
    if (status != STATUS_OK)
        return status;
    status = rules_stored(jam_db, &rules, err);
    if (status == STATUS_OK)
        status = write_file(jam, &rules, err);
    db_rollback(jam_db); /* it was only for the lock */
    return status;
}

/* ---- laying down ---- */

/* Permissions first when it opens, last when it closes: consoles that read "open" find it so. */
static enum status carry_out(const struct setting *setting, struct error *err)
{
    const struct rules *now = &setting->now;
    bool closes =
        now->closed && (!setting->was.closed || strcmp(setting->leads, setting->leads_was) != 0);
    enum status status = STATUS_OK;
    if (setting->was.closed && !now->closed)
        status = data_gate_open(setting->jam, err);
    if (status == STATUS_OK && closes)
        status = data_gate_close(setting->jam, setting->leads, err);
    return status == STATUS_OK ? write_file(setting->jam, now, err) : status;
}

static bool is_same(const struct setting *setting)
{
    return setting->was.minimum == setting->now.minimum &&
           setting->was.exports == setting->now.exports &&
           setting->was.closed == setting->now.closed &&
           strcmp(setting->leads, setting->leads_was) == 0;
}

/* Two facilitators at once: what the other one has changed is not written over unseen. */
static enum status check_seen(const struct setting *setting, const struct rules_wish *wish,
                              struct error *err)
{
    const struct rules *seen = wish->seen, *was = &setting->was, *now = &setting->now;
    if (!seen)
        return STATUS_OK;
    bool other = (now->minimum != was->minimum && seen->minimum != was->minimum) ||
                 (now->exports != was->exports && seen->exports != was->exports) ||
                 (now->closed != was->closed && seen->closed != was->closed) ||
                 (strcmp(setting->leads, setting->leads_was) != 0 &&
                  strcmp(wish->leads_seen ? wish->leads_seen : "", setting->leads_was) != 0);
    if (!other)
        return STATUS_OK;
    return error_set(err, STATUS_STALE, TEXT_RULES_MEANWHILE,
                     TEXT_VALUES(text_number("minimum", was->minimum),
                                 text_string("exports", was->exports ? "yes" : "no"),
                                 text_string("data", was->closed ? "closed" : "open"),
                                 text_string("leads", setting->leads_was)));
}

static enum status check_leads(const struct setting *setting, struct error *err)
{
    gid_t group;
    if (!*setting->leads || strcmp(setting->leads, setting->leads_was) == 0 ||
        group_find(setting->leads, &group))
        return STATUS_OK;
    return error_set(err, STATUS_NOT_FOUND, TEXT_JAM_NO_GROUP,
                     TEXT_VALUES(text_string("group", setting->leads)));
}

/* In a transaction. Closing again is for the phase that runs, too. */
static enum status apply(struct setting *setting, const struct rules_wish *wish, const char *by,
                         struct error *err)
{
    struct day_record record;
    enum status status =
        read_stored(setting->db, setting->arena, &setting->was, &setting->closed_in, err);
    if (status == STATUS_OK)
        status = meta_get(setting->db, setting->arena, META_LEADS, &setting->leads_was, err);
    if (status != STATUS_OK)
        return status;
    setting->now = setting->was;
    setting->leads = wish->leads ? wish->leads : setting->leads_was;
    if (wish->minimum)
        setting->now.minimum = wish->minimum;
    if (wish->exports != RULES_STAYS)
        setting->now.exports = wish->exports == RULES_YES;
    if (wish->closed != RULES_STAYS)
        setting->now.closed = wish->closed == RULES_YES;
    if (is_same(setting))
        return write_file(setting->jam, &setting->now, err); /* somebody may have lost it */
    status = check_seen(setting, wish, err);
    if (status == STATUS_OK)
        status = check_leads(setting, err);
    if (status != STATUS_OK)
        return status;
    if (setting->now.closed && !setting->was.closed &&
        day_read(setting->jam, &record, NULL) == STATUS_OK && day_is_on(&record))
        setting->closed_in = record.number;
    status = store(setting, err);
    if (status == STATUS_OK)
        status = note(setting, by, err);
    return status == STATUS_OK ? carry_out(setting, err) : status;
}

/* A team's file that can't be written now takes them over from its next console. */
static void tell_teams(const struct setting *setting)
{
    struct team *teams = NULL;
    size_t count = 0;
    if (team_list(setting->db, setting->arena, &teams, &count, NULL) != STATUS_OK)
        return;
    for (size_t i = 0; i < count; i++) {
        struct db *team = NULL;
        const char *path =
            arena_printf(setting->arena, "%s/%s/team.db", setting->jam, teams[i].folder);
        if (path && db_open(&team, path, DB_TEAM, DB_WRITE, NULL) == STATUS_OK)
            rules_keep(team, &setting->now, NULL);
        db_close(team);
    }
}

enum status rules_set(const char *jam, const struct rules_wish *wish, const char *by,
                      struct rules *out, struct error *err)
{
    struct setting setting = {.jam = jam, .arena = arena_new()};
    enum status status = setting.arena ? day_open(&setting.db, jam, DB_WRITE, err) : no_memory(err);
    if (status == STATUS_OK)
        status = db_begin(setting.db, err);
    if (status == STATUS_OK) {
        status = apply(&setting, wish, by, err);
        if (status == STATUS_OK)
            status = db_commit(setting.db, err);
        else
            db_rollback(setting.db);
    }
    if (status == STATUS_OK) {
        tell_teams(&setting);
        *out = setting.now;
    }
    db_close(setting.db);
    arena_free(setting.arena);
    return status;
}

enum status rules_open_for_phase(const char *jam, int64_t phase, const char *by, bool *opened,
                                 struct error *err)
{
    const struct rules_wish wish = {.closed = RULES_NO};
    struct rules rules;
    struct db *db = NULL;
    int64_t closed_in = 0;
    struct arena *arena = arena_new();
    *opened = false;
    enum status status = arena ? day_open(&db, jam, DB_READ, err) : no_memory(err);
    if (status == STATUS_OK)
        status = read_stored(db, arena, &rules, &closed_in, err);
    db_close(db);
    arena_free(arena);
    if (status != STATUS_OK || !rules.closed || closed_in == phase)
        return status;
    status = rules_set(jam, &wish, by, &rules, err);
    *opened = status == STATUS_OK;
    return status;
}

enum status rules_count_early(const char *jam, int64_t *out, struct error *err)
{
    struct team *teams = NULL;
    struct db *db = NULL;
    size_t count = 0;
    struct arena *arena = arena_new();
    *out = 0;
    enum status status = arena ? day_open(&db, jam, DB_READ, err) : no_memory(err);
    if (status == STATUS_OK)
        status = team_list(db, arena, &teams, &count, err);
    db_close(db);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        struct db *team = NULL;
        const char *data = "", *path = arena_printf(arena, "%s/%s/team.db", jam, teams[i].folder);
        if (path && db_open(&team, path, DB_TEAM, DB_READ, NULL) == STATUS_OK &&
            meta_get(team, arena, META_DATA, &data, NULL) == STATUS_OK)
            *out += strcmp(data, "waiting") != 0;
        db_close(team);
    }
    arena_free(arena);
    return status;
}

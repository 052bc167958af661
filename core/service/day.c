/*
 * Clock of a jam. The record is written while the jam file is locked and from the log as it is
 * then, so that of two facilitators at once the later one's record stays; by a rename, so that
 * no reader ever sees half of one.
 */
#include "core/service/day.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/store/agenda.h"

enum { RECORD_MODE = 0644 };

static enum status no_memory(struct error *err)
{
    error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return STATUS_MEMORY; /* said plainly, so that checkers know it is no success */
}

enum status day_open(struct db **out, const char *jam, enum db_mode mode, struct error *err)
{
    char *path = file_join(jam, "jam.db");
    if (!path)
        return no_memory(err);
    enum status status = db_open(out, path, DB_JAM, mode, err);
    free(path);
    if (status == STATUS_NOT_FOUND)
        return error_set(err, status, TEXT_DAY_NO_JAM, TEXT_VALUES(text_string("folder", jam)));
    if (status == STATUS_NO_ACCESS)
        return error_set(err, status, TEXT_DAY_NOT_FACILITATOR,
                         TEXT_VALUES(text_string("folder", jam)));
    return status;
}

/* ---- the log ---- */

/* An agenda that held from one change of it to the next. */
struct agenda {
    struct agenda_item *items;
    size_t count;
};

static bool is_change(const struct clock_entry *entry)
{
    return strcmp(entry->action, day_action_name(DAY_AGENDA)) == 0;
}

/* All agendas of the day in their order; the last one is that of now. */
static enum status read_agendas(struct db *db, struct arena *arena, const struct day_loaded *loaded,
                                struct agenda **out, size_t *longest, struct error *err)
{
    size_t changes = 0, at = 0;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < loaded->log_count; i++)
        changes += is_change(&loaded->log[i]);
    struct agenda *all = arena_array(arena, changes + 1, sizeof *all);
    if (!all)
        return no_memory(err);
    for (size_t i = 0; status == STATUS_OK && i < loaded->log_count; i++) {
        if (!is_change(&loaded->log[i]))
            continue;
        status =
            agenda_list_before(db, arena, loaded->log[i].id, &all[at].items, &all[at].count, err);
        at++;
    }
    if (status == STATUS_OK)
        status = agenda_list(db, arena, &all[changes].items, &all[changes].count, err);
    *longest = 0;
    for (size_t i = 0; i <= changes; i++)
        *longest = all[i].count > *longest ? all[i].count : *longest;
    *out = all;
    return status;
}

static void fold(struct day_loaded *loaded, const struct agenda *agendas)
{
    const struct agenda *agenda = agendas;
    for (size_t i = 0; i < loaded->log_count; i++) {
        const struct clock_entry *entry = &loaded->log[i];
        struct day_event event = {.at_ms = entry->at_ms,
                                  .minutes = entry->minutes,
                                  .begin_ms = entry->begin_ms,
                                  .midnight_ms = entry->midnight_ms,
                                  .speed = entry->speed};
        if (!day_action_from_name(entry->action, &event.action))
            continue;
        if (event.action == DAY_AGENDA) {
            agenda++;
            event.items = agenda->items;
            event.count = agenda->count;
        }
        day_apply(&loaded->day, &event);
    }
}

enum status day_load(struct db *db, struct arena *arena, struct day_loaded *out, struct error *err)
{
    struct agenda *agendas = NULL;
    size_t longest = 0;
    *out = (struct day_loaded){.log = NULL};
    enum status status = db_read_begin(db, err); /* agenda and log are of one state */
    if (status != STATUS_OK)
        return status;
    status = clock_log_list(db, arena, &out->log, &out->log_count, err);
    if (status == STATUS_OK)
        status = read_agendas(db, arena, out, &agendas, &longest, err);
    db_read_end(db);
    if (status != STATUS_OK)
        return status;
    struct day_phase *phases = arena_array(arena, longest, sizeof *phases);
    if (!phases)
        return no_memory(err);
    day_begin(&out->day, agendas->items, agendas->count, phases);
    fold(out, agendas);
    return STATUS_OK;
}

/* The last one who went to another phase since somebody looked; NULL: nobody did. */
static const char *gone_on_by(const struct day_loaded *loaded, int64_t seen)
{
    const char *by = NULL;
    for (size_t i = seen > 0 ? (size_t)seen : loaded->log_count; i < loaded->log_count; i++) {
        enum day_action action = DAY_ACTIONS;
        if (day_action_from_name(loaded->log[i].action, &action) &&
            (action == DAY_NEXT || action == DAY_BACK || action == DAY_START ||
             action == DAY_RESET))
            by = loaded->log[i].by;
    }
    return by;
}

static enum status done_already(const struct day_loaded *loaded, const char *by, int64_t now_ms,
                                struct error *err)
{
    struct day_record record;
    char words[120];
    day_show(&loaded->day, &record);
    if (day_words(&record, now_ms, words, sizeof words) == 0)
        return error_set(err, STATUS_STALE, TEXT_DAY_NOT_STARTED, NULL);
    return error_set(err, STATUS_STALE, *record.phase ? TEXT_DAY_DONE_ALREADY : TEXT_DAY_DONE_OVER,
                     TEXT_VALUES(text_string("by", by), text_string("phase", record.phase),
                                 text_string("left", words)));
}

static enum status add(struct db *db, struct arena *arena, const struct day_event *event,
                       const char *by, struct error *err)
{
    struct day_loaded loaded;
    enum status status = day_load(db, arena, &loaded, err);
    if (status != STATUS_OK)
        return status;
    const char *faster = gone_on_by(&loaded, event->seen);
    if (faster)
        return done_already(&loaded, faster, event->at_ms, err);
    enum text_id refused = day_refused(&loaded.day, event);
    if (refused != TEXT_NONE)
        return error_set(err, STATUS_INVALID, refused, NULL);
    const struct clock_entry entry = {.at_ms = event->at_ms,
                                      .by = by,
                                      .action = day_action_name(event->action),
                                      .minutes = event->minutes,
                                      .begin_ms = event->begin_ms,
                                      .midnight_ms = event->midnight_ms,
                                      .speed = event->speed};
    return clock_log_add(db, &entry, NULL, err);
}

/* ---- the record ---- */

/* Readable by everybody whatever the umask is, and only then in its place. */
static enum status replace(const char *jam, struct span bytes, struct error *err)
{
    char *path = file_join(jam, "clock"), *next = file_join(jam, "clock.next");
    enum status status =
        path && next ? file_replace(next, bytes, RECORD_MODE, err) : no_memory(err);
    if (status == STATUS_OK && (chmod(next, RECORD_MODE) != 0 || rename(next, path) != 0)) {
        status = error_set_errno(err, errno, path);
        unlink(next);
    }
    free(path);
    free(next);
    return status;
}

static enum status publish_locked(struct db *db, const char *jam, struct arena *arena,
                                  struct day_record *out, struct error *err)
{
    struct day_loaded loaded;
    struct day_record record;
    struct buffer bytes = {0};
    struct team *teams = NULL;
    size_t team_count = 0;
    enum status status = day_load(db, arena, &loaded, err);
    if (status != STATUS_OK)
        return status;
    status = team_list(db, arena, &teams, &team_count, err);
    if (status != STATUS_OK)
        return status;
    day_show(&loaded.day, &record);
    record.teams = (int64_t)team_count;
    day_record_write(&record, &bytes);
    status = bytes.failed ? no_memory(err) : replace(jam, buffer_span(&bytes), err);
    buffer_free(&bytes);
    if (status == STATUS_OK && out)
        *out = record;
    return status;
}

enum status day_publish(struct db *db, const char *jam, struct day_record *out, struct error *err)
{
    struct arena *arena = arena_new();
    enum status status = arena ? db_begin(db, err) : no_memory(err);
    if (status == STATUS_OK) {
        status = publish_locked(db, jam, arena, out, err);
        db_rollback(db); /* it was only for the lock */
    }
    arena_free(arena);
    return status;
}

enum status day_do(const char *jam, const struct day_event *event, const char *by,
                   struct day_record *out, struct error *err)
{
    struct db *db = NULL;
    struct arena *arena = arena_new();
    enum status status = arena ? day_open(&db, jam, DB_WRITE, err) : no_memory(err);
    if (status == STATUS_OK)
        status = db_begin(db, err);
    if (status == STATUS_OK) {
        status = add(db, arena, event, by, err);
        if (status == STATUS_OK)
            status = db_commit(db, err);
        else
            db_rollback(db);
    }
    if (status == STATUS_OK)
        status = day_publish(db, jam, out, err);
    db_close(db);
    arena_free(arena);
    return status;
}

void day_mend(const char *jam, bool *mended)
{
    struct db *db = NULL;
    struct day_record record;
    enum status status = day_read(jam, &record, NULL);
    *mended = (status == STATUS_NOT_FOUND || status == STATUS_DAMAGED) &&
              day_open(&db, jam, DB_WRITE, NULL) == STATUS_OK &&
              day_publish(db, jam, NULL, NULL) == STATUS_OK;
    db_close(db);
}

/* Each jam has a record from its beginning on. */
static enum status no_record(const char *jam, struct error *err)
{
    char *path = file_join(jam, "jam.db");
    bool is_jam = path && file_exists(path);
    free(path);
    return error_set(err, STATUS_NOT_FOUND, is_jam ? TEXT_DAY_NO_RECORD : TEXT_DAY_NO_JAM,
                     TEXT_VALUES(text_string("folder", jam)));
}

enum status day_read(const char *jam, struct day_record *out, struct error *err)
{
    struct buffer bytes = {0};
    char *path = file_join(jam, "clock");
    enum status status = path ? file_read(path, DAY_RECORD_MOST, &bytes, err) : no_memory(err);
    if (status == STATUS_NOT_FOUND)
        status = no_record(jam, err);
    if (status == STATUS_OK && !day_record_read(buffer_span(&bytes), out))
        status = error_set(err, STATUS_DAMAGED, TEXT_DAY_TORN,
                           TEXT_VALUES(text_string("file", path), text_string("folder", jam)));
    buffer_free(&bytes);
    free(path);
    return status;
}

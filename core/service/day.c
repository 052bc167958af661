/*
 * Clock of a jam. The record is written while the jam file is locked and from the log as it is
 * then, so that of two facilitators at once the later one's record stays; by a rename, so that
 * no reader ever sees half of one.
 */
#include "core/service/day.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
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

static void apply(struct day *day, const struct clock_entry *entry)
{
    struct day_event event = {.at_ms = entry->at_ms,
                              .minutes = entry->minutes,
                              .begin_ms = entry->begin_ms,
                              .midnight_ms = entry->midnight_ms,
                              .speed = entry->speed};
    if (day_action_from_name(entry->action, &event.action))
        day_apply(day, &event);
}

enum status day_load(struct db *db, struct arena *arena, struct day_loaded *out, struct error *err)
{
    struct agenda_item *items = NULL;
    size_t count = 0;
    *out = (struct day_loaded){.log = NULL};
    enum status status = agenda_list(db, arena, &items, &count, err);
    if (status == STATUS_OK)
        status = clock_log_list(db, arena, &out->log, &out->log_count, err);
    if (status != STATUS_OK)
        return status;
    struct day_phase *phases = arena_array(arena, count, sizeof *phases);
    if (!phases)
        return no_memory(err);
    day_begin(&out->day, items, count, phases);
    for (size_t i = 0; i < out->log_count; i++)
        apply(&out->day, &out->log[i]);
    return STATUS_OK;
}

static enum status add(struct db *db, struct arena *arena, const struct day_event *event,
                       const char *by, struct error *err)
{
    struct day_loaded loaded;
    enum status status = day_load(db, arena, &loaded, err);
    if (status != STATUS_OK)
        return status;
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
    return clock_log_add(db, &entry, err);
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
    enum status status = day_load(db, arena, &loaded, err);
    if (status != STATUS_OK)
        return status;
    day_show(&loaded.day, &record);
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

enum status day_read(const char *jam, struct day_record *out, struct error *err)
{
    struct buffer bytes = {0};
    char *path = file_join(jam, "clock");
    enum status status = path ? file_read(path, DAY_RECORD_MOST, &bytes, err) : no_memory(err);
    if (status == STATUS_NOT_FOUND)
        error_set(err, status, TEXT_DAY_NO_RECORD, TEXT_VALUES(text_string("folder", jam)));
    if (status == STATUS_OK && !day_record_read(buffer_span(&bytes), out))
        status =
            error_set(err, STATUS_DAMAGED, TEXT_DAY_TORN, TEXT_VALUES(text_string("file", path)));
    buffer_free(&bytes);
    free(path);
    return status;
}

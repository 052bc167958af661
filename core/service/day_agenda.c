/*
 * Changing the agenda of a jam, also while its day runs. The jam's file has the agenda of now;
 * what it was before stays beside the entry of the clock's log that changed it, so that the day
 * can be folded again from its beginning. The record of the clock is written anew with it.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/service/day.h"
#include "core/store/agenda.h"
#include "core/store/log.h"

struct changing {
    const char *jam, *by;
    const struct agenda_edit *edit; /* NULL: items is the whole agenda */
    const struct agenda_item *items;
    size_t count;
    enum agenda_field field;
};

static enum status no_memory(struct error *err)
{
    error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return STATUS_MEMORY; /* said plainly, so that checkers know it is no success */
}

/* ---- what it becomes ---- */

static enum status refuse(struct changing *changing, const struct agenda_refusal *refusal,
                          struct error *err)
{
    char time[AGENDA_TIME_SIZE];
    changing->field = refusal->field;
    return error_set(err, refusal->words == TEXT_AGENDA_GONE ? STATUS_STALE : STATUS_INVALID,
                     refusal->words,
                     TEXT_VALUES(text_string("title", refusal->title),
                                 text_string("time", agenda_write_time(refusal->time, time))));
}

static enum status make_agenda(struct changing *changing, struct arena *arena,
                               const struct day *day, struct error *err)
{
    if (!changing->edit)
        return STATUS_OK;
    struct agenda_item *items = arena_array(arena, day->count + 1, sizeof *items);
    if (!items)
        return no_memory(err);
    const struct agenda_refusal refusal = agenda_apply(day->items, day->count, day_begun(day),
                                                       changing->edit, items, &changing->count);
    if (refusal.words != TEXT_NONE)
        return refuse(changing, &refusal, err);
    changing->items = items;
    return STATUS_OK;
}

static bool is_same(const struct day *day, const struct changing *changing)
{
    bool same = day->count == changing->count;
    for (size_t i = 0; same && i < day->count; i++)
        same = agenda_same(&day->items[i], &changing->items[i]);
    return same;
}

/* ---- the log ---- */

static json_t *as_json(const struct agenda_item *item)
{
    return json_pack("{s:s, s:s, s:i, s:i, s:b, s:s}", "title", item->title, "kind", item->kind,
                     "starts", item->starts, "minutes", item->minutes, "fixed", item->fixed, "note",
                     item->note);
}

/* Title, and what the phase was and is: {"was": {…}, "now": {…}}. */
static enum status note(struct db *db, const struct changing *changing, struct error *err)
{
    const struct agenda_edit *edit = changing->edit;
    json_t *detail = json_object();
    if (edit && edit->kind != AGENDA_ADD)
        json_object_set_new(detail, "was", as_json(&edit->was));
    if (edit && edit->kind != AGENDA_DROP)
        json_object_set_new(detail, "now", as_json(&edit->now));
    char *text = detail ? json_dumps(detail, JSON_COMPACT) : NULL;
    json_decref(detail);
    if (!text)
        return no_memory(err);
    const struct log_entry entry = {.by = changing->by,
                                    .action = "agenda",
                                    .kind = "jam",
                                    .subject = !edit                       ? ""
                                               : edit->kind == AGENDA_DROP ? edit->was.title
                                                                           : edit->now.title,
                                    .detail = text};
    enum status status = log_add(db, &entry, NULL, err);
    free(text);
    return status;
}

static enum status write_down(struct db *db, const struct changing *changing,
                              const struct day_event *event, struct error *err)
{
    int64_t id = 0;
    const struct clock_entry entry = {.at_ms = event->at_ms,
                                      .by = changing->by,
                                      .action = day_action_name(DAY_AGENDA),
                                      .speed = 1};
    enum status status = clock_log_add(db, &entry, &id, err);
    if (status == STATUS_OK)
        status = agenda_keep_before(db, id, err);
    if (status == STATUS_OK)
        status = agenda_write(db, changing->items, changing->count, err);
    return status == STATUS_OK ? note(db, changing, err) : status;
}

/* ---- doing it ---- */

/* In a transaction. What is the same already is no change. */
static enum status change(struct db *db, struct arena *arena, struct changing *changing,
                          struct error *err)
{
    struct day_loaded loaded;
    enum status status = day_load(db, arena, &loaded, err);
    if (status == STATUS_OK)
        status = make_agenda(changing, arena, &loaded.day, err);
    if (status != STATUS_OK || is_same(&loaded.day, changing))
        return status;
    const struct day_event event = {.at_ms = clock_now_ms(),
                                    .action = DAY_AGENDA,
                                    .items = changing->items,
                                    .count = changing->count};
    enum text_id refused = day_refused(&loaded.day, &event);
    if (refused != TEXT_NONE)
        return error_set(err, STATUS_INVALID, refused, NULL);
    return write_down(db, changing, &event, err);
}

static enum status run(struct changing *changing, struct error *err)
{
    struct db *db = NULL;
    struct arena *arena = arena_new();
    enum status status = arena ? day_open(&db, changing->jam, DB_WRITE, err) : no_memory(err);
    if (status == STATUS_OK)
        status = db_begin(db, err);
    if (status == STATUS_OK) {
        status = change(db, arena, changing, err);
        if (status == STATUS_OK)
            status = db_commit(db, err);
        else
            db_rollback(db);
    }
    if (status == STATUS_OK)
        status = day_publish(db, changing->jam, NULL, err);
    db_close(db);
    arena_free(arena);
    return status;
}

enum status day_change_agenda(const char *jam, const struct agenda_edit *edit, const char *by,
                              enum agenda_field *field, struct error *err)
{
    struct changing changing = {.jam = jam, .by = by, .edit = edit};
    enum status status = run(&changing, err);
    if (field)
        *field = changing.field;
    return status;
}

enum status day_set_agenda(const char *jam, const struct agenda_item *items, size_t count,
                           const char *by, struct error *err)
{
    struct changing changing = {.jam = jam, .by = by, .items = items, .count = count};
    return run(&changing, err);
}

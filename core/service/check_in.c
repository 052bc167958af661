/* Reads the log as what coaches did, and adds to it. */
#include "core/service/check_in.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/store/help.h"
#include "core/store/log.h"

enum { ENTRIES_MOST = 200 }; /* of one team; older ones are of rounds long ago */

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- reading ---- */

/* What the entry's JSON has as its note, in arena; "" without one, NULL: no memory. */
static const char *note_of(struct arena *arena, const char *detail)
{
    json_t *root = json_loads(detail, 0, NULL);
    const char *text = json_string_value(json_object_get(root, "note"));
    const char *note = arena_string(arena, text ? text : "");
    json_decref(root);
    return note;
}

enum status check_in_read(struct db *db, struct arena *arena, int64_t since_ms,
                          struct check_in *out, struct error *err)
{
    struct log_entry *entries = NULL;
    size_t count = 0, known = 0;
    enum status status =
        log_of(db, arena, CHECK_IN_LOG_KIND, "", ENTRIES_MOST, &entries, &count, err);
    if (status != STATUS_OK)
        return status;
    struct check_in_event *events = arena_array(arena, count, sizeof *events);
    if (!events)
        return no_memory(err);
    for (size_t i = count; i-- > 0;) { /* the log gives the newest first */
        struct check_in_event *event = &events[known];
        *event = (struct check_in_event){.at_ms = entries[i].at_ms,
                                         .coach = entries[i].by,
                                         .note = note_of(arena, entries[i].detail)};
        if (!event->note)
            return no_memory(err);
        known += check_in_move_from_name(entries[i].action, &event->move);
    }
    check_in_fold(events, known, since_ms, out);
    return STATUS_OK;
}

/* ---- writing ---- */

/* One line without control characters and blanks around it. */
static const char *tidy(struct arena *arena, const char *text)
{
    char *copy = arena_string(arena, text);
    if (!copy)
        return NULL;
    for (char *p = copy; *p; p++)
        if ((unsigned char)*p < ' ')
            *p = ' ';
    copy += strspn(copy, " ");
    size_t len = strlen(copy);
    if (len > CHECK_IN_NOTE_MAX)
        for (len = CHECK_IN_NOTE_MAX; len > 0 && ((unsigned char)copy[len] & 0xC0) == 0x80;)
            len--;
    while (len > 0 && copy[len - 1] == ' ')
        len--;
    copy[len] = '\0';
    return copy;
}

static enum status add(struct db *db, enum check_in_move move, const char *who, const char *note,
                       struct error *err)
{
    json_t *root = *note ? json_pack("{s:s}", "note", note) : NULL;
    char *detail = root ? json_dumps(root, JSON_COMPACT) : NULL;
    const struct log_entry entry = {.by = who,
                                    .action = check_in_move_name(move),
                                    .kind = CHECK_IN_LOG_KIND,
                                    .subject = "",
                                    .detail = detail ? detail : ""};
    enum status status = *note && !detail ? no_memory(err) : log_add(db, &entry, NULL, err);
    free(detail);
    json_decref(root);
    return status;
}

/* Another coach is there for a call of the team. */
static enum status check_calls(struct db *db, struct arena *arena, const char *who,
                               struct error *err)
{
    struct help_request *calls = NULL;
    size_t count = 0;
    enum status status = help_list(db, arena, &calls, &count, err);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        if (calls[i].state == HELP_COMING && strcmp(calls[i].coach, who) != 0)
            status = error_set(err, STATUS_STALE, TEXT_CHECK_IN_CALLED,
                               TEXT_VALUES(text_string("coach", calls[i].coach)));
    return status;
}

static enum status move_it(struct db *db, struct arena *arena, enum check_in_move move,
                           const char *who, const char *note, struct error *err)
{
    struct check_in now = {.coach = "", .note = "", .former = ""};
    enum status status = check_in_read(db, arena, 0, &now, err);
    if (status != STATUS_OK)
        return status;
    enum text_id refused = check_in_refused(&now, move, who, clock_now_ms());
    if (refused != TEXT_NONE)
        return error_set(err, STATUS_STALE, refused, TEXT_VALUES(text_string("coach", now.coach)));
    if (move == CHECK_IN_TAKE)
        status = check_calls(db, arena, who, err);
    return status == STATUS_OK ? add(db, move, who, note, err) : status;
}

enum status check_in_do(struct db *db, struct arena *arena, enum check_in_move move,
                        const char *who, const char *note, struct error *err)
{
    const char *line = tidy(arena, note ? note : "");
    if (!line)
        return no_memory(err);
    enum status status = db_begin(db, err);
    if (status != STATUS_OK)
        return status;
    status = move_it(db, arena, move, who, line, err);
    if (status == STATUS_OK)
        return db_commit(db, err);
    db_rollback(db);
    return status;
}

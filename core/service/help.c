/* Calls for a coach, one transaction each. */
#include "core/service/help.h"

#include <string.h>

#include "core/base/clock.h"
#include "core/store/log.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

enum status help_read(struct db *db, struct arena *arena, struct help_desk *out, struct error *err)
{
    enum status status = help_list(db, arena, &out->requests, &out->count, err);
    if (status == STATUS_OK)
        status = help_line_list(db, arena, &out->lines, &out->line_count, err);
    return status;
}

/* One line without control characters and blanks around it. */
static const char *tidy(struct arena *arena, const char *text)
{
    size_t len = strlen(text), start = 0;
    char *copy = arena_string(arena, text);
    if (!copy)
        return NULL;
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)copy[i] < ' ')
            copy[i] = ' ';
    while (copy[start] == ' ')
        start++;
    len -= start;
    if (len > HELP_LINE_MAX)
        for (len = HELP_LINE_MAX; len > 0 && ((unsigned char)copy[start + len] & 0xC0) == 0x80;)
            len--;
    while (len > 0 && copy[start + len - 1] == ' ')
        len--;
    copy[start + len] = '\0';
    return copy + start;
}

static enum status note(struct db *db, const char *uuid, const char *action, const char *by,
                        struct error *err)
{
    const struct log_entry entry = {
        .by = by, .action = action, .kind = HELP_LOG_KIND, .subject = uuid};
    return log_add(db, &entry, NULL, err);
}

static enum status finish(struct db *db, enum status status, struct error *err)
{
    if (status == STATUS_OK)
        return db_commit(db, err);
    db_rollback(db);
    return status;
}

/* ---- asking ---- */

enum status help_ask(struct db *db, struct arena *arena, const struct help_request *wish,
                     const char *by, struct help_request *out, struct error *err)
{
    char *uuid = arena_alloc(arena, UUID_SIZE);
    const char *text = tidy(arena, wish->text ? wish->text : "");
    if (!uuid || !text)
        return no_memory(err);
    uuid_new(uuid);
    *out = (struct help_request){.uuid = uuid,
                                 .about = wish->about,
                                 .state = HELP_ASKED,
                                 .text = text,
                                 .pane = wish->pane ? wish->pane : "",
                                 .view = wish->view ? wish->view : "",
                                 .by = by,
                                 .at_ms = clock_now_ms(),
                                 .coach = "",
                                 .tip = ""};
    enum status status = db_begin(db, err);
    if (status != STATUS_OK)
        return status;
    status = help_insert(db, out, &out->id, err);
    if (status == STATUS_OK)
        status = note(db, uuid, "ask", by, err);
    return finish(db, status, err);
}

/* ---- what becomes of it ---- */

static enum status move_it(struct db *db, struct arena *arena, const char *uuid,
                           enum help_move move, const char *who, const char *tip,
                           struct help_request *request, struct error *err)
{
    enum status status = help_find(db, arena, uuid, request, err);
    if (status != STATUS_OK)
        return status;
    enum text_id refused = help_refused(request, move, who);
    if (refused != TEXT_NONE)
        return error_set(
            err, STATUS_STALE, refused,
            TEXT_VALUES(text_string("coach", request->coach),
                        text_string("state", text_get(help_state_label(request->state)))));
    help_after(request, move, who, tip, clock_now_ms());
    status = help_update(db, request, err);
    return status == STATUS_OK ? note(db, uuid, help_move_name(move), who, err) : status;
}

enum status help_move(struct db *db, struct arena *arena, const char *uuid, enum help_move move,
                      const char *who, const char *tip, struct help_request *out, struct error *err)
{
    struct help_request request = {.uuid = ""};
    const char *text = tip ? tidy(arena, tip) : NULL;
    if (tip && !text)
        return no_memory(err);
    enum status status = db_begin(db, err);
    if (status != STATUS_OK)
        return status;
    status = finish(db, move_it(db, arena, uuid, move, who, text, &request, err), err);
    if (status == STATUS_OK && out)
        *out = request;
    return status;
}

enum status help_say(struct db *db, struct arena *arena, const char *uuid, const char *text,
                     const char *by, struct error *err)
{
    struct help_request request;
    const char *line = tidy(arena, text);
    if (!line)
        return no_memory(err);
    if (!*line)
        return error_set(err, STATUS_INVALID, TEXT_HELP_NOTHING_SAID, NULL);
    enum status status = db_begin(db, err);
    if (status != STATUS_OK)
        return status;
    status = help_find(db, arena, uuid, &request, err);
    if (status == STATUS_OK && !help_is_open(&request)) /* nobody looks there for an answer */
        status =
            error_set(err, STATUS_STALE, TEXT_HELP_IS_OVER,
                      TEXT_VALUES(text_string("state", text_get(help_state_label(request.state)))));
    if (status == STATUS_OK) {
        const struct help_line said = {request.id, line, by, clock_now_ms()};
        status = help_line_add(db, &said, err);
    }
    if (status == STATUS_OK)
        status = note(db, uuid, "say", by, err);
    return finish(db, status, err);
}

/* ---- places ---- */

static enum status tell_place(struct db *db, struct arena *arena, const struct help_place *place,
                              struct error *err)
{
    struct help_request request;
    enum status status = help_find(db, arena, place->uuid, &request, err);
    if (status != STATUS_OK || request.state != HELP_ASKED || request.place == place->place)
        return status;
    request.place = place->place;
    return help_update(db, &request, err);
}

enum status help_tell_places(struct db *db, struct arena *arena, const struct help_place *places,
                             size_t count, struct error *err)
{
    enum status status = db_begin(db, err);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = tell_place(db, arena, &places[i], err);
    return finish(db, status, err);
}

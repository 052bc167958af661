/* dj_help and dj_help_line. */
#include "core/store/help.h"

#include "core/store/db_internal.h"

#define REQUEST                                                                                    \
    "SELECT id, uuid, about, state, text, pane, view, by, at_ms, place, coach, claimed_ms,"        \
    " ended_ms, tip FROM dj_help"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* Room for the rows of a table that files of older versions lack. */
static enum status make_room(struct db *db, struct arena *arena, const char *counting, size_t size,
                             void **out, int64_t *room, struct error *err)
{
    int64_t there = 0;
    enum status status = db_read_integer(
        db, "SELECT count(*) FROM sqlite_master WHERE name = 'dj_help_line'", 0, &there, err);
    *room = 0;
    if (status == STATUS_OK && there)
        status = db_read_integer(db, counting, 0, room, err);
    if (status != STATUS_OK)
        return status;
    *out = arena_array(arena, (size_t)*room, size);
    return *out ? STATUS_OK : no_memory(err);
}

/* What a newer version has written is something else, and waits. */
static enum status read_request(const struct statement *row, struct arena *arena,
                                struct help_request *out, struct error *err)
{
    *out = (struct help_request){.id = statement_integer(row, 0),
                                 .uuid = statement_string(row, 1, arena),
                                 .about = HELP_OTHER,
                                 .text = statement_string(row, 4, arena),
                                 .pane = statement_string(row, 5, arena),
                                 .view = statement_string(row, 6, arena),
                                 .by = statement_string(row, 7, arena),
                                 .at_ms = statement_integer(row, 8),
                                 .place = statement_integer(row, 9),
                                 .coach = statement_string(row, 10, arena),
                                 .claimed_ms = statement_integer(row, 11),
                                 .ended_ms = statement_integer(row, 12),
                                 .tip = statement_string(row, 13, arena)};
    (void)help_about_from_name(statement_text(row, 2), &out->about);
    (void)help_state_from_name(statement_text(row, 3), &out->state);
    bool good = out->uuid && out->text && out->pane && out->view && out->by && out->coach;
    return good && out->tip ? STATUS_OK : no_memory(err);
}

enum status help_list(struct db *db, struct arena *arena, struct help_request **out, size_t *count,
                      struct error *err)
{
    struct statement statement = {0};
    void *requests = NULL;
    int64_t room = 0;
    bool row = true;
    *count = 0;
    enum status status =
        make_room(db, arena, "SELECT count(*) FROM dj_help", sizeof **out, &requests, &room, err);
    *out = requests;
    if (status != STATUS_OK || room == 0 || !*out)
        return status;
    status = statement_open(&statement, db, REQUEST " ORDER BY id", err);
    while (status == STATUS_OK && *count < (size_t)room) {
        status = statement_step(&statement, &row, err);
        if (status != STATUS_OK || !row)
            break;
        status = read_request(&statement, arena, &(*out)[(*count)++], err);
    }
    statement_close(&statement);
    return status;
}

enum status help_find(struct db *db, struct arena *arena, const char *uuid,
                      struct help_request *out, struct error *err)
{
    struct statement statement;
    bool row = false;
    enum status status = statement_open(&statement, db, REQUEST " WHERE uuid = ?", err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, uuid);
    status = statement_step(&statement, &row, err);
    if (status == STATUS_OK)
        status = row ? read_request(&statement, arena, out, err)
                     : error_set(err, STATUS_NOT_FOUND, TEXT_STORE_NO_HELP, NULL);
    statement_close(&statement);
    return status;
}

enum status help_insert(struct db *db, const struct help_request *request, int64_t *id,
                        struct error *err)
{
    struct statement statement;
    enum status status = db_reserve_ids(db, "help", 1, id, err);
    if (status == STATUS_OK)
        status = statement_open(&statement, db,
                                "INSERT INTO dj_help(id, uuid, about, state, text, pane, view, by,"
                                " at_ms) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, *id);
    statement_bind_text(&statement, request->uuid);
    statement_bind_text(&statement, help_about_name(request->about));
    statement_bind_text(&statement, help_state_name(request->state));
    statement_bind_text(&statement, request->text);
    statement_bind_text(&statement, request->pane);
    statement_bind_text(&statement, request->view);
    statement_bind_text(&statement, request->by);
    statement_bind_integer(&statement, request->at_ms);
    return statement_finish(&statement, err);
}

enum status help_update(struct db *db, const struct help_request *request, struct error *err)
{
    struct statement statement;
    enum status status =
        statement_open(&statement, db,
                       "UPDATE dj_help SET state = ?, place = ?, coach = ?, claimed_ms = ?,"
                       " ended_ms = ?, tip = ? WHERE uuid = ?",
                       err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, help_state_name(request->state));
    statement_bind_integer(&statement, request->place);
    statement_bind_text(&statement, request->coach);
    statement_bind_integer(&statement, request->claimed_ms);
    statement_bind_integer(&statement, request->ended_ms);
    statement_bind_text(&statement, request->tip);
    statement_bind_text(&statement, request->uuid);
    return statement_finish(&statement, err);
}

/* ---- lines ---- */

enum status help_line_list(struct db *db, struct arena *arena, struct help_line **out,
                           size_t *count, struct error *err)
{
    struct statement statement = {0};
    void *lines = NULL;
    int64_t room = 0;
    bool row = true;
    *count = 0;
    enum status status =
        make_room(db, arena, "SELECT count(*) FROM dj_help_line", sizeof **out, &lines, &room, err);
    *out = lines;
    if (status != STATUS_OK || room == 0 || !*out)
        return status;
    status = statement_open(&statement, db,
                            "SELECT help, text, by, at_ms FROM dj_help_line ORDER BY id", err);
    while (status == STATUS_OK && *count < (size_t)room) {
        status = statement_step(&statement, &row, err);
        if (status != STATUS_OK || !row)
            break;
        struct help_line *line = &(*out)[(*count)++];
        *line = (struct help_line){.help = statement_integer(&statement, 0),
                                   .text = statement_string(&statement, 1, arena),
                                   .by = statement_string(&statement, 2, arena),
                                   .at_ms = statement_integer(&statement, 3)};
        if (!line->text || !line->by)
            status = no_memory(err);
    }
    statement_close(&statement);
    return status;
}

enum status help_line_add(struct db *db, const struct help_line *line, struct error *err)
{
    struct statement statement;
    enum status status = statement_open(
        &statement, db, "INSERT INTO dj_help_line(help, text, by, at_ms) VALUES(?, ?, ?, ?)", err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, line->help);
    statement_bind_text(&statement, line->text);
    statement_bind_text(&statement, line->by);
    statement_bind_integer(&statement, line->at_ms);
    return statement_finish(&statement, err);
}

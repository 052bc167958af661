/* dj_lead. */
#include "core/store/lead.h"

#include "core/store/db_internal.h"

enum { SINCE = 9 };

static enum status read_tick(const struct statement *row, struct arena *arena,
                             struct lead_tick *out, struct error *err)
{
    *out = (struct lead_tick){.item = statement_string(row, 0, arena),
                              .by = statement_string(row, 1, arena),
                              .at_ms = statement_integer(row, 2)};
    return out->item && out->by ? STATUS_OK
                                : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

enum status lead_tick_list(struct db *db, struct arena *arena, struct lead_tick **out,
                           size_t *count, struct error *err)
{
    struct statement statement;
    void *ticks = NULL;
    size_t room = 0;
    bool row = true;
    *out = NULL;
    *count = 0;
    if (db_version(db) < SINCE)
        return STATUS_OK;
    enum status status =
        db_list_begin(db, arena, "SELECT count(*) FROM dj_lead", sizeof **out, &ticks, &room, err);
    if (status != STATUS_OK)
        return status;
    *out = ticks;
    status =
        statement_open(&statement, db, "SELECT item, by, at_ms FROM dj_lead ORDER BY item", err);
    while (status == STATUS_OK && *count < room) {
        status = statement_step(&statement, &row, err);
        if (status != STATUS_OK || !row)
            break;
        status = read_tick(&statement, arena, &(*out)[(*count)++], err);
    }
    statement_close(&statement);
    db_read_end(db);
    return status;
}

static enum status is_there(struct db *db, const char *item, bool *out, struct error *err)
{
    struct statement statement;
    enum status status =
        statement_open(&statement, db, "SELECT 1 FROM dj_lead WHERE item = ?", err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, item);
    status = statement_step(&statement, out, err);
    statement_close(&statement);
    return status;
}

enum status lead_tick_set(struct db *db, const struct lead_tick *tick, bool on, bool *changed,
                          struct error *err)
{
    struct statement statement;
    bool there = false;
    enum status status = is_there(db, tick->item, &there, err);
    *changed = status == STATUS_OK && there != on;
    if (!*changed)
        return status;
    status = statement_open(&statement, db,
                            on ? "INSERT INTO dj_lead(item, by, at_ms) VALUES(?, ?, ?)"
                               : "DELETE FROM dj_lead WHERE item = ?",
                            err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, tick->item);
    if (on) {
        statement_bind_text(&statement, tick->by);
        statement_bind_integer(&statement, tick->at_ms);
    }
    return statement_finish(&statement, err);
}

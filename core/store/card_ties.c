/* What ties cards: dj_card_link; and what is at odds on one: dj_card_rival. */
#include "core/store/card.h"
#include "core/store/db_internal.h"

/* ---- links ---- */

enum status card_link_list(struct db *db, struct arena *arena, struct card_link **out,
                           size_t *count, struct error *err)
{
    struct statement statement;
    void *list = NULL;
    size_t room = 0;
    bool row = true;
    *count = 0;
    enum status status = db_list_begin(db, arena, "SELECT count(*) FROM dj_card_link", sizeof **out,
                                       &list, &room, err);
    if (status != STATUS_OK)
        return status;
    *out = list;
    status = statement_open(&statement, db, "SELECT a, b FROM dj_card_link ORDER BY a, b", err);
    while (status == STATUS_OK && row && *count < room) {
        status = statement_step(&statement, &row, err);
        if (status == STATUS_OK && row)
            (*out)[(*count)++] = (struct card_link){.a = statement_integer(&statement, 0),
                                                    .b = statement_integer(&statement, 1)};
    }
    statement_close(&statement);
    db_read_end(db);
    return status;
}

enum status card_link_set(struct db *db, int64_t a, int64_t b, bool on, bool *changed,
                          struct error *err)
{
    struct statement statement;
    enum status status = statement_open(&statement, db,
                                        on ? "INSERT OR IGNORE INTO dj_card_link(a, b) VALUES(?, ?)"
                                           : "DELETE FROM dj_card_link WHERE a = ? AND b = ?",
                                        err);
    *changed = false;
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, a < b ? a : b);
    statement_bind_integer(&statement, a < b ? b : a);
    status = statement_finish(&statement, err);
    *changed = status == STATUS_OK && sqlite3_changes64(db->handle) > 0;
    return status;
}

/* ---- rivals ---- */

static enum status read_rival(const struct statement *row, struct arena *arena,
                              struct card_rival *out, bool *known, struct error *err)
{
    *known = card_field_from_name(statement_text(row, 2), &out->field);
    out->uuid = statement_string(row, 0, arena);
    out->card = statement_integer(row, 1);
    out->text = statement_string(row, 3, arena);
    out->by = statement_string(row, 4, arena);
    out->at_ms = statement_integer(row, 5);
    return out->uuid && out->text && out->by
               ? STATUS_OK
               : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

enum status card_rival_list(struct db *db, struct arena *arena, struct card_rival **out,
                            size_t *count, struct error *err)
{
    struct statement statement;
    void *list = NULL;
    size_t room = 0;
    bool row = true, known = false;
    *count = 0;
    enum status status = db_list_begin(db, arena, "SELECT count(*) FROM dj_card_rival",
                                       sizeof **out, &list, &room, err);
    if (status != STATUS_OK)
        return status;
    *out = list;
    status = statement_open(&statement, db,
                            "SELECT uuid, card, field, text, by, at_ms FROM dj_card_rival"
                            " ORDER BY at_ms, uuid",
                            err);
    while (status == STATUS_OK && row && *count < room) {
        status = statement_step(&statement, &row, err);
        if (status == STATUS_OK && row)
            status = read_rival(&statement, arena, &(*out)[*count], &known, err);
        *count += status == STATUS_OK && row && known;
    }
    statement_close(&statement);
    db_read_end(db);
    return status;
}

enum status card_rival_add(struct db *db, const struct card_rival *rival, struct error *err)
{
    struct statement statement;
    enum status status =
        statement_open(&statement, db,
                       "INSERT INTO dj_card_rival(uuid, card, field, text, by, at_ms)"
                       " VALUES(?, ?, ?, ?, ?, ?)",
                       err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, rival->uuid);
    statement_bind_integer(&statement, rival->card);
    statement_bind_text(&statement, card_field_name(rival->field));
    statement_bind_text(&statement, rival->text);
    statement_bind_text(&statement, rival->by);
    statement_bind_integer(&statement, rival->at_ms);
    return statement_finish(&statement, err);
}

enum status card_rival_remove(struct db *db, const char *uuid, struct error *err)
{
    struct statement statement;
    enum status status =
        statement_open(&statement, db, "DELETE FROM dj_card_rival WHERE uuid = ?", err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, uuid);
    status = statement_finish(&statement, err);
    if (status == STATUS_OK && sqlite3_changes64(db->handle) == 0)
        return error_set(err, STATUS_NOT_FOUND, TEXT_STORE_RIVAL_GONE, NULL);
    return status;
}

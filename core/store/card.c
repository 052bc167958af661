/* dj_card: a row per card, a column per field. The SQL is made from the table of fields. */
#include "core/store/card.h"

#include "core/base/clock.h"
#include "core/store/db_internal.h"

/* What is read in front of the fields, and behind them. */
enum { BEFORE = 2, AFTER = BEFORE + CARD_FIELDS };

static void add_fields(struct buffer *sql)
{
    for (int i = 0; i < CARD_FIELDS; i++) {
        buffer_add_string(sql, i ? ", " : "");
        sql_add_name_string(sql, card_field_name((enum card_field)i));
    }
}

static void begin_select(struct buffer *sql)
{
    buffer_add_string(sql, "SELECT id, uuid, ");
    add_fields(sql);
    buffer_add_string(sql, ", revision, by, at_ms, changed_by, changed_ms FROM dj_card");
}

static enum status read_row(const struct statement *row, struct arena *arena, struct card *out,
                            struct error *err)
{
    *out = (struct card){.id = statement_integer(row, 0),
                         .uuid = statement_string(row, 1, arena),
                         .revision = statement_integer(row, AFTER),
                         .by = statement_string(row, AFTER + 1, arena),
                         .at_ms = statement_integer(row, AFTER + 2),
                         .changed_by = statement_string(row, AFTER + 3, arena),
                         .changed_ms = statement_integer(row, AFTER + 4)};
    bool good = out->uuid && out->by && out->changed_by;
    for (int i = 0; i < CARD_FIELDS; i++) {
        out->texts[i] = statement_string(row, BEFORE + i, arena);
        good = good && out->texts[i];
    }
    return good ? STATUS_OK : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

enum status card_list(struct db *db, struct arena *arena, struct card **out, size_t *count,
                      struct error *err)
{
    struct statement statement = {0};
    struct buffer sql = {0};
    void *list = NULL;
    size_t room = 0;
    bool row = true;
    *count = 0;
    enum status status =
        db_list_begin(db, arena, "SELECT count(*) FROM dj_card", sizeof **out, &list, &room, err);
    if (status != STATUS_OK)
        return status;
    *out = list;
    begin_select(&sql);
    buffer_add_string(&sql, " ORDER BY \"column\", position, id");
    status = statement_open_built(&statement, db, &sql, err);
    while (status == STATUS_OK && row && *count < room) {
        status = statement_step(&statement, &row, err);
        if (status == STATUS_OK && row)
            status = read_row(&statement, arena, &(*out)[(*count)++], err);
    }
    statement_close(&statement);
    db_read_end(db);
    buffer_free(&sql);
    return status;
}

enum status card_read(struct db *db, struct arena *arena, int64_t id, struct card *out,
                      struct error *err)
{
    struct statement statement = {0};
    struct buffer sql = {0};
    bool row = false;
    begin_select(&sql);
    buffer_add_string(&sql, " WHERE id = ?");
    enum status status = statement_open_built(&statement, db, &sql, err);
    if (status == STATUS_OK) {
        statement_bind_integer(&statement, id);
        status = statement_step(&statement, &row, err);
    }
    if (row)
        status = read_row(&statement, arena, out, err);
    else if (status == STATUS_OK)
        status = error_set(err, STATUS_NOT_FOUND, TEXT_STORE_NO_CARD,
                           TEXT_VALUES(text_number("id", id)));
    statement_close(&statement);
    buffer_free(&sql);
    return status;
}

enum status card_insert(struct db *db, const struct card *card, int64_t *id, struct error *err)
{
    struct statement statement = {0};
    struct buffer sql = {0};
    char uuid[UUID_SIZE];
    int64_t now = clock_now_ms();
    uuid_new(uuid);
    enum status status = db_reserve_ids(db, "card", 1, id, err);
    if (status != STATUS_OK)
        return status;
    buffer_add_string(&sql, "INSERT INTO dj_card(");
    add_fields(&sql);
    buffer_add_string(&sql, ", id, uuid, by, at_ms, changed_by, changed_ms) VALUES(");
    for (int i = 0; i < CARD_FIELDS; i++)
        buffer_add_string(&sql, "?, ");
    buffer_add_string(&sql, "?, ?, ?, ?, ?, ?)");
    status = statement_open_built(&statement, db, &sql, err);
    if (status == STATUS_OK) {
        for (int i = 0; i < CARD_FIELDS; i++)
            statement_bind_text(&statement, card->texts[i]);
        statement_bind_integer(&statement, *id);
        statement_bind_text(&statement, uuid);
        statement_bind_text(&statement, card->by);
        statement_bind_integer(&statement, now);
        statement_bind_text(&statement, card->by);
        statement_bind_integer(&statement, now);
        status = statement_finish(&statement, err);
    }
    buffer_free(&sql);
    return status;
}

enum status card_write(struct db *db, int64_t id, const struct card_value *values, size_t count,
                       const char *by, struct error *err)
{
    struct statement statement = {0};
    struct buffer sql = {0};
    buffer_add_string(&sql, "UPDATE dj_card SET ");
    for (size_t i = 0; i < count; i++) {
        sql_add_name_string(&sql, card_field_name(values[i].field));
        buffer_add_string(&sql, " = ?, ");
    }
    buffer_add_string(&sql, "revision = revision + 1, changed_by = ?, changed_ms = ?"
                            " WHERE id = ?");
    enum status status = statement_open_built(&statement, db, &sql, err);
    if (status == STATUS_OK) {
        for (size_t i = 0; i < count; i++)
            statement_bind_text(&statement, values[i].text);
        statement_bind_text(&statement, by);
        statement_bind_integer(&statement, clock_now_ms());
        statement_bind_integer(&statement, id);
        status = statement_finish(&statement, err);
    }
    buffer_free(&sql);
    if (status == STATUS_OK && sqlite3_changes64(db->handle) == 0)
        return error_set(err, STATUS_NOT_FOUND, TEXT_STORE_NO_CARD,
                         TEXT_VALUES(text_number("id", id)));
    return status;
}

enum status card_renumber(struct db *db, const char *column, struct error *err)
{
    struct statement statement;
    enum status status =
        statement_open(&statement, db,
                       "UPDATE dj_card SET position = (SELECT place FROM (SELECT id AS number,"
                       " row_number() OVER (ORDER BY position, id) AS place FROM dj_card"
                       " WHERE \"column\" = ?1) WHERE number = dj_card.id) WHERE \"column\" = ?1",
                       err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, column);
    return statement_finish(&statement, err);
}

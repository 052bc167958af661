/* dj_query: one row per statement. */
#include "core/store/query.h"

#include "core/base/clock.h"
#include "core/store/db_internal.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- reading ---- */

static void read_row(const struct statement *statement, struct arena *arena,
                     struct stored_query *out)
{
    *out = (struct stored_query){.id = statement_integer(statement, 0),
                                 .name = statement_string(statement, 1, arena),
                                 .sql = statement_string(statement, 2, arena),
                                 .by = statement_string(statement, 3, arena),
                                 .at_ms = statement_integer(statement, 4),
                                 .ms = statement_integer(statement, 5),
                                 .rows = statement_integer(statement, 6)};
}

enum status stored_query_list(struct db *db, struct arena *arena, struct stored_query **out,
                              size_t *count, struct error *err)
{
    struct statement statement;
    void *list = NULL;
    size_t room = 0;
    bool row = true;
    *count = 0;
    enum status status =
        db_list_begin(db, arena, "SELECT count(*) FROM dj_query", sizeof **out, &list, &room, err);
    if (status != STATUS_OK)
        return status;
    *out = list;
    status = statement_open(&statement, db,
                            "SELECT id, name, sql, by, at_ms, ms, rows FROM dj_query"
                            " ORDER BY name = '', name COLLATE NOCASE, at_ms DESC, id DESC",
                            err);
    while (status == STATUS_OK && *count < room) {
        status = statement_step(&statement, &row, err);
        if (status != STATUS_OK || !row)
            break;
        struct stored_query *query = &(*out)[(*count)++];
        read_row(&statement, arena, query);
        if (!query->name || !query->sql || !query->by)
            status = no_memory(err);
    }
    statement_close(&statement);
    db_read_end(db);
    return status;
}

/* ---- writing ---- */

/* In one transaction, so that the list is never longer than it may be. */
static enum status end(struct db *db, enum status status, struct error *err)
{
    if (status == STATUS_OK)
        return db_commit(db, err);
    db_rollback(db);
    return status;
}

static enum status put_run(struct db *db, struct span sql, const char *by, int64_t ms, int64_t rows,
                           struct error *err)
{
    struct statement statement;
    enum status status =
        statement_open(&statement, db,
                       "INSERT INTO dj_query(sql, by, at_ms, ms, rows) VALUES(?1, ?2, ?3, ?4, ?5)"
                       " ON CONFLICT(sql) DO UPDATE SET by = ?2, at_ms = ?3, ms = ?4, rows = ?5",
                       err);
    if (status != STATUS_OK)
        return status;
    statement_bind_span(&statement, sql);
    statement_bind_text(&statement, by);
    statement_bind_integer(&statement, clock_now_ms());
    statement_bind_integer(&statement, ms);
    statement_bind_integer(&statement, rows);
    return statement_finish(&statement, err);
}

static enum status forget_old(struct db *db, struct error *err)
{
    struct statement statement;
    enum status status =
        statement_open(&statement, db,
                       "DELETE FROM dj_query WHERE id IN (SELECT id FROM dj_query WHERE name = ''"
                       " ORDER BY at_ms DESC, id DESC LIMIT -1 OFFSET ?)",
                       err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, STORED_QUERIES);
    return statement_finish(&statement, err);
}

enum status stored_query_note(struct db *db, struct span sql, const char *by, int64_t ms,
                              int64_t rows, struct error *err)
{
    enum status status = db_begin(db, err);
    if (status != STATUS_OK)
        return status;
    status = put_run(db, sql, by, ms, rows, err);
    if (status == STATUS_OK)
        status = forget_old(db, err);
    return end(db, status, err);
}

static enum status check_name(struct db *db, struct span sql, const char *name, struct error *err)
{
    struct statement statement;
    bool taken = false;
    enum status status = statement_open(&statement, db,
                                        "SELECT 1 FROM dj_query WHERE name = ?1 COLLATE NOCASE"
                                        " AND name <> '' AND sql <> ?2",
                                        err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, name);
    statement_bind_span(&statement, sql);
    status = statement_step(&statement, &taken, err);
    statement_close(&statement);
    return status == STATUS_OK && taken ? error_set(err, STATUS_EXISTS, TEXT_STORE_QUERY_NAME,
                                                    TEXT_VALUES(text_string("name", name)))
                                        : status;
}

static enum status put_name(struct db *db, struct span sql, const char *name, const char *by,
                            struct error *err)
{
    struct statement statement;
    enum status status = statement_open(&statement, db,
                                        "INSERT INTO dj_query(sql, name, by, at_ms)"
                                        " VALUES(?1, ?2, ?3, 0)"
                                        " ON CONFLICT(sql) DO UPDATE SET name = ?2",
                                        err);
    if (status != STATUS_OK)
        return status;
    statement_bind_span(&statement, sql);
    statement_bind_text(&statement, name);
    statement_bind_text(&statement, by);
    return statement_finish(&statement, err);
}

enum status stored_query_name(struct db *db, struct span sql, const char *name, const char *by,
                              struct error *err)
{
    enum status status = db_begin(db, err);
    if (status != STATUS_OK)
        return status;
    status = check_name(db, sql, name, err);
    if (status == STATUS_OK)
        status = put_name(db, sql, name, by, err);
    return end(db, status, err);
}

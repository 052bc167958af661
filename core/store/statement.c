/*
 * Statements: the one place where SQLite's results are looked at and put into words.
 * Apart from db.c since every file of core/store is made of these.
 */
#include "core/store/db_internal.h"

#include <limits.h>
#include <string.h>

/* What a result means to a person. The extended results come first, since they say more. */
struct outcome {
    int rc;
    enum status status;
    enum text_id words;
};

static const struct outcome outcomes[] = {
    {SQLITE_READONLY_ROLLBACK, STATUS_NO_ACCESS, TEXT_STORE_HOT_JOURNAL},
    {SQLITE_READONLY_RECOVERY, STATUS_NO_ACCESS, TEXT_STORE_HOT_JOURNAL},
    {SQLITE_READONLY_DBMOVED, STATUS_STALE, TEXT_STORE_MOVED},
    {SQLITE_READONLY_DIRECTORY, STATUS_NO_ACCESS, TEXT_STORE_JOURNAL_REFUSED},
    {SQLITE_IOERR_LOCK, STATUS_IO, TEXT_STORE_NO_LOCKS},
    {SQLITE_IOERR_RDLOCK, STATUS_IO, TEXT_STORE_NO_LOCKS},
    {SQLITE_IOERR_NOMEM, STATUS_MEMORY, TEXT_OUT_OF_MEMORY},
    {SQLITE_BUSY, STATUS_BUSY, TEXT_STORE_BUSY},
    {SQLITE_LOCKED, STATUS_BUSY, TEXT_STORE_BUSY},
    {SQLITE_FULL, STATUS_NO_SPACE, TEXT_FILE_NO_SPACE},
    {SQLITE_CORRUPT, STATUS_DAMAGED, TEXT_STORE_DAMAGED},
    {SQLITE_NOTADB, STATUS_DAMAGED, TEXT_STORE_DAMAGED},
    {SQLITE_READONLY, STATUS_NO_ACCESS, TEXT_STORE_READ_ONLY},
    {SQLITE_PERM, STATUS_NO_ACCESS, TEXT_STORE_READ_ONLY},
    {SQLITE_CANTOPEN, STATUS_NO_ACCESS, TEXT_STORE_JOURNAL_REFUSED},
    {SQLITE_INTERRUPT, STATUS_CANCELLED, TEXT_STORE_CANCELLED},
    {SQLITE_NOMEM, STATUS_MEMORY, TEXT_OUT_OF_MEMORY},
    {SQLITE_TOOBIG, STATUS_INVALID, TEXT_STORE_TOO_BIG},
    {SQLITE_CONSTRAINT, STATUS_EXISTS, TEXT_STORE_REFUSED},
    {SQLITE_IOERR, STATUS_IO, TEXT_STORE_IO},
    /* A statement of ours that does not fit the file: a table or column is gone. */
    {SQLITE_ERROR, STATUS_DAMAGED, TEXT_STORE_NOT_COMPLETE},
};

static const struct outcome *outcome_of(int rc)
{
    static const struct outcome other = {0, STATUS_IO, TEXT_STORE_IO};
    for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++) {
        if (outcomes[i].rc == rc)
            return &outcomes[i];
    }
    return rc == (rc & 0xff) ? &other : outcome_of(rc & 0xff);
}

enum status db_fail(struct db *db, int rc, struct error *err)
{
    if ((rc & 0xff) == SQLITE_BUSY && db_cancelled(db))
        rc = SQLITE_INTERRUPT;
    if ((rc & 0xff) == SQLITE_BUSY && db->no_locks)
        rc = SQLITE_IOERR_LOCK;
    db->no_locks = false;
    const struct outcome *outcome = outcome_of(rc);
    const char *kind = text_get(db->kind == DB_JAM ? TEXT_STORE_KIND_JAM : TEXT_STORE_KIND_TEAM);
    const char *file = db->path[0] ? db->path : text_get(TEXT_STORE_MEMORY_NAME);
    const char *reason = db->handle ? sqlite3_errmsg(db->handle) : sqlite3_errstr(rc);
    return error_set_at(err, outcome->status, db->path, 0, 0, outcome->words,
                        TEXT_VALUES(text_string("file", file), text_string("kind", kind),
                                    text_string("reason", reason)));
}

enum status db_run(struct db *db, const char *sql, struct error *err)
{
    int rc = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? STATUS_OK : db_fail(db, rc, err);
}

enum status statement_open(struct statement *out, struct db *db, const char *sql, struct error *err)
{
    *out = (struct statement){.db = db};
    int rc = sqlite3_prepare_v3(db->handle, sql, -1, 0, &out->handle, NULL);
    return rc == SQLITE_OK ? STATUS_OK : db_fail(db, rc, err);
}

enum status statement_open_built(struct statement *out, struct db *db, const struct buffer *sql,
                                 struct error *err)
{
    *out = (struct statement){.db = db};
    if (sql->failed)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return statement_open(out, db, buffer_span(sql).data, err);
}

void statement_close(struct statement *statement)
{
    sqlite3_finalize(statement->handle); /* repeats the last step's failure, told already */
    statement->handle = NULL;
}

static void note_bind(struct statement *statement, int rc)
{
    if (statement->rc == SQLITE_OK)
        statement->rc = rc;
}

void statement_bind_integer(struct statement *statement, int64_t number)
{
    note_bind(statement, sqlite3_bind_int64(statement->handle, ++statement->bound, number));
}

void statement_bind_text(struct statement *statement, const char *text)
{
    statement_bind_span(statement, span_string(text));
}

void statement_bind_span(struct statement *statement, struct span text)
{
    const char *data = text.data ? text.data : "";
    note_bind(statement, sqlite3_bind_text64(statement->handle, ++statement->bound, data, text.len,
                                             SQLITE_STATIC, SQLITE_UTF8));
}

void statement_bind_blob(struct statement *statement, struct span bytes)
{
    const char *data = bytes.data ? bytes.data : "";
    note_bind(statement, sqlite3_bind_blob64(statement->handle, ++statement->bound, data, bytes.len,
                                             SQLITE_STATIC));
}

void statement_bind_cell(struct statement *statement, const struct cell *cell)
{
    int place = statement->bound + 1;
    switch (cell->kind) {
    case VALUE_TEXT:
        statement_bind_span(statement, span_of(cell->text, cell->len));
        return;
    case VALUE_INTEGER:
        note_bind(statement, sqlite3_bind_int64(statement->handle, place, cell->integer));
        break;
    case VALUE_DECIMAL:
        note_bind(statement, sqlite3_bind_double(statement->handle, place, cell->decimal));
        break;
    case VALUE_EMPTY:
        note_bind(statement, sqlite3_bind_null(statement->handle, place));
        break;
    }
    statement->bound = place;
}

enum status statement_step(struct statement *statement, bool *row, struct error *err)
{
    *row = false;
    if (statement->rc != SQLITE_OK)
        return db_fail(statement->db, statement->rc, err);
    int rc = sqlite3_step(statement->handle);
    *row = rc == SQLITE_ROW;
    return rc == SQLITE_ROW || rc == SQLITE_DONE ? STATUS_OK : db_fail(statement->db, rc, err);
}

enum status statement_finish(struct statement *statement, struct error *err)
{
    enum status status;
    bool row;
    do {
        status = statement_step(statement, &row, err);
    } while (status == STATUS_OK && row);
    statement_close(statement);
    return status;
}

void statement_reset(struct statement *statement)
{
    sqlite3_reset(statement->handle); /* repeats the last step's failure, told already */
    statement->bound = 0;
}

int64_t statement_integer(const struct statement *statement, int column)
{
    return sqlite3_column_int64(statement->handle, column);
}

struct span statement_text(const struct statement *statement, int column)
{
    /* The text first: asking for it may convert, which changes the length. */
    const unsigned char *data = sqlite3_column_text(statement->handle, column);
    int len = sqlite3_column_bytes(statement->handle, column);
    return data ? span_of((const char *)data, (size_t)len) : span_of("", 0);
}

struct span statement_bytes(const struct statement *statement, int column)
{
    const void *data = sqlite3_column_blob(statement->handle, column);
    int len = sqlite3_column_bytes(statement->handle, column);
    return data ? span_of(data, (size_t)len) : span_of("", 0);
}

char *statement_string(const struct statement *statement, int column, struct arena *arena)
{
    return arena_copy(arena, statement_text(statement, column));
}

struct value statement_value(const struct statement *statement, int column)
{
    switch (sqlite3_column_type(statement->handle, column)) {
    case SQLITE_INTEGER:
        return (struct value){.kind = VALUE_INTEGER,
                              .integer = statement_integer(statement, column)};
    case SQLITE_FLOAT:
        return (struct value){.kind = VALUE_DECIMAL,
                              .decimal = sqlite3_column_double(statement->handle, column)};
    case SQLITE_NULL:
        return (struct value){.kind = VALUE_EMPTY};
    default: { /* text, and blobs that another tool put there, as bytes */
        struct span text = statement_text(statement, column);
        return (struct value){.kind = text.len ? VALUE_TEXT : VALUE_EMPTY, .text = text};
    }
    }
}

enum status db_read_integer(struct db *db, const char *sql, int64_t fallback, int64_t *out,
                            struct error *err)
{
    struct statement statement;
    bool row = false;
    *out = fallback;
    enum status status = statement_open(&statement, db, sql, err);
    if (status == STATUS_OK)
        status = statement_step(&statement, &row, err);
    if (status == STATUS_OK && row)
        *out = statement_integer(&statement, 0);
    statement_close(&statement);
    return status;
}

enum status db_list_begin(struct db *db, struct arena *arena, const char *counting, size_t size,
                          void **out, size_t *room, struct error *err)
{
    int64_t count = 0;
    enum status status = db_read_begin(db, err);
    if (status != STATUS_OK)
        return status;
    status = db_read_integer(db, counting, 0, &count, err);
    *room = (size_t)count;
    if (status == STATUS_OK)
        *out = arena_array(arena, *room, size);
    if (status == STATUS_OK && !*out)
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status != STATUS_OK)
        db_read_end(db);
    return status;
}

void sql_add_name(struct buffer *sql, struct span name)
{
    buffer_add_byte(sql, '"');
    for (size_t i = 0; i < name.len; i++) {
        if (name.data[i] == '"')
            buffer_add_byte(sql, '"');
        buffer_add_byte(sql, name.data[i]);
    }
    buffer_add_byte(sql, '"');
}

void sql_add_name_string(struct buffer *sql, const char *name)
{
    sql_add_name(sql, span_string(name));
}

enum status db_reserve_ids(struct db *db, const char *what, int64_t count, int64_t *first,
                           struct error *err)
{
    struct statement statement;
    enum status status =
        statement_open(&statement, db,
                       "INSERT INTO dj_sequence(name, next) VALUES(?1, 1 + ?2) "
                       "ON CONFLICT(name) DO UPDATE SET next = next + ?2 RETURNING next - ?2",
                       err);
    bool row = false;
    if (status == STATUS_OK) {
        statement_bind_text(&statement, what);
        statement_bind_integer(&statement, count);
        status = statement_step(&statement, &row, err);
    }
    if (status == STATUS_OK && row)
        *first = statement_integer(&statement, 0);
    statement_close(&statement);
    return status;
}

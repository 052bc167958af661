/*
 * The rows on their way: a table-valued function over cells in memory, so that one INSERT …
 * SELECT takes a whole batch. That costs SQLite two thirds of what binding and stepping row
 * by row does.
 */
#include <stdlib.h>

#include "core/store/staging_internal.h"

struct feed_table {
    sqlite3_vtab base;
    const struct feed_rows *rows;
};

struct feed_cursor {
    sqlite3_vtab_cursor base;
    const struct cell *row; /* the current one */
    const struct cell *end;
    size_t columns;
};

static int feed_connect(sqlite3 *handle, void *context, int argc, const char *const *argv,
                        sqlite3_vtab **out, char **message)
{
    const struct feed_rows *rows = context;
    struct buffer sql = {0};
    (void)argc;
    (void)argv;
    (void)message;
    buffer_add_string(&sql, "CREATE TABLE feed(");
    for (size_t i = 0; i < rows->columns; i++)
        buffer_printf(&sql, "%sc%zu", i ? "," : "", i);
    buffer_add_string(&sql, ")");
    struct feed_table *table = calloc(1, sizeof *table);
    int rc = sql.failed || !table ? SQLITE_NOMEM : sqlite3_declare_vtab(handle, sql.data);
    buffer_free(&sql);
    if (rc != SQLITE_OK) {
        free(table);
        return rc;
    }
    table->rows = rows;
    *out = &table->base;
    return SQLITE_OK;
}

static int feed_disconnect(sqlite3_vtab *table)
{
    free(table);
    return SQLITE_OK;
}

static int feed_plan(sqlite3_vtab *table, sqlite3_index_info *info)
{
    (void)table;
    info->estimatedRows = 1000;
    return SQLITE_OK;
}

static int feed_cursor_open(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
    struct feed_cursor *cursor = calloc(1, sizeof *cursor);
    if (!cursor)
        return SQLITE_NOMEM;
    cursor->columns = ((struct feed_table *)table)->rows->columns;
    *out = &cursor->base;
    return SQLITE_OK;
}

static int feed_cursor_close(sqlite3_vtab_cursor *cursor)
{
    free(cursor);
    return SQLITE_OK;
}

static int feed_start(sqlite3_vtab_cursor *base, int plan, const char *name, int argc,
                      sqlite3_value **argv)
{
    struct feed_cursor *cursor = (struct feed_cursor *)base;
    const struct feed_rows *rows = ((struct feed_table *)base->pVtab)->rows;
    (void)plan;
    (void)name;
    (void)argc;
    (void)argv;
    cursor->row = rows->cells;
    cursor->end = rows->cells + rows->rows * rows->columns;
    return SQLITE_OK;
}

static int feed_next(sqlite3_vtab_cursor *base)
{
    struct feed_cursor *cursor = (struct feed_cursor *)base;
    cursor->row += cursor->columns;
    return SQLITE_OK;
}

static int feed_at_end(sqlite3_vtab_cursor *base)
{
    const struct feed_cursor *cursor = (const struct feed_cursor *)base;
    return cursor->row >= cursor->end;
}

static int feed_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
    const struct cell *cell = ((const struct feed_cursor *)base)->row + column;
    switch (cell->kind) {
    case VALUE_EMPTY:
        break; /* NULL, unless something is set */
    case VALUE_INTEGER:
        sqlite3_result_int64(context, cell->integer);
        break;
    case VALUE_DECIMAL:
        sqlite3_result_double(context, cell->decimal);
        break;
    case VALUE_TEXT:
        sqlite3_result_text(context, cell->text, (int)cell->len, SQLITE_STATIC);
        break;
    }
    return SQLITE_OK;
}

static int feed_row_id(sqlite3_vtab_cursor *base, sqlite3_int64 *out)
{
    const struct feed_cursor *cursor = (const struct feed_cursor *)base;
    *out = cursor->end - cursor->row;
    return SQLITE_OK;
}

/* No xCreate: it is there under its own name and nowhere else. */
static const sqlite3_module feed_module = {
    .xConnect = feed_connect,
    .xBestIndex = feed_plan,
    .xDisconnect = feed_disconnect,
    .xOpen = feed_cursor_open,
    .xClose = feed_cursor_close,
    .xFilter = feed_start,
    .xNext = feed_next,
    .xEof = feed_at_end,
    .xColumn = feed_column,
    .xRowid = feed_row_id,
};

enum status feed_rows_register(struct db *db, struct feed_rows *rows, struct error *err)
{
    int rc = sqlite3_create_module_v2(db->handle, "dj_feed", &feed_module, rows, NULL);
    return rc == SQLITE_OK ? STATUS_OK : db_fail(db, rc, err);
}

void feed_rows_forget(struct db *db)
{
    sqlite3_create_module_v2(db->handle, "dj_feed", NULL, NULL, NULL);
}

/*
 * Rescuing rows. A table is walked by its row ids; where that ends in damage, the next row
 * that can be read is looked for by growing leaps and then by halves, so that one bad page
 * costs the rows on it and no more; then come the rows of pages that nothing leads to. Tables
 * without row ids are walked from both ends.
 */
#include <string.h>

#include "core/store/rescue_internal.h"
#include "core/store/rescue_pages.h"

enum { ROWS_AT_ONCE = 2000, HOLES_MOST = 10000, IDLE_MOST = 20000 };

/* ---- columns ---- */

static bool target_has(struct rescuing *rescuing, const char *table, const char *column)
{
    return sqlite3_table_column_metadata(rescuing->to->handle, NULL, table, column, NULL, NULL,
                                         NULL, NULL, NULL) == SQLITE_OK;
}

/* Generated columns are worked out again by themselves. */
static bool find_columns(struct rescuing *rescuing, struct table *table)
{
    sqlite3_stmt *list = NULL;
    if (sqlite3_prepare_v2(rescuing->from, "SELECT name, hidden, pk FROM pragma_table_xinfo(?)", -1,
                           &list, NULL) != SQLITE_OK)
        return false;
    sqlite3_bind_text(list, 1, table->name, -1, SQLITE_STATIC);
    while (sqlite3_step(list) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(list, 0);
        if (!name || sqlite3_column_int(list, 1) != 0 || !target_has(rescuing, table->name, name))
            continue;
        table->key = sqlite3_column_int(list, 2) == 1 ? table->count : table->key;
        buffer_add_string(&table->columns, table->count++ ? ", " : "");
        sql_add_name_string(&table->columns, name);
    }
    sqlite3_finalize(list);
    return table->count > 0 && !table->columns.failed;
}

static sqlite3_stmt *prepare(sqlite3 *handle, struct buffer *sql)
{
    sqlite3_stmt *out = NULL;
    if (!sql->failed)
        sqlite3_prepare_v2(handle, buffer_span(sql).data, -1, &out, NULL);
    buffer_free(sql);
    return out;
}

static bool prepare_insert(struct rescuing *rescuing, struct table *table)
{
    struct buffer sql = {0};
    buffer_add_string(&sql, "INSERT OR IGNORE INTO ");
    sql_add_name_string(&sql, table->name);
    buffer_printf(&sql, "(%s) VALUES(", buffer_span(&table->columns).data);
    for (size_t i = 0; i < table->count; i++)
        buffer_add_string(&sql, i ? ", ?" : "?");
    buffer_add_byte(&sql, ')');
    table->insert = prepare(rescuing->to->handle, &sql);
    return table->insert != NULL;
}

/* ---- rows ---- */

static enum status commit(struct rescuing *rescuing, struct table *table)
{
    table->pending = 0;
    return db_commit(rescuing->to, rescuing->err);
}

/* Others write: that is no damage. */
static enum status check_busy(struct rescuing *rescuing, int rc)
{
    if ((rc & 0xff) != SQLITE_BUSY && (rc & 0xff) != SQLITE_LOCKED)
        return STATUS_OK;
    return error_set(rescuing->err, STATUS_BUSY, TEXT_STORE_BUSY,
                     TEXT_VALUES(text_string("file", rescuing->path)));
}

static enum status begin(struct rescuing *rescuing, struct table *table)
{
    return table->pending == 0 ? db_begin(rescuing->to, rescuing->err) : STATUS_OK;
}

/* Adds the row that is bound. */
static enum status add_row(struct rescuing *rescuing, struct table *table)
{
    int rc = sqlite3_step(table->insert);
    sqlite3_reset(table->insert);
    table->pending++;
    /* A row that breaks a rule of the new file is damage, too. */
    if (rc != SQLITE_DONE && (rc & 0xff) != SQLITE_CONSTRAINT)
        return db_fail(rescuing->to, rc, rescuing->err);
    bool is_new = rc == SQLITE_DONE && sqlite3_changes64(rescuing->to->handle) > 0;
    table->rows += is_new;
    table->idle = is_new ? 0 : table->idle + 1;
    return table->pending >= ROWS_AT_ONCE ? commit(rescuing, table) : STATUS_OK;
}

/* Row ids stand in front of the columns that are read. */
static enum status take_row(struct rescuing *rescuing, struct table *table, sqlite3_stmt *row,
                            int first)
{
    enum status status = begin(rescuing, table);
    for (size_t i = 0; i < table->count && status == STATUS_OK; i++)
        sqlite3_bind_value(table->insert, (int)i + 1, sqlite3_column_value(row, (int)i + first));
    return status == STATUS_OK ? add_row(rescuing, table) : status;
}

static sqlite3_stmt *open_walk(struct rescuing *rescuing, const struct table *table)
{
    struct buffer sql = {0};
    buffer_printf(&sql, "SELECT rowid, %s FROM ", buffer_span(&table->columns).data);
    sql_add_name_string(&sql, table->name);
    buffer_add_string(&sql, " WHERE rowid >= ? ORDER BY rowid");
    return prepare(rescuing->from, &sql);
}

static bool stopped(const struct rescuing *rescuing)
{
    return rescuing->cancel && *rescuing->cancel;
}

/* Ids go up, and where they don't, pages are where they don't belong, and might lead in a circle.
 * One id that stands out is damage of its own: the next goes on from the one before it. */
static bool is_in_order(struct table *table, int64_t id)
{
    if (table->any && id <= table->last && id <= table->before)
        return false;
    table->before = table->any && id > table->last ? table->last : table->before;
    table->last = id;
    table->any = true;
    return true;
}

/* From a row id on until there are no more (SQLITE_DONE) or damage is met. */
static enum status walk(struct rescuing *rescuing, struct table *table, sqlite3_stmt *select,
                        int64_t from, int *rc)
{
    enum status status = STATUS_OK;
    sqlite3_bind_int64(select, 1, from);
    while (status == STATUS_OK && (*rc = sqlite3_step(select)) == SQLITE_ROW) {
        if (!is_in_order(table, sqlite3_column_int64(select, 0))) {
            *rc = SQLITE_CORRUPT;
            break;
        }
        if (stopped(rescuing))
            status = error_set(rescuing->err, STATUS_CANCELLED, TEXT_STORE_CANCELLED, NULL);
        else
            status = take_row(rescuing, table, select, 1);
    }
    sqlite3_reset(select);
    return status == STATUS_OK ? check_busy(rescuing, *rc) : status;
}

/* Can a row from this id on be read at all? */
static int probe(sqlite3_stmt *select, int64_t from)
{
    sqlite3_bind_int64(select, 1, from);
    int rc = sqlite3_step(select);
    sqlite3_reset(select);
    return rc;
}

/* The first id behind the damage from which reading works; false: there is none. */
static bool leap(sqlite3_stmt *select, int64_t from, int64_t *out)
{
    int64_t good = 0, bad = from, by = 1;
    for (;; by *= 2) {
        if (by > INT64_MAX / 4 || bad > INT64_MAX - by)
            return false;
        int rc = probe(select, bad + by);
        if (rc == SQLITE_DONE || rc == SQLITE_ROW) {
            good = bad + by;
            break;
        }
        bad += by;
    }
    while (good - bad > 1) {
        int64_t middle = bad + (good - bad) / 2;
        int rc = probe(select, middle);
        if (rc == SQLITE_ROW || rc == SQLITE_DONE)
            good = middle;
        else
            bad = middle;
    }
    *out = good;
    return true;
}

static enum status copy_by_ids(struct rescuing *rescuing, struct table *table)
{
    sqlite3_stmt *select = open_walk(rescuing, table);
    enum status status = STATUS_OK;
    int64_t from = INT64_MIN;
    int rc = SQLITE_OK;
    if (!select) {
        table->holes = -1;
        return STATUS_OK;
    }
    while (status == STATUS_OK && table->holes < HOLES_MOST) {
        status = walk(rescuing, table, select, from, &rc);
        if (status != STATUS_OK || rc == SQLITE_DONE)
            break;
        table->holes++;
        int64_t behind = table->any ? table->last : 0;
        if (!leap(select, behind > from ? behind : from, &from)) /* always further on */
            break;
    }
    sqlite3_finalize(select);
    return status;
}

/* ---- rows of pages that nothing leads to ---- */

struct loose {
    struct rescuing *rescuing;
    struct table *table;
    enum status status;
};

static bool take_loose(void *context, int64_t id, const struct cell *cells, size_t count)
{
    struct loose *loose = context;
    struct table *table = loose->table;
    if (count != table->count)
        return true;
    loose->status = begin(loose->rescuing, table);
    if (loose->status != STATUS_OK)
        return false;
    struct statement insert = {.db = loose->rescuing->to, .handle = table->insert};
    for (size_t i = 0; i < count; i++) {
        const struct cell key = cell_integer(id);
        statement_bind_cell(&insert, i == table->key ? &key : &cells[i]);
    }
    loose->status = add_row(loose->rescuing, table);
    return loose->status == STATUS_OK && !stopped(loose->rescuing);
}

/* Those that were read before are met again, and are taken once. */
static enum status copy_loose(struct rescuing *rescuing, struct table *table)
{
    struct loose loose = {.rescuing = rescuing, .table = table};
    struct statement statement = {.handle = NULL};
    struct db from = {.handle = rescuing->from, .path = (char *)(uintptr_t)rescuing->path};
    int64_t root = 0;
    bool row = false;
    if (statement_open(&statement, &from, "SELECT rootpage FROM sqlite_master WHERE name = ?",
                       NULL) == STATUS_OK) {
        statement_bind_text(&statement, table->name);
        if (statement_step(&statement, &row, NULL) == STATUS_OK && row)
            root = statement_integer(&statement, 0);
    }
    statement_close(&statement);
    if (root <= 1 || root > UINT32_MAX || table->key >= table->count)
        return STATUS_OK;
    enum status status =
        rescue_pages(rescuing->opened, (uint32_t)root, take_loose, &loose, rescuing->err);
    return status == STATUS_OK ? loose.status : status;
}

/* Forwards, and where that ends early backwards; rows that are met twice are taken once. */
static enum status copy_by_keys(struct rescuing *rescuing, struct table *table)
{
    enum status status = STATUS_OK;
    for (int back = 0; back < 2 && status == STATUS_OK; back++) {
        struct buffer sql = {0};
        buffer_printf(&sql, "SELECT %s FROM ", buffer_span(&table->columns).data);
        sql_add_name_string(&sql, table->name);
        buffer_add_string(&sql, back ? " ORDER BY 1 DESC" : "");
        sqlite3_stmt *select = prepare(rescuing->from, &sql);
        int rc = select ? SQLITE_OK : SQLITE_CORRUPT;
        table->idle = 0;
        while (select && status == STATUS_OK && table->idle < IDLE_MOST &&
               (rc = sqlite3_step(select)) == SQLITE_ROW)
            status = take_row(rescuing, table, select, 0);
        if (status == STATUS_OK)
            status = check_busy(rescuing, rc);
        sqlite3_finalize(select);
        if (rc == SQLITE_DONE && !back)
            return status;
        if (!back)
            table->holes++;
    }
    return status;
}

bool rescue_has_row_ids(sqlite3 *handle, const char *name)
{
    struct buffer sql = {0};
    buffer_add_string(&sql, "SELECT rowid FROM ");
    sql_add_name_string(&sql, name);
    sqlite3_stmt *statement = prepare(handle, &sql);
    sqlite3_finalize(statement);
    return statement != NULL;
}

enum status rescue_rows(struct rescuing *rescuing, struct table *table)
{
    if (!find_columns(rescuing, table) || !prepare_insert(rescuing, table)) {
        table->holes = -1;
        return STATUS_OK;
    }
    enum status status =
        table->row_ids ? copy_by_ids(rescuing, table) : copy_by_keys(rescuing, table);
    if (status == STATUS_OK && table->row_ids && table->holes != 0)
        status = copy_loose(rescuing, table);
    if (status == STATUS_OK && table->pending > 0)
        return commit(rescuing, table);
    db_rollback(rescuing->to);
    return status;
}

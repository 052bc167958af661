/*
 * Rescuing rows. A table is walked by its row ids; where that ends in damage, the next row
 * that can be read is looked for by growing leaps and then by halves, so that one bad page
 * costs the rows on it and no more. Tables without row ids are walked from both ends.
 */
#include "core/store/rescue.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/settle.h"
#include "core/store/dataset.h"
#include "core/store/db_internal.h"
#include "core/store/rescue_head.h"
#include "core/store/watch.h"

enum { ROWS_AT_ONCE = 2000, TABLES_MOST = 1000, HOLES_MOST = 10000, IDLE_MOST = 20000 };

struct rescuing {
    sqlite3 *from;
    const char *path; /* of it */
    struct db *to;
    struct arena *arena;
    const volatile int *cancel;
    struct rescue *out;
    struct error *err;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* One table while it is copied. */
struct table {
    const char *name;
    struct buffer columns; /* "a", "b": those that both files have and that are stored */
    size_t count;
    bool row_ids;
    sqlite3_stmt *insert;
    int64_t rows, holes;
    int64_t last, before; /* row ids that were read last */
    int idle;             /* rows since one was new */
    bool any;
    int pending; /* rows in the open transaction */
};

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
    if (sqlite3_prepare_v2(rescuing->from, "SELECT name, hidden FROM pragma_table_xinfo(?)", -1,
                           &list, NULL) != SQLITE_OK)
        return false;
    sqlite3_bind_text(list, 1, table->name, -1, SQLITE_STATIC);
    while (sqlite3_step(list) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(list, 0);
        if (!name || sqlite3_column_int(list, 1) != 0 || !target_has(rescuing, table->name, name))
            continue;
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

/* Row ids stand in front of the columns that are read. */
static enum status take_row(struct rescuing *rescuing, struct table *table, sqlite3_stmt *row,
                            int first)
{
    if (table->pending == 0) {
        enum status status = db_begin(rescuing->to, rescuing->err);
        if (status != STATUS_OK)
            return status;
    }
    for (size_t i = 0; i < table->count; i++)
        sqlite3_bind_value(table->insert, (int)i + 1, sqlite3_column_value(row, (int)i + first));
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

/* ---- tables ---- */

static bool has_row_ids(sqlite3 *handle, const char *name)
{
    struct buffer sql = {0};
    buffer_add_string(&sql, "SELECT rowid FROM ");
    sql_add_name_string(&sql, name);
    sqlite3_stmt *statement = prepare(handle, &sql);
    sqlite3_finalize(statement);
    return statement != NULL;
}

static enum status copy_rows(struct rescuing *rescuing, struct table *table)
{
    if (!find_columns(rescuing, table) || !prepare_insert(rescuing, table)) {
        table->holes = -1;
        return STATUS_OK;
    }
    enum status status =
        table->row_ids ? copy_by_ids(rescuing, table) : copy_by_keys(rescuing, table);
    if (status == STATUS_OK && table->pending > 0)
        return commit(rescuing, table);
    db_rollback(rescuing->to);
    return status;
}

static bool is_own(const char *name)
{
    return strncmp(name, "dj_", 3) == 0;
}

static enum status copy_table(struct rescuing *rescuing, const char *name)
{
    struct table table = {.name = name, .row_ids = has_row_ids(rescuing->from, name)};
    enum status status = copy_rows(rescuing, &table);
    struct rescue *out = rescuing->out;
    if (out->table_count < TABLES_MOST && (table.rows > 0 || table.holes != 0))
        out->tables[out->table_count++] =
            (struct rescued_table){name, table.rows, table.holes, is_own(name), -1};
    out->rows += table.rows;
    out->whole = out->whole && table.holes == 0;
    sqlite3_finalize(table.insert);
    buffer_free(&table.columns);
    return status;
}

/* Names of the tables, with their definitions; false: they can't be read. */
struct schema {
    const char *names[TABLES_MOST];
    const char *definitions[TABLES_MOST];
    size_t count;
};

static bool read_schema(struct rescuing *rescuing, struct schema *out)
{
    sqlite3_stmt *list = NULL;
    int rc = sqlite3_prepare_v2(rescuing->from,
                                "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
                                " AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
                                -1, &list, NULL);
    while (rc == SQLITE_OK && out->count < TABLES_MOST && sqlite3_step(list) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(list, 0);
        const char *sql = (const char *)sqlite3_column_text(list, 1);
        if (!name || !sql)
            continue;
        out->names[out->count] = arena_string(rescuing->arena, name);
        out->definitions[out->count] = arena_string(rescuing->arena, sql);
        if (!out->names[out->count] || !out->definitions[out->count])
            break;
        out->count++;
    }
    sqlite3_finalize(list);
    return out->count > 0;
}

/* Columns are a cache: they are made anew. What an import left behind is of no use. */
static bool is_left_out(const char *name)
{
    return strcmp(name, "dj_chunk") == 0 || strcmp(name, "dj_import") == 0 ||
           strncmp(name, "dj_staging_", strlen("dj_staging_")) == 0;
}

/* What stands there may be damaged, too: one statement, and one that makes a table. */
static void make_table(struct rescuing *rescuing, const char *definition)
{
    static const char begin[] = "CREATE TABLE ";
    sqlite3_stmt *statement = NULL;
    if (strncmp(definition, begin, sizeof begin - 1) != 0)
        return;
    if (sqlite3_prepare_v2(rescuing->to->handle, definition, -1, &statement, NULL) == SQLITE_OK)
        (void)sqlite3_step(statement);
    sqlite3_finalize(statement);
}

/* The tables of datasets; ours are there already. One whose definition makes no sense is left. */
static void make_tables(struct rescuing *rescuing, const struct schema *schema)
{
    for (size_t i = 0; i < schema->count; i++)
        if (!is_own(schema->names[i]))
            make_table(rescuing, schema->definitions[i]);
}

/* How many rows the register of datasets says there were. */
static void tell_expected(struct rescuing *rescuing, const struct dataset_info *datasets,
                          size_t count)
{
    struct rescue *out = rescuing->out;
    for (size_t i = 0; i < out->table_count; i++)
        for (size_t k = 0; k < count && !out->tables[i].own; k++)
            if (sqlite3_stricmp(datasets[k].name, out->tables[i].name) == 0)
                out->tables[i].expected = datasets[k].rows;
}

/* Watched again, and counted when they are used next. */
static enum status watch_all(struct rescuing *rescuing, const struct dataset_info *datasets,
                             size_t count)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        if (sqlite3_table_column_metadata(rescuing->to->handle, NULL, datasets[i].name, NULL, NULL,
                                          NULL, NULL, NULL, NULL) == SQLITE_OK)
            status = dataset_watch(rescuing->to, datasets[i].id, rescuing->err);
    return status == STATUS_OK
               ? db_run(rescuing->to, "UPDATE dj_dataset SET edits = counted_edits + 1",
                        rescuing->err)
               : status;
}

static enum status register_datasets(struct rescuing *rescuing)
{
    struct dataset_info *datasets;
    size_t count;
    enum status status =
        dataset_list(rescuing->to, rescuing->arena, &datasets, &count, rescuing->err);
    if (status == STATUS_OK)
        status = db_begin(rescuing->to, rescuing->err);
    if (status != STATUS_OK)
        return status;
    tell_expected(rescuing, datasets, count);
    status = watch_all(rescuing, datasets, count);
    if (status == STATUS_OK)
        return db_commit(rescuing->to, rescuing->err);
    db_rollback(rescuing->to);
    return status;
}

static enum status copy_all(struct rescuing *rescuing, const struct schema *schema)
{
    enum status status = STATUS_OK;
    /* What the new file has from its birth is the old one's. */
    status = db_run(rescuing->to, "DELETE FROM dj_meta; DELETE FROM dj_sequence", rescuing->err);
    make_tables(rescuing, schema);
    for (size_t i = 0; i < schema->count && status == STATUS_OK; i++)
        if (!is_left_out(schema->names[i]))
            status = copy_table(rescuing, schema->names[i]);
    return status;
}

static enum status open_damaged(struct rescuing *rescuing, const char *path)
{
    int rc =
        sqlite3_open_v2(path, &rescuing->from, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc != SQLITE_OK) {
        sqlite3_close(rescuing->from);
        rc = sqlite3_open_v2(path, &rescuing->from, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX,
                             NULL);
    }
    if (rc != SQLITE_OK)
        return error_set_errno(rescuing->err, sqlite3_system_errno(rescuing->from), path);
    sqlite3_db_config(rescuing->from, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_busy_timeout(rescuing->from, 5000);
    /* Nothing is written here. A file that ends too early, and definitions that make no sense,
     * are read as far as they go only where the schema may be written to. */
    sqlite3_exec(rescuing->from,
                 "PRAGMA writable_schema = ON; PRAGMA query_only = ON; PRAGMA cell_size_check = ON",
                 NULL, NULL, NULL);
    return STATUS_OK;
}

/* The new file is nobody's until it has its name: what is written last flushes all of it. */
static enum status fill(struct rescuing *rescuing, const struct schema *schema, const char *temp)
{
    enum status status = db_open(&rescuing->to, temp, DB_TEAM, DB_CREATE, rescuing->err);
    if (status == STATUS_OK)
        status = db_run(rescuing->to, "PRAGMA synchronous = OFF", rescuing->err);
    if (status == STATUS_OK)
        status = copy_all(rescuing, schema);
    if (status == STATUS_OK)
        status = db_run(rescuing->to, "PRAGMA synchronous = FULL", rescuing->err);
    if (status == STATUS_OK)
        status = register_datasets(rescuing);
    db_close(rescuing->to);
    rescuing->to = NULL;
    return status;
}

static enum status make_target(struct rescuing *rescuing, const struct schema *schema,
                               const char *target)
{
    struct stat there;
    if (lstat(target, &there) == 0)
        return error_set_errno(rescuing->err, EEXIST, target);
    char *temp = settle_name(target), *journal = NULL;
    if (!temp || asprintf(&journal, "%s-journal", temp) < 0) {
        free(temp);
        return no_memory(rescuing->err);
    }
    enum status status = fill(rescuing, schema, temp);
    if (status == STATUS_OK)
        status = settle_file(temp, target, false, rescuing->err);
    if (status != STATUS_OK)
        unlink(temp);
    unlink(journal);
    free(journal);
    free(temp);
    return status;
}

/* Once more with a copy whose first bytes are made anew. */
static enum status from_copy(struct rescuing *rescuing, struct schema *schema, const char *copy,
                             const char *target)
{
    enum status status = rescue_mend_head(rescuing->path, copy, rescuing->err);
    sqlite3_close(rescuing->from);
    rescuing->from = NULL;
    if (status == STATUS_OK)
        status = open_damaged(rescuing, copy);
    if (status == STATUS_OK && !read_schema(rescuing, schema))
        status = error_set(rescuing->err, STATUS_DAMAGED, TEXT_RESCUE_NOTHING,
                           TEXT_VALUES(text_string("file", rescuing->path)));
    rescuing->out->whole = false;
    return status == STATUS_OK ? make_target(rescuing, schema, target) : status;
}

static enum status with_new_head(struct rescuing *rescuing, struct schema *schema,
                                 const char *target)
{
    char *copy = settle_name(target);
    if (!copy)
        return no_memory(rescuing->err);
    enum status status = STATUS_OK;
    int fd = open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) {
        status = error_set_errno(rescuing->err, errno, target);
    } else {
        close(fd);
        status = from_copy(rescuing, schema, copy, target);
        unlink(copy);
    }
    free(copy);
    return status;
}

enum status rescue_copy(const char *path, const char *target, struct arena *arena,
                        const volatile int *cancel, struct rescue *out, struct error *err)
{
    struct rescuing rescuing = {
        .path = path, .arena = arena, .cancel = cancel, .out = out, .err = err};
    struct schema *schema = arena_alloc(arena, sizeof *schema);
    *out = (struct rescue){.whole = true};
    out->tables = arena_array(arena, TABLES_MOST, sizeof *out->tables);
    if (!schema || !out->tables)
        return no_memory(err);
    enum status status = open_damaged(&rescuing, path);
    if (status == STATUS_OK && !read_schema(&rescuing, schema))
        status = with_new_head(&rescuing, schema, target);
    else if (status == STATUS_OK)
        status = make_target(&rescuing, schema, target);
    sqlite3_close(rescuing.from);
    return status;
}

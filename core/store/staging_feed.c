/*
 * The rows on their way into the staging table. They come as pages (row_pages.h), which are
 * shown to SQLite as a second database, in a file that is not there: INSERT … SELECT * from a
 * table to one just like it copies records whole, and the thread that writes is done in a
 * third of the time that cells take one by one.
 *
 * SQLite counts on a database not to change during a transaction. So there are many tables in
 * it, each for one part of the rows in one transaction; the next transaction sees by the
 * change counter that all are new. A row that is too long for a page is bound by its cells.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/staging_internal.h"

enum {
    TABLES_MOST = 64,
    TABLE_SIZE = 64, /* of a table in the schema, beside its SQL */
    SCHEMA_SIZE = ROW_PAGE_SIZE - 2048
};

struct row_feed {
    struct db *db;
    const char *table;
    const struct staging_column *columns;
    size_t column_count;

    struct page_file file;
    size_t tables;
    bool attached;
    struct statement copies[TABLES_MOST];
    struct statement bind;                   /* for rows that are too long */
    unsigned char first_page[ROW_PAGE_SIZE]; /* of the file */
};

/* ---- its first page ---- */

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static void add_columns(const struct row_feed *feed, struct buffer *sql)
{
    buffer_add_string(sql, "(r INTEGER PRIMARY KEY");
    for (size_t i = 0; i < feed->column_count; i++)
        buffer_printf(sql, ",c%zu %s", i, staging_sql_type(feed->columns[i].type));
    buffer_add_string(sql, ")");
}

/* So many tables that their schema is within one page. */
static bool write_schema(struct row_feed *feed, struct buffer *sql)
{
    struct buffer columns = {0};
    add_columns(feed, &columns);
    feed->tables = columns.failed ? 0 : SCHEMA_SIZE / (columns.len + TABLE_SIZE);
    feed->tables = feed->tables > TABLES_MOST ? TABLES_MOST : feed->tables;
    buffer_printf(sql, "PRAGMA page_size = %d; PRAGMA auto_vacuum = NONE; BEGIN;", ROW_PAGE_SIZE);
    for (size_t t = 0; t < feed->tables; t++) {
        buffer_printf(sql, "CREATE TABLE b%zu", t);
        buffer_add_span(sql, buffer_span(&columns));
        buffer_add_byte(sql, ';');
    }
    buffer_add_string(sql, "COMMIT");
    bool good = !columns.failed && !sql->failed;
    buffer_free(&columns);
    return good;
}

/* The first page of a database that SQLite makes, of empty tables. */
static int make_first_page(struct row_feed *feed, const char *sql)
{
    sqlite3 *model = NULL;
    sqlite3_int64 size = 0;
    unsigned char *all = NULL;
    int rc = sqlite3_open_v2(
        ":memory:", &model, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(model, sql, NULL, NULL, NULL);
    if (rc == SQLITE_OK && !(all = sqlite3_serialize(model, "main", &size, 0)))
        rc = SQLITE_NOMEM;
    if (rc == SQLITE_OK && size != (sqlite3_int64)(1 + feed->tables) * ROW_PAGE_SIZE)
        rc = SQLITE_TOOBIG; /* the schema takes more than a page */
    if (rc == SQLITE_OK)
        memcpy(feed->first_page, all, ROW_PAGE_SIZE);
    sqlite3_free(all);
    sqlite3_close(model);
    return rc;
}

static enum status attach(struct row_feed *feed, struct error *err)
{
    struct buffer sql = {0};
    if (!write_schema(feed, &sql)) {
        buffer_free(&sql);
        return no_memory(err);
    }
    int rc = make_first_page(feed, sql.data);
    if (rc == SQLITE_OK)
        rc = page_file_open(&feed->file, feed->first_page, feed->tables);
    buffer_clear(&sql);
    /* Each page is looked at once: there is nothing to keep. */
    buffer_printf(&sql,
                  "ATTACH 'file:dj_feed?vfs=%s&mode=ro' AS dj_feed; PRAGMA dj_feed.cache_size = 4",
                  feed->file.name);
    enum status status = rc != SQLITE_OK ? db_fail(feed->db, rc, err) : STATUS_OK;
    if (status == STATUS_OK)
        status = sql.failed ? no_memory(err) : db_run(feed->db, sql.data, err);
    feed->attached = sqlite3_db_filename(feed->db->handle, "dj_feed") != NULL;
    buffer_free(&sql);
    return status;
}

/* ---- statements ---- */

static enum status open_bind(struct row_feed *feed, struct error *err)
{
    struct buffer sql = {0};
    buffer_printf(&sql, "INSERT INTO main.%s VALUES(?", feed->table);
    for (size_t i = 0; i < feed->column_count; i++)
        buffer_add_string(&sql, ",?");
    buffer_add_byte(&sql, ')');
    enum status status = statement_open_built(&feed->bind, feed->db, &sql, err);
    buffer_free(&sql);
    return status;
}

static enum status open_copy(struct row_feed *feed, size_t table, struct error *err)
{
    char sql[120];
    if (feed->copies[table].handle)
        return STATUS_OK;
    snprintf(sql, sizeof sql, "INSERT INTO main.%s SELECT * FROM dj_feed.b%zu", feed->table, table);
    return statement_open(&feed->copies[table], feed->db, sql, err);
}

enum status row_feed_open(struct row_feed **out, struct db *db, const char *table,
                          const struct staging_column *columns, size_t count, struct error *err)
{
    *out = NULL;
    struct row_feed *feed = calloc(1, sizeof *feed);
    if (!feed)
        return no_memory(err);
    *feed = (struct row_feed){.db = db, .table = table, .columns = columns, .column_count = count};
    enum status status = attach(feed, err);
    if (status == STATUS_OK)
        status = open_bind(feed, err);
    if (status != STATUS_OK) {
        row_feed_close(feed);
        return status;
    }
    *out = feed;
    return STATUS_OK;
}

void row_feed_close(struct row_feed *feed)
{
    if (!feed)
        return;
    for (size_t i = 0; i < TABLES_MOST; i++)
        statement_close(&feed->copies[i]);
    statement_close(&feed->bind);
    if (feed->attached)
        (void)db_run(feed->db, "DETACH dj_feed", NULL);
    page_file_close(&feed->file);
    free(feed);
}

/* ---- adding ---- */

void row_feed_begin(struct row_feed *feed)
{
    page_file_begin(&feed->file);
}

int64_t row_feed_reads(const struct row_feed *feed)
{
    return feed->file.reads;
}

bool row_feed_is_full(const struct row_feed *feed)
{
    return feed->file.next == feed->tables;
}

static enum status step(struct statement *statement, struct error *err)
{
    bool row;
    enum status status = statement_step(statement, &row, err);
    statement_reset(statement);
    return status;
}

static enum status bind_row(struct row_feed *feed, const struct cell *cells, int64_t id,
                            struct error *err)
{
    statement_bind_integer(&feed->bind, id);
    for (size_t i = 0; i < feed->column_count; i++)
        statement_bind_cell(&feed->bind, &cells[i]);
    return step(&feed->bind, err);
}

enum status row_feed_add(struct row_feed *feed, const struct row_pages *pages,
                         const struct row_part *part, int64_t first_id, struct error *err)
{
    if (part->pages == 0)
        return bind_row(feed, part->cells, first_id, err);
    enum status status = open_copy(feed, feed->file.next, err);
    if (status != STATUS_OK)
        return status;
    status = step(&feed->copies[page_file_show(&feed->file, pages, part)], err);
    feed->file.part = NULL;
    return status;
}

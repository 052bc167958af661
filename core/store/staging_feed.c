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
    SCHEMA_SIZE = ROW_PAGE_SIZE - 2048,
    INTERIOR = 0x05,
    INTERIOR_HEADER = 12,
    AT_COUNTER = 24, /* places in the first page */
    AT_PAGES = 28,
    AT_COUNTER_AGAIN = 92
};

struct row_feed {
    struct db *db;
    const char *table;
    const struct staging_column *columns;
    size_t column_count;

    /* The file that is not there. */
    sqlite3_vfs vfs;
    char name[40];
    unsigned char *first_page; /* made by SQLite itself */
    uint32_t counter;
    size_t tables; /* table t has its root on page 2 + t, and then ROW_PART_PAGES of its own */
    size_t next;   /* table, in this transaction */
    const struct row_pages *pages; /* of the part that is being read, from table next - 1 */
    const struct row_part *part;

    bool registered, attached;
    struct statement copies[TABLES_MOST];
    struct statement bind; /* for rows that are too long */
};

/* ---- the file ---- */

struct feed_file {
    sqlite3_file base;
    struct row_feed *feed;
};

static void put_4(unsigned char *out, uint32_t number)
{
    for (int i = 3; i >= 0; i--, number >>= 8)
        out[i] = (unsigned char)number;
}

static uint32_t page_count(const struct row_feed *feed)
{
    return (uint32_t)(1 + feed->tables * (1 + ROW_PART_PAGES));
}

/* The number of the first of the pages that are a table's own. */
static uint32_t first_of(const struct row_feed *feed, size_t table)
{
    return (uint32_t)(2 + feed->tables + table * ROW_PART_PAGES);
}

static const char *page_of(const struct row_feed *feed, size_t i)
{
    return feed->pages->pages + (feed->part->page + i) * ROW_PAGE_SIZE;
}

/* The root of the table that is being read: the pages in order, each but the last with the
 * greatest id in it. Where there is one page only it is the root. */
static void write_root(const struct row_feed *feed, unsigned char *out)
{
    size_t count = feed->part->pages;
    uint32_t first = first_of(feed, feed->next - 1);
    if (count == 1) {
        memcpy(out, page_of(feed, 0), ROW_PAGE_SIZE);
        return;
    }
    size_t at = INTERIOR_HEADER + 2 * (count - 1);
    memset(out, 0, ROW_PAGE_SIZE);
    out[0] = INTERIOR;
    out[4] = (unsigned char)(count - 1);
    out[6] = (unsigned char)at;
    put_4(out + 8, first + (uint32_t)count - 1);
    for (size_t i = 0; i + 1 < count; i++) {
        out[INTERIOR_HEADER + 2 * i] = (unsigned char)(at >> 8);
        out[INTERIOR_HEADER + 2 * i + 1] = (unsigned char)at;
        put_4(out + at, first + (uint32_t)i);
        at += 4 + row_pages_put_varint(out + at + 4,
                                       (uint64_t)feed->pages->last_ids[feed->part->page + i]);
    }
}

/* Page `number`, whole. False: it is not of the part that is being read. */
static bool write_page(const struct row_feed *feed, uint32_t number, unsigned char *out)
{
    if (!feed->part || feed->next == 0)
        return false;
    size_t table = feed->next - 1;
    if (number == 2 + table) {
        write_root(feed, out);
        return true;
    }
    uint32_t first = first_of(feed, table);
    if (number < first || number >= first + feed->part->pages)
        return false;
    memcpy(out, page_of(feed, number - first), ROW_PAGE_SIZE);
    return true;
}

static int file_read(sqlite3_file *file, void *out, int amount, sqlite3_int64 offset)
{
    const struct row_feed *feed = ((struct feed_file *)file)->feed;
    if (offset < ROW_PAGE_SIZE) {
        memcpy(out, feed->first_page + offset, (size_t)amount);
        return SQLITE_OK;
    }
    bool whole = amount == ROW_PAGE_SIZE && offset % ROW_PAGE_SIZE == 0;
    return whole && write_page(feed, (uint32_t)(offset / ROW_PAGE_SIZE) + 1, out)
               ? SQLITE_OK
               : SQLITE_IOERR_READ;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *out)
{
    *out = (sqlite3_int64)page_count(((struct feed_file *)file)->feed) * ROW_PAGE_SIZE;
    return SQLITE_OK;
}

static int file_close(sqlite3_file *file)
{
    (void)file;
    return SQLITE_OK;
}

static int file_write(sqlite3_file *file, const void *data, int amount, sqlite3_int64 offset)
{
    (void)file;
    (void)data;
    (void)amount;
    (void)offset;
    return SQLITE_READONLY;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    (void)file;
    (void)size;
    return SQLITE_READONLY;
}

/* Syncing, locking and unlocking: nobody else has it. */
static int file_do_nothing(sqlite3_file *file, int how)
{
    (void)file;
    (void)how;
    return SQLITE_OK;
}

static int file_is_locked(sqlite3_file *file, int *out)
{
    (void)file;
    *out = 0;
    return SQLITE_OK;
}

static int file_control(sqlite3_file *file, int what, void *value)
{
    (void)file;
    (void)what;
    (void)value;
    return SQLITE_NOTFOUND;
}

static int file_is_plain(sqlite3_file *file)
{
    (void)file;
    return 0;
}

static const sqlite3_io_methods file_methods = {
    .iVersion = 1,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_do_nothing,
    .xFileSize = file_size,
    .xLock = file_do_nothing,
    .xUnlock = file_do_nothing,
    .xCheckReservedLock = file_is_locked,
    .xFileControl = file_control,
    .xSectorSize = file_is_plain,
    .xDeviceCharacteristics = file_is_plain,
};

/* ---- where SQLite finds it ---- */

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *got)
{
    struct feed_file *own = (struct feed_file *)file;
    (void)name;
    *own = (struct feed_file){.feed = vfs->pAppData};
    if (!(flags & SQLITE_OPEN_MAIN_DB))
        return SQLITE_CANTOPEN; /* it has no journal */
    own->base.pMethods = &file_methods;
    if (got)
        *got = SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB;
    return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs;
    (void)name;
    (void)sync;
    return SQLITE_OK;
}

static int vfs_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
    (void)vfs;
    (void)name;
    (void)flags;
    *out = 0;
    return SQLITE_OK;
}

static int vfs_full_name(sqlite3_vfs *vfs, const char *name, int size, char *out)
{
    (void)vfs;
    snprintf(out, (size_t)size, "%s", name);
    return SQLITE_OK;
}

/* Under a name of its own, since others may import in this process. */
static int register_file(struct row_feed *feed)
{
    const sqlite3_vfs *common = sqlite3_vfs_find(NULL);
    if (!common)
        return SQLITE_ERROR;
    snprintf(feed->name, sizeof feed->name, "dj-feed-%p", (void *)feed);
    feed->vfs = *common;
    feed->vfs.iVersion = 1;
    feed->vfs.szOsFile = sizeof(struct feed_file);
    feed->vfs.pNext = NULL;
    feed->vfs.zName = feed->name;
    feed->vfs.pAppData = feed;
    feed->vfs.xOpen = vfs_open;
    feed->vfs.xDelete = vfs_delete;
    feed->vfs.xAccess = vfs_access;
    feed->vfs.xFullPathname = vfs_full_name;
    int rc = sqlite3_vfs_register(&feed->vfs, 0);
    feed->registered = rc == SQLITE_OK;
    return rc;
}

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

/* SQLite makes a database of empty tables, and its first page is ours. */
static int make_first_page(struct row_feed *feed, const char *sql)
{
    sqlite3 *model = NULL;
    sqlite3_int64 size = 0;
    int rc = sqlite3_open_v2(
        ":memory:", &model, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(model, sql, NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        feed->first_page = sqlite3_serialize(model, "main", &size, 0);
    sqlite3_close(model);
    if (rc != SQLITE_OK || !feed->first_page)
        return rc == SQLITE_OK ? SQLITE_NOMEM : rc;
    return size == (sqlite3_int64)(1 + feed->tables) * ROW_PAGE_SIZE ? SQLITE_OK : SQLITE_TOOBIG;
}

static enum status attach(struct row_feed *feed, struct error *err)
{
    struct buffer sql = {0};
    if (!write_schema(feed, &sql)) {
        buffer_free(&sql);
        return no_memory(err);
    }
    int rc = make_first_page(feed, sql.data);
    if (rc == SQLITE_OK) {
        put_4(feed->first_page + AT_PAGES, page_count(feed));
        row_feed_begin(feed);
        rc = register_file(feed);
    }
    buffer_clear(&sql);
    /* Each page is looked at once: there is nothing to keep. */
    buffer_printf(&sql,
                  "ATTACH 'file:dj_feed?vfs=%s&mode=ro' AS dj_feed; PRAGMA dj_feed.cache_size = 4",
                  feed->name);
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
    if (feed->registered)
        sqlite3_vfs_unregister(&feed->vfs);
    sqlite3_free(feed->first_page);
    free(feed);
}

/* ---- adding ---- */

void row_feed_begin(struct row_feed *feed)
{
    feed->counter++;
    put_4(feed->first_page + AT_COUNTER, feed->counter);
    put_4(feed->first_page + AT_COUNTER_AGAIN, feed->counter);
    feed->next = 0;
}

bool row_feed_is_full(const struct row_feed *feed)
{
    return feed->next == feed->tables;
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
                         const struct row_part *part, const struct cell *cells, int64_t first_id,
                         struct error *err)
{
    if (part->pages == 0)
        return bind_row(feed, cells + part->first * feed->column_count, first_id, err);
    size_t table = feed->next;
    enum status status = open_copy(feed, table, err);
    if (status != STATUS_OK)
        return status;
    feed->next++;
    feed->pages = pages;
    feed->part = part;
    status = step(&feed->copies[table], err);
    feed->part = NULL;
    return status;
}

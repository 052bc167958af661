/*
 * Staging: the life of an import in the file, from the hidden table to the published
 * dataset. The pace of its transactions, its owner, its rows and its end in failure are in
 * the other staging_*.c.
 */
#include "core/store/staging.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "core/store/chunk.h"
#include "core/store/log.h"
#include "core/store/staging_internal.h"
#include "core/store/watch.h"

enum { CACHE_KB = 13 * 1024, COMMIT_WAIT_MS = 30000, OWNER_TRIES = 10 };

struct staging {
    struct db *db;
    struct arena *arena;
    const char *dataset; /* the name to be */
    struct staging_column *columns;
    size_t count;
    int64_t *misfits; /* by column */
    int64_t dataset_id, first_column_id;
    char uuid[UUID_SIZE];
    char table[40];
    struct owner owner;
    struct pace pace;
    struct row_feed *feed;
    bool made; /* the table and its line in dj_import are there */
    bool open; /* a transaction of ours */
    struct statement misfit, aside, repair;
    int64_t rows, asides;
};

const char *staging_sql_type(enum column_type type)
{
    return type == COLUMN_INTEGER ? "INTEGER" : type == COLUMN_DECIMAL ? "REAL" : "TEXT";
}

/* ---- transactions ---- */

/* Pages that this connection has read from the team file. */
static int64_t own_reads(const struct staging *s)
{
    int all = 0, most = 0;
    sqlite3_db_status(s->db->handle, SQLITE_DBSTATUS_CACHE_MISS, &all, &most, 0);
    return all - (s->feed ? row_feed_reads(s->feed) : 0);
}

static enum status open_transaction(struct staging *s, struct error *err)
{
    if (s->open)
        return STATUS_OK;
    pace_before_begin(&s->pace, own_reads(s));
    if (s->feed)
        row_feed_begin(s->feed);
    enum status status = db_begin(s->db, err);
    s->open = status == STATUS_OK;
    if (s->open)
        pace_begin(&s->pace);
    return status;
}

/* A reader that holds its lock for long makes a commit BUSY; the transaction stays and is
 * tried again. */
static enum status commit(struct staging *s, struct error *err)
{
    int64_t until = clock_steady_ms() + COMMIT_WAIT_MS;
    int rc;
    do {
        rc = sqlite3_exec(s->db->handle, "COMMIT", NULL, NULL, NULL);
    } while ((rc & 0xff) == SQLITE_BUSY && clock_steady_ms() < until && !db_cancelled(s->db));
    s->open = false;
    if (rc == SQLITE_OK)
        return STATUS_OK;
    enum status status = db_fail(s->db, rc, err);
    db_rollback(s->db);
    return status;
}

enum status staging_pause(struct staging *s, struct error *err)
{
    if (!s->open)
        return STATUS_OK;
    enum status status = commit(s, err);
    if (status == STATUS_OK)
        pace_leave_room(&s->pace, own_reads(s));
    return status;
}

static enum status added(struct staging *s, int64_t bytes, struct error *err)
{
    return pace_add(&s->pace, bytes, own_reads(s)) ? staging_pause(s, err) : STATUS_OK;
}

/* ---- beginning ---- */

static enum status check_free(struct db *db, const char *name, struct error *err)
{
    struct statement statement;
    bool taken = false;
    enum status status = statement_open(
        &statement, db, "SELECT 1 FROM sqlite_schema WHERE name = ?1 COLLATE NOCASE", err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, name);
    status = statement_step(&statement, &taken, err);
    statement_close(&statement);
    if (status == STATUS_OK && taken)
        status = error_set(err, STATUS_EXISTS, TEXT_STORE_DATASET_EXISTS,
                           TEXT_VALUES(text_string("dataset", name)));
    return status;
}

static enum status check_name(const char *name, struct error *err)
{
    bool good = name[0] && strncasecmp(name, "dj_", 3) != 0 && strncasecmp(name, "sqlite_", 7) != 0;
    return good ? STATUS_OK
                : error_set(err, STATUS_INVALID, TEXT_STORE_DATASET_NAME,
                            TEXT_VALUES(text_string("dataset", name)));
}

static enum status make_table(struct staging *s, struct error *err)
{
    struct buffer sql = {0};
    buffer_printf(&sql, "CREATE TABLE %s(dj_row INTEGER PRIMARY KEY", s->table);
    for (size_t i = 0; i < s->count; i++) {
        buffer_add_string(&sql, ", ");
        sql_add_name_string(&sql, s->columns[i].name);
        buffer_printf(&sql, " %s", staging_sql_type(s->columns[i].type));
    }
    buffer_add_string(&sql, ")");
    enum status status = sql.failed ? error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL)
                                    : db_run(s->db, sql.data, err);
    buffer_free(&sql);
    return status;
}

static enum status note_import(struct staging *s, struct error *err)
{
    struct statement statement;
    char host[256] = "";
    gethostname(host, sizeof host - 1); /* for people who look; nothing is decided on it */
    enum status status =
        statement_open(&statement, s->db,
                       "INSERT INTO dj_import(uuid, dataset, staging, host, pid, started_ms, "
                       "seen_ms) VALUES(?, ?, ?, ?, ?, ?, ?)",
                       err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, s->uuid);
    statement_bind_text(&statement, s->dataset);
    statement_bind_text(&statement, s->table);
    statement_bind_text(&statement, host);
    statement_bind_integer(&statement, getpid());
    statement_bind_integer(&statement, clock_now_ms());
    statement_bind_integer(&statement, clock_now_ms());
    return statement_finish(&statement, err);
}

/* In one transaction: the name is free, the ids are ours, the table is there. */
static enum status make_place(struct staging *s, struct error *err)
{
    enum status status = open_transaction(s, err);
    if (status == STATUS_OK)
        status = check_free(s->db, s->dataset, err);
    if (status == STATUS_OK)
        status = db_reserve_ids(s->db, "dataset", 1, &s->dataset_id, err);
    if (status == STATUS_OK)
        status = db_reserve_ids(s->db, "column", (int64_t)s->count, &s->first_column_id, err);
    snprintf(s->table, sizeof s->table, "dj_staging_%lld", (long long)s->dataset_id);
    if (status == STATUS_OK)
        status = note_import(s, err);
    if (status == STATUS_OK)
        status = make_table(s, err);
    if (status == STATUS_OK)
        status = commit(s, err);
    s->made = status == STATUS_OK;
    return status;
}

static enum status open_statements(struct staging *s, struct error *err)
{
    enum status status = row_feed_open(&s->feed, s->db, s->table, s->columns, s->count, err);
    if (status == STATUS_OK)
        status = statement_open(&s->misfit, s->db,
                                "INSERT INTO dj_misfit(dataset, row, \"column\", text) "
                                "VALUES(?, ?, ?, ?)",
                                err);
    if (status == STATUS_OK)
        status = statement_open(&s->aside, s->db,
                                "INSERT INTO dj_aside(dataset, line, reason, text) "
                                "VALUES(?, ?, ?, ?)",
                                err);
    if (status == STATUS_OK)
        status = statement_open(&s->repair, s->db,
                                "INSERT INTO dj_repair(dataset, row, line, kind, before) "
                                "VALUES(?, ?, ?, ?, ?)",
                                err);
    return status;
}

static bool copy_columns(struct staging *s, const struct staging_column *columns)
{
    s->columns = arena_array(s->arena, s->count, sizeof *s->columns);
    s->misfits = arena_array(s->arena, s->count, sizeof *s->misfits);
    for (size_t i = 0; s->columns && s->misfits && i < s->count; i++) {
        s->columns[i] = columns[i];
        s->columns[i].name = arena_string(s->arena, columns[i].name);
        s->columns[i].reason = arena_string(s->arena, columns[i].reason);
        if (!s->columns[i].name || !s->columns[i].reason)
            return false;
    }
    return s->columns && s->misfits;
}

static struct staging *staging_new(struct db *db, const char *dataset,
                                   const struct staging_column *columns, size_t count)
{
    struct staging *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->db = db;
    s->count = count;
    s->owner.fd = s->pace.watch = -1;
    s->arena = arena_new();
    s->dataset = s->arena ? arena_string(s->arena, dataset) : NULL;
    if (!s->dataset || !copy_columns(s, columns)) {
        arena_free(s->arena);
        free(s);
        return NULL;
    }
    return s;
}

/* A sweep of somebody else may take our new file for a dead one: then another number. */
static enum status take_owner(struct staging *s, struct error *err)
{
    enum status status = STATUS_BUSY;
    for (int i = 0; i < OWNER_TRIES && status == STATUS_BUSY; i++) {
        uuid_new(s->uuid);
        status = owner_take(&s->owner, s->db, s->uuid, err);
    }
    if (status == STATUS_OK) {
        error_clear(err);
        owner_make_reserve(&s->owner);
    }
    return status;
}

enum status staging_begin(struct staging **out, struct db *db, const char *dataset,
                          const struct staging_column *columns, size_t count, struct error *err)
{
    *out = NULL;
    enum status status = check_name(dataset, err);
    if (status == STATUS_OK)
        status = staging_sweep(db, NULL, err);
    if (status != STATUS_OK)
        return status;
    struct staging *s = staging_new(db, dataset, columns, count);
    if (!s)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    char sql[64];
    snprintf(sql, sizeof sql, "PRAGMA main.cache_size = -%d", CACHE_KB);
    status = db_run(db, sql, err);
    if (status == STATUS_OK)
        status = take_owner(s, err);
    pace_open(&s->pace, db->path);
    if (status == STATUS_OK)
        status = make_place(s, err);
    if (status == STATUS_OK)
        status = open_statements(s, err);
    if (status != STATUS_OK) {
        staging_abandon(s);
        return status;
    }
    *out = s;
    return STATUS_OK;
}

/* ---- adding ---- */

static enum status add_part(struct staging *s, const struct row_pages *pages,
                            const struct row_part *part, struct error *err)
{
    enum status status = STATUS_OK;
    if (s->open && row_feed_is_full(s->feed))
        status = staging_pause(s, err);
    if (status == STATUS_OK)
        status = open_transaction(s, err);
    if (status == STATUS_OK)
        status = row_feed_add(s->feed, pages, part, s->rows + 1, err);
    if (status != STATUS_OK)
        return status;
    s->rows += (int64_t)part->rows;
    return added(s, (int64_t)part->bytes, err);
}

enum status staging_add(struct staging *s, const struct row_pages *pages, struct error *err)
{
    enum status status = STATUS_OK;
    if (pages->failed)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (size_t i = 0; i < pages->part_count && status == STATUS_OK; i++)
        status = add_part(s, pages, &pages->parts[i], err);
    return status;
}

enum status staging_add_misfit(struct staging *s, int64_t row, size_t column, struct span text,
                               struct error *err)
{
    bool got;
    enum status status = open_transaction(s, err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&s->misfit, s->dataset_id);
    statement_bind_integer(&s->misfit, row);
    statement_bind_integer(&s->misfit, s->first_column_id + (int64_t)column);
    statement_bind_span(&s->misfit, text);
    status = statement_step(&s->misfit, &got, err);
    statement_reset(&s->misfit);
    if (status != STATUS_OK)
        return status;
    s->misfits[column]++;
    return added(s, (int64_t)text.len + 16, err);
}

enum status staging_add_aside(struct staging *s, int64_t line, const char *reason, struct span text,
                              struct error *err)
{
    bool got;
    enum status status = open_transaction(s, err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&s->aside, s->dataset_id);
    statement_bind_integer(&s->aside, line);
    statement_bind_text(&s->aside, reason);
    statement_bind_span(&s->aside, text);
    status = statement_step(&s->aside, &got, err);
    statement_reset(&s->aside);
    if (status != STATUS_OK)
        return status;
    s->asides++;
    return added(s, (int64_t)text.len + 64, err);
}

enum status staging_add_repair(struct staging *s, int64_t row, int64_t line, const char *kind,
                               struct span before, struct error *err)
{
    bool got;
    enum status status = open_transaction(s, err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&s->repair, s->dataset_id);
    statement_bind_integer(&s->repair, row);
    statement_bind_integer(&s->repair, line);
    statement_bind_text(&s->repair, kind);
    statement_bind_span(&s->repair, before);
    status = statement_step(&s->repair, &got, err);
    statement_reset(&s->repair);
    return status == STATUS_OK ? added(s, (int64_t)before.len + 64, err) : status;
}

enum status staging_add_chunk(struct staging *s, size_t column, uint32_t number, struct span blob,
                              struct error *err)
{
    enum status status = open_transaction(s, err);
    if (status == STATUS_OK)
        status = chunk_put(s->db, s->dataset_id, column, number, blob, err);
    return status == STATUS_OK ? added(s, (int64_t)blob.len, err) : status;
}

/* ---- publishing ---- */

static enum status rename_table(struct staging *s, struct error *err)
{
    struct buffer sql = {0};
    buffer_printf(&sql, "ALTER TABLE %s RENAME TO ", s->table);
    sql_add_name_string(&sql, s->dataset);
    enum status status = sql.failed ? error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL)
                                    : db_run(s->db, sql.data, err);
    buffer_free(&sql);
    return status;
}

static enum status register_dataset(struct staging *s, const struct staging_origin *origin,
                                    struct error *err)
{
    struct statement statement;
    enum status status = statement_open(
        &statement, s->db,
        "INSERT INTO dj_dataset(id, uuid, name, source, decision, imported_by, imported_ms, "
        "rows, aside) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
        err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, s->dataset_id);
    statement_bind_text(&statement, s->uuid);
    statement_bind_text(&statement, s->dataset);
    statement_bind_text(&statement, origin->source);
    statement_bind_text(&statement, origin->decision);
    statement_bind_text(&statement, origin->by);
    statement_bind_integer(&statement, clock_now_ms());
    statement_bind_integer(&statement, s->rows);
    statement_bind_integer(&statement, s->asides);
    return statement_finish(&statement, err);
}

static enum status register_columns(struct staging *s, struct error *err)
{
    struct statement statement;
    bool row;
    enum status status =
        statement_open(&statement, s->db,
                       "INSERT INTO dj_column(id, dataset, position, name, type, reason, misfits) "
                       "VALUES(?, ?, ?, ?, ?, ?, ?)",
                       err);
    for (size_t i = 0; i < s->count && status == STATUS_OK; i++) {
        statement_bind_integer(&statement, s->first_column_id + (int64_t)i);
        statement_bind_integer(&statement, s->dataset_id);
        statement_bind_integer(&statement, (int64_t)i);
        statement_bind_text(&statement, s->columns[i].name);
        statement_bind_text(&statement, column_type_name(s->columns[i].type));
        statement_bind_text(&statement, s->columns[i].reason);
        statement_bind_integer(&statement, s->misfits[i]);
        status = statement_step(&statement, &row, err);
        statement_reset(&statement);
    }
    statement_close(&statement);
    return status;
}

static enum status note_in_log(struct staging *s, const struct staging_origin *origin,
                               struct error *err)
{
    char undo[48] = "";
    if (origin->undoable)
        snprintf(undo, sizeof undo, "{\"drop\":%lld}", (long long)s->dataset_id);
    const char *detail = origin->detail ? origin->detail : origin->decision;
    struct log_entry entry = {.by = origin->by ? origin->by : "",
                              .action = "import",
                              .kind = "dataset",
                              .subject = s->uuid,
                              .detail = detail ? detail : "",
                              .undo = undo};
    return log_add(s->db, &entry, origin->entry, err);
}

static enum status forget_import(struct staging *s, struct error *err)
{
    struct statement statement;
    enum status status =
        statement_open(&statement, s->db, "DELETE FROM dj_import WHERE uuid = ?", err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, s->uuid);
    return statement_finish(&statement, err);
}

static void close_statements(struct staging *s)
{
    row_feed_close(s->feed);
    s->feed = NULL;
    statement_close(&s->misfit);
    statement_close(&s->aside);
    statement_close(&s->repair);
}

static void staging_free(struct staging *s)
{
    close_statements(s);
    db_run(s->db, "PRAGMA main.cache_size = -2000", NULL); /* SQLite's own default */
    sqlite3_db_release_memory(s->db->handle);
    owner_release(&s->owner);
    pace_close(&s->pace);
    arena_free(s->arena);
    free(s);
}

enum status staging_publish(struct staging *s, const struct staging_origin *origin,
                            int64_t *dataset_id, struct error *err)
{
    enum status status = staging_pause(s, err);
    close_statements(s);
    if (status == STATUS_OK)
        status = open_transaction(s, err);
    if (status == STATUS_OK) /* somebody else may have taken the name meanwhile */
        status = check_free(s->db, s->dataset, err);
    if (status == STATUS_OK)
        status = rename_table(s, err);
    if (status == STATUS_OK)
        status = register_dataset(s, origin, err);
    if (status == STATUS_OK)
        status = register_columns(s, err);
    if (status == STATUS_OK)
        status = dataset_watch(s->db, s->dataset_id, err);
    if (status == STATUS_OK)
        status = note_in_log(s, origin, err);
    if (status == STATUS_OK)
        status = forget_import(s, err);
    if (status == STATUS_OK)
        status = commit(s, err);
    if (status != STATUS_OK) {
        db_rollback(s->db);
        s->open = false;
        return status;
    }
    *dataset_id = s->dataset_id;
    staging_free(s);
    return STATUS_OK;
}

void staging_abandon(struct staging *s)
{
    if (!s)
        return;
    if (s->open)
        db_rollback(s->db);
    s->open = false;
    close_statements(s);
    owner_free_reserve(&s->owner);
    /* Where this fails the next writer sweeps. */
    if (s->made)
        (void)staging_drop(s->db, s->dataset_id, s->uuid, NULL);
    staging_free(s);
}

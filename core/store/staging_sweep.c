/*
 * The end of an import that failed: its table goes in slices, so that nobody waits for the
 * drop of a large one, and the file shrinks back.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/chunk.h"
#include "core/store/staging_internal.h"

enum { SLICE_ROWS_FIRST = 20000, SLICE_ROWS_LEAST = 10, SLICE_MS = 60, VACUUM_PAGES = 500 };

__attribute__((format(printf, 3, 4))) static enum status run(struct db *db, struct error *err,
                                                             const char *format, ...)
{
    char sql[200];
    va_list values;
    va_start(values, format);
    vsnprintf(sql, sizeof sql, format, values);
    va_end(values);
    return db_run(db, sql, err);
}

/* Gives free pages at the end of the file back, in steps; smaller ones on a full disk, where
 * the journal must find room. */
static enum status give_back_space(struct db *db, struct error *err)
{
    int64_t before = -1, free_pages = 0;
    int step = VACUUM_PAGES;
    enum status status = db_read_integer(db, "PRAGMA freelist_count", 0, &free_pages, err);
    while (status == STATUS_OK && free_pages > 0 && free_pages != before) {
        status = run(db, err, "PRAGMA incremental_vacuum(%d)", step);
        if (status == STATUS_NO_SPACE && step > 1) {
            step /= 4;
            status = STATUS_OK;
            continue;
        }
        before = free_pages;
        if (status == STATUS_OK)
            status = db_read_integer(db, "PRAGMA freelist_count", 0, &free_pages, err);
    }
    return status;
}

static enum status delete_above(struct db *db, int64_t dataset, int64_t row, struct error *err)
{
    enum status status = db_begin(db, err);
    if (status == STATUS_OK)
        status = run(db, err, "DELETE FROM dj_staging_%lld WHERE dj_row > %lld", (long long)dataset,
                     (long long)row);
    if (status == STATUS_OK)
        return db_commit(db, err);
    db_rollback(db);
    return status;
}

/* Deletes from the end, since the end of the file is what can be given back. */
static enum status empty_table(struct db *db, int64_t dataset, struct error *err)
{
    int64_t slice = SLICE_ROWS_FIRST, last = 0;
    char sql[100];
    snprintf(sql, sizeof sql, "SELECT max(dj_row) FROM dj_staging_%lld", (long long)dataset);
    enum status status = db_read_integer(db, sql, 0, &last, err);
    bool full = false;
    while (status == STATUS_OK && last > 0) {
        int64_t begun = clock_steady_ms();
        int64_t next = last > slice ? last - slice : 0;
        status = delete_above(db, dataset, next, err);
        if (status == STATUS_NO_SPACE && slice > SLICE_ROWS_LEAST) {
            full = true;
            slice /= 4;
            status = STATUS_OK;
            continue;
        }
        last = next;
        if (status == STATUS_OK && full)
            status = give_back_space(db, err);
        if (clock_steady_ms() - begun > SLICE_MS && slice > 1000)
            slice /= 2;
    }
    return status;
}

static enum status table_exists(struct db *db, int64_t dataset, bool *exists, struct error *err)
{
    char sql[120];
    int64_t count = 0;
    snprintf(sql, sizeof sql, "SELECT count(*) FROM sqlite_schema WHERE name = 'dj_staging_%lld'",
             (long long)dataset);
    enum status status = db_read_integer(db, sql, 0, &count, err);
    *exists = count > 0;
    return status;
}

static enum status empty_side_tables(struct db *db, int64_t dataset, struct error *err)
{
    enum status status = db_begin(db, err);
    if (status == STATUS_OK)
        status = run(db, err, "DELETE FROM dj_misfit WHERE dataset = %lld", (long long)dataset);
    if (status == STATUS_OK)
        status = run(db, err, "DELETE FROM dj_aside WHERE dataset = %lld", (long long)dataset);
    if (status == STATUS_OK)
        status = run(db, err, "DELETE FROM dj_repair WHERE dataset = %lld", (long long)dataset);
    return status == STATUS_OK ? db_commit(db, err) : status;
}

static enum status drop_table(struct db *db, int64_t dataset, const char *uuid, struct error *err)
{
    struct statement statement;
    enum status status = db_begin(db, err);
    if (status == STATUS_OK)
        status = run(db, err, "DROP TABLE IF EXISTS dj_staging_%lld", (long long)dataset);
    if (status == STATUS_OK)
        status = statement_open(&statement, db, "DELETE FROM dj_import WHERE uuid = ?", err);
    if (status == STATUS_OK) {
        statement_bind_text(&statement, uuid);
        status = statement_finish(&statement, err);
    }
    return status == STATUS_OK ? db_commit(db, err) : status;
}

enum status staging_drop(struct db *db, int64_t dataset, const char *uuid, struct error *err)
{
    bool exists = false;
    int64_t secure = 0;
    /* Overwriting what was the user's own file a moment ago is not worth the time. */
    enum status status = db_read_integer(db, "PRAGMA secure_delete", 0, &secure, err);
    if (status == STATUS_OK)
        status = db_run(db, "PRAGMA secure_delete = OFF", err);
    if (status == STATUS_OK)
        status = table_exists(db, dataset, &exists, err);
    if (status == STATUS_OK && exists)
        status = empty_table(db, dataset, err);
    if (status == STATUS_OK)
        status = chunk_drop_dataset(db, dataset, err);
    if (status == STATUS_OK)
        status = empty_side_tables(db, dataset, err);
    if (status == STATUS_OK)
        status = drop_table(db, dataset, uuid, err);
    if (status == STATUS_OK)
        status = give_back_space(db, err);
    db_rollback(db); /* what a failure left open */
    (void)run(db, NULL, "PRAGMA secure_delete = %d", (int)secure);
    return status;
}

/* ---- dead imports ---- */

struct import_line {
    const char *uuid;
    const char *table;
};

static enum status list_imports(struct db *db, struct arena *arena, struct import_line **out,
                                size_t *count, struct error *err)
{
    struct statement statement;
    int64_t total = 0;
    bool row = false;
    *count = 0;
    enum status status = db_read_integer(db, "SELECT count(*) FROM dj_import", 0, &total, err);
    *out = arena_array(arena, (size_t)total, sizeof **out);
    if (status != STATUS_OK || total == 0)
        return status;
    if (!*out)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    status = statement_open(&statement, db, "SELECT uuid, staging FROM dj_import", err);
    while (status == STATUS_OK && *count < (size_t)total) {
        status = statement_step(&statement, &row, err);
        if (status != STATUS_OK || !row)
            break;
        struct import_line *line = &(*out)[(*count)++];
        line->uuid = statement_string(&statement, 0, arena);
        line->table = statement_string(&statement, 1, arena);
        if (!line->uuid || !line->table)
            status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    statement_close(&statement);
    return status;
}

static enum status sweep_one(struct db *db, const struct import_line *line, bool *swept,
                             struct error *err)
{
    static const char prefix[] = "dj_staging_";
    struct owner owner;
    *swept = false;
    enum status status = owner_take(&owner, db, line->uuid, err);
    if (status == STATUS_BUSY) {
        error_clear(err);
        return STATUS_OK; /* it lives */
    }
    if (status != STATUS_OK)
        return status;
    owner_free_reserve(&owner);
    if (strncmp(line->table, prefix, sizeof prefix - 1) == 0)
        status =
            staging_drop(db, strtoll(line->table + sizeof prefix - 1, NULL, 10), line->uuid, err);
    *swept = status == STATUS_OK;
    owner_release(&owner);
    return status;
}

/* An import may die before its line is in the file, or after: its lock file alone stays. */
static enum status sweep_owners(struct db *db, struct error *err)
{
    struct statement statement;
    enum status status =
        statement_open(&statement, db, "SELECT 1 FROM dj_import WHERE uuid = ?", err);
    char uuid[UUID_SIZE];
    struct owner_list *list = status == STATUS_OK ? owner_list_open(db) : NULL;
    while (status == STATUS_OK && owner_list_next(list, uuid)) {
        bool known = false;
        struct owner owner;
        statement_bind_text(&statement, uuid);
        status = statement_step(&statement, &known, err);
        statement_reset(&statement);
        if (status == STATUS_OK && !known && owner_take(&owner, db, uuid, NULL) == STATUS_OK)
            owner_release(&owner);
    }
    owner_list_close(list);
    statement_close(&statement);
    return status;
}

enum status staging_sweep(struct db *db, int *swept, struct error *err)
{
    struct import_line *lines = NULL;
    size_t count = 0;
    if (swept)
        *swept = 0;
    /* In memory there is one owner, and it is us. */
    if (!db->path[0])
        return STATUS_OK;
    struct arena *arena = arena_new();
    if (!arena)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = list_imports(db, arena, &lines, &count, err);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        bool one = false;
        status = sweep_one(db, &lines[i], &one, err);
        if (swept)
            *swept += one;
    }
    if (status == STATUS_OK)
        status = sweep_owners(db, err);
    arena_free(arena);
    return status;
}

enum status staging_count_dead(struct db *db, int *dead, struct error *err)
{
    struct import_line *lines = NULL;
    size_t count = 0;
    struct arena *arena = arena_new();
    *dead = 0;
    if (!arena)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = list_imports(db, arena, &lines, &count, err);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct owner owner;
        if (owner_take(&owner, db, lines[i].uuid, NULL) != STATUS_OK)
            continue; /* it lives, or nobody may say */
        (*dead)++;
        owner_release(&owner);
    }
    arena_free(arena);
    return status;
}

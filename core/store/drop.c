/*
 * Dropping a dataset. A table of millions takes seconds to drop, in which nobody could read or
 * write: so one short transaction makes it what an import that failed leaves behind, gone
 * for everybody, and the rest goes in slices as that does, also when this program ends
 * before (staging_sweep).
 */
#include "core/store/dataset.h"

#include <stdio.h>
#include <unistd.h>

#include "core/store/staging_internal.h"

static enum status run_with(struct db *db, const char *sql, int64_t dataset_id, struct error *err)
{
    struct statement statement;
    enum status status = statement_open(&statement, db, sql, err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, dataset_id);
    return statement_finish(&statement, err);
}

static enum status note(struct db *db, int64_t dataset_id, const char *uuid, struct error *err)
{
    struct statement statement;
    char table[40];
    snprintf(table, sizeof table, "dj_staging_%lld", (long long)dataset_id);
    enum status status = statement_open(
        &statement, db,
        "INSERT INTO dj_import(uuid, dataset, staging, host, pid, started_ms, seen_ms)"
        " VALUES(?, '', ?, '', ?, ?, ?)",
        err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, uuid);
    statement_bind_text(&statement, table);
    statement_bind_integer(&statement, getpid());
    statement_bind_integer(&statement, clock_now_ms());
    statement_bind_integer(&statement, clock_now_ms());
    return statement_finish(&statement, err);
}

/* Without its triggers and under a name that nobody looks at. */
static enum status hide_table(struct db *db, int64_t dataset_id, struct error *err)
{
    struct statement statement;
    struct buffer sql = {0};
    bool row = false;
    enum status status =
        statement_open(&statement, db,
                       "SELECT m.name FROM dj_dataset d JOIN sqlite_master m ON m.type = 'table'"
                       " AND m.name = d.name COLLATE NOCASE WHERE d.id = ?",
                       err);
    if (status == STATUS_OK) {
        statement_bind_integer(&statement, dataset_id);
        status = statement_step(&statement, &row, err);
    }
    if (row) {
        static const char *const events[] = {"INSERT", "UPDATE", "DELETE"};
        for (size_t i = 0; i < sizeof events / sizeof *events; i++)
            buffer_printf(&sql, "DROP TRIGGER IF EXISTS dj_edit_%lld_%s;", (long long)dataset_id,
                          events[i]);
        buffer_add_string(&sql, "ALTER TABLE ");
        sql_add_name(&sql, statement_text(&statement, 0));
        buffer_printf(&sql, " RENAME TO dj_staging_%lld", (long long)dataset_id);
    }
    statement_close(&statement);
    if (status == STATUS_OK && row)
        status = sql.failed ? error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL)
                            : db_run(db, sql.data, err);
    buffer_free(&sql);
    return status;
}

static enum status hide(struct db *db, int64_t dataset_id, const char *uuid, struct error *err)
{
    enum status status = db_begin(db, err);
    if (status != STATUS_OK)
        return status;
    status = hide_table(db, dataset_id, err);
    if (status == STATUS_OK)
        status = note(db, dataset_id, uuid, err);
    if (status == STATUS_OK)
        status = run_with(db,
                          "DELETE FROM dj_column_mark WHERE \"column\" IN"
                          " (SELECT id FROM dj_column WHERE dataset = ?)",
                          dataset_id, err);
    if (status == STATUS_OK)
        status = run_with(db, "DELETE FROM dj_column WHERE dataset = ?", dataset_id, err);
    if (status == STATUS_OK)
        status = run_with(db, "DELETE FROM dj_recipe WHERE dataset = ?", dataset_id, err);
    if (status == STATUS_OK)
        status = run_with(db, "DELETE FROM dj_dataset WHERE id = ?", dataset_id, err);
    if (status == STATUS_OK)
        return db_commit(db, err);
    db_rollback(db);
    return status;
}

enum status dataset_drop(struct db *db, int64_t dataset_id, struct error *err)
{
    struct owner owner;
    char uuid[UUID_SIZE];
    uuid_new(uuid);
    enum status status = owner_take(&owner, db, uuid, err);
    if (status != STATUS_OK)
        return status;
    /* Views of other tools that name the table are not our business. */
    status = db_run(db, "PRAGMA legacy_alter_table = ON", err);
    if (status == STATUS_OK)
        status = hide(db, dataset_id, uuid, err);
    (void)db_run(db, "PRAGMA legacy_alter_table = OFF", NULL);
    /* It is gone for everybody now; what can't be swept here the next writer sweeps. */
    if (status == STATUS_OK)
        (void)staging_drop(db, dataset_id, uuid, NULL);
    owner_release(&owner);
    return status;
}

/*
 * Watching datasets. The triggers use plain SQL only, so that they work in every SQLite
 * tool; they are made after loading, when they cost nothing. Changes of the definition
 * fire no trigger: these are seen by comparing it with dj_dataset.ddl.
 */
#include "core/store/watch.h"

#include "core/store/db_internal.h"

static enum status read_name(struct db *db, int64_t dataset_id, struct buffer *name,
                             struct error *err)
{
    struct statement statement;
    bool row = false;
    enum status status =
        statement_open(&statement, db, "SELECT name FROM dj_dataset WHERE id = ?", err);
    if (status == STATUS_OK) {
        statement_bind_integer(&statement, dataset_id);
        status = statement_step(&statement, &row, err);
    }
    if (row)
        buffer_add_span(name, statement_text(&statement, 0));
    statement_close(&statement);
    return status;
}

static enum status make_trigger(struct db *db, int64_t dataset_id, struct span table,
                                const char *event, struct error *err)
{
    struct buffer sql = {0};
    buffer_printf(&sql, "CREATE TRIGGER dj_edit_%lld_%s AFTER %s ON ", (long long)dataset_id, event,
                  event);
    sql_add_name(&sql, table);
    buffer_printf(&sql, " BEGIN UPDATE dj_dataset SET edits = edits + 1 WHERE id = %lld; END",
                  (long long)dataset_id);
    enum status status = sql.failed ? error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL)
                                    : db_run(db, sql.data, err);
    buffer_free(&sql);
    return status;
}

enum status dataset_note_definition(struct db *db, int64_t dataset_id, struct error *err)
{
    struct statement statement;
    enum status status =
        statement_open(&statement, db,
                       "UPDATE dj_dataset SET ddl = coalesce((SELECT sql FROM sqlite_master m "
                       "WHERE m.type = 'table' AND m.name = dj_dataset.name COLLATE NOCASE), '') "
                       "WHERE id = ?",
                       err);
    if (status == STATUS_OK) {
        statement_bind_integer(&statement, dataset_id);
        status = statement_finish(&statement, err);
    }
    return status;
}

enum status dataset_watch(struct db *db, int64_t dataset_id, struct error *err)
{
    static const char *const events[] = {"INSERT", "UPDATE", "DELETE"};
    struct buffer name = {0};
    enum status status = read_name(db, dataset_id, &name, err);
    for (size_t i = 0; status == STATUS_OK && i < sizeof events / sizeof *events; i++)
        status = make_trigger(db, dataset_id, buffer_span(&name), events[i], err);
    if (status == STATUS_OK)
        status = dataset_note_definition(db, dataset_id, err);
    buffer_free(&name);
    return status;
}

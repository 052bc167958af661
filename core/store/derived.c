/*
 * Derived columns in the table and in the register. A virtual column takes no room in the rows:
 * adding and dropping one writes the definition only, however long the table is. Changing one
 * is dropping and adding it, since SQLite knows no other way.
 */
#include "core/store/derived.h"

#include <stdio.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/store/chunk.h"
#include "core/store/db_internal.h"
#include "core/store/watch.h"

/* ---- the table ---- */

static enum status run_built(struct db *db, struct buffer *sql, struct error *err)
{
    enum status status = sql->failed ? error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL)
                                     : db_run(db, sql->data, err);
    buffer_free(sql);
    return status;
}

static enum status add_table(struct db *db, int64_t dataset, struct buffer *sql, struct error *err)
{
    struct statement statement;
    bool row = false;
    enum status status =
        statement_open(&statement, db, "SELECT name FROM dj_dataset WHERE id = ?", err);
    if (status == STATUS_OK) {
        statement_bind_integer(&statement, dataset);
        status = statement_step(&statement, &row, err);
    }
    if (row)
        sql_add_name(sql, statement_text(&statement, 0));
    statement_close(&statement);
    if (status == STATUS_OK && !row)
        status = error_set(err, STATUS_NOT_FOUND, TEXT_STORE_DATASET_GONE,
                           TEXT_VALUES(text_string("file", db->path)));
    return status;
}

static const char *sql_type(enum column_type type)
{
    return type == COLUMN_INTEGER ? "INTEGER" : type == COLUMN_DECIMAL ? "REAL" : "TEXT";
}

/* A definition may name a column that is not there: SQLite would take the name for a text. In a
 * query it refuses. */
static enum status check_names(struct db *db, int64_t dataset, const struct derived_column *column,
                               struct error *err)
{
    struct buffer sql = {0};
    struct statement statement = {0};
    buffer_printf(&sql, "SELECT (%s) FROM ", column->sql);
    enum status status = add_table(db, dataset, &sql, err);
    if (status == STATUS_OK) {
        status = statement_open_built(&statement, db, &sql, err);
        statement_close(&statement);
        if (status != STATUS_OK && strstr(sqlite3_errmsg(db->handle), "no such column"))
            status = error_set(err, STATUS_NOT_FOUND, TEXT_DERIVE_SOURCE_GONE, NULL);
    }
    buffer_free(&sql);
    return status;
}

static enum status add_to_table(struct db *db, int64_t dataset, const struct derived_column *column,
                                struct error *err)
{
    struct buffer sql = {0};
    enum status status = check_names(db, dataset, column, err);
    buffer_add_string(&sql, "ALTER TABLE ");
    if (status == STATUS_OK)
        status = add_table(db, dataset, &sql, err);
    buffer_add_string(&sql, " ADD COLUMN ");
    sql_add_name_string(&sql, column->name);
    buffer_printf(&sql, " %s GENERATED ALWAYS AS (%s) VIRTUAL", sql_type(column->type),
                  column->sql);
    if (status == STATUS_OK)
        return run_built(db, &sql, err);
    buffer_free(&sql);
    return status;
}

/* Views of other tools that name the column are not our business. */
static enum status drop_from_table(struct db *db, int64_t dataset, const char *name,
                                   struct error *err)
{
    struct buffer sql = {0};
    buffer_add_string(&sql, "ALTER TABLE ");
    enum status status = add_table(db, dataset, &sql, err);
    buffer_add_string(&sql, " DROP COLUMN ");
    sql_add_name_string(&sql, name);
    if (status == STATUS_OK)
        status = db_run(db, "PRAGMA legacy_alter_table = ON", err);
    if (status == STATUS_OK)
        status = run_built(db, &sql, err);
    (void)db_run(db, "PRAGMA legacy_alter_table = OFF", NULL);
    buffer_free(&sql);
    return status;
}

enum status derived_has_value(struct db *db, int64_t dataset, const char *column, const char *value,
                              bool *has, struct error *err)
{
    struct buffer sql = {0};
    struct statement statement = {0};
    buffer_add_string(&sql, "SELECT 1 FROM ");
    enum status status = add_table(db, dataset, &sql, err);
    buffer_add_string(&sql, " WHERE CAST(");
    sql_add_name_string(&sql, column);
    buffer_add_string(&sql, " AS TEXT) = ? LIMIT 1");
    if (status == STATUS_OK)
        status = statement_open_built(&statement, db, &sql, err);
    if (status == STATUS_OK) {
        statement_bind_text(&statement, value);
        status = statement_step(&statement, has, err);
    }
    statement_close(&statement);
    buffer_free(&sql);
    return status;
}

/* ---- the register ---- */

/* A place among the columns that none of the dataset has had. */
static enum status next_place(struct db *db, int64_t dataset, int64_t *place, struct error *err)
{
    struct statement statement;
    bool row = false;
    char name[40];
    snprintf(name, sizeof name, "place %lld", (long long)dataset);
    enum status status = statement_open(
        &statement, db,
        "INSERT INTO dj_sequence(name, next) VALUES(?1,"
        " (SELECT coalesce(max(position), -1) + 2 FROM dj_column WHERE dataset = ?2))"
        " ON CONFLICT(name) DO UPDATE SET next = next + 1 RETURNING next - 1",
        err);
    if (status == STATUS_OK) {
        statement_bind_text(&statement, name);
        statement_bind_integer(&statement, dataset);
        status = statement_step(&statement, &row, err);
    }
    if (row)
        *place = statement_integer(&statement, 0);
    statement_close(&statement);
    return status;
}

static enum status register_column(struct db *db, int64_t dataset,
                                   const struct derived_column *column, int64_t id,
                                   struct error *err)
{
    struct statement statement;
    int64_t place = 0;
    enum status status = next_place(db, dataset, &place, err);
    if (status == STATUS_OK)
        status = statement_open(&statement, db,
                                "INSERT INTO dj_column(id, dataset, position, name, type, reason,"
                                " meaning, value_order) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
                                err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, id);
    statement_bind_integer(&statement, dataset);
    statement_bind_integer(&statement, place);
    statement_bind_text(&statement, column->name);
    statement_bind_text(&statement, column_type_name(column->type));
    statement_bind_text(&statement, column->reason);
    statement_bind_text(&statement, column->meaning);
    statement_bind_text(&statement, column->order);
    return statement_finish(&statement, err);
}

static enum status write_recipe(struct db *db, int64_t dataset, const struct derived_column *column,
                                int64_t id, struct error *err)
{
    struct statement statement;
    int64_t revision = 0;
    enum status status = db_reserve_ids(db, "recipe", 1, &revision, err);
    if (status == STATUS_OK)
        status = statement_open(&statement, db,
                                "INSERT OR REPLACE INTO dj_recipe(\"column\", dataset, json, sql,"
                                " revision, by, at_ms) VALUES(?, ?, ?, ?, ?, ?, ?)",
                                err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, id);
    statement_bind_integer(&statement, dataset);
    statement_bind_text(&statement, column->recipe);
    statement_bind_text(&statement, column->sql);
    statement_bind_integer(&statement, revision);
    statement_bind_text(&statement, column->by);
    statement_bind_integer(&statement, clock_now_ms());
    return statement_finish(&statement, err);
}

/* Name and place of a column; STATUS_NOT_FOUND: it is none that is worked out. */
static enum status find_derived(struct db *db, int64_t dataset, int64_t id, struct buffer *name,
                                size_t *place, struct error *err)
{
    struct statement statement;
    bool row = false;
    enum status status =
        statement_open(&statement, db,
                       "SELECT c.name, c.position FROM dj_column c JOIN dj_recipe"
                       " r ON r.\"column\" = c.id WHERE c.id = ? AND c.dataset = ?",
                       err);
    if (status == STATUS_OK) {
        statement_bind_integer(&statement, id);
        statement_bind_integer(&statement, dataset);
        status = statement_step(&statement, &row, err);
    }
    if (row) {
        buffer_add_span(name, statement_text(&statement, 0));
        *place = (size_t)statement_integer(&statement, 1);
    }
    statement_close(&statement);
    if (status == STATUS_OK && !row)
        return error_set(err, STATUS_NOT_FOUND, TEXT_STORE_COLUMN_GONE, NULL);
    return status == STATUS_OK && name->failed
               ? error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL)
               : status;
}

/* Its values are no longer what they were. */
static enum status take_out(struct db *db, int64_t dataset, int64_t id, struct error *err)
{
    struct buffer name = {0};
    size_t place = 0;
    enum status status = find_derived(db, dataset, id, &name, &place, err);
    if (status == STATUS_OK)
        status = drop_from_table(db, dataset, name.data, err);
    if (status == STATUS_OK)
        status = chunk_drop_head(db, dataset, place, err);
    buffer_free(&name);
    return status;
}

/* ---- all together ---- */

enum status derived_add(struct db *db, int64_t dataset, const struct derived_column *column,
                        int64_t *id, struct error *err)
{
    enum status status = STATUS_OK;
    *id = column->id;
    if (*id == 0)
        status = db_reserve_ids(db, "column", 1, id, err);
    if (status == STATUS_OK)
        status = add_to_table(db, dataset, column, err);
    if (status == STATUS_OK)
        status = register_column(db, dataset, column, *id, err);
    if (status == STATUS_OK)
        status = write_recipe(db, dataset, column, *id, err);
    return status == STATUS_OK ? dataset_note_definition(db, dataset, err) : status;
}

static enum status rewrite(struct db *db, int64_t dataset, const struct derived_column *column,
                           struct error *err)
{
    struct statement statement;
    enum status status = add_to_table(db, dataset, column, err);
    if (status == STATUS_OK)
        status = statement_open(&statement, db,
                                "UPDATE dj_column SET name = ?, type = ?, meaning = ?,"
                                " value_order = ?, reason = ? WHERE id = ?",
                                err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, column->name);
    statement_bind_text(&statement, column_type_name(column->type));
    statement_bind_text(&statement, column->meaning);
    statement_bind_text(&statement, column->order);
    statement_bind_text(&statement, column->reason);
    statement_bind_integer(&statement, column->id);
    status = statement_finish(&statement, err);
    return status == STATUS_OK ? write_recipe(db, dataset, column, column->id, err) : status;
}

enum status derived_change(struct db *db, int64_t dataset, const struct derived_column *columns,
                           size_t count, struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = count; i-- > 0 && status == STATUS_OK;)
        status = take_out(db, dataset, columns[i].id, err);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = rewrite(db, dataset, &columns[i], err);
    return status == STATUS_OK ? dataset_note_definition(db, dataset, err) : status;
}

static enum status run_with(struct db *db, const char *sql, int64_t id, struct error *err)
{
    struct statement statement;
    enum status status = statement_open(&statement, db, sql, err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, id);
    return statement_finish(&statement, err);
}

enum status derived_drop(struct db *db, int64_t dataset, int64_t column, struct error *err)
{
    enum status status = take_out(db, dataset, column, err);
    if (status == STATUS_OK)
        status = run_with(db, "DELETE FROM dj_column WHERE id = ?", column, err);
    if (status == STATUS_OK)
        status = run_with(db, "DELETE FROM dj_recipe WHERE \"column\" = ?", column, err);
    return status == STATUS_OK ? dataset_note_definition(db, dataset, err) : status;
}

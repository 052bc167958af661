/*
 * Rows one by one, with their misfits (dj_misfit, and the counts in dj_column). Apart from
 * rows.c, which reads many and changes none.
 */
#include "core/store/row_state.h"

#include <strings.h>

#include "core/base/cell.h"
#include "core/store/db_internal.h"

/* ---- reading ---- */

/* Generated columns are made of the others: they are neither kept nor written. */
static enum status list_columns(struct db *db, struct arena *arena,
                                const struct dataset_info *dataset, struct row_state *out,
                                struct error *err)
{
    struct statement statement;
    bool row = true;
    size_t room = dataset->column_count;
    *out = (struct row_state){.cells = arena_array(arena, room, sizeof *out->cells)};
    if (!out->cells)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = statement_open(
        &statement, db,
        "SELECT c.name FROM dj_column c JOIN pragma_table_xinfo(?1) x ON x.name = c.name"
        " COLLATE NOCASE AND x.hidden = 0 WHERE c.dataset = ?2 ORDER BY c.position",
        err);
    if (status == STATUS_OK) {
        statement_bind_text(&statement, dataset->name);
        statement_bind_integer(&statement, dataset->id);
    }
    while (status == STATUS_OK && row && out->count < room) {
        status = statement_step(&statement, &row, err);
        if (status != STATUS_OK || !row)
            break;
        out->cells[out->count].column = statement_string(&statement, 0, arena);
        if (!out->cells[out->count++].column)
            status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    statement_close(&statement);
    return status;
}

static bool keep_value(const struct statement *statement, int column, struct arena *arena,
                       struct value *out)
{
    *out = statement_value(statement, column);
    if (out->kind != VALUE_TEXT)
        return true;
    out->text.data = arena_copy(arena, out->text);
    return out->text.data != NULL;
}

static enum status read_values(struct db *db, struct arena *arena,
                               const struct dataset_info *dataset, int64_t row,
                               struct row_state *out, bool *there, struct error *err)
{
    struct statement statement;
    struct buffer sql = {0};
    buffer_add_string(&sql, "SELECT dj_row");
    for (size_t i = 0; i < out->count; i++) {
        buffer_add_string(&sql, ", ");
        sql_add_name_string(&sql, out->cells[i].column);
    }
    buffer_add_string(&sql, " FROM ");
    sql_add_name_string(&sql, dataset->name);
    buffer_add_string(&sql, " WHERE dj_row = ?");
    enum status status = statement_open_built(&statement, db, &sql, err);
    buffer_free(&sql);
    if (status == STATUS_OK) {
        statement_bind_integer(&statement, row);
        status = statement_step(&statement, there, err);
    }
    for (size_t i = 0; status == STATUS_OK && *there && i < out->count; i++) {
        if (!keep_value(&statement, (int)i + 1, arena, &out->cells[i].value))
            status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    statement_close(&statement);
    return status;
}

static void keep_misfit(struct row_state *out, const struct dataset_info *dataset, size_t column,
                        const char *text)
{
    for (size_t i = 0; i < out->count; i++) {
        if (strcasecmp(out->cells[i].column, dataset->columns[column].name) == 0)
            out->cells[i].misfit = text;
    }
}

enum status row_state_read(struct db *db, struct arena *arena, const struct dataset_info *dataset,
                           int64_t row, struct row_state *out, bool *there, struct error *err)
{
    const char **misfits = NULL;
    *there = false;
    enum status status = list_columns(db, arena, dataset, out, err);
    if (status == STATUS_OK)
        status = read_values(db, arena, dataset, row, out, there, err);
    if (status == STATUS_OK)
        status = dataset_read_misfits(db, arena, dataset, row, &misfits, err);
    for (size_t c = 0; status == STATUS_OK && c < dataset->column_count; c++) {
        if (misfits[c])
            keep_misfit(out, dataset, c, misfits[c]);
    }
    return status;
}

/* ---- misfits ---- */

/* The counts of the columns in which this row has misfits; they are counted out before a change
 * and counted in behind it. */
static enum status count_misfits(struct db *db, const struct dataset_info *dataset, int64_t row,
                                 int by, struct error *err)
{
    struct statement statement;
    enum status status =
        statement_open(&statement, db,
                       "UPDATE dj_column SET misfits = misfits + ?3 WHERE dataset = ?1 AND id IN"
                       " (SELECT \"column\" FROM dj_misfit WHERE dataset = ?1 AND row = ?2)",
                       err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, dataset->id);
    statement_bind_integer(&statement, row);
    statement_bind_integer(&statement, by);
    return statement_finish(&statement, err);
}

/* Of one column, or of all of the row when column is 0. */
static enum status forget_misfits(struct db *db, const struct dataset_info *dataset, int64_t row,
                                  int64_t column, struct error *err)
{
    struct statement statement;
    enum status status = statement_open(
        &statement, db,
        "DELETE FROM dj_misfit WHERE dataset = ? AND row = ? AND ? IN (0, \"column\")", err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, dataset->id);
    statement_bind_integer(&statement, row);
    statement_bind_integer(&statement, column);
    return statement_finish(&statement, err);
}

static enum status add_misfit(struct db *db, const struct dataset_info *dataset, int64_t row,
                              int64_t column, const char *text, struct error *err)
{
    struct statement statement;
    enum status status = statement_open(
        &statement, db, "INSERT INTO dj_misfit(dataset, row, \"column\", text) VALUES(?, ?, ?, ?)",
        err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, dataset->id);
    statement_bind_integer(&statement, row);
    statement_bind_integer(&statement, column);
    statement_bind_text(&statement, text);
    return statement_finish(&statement, err);
}

static enum status write_misfits(struct db *db, const struct dataset_info *dataset, int64_t row,
                                 const struct row_state *state, struct error *err)
{
    enum status status = count_misfits(db, dataset, row, -1, err);
    for (size_t i = 0; i < state->count && status == STATUS_OK; i++) {
        int column = dataset_column_index(dataset, span_string(state->cells[i].column));
        if (column < 0)
            continue;
        int64_t id = dataset->columns[column].id;
        status = forget_misfits(db, dataset, row, id, err);
        if (status == STATUS_OK && state->cells[i].misfit)
            status = add_misfit(db, dataset, row, id, state->cells[i].misfit, err);
    }
    return status == STATUS_OK ? count_misfits(db, dataset, row, 1, err) : status;
}

/* ---- changing ---- */

static struct cell cell_of(const struct value *value)
{
    switch (value->kind) {
    case VALUE_INTEGER:
        return cell_integer(value->integer);
    case VALUE_DECIMAL:
        return cell_decimal(value->decimal);
    case VALUE_TEXT:
        return cell_text(value->text.data, (uint32_t)value->text.len);
    case VALUE_EMPTY:
        break;
    }
    return cell_empty();
}

/* The row itself; its cells are bound first, then its number. */
static enum status run_change(struct db *db, const struct buffer *sql, int64_t row,
                              const struct row_state *state, struct error *err)
{
    struct statement statement;
    enum status status = statement_open_built(&statement, db, sql, err);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < state->count; i++) {
        const struct cell cell = cell_of(&state->cells[i].value);
        statement_bind_cell(&statement, &cell);
    }
    statement_bind_integer(&statement, row);
    return statement_finish(&statement, err);
}

enum status row_state_write(struct db *db, const struct dataset_info *dataset, int64_t row,
                            const struct row_state *state, struct error *err)
{
    struct buffer sql = {0};
    buffer_add_string(&sql, "UPDATE ");
    sql_add_name_string(&sql, dataset->name);
    for (size_t i = 0; i < state->count; i++) {
        buffer_add_string(&sql, i ? ", " : " SET ");
        sql_add_name_string(&sql, state->cells[i].column);
        buffer_add_string(&sql, " = ?");
    }
    buffer_add_string(&sql, " WHERE dj_row = ?");
    enum status status = run_change(db, &sql, row, state, err);
    buffer_free(&sql);
    return status == STATUS_OK ? write_misfits(db, dataset, row, state, err) : status;
}

enum status row_state_insert(struct db *db, const struct dataset_info *dataset, int64_t row,
                             const struct row_state *state, struct error *err)
{
    struct buffer sql = {0};
    buffer_add_string(&sql, "INSERT INTO ");
    sql_add_name_string(&sql, dataset->name);
    buffer_add_string(&sql, "(");
    for (size_t i = 0; i < state->count; i++) {
        sql_add_name_string(&sql, state->cells[i].column);
        buffer_add_string(&sql, ", ");
    }
    buffer_add_string(&sql, "dj_row) VALUES(");
    for (size_t i = 0; i < state->count; i++)
        buffer_add_string(&sql, "?, ");
    buffer_add_string(&sql, "?)");
    enum status status = run_change(db, &sql, row, state, err);
    buffer_free(&sql);
    return status == STATUS_OK ? write_misfits(db, dataset, row, state, err) : status;
}

enum status row_state_delete(struct db *db, const struct dataset_info *dataset, int64_t row,
                             struct error *err)
{
    const struct row_state nothing = {.count = 0};
    struct buffer sql = {0};
    buffer_add_string(&sql, "DELETE FROM ");
    sql_add_name_string(&sql, dataset->name);
    buffer_add_string(&sql, " WHERE dj_row = ?");
    enum status status = count_misfits(db, dataset, row, -1, err);
    if (status == STATUS_OK)
        status = forget_misfits(db, dataset, row, 0, err);
    if (status == STATUS_OK)
        status = run_change(db, &sql, row, &nothing, err);
    buffer_free(&sql);
    return status;
}

/* ---- counting ---- */

/* Rows have the numbers 1, 2, 3, … when the last one's number is how many there are: numbers are
 * never below 1. */
static enum status is_contiguous(struct db *db, const struct dataset_info *dataset, int64_t rows,
                                 bool *out, struct error *err)
{
    struct buffer sql = {0};
    int64_t first = 0, last = 0;
    buffer_add_string(&sql, "SELECT coalesce(max(dj_row), 0) FROM ");
    sql_add_name_string(&sql, dataset->name);
    enum status status = sql.failed ? error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL)
                                    : db_read_integer(db, sql.data, 0, &last, err);
    buffer_clear(&sql);
    buffer_add_string(&sql, "SELECT coalesce(min(dj_row), 1) FROM ");
    sql_add_name_string(&sql, dataset->name);
    if (status == STATUS_OK)
        status = sql.failed ? error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL)
                            : db_read_integer(db, sql.data, 0, &first, err);
    buffer_free(&sql);
    *out = first == 1 && last == rows;
    return status;
}

enum status row_state_count(struct db *db, const struct dataset_info *dataset, int64_t rows,
                            int64_t aside, struct error *err)
{
    struct statement statement;
    bool contiguous = false;
    enum status status = is_contiguous(db, dataset, dataset->rows + rows, &contiguous, err);
    if (status == STATUS_OK)
        status = statement_open(&statement, db,
                                "UPDATE dj_dataset SET rows = rows + ?, aside = aside + ?,"
                                " contiguous = ?,"
                                " counted_edits = CASE WHEN ? THEN counted_edits ELSE edits END"
                                " WHERE id = ?",
                                err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, rows);
    statement_bind_integer(&statement, aside);
    statement_bind_integer(&statement, contiguous);
    statement_bind_integer(&statement, dataset->dirty);
    statement_bind_integer(&statement, dataset->id);
    return statement_finish(&statement, err);
}

/* dj_column_mark: one row for each column that the team has marked. */
#include "core/store/column_mark.h"

#include "core/store/db_internal.h"

static const char select_sql[] =
    "SELECT coalesce(m.quality, ''), coalesce(m.line, ''), coalesce(m.seen, ''),"
    " coalesce(m.by, ''), coalesce(m.at_ms, 0) FROM dj_column c"
    " LEFT JOIN dj_column_mark m ON m.\"column\" = c.id WHERE c.id = ?";

enum status column_mark_read(struct db *db, struct arena *arena, int64_t column,
                             struct column_mark *out, struct error *err)
{
    struct statement statement;
    bool row = false;
    *out = (struct column_mark){.line = "", .seen = "", .by = ""};
    enum status status = statement_open(&statement, db, select_sql, err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, column);
    status = statement_step(&statement, &row, err);
    if (row) {
        *out = (struct column_mark){.line = statement_string(&statement, 1, arena),
                                    .seen = statement_string(&statement, 2, arena),
                                    .by = statement_string(&statement, 3, arena),
                                    .at_ms = statement_integer(&statement, 4)};
        (void)quality_from_name(statement_text(&statement, 0), &out->quality);
    }
    statement_close(&statement);
    if (status == STATUS_OK && !row)
        return error_set(err, STATUS_NOT_FOUND, TEXT_MARK_COLUMN_GONE, NULL);
    if (status == STATUS_OK && (!out->line || !out->seen || !out->by))
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return status;
}

enum status column_mark_write(struct db *db, int64_t column, const struct column_mark *mark,
                              struct error *err)
{
    struct statement statement;
    bool gone = mark->quality == QUALITY_NONE;
    enum status status =
        statement_open(&statement, db,
                       gone ? "DELETE FROM dj_column_mark WHERE \"column\" = ?"
                            : "INSERT OR REPLACE INTO dj_column_mark(\"column\", quality, line,"
                              " seen, by, at_ms) VALUES(?, ?, ?, ?, ?, ?)",
                       err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, column);
    if (!gone) {
        statement_bind_text(&statement, quality_name(mark->quality));
        statement_bind_text(&statement, mark->line);
        statement_bind_text(&statement, mark->seen);
        statement_bind_text(&statement, mark->by);
        statement_bind_integer(&statement, mark->at_ms);
    }
    return statement_finish(&statement, err);
}

/* dj_meta: one row per name. */
#include "core/store/meta.h"

#include "core/store/db_internal.h"

enum status meta_get(struct db *db, struct arena *arena, const char *key, const char **out,
                     struct error *err)
{
    struct statement statement;
    bool row = false;
    *out = "";
    enum status status =
        statement_open(&statement, db, "SELECT value FROM dj_meta WHERE key = ?", err);
    if (status == STATUS_OK) {
        statement_bind_text(&statement, key);
        status = statement_step(&statement, &row, err);
    }
    if (row) {
        *out = statement_string(&statement, 0, arena);
        if (!*out) {
            *out = "";
            status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
        }
    }
    statement_close(&statement);
    return status;
}

enum status meta_set(struct db *db, const char *key, const char *value, struct error *err)
{
    struct statement statement;
    enum status status = statement_open(&statement, db,
                                        "INSERT INTO dj_meta(key, value) VALUES(?, ?) "
                                        "ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                                        err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, key);
    statement_bind_text(&statement, value);
    return statement_finish(&statement, err);
}

/* dj_view: one row per view. */
#include "core/store/view.h"

#include "core/base/clock.h"
#include "core/store/db_internal.h"

enum status stored_view_list(struct db *db, struct arena *arena, struct stored_view **out,
                             size_t *count, struct error *err)
{
    struct statement statement;
    void *list = NULL;
    size_t room = 0;
    bool row = true;
    *count = 0;
    enum status status =
        db_list_begin(db, arena, "SELECT count(*) FROM dj_view", sizeof **out, &list, &room, err);
    if (status != STATUS_OK)
        return status;
    *out = list;
    status = statement_open(&statement, db,
                            "SELECT uuid, name, version, json, revision, by, at_ms FROM dj_view"
                            " ORDER BY name COLLATE NOCASE, uuid",
                            err);
    while (status == STATUS_OK && row && *count < room) {
        status = statement_step(&statement, &row, err);
        if (status != STATUS_OK || !row)
            break;
        (*out)[(*count)++] = (struct stored_view){.uuid = statement_string(&statement, 0, arena),
                                                  .name = statement_string(&statement, 1, arena),
                                                  .version = (int)statement_integer(&statement, 2),
                                                  .json = statement_string(&statement, 3, arena),
                                                  .revision = statement_integer(&statement, 4),
                                                  .by = statement_string(&statement, 5, arena),
                                                  .at_ms = statement_integer(&statement, 6)};
    }
    statement_close(&statement);
    db_read_end(db);
    return status;
}

/* ?1 uuid, ?2 name, ?3 version, ?4 json, ?5 by, ?6 at_ms, ?7 revision */
static const char insert_sql[] =
    "INSERT INTO dj_view(uuid, name, version, json, by, at_ms, revision)"
    " VALUES(?1, ?2, ?3, ?4, ?5, ?6, 1 + ?7)";
static const char update_sql[] =
    "UPDATE dj_view SET name = ?2, version = ?3, json = ?4, by = ?5, at_ms = ?6,"
    " revision = revision + 1 WHERE uuid = ?1 AND revision = ?7";

enum status stored_view_save(struct db *db, const struct stored_view *view, struct error *err)
{
    struct statement statement;
    const char *sql = view->revision == 0 ? insert_sql : update_sql;
    enum status status = statement_open(&statement, db, sql, err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, view->uuid);
    statement_bind_text(&statement, view->name);
    statement_bind_integer(&statement, view->version);
    statement_bind_text(&statement, view->json);
    statement_bind_text(&statement, view->by);
    statement_bind_integer(&statement, clock_now_ms());
    statement_bind_integer(&statement, view->revision);
    status = statement_finish(&statement, err);
    if (status == STATUS_OK && sqlite3_changes64(db->handle) == 0)
        return error_set(err, STATUS_STALE, TEXT_STORE_VIEW_CHANGED,
                         TEXT_VALUES(text_string("name", view->name)));
    return status;
}

enum status stored_view_delete(struct db *db, const char *uuid, struct error *err)
{
    struct statement statement;
    enum status status = statement_open(&statement, db, "DELETE FROM dj_view WHERE uuid = ?", err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, uuid);
    status = statement_finish(&statement, err);
    if (status == STATUS_OK && sqlite3_changes64(db->handle) == 0)
        return error_set(err, STATUS_NOT_FOUND, TEXT_STORE_VIEW_GONE, NULL);
    return status;
}

/* dj_log: entries are added and marked as undone, never changed otherwise. */
#include "core/store/log.h"

#include <stdio.h>

#include "core/store/db_internal.h"

#define ENTRY "SELECT id, uuid, at_ms, by, action, kind, subject, detail, undo, undone FROM dj_log"

enum status log_add(struct db *db, const struct log_entry *entry, char *uuid, struct error *err)
{
    struct statement statement;
    char made[UUID_SIZE];
    uuid_new(made);
    const char *id = entry->uuid && *entry->uuid ? entry->uuid : made;
    if (uuid)
        snprintf(uuid, UUID_SIZE, "%s", id);
    enum status status =
        statement_open(&statement, db,
                       "INSERT INTO dj_log(uuid, at_ms, by, action, kind, subject, detail, undo)"
                       " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
                       err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, id);
    statement_bind_integer(&statement, entry->at_ms ? entry->at_ms : clock_now_ms());
    statement_bind_text(&statement, entry->by);
    statement_bind_text(&statement, entry->action);
    statement_bind_text(&statement, entry->kind);
    statement_bind_text(&statement, entry->subject);
    statement_bind_text(&statement, entry->detail);
    statement_bind_text(&statement, entry->undo);
    return statement_finish(&statement, err);
}

static void read_entry(const struct statement *row, struct arena *arena, struct log_entry *out)
{
    *out = (struct log_entry){
        .id = statement_integer(row, 0),
        .uuid = statement_string(row, 1, arena),
        .at_ms = statement_integer(row, 2),
        .by = statement_string(row, 3, arena),
        .action = statement_string(row, 4, arena),
        .kind = statement_string(row, 5, arena),
        .subject = statement_string(row, 6, arena),
        .detail = statement_string(row, 7, arena),
        .undo = statement_string(row, 8, arena),
        .undone = statement_string(row, 9, arena),
    };
}

enum status log_list(struct db *db, struct arena *arena, int64_t before, size_t most,
                     struct log_entry **out, size_t *count, struct error *err)
{
    struct statement statement;
    bool row = true;
    *count = 0;
    *out = arena_array(arena, most, sizeof **out);
    if (!*out)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status =
        statement_open(&statement, db, ENTRY " WHERE id < ? ORDER BY id DESC LIMIT ?", err);
    if (status == STATUS_OK) {
        statement_bind_integer(&statement, before > 0 ? before : INT64_MAX);
        statement_bind_integer(&statement, (int64_t)most);
    }
    while (status == STATUS_OK && row && *count < most) {
        status = statement_step(&statement, &row, err);
        if (status == STATUS_OK && row)
            read_entry(&statement, arena, &(*out)[(*count)++]);
    }
    statement_close(&statement);
    return status;
}

enum status log_of(struct db *db, struct arena *arena, const char *kind, const char *subject,
                   size_t most, struct log_entry **out, size_t *count, struct error *err)
{
    struct statement statement;
    bool row = true;
    *count = 0;
    *out = arena_array(arena, most, sizeof **out);
    if (!*out)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = statement_open(
        &statement, db, ENTRY " WHERE kind = ? AND subject = ? ORDER BY id DESC LIMIT ?", err);
    if (status == STATUS_OK) {
        statement_bind_text(&statement, kind);
        statement_bind_text(&statement, subject);
        statement_bind_integer(&statement, (int64_t)most);
    }
    while (status == STATUS_OK && row && *count < most) {
        status = statement_step(&statement, &row, err);
        if (status == STATUS_OK && row)
            read_entry(&statement, arena, &(*out)[(*count)++]);
    }
    statement_close(&statement);
    return status;
}

/* The first entry of a statement that takes a kind and a name. */
static enum status first_entry(struct db *db, const char *sql, struct arena *arena,
                               const char *kind, const char *by, struct log_entry *out, bool *found,
                               struct error *err)
{
    struct statement statement;
    *found = false;
    enum status status = statement_open(&statement, db, sql, err);
    if (status == STATUS_OK) {
        statement_bind_text(&statement, kind);
        statement_bind_text(&statement, by);
        status = statement_step(&statement, found, err);
    }
    if (*found)
        read_entry(&statement, arena, out);
    statement_close(&statement);
    return status;
}

enum status log_to_undo(struct db *db, struct arena *arena, const char *kind, const char *by,
                        struct log_entry *out, bool *found, struct error *err)
{
    return first_entry(db,
                       ENTRY " WHERE kind = ? AND by = ? AND undo <> '' AND undone = ''"
                             " AND action <> '" LOG_UNDO "' ORDER BY id DESC LIMIT 1",
                       arena, kind, by, out, found, err);
}

enum status log_to_redo(struct db *db, struct arena *arena, const char *kind, const char *by,
                        struct log_entry *out, bool *found, struct error *err)
{
    return first_entry(db,
                       ENTRY " WHERE kind = ?1 AND by = ?2 AND undo <> '' AND undone = ''"
                             " AND action = '" LOG_UNDO "' AND NOT EXISTS(SELECT 1 FROM dj_log n"
                             " WHERE n.kind = ?1 AND n.by = ?2 AND n.id > dj_log.id"
                             " AND n.action NOT IN ('" LOG_UNDO "', '" LOG_REDO "'))"
                             " ORDER BY id DESC LIMIT 1",
                       arena, kind, by, out, found, err);
}

enum status log_find(struct db *db, struct arena *arena, const char *uuid, struct log_entry *out,
                     struct error *err)
{
    struct statement statement;
    bool row = false;
    enum status status =
        statement_open(&statement, db,
                       "SELECT id, uuid, at_ms, by, action, kind, subject, detail, undo, undone"
                       " FROM dj_log WHERE uuid = ?",
                       err);
    if (status == STATUS_OK) {
        statement_bind_text(&statement, uuid);
        status = statement_step(&statement, &row, err);
    }
    if (row)
        read_entry(&statement, arena, out);
    statement_close(&statement);
    return status == STATUS_OK && !row ? error_set(err, STATUS_NOT_FOUND, TEXT_STORE_NO_ENTRY, NULL)
                                       : status;
}

enum status log_mark_undone(struct db *db, const char *uuid, const char *by_uuid, struct error *err)
{
    struct statement statement;
    enum status status = statement_open(
        &statement, db, "UPDATE dj_log SET undone = ? WHERE uuid = ? AND undone = ''", err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, by_uuid);
    statement_bind_text(&statement, uuid);
    status = statement_finish(&statement, err);
    if (status == STATUS_OK && sqlite3_changes64(db->handle) == 0)
        return error_set(err, STATUS_STALE, TEXT_STORE_UNDONE_BEFORE, NULL);
    return status;
}

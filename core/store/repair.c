/* dj_repair and dj_aside after the import, which writes them (staging.c). */
#include "core/store/repair.h"

#include "core/store/db_internal.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status count_of(struct db *db, const char *sql, int64_t dataset, int64_t *out,
                            struct error *err)
{
    struct statement statement;
    bool row = false;
    *out = 0;
    enum status status = statement_open(&statement, db, sql, err);
    if (status == STATUS_OK) {
        statement_bind_integer(&statement, dataset);
        status = statement_step(&statement, &row, err);
    }
    if (row)
        *out = statement_integer(&statement, 0);
    statement_close(&statement);
    return status;
}

/* ---- repaired rows ---- */

static bool read_repair(const struct statement *row, struct arena *arena, struct stored_repair *out)
{
    *out = (struct stored_repair){.row = statement_integer(row, 0),
                                  .line = statement_integer(row, 1),
                                  .kind = statement_string(row, 2, arena),
                                  .before = statement_string(row, 3, arena)};
    return out->kind && out->before;
}

enum status stored_repair_list(struct db *db, struct arena *arena, int64_t dataset, size_t most,
                               struct stored_repair **out, size_t *count, int64_t *all,
                               struct error *err)
{
    struct statement statement;
    bool row = true;
    *count = 0;
    enum status status =
        count_of(db, "SELECT count(*) FROM dj_repair WHERE dataset = ?", dataset, all, err);
    if (status != STATUS_OK)
        return status;
    size_t room = (size_t)*all < most ? (size_t)*all : most;
    *out = arena_array(arena, room, sizeof **out);
    if (!*out)
        return no_memory(err);
    status = statement_open(&statement, db,
                            "SELECT row, line, kind, before FROM dj_repair WHERE dataset = ?"
                            " ORDER BY line, row LIMIT ?",
                            err);
    if (status == STATUS_OK) {
        statement_bind_integer(&statement, dataset);
        statement_bind_integer(&statement, (int64_t)room);
    }
    while (status == STATUS_OK && row && *count < room) {
        status = statement_step(&statement, &row, err);
        if (status == STATUS_OK && row && !read_repair(&statement, arena, &(*out)[(*count)++]))
            status = no_memory(err);
    }
    statement_close(&statement);
    return status;
}

enum status stored_repair_misfits(struct db *db, struct arena *arena, int64_t dataset,
                                  struct stored_repair_misfit **out, size_t *count,
                                  struct error *err)
{
#define OF_REPAIRS                                                                                 \
    " FROM dj_repair r JOIN dj_misfit m ON m.dataset = r.dataset AND m.row = r.row"                \
    " WHERE r.dataset = ?"
    struct statement statement;
    int64_t all = 0;
    bool row = true;
    *count = 0;
    enum status status = count_of(db, "SELECT count(*)" OF_REPAIRS, dataset, &all, err);
    if (status != STATUS_OK)
        return status;
    *out = arena_array(arena, (size_t)all, sizeof **out);
    if (!*out)
        return no_memory(err);
    status = statement_open(&statement, db,
                            "SELECT m.row, m.\"column\", m.text" OF_REPAIRS " ORDER BY m.row", err);
    if (status == STATUS_OK)
        statement_bind_integer(&statement, dataset);
    while (status == STATUS_OK && row && *count < (size_t)all) {
        status = statement_step(&statement, &row, err);
        if (status != STATUS_OK || !row)
            break;
        struct stored_repair_misfit *misfit = &(*out)[(*count)++];
        *misfit = (struct stored_repair_misfit){.row = statement_integer(&statement, 0),
                                                .column = statement_integer(&statement, 1),
                                                .text = statement_string(&statement, 2, arena)};
        if (!misfit->text)
            status = no_memory(err);
    }
    statement_close(&statement);
    return status;
#undef OF_REPAIRS
}

enum status stored_repair_at(struct db *db, struct arena *arena, int64_t dataset, int64_t line,
                             struct stored_repair *out, struct error *err)
{
    struct statement statement;
    bool row = false;
    enum status status = statement_open(&statement, db,
                                        "SELECT row, line, kind, before FROM dj_repair"
                                        " WHERE dataset = ? AND line = ? ORDER BY row LIMIT 1",
                                        err);
    if (status == STATUS_OK) {
        statement_bind_integer(&statement, dataset);
        statement_bind_integer(&statement, line);
        status = statement_step(&statement, &row, err);
    }
    if (status == STATUS_OK && !row)
        status = error_set(err, STATUS_NOT_FOUND, TEXT_STORE_NO_REPAIR,
                           TEXT_VALUES(text_number("line", line)));
    else if (status == STATUS_OK && !read_repair(&statement, arena, out))
        status = no_memory(err);
    statement_close(&statement);
    return status;
}

enum status stored_repair_add(struct db *db, int64_t dataset, const struct stored_repair *repair,
                              struct error *err)
{
    struct statement statement;
    enum status status = statement_open(
        &statement, db,
        "INSERT INTO dj_repair(dataset, row, line, kind, before) VALUES(?, ?, ?, ?, ?)", err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, dataset);
    statement_bind_integer(&statement, repair->row);
    statement_bind_integer(&statement, repair->line);
    statement_bind_text(&statement, repair->kind);
    statement_bind_text(&statement, repair->before);
    return statement_finish(&statement, err);
}

enum status stored_repair_remove(struct db *db, int64_t dataset, int64_t row, struct error *err)
{
    struct statement statement;
    enum status status =
        statement_open(&statement, db, "DELETE FROM dj_repair WHERE dataset = ? AND row = ?", err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, dataset);
    statement_bind_integer(&statement, row);
    status = statement_finish(&statement, err);
    if (status == STATUS_OK && sqlite3_changes64(db->handle) == 0)
        return error_set(err, STATUS_STALE, TEXT_STORE_UNDONE_BEFORE, NULL);
    return status;
}

/* ---- rows set aside ---- */

enum status stored_aside_list(struct db *db, struct arena *arena, int64_t dataset, size_t most,
                              struct stored_aside **out, size_t *count, int64_t *all,
                              struct error *err)
{
    struct statement statement;
    bool row = true;
    *count = 0;
    enum status status =
        count_of(db, "SELECT count(*) FROM dj_aside WHERE dataset = ?", dataset, all, err);
    if (status != STATUS_OK)
        return status;
    size_t room = (size_t)*all < most ? (size_t)*all : most;
    *out = arena_array(arena, room, sizeof **out);
    if (!*out)
        return no_memory(err);
    status = statement_open(&statement, db,
                            "SELECT id, line, reason, text FROM dj_aside WHERE dataset = ?"
                            " ORDER BY line, id LIMIT ?",
                            err);
    if (status == STATUS_OK) {
        statement_bind_integer(&statement, dataset);
        statement_bind_integer(&statement, (int64_t)room);
    }
    while (status == STATUS_OK && row && *count < room) {
        status = statement_step(&statement, &row, err);
        if (status != STATUS_OK || !row)
            break;
        struct stored_aside *aside = &(*out)[(*count)++];
        *aside = (struct stored_aside){.id = statement_integer(&statement, 0),
                                       .line = statement_integer(&statement, 1),
                                       .reason = statement_string(&statement, 2, arena),
                                       .text = statement_string(&statement, 3, arena)};
        if (!aside->reason || !aside->text)
            status = no_memory(err);
    }
    statement_close(&statement);
    return status;
}

enum status stored_aside_add(struct db *db, int64_t dataset, struct stored_aside *aside,
                             struct error *err)
{
    struct statement statement;
    enum status status =
        statement_open(&statement, db,
                       "INSERT INTO dj_aside(dataset, line, reason, text) VALUES(?, ?, ?, ?)", err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, dataset);
    statement_bind_integer(&statement, aside->line);
    statement_bind_text(&statement, aside->reason);
    statement_bind_text(&statement, aside->text);
    status = statement_finish(&statement, err);
    aside->id = sqlite3_last_insert_rowid(db->handle);
    return status;
}

enum status stored_aside_remove(struct db *db, int64_t dataset, int64_t id, struct error *err)
{
    struct statement statement;
    enum status status =
        statement_open(&statement, db, "DELETE FROM dj_aside WHERE dataset = ? AND id = ?", err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, dataset);
    statement_bind_integer(&statement, id);
    status = statement_finish(&statement, err);
    if (status == STATUS_OK && sqlite3_changes64(db->handle) == 0)
        return error_set(err, STATUS_STALE, TEXT_STORE_UNDONE_BEFORE, NULL);
    return status;
}

/* dj_evidence: a row per piece. */
#include "core/store/evidence.h"

#include "core/base/clock.h"
#include "core/store/db_internal.h"

#define HEAD                                                                                       \
    "SELECT id, uuid, card, kind, dataset, dataset_name, title, sentence, filters, n, by, at_ms"

enum { BEHIND_HEAD = 12 };

static enum status read_head(const struct statement *row, struct arena *arena, struct evidence *out,
                             struct error *err)
{
    *out = (struct evidence){
        .id = statement_integer(row, 0),
        .uuid = statement_string(row, 1, arena),
        .card = statement_integer(row, 2),
        .kind = statement_string(row, 3, arena),
        .dataset = statement_integer(row, 4),
        .dataset_name = statement_string(row, 5, arena),
        .title = statement_string(row, 6, arena),
        .sentence = statement_string(row, 7, arena),
        .filters = statement_string(row, 8, arena),
        .n = statement_integer(row, 9),
        .by = statement_string(row, 10, arena),
        .at_ms = statement_integer(row, 11),
    };
    bool good = out->uuid && out->kind && out->dataset_name && out->title && out->sentence &&
                out->filters && out->by;
    return good ? STATUS_OK : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

enum status evidence_list(struct db *db, struct arena *arena, struct evidence **out, size_t *count,
                          struct error *err)
{
    struct statement statement;
    void *list = NULL;
    size_t room = 0;
    bool row = true;
    *count = 0;
    enum status status =
        db_list_begin(db, arena, "SELECT count(*) FROM dj_evidence WHERE NOT removed", sizeof **out,
                      &list, &room, err);
    if (status != STATUS_OK)
        return status;
    *out = list;
    status = statement_open(&statement, db,
                            HEAD " FROM dj_evidence WHERE NOT removed ORDER BY card, id", err);
    while (status == STATUS_OK && row && *count < room) {
        status = statement_step(&statement, &row, err);
        if (status == STATUS_OK && row)
            status = read_head(&statement, arena, &(*out)[(*count)++], err);
    }
    statement_close(&statement);
    db_read_end(db);
    return status;
}

size_t evidence_count_of(const struct evidence *evidence, size_t count, int64_t card)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += evidence[i].card == card;
    return found;
}

enum status evidence_read(struct db *db, struct arena *arena, const char *uuid,
                          struct evidence *out, struct error *err)
{
    struct statement statement;
    bool row = false;
    enum status status = statement_open(
        &statement, db, HEAD ", view, snapshot FROM dj_evidence WHERE uuid = ?", err);
    if (status == STATUS_OK) {
        statement_bind_text(&statement, uuid);
        status = statement_step(&statement, &row, err);
    }
    if (row) {
        status = read_head(&statement, arena, out, err);
        out->view = statement_string(&statement, BEHIND_HEAD, arena);
        out->snapshot = statement_string(&statement, BEHIND_HEAD + 1, arena);
        if (status == STATUS_OK && (!out->view || !out->snapshot))
            status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    } else if (status == STATUS_OK) {
        status = error_set(err, STATUS_NOT_FOUND, TEXT_STORE_NO_EVIDENCE, NULL);
    }
    statement_close(&statement);
    return status;
}

static void bind(struct statement *statement, const struct evidence *evidence, int64_t id,
                 const char *uuid)
{
    statement_bind_integer(statement, id);
    statement_bind_text(statement, uuid);
    statement_bind_integer(statement, evidence->card);
    statement_bind_text(statement, evidence->kind);
    statement_bind_integer(statement, evidence->dataset);
    statement_bind_text(statement, evidence->dataset_name);
    statement_bind_text(statement, evidence->view);
    statement_bind_text(statement, evidence->title);
    statement_bind_text(statement, evidence->sentence);
    statement_bind_text(statement, evidence->filters);
    statement_bind_integer(statement, evidence->n);
    statement_bind_text(statement, evidence->snapshot);
    statement_bind_text(statement, evidence->by);
    statement_bind_integer(statement, clock_now_ms());
}

enum status evidence_insert(struct db *db, const struct evidence *evidence, char *uuid,
                            struct error *err)
{
    struct statement statement;
    char own[UUID_SIZE];
    char *given = uuid ? uuid : own;
    int64_t id = 0;
    uuid_new(given);
    enum status status = db_reserve_ids(db, "evidence", 1, &id, err);
    if (status == STATUS_OK)
        status = statement_open(&statement, db,
                                "INSERT INTO dj_evidence(id, uuid, card, kind, dataset,"
                                " dataset_name, view, title, sentence, filters, n, snapshot, by,"
                                " at_ms) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                err);
    if (status != STATUS_OK)
        return status;
    bind(&statement, evidence, id, given);
    return statement_finish(&statement, err);
}

enum status evidence_remove(struct db *db, const char *uuid, bool removed, struct error *err)
{
    struct statement statement;
    enum status status = statement_open(
        &statement, db, "UPDATE dj_evidence SET removed = ?1 WHERE uuid = ?2 AND removed <> ?1",
        err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, removed);
    statement_bind_text(&statement, uuid);
    status = statement_finish(&statement, err);
    if (status == STATUS_OK && sqlite3_changes64(db->handle) == 0)
        return error_set(err, STATUS_NOT_FOUND, TEXT_STORE_NO_EVIDENCE, NULL);
    return status;
}

const struct evidence *evidence_copy(struct arena *arena, const struct evidence *from)
{
    struct evidence *out = arena_alloc(arena, sizeof *out);
    if (!out)
        return NULL;
    *out = *from;
    const char **texts[] = {&out->uuid,    &out->kind,     &out->dataset_name,
                            &out->view,    &out->title,    &out->sentence,
                            &out->filters, &out->snapshot, &out->by};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i] = arena_string(arena, *texts[i]);
        if (!*texts[i])
            return NULL;
    }
    return out;
}

/* dj_person: one row per name. */
#include "core/store/person.h"

#include "core/base/clock.h"
#include "core/store/db_internal.h"

enum status person_list(struct db *db, struct arena *arena, struct person **out, size_t *count,
                        struct error *err)
{
    struct statement statement;
    void *list = NULL;
    size_t room = 0;
    bool row = true;
    *count = 0;
    enum status status =
        db_list_begin(db, arena, "SELECT count(*) FROM dj_person", sizeof **out, &list, &room, err);
    if (status != STATUS_OK)
        return status;
    *out = list;
    status = statement_open(&statement, db,
                            "SELECT id, uuid, name, role, team, created_ms FROM dj_person"
                            " ORDER BY name COLLATE NOCASE",
                            err);
    while (status == STATUS_OK && row && *count < room) {
        status = statement_step(&statement, &row, err);
        if (status != STATUS_OK || !row)
            break;
        (*out)[(*count)++] = (struct person){.id = statement_integer(&statement, 0),
                                             .uuid = statement_string(&statement, 1, arena),
                                             .name = statement_string(&statement, 2, arena),
                                             .role = statement_string(&statement, 3, arena),
                                             .team = statement_string(&statement, 4, arena),
                                             .created_ms = statement_integer(&statement, 5)};
    }
    statement_close(&statement);
    db_read_end(db);
    return status;
}

static enum status insert(struct db *db, const struct person *person, struct error *err)
{
    struct statement statement;
    char uuid[UUID_SIZE];
    int64_t id = 0;
    uuid_new(uuid);
    enum status status = db_reserve_ids(db, "person", 1, &id, err);
    if (status == STATUS_OK)
        status = statement_open(&statement, db,
                                "INSERT INTO dj_person(id, uuid, name, role, team, created_ms)"
                                " VALUES(?, ?, ?, ?, ?, ?)",
                                err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, id);
    statement_bind_text(&statement, uuid);
    statement_bind_text(&statement, person->name);
    statement_bind_text(&statement, person->role);
    statement_bind_text(&statement, person->team);
    statement_bind_integer(&statement, clock_now_ms());
    return statement_finish(&statement, err);
}

enum status person_add(struct db *db, const struct person *person, struct error *err)
{
    if (!person->name || !*person->name)
        return error_set(err, STATUS_INVALID, TEXT_STORE_PERSON_NEEDS_NAME, NULL);
    enum status status = db_begin(db, err);
    if (status != STATUS_OK)
        return status;
    status = insert(db, person, err);
    if (status == STATUS_OK)
        return db_commit(db, err);
    db_rollback(db);
    if (status == STATUS_EXISTS)
        return error_set(err, STATUS_EXISTS, TEXT_STORE_PERSON_EXISTS,
                         TEXT_VALUES(text_string("name", person->name)));
    return status;
}

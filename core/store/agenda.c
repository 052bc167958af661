/* dj_agenda and dj_team: what only a jam file has. */
#include "core/store/agenda.h"

#include <string.h>

#include "core/base/clock.h"
#include "core/base/team_name.h"
#include "core/store/db_internal.h"

/* Items from a statement that gives title, kind, starts, minutes, fixed, note. */
static enum status read_items(struct statement *statement, struct arena *arena,
                              struct agenda_item *out, size_t room, size_t *count,
                              struct error *err)
{
    enum status status = STATUS_OK;
    bool row = true;
    while (*count < room) {
        status = statement_step(statement, &row, err);
        if (status != STATUS_OK || !row)
            break;
        out[(*count)++] = (struct agenda_item){.title = statement_string(statement, 0, arena),
                                               .kind = statement_string(statement, 1, arena),
                                               .starts = (int)statement_integer(statement, 2),
                                               .minutes = (int)statement_integer(statement, 3),
                                               .fixed = statement_integer(statement, 4) != 0,
                                               .note = statement_string(statement, 5, arena)};
    }
    return status;
}

enum status agenda_list(struct db *db, struct arena *arena, struct agenda_item **out, size_t *count,
                        struct error *err)
{
    struct statement statement = {0};
    void *items = NULL;
    size_t room = 0;
    *count = 0;
    enum status status = db_list_begin(db, arena, "SELECT count(*) FROM dj_agenda",
                                       sizeof(struct agenda_item), &items, &room, err);
    if (status != STATUS_OK)
        return status;
    *out = items;
    status = statement_open(&statement, db,
                            "SELECT title, kind, starts, minutes, fixed, note FROM dj_agenda"
                            " ORDER BY position",
                            err);
    if (status == STATUS_OK)
        status = read_items(&statement, arena, *out, room, count, err);
    statement_close(&statement);
    db_read_end(db);
    return status;
}

static enum status count_before(struct db *db, int64_t clock, size_t *out, struct error *err)
{
    struct statement statement;
    bool row = false;
    enum status status =
        statement_open(&statement, db, "SELECT count(*) FROM dj_agenda_was WHERE clock = ?", err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, clock);
    status = statement_step(&statement, &row, err);
    *out = status == STATUS_OK && row ? (size_t)statement_integer(&statement, 0) : 0;
    statement_close(&statement);
    return status;
}

enum status agenda_list_before(struct db *db, struct arena *arena, int64_t clock,
                               struct agenda_item **out, size_t *count, struct error *err)
{
    struct statement statement = {0};
    size_t room = 0;
    *count = 0;
    enum status status = count_before(db, clock, &room, err);
    if (status != STATUS_OK)
        return status;
    *out = arena_array(arena, room, sizeof **out);
    if (!*out)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    status = statement_open(&statement, db,
                            "SELECT title, kind, starts, minutes, fixed, note FROM dj_agenda_was"
                            " WHERE clock = ? ORDER BY position",
                            err);
    if (status == STATUS_OK) {
        statement_bind_integer(&statement, clock);
        status = read_items(&statement, arena, *out, room, count, err);
    }
    statement_close(&statement);
    return status;
}

enum status agenda_keep_before(struct db *db, int64_t clock, struct error *err)
{
    struct statement statement;
    enum status status = statement_open(
        &statement, db,
        "INSERT INTO dj_agenda_was(clock, position, title, kind, starts, minutes, fixed, note)"
        " SELECT ?, position, title, kind, starts, minutes, fixed, note FROM dj_agenda",
        err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, clock);
    return statement_finish(&statement, err);
}

static enum status insert_item(struct db *db, size_t position, const struct agenda_item *item,
                               struct error *err)
{
    struct statement statement;
    enum status status =
        statement_open(&statement, db,
                       "INSERT INTO dj_agenda(position, title, kind, starts, minutes, fixed, note)"
                       " VALUES(?, ?, ?, ?, ?, ?, ?)",
                       err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, (int64_t)position);
    statement_bind_text(&statement, item->title);
    statement_bind_text(&statement, item->kind);
    statement_bind_integer(&statement, item->starts);
    statement_bind_integer(&statement, item->minutes);
    statement_bind_integer(&statement, item->fixed);
    statement_bind_text(&statement, item->note);
    return statement_finish(&statement, err);
}

enum status agenda_write(struct db *db, const struct agenda_item *items, size_t count,
                         struct error *err)
{
    enum status status = db_run(db, "SAVEPOINT agenda; DELETE FROM dj_agenda", err);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = insert_item(db, i + 1, &items[i], err);
    if (status == STATUS_OK)
        return db_run(db, "RELEASE agenda", err);
    (void)db_run(db, "ROLLBACK TO agenda; RELEASE agenda", NULL);
    return status;
}

enum status team_list(struct db *db, struct arena *arena, struct team **out, size_t *count,
                      struct error *err)
{
    struct statement statement = {0};
    void *teams = NULL;
    size_t room = 0;
    bool row = true;
    *count = 0;
    enum status status = db_list_begin(db, arena, "SELECT count(*) FROM dj_team",
                                       sizeof(struct team), &teams, &room, err);
    if (status != STATUS_OK)
        return status;
    *out = teams;
    status = statement_open(
        &statement, db,
        "SELECT name, topic, folder, group_name FROM dj_team ORDER BY name COLLATE NOCASE", err);
    while (status == STATUS_OK && *count < room) {
        status = statement_step(&statement, &row, err);
        if (status != STATUS_OK || !row)
            break;
        (*out)[(*count)++] = (struct team){.name = statement_string(&statement, 0, arena),
                                           .topic = statement_string(&statement, 1, arena),
                                           .folder = statement_string(&statement, 2, arena),
                                           .group = statement_string(&statement, 3, arena)};
    }
    statement_close(&statement);
    db_read_end(db);
    return status;
}

const struct team *team_named(const struct team *teams, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (team_name_same(teams[i].name, name))
            return &teams[i];
    }
    for (size_t i = 0; i < count; i++) {
        if (team_name_in(teams[i].folder, name))
            return &teams[i];
    }
    return NULL;
}

const char *team_folder(const struct team *team)
{
    const char *slash = strrchr(team->folder, '/');
    return slash ? slash + 1 : team->folder;
}

enum status team_add(struct db *db, const struct team *team, struct error *err)
{
    struct statement statement;
    char uuid[UUID_SIZE];
    int64_t id = 0;
    uuid_new(uuid);
    enum status status = db_reserve_ids(db, "team", 1, &id, err);
    if (status == STATUS_OK)
        status = statement_open(&statement, db,
                                "INSERT INTO dj_team(id, uuid, name, topic, folder, group_name,"
                                " created_ms) VALUES(?, ?, ?, ?, ?, ?, ?)",
                                err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, id);
    statement_bind_text(&statement, uuid);
    statement_bind_text(&statement, team->name);
    statement_bind_text(&statement, team->topic);
    statement_bind_text(&statement, team->folder);
    statement_bind_text(&statement, team->group);
    statement_bind_integer(&statement, clock_now_ms());
    status = statement_finish(&statement, err);
    if (status == STATUS_EXISTS)
        return error_set(err, STATUS_EXISTS, TEXT_STORE_TEAM_EXISTS,
                         TEXT_VALUES(text_string("name", team->name)));
    return status;
}

enum status team_remove(struct db *db, const struct team *team, struct error *err)
{
    struct statement statement;
    enum status status = statement_open(&statement, db, "DELETE FROM dj_team WHERE name = ?", err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, team->name);
    return statement_finish(&statement, err);
}

enum status team_set_group(struct db *db, const struct team *team, const char *group,
                           struct error *err)
{
    struct statement statement;
    enum status status =
        statement_open(&statement, db, "UPDATE dj_team SET group_name = ? WHERE name = ?", err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, group);
    statement_bind_text(&statement, team->name);
    return statement_finish(&statement, err);
}

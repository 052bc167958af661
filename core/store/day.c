/* dj_clock: a row for each thing that was done to the clock, never edited. */
#include "core/store/day.h"

#include "core/store/db_internal.h"

enum status clock_log_list(struct db *db, struct arena *arena, struct clock_entry **out,
                           size_t *count, struct error *err)
{
    struct statement statement = {0};
    int64_t room = 0;
    bool row = true;
    *count = 0;
    enum status status = db_read_integer(db, "SELECT count(*) FROM dj_clock", 0, &room, err);
    if (status != STATUS_OK)
        return status;
    *out = arena_array(arena, (size_t)room, sizeof **out);
    if (!*out)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    status = statement_open(&statement, db,
                            "SELECT at_ms, by, action, minutes, begin_ms, midnight_ms, speed, id"
                            " FROM dj_clock ORDER BY id",
                            err);
    while (status == STATUS_OK && *count < (size_t)room) {
        status = statement_step(&statement, &row, err);
        if (status != STATUS_OK || !row)
            break;
        (*out)[(*count)++] = (struct clock_entry){.at_ms = statement_integer(&statement, 0),
                                                  .by = statement_string(&statement, 1, arena),
                                                  .action = statement_string(&statement, 2, arena),
                                                  .minutes = statement_integer(&statement, 3),
                                                  .begin_ms = statement_integer(&statement, 4),
                                                  .midnight_ms = statement_integer(&statement, 5),
                                                  .speed = statement_integer(&statement, 6),
                                                  .id = statement_integer(&statement, 7)};
    }
    statement_close(&statement);
    return status;
}

enum status clock_log_add(struct db *db, const struct clock_entry *entry, int64_t *out,
                          struct error *err)
{
    struct statement statement;
    int64_t id = 0;
    enum status status = db_reserve_ids(db, "clock", 1, &id, err);
    if (status == STATUS_OK)
        status = statement_open(&statement, db,
                                "INSERT INTO dj_clock(id, at_ms, by, action, minutes, begin_ms,"
                                " midnight_ms, speed) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
                                err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, id);
    statement_bind_integer(&statement, entry->at_ms);
    statement_bind_text(&statement, entry->by);
    statement_bind_text(&statement, entry->action);
    statement_bind_integer(&statement, entry->minutes);
    statement_bind_integer(&statement, entry->begin_ms);
    statement_bind_integer(&statement, entry->midnight_ms);
    statement_bind_integer(&statement, entry->speed);
    if (out)
        *out = id;
    return statement_finish(&statement, err);
}

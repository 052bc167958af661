/* dj_topic: one row. */
#include "core/store/topic.h"

#include "core/base/clock.h"
#include "core/store/db_internal.h"

enum status topic_read(struct db *db, struct arena *arena, struct topic_text *out,
                       struct error *err)
{
    struct statement statement;
    bool row = false;
    *out = (struct topic_text){.name = "", .page = "", .dictionary = ""};
    enum status status =
        statement_open(&statement, db, "SELECT name, page, dictionary, at_ms FROM dj_topic", err);
    if (status == STATUS_OK)
        status = statement_step(&statement, &row, err);
    if (row) {
        *out = (struct topic_text){.name = statement_string(&statement, 0, arena),
                                   .page = statement_string(&statement, 1, arena),
                                   .dictionary = statement_string(&statement, 2, arena),
                                   .at_ms = statement_integer(&statement, 3)};
        if (!out->name || !out->page || !out->dictionary)
            status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    } else if (status == STATUS_OK) {
        status = error_set(err, STATUS_NOT_FOUND, TEXT_STORE_NO_TOPIC,
                           TEXT_VALUES(text_string("file", db->path)));
    }
    statement_close(&statement);
    return status;
}

enum status topic_write(struct db *db, const struct topic_text *topic, struct error *err)
{
    struct statement statement;
    enum status status =
        statement_open(&statement, db,
                       "INSERT INTO dj_topic(id, name, page, dictionary, at_ms)"
                       " VALUES(1, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET name = excluded.name,"
                       " page = excluded.page, dictionary = excluded.dictionary,"
                       " at_ms = excluded.at_ms",
                       err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, topic->name);
    statement_bind_text(&statement, topic->page);
    statement_bind_text(&statement, topic->dictionary);
    statement_bind_integer(&statement, topic->at_ms ? topic->at_ms : clock_now_ms());
    return statement_finish(&statement, err);
}

/*
 * The agenda of a jam as the CSV file that `datajam new` reads, and back: a facilitator changes it
 * in a spreadsheet, also in the middle of the day.
 */
#include "core/service/agenda_csv.h"

#include "core/jam/agenda_edit.h"
#include "core/output/output.h"
#include "core/service/day.h"
#include "core/service/jam.h"
#include "core/store/agenda.h"

static enum status no_memory(struct error *err)
{
    error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return STATUS_MEMORY; /* said plainly, so that checkers know it is no success */
}

static enum status write_item(struct output *output, const struct agenda_item *item,
                              struct error *err)
{
    char time[AGENDA_TIME_SIZE];
    const struct value values[] = {
        {.kind = VALUE_TEXT, .text = span_string(agenda_write_time(item->starts, time))},
        {.kind = VALUE_TEXT, .text = span_string(item->title)},
        {.kind = VALUE_INTEGER, .integer = item->minutes},
        {.kind = VALUE_TEXT, .text = span_string(item->kind)},
        {.kind = VALUE_TEXT, .text = span_string(item->fixed ? "yes" : "no")},
        {.kind = VALUE_TEXT, .text = span_string(item->note)}};
    return output_row(output, values, err);
}

static enum status write_all(const struct agenda_item *items, size_t count, struct sink *sink,
                             struct error *err)
{
    static const struct output_column columns[] = {
        {"time", COLUMN_TEXT}, {"title", COLUMN_TEXT}, {"minutes", COLUMN_INTEGER},
        {"kind", COLUMN_TEXT}, {"fixed", COLUMN_TEXT}, {"note", COLUMN_TEXT}};
    struct output *output = NULL;
    enum status status = output_begin(&output, OUTPUT_CSV, sink, NULL, columns,
                                      sizeof columns / sizeof *columns, err);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = write_item(output, &items[i], err);
    if (status == STATUS_OK)
        return output_end(output, err);
    output_drop(output);
    return status;
}

enum status agenda_csv_write(const char *jam, struct sink *sink, struct error *err)
{
    struct db *db = NULL;
    struct agenda_item *items = NULL;
    size_t count = 0;
    struct arena *arena = arena_new();
    enum status status = arena ? day_open(&db, jam, DB_READ, err) : no_memory(err);
    if (status == STATUS_OK)
        status = agenda_list(db, arena, &items, &count, err);
    db_close(db);
    if (status == STATUS_OK)
        status = write_all(items, count, sink, err);
    arena_free(arena);
    return status;
}

enum status agenda_csv_set(const char *jam, const char *file, const char *by, struct error *err)
{
    struct agenda_item *items = NULL;
    size_t count = 0;
    struct arena *arena = arena_new();
    enum status status = arena ? jam_load_agenda(file, arena, &items, &count, err) : no_memory(err);
    if (status == STATUS_OK)
        status = day_set_agenda(jam, items, count, by, err);
    arena_free(arena);
    return status;
}

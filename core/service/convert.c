/*
 * The use case "convert": the table of a file, written as it should have been written. No
 * types; a row that can't be repaired is written with the cells it has, and told.
 */
#include "core/service/convert.h"

#include <stdio.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/base/text.h"
#include "core/ingest/plan.h"
#include "core/ingest/table.h"
#include "core/output/output.h"
#include "core/service/data_file.h"
#include "core/service/data_gate.h"
#include "core/service/import_words.h"
#include "core/service/release.h"

struct converting {
    const struct convert_options *options;
    struct input *input;
    struct plan plan;
    struct table *table;
    struct sink *sink;
    struct buffer after;
};

/* ---- writing ---- */

static void write_record(struct sink *sink, const struct record *record, size_t columns)
{
    for (size_t i = 0; i < record->count; i++) {
        if (i)
            sink_put_byte(sink, ',');
        output_put_csv_cell(sink, record_cell(record, i));
    }
    for (size_t i = record->count; i < columns; i++)
        sink_put_byte(sink, ',');
    /* One empty cell would be a blank line, which is no record. */
    if (columns == 1 && record->count == 1 && record_cell(record, 0).len == 0)
        sink_put_string(sink, "\"\"");
    sink_put_byte(sink, '\n');
}

static void write_header(struct sink *sink, const struct plan *plan, bool numbered)
{
    for (size_t i = 0; i < plan->count; i++) {
        char name[32];
        snprintf(name, sizeof name, "col_%zu", i);
        if (i)
            sink_put_byte(sink, ',');
        output_put_csv_cell(sink, numbered ? span_string(name) : plan->cells[i]);
    }
    sink_put_byte(sink, '\n');
}

/* ---- telling ---- */

static void note(const struct converting *c, enum text_id id, const struct text_value *values)
{
    char words[600];
    if (!c->options->note)
        return;
    text_format(words, sizeof words, id, values);
    c->options->note(c->options->note_context, words);
}

static void note_repair(struct converting *c, const struct record *record)
{
    enum repair_kind kind = table_repaired(c->table);
    if (kind == REPAIR_NONE || !c->options->repair)
        return;
    buffer_clear(&c->after);
    for (size_t i = 0; i < record->count; i++) {
        if (i)
            buffer_add_string(&c->after, " | ");
        buffer_add_span(&c->after, record_cell(record, i));
    }
    c->options->repair(c->options->note_context, record->line, import_words_repair(kind),
                       record->raw, buffer_span(&c->after));
}

/* A row with cells as the file has them: too few, too many, or none that can be told. */
static void note_aside(const struct converting *c, const struct record *record)
{
    note(c, record->state == RECORD_TOO_LONG ? TEXT_CONVERT_LEFT_OUT : TEXT_CONVERT_AS_IT_IS,
         TEXT_VALUES(text_number("line", record->line),
                     text_number("cells", (int64_t)record->count),
                     text_number("columns", (int64_t)c->plan.count)));
}

static void tell(void *context, const char *words)
{
    const struct converting *c = context;
    if (c->options->note)
        c->options->note(c->options->note_context, words);
}

/* ---- converting ---- */

static enum status write_rows(struct converting *c, struct error *err)
{
    struct record record = {0};
    enum status status = STATUS_OK;
    while (status == STATUS_OK) {
        status = table_next(c->table, &record, err);
        if (status != STATUS_OK || record.state == RECORD_END)
            break;
        if (record.state == RECORD_BLANK)
            continue;
        if (record.state != RECORD_ROW || record.count != c->plan.count)
            note_aside(c, &record);
        else
            note_repair(c, &record);
        if (record.state != RECORD_TOO_LONG)
            write_record(c->sink, &record, c->plan.count);
        status = sink_check(c->sink, err);
    }
    return status;
}

static enum status read_wish(const struct convert_options *options, struct plan_options *out,
                             struct error *err)
{
    *out = (struct plan_options){.from_line = options->from_line};
    if (!header_wish_from_name(options->header, &out->header))
        return error_set(err, STATUS_INVALID, TEXT_IMPORT_HEADER_WRONG,
                         TEXT_VALUES(text_string("value", options->header)));
    enum status status = dialect_delimiter_from_name(options->delimiter, out->delimiter, err);
    if (status == STATUS_OK)
        status = dialect_quote_from_name(options->quote, &out->quote, &out->quote_given, err);
    return status;
}

static enum status convert(struct converting *c, struct arena *arena, struct error *err)
{
    struct plan_options wish;
    enum status status = read_wish(c->options, &wish, err);
    if (status == STATUS_OK)
        status = plan_make_shape(&c->plan, c->input, &wish, arena, err);
    if (status != STATUS_OK || c->plan.count == 0)
        return status;
    status = table_open(&c->table, c->input, &c->plan, err);
    if (status == STATUS_OK && (c->plan.header || c->options->names))
        write_header(c->sink, &c->plan, !c->plan.header);
    if (status == STATUS_OK)
        status = write_rows(c, err);
    if (status == STATUS_OK)
        import_words_tell(&c->plan, table_notes(c->table), c->input, tell, c);
    return status;
}

enum status convert_file(const char *path, const struct convert_options *options, int fd,
                         const char *fd_name, struct error *err)
{
    enum encoding encoding = ENCODING_AUTO;
    struct data_file source = {.input = NULL};
    struct arena *arena = arena_new();
    struct converting c = {.options = options};
    struct release *release = NULL;
    const struct release_request request = {
        .subject = path, .fd = fd, .fd_name = fd_name, .format = OUTPUT_CSV};
    enum status status = arena ? encoding_from_name(options->encoding, &encoding, err)
                               : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    const struct data_file_options wish = {
        .encoding = encoding, .sheet = options->sheet, .may_be_empty = true};
    if (status == STATUS_OK && !isatty(fd))
        status = release_allowed_from(path, err);
    if (status == STATUS_OK)
        status = data_gate_check(path, DATA_GATE_USE, err);
    if (status == STATUS_OK)
        status = data_file_open(&source, path, &wish, arena, err);
    c.input = source.input;
    for (size_t i = 0; i < source.account.notice_count; i++)
        tell(&c, source.account.notices[i]);
    if (status == STATUS_OK)
        status = release_begin_text(&release, &request, &c.sink, err);
    if (status == STATUS_OK)
        status = convert(&c, arena, err);
    if (status == STATUS_OK)
        status = release_end(release, err);
    else
        release_drop(release);
    table_close(c.table);
    buffer_free(&c.after);
    data_file_close(&source);
    arena_free(arena);
    return status;
}

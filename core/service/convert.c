/*
 * The use case "convert". No types and no table: records are written as they are read, also
 * those with too few or too many cells, so that nothing changes but the writing.
 */
#include "core/service/convert.h"

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/ingest/plan.h"
#include "core/ingest/reader.h"
#include "core/output/output.h"
#include "core/service/release.h"

static void write_record(struct sink *sink, const struct record *record)
{
    for (size_t i = 0; i < record->count; i++) {
        if (i)
            sink_put_byte(sink, ',');
        output_put_csv_cell(sink, record_cell(record, i));
    }
    /* One empty cell would be a blank line, which is no record. */
    if (record->count == 1 && record->ends[0] == 0)
        sink_put_string(sink, "\"\"");
    sink_put_byte(sink, '\n');
}

static void write_names(struct sink *sink, const struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++) {
        if (i)
            sink_put_byte(sink, ',');
        output_put_csv_cell(sink, span_string(plan->names[i]));
    }
    sink_put_byte(sink, '\n');
}

static void note(const struct convert_options *options, const struct record *record)
{
    if (options->note)
        options->note(options->note_context, record->line,
                      text_get(record->state == RECORD_TOO_LONG ? TEXT_IMPORT_TOO_LONG
                                                                : TEXT_IMPORT_STRAY_QUOTE));
}

static enum status write_records(struct reader *reader, const struct convert_options *options,
                                 struct sink *sink, struct error *err)
{
    struct record record = {0};
    enum status status = STATUS_OK;
    while (status == STATUS_OK) {
        status = reader_next(reader, &record, err);
        if (status != STATUS_OK || record.state == RECORD_END)
            break;
        if (record.state == RECORD_ROW)
            write_record(sink, &record);
        else if (record.state != RECORD_BLANK)
            note(options, &record);
        status = sink_check(sink, err);
    }
    return status;
}

static enum status convert(struct input *input, const struct convert_options *options,
                           struct sink *sink, struct arena *arena, struct error *err)
{
    static const enum header_choice headers[] = {
        [IMPORT_HEADER_AUTO] = HEADER_AUTO,
        [IMPORT_HEADER_YES] = HEADER_YES,
        [IMPORT_HEADER_NO] = HEADER_NO,
    };
    struct plan_options wish = {.header = headers[options->header]};
    struct plan plan = {0};
    struct reader *reader = NULL;
    enum status status = plan_delimiter_from_name(options->delimiter, &wish.delimiter, err);
    if (status == STATUS_OK)
        status = plan_make_shape(&plan, input, &wish, arena, err);
    if (status == STATUS_OK)
        status = input_seek(input, 0, err);
    if (status == STATUS_OK)
        status = reader_open(&reader, input, plan.delimiter, 1, err);
    if (status == STATUS_OK && options->names && !plan.header)
        write_names(sink, &plan);
    if (status == STATUS_OK)
        status = write_records(reader, options, sink, err);
    reader_close(reader);
    return status;
}

enum status convert_file(const char *path, const struct convert_options *options, int fd,
                         const char *fd_name, struct error *err)
{
    enum encoding encoding = ENCODING_AUTO;
    struct input *input = NULL;
    struct arena *arena = arena_new();
    struct sink *sink = NULL;
    struct release *release = NULL;
    const struct release_request request = {
        .subject = path, .fd = fd, .fd_name = fd_name, .format = OUTPUT_CSV};
    enum status status = arena ? encoding_from_name(options->encoding, &encoding, err)
                               : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK)
        status = input_open(&input, path, encoding, err);
    if (status == STATUS_OK)
        status = release_begin_text(&release, &request, &sink, err);
    if (status == STATUS_OK)
        status = convert(input, options, sink, arena, err);
    if (status == STATUS_OK)
        status = release_end(release, err);
    else
        release_drop(release);
    input_close(input);
    arena_free(arena);
    return status;
}

/* A row as it stands in its file, read without any repair: apart from the import, which would
 * repair it again. */
#include <string.h>
#include <strings.h>

#include "core/base/text.h"
#include "core/ingest/batch.h"
#include "core/ingest/reader.h"
#include "core/service/import_report.h"
#include "core/service/repairs_internal.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static const struct decision_column *column_of(const struct decision *decision, const char *name,
                                               size_t *at)
{
    for (*at = 0; *at < decision->count; ++*at) {
        if (strcasecmp(decision->columns[*at].name, name) == 0)
            return &decision->columns[*at];
    }
    return NULL;
}

/* One cell under the format of its column; what speaks against that does not fit it. */
static bool read_cell(const struct column_format *format, struct span cell, struct arena *arena,
                      struct row_cell *out)
{
    char scratch[FORMAT_SCRATCH_SIZE];
    struct cell value = cell_empty();
    out->value = (struct value){.kind = VALUE_EMPTY};
    out->misfit = NULL;
    switch (format_read(format, cell, scratch, &value)) {
    case FIT_EMPTY:
        return true;
    case FIT_MISFIT:
    case FIT_AGAINST:
        out->misfit = arena_copy(arena, cell);
        return out->misfit != NULL;
    case FIT_VALUE:
        break;
    }
    out->value.kind = value.kind;
    if (value.kind == VALUE_INTEGER)
        out->value.integer = value.integer;
    else if (value.kind == VALUE_DECIMAL)
        out->value.decimal = value.decimal;
    else
        out->value.text = span_of(arena_copy(arena, span_of(value.text, value.len)), value.len);
    return value.kind != VALUE_TEXT || out->value.text.data;
}

static enum status read_cells(const struct decision *decision, const struct record *record,
                              const struct row_state *was, struct arena *arena,
                              struct row_state *out, struct error *err)
{
    *out = (struct row_state){.cells = arena_array(arena, was->count, sizeof *out->cells)};
    if (!out->cells)
        return no_memory(err);
    for (size_t i = 0; i < was->count; i++) {
        size_t at = 0;
        const struct decision_column *column = column_of(decision, was->cells[i].column, &at);
        if (!column)
            continue; /* it came to the dataset later */
        struct row_cell *cell = &out->cells[out->count++];
        cell->column = was->cells[i].column;
        if (!read_cell(&column->format, record_cell(record, at), arena, cell))
            return no_memory(err);
    }
    return STATUS_OK;
}

/* Columns without names and values were left out; empty cells go with them. */
static void leave_out(const struct decision *decision, struct record *record)
{
    while (record->count > decision->count && record->count <= decision->written &&
           record_cell(record, record->count - 1).len == 0)
        record->count--;
}

static enum status read_record(const struct decision *decision, struct reader *reader,
                               const struct row_state *was, struct arena *arena,
                               struct row_state *out, const char **reason, struct error *err)
{
    struct record record = {0};
    enum aside_reason why;
    char words[600];
    enum status status = reader_next(reader, &record, err);
    if (status != STATUS_OK)
        return status;
    leave_out(decision, &record);
    if (!batch_is_aside(&record, decision->count, &why))
        return read_cells(decision, &record, was, arena, out, err);
    const struct batch_aside aside = {.reason = why, .cells = record.count};
    report_aside_reason(words, sizeof words, &aside, decision->count);
    *reason = arena_string(arena, words);
    return *reason ? STATUS_OK : no_memory(err);
}

enum status repair_read_plain(const struct decision *decision, const char *before,
                              const struct row_state *was, struct arena *arena,
                              struct row_state *out, const char **reason, struct error *err)
{
    struct input *input = NULL;
    struct reader *reader = NULL;
    struct dialect dialect = {.quote = decision->quote, .backslash = decision->backslash};
    strcpy(dialect.delimiter, decision->delimiter);
    *out = (struct row_state){.count = 0};
    *reason = "";
    enum status status = input_open_text(&input, span_string(before), "", err);
    if (status == STATUS_OK)
        status = reader_open(&reader, input, &dialect, 1, err);
    if (status == STATUS_OK)
        status = read_record(decision, reader, was, arena, out, reason, err);
    reader_close(reader);
    input_close(input);
    return status;
}

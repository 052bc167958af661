/*
 * How a file is read, from a sample of three windows: data change their shape along a file.
 * The dialect is told from all of them, the structure from the first, the formats of columns
 * from the rows of the table in all of them.
 */
#include "core/ingest/plan.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/ingest/names.h"
#include "core/ingest/reader.h"
#include "core/ingest/sample.h"
#include "core/ingest/table.h"
#include "core/ingest/windows.h"

enum { SAMPLE_ROWS = 1000 };

/* ---- dialect and structure ---- */

/* The sample is read twice: once to know how many cells a row has, then with torn rows read
 * as they should be. */
static enum status find_structure(struct structure *out, const struct plan *plan,
                                  const struct windows *windows, const struct header_wish *header,
                                  struct arena *arena, struct error *err)
{
    struct header_wish here = *header;
    struct sample sample;
    if (header->first) {
        here.first -= plan->passed;
        here.last -= plan->passed;
    }
    enum status status = sample_read(&sample, windows->texts[0], &plan->dialect, windows->by_row, 0,
                                     SAMPLE_ROWS, arena, err);
    if (status == STATUS_OK && sample.width > 0)
        status = sample_read(&sample, windows->texts[0], &plan->dialect, windows->by_row,
                             structure_width(&sample), SAMPLE_ROWS, arena, err);
    if (status == STATUS_OK && !structure_find(out, &sample, &plan->dialect, &here, arena))
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return status;
}

static enum status find_shape(struct plan *plan, const struct windows *windows,
                              const struct plan_options *options, struct arena *arena,
                              struct error *err)
{
    const struct sniff_wish wish = {.delimiter = windows->by_row ? "," : options->delimiter,
                                    .quote = windows->by_row ? '"' : options->quote,
                                    .quote_given = windows->by_row || options->quote_given};
    struct structure found = {0};
    plan->dialect = dialect_of(",");
    plan->passed = options->from_line > 1 ? options->from_line - 1 : 0;
    enum status status = STATUS_OK;
    if (!windows->by_row)
        status = sniff_dialect(&plan->dialect, &plan->sniffed, windows->texts, windows->count,
                               &wish, err);
    if (status == STATUS_OK)
        status = find_structure(&found, plan, windows, &options->header, arena, err);
    plan->header_rows = found.header_rows;
    plan->header = found.header_rows > 0;
    plan->count = found.width;
    plan->written = found.written;
    plan->above = found.above;
    plan->first_line = found.first_line + plan->passed;
    plan->data_line = found.data_line + plan->passed;
    plan->cells = found.header;
    plan->first_row = found.first_row;
    plan->first_row_count = found.first_row_count;
    plan->shapes = found.shapes;
    plan->context.delimiter = plan->dialect.delimiter[0];
    if (status == STATUS_OK && plan->count == 0 && options->header.first)
        status = error_set(err, STATUS_INVALID, TEXT_INGEST_NO_TABLE_THERE,
                           TEXT_VALUES(text_number("line", options->header.first)));
    return status;
}

/* ---- evidence ---- */

/* line: of the record in the file; 0: not known. */
static void add_evidence(struct plan *plan, const struct record *record, int64_t line)
{
    for (size_t i = 0; i < plan->count; i++)
        infer_add(&plan->evidence[i], record_cell(record, i), line);
}

/* The first window: the rows of the table as they will be loaded. */
static enum status weigh_first(struct plan *plan, const struct windows *windows, struct error *err)
{
    struct input *input = NULL;
    struct table *table = NULL;
    struct record record = {0};
    struct plan here = *plan;
    here.data_line -= plan->passed;
    enum status status = input_open_text(&input, windows->texts[0], "", err);
    if (status == STATUS_OK && windows->by_row)
        input_treat_as_rows(input);
    if (status == STATUS_OK)
        status = table_open(&table, input, &here, err);
    while (status == STATUS_OK) {
        status = table_next(table, &record, err);
        if (status != STATUS_OK || record.state == RECORD_END)
            break;
        if (record.state == RECORD_ROW && record.count == plan->count &&
            table_repaired(table) == REPAIR_NONE)
            add_evidence(plan, &record, record.line + plan->passed);
    }
    table_close(table);
    input_close(input);
    return status;
}

/* The others begin somewhere: all rows of the right width. */
static enum status weigh_other(struct plan *plan, struct span text, struct error *err)
{
    struct input *input = NULL;
    struct reader *reader = NULL;
    struct record record = {0};
    if (text.len == 0)
        return STATUS_OK;
    enum status status = input_open_text(&input, text, "", err);
    if (status == STATUS_OK)
        status = reader_open(&reader, input, &plan->dialect, 1, err);
    while (status == STATUS_OK) {
        status = reader_next(reader, &record, err);
        if (status != STATUS_OK || record.state == RECORD_END)
            break;
        if (record.state == RECORD_ROW && record.count == plan->written && !record.odd)
            add_evidence(plan, &record, 0);
    }
    reader_close(reader);
    input_close(input);
    return status;
}

static enum status weigh_windows(struct plan *plan, const struct windows *windows,
                                 struct error *err)
{
    enum status status = weigh_first(plan, windows, err);
    for (size_t i = 1; i < windows->count && status == STATUS_OK; i++)
        status = weigh_other(plan, windows->texts[i], err);
    return status;
}

/* ---- formats ---- */

static enum status take_choices(struct plan *plan, const struct plan_options *options,
                                struct error *err)
{
    for (size_t t = 0; t < options->choice_count; t++) {
        size_t i = 0;
        while (i < plan->count && strcasecmp(plan->names[i], options->choices[t].column) != 0)
            i++;
        if (i == plan->count)
            return error_set(err, STATUS_NOT_FOUND, TEXT_INGEST_NO_SUCH_COLUMN,
                             TEXT_VALUES(text_string("column", options->choices[t].column)));
        plan->choices[i] = options->choices[t].choice;
    }
    return STATUS_OK;
}

static void decide_column(struct plan *plan, size_t i)
{
    if (plan->choices[i] != CHOICE_AUTO)
        choice_make(plan->choices[i], &plan->evidence[i], &plan->formats[i]);
    else
        infer_decide(&plan->evidence[i], plan->names[i], &plan->context, &plan->formats[i]);
}

static bool make_room(struct plan *plan, struct arena *arena)
{
    plan->formats = arena_array(arena, plan->count, sizeof *plan->formats);
    plan->evidence = arena_array(arena, plan->count, sizeof *plan->evidence);
    plan->choices = arena_array(arena, plan->count, sizeof *plan->choices);
    plan->against = arena_array(arena, plan->count, sizeof *plan->against);
    return plan->formats && plan->evidence && plan->choices && plan->against &&
           names_make(arena, plan->cells, plan->count, &plan->names, &plan->renamed);
}

static enum status decide_formats(struct plan *out, const struct windows *windows,
                                  const struct plan_options *options, struct arena *arena,
                                  const char *file, struct error *err)
{
    if (out->count == 0)
        return error_set_at(err, STATUS_INVALID, file, 0, 0, TEXT_INGEST_NO_ROWS,
                            TEXT_VALUES(text_string("file", file)));
    if (out->count > PLAN_COLUMNS_MAX)
        return error_set_at(
            err, STATUS_INVALID, file, out->data_line, 0, TEXT_INGEST_TOO_MANY_COLUMNS,
            TEXT_VALUES(text_string("file", file), text_number("columns", (int64_t)out->count),
                        text_number("limit", PLAN_COLUMNS_MAX)));
    if (!make_room(out, arena))
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (size_t i = 0; i < out->count; i++)
        out->evidence[i].long_fractions = windows->by_row;
    enum status status = weigh_windows(out, windows, err);
    if (status == STATUS_OK)
        status = take_choices(out, options, err);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < out->count; i++)
        infer_note_decimals(&out->evidence[i], &out->context);
    for (size_t i = 0; i < out->count; i++)
        decide_column(out, i);
    return STATUS_OK;
}

enum status plan_make_shape(struct plan *out, struct input *input,
                            const struct plan_options *options, struct arena *arena,
                            struct error *err)
{
    struct windows windows = {0};
    *out = (struct plan){0};
    enum status status = windows_read(&windows, input, options->from_line, err);
    if (status == STATUS_OK)
        status = find_shape(out, &windows, options, arena, err);
    windows_free(&windows);
    return status;
}

enum status plan_make(struct plan *out, struct input *input, const struct plan_options *options,
                      struct arena *arena, struct error *err)
{
    struct windows windows = {0};
    *out = (struct plan){0};
    if (input_is_empty(input))
        return error_set_at(err, STATUS_INVALID, input_name(input), 0, 0, TEXT_INGEST_EMPTY,
                            TEXT_VALUES(text_string("file", input_name(input))));
    enum status status = windows_read(&windows, input, options->from_line, err);
    if (status == STATUS_OK)
        status = find_shape(out, &windows, options, arena, err);
    if (status == STATUS_OK)
        status = decide_formats(out, &windows, options, arena, input_name(input), err);
    windows_free(&windows);
    return status;
}

static bool same_format(const struct column_format *a, const struct column_format *b)
{
    return a->type == b->type && a->order == b->order && a->pair == b->pair &&
           a->number.decimal == b->number.decimal && a->number.thousands == b->number.thousands &&
           a->number.percent == b->number.percent && a->number.currency == b->number.currency;
}

void plan_note_against(struct plan *plan, const struct record *record)
{
    struct cell value;
    char scratch[FORMAT_SCRATCH_SIZE];
    for (size_t i = 0; i < plan->count; i++) {
        const struct column_format *format = &plan->formats[i];
        struct span cell = record_cell(record, i);
        if (format_read(format, cell, scratch, &value) != FIT_AGAINST ||
            (format->asked && !choice_grows(format, cell)))
            continue;
        struct plan_against *against = &plan->against[i];
        infer_add(&plan->evidence[i], cell, record->line);
        if (against->count++ == 0) {
            against->line = record->line;
            infer_keep_example(against->example, cell);
        }
    }
}

static void make_text(struct column_format *format, const struct plan_against *against)
{
    *format = (struct column_format){.type = COLUMN_TEXT};
    text_format(
        format->reason, sizeof format->reason,
        against->count ? TEXT_INGEST_TYPE_AGAINST : TEXT_INGEST_TYPE_TEXT,
        TEXT_VALUES(text_string("example", against->example), text_number("line", against->line)));
}

void plan_mend(struct plan *plan, bool strict)
{
    for (size_t i = 0; i < plan->count; i++) {
        struct column_format *format = &plan->formats[i], old = *format;
        struct plan_against *against = &plan->against[i];
        if (!against->count && !against->words)
            continue;
        if (against->count)
            decide_column(plan, i);
        if (!format->asked && (strict || against->words || same_format(&old, format)))
            make_text(format, against);
        *against = (struct plan_against){0};
    }
}

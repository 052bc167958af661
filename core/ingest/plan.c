/*
 * How a file is read, from a sample. The delimiter and the header are told from the first
 * window, the formats of columns from three: data change their shape along a file.
 */
#include "core/ingest/plan.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/utf8.h"
#include "core/ingest/names.h"
#include "core/ingest/reader.h"

enum { WINDOW = 128 * 1024, SHAPE_RECORDS = 200, WINDOWS = 3 };

/* ---- the delimiter ---- */

struct shape {
    size_t cells;    /* that most records have */
    size_t agreeing; /* records that have them */
    size_t records;
    struct span window;
};

/* The number of cells that most of the first records have. */
static enum status measure(struct span window, char delimiter, struct shape *out, struct error *err)
{
    size_t counts[SHAPE_RECORDS] = {0};
    struct input *input = NULL;
    struct reader *reader = NULL;
    struct record record = {0};
    *out = (struct shape){.window = window};
    enum status status = input_open_text(&input, window, "", err);
    if (status == STATUS_OK)
        status = reader_open(&reader, input, delimiter, 1, err);
    while (status == STATUS_OK && out->records < SHAPE_RECORDS) {
        status = reader_next(reader, &record, err);
        if (record.state == RECORD_END)
            break;
        if (record.state != RECORD_BLANK)
            counts[out->records++] = record.count;
    }
    for (size_t i = 0; i < out->records; i++) {
        size_t same = 0;
        for (size_t j = 0; j < out->records; j++)
            same += counts[j] == counts[i];
        if (same > out->agreeing) {
            out->agreeing = same;
            out->cells = counts[i];
        }
    }
    reader_close(reader);
    input_close(input);
    return status;
}

/* More records that agree, on more than one cell, are better; then more cells. */
static bool better(const struct shape *a, const struct shape *b)
{
    if ((a->cells > 1) != (b->cells > 1))
        return a->cells > 1;
    if (a->agreeing * b->records != b->agreeing * a->records)
        return a->agreeing * b->records > b->agreeing * a->records;
    return a->cells > b->cells;
}

static enum status choose_delimiter(struct span window, char *out, struct error *err)
{
    static const char candidates[] = {',', ';', '\t', '|'};
    struct shape best = {0};
    *out = ',';
    for (size_t i = 0; i < sizeof candidates; i++) {
        struct shape shape;
        enum status status = measure(window, candidates[i], &shape, err);
        if (status != STATUS_OK)
            return status;
        if (i == 0 || better(&shape, &best)) {
            best = shape;
            *out = candidates[i];
        }
    }
    return STATUS_OK;
}

enum status plan_delimiter_from_name(const char *name, char *out, struct error *err)
{
    static const struct {
        const char *name;
        char sign;
    } known[] = {{"", 0},       {"auto", 0},   {"comma", ','}, {"semicolon", ';'},
                 {"tab", '\t'}, {"\\t", '\t'}, {"pipe", '|'},  {"space", ' '}};
    *out = 0;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcasecmp(name ? name : "", known[i].name) == 0) {
            *out = known[i].sign;
            return STATUS_OK;
        }
    }
    if (strlen(name) != 1 || strchr("\"\r\n", *name) || (unsigned char)*name >= 0x80)
        return error_set(err, STATUS_INVALID, TEXT_INGEST_DELIMITER_BAD,
                         TEXT_VALUES(text_string("delimiter", name)));
    *out = *name;
    return STATUS_OK;
}

/* ---- windows of the file ---- */

/* Fills buffer from a place of the file on; whole lines only where it is not the place the
 * file begins or ends at. */
static enum status read_window(struct input *input, int64_t at, char *buffer, struct span *out,
                               struct error *err)
{
    size_t len = 0, got = 1;
    enum status status = input_seek(input, at, err);
    while (status == STATUS_OK && got > 0 && WINDOW - len >= 16) {
        status = input_fill(input, buffer + len, WINDOW - len, &got, err);
        len += got;
    }
    size_t start = 0;
    if (at > 0) {
        const char *newline = memchr(buffer, '\n', len);
        start = newline ? (size_t)(newline - buffer) + 1 : len;
    }
    if (input_position(input) < input_size(input)) {
        const char *newline = memrchr(buffer + start, '\n', len - start);
        len = newline ? (size_t)(newline - buffer) + 1 : len;
    }
    *out = span_of(buffer + start, len - start);
    return status;
}

/* ---- the header ---- */

/* The first record of a window and what was seen under it. */
struct first_row {
    struct span *cells; /* in the arena */
    size_t count;
    size_t recurring; /* cells that stand in the same column further down */
};

static bool keep_first(struct first_row *out, const struct record *record, struct arena *arena)
{
    out->count = record->count;
    out->cells = arena_array(arena, record->count, sizeof *out->cells);
    for (size_t i = 0; out->cells && i < record->count; i++) {
        struct span cell = record_cell(record, i);
        const char *copy = arena_copy(arena, cell);
        if (!copy)
            return false;
        out->cells[i] = span_of(copy, cell.len);
    }
    return out->cells != NULL;
}

static void note_recurring(struct first_row *first, const struct record *record, bool *recurs)
{
    size_t same = 0;
    for (size_t i = 0; i < first->count; i++)
        same += span_equal(first->cells[i], record_cell(record, i));
    for (size_t i = 0; i < first->count && same < first->count; i++) {
        if (first->cells[i].len && span_equal(first->cells[i], record_cell(record, i)) &&
            !recurs[i]) {
            recurs[i] = true;
            first->recurring++;
        }
    }
}

static bool is_year(struct span cell)
{
    struct cell value;
    return cell.len == 4 && number_read_plain(cell.data, cell.len, &value) == NUMBER_INTEGER &&
           value.integer >= 1900 && value.integer <= 2100;
}

static bool is_measured(struct span cell)
{
    struct column_evidence one = {0};
    infer_add(&one, cell);
    return one.plain_integers || one.styled[0] || one.dates[DATE_YMD] || one.dates[DATE_YM] ||
           one.dates[DATE_DMY] || one.dates[DATE_MDY] || one.code[CODE_LEADING_ZERO][0];
}

/* A header names columns: it holds no numbers and dates (but years, beside words), and no
 * value that stands below it again. */
static bool seems_header(const struct first_row *first)
{
    size_t words = 0, years = 0, measured = 0;
    for (size_t i = 0; i < first->count; i++) {
        if (is_year(first->cells[i]))
            years++;
        else if (first->cells[i].len && is_measured(first->cells[i]))
            measured++;
        else
            words += first->cells[i].len > 0;
    }
    return measured == 0 && words > 0 && (years == 0 || years > 1) && first->recurring == 0;
}

/* ---- evidence ---- */

static void add_evidence(struct plan *plan, const struct record *record)
{
    for (size_t i = 0; i < plan->count; i++)
        infer_add(&plan->evidence[i], record_cell(record, i));
}

/* All good records of a window. The first one of the file goes to `first`. */
static enum status walk_window(struct plan *plan, struct span window, struct first_row *first,
                               bool *recurs, struct error *err)
{
    struct input *input = NULL;
    struct reader *reader = NULL;
    struct record record = {0};
    if (window.len == 0)
        return STATUS_OK;
    enum status status = input_open_text(&input, window, "", err);
    if (status == STATUS_OK)
        status = reader_open(&reader, input, plan->delimiter, 1, err);
    bool skip = first != NULL;
    while (status == STATUS_OK) {
        status = reader_next(reader, &record, err);
        if (status != STATUS_OK || record.state == RECORD_END)
            break;
        if (record.state != RECORD_ROW || record.count != plan->count)
            continue;
        if (!skip)
            add_evidence(plan, &record);
        if (!skip && first)
            note_recurring(first, &record, recurs);
        skip = false;
    }
    reader_close(reader);
    input_close(input);
    return status;
}

static enum status read_first(struct plan *plan, struct span window, struct first_row *first,
                              const char *file, struct arena *arena, struct error *err)
{
    struct input *input = NULL;
    struct reader *reader = NULL;
    struct record record = {0};
    enum status status = input_open_text(&input, window, file, err);
    if (status == STATUS_OK)
        status = reader_open(&reader, input, plan->delimiter, 1, err);
    do {
        if (status == STATUS_OK)
            status = reader_next(reader, &record, err);
    } while (status == STATUS_OK && record.state != RECORD_ROW && record.state != RECORD_END);
    if (status == STATUS_OK && record.state == RECORD_END)
        status = error_set_at(err, STATUS_INVALID, file, 0, 0, TEXT_INGEST_NO_ROWS,
                              TEXT_VALUES(text_string("file", file)));
    if (status == STATUS_OK && record.count > PLAN_COLUMNS_MAX)
        status = error_set_at(
            err, STATUS_INVALID, file, record.line, 0, TEXT_INGEST_TOO_MANY_COLUMNS,
            TEXT_VALUES(text_string("file", file), text_number("columns", (int64_t)record.count),
                        text_number("limit", PLAN_COLUMNS_MAX)));
    if (status == STATUS_OK && !keep_first(first, &record, arena))
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    plan->count = first->count;
    reader_close(reader);
    input_close(input);
    return status;
}

static bool make_room(struct plan *plan, struct arena *arena, bool **recurs)
{
    plan->formats = arena_array(arena, plan->count, sizeof *plan->formats);
    plan->evidence = arena_array(arena, plan->count, sizeof *plan->evidence);
    plan->asked_text = arena_array(arena, plan->count, sizeof *plan->asked_text);
    plan->against = arena_array(arena, plan->count, sizeof *plan->against);
    *recurs = arena_array(arena, plan->count, sizeof **recurs);
    return plan->formats && plan->evidence && plan->asked_text && plan->against && *recurs;
}

/* Delimiter, header, names, and the evidence of the first window. */
static enum status find_shape(struct plan *plan, struct input *input, char *buffer,
                              const struct plan_options *options, struct arena *arena,
                              struct error *err)
{
    struct span window;
    struct first_row first = {0};
    bool *recurs = NULL;
    enum status status = read_window(input, 0, buffer, &window, err);
    plan->delimiter = input_has_rows(input) ? ',' : options->delimiter;
    if (status == STATUS_OK && !plan->delimiter)
        status = choose_delimiter(window, &plan->delimiter, err);
    if (status == STATUS_OK)
        status = read_first(plan, window, &first, input_name(input), arena, err);
    if (status == STATUS_OK && !make_room(plan, arena, &recurs))
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK)
        status = walk_window(plan, window, &first, recurs, err);
    if (status != STATUS_OK)
        return status;
    plan->context.delimiter = plan->delimiter;
    plan->header =
        options->header == HEADER_AUTO ? seems_header(&first) : options->header == HEADER_YES;
    for (size_t i = 0; i < plan->count && !plan->header; i++)
        infer_add(&plan->evidence[i], first.cells[i]);
    if (!names_make(arena, plan->header ? first.cells : NULL, plan->count, &plan->names,
                    &plan->renamed))
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return STATUS_OK;
}

/* ---- formats ---- */

static enum status add_windows(struct plan *plan, struct input *input, char *buffer,
                               struct error *err)
{
    int64_t size = input_size(input);
    enum status status = STATUS_OK;
    for (int i = 1; i < WINDOWS && status == STATUS_OK && size > WINDOWS * WINDOW; i++) {
        struct span window;
        int64_t at = i == WINDOWS - 1 ? size - WINDOW + 64 : size / (WINDOWS - 1) * i;
        status = read_window(input, at, buffer, &window, err);
        if (status == STATUS_OK)
            status = walk_window(plan, window, NULL, NULL, err);
    }
    return status;
}

static enum status mark_text_columns(struct plan *plan, const struct plan_options *options,
                                     struct error *err)
{
    for (size_t t = 0; t < options->text_column_count; t++) {
        size_t i = 0;
        while (i < plan->count && strcasecmp(plan->names[i], options->text_columns[t]) != 0)
            i++;
        if (i == plan->count)
            return error_set(err, STATUS_NOT_FOUND, TEXT_INGEST_NO_SUCH_COLUMN,
                             TEXT_VALUES(text_string("column", options->text_columns[t])));
        plan->asked_text[i] = true;
    }
    return STATUS_OK;
}

static void decide_column(struct plan *plan, size_t i)
{
    if (plan->asked_text[i])
        infer_as_text(&plan->formats[i]);
    else
        infer_decide(&plan->evidence[i], plan->names[i], &plan->context, &plan->formats[i]);
}

enum status plan_make_shape(struct plan *out, struct input *input,
                            const struct plan_options *options, struct arena *arena,
                            struct error *err)
{
    *out = (struct plan){0};
    char *buffer = malloc(WINDOW);
    if (!buffer)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = find_shape(out, input, buffer, options, arena, err);
    free(buffer);
    return status;
}

enum status plan_make(struct plan *out, struct input *input, const struct plan_options *options,
                      struct arena *arena, struct error *err)
{
    *out = (struct plan){0};
    char *buffer = malloc(WINDOW);
    if (!buffer)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = find_shape(out, input, buffer, options, arena, err);
    if (status == STATUS_OK)
        status = add_windows(out, input, buffer, err);
    if (status == STATUS_OK)
        status = mark_text_columns(out, options, err);
    free(buffer);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < out->count; i++)
        infer_note_decimals(&out->evidence[i], &out->context);
    for (size_t i = 0; i < out->count; i++)
        decide_column(out, i);
    return STATUS_OK;
}

static bool same_format(const struct column_format *a, const struct column_format *b)
{
    return a->type == b->type && a->order == b->order && a->pair == b->pair &&
           a->number.decimal == b->number.decimal && a->number.thousands == b->number.thousands &&
           a->number.percent == b->number.percent && a->number.currency == b->number.currency;
}

void plan_keep_example(struct plan_against *against, struct span cell)
{
    infer_keep_example(against->example, cell);
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
        if (strict || against->words || same_format(&old, format))
            make_text(format, against);
        *against = (struct plan_against){0};
    }
}

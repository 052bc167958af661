/*
 * The first rows of a preview: one batch of them, made by what makes the batches of an import,
 * so that they are what will be loaded.
 */
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/text.h"
#include "core/ingest/batch.h"
#include "core/service/import_preview_internal.h"
#include "core/service/import_report.h"
#include "core/service/import_words.h"

enum { ROWS_MAX = 1000, ROUNDS_LENIENT = 2, TEXT_SHOWN = 200 };

struct reading {
    struct previewing *p;
    struct table *table;
    struct batch batch;
    struct column_tally *tallies;
    int64_t blanks; /* lines that are values of the only column, if a row follows */
    bool ended;
};

/* ---- reading ---- */

/* A record into the batch; *against: it speaks against the plan, which has noted it. */
static void add_record(struct reading *r, const struct record *record, bool *against)
{
    struct plan *plan = &r->p->source.plan;
    enum repair_kind kind = table_repaired(r->table);
    enum aside_reason reason;
    size_t column = 0;
    if (batch_is_aside(record, plan->count, &reason)) {
        batch_add_aside(&r->batch, record, reason);
    } else if (!batch_add_row(&r->batch, record, plan, kind != REPAIR_NONE, r->tallies, &column)) {
        plan_note_against(plan, record);
        *against = true;
    } else if (kind != REPAIR_NONE) {
        batch_add_repair(&r->batch, record, kind);
    }
}

static bool has_room(struct reading *r, const struct record *record)
{
    return r->batch.rows + r->batch.aside_count < ROWS_MAX && batch_has_room(&r->batch, record);
}

static enum status read_records(struct reading *r, bool *against, struct error *err)
{
    static const struct record nothing = {0};
    struct record record = {0};
    enum status status = STATUS_OK;
    while (status == STATUS_OK) {
        status = table_next(r->table, &record, err);
        r->ended = status == STATUS_OK && record.state == RECORD_END;
        if (status != STATUS_OK || r->ended)
            break;
        if (record.state == RECORD_BLANK) {
            r->blanks++;
            continue;
        }
        for (; r->blanks > 0 && has_room(r, &nothing); r->blanks--)
            batch_add_empty_row(&r->batch, r->tallies);
        if (!has_room(r, &record))
            break;
        add_record(r, &record, against);
        r->p->bytes_read += (int64_t)record.raw.len + 1;
    }
    return status;
}

static enum status read_once(struct reading *r, bool *against, struct error *err)
{
    struct previewing *p = r->p;
    batch_clear(&r->batch);
    memset(r->tallies, 0, p->source.plan.count * sizeof *r->tallies);
    p->bytes_read = r->blanks = 0;
    enum status status = table_open(&r->table, p->source.data.input, &p->source.plan, err);
    if (status == STATUS_OK)
        status = read_records(r, against, err);
    if (status == STATUS_OK)
        p->notes = *table_notes(r->table);
    table_close(r->table);
    r->table = NULL;
    return status;
}

/* ---- what is kept of it ---- */

static struct value value_of(const struct cell *cell)
{
    switch (cell->kind) {
    case VALUE_INTEGER:
        return (struct value){.kind = VALUE_INTEGER, .integer = cell->integer};
    case VALUE_DECIMAL:
        return (struct value){.kind = VALUE_DECIMAL, .decimal = cell->decimal};
    case VALUE_TEXT:
        return (struct value){.kind = VALUE_TEXT, .text = span_of(cell->text, cell->len)};
    case VALUE_EMPTY:
        break;
    }
    return (struct value){.kind = VALUE_EMPTY};
}

static bool keep_cell(struct arena *arena, const struct cell *cell, struct preview_cell *out)
{
    char scratch[VALUE_NUMBER_SIZE];
    const struct value value = value_of(cell);
    *out = (struct preview_cell){.kind = cell->kind == VALUE_EMPTY ? PREVIEW_EMPTY : PREVIEW_VALUE,
                                 .text = arena_copy(arena, value_text(&value, scratch))};
    return out->text != NULL;
}

static bool keep_rows(struct reading *r)
{
    struct import_preview *out = r->p->out;
    const struct batch *batch = &r->batch;
    out->rows = arena_array(out->arena, batch->rows, sizeof *out->rows);
    if (!out->rows)
        return false;
    for (size_t i = 0; i < batch->rows; i++) {
        out->rows[i].cells = arena_array(out->arena, batch->columns, sizeof(struct preview_cell));
        for (size_t c = 0; c < batch->columns; c++) {
            if (!out->rows[i].cells || !keep_cell(out->arena, &batch->cells[i * batch->columns + c],
                                                  &out->rows[i].cells[c]))
                return false;
        }
    }
    out->row_count = batch->rows;
    for (size_t i = 0; i < batch->misfit_count; i++) {
        const struct batch_misfit *misfit = &batch->misfits[i];
        const char *text = arena_copy(out->arena, misfit->text);
        if (!text)
            return false;
        out->rows[misfit->row].cells[misfit->column] = (struct preview_cell){text, PREVIEW_MISFIT};
    }
    return true;
}

/* The cells of a row, for people. */
static const char *row_text(struct arena *arena, const struct preview_row *row, size_t columns)
{
    struct buffer text = {0};
    for (size_t i = 0; i < columns && text.len < TEXT_SHOWN; i++)
        buffer_printf(&text, "%s%s", i ? " | " : "", row->cells[i].text);
    const char *out = text.failed ? NULL : report_beginning(arena, buffer_span(&text));
    buffer_free(&text);
    return out;
}

static bool keep_lines(struct reading *r)
{
    struct import_preview *out = r->p->out;
    const struct batch *batch = &r->batch;
    size_t repairs = batch->repair_count;
    out->lines = arena_array(out->arena, repairs + batch->aside_count, sizeof *out->lines);
    if (!out->lines)
        return false;
    for (size_t i = 0; i < repairs; i++) {
        const struct batch_repair *repair = &batch->repairs[i];
        struct preview_row *row = &out->rows[repair->row];
        row->repaired = true;
        out->lines[out->line_count++] =
            (struct preview_line){.line = repair->line,
                                  .how = import_words_repair(repair->kind),
                                  .before = report_beginning(out->arena, repair->before),
                                  .after = row_text(out->arena, row, batch->columns)};
        if (!out->lines[i].before || !out->lines[i].after)
            return false;
    }
    for (size_t i = 0; i < batch->aside_count; i++) {
        char reason[PREVIEW_WORDS_SIZE];
        report_aside_reason(reason, sizeof reason, &batch->asides[i], batch->columns);
        struct preview_line *line = &out->lines[out->line_count++];
        *line =
            (struct preview_line){.line = batch->asides[i].line,
                                  .how = arena_string(out->arena, reason),
                                  .before = report_beginning(out->arena, batch->asides[i].text)};
        if (!line->how || !line->before)
            return false;
    }
    out->repaired = repairs;
    out->aside = batch->aside_count;
    return true;
}

static bool keep_columns(struct reading *r)
{
    struct import_preview *out = r->p->out;
    const struct plan *plan = &r->p->source.plan;
    out->columns = arena_array(out->arena, plan->count, sizeof *out->columns);
    if (!out->columns)
        return false;
    out->column_count = plan->count;
    for (size_t i = 0; i < plan->count; i++) {
        out->columns[i] =
            (struct preview_column){.name = plan->names[i],
                                    .type = plan->formats[i].type,
                                    .reason = arena_string(out->arena, plan->formats[i].reason),
                                    .misfits = r->tallies[i].misfits,
                                    .markers = report_markers(out->arena, &r->tallies[i])};
        if (!out->columns[i].reason || !out->columns[i].markers)
            return false;
    }
    return true;
}

/* To two digits: more would say more than is known. */
static int64_t roughly(double rows)
{
    int64_t power = 1;
    while (rows / (double)power >= 100)
        power *= 10;
    return (int64_t)(rows / (double)power + 0.5) * power;
}

/* Rows of the whole file, from how long those are that were read. */
static void guess_rows(const struct reading *r)
{
    struct import_preview *out = r->p->out;
    const struct xlsx_account *sheet = &r->p->source.data.account;
    double share = sheet->cut && sheet->share > 0 ? sheet->share : 1;
    int64_t rows = (int64_t)(out->row_count + out->aside);
    out->whole = r->ended;
    out->rows_about = rows;
    if (!r->ended && r->p->bytes_read > 0 && r->p->source.plan.passed == 0)
        out->rows_about = roughly((double)input_size(r->p->source.data.input) /
                                  (double)r->p->bytes_read * (double)rows / share);
}

enum status preview_read_rows(struct previewing *p, struct error *err)
{
    struct reading r = {.p = p};
    struct plan *plan = &p->source.plan;
    bool against = true;
    r.tallies = arena_array(p->arena, plan->count, sizeof *r.tallies);
    bool good = batch_make(&r.batch, plan->count) && r.tallies;
    enum status status = STATUS_OK;
    for (int round = 0; good && status == STATUS_OK && against; round++) {
        against = false;
        status = read_once(&r, &against, err);
        if (status == STATUS_OK && against)
            plan_mend(plan, round >= ROUNDS_LENIENT);
    }
    if (good && status == STATUS_OK) {
        good = keep_columns(&r) && keep_rows(&r) && keep_lines(&r);
        guess_rows(&r);
    }
    batch_free(&r.batch);
    return good ? status : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

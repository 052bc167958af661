/*
 * Making batches. The text of a record is copied whole into the batch, so that its cells are
 * no more than pointers; what formats write anew (dates) goes behind it. Room is made before
 * a record is added, so that nothing moves while cells point to it.
 */
#include "core/ingest/batch.h"

#include <stdlib.h>
#include <string.h>

static size_t rows_of(size_t columns)
{
    size_t rows = BATCH_CELLS / columns;
    return rows < 16 ? 16 : rows > BATCH_ROWS_MAX ? BATCH_ROWS_MAX : rows;
}

bool batch_make(struct batch *batch, size_t columns)
{
    *batch = (struct batch){.columns = columns, .text_size = BATCH_TEXT};
    batch->cells = calloc(rows_of(columns) * columns, sizeof *batch->cells);
    batch->text = malloc(batch->text_size);
    return batch->cells && batch->text;
}

void batch_free(struct batch *batch)
{
    free(batch->cells);
    free(batch->text);
    free(batch->misfits);
    free(batch->asides);
    free(batch->repairs);
    *batch = (struct batch){0};
}

void batch_clear(struct batch *batch)
{
    batch->rows = batch->misfit_count = batch->aside_count = batch->text_len = 0;
    batch->repair_count = 0;
    /* a record of unusual size is not paid for ever after */
    if (batch->text_size > 2 * BATCH_TEXT) {
        char *text = realloc(batch->text, BATCH_TEXT);
        if (text) {
            batch->text = text;
            batch->text_size = BATCH_TEXT;
        }
    }
}

static size_t need_of(const struct record *record)
{
    size_t cells = record->count ? record->ends[record->count - 1] : 0;
    return cells + record->count * FORMAT_SCRATCH_SIZE + record->raw.len;
}

static bool grow_lists(struct batch *batch)
{
    if (batch->misfit_count + batch->columns > batch->misfit_size) {
        size_t size = 2 * batch->misfit_size + batch->columns + 64;
        struct batch_misfit *misfits = realloc(batch->misfits, size * sizeof *misfits);
        if (!misfits)
            return false;
        batch->misfits = misfits;
        batch->misfit_size = size;
    }
    if (batch->aside_count == batch->aside_size) {
        size_t size = 2 * batch->aside_size + 16;
        struct batch_aside *asides = realloc(batch->asides, size * sizeof *asides);
        if (!asides)
            return false;
        batch->asides = asides;
        batch->aside_size = size;
    }
    if (batch->repair_count == batch->repair_size) {
        size_t size = 2 * batch->repair_size + 16;
        struct batch_repair *repairs = realloc(batch->repairs, size * sizeof *repairs);
        if (!repairs)
            return false;
        batch->repairs = repairs;
        batch->repair_size = size;
    }
    return true;
}

bool batch_has_room(struct batch *batch, const struct record *record)
{
    size_t need = need_of(record);
    bool empty = batch->rows == 0 && batch->aside_count == 0;
    if (need > batch->text_size && empty) {
        char *text = realloc(batch->text, need);
        if (!text)
            return false;
        batch->text = text;
        batch->text_size = need;
    }
    return need <= batch->text_size - batch->text_len && batch->rows < rows_of(batch->columns) &&
           batch->aside_count < BATCH_ROWS_MAX && grow_lists(batch);
}

static void count_marker(struct column_tally *tally, struct span text)
{
    while (text.len && *text.data == ' ')
        text = span_of(text.data + 1, text.len - 1);
    while (text.len && text.data[text.len - 1] == ' ')
        text.len--;
    for (size_t i = 0; i < FEED_MARKERS && text.len < FEED_MARKER_SIZE; i++) {
        if (tally->markers[i].count == 0)
            memcpy(tally->markers[i].text, text.data, text.len); /* the rest is 0 */
        if (strlen(tally->markers[i].text) == text.len &&
            memcmp(tally->markers[i].text, text.data, text.len) == 0) {
            tally->markers[i].count++;
            return;
        }
    }
}

static void add_misfit(struct batch *batch, size_t column, struct span text,
                       struct column_tally *tally)
{
    batch->misfits[batch->misfit_count++] = (struct batch_misfit){batch->rows, column, text};
    tally->misfits++;
    if (format_is_marker(text))
        count_marker(tally, text);
    else
        tally->words++;
}

/* Takes the tallies of a row back that is not added after all. */
static void forget_row(struct batch *batch, size_t misfits, struct column_tally *tallies,
                       const struct cell *cells, size_t columns)
{
    for (size_t i = 0; i < columns; i++) {
        if (cells[i].kind == VALUE_EMPTY)
            tallies[i].empties--;
        else
            tallies[i].values--;
    }
    batch->misfit_count = misfits;
}

static struct span without_quotes(struct span cell, char quote)
{
    while (cell.len && *cell.data == quote)
        cell = span_of(cell.data + 1, cell.len - 1);
    while (cell.len && cell.data[cell.len - 1] == quote)
        cell.len--;
    return cell;
}

/* A value of a repaired row that speaks against its format: without stray quotes it may fit. */
static enum cell_fit read_repaired(const struct plan *plan, size_t column, struct span cell,
                                   char *scratch, struct cell *value)
{
    cell = without_quotes(cell, plan->dialect.quote);
    enum cell_fit fit = format_read(&plan->formats[column], cell, scratch, value);
    return fit == FIT_AGAINST ? FIT_MISFIT : fit;
}

bool batch_add_row(struct batch *batch, const struct record *record, const struct plan *plan,
                   bool repaired, struct column_tally *tallies, size_t *against)
{
    size_t len = record->count ? record->ends[record->count - 1] : 0;
    char *text = batch->text + batch->text_len;
    char *behind = text + len;
    struct cell *cells = batch->cells + batch->rows * batch->columns;
    size_t misfits = batch->misfit_count, start = 0;
    memcpy(text, record->text, len);
    for (size_t i = 0; i < plan->count; i++) {
        struct span cell = span_of(text + start, record->ends[i] - start);
        start = record->ends[i] + record->gap;
        struct cell value = cell_text(cell.data, (uint32_t)cell.len);
        enum cell_fit fit = cell.len == 0 ? FIT_EMPTY
                            : plan->formats[i].type == COLUMN_TEXT
                                ? FIT_VALUE
                                : format_read(&plan->formats[i], cell, behind, &value);
        if (fit == FIT_AGAINST && repaired)
            fit = read_repaired(plan, i, cell, behind, &value);
        if (fit == FIT_AGAINST && plan->formats[i].asked && !choice_grows(&plan->formats[i], cell))
            fit = FIT_MISFIT;
        if (fit == FIT_VALUE) {
            if (value.kind == VALUE_TEXT && value.text == behind)
                behind += value.len;
            cells[i] = value;
            tallies[i].values++;
            continue;
        }
        if (fit == FIT_AGAINST) {
            forget_row(batch, misfits, tallies, cells, i);
            *against = i;
            return false;
        }
        cells[i] = cell_empty();
        tallies[i].empties++;
        if (fit == FIT_MISFIT)
            add_misfit(batch, i, cell, &tallies[i]);
    }
    batch->text_len = (size_t)(behind - batch->text);
    batch->rows++;
    return true;
}

void batch_add_empty_row(struct batch *batch, struct column_tally *tallies)
{
    for (size_t i = 0; i < batch->columns; i++) {
        batch->cells[batch->rows * batch->columns + i] = cell_empty();
        tallies[i].empties++;
    }
    batch->rows++;
}

void batch_add_repair(struct batch *batch, const struct record *record, enum repair_kind kind)
{
    char *text = batch->text + batch->text_len;
    memcpy(text, record->raw.data, record->raw.len);
    batch->text_len += record->raw.len;
    batch->repairs[batch->repair_count++] =
        (struct batch_repair){batch->rows - 1, record->line, kind, span_of(text, record->raw.len)};
}

bool batch_is_aside(const struct record *record, size_t columns, enum aside_reason *reason)
{
    *reason = record->state == RECORD_STRAY_QUOTE ? ASIDE_STRAY_QUOTE
              : record->state == RECORD_TOO_LONG  ? ASIDE_TOO_LONG
              : record->count < columns           ? ASIDE_TOO_FEW
                                                  : ASIDE_TOO_MANY;
    return record->state != RECORD_ROW || record->count != columns;
}

void batch_add_aside(struct batch *batch, const struct record *record, enum aside_reason reason)
{
    char *text = batch->text + batch->text_len;
    memcpy(text, record->raw.data, record->raw.len);
    batch->text_len += record->raw.len;
    batch->asides[batch->aside_count++] =
        (struct batch_aside){record->line, reason, record->count, span_of(text, record->raw.len)};
}

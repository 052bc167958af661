/*
 * Sampling records. Rows that a stray quote has torn are read again as soon as it is known
 * how many cells a row has, so that what is told from the sample is not told from wreckage.
 */
#include "core/ingest/sample.h"

#include <string.h>

#include "core/ingest/reader.h"
#include "core/ingest/repair.h"

enum { RAW_MAX = 4096 };

/* ---- keeping ---- */

static bool is_filled(struct span cell)
{
    for (size_t i = 0; i < cell.len; i++) {
        if ((unsigned char)cell.data[i] > ' ')
            return true;
    }
    return false;
}

static struct sample_row *next_row(struct sample *out, struct arena *arena)
{
    if (out->count == out->size) {
        size_t size = out->size ? 2 * out->size : 64;
        struct sample_row *rows = arena_array(arena, size, sizeof *rows);
        if (!rows)
            return NULL;
        if (out->count)
            memcpy(rows, out->rows, out->count * sizeof *rows);
        out->rows = rows;
        out->size = size;
    }
    return &out->rows[out->count++];
}

static bool keep_row(struct sample *out, const struct record *record, struct arena *arena)
{
    struct sample_row *row = next_row(out, arena);
    if (!row)
        return false;
    size_t count = record->count;
    *row = (struct sample_row){.line = record->line,
                               .lines = record->lines,
                               .count = count,
                               .odd = record->odd,
                               .cells = arena_array(arena, count, sizeof *row->cells),
                               .quoted = arena_array(arena, count, sizeof *row->quoted)};
    size_t len = record->raw.len < RAW_MAX ? record->raw.len : RAW_MAX;
    row->raw = span_of(arena_copy(arena, span_of(record->raw.data, len)), len);
    if (!row->cells || !row->quoted || !row->raw.data)
        return false;
    for (size_t i = 0; i < count; i++) {
        struct span cell = record_cell(record, i);
        const char *copy = arena_copy(arena, cell);
        if (!copy)
            return false;
        row->cells[i] = span_of(copy, cell.len);
        row->quoted[i] = record->quoted && record->quoted[i];
        row->filled += is_filled(cell);
    }
    return true;
}

/* ---- width ---- */

/* A line of one cell says little: titles and notes are such lines. */
static double weight_of(size_t cells)
{
    return cells > 1 ? 1.0 : 0.25;
}

static size_t width_of(const struct sample *sample)
{
    size_t best = 0;
    double most = 0;
    for (size_t i = 0; i < sample->count; i++) {
        double weight = 0;
        for (size_t j = 0; j < sample->count; j++)
            weight += sample->rows[j].count == sample->rows[i].count && sample->rows[j].filled
                          ? weight_of(sample->rows[j].count)
                          : 0;
        if (sample->rows[i].filled &&
            (weight > most || (weight >= most && sample->rows[i].count > best))) {
            most = weight;
            best = sample->rows[i].count;
        }
    }
    return best;
}

/* ---- reading ---- */

static enum status read_rows(struct sample *out, struct reader *reader,
                             const struct dialect *dialect, size_t width, size_t limit,
                             struct arena *arena, struct error *err)
{
    struct record record = {0};
    struct repair *repair = repair_new(dialect, NULL, width, width);
    enum status status =
        repair ? STATUS_OK : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    while (status == STATUS_OK && out->count < limit) {
        status = reader_next(reader, &record, err);
        if (status != STATUS_OK || record.state == RECORD_END)
            break;
        bool torn = record.odd || record.lines > 1;
        size_t used = 0;
        if (width && torn && record.count != width && repair_quotes(repair, &record, &used))
            reader_cut(reader, used);
        if (!keep_row(out, &record, arena))
            status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    out->whole = record.state == RECORD_END;
    repair_free(repair);
    return status;
}

enum status sample_read(struct sample *out, struct span text, const struct dialect *dialect,
                        bool by_row, size_t width, size_t limit, struct arena *arena,
                        struct error *err)
{
    struct input *input = NULL;
    struct reader *reader = NULL;
    *out = (struct sample){0};
    enum status status = input_open_text(&input, text, "", err);
    if (status == STATUS_OK && by_row)
        input_treat_as_rows(input);
    if (status == STATUS_OK)
        status = reader_open(&reader, input, dialect, 1, err);
    if (status == STATUS_OK)
        status = read_rows(out, reader, dialect, width, limit, arena, err);
    out->width = width ? width : width_of(out);
    reader_close(reader);
    input_close(input);
    return status;
}

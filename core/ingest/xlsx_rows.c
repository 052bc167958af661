/*
 * Writing rows down. The first writing is as the cells come, each row as long as it is; which
 * cells are merged is only known behind the last row. So there is a second writing where that
 * is needed (xlsx_fill.c): it makes the rows equally long and fills cells.
 */
#include "core/ingest/xlsx_rows.h"

#include <stdlib.h>
#include <string.h>

#include "core/ingest/plan.h"
#include "core/ingest/xlsx_fill.h"

struct xlsx_rows {
    struct spool *spool;
    struct buffer text; /* of the cells of the row, one behind the other */
    struct place {
        size_t start, len;
    } cells[PLAN_COLUMNS_MAX]; /* where in text; those before `used` only */
    size_t used;
    struct buffer line;
    int64_t row;     /* that is being read */
    int64_t written; /* lines so far */
    int64_t count;   /* of them, not blank */
    size_t width;
    bool uneven; /* rows are not equally long */
    struct xlsx_fill fill;
    uint8_t colours[XLSX_TOP_ROWS][PLAN_COLUMNS_MAX];
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

struct xlsx_rows *xlsx_rows_new(void)
{
    struct xlsx_rows *rows = calloc(1, sizeof *rows);
    if (!rows)
        return NULL;
    rows->spool = spool_new(XLSX_ROWS_IN_MEMORY);
    if (!rows->spool) {
        free(rows);
        return NULL;
    }
    return rows;
}

void xlsx_rows_free(struct xlsx_rows *rows)
{
    if (!rows)
        return;
    spool_free(rows->spool);
    buffer_free(&rows->text);
    buffer_free(&rows->line);
    xlsx_fill_free(&rows->fill);
    free(rows);
}

int64_t xlsx_rows_count(const struct xlsx_rows *rows)
{
    return rows->count;
}

size_t xlsx_rows_width(const struct xlsx_rows *rows)
{
    return rows->width;
}

/* The first row of the header that has colours at all. */
const uint8_t *xlsx_rows_colours(const struct xlsx_rows *rows)
{
    for (int64_t row = rows->fill.header_first; row < rows->fill.header_end; row++) {
        for (size_t i = 0; i < rows->width; i++) {
            if (rows->colours[row - 1][i] != XLSX_NO_COLOUR)
                return rows->colours[row - 1];
        }
    }
    return NULL;
}

/* ---- a row ---- */

void xlsx_rows_begin(struct xlsx_rows *rows, int64_t row)
{
    rows->row = row;
    rows->used = 0;
    buffer_clear(&rows->text);
}

/* What the first rows look like tells where the header ends. */
static void note_top(struct xlsx_rows *rows, const struct xlsx_cell *cell)
{
    if (rows->row > XLSX_TOP_ROWS)
        return;
    if (cell->column < PLAN_COLUMNS_MAX)
        rows->colours[rows->row - 1][cell->column] = (uint8_t)cell->fill;
    if (cell->text.len)
        xlsx_fill_note(&rows->fill, rows->row, cell);
}

enum status xlsx_rows_add(struct xlsx_rows *rows, const struct xlsx_cell *cell, struct error *err)
{
    note_top(rows, cell);
    if (cell->text.len == 0)
        return STATUS_OK;
    if (cell->column >= PLAN_COLUMNS_MAX)
        return error_set(err, STATUS_INVALID, TEXT_XLSX_TOO_WIDE,
                         TEXT_VALUES(text_number("limit", PLAN_COLUMNS_MAX)));
    for (; rows->used <= cell->column; rows->used++)
        rows->cells[rows->used] = (struct place){0, 0};
    rows->cells[cell->column] = (struct place){rows->text.len, cell->text.len};
    return buffer_add_span(&rows->text, cell->text) ? STATUS_OK : no_memory(err);
}

static void add_cell(struct buffer *line, const char *text, size_t len)
{
    bool quoted = memchr(text, '"', len) || memchr(text, ',', len) || memchr(text, '\n', len) ||
                  memchr(text, '\r', len);
    if (!quoted) {
        buffer_add(line, text, len);
        return;
    }
    buffer_add_byte(line, '"');
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '"')
            buffer_add_byte(line, '"');
        buffer_add_byte(line, text[i]);
    }
    buffer_add_byte(line, '"');
}

static void compose(struct xlsx_rows *rows)
{
    struct buffer *line = &rows->line;
    for (size_t i = 0; i < rows->width; i++) {
        if (i)
            buffer_add_byte(line, ',');
        if (i < rows->used && rows->cells[i].len)
            add_cell(line, rows->text.data + rows->cells[i].start, rows->cells[i].len);
    }
    buffer_add_byte(line, '\n');
}

enum status xlsx_rows_end(struct xlsx_rows *rows, int64_t xml_bytes, struct error *err)
{
    if (rows->used == 0)
        return STATUS_OK; /* a blank line, once something stands below */
    buffer_clear(&rows->line);
    for (; rows->written < rows->row - 1; rows->written++)
        buffer_add_byte(&rows->line, '\n');
    if (rows->used > rows->width) {
        rows->uneven |= rows->count > 0;
        rows->width = rows->used;
    }
    compose(rows);
    rows->written++;
    rows->count++;
    if (rows->line.failed)
        return no_memory(err);
    int64_t size = spool_size(rows->spool) + (int64_t)rows->line.len;
    if (size > XLSX_GROWTH_FREE && size / XLSX_GROWTH_MAX > xml_bytes)
        return error_set(err, STATUS_DAMAGED, TEXT_XLSX_TOO_MUCH, NULL);
    return spool_add(rows->spool, buffer_span(&rows->line), err);
}

enum status xlsx_rows_merge(struct xlsx_rows *rows, const struct xlsx_block *block,
                            struct error *err)
{
    return xlsx_fill_add(&rows->fill, block) ? STATUS_OK : no_memory(err);
}

enum status xlsx_rows_finish(struct xlsx_rows *rows, struct spool **out,
                             struct xlsx_merge_notes *notes, struct error *err)
{
    struct spool *first = rows->spool;
    *out = NULL;
    *notes = (struct xlsx_merge_notes){0};
    if (!xlsx_fill_prepare(&rows->fill) && !rows->uneven) {
        rows->spool = NULL;
        *out = first;
        return STATUS_OK;
    }
    struct spool *second = spool_new(XLSX_ROWS_IN_MEMORY);
    enum status status = second
                             ? xlsx_fill_rows(&rows->fill, first, rows->width, second, notes, err)
                             : no_memory(err);
    if (status == STATUS_OK)
        *out = second;
    else
        spool_free(second);
    return status;
}

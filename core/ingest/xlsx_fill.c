/*
 * The second writing of a sheet's rows. Cells are moved as they stand, quotes and all.
 *
 * Where the header is: it begins with the first row that has more than one filled cell (above
 * it are titles) and ends before the first with a number in it that is no year.
 */
#include "core/ingest/xlsx_fill.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"

enum { HEADER_ROWS_MAX = 5, BLOCK = 64 * 1024 };

void xlsx_fill_free(struct xlsx_fill *fill)
{
    free(fill->blocks);
    *fill = (struct xlsx_fill){0};
}

static bool is_year(struct span text)
{
    if (text.len != 4)
        return false;
    for (size_t i = 0; i < 4; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
    }
    return memcmp(text.data, "1900", 4) >= 0 && memcmp(text.data, "2100", 4) <= 0;
}

void xlsx_fill_note(struct xlsx_fill *fill, int64_t row, const struct xlsx_cell *cell)
{
    fill->top[row].filled++;
    if (cell->column < PLAN_COLUMNS_MAX)
        fill->words[row][cell->column] = cell->kind == XLSX_CELL_TEXT || is_year(cell->text);
    fill->top[row].numbers += cell->kind != XLSX_CELL_TEXT && !is_year(cell->text);
}

bool xlsx_fill_add(struct xlsx_fill *fill, const struct xlsx_block *block)
{
    if (fill->count == XLSX_MERGES_MAX)
        return true;
    if (fill->count == fill->size) {
        size_t size = fill->size ? 2 * fill->size : 64;
        struct xlsx_block *blocks = realloc(fill->blocks, size * sizeof *blocks);
        if (!blocks)
            return false;
        fill->blocks = blocks;
        fill->size = size;
    }
    fill->blocks[fill->count++] = *block;
    return true;
}

/* ---- what is to be filled ---- */

static void find_header(struct xlsx_fill *fill)
{
    int64_t row = 1;
    while (row <= XLSX_TOP_ROWS && fill->top[row].filled < 2)
        row++;
    fill->header_first = fill->header_end = row;
    while (fill->header_end <= XLSX_TOP_ROWS && fill->header_end < row + HEADER_ROWS_MAX &&
           fill->top[fill->header_end].numbers == 0)
        fill->header_end++;
}

/* Labels of its own stand below each cell of the block: then the header has more rows, which
 * are joined when the table is read, and what spans columns is carried along there. */
static bool has_labels_below(const struct xlsx_fill *fill, const struct xlsx_block *block)
{
    bool all = block->last_row < fill->header_end - 1 && block->last_column < PLAN_COLUMNS_MAX;
    for (size_t i = block->first_column; all && i <= block->last_column; i++)
        all = fill->words[block->last_row + 1][i];
    return all;
}

static bool is_label(const struct xlsx_fill *fill, const struct xlsx_block *block)
{
    return !has_labels_below(fill, block) && block->last_column > block->first_column &&
           block->first_row >= fill->header_first && block->first_row < fill->header_end &&
           fill->top[block->first_row].filled > 1;
}

static bool is_value(const struct xlsx_fill *fill, const struct xlsx_block *block)
{
    return block->last_row > block->first_row && block->first_row >= fill->header_end;
}

static int by_row(const void *a, const void *b)
{
    const struct xlsx_block *left = a, *right = b;
    if (left->first_row != right->first_row)
        return left->first_row < right->first_row ? -1 : 1;
    return (left->first_column > right->first_column) - (left->first_column < right->first_column);
}

bool xlsx_fill_prepare(struct xlsx_fill *fill)
{
    size_t kept = 0;
    find_header(fill);
    for (size_t i = 0; i < fill->count; i++) {
        struct xlsx_block *block = &fill->blocks[i];
        if (is_label(fill, block))
            block->last_row = block->first_row; /* the cells below it are other labels */
        else if (is_value(fill, block))
            block->last_column = block->first_column;
        else
            continue;
        fill->blocks[kept++] = *block;
    }
    fill->count = kept;
    if (kept)
        qsort(fill->blocks, kept, sizeof *fill->blocks, by_row);
    return kept > 0;
}

/* ---- copying ---- */

/* A value on its way down. */
struct carried {
    const struct xlsx_block *block;
    struct buffer text;
};

struct copying {
    struct xlsx_fill *fill;
    const struct spool *from;
    struct spool *to;
    size_t width;
    struct xlsx_merge_notes *notes;
    int64_t row, place; /* place: of what is read next */
    struct buffer in;
    size_t used;    /* of in: up to where its record begins */
    size_t scanned; /* up to where the end of that record was looked for */
    bool quoted;    /* and whether that is inside of quotes */
    struct span *cells;
    size_t count;
    struct buffer out;
    struct carried *carried; /* width of them: one for a column */
    size_t next;             /* block that has not begun */
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* The line end behind the record; false: it is not all there yet. */
static bool find_end(struct copying *c, size_t *end)
{
    for (; c->scanned < c->in.len; c->scanned++) {
        c->quoted ^= c->in.data[c->scanned] == '"';
        if (c->in.data[c->scanned] == '\n' && !c->quoted) {
            *end = c->scanned++;
            return true;
        }
    }
    return false;
}

static enum status read_more(struct copying *c, size_t *got, struct error *err)
{
    assert(c->in.data);
    memmove(c->in.data, c->in.data + c->used, c->in.len - c->used);
    c->in.len -= c->used;
    c->scanned -= c->used;
    c->used = 0;
    if (!buffer_reserve(&c->in, BLOCK))
        return no_memory(err);
    enum status status = spool_read(c->from, c->place, c->in.data + c->in.len, BLOCK, got, err);
    c->in.len += *got;
    c->place += (int64_t)*got;
    return status;
}

/* Parts the next record into its cells. *more false: there is none. */
static enum status next_record(struct copying *c, bool *more, struct error *err)
{
    size_t end = 0, got = 1;
    while (!find_end(c, &end)) {
        enum status status = read_more(c, &got, err);
        *more = got > 0;
        if (status != STATUS_OK || !*more)
            return status;
    }
    const char *text = c->in.data;
    bool quoted = false;
    size_t start = c->used;
    c->count = 0;
    for (size_t i = start; i <= end; i++) {
        quoted ^= text[i] == '"';
        if ((text[i] == ',' && !quoted) || i == end) {
            c->cells[c->count++] = span_of(text + start, i - start);
            start = i + 1;
        }
    }
    if (c->count == 1 && c->cells[0].len == 0)
        c->count = 0; /* a blank line stays one */
    c->used = end + 1;
    c->row++;
    *more = true;
    return STATUS_OK;
}

static void carry_label(struct copying *c, const struct xlsx_block *block)
{
    struct span label = c->cells[block->first_column];
    for (size_t i = block->first_column + 1; label.len && i <= block->last_column && i < c->width;
         i++) {
        if (c->cells[i].len)
            continue;
        c->cells[i] = label;
        c->notes->labels++;
    }
}

static bool begin_value(struct copying *c, const struct xlsx_block *block)
{
    struct carried *carried = &c->carried[block->first_column];
    carried->block = block;
    buffer_clear(&carried->text);
    return buffer_add_span(&carried->text, c->cells[block->first_column]);
}

static void carry_values(struct copying *c)
{
    for (size_t i = 0; i < c->width; i++) {
        struct carried *carried = &c->carried[i];
        if (!carried->block)
            continue;
        if (c->row > carried->block->last_row) {
            carried->block = NULL;
        } else if (c->cells[i].len == 0 && carried->text.len) {
            c->cells[i] = buffer_span(&carried->text);
            c->notes->values++;
        }
    }
}

static bool fill_row(struct copying *c)
{
    for (size_t i = c->count; i < c->width; i++)
        c->cells[i] = span_of("", 0);
    carry_values(c);
    bool good = true;
    for (; good && c->next < c->fill->count; c->next++) {
        const struct xlsx_block *block = &c->fill->blocks[c->next];
        if (block->first_row > c->row)
            break;
        if (block->first_row < c->row || block->first_column >= c->width)
            continue;
        if (block->last_row > block->first_row)
            good = begin_value(c, block);
        else
            carry_label(c, block);
    }
    return good;
}

static enum status copy_row(struct copying *c, struct error *err)
{
    buffer_clear(&c->out);
    if (c->count > 0 && !fill_row(c))
        return no_memory(err);
    for (size_t i = 0; c->count > 0 && i < c->width; i++) {
        if (i)
            buffer_add_byte(&c->out, ',');
        buffer_add_span(&c->out, c->cells[i]);
    }
    if (!buffer_add_byte(&c->out, '\n'))
        return no_memory(err);
    return spool_add(c->to, buffer_span(&c->out), err);
}

enum status xlsx_fill_rows(struct xlsx_fill *fill, const struct spool *from, size_t width,
                           struct spool *to, struct xlsx_merge_notes *notes, struct error *err)
{
    struct copying c = {.fill = fill, .from = from, .to = to, .width = width, .notes = notes};
    bool more = true;
    c.cells = calloc(width + 1, sizeof *c.cells);
    c.carried = calloc(width + 1, sizeof *c.carried);
    enum status status =
        c.cells && c.carried && buffer_reserve(&c.in, 1) ? STATUS_OK : no_memory(err);
    while (status == STATUS_OK) {
        status = next_record(&c, &more, err);
        if (status != STATUS_OK || !more)
            break;
        status = copy_row(&c, err);
    }
    for (size_t i = 0; c.carried && i < width; i++)
        buffer_free(&c.carried[i].text);
    free(c.carried);
    free(c.cells);
    buffer_free(&c.in);
    buffer_free(&c.out);
    return status;
}

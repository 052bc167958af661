/*
 * The table of a pivot from its figures: which lines it has, in which order, and what its
 * cells show. Pure: where figures come from, the caller knows. A total is never put together
 * from cells here, since a total of averages is not the average of averages.
 */
#include <stdlib.h>
#include <string.h>

#include "core/analysis/pivot_pair.h"

enum { TABLE_CELLS_MAX = 4000000 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static struct pivot_line total_line(enum pivot_line_kind kind)
{
    return (struct pivot_line){.kind = kind, .groups = {UINT32_MAX, UINT32_MAX}};
}

/* ---- sorting ---- */

struct place {
    size_t line;
    struct pivot_cell own;
    struct pivot_cell block; /* of all lines with the same first value */
};

struct order {
    const struct pivot_line *lines;
    bool by_label, descending, blocks;
};

static int compare_cells(const struct pivot_cell *a, const struct pivot_cell *b, bool descending)
{
    if (!a->has_value || !b->has_value)
        return b->has_value - a->has_value; /* empties last in either direction */
    int order = (a->number > b->number) - (a->number < b->number);
    return descending ? -order : order;
}

static int compare_labels(const struct pivot_line *a, const struct pivot_line *b, bool descending)
{
    for (size_t i = 0; i < PIVOT_ROWS_MAX; i++) {
        if (a->groups[i] == b->groups[i])
            continue;
        if (!a->texts[i].len || !b->texts[i].len)
            return a->texts[i].len ? -1 : 1;
        int order = a->groups[i] < b->groups[i] ? -1 : 1;
        return descending ? -order : order;
    }
    return 0;
}

static int compare_places(const void *x, const void *y, void *context)
{
    const struct order *order = context;
    const struct place *a = x, *b = y;
    const struct pivot_line *line_a = &order->lines[a->line], *line_b = &order->lines[b->line];
    int found = 0;
    if (order->by_label)
        return compare_labels(line_a, line_b, order->descending);
    if (order->blocks && line_a->groups[0] != line_b->groups[0]) {
        found = compare_cells(&a->block, &b->block, order->descending);
        return found ? found : line_a->groups[0] < line_b->groups[0] ? -1 : 1;
    }
    found = compare_cells(&a->own, &b->own, order->descending);
    return found ? found : (a->line > b->line) - (a->line < b->line);
}

static bool has_blocks(const struct pivot_spec *spec)
{
    return spec->subtotals && spec->rows[0].column != 0 && spec->rows[1].column != 0;
}

static struct pivot_line block_line(const struct pivot_line *line)
{
    struct pivot_line block = *line;
    block.kind = PIVOT_SUBTOTAL;
    block.groups[1] = UINT32_MAX;
    block.texts[1] = span_of("", 0);
    return block;
}

/* ---- figures ---- */

/* Of a line; column figures->column_count: of all columns together. */
static bool raw_figure(const struct pivot_source *figures, const struct pivot_line *row,
                       size_t column, struct pivot_cell *out)
{
    const struct pivot_line *of = column < figures->column_count ? &figures->columns[column] : NULL;
    return figures->figure(figures->context, row, of, out);
}

/* What a figure of a line is compared with, where that stands in its own line or its group. */
static bool base_figure(const struct pivot_source *figures, const struct pivot_line *row,
                        const struct pivot_pair *pair, struct pivot_cell *out)
{
    struct pivot_line block = block_line(row);
    return raw_figure(figures, pair->base == PIVOT_BASE_GROUP ? &block : row, pair->with, out);
}

/* ---- sorting by figures ---- */

/* The figure that a line is sorted by: as it is shown, but as it is where the same for all
 * lines is made of it: all totals are 100 % of their row. */
static bool sort_figure(const struct pivot_spec *spec, const struct pivot_source *figures,
                        const struct pivot_line *row, struct pivot_cell *out)
{
    size_t total = figures->column_count, column = total;
    struct pivot_cell with;
    if (spec->sort >= 0 && (size_t)spec->sort < total)
        column = (size_t)spec->sort;
    struct pivot_pair pair = pivot_pair_of(spec, row->kind, figures->columns, total, column);
    bool plain = pair.base == PIVOT_BASE_NONE || pair.base == PIVOT_BASE_TOTAL ||
                 (column == total && (!pair.shown || spec->show == PIVOT_SHOW_ROW));
    if (!raw_figure(figures, row, plain || !pair.shown ? column : pair.of, out))
        return false;
    if (plain)
        return true;
    if (!pair.shown) {
        out->has_value = false;
        return true;
    }
    if (!base_figure(figures, row, &pair, &with))
        return false;
    pivot_pair_show(spec, out, &with);
    return true;
}

static enum status sort_lines(const struct pivot_spec *spec, const struct pivot_source *figures,
                              struct place *places, struct error *err)
{
    struct order order = {figures->rows, spec->sort == PIVOT_BY_LABEL, spec->descending,
                          has_blocks(spec)};
    for (size_t i = 0; i < figures->row_count; i++) {
        const struct pivot_line *line = &figures->rows[i];
        places[i] = (struct place){.line = i};
        if (order.by_label)
            continue;
        if (!sort_figure(spec, figures, line, &places[i].own))
            return no_memory(err);
        /* Lines come in natural order here: those of a block stand side by side. */
        if (order.blocks && i > 0 && figures->rows[i - 1].groups[0] == line->groups[0]) {
            places[i].block = places[i - 1].block;
        } else if (order.blocks) {
            struct pivot_line block = block_line(line);
            if (!sort_figure(spec, figures, &block, &places[i].block))
                return no_memory(err);
        }
    }
    if (!order.by_label || order.descending)
        qsort_r(places, figures->row_count, sizeof *places, compare_places, &order);
    return STATUS_OK;
}

/* ---- lines ---- */

/* How many lines stay: the first `top`, or those of the first `top` blocks. */
static size_t count_kept(const struct pivot_spec *spec, const struct pivot_source *figures,
                         const struct place *places)
{
    size_t blocks = 0;
    if (spec->top == 0)
        return figures->row_count;
    if (!has_blocks(spec))
        return spec->top < figures->row_count ? spec->top : figures->row_count;
    for (size_t i = 0; i < figures->row_count; i++) {
        blocks += i == 0 || figures->rows[places[i].line].groups[0] !=
                                figures->rows[places[i - 1].line].groups[0];
        if (blocks > spec->top)
            return i;
    }
    return figures->row_count;
}

static bool copy_line(struct arena *arena, const struct pivot_line *line, struct pivot_line *out)
{
    *out = *line;
    for (size_t i = 0; i < PIVOT_ROWS_MAX; i++) {
        out->texts[i].data = arena_copy(arena, line->texts[i]);
        if (!out->texts[i].data)
            return false;
    }
    return true;
}

/* The subtotal of the line that was put last. */
static void add_block(struct pivot_table *out)
{
    out->rows[out->row_count] = block_line(&out->rows[out->row_count - 1]);
    out->row_count++;
}

static enum status put_rows(struct arena *arena, const struct pivot_spec *spec,
                            const struct pivot_source *figures, const struct place *places,
                            struct pivot_table *out, struct error *err)
{
    size_t kept = count_kept(spec, figures, places);
    bool blocks = has_blocks(spec);
    out->rows = arena_array(arena, kept * (blocks ? 2 : 1) + 2, sizeof *out->rows);
    if (!out->rows)
        return no_memory(err);
    for (size_t i = 0; i < kept; i++) {
        const struct pivot_line *line = &figures->rows[places[i].line];
        const struct pivot_line *next = i + 1 < kept ? &figures->rows[places[i + 1].line] : NULL;
        if (!copy_line(arena, line, &out->rows[out->row_count++]))
            return no_memory(err);
        if (blocks && (!next || next->groups[0] != line->groups[0]))
            add_block(out);
    }
    if (kept < figures->row_count)
        out->rows[out->row_count++] = total_line(PIVOT_OTHERS);
    out->rows[out->row_count++] = total_line(PIVOT_TOTAL);
    return STATUS_OK;
}

static enum status put_columns(struct arena *arena, const struct pivot_source *figures,
                               struct pivot_table *out, struct error *err)
{
    out->columns = arena_array(arena, figures->column_count + 1, sizeof *out->columns);
    if (!out->columns)
        return no_memory(err);
    for (size_t i = 0; i < figures->column_count; i++)
        if (!copy_line(arena, &figures->columns[i], &out->columns[out->column_count++]))
            return no_memory(err);
    out->columns[out->column_count++] = total_line(PIVOT_TOTAL);
    return STATUS_OK;
}

enum status pivot_table_arrange(struct arena *arena, const struct pivot_spec *spec,
                                const struct pivot_source *figures, struct pivot_table *out,
                                struct error *err)
{
    struct place *places = calloc(figures->row_count + 1, sizeof *places);
    *out = (struct pivot_table){.row_fields = (size_t)(spec->rows[0].column != 0) +
                                              (spec->rows[1].column != 0)};
    if (!places)
        return no_memory(err);
    enum status status = sort_lines(spec, figures, places, err);
    if (status == STATUS_OK)
        status = put_rows(arena, spec, figures, places, out, err);
    if (status == STATUS_OK)
        status = put_columns(arena, figures, out, err);
    free(places);
    return status;
}

/* ---- cells ---- */

/* raw: figures of the line; bottom: of the total line. */
static bool show_cell(const struct pivot_spec *spec, const struct pivot_source *figures,
                      const struct pivot_line *row, const struct pivot_cell *raw,
                      const struct pivot_cell *bottom, size_t column, struct pivot_cell *out)
{
    struct pivot_pair pair =
        pivot_pair_of(spec, row->kind, figures->columns, figures->column_count, column);
    struct pivot_cell with;
    *out = raw[pair.shown ? pair.of : column];
    if (!pair.shown) {
        *out = (struct pivot_cell){0};
    } else if (pair.base == PIVOT_BASE_GROUP) {
        if (!base_figure(figures, row, &pair, &with))
            return false;
        pivot_pair_show(spec, out, &with);
    } else if (pair.base != PIVOT_BASE_NONE) {
        pivot_pair_show(spec, out,
                        pair.base == PIVOT_BASE_OWN ? &raw[pair.with] : &bottom[pair.with]);
    }
    out->rows = raw[column].rows; /* that are behind it, whatever it is compared with */
    return true;
}

static enum status fill_row(const struct pivot_spec *spec, const struct pivot_source *figures,
                            struct pivot_table *table, size_t row, struct pivot_cell *raw,
                            const struct pivot_cell *bottom, struct error *err)
{
    struct pivot_cell *cells = &table->cells[row * table->column_count];
    for (size_t c = 0; c < table->column_count; c++)
        if (!raw_figure(figures, &table->rows[row], c, &raw[c]))
            return no_memory(err);
    for (size_t c = 0; c < table->column_count; c++)
        if (!show_cell(spec, figures, &table->rows[row], raw, bottom, c, &cells[c]))
            return no_memory(err);
    return STATUS_OK;
}

enum status pivot_table_fill(struct arena *arena, const struct pivot_spec *spec,
                             const struct pivot_source *figures, struct pivot_table *table,
                             struct error *err)
{
    size_t count, last = table->row_count - 1;
    enum status status = STATUS_OK;
    if (__builtin_mul_overflow(table->row_count, table->column_count, &count) ||
        count > TABLE_CELLS_MAX)
        return error_set(err, STATUS_INVALID, TEXT_CUBE_TOO_MANY,
                         TEXT_VALUES(text_number("limit", TABLE_CELLS_MAX)));
    table->cells = arena_array(arena, count, sizeof *table->cells);
    struct pivot_cell *bottom = calloc(table->column_count, sizeof *bottom);
    struct pivot_cell *raw = calloc(table->column_count, sizeof *raw);
    if (!table->cells || !bottom || !raw) {
        free(bottom);
        free(raw);
        return no_memory(err);
    }
    for (size_t c = 0; c < table->column_count && status == STATUS_OK; c++)
        if (!raw_figure(figures, &table->rows[last], c, &bottom[c]))
            status = no_memory(err);
    for (size_t r = 0; r < table->row_count && status == STATUS_OK; r++)
        status = fill_row(spec, figures, table, r, raw, bottom, err);
    free(bottom);
    free(raw);
    return status;
}

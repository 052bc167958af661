/*
 * The largest lines of a pivot. Apart from the table, which is whole: only what is pinned is
 * cut, and what is said of it must hold for all of it. The highest line and the totals are
 * always among those kept.
 */
#include "core/analysis/pivot_keep.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct weight {
    size_t at;
    bool stays; /* a total, or what stands for many lines */
    double number;
    int64_t rows;
};

static int by_weight(const void *x, const void *y)
{
    const struct weight *a = x, *b = y;
    if (a->stays != b->stays)
        return a->stays ? -1 : 1;
    if (a->stays)
        return (a->at > b->at) - (a->at < b->at);
    if (a->number < b->number || a->number > b->number)
        return a->number > b->number ? -1 : 1;
    if (a->rows != b->rows)
        return a->rows > b->rows ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

static int by_place(const void *x, const void *y)
{
    size_t a = *(const size_t *)x, b = *(const size_t *)y;
    return (a > b) - (a < b);
}

/* By the total of the line: it is of more rows than any of its cells. */
static struct weight weigh(const struct pivot_line *line, size_t at, const struct pivot_cell *total)
{
    bool number = total->has_value && total->word.kind == VALUE_EMPTY && isfinite(total->number);
    return (struct weight){.at = at,
                           .stays = line->kind == PIVOT_TOTAL || line->kind == PIVOT_OTHERS,
                           .number = number ? total->number : -INFINITY,
                           .rows = total->rows};
}

static void choose(struct weight *weights, size_t count, size_t most, size_t *out, size_t *kept)
{
    *kept = count < most ? count : most;
    if (count > most)
        qsort(weights, count, sizeof *weights, by_weight);
    for (size_t i = 0; i < *kept; i++)
        out[i] = weights[i].at;
    qsort(out, *kept, sizeof *out, by_place);
}

static void weigh_rows(struct weight *weights, const struct pivot_table *table)
{
    size_t columns = table->column_count;
    for (size_t r = 0; r < table->row_count && columns > 0; r++)
        weights[r] = weigh(&table->rows[r], r, &table->cells[r * columns + columns - 1]);
}

bool pivot_keep(struct arena *arena, const struct pivot_table *table, size_t rows_most,
                size_t columns_most, struct pivot_kept *out)
{
    size_t rows = table->row_count, columns = table->column_count;
    struct weight *weights =
        arena_array(arena, (rows > columns ? rows : columns) + 1, sizeof *weights);
    *out = (struct pivot_kept){.rows = arena_array(arena, rows + 1, sizeof *out->rows),
                               .columns = arena_array(arena, columns + 1, sizeof *out->columns)};
    if (!weights || !out->rows || !out->columns)
        return false;
    weigh_rows(weights, table);
    choose(weights, columns > 0 ? rows : 0, rows_most, out->rows, &out->row_count);
    for (size_t c = 0; c < columns && rows > 0; c++)
        weights[c] = weigh(&table->columns[c], c, &table->cells[(rows - 1) * columns + c]);
    choose(weights, rows > 0 ? columns : 0, columns_most, out->columns, &out->column_count);
    return true;
}

static void copy_row(const struct pivot_table *from, size_t row, struct pivot_table *to)
{
    size_t columns = from->column_count;
    to->rows[to->row_count] = from->rows[row];
    memcpy(&to->cells[to->row_count * columns], &from->cells[row * columns],
           columns * sizeof *to->cells);
    to->row_count++;
}

bool pivot_largest(struct arena *arena, const struct pivot_table *table, size_t rows_most,
                   struct pivot_table *out)
{
    size_t count = table->row_count, most = count < rows_most ? count : rows_most;
    struct weight *weights = arena_array(arena, count + 1, sizeof *weights);
    *out = *table;
    out->row_count = 0;
    out->rows = arena_array(arena, most + 1, sizeof *out->rows);
    out->cells = arena_array(arena, most * table->column_count + 1, sizeof *out->cells);
    if (!weights || !out->rows || !out->cells)
        return false;
    weigh_rows(weights, table);
    qsort(weights, count, sizeof *weights, by_weight);
    for (size_t i = 0; i < most; i++)
        if (!weights[i].stays)
            copy_row(table, weights[i].at, out);
    for (size_t i = 0; i < most; i++)
        if (weights[i].stays)
            copy_row(table, weights[i].at, out);
    return true;
}

/* See the header. */
#include "tests/support/pivot_written.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/check.h"

enum { CELLS_MOST = 100 };

struct written {
    struct arena *arena;
    struct pivot_table *table;
    bool across;
};

static size_t split(struct span line, char mark, struct span *out, size_t most)
{
    size_t count = 0, at = 0;
    while (count < most) {
        const char *end = memchr(line.data + at, mark, line.len - at);
        size_t len = end ? (size_t)(end - line.data) - at : line.len - at;
        out[count++] = span_of(line.data + at, len);
        if (!end)
            return count;
        at += len + 1;
    }
    fail_msg("a table with more cells than can be written");
    return 0;
}

/* The number of a value among those of that field so far: its group. */
static uint32_t group_of(const struct pivot_table *table, size_t field, struct span text)
{
    uint32_t next = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        if (span_equal(table->rows[i].texts[field], text))
            return table->rows[i].groups[field];
        next = table->rows[i].groups[field] >= next ? table->rows[i].groups[field] + 1 : next;
    }
    return next;
}

static struct pivot_cell cell_written(struct span text)
{
    struct pivot_cell cell = {.rows = 0};
    char copy[64] = "", *end = copy;
    assert_true(text.len < sizeof copy);
    memcpy(copy, text.data, text.len);
    if (text.len == 0)
        return cell;
    cell.number = strtod(copy, &end);
    cell.has_value = true;
    cell.whole = cell.number == floor(cell.number) && fabs(cell.number) < 1e15;
    cell.integer = cell.whole ? (int64_t)cell.number : 0;
    cell.rows = *end == ':'        ? strtoll(end + 1, NULL, 10)
                : cell.number < 10 ? 10
                                   : (int64_t)fmin(cell.number, 1e15);
    return cell;
}

static void add_cell(struct pivot_cell *into, const struct pivot_cell *cell)
{
    into->rows += cell->rows;
    into->has_value = into->has_value || cell->has_value;
    into->number += cell->number;
    into->integer = (int64_t)fmax(fmin(into->number, 1e15), -1e15);
    into->whole = into->number == floor(into->number) && fabs(into->number) < 1e15;
}

static void head(struct written *written, struct span line, struct pivot_spec *spec)
{
    struct span cells[CELLS_MOST];
    struct pivot_table *table = written->table;
    size_t count = split(line, ';', cells, CELLS_MOST);
    written->across = !(count == 2 && span_equal(cells[1], span_of("-", 1)));
    spec->column.column = written->across ? 3 : 0;
    table->column_count = written->across ? count : 1;
    table->columns = arena_array(written->arena, table->column_count, sizeof *table->columns);
    for (size_t i = 0; i + 1 < table->column_count; i++)
        table->columns[i] = (struct pivot_line){
            .kind = PIVOT_LINE, .groups = {(uint32_t)i, UINT32_MAX}, .texts = {cells[i + 1]}};
    table->columns[table->column_count - 1] =
        (struct pivot_line){.kind = PIVOT_TOTAL, .groups = {UINT32_MAX, UINT32_MAX}};
}

static void add_row(struct written *written, struct span line, struct pivot_spec *spec)
{
    struct span cells[CELLS_MOST], labels[2] = {{0}};
    struct pivot_table *table = written->table;
    size_t count = split(line, ';', cells, CELLS_MOST), columns = table->column_count;
    size_t fields = split(cells[0], '/', labels, 2);
    struct pivot_line row = {.kind = PIVOT_LINE, .groups = {0, UINT32_MAX}};
    struct pivot_cell *out = &table->cells[table->row_count * columns];
    assert_int_equal(count, written->across ? columns : 2);
    for (size_t i = 0; i < fields; i++) {
        row.texts[i] = labels[i];
        row.groups[i] = group_of(table, i, labels[i]);
    }
    spec->rows[1].column = fields > 1 ? 2 : 0;
    table->row_fields = fields;
    for (size_t i = 1; i < count; i++) {
        struct pivot_cell cell = cell_written(cells[i]);
        if (written->across)
            out[i - 1] = cell;
        add_cell(&out[columns - 1], &cell);
    }
    table->rows[table->row_count++] = row;
}

static void add_totals(struct pivot_table *table)
{
    size_t columns = table->column_count;
    struct pivot_cell *out = &table->cells[table->row_count * columns];
    for (size_t row = 0; row < table->row_count; row++)
        for (size_t column = 0; column < columns; column++)
            add_cell(&out[column], &table->cells[row * columns + column]);
    table->rows_in = out[columns - 1].rows;
    table->rows[table->row_count++] =
        (struct pivot_line){.kind = PIVOT_TOTAL, .groups = {UINT32_MAX, UINT32_MAX}};
}

void pivot_written(struct arena *arena, const char *text, struct pivot_spec *spec,
                   struct pivot_table *out)
{
    const char *copy = arena_string(arena, text);
    struct written written = {.arena = arena, .table = out};
    size_t lines = 1;
    for (const char *at = copy; *at != '\0'; at++)
        lines += *at == '\n';
    *out = (struct pivot_table){.row_fields = 1};
    spec->rows[0].column = 1;
    spec->sort = PIVOT_BY_LABEL;
    out->rows = arena_array(arena, lines + 1, sizeof *out->rows);
    for (size_t line = 0; *copy != '\0'; line++) {
        size_t len = strcspn(copy, "\n");
        if (line == 0) {
            head(&written, span_of(copy, len), spec);
            out->cells = arena_array(arena, (lines + 1) * out->column_count, sizeof *out->cells);
        } else {
            add_row(&written, span_of(copy, len), spec);
        }
        copy += len + (copy[len] == '\n');
    }
    add_totals(out);
}

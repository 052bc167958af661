/* Gathering the figures of a result. Labels are found by a hash of their texts; a figure is the
 * sum of all rows that have its labels, of which there is mostly one. */
#include "core/service/query_figures.h"

#include <math.h>
#include <string.h>

#include "core/analysis/chart_time.h"

enum { SLOTS = 4096, ACROSS_SLOTS = 256, LABEL_BYTES = 200, NOWHERE = -1 };

struct query_figure {
    double sum;
    int64_t rows;
    bool has, broken; /* a number came; one of them was not whole */
};

/* ---- which columns say what ---- */

static void choose_columns(struct query_figures *figures, const bool *is_number)
{
    size_t first = 0;
    while (first < figures->columns && !is_number[first])
        first++;
    figures->label_count = first < 2 ? first : 2;
    for (size_t i = 0; i < figures->label_count; i++)
        figures->labels[i] = i;
    if (first == 0) { /* numbers by a number */
        figures->label_count = 1;
        figures->label_number = true;
        first = 1;
    }
    for (size_t i = first; i < figures->columns; i++) {
        bool room = figures->number_count < (figures->label_count > 1 ? 1 : QUERY_FIGURES_MOST);
        if (is_number[i] && room)
            figures->numbers[figures->number_count++] = i;
        else
            figures->left_columns += is_number[i];
    }
}

static size_t width_of(const struct query_figures *figures)
{
    if (figures->label_count > 1)
        return QUERY_ACROSS_MOST;
    return figures->number_count ? figures->number_count : 1;
}

bool query_figures_begin(struct query_figures *figures, struct arena *arena, const bool *is_number,
                         size_t columns)
{
    *figures = (struct query_figures){.arena = arena, .columns = columns};
    if (columns == 0)
        return false;
    choose_columns(figures, is_number);
    figures->groups = arena_array(arena, QUERY_GROUPS_MOST, sizeof *figures->groups);
    figures->across = arena_array(arena, QUERY_ACROSS_MOST, sizeof *figures->across);
    figures->slots = arena_array(arena, SLOTS, sizeof *figures->slots);
    figures->across_slots = arena_array(arena, ACROSS_SLOTS, sizeof *figures->across_slots);
    figures->cells =
        arena_array(arena, QUERY_GROUPS_MOST * width_of(figures), sizeof *figures->cells);
    return figures->groups && figures->across && figures->slots && figures->across_slots &&
           figures->cells;
}

/* ---- labels ---- */

struct label_table {
    struct query_group *groups;
    size_t *count;
    size_t most;
    uint32_t *slots; /* 1 + group; 0: free */
    size_t slot_count;
};

/* FNV-1a */
static size_t hash_of(struct span text)
{
    uint64_t hash = 14695981039346656037U;
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.data[i]) * 1099511628211U;
    return (size_t)(hash ^ hash >> 32);
}

/* The label's group; NOWHERE: there is no room for another, or no memory (*failed). */
static int64_t find_group(struct arena *arena, const struct label_table *table,
                          const struct value *value, bool *failed)
{
    char scratch[VALUE_NUMBER_SIZE];
    struct span text = value_text(value, scratch);
    text.len = text.len > LABEL_BYTES ? LABEL_BYTES : text.len;
    size_t slot = hash_of(text) % table->slot_count;
    for (; table->slots[slot]; slot = (slot + 1) % table->slot_count)
        if (span_equal(table->groups[table->slots[slot] - 1].text, text))
            return table->slots[slot] - 1;
    if (*table->count == table->most)
        return NOWHERE;
    struct query_group *group = &table->groups[*table->count];
    *group = (struct query_group){.value = *value};
    const char *copy = arena_copy(arena, text);
    const char *whole = value->kind == VALUE_TEXT ? arena_copy(arena, value->text) : copy;
    *failed = *failed || !copy || !whole;
    group->text = span_of(copy, copy ? text.len : 0);
    if (value->kind == VALUE_TEXT)
        group->value.text.data = whole;
    table->slots[slot] = (uint32_t)++ * table->count;
    return (int64_t)*table->count - 1;
}

/* ---- rows ---- */

static void add_number(struct query_figures *figures, struct query_figure *cell,
                       const struct value *value)
{
    double number = value->kind == VALUE_INTEGER ? (double)value->integer : value->decimal;
    bool good = (value->kind == VALUE_INTEGER || value->kind == VALUE_DECIMAL) && isfinite(number);
    cell->rows++;
    figures->no_number += !good;
    if (!good)
        return;
    cell->has = true;
    cell->broken = cell->broken || number != floor(number);
    cell->sum += number;
}

static bool add_row(struct query_figures *figures, const struct value *row)
{
    static const struct value one = {.kind = VALUE_INTEGER, .integer = 1};
    const struct label_table lines = {figures->groups, &figures->group_count, QUERY_GROUPS_MOST,
                                      figures->slots, SLOTS};
    const struct label_table columns = {figures->across, &figures->across_count, QUERY_ACROSS_MOST,
                                        figures->across_slots, ACROSS_SLOTS};
    bool failed = false, two = figures->label_count > 1;
    int64_t line = find_group(figures->arena, &lines, &row[figures->labels[0]], &failed);
    int64_t column =
        two ? find_group(figures->arena, &columns, &row[figures->labels[1]], &failed) : 0;
    figures->rows++;
    if (line == NOWHERE || column == NOWHERE) {
        figures->left_out++;
        return !failed;
    }
    struct query_figure *cell = &figures->cells[(size_t)line * width_of(figures) + (size_t)column];
    figures->repeated += cell->rows > 0 && figures->number_count > 0;
    for (size_t i = 0; i < figures->number_count; i++)
        add_number(figures, cell + i, &row[figures->numbers[i]]);
    if (figures->number_count == 0)
        add_number(figures, cell, &one);
    return !failed;
}

bool query_figures_add(struct query_figures *figures, const struct value *values, size_t rows)
{
    bool good = true;
    for (size_t r = 0; r < rows && good; r++)
        good = add_row(figures, values + r * figures->columns);
    return good;
}

/* ---- as a table ---- */

bool query_groups_are_times(const struct query_group *groups, size_t count)
{
    enum chart_period period;
    size_t times = 0;
    double begin;
    for (size_t i = 0; i < count; i++) {
        if (groups[i].text.len == 0)
            continue;
        if (groups[i].value.kind != VALUE_TEXT ||
            !chart_time_read(groups[i].text, &begin, &period) || period == PERIOD_YEAR)
            return false;
        times++;
    }
    return times > 0;
}

bool query_figures_add_up(const struct query_figures *figures)
{
    size_t width = width_of(figures);
    for (size_t i = 0; i < figures->group_count * width; i++)
        if (figures->cells[i].has && (figures->cells[i].broken || figures->cells[i].sum < 0))
            return false;
    return true;
}

struct filling {
    const struct query_figures *figures;
    struct pivot_table *table;
    bool turned, totals; /* with a column of totals */
};

static void put(struct pivot_cell *cell, const struct query_figure *figure)
{
    static const double whole_most = 9e15;
    cell->rows += figure->rows;
    if (!figure->has)
        return;
    bool whole = (!cell->has_value || cell->whole) && !figure->broken;
    cell->has_value = true;
    cell->number += figure->sum;
    cell->whole = whole && fabs(cell->number) < whole_most;
    cell->integer = cell->whole ? (int64_t)cell->number : 0;
}

static void fill(const struct filling *filling)
{
    const struct query_figures *figures = filling->figures;
    struct pivot_table *table = filling->table;
    size_t width = width_of(figures), last = table->row_count - 1;
    size_t columns = table->column_count - filling->totals;
    for (size_t r = 0; r < last; r++)
        for (size_t c = 0; c < columns; c++) {
            size_t at = filling->turned ? c * width + r : r * width + c;
            const struct query_figure *figure = &figures->cells[at];
            put(&table->cells[r * table->column_count + c], figure);
            put(&table->cells[last * table->column_count + c], figure);
            if (filling->totals)
                put(&table->cells[r * table->column_count + columns], figure);
        }
}

static void put_lines(struct pivot_line *lines, const struct query_group *groups, size_t count)
{
    for (size_t i = 0; i < count; i++)
        lines[i] = (struct pivot_line){
            .kind = PIVOT_LINE, .groups = {(uint32_t)i}, .texts = {groups[i].text}};
}

enum status query_figures_table(const struct query_figures *figures, const char *const *names,
                                struct arena *arena, struct pivot_table *out, bool *turned,
                                struct error *err)
{
    bool two = figures->label_count > 1, several = figures->number_count > 1;
    *turned = two && query_groups_are_times(figures->across, figures->across_count) &&
              !query_groups_are_times(figures->groups, figures->group_count);
    size_t across = two ? figures->across_count : several ? figures->number_count : 0;
    size_t rows = *turned ? across : figures->group_count;
    size_t columns = *turned ? figures->group_count : across;
    *out = (struct pivot_table){.row_fields = 1,
                                .row_count = rows + 1,
                                .column_count = columns + 1,
                                .rows_in = figures->rows};
    out->rows = arena_array(arena, out->row_count, sizeof *out->rows);
    out->columns = arena_array(arena, out->column_count, sizeof *out->columns);
    out->cells = arena_array(arena, out->row_count * out->column_count, sizeof *out->cells);
    if (!out->rows || !out->columns || !out->cells)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    put_lines(out->rows, *turned ? figures->across : figures->groups, rows);
    if (two)
        put_lines(out->columns, *turned ? figures->groups : figures->across, columns);
    for (size_t c = 0; c < columns && !two; c++)
        out->columns[c] = (struct pivot_line){.kind = PIVOT_LINE,
                                              .texts = {span_string(names[figures->numbers[c]])}};
    out->rows[rows].kind = out->columns[columns].kind = PIVOT_TOTAL;
    const struct filling filling = {figures, out, *turned, columns > 0};
    fill(&filling);
    return STATUS_OK;
}

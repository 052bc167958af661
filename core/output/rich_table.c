/*
 * The layout of Markdown tables: natural widths where there is room, else the widest
 * columns give way and their cells break into lines. Where even that is too narrow (a
 * phone, a pane at 80 columns) the rows are told as lists.
 */
#include "core/output/rich_table.h"

#include <string.h>

enum { NARROWEST = 4, GAP = 3 };

void rich_table_add_cell(struct rich_table *table, struct rich_words *words)
{
    struct rich_cell cell = {.count = words->count};
    for (size_t i = 0; i < words->count; i++)
        cell.cells += words->pieces[i].cells + (i > 0 && words->pieces[i].space_before);
    bool wanted = table->in_row < table->columns;
    if (wanted && table->cell_count == table->capacity) {
        size_t wider = table->capacity == 0 ? 32 : table->capacity * 2;
        struct rich_cell *fresh = arena_array(table->arena, wider, sizeof *fresh);
        if (fresh == NULL) {
            table->failed = true;
            return;
        }
        if (table->cell_count > 0)
            memcpy(fresh, table->cells, table->cell_count * sizeof *fresh);
        table->cells = fresh;
        table->capacity = wider;
    }
    if (wanted) {
        cell.pieces = arena_array(table->arena, cell.count, sizeof *cell.pieces);
        if (cell.pieces == NULL) {
            table->failed = true;
            return;
        }
        if (cell.count > 0)
            memcpy(cell.pieces, words->pieces, cell.count * sizeof *cell.pieces);
        table->cells[table->cell_count++] = cell;
        table->in_row++;
    }
    rich_words_clear(words);
}

void rich_table_end_row(struct rich_table *table)
{
    struct rich_words none = {.arena = table->arena};
    while (table->in_row < table->columns && !table->failed)
        rich_table_add_cell(table, &none);
    table->in_row = 0;
}

static size_t rows_of(const struct rich_table *table)
{
    return table->columns == 0 ? 0 : table->cell_count / table->columns;
}

/* Widths that fit into room cells; false: not even the narrowest do. */
static bool choose_widths(const struct rich_table *table, size_t room, size_t *widths)
{
    size_t sum = 0;
    for (size_t c = 0; c < table->columns; c++) {
        widths[c] = 1;
        for (size_t r = 0; r < rows_of(table); r++) {
            size_t cells = table->cells[r * table->columns + c].cells;
            widths[c] = cells > widths[c] ? cells : widths[c];
        }
        widths[c] = widths[c] > room ? room : widths[c];
        sum += widths[c];
    }
    while (sum > room) {
        size_t widest = 0;
        for (size_t c = 1; c < table->columns; c++)
            widest = widths[c] > widths[widest] ? c : widest;
        if (widths[widest] <= NARROWEST)
            return false;
        widths[widest]--;
        sum--;
    }
    return true;
}

/* The runs of one line under construction. */
struct row_line {
    struct arena *arena;
    struct rich_run *runs;
    size_t count, capacity;
    bool failed;
};

static void put(struct row_line *line, struct rich_run run)
{
    if (line->count == line->capacity) {
        size_t wider = line->capacity == 0 ? 32 : line->capacity * 2;
        struct rich_run *fresh = arena_array(line->arena, wider, sizeof *fresh);
        if (fresh == NULL) {
            line->failed = true;
            return;
        }
        if (line->count > 0)
            memcpy(fresh, line->runs, line->count * sizeof *fresh);
        line->runs = fresh;
        line->capacity = wider;
    }
    line->runs[line->count++] = run;
}

/* The same character count times. */
static void put_repeated(struct row_line *line, const char *character, size_t count,
                         enum rich_style style)
{
    size_t len = strlen(character);
    char *text = count == 0 ? NULL : arena_array(line->arena, count, len);
    if (text == NULL) {
        line->failed = line->failed || count > 0;
        return;
    }
    for (size_t i = 0; i < count; i++)
        memcpy(text + i * len, character, len);
    put(line, (struct rich_run){span_of(text, count * len), style, count});
}

static void put_prefix(struct row_line *line, const struct rich_prefix *prefix, bool first)
{
    const struct rich_run *runs = first ? prefix->first : prefix->rest;
    size_t count = first ? prefix->first_count : prefix->rest_count;
    for (size_t i = 0; i < count; i++)
        put(line, runs[i]);
}

static void put_cell(struct row_line *line, const struct rich_line *cell, size_t width, char align)
{
    size_t blank = cell->cells < width ? width - cell->cells : 0;
    size_t left = align == 'r' ? blank : align == 'c' ? blank / 2 : 0;
    put_repeated(line, " ", left, RICH_PLAIN);
    for (size_t i = 0; i < cell->run_count; i++)
        put(line, cell->runs[i]);
    put_repeated(line, " ", blank - left, RICH_PLAIN);
}

static struct rich_words words_of(const struct rich_cell *cell, struct arena *arena)
{
    return (struct rich_words){.arena = arena, .pieces = cell->pieces, .count = cell->count};
}

/* One row of the table, as many lines as its highest cell takes. */
static void add_row(const struct rich_table *table, struct rich_lines *lines, size_t row,
                    const size_t *widths, const struct rich_prefix *prefix, bool first)
{
    struct rich_lines broken[RICH_TABLE_COLUMNS];
    size_t height = 1;
    for (size_t c = 0; c < table->columns; c++) {
        broken[c] = (struct rich_lines){.arena = lines->arena};
        struct rich_words words = words_of(&table->cells[row * table->columns + c], lines->arena);
        rich_wrap(&broken[c], &words, NULL, widths[c], 0);
        lines->failed = lines->failed || broken[c].failed;
        height = broken[c].count > height ? broken[c].count : height;
    }
    static const struct rich_line nothing = {0};
    for (size_t i = 0; i < height && !lines->failed; i++) {
        struct row_line line = {.arena = lines->arena};
        put_prefix(&line, prefix, first && i == 0);
        for (size_t c = 0; c < table->columns; c++) {
            if (c > 0)
                put(&line, rich_run_of(" │ ", RICH_RULE));
            put_cell(&line, i < broken[c].count ? &broken[c].lines[i] : &nothing, widths[c],
                     table->align[c]);
        }
        lines->failed = lines->failed || line.failed;
        rich_lines_add(lines, line.runs, line.count, 0);
    }
}

static void add_rule(const struct rich_table *table, struct rich_lines *lines, const size_t *widths,
                     const struct rich_prefix *prefix)
{
    struct row_line line = {.arena = lines->arena};
    put_prefix(&line, prefix, false);
    for (size_t c = 0; c < table->columns; c++) {
        if (c > 0)
            put(&line, rich_run_of("─┼─", RICH_RULE));
        put_repeated(&line, "─", widths[c], RICH_RULE);
    }
    lines->failed = lines->failed || line.failed;
    rich_lines_add(lines, line.runs, line.count, 0);
}

/* Each value on a line of its own behind its header. */
static void add_as_list(const struct rich_table *table, struct rich_lines *lines,
                        const struct rich_prefix *prefix, size_t width)
{
    for (size_t i = table->columns; i < table->cell_count && !lines->failed; i++) {
        struct rich_words words = {.arena = lines->arena};
        const struct rich_cell *header = &table->cells[i % table->columns];
        const struct rich_cell *cell = &table->cells[i];
        for (size_t p = 0; p < header->count; p++) {
            words.space_pending = header->pieces[p].space_before;
            rich_words_add_whole(&words, header->pieces[p].text, RICH_STRONG);
        }
        rich_words_add_whole(&words, span_string(":"), RICH_STRONG);
        for (size_t p = 0; p < cell->count; p++) {
            words.space_pending = p == 0 || cell->pieces[p].space_before;
            rich_words_add_whole(&words, cell->pieces[p].text, cell->pieces[p].style);
        }
        bool first_line = i == table->columns;
        struct rich_prefix rest = {.first = prefix->rest,
                                   .first_count = prefix->rest_count,
                                   .rest = prefix->rest,
                                   .rest_count = prefix->rest_count,
                                   .cells = prefix->cells};
        if (!first_line && i % table->columns == 0)
            rich_lines_add(lines, prefix->rest, prefix->rest_count, 0);
        rich_wrap(lines, &words, first_line ? prefix : &rest, width, 0);
    }
}

void rich_table_layout(const struct rich_table *table, struct rich_lines *lines,
                       const struct rich_prefix *prefix, size_t width)
{
    size_t widths[RICH_TABLE_COLUMNS];
    size_t taken = prefix->cells + (table->columns > 0 ? (table->columns - 1) * GAP : 0);
    size_t room = width > taken ? width - taken : 0;
    lines->failed = lines->failed || table->failed;
    if (table->columns == 0 || table->cell_count == 0 || lines->failed)
        return;
    if (!choose_widths(table, room, widths)) {
        add_as_list(table, lines, prefix, width);
        return;
    }
    for (size_t row = 0; row < rows_of(table); row++) {
        add_row(table, lines, row, widths, prefix, row == 0);
        if (row == 0)
            add_rule(table, lines, widths, prefix);
    }
}

/*
 * Tables for people: columns as wide as their values need, numbers flush right, cut to the
 * width of the screen, every cell safe for it.
 *
 * The first rows are held to measure them; then the widths stand, and rows are written as
 * they come. A later number that is wider than its column is written whole.
 */
#include "core/output/output_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"

enum { MEASURED_ROWS = 400, GAP = 2, LEAST_WIDTH = 6, ROUND_BEYOND = 12, WIDEST = 4096 };

struct table {
    struct buffer text; /* safe text of the held cells, one after the other */
    size_t *ends;       /* where the text of each held cell ends */
    size_t *widths;     /* of the columns */
    size_t shown;       /* columns that fit */
    size_t held;        /* rows */
    bool streaming;
};

static bool is_number(const struct output *output, size_t column)
{
    return column_type_is_number(output->columns[column].type);
}

/* A number for people: long decimals are rounded. */
static struct span readable(const struct value *value, char *scratch)
{
    struct span text = value_text(value, scratch);
    if (value->kind != VALUE_DECIMAL || text.len <= ROUND_BEYOND)
        return text;
    return span_of(scratch, (size_t)snprintf(scratch, VALUE_NUMBER_SIZE, "%.8g", value->decimal));
}

static bool table_begin(struct output *output)
{
    struct table *table = output->state;
    table->widths = calloc(output->count + 1, sizeof *table->widths);
    table->ends = calloc(output->count * MEASURED_ROWS + 1, sizeof *table->ends);
    if (!table->widths || !table->ends)
        return false;
    for (size_t c = 0; c < output->count; c++)
        table->widths[c] = utf8_screen_width(span_string(output->columns[c].name));
    return true;
}

/* ---- widths ---- */

static size_t total_width(const struct table *table, size_t columns)
{
    size_t total = 0;
    for (size_t c = 0; c < columns; c++)
        total += table->widths[c] + (c ? GAP : 0);
    return total;
}

/* The widest text column, which gives way first; count: none may. */
static size_t widest_text(const struct output *output, const struct table *table)
{
    size_t widest = output->count;
    for (size_t c = 0; c < output->count; c++) {
        if (is_number(output, c) || table->widths[c] <= LEAST_WIDTH)
            continue;
        if (widest == output->count || table->widths[c] > table->widths[widest])
            widest = c;
    }
    return widest;
}

/* Narrows text columns until all fit; where that is not enough, the last ones are left out. */
static void fit_widths(struct output *output, struct table *table)
{
    size_t width = output->options.width;
    table->shown = output->count;
    for (size_t c = 0; c < output->count; c++) {
        if (table->widths[c] > WIDEST)
            table->widths[c] = WIDEST;
    }
    if (width == 0)
        return;
    while (total_width(table, output->count) > width) {
        size_t widest = widest_text(output, table);
        if (widest == output->count)
            break;
        table->widths[widest]--;
    }
    while (table->shown > 1 && total_width(table, table->shown) > width)
        table->shown--;
}

/* ---- writing ---- */

static void put_blanks(struct sink *sink, size_t count)
{
    while (count-- > 0)
        sink_put_byte(sink, ' ');
}

/* One cell in its width. A number is never cut: half a number is another number. */
static void put_cell(struct output *output, size_t column, struct span safe, bool last)
{
    struct table *table = output->state;
    size_t width = table->widths[column], used = 0;
    struct span fitting = utf8_fit(safe, width, &used);
    bool cut = fitting.len < safe.len;
    if (cut && is_number(output, column)) {
        sink_put(output->sink, safe);
        return;
    }
    if (cut)
        fitting = utf8_fit(safe, width - 1, &used);
    used += cut;
    if (is_number(output, column))
        put_blanks(output->sink, width - used);
    sink_put(output->sink, fitting);
    if (cut)
        sink_put_string(output->sink, "…");
    if (!is_number(output, column) && !last)
        put_blanks(output->sink, width - used);
}

static void put_header(struct output *output)
{
    const struct table *table = output->state;
    if (output->options.color)
        sink_put_string(output->sink, "\033[1m");
    for (size_t c = 0; c < table->shown; c++) {
        buffer_clear(&output->scratch);
        utf8_screen(span_string(output->columns[c].name), &output->scratch);
        put_blanks(output->sink, c ? GAP : 0);
        put_cell(output, c, buffer_span(&output->scratch), c + 1 == table->shown);
    }
    if (output->options.color)
        sink_put_string(output->sink, "\033[0m");
    sink_put_byte(output->sink, '\n');
    for (size_t c = 0; c < table->shown; c++) {
        put_blanks(output->sink, c ? GAP : 0);
        for (size_t i = 0; i < table->widths[c]; i++)
            sink_put_string(output->sink, "─");
    }
    sink_put_byte(output->sink, '\n');
}

static void put_held_row(struct output *output, size_t row)
{
    const struct table *table = output->state;
    for (size_t c = 0; c < table->shown; c++) {
        size_t cell = row * output->count + c;
        size_t start = cell ? table->ends[cell - 1] : 0;
        put_blanks(output->sink, c ? GAP : 0);
        put_cell(output, c, span_of(table->text.data + start, table->ends[cell] - start),
                 c + 1 == table->shown);
    }
    sink_put_byte(output->sink, '\n');
}

/* Ends measuring: the widths stand, and what was held is written. */
static void start_streaming(struct output *output)
{
    struct table *table = output->state;
    fit_widths(output, table);
    put_header(output);
    for (size_t r = 0; r < table->held; r++)
        put_held_row(output, r);
    buffer_free(&table->text);
    table->streaming = true;
}

static bool hold_row(struct output *output, const struct value *values)
{
    struct table *table = output->state;
    char number[VALUE_NUMBER_SIZE];
    for (size_t c = 0; c < output->count; c++) {
        size_t width = utf8_screen(readable(&values[c], number), &table->text);
        if (width > table->widths[c])
            table->widths[c] = width;
        table->ends[table->held * output->count + c] = table->text.len;
    }
    table->held++;
    if (!table->text.data) /* all empty so far: cells need a place to point at */
        buffer_add(&table->text, "", 0);
    if (table->held == MEASURED_ROWS)
        start_streaming(output);
    return !table->text.failed;
}

static bool table_row(struct output *output, const struct value *values)
{
    struct table *table = output->state;
    char number[VALUE_NUMBER_SIZE];
    if (!table->streaming)
        return hold_row(output, values);
    for (size_t c = 0; c < table->shown; c++) {
        buffer_clear(&output->scratch);
        utf8_screen(readable(&values[c], number), &output->scratch);
        put_blanks(output->sink, c ? GAP : 0);
        put_cell(output, c, buffer_span(&output->scratch), c + 1 == table->shown);
    }
    sink_put_byte(output->sink, '\n');
    return true;
}

static bool table_end(struct output *output)
{
    struct table *table = output->state;
    char note[160];
    if (!table->streaming)
        start_streaming(output);
    if (table->shown < output->count) {
        text_format(note, sizeof note, TEXT_OUTPUT_COLUMNS_LEFT_OUT,
                    TEXT_VALUES(text_number("shown", (int64_t)table->shown),
                                text_number("all", (int64_t)output->count)));
        sink_put_string(output->sink, note);
        sink_put_byte(output->sink, '\n');
    }
    return true;
}

static void table_free(struct output *output)
{
    struct table *table = output->state;
    buffer_free(&table->text);
    free(table->ends);
    free(table->widths);
}

const struct output_class output_table = {
    .name = "table",
    .state_size = sizeof(struct table),
    .begin = table_begin,
    .row = table_row,
    .end = table_end,
    .free_state = table_free,
};

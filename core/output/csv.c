/* CSV as RFC 4180 has it, with LF: exact, for programs. Values are never altered, so that
 * what is read back is what was there; but for what goes to a terminal. */
#include "core/base/utf8.h"
#include "core/output/output_internal.h"

void output_put_csv_cell(struct sink *sink, struct span text)
{
    bool plain = true;
    for (size_t i = 0; i < text.len && plain; i++) {
        char c = text.data[i];
        plain = c != ',' && c != '"' && c != '\n' && c != '\r';
    }
    if (plain) {
        sink_put(sink, text);
        return;
    }
    sink_put_byte(sink, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == '"')
            sink_put_byte(sink, '"');
        sink_put_byte(sink, text.data[i]);
    }
    sink_put_byte(sink, '"');
}

/* A cell for whoever reads it: to a terminal nothing goes that would steer it. */
static void put_cell(struct output *output, struct span text)
{
    if (output->options.screen) {
        buffer_clear(&output->scratch);
        utf8_screen(text, &output->scratch);
        text = buffer_span(&output->scratch);
    }
    output_put_csv_cell(output->sink, text);
}

static bool csv_begin(struct output *output)
{
    for (size_t c = 0; c < output->count; c++) {
        if (c > 0)
            sink_put_byte(output->sink, ',');
        put_cell(output, span_string(output->columns[c].name));
    }
    sink_put_byte(output->sink, '\n');
    return true;
}

static bool csv_row(struct output *output, const struct value *values)
{
    char number[VALUE_NUMBER_SIZE];
    for (size_t c = 0; c < output->count; c++) {
        if (c > 0)
            sink_put_byte(output->sink, ',');
        put_cell(output, value_text(&values[c], number));
    }
    sink_put_byte(output->sink, '\n');
    return true;
}

static bool csv_end(struct output *output)
{
    (void)output;
    return true;
}

const struct output_class output_csv = {
    .name = "csv",
    .begin = csv_begin,
    .row = csv_row,
    .end = csv_end,
};

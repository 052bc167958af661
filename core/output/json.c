/* JSON: an array of objects, one a line. Numbers are numbers, empties null. */
#include "core/output/output_internal.h"

#include <math.h>
#include <stdio.h>

#include "core/base/utf8.h"

/* Control characters, C1 and DEL too, are escaped: JSON is looked at on screens as well. */
static void put_character(struct sink *sink, const char *data, size_t len, uint32_t c)
{
    char escape[16];
    if (c == '"' || c == '\\') {
        sink_put_byte(sink, '\\');
        sink_put_byte(sink, (char)c);
    } else if (c == '\n') {
        sink_put_string(sink, "\\n");
    } else if (c == '\t') {
        sink_put_string(sink, "\\t");
    } else if (c == '\r') {
        sink_put_string(sink, "\\r");
    } else if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) {
        snprintf(escape, sizeof escape, "\\u%04x", (unsigned)c);
        sink_put_string(sink, escape);
    } else if (c == UTF8_REPLACEMENT) {
        sink_put_string(sink, "\xEF\xBF\xBD"); /* also for bytes that are no character */
    } else {
        sink_put(sink, span_of(data, len));
    }
}

static void put_text(struct sink *sink, struct span text)
{
    sink_put_byte(sink, '"');
    for (size_t i = 0; i < text.len;) {
        uint32_t c;
        size_t len = utf8_decode(text.data + i, text.len - i, &c);
        put_character(sink, text.data + i, len, c);
        i += len;
    }
    sink_put_byte(sink, '"');
}

static void put_value(struct sink *sink, const struct value *value)
{
    char number[VALUE_NUMBER_SIZE];
    switch (value->kind) {
    case VALUE_EMPTY:
        sink_put_string(sink, "null");
        break;
    case VALUE_INTEGER:
        sink_put(sink, value_text(value, number));
        break;
    case VALUE_DECIMAL: /* JSON has no word for what is no number */
        sink_put(sink, isfinite(value->decimal) ? value_text(value, number) : span_string("null"));
        break;
    case VALUE_TEXT:
        put_text(sink, value->text);
        break;
    }
}

static bool json_begin(struct output *output)
{
    sink_put_byte(output->sink, '[');
    return true;
}

static bool json_row(struct output *output, const struct value *values)
{
    sink_put_string(output->sink, output->rows > 0 ? ",\n{" : "\n{");
    for (size_t c = 0; c < output->count; c++) {
        if (c > 0)
            sink_put_string(output->sink, ", ");
        put_text(output->sink, span_string(output->columns[c].name));
        sink_put_string(output->sink, ": ");
        put_value(output->sink, &values[c]);
    }
    sink_put_byte(output->sink, '}');
    return true;
}

static bool json_end(struct output *output)
{
    sink_put_string(output->sink, output->rows > 0 ? "\n]\n" : "]\n");
    return true;
}

const struct output_class output_json = {
    .name = "json",
    .begin = json_begin,
    .row = json_row,
    .end = json_end,
};

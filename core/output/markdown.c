/* A table in Markdown. What would mean something in Markdown is escaped, so that the
 * reader sees the value as it is; a line break in a cell becomes <br>. */
#include "core/output/output_internal.h"

#include <string.h>

#include "core/base/utf8.h"

static bool is_word(struct span text, size_t i)
{
    unsigned char c = i < text.len ? (unsigned char)text.data[i] : ' ';
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool needs_escape(struct span text, size_t i)
{
    char c = text.data[i];
    if (c == '_') /* inside a word it is a letter */
        return i == 0 || !is_word(text, i - 1) || !is_word(text, i + 1);
    return c && strchr("\\|`*[]<&~", c) != NULL;
}

static void put_line(struct output *output, struct span line)
{
    buffer_clear(&output->scratch);
    utf8_screen(line, &output->scratch);
    struct span safe = buffer_span(&output->scratch);
    for (size_t i = 0; i < safe.len; i++) {
        if (needs_escape(safe, i))
            sink_put_byte(output->sink, '\\');
        sink_put_byte(output->sink, safe.data[i]);
    }
}

static void put_cell(struct output *output, struct span text)
{
    sink_put_byte(output->sink, ' ');
    for (;;) {
        const char *end = text.len ? memchr(text.data, '\n', text.len) : NULL;
        size_t len = end ? (size_t)(end - text.data) : text.len;
        size_t cut = len > 0 && text.data[len - 1] == '\r' ? len - 1 : len;
        put_line(output, span_of(text.data, cut));
        if (!end)
            break;
        sink_put_string(output->sink, "<br>");
        text = span_of(end + 1, text.len - len - 1);
    }
    sink_put_string(output->sink, " |");
}

static bool markdown_begin(struct output *output)
{
    sink_put_byte(output->sink, '|');
    for (size_t c = 0; c < output->count; c++)
        put_cell(output, span_string(output->columns[c].name));
    sink_put_string(output->sink, "\n|");
    for (size_t c = 0; c < output->count; c++)
        sink_put_string(output->sink,
                        column_type_is_number(output->columns[c].type) ? " ---: |" : " --- |");
    sink_put_byte(output->sink, '\n');
    return true;
}

static bool markdown_row(struct output *output, const struct value *values)
{
    char number[VALUE_NUMBER_SIZE];
    sink_put_byte(output->sink, '|');
    for (size_t c = 0; c < output->count; c++)
        put_cell(output, value_text(&values[c], number));
    sink_put_byte(output->sink, '\n');
    return true;
}

static bool markdown_end(struct output *output)
{
    (void)output;
    return true;
}

const struct output_class output_markdown = {
    .name = "md",
    .begin = markdown_begin,
    .row = markdown_row,
    .end = markdown_end,
};

/*
 * Hand-written lists in CSV, read whole. Kept apart from the streaming import because
 * these files are small, have no types and need the line of each row for messages.
 */
#include "core/ingest/small_csv.h"

#include <csv.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/utf8.h"

enum { FIELD_LIMIT = 256 };

struct reading {
    small_csv_row_fn *fn;
    void *context;
    struct error *err;
    enum status status;
    struct buffer bytes;      /* of the fields of the row being read */
    size_t ends[FIELD_LIMIT]; /* where each field ends in bytes */
    size_t count;
    int64_t row_line;  /* where the row being read starts */
    int64_t next_line; /* of the byte behind the last one handed to the parser */
};

static int no_blanks(unsigned char byte)
{
    (void)byte;
    return 0; /* libcsv trims what this calls a blank; nothing is trimmed here */
}

static void take_field(void *data, size_t len, void *context)
{
    struct reading *reading = context;
    if (reading->count == FIELD_LIMIT)
        return;
    utf8_repair(span_of(data, len), &reading->bytes);
    reading->ends[reading->count++] = reading->bytes.len;
}

static void end_row(int terminator, void *context)
{
    (void)terminator;
    struct reading *reading = context;
    struct span fields[FIELD_LIMIT];
    size_t from = 0;
    for (size_t i = 0; i < reading->count; i++) {
        fields[i] = span_of(reading->bytes.len > 0 ? reading->bytes.data + from : "",
                            reading->ends[i] - from);
        from = reading->ends[i];
    }
    if (reading->bytes.failed)
        reading->status = error_set(reading->err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    else if (reading->status == STATUS_OK && reading->count > 0)
        reading->status =
            reading->fn(reading->context, fields, reading->count, reading->row_line, reading->err);
    buffer_clear(&reading->bytes);
    reading->count = 0;
    reading->row_line = reading->next_line;
}

static unsigned char delimiter_of(struct span text)
{
    const char *newline = text.len > 0 ? memchr(text.data, '\n', text.len) : NULL;
    size_t len = newline != NULL ? (size_t)(newline - text.data) : text.len;
    size_t commas = 0, semicolons = 0;
    for (size_t i = 0; i < len; i++) {
        commas += text.data[i] == ',';
        semicolons += text.data[i] == ';';
    }
    return semicolons > commas ? ';' : ',';
}

/* Line by line, so that a row knows where it starts. */
static bool parse_lines(struct csv_parser *parser, struct reading *reading, struct span text)
{
    size_t at = 0;
    while (at < text.len && reading->status == STATUS_OK) {
        const char *newline = memchr(text.data + at, '\n', text.len - at);
        size_t end = newline != NULL ? (size_t)(newline - text.data) + 1 : text.len;
        reading->next_line++;
        if (csv_parse(parser, text.data + at, end - at, take_field, end_row, reading) != end - at)
            return false;
        if (parser->pstate == 0)
            reading->row_line = reading->next_line; /* a blank line calls nobody */
        at = end;
    }
    return csv_fini(parser, take_field, end_row, reading) == 0;
}

enum status small_csv_read(struct span text, small_csv_row_fn *fn, void *context, struct error *err)
{
    struct csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (text.len >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0)
        text = span_of(text.data + 3, text.len - 3);
    csv_set_delim(&parser, delimiter_of(text));
    csv_set_space_func(&parser, no_blanks);
    struct reading reading = {
        .fn = fn, .context = context, .err = err, .row_line = 1, .next_line = 1};
    bool good = parse_lines(&parser, &reading, text);
    if (!good && reading.status == STATUS_OK)
        reading.status =
            error_set_at(err, STATUS_INVALID, NULL, reading.row_line, 0, TEXT_SMALL_CSV_QUOTES,
                         TEXT_VALUES(text_number("line", reading.row_line)));
    csv_free(&parser);
    buffer_free(&reading.bytes);
    return reading.status;
}

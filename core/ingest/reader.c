/*
 * Records of a delimited text. libcsv is fed line by line, so that the line numbers are
 * known and, when a quote is not closed, it is known from where to read again. Lines without
 * any quote are parted at their delimiters in place, which is all that libcsv would do, five
 * times as fast. The buffer holds the current record from its beginning on.
 */
#include "core/ingest/reader.h"

#include <stdlib.h>
#include <string.h>

#include <csv.h>
#include <endian.h>

enum { BUFFER_SIZE = 4 * READER_RECORD_MAX, ENTRY_GROWTH = 4096, FIRST_CELLS = 64 };

struct reader {
    struct input *input;
    struct csv_parser parser;
    bool parser_ready;
    char delimiter;
    char newline; /* '\n', or '\r' in texts of old systems that have no other */

    char *buffer;
    size_t start; /* of the current record in buffer */
    size_t fed;   /* up to here libcsv has had it */
    size_t end;   /* of what was read */
    bool at_end;  /* of the input */
    int64_t line; /* of start */
    bool by_row;  /* lines are counted as rows: a record is one, however it is written */

    char *text; /* of the cells */
    size_t text_len, text_size;
    size_t *ends;
    size_t cell_count, cells_size;

    bool row_done; /* libcsv has seen a row end since the record began */
    bool failed;   /* memory, in a callback */
    bool libcsv_only;
};

/* ---- libcsv's callbacks ---- */

static bool grow_text(struct reader *r, size_t need)
{
    size_t size = r->text_size ? r->text_size : 4096;
    while (size < need)
        size *= 2; /* need is at most the buffer's size */
    char *text = realloc(r->text, size);
    if (!text)
        return false;
    r->text = text;
    r->text_size = size;
    return true;
}

static bool grow_cells(struct reader *r)
{
    size_t size = r->cells_size ? r->cells_size * 2 : FIRST_CELLS;
    size_t *ends = realloc(r->ends, size * sizeof *ends);
    if (!ends)
        return false;
    r->ends = ends;
    r->cells_size = size;
    return true;
}

static void on_cell(void *data, size_t len, void *context)
{
    struct reader *r = context;
    if ((r->text_len + len > r->text_size && !grow_text(r, r->text_len + len)) ||
        (r->cell_count == r->cells_size && !grow_cells(r))) {
        r->failed = true;
        return;
    }
    if (len)
        memcpy(r->text + r->text_len, data, len);
    r->text_len += len;
    r->ends[r->cell_count++] = r->text_len;
}

static void on_row(int end, void *context)
{
    struct reader *r = context;
    (void)end;
    r->row_done = true; /* a lone CR inside a line makes two: their cells are kept together */
}

/* libcsv would trim blanks around cells; they are data. */
static int never_space(unsigned char c)
{
    (void)c;
    return 0;
}

/* ---- opening ---- */

static enum status start_parser(struct reader *r, struct error *err)
{
    if (csv_init(&r->parser, 0) != 0)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    r->parser_ready = true;
    csv_set_delim(&r->parser, (unsigned char)r->delimiter);
    csv_set_space_func(&r->parser, never_space);
    csv_set_blk_size(&r->parser, ENTRY_GROWTH);
    return STATUS_OK;
}

enum status reader_open(struct reader **out, struct input *input, char delimiter, int64_t line,
                        struct error *err)
{
    *out = NULL;
    struct reader *r = calloc(1, sizeof *r);
    if (!r)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    r->input = input;
    r->delimiter = delimiter;
    r->line = line;
    r->by_row = input_has_rows(input);
    r->buffer = malloc(BUFFER_SIZE);
    enum status status = STATUS_OK;
    if (!r->buffer || !grow_text(r, 4096) || !grow_cells(r))
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK)
        status = start_parser(r, err);
    if (status != STATUS_OK) {
        reader_close(r);
        return status;
    }
    *out = r;
    return STATUS_OK;
}

void reader_close(struct reader *r)
{
    if (!r)
        return;
    if (r->parser_ready)
        csv_free(&r->parser);
    free(r->buffer);
    free(r->text);
    free(r->ends);
    free(r);
}

/* ---- the buffer ---- */

/* Moves the current record to the front and reads behind it. */
static enum status refill(struct reader *r, struct error *err)
{
    memmove(r->buffer, r->buffer + r->start, r->end - r->start);
    r->end -= r->start;
    r->fed -= r->start;
    r->start = 0;
    size_t got = 0;
    enum status status = input_fill(r->input, r->buffer + r->end, BUFFER_SIZE - r->end, &got, err);
    if (!r->newline && got)
        r->newline = !memchr(r->buffer, '\n', got) && memchr(r->buffer, '\r', got) ? '\r' : '\n';
    r->end += got;
    r->at_end = got == 0;
    return status;
}

/* Finds the end of the line that begins at `fed`: behind its newline, or the end of the
 * input. *found false: there is no more, or the record got too long. */
static enum status find_line(struct reader *r, size_t *line_end, bool *found, struct error *err)
{
    size_t from = r->fed;
    for (;;) {
        const char *newline = memchr(r->buffer + from, r->newline, r->end - from);
        *found = true;
        if (newline) {
            *line_end = (size_t)(newline - r->buffer) + 1;
            return STATUS_OK;
        }
        size_t seen = r->end - r->fed, record = r->end - r->start;
        if (r->at_end || record > READER_RECORD_MAX) {
            *line_end = r->end;
            *found = r->at_end && r->end > r->fed;
            return STATUS_OK;
        }
        enum status status = refill(r, err);
        if (status != STATUS_OK)
            return status;
        from = r->fed + seen;
    }
}

static size_t without_line_end(const struct reader *r, size_t from, size_t to)
{
    if (to > from && r->buffer[to - 1] == '\n')
        to--;
    if (to > from && r->buffer[to - 1] == '\r')
        to--;
    return to;
}

/* ---- quotes ---- */

/* Behind the closing quote of the cell that begins with a quote at p; NULL: it has none,
 * or something stands between it and the next delimiter. */
static const char *quoted_cell_end(const char *p, const char *end, char delimiter)
{
    for (p++; (p = memchr(p, '"', (size_t)(end - p))) != NULL; p++) {
        p++;
        if (p == end || *p == delimiter || *p == '\n' || *p == '\r')
            return p;
        if (*p != '"')
            return NULL;
    }
    return NULL;
}

/* Whether the quotes of a record are as they should be. libcsv reads on in any case, and a
 * stray quote could make one cell of many lines. */
static bool quotes_are_regular(struct span raw, char delimiter)
{
    const char *p = raw.data, *end = raw.data + raw.len;
    while (p < end) {
        if (*p == '"') {
            p = quoted_cell_end(p, end, delimiter);
            if (!p)
                return false;
        } else {
            p = memchr(p, delimiter, (size_t)(end - p));
            if (!p)
                return true;
        }
        p++;
    }
    return true;
}

/* ---- records ---- */

static void begin_record(struct reader *r)
{
    r->start = r->fed;
    r->text_len = 0;
    r->cell_count = 0;
    r->row_done = false;
}

static enum status feed(struct reader *r, size_t line_end, struct error *err)
{
    size_t len = line_end - r->fed;
    bool ended = r->buffer[line_end - 1] == r->newline;
    size_t used = csv_parse(&r->parser, r->buffer + r->fed, len, on_cell, on_row, r);
    if (used == len && !ended)
        used += csv_parse(&r->parser, "\n", 1, on_cell, on_row, r) - 1;
    if (used != len || r->failed)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    r->fed = line_end;
    return STATUS_OK;
}

/* Gives up what libcsv has of the record and puts aside its first line alone. */
static void put_aside_first_line(struct reader *r, enum record_state state, struct record *out)
{
    csv_fini(&r->parser, NULL, NULL, NULL);
    const char *newline = memchr(r->buffer + r->start, r->newline, r->end - r->start);
    size_t line_end = newline ? (size_t)(newline - r->buffer) + 1 : r->end;
    size_t text_end = without_line_end(r, r->start, line_end);
    *out = (struct record){.state = state,
                           .line = r->line++,
                           .raw = span_of(r->buffer + r->start, text_end - r->start)};
    r->fed = line_end;
}

/* A line without an end in sight: what was read of it is given, the rest is passed over. */
static enum status put_aside_long_line(struct reader *r, struct record *out, struct error *err)
{
    put_aside_first_line(r, RECORD_TOO_LONG, out);
    out->raw.len = READER_RECORD_MAX / 4;
    /* The text has to stay while the rest of the line is read over it. */
    if (out->raw.len > r->text_size && !grow_text(r, out->raw.len))
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    memcpy(r->text, out->raw.data, out->raw.len);
    out->raw.data = r->text;
    const char *newline = NULL;
    while (!newline && !r->at_end) {
        r->start = r->fed = r->end = 0;
        enum status status = refill(r, err);
        if (status != STATUS_OK)
            return status;
        newline = memchr(r->buffer, r->newline, r->end);
    }
    r->fed = newline ? (size_t)(newline - r->buffer) + 1 : r->end;
    return STATUS_OK;
}

static void give_row(struct reader *r, int64_t lines, struct record *out)
{
    size_t text_end = without_line_end(r, r->start, r->fed);
    *out = (struct record){.state = RECORD_ROW,
                           .line = r->line,
                           .count = r->cell_count,
                           .text = r->text,
                           .ends = r->ends,
                           .raw = span_of(r->buffer + r->start, text_end - r->start)};
    if (!r->row_done)
        out->state = RECORD_BLANK;
    r->line += r->by_row ? 1 : lines;
}

/* The line has ended for libcsv; is the record what it seems? */
static void finish_record(struct reader *r, int64_t lines, struct record *out)
{
    struct span raw = span_of(r->buffer + r->start, r->fed - r->start);
    if (lines > 1 && !quotes_are_regular(raw, r->delimiter))
        put_aside_first_line(r, RECORD_STRAY_QUOTE, out);
    else
        give_row(r, lines, out);
}

/* ---- lines without quotes ---- */

/* Bit 7 of each byte of word that equals the byte repeated in pattern. Exact. */
static uint64_t equal_bytes(uint64_t word, uint64_t pattern)
{
    const uint64_t low = 0x7F7F7F7F7F7F7F7Fu;
    uint64_t x = word ^ pattern;
    return ~(((x & low) + low) | x | low);
}

static bool add_end(struct reader *r, size_t end)
{
    if (r->cell_count == r->cells_size && !grow_cells(r))
        return false;
    r->ends[r->cell_count++] = end;
    return true;
}

/* Where the cells of a line end. False: no memory. */
static bool part(struct reader *r, const char *line, size_t len)
{
    uint64_t pattern = 0x0101010101010101u * (unsigned char)r->delimiter;
    size_t i = 0;
    for (; i + 8 <= len; i += 8) {
        uint64_t word;
        memcpy(&word, line + i, 8);
        for (uint64_t hits = equal_bytes(le64toh(word), pattern); hits; hits &= hits - 1) {
            if (!add_end(r, i + (size_t)__builtin_ctzll(hits) / 8))
                return false;
        }
    }
    for (; i < len; i++) {
        if (line[i] == r->delimiter && !add_end(r, i))
            return false;
    }
    return add_end(r, len);
}

/* Nothing but delimiters to look at, as libcsv would see it. */
static bool is_simple(const struct reader *r, size_t text_end)
{
    const char *line = r->buffer + r->start;
    size_t len = text_end - r->start;
    return !r->libcsv_only && len > 0 && !memchr(line, '"', len) && !memchr(line, '\r', len);
}

static enum status give_simple(struct reader *r, size_t text_end, size_t line_end,
                               struct record *out, struct error *err)
{
    const char *line = r->buffer + r->start;
    if (!part(r, line, text_end - r->start))
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    *out = (struct record){.state = RECORD_ROW,
                           .line = r->line++,
                           .count = r->cell_count,
                           .text = line,
                           .ends = r->ends,
                           .gap = 1,
                           .raw = span_of(line, text_end - r->start)};
    r->fed = line_end;
    return STATUS_OK;
}

void reader_use_libcsv_only(struct reader *reader)
{
    reader->libcsv_only = true;
}

enum status reader_next(struct reader *r, struct record *out, struct error *err)
{
    begin_record(r);
    for (int64_t lines = 1;; lines++) {
        size_t line_end = 0;
        bool found = false;
        enum status status = find_line(r, &line_end, &found, err);
        if (status != STATUS_OK)
            return status;
        if (!found && r->fed == r->start && r->at_end) {
            *out = (struct record){.state = RECORD_END, .line = r->line};
            return STATUS_OK;
        }
        if (!found && r->fed == r->start)
            return put_aside_long_line(r, out, err);
        if (!found || line_end - r->start > READER_RECORD_MAX) {
            put_aside_first_line(r, lines > 1 ? RECORD_STRAY_QUOTE : RECORD_TOO_LONG, out);
            return STATUS_OK;
        }
        size_t text_end = without_line_end(r, r->start, line_end);
        bool blank = lines == 1 && text_end == r->start;
        if (lines == 1 && is_simple(r, text_end))
            return give_simple(r, text_end, line_end, out, err);
        status = feed(r, line_end, err);
        if (status != STATUS_OK)
            return status;
        /* A lone CR may have ended a row, and a quote opened behind it. */
        if ((r->row_done || blank) && !r->parser.quoted) {
            finish_record(r, lines, out);
            return STATUS_OK;
        }
    }
}

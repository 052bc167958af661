/*
 * Records of a delimited text. Lines are found first, so that their numbers are known. Lines
 * without any quote are parted at their delimiters in place; the others are scanned, with as
 * many lines as their quotes hold together. The buffer has the current record whole.
 */
#include "core/ingest/reader.h"

#include <stdlib.h>
#include <string.h>

#include <endian.h>

#include "core/ingest/scan.h"

/* A small text needs a small buffer; in UTF-8 it takes three times its bytes at most. */
enum { BUFFER_SIZE = 4 * READER_RECORD_MAX, BUFFER_LEAST = 4096, GROWTH_MAX = 3 };

struct reader {
    struct input *input;
    struct dialect dialect;
    char newline; /* '\n', or '\r' in texts of old systems that have no other */

    char *buffer;
    size_t size;
    size_t start; /* of the current record in buffer */
    size_t fed;   /* behind the lines that were looked at */
    size_t end;   /* of what was read */
    bool at_end;  /* of the input */
    int64_t line; /* of the next record */
    int64_t given_line;
    bool by_row; /* lines are counted as rows: a record is one, however it is written */

    struct cells cells;
    bool scan_all;
};

/* ---- opening ---- */

static size_t buffer_size(int64_t text)
{
    if (text >= BUFFER_SIZE / GROWTH_MAX - BUFFER_LEAST)
        return BUFFER_SIZE;
    return (size_t)text * GROWTH_MAX + BUFFER_LEAST;
}

enum status reader_open(struct reader **out, struct input *input, const struct dialect *dialect,
                        int64_t line, struct error *err)
{
    *out = NULL;
    struct reader *r = calloc(1, sizeof *r);
    if (!r)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    r->input = input;
    r->dialect = *dialect;
    r->line = line;
    r->by_row = input_has_rows(input);
    r->size = buffer_size(input_size(input));
    r->buffer = malloc(r->size);
    if (!r->buffer || !cells_add(&r->cells, span_of("", 0), false)) {
        reader_close(r);
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    *out = r;
    return STATUS_OK;
}

void reader_close(struct reader *r)
{
    if (!r)
        return;
    cells_free(&r->cells);
    free(r->buffer);
    free(r);
}

void reader_scan_all(struct reader *reader)
{
    reader->scan_all = true;
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
    enum status status = input_fill(r->input, r->buffer + r->end, r->size - r->end, &got, err);
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
    while (to > from && (r->buffer[to - 1] == '\n' || r->buffer[to - 1] == '\r'))
        to--;
    return to;
}

/* Line ends in a text: CR, LF and CRLF, whichever. */
static int64_t count_lines(const char *p, const char *end)
{
    int64_t lines = 0;
    for (; p < end; p++)
        lines += *p == '\n' || (*p == '\r' && !(p + 1 < end && p[1] == '\n'));
    return lines;
}

/* ---- lines without quotes ---- */

/* Bit 7 of each byte of word that equals the byte repeated in pattern. Exact. */
static uint64_t equal_bytes(uint64_t word, uint64_t pattern)
{
    const uint64_t low = 0x7F7F7F7F7F7F7F7Fu;
    uint64_t x = word ^ pattern;
    return ~(((x & low) + low) | x | low);
}

static bool add_end(struct cells *cells, size_t end)
{
    if (cells->count == cells->size)
        return cells_add(cells, span_of("", 0), false) &&
               (cells->ends[cells->count - 1] = end, true);
    cells->ends[cells->count++] = end;
    return true;
}

/* Where the cells of a line end. False: no memory. */
static bool part(struct reader *r, const char *line, size_t len)
{
    char sign = r->dialect.delimiter[0];
    uint64_t pattern = 0x0101010101010101u * (unsigned char)sign;
    size_t i = 0;
    for (; i + 8 <= len; i += 8) {
        uint64_t word;
        memcpy(&word, line + i, 8);
        for (uint64_t hits = equal_bytes(le64toh(word), pattern); hits; hits &= hits - 1) {
            if (!add_end(&r->cells, i + (size_t)__builtin_ctzll(hits) / 8))
                return false;
        }
    }
    for (; i < len; i++) {
        if (line[i] == sign && !add_end(&r->cells, i))
            return false;
    }
    return add_end(&r->cells, len);
}

/* One sign as a delimiter, nothing quoted, no line end inside: no more to look at. */
static bool is_simple(const struct reader *r, const char *line, size_t len)
{
    char quote = r->dialect.quote, other = r->newline == '\n' ? '\r' : '\n';
    return !r->scan_all && len > 0 && r->dialect.delimiter[0] && !r->dialect.delimiter[1] &&
           !(quote && memchr(line, quote, len)) && !memchr(line, other, len);
}

static enum status give_simple(struct reader *r, size_t text_end, size_t line_end,
                               struct record *out, struct error *err)
{
    const char *line = r->buffer + r->start;
    if (!part(r, line, text_end - r->start))
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    r->given_line = r->line;
    *out = (struct record){.state = RECORD_ROW,
                           .line = r->line++,
                           .lines = 1,
                           .count = r->cells.count,
                           .text = line,
                           .ends = r->cells.ends,
                           .gap = 1,
                           .raw = span_of(line, text_end - r->start)};
    r->fed = line_end;
    return STATUS_OK;
}

/* ---- scanned records ---- */

/* Gives the cells of what stands between start and record_end. */
static enum status give_scanned(struct reader *r, enum record_state state, size_t record_end,
                                bool odd, struct record *out, struct error *err)
{
    if (r->cells.failed)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    size_t text_end = without_line_end(r, r->start, record_end);
    int64_t lines = count_lines(r->buffer + r->start, r->buffer + text_end) + 1;
    *out = (struct record){.state = text_end == r->start ? RECORD_BLANK : state,
                           .line = r->line,
                           .lines = r->by_row ? 1 : lines,
                           .count = text_end == r->start ? 0 : r->cells.count,
                           .text = r->cells.text,
                           .ends = r->cells.ends,
                           .quoted = r->cells.quoted,
                           .odd = odd,
                           .raw = span_of(r->buffer + r->start, text_end - r->start)};
    r->given_line = r->line;
    r->line += out->lines;
    r->fed = record_end;
    return STATUS_OK;
}

/* A quote at `opened` never closes rightly: its own line, and what belongs before it, is read
 * with that quote as a letter. */
static enum status give_broken(struct reader *r, size_t opened, struct record *out,
                               struct error *err)
{
    const char *record = r->buffer + r->start;
    size_t limit = r->end - r->start, len = opened;
    while (len < limit && record[len] != '\n' && record[len] != '\r')
        len++;
    size_t text_len = len;
    while (len < limit && (record[len] == '\n' || record[len] == '\r') &&
           (len == text_len || record[len] != record[text_len]))
        len++;
    struct scan scan = {0};
    struct scan_rules rules = {.literal = record + opened};
    cells_clear(&r->cells);
    if (scan_record(&scan, &r->dialect, &rules, span_of(record, text_len), true, &r->cells) !=
        SCAN_DONE) {
        rules.no_quotes = true;
        scan = (struct scan){0};
        cells_clear(&r->cells);
        scan_record(&scan, &r->dialect, &rules, span_of(record, text_len), true, &r->cells);
        if (scan.at < text_len)
            len = scan.at; /* without quotes the first line is the record */
    }
    return give_scanned(r, RECORD_STRAY_QUOTE, r->start + len, true, out, err);
}

/* A line without an end in sight: what was read of it is given, the rest is passed over. */
static enum status put_aside_long_line(struct reader *r, struct record *out, struct error *err)
{
    struct span kept = span_of(r->buffer + r->start, READER_RECORD_MAX / 4);
    r->given_line = r->line;
    *out = (struct record){.state = RECORD_TOO_LONG, .line = r->line++, .lines = 1};
    /* The text has to stay while the rest of the line is read over it. */
    cells_clear(&r->cells);
    if (!cells_add(&r->cells, kept, false))
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    out->raw = cells_get(&r->cells, 0);
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

/* Scans on through as many lines as the record takes; the first one ends at line_end. */
static enum status scan_lines(struct reader *r, size_t line_end, struct record *out,
                              struct error *err)
{
    static const struct scan_rules plain = {0};
    struct scan scan = {0};
    cells_clear(&r->cells);
    for (;;) {
        struct span text = span_of(r->buffer + r->start, line_end - r->start);
        bool last = r->at_end && line_end == r->end;
        enum scan_end state = scan_record(&scan, &r->dialect, &plain, text, last, &r->cells);
        if (state == SCAN_DONE)
            return give_scanned(r, RECORD_ROW, r->start + scan.at, scan.odd, out, err);
        if (state == SCAN_BROKEN || text.len > READER_RECORD_MAX)
            return give_broken(r, scan.opened, out, err);
        bool found = false;
        size_t behind = line_end - r->start;
        r->fed = line_end;
        enum status status = find_line(r, &line_end, &found, err);
        if (status != STATUS_OK)
            return status;
        if (!found && !r->at_end)
            return give_broken(r, scan.opened, out, err);
        if (!found)
            line_end = r->start + behind; /* the end of the file, now known */
    }
}

/* ---- records ---- */

enum status reader_next(struct reader *r, struct record *out, struct error *err)
{
    size_t line_end = 0;
    bool found = false;
    r->start = r->fed;
    r->cells.count = 0;
    enum status status = find_line(r, &line_end, &found, err);
    if (status != STATUS_OK)
        return status;
    if (!found && r->fed == r->end && r->at_end) {
        *out = (struct record){.state = RECORD_END, .line = r->line};
        return STATUS_OK;
    }
    if (!found)
        return put_aside_long_line(r, out, err);
    if (line_end - r->start > READER_RECORD_MAX) {
        cells_clear(&r->cells);
        return give_scanned(r, RECORD_TOO_LONG, line_end, false, out, err);
    }
    size_t text_end = line_end;
    if (text_end > r->start && r->buffer[text_end - 1] == '\n')
        text_end--;
    if (text_end > r->start && r->buffer[text_end - 1] == '\r')
        text_end--;
    if (is_simple(r, r->buffer + r->start, text_end - r->start))
        return give_simple(r, text_end, line_end, out, err);
    return scan_lines(r, line_end, out, err);
}

enum status reader_skip_line(struct reader *r, bool *more, struct error *err)
{
    size_t line_end = 0;
    r->start = r->fed;
    enum status status = find_line(r, &line_end, more, err);
    if (status != STATUS_OK)
        return status;
    if (!*more && !r->at_end) {
        struct record record;
        *more = true;
        return put_aside_long_line(r, &record, err);
    }
    if (!*more)
        return STATUS_OK;
    /* a line may end at the other sign already */
    char other = r->newline == '\n' ? '\r' : '\n';
    const char *p = memchr(r->buffer + r->start, other, line_end - r->start);
    if (p && p + 1 < r->buffer + line_end && p[1] != r->newline)
        line_end = (size_t)(p - r->buffer) + 1;
    r->fed = line_end;
    r->line++;
    return STATUS_OK;
}

void reader_cut(struct reader *r, size_t len)
{
    size_t at = r->start + len;
    if (at < r->end && r->buffer[at] == '\r')
        at++;
    if (at < r->end && r->buffer[at] == '\n')
        at++;
    if (!r->by_row)
        r->line = r->given_line + count_lines(r->buffer + r->start, r->buffer + at);
    r->fed = at;
}

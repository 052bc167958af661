/*
 * Reading one record, cell by cell. libcsv would read the plain dialects, but knows only
 * delimiters of one sign, reads on over a quote that is never closed, and doesn't tell where a
 * quote stood wrong, which is what a repair begins with.
 */
#include "core/ingest/scan.h"

#include <stdlib.h>
#include <string.h>

/* ---- cells ---- */

void cells_free(struct cells *cells)
{
    free(cells->text);
    free(cells->ends);
    free(cells->quoted);
    *cells = (struct cells){0};
}

void cells_clear(struct cells *cells)
{
    cells->text_len = cells->count = 0;
    cells->failed = false;
}

static bool grow_text(struct cells *cells, size_t need)
{
    size_t size = cells->text_size ? cells->text_size : 4096;
    while (size < need)
        size *= 2; /* need is at most the size of a record */
    char *text = realloc(cells->text, size);
    if (!text)
        return false;
    cells->text = text;
    cells->text_size = size;
    return true;
}

static bool grow_list(struct cells *cells)
{
    size_t size = cells->size ? cells->size * 2 : 64;
    size_t *ends = realloc(cells->ends, size * sizeof *ends);
    if (!ends)
        return false;
    cells->ends = ends;
    bool *quoted = realloc(cells->quoted, size * sizeof *quoted);
    if (!quoted)
        return false;
    cells->quoted = quoted;
    cells->size = size;
    return true;
}

static void put(struct cells *cells, const char *data, size_t len)
{
    if (cells->text_len + len > cells->text_size && !grow_text(cells, cells->text_len + len)) {
        cells->failed = true;
        return;
    }
    if (len)
        memcpy(cells->text + cells->text_len, data, len);
    cells->text_len += len;
}

static void end_cell(struct cells *cells, bool quoted)
{
    if (cells->count == cells->size && !grow_list(cells)) {
        cells->failed = true;
        return;
    }
    /* a text of no bytes is not NULL: its cells are taken apart by pointers */
    if (!cells->text && !grow_text(cells, 1)) {
        cells->failed = true;
        return;
    }
    cells->quoted[cells->count] = quoted;
    cells->ends[cells->count++] = cells->text_len;
}

bool cells_add(struct cells *cells, struct span cell, bool quoted)
{
    put(cells, cell.data, cell.len);
    end_cell(cells, quoted);
    return !cells->failed;
}

/* ---- signs ---- */

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* Length of the delimiter at p, 0: none is there. One of two signs, the second a blank, may
 * have lost that at the end of a line. */
static size_t delimiter_at(const struct dialect *dialect, const char *p, const char *end)
{
    if (p == end || *p != dialect->delimiter[0] || !*p)
        return 0;
    if (!dialect->delimiter[1])
        return 1;
    if (p + 1 < end && p[1] == dialect->delimiter[1])
        return 2;
    return dialect->delimiter[1] == ' ' && (p + 1 == end || is_line_end(p[1])) ? 1 : 0;
}

/* Behind the line end at p: CR, LF, CRLF, or CRCRLF, as some programs write on Windows. */
static const char *behind_line_end(const char *p, const char *end)
{
    if (*p == '\n')
        return p + 1;
    p++;
    if (p < end && *p == '\n')
        return p + 1;
    if (p + 1 < end && p[0] == '\r' && p[1] == '\n')
        return p + 2;
    return p;
}

/* ---- a cell in quotes ---- */

enum quote_kind { QUOTE_CLOSES, QUOTE_DOUBLED, QUOTE_ESCAPED, QUOTE_STRAY, QUOTE_UNKNOWN };

static bool is_escaped(const char *from, const char *quote)
{
    size_t backslashes = 0;
    while (quote > from && quote[-1] == '\\') {
        quote--;
        backslashes++;
    }
    return backslashes % 2 == 1;
}

/* What the quote at p is, inside quotes that opened before from. */
static enum quote_kind kind_of(const struct dialect *dialect, const struct scan_rules *rules,
                               const char *from, const char *p, const char *end, bool last)
{
    if (p == rules->literal)
        return QUOTE_STRAY;
    if (dialect->backslash && is_escaped(from, p))
        return QUOTE_ESCAPED;
    if (p + 1 == end)
        return last ? QUOTE_CLOSES : QUOTE_UNKNOWN;
    if (p[1] == dialect->quote && !rules->no_doubling && !dialect->backslash)
        return QUOTE_DOUBLED;
    if (is_line_end(p[1]) || delimiter_at(dialect, p + 1, end))
        return QUOTE_CLOSES;
    return QUOTE_STRAY;
}

static bool crosses_line(const char *from, const char *to)
{
    size_t len = (size_t)(to - from);
    return memchr(from, '\n', len) || memchr(from, '\r', len);
}

/* Goes on inside quotes. SCAN_DONE: behind the closing quote, the cell is in out. */
static enum scan_end scan_quoted(struct scan *scan, const struct dialect *dialect,
                                 const struct scan_rules *rules, struct span text, bool last,
                                 struct cells *out)
{
    const char *begin = text.data, *end = begin + text.len, *p = begin + scan->at;
    for (;;) {
        const char *quote = p < end ? memchr(p, dialect->quote, (size_t)(end - p)) : NULL;
        enum quote_kind kind =
            quote ? kind_of(dialect, rules, begin + scan->opened + 1, quote, end, last)
                  : QUOTE_UNKNOWN;
        const char *until = quote ? quote : end;
        scan->crossed |= crosses_line(p, until);
        if (kind == QUOTE_ESCAPED)
            put(out, p, (size_t)(until - p) - 1); /* without the backslash */
        else
            put(out, p, (size_t)(until - p));
        scan->at = (size_t)(until - begin);
        if (kind == QUOTE_UNKNOWN)
            return last ? SCAN_BROKEN : SCAN_MORE;
        p = until + 1;
        scan->at++;
        if (kind == QUOTE_CLOSES)
            break;
        if (kind == QUOTE_DOUBLED) {
            p++;
            scan->at++;
        }
        if (kind == QUOTE_STRAY) {
            scan->odd = true;
            if (scan->crossed)
                return SCAN_BROKEN;
        }
        put(out, until, 1);
    }
    end_cell(out, true);
    scan->quoted = false;
    return SCAN_DONE;
}

/* ---- a record ---- */

/* The end of a cell without quotes; *has_quote: there is one in it nevertheless. */
static const char *plain_end(const struct dialect *dialect, const char *p, const char *end,
                             bool *has_quote)
{
    char first = dialect->delimiter[0], quote = dialect->quote;
    for (; p < end && !is_line_end(*p); p++) {
        if (*p == first && delimiter_at(dialect, p, end))
            break;
        *has_quote |= quote && *p == quote;
    }
    return p;
}

/* Begins a cell in quotes at p? */
static bool opens(const struct dialect *dialect, const struct scan_rules *rules, const char *p,
                  const char *end)
{
    return p < end && dialect->quote && *p == dialect->quote && p != rules->literal &&
           !rules->no_quotes;
}

enum scan_end scan_record(struct scan *scan, const struct dialect *dialect,
                          const struct scan_rules *rules, struct span text, bool last,
                          struct cells *out)
{
    const char *begin = text.data, *end = begin + text.len;
    for (;;) {
        const char *p = begin + scan->at;
        if (!scan->quoted && opens(dialect, rules, p, end)) {
            scan->quoted = true;
            scan->crossed = false;
            scan->opened = scan->at++;
        }
        if (scan->quoted) {
            enum scan_end state = scan_quoted(scan, dialect, rules, text, last, out);
            if (state != SCAN_DONE)
                return state;
            p = begin + scan->at;
        } else {
            const char *stop = plain_end(dialect, p, end, &scan->odd);
            put(out, p, (size_t)(stop - p));
            end_cell(out, false);
            p = stop;
        }
        size_t delimiter = delimiter_at(dialect, p, end);
        scan->at = (size_t)(p - begin) + delimiter;
        if (delimiter)
            continue;
        if (p < end)
            scan->at = (size_t)(behind_line_end(p, end) - begin);
        return SCAN_DONE;
    }
}

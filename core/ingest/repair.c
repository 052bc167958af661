/*
 * Repairing one row. All readings that make sense are tried, the cheapest by the shapes of the
 * columns wins; it has to be about as ordinary as the rows around it, or the row stays as it
 * is and is set aside.
 */
#include "core/ingest/repair.h"

#include <stdlib.h>
#include <string.h>

#include "core/ingest/align.h"
#include "core/ingest/scan.h"

enum { QUOTES_MAX = 128, REPAIR_TEXT_MAX = 64 * 1024 };

struct repair {
    struct dialect dialect;
    const struct column_shape *shapes;
    size_t width, written;
    struct cells tried, aligned, best;
    char *patched; /* a text with a delimiter put in */
    double cost;   /* of best */
    size_t used;
    enum repair_kind kind;
    bool odd; /* the quotes of the record are not as they should be */
};

const char *repair_kind_name(enum repair_kind kind)
{
    static const char *const names[REPAIR_KINDS] = {
        [REPAIR_NONE] = "",           [REPAIR_QUOTE] = "quote",
        [REPAIR_ESCAPE] = "escape",   [REPAIR_DELIMITER] = "delimiter",
        [REPAIR_LOST] = "lost",       [REPAIR_JOINED] = "joined",
        [REPAIR_SURPLUS] = "surplus", [REPAIR_SHORT] = "short",
        [REPAIR_WAY] = "way",
    };
    return names[kind];
}

struct repair *repair_new(const struct dialect *dialect, const struct column_shape *shapes,
                          size_t width, size_t written)
{
    struct repair *repair = calloc(1, sizeof *repair);
    if (!repair)
        return NULL;
    repair->dialect = *dialect;
    repair->shapes = shapes;
    repair->width = width;
    repair->written = written;
    return repair;
}

void repair_free(struct repair *repair)
{
    if (!repair)
        return;
    cells_free(&repair->tried);
    cells_free(&repair->aligned);
    cells_free(&repair->best);
    free(repair->patched);
    free(repair);
}

/* ---- readings ---- */

/* Reads the whole of text as one record; false: it isn't one. */
static bool read_whole(struct repair *r, const struct dialect *dialect,
                       const struct scan_rules *rules, struct span text)
{
    struct scan scan = {0};
    cells_clear(&r->tried);
    return scan_record(&scan, dialect, rules, text, true, &r->tried) == SCAN_DONE &&
           scan.at >= text.len && !r->tried.failed;
}

/* The same without any quote where none should be. */
static bool read_well(struct repair *r, const struct dialect *dialect, struct span text)
{
    static const struct scan_rules plain = {0};
    struct scan scan = {0};
    cells_clear(&r->tried);
    return scan_record(&scan, dialect, &plain, text, true, &r->tried) == SCAN_DONE &&
           scan.at >= text.len && !scan.odd && !r->tried.failed;
}

/* Joining and parting cells is told from the rows around: from one or two it can't be, nor when
 * cells don't fit then. */
static bool is_sure(const struct repair *r, enum repair_kind kind, size_t strange)
{
    bool bold = kind == REPAIR_JOINED || kind == REPAIR_LOST || kind == REPAIR_DELIMITER;
    if (bold && r->shapes && r->shapes[0].total < 3)
        return false;
    bool quotes = r->odd && (kind == REPAIR_QUOTE || kind == REPAIR_ESCAPE);
    return strange == 0 || kind == REPAIR_NONE || quotes;
}

static void take(struct repair *r, struct cells *cells, double cost, size_t strange, size_t used,
                 enum repair_kind kind)
{
    if (cost >= r->cost - 1e-9 || !is_sure(r, kind, strange))
        return;
    struct cells swap = r->best;
    r->best = *cells;
    *cells = swap;
    r->cost = cost;
    r->used = used;
    r->kind = kind;
}

/* The empty cells that all rows have at their end go. */
static void leave_end(struct repair *r)
{
    size_t count = r->tried.count;
    if (count != r->written)
        return;
    while (count > r->width && cells_get(&r->tried, count - 1).len == 0)
        count--;
    if (count == r->width)
        r->tried.count = count;
}

/* A reading of the right width, with what it costs beyond its cells. */
static void offer(struct repair *r, size_t used, enum repair_kind kind, double price)
{
    size_t strange = 0;
    leave_end(r);
    if (r->tried.count != r->width)
        return;
    double cost = 0;
    if (r->shapes)
        cost = align_cost(&r->tried, r->shapes, r->width,
                          kind == REPAIR_DELIMITER || kind == REPAIR_WAY, &strange);
    take(r, &r->tried, cost + price, strange, used, kind);
}

static enum repair_kind kind_of(const struct alignment *alignment)
{
    return alignment->split     ? REPAIR_LOST
           : alignment->joined  ? REPAIR_JOINED
           : alignment->dropped ? REPAIR_SURPLUS
                                : REPAIR_SHORT;
}

/* A reading of another width, put under its columns. */
static void offer_aligned(struct repair *r, size_t used, const char *joint, enum repair_kind kind,
                          double price)
{
    struct alignment alignment;
    if (!r->shapes || r->tried.count == r->width ||
        !align_cells(&r->tried, r->shapes, r->width, joint, &r->aligned, &alignment))
        return;
    take(r, &r->aligned, alignment.cost + price, alignment.strange, used,
         kind == REPAIR_NONE ? kind_of(&alignment) : kind);
}

/* ---- quotes ---- */

/* odd: not all quotes are as they should be, so that there may be none that is one. */
static void try_quotes(struct repair *r, struct span text, bool odd)
{
    const char quote = r->dialect.quote, *p = text.data, *end = text.data + text.len;
    struct scan_rules rules = {.no_doubling = true};
    const double well = odd ? 0 : 6.0;
    if (!quote)
        return;
    if (read_whole(r, &r->dialect, &rules, text))
        offer(r, text.len, REPAIR_ESCAPE, well + 0.2);
    for (int n = 0; n < QUOTES_MAX && p < end; n++, p++) {
        p = memchr(p, quote, (size_t)(end - p));
        if (!p)
            break;
        /* of two in a row the second is the stray one: the first opens a cell */
        double first = p + 1 < end && p[1] == quote ? 1.4 : 0;
        rules = (struct scan_rules){.literal = p};
        if (read_whole(r, &r->dialect, &rules, text))
            offer(r, text.len, REPAIR_QUOTE, well + first + 0.1);
        rules.no_doubling = true;
        if (read_whole(r, &r->dialect, &rules, text))
            offer(r, text.len, REPAIR_QUOTE, well + first + 0.6);
    }
    rules = (struct scan_rules){.no_quotes = true};
    if (odd && read_whole(r, &r->dialect, &rules, text))
        offer(r, text.len, REPAIR_QUOTE, 2.0);
}

/* A delimiter that was lost beside a quote: it is put back before or behind one. */
static void try_insertions(struct repair *r, struct span text)
{
    static const struct scan_rules plain = {0};
    size_t len = strlen(r->dialect.delimiter);
    char *patched = r->dialect.quote ? realloc(r->patched, text.len + len + 1) : NULL;
    if (!patched)
        return;
    r->patched = patched;
    const char *p = text.data, *end = text.data + text.len;
    for (int n = 0; n < QUOTES_MAX && p < end; n++, p++) {
        p = memchr(p, r->dialect.quote, (size_t)(end - p));
        if (!p)
            return;
        for (size_t behind = 0; behind < 2; behind++) {
            size_t at = (size_t)(p - text.data) + behind;
            memcpy(patched, text.data, at);
            memcpy(patched + at, r->dialect.delimiter, len);
            memcpy(patched + at + len, text.data + at, text.len - at);
            if (at > 0 && at < text.len &&
                read_whole(r, &r->dialect, &plain, span_of(patched, text.len + len)))
                offer(r, text.len, REPAIR_LOST, 3.0);
        }
    }
}

/* ---- other delimiters ---- */

/* Numbers, dates, codes: columns by which it is seen that a row is put together well. */
static bool has_marks(const struct repair *r)
{
    size_t typed = 0;
    for (size_t i = 0; r->shapes && i < r->width; i++) {
        enum shape_class class = shape_of_column(&r->shapes[i]);
        typed += shape_is_measured(class) || class == SHAPE_CODE || class == SHAPE_ADDRESS;
    }
    return typed >= 2 || typed * 3 >= r->width;
}

static void try_delimiters(struct repair *r, struct span text, size_t used)
{
    static const struct {
        const char *sign;
        double price; /* of a row that has as many cells then as it should */
    } others[] = {{",", 1.0}, {";", 1.0}, {"\t", 1.0}, {"|", 1.0},
                  {" ", 4.0}, {":", 4.0}, {"^", 1.0}};
    static const struct scan_rules plain = {0};
    size_t end = strlen(r->dialect.delimiter);
    /* what all rows have at their end, this one may have, too */
    if (end && text.len > end && memcmp(text.data + text.len - end, r->dialect.delimiter, end) == 0)
        text.len -= end;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct dialect other = r->dialect;
        if (strcmp(others[i].sign, r->dialect.delimiter) == 0)
            continue;
        strcpy(other.delimiter, others[i].sign);
        other.quote =
            other.quote ? other.quote : '"'; /* with another delimiter cells may need it */
        if (!memchr(text.data, *others[i].sign, text.len) || !read_whole(r, &other, &plain, text) ||
            r->tried.count < r->width)
            continue;
        if (r->tried.count == r->width)
            offer(r, used, REPAIR_DELIMITER, others[i].price);
        else if (has_marks(r))
            offer_aligned(r, used, others[i].sign, REPAIR_DELIMITER, 4.0);
    }
}

/* ---- other quotes, another escape ---- */

static char other_quote(const struct dialect *dialect)
{
    return dialect->quote == '"' ? '\'' : dialect->quote == '\'' ? '"' : 0;
}

/* It begins and ends with a quote that is none in this file. */
static bool stands_in_other_quotes(const struct dialect *dialect, struct span text)
{
    char quote = other_quote(dialect);
    while (text.len > 1 && text.data[text.len - 1] == dialect->delimiter[0])
        text.len--;
    return quote && text.len > 2 && *text.data == quote && text.data[text.len - 1] == quote;
}

static bool has_other_escape(const struct dialect *dialect, struct span text)
{
    const char escape[] = {'\\', dialect->quote};
    return dialect->quote && !dialect->backslash && memmem(text.data, text.len, escape, 2);
}

bool repair_has_other_way(const struct dialect *dialect, const struct record *record)
{
    return stands_in_other_quotes(dialect, record->raw) ||
           (record->odd && has_other_escape(dialect, record->raw));
}

/* Where each quote is in its place then, that tells more than what the cells look like. */
static void try_ways(struct repair *r, struct span text, bool odd)
{
    struct dialect other = r->dialect;
    other.quote = other_quote(&r->dialect);
    if (stands_in_other_quotes(&r->dialect, text) && read_well(r, &other, text))
        offer(r, text.len, REPAIR_WAY, -2.0);
    other = r->dialect;
    other.backslash = true;
    if (odd && has_other_escape(&r->dialect, text) && read_well(r, &other, text))
        offer(r, text.len, REPAIR_WAY, -2.0);
}

/* ---- choosing ---- */

static struct span first_line(struct span text)
{
    const char *lf = memchr(text.data, '\n', text.len);
    size_t len = lf ? (size_t)(lf - text.data) : text.len;
    const char *cr = memchr(text.data, '\r', len);
    return span_of(text.data, cr ? (size_t)(cr - text.data) : len);
}

static void begin(struct repair *r)
{
    r->cost = 1e8;
    r->kind = REPAIR_NONE;
}

static void give(const struct repair *r, struct record *record, size_t *used)
{
    bool cut = r->used < record->raw.len;
    *used = r->used;
    record->state = RECORD_ROW;
    record->count = r->best.count;
    record->text = r->best.text;
    record->ends = r->best.ends;
    record->quoted = r->best.quoted;
    record->gap = 0;
    record->raw.len = r->used;
    if (cut)
        record->lines = 1;
}

bool repair_quotes(struct repair *r, struct record *record, size_t *used)
{
    struct span line = first_line(record->raw);
    if (record->raw.len == 0 || record->raw.len > REPAIR_TEXT_MAX)
        return false;
    begin(r);
    try_quotes(r, line, true);
    if (r->cost > 1e7 && line.len < record->raw.len)
        try_quotes(r, record->raw, true);
    if (r->cost > 1e7)
        return false;
    give(r, record, used);
    return true;
}

static bool keep(struct repair *r, const struct record *record)
{
    cells_clear(&r->tried);
    for (size_t i = 0; i < record->count; i++)
        cells_add(&r->tried, record_cell(record, i), record->quoted && record->quoted[i]);
    return !r->tried.failed && record->count > 0;
}

static bool has_quote(const struct repair *r, struct span text)
{
    return r->dialect.quote && memchr(text.data, r->dialect.quote, text.len);
}

static void try_all(struct repair *r, const struct record *record)
{
    struct span line = first_line(record->raw);
    bool broken = record->state == RECORD_STRAY_QUOTE, odd = broken || record->odd;
    r->odd = odd || record->lines > 1;
    if (keep(r, record))
        offer(r, record->raw.len, broken ? REPAIR_QUOTE : REPAIR_NONE, broken ? 1.5 : 0);
    if (keep(r, record))
        offer_aligned(r, record->raw.len, r->dialect.delimiter, REPAIR_NONE, odd ? 2.0 : 0);
    try_ways(r, line, odd);
    if (has_quote(r, line)) {
        try_quotes(r, line, r->odd);
        try_insertions(r, line);
    }
    if (line.len < record->raw.len && has_quote(r, record->raw))
        try_quotes(r, record->raw, true);
    if (record->count < r->width)
        try_delimiters(r, line, line.len);
}

/* A short row whose cells fit goes on with empty cells, though the columns have none. */
static bool pad(struct repair *r, const struct record *record)
{
    if (record->count == 0 || record->count >= r->width || !keep(r, record))
        return false;
    for (size_t i = 0; i < r->tried.count; i++) {
        if (!shape_is_at_home(&r->shapes[i], cells_get(&r->tried, i)))
            return false;
    }
    while (r->tried.count < r->width && cells_add(&r->tried, span_of("", 0), false))
        ;
    if (r->tried.failed)
        return false;
    r->cost = 1e8;
    take(r, &r->tried, 0, 0, record->raw.len, REPAIR_SHORT);
    return true;
}

bool repair_header(struct repair *r, struct span line, struct span *cells)
{
    if (line.len == 0 || line.len > REPAIR_TEXT_MAX)
        return false;
    begin(r);
    try_delimiters(r, line, line.len);
    if (r->cost > 1e7)
        return false;
    for (size_t i = 0; i < r->width; i++) {
        cells[i] = cells_get(&r->best, i);
        if (cells[i].len == 0 || shape_is_measured(shape_class_of(cells[i])))
            return false;
    }
    return true;
}

bool repair_row(struct repair *r, struct record *record, size_t *used, enum repair_kind *kind)
{
    if (record->raw.len == 0 || record->raw.len > REPAIR_TEXT_MAX || r->width == 0)
        return false;
    begin(r);
    try_all(r, record);
    if (r->cost > 1e7 && !pad(r, record))
        return false;
    *kind = r->kind;
    give(r, record, used);
    return true;
}

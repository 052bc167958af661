/*
 * The score of a dialect is the share of rows that agree in their number of cells times how
 * well-formed their cells are and how alike those of a column (after van den Burg, Nazábal and
 * Sutton, 2019: the pattern of a file and the types of its cells speak for its dialect).
 */
#include "core/ingest/sniff.h"

#include <string.h>

#include "core/ingest/sample.h"
#include "core/ingest/shape.h"
#include "core/ingest/sniff_column.h"

enum { ROWS_TRIED = 250, ROWS_ELSEWHERE = 60, COLUMNS_WEIGHED = 60, TEXT_TRIED = 96 * 1024 };

/* Delimiters in the order of preference; sure: how readily it is believed. */
static const struct {
    const char *sign;
    double sure;
} candidates[] = {{",", 1.0},  {";", 1.0},    {"\t", 1.0},  {"|", 0.98},  {", ", 1.0},
                  {"; ", 1.0}, {"||", 1.0},   {"^", 0.95},  {":", 0.8},   {"::", 0.95},
                  {";;", 1.0}, {"\t\t", 1.0}, {"^^", 0.95}, {"\\t", 0.9}, {" ", 0.65}};

/* ---- cells ---- */

static bool is_sign_of_others(char c)
{
    return c == ',' || c == ';' || c == '|' || c == '\t' || c == '^' || c == '"';
}

/* Signs at an end that belong to a delimiter or a quote of some other dialect. */
static bool has_torn_end(struct span cell)
{
    char first = *cell.data, last = cell.data[cell.len - 1];
    return is_sign_of_others(first) || is_sign_of_others(last) || first == '\'' ||
           (first == '(') != (memchr(cell.data, ')', cell.len) != NULL);
}

/* How well-formed a cell is, from 0 to 1. */
static double score_of_cell(struct span cell, bool quoted, enum shape_class class)
{
    static const double scores[SHAPE_CLASSES] = {
        [SHAPE_EMPTY] = 0.75, [SHAPE_INTEGER] = 1.0,  [SHAPE_NUMBER] = 1.0, [SHAPE_DATE] = 1.0,
        [SHAPE_TIME] = 1.0,   [SHAPE_DATETIME] = 1.0, [SHAPE_CODE] = 0.9,   [SHAPE_ADDRESS] = 1.0,
        [SHAPE_WORD] = 0.92,  [SHAPE_TEXT] = 0.88,    [SHAPE_OTHER] = 0.4,
    };
    if (quoted)
        return 1.0;
    double score = scores[class];
    if (class == SHAPE_EMPTY)
        return score;
    if (has_torn_end(cell))
        score = 0.1;
    else if (memchr(cell.data, '\t', cell.len) || memchr(cell.data, '|', cell.len))
        score *= 0.3;
    else if (memchr(cell.data, ';', cell.len) || memchr(cell.data, '"', cell.len))
        score *= 0.5;
    if (*cell.data == ' ' || cell.data[cell.len - 1] == ' ')
        score *= 0.85;
    return score;
}

/* ---- rows ---- */

struct tally {
    size_t rows, agreeing, odd;
    double cells, cell_score;
    struct column_shape columns[COLUMNS_WEIGHED];
};

static void weigh_row(struct tally *tally, const struct sample_row *row, size_t width)
{
    if (row->count == 0 || (width > 1 && sample_is_blank(row)))
        return;
    tally->rows++;
    tally->odd += row->odd;
    if (row->count != width)
        return;
    tally->agreeing++;
    for (size_t i = 0; i < row->count && i < COLUMNS_WEIGHED; i++) {
        enum shape_class class = shape_class_of(row->cells[i]);
        tally->cells += 1;
        tally->cell_score += score_of_cell(row->cells[i], row->quoted[i], class);
        tally->columns[i].total++;
        tally->columns[i].classes[class]++;
    }
}

/* How alike the cells of the columns are: the share that the commonest class has. */
static double likeness(const struct tally *tally, size_t width)
{
    double all = 0;
    size_t columns = width < COLUMNS_WEIGHED ? width : COLUMNS_WEIGHED;
    for (size_t i = 0; i < columns; i++) {
        const struct column_shape *c = &tally->columns[i];
        int64_t best = 0, words = c->classes[SHAPE_WORD] + c->classes[SHAPE_TEXT];
        int64_t numbers = c->classes[SHAPE_INTEGER] + c->classes[SHAPE_NUMBER];
        for (int class = 1; class < SHAPE_CLASSES; class ++)
            best = c->classes[class] > best ? c->classes[class] : best;
        best = words > best ? words : best;
        best = numbers > best ? numbers : best;
        best += c->classes[SHAPE_EMPTY];
        all += c->total ? (double)best / (double)c->total : 0;
    }
    return columns ? all / (double)columns : 0;
}

/* Columns with something in them: those that a delimiter of two signs has between its halves
 * speak for nothing. */
static size_t filled_columns(const struct tally *tally, size_t width)
{
    size_t empty = 0;
    for (size_t i = 0; i < width && i < COLUMNS_WEIGHED; i++)
        empty += tally->columns[i].classes[SHAPE_EMPTY] == tally->columns[i].total;
    return width - empty;
}

static double score_of(const struct tally *tally, size_t width)
{
    if (tally->rows == 0 || tally->cells < 1)
        return 0;
    double agree = (double)tally->agreeing / (double)tally->rows;
    double formed = tally->cell_score / tally->cells;
    double odd = (double)tally->odd / (double)tally->rows;
    size_t filled = filled_columns(tally, width);
    double wide = filled > 1 ? 1.0 - 0.4 / (double)filled : 0.25;
    return agree * (0.3 + 0.7 * agree) * (0.7 * formed + 0.3 * likeness(tally, width)) * wide *
           (1.0 - 0.5 * odd);
}

/* ---- one dialect ---- */

/* Numbers, dates or times in all rows but a header. */
static bool is_typed(const struct column_shape *column)
{
    int64_t measured = 0;
    for (int class = 0; class < SHAPE_CLASSES; class ++)
        measured += shape_is_measured((enum shape_class) class) ? column->classes[class] : 0;
    return shape_is_measured(shape_of_column(column)) ||
           (measured >= 3 && measured + 1 >= column->total);
}

static bool has_typed_column(const struct tally *tally, size_t width)
{
    for (size_t i = 0; i < width && i < COLUMNS_WEIGHED; i++) {
        if (is_typed(&tally->columns[i]))
            return true;
    }
    return false;
}

/* Text in columns of words, parted by blanks or colons, is more likely one column of text. */
static double doubt(const struct dialect *dialect, const struct tally *tally, size_t width,
                    size_t quoted)
{
    bool weak = strcmp(dialect->delimiter, " ") == 0 || strcmp(dialect->delimiter, ":") == 0;
    if (!weak || width <= 1 || quoted * 2 >= tally->agreeing)
        return 1.0;
    return has_typed_column(tally, width) ? 1.0 : 0.35;
}

static enum status try_dialect(const struct dialect *dialect, const struct span *windows,
                               size_t count, struct sniff_evidence *out, struct arena *scratch,
                               struct error *err)
{
    struct tally tally = {0};
    size_t width = 0, quoted = 0;
    *out = (struct sniff_evidence){0};
    for (size_t w = 0; w < count; w++) {
        struct sample sample;
        struct span text = windows[w];
        text.len = text.len > TEXT_TRIED ? TEXT_TRIED : text.len;
        enum status status = sample_read(&sample, text, dialect, false, 0,
                                         w ? ROWS_ELSEWHERE : ROWS_TRIED, scratch, err);
        if (status != STATUS_OK)
            return status;
        if (w == 0)
            width = sample.width;
        /* the last record of a stretch may be cut off, the first one may be a rest */
        size_t end =
            sample.count > 2 && text.len < windows[w].len ? sample.count - 1 : sample.count;
        for (size_t i = w ? 1 : 0; i < end; i++) {
            weigh_row(&tally, &sample.rows[i], width);
            for (size_t c = 0; c < sample.rows[i].count; c++)
                quoted += sample.rows[i].quoted[c];
        }
    }
    out->rows = tally.rows;
    out->agreeing = tally.agreeing;
    out->odd = tally.odd;
    out->quoted = quoted;
    out->cells = width;
    out->score = score_of(&tally, width) * doubt(dialect, &tally, width, quoted);
    return STATUS_OK;
}

/* ---- quotes and escapes ---- */

static bool occurs(struct span text, const char *sign)
{
    return memmem(text.data, text.len, sign, strlen(sign)) != NULL;
}

/* A sign and a blank part cells where the sign alone hardly ever stands between others. */
static bool goes_with_blank(struct span text, char sign)
{
    size_t with = 0, without = 0;
    for (size_t i = 0; i + 1 < text.len; i++) {
        char next = text.data[i + 1];
        if (text.data[i] != sign)
            continue;
        with += next == ' ';
        without += next != ' ' && next != '\n' && next != '\r';
    }
    return with > without;
}

/* A quote stands where a cell may begin, and where one may end. */
static bool may_quote(struct span text, char quote)
{
    size_t opens = 0, closes = 0;
    for (const char *p = text.data, *end = p + text.len; p < end; p++) {
        p = memchr(p, quote, (size_t)(end - p));
        if (!p)
            break;
        opens += p == text.data || strchr(",;\t|:^ \n\r", p[-1]) != NULL;
        closes += p + 1 == end || strchr(",;\t|:^ \n\r", p[1]) != NULL;
    }
    return opens > 0 && closes > 0;
}

/* \" outnumbers "", cells with nothing in them aside. */
static bool may_escape(struct span text, char quote)
{
    size_t slashes = 0, doubles = 0;
    for (size_t i = 1; i < text.len; i++) {
        if (text.data[i] != quote)
            continue;
        slashes += text.data[i - 1] == '\\';
        bool empty = (i < 2 || strchr(",;\t|:^ \n\r", text.data[i - 2])) &&
                     (i + 1 == text.len || strchr(",;\t|:^ \n\r", text.data[i + 1]));
        doubles += text.data[i - 1] == quote && !empty;
    }
    return slashes > doubles;
}

/* The ways to quote that are worth a try, the usual one first. */
static size_t list_quotes(struct span text, const struct sniff_wish *wish, struct dialect *out)
{
    const char *signs = "\"'";
    size_t n = 0;
    for (int i = 0; i < 2; i++) {
        char quote = signs[i];
        if (wish->quote_given ? quote != wish->quote : i > 0 && !may_quote(text, quote))
            continue;
        out[n++] = (struct dialect){.quote = quote};
        if (may_escape(text, quote))
            out[n++] = (struct dialect){.quote = quote, .backslash = true};
    }
    if (wish->quote_given ? wish->quote == 0 : occurs(text, "\""))
        out[n++] = (struct dialect){.quote = 0};
    return n;
}

/* ---- choosing ---- */

/* Nothing could be clearer: what is tried behind it can't be better. */
static bool is_beyond_doubt(const struct sniff_evidence *evidence)
{
    return evidence->rows >= 20 && evidence->agreeing == evidence->rows && evidence->odd == 0 &&
           evidence->cells >= 3 && evidence->score > 0.85;
}

/* Another delimiter is worth a try: one that begins like the clear one may be the longer. */
static bool is_worth(const char *sign, const struct dialect *champion,
                     const struct sniff_evidence *evidence)
{
    return !is_beyond_doubt(evidence) || sign[0] == champion->delimiter[0];
}

/* A lead that is no matter of rounding. The backslash wins a tie: it was counted. */
static bool beats(const struct sniff_evidence *a, const struct dialect *dialect,
                  const struct sniff_evidence *best, const struct dialect *champion)
{
    bool escapes = dialect->backslash && !champion->backslash &&
                   dialect->quote == champion->quote &&
                   strcmp(dialect->delimiter, champion->delimiter) == 0;
    return a->score > best->score + (escapes ? -0.02 : 0.002);
}

/* What is tried, and the best so far. */
struct sniffing {
    const struct span *windows;
    size_t count;
    struct dialect quotes[6];
    size_t quote_count;
    bool quote_given;
    struct dialect *best;
    struct sniff_evidence *evidence;
};

/* odd, where it is set: rows with quotes speak against these being quotes at all. */
static enum status try_one(struct sniffing *s, const struct dialect *dialect, double sure,
                           bool *odd, struct error *err)
{
    struct sniff_evidence found = {0};
    struct arena *scratch = arena_new();
    enum status status = scratch ? try_dialect(dialect, s->windows, s->count, &found, scratch, err)
                                 : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    arena_free(scratch);
    *odd |= found.odd * 2 > found.quoted;
    found.score *= sure;
    if (status == STATUS_OK &&
        (s->evidence->score <= 0 || beats(&found, dialect, s->evidence, s->best))) {
        *s->best = *dialect;
        *s->evidence = found;
    }
    return status;
}

/* A delimiter with all ways to quote. */
static enum status try_delimiter(struct sniffing *s, const char *sign, double sure,
                                 struct error *err)
{
    enum status status = STATUS_OK;
    bool odd = false;
    for (size_t q = 0; q < s->quote_count && status == STATUS_OK; q++) {
        struct dialect dialect = s->quotes[q];
        /* where quotes are as they should be they are quotes */
        if (dialect.quote == 0 && !odd && !s->quote_given)
            break;
        strcpy(dialect.delimiter, sign);
        status = try_one(s, &dialect, sure, &odd, err);
    }
    return status;
}

/* Commas are part of the cells. */
static enum status take_whole_lines(struct sniffing *s, struct error *err)
{
    bool odd = false;
    *s->evidence = (struct sniff_evidence){0};
    return try_one(s, &(const struct dialect){.quote = '"'}, 1.0, &odd, err);
}

enum status sniff_dialect(struct dialect *out, struct sniff_evidence *evidence,
                          const struct span *windows, size_t count, const struct sniff_wish *wish,
                          struct error *err)
{
    struct sniffing s = {.windows = windows,
                         .count = count,
                         .quote_given = wish->quote_given,
                         .best = out,
                         .evidence = evidence};
    struct span text = windows[0];
    struct sniff_column column = {0};
    text.len = text.len > TEXT_TRIED ? TEXT_TRIED : text.len;
    s.quote_count = list_quotes(text, wish, s.quotes);
    *out = dialect_of(",");
    *evidence = (struct sniff_evidence){0};
    if (wish->delimiter && wish->delimiter[0])
        return try_delimiter(&s, wish->delimiter, 1.0, err);
    enum status status = sniff_column_look(&column, text, err);
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates && status == STATUS_OK; i++) {
        const char *sign = candidates[i].sign;
        if (i > 0 && (!occurs(text, sign) || !is_worth(sign, out, evidence)))
            continue;
        if (sign[1] == ' ' && !goes_with_blank(text, sign[0]))
            continue;
        if (!(column.measured && strchr(": ", sign[0])))
            status = try_delimiter(&s, sign, candidates[i].sure, err);
    }
    if (status == STATUS_OK && column.commas && out->delimiter[0] == ',')
        status = take_whole_lines(&s, err);
    return status;
}

enum status sniff_list(struct sniff_found *out, size_t room, size_t *count,
                       const struct span *windows, size_t window_count,
                       const struct sniff_wish *wish, struct error *err)
{
    struct span text = windows[0];
    enum status status = STATUS_OK;
    *count = 0;
    text.len = text.len > TEXT_TRIED ? TEXT_TRIED : text.len;
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates && *count < room; i++) {
        struct sniff_found *found = &out[*count];
        struct sniffing s = {.windows = windows,
                             .count = window_count,
                             .quote_given = wish->quote_given,
                             .best = &found->dialect,
                             .evidence = &found->evidence};
        if (!occurs(text, candidates[i].sign))
            continue;
        *found = (struct sniff_found){.dialect = dialect_of(candidates[i].sign)};
        s.quote_count = list_quotes(text, wish, s.quotes);
        status = try_delimiter(&s, candidates[i].sign, candidates[i].sure, err);
        if (status != STATUS_OK)
            break;
        *count += found->evidence.cells > 1;
    }
    return status;
}

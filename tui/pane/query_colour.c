/* The words of SQL told apart for their colours, and its brackets for their partners: as far as
 * an eye needs it, no more. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "tui/pane/query_state.h"

static const char *const keywords[] = {
    "all",       "and",       "as",        "asc",      "between", "by",     "case",   "cast",
    "collate",   "cross",     "desc",      "distinct", "else",    "end",    "escape", "except",
    "exists",    "filter",    "from",      "full",     "group",   "having", "in",     "inner",
    "intersect", "is",        "isnull",    "join",     "left",    "like",   "limit",  "natural",
    "not",       "notnull",   "null",      "offset",   "on",      "or",     "order",  "outer",
    "over",      "partition", "recursive", "regexp",   "right",   "rows",   "select", "then",
    "union",     "using",     "values",    "when",     "where",   "window", "with"};

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_keyword(const char *word, size_t len)
{
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        if (strlen(keywords[i]) == len && strncasecmp(keywords[i], word, len) == 0)
            return true;
    }
    return false;
}

const char *const *query_keywords(size_t *count)
{
    *count = sizeof keywords / sizeof *keywords;
    return keywords;
}

/* The end of what begins with a quote: behind its twin, doubled ones aside. */
static size_t end_of_quoted(struct span sql, size_t at)
{
    char quote = sql.data[at++];
    while (at < sql.len) {
        bool twin = sql.data[at++] == quote;
        if (twin && (at >= sql.len || sql.data[at] != quote))
            return at;
        at += twin;
    }
    return sql.len;
}

static size_t end_of_remark(struct span sql, size_t at)
{
    const char *end = sql.data[at] == '-' ? memchr(sql.data + at, '\n', sql.len - at)
                                          : memmem(sql.data + at + 2, sql.len - at - 2, "*/", 2);
    if (!end)
        return sql.len;
    return (size_t)(end - sql.data) + (sql.data[at] == '-' ? 0 : 2);
}

/* One piece from at on: its end, and its style (THEME_TEXT: plain). */
static size_t read_piece(struct span sql, size_t at, unsigned *style)
{
    char c = sql.data[at], next = at + 1 < sql.len ? sql.data[at + 1] : '\0';
    size_t end = at + 1;
    *style = THEME_TEXT;
    if ((c == '-' && next == '-') || (c == '/' && next == '*')) {
        *style = THEME_DIM;
        return end_of_remark(sql, at);
    }
    if (c == '\'' || c == '"') {
        *style = c == '\'' ? THEME_GOOD : THEME_TEXT;
        return end_of_quoted(sql, at);
    }
    if (!is_word(c) && c != ':' && c != '@' && c != '$')
        return end;
    while (end < sql.len &&
           (is_word(sql.data[end]) || (isdigit((unsigned char)c) && sql.data[end] == '.')))
        end++;
    if (isdigit((unsigned char)c))
        *style = THEME_NUMBER;
    else if (!is_word(c))
        *style = THEME_CAUTION; /* a place for a value */
    else if (is_keyword(sql.data + at, end - at))
        *style = THEME_HEADING;
    else if (end < sql.len && sql.data[end] == '(')
        *style = THEME_CODE; /* a function */
    return end;
}

void query_colour(struct span sql, query_colour_fn *fn, void *context)
{
    for (size_t at = 0; at < sql.len;) {
        unsigned style;
        size_t end = read_piece(sql, at, &style);
        if (style != THEME_TEXT)
            fn(context, at, end - at, style);
        at = end;
    }
}

/* ---- brackets ---- */

enum { NOWHERE = -1 };

/* Those of names, texts and remarks are none. */
static bool is_bracket(struct span sql, size_t at, size_t end)
{
    return end == at + 1 && (sql.data[at] == '(' || sql.data[at] == ')');
}

/* How many are open in front of a bracket; NOWHERE: there stands none. */
static int64_t depth_before(struct span sql, size_t place)
{
    int64_t depth = 0;
    unsigned style;
    for (size_t at = 0, end; at <= place && at < sql.len; at = end) {
        end = read_piece(sql, at, &style);
        if (!is_bracket(sql, at, end))
            continue;
        if (at == place)
            return depth;
        depth += sql.data[at] == '(' ? 1 : depth > 0 ? -1 : 0;
    }
    return NOWHERE;
}

/* The bracket that closes the one at place, or that it closes; place itself: it has none. */
static size_t find_partner(struct span sql, size_t place, int64_t wanted)
{
    bool opens = sql.data[place] == '(';
    size_t found = place;
    int64_t depth = 0;
    unsigned style;
    for (size_t at = 0, end; at < sql.len && (opens || at < place); at = end) {
        end = read_piece(sql, at, &style);
        if (!is_bracket(sql, at, end))
            continue;
        if (sql.data[at] == '(') {
            found = !opens && depth == wanted - 1 ? at : found;
            depth++;
        } else if (depth > 0) {
            depth--;
            if (opens && at > place && depth == wanted)
                return at;
        }
    }
    return found;
}

bool query_brackets(struct span sql, size_t cursor, size_t *first, size_t *second)
{
    for (size_t before = 0; before < 2; before++) {
        size_t place = cursor - before;
        if (before > cursor || place >= sql.len || !strchr("()", sql.data[place]))
            continue;
        int64_t depth = depth_before(sql, place);
        if (depth == NOWHERE)
            continue;
        *first = place;
        *second = find_partner(sql, place, depth);
        return true;
    }
    return false;
}

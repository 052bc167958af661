/*
 * Reads no more of SQL than it has to: words, names, texts, numbers and signs, and how deep in
 * brackets they stand. The select list goes from SELECT to FROM; its parts end at commas.
 */
#include "core/service/query_counts.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

struct token {
    struct span text; /* empty: the end */
    bool word;        /* without quotes */
    size_t depth;     /* of brackets around it */
};

struct reading {
    struct span rest;
    size_t depth;
};

static bool starts(struct span rest, const char *with)
{
    size_t len = strlen(with);
    return rest.len >= len && memcmp(rest.data, with, len) == 0;
}

static void skip(struct reading *reading, size_t bytes)
{
    bytes = bytes < reading->rest.len ? bytes : reading->rest.len;
    reading->rest.data += bytes;
    reading->rest.len -= bytes;
}

static void skip_until(struct reading *reading, const char *end)
{
    while (reading->rest.len > 0 && !starts(reading->rest, end))
        skip(reading, 1);
    skip(reading, strlen(end));
}

static void skip_blanks(struct reading *reading)
{
    for (;;) {
        if (starts(reading->rest, "--"))
            skip_until(reading, "\n");
        else if (starts(reading->rest, "/*"))
            skip_until(reading, "*/");
        else if (reading->rest.len > 0 && isspace((unsigned char)reading->rest.data[0]))
            skip(reading, 1);
        else
            return;
    }
}

/* Bytes of a name or text in quotes, both of them with it; a doubled quote is none. */
static size_t quoted(struct span rest, char close)
{
    size_t i = 1;
    while (i < rest.len && (rest.data[i] != close ||
                            (close != ']' && i + 1 < rest.len && rest.data[i + 1] == close)))
        i += rest.data[i] == close ? 2 : 1;
    return i < rest.len ? i + 1 : rest.len;
}

static bool is_word(unsigned char byte)
{
    return isalnum(byte) || byte == '_' || byte >= 0x80 || byte == '$';
}

static size_t word(struct span rest)
{
    size_t i = 0;
    while (i < rest.len && is_word((unsigned char)rest.data[i]))
        i++;
    return i;
}

static struct token next(struct reading *reading)
{
    skip_blanks(reading);
    struct span rest = reading->rest;
    struct token token = {.depth = reading->depth};
    size_t len = word(rest);
    if (rest.len == 0)
        return token;
    token.word = len > 0;
    if (len == 0 && strchr("'\"`[", rest.data[0]))
        len = quoted(rest, rest.data[0] == '[' ? ']' : rest.data[0]);
    len = len > 0 ? len : 1;
    token.text = span_of(rest.data, len);
    if (rest.data[0] == '(')
        reading->depth++;
    else if (rest.data[0] == ')' && reading->depth > 0)
        token.depth = --reading->depth;
    skip(reading, len);
    return token;
}

static bool is(const struct token *token, const char *text)
{
    size_t len = strlen(text);
    return token->text.len == len && strncasecmp(token->text.data, text, len) == 0 &&
           (token->word || !isalpha((unsigned char)text[0]));
}

/* ---- one column ---- */

/* How far a column has been read; it is a count if nothing but its name comes behind. */
enum part { PART_START, PART_COUNT, PART_FIRST, PART_INSIDE, PART_BEHIND, PART_OTHER };

struct column {
    enum part part;
    bool star;  /* what is counted begins with a star */
    bool named; /* AS, or a name */
    enum query_count kind;
};

static void read_behind(struct column *column, const struct token *token)
{
    if (is(token, "AS") && !column->named)
        return;
    if (is(token, "FILTER") || is(token, "OVER"))
        column->kind = QUERY_COUNTS; /* of some of the rows; what is in brackets is read over */
    else if ((token->word || strchr("\"`['", token->text.data[0])) && !column->named)
        column->named = true;
    else
        column->part = PART_OTHER;
}

static void read_token(struct column *column, const struct token *token)
{
    bool outside = token->depth == 0;
    switch (column->part) {
    case PART_START:
        column->part = is(token, "count") ? PART_COUNT : PART_OTHER;
        break;
    case PART_COUNT:
        column->part = is(token, "(") ? PART_FIRST : PART_OTHER;
        break;
    case PART_FIRST:
        column->star = is(token, "*");
        column->part = PART_INSIDE;
        break;
    case PART_INSIDE:
        if (!outside || !is(token, ")"))
            break;
        column->kind = column->star ? QUERY_ROWS : QUERY_COUNTS;
        column->part = PART_BEHIND;
        break;
    case PART_BEHIND:
        if (outside && !is(token, "(") && !is(token, ")"))
            read_behind(column, token);
        break;
    case PART_OTHER:
        break;
    }
}

static enum query_count kind_of(const struct column *column)
{
    return column->part == PART_BEHIND ? column->kind : QUERY_NO_COUNT;
}

/* ---- the statement ---- */

/* Behind the first SELECT that stands in no brackets; of WITH that is the last part. */
static bool find_list(struct reading *reading)
{
    for (;;) {
        struct token token = next(reading);
        if (token.text.len == 0)
            return false;
        if (token.depth == 0 && is(&token, "SELECT"))
            return true;
    }
}

/* Two statements in one: their columns are of either. */
static bool is_compound(struct reading reading)
{
    for (;;) {
        struct token token = next(&reading);
        if (token.text.len == 0)
            return false;
        if (token.depth == 0 &&
            (is(&token, "UNION") || is(&token, "EXCEPT") || is(&token, "INTERSECT")))
            return true;
    }
}

/* The list is at its end with the first word behind it. */
static bool ends_list(const struct token *token)
{
    static const char *const words[] = {"FROM",   "WHERE", "GROUP", "HAVING",
                                        "WINDOW", "ORDER", "LIMIT", ";"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token->depth == 0 && is(token, words[i]))
            return true;
    return token->text.len == 0;
}

static bool read_list(struct reading *reading, size_t columns, enum query_count *out)
{
    struct column column = {.part = PART_START};
    size_t count = 0;
    for (bool first = true;; first = false) {
        struct token token = next(reading);
        bool end = ends_list(&token), comma = token.depth == 0 && is(&token, ",");
        if (first && (is(&token, "DISTINCT") || is(&token, "ALL")))
            continue;
        if (!end && !comma) {
            read_token(&column, &token);
            continue;
        }
        if (count == columns)
            return false; /* a star stands for several */
        out[count++] = kind_of(&column);
        column = (struct column){.part = PART_START};
        if (end)
            return count == columns;
    }
}

bool query_counts(struct span sql, size_t columns, enum query_count *out)
{
    struct reading reading = {.rest = sql};
    bool known = find_list(&reading) && !is_compound(reading) && read_list(&reading, columns, out);
    for (size_t i = 0; !known && i < columns; i++)
        out[i] = QUERY_NO_COUNT;
    return known;
}

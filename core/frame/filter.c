/* What filters are: their operators, how they are written, said and copied. Reading them is
 * in filter_read.c. */
#include "core/frame/filter.h"

#include <stdlib.h>
#include <strings.h>

#include "core/frame/filter_internal.h"

const struct filter_op_info filter_ops[FILTER_OP_COUNT] = {
    [FILTER_EQUAL] = {"=", TAKES_ONE, FILTER_NOT_EQUAL, TEXT_FILTER_WORDS_EQUAL},
    [FILTER_NOT_EQUAL] = {"!=", TAKES_ONE, FILTER_EQUAL, TEXT_FILTER_WORDS_NOT_EQUAL},
    [FILTER_LESS] = {"<", TAKES_ONE, FILTER_GREATER_EQUAL, TEXT_FILTER_WORDS_LESS},
    [FILTER_LESS_EQUAL] = {"<=", TAKES_ONE, FILTER_GREATER, TEXT_FILTER_WORDS_LESS_EQUAL},
    [FILTER_GREATER] = {">", TAKES_ONE, FILTER_LESS_EQUAL, TEXT_FILTER_WORDS_GREATER},
    [FILTER_GREATER_EQUAL] = {">=", TAKES_ONE, FILTER_LESS, TEXT_FILTER_WORDS_GREATER_EQUAL},
    [FILTER_MATCH] = {"~", TAKES_PATTERN, FILTER_NO_MATCH, TEXT_FILTER_WORDS_MATCH},
    [FILTER_NO_MATCH] = {"!~", TAKES_PATTERN, FILTER_MATCH, TEXT_FILTER_WORDS_NO_MATCH},
    [FILTER_IN] = {"in", TAKES_LIST, FILTER_NOT_IN, TEXT_FILTER_WORDS_IN},
    [FILTER_NOT_IN] = {"not in", TAKES_LIST, FILTER_IN, TEXT_FILTER_WORDS_NOT_IN},
    [FILTER_BETWEEN] = {"between", TAKES_TWO, FILTER_NOT_BETWEEN, TEXT_FILTER_WORDS_BETWEEN},
    [FILTER_NOT_BETWEEN] = {"not between", TAKES_TWO, FILTER_BETWEEN,
                            TEXT_FILTER_WORDS_NOT_BETWEEN},
    [FILTER_EMPTY] = {"is empty", TAKES_NONE, FILTER_NOT_EMPTY, TEXT_FILTER_WORDS_EMPTY},
    [FILTER_NOT_EMPTY] = {"is not empty", TAKES_NONE, FILTER_EMPTY, TEXT_FILTER_WORDS_NOT_EMPTY},
    [FILTER_NONE_OF] = {"none of", TAKES_PARTS, FILTER_NONE_OF, TEXT_FILTER_WORDS_NONE_OF},
};

enum filter_op filter_opposite(enum filter_op op)
{
    return filter_ops[op].opposite;
}

/* ---- writing ---- */

/* Characters that never part or end anything. */
static bool is_plain(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
           c == '.' || c == '-' || c == ':' || c == '/';
}

static bool is_word(struct span text, const char *word)
{
    return text.len == strlen(word) && strncasecmp(text.data, word, text.len) == 0;
}

static void add_quoted(struct buffer *out, struct span text)
{
    bool plain = text.len > 0 && !is_word(text, "and");
    for (size_t i = 0; i < text.len && plain; i++)
        plain = is_plain((unsigned char)text.data[i]);
    if (plain) {
        buffer_add_span(out, text);
        return;
    }
    buffer_add_byte(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == '"')
            buffer_add_byte(out, '"');
        buffer_add_byte(out, text.data[i]);
    }
    buffer_add_byte(out, '"');
}

static void add_list(struct buffer *out, const struct filter *filter)
{
    buffer_add_byte(out, '(');
    for (size_t i = 0; i < filter->count; i++) {
        buffer_add_string(out, i ? ", " : "");
        add_quoted(out, filter->texts[i]);
    }
    buffer_add_byte(out, ')');
}

bool filter_write(const struct filter *filter, const char *name, struct buffer *out)
{
    const struct filter_op_info *op = &filter_ops[filter->op];
    if (op->takes == TAKES_PARTS)
        return !out->failed;
    add_quoted(out, span_string(name));
    buffer_printf(out, op->takes == TAKES_NONE ? " %s" : " %s ", op->word);
    if (op->takes == TAKES_LIST) {
        add_list(out, filter);
    } else if (op->takes == TAKES_PATTERN && filter->count == 1) {
        buffer_add_span(out, filter->texts[0]);
    } else {
        for (size_t i = 0; i < filter->count; i++) {
            buffer_add_string(out, i ? " and " : "");
            add_quoted(out, filter->texts[i]);
        }
    }
    return !out->failed;
}

/* ---- words ---- */

static void add_said(struct buffer *out, struct span text)
{
    buffer_add_span(out, text.len ? text : span_string(text_get(TEXT_FILTER_EMPTY_VALUE)));
}

/* `= ""` is said as what it means. */
static enum text_id words_of(const struct filter *filter)
{
    bool empty = filter->count == 1 && filter->texts[0].len == 0;
    if (empty && (filter->op == FILTER_EQUAL || filter->op == FILTER_IN))
        return TEXT_FILTER_WORDS_EMPTY;
    if (empty && (filter->op == FILTER_NOT_EQUAL || filter->op == FILTER_NOT_IN))
        return TEXT_FILTER_WORDS_NOT_EMPTY;
    return filter_ops[filter->op].words;
}

bool filter_words(const struct filter *filter, const char *name, struct buffer *out)
{
    struct buffer value = {0}, last = {0};
    bool two = filter_ops[filter->op].takes == TAKES_TWO && filter->count == 2;
    for (size_t i = 0; i < filter->count - two; i++) {
        buffer_add_string(&value, i ? ", " : "");
        add_said(&value, filter->texts[i]);
    }
    if (two)
        add_said(&last, filter->texts[1]);
    char *words = value.failed || last.failed
                      ? NULL
                      : text_new(words_of(filter),
                                 TEXT_VALUES(text_string("column", name),
                                             text_string("value", buffer_span(&value).data),
                                             text_string("last", buffer_span(&last).data),
                                             text_number("groups", (int64_t)filter->part_count)));
    bool done = words && buffer_add_string(out, words);
    free(words);
    buffer_free(&value);
    buffer_free(&last);
    return done;
}

/* ---- copies ---- */

static bool copy_filters(struct arena *arena, const struct filter_list *list,
                         struct filter_list *out, bool parts);

static bool copy_parts(struct arena *arena, const struct filter *from, struct filter *to)
{
    struct filter_list *parts = arena_array(arena, from->part_count, sizeof *parts);
    bool good = parts != NULL;
    for (size_t i = 0; i < from->part_count && good; i++)
        good = copy_filters(arena, &from->parts[i], &parts[i], false);
    to->parts = parts;
    return good;
}

static bool copy_filter(struct arena *arena, const struct filter *from, struct filter *to)
{
    struct span *texts = arena_array(arena, from->count, sizeof *texts);
    if (!texts)
        return false;
    *to = *from;
    to->texts = texts;
    for (size_t i = 0; i < from->count; i++) {
        texts[i] = span_of(arena_copy(arena, from->texts[i]), from->texts[i].len);
        if (!texts[i].data)
            return false;
    }
    return true;
}

/* parts: with those of its filters. */
static bool copy_filters(struct arena *arena, const struct filter_list *list,
                         struct filter_list *out, bool parts)
{
    *out = (struct filter_list){.filters = arena_array(arena, list->count, sizeof *out->filters)};
    if (!out->filters)
        return false;
    for (; out->count < list->count; out->count++) {
        const struct filter *from = &list->filters[out->count];
        struct filter *to = &out->filters[out->count];
        if (!copy_filter(arena, from, to) || (parts && !copy_parts(arena, from, to)))
            return false;
    }
    return true;
}

bool filter_list_copy(struct arena *arena, const struct filter_list *list, struct filter_list *out)
{
    return copy_filters(arena, list, out, true);
}

/* ---- comparing ---- */

static bool same_filter(const struct filter *a, const struct filter *b)
{
    bool same = a->column == b->column && a->op == b->op && a->count == b->count &&
                a->exact == b->exact && a->off == b->off && a->part_count == b->part_count;
    for (size_t i = 0; i < a->count && same; i++)
        same = span_equal(a->texts[i], b->texts[i]);
    return same;
}

static bool same_filters(const struct filter_list *a, const struct filter_list *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; i < a->count && same; i++)
        same = same_filter(&a->filters[i], &b->filters[i]);
    return same;
}

bool filter_list_equal(const struct filter_list *a, const struct filter_list *b)
{
    bool same = same_filters(a, b);
    for (size_t i = 0; i < a->count && same; i++)
        for (size_t part = 0; part < a->filters[i].part_count && same; part++)
            same = same_filters(&a->filters[i].parts[part], &b->filters[i].parts[part]);
    return same;
}

/*
 * Reading a filter as a person writes it. First the text is cut in three, at the first
 * operator outside of quotes; then name and values are taken out of their quotes; then the
 * name is looked up.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/nearest.h"
#include "core/base/utf8.h"
#include "core/frame/filter_internal.h"

enum { SHOWN = 120 }; /* bytes of a filter that a message shows */

struct reading {
    struct arena *arena;
    struct span text;
    struct span name; /* as written, blanks around it aside */
    struct span rest; /* what follows the operator */
    enum filter_op op;
    struct error *err;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* The start of a text, cut between characters, with its NUL. */
static void excerpt(struct span text, char out[SHOWN + 1])
{
    size_t len = text.len < SHOWN ? text.len : SHOWN;
    while (len < text.len && len > 0 && ((unsigned char)text.data[len] & 0xC0) == 0x80)
        len--;
    if (len)
        memcpy(out, text.data, len);
    out[len] = '\0';
}

static enum status wrong(const struct reading *reading, enum text_id id)
{
    char shown[SHOWN + 1];
    excerpt(reading->text, shown);
    return error_set(
        reading->err, STATUS_INVALID, id,
        TEXT_VALUES(text_string("filter", shown), text_string("op", filter_ops[reading->op].word)));
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct span skip_blanks(struct span text)
{
    while (text.len && is_blank(text.data[0]))
        text = span_of(text.data + 1, text.len - 1);
    return text;
}

static struct span trim(struct span text)
{
    text = skip_blanks(text);
    while (text.len && is_blank(text.data[text.len - 1]))
        text.len--;
    return text;
}

/* ---- the operator ---- */

static const struct {
    const char *sign;
    enum filter_op op;
} signs[] = {
    /* the longer ones first */
    {"!=", FILTER_NOT_EQUAL},     {"<>", FILTER_NOT_EQUAL},
    {"\u2260", FILTER_NOT_EQUAL}, {"!~", FILTER_NO_MATCH},
    {"<=", FILTER_LESS_EQUAL},    {"\u2264", FILTER_LESS_EQUAL},
    {">=", FILTER_GREATER_EQUAL}, {"\u2265", FILTER_GREATER_EQUAL},
    {"==", FILTER_EQUAL},         {"=", FILTER_EQUAL},
    {"<", FILTER_LESS},           {">", FILTER_GREATER},
    {"~", FILTER_MATCH},
};

/* Bytes of the sign at the start of text; 0: there is none. */
static size_t sign_at(struct span text, enum filter_op *op)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t len = strlen(signs[i].sign);
        if (text.len >= len && memcmp(text.data, signs[i].sign, len) == 0) {
            *op = signs[i].op;
            return len;
        }
    }
    return 0;
}

/* Takes one word with the blanks behind it off the start of text. */
static bool take_word(struct span *text, const char *word)
{
    size_t len = strlen(word);
    if (text->len < len || strncasecmp(text->data, word, len) != 0)
        return false;
    struct span rest = span_of(text->data + len, text->len - len);
    if (rest.len && !is_blank(rest.data[0]) && rest.data[0] != '(' && rest.data[0] != '"')
        return false;
    *text = skip_blanks(rest);
    return true;
}

/* A sign outside of quotes: "is" in front of it is part of a name ("is new = yes"). */
static bool has_sign(struct span text)
{
    enum filter_op op;
    bool quoted = false, found = false;
    for (size_t i = 0; i < text.len && !found; i++) {
        if (text.data[i] == '"')
            quoted = !quoted;
        found = !quoted && sign_at(span_of(text.data + i, text.len - i), &op) > 0;
    }
    return found;
}

/* The operator in words at the start of text: "in" is one before a bracket only, so that columns
 * may have such words in their names; "is" is =, but for "is empty". */
static size_t words_at(struct span text, enum filter_op *op)
{
    struct span rest = text;
    bool is = take_word(&rest, "is");
    bool negated = take_word(&rest, "not");
    struct span list = rest;
    if (is && !(take_word(&list, "in") && list.len && list.data[0] == '(') &&
        !take_word(&list, "between")) {
        struct span value = rest;
        *op = negated ? FILTER_NOT_EMPTY : FILTER_EMPTY;
        if (take_word(&rest, "empty") && rest.len == 0)
            return text.len;
        *op = negated ? FILTER_NOT_EQUAL : FILTER_EQUAL;
        return value.len && !has_sign(value) ? text.len - value.len : 0;
    }
    if (take_word(&rest, "in")) {
        *op = negated ? FILTER_NOT_IN : FILTER_IN;
        return rest.len && rest.data[0] == '(' ? text.len - rest.len : 0;
    }
    *op = negated ? FILTER_NOT_BETWEEN : FILTER_BETWEEN;
    return take_word(&rest, "between") ? text.len - rest.len : 0;
}

/* Blanks at the end stay, since they may belong to a pattern. */
static enum status cut_at_operator(struct reading *reading)
{
    struct span text = reading->text;
    bool quoted = false;
    for (size_t i = 0; i < text.len; i++) {
        struct span rest = span_of(text.data + i, text.len - i);
        if (text.data[i] == '"')
            quoted = !quoted;
        if (quoted)
            continue;
        bool begins = i > 0 && (is_blank(text.data[i - 1]) || text.data[i - 1] == '"');
        size_t len = sign_at(rest, &reading->op);
        if (len == 0 && begins)
            len = words_at(rest, &reading->op);
        if (len == 0)
            continue;
        reading->name = trim(span_of(text.data, i));
        reading->rest = span_of(rest.data + len, rest.len - len);
        return reading->name.len ? STATUS_OK : wrong(reading, TEXT_FILTER_NO_NAME);
    }
    return wrong(reading, quoted ? TEXT_FILTER_QUOTE_OPEN : TEXT_FILTER_NO_OPERATOR);
}

/* ---- values ---- */

/* Takes a name or value out of its quotes, where it has any. */
static enum status unquote(const struct reading *reading, struct span text, struct span *out)
{
    if (text.len == 0 || text.data[0] != '"') {
        *out = span_of(arena_copy(reading->arena, text), text.len);
        return out->data ? STATUS_OK : no_memory(reading->err);
    }
    char *plain = arena_alloc(reading->arena, text.len);
    size_t len = 0;
    if (!plain)
        return no_memory(reading->err);
    for (size_t i = 1; i < text.len; i++) {
        if (text.data[i] == '"' && i + 1 < text.len && text.data[i + 1] == '"') {
            i++;
        } else if (text.data[i] == '"') {
            *out = span_of(plain, len);
            return i + 1 == text.len ? STATUS_OK : wrong(reading, TEXT_FILTER_QUOTE_REST);
        }
        plain[len++] = text.data[i];
    }
    return wrong(reading, TEXT_FILTER_QUOTE_OPEN);
}

/* Length of the part of text in front of the first comma, or of the word "and", outside of
 * quotes; text.len: there is none. */
static size_t part_length(struct span text, bool list)
{
    bool quoted = false;
    for (size_t i = 0; i < text.len; i++) {
        struct span rest = span_of(text.data + i, text.len - i);
        if (text.data[i] == '"')
            quoted = !quoted;
        if (quoted)
            continue;
        if (list && text.data[i] == ',')
            return i;
        bool begins = i > 0 && (is_blank(text.data[i - 1]) || text.data[i - 1] == '"');
        if (!list && begins && take_word(&rest, "and"))
            return i;
    }
    return text.len;
}

/* The next value of a list, parted by what `separator` bytes long stands between. */
static enum status take_value(const struct reading *reading, struct span *left, bool list,
                              enum text_id bad, struct span *out)
{
    size_t len = part_length(*left, list);
    size_t skip = len < left->len ? len + (list ? strlen(",") : strlen("and")) : len;
    struct span part = trim(span_of(left->data, len));
    *left = span_of(left->data + skip, left->len - skip);
    return part.len ? unquote(reading, part, out) : wrong(reading, bad);
}

static enum status read_one(const struct reading *reading, struct filter *out)
{
    struct span *text = arena_alloc(reading->arena, sizeof *text);
    struct span rest = trim(reading->rest);
    if (!text)
        return no_memory(reading->err);
    if (rest.len == 0)
        return wrong(reading, TEXT_FILTER_NO_VALUE);
    enum status status = unquote(reading, rest, text);
    bool equality = reading->op == FILTER_EQUAL || reading->op == FILTER_NOT_EQUAL;
    if (status == STATUS_OK && text->len == 0 && !equality)
        return wrong(reading, TEXT_FILTER_EMPTY_COMPARED);
    out->texts = text;
    out->count = 1;
    return status;
}

/* The blank behind the operator is not part of the pattern. */
static enum status read_pattern(const struct reading *reading, struct filter *out)
{
    struct span *text = arena_alloc(reading->arena, sizeof *text);
    struct span rest = reading->rest;
    if (!text)
        return no_memory(reading->err);
    if (rest.len && is_blank(rest.data[0]))
        rest = span_of(rest.data + 1, rest.len - 1);
    if (rest.len == 0)
        return wrong(reading, TEXT_FILTER_NO_PATTERN);
    *text = span_of(arena_copy(reading->arena, rest), rest.len);
    out->texts = text;
    out->count = 1;
    return text->data ? STATUS_OK : no_memory(reading->err);
}

static enum status read_two(const struct reading *reading, struct filter *out)
{
    struct span *texts = arena_array(reading->arena, 2, sizeof *texts);
    struct span left = trim(reading->rest);
    enum status status = STATUS_OK;
    if (!texts)
        return no_memory(reading->err);
    for (out->count = 0; out->count < 2 && status == STATUS_OK; out->count++)
        status = take_value(reading, &left, false, TEXT_FILTER_BETWEEN_BAD, &texts[out->count]);
    if (status == STATUS_OK && left.len)
        return wrong(reading, TEXT_FILTER_BETWEEN_BAD);
    if (status == STATUS_OK && (texts[0].len == 0 || texts[1].len == 0))
        return wrong(reading, TEXT_FILTER_EMPTY_COMPARED);
    out->texts = texts;
    return status;
}

static size_t most_values(struct span list)
{
    size_t count = 1;
    for (size_t i = 0; i < list.len; i++)
        count += list.data[i] == ',';
    return count;
}

static enum status read_list(const struct reading *reading, struct filter *out)
{
    struct span left = trim(reading->rest);
    struct span *texts = arena_array(reading->arena, most_values(left), sizeof *texts);
    enum status status = STATUS_OK;
    if (!texts)
        return no_memory(reading->err);
    if (left.len < 2 || left.data[0] != '(' || left.data[left.len - 1] != ')')
        return wrong(reading, TEXT_FILTER_LIST_BAD);
    left = span_of(left.data + 1, left.len - 2);
    bool more = true;
    for (out->count = 0; more && status == STATUS_OK; out->count++) {
        more = part_length(left, true) < left.len;
        status = take_value(reading, &left, true, TEXT_FILTER_LIST_BAD, &texts[out->count]);
    }
    out->texts = texts;
    return status;
}

static enum status read_values(const struct reading *reading, struct filter *out)
{
    switch (filter_ops[reading->op].takes) {
    case TAKES_ONE:
        return read_one(reading, out);
    case TAKES_PATTERN:
        return read_pattern(reading, out);
    case TAKES_TWO:
        return read_two(reading, out);
    case TAKES_LIST:
        return read_list(reading, out);
    case TAKES_NONE:
    case TAKES_PARTS:
        break;
    }
    return STATUS_OK;
}

/* ---- the column ---- */

static bool same_folded(struct span a, const char *b, struct buffer *scratch)
{
    buffer_clear(scratch);
    utf8_fold(a, scratch);
    size_t len = scratch->len;
    utf8_fold(span_string(b), scratch);
    return scratch->len == 2 * len && len > 0 &&
           memcmp(scratch->data, scratch->data + len, len) == 0;
}

/* By name as written, else in any case, else by label. */
static const struct filter_name *find_column(struct span name, const struct filter_name *names,
                                             size_t count)
{
    struct buffer scratch = {0};
    const struct filter_name *found = NULL;
    for (size_t i = 0; i < count && !found; i++)
        if (span_equal(name, span_string(names[i].name)))
            found = &names[i];
    for (size_t i = 0; i < count && !found; i++)
        if (same_folded(name, names[i].name, &scratch))
            found = &names[i];
    for (size_t i = 0; i < count && !found; i++)
        if (names[i].label && same_folded(name, names[i].label, &scratch))
            found = &names[i];
    buffer_free(&scratch);
    return found;
}

static enum status no_column(const struct reading *reading, struct span name,
                             const struct filter_name *names, size_t count)
{
    char word[SHOWN + 1];
    const char **known = arena_array(reading->arena, 2 * count + 1, sizeof *known);
    if (!known)
        return no_memory(reading->err);
    for (size_t i = 0; i < count; i++) {
        known[i] = names[i].name;
        known[count + i] = names[i].label ? names[i].label : "";
    }
    excerpt(name, word);
    int near = nearest_name(word, known, 2 * count);
    const char *offer = near >= 0 ? known[near] : count ? known[0] : "";
    return error_set(reading->err, STATUS_INVALID,
                     near >= 0 ? TEXT_FILTER_NO_COLUMN_NEAR : TEXT_FILTER_NO_COLUMN,
                     TEXT_VALUES(text_string("column", word), text_string("nearest", offer)));
}

enum status filter_read(struct arena *arena, struct span text, const struct filter_name *names,
                        size_t name_count, bool exact, struct filter *out, struct error *err)
{
    struct reading reading = {.arena = arena, .text = skip_blanks(text), .err = err};
    struct span name = {0};
    *out = (struct filter){.exact = exact};
    enum status status = cut_at_operator(&reading);
    if (status == STATUS_OK)
        status = unquote(&reading, reading.name, &name);
    if (status != STATUS_OK)
        return status;
    const struct filter_name *column = find_column(name, names, name_count);
    if (!column)
        return no_column(&reading, name, names, name_count);
    out->column = column->id;
    out->op = reading.op;
    return read_values(&reading, out);
}

/* ---- several conditions ---- */

enum behind { BEHIND_WORDS, BEHIND_CONDITION, BEHIND_UNKNOWN_COLUMN };

/* What stands behind an "and": a condition of its own, one on a column that isn't there, or just
 * more words of the value. */
static enum behind what_is_behind(struct arena *arena, struct span text,
                                  const struct filter_name *names, size_t count, struct error *err)
{
    struct error unused = {0};
    struct reading reading = {.arena = arena, .text = skip_blanks(text), .err = &unused};
    struct span name;
    if (cut_at_operator(&reading) != STATUS_OK ||
        unquote(&reading, reading.name, &name) != STATUS_OK)
        return BEHIND_WORDS;
    if (find_column(name, names, count))
        return BEHIND_CONDITION;
    reading.err = err;
    if (!has_sign(reading.text))
        return BEHIND_WORDS;
    no_column(&reading, name, names, count);
    return BEHIND_UNKNOWN_COLUMN;
}

/* A whole condition that doesn't take what is behind it as part of its pattern. */
static bool stands_alone(struct arena *arena, struct span text, const struct filter_name *names,
                         size_t count)
{
    struct error unused = {0};
    struct filter filter;
    return filter_read(arena, text, names, count, false, &filter, &unused) == STATUS_OK &&
           filter_ops[filter.op].takes != TAKES_PATTERN;
}

/* Length of the first condition of text, and of the word behind it; text.len: it is the only one.
 */
static enum status first_length(struct arena *arena, struct span text,
                                const struct filter_name *names, size_t count, size_t *out,
                                struct error *err)
{
    bool quoted = false;
    *out = text.len;
    for (size_t i = 1; i < text.len; i++) {
        struct span rest = span_of(text.data + i, text.len - i);
        if (text.data[i] == '"')
            quoted = !quoted;
        if (quoted ||
            !(is_blank(text.data[i - 1]) || text.data[i - 1] == '"' || text.data[i - 1] == ')'))
            continue;
        bool is_and = take_word(&rest, "and"), is_or = !is_and && take_word(&rest, "or");
        if ((!is_and && !is_or) || !stands_alone(arena, span_of(text.data, i), names, count))
            continue;
        enum behind behind = what_is_behind(arena, rest, names, count, err);
        if (behind == BEHIND_CONDITION && is_or)
            return error_set(err, STATUS_INVALID, TEXT_FILTER_OR, NULL);
        if (behind == BEHIND_UNKNOWN_COLUMN && is_and)
            return STATUS_INVALID;
        if (behind == BEHIND_CONDITION) {
            *out = i;
            return STATUS_OK;
        }
    }
    error_clear(err);
    return STATUS_OK;
}

enum status filter_read_all(struct arena *arena, struct span text, const struct filter_name *names,
                            size_t name_count, bool exact, struct filter_list *out,
                            struct error *err)
{
    enum { SHORTEST = 4 }; /* "a=1 " */
    size_t room = text.len / SHORTEST + 1;
    enum status status = STATUS_OK;
    *out = (struct filter_list){.filters = arena_array(arena, room, sizeof *out->filters)};
    if (!out->filters)
        return no_memory(err);
    do {
        size_t len = 0;
        status = first_length(arena, text, names, name_count, &len, err);
        if (status == STATUS_OK)
            status = filter_read(arena, span_of(text.data, len), names, name_count, exact,
                                 &out->filters[out->count], err);
        out->count++;
        bool more = len < text.len;
        size_t skip = len + (more ? strlen("and") : 0);
        text = span_of(text.data + skip, text.len - skip);
    } while (status == STATUS_OK && text.len > 0 && out->count < room);
    return status;
}

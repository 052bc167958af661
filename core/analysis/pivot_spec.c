/*
 * What a pivot is asked for: as JSON in views and as words on the command line. Apart from
 * the table, since neither needs the other. The JSON is not trusted: another version or a
 * damaged file may have written it.
 */
#include "core/analysis/pivot.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>

#include "core/base/nearest.h"

enum { SPEC_VERSION = 1, TOP_MAX = 1000000, SORT_MAX = 1000000 };

static const char *const cut_words[] = {
    [PIVOT_AS_IS] = "",        [PIVOT_BANDS] = "bands",
    [PIVOT_YEARS] = "years",   [PIVOT_QUARTERS] = "quarters",
    [PIVOT_MONTHS] = "months",
};
enum { CUT_WORDS = sizeof cut_words / sizeof *cut_words };

static const char *const value_words[PIVOT_VALUES] = {
    [PIVOT_COUNT] = "count",       [PIVOT_SUM] = "sum",     [PIVOT_AVERAGE] = "avg",
    [PIVOT_MIN] = "min",           [PIVOT_MAX] = "max",     [PIVOT_MEDIAN] = "median",
    [PIVOT_DISTINCT] = "distinct", [PIVOT_SHARE] = "share",
};

static const char *const show_words[PIVOT_SHOWS] = {
    [PIVOT_SHOW_VALUE] = "value",   [PIVOT_SHOW_ROW] = "row",
    [PIVOT_SHOW_COLUMN] = "column", [PIVOT_SHOW_TOTAL] = "total",
    [PIVOT_SHOW_GROUP] = "group",   [PIVOT_SHOW_DIFFERENCE] = "difference",
    [PIVOT_SHOW_CHANGE] = "change", [PIVOT_SHOW_FROM] = "from",
    [PIVOT_SHOW_INDEX] = "index",
};

const char *pivot_value_word(enum pivot_value value)
{
    return (unsigned)value < PIVOT_VALUES ? value_words[value] : "";
}

void pivot_spec_swap(struct pivot_spec *spec)
{
    struct pivot_field column = spec->column;
    spec->column = spec->rows[0];
    spec->rows[0] = column;
    if (spec->rows[0].column == 0) {
        spec->rows[0] = spec->rows[1];
        spec->rows[1] = (struct pivot_field){0};
    }
    if (spec->sort >= 0) { /* that column is a row now */
        spec->sort = PIVOT_BY_LABEL;
        spec->descending = false;
    }
    if (spec->show == PIVOT_SHOW_ROW || spec->show == PIVOT_SHOW_COLUMN) /* the same figures */
        spec->show = spec->show == PIVOT_SHOW_ROW ? PIVOT_SHOW_COLUMN : PIVOT_SHOW_ROW;
    else if (spec->show != PIVOT_SHOW_TOTAL)
        spec->show = PIVOT_SHOW_VALUE;
    spec->base = NULL;
}

static bool copy_text(struct arena *arena, const char **text)
{
    if (*text)
        *text = arena_string(arena, *text);
    return *text != NULL;
}

bool pivot_spec_copy(struct arena *arena, const struct pivot_spec *from, struct pivot_spec *to)
{
    *to = *from;
    return (!from->share || copy_text(arena, &to->share)) &&
           (!from->base || copy_text(arena, &to->base));
}

static bool same_text(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool same_field(const struct pivot_field *a, const struct pivot_field *b)
{
    return a->column == b->column && a->cut == b->cut && !(a->width < b->width) &&
           !(a->width > b->width);
}

bool pivot_spec_equal(const struct pivot_spec *a, const struct pivot_spec *b)
{
    return same_field(&a->rows[0], &b->rows[0]) && same_field(&a->rows[1], &b->rows[1]) &&
           same_field(&a->column, &b->column) && a->value == b->value &&
           a->value_column == b->value_column && same_text(a->share, b->share) &&
           a->show == b->show && same_text(a->base, b->base) && a->sort == b->sort &&
           a->descending == b->descending && a->top == b->top && a->subtotals == b->subtotals;
}

static enum status no_pivot(struct error *err, const char *reason)
{
    return error_set(err, STATUS_INVALID, TEXT_PIVOT_BAD,
                     TEXT_VALUES(text_string("reason", reason)));
}

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- reading ---- */

/* The place of a JSON string in a list of words; a missing one is the first. False: none. */
static bool read_word(const json_t *item, const char *const *words, int count, int *out)
{
    *out = 0;
    if (!item)
        return true;
    const char *text = json_string_value(item);
    for (int i = 0; text && i < count; i++) {
        if (strcmp(words[i], text) == 0) {
            *out = i;
            return true;
        }
    }
    return false;
}

static bool read_field(const json_t *item, struct pivot_field *out)
{
    int cut;
    const json_t *width = json_object_get(item, "width");
    if (!json_is_integer(json_object_get(item, "column")) ||
        !read_word(json_object_get(item, "cut"), cut_words, CUT_WORDS, &cut))
        return false;
    *out = (struct pivot_field){.column = json_integer_value(json_object_get(item, "column")),
                                .cut = (enum pivot_cut)cut,
                                .width = json_number_value(width)};
    if (out->cut != PIVOT_BANDS)
        out->width = 0;
    return out->column > 0 && (out->cut != PIVOT_BANDS || out->width > 0);
}

static bool read_fields(const json_t *root, struct pivot_spec *out)
{
    const json_t *rows = json_object_get(root, "rows"), *column = json_object_get(root, "column");
    size_t count = json_array_size(rows);
    if ((rows && !json_is_array(rows)) || count > PIVOT_ROWS_MAX)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!read_field(json_array_get(rows, i), &out->rows[i]))
            return false;
    return !column || read_field(column, &out->column);
}

static bool read_value(const json_t *root, struct arena *arena, struct pivot_spec *out)
{
    int value;
    const json_t *of = json_object_get(root, "of"), *share = json_object_get(root, "share");
    if (!read_word(json_object_get(root, "value"), value_words, PIVOT_VALUES, &value))
        return false;
    out->value = (enum pivot_value)value;
    out->value_column = json_integer_value(of);
    out->share =
        out->value == PIVOT_SHARE
            ? arena_copy(arena, span_of(json_string_value(share), json_string_length(share)))
            : NULL;
    if (out->value == PIVOT_COUNT)
        out->value_column = 0;
    return (out->value == PIVOT_COUNT || out->value_column > 0) &&
           (out->value != PIVOT_SHARE || (json_is_string(share) && out->share));
}

static bool read_order(const json_t *root, struct pivot_spec *out)
{
    const json_t *sort = json_object_get(root, "sort"), *top = json_object_get(root, "top");
    const char *word = json_string_value(sort);
    out->sort = PIVOT_BY_LABEL;
    if (word && strcmp(word, "total") == 0)
        out->sort = PIVOT_BY_TOTAL;
    else if (json_is_integer(sort) && json_integer_value(sort) >= 0 &&
             json_integer_value(sort) <= SORT_MAX)
        out->sort = (int)json_integer_value(sort);
    else if (sort)
        return false;
    out->descending = json_is_true(json_object_get(root, "descending"));
    out->subtotals = json_is_true(json_object_get(root, "subtotals"));
    json_int_t count = json_integer_value(top);
    out->top = count > 0 && count <= TOP_MAX ? (size_t)count : 0;
    return true;
}

static bool read_show(const json_t *root, struct arena *arena, struct pivot_spec *out)
{
    int show;
    const json_t *base = json_object_get(root, "base");
    if (!read_word(json_object_get(root, "show"), show_words, PIVOT_SHOWS, &show))
        return false;
    out->show = (enum pivot_show)show;
    if (out->show != PIVOT_SHOW_FROM)
        return true;
    out->base = arena_copy(arena, span_of(json_string_value(base), json_string_length(base)));
    return json_is_string(base) && out->base;
}

static enum status read_root(const json_t *root, struct arena *arena, struct pivot_spec *out,
                             struct error *err)
{
    const json_t *version = json_object_get(root, "version");
    if (!json_is_integer(version) || json_integer_value(version) < 1)
        return no_pivot(err, "version");
    if (json_integer_value(version) > SPEC_VERSION)
        return error_set(err, STATUS_NEWER, TEXT_PIVOT_NEWER, NULL);
    if (!read_fields(root, out))
        return no_pivot(err, "fields");
    if (!read_value(root, arena, out))
        return no_pivot(err, "value");
    if (!read_show(root, arena, out))
        return no_pivot(err, "show");
    return read_order(root, out) ? STATUS_OK : no_pivot(err, "sort");
}

enum status pivot_spec_from_json(struct arena *arena, struct span json, struct pivot_spec *out,
                                 struct error *err)
{
    json_error_t problem;
    *out = (struct pivot_spec){.sort = PIVOT_BY_LABEL};
    json_t *root =
        json_loadb(json.data ? json.data : "", json.len, JSON_REJECT_DUPLICATES, &problem);
    if (!root)
        return no_pivot(err, problem.text);
    enum status status = read_root(root, arena, out, err);
    json_decref(root);
    if (status != STATUS_OK)
        *out = (struct pivot_spec){.sort = PIVOT_BY_LABEL};
    return status;
}

/* ---- writing ---- */

static json_t *field_json(const struct pivot_field *field)
{
    json_t *item = json_pack("{s:I}", "column", (json_int_t)field->column);
    if (field->cut != PIVOT_AS_IS)
        json_object_set_new(item, "cut", json_string(cut_words[field->cut]));
    if (field->cut == PIVOT_BANDS)
        json_object_set_new(item, "width", json_real(field->width));
    return item;
}

static json_t *rows_json(const struct pivot_spec *spec)
{
    json_t *rows = json_array();
    for (size_t i = 0; rows && i < PIVOT_ROWS_MAX; i++)
        if (spec->rows[i].column != 0)
            json_array_append_new(rows, field_json(&spec->rows[i]));
    return rows;
}

/* What is as it is without saying so is left out. */
static void add_rest(json_t *root, const struct pivot_spec *spec)
{
    if (spec->column.column != 0)
        json_object_set_new(root, "column", field_json(&spec->column));
    if (spec->value != PIVOT_COUNT)
        json_object_set_new(root, "of", json_integer((json_int_t)spec->value_column));
    if (spec->value == PIVOT_SHARE)
        json_object_set_new(root, "share", json_string(spec->share ? spec->share : ""));
    if (spec->show != PIVOT_SHOW_VALUE)
        json_object_set_new(root, "show", json_string(show_words[spec->show]));
    if (spec->show == PIVOT_SHOW_FROM)
        json_object_set_new(root, "base", json_string(spec->base ? spec->base : ""));
    if (spec->sort != PIVOT_BY_LABEL)
        json_object_set_new(root, "sort",
                            spec->sort < 0 ? json_string("total") : json_integer(spec->sort));
    if (spec->descending)
        json_object_set_new(root, "descending", json_true());
    if (spec->top > 0)
        json_object_set_new(root, "top", json_integer((json_int_t)spec->top));
    if (spec->subtotals)
        json_object_set_new(root, "subtotals", json_true());
}

enum status pivot_spec_to_json(struct arena *arena, const struct pivot_spec *spec,
                               const char **json, struct error *err)
{
    *json = "";
    json_t *root = json_pack("{s:i, s:o, s:s}", "version", SPEC_VERSION, "rows", rows_json(spec),
                             "value", pivot_value_word(spec->value));
    if (!root)
        return no_memory(err);
    add_rest(root, spec);
    char *text = json_dumps(root, JSON_COMPACT | JSON_SORT_KEYS);
    const char *copy = text ? arena_string(arena, text) : NULL;
    free(text);
    json_decref(root);
    if (!copy)
        return no_memory(err);
    *json = copy;
    return STATUS_OK;
}

/* ---- on the command line ---- */

static struct span without_quotes(struct span text)
{
    if (text.len >= 2 && text.data[0] == '"' && text.data[text.len - 1] == '"')
        return span_of(text.data + 1, text.len - 2);
    return text;
}

/* The first such byte outside of quotes; text.len: none. */
static size_t find_byte(struct span text, char byte)
{
    bool quoted = false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == '"')
            quoted = !quoted;
        else if (text.data[i] == byte && !quoted)
            return i;
    }
    return text.len;
}

static enum status unknown_word(struct span word, struct error *err)
{
    char text[64];
    size_t len = word.len < sizeof text - 1 ? word.len : sizeof text - 1;
    memcpy(text, word.data ? word.data : "", len);
    text[len] = '\0';
    int nearest = nearest_name(text, value_words, PIVOT_VALUES);
    return error_set(err, STATUS_INVALID,
                     nearest < 0 ? TEXT_PIVOT_AGGREGATE_UNKNOWN : TEXT_PIVOT_AGGREGATE_NEAR,
                     TEXT_VALUES(text_string("word", text),
                                 text_string("nearest", nearest < 0 ? "" : value_words[nearest])));
}

static bool find_value_word(struct span word, enum pivot_value *out)
{
    static const struct {
        const char *word;
        enum pivot_value value;
    } twins[] = {{"average", PIVOT_AVERAGE}, {"mean", PIVOT_AVERAGE}};
    for (int i = 0; i < PIVOT_VALUES; i++) {
        if (span_equal(word, span_string(value_words[i]))) {
            *out = (enum pivot_value)i;
            return true;
        }
    }
    for (size_t i = 0; i < sizeof twins / sizeof *twins; i++) {
        if (span_equal(word, span_string(twins[i].word))) {
            *out = twins[i].value;
            return true;
        }
    }
    return false;
}

static enum status needs_column(enum pivot_value kind, struct error *err)
{
    if (kind == PIVOT_SHARE)
        return error_set(err, STATUS_INVALID, TEXT_PIVOT_SHARE_NEEDS_VALUE, NULL);
    return error_set(err, STATUS_INVALID, TEXT_PIVOT_AGGREGATE_NEEDS_COLUMN,
                     TEXT_VALUES(text_string("word", value_words[kind])));
}

enum status pivot_value_read(struct span text, enum pivot_value *kind, struct span *column,
                             struct span *share, struct error *err)
{
    size_t colon = find_byte(text, ':');
    *column = *share = span_of("", 0);
    if (!find_value_word(span_of(text.data, colon), kind))
        return unknown_word(span_of(text.data, colon), err);
    struct span rest =
        colon < text.len ? span_of(text.data + colon + 1, text.len - colon - 1) : *column;
    if (*kind == PIVOT_COUNT && rest.len > 0) {
        char name[128];
        snprintf(name, sizeof name, "%.*s", (int)(rest.len < 100 ? rest.len : 100), rest.data);
        return error_set(err, STATUS_INVALID, TEXT_PIVOT_COUNT_TAKES_NONE,
                         TEXT_VALUES(text_string("column", name)));
    }
    size_t equals = *kind == PIVOT_SHARE ? find_byte(rest, '=') : rest.len;
    if (*kind != PIVOT_COUNT && (equals == 0 || (*kind == PIVOT_SHARE && equals == rest.len)))
        return needs_column(*kind, err);
    *column = without_quotes(span_of(rest.data, equals));
    if (equals < rest.len)
        *share = without_quotes(span_of(rest.data + equals + 1, rest.len - equals - 1));
    return STATUS_OK;
}

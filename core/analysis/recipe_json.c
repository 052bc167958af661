/* Recipes to and from JSON. What can't be trusted is the text: it may come from another
 * version, another program or a damaged file. */
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/recipe.h"

static const char *const kinds[RECIPE_KIND_COUNT] = {"bands",     "groups",    "values",
                                                     "date part", "between",   "calculate",
                                                     "test",      "text part", "postcode"};
static const char *const bands_names[RECIPE_BANDS_COUNT] = {"limits", "width", "counts"};
static const char *const rests[RECIPE_REST_COUNT] = {"keep", "empty", "name"};
static const char *const date_parts[RECIPE_DATE_PART_COUNT] = {
    "year", "quarter", "month", "month of year", "quarter of year", "weekday"};
static const char *const units[RECIPE_UNIT_COUNT] = {"years", "months", "days"};
static const char *const signs[RECIPE_SIGN_COUNT] = {"+", "-", "*", "/", "share"};
static const char *const tests[RECIPE_TEST_COUNT] = {"in",   "least",   "below",   "above",
                                                     "most", "between", "contains"};
static const char *const text_parts[RECIPE_TEXT_PART_COUNT] = {"before", "after", "first", "last",
                                                               "pattern"};

static enum status no_recipe(struct error *err, const char *reason)
{
    return error_set(err, STATUS_INVALID, TEXT_RECIPE_BAD,
                     TEXT_VALUES(text_string("reason", reason)));
}

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- reading ---- */

/* The place of a word in a list; -1: it is not there. */
static int read_word(const json_t *root, const char *key, const char *const *words, int count)
{
    const char *word = json_string_value(json_object_get(root, key));
    for (int i = 0; word && i < count; i++) {
        if (strcmp(words[i], word) == 0)
            return i;
    }
    return -1;
}

/* A text in arena; false: it is none, or no memory. */
static bool read_span(const json_t *json, struct arena *arena, struct span *out)
{
    if (!json_is_string(json))
        return false;
    out->len = json_string_length(json);
    out->data = arena_copy(arena, span_of(json_string_value(json), out->len));
    return out->data != NULL;
}

static bool read_string(const json_t *json, struct arena *arena, const char **out)
{
    *out = arena_string(arena, json_string_value(json));
    return json_is_string(json) && *out;
}

static bool read_spans(const json_t *list, struct arena *arena, struct span **out, size_t *count)
{
    *count = json_array_size(list);
    if (!json_is_array(list) || *count > RECIPE_LIST_MAX)
        return false;
    *out = arena_array(arena, *count, sizeof **out);
    for (size_t i = 0; *out && i < *count; i++) {
        if (!read_span(json_array_get(list, i), arena, &(*out)[i]))
            return false;
    }
    return *out != NULL;
}

static bool read_bands(const json_t *root, struct arena *arena, struct recipe *out)
{
    const json_t *limits = json_object_get(root, "limits"), *names = json_object_get(root, "names");
    int how = read_word(root, "how", bands_names, RECIPE_BANDS_COUNT);
    size_t count = json_array_size(limits);
    if (how < 0 || count > RECIPE_LIST_MAX || json_array_size(names) != count + 1)
        return false;
    out->bands.how = (enum recipe_bands)how;
    out->bands.count = count;
    out->bands.limits = arena_array(arena, count, sizeof *out->bands.limits);
    out->bands.names = arena_array(arena, count + 1, sizeof *out->bands.names);
    if (!out->bands.limits || !out->bands.names)
        return false;
    for (size_t i = 0; i < count; i++) {
        const json_t *limit = json_array_get(limits, i);
        if (!json_is_number(limit))
            return false;
        out->bands.limits[i] = json_number_value(limit);
    }
    for (size_t i = 0; i <= count; i++) {
        if (!read_string(json_array_get(names, i), arena, &out->bands.names[i]))
            return false;
    }
    return true;
}

static bool read_groups(const json_t *root, struct arena *arena, struct recipe *out)
{
    const json_t *list = json_object_get(root, "groups");
    const json_t *name = json_object_get(root, "rest name");
    int rest = read_word(root, "rest", rests, RECIPE_REST_COUNT);
    size_t count = json_array_size(list);
    if (rest < 0 || count > RECIPE_LIST_MAX)
        return false;
    out->groups.rest = (enum recipe_rest)rest;
    out->groups.rest_name = arena_string(arena, json_string_value(name));
    out->groups.count = count;
    out->groups.items = arena_array(arena, count, sizeof *out->groups.items);
    if (!out->groups.items || !out->groups.rest_name)
        return false;
    for (size_t i = 0; i < count; i++) {
        const json_t *item = json_array_get(list, i);
        struct recipe_group *group = &out->groups.items[i];
        if (!read_string(json_object_get(item, "name"), arena, &group->name) ||
            !read_spans(json_object_get(item, "values"), arena, &group->values, &group->count))
            return false;
    }
    return true;
}

static bool read_pairs(const json_t *list, struct arena *arena, struct recipe_pair **out,
                       size_t *count)
{
    *count = json_array_size(list);
    if (*count > RECIPE_LIST_MAX)
        return false;
    *out = arena_array(arena, *count, sizeof **out);
    for (size_t i = 0; *out && i < *count; i++) {
        const json_t *pair = json_array_get(list, i);
        if (!read_span(json_array_get(pair, 0), arena, &(*out)[i].from) ||
            !read_span(json_array_get(pair, 1), arena, &(*out)[i].to))
            return false;
    }
    return *out != NULL;
}

static bool read_values(const json_t *root, struct arena *arena, struct recipe *out)
{
    return read_pairs(json_object_get(root, "values"), arena, &out->values.pairs,
                      &out->values.count);
}

static bool read_date_part(const json_t *root, struct arena *arena, struct recipe *out)
{
    int part = read_word(root, "part", date_parts, RECIPE_DATE_PART_COUNT);
    (void)arena;
    out->date_part = (enum recipe_date_part)part;
    return part >= 0;
}

static bool read_between(const json_t *root, struct arena *arena, struct recipe *out)
{
    int unit = read_word(root, "unit", units, RECIPE_UNIT_COUNT);
    out->between.unit = (enum recipe_unit)unit;
    out->between.until = arena_string(arena, json_string_value(json_object_get(root, "until")));
    return unit >= 0 && out->between.until;
}

static bool read_calculate(const json_t *root, struct arena *arena, struct recipe *out)
{
    int sign = read_word(root, "sign", signs, RECIPE_SIGN_COUNT);
    json_int_t decimals = json_integer_value(json_object_get(root, "decimals"));
    (void)arena;
    out->calculate.sign = (enum recipe_sign)sign;
    out->calculate.number = json_number_value(json_object_get(root, "number"));
    out->calculate.decimals = (int)decimals;
    return sign >= 0 && decimals >= 0 && decimals <= RECIPE_DECIMALS_MAX &&
           isfinite(out->calculate.number);
}

static bool read_test(const json_t *root, struct arena *arena, struct recipe *out)
{
    int test = read_word(root, "test", tests, RECIPE_TEST_COUNT);
    out->test.test = (enum recipe_test)test;
    out->test.negated = json_is_true(json_object_get(root, "negated"));
    return test >= 0 &&
           read_spans(json_object_get(root, "values"), arena, &out->test.values, &out->test.count);
}

static bool read_text_part(const json_t *root, struct arena *arena, struct recipe *out)
{
    int part = read_word(root, "part", text_parts, RECIPE_TEXT_PART_COUNT);
    json_int_t count = json_integer_value(json_object_get(root, "count"));
    out->text.part = (enum recipe_text_part)part;
    out->text.sign = arena_string(arena, json_string_value(json_object_get(root, "sign")));
    out->text.count = count < 0 || count > RECIPE_LIST_MAX ? 0 : (int)count;
    return part >= 0 && out->text.sign &&
           (part != TEXT_PART_PATTERN || read_pairs(json_object_get(root, "values"), arena,
                                                    &out->text.pairs, &out->text.pair_count));
}

static bool read_postcode(const json_t *root, struct arena *arena, struct recipe *out)
{
    (void)arena;
    out->outer = json_is_true(json_object_get(root, "outer"));
    return true;
}

static bool (*const readers[RECIPE_KIND_COUNT])(const json_t *root, struct arena *arena,
                                                struct recipe *out) = {
    [RECIPE_BANDS] = read_bands,       [RECIPE_GROUPS] = read_groups,
    [RECIPE_VALUES] = read_values,     [RECIPE_DATE_PART] = read_date_part,
    [RECIPE_BETWEEN] = read_between,   [RECIPE_CALCULATE] = read_calculate,
    [RECIPE_TEST] = read_test,         [RECIPE_TEXT_PART] = read_text_part,
    [RECIPE_POSTCODE] = read_postcode,
};

static enum status read_root(const json_t *root, struct arena *arena, struct recipe *out,
                             struct error *err)
{
    const json_t *version = json_object_get(root, "version");
    if (!json_is_integer(version) || json_integer_value(version) < 1)
        return no_recipe(err, "version");
    if (json_integer_value(version) > RECIPE_VERSION)
        return error_set(err, STATUS_NEWER, TEXT_RECIPE_NEWER, NULL);
    int kind = read_word(root, "kind", kinds, RECIPE_KIND_COUNT);
    if (kind < 0)
        return no_recipe(err, "kind");
    out->kind = (enum recipe_kind)kind;
    out->source = json_integer_value(json_object_get(root, "source"));
    out->with = json_integer_value(json_object_get(root, "with"));
    if (out->source <= 0 || out->with < 0)
        return no_recipe(err, "source");
    return readers[kind](root, arena, out) ? STATUS_OK : no_recipe(err, kinds[kind]);
}

enum status recipe_read(struct arena *arena, struct span json, struct recipe *out,
                        struct error *err)
{
    json_error_t problem;
    memset(out, 0, sizeof *out);
    json_t *root = json_loadb(json.data ? json.data : "", json.len,
                              JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &problem);
    if (!root)
        return no_recipe(err, problem.text);
    enum status status = read_root(root, arena, out, err);
    json_decref(root);
    return status;
}

/* ---- writing ---- */

static json_t *span_json(struct span text)
{
    return json_stringn(text.data ? text.data : "", text.len);
}

static json_t *spans_json(const struct span *values, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, span_json(values[i]));
    return list;
}

static void set_word(json_t *root, const char *key, const char *word)
{
    json_object_set_new(root, key, json_string(word));
}

static void write_bands(json_t *root, const struct recipe *recipe)
{
    json_t *limits = json_array(), *names = json_array();
    for (size_t i = 0; i < recipe->bands.count; i++)
        json_array_append_new(limits, json_real(recipe->bands.limits[i]));
    for (size_t i = 0; i <= recipe->bands.count; i++)
        json_array_append_new(names, json_string(recipe->bands.names[i]));
    set_word(root, "how", bands_names[recipe->bands.how]);
    json_object_set_new(root, "limits", limits);
    json_object_set_new(root, "names", names);
}

static void write_groups(json_t *root, const struct recipe *recipe)
{
    json_t *list = json_array();
    for (size_t i = 0; i < recipe->groups.count; i++) {
        const struct recipe_group *group = &recipe->groups.items[i];
        json_array_append_new(list, json_pack("{s:s, s:o}", "name", group->name, "values",
                                              spans_json(group->values, group->count)));
    }
    set_word(root, "rest", rests[recipe->groups.rest]);
    if (recipe->groups.rest == REST_NAME)
        set_word(root, "rest name", recipe->groups.rest_name);
    json_object_set_new(root, "groups", list);
}

static void write_pairs(json_t *root, const struct recipe_pair *pairs, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(
            list, json_pack("[o, o]", span_json(pairs[i].from), span_json(pairs[i].to)));
    json_object_set_new(root, "values", list);
}

static void write_between(json_t *root, const struct recipe *recipe)
{
    set_word(root, "unit", units[recipe->between.unit]);
    if (!recipe->with)
        set_word(root, "until", recipe->between.until);
}

static void write_calculate(json_t *root, const struct recipe *recipe)
{
    set_word(root, "sign", signs[recipe->calculate.sign]);
    json_object_set_new(root, "decimals", json_integer(recipe->calculate.decimals));
    if (!recipe->with)
        json_object_set_new(root, "number", json_real(recipe->calculate.number));
}

static void write_text_part(json_t *root, const struct recipe *recipe)
{
    set_word(root, "part", text_parts[recipe->text.part]);
    if (recipe->text.part == TEXT_PART_FIRST || recipe->text.part == TEXT_PART_LAST)
        json_object_set_new(root, "count", json_integer(recipe->text.count));
    else
        set_word(root, "sign", recipe->text.sign);
    if (recipe->text.part == TEXT_PART_PATTERN)
        write_pairs(root, recipe->text.pairs, recipe->text.pair_count);
}

static void write_rest(json_t *root, const struct recipe *recipe)
{
    switch (recipe->kind) {
    case RECIPE_BANDS:
        write_bands(root, recipe);
        break;
    case RECIPE_GROUPS:
        write_groups(root, recipe);
        break;
    case RECIPE_VALUES:
        write_pairs(root, recipe->values.pairs, recipe->values.count);
        break;
    case RECIPE_DATE_PART:
        set_word(root, "part", date_parts[recipe->date_part]);
        break;
    case RECIPE_BETWEEN:
        write_between(root, recipe);
        break;
    case RECIPE_CALCULATE:
        write_calculate(root, recipe);
        break;
    case RECIPE_TEST:
        set_word(root, "test", tests[recipe->test.test]);
        if (recipe->test.negated)
            json_object_set_new(root, "negated", json_true());
        json_object_set_new(root, "values", spans_json(recipe->test.values, recipe->test.count));
        break;
    case RECIPE_TEXT_PART:
        write_text_part(root, recipe);
        break;
    case RECIPE_POSTCODE:
        json_object_set_new(root, "outer", json_boolean(recipe->outer));
        break;
    case RECIPE_KIND_COUNT:
        break;
    }
}

enum status recipe_write(struct arena *arena, const struct recipe *recipe, const char **json,
                         struct error *err)
{
    *json = "";
    json_t *root = json_pack("{s:i, s:s, s:I}", "version", RECIPE_VERSION, "kind",
                             kinds[recipe->kind], "source", (json_int_t)recipe->source);
    if (!root)
        return no_memory(err);
    if (recipe->with)
        json_object_set_new(root, "with", json_integer(recipe->with));
    write_rest(root, recipe);
    char *text = json_dumps(root, JSON_COMPACT | JSON_SORT_KEYS);
    json_decref(root);
    const char *copy = text ? arena_string(arena, text) : NULL;
    free(text);
    if (!copy)
        return no_memory(err);
    *json = copy;
    return STATUS_OK;
}

/* Filters in saved views: an array of {column, op, values, exact, off}, in the words of the
 * command line. */
#include <jansson.h>
#include <stdlib.h>

#include "core/frame/filter_internal.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status bad(struct error *err, const char *reason)
{
    return error_set(err, STATUS_INVALID, TEXT_FILTER_SAVED_BAD,
                     TEXT_VALUES(text_string("reason", reason)));
}

/* ---- writing ---- */

static json_t *list_json(const struct filter_list *list, bool parts);

/* NULL: no memory, or a text that is no UTF-8. */
static json_t *parts_json(const struct filter *filter)
{
    json_t *parts = json_array();
    for (size_t i = 0; parts && i < filter->part_count; i++)
        json_array_append_new(parts, list_json(&filter->parts[i], false));
    if (parts && json_array_size(parts) == filter->part_count)
        return parts;
    json_decref(parts);
    return NULL;
}

static json_t *filter_json(const struct filter *filter, bool parts)
{
    json_t *values = json_array();
    for (size_t i = 0; values && i < filter->count; i++) {
        const struct span text = filter->texts[i];
        json_array_append_new(values, json_stringn(text.len ? text.data : "", text.len));
    }
    if (!values || json_array_size(values) != filter->count) {
        json_decref(values);
        return NULL;
    }
    json_t *object = json_pack("{s:I, s:s, s:o}", "column", (json_int_t)filter->column, "op",
                               filter_ops[filter->op].word, "values", values);
    if (filter->exact)
        json_object_set_new(object, "exact", json_true());
    if (filter->off)
        json_object_set_new(object, "off", json_true());
    if (parts && filter->op == FILTER_NONE_OF &&
        json_object_set_new(object, "parts", parts_json(filter)) != 0) {
        json_decref(object);
        return NULL;
    }
    return object;
}

static json_t *list_json(const struct filter_list *list, bool parts)
{
    json_t *array = json_array();
    for (size_t i = 0; array && i < list->count; i++)
        json_array_append_new(array, filter_json(&list->filters[i], parts));
    if (array && json_array_size(array) == list->count)
        return array;
    json_decref(array);
    return NULL;
}

enum status filter_list_to_json(struct arena *arena, const struct filter_list *list,
                                const char **json, struct error *err)
{
    json_t *array = list_json(list, true);
    enum status status = array ? STATUS_OK : bad(err, "UTF-8");
    char *text = status == STATUS_OK ? json_dumps(array, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    *json = text ? arena_string(arena, text) : "";
    if (status == STATUS_OK && (!text || !*json))
        status = no_memory(err);
    free(text);
    json_decref(array);
    return status;
}

/* ---- reading ---- */

static bool op_from_word(const char *word, enum filter_op *out)
{
    for (int i = 0; word && i < FILTER_OP_COUNT; i++) {
        if (strcmp(filter_ops[i].word, word) == 0) {
            *out = (enum filter_op)i;
            return true;
        }
    }
    return false;
}

static bool count_fits(enum filter_op op, size_t count)
{
    switch (filter_ops[op].takes) {
    case TAKES_NONE:
    case TAKES_PARTS:
        return count == 0;
    case TAKES_ONE:
    case TAKES_PATTERN:
        return count == 1;
    case TAKES_TWO:
        return count == 2;
    case TAKES_LIST:
        return count >= 1;
    }
    return false;
}

static enum status read_values(const json_t *values, struct arena *arena, struct filter *out,
                               struct error *err)
{
    size_t count = json_array_size(values);
    struct span *texts = arena_array(arena, count, sizeof *texts);
    if (!texts)
        return no_memory(err);
    for (size_t i = 0; i < count; i++) {
        const json_t *value = json_array_get(values, i);
        if (!json_is_string(value))
            return bad(err, "values");
        struct span text = span_of(json_string_value(value), json_string_length(value));
        texts[i] = span_of(arena_copy(arena, text), text.len);
        if (!texts[i].data)
            return no_memory(err);
    }
    out->texts = texts;
    out->count = count;
    return count_fits(out->op, count) ? STATUS_OK : bad(err, "values");
}

static enum status read_filters(const json_t *array, struct arena *arena, bool parts,
                                struct filter_list *out, struct error *err);

static enum status read_parts(const json_t *array, struct arena *arena, struct filter *out,
                              struct error *err)
{
    size_t count = json_array_size(array);
    struct filter_list *parts = arena_array(arena, count, sizeof *parts);
    if (!json_is_array(array))
        return bad(err, "parts");
    if (!parts)
        return no_memory(err);
    out->parts = parts;
    for (; out->part_count < count; out->part_count++) {
        enum status status = read_filters(json_array_get(array, out->part_count), arena, false,
                                          &parts[out->part_count], err);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

/* parts: it may have some. */
static enum status read_filter(const json_t *object, struct arena *arena, bool parts,
                               struct filter *out, struct error *err)
{
    const json_t *column = json_object_get(object, "column");
    *out = (struct filter){0};
    if (!json_is_integer(column))
        return bad(err, "column");
    out->column = json_integer_value(column);
    if (!op_from_word(json_string_value(json_object_get(object, "op")), &out->op))
        return bad(err, "op");
    out->exact = json_is_true(json_object_get(object, "exact"));
    out->off = json_is_true(json_object_get(object, "off"));
    if (out->op == FILTER_NONE_OF && !parts)
        return bad(err, "parts");
    enum status status = STATUS_OK;
    if (out->op == FILTER_NONE_OF)
        status = read_parts(json_object_get(object, "parts"), arena, out, err);
    return status == STATUS_OK ? read_values(json_object_get(object, "values"), arena, out, err)
                               : status;
}

static enum status read_filters(const json_t *array, struct arena *arena, bool parts,
                                struct filter_list *out, struct error *err)
{
    size_t count = json_array_size(array);
    struct filter *filters = arena_array(arena, count, sizeof *filters);
    *out = (struct filter_list){0};
    if (!json_is_array(array))
        return bad(err, "parts");
    if (!filters)
        return no_memory(err);
    out->filters = filters;
    for (; out->count < count; out->count++) {
        enum status status =
            read_filter(json_array_get(array, out->count), arena, parts, &filters[out->count], err);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

enum status filter_list_from_json(struct arena *arena, struct span json, struct filter_list *out,
                                  struct error *err)
{
    json_error_t problem;
    *out = (struct filter_list){0};
    json_t *array = json_loadb(json.len ? json.data : "", json.len,
                               JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &problem);
    enum status status = STATUS_OK;
    if (json_is_array(array))
        status = read_filters(array, arena, true, out, err);
    else
        status = bad(err, array ? "filters" : problem.text);
    json_decref(array);
    return status;
}

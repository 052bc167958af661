/* Comparisons and queries as parts of a view, and back. The JSON may come from another version
 * or from a damaged file: nothing in it is taken for granted. */
#include "core/service/pinned.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define PART_COMPARE "compare"
#define PART_QUERY   "query"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status not_there(struct error *err, const char *part)
{
    return error_set(err, STATUS_INVALID, TEXT_EVIDENCE_NO_PART,
                     TEXT_VALUES(text_string("part", part)));
}

/* Writes the view with one part of its own, which is taken over; NULL: no memory. */
static enum status write_view(struct arena *arena, struct view *view, const char *name,
                              json_t *part, const char **json, struct error *err)
{
    json_t *root = part ? json_pack("{s:o}", name, part) : NULL;
    char *text = root ? json_dumps(root, JSON_COMPACT) : NULL;
    view->others = text;
    enum status status = text ? view_write(arena, view, json, err) : no_memory(err);
    free(text);
    json_decref(root);
    return status;
}

/* The part of that name, whole; to be given back with json_decref. NULL: there is none. */
static json_t *read_part(const struct view *view, const char *name)
{
    json_t *root = json_loads(view->others, JSON_REJECT_DUPLICATES, NULL);
    json_t *part = json_object_get(root, name);
    if (json_is_object(part))
        json_incref(part);
    else
        part = NULL;
    json_decref(root);
    return part;
}

/* ---- comparisons ---- */

static const char *const units[] = {
    [COMPARE_BY_ITSELF] = "", [COMPARE_ROWS] = "rows", [COMPARE_PEOPLE] = "people"};

static json_t *filters_json(struct arena *arena, const struct filter_list *filters)
{
    const char *text = NULL;
    if (filter_list_to_json(arena, filters, &text, NULL) != STATUS_OK)
        return NULL;
    return json_loads(text, 0, NULL);
}

enum status pinned_compare_write(struct arena *arena, const struct view *view,
                                 const struct pinned_compare *compare, const char **json,
                                 struct error *err)
{
    struct view whole = {.dataset = view->dataset, .filters = view->filters};
    json_t *part =
        json_pack("{s:I, s:o, s:o, s:b, s:s, s:I, s:b}", "other", (json_int_t)compare->other, "a",
                  filters_json(arena, &compare->a), "b", filters_json(arena, &compare->b), "rest",
                  compare->rest, "unit", units[compare->unit], "column",
                  (json_int_t)compare->column, "values", compare->values);
    return write_view(arena, &whole, PART_COMPARE, part, json, err);
}

static enum status read_filters(struct arena *arena, const json_t *part, const char *name,
                                struct filter_list *out, struct error *err)
{
    char *text = json_dumps(json_object_get(part, name), JSON_COMPACT);
    enum status status = text ? filter_list_from_json(arena, span_string(text), out, err)
                              : not_there(err, PART_COMPARE);
    free(text);
    return status;
}

static enum compare_unit read_unit(const json_t *part)
{
    const char *word = json_string_value(json_object_get(part, "unit"));
    for (size_t i = 0; word && i < sizeof units / sizeof *units; i++)
        if (strcmp(units[i], word) == 0)
            return (enum compare_unit)i;
    return COMPARE_BY_ITSELF;
}

enum status pinned_compare_read(struct arena *arena, const struct view *view,
                                struct pinned_compare *out, struct error *err)
{
    json_t *part = read_part(view, PART_COMPARE);
    if (!part)
        return not_there(err, PART_COMPARE);
    *out = (struct pinned_compare){
        .other = json_integer_value(json_object_get(part, "other")),
        .rest = json_is_true(json_object_get(part, "rest")),
        .unit = read_unit(part),
        .column = json_integer_value(json_object_get(part, "column")),
        .values = json_is_true(json_object_get(part, "values")),
    };
    enum status status = read_filters(arena, part, "a", &out->a, err);
    if (status == STATUS_OK)
        status = read_filters(arena, part, "b", &out->b, err);
    json_decref(part);
    return status;
}

/* ---- queries ---- */

enum status pinned_query_write(struct arena *arena, const struct pinned_query *query,
                               const char **json, struct error *err)
{
    struct view whole = {.dataset = 0};
    json_t *values = json_object();
    for (size_t i = 0; i < query->parameter_count; i++)
        json_object_set_new(values, query->parameters[i].name,
                            json_string(query->parameters[i].text));
    json_t *part = json_pack("{s:s, s:o}", "sql", query->sql, "values", values);
    if (part && query->chart && *query->chart)
        json_object_set_new(part, "chart", json_string(query->chart));
    return write_view(arena, &whole, PART_QUERY, part, json, err);
}

static enum status read_parameters(struct arena *arena, json_t *values, struct pinned_query *out,
                                   struct error *err)
{
    const char *name;
    json_t *value;
    json_object_foreach(values, name, value)
    {
        const char *text = json_string_value(value);
        if (!text || out->parameter_count == PINNED_PARAMETERS)
            continue;
        const struct query_parameter one = {arena_string(arena, name), arena_string(arena, text)};
        if (!one.name || !one.text)
            return no_memory(err);
        out->parameters[out->parameter_count++] = one;
    }
    return STATUS_OK;
}

enum status pinned_query_read(struct arena *arena, const struct view *view,
                              struct pinned_query *out, struct error *err)
{
    json_t *part = read_part(view, PART_QUERY);
    const char *sql = json_string_value(json_object_get(part, "sql"));
    *out = (struct pinned_query){.sql = sql ? arena_string(arena, sql) : NULL};
    enum status status = !sql ? not_there(err, PART_QUERY) : out->sql ? STATUS_OK : no_memory(err);
    if (status == STATUS_OK)
        status = read_parameters(arena, json_object_get(part, "values"), out, err);
    const char *chart = json_string_value(json_object_get(part, "chart"));
    out->chart = arena_string(arena, chart ? chart : "");
    if (status == STATUS_OK && !out->chart)
        status = no_memory(err);
    json_decref(part);
    return status;
}

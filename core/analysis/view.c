/* Views to and from JSON. What can't be trusted is the text: it may come from another
 * version, another program or a damaged file. */
#include "core/analysis/view.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { LIST_MAX = 32767 };

static enum status no_view(struct error *err, const char *reason)
{
    return error_set(err, STATUS_INVALID, TEXT_VIEW_BAD,
                     TEXT_VALUES(text_string("reason", reason)));
}

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- reading ---- */

static int read_width(const json_t *column)
{
    json_int_t width = json_integer_value(json_object_get(column, "width"));
    return width < 0 ? 0 : width > VIEW_WIDTH_MAX ? VIEW_WIDTH_MAX : (int)width;
}

/* A list that is missing is empty; one that is something else is an error. */
static enum status list_size(const json_t *list, const char *name, size_t *count, struct error *err)
{
    *count = json_array_size(list);
    if (list && !json_is_array(list))
        return no_view(err, name);
    return *count > LIST_MAX ? no_view(err, name) : STATUS_OK;
}

static enum status read_columns(const json_t *list, struct arena *arena, struct view *out,
                                struct error *err)
{
    size_t count;
    enum status status = list_size(list, "columns", &count, err);
    if (status != STATUS_OK)
        return status;
    out->columns = arena_array(arena, count, sizeof *out->columns);
    if (!out->columns)
        return no_memory(err);
    for (size_t i = 0; i < count; i++) {
        const json_t *column = json_array_get(list, i), *id = json_object_get(column, "id");
        if (!json_is_integer(id))
            return no_view(err, "columns");
        out->columns[i] =
            (struct view_column){.id = json_integer_value(id),
                                 .hidden = json_is_true(json_object_get(column, "hidden")),
                                 .width = read_width(column)};
    }
    out->column_count = count;
    return STATUS_OK;
}

static enum status read_sorts(const json_t *list, struct arena *arena, struct view *out,
                              struct error *err)
{
    size_t count;
    enum status status = list_size(list, "sort", &count, err);
    if (status != STATUS_OK)
        return status;
    out->sorts = arena_array(arena, count, sizeof *out->sorts);
    if (!out->sorts)
        return no_memory(err);
    for (size_t i = 0; i < count; i++) {
        const json_t *sort = json_array_get(list, i), *column = json_object_get(sort, "column");
        if (!json_is_integer(column))
            return no_view(err, "sort");
        out->sorts[i] =
            (struct view_sort){.column = json_integer_value(column),
                               .descending = json_is_true(json_object_get(sort, "descending"))};
    }
    out->sort_count = count;
    return STATUS_OK;
}

/* A part as text in arena; "" where there is none; NULL: no memory. */
static const char *part_text(const json_t *part, struct arena *arena)
{
    if (!part || json_is_null(part))
        return "";
    char *text = json_dumps(part, JSON_COMPACT | JSON_ENCODE_ANY | JSON_SORT_KEYS);
    const char *copy = text ? arena_string(arena, text) : NULL;
    free(text);
    return copy;
}

static enum status read_parts(json_t *root, struct arena *arena, struct view *out,
                              struct error *err)
{
    static const char *const known[] = {"version", "dataset", "columns", "pinned",
                                        "sort",    "filters", "pivot",   "chart"};
    const json_t *filters = json_object_get(root, "filters");
    const json_t *pivot = json_object_get(root, "pivot"), *chart = json_object_get(root, "chart");
    if (filters && !json_is_array(filters))
        return no_view(err, "filters");
    if ((pivot && !json_is_object(pivot)) || (chart && !json_is_object(chart)))
        return no_view(err, pivot && !json_is_object(pivot) ? "pivot" : "chart");
    out->filters = part_text(filters, arena);
    out->pivot = part_text(pivot, arena);
    out->chart = part_text(chart, arena);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        json_object_del(root, known[i]);
    out->others = json_object_size(root) ? part_text(root, arena) : "";
    return out->filters && out->pivot && out->chart && out->others ? STATUS_OK : no_memory(err);
}

static enum status read_root(json_t *root, struct arena *arena, struct view *out, struct error *err)
{
    const json_t *version = json_object_get(root, "version");
    const json_t *dataset = json_object_get(root, "dataset");
    if (!json_is_integer(version) || json_integer_value(version) < 1)
        return no_view(err, "version");
    if (json_integer_value(version) > VIEW_VERSION)
        return error_set(err, STATUS_NEWER, TEXT_VIEW_NEWER, NULL);
    if (!json_is_integer(dataset))
        return no_view(err, "dataset");
    out->dataset = json_integer_value(dataset);
    json_int_t pinned = json_integer_value(json_object_get(root, "pinned"));
    out->pinned = pinned < 0 || pinned > LIST_MAX ? 0 : (int)pinned;
    enum status status = read_columns(json_object_get(root, "columns"), arena, out, err);
    if (status == STATUS_OK)
        status = read_sorts(json_object_get(root, "sort"), arena, out, err);
    return status == STATUS_OK ? read_parts(root, arena, out, err) : status;
}

enum status view_read(struct arena *arena, struct span json, struct view *out, struct error *err)
{
    json_error_t problem;
    *out = (struct view){.filters = "", .pivot = "", .chart = "", .others = ""};
    json_t *root =
        json_loadb(json.data ? json.data : "", json.len, JSON_REJECT_DUPLICATES, &problem);
    if (!root)
        return no_view(err, problem.text);
    enum status status = read_root(root, arena, out, err);
    json_decref(root);
    return status;
}

/* ---- writing ---- */

static json_t *columns_json(const struct view *view)
{
    json_t *list = json_array();
    for (size_t i = 0; list && i < view->column_count; i++) {
        const struct view_column *column = &view->columns[i];
        json_t *item = json_pack("{s:I}", "id", (json_int_t)column->id);
        if (column->hidden)
            json_object_set_new(item, "hidden", json_true());
        if (column->width > 0)
            json_object_set_new(item, "width", json_integer(column->width));
        json_array_append_new(list, item);
    }
    return list;
}

static json_t *sorts_json(const struct view *view)
{
    json_t *list = json_array();
    for (size_t i = 0; list && i < view->sort_count; i++) {
        json_t *item = json_pack("{s:I}", "column", (json_int_t)view->sorts[i].column);
        if (view->sorts[i].descending)
            json_object_set_new(item, "descending", json_true());
        json_array_append_new(list, item);
    }
    return list;
}

/* Adds a part that is kept as text. False: it is not JSON of that type. */
static bool add_part(json_t *root, const char *name, const char *text, json_type type)
{
    if (!text || !*text)
        return true;
    json_t *part = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    bool fits = part && json_typeof(part) == type && json_object_set(root, name, part) == 0;
    json_decref(part);
    return fits;
}

/* What this version does not know comes back, but never over what it does. */
static bool add_others(json_t *root, const char *text)
{
    if (!text || !*text)
        return true;
    json_t *others = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    bool fits = json_is_object(others) && json_object_update_missing(root, others) == 0;
    json_decref(others);
    return fits;
}

enum status view_write(struct arena *arena, const struct view *view, const char **json,
                       struct error *err)
{
    *json = "";
    json_t *root = json_pack("{s:i, s:I, s:o, s:o}", "version", VIEW_VERSION, "dataset",
                             (json_int_t)view->dataset, "columns", columns_json(view), "sort",
                             sorts_json(view));
    if (!root)
        return no_memory(err);
    enum status status = STATUS_OK;
    if (view->pinned > 0)
        json_object_set_new(root, "pinned", json_integer(view->pinned));
    if (!add_part(root, "filters", view->filters, JSON_ARRAY))
        status = no_view(err, "filters");
    else if (!add_part(root, "pivot", view->pivot, JSON_OBJECT))
        status = no_view(err, "pivot");
    else if (!add_part(root, "chart", view->chart, JSON_OBJECT))
        status = no_view(err, "chart");
    else if (!add_others(root, view->others))
        status = no_view(err, "others");
    const char *text = status == STATUS_OK ? part_text(root, arena) : "";
    json_decref(root);
    if (!text)
        return no_memory(err);
    *json = text;
    return status;
}

/* Which columns one row for each person is made of: by itself, as they are called, kept as JSON,
 * and opened. */
#include "core/service/per_person_internal.h"

#include <stdlib.h>

#include <jansson.h>

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- by itself ---- */

static bool is_date(const struct column_info *column)
{
    return column->type == COLUMN_DATE || column->type == COLUMN_DATETIME;
}

int64_t per_person_when(const struct dataset_info *dataset)
{
    int64_t found = 0;
    for (size_t i = 0; i < dataset->column_count; i++) {
        const struct column_info *column = &dataset->columns[i];
        if (is_date(column) && column->role == ROLE_DATE)
            return column->id;
        if (is_date(column) && found == 0)
            found = column->id;
    }
    return found;
}

enum status per_person_columns(const struct dataset_info *dataset, struct per_person_wish *out,
                               struct error *err)
{
    int position = dataset_role_index(dataset, ROLE_PERSON_ID);
    if (position < 0)
        return error_set(err, STATUS_INVALID, TEXT_COMPARE_NO_PERSON,
                         TEXT_VALUES(text_string("dataset", dataset->name)));
    out->person = dataset->columns[position].id;
    out->when = per_person_when(dataset);
    return STATUS_OK;
}

enum status per_person_all(const struct dataset_info *dataset, struct arena *arena,
                           struct per_person_wish *out, struct error *err)
{
    out->count = 0;
    out->parts = arena_array(arena, dataset->column_count + 1, sizeof *out->parts);
    if (!out->parts)
        return no_memory(err);
    for (size_t i = 0; i < dataset->column_count; i++) {
        int64_t id = dataset->columns[i].id;
        if (id == out->when)
            out->parts[out->count++] = (struct per_person_part){id, PER_PERSON_FIRST};
        if (id != out->person)
            out->parts[out->count++] = (struct per_person_part){id, PER_PERSON_LAST};
    }
    return STATUS_OK;
}

/* ---- names ---- */

static const struct column_info *find(const struct dataset_info *dataset, int64_t id)
{
    for (size_t i = 0; i < dataset->column_count; i++)
        if (dataset->columns[i].id == id)
            return &dataset->columns[i];
    return NULL;
}

const char *per_person_name(const struct dataset_info *dataset, const struct per_person_part *part,
                            struct arena *arena)
{
    static const enum text_id words[PER_PERSON_WHATS] = {
        [PER_PERSON_FIRST] = TEXT_PER_PERSON_FIRST,
        [PER_PERSON_LAST] = TEXT_PER_PERSON_LAST,
        [PER_PERSON_HIGHEST] = TEXT_PER_PERSON_HIGHEST,
        [PER_PERSON_LOWEST] = TEXT_PER_PERSON_LOWEST,
    };
    char name[300];
    const struct column_info *column = find(dataset, part->column);
    text_format(name, sizeof name, words[part->what],
                TEXT_VALUES(text_string("column", column ? column->name : "")));
    return arena_string(arena, name);
}

bool per_person_fits(const struct column_info *column, enum per_person_what what)
{
    bool end = what == PER_PERSON_HIGHEST || what == PER_PERSON_LOWEST;
    return !end || column_type_is_number(column->type) || is_date(column) || *column->order;
}

/* ---- opening ---- */

static enum status find_position(const struct dataset_info *dataset, int64_t id, size_t *out,
                                 struct error *err)
{
    const struct column_info *column = find(dataset, id);
    if (!column)
        return error_set(err, STATUS_NOT_FOUND, TEXT_PER_PERSON_COLUMN_GONE,
                         TEXT_VALUES(text_string("dataset", dataset->name)));
    *out = (size_t)(column - dataset->columns);
    return STATUS_OK;
}

static enum status open_column(struct per_person *all, int64_t id, const struct frame_column **out,
                               struct error *err)
{
    size_t position = 0;
    enum status status = find_position(all->dataset, id, &position, err);
    return status == STATUS_OK ? frame_use_column(all->use, position, out, err) : status;
}

static enum status open_people(struct per_person *all, const struct per_person_wish *wish,
                               struct error *err)
{
    const struct frame_column *person = NULL;
    enum status status = open_column(all, wish->person, &person, err);
    if (status == STATUS_OK && wish->when)
        status = open_column(all, wish->when, &all->when, err);
    if (status == STATUS_OK && all->when && all->when->form == FORM_TEXTS)
        status =
            error_set(err, STATUS_INVALID, TEXT_PER_PERSON_NO_ENDS,
                      TEXT_VALUES(text_string("column", find(all->dataset, wish->when)->name)));
    if (status == STATUS_OK)
        status = person_index_make(&all->index, person, frame_use_cancel(all->use), err);
    if (status == STATUS_OK)
        status = frame_use_select(all->use, &wish->filters, 0, &all->selected, err);
    return status;
}

static enum status open_sources(struct per_person *all, const struct per_person_wish *wish,
                                struct error *err)
{
    enum status status = STATUS_OK;
    all->sources = calloc(wish->count + 1, sizeof *all->sources);
    if (!all->sources)
        return no_memory(err);
    for (size_t i = 0; i < wish->count && status == STATUS_OK; i++) {
        struct per_person_source *source = &all->sources[i];
        source->what = wish->parts[i].what;
        source->info = find(all->dataset, wish->parts[i].column);
        status = open_column(all, wish->parts[i].column, &source->column, err);
        all->source_count++;
    }
    return status;
}

static bool make_heads(struct per_person *all, const struct per_person_wish *wish)
{
    const struct column_info *person = find(all->dataset, wish->person);
    struct per_person_column *heads =
        arena_array(all->arena, wish->count + PER_PERSON_OWN, sizeof *heads);
    all->heads = heads;
    if (!heads)
        return false;
    heads[0] = (struct per_person_column){person->name, person->type, person};
    heads[1] = (struct per_person_column){
        text_get(all->when ? TEXT_PER_PERSON_MONTHS : TEXT_PER_PERSON_ROWS), COLUMN_INTEGER, NULL};
    for (size_t i = 0; i < wish->count; i++) {
        const struct column_info *info = all->sources[i].info;
        const char *name = per_person_name(all->dataset, &wish->parts[i], all->arena);
        heads[i + PER_PERSON_OWN] = (struct per_person_column){name, info->type, info};
        if (!name)
            return false;
    }
    return true;
}

enum status per_person_open(struct per_person **out, struct frame_use *use,
                            const struct per_person_wish *wish, struct error *err)
{
    struct per_person *all = calloc(1, sizeof *all);
    *out = NULL;
    if (!all)
        return no_memory(err);
    all->use = use;
    all->dataset = frame_use_dataset(use);
    all->arena = arena_new();
    enum status status = all->arena ? open_people(all, wish, err) : no_memory(err);
    if (status == STATUS_OK)
        status = open_sources(all, wish, err);
    if (status == STATUS_OK && !make_heads(all, wish))
        status = no_memory(err);
    if (status == STATUS_OK)
        status = per_person_work(all, err);
    if (status == STATUS_OK)
        *out = all;
    else
        per_person_close(all);
    return status;
}

void per_person_close(struct per_person *all)
{
    if (!all)
        return;
    for (size_t i = 0; i < all->source_count; i++) {
        free(all->sources[i].codes);
        free(all->sources[i].texts);
    }
    free(all->sources);
    free(all->first);
    free(all->last);
    free(all->months);
    free(all->people);
    person_index_free(&all->index);
    bitmap_free(&all->selected);
    arena_free(all->arena);
    free(all);
}

/* ---- kept ---- */

enum status per_person_write(struct arena *arena, const struct per_person_wish *wish,
                             int64_t source, const char *name, const char **json, struct error *err)
{
    const char *filters = NULL;
    enum status status = filter_list_to_json(arena, &wish->filters, &filters, err);
    if (status != STATUS_OK)
        return status;
    json_t *parts = json_array();
    for (size_t i = 0; i < wish->count; i++)
        json_array_append_new(parts, json_pack("[I, i]", (json_int_t)wish->parts[i].column,
                                               (int)wish->parts[i].what));
    json_t *root = json_pack("{s:I, s:s, s:I, s:I, s:o, s:s}", "source", (json_int_t)source, "name",
                             name, "person", (json_int_t)wish->person, "when",
                             (json_int_t)wish->when, "parts", parts, "filters", filters);
    char *text = root ? json_dumps(root, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    json_decref(root);
    *json = text ? arena_string(arena, text) : NULL;
    free(text);
    return *json ? STATUS_OK : no_memory(err);
}

static bool read_parts(struct arena *arena, const json_t *list, struct per_person_wish *out)
{
    out->count = json_array_size(list);
    out->parts = arena_array(arena, out->count + 1, sizeof *out->parts);
    for (size_t i = 0; out->parts && i < out->count; i++) {
        const json_t *part = json_array_get(list, i);
        json_int_t what = json_integer_value(json_array_get(part, 1));
        if (what < 0 || what >= PER_PERSON_WHATS)
            return false;
        out->parts[i] = (struct per_person_part){json_integer_value(json_array_get(part, 0)),
                                                 (enum per_person_what)what};
    }
    return out->parts != NULL;
}

bool per_person_read(struct arena *arena, const char *json, struct per_person_wish *out,
                     int64_t *source, const char **name)
{
    json_t *root = json_loads(json, 0, NULL);
    const char *filters = json_string_value(json_object_get(root, "filters"));
    *out = (struct per_person_wish){.person = json_integer_value(json_object_get(root, "person")),
                                    .when = json_integer_value(json_object_get(root, "when"))};
    *source = json_integer_value(json_object_get(root, "source"));
    *name = arena_string(arena, json_string_value(json_object_get(root, "name")));
    bool good =
        filters && *name && read_parts(arena, json_object_get(root, "parts"), out) &&
        filter_list_from_json(arena, span_string(filters), &out->filters, NULL) == STATUS_OK;
    json_decref(root);
    return good;
}

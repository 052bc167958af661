/* Signs of a system's own values: the figures come from the columns, the rule from analysis. */
#include "core/service/defaults.h"

#include <stdlib.h>
#include <string.h>

#include "core/frame/group_constant.h"

enum { SOURCES_MOST = 4, SOURCE_VALUES_MOST = 50, TOP = 2 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static const char *text_of(struct arena *arena, const struct value *value)
{
    char number[VALUE_NUMBER_SIZE];
    return arena_copy(arena, value_text(value, number));
}

/* ---- where rows come from ---- */

struct default_sources {
    size_t count;
    struct {
        size_t position;
        const char *name; /* of the use's dataset */
        struct groups groups;
    } all[SOURCES_MOST];
};

static bool has_roles(const struct dataset_info *dataset)
{
    for (size_t i = 0; i < dataset->column_count; i++)
        if (dataset->columns[i].role != ROLE_NONE)
            return true;
    return false;
}

static bool may_be_source(const struct dataset_info *dataset, size_t position)
{
    const struct column_info *column = &dataset->columns[position];
    if (column->quality == QUALITY_IGNORE)
        return false;
    return has_roles(dataset) ? column->role == ROLE_GROUP : column->type == COLUMN_TEXT;
}

static enum status add_source(struct frame_use *use, struct default_sources *sources,
                              size_t position, struct error *err)
{
    const struct column_info *info = &frame_use_dataset(use)->columns[position];
    struct group_field field = {.id = info->id, .name = info->name};
    enum status status = frame_use_column(use, position, &field.column, err);
    if (status != STATUS_OK || field.column->form == FORM_TEXTS ||
        field.column->top > SOURCE_VALUES_MOST)
        return status;
    sources->all[sources->count].position = position;
    sources->all[sources->count].name = info->name;
    status =
        groups_make(&sources->all[sources->count].groups, &field, NULL, frame_use_cancel(use), err);
    sources->count += status == STATUS_OK;
    return status;
}

enum status default_sources_make(struct frame_use *use, struct default_sources **out,
                                 struct error *err)
{
    const struct dataset_info *dataset = frame_use_dataset(use);
    struct default_sources *sources = calloc(1, sizeof *sources);
    enum status status = STATUS_OK;
    *out = NULL;
    if (!sources)
        return no_memory(err);
    for (size_t i = 0; i < dataset->column_count && status == STATUS_OK; i++)
        if (sources->count < SOURCES_MOST && may_be_source(dataset, i))
            status = add_source(use, sources, i, err);
    if (status == STATUS_OK)
        *out = sources;
    else
        default_sources_free(sources);
    return status;
}

void default_sources_free(struct default_sources *sources)
{
    for (size_t i = 0; sources && i < sources->count; i++)
        groups_free(&sources->all[i].groups);
    free(sources);
}

bool default_sources_hold(const struct default_sources *sources, size_t column)
{
    for (size_t i = 0; sources && i < sources->count; i++)
        if (sources->all[i].position == column)
            return true;
    return false;
}

/* ---- the most frequent value ---- */

static enum status take_value(const struct dataset_info *dataset, size_t column,
                              const struct profile *profile, struct arena *arena,
                              struct column_defaults *out, struct error *err)
{
    if (profile->top_count == 0)
        return STATUS_OK;
    const struct default_facts facts = {
        .type = dataset->columns[column].type,
        .filled = profile->rows - profile->empty,
        .distinct = profile->distinct,
        .top = profile->top[0].value,
        .top_rows = profile->top[0].rows,
        .second_rows = profile->top_count > 1 ? profile->top[1].rows : 0,
    };
    out->sign = system_default_sign(&facts);
    out->value = text_of(arena, &facts.top);
    out->rows = facts.top_rows;
    out->filled = facts.filled;
    out->second = facts.second_rows;
    return out->value ? STATUS_OK : no_memory(err);
}

/* ---- sources with one value ---- */

static enum status add_place(const struct groups *groups, uint32_t group, const char *source,
                             const struct frame_column *codes,
                             const struct group_constant *constant, struct arena *arena,
                             struct column_defaults *out, struct error *err)
{
    char scratch[COLUMN_TEXT_SIZE];
    struct value value = column_value(codes, constant->code, scratch);
    struct default_place place = {.column = arena_string(arena, source),
                                  .group = arena_copy(arena, groups->texts[group]),
                                  .value = text_of(arena, &value),
                                  .rows = constant->rows};
    if (!place.column || !place.group || !place.value)
        return no_memory(err);
    out->places[out->place_count++] = place;
    return STATUS_OK;
}

static enum status look_at(const struct groups *groups, const char *source,
                           const struct frame_column *codes, const volatile int *cancel,
                           struct arena *arena, struct column_defaults *out, struct error *err)
{
    struct group_constant *constant = arena_array(arena, groups->count, sizeof *constant);
    struct default_group *found = arena_array(arena, groups->count, sizeof *found);
    if (!constant || !found)
        return no_memory(err);
    enum status status = groups_constant(groups, codes, cancel, constant, err);
    for (uint32_t i = 0; i < groups->count && status == STATUS_OK; i++)
        found[i] = (struct default_group){.rows = constant[i].rows, .same = constant[i].same};
    if (status != STATUS_OK || system_default_groups(found, groups->count) == 0)
        return status;
    for (uint32_t i = 0; i < groups->count && status == STATUS_OK; i++)
        if (found[i].found && out->place_count < DEFAULT_PLACES_MOST)
            status = add_place(groups, i, source, codes, &constant[i], arena, out, err);
    return status;
}

enum status column_defaults_read(struct frame_use *use, const struct default_sources *sources,
                                 size_t column, const struct profile *profile, struct arena *arena,
                                 struct column_defaults *out, struct error *err)
{
    const struct dataset_info *dataset = frame_use_dataset(use);
    const struct frame_column *codes = NULL;
    struct profile made;
    *out = (struct column_defaults){.value = ""};
    if (dataset->columns[column].quality == QUALITY_IGNORE)
        return STATUS_OK;
    enum status status = frame_use_column(use, column, &codes, err);
    if (status != STATUS_OK || codes->form == FORM_TEXTS)
        return status;
    if (!profile)
        status = profile_make(&made, codes, NULL, TOP, arena, frame_use_cancel(use), err);
    if (status == STATUS_OK)
        status = take_value(dataset, column, profile ? profile : &made, arena, out, err);
    for (size_t i = 0; i < sources->count && status == STATUS_OK; i++)
        if (sources->all[i].position != column)
            status = look_at(&sources->all[i].groups, sources->all[i].name, codes,
                             frame_use_cancel(use), arena, out, err);
    return status;
}

/* ---- in words ---- */

static void tell_value(const struct column_defaults *defaults, defaults_tell_fn *tell,
                       void *context)
{
    double filled = defaults->filled > 0 ? (double)defaults->filled : 1;
    double second = defaults->second > 0 ? (double)defaults->second : 1;
    static const enum text_id words[] = {[DEFAULT_NONE] = TEXT_NONE,
                                         [DEFAULT_PLACEHOLDER] = TEXT_DEFAULTS_PLACEHOLDER,
                                         [DEFAULT_ZERO] = TEXT_DEFAULTS_ZERO,
                                         [DEFAULT_SPIKE] = TEXT_DEFAULTS_SPIKE};
    char *sentence =
        text_new(words[defaults->sign],
                 TEXT_VALUES(text_string("value", defaults->value),
                             text_percent("percent", 100 * (double)defaults->rows / filled, 1),
                             text_decimal("times", (double)defaults->rows / second, 0)));
    if (sentence)
        tell(context, sentence);
    free(sentence);
}

void column_defaults_words(const struct column_defaults *defaults, defaults_tell_fn *tell,
                           void *context)
{
    if (defaults->sign != DEFAULT_NONE)
        tell_value(defaults, tell, context);
    for (size_t i = 0; i < defaults->place_count; i++) {
        const struct default_place *place = &defaults->places[i];
        const char *group = *place->group ? place->group : text_get(TEXT_FILTER_EMPTY_VALUE);
        char *sentence = text_new(
            *place->value ? TEXT_DEFAULTS_ALL_SAME : TEXT_DEFAULTS_NEVER_FILLED,
            TEXT_VALUES(text_string("column", place->column), text_string("group", group),
                        text_string("value", place->value), text_number("rows", place->rows)));
        if (sentence)
            tell(context, sentence);
        free(sentence);
    }
}

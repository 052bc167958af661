/* What a chart is made of, in words that people use: the labels of the dictionary, where there
 * are some, as they stand within a sentence. */
#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/service/chart_internal.h"

int chart_position(const struct dataset_info *dataset, int64_t id)
{
    for (size_t i = 0; i < dataset->column_count; i++)
        if (dataset->columns[i].id == id)
            return (int)i;
    return -1;
}

const struct column_info *chart_column(const struct dataset_info *dataset, int64_t id)
{
    int position = id != 0 ? chart_position(dataset, id) : -1;
    return position >= 0 ? &dataset->columns[position] : NULL;
}

bool chart_is_measure(const struct column_info *column)
{
    return column && column_type_is_number(column->type) && column->role != ROLE_PERSON_ID &&
           column->role != ROLE_CASE_ID;
}

/* "Months on assistance" begins with a small letter there; "OW months" keeps its own. */
static const char *column_words(struct arena *arena, const struct column_info *column)
{
    if (!column)
        return "";
    char *words = arena_string(arena, *column->label ? column->label : column->name);
    bool large = words && words[0] >= 'A' && words[0] <= 'Z';
    if (large && ((words[1] >= 'a' && words[1] <= 'z') || words[1] == ' '))
        words[0] = (char)(words[0] - 'A' + 'a');
    return words;
}

static const char *format(struct arena *arena, enum text_id id, const struct text_value *values)
{
    char *text = text_new(id, values);
    const char *copy = text ? arena_string(arena, text) : NULL;
    free(text);
    return copy;
}

const char *chart_field_words(struct arena *arena, const struct dataset_info *dataset,
                              const struct pivot_field *field)
{
    static const enum text_id words[] = {[PIVOT_AS_IS] = TEXT_PIVOT_PANE_FIELD,
                                         [PIVOT_BANDS] = TEXT_CHART_FIELD_BANDS,
                                         [PIVOT_YEARS] = TEXT_CHART_FIELD_YEARS,
                                         [PIVOT_QUARTERS] = TEXT_CHART_FIELD_QUARTERS,
                                         [PIVOT_MONTHS] = TEXT_CHART_FIELD_MONTHS};
    if (field->column == 0)
        return "";
    const char *column = column_words(arena, chart_column(dataset, field->column));
    return !column ? NULL
                   : format(arena, words[field->cut],
                            TEXT_VALUES(text_string("column", column),
                                        text_decimal("width", field->width, 9)));
}

/* The filters that are switched on, as their chips say them. */
static const char *filters_words(const struct chart_work *work)
{
    const struct filter_list *list = work->request->filters;
    struct buffer words = {0};
    for (size_t i = 0; list && i < list->count; i++) {
        const struct filter *filter = &list->filters[i];
        const struct column_info *column = chart_column(work->dataset, filter->column);
        if (filter->off || !column)
            continue;
        buffer_add_string(&words, words.len > 0 ? " · " : "");
        filter_words(filter, column->name, &words);
    }
    const char *copy = words.failed ? NULL : arena_copy(work->arena, buffer_span(&words));
    buffer_free(&words);
    return copy;
}

static const char *source_words(const struct chart_work *work)
{
    const struct dataset_info *dataset = work->dataset;
    if (!*dataset->source)
        return arena_string(work->arena, dataset->name);
    return format(
        work->arena, TEXT_CHART_SOURCE,
        TEXT_VALUES(text_string("dataset", dataset->name), text_string("file", dataset->source)));
}

bool chart_names_fill(struct chart_work *work, const struct pivot_spec *spec)
{
    struct chart_names *names = &work->names;
    const struct pivot_field by = chart_by_field(work);
    const struct column_info *value = chart_column(work->dataset, spec->value_column);
    *names = (struct chart_names){
        .rows = {chart_field_words(work->arena, work->dataset, &spec->rows[0]),
                 chart_field_words(work->arena, work->dataset, &spec->rows[1])},
        .column = chart_field_words(work->arena, work->dataset, &spec->column),
        .value = column_words(work->arena, value),
        .share = spec->share ? spec->share : "",
        .by = chart_field_words(work->arena, work->dataset, &by),
        .filters = filters_words(work),
        .source = source_words(work),
        .people = value && value->role == ROLE_PERSON_ID,
    };
    return names->rows[0] && names->rows[1] && names->column && names->value && names->by &&
           names->filters && names->source;
}

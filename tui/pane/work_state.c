/* States of the working view as values: copied whole, compared part by part. */
#include <stdlib.h>
#include <string.h>

#include "tui/pane/work_private.h"

/* count × size bytes of an array of plain values; NULL: no memory. */
static void *copy_array(struct arena *arena, const void *from, size_t count, size_t size)
{
    void *copy = arena_array(arena, count, size);
    if (copy != NULL && count > 0)
        memcpy(copy, from, count * size);
    return copy;
}

static bool copy_state(struct arena *arena, const struct work_state *from, struct work_state *out)
{
    *out = *from;
    out->sorts = copy_array(arena, from->sorts, from->sort_count, sizeof *out->sorts);
    out->columns = copy_array(arena, from->columns, from->column_count, sizeof *out->columns);
    out->chart = arena_string(arena, from->chart);
    out->drill.words = arena_string(arena, from->drill.words);
    out->drill.from = arena_string(arena, from->drill.from);
    return out->sorts != NULL && out->columns != NULL && out->chart != NULL &&
           pivot_spec_copy(arena, &from->pivot, &out->pivot) && out->drill.words != NULL &&
           out->drill.from != NULL && filter_list_copy(arena, &from->filters, &out->filters) &&
           filter_list_copy(arena, &from->drill.filters, &out->drill.filters);
}

struct work_state work_state_empty(void)
{
    return (struct work_state){
        .chart = "",
        .pivot = {.sort = PIVOT_BY_LABEL},
        .drill = {.words = "", .from = ""},
        .pinned = WORK_PINNED_DEFAULT,
    };
}

bool work_has_pivot(const struct work_state *state)
{
    return state->pivot.rows[0].column != 0 || state->pivot.column.column != 0;
}

bool work_filters_shown(const struct work_state *state, struct arena *arena,
                        struct filter_list *out)
{
    size_t own = state->filters.count, all = own + state->drill.filters.count;
    struct filter *filters = arena_array(arena, all, sizeof *filters);
    if (filters == NULL)
        return false;
    if (own > 0)
        memcpy(filters, state->filters.filters, own * sizeof *filters);
    if (all > own)
        memcpy(filters + own, state->drill.filters.filters, (all - own) * sizeof *filters);
    const struct filter_list list = {filters, all};
    return filter_list_copy(arena, &list, out);
}

struct work_draft *work_draft_new(const struct work_state *from)
{
    struct arena *arena = arena_new();
    struct work_draft *draft = arena != NULL ? arena_alloc(arena, sizeof *draft) : NULL;
    if (draft == NULL || !copy_state(arena, from, &draft->state)) {
        arena_free(arena);
        return NULL;
    }
    draft->arena = arena;
    return draft;
}

void work_abandon(struct work_draft *draft)
{
    if (draft != NULL)
        arena_free(draft->arena); /* it lives in there itself */
}

/* ---- comparing ---- */

static bool same_string(const char *a, const char *b)
{
    return strcmp(a != NULL ? a : "", b != NULL ? b : "") == 0;
}

static bool same_sorts(const struct work_state *a, const struct work_state *b)
{
    bool same = a->sort_count == b->sort_count;
    for (size_t i = 0; i < a->sort_count && same; i++)
        same = a->sorts[i].column == b->sorts[i].column &&
               a->sorts[i].descending == b->sorts[i].descending;
    return same;
}

static bool same_columns(const struct work_state *a, const struct work_state *b)
{
    bool same = a->column_count == b->column_count && a->pinned == b->pinned;
    for (size_t i = 0; i < a->column_count && same; i++)
        same = a->columns[i].id == b->columns[i].id &&
               a->columns[i].hidden == b->columns[i].hidden &&
               a->columns[i].width == b->columns[i].width;
    return same;
}

static bool same_drill(const struct work_drill *a, const struct work_drill *b)
{
    return same_string(a->words, b->words) && same_string(a->from, b->from) &&
           filter_list_equal(&a->filters, &b->filters);
}

unsigned work_state_differences(const struct work_state *a, const struct work_state *b)
{
    const struct {
        enum work_part part;
        bool same;
    } parts[] = {
        {WORK_DATA, a->dataset == b->dataset},
        {WORK_FILTERS, filter_list_equal(&a->filters, &b->filters)},
        {WORK_SORTS, same_sorts(a, b)},
        {WORK_DRILL, same_drill(&a->drill, &b->drill)},
        {WORK_PIVOT, pivot_spec_equal(&a->pivot, &b->pivot)},
        {WORK_CHART, same_string(a->chart, b->chart)},
        {WORK_COLUMNS, same_columns(a, b)},
    };
    unsigned differences = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!parts[i].same)
            differences |= 1U << parts[i].part;
    return differences;
}

/* The changes of the working view that have a name; each makes one step. */
#include <stdio.h>
#include <string.h>

#include "core/base/buffer.h"
#include "tui/pane/work_private.h"

static const char *column_name(const struct work *work, int64_t id)
{
    const struct column_info *column = work_column(work, id);
    return column != NULL ? column->name : text_get(TEXT_WORK_NO_COLUMN);
}

void work_filter_words(const struct work *work, const struct filter *filter, struct buffer *out)
{
    filter_words(filter, column_name(work, filter->column), out);
}

/* A step about one filter, whose words are {filter}. */
static bool commit_filter(struct work *work, struct work_draft *draft, enum text_id words,
                          const struct filter *filter)
{
    struct buffer chip = {0};
    work_filter_words(work, filter, &chip);
    bool good = work_commit(work, draft, words,
                            TEXT_VALUES(text_string("filter", chip.failed ? "" : chip.data)));
    buffer_free(&chip);
    return good;
}

static bool no_memory(struct work *work, struct work_draft *draft)
{
    work_abandon(draft);
    work_no_memory(work);
    return false;
}

bool work_add_filter(struct work *work, const struct filter *filter)
{
    struct work_draft *draft = work_draft(work);
    if (draft == NULL)
        return false;
    struct filter_list *list = &draft->state.filters;
    struct filter *filters = arena_array(draft->arena, list->count + 1, sizeof *filters);
    struct filter wanted = *filter;
    const struct filter_list one = {&wanted, 1};
    struct filter_list copy;
    if (filters == NULL || !filter_list_copy(draft->arena, &one, &copy))
        return no_memory(work, draft);
    if (list->count > 0)
        memcpy(filters, list->filters, list->count * sizeof *filters);
    filters[list->count] = copy.filters[0];
    list->filters = filters;
    list->count++;
    return commit_filter(work, draft, TEXT_WORK_FILTER_ADDED, filter);
}

bool work_set_filter(struct work *work, size_t index, const struct filter *filter)
{
    struct work_draft *draft = work_draft(work);
    if (draft == NULL)
        return false;
    struct filter wanted = *filter;
    const struct filter_list one = {&wanted, 1};
    struct filter_list copy;
    if (!filter_list_copy(draft->arena, &one, &copy))
        return no_memory(work, draft);
    draft->state.filters.filters[index] = copy.filters[0];
    return commit_filter(work, draft, TEXT_WORK_FILTER_CHANGED, filter);
}

bool work_remove_filter(struct work *work, size_t index)
{
    struct work_draft *draft = work_draft(work);
    if (draft == NULL)
        return false;
    struct filter_list *list = &draft->state.filters;
    const struct filter removed = list->filters[index];
    memmove(list->filters + index, list->filters + index + 1,
            (list->count - index - 1) * sizeof *list->filters);
    list->count--;
    return commit_filter(work, draft, TEXT_WORK_FILTER_REMOVED, &removed);
}

bool work_switch_filter(struct work *work, size_t index)
{
    struct work_draft *draft = work_draft(work);
    if (draft == NULL)
        return false;
    struct filter *filter = &draft->state.filters.filters[index];
    filter->off = !filter->off;
    return commit_filter(work, draft, filter->off ? TEXT_WORK_FILTER_OFF : TEXT_WORK_FILTER_ON,
                         filter);
}

bool work_clear_filters(struct work *work)
{
    struct work_draft *draft = work_draft(work);
    if (draft == NULL)
        return false;
    draft->state.filters.count = 0;
    return work_commit(work, draft, TEXT_WORK_FILTERS_CLEARED, NULL);
}

/* Takes the column out of the sorts; its place, or sort_count: it was not among them. */
static size_t take_out(struct work_state *state, int64_t column)
{
    size_t at = 0;
    while (at < state->sort_count && state->sorts[at].column != column)
        at++;
    return at;
}

bool work_sort(struct work *work, int64_t column, bool descending, bool further)
{
    struct work_draft *draft = work_draft(work);
    if (draft == NULL)
        return false;
    struct work_state *state = &draft->state;
    size_t at = further ? take_out(state, column) : 0;
    size_t count = further ? state->sort_count : 0;
    struct view_sort *sorts = arena_array(draft->arena, count + 1, sizeof *sorts);
    if (sorts == NULL)
        return no_memory(work, draft);
    if (count > 0)
        memcpy(sorts, state->sorts, count * sizeof *sorts);
    sorts[at] = (struct view_sort){column, descending};
    state->sorts = sorts;
    state->sort_count = at == count ? count + 1 : count;
    enum text_id words = at > 0 && descending ? TEXT_WORK_SORTED_THEN_DOWN
                         : at > 0             ? TEXT_WORK_SORTED_THEN
                         : descending         ? TEXT_WORK_SORTED_DOWN
                                              : TEXT_WORK_SORTED;
    return work_commit(work, draft, words,
                       TEXT_VALUES(text_string("column", column_name(work, column))));
}

bool work_clear_sorts(struct work *work)
{
    struct work_draft *draft = work_draft(work);
    if (draft == NULL)
        return false;
    draft->state.sort_count = 0;
    return work_commit(work, draft, TEXT_WORK_UNSORTED, NULL);
}

bool work_set_pivot(struct work *work, const struct pivot_spec *pivot, const char *words)
{
    struct work_draft *draft = work_draft(work);
    if (draft == NULL)
        return false;
    if (!pivot_spec_copy(draft->arena, pivot, &draft->state.pivot))
        return no_memory(work, draft);
    return work_commit(work, draft, TEXT_WORK_WORDS, TEXT_VALUES(text_string("words", words)));
}

bool work_set_chart(struct work *work, const char *json, const char *words)
{
    struct work_draft *draft = work_draft(work);
    if (draft == NULL)
        return false;
    draft->state.chart = arena_string(draft->arena, json);
    if (draft->state.chart == NULL)
        return no_memory(work, draft);
    return work_commit(work, draft, TEXT_WORK_WORDS, TEXT_VALUES(text_string("words", words)));
}

bool work_drill(struct work *work, const struct filter_list *filters, const char *words,
                const char *from)
{
    struct work_draft *draft = work_draft(work);
    if (draft == NULL)
        return false;
    struct work_drill *drill = &draft->state.drill;
    drill->words = arena_string(draft->arena, words);
    drill->from = arena_string(draft->arena, from);
    if (drill->words == NULL || drill->from == NULL ||
        !filter_list_copy(draft->arena, filters, &drill->filters))
        return no_memory(work, draft);
    return work_commit(work, draft, TEXT_WORK_DRILLED, TEXT_VALUES(text_string("words", words)));
}

bool work_leave_drill(struct work *work)
{
    struct work_draft *draft = work_draft(work);
    if (draft == NULL)
        return false;
    draft->state.drill = (struct work_drill){.words = "", .from = ""};
    return work_commit(work, draft, TEXT_WORK_DRILL_LEFT,
                       TEXT_VALUES(text_string("words", work_state(work)->drill.words)));
}

void work_expect_made(struct work *work, int64_t id, const char *entry)
{
    work->made_dataset = id;
    snprintf(work->made_entry, sizeof work->made_entry, "%s", entry);
}

bool work_show_dataset(struct work *work, int64_t id)
{
    if (work_state(work)->dataset == id)
        return true;
    bool gone = work_dataset(work) == NULL; /* nothing that one would go back to */
    struct work_draft *draft = work_recall(work->app, id);
    if (draft == NULL)
        return no_memory(work, draft);
    if (gone) {
        work_replace(work, draft);
        return true;
    }
    const char *name = text_get(TEXT_WORK_NO_COLUMN);
    for (size_t i = 0; i < work->dataset_count; i++)
        if (work->datasets[i].id == id)
            name = work->datasets[i].name;
    if (work->made_dataset == id) {
        work->made_dataset = 0;
        return work_commit_made(work, draft, work->made_entry, TEXT_WORK_DATASET_MADE,
                                TEXT_VALUES(text_string("dataset", name)));
    }
    return work_commit(work, draft, TEXT_WORK_DATASET, TEXT_VALUES(text_string("dataset", name)));
}

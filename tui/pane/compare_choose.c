/*
 * Choosing the rows of a set: by the values of a column, by a condition, by what is on the
 * screen, by a saved view, from another dataset; and comparing at once what was pointed at
 * elsewhere.
 */
#include <stdlib.h>
#include <string.h>

#include "core/store/view.h"
#include "tui/console/app.h"
#include "tui/pane/compare.h"
#include "tui/pane/data_commands.h"
#include "tui/pane/data_state.h"
#include "tui/pane/facet.h"

static void no_memory(struct pane *pane)
{
    app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
}

static void set_choice(struct pane *pane, const struct compare_choice *choice)
{
    struct comparison *comparison = data_state(pane)->comparison;
    if (comparison_set(comparison, comparison->choosing, choice))
        compare_open_form(pane);
    else
        no_memory(pane);
}

/* ---- by a column or a condition ---- */

static void filters_chosen(struct pane *pane, const struct filter *filters, size_t count)
{
    struct comparison *comparison = data_state(pane)->comparison;
    if (comparison_add(comparison, comparison->choosing, filters, count))
        compare_open_form(pane);
    else
        no_memory(pane);
}

/* ---- by what is there ---- */

static void choose_shown(struct pane *pane)
{
    struct comparison *comparison = data_state(pane)->comparison;
    struct compare_choice choice = {.kind = CHOICE_ROWS, .dataset = comparison->dataset};
    struct arena *arena = arena_new();
    if (arena != NULL &&
        work_filters_shown(work_state(data_state(pane)->work), arena, &choice.filters)) {
        comparison->ground = false; /* or nothing would be left for the rest */
        set_choice(pane, &choice);
    } else {
        no_memory(pane);
    }
    arena_free(arena);
}

static void view_chosen(struct pane *pane, const struct stored_view *view)
{
    struct comparison *comparison = data_state(pane)->comparison;
    struct error err = {0};
    struct work_state state;
    struct arena *arena = arena_new();
    if (arena == NULL ||
        work_state_from_json(arena, span_string(view->json), &state, &err) != STATUS_OK) {
        app_say_error(pane->app, &err);
    } else {
        const struct compare_choice choice = {
            .kind = CHOICE_ROWS, .dataset = state.dataset, .filters = state.filters};
        comparison->ground = false; /* a view says all by itself */
        set_choice(pane, &choice);
    }
    arena_free(arena);
}

static void choose_rest(struct pane *pane)
{
    set_choice(pane, &(struct compare_choice){.kind = CHOICE_REST});
}

static void choose_view(struct pane *pane)
{
    data_choose_view(pane, view_chosen);
}

static void choose_condition(struct pane *pane)
{
    data_condition_for(pane, data_column(data_state(pane)), "", filters_chosen);
}

/* ---- the list ---- */

/* Entries besides the columns and the other datasets, in the order in which they stand. */
static const struct way {
    enum text_id words, detail;
    bool only_b;
    bool (*seen)(const struct pane *pane);
    void (*choose)(struct pane *pane);
} ways[] = {
    {TEXT_COMPARE_WAY_REST, TEXT_COMPARE_WAY_REST_DETAIL, true, NULL, choose_rest},
    {TEXT_COMPARE_WAY_CONDITION, TEXT_COMPARE_WAY_CONDITION_DETAIL, false, NULL, choose_condition},
    {TEXT_COMPARE_WAY_SHOWN, TEXT_COMPARE_WAY_SHOWN_DETAIL, false, data_has_chips, choose_shown},
    {TEXT_COMPARE_WAY_VIEW, TEXT_COMPARE_WAY_VIEW_DETAIL, false, NULL, choose_view},
};
enum { WAYS = sizeof ways / sizeof *ways };

/* What the entries of the list stand for: ways first, then columns, then datasets. */
enum { OF_COLUMN = 1000, OF_DATASET = 1000000 };

struct entries {
    struct list_item *items;
    size_t *meanings;
    size_t count, room;
};

static void add(struct entries *entries, const char *text, const char *detail, size_t meaning)
{
    if (entries->count == entries->room)
        return;
    entries->items[entries->count] = (struct list_item){.text = text, .detail = detail};
    entries->meanings[entries->count++] = meaning;
}

static void add_way(struct entries *entries, const struct pane *pane, size_t way)
{
    bool b = data_state(pane)->comparison->choosing == SET_B;
    if ((ways[way].only_b && !b) || (ways[way].seen != NULL && !ways[way].seen(pane)))
        return;
    add(entries, text_get(ways[way].words), text_get(ways[way].detail), way);
}

/* The cursor's column first, then the others as they stand. */
static void add_columns(struct entries *entries, const struct data_state *state)
{
    size_t here = data_position(state);
    for (size_t i = 0; i < state->dataset->column_count; i++) {
        size_t at = i == 0 ? here : i <= here ? i - 1 : i;
        const struct column_info *column = &state->dataset->columns[at];
        add(entries, column->name, column->label, OF_COLUMN + at);
    }
}

static void add_datasets(struct entries *entries, const struct data_state *state)
{
    for (size_t i = 0; i < state->dataset_count; i++)
        if (state->datasets[i].id != state->dataset->id)
            add(entries, state->datasets[i].name, text_get(TEXT_COMPARE_WAY_DATASET_DETAIL),
                OF_DATASET + i);
}

static void entry_chosen(struct pane *pane, size_t index)
{
    struct data_state *state = data_state(pane);
    size_t meaning = state->compare_entries[index];
    if (meaning >= OF_DATASET) {
        set_choice(pane,
                   &(struct compare_choice){.kind = CHOICE_ROWS,
                                            .dataset = state->datasets[meaning - OF_DATASET].id});
    } else if (meaning >= OF_COLUMN) {
        facet_choose(pane, meaning - OF_COLUMN, filters_chosen);
    } else if (meaning < WAYS) {
        ways[meaning].choose(pane);
    }
}

static void condition_typed(struct pane *pane, const char *typed)
{
    data_condition_of(pane, typed, filters_chosen);
}

void compare_choose_set(struct pane *pane, enum compare_set set)
{
    struct data_state *state = data_state(pane);
    struct entries entries = {.room = WAYS + state->dataset->column_count + state->dataset_count};
    entries.items = calloc(entries.room, sizeof *entries.items);
    entries.meanings = calloc(entries.room, sizeof *entries.meanings);
    state->comparison->choosing = set;
    if (entries.items == NULL || entries.meanings == NULL) {
        free(entries.items);
        free(entries.meanings);
        no_memory(pane);
        return;
    }
    add_way(&entries, pane, 0);
    add_columns(&entries, state);
    for (size_t way = 1; way < WAYS; way++)
        add_way(&entries, pane, way);
    if (set == SET_B)
        add_datasets(&entries, state);
    free(state->compare_entries);
    state->compare_entries = entries.meanings;
    const struct list_request request = {
        .title = text_get(set == SET_A ? TEXT_COMPARE_CHOOSE_A : TEXT_COMPARE_CHOOSE_B),
        .items = entries.items,
        .count = entries.count,
        .chosen = entry_chosen,
        .otherwise = condition_typed,
        .otherwise_hint = TEXT_DATA_FILTER_TYPED};
    app_open_list(pane, &request);
    free(entries.items);
}

/* ---- from elsewhere ---- */

void compare_with_rest(struct pane *pane, const struct filter_list *filters, int64_t but)
{
    struct comparison *comparison = data_state(pane)->dataset != NULL ? comparison_of(pane) : NULL;
    if (comparison == NULL)
        return;
    const struct compare_choice a = {
        .kind = CHOICE_ROWS, .dataset = comparison->dataset, .filters = *filters};
    const struct compare_choice rest = {.kind = CHOICE_REST};
    if (!comparison_set(comparison, SET_A, &a) || !comparison_set(comparison, SET_B, &rest)) {
        no_memory(pane);
        return;
    }
    comparison->ground = true;
    comparison->ground_but = but;
    compare_submit(pane);
}

void compare_told(struct pane *pane, const char *json)
{
    struct filter_list filters = {0};
    struct error err = {0};
    struct arena *arena = arena_new();
    if (arena != NULL &&
        filter_list_from_json(arena, span_string(json), &filters, &err) == STATUS_OK)
        compare_with_rest(pane, &filters, 0);
    else
        app_say_error(pane->app, &err);
    arena_free(arena);
}

/* What is compared, as a value: two sets, what both meet, and who counts. */
#include <stdlib.h>
#include <string.h>

#include "tui/console/app.h"
#include "tui/pane/compare.h"
#include "tui/pane/data_state.h"

/* ---- making and copying ---- */

/* A new one for the dataset that is shown: nothing against the rest. */
static bool begin_anew(struct comparison *comparison, int64_t dataset)
{
    struct arena *arena = arena_new();
    if (arena == NULL)
        return false;
    arena_free(comparison->arena);
    *comparison = (struct comparison){.arena = arena, .dataset = dataset, .ground = true};
    comparison->sets[SET_B].kind = CHOICE_REST;
    return true;
}

struct comparison *comparison_of(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    int64_t dataset = state->dataset->id;
    if (state->comparison == NULL)
        state->comparison = calloc(1, sizeof *state->comparison);
    if (state->comparison != NULL && state->comparison->dataset != dataset &&
        !begin_anew(state->comparison, dataset)) {
        comparison_free(state->comparison);
        state->comparison = NULL;
    }
    if (state->comparison == NULL)
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
    return state->comparison;
}

void comparison_free(struct comparison *comparison)
{
    if (comparison == NULL)
        return;
    arena_free(comparison->arena);
    free(comparison);
}

static bool copy_choice(struct arena *arena, const struct compare_choice *from,
                        struct compare_choice *out)
{
    *out = *from;
    return filter_list_copy(arena, &from->filters, &out->filters);
}

/* Both into a new arena: the old one goes, with what is not used any more. */
bool comparison_set(struct comparison *comparison, enum compare_set set,
                    const struct compare_choice *choice)
{
    const struct compare_choice *from[SETS] = {&comparison->sets[SET_A], &comparison->sets[SET_B]};
    struct compare_choice copies[SETS];
    struct arena *arena = arena_new();
    from[set] = choice;
    if (arena == NULL || !copy_choice(arena, from[SET_A], &copies[SET_A]) ||
        !copy_choice(arena, from[SET_B], &copies[SET_B])) {
        arena_free(arena);
        return false;
    }
    memcpy(comparison->sets, copies, sizeof copies);
    arena_free(comparison->arena);
    comparison->arena = arena;
    return true;
}

bool comparison_add(struct comparison *comparison, enum compare_set set,
                    const struct filter *filters, size_t count)
{
    const struct compare_choice *now = &comparison->sets[set];
    bool rows = now->kind == CHOICE_ROWS && now->dataset == comparison->dataset;
    struct compare_choice choice = {.kind = CHOICE_ROWS, .dataset = comparison->dataset};
    size_t own = rows ? now->filters.count : 0;
    struct filter *all = calloc(own + count + 1, sizeof *all);
    if (all == NULL)
        return false;
    choice.filters.filters = all;
    for (size_t i = 0; i < own; i++)
        if (count == 0 || now->filters.filters[i].column != filters[0].column)
            all[choice.filters.count++] = now->filters.filters[i];
    for (size_t i = 0; i < count; i++)
        all[choice.filters.count++] = filters[i];
    bool good = comparison_set(comparison, set, &choice);
    free(all);
    return good;
}

/* The rest of A can't come first, and A is of the dataset whose filters count for both. */
void comparison_swap(struct comparison *comparison)
{
    struct compare_choice *sets = comparison->sets;
    const struct compare_choice a = sets[SET_A];
    if (sets[SET_B].kind != CHOICE_ROWS)
        return;
    sets[SET_A] = sets[SET_B];
    sets[SET_B] = a;
}

/* ---- what both meet ---- */

bool comparison_ground(const struct pane *pane, struct arena *arena, struct filter_list *out)
{
    const struct comparison *comparison = data_state(pane)->comparison;
    const struct filter_list *view = &work_state(data_state(pane)->work)->filters;
    struct filter *filters = arena_array(arena, view->count, sizeof *filters);
    struct filter_list kept = {filters, 0};
    if (filters == NULL)
        return false;
    for (size_t i = 0; i < view->count && comparison->ground; i++)
        if (!view->filters[i].off && view->filters[i].column != comparison->ground_but)
            filters[kept.count++] = view->filters[i];
    return filter_list_copy(arena, &kept, out);
}

/* ---- in words ---- */

static const struct dataset_info *dataset_of(const struct pane *pane, int64_t id)
{
    const struct data_state *state = data_state(pane);
    for (size_t i = 0; i < state->dataset_count; i++)
        if (state->datasets[i].id == id)
            return &state->datasets[i];
    return NULL;
}

void comparison_words(const struct pane *pane, enum compare_set set, struct buffer *out)
{
    const struct comparison *comparison = data_state(pane)->comparison;
    const struct compare_choice *choice = &comparison->sets[set];
    const struct dataset_info *dataset = dataset_of(pane, choice->dataset);
    if (choice->kind != CHOICE_ROWS || dataset == NULL) {
        bool rest = choice->kind == CHOICE_REST;
        buffer_add_string(out, text_get(rest ? TEXT_COMPARE_PANE_REST : TEXT_COMPARE_PANE_NOTHING));
        return;
    }
    bool other = set == SET_B && choice->dataset != comparison->sets[SET_A].dataset;
    if (other)
        buffer_printf(out, "%s: ", dataset->name);
    compare_set_words(dataset, &choice->filters, out);
}

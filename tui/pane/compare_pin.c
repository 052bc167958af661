/* A comparison as evidence: what of it is pinned, and how it is opened again. */
#include <string.h>

#include "core/service/evidence.h"
#include "core/service/pinned.h"
#include "tui/console/app.h"
#include "tui/pane/compare.h"
#include "tui/pane/data_state.h"

/* Filters of the screen that count for both sets; none where another dataset is in it. */
static bool fill_ground(const struct pane *pane, struct arena *arena, struct view *view)
{
    const struct comparison *comparison = data_state(pane)->comparison;
    const struct compare_choice *a = &comparison->sets[SET_A], *b = &comparison->sets[SET_B];
    struct filter_list ground = {0};
    bool own = (a->kind != CHOICE_ROWS || a->dataset == comparison->dataset) &&
               (b->kind != CHOICE_ROWS || b->dataset == comparison->dataset);
    view->dataset = a->kind == CHOICE_ROWS ? a->dataset : comparison->dataset;
    return (!own || comparison_ground(pane, arena, &ground)) &&
           filter_list_to_json(arena, &ground, &view->filters, NULL) == STATUS_OK;
}

bool compare_pin(const struct pane *pane, struct arena *arena, struct pane_pin *out)
{
    const struct compare_view *view = compare_view_find(pane);
    const struct comparison *comparison = data_state(pane)->comparison;
    struct view whole = {.dataset = 0};
    if (view == NULL || view->result == NULL || !fill_ground(pane, arena, &whole))
        return false;
    const struct compare_column *column = compare_view_column(view);
    const struct compare_choice *b = &comparison->sets[SET_B];
    const struct pinned_compare pinned = {
        .other = b->kind == CHOICE_ROWS ? b->dataset : whole.dataset,
        .a = comparison->sets[SET_A].filters,
        .b = b->filters,
        .rest = b->kind == CHOICE_REST,
        .unit = comparison->unit,
        .column = column != NULL && column->counted ? column->id : 0,
        .values = compare_view_is_open(view)};
    out->kind = EVIDENCE_COMPARE;
    return pinned_compare_write(arena, &whole, &pinned, &out->view, NULL) == STATUS_OK;
}

static bool set_both(struct comparison *comparison, int64_t dataset,
                     const struct pinned_compare *pinned)
{
    const struct compare_choice a = {CHOICE_ROWS, dataset, pinned->a};
    const struct compare_choice rows = {CHOICE_ROWS, pinned->other, pinned->b};
    const struct compare_choice rest = {.kind = CHOICE_REST};
    return comparison_set(comparison, SET_A, &a) &&
           comparison_set(comparison, SET_B, pinned->rest ? &rest : &rows);
}

void compare_open_pinned(struct pane *pane, const char *json)
{
    struct arena *arena = arena_new();
    struct pinned_compare pinned = {.other = 0};
    struct view view = {.dataset = 0};
    struct error err = {0};
    enum status status = arena != NULL ? view_read(arena, span_string(json), &view, &err)
                                       : error_set(&err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK)
        status = pinned_compare_read(arena, &view, &pinned, &err);
    struct comparison *comparison =
        status == STATUS_OK && data_state(pane)->dataset != NULL ? comparison_of(pane) : NULL;
    if (status != STATUS_OK) {
        app_say_error(pane->app, &err);
    } else if (comparison != NULL && set_both(comparison, view.dataset, &pinned)) {
        comparison->dataset = view.dataset; /* which may still be on its way to the screen */
        comparison->unit = pinned.unit;
        comparison->ground = true;
        comparison->ground_but = 0;
        compare_submit(pane);
    }
    arena_free(arena);
}

void compare_close(struct pane *pane)
{
    struct compare_view *view = compare_view_find(pane);
    if (view != NULL && overlay_is_top(pane->app, &view->head))
        overlay_pop(pane->app);
}

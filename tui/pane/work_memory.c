/*
 * The working view as JSON (core/analysis/view) and back: what is resumed at the next start,
 * and what a saved view holds. A drill is resumed, too, but belongs to no saved view.
 */
#include <stdio.h>
#include <string.h>

#include "tui/pane/work_private.h"

enum status work_state_to_json(struct arena *arena, const struct work_state *state,
                               const char **json, struct error *err)
{
    struct view view = {
        .dataset = state->dataset,
        .columns = state->columns,
        .column_count = state->column_count,
        .pinned = state->pinned + 1,
        .sorts = state->sorts,
        .sort_count = state->sort_count,
        .chart = state->chart,
    };
    enum status status = filter_list_to_json(arena, &state->filters, &view.filters, err);
    if (status == STATUS_OK && work_has_pivot(state))
        status = pivot_spec_to_json(arena, &state->pivot, &view.pivot, err);
    return status == STATUS_OK ? view_write(arena, &view, json, err) : status;
}

enum status work_state_from_json(struct arena *arena, struct span json, struct work_state *out,
                                 struct error *err)
{
    struct view view;
    *out = work_state_empty();
    enum status status = view_read(arena, json, &view, err);
    if (status == STATUS_OK && *view.filters != '\0')
        status = filter_list_from_json(arena, span_string(view.filters), &out->filters, err);
    if (status == STATUS_OK && *view.pivot != '\0')
        status = pivot_spec_from_json(arena, span_string(view.pivot), &out->pivot, err);
    if (status != STATUS_OK)
        return status;
    out->dataset = view.dataset;
    out->columns = view.columns;
    out->column_count = view.column_count;
    out->pinned = view.pinned - 1;
    out->sorts = view.sorts;
    out->sort_count = view.sort_count;
    out->chart = view.chart;
    return STATUS_OK;
}

/* ---- from one start to the next ---- */

enum { NAME_ROOM = 80 };

static char *name_of(char *out, const char *under, const char *what)
{
    snprintf(out, NAME_ROOM, "%s.%s", under, what);
    return out;
}

static void remember_drill(struct app *app, const char *under, const struct work_state *state,
                           struct arena *arena)
{
    char name[NAME_ROOM];
    const char *filters = NULL;
    const struct work_drill *drill = &state->drill;
    bool any = *drill->words != '\0' &&
               filter_list_to_json(arena, &drill->filters, &filters, NULL) == STATUS_OK;
    const struct {
        const char *what, *text;
    } parts[] = {{"drill", drill->words}, {"drill-from", drill->from}, {"drill-filters", filters}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        app_remember(app, name_of(name, under, parts[i].what), any ? parts[i].text : NULL);
}

size_t work_remember_state(struct app *app, const char *under, const struct work_state *state)
{
    struct arena *arena = arena_new();
    const char *json = NULL;
    char name[NAME_ROOM];
    size_t bytes = 0;
    if (arena != NULL && work_state_to_json(arena, state, &json, NULL) == STATUS_OK) {
        app_remember(app, name_of(name, under, "view"), json);
        remember_drill(app, under, state, arena);
        bytes = strlen(json);
    }
    arena_free(arena);
    return bytes;
}

void work_forget_state(struct app *app, const char *under)
{
    static const char *const parts[] = {"view", "drill", "drill-from", "drill-filters"};
    char name[NAME_ROOM];
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        app_remember(app, name_of(name, under, parts[i]), NULL);
}

static const char *recall(struct app *app, const char *under, const char *what)
{
    char name[NAME_ROOM];
    const char *text = app_recall(app, name_of(name, under, what));
    return text != NULL ? text : "";
}

static void recall_drill(struct app *app, const char *under, struct arena *arena,
                         struct work_drill *out)
{
    struct filter_list filters = {0};
    const char *json = recall(app, under, "drill-filters");
    if (*json == '\0' ||
        filter_list_from_json(arena, span_string(json), &filters, NULL) != STATUS_OK)
        return;
    *out =
        (struct work_drill){recall(app, under, "drill"), recall(app, under, "drill-from"), filters};
}

struct work_draft *work_recall_state(struct app *app, const char *under)
{
    struct arena *arena = arena_new();
    struct work_state state = work_state_empty();
    struct work_draft *draft = NULL;
    const char *json = recall(app, under, "view");
    if (arena != NULL && *json != '\0' &&
        work_state_from_json(arena, span_string(json), &state, NULL) == STATUS_OK) {
        recall_drill(app, under, arena, &state.drill);
        draft = work_draft_new(&state);
    }
    arena_free(arena);
    return draft;
}

/* ---- the present state of each dataset ---- */

static char *dataset_name(char *out, int64_t dataset)
{
    snprintf(out, NAME_ROOM, "work.%lld", (long long)dataset);
    return out;
}

void work_remember(struct work *work)
{
    const struct work_state *state = work_state(work);
    char under[NAME_ROOM];
    if (state->dataset == 0)
        return;
    work_remember_state(work->app, dataset_name(under, state->dataset), state);
    app_remember_number(work->app, "work.dataset", state->dataset);
}

struct work_draft *work_recall(struct app *app, int64_t dataset)
{
    char under[NAME_ROOM];
    struct work_draft *draft = work_recall_state(app, dataset_name(under, dataset));
    const struct work_state empty = work_state_empty();
    if (draft == NULL)
        draft = work_draft_new(&empty);
    if (draft != NULL)
        draft->state.dataset = dataset;
    return draft;
}

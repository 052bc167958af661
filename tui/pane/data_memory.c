/*
 * What the Data pane finds again at the next start (dataset, place, layout), and the former
 * layouts that undo brings back. Both are the same short text.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/console/app.h"
#include "tui/pane/data_state.h"

void data_memory_name(char *out, size_t size, int64_t dataset_id, const char *what)
{
    snprintf(out, size, "data.%lld.%s", (long long)dataset_id, what);
}

void data_remember_cursor(struct pane *pane)
{
    const struct data_state *state = data_state(pane);
    char name[64];
    if (state->dataset == NULL)
        return;
    const struct {
        const char *what;
        int64_t number;
    } places[] = {
        {"row", state->table.row},
        {"top", state->table.top},
        {"column", state->dataset->columns[data_position(state)].id},
        {"left", (int64_t)state->table.left},
    };
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        data_memory_name(name, sizeof name, state->dataset->id, places[i].what);
        app_remember_number(pane->app, name, places[i].number);
    }
}

void data_remember_layout(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    struct buffer text = {0};
    char name[64];
    data_layout_write(&state->layout, state->dataset, &text);
    data_memory_name(name, sizeof name, state->dataset->id, "layout");
    if (!text.failed)
        app_remember(pane->app, name, text.data);
    buffer_free(&text);
    data_remember_cursor(pane);
}

static int64_t recall(const struct pane *pane, const char *what)
{
    char name[64];
    data_memory_name(name, sizeof name, data_state(pane)->dataset->id, what);
    return app_recall_number(pane->app, name, 0);
}

static size_t recall_column(const struct pane *pane)
{
    const struct data_state *state = data_state(pane);
    int64_t id = recall(pane, "column");
    for (size_t i = 0; i < state->layout.shown_count; i++)
        if (state->dataset->columns[data_layout_position(&state->layout, i)].id == id)
            return i;
    return 0;
}

void data_recall(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    char name[64];
    if (state->dataset == NULL || !data_layout_reset(&state->layout, state->dataset))
        return;
    data_memory_name(name, sizeof name, state->dataset->id, "layout");
    const char *text = app_recall(pane->app, name);
    if (text != NULL)
        data_layout_read(&state->layout, state->dataset, text);
    int64_t left = recall(pane, "left");
    state->table = (struct table){.row = recall(pane, "row"),
                                  .top = recall(pane, "top"),
                                  .left = left > 0 ? (size_t)left : 0,
                                  .column = recall_column(pane)};
    app_remember_number(pane->app, "data.dataset", state->dataset->id);
}

/* The layout as it is now, in memory of its own; NULL: none. */
static char *snapshot(const struct data_state *state)
{
    struct buffer text = {0};
    data_layout_write(&state->layout, state->dataset, &text);
    if (!text.failed)
        return text.data;
    buffer_free(&text);
    return NULL;
}

void data_history_clear(struct data_history *history)
{
    for (size_t i = 0; i < history->count + history->redo; i++)
        free(history->steps[i]);
    *history = (struct data_history){0};
}

void data_history_add(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    struct data_history *history = &state->history;
    char *text = snapshot(state);
    if (text == NULL)
        return;
    for (size_t i = history->count; i < history->count + history->redo; i++)
        free(history->steps[i]);
    history->redo = 0;
    if (history->count == UNDO_STEPS) {
        free(history->steps[0]);
        memmove(history->steps, history->steps + 1, (UNDO_STEPS - 1) * sizeof text);
        history->count--;
    }
    history->steps[history->count++] = text;
}

/* Swaps the layout with the step at `at`: what was taken back can be done again. */
static bool swap_with(struct pane *pane, size_t at, enum text_id said)
{
    struct data_state *state = data_state(pane);
    char *now = snapshot(state);
    if (now == NULL)
        return false;
    size_t position = data_position(state);
    data_layout_read(&state->layout, state->dataset, state->history.steps[at]);
    free(state->history.steps[at]);
    state->history.steps[at] = now;
    size_t column = data_layout_find(&state->layout, position);
    if (column < state->layout.shown_count)
        state->table.column = column;
    data_remember_layout(pane);
    app_say(pane->app, said, NULL);
    return true;
}

bool data_undo(struct pane *pane)
{
    struct data_history *history = &data_state(pane)->history;
    if (history->count == 0 || !swap_with(pane, history->count - 1, TEXT_DATA_UNDONE))
        return false;
    history->count--;
    history->redo++;
    return true;
}

bool data_redo(struct pane *pane)
{
    struct data_history *history = &data_state(pane)->history;
    if (history->redo == 0 || !swap_with(pane, history->count, TEXT_DATA_REDONE))
        return false;
    history->count++;
    history->redo--;
    return true;
}

/*
 * Sorting and filtering the rows of a query. The statement runs again with another one around it,
 * in the child, so that it works on any number of rows; what was done is taken off step by step.
 */
#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/query_state.h"

bool query_has_column(const struct pane *pane)
{
    const struct query_state *state = query_state(pane);
    return !state->running && !state->has_trouble && state->table.rows > 0 &&
           state->table.column < state->table.column_count && state->ran_sql;
}

bool query_has_shape(const struct pane *pane)
{
    const struct query_state *state = query_state(pane);
    return !state->running && query_is_shaped(&state->shape);
}

void query_forget_shape(struct query_state *state)
{
    arena_free(state->shape_home);
    state->shape_home = NULL;
    state->shape = (struct query_shape){0};
    state->picture.drilled = 0;
}

/* The keys are with the rows then, also where it was chosen in the menu. */
void query_run_shaped(struct pane *pane)
{
    query_state(pane)->in_rows = true;
    query_submit_run(pane);
}

/* ---- order ---- */

/* The order that the dictionary gives the values of a column that comes from a dataset. */
static const char *given_order(struct query_state *state, size_t column)
{
    const struct query_column *from = state->columns ? &state->columns[column] : NULL;
    const struct dataset_info *dataset = work_dataset(state->work);
    const struct column_info *info = from && from->origin && dataset && dataset->id == from->dataset
                                         ? work_column(state->work, from->origin)
                                         : NULL;
    if (!info || !*info->order)
        return NULL;
    if (!state->shape_home)
        state->shape_home = arena_new();
    return state->shape_home ? arena_string(state->shape_home, info->order) : NULL;
}

static void sort(struct pane *pane, bool descending)
{
    struct query_state *state = query_state(pane);
    state->shape.order = given_order(state, state->table.column);
    state->shape.sorted = true;
    state->shape.sort = state->table.column;
    state->shape.descending = descending;
    query_run_shaped(pane);
}

/* Once more on the same column turns it round, as in the Data pane. */
void query_sort_up(struct pane *pane)
{
    const struct query_state *state = query_state(pane);
    bool again = state->shape.sorted && state->shape.sort == state->table.column;
    sort(pane, again && !state->shape.descending);
}

void query_sort_down(struct pane *pane)
{
    sort(pane, true);
}

/* ---- filters ---- */

static const struct value *cell_value(const struct query_state *state)
{
    const struct query_window *window = &state->window;
    int64_t row = state->table.row - window->first;
    if (row < 0 || row >= (int64_t)window->rows || state->table.column >= window->columns)
        return NULL;
    return &window->values[(size_t)row * window->columns + state->table.column];
}

bool query_add_filter(struct pane *pane, size_t column, const struct value *value, bool leave_out)
{
    struct query_state *state = query_state(pane);
    bool long_text = value->kind == VALUE_TEXT && value->text.len > 0 && !value->text.data;
    if (long_text || state->shape.filter_count == QUERY_FILTERS_MAX) {
        app_say(pane->app, long_text ? TEXT_QUERY_PANE_LONG_TEXT : TEXT_QUERY_PANE_FILTERS_FULL,
                NULL);
        return false;
    }
    if (!state->shape_home)
        state->shape_home = arena_new();
    struct query_filter made = {.column = column, .leave_out = leave_out, .value = *value};
    if (state->shape_home && value->kind == VALUE_TEXT)
        made.value.text.data = arena_copy(state->shape_home, value->text);
    if (!state->shape_home || (value->kind == VALUE_TEXT && !made.value.text.data))
        return false;
    state->shape.filters[state->shape.filter_count++] = made;
    return true;
}

static void filter(struct pane *pane, bool leave_out)
{
    struct query_state *state = query_state(pane);
    const struct value *value = cell_value(state);
    if (!value || !query_add_filter(pane, state->table.column, value, leave_out))
        return;
    state->picture.drilled = 0;
    query_run_shaped(pane);
}

void query_keep_alike(struct pane *pane)
{
    filter(pane, false);
}

void query_leave_alike(struct pane *pane)
{
    filter(pane, true);
}

void query_take_off(struct pane *pane)
{
    struct query_state *state = query_state(pane);
    size_t drilled = state->picture.drilled;
    state->picture.drilled = 0;
    if (drilled > 0 && state->shape.filter_count >= drilled) { /* back to the chart */
        state->shape.filter_count -= drilled;
        state->picture.wanted = true;
    } else if (state->shape.filter_count > 0) {
        state->shape.filter_count--;
    } else if (state->shape.sorted) {
        state->shape.sorted = false;
    } else {
        app_say(pane->app, TEXT_QUERY_PANE_NOTHING_OFF, NULL);
        return;
    }
    query_run_shaped(pane);
}

/* ---- in words ---- */

void query_shape_words(const struct query_state *state, char *out, size_t size)
{
    struct buffer words = {0};
    for (size_t i = 0; i < state->shape.filter_count; i++) {
        const struct query_filter *made = &state->shape.filters[i];
        char scratch[VALUE_NUMBER_SIZE];
        struct span text = made->value.kind == VALUE_EMPTY
                               ? span_string(text_get(TEXT_QUERY_PANE_EMPTY_VALUE))
                               : value_text(&made->value, scratch);
        if (made->column < state->table.column_count)
            buffer_printf(&words, " · %s %s ", state->table.columns[made->column].title,
                          made->leave_out ? "≠" : "=");
        utf8_screen(text, &words);
    }
    snprintf(out, size, "%s", words.len ? words.data : "");
    buffer_free(&words);
}

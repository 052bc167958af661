/* Commands that change which columns are seen, where and how wide. Each says what it did. */
#include <stdlib.h>
#include <string.h>

#include "tui/console/app.h"
#include "tui/pane/data_state.h"

/* After a change: the cursor stays on its column where that is still seen. */
static void changed(struct pane *pane, size_t position, enum text_id said, const char *column,
                    int64_t number)
{
    struct data_state *state = data_state(pane);
    size_t at = data_layout_find(&state->layout, position);
    if (at < state->layout.shown_count)
        state->table.column = at;
    else if (state->table.column >= state->layout.shown_count)
        state->table.column = state->layout.shown_count - 1;
    data_remember_layout(pane);
    app_say(pane->app, said,
            TEXT_VALUES(text_string("column", column), text_number("number", number)));
}

static struct layout_column *current(struct data_state *state)
{
    return &state->layout.all[state->layout.shown[state->table.column]];
}

void data_command_hide(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    const char *name = data_column(state)->name;
    if (state->layout.shown_count == 1) {
        app_say(pane->app, TEXT_DATA_LAST_COLUMN, NULL);
        return;
    }
    data_history_add(pane);
    size_t position = data_position(state);
    current(state)->hidden = true;
    if (state->table.column < state->layout.pinned)
        state->layout.pinned--;
    data_layout_update(&state->layout, state->dataset);
    changed(pane, position, TEXT_DATA_HIDDEN, name, 0);
}

static void move_column(struct pane *pane, size_t to, enum text_id said)
{
    struct data_state *state = data_state(pane);
    size_t position = data_position(state);
    data_history_add(pane);
    data_layout_move(&state->layout, state->dataset, state->table.column, to);
    changed(pane, position, said, state->dataset->columns[position].name, 0);
}

void data_command_move_left(struct pane *pane)
{
    const struct data_state *state = data_state(pane);
    if (state->table.column > 0)
        move_column(pane, state->table.column - 1, TEXT_DATA_MOVED_LEFT);
}

void data_command_move_right(struct pane *pane)
{
    const struct data_state *state = data_state(pane);
    if (state->table.column + 1 < state->layout.shown_count)
        move_column(pane, state->table.column + 1, TEXT_DATA_MOVED_RIGHT);
}

static void change_width(struct pane *pane, int by)
{
    struct data_state *state = data_state(pane);
    int width = state->layout.columns[state->table.column].width + by;
    width = width < TABLE_NARROWEST ? TABLE_NARROWEST : width > TABLE_WIDEST ? TABLE_WIDEST : width;
    data_history_add(pane);
    current(state)->width = width;
    data_layout_update(&state->layout, state->dataset);
    changed(pane, data_position(state), TEXT_DATA_WIDTH, data_column(state)->name, width);
}

void data_command_narrower(struct pane *pane)
{
    change_width(pane, -2);
}

void data_command_wider(struct pane *pane)
{
    change_width(pane, 2);
}

void data_command_pin(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    size_t wanted = state->table.column + 1;
    data_history_add(pane);
    if (state->layout.pinned == wanted)
        wanted = 0;
    state->layout.pinned = wanted;
    changed(pane, data_position(state), wanted > 0 ? TEXT_DATA_PINNED : TEXT_DATA_UNPINNED,
            data_column(state)->name, (int64_t)wanted);
}

/* The list's answer: the new order of all columns, and which are seen. */
static void columns_chosen(struct pane *pane, const size_t *order, const bool *ticks, size_t count)
{
    struct data_state *state = data_state(pane);
    struct data_layout *layout = &state->layout;
    struct layout_column *fresh = calloc(count + 1, sizeof *fresh);
    if (fresh == NULL || count != layout->count) {
        free(fresh);
        return;
    }
    size_t position = data_position(state);
    data_history_add(pane);
    for (size_t i = 0; i < count; i++) {
        fresh[i] = layout->all[order[i]];
        fresh[i].hidden = !ticks[i];
    }
    memcpy(layout->all, fresh, count * sizeof *fresh);
    free(fresh);
    data_layout_update(layout, state->dataset);
    changed(pane, position, TEXT_DATA_COLUMNS_CHOSEN, "", (int64_t)layout->shown_count);
}

void data_command_columns(struct pane *pane)
{
    const struct data_state *state = data_state(pane);
    const struct data_layout *layout = &state->layout;
    struct list_item *items = calloc(layout->count + 1, sizeof *items);
    if (items == NULL)
        return;
    for (size_t i = 0; i < layout->count; i++) {
        const struct column_info *column = &state->dataset->columns[layout->all[i].position];
        items[i] = (struct list_item){
            .text = column->name, .detail = column->label, .ticked = !layout->all[i].hidden};
    }
    const struct list_request request = {.title = text_get(TEXT_DATA_COLUMNS_TITLE),
                                         .items = items,
                                         .count = layout->count,
                                         .selected = layout->shown[state->table.column],
                                         .ticks = true,
                                         .reorder = true,
                                         .ticked = columns_chosen};
    app_open_list(pane, &request);
    free(items);
}

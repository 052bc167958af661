/* Commands that change which columns are seen, where and how wide; each is a step of the
 * working view. */
#include <stdlib.h>
#include <string.h>

#include "tui/console/app.h"
#include "tui/pane/data_commands.h"
#include "tui/pane/data_state.h"

/* A draft whose columns are those of the layout, all of them. NULL: no memory. */
static struct work_draft *draft_columns(struct pane *pane)
{
    const struct data_state *state = data_state(pane);
    struct work_draft *draft = work_draft(state->work);
    if (draft == NULL)
        return NULL;
    draft->state.columns = data_layout_list(&state->layout, draft->arena);
    draft->state.column_count = state->layout.count;
    draft->state.pinned = (int)state->layout.pinned;
    if (draft->state.columns != NULL)
        return draft;
    work_abandon(draft);
    app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
    return NULL;
}

static void commit(struct pane *pane, struct work_draft *draft, enum text_id words, int64_t number)
{
    work_commit(data_state(pane)->work, draft, words,
                TEXT_VALUES(text_string("column", data_column(data_state(pane))->name),
                            text_number("number", number)));
    data_remember_cursor(pane);
}

/* The cursor's column in a draft. */
static struct view_column *current(const struct data_state *state, struct work_draft *draft)
{
    return &draft->state.columns[state->layout.shown[state->table.column]];
}

void data_command_hide(struct pane *pane)
{
    const struct data_state *state = data_state(pane);
    if (state->layout.shown_count == 1) {
        app_say(pane->app, TEXT_DATA_LAST_COLUMN, NULL);
        return;
    }
    struct work_draft *draft = draft_columns(pane);
    if (draft == NULL)
        return;
    current(state, draft)->hidden = true;
    if (state->table.column < state->layout.pinned)
        draft->state.pinned--;
    commit(pane, draft, TEXT_DATA_HIDDEN, 0);
}

static void move_column(struct pane *pane, size_t to, enum text_id words)
{
    const struct data_state *state = data_state(pane);
    struct work_draft *draft = draft_columns(pane);
    if (draft == NULL)
        return;
    struct view_column *from = current(state, draft);
    struct view_column *place = &draft->state.columns[state->layout.shown[to]];
    const struct view_column moved = *from;
    if (from > place)
        memmove(place + 1, place, (size_t)(from - place) * sizeof moved);
    else
        memmove(from, from + 1, (size_t)(place - from) * sizeof moved);
    *place = moved;
    commit(pane, draft, words, 0);
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
    const struct data_state *state = data_state(pane);
    int width = state->layout.columns[state->table.column].width + by;
    width = width < TABLE_NARROWEST ? TABLE_NARROWEST : width > TABLE_WIDEST ? TABLE_WIDEST : width;
    struct work_draft *draft = draft_columns(pane);
    if (draft == NULL)
        return;
    current(state, draft)->width = width;
    commit(pane, draft, TEXT_DATA_WIDTH, width);
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
    const struct data_state *state = data_state(pane);
    struct work_draft *draft = draft_columns(pane);
    if (draft == NULL)
        return;
    size_t wanted = state->table.column + 1;
    wanted = state->layout.pinned == wanted ? 0 : wanted;
    draft->state.pinned = (int)wanted;
    commit(pane, draft, wanted > 0 ? TEXT_DATA_PINNED : TEXT_DATA_UNPINNED, (int64_t)wanted);
}

/* The list's answer: the new order of all columns, and which are seen. */
static void columns_chosen(struct pane *pane, const size_t *order, const bool *ticks, size_t count)
{
    const struct data_layout *layout = &data_state(pane)->layout;
    struct work_draft *draft = count == layout->count ? draft_columns(pane) : NULL;
    if (draft == NULL)
        return;
    int64_t seen = 0;
    for (size_t i = 0; i < count; i++) {
        const struct layout_column *column = &layout->all[order[i]];
        draft->state.columns[i] = (struct view_column){column->id, !ticks[i], column->width};
        seen += ticks[i];
    }
    commit(pane, draft, TEXT_DATA_COLUMNS_CHOSEN, seen > 0 ? seen : 1);
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

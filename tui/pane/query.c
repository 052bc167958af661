/*
 * The SQL pane's class: a statement above, its rows below. What runs is in query_job.c, the lists
 * that help to write are in query_choose.c, the drawing is in query_draw.c.
 *
 * The statement is remembered with every change, so that it is there again at the next start.
 */
#include "tui/pane/query.h"

#include <stdlib.h>
#include <string.h>

#include "tui/console/app.h"
#include "tui/pane/query_state.h"

static enum status open_pane(struct pane *pane, struct error *err)
{
    struct query_state *state = query_state(pane);
    const char *sql = app_recall(pane->app, "query.sql");
    state->work = work_of(pane->app);
    state->ran_rows = -1;
    state->asked_first = -1;
    state->editor.limit = QUERY_TEXT_MAX;
    state->editor.goal = -1;
    if (!state->work || !editor_set(&state->editor, sql ? sql : ""))
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return STATUS_OK;
}

void query_note_text(struct pane *pane)
{
    app_remember(pane->app, "query.sql", editor_text(&query_state(pane)->editor));
}

static void close_pane(struct pane *pane)
{
    struct query_state *state = query_state(pane);
    query_let_go(state->held);
    query_free_values(state);
    editor_free(&state->editor);
    arena_free(state->home);
    arena_free(state->window.arena);
    arena_free(state->choices);
    query_forget_shape(state);
    query_picture_close(state);
    free(state->ran_sql);
}

static void message(struct pane *pane, const struct message *message)
{
    static void (*const takers[])(struct pane *, struct job *) = {
        [QUERY_LANE_RUN] = query_take_run,         [QUERY_LANE_PAGE] = query_take_page,
        [QUERY_LANE_SQL] = query_take_sql,         [QUERY_LANE_SAVE] = query_take_save,
        [QUERY_LANE_LIST] = query_take_list,       [QUERY_LANE_NAME] = query_take_name,
        [QUERY_LANE_PICTURE] = query_take_picture,
    };
    const struct query_state *state = query_state(pane);
    if (message->kind == MESSAGE_TOLD && strcmp(message->topic, "query.run") == 0 &&
        state->editor.text.len > 0 && !state->running)
        query_command_run(pane);
    if (message->kind == MESSAGE_TOLD && strcmp(message->topic, "query.pinned") == 0)
        query_open_pinned(pane, message->text);
    if (message->kind == MESSAGE_TOLD && strcmp(message->topic, "query.shown") == 0)
        query_submit_shown(pane, message->text);
    if (message->kind == MESSAGE_TOLD && strcmp(message->topic, "query.facet") == 0)
        query_submit_facet(pane, message->text);
    if (message->kind == MESSAGE_TOLD && strcmp(message->topic, "query.chart") == 0)
        query_picture_open(pane);
    if (message->kind != MESSAGE_REPLY)
        return;
    unsigned lane = message->job->lane;
    if (lane < sizeof takers / sizeof *takers && takers[lane])
        takers[lane](pane, message->job);
}

/* ---- keys ---- */

static bool typing(const struct pane *pane)
{
    return !query_state(pane)->in_rows;
}

static void up(struct query_state *state)
{
    if (state->table.row == 0)
        state->in_rows = false;
    table_move_rows(&state->table, -1);
}

static bool rows_key(struct query_state *state, const struct key *key)
{
    static const struct {
        const char *keys;
        int64_t rows, columns;
        int pages;
    } moves[] = {{"Down", 1, 0, 0},
                 {"Left", 0, -1, 0},
                 {"Right", 0, 1, 0},
                 {"PageUp", 0, 0, -1},
                 {"PageDown", 0, 0, 1},
                 {"Home", 0, INT64_MIN / 2, 0},
                 {"End", 0, INT64_MAX / 2, 0},
                 {"Ctrl-Home", INT64_MIN / 2, 0, 0},
                 {"Ctrl-End", INT64_MAX / 2, 0, 0}};
    if (key_in("Up", key)) {
        up(state);
        return true;
    }
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        if (!key_in(moves[i].keys, key))
            continue;
        table_move_rows(&state->table, moves[i].rows);
        table_move_columns(&state->table, moves[i].columns);
        if (moves[i].pages)
            table_move_page(&state->table, moves[i].pages);
        return true;
    }
    return false;
}

static bool mouse(struct pane *pane, const struct key *key)
{
    enum { WHEEL = 3 };
    struct query_state *state = query_state(pane);
    int64_t row;
    size_t column;
    struct key own = *key;
    if (key->action == MOUSE_WHEEL_UP || key->action == MOUSE_WHEEL_DOWN) {
        table_scroll(&state->table, key->action == MOUSE_WHEEL_UP ? -WHEEL : WHEEL);
        return true;
    }
    if (key->action != MOUSE_PRESS)
        return false;
    if (key->y < state->editor_rows) {
        own.x -= 1;
        state->in_rows = false;
        return editor_key(&state->editor, &own) != EDITOR_UNUSED;
    }
    int y = key->y - state->editor_rows - 1;
    if (state->picture.wanted)
        return query_picture_click(pane, key, y);
    if (state->table.rows == 0 || !table_at(&state->table, key->x, y, &row, &column) || row < 0)
        return false;
    state->table.row = row;
    state->table.column = column;
    state->in_rows = true;
    return true;
}

static bool take_key(struct pane *pane, const struct key *key)
{
    struct query_state *state = query_state(pane);
    if (key->code == KEYCODE_MOUSE)
        return mouse(pane, key);
    if (state->in_rows && state->picture.wanted)
        return query_picture_key(pane, key);
    if (state->in_rows && key_in("Backspace", key) && query_has_shape(pane)) {
        query_take_off(pane);
        return true;
    }
    if (state->in_rows)
        return rows_key(state, key);
    enum editor_result result = editor_key(&state->editor, key);
    if (result == EDITOR_EDITED)
        query_note_text(pane);
    else if (result == EDITOR_UNUSED && key_in("Down PageDown", key) && state->table.rows > 0)
        state->in_rows = true;
    return result != EDITOR_UNUSED || state->in_rows;
}

/* From the rows to the statement, from there to the data: nobody is caught in here. */
static bool step_back(struct pane *pane)
{
    struct query_state *state = query_state(pane);
    if (state->running)
        app_cancel(pane, QUERY_LANE_RUN);
    else if (state->in_rows && state->picture.wanted && state->picture.chosen)
        state->picture.chosen = false;
    else if (state->in_rows)
        state->in_rows = false;
    else
        app_focus(pane->app, "data");
    return true;
}

static bool take_back(struct pane *pane)
{
    const struct key undo = {.code = 'z', .modifiers = KEY_CTRL};
    return editor_key(&query_state(pane)->editor, &undo) == EDITOR_EDITED;
}

static bool do_again(struct pane *pane)
{
    const struct key redo = {.code = 'y', .modifiers = KEY_CTRL};
    return editor_key(&query_state(pane)->editor, &redo) == EDITOR_EDITED;
}

/* ---- showing ---- */

static void recalc(struct pane *pane, int columns, int rows)
{
    struct query_state *state = query_state(pane);
    query_refresh(pane);
    if (state->table.rows == 0 && !state->running && !query_is_shaped(&state->shape))
        state->in_rows = false;
    editor_rows(&state->editor, columns - 2);
    state->editor_rows = query_split(state, rows);
    table_fit(&state->table, columns, rows - state->editor_rows - 1);
    query_picture_lay_out(pane, columns, rows - state->editor_rows - 1);
    query_submit_page(pane);
}

static bool cursor(const struct pane *pane, int *x, int *y)
{
    const struct query_state *state = query_state(pane);
    if (!state->in_rows) {
        editor_cursor(&state->editor, x, y);
        *x += 1;
        return true;
    }
    if (state->picture.wanted)
        return query_picture_cursor(state, x, y);
    bool there = table_cursor(&state->table, x, y);
    *y += state->editor_rows + 1;
    return there;
}

const struct pane_class query_pane = {
    .name = "query",
    .title = TEXT_QUERY_PANE_TITLE,
    .about = TEXT_ABOUT_QUERY,
    .place = PLACE_QUERY,
    .commands = query_commands,
    .command_count = QUERY_COMMAND_COUNT,
    .state_size = sizeof(struct query_state),
    .open = open_pane,
    .close = close_pane,
    .key = take_key,
    .typing = typing,
    .message = message,
    .recalc = recalc,
    .draw = query_pane_draw,
    .cursor = cursor,
    .pin = query_pin,
    .status = query_picture_status,
    .describe = query_pane_describe,
    .undo = take_back,
    .redo = do_again,
    .back = step_back,
};

/*
 * The Data pane's class and its news: opening, replies of jobs, changes by others. What it
 * reads is in data_read.c, what it looks like in data_draw.c, what keys do in
 * data_commands.c and the files it names.
 */
#include "tui/pane/data.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/evidence.h"
#include "core/store/dataset.h"
#include "tui/console/app.h"
#include "tui/pane/clean.h"
#include "tui/pane/compare.h"
#include "tui/pane/data_commands.h"
#include "tui/pane/data_make.h"
#include "tui/pane/data_state.h"
#include "tui/pane/facet.h"
#include "tui/pane/form.h"
#include "tui/pane/grouping.h"
#include "tui/pane/join.h"
#include "tui/pane/persons.h"
#include "tui/pane/together.h"

void data_keep_inside(struct data_state *state)
{
    size_t shown = state->layout.shown_count;
    if (state->table.column >= shown)
        state->table.column = shown > 0 ? shown - 1 : 0;
}

size_t data_position(const struct data_state *state)
{
    if (state->table.column >= state->layout.shown_count)
        return 0;
    return data_layout_position(&state->layout, state->table.column);
}

const struct column_info *data_column(const struct data_state *state)
{
    return &state->dataset->columns[data_position(state)];
}

static void open_dataset(struct pane *pane, int64_t id)
{
    char name[64];
    data_memory_name(name, sizeof name, id, "top");
    data_state(pane)->wanted = id;
    data_submit_open(pane, id, app_recall_number(pane->app, name, 0));
}

int64_t data_rows(const struct data_state *state)
{
    if (state->dataset == NULL || state->order_trouble.code != STATUS_OK ||
        (state->order == NULL && state->ordering))
        return 0;
    return state->order != NULL ? row_order_count(state->order) : state->dataset->rows;
}

static enum status open_pane(struct pane *pane, struct error *err)
{
    data_state(pane)->work = work_of(pane->app);
    if (data_state(pane)->work == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    data_state(pane)->travel = 1;
    open_dataset(pane, work_state(data_state(pane)->work)->dataset);
    return STATUS_OK;
}

static void close_pane(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    block_cache_clear(&state->cache);
    data_layout_free(&state->layout);
    row_set_free(&state->marks);
    shared_arena_release(state->home);
    row_order_free(state->order);
    arena_free(state->views_home);
    join_forget(state);
    comparison_free(state->comparison);
    free(state->compare_entries);
    free(state->needle);
    free(state->call_view);
}

void data_show(struct pane *pane, int64_t dataset_id)
{
    struct data_state *state = data_state(pane);
    for (unsigned lane = LANE_EACH + 1; lane < LANE_MAKE; lane++) /* changes of the file go on */
        app_cancel(pane, lane);
    row_set_clear(&state->marks);
    state->marks_version++;
    open_dataset(pane, dataset_id);
}

static void take_look(struct pane *pane, struct job *job)
{
    if (!form_take(pane, job))
        (void)grouping_take(pane, job);
}

static void take_reply(struct pane *pane, struct job *job)
{
    static void (*const takers[])(struct pane *, struct job *) = {
        [LANE_EACH] = data_take_copy,
        [LANE_OPEN] = data_take_open,
        [LANE_PAGE] = data_take_blocks,
        [LANE_AHEAD] = data_take_blocks,
        [LANE_SUM] = data_take_sum,
        [LANE_FIND] = data_take_find,
        [LANE_CARD] = data_take_card,
        [LANE_RECOUNT] = data_take_recount,
        [LANE_ORDER] = data_take_order,
        [LANE_CELL] = data_take_cell,
        [LANE_FACET] = facet_take,
        [LANE_VIEWS] = data_take_views,
        [LANE_CLEAN] = clean_take,
        [LANE_MAKE] = data_take_make,
        [LANE_SETTLE] = data_take_settle,
        [LANE_COMPARE] = compare_take,
        [LANE_QUALITY] = data_take_quality,
        [LANE_LOOK] = take_look,
        [LANE_PERSONS] = persons_take,
        [LANE_PERSONS_MAKE] = persons_take_made,
        [LANE_JOIN] = join_take,
        [LANE_REPLAY] = data_take_replay,
    };
    if (job->lane < sizeof takers / sizeof takers[0])
        takers[job->lane](pane, job);
    data_call_view_try(pane);
}

static void show_by_name(struct pane *pane, const char *name)
{
    const struct data_state *state = data_state(pane);
    for (size_t i = 0; i < state->dataset_count; i++)
        if (strcmp(state->datasets[i].name, name) == 0)
            data_show(pane, state->datasets[i].id);
}

static void follow_work(struct pane *pane)
{
    data_follow(pane);
    together_work_changed(pane);
}

static void message(struct pane *pane, const struct message *message)
{
    const struct data_state *state = data_state(pane);
    if (message->kind == MESSAGE_REPLY)
        take_reply(pane, message->job);
    else if (message->kind == MESSAGE_TOLD && together_told(pane, message->topic))
        return;
    else if (message->kind == MESSAGE_CHANGED)
        data_submit_open(pane, state->wanted, state->table.top);
    else if (message->kind == MESSAGE_TOLD && strcmp(message->topic, "work.changed") == 0)
        follow_work(pane);
    else if (message->kind == MESSAGE_TOLD && strcmp(message->topic, "filter.add") == 0 &&
             state->dataset != NULL)
        data_command_filter(pane);
    else if (message->kind == MESSAGE_TOLD && strcmp(message->topic, "compare.this") == 0)
        compare_told(pane, message->text);
    else if (message->kind == MESSAGE_TOLD && strcmp(message->topic, "compare.pinned") == 0)
        compare_open_pinned(pane, message->text);
    else if (message->kind == MESSAGE_TOLD && strcmp(message->topic, "dataset.show") == 0)
        show_by_name(pane, message->text);
    else if (message->kind == MESSAGE_TOLD && strcmp(message->topic, "call.view") == 0)
        data_call_view(pane, message->text);
    else if (message->kind == MESSAGE_TOLD && strcmp(message->topic, "dataset.new") == 0)
        data_show(pane, strtoll(message->text, NULL, 10)); /* not in its list yet */
}

static void recalc(struct pane *pane, int columns, int rows)
{
    struct data_state *state = data_state(pane);
    if (state->dataset == NULL)
        return;
    struct table *table = &state->table;
    table->columns = state->layout.columns;
    table->column_count = state->layout.shown_count;
    table->pinned = state->layout.pinned;
    const struct table before = *table;
    table->rows = data_rows(state);
    data_chips_fit(pane, columns, rows);
    table_fit(table, columns, rows - state->bar.rows);
    bool waits = state->ordering && state->order == NULL;
    if (waits) { /* the rows of its place are to come */
        table->row = before.row;
        table->top = before.top;
    }
    if (waits || (table->rows > 0 && !data_layout_is_fitted(&state->layout)))
        table->left = before.left; /* and the widths */
    if (data_is_leaving(state))
        return; /* the other one is on its way, and this one may be gone from the file */
    data_submit_blocks(pane);
    data_submit_sum(pane, false);
}

static bool undo(struct pane *pane)
{
    return work_undo(data_state(pane)->work);
}

static bool redo(struct pane *pane)
{
    return work_redo(data_state(pane)->work);
}

/* What lies over the rows, or the rows that are shown: those behind a cell of the pivot, too. */
static bool pin(const struct pane *pane, struct arena *arena, struct pane_pin *out)
{
    const struct data_state *state = data_state(pane);
    struct work_state shown = *work_state(state->work);
    if (state->dataset != NULL && compare_pin(pane, arena, out))
        return true;
    if (state->dataset == NULL || !work_filters_shown(&shown, arena, &shown.filters))
        return false;
    out->kind = EVIDENCE_DATA;
    return work_state_to_json(arena, &shown, &out->view, NULL) == STATUS_OK;
}

/* "row column top": the column by its id, the row as it stands. */
static void spot(const struct pane *pane, struct buffer *out)
{
    const struct data_state *state = data_state(pane);
    if (state->dataset == NULL || state->layout.shown_count == 0)
        return;
    buffer_printf(out, "%lld %lld %lld", (long long)state->table.row,
                  (long long)data_column(state)->id, (long long)state->table.top);
}

static void go(struct pane *pane, const char *words)
{
    struct data_state *state = data_state(pane);
    long long row, column, top;
    if (state->dataset == NULL || sscanf(words, "%lld %lld %lld", &row, &column, &top) != 3 ||
        row < 0 || top < 0 || row < top)
        return;
    for (size_t i = 0; i < state->layout.shown_count; i++)
        if (state->dataset->columns[data_layout_position(&state->layout, i)].id == column)
            state->table.column = i;
    state->table.row = row;
    state->table.top = top;
}

static bool cursor(const struct pane *pane, int *x, int *y)
{
    const struct data_state *state = data_state(pane);
    if (data_chips_focused(pane))
        return data_chips_cursor(pane, x, y);
    if (state->dataset == NULL || !table_cursor(&state->table, x, y))
        return false;
    *y += state->bar.rows;
    return true;
}

static bool step_back(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    if (data_chips_focused(pane)) {
        data_chips_focus(pane, false);
        return true;
    }
    if (state->marks.count == 0 && data_has_drill(pane)) {
        data_leave_drill(pane);
        return true;
    }
    if (state->marks.count == 0)
        return false;
    row_set_clear(&state->marks);
    state->marks_version++;
    app_say(pane->app, TEXT_DATA_UNMARKED, NULL);
    return true;
}

static bool take_mouse(struct pane *pane, const struct key *key)
{
    enum { WHEEL_ROWS = 3 };
    struct data_state *state = data_state(pane);
    struct table *table = &state->table;
    int64_t row;
    size_t column;
    if (state->dataset == NULL)
        return false;
    if (data_chips_click(pane, key))
        return true;
    if (key->action == MOUSE_PRESS)
        data_chips_focus(pane, false);
    if (key->action == MOUSE_WHEEL_UP || key->action == MOUSE_WHEEL_DOWN) {
        table_scroll(table, key->action == MOUSE_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS);
        state->travel = key->action == MOUSE_WHEEL_UP ? -1 : 1;
    } else if (key->action == MOUSE_PRESS && key->button == 1 &&
               table_at(table, key->x, key->y - state->bar.rows, &row, &column)) {
        table->column = column;
        table->row = row >= 0 ? row : table->row;
    } else {
        return false;
    }
    data_remember_cursor(pane);
    return true;
}

static bool take_key(struct pane *pane, const struct key *key)
{
    return key->code == KEYCODE_MOUSE && take_mouse(pane, key);
}

const struct pane_class data_pane = {
    .name = "data",
    .title = TEXT_DATA_TITLE,
    .about = TEXT_ABOUT_DATA,
    .place = PLACE_DATA,
    .commands = data_commands,
    .command_count = DATA_COMMAND_COUNT,
    .state_size = sizeof(struct data_state),
    .open = open_pane,
    .close = close_pane,
    .key = take_key,
    .message = message,
    .recalc = recalc,
    .draw = data_draw,
    .cursor = cursor,
    .pin = pin,
    .spot = spot,
    .go = go,
    .caption = data_caption,
    .status = data_sum_text,
    .describe = data_describe,
    .copy = data_copy_cell,
    .undo = undo,
    .redo = redo,
    .back = step_back,
};

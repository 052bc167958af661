/*
 * The Pivot pane's class and its news. What it works out is in pivot_job.c, how a pivot is
 * changed in pivot_build.c, the lists and the overlay that do so in pivot_choose.c and
 * pivot_fields.c, what it looks like in pivot_show.c and pivot_draw.c.
 */
#include "tui/pane/pivot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/evidence.h"
#include "tui/console/app.h"
#include "tui/pane/pivot_state.h"

const struct pivot_spec *pivot_spec_now(const struct pane *pane)
{
    return &work_state(pivot_state(pane)->work)->pivot;
}

bool pivot_has_data(const struct pane *pane)
{
    return work_dataset(pivot_state(pane)->work) != NULL;
}

bool pivot_is_there(const struct pane *pane)
{
    return pivot_has_data(pane) && pivot_spec_now(pane)->rows[0].column != 0;
}

bool pivot_has_page(const struct pane *pane)
{
    const struct pivot_page *page = pivot_state(pane)->view.page;
    return page != NULL && page->table.row_count > 0 && page->table.column_count > 0;
}

static enum status open_pane(struct pane *pane, struct error *err)
{
    struct pivot_state *state = pivot_state(pane);
    state->work = work_of(pane->app);
    if (state->work == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return STATUS_OK;
}

static void drop_page(struct pivot_state *state)
{
    pivot_view_free(&state->view);
    arena_free(state->home);
    state->home = NULL;
}

static void close_pane(struct pane *pane)
{
    struct pivot_state *state = pivot_state(pane);
    drop_page(state);
    free(state->choices);
    arena_free(state->values);
}

static void take_reply(struct pane *pane, struct job *job)
{
    static void (*const takers[])(struct pane *, struct job *) = {
        [PIVOT_LANE_EACH] = pivot_take_copy,
        [PIVOT_LANE_PAGE] = pivot_take_page,
        [PIVOT_LANE_DRILL] = pivot_take_drill,
        [PIVOT_LANE_VALUES] = pivot_take_values,
    };
    if (job->lane < sizeof takers / sizeof takers[0] && takers[job->lane] != NULL)
        takers[job->lane](pane, job);
}

/* A column of the Data pane is taken into the pivot. */
static bool take_column(struct pane *pane, const char *topic, int64_t column)
{
    static const struct {
        const char *topic;
        enum pivot_slot slot;
    } slots[] = {
        {"pivot.rows", SLOT_ROWS}, {"pivot.then", SLOT_THEN}, {"pivot.across", SLOT_ACROSS}};
    if (strcmp(topic, "pivot.value") == 0) {
        const struct column_info *info = work_column(pivot_state(pane)->work, column);
        pivot_set_value(pane, pivot_value_for(info), column, NULL);
        return true;
    }
    for (size_t i = 0; i < sizeof slots / sizeof slots[0]; i++)
        if (strcmp(topic, slots[i].topic) == 0) {
            pivot_set_field(pane, slots[i].slot, column);
            return true;
        }
    return false;
}

static void take_words(struct pane *pane, const struct message *message)
{
    if (!pivot_has_data(pane))
        return;
    if (strcmp(message->topic, "pivot.fields") == 0)
        pivot_fields_open(pane);
    else
        take_column(pane, message->topic, strtoll(message->text, NULL, 10));
}

static void message(struct pane *pane, const struct message *message)
{
    if (message->kind == MESSAGE_REPLY)
        take_reply(pane, message->job);
    else if (message->kind == MESSAGE_TOLD)
        take_words(pane, message);
}

/* A table of another dataset, or one that nobody asks for any more, goes at once; one that
 * is only out of date stays until the new one is here. */
static void drop_what_is_past(struct pane *pane)
{
    struct pivot_state *state = pivot_state(pane);
    if (state->view.page != NULL &&
        (!pivot_is_there(pane) || state->dataset != work_dataset(state->work)->id))
        drop_page(state);
    if (!pivot_is_there(pane)) {
        app_cancel(pane, PIVOT_LANE_PAGE);
        state->asked = (struct pivot_ground){0};
        state->waiting = false;
        error_clear(&state->trouble);
    }
}

static void recalc(struct pane *pane, int columns, int rows)
{
    drop_what_is_past(pane);
    if (pivot_is_there(pane))
        pivot_submit_page(pane);
    pivot_view_fit(&pivot_state(pane)->view, columns, rows);
}

static bool pin(const struct pane *pane, struct arena *arena, struct pane_pin *out)
{
    out->kind = EVIDENCE_PIVOT;
    return pivot_is_there(pane) && work_state_to_json(arena, work_state(pivot_state(pane)->work),
                                                      &out->view, NULL) == STATUS_OK;
}

static bool cursor(const struct pane *pane, int *x, int *y)
{
    return pivot_has_page(pane) && table_cursor(&pivot_state(pane)->view.grid, x, y);
}

/* "row column" of the grid. */
static void spot(const struct pane *pane, struct buffer *out)
{
    const struct table *grid = &pivot_state(pane)->view.grid;
    if (pivot_has_page(pane))
        buffer_printf(out, "%lld %zu", (long long)grid->row, grid->column);
}

static void go(struct pane *pane, const char *words)
{
    struct table *grid = &pivot_state(pane)->view.grid;
    long long row, column;
    if (!pivot_has_page(pane) || sscanf(words, "%lld %lld", &row, &column) != 2 || row < 0 ||
        row >= grid->rows || column < 0 || (size_t)column >= grid->column_count)
        return;
    grid->row = row;
    grid->column = (size_t)column;
}

static bool step_back(struct pane *pane)
{
    struct pivot_state *state = pivot_state(pane);
    if (state->view.page == NULL || !pivot_view_unmark(&state->view))
        return false;
    app_say(pane->app, TEXT_PIVOT_PANE_UNMARKED, NULL);
    return true;
}

static bool undo(struct pane *pane)
{
    return work_undo(pivot_state(pane)->work);
}

static bool redo(struct pane *pane)
{
    return work_redo(pivot_state(pane)->work);
}

static bool take_mouse(struct pane *pane, const struct key *key)
{
    enum { WHEEL_ROWS = 3 };
    struct pivot_view *view = &pivot_state(pane)->view;
    int64_t row;
    size_t column;
    if (!pivot_has_page(pane))
        return false;
    if (key->action == MOUSE_WHEEL_UP || key->action == MOUSE_WHEEL_DOWN) {
        table_scroll(&view->grid, key->action == MOUSE_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS);
        return true;
    }
    if (key->action != MOUSE_PRESS || key->button != 1 ||
        !table_at(&view->grid, key->x, key->y, &row, &column))
        return false;
    size_t fields = view->page->table.row_fields;
    pivot_view_move(view, 0, 0); /* a rectangle that was drawn is done */
    pivot_view_go(view, row >= 0 ? (size_t)row : pivot_view_row(view),
                  column >= fields ? column - fields : pivot_view_column(view));
    if (row >= 0 && key->clicks == 2)
        pivot_command_drill(pane);
    return true;
}

static bool take_key(struct pane *pane, const struct key *key)
{
    return key->code == KEYCODE_MOUSE && take_mouse(pane, key);
}

const struct pane_class pivot_pane = {
    .name = "pivot",
    .title = TEXT_PIVOT_PANE_TITLE,
    .about = TEXT_ABOUT_PIVOT,
    .place = PLACE_PIVOT,
    .commands = pivot_commands,
    .command_count = PIVOT_COMMAND_COUNT,
    .state_size = sizeof(struct pivot_state),
    .open = open_pane,
    .close = close_pane,
    .key = take_key,
    .message = message,
    .recalc = recalc,
    .draw = pivot_draw,
    .cursor = cursor,
    .pin = pin,
    .spot = spot,
    .go = go,
    .caption = pivot_caption,
    .status = pivot_status,
    .describe = pivot_describe,
    .copy = pivot_copy_cell,
    .undo = undo,
    .redo = redo,
    .back = step_back,
};

/*
 * The Chart pane's class and its news. The chart is made in chart_job.c, its settings are
 * changed in chart_change.c, what is chosen moves in chart_move.c, and what it looks like and
 * says is in chart_show.c and chart_words.c.
 */
#include "tui/pane/chart.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/evidence.h"
#include "tui/console/app.h"
#include "tui/pane/chart_state.h"

bool chart_has_data(const struct pane *pane)
{
    return work_dataset(chart_state(pane)->work) != NULL;
}

bool chart_is_there(const struct pane *pane)
{
    return chart_has_data(pane) && work_state(chart_state(pane)->work)->pivot.rows[0].column != 0;
}

bool chart_has_page(const struct pane *pane)
{
    const struct chart_state *state = chart_state(pane);
    return state->page != NULL && state->trouble.code == STATUS_OK;
}

bool chart_has_spots(const struct pane *pane)
{
    return chart_has_page(pane) && chart_state(pane)->scene.spot_count > 0;
}

struct chart_settings chart_settings_now(const struct pane *pane)
{
    struct chart_settings settings;
    const char *json = work_state(chart_state(pane)->work)->chart;
    chart_settings_from_json(span_string(json), &settings, NULL); /* else the usual ones */
    return settings;
}

const struct scene_spot *chart_chosen(const struct chart_state *state)
{
    if (!state->chosen)
        return NULL;
    return chart_scene_spot(&state->scene, state->panel, state->series, state->category);
}

void chart_choose(struct chart_state *state, const struct scene_spot *spot)
{
    state->chosen = true;
    state->panel = spot->panel;
    state->series = spot->series;
    state->category = spot->category;
}

/* ---- the class ---- */

static enum status open_pane(struct pane *pane, struct error *err)
{
    struct chart_state *state = chart_state(pane);
    int usual = app_plain(pane->app) ? DRAWING_PLAIN : DRAWING_BRAILLE;
    int64_t drawing = app_recall_number(pane->app, "chart.drawing", usual);
    bool known = drawing >= 0 && drawing < DRAWING_COUNT && !app_plain(pane->app);
    state->drawing = known ? (enum chart_drawing)drawing : (enum chart_drawing)usual;
    state->work = work_of(pane->app);
    state->stage = arena_new();
    if (state->work == NULL || state->stage == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return STATUS_OK;
}

static void drop_page(struct chart_state *state)
{
    arena_free(state->home);
    state->home = NULL;
    state->page = NULL;
    state->chosen = false;
    state->scene = (struct chart_scene){.columns = 0};
}

static void close_pane(struct pane *pane)
{
    struct chart_state *state = chart_state(pane);
    drop_page(state);
    arena_free(state->stage);
    free(state->choices);
}

static void take_reply(struct pane *pane, struct job *job)
{
    static void (*const takers[])(struct pane *, struct job *) = {
        [CHART_LANE_EACH] = chart_take_saved,
        [CHART_LANE_PAGE] = chart_take_page,
        [CHART_LANE_DRILL] = chart_take_drill,
    };
    if (job->lane < sizeof takers / sizeof takers[0])
        takers[job->lane](pane, job);
}

static void message(struct pane *pane, const struct message *message)
{
    if (message->kind == MESSAGE_REPLY)
        take_reply(pane, message->job);
    else if (message->kind == MESSAGE_TOLD && strcmp(message->topic, "chart.kinds") == 0 &&
             chart_has_page(pane))
        chart_command_kinds(pane);
}

/* A chart of another dataset, or of a pivot that is gone, goes at once; one that is only out
 * of date stays until the new one is here. */
static void drop_what_is_past(struct pane *pane)
{
    struct chart_state *state = chart_state(pane);
    if (state->page != NULL &&
        (!chart_is_there(pane) || state->page->order.dataset != work_dataset(state->work)->id))
        drop_page(state);
    if (!chart_is_there(pane)) {
        app_cancel(pane, CHART_LANE_PAGE);
        state->asked = (struct chart_ground){0};
        state->waiting = false;
        error_clear(&state->trouble);
    }
}

static void recalc(struct pane *pane, int columns, int rows)
{
    drop_what_is_past(pane);
    if (chart_is_there(pane))
        chart_submit_page(pane);
    chart_lay_out(pane, columns, rows);
}

static bool pin(const struct pane *pane, struct arena *arena, struct pane_pin *out)
{
    out->kind = EVIDENCE_CHART;
    return chart_is_there(pane) && work_state_to_json(arena, work_state(chart_state(pane)->work),
                                                      &out->view, NULL) == STATUS_OK;
}

/* "panel series category" of the chosen figure. */
static void spot(const struct pane *pane, struct buffer *out)
{
    const struct chart_state *state = chart_state(pane);
    if (state->chosen)
        buffer_printf(out, "%u %u %u", (unsigned)state->panel, (unsigned)state->series,
                      (unsigned)state->category);
    else
        buffer_add_string(out, "-");
}

/* What is not in the chart is not chosen there (chart_chosen). */
static void go(struct pane *pane, const char *words)
{
    struct chart_state *state = chart_state(pane);
    unsigned panel, series, category;
    state->chosen = sscanf(words, "%u %u %u", &panel, &series, &category) == 3;
    if (!state->chosen)
        return;
    state->panel = panel;
    state->series = series;
    state->category = category;
}

static bool cursor(const struct pane *pane, int *x, int *y)
{
    const struct scene_spot *spot = chart_has_page(pane) ? chart_chosen(chart_state(pane)) : NULL;
    if (spot == NULL)
        return false;
    *x = spot->x + CHART_MARGIN;
    *y = spot->y;
    return true;
}

static bool step_back(struct pane *pane)
{
    struct chart_state *state = chart_state(pane);
    bool was = state->chosen;
    state->chosen = false;
    return was;
}

static bool undo(struct pane *pane)
{
    return work_undo(chart_state(pane)->work);
}

static bool redo(struct pane *pane)
{
    return work_redo(chart_state(pane)->work);
}

static bool take_key(struct pane *pane, const struct key *key)
{
    struct chart_state *state = chart_state(pane);
    if (key->code != KEYCODE_MOUSE || !chart_has_spots(pane))
        return false;
    if (key->action == MOUSE_WHEEL_UP || key->action == MOUSE_WHEEL_DOWN) {
        chart_move(pane, 0, key->action == MOUSE_WHEEL_UP ? -1 : 1);
        return true;
    }
    if (key->action != MOUSE_PRESS || key->button != 1)
        return false;
    const struct scene_spot *spot = chart_scene_at(&state->scene, key->x - CHART_MARGIN, key->y);
    if (spot == NULL)
        return false;
    chart_choose(state, spot);
    if (key->clicks == 2)
        chart_command_drill(pane);
    return true;
}

const struct pane_class chart_pane = {
    .name = "chart",
    .title = TEXT_CHART_PANE_TITLE,
    .about = TEXT_ABOUT_CHART,
    .place = PLACE_CHART,
    .commands = chart_commands,
    .command_count = CHART_COMMAND_COUNT,
    .state_size = sizeof(struct chart_state),
    .open = open_pane,
    .close = close_pane,
    .key = take_key,
    .message = message,
    .recalc = recalc,
    .draw = chart_draw,
    .cursor = cursor,
    .caption = chart_caption,
    .status = chart_status,
    .describe = chart_describe,
    .undo = undo,
    .pin = pin,
    .spot = spot,
    .go = go,
    .redo = redo,
    .back = step_back,
};

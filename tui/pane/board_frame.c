/* The frame of the problem: the parts that the jam's method has, chosen once, and written
 * like cards. */
#include <stdlib.h>

#include "core/service/method.h"
#include "tui/console/app.h"
#include "tui/pane/board_state.h"

enum { PARTS_SHOWN = 40 };

struct methods_result {
    struct method *methods;
    size_t count;
};

static enum status run_methods(struct job *job, struct error *err)
{
    struct methods_result *result = arena_alloc(job->arena, sizeof *result);
    if (!result)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = result;
    return methods_read(job->arena, job->request, &result->methods, &result->count, err);
}

static const struct job_class methods_job = {.name = "board.methods", .run = run_methods};

/* ---- which method ---- */

static void make_frame(struct pane *pane, const struct method *method)
{
    struct board_wish *wish = board_wish(pane, WISH_FRAME, 0);
    const char **parts =
        wish ? arena_array(wish->job->arena, method->part_count * 2, sizeof *parts) : NULL;
    if (!parts)
        return;
    for (size_t i = 0; i < method->part_count; i++) {
        parts[wish->part_count++] = arena_string(wish->job->arena, method->parts[i].title);
        parts[wish->part_count++] = arena_string(wish->job->arena, method->parts[i].hint);
    }
    wish->parts = parts;
    wish->said = TEXT_BOARD_FRAME_MADE;
    board_submit(wish);
}

static void method_chosen(struct pane *pane, size_t index)
{
    const struct board_state *state = board_state(pane);
    if (index < state->method_count)
        make_frame(pane, &state->methods[index]);
}

void board_take_methods(struct pane *pane, struct job *job)
{
    struct board_state *state = board_state(pane);
    const struct methods_result *result = job->result;
    struct list_item items[PARTS_SHOWN];
    if (job->status != STATUS_OK) {
        app_say_error(pane->app, &job->error);
        return;
    }
    arena_free(state->methods_home);
    state->methods = result->methods;
    state->method_count = result->count < PARTS_SHOWN ? result->count : PARTS_SHOWN;
    state->methods_home = job_take_arena(job);
    for (size_t i = 0; i < state->method_count; i++)
        items[i] = (struct list_item){.text = state->methods[i].name,
                                      .detail = state->methods[i].parts[0].title};
    const struct list_request request = {.title = text_get(TEXT_BOARD_METHOD_TITLE),
                                         .items = items,
                                         .count = state->method_count,
                                         .chosen = method_chosen};
    app_open_list(pane, &request);
}

static void ask_methods(struct pane *pane)
{
    struct job *job = app_job(pane, &methods_job);
    if (!job)
        return;
    job->request = arena_string(job->arena, app_jam_folder(pane->app));
    job->lane = BOARD_LANE_METHODS;
    app_submit(job);
}

/* ---- its parts ---- */

static void part_chosen(struct pane *pane, size_t index)
{
    const struct board_state *state = board_state(pane);
    const struct card *card = board_find_card(pane, state->choices[index]);
    if (card)
        board_edit_card(pane, card);
}

void board_command_frame(struct pane *pane)
{
    struct board_state *state = board_state(pane);
    struct list_item items[PARTS_SHOWN];
    size_t count = state->view.frame_count < PARTS_SHOWN ? state->view.frame_count : PARTS_SHOWN;
    if (count == 0) {
        ask_methods(pane);
        return;
    }
    free(state->choices);
    state->choices = calloc(count, sizeof *state->choices);
    for (size_t i = 0; state->choices && i < count; i++) {
        const struct card *part = state->view.frame[i];
        state->choices[i] = part->id;
        items[i] = (struct list_item){.text = part->texts[CARD_THEME],
                                      .detail = *part->texts[CARD_TEXT]
                                                    ? part->texts[CARD_TEXT]
                                                    : text_get(TEXT_BOARD_NOT_WRITTEN)};
    }
    const struct list_request request = {
        .title = text_get(TEXT_BOARD_FRAME), .items = items, .count = count, .chosen = part_chosen};
    if (state->choices)
        app_open_list(pane, &request);
}

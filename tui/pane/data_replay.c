/*
 * The columns that were made in one dataset, made in the one that is shown: next month's file
 * has them without anybody making them anew. A card says of each what came of it, and why not.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/service/derive.h"
#include "tui/console/app.h"
#include "tui/pane/data_commands.h"
#include "tui/pane/data_make.h"
#include "tui/pane/data_state.h"

enum { TITLE_SIZE = 300 };

struct replay_request {
    int64_t from, to;
    const char *by;
    const char *from_name;
    size_t room; /* columns that there are to be made, at most */
};

struct replay_line {
    const char *column, *why; /* why "": it was made */
    struct derive_done done;
};

struct replay_result {
    struct replay_line *lines;
    size_t count, made;
};

/* ---- the job ---- */

struct telling {
    struct job *job;
    struct replay_result *result;
    size_t room;
};

static void take_one(void *context, const char *column, enum status status,
                     const struct derive_done *done, const struct error *err)
{
    const struct telling *telling = context;
    struct replay_result *result = telling->result;
    struct arena *arena = telling->job->arena;
    if (result->count == telling->room)
        return;
    struct replay_line *line = &result->lines[result->count++];
    *line = (struct replay_line){.column = arena_string(arena, column), .why = ""};
    if (status == STATUS_OK) {
        line->done = *done;
        result->made++;
    } else {
        line->why = arena_string(arena, err->message);
    }
}

static enum status run(struct job *job, struct error *err)
{
    const struct replay_request *request = job->request;
    struct replay_result *result = arena_alloc(job->arena, sizeof *result);
    job->result = result;
    if (result != NULL)
        *result = (struct replay_result){
            .lines = arena_array(job->arena, request->room + 1, sizeof *result->lines)};
    if (result == NULL || result->lines == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    struct telling telling = {job, result, request->room};
    return derive_replay(job->db, request->from, request->to, request->by, take_one, &telling, err);
}

static const struct job_class replay_job = {
    .name = "data.replay", .run = run, .slow = true, .progress = TEXT_MAKE_MAKING};

static void submit(struct pane *pane, const struct dataset_info *from)
{
    const struct dataset_info *to = data_state(pane)->dataset;
    struct job *job = app_job(pane, &replay_job);
    struct replay_request *request = job != NULL ? job_request(job, sizeof *request) : NULL;
    if (request == NULL)
        return;
    *request = (struct replay_request){.from = from->id,
                                       .to = to->id,
                                       .by = arena_string(job->arena, app_person(pane->app)),
                                       .from_name = arena_string(job->arena, from->name),
                                       .room = from->column_count};
    job->lane = LANE_REPLAY;
    app_submit(job);
}

/* ---- choosing the dataset ---- */

/* The names of the columns that were made of others; their number. */
static size_t made_columns(const struct dataset_info *dataset, char *out, size_t size)
{
    struct buffer names = {0};
    size_t count = 0;
    for (size_t i = 0; i < dataset->column_count; i++) {
        if (*dataset->columns[i].recipe == '\0')
            continue;
        buffer_add_string(&names, count++ > 0 ? ", " : "");
        buffer_add_string(&names, dataset->columns[i].name);
    }
    snprintf(out, size, "%.*s", (int)names.len, names.len > 0 ? names.data : "");
    buffer_free(&names);
    return count;
}

/* Another dataset that has something to be made again. */
static bool is_offered(const struct data_state *state, size_t i, char *names, size_t size)
{
    return state->datasets[i].id != state->dataset->id &&
           made_columns(&state->datasets[i], names, size) > 0;
}

static void dataset_chosen(struct pane *pane, size_t index)
{
    const struct data_state *state = data_state(pane);
    char names[2];
    for (size_t i = 0; state->dataset != NULL && i < state->dataset_count; i++)
        if (is_offered(state, i, names, sizeof names) && index-- == 0) {
            submit(pane, &state->datasets[i]);
            return;
        }
}

void data_command_replay(struct pane *pane)
{
    const struct data_state *state = data_state(pane);
    struct list_item *items = calloc(state->dataset_count + 1, sizeof *items);
    char(*names)[160] = calloc(state->dataset_count + 1, sizeof *names);
    size_t count = 0;
    for (size_t i = 0; items != NULL && names != NULL && i < state->dataset_count; i++) {
        if (!is_offered(state, i, names[count], sizeof names[count]))
            continue;
        items[count] = (struct list_item){.text = state->datasets[i].name, .detail = names[count]};
        count++;
    }
    const struct list_request request = {.title = text_get(TEXT_REPLAY_TITLE),
                                         .items = items,
                                         .count = count,
                                         .chosen = dataset_chosen};
    if (count > 0)
        app_open_list(pane, &request);
    else
        app_say(pane->app, TEXT_REPLAY_NONE, NULL);
    free(items);
    free(names);
}

/* ---- what came of it ---- */

/* Each is a step of its own, so that u takes them back one by one. */
static void keep_steps(struct pane *pane, const struct replay_result *result)
{
    struct data_state *state = data_state(pane);
    for (size_t i = 0; i < result->count; i++) {
        struct work_draft *draft = *result->lines[i].why == '\0' ? work_draft(state->work) : NULL;
        if (draft != NULL)
            work_commit_made(state->work, draft, result->lines[i].done.entry, TEXT_MAKE_DONE,
                             TEXT_VALUES(text_string("column", result->lines[i].column)));
    }
}

static void open_card(struct pane *pane, const struct job *job)
{
    const struct replay_request *request = job->request;
    const struct replay_result *result = job->result;
    char title[TITLE_SIZE];
    struct card_line *lines = calloc(result->count + 1, sizeof *lines);
    text_format(title, sizeof title, TEXT_REPLAY_CARD,
                TEXT_VALUES(text_number("made", (int64_t)result->made),
                            text_number("all", (int64_t)result->count),
                            text_string("dataset", request->from_name)));
    for (size_t i = 0; lines != NULL && i < result->count; i++) {
        const struct replay_line *line = &result->lines[i];
        bool made = *line->why == '\0';
        lines[i] = (struct card_line){.label = line->column,
                                      .text = made ? text_get(TEXT_REPLAY_MADE) : line->why,
                                      .style = made ? THEME_OVERLAY : THEME_OVERLAY_STRONG};
    }
    if (lines != NULL)
        app_open_card(
            pane, &(struct card_request){.title = title, .lines = lines, .count = result->count});
    free(lines);
}

void data_take_replay(struct pane *pane, struct job *job)
{
    const struct replay_request *request = job->request;
    const struct data_state *state = data_state(pane);
    if (job->status == STATUS_CANCELLED)
        return;
    if (job->status != STATUS_OK) {
        app_say_error(pane->app, &job->error);
        return;
    }
    if (state->dataset != NULL && state->dataset->id == request->to)
        keep_steps(pane, job->result);
    open_card(pane, job);
    data_read_again(pane);
}

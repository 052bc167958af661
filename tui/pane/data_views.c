/*
 * Views with a name: kept in the team file, where the whole team finds them. The list is read
 * when it is asked for; what is chosen from it is opened, renamed or deleted.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "core/store/view.h"
#include "tui/console/app.h"
#include "tui/pane/data_commands.h"
#include "tui/pane/data_state.h"

enum view_wish { WISH_OPEN, WISH_RENAME, WISH_DELETE, WISH_TAKE, WISH_SAVE, WISH_CHANGE };

struct views_request {
    enum view_wish wish;
    struct stored_view view; /* to be saved, renamed or deleted */
};

struct views_result {
    struct stored_view *views;
    size_t count;
};

/* ---- the job ---- */

static enum status refuse_twins(const struct views_result *views, const struct stored_view *view,
                                struct error *err)
{
    for (size_t i = 0; i < views->count; i++)
        if (strcmp(views->views[i].name, view->name) == 0 &&
            strcmp(views->views[i].uuid, view->uuid) != 0)
            return error_set(err, STATUS_EXISTS, TEXT_VIEWS_EXISTS,
                             TEXT_VALUES(text_string("name", view->name)));
    return STATUS_OK;
}

static enum status run_views(struct job *job, struct error *err)
{
    const struct views_request *request = job->request;
    struct views_result *result = arena_alloc(job->arena, sizeof *result);
    if (result == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = result;
    if (job->db == NULL)
        return STATUS_OK;
    if (request->wish == WISH_DELETE && request->view.uuid != NULL)
        return stored_view_delete(job->db, request->view.uuid, err);
    enum status status = stored_view_list(job->db, job->arena, &result->views, &result->count, err);
    if (status != STATUS_OK || request->view.uuid == NULL)
        return status;
    status = refuse_twins(result, &request->view, err);
    return status == STATUS_OK ? stored_view_save(job->db, &request->view, err) : status;
}

static const struct job_class views_job = {.name = "data.views", .run = run_views};

/* view NULL: only the list is wanted. */
static void submit(struct pane *pane, enum view_wish wish, const struct stored_view *view)
{
    struct job *job = app_job(pane, &views_job);
    struct views_request *request = job != NULL ? job_request(job, sizeof *request) : NULL;
    if (request == NULL)
        return;
    request->wish = wish;
    if (view != NULL) {
        request->view = *view;
        request->view.uuid = arena_string(job->arena, view->uuid);
        request->view.name = arena_string(job->arena, view->name);
        request->view.json = arena_string(job->arena, view->json);
        request->view.by = arena_string(job->arena, app_person(pane->app));
        if (request->view.uuid == NULL || request->view.name == NULL ||
            request->view.json == NULL || request->view.by == NULL)
            return;
    }
    job->lane = LANE_VIEWS;
    app_submit(job);
}

/* ---- saving ---- */

static void save_as(struct pane *pane, const char *name)
{
    char uuid[UUID_SIZE];
    const char *json = NULL;
    struct error err = {0};
    struct arena *arena = arena_new();
    uuid_new(uuid);
    if (*name == '\0')
        app_say(pane->app, TEXT_VIEWS_NO_NAME, NULL);
    else if (arena == NULL || work_state_to_json(arena, work_state(data_state(pane)->work), &json,
                                                 &err) != STATUS_OK)
        app_say_error(pane->app, &err);
    else
        submit(pane, WISH_SAVE,
               &(struct stored_view){
                   .uuid = uuid, .name = name, .version = VIEW_VERSION, .json = json});
    arena_free(arena);
}

void data_command_view_save(struct pane *pane)
{
    const struct prompt_request request = {.title = text_get(TEXT_VIEWS_SAVE_TITLE),
                                           .label = text_get(TEXT_VIEWS_NAME_LABEL),
                                           .hint = text_get(TEXT_VIEWS_SAVE_HINT),
                                           .accepted = save_as};
    app_open_prompt(pane, &request);
}

/* ---- choosing ---- */

void data_command_views(struct pane *pane)
{
    submit(pane, WISH_OPEN, NULL);
}

void data_choose_view(struct pane *pane, view_fn *taker)
{
    data_state(pane)->view_taker = taker;
    submit(pane, WISH_TAKE, NULL);
}

void data_command_view_rename(struct pane *pane)
{
    submit(pane, WISH_RENAME, NULL);
}

void data_command_view_delete(struct pane *pane)
{
    submit(pane, WISH_DELETE, NULL);
}

static bool is_known(const struct data_state *state, int64_t dataset)
{
    for (size_t i = 0; i < state->dataset_count; i++)
        if (state->datasets[i].id == dataset)
            return true;
    return false;
}

static void open_view(struct pane *pane, const struct stored_view *view)
{
    const struct data_state *state = data_state(pane);
    struct error err = {0};
    struct work_draft *draft = work_draft(state->work);
    if (draft == NULL)
        return;
    if (work_state_from_json(draft->arena, span_string(view->json), &draft->state, &err) !=
        STATUS_OK) {
        work_abandon(draft);
        app_say_error(pane->app, &err);
        return;
    }
    if (!is_known(state, draft->state.dataset)) {
        work_abandon(draft);
        app_say(pane->app, TEXT_VIEWS_NO_DATASET, TEXT_VALUES(text_string("name", view->name)));
        return;
    }
    work_commit(state->work, draft, TEXT_VIEWS_OPENED,
                TEXT_VALUES(text_string("name", view->name)));
}

static void renamed(struct pane *pane, const char *name)
{
    const struct data_state *state = data_state(pane);
    struct stored_view view = state->views[state->view_chosen];
    view.name = name;
    if (*name == '\0')
        app_say(pane->app, TEXT_VIEWS_NO_NAME, NULL);
    else
        submit(pane, WISH_CHANGE, &view);
}

static void deleted(struct pane *pane, bool yes)
{
    const struct data_state *state = data_state(pane);
    if (yes)
        submit(pane, WISH_DELETE, &state->views[state->view_chosen]);
}

static void chosen(struct pane *pane, size_t index)
{
    struct data_state *state = data_state(pane);
    const struct stored_view *view = &state->views[index];
    state->view_chosen = index;
    if (state->view_wish == WISH_OPEN) {
        open_view(pane, view);
    } else if (state->view_wish == WISH_TAKE) {
        state->view_taker(pane, view);
    } else if (state->view_wish == WISH_RENAME) {
        const struct prompt_request request = {.title = text_get(TEXT_VIEWS_RENAME_TITLE),
                                               .label = text_get(TEXT_VIEWS_NAME_LABEL),
                                               .initial = view->name,
                                               .accepted = renamed};
        app_open_prompt(pane, &request);
    } else {
        char words[300];
        text_format(words, sizeof words, TEXT_VIEWS_DELETE,
                    TEXT_VALUES(text_string("name", view->name)));
        const struct question_request request = {.text = words,
                                                 .yes = text_get(TEXT_VIEWS_DELETE_YES),
                                                 .no = text_get(TEXT_VIEWS_DELETE_NO),
                                                 .answered = deleted};
        app_open_question(pane, &request);
    }
}

static void offer(struct pane *pane, const struct views_result *views)
{
    static const enum text_id titles[] = {[WISH_OPEN] = TEXT_VIEWS_OPEN_TITLE,
                                          [WISH_RENAME] = TEXT_VIEWS_RENAME_TITLE,
                                          [WISH_TAKE] = TEXT_VIEWS_TAKE_TITLE,
                                          [WISH_DELETE] = TEXT_VIEWS_DELETE_TITLE};
    struct list_item *items = calloc(views->count + 1, sizeof *items);
    for (size_t i = 0; items != NULL && i < views->count; i++)
        items[i] = (struct list_item){.text = views->views[i].name, .detail = views->views[i].by};
    const struct list_request request = {.title = text_get(titles[data_state(pane)->view_wish]),
                                         .items = items,
                                         .count = views->count,
                                         .chosen = chosen};
    if (views->count == 0)
        app_say(pane->app, TEXT_VIEWS_NONE, NULL);
    else if (items != NULL)
        app_open_list(pane, &request);
    free(items);
}

void data_take_views(struct pane *pane, struct job *job)
{
    static const enum text_id said[] = {[WISH_SAVE] = TEXT_VIEWS_SAVED,
                                        [WISH_CHANGE] = TEXT_VIEWS_RENAMED,
                                        [WISH_DELETE] = TEXT_VIEWS_DELETED};
    struct data_state *state = data_state(pane);
    const struct views_request *request = job->request;
    if (job->status != STATUS_OK) {
        app_say_error(pane->app, &job->error);
        return;
    }
    if (request->view.uuid != NULL) {
        app_say(pane->app, said[request->wish],
                TEXT_VALUES(text_string("name", request->view.name)));
        return;
    }
    const struct views_result *result = job->result;
    state->view_wish = (int)request->wish;
    state->views = result->views;
    arena_free(state->views_home);
    state->views_home = job_take_arena(job);
    offer(pane, result);
}

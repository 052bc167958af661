/* New columns from recipes: asking for a name, the job that makes it, and its place beside the old
 * one. */
#include "tui/pane/data_make.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/service/column_mark.h"
#include "core/service/derive.h"
#include "core/service/per_person.h"
#include "tui/console/app.h"
#include "tui/console/overlay.h"
#include "tui/pane/data_state.h"

enum { NAME_SIZE = 240 };

/* ---- the name ---- */

static bool is_taken(const struct dataset_info *dataset, const char *name)
{
    for (size_t i = 0; i < dataset->column_count; i++)
        if (strcasecmp(dataset->columns[i].name, name) == 0)
            return true;
    return false;
}

void data_ask_name(struct pane *pane, size_t position, enum text_id words,
                   void (*accepted)(struct pane *pane, const char *name))
{
    const struct dataset_info *dataset = data_state(pane)->dataset;
    const char *column = dataset->columns[position].name;
    char name[NAME_SIZE], plain[NAME_SIZE], title[NAME_SIZE + 100];
    text_format(plain, sizeof plain - 12, words, TEXT_VALUES(text_string("column", column)));
    snprintf(name, sizeof name, "%s", plain);
    for (int n = 2; is_taken(dataset, name); n++)
        snprintf(name, sizeof name, "%.*s_%d", (int)strlen(plain), plain, n);
    text_format(title, sizeof title, TEXT_MAKE_NAME_TITLE,
                TEXT_VALUES(text_string("column", column)));
    const struct prompt_request request = {.title = title,
                                           .label = text_get(TEXT_MAKE_NAME_LABEL),
                                           .initial = name,
                                           .hint = text_get(TEXT_MAKE_NAME_HINT),
                                           .accepted = accepted};
    app_open_prompt(pane, &request);
}

/* ---- making ---- */

enum make_what { MAKE_NEW, MAKE_CHANGE, MAKE_DROP };

struct make_request {
    enum make_what what;
    int64_t dataset, source;
    int64_t column;                 /* but of a new one */
    const char *name, *recipe, *by; /* NULL: as it was */
    const char *shown;              /* the column's name, for words */
};

static enum status run(struct job *job, struct error *err)
{
    const struct make_request *request = job->request;
    struct recipe recipe;
    struct derive_done *done = arena_alloc(job->arena, sizeof *done);
    if (done == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = done;
    enum status status = STATUS_OK;
    if (request->recipe != NULL)
        status = recipe_read(job->arena, span_string(request->recipe), &recipe, err);
    if (status != STATUS_OK)
        return status;
    if (request->what == MAKE_DROP)
        return derive_drop(job->db, request->dataset, request->column, request->by, done, err);
    if (request->what == MAKE_NEW)
        return derive_make(job->db, request->dataset, request->name, &recipe, request->by, done,
                           err);
    return derive_change(job->db, request->dataset, request->column, request->name,
                         request->recipe != NULL ? &recipe : NULL, request->by, done, err);
}

static const struct job_class make_job = {
    .name = "data.make", .run = run, .slow = true, .progress = TEXT_MAKE_MAKING};

/* name and recipe may be NULL. */
static void submit(struct pane *pane, enum make_what what, int64_t column, const char *name,
                   const struct recipe *recipe)
{
    struct error err = {0};
    const struct column_info *info = work_column(data_state(pane)->work, column);
    struct job *job = app_job(pane, &make_job);
    struct make_request *request = job != NULL ? job_request(job, sizeof *request) : NULL;
    if (request == NULL)
        return;
    request->what = what;
    request->dataset = data_state(pane)->dataset->id;
    request->source = recipe != NULL ? recipe->source : 0;
    request->column = column;
    request->name = name != NULL ? arena_string(job->arena, name) : NULL;
    request->by = arena_string(job->arena, app_person(pane->app));
    request->shown = name != NULL   ? request->name
                     : info != NULL ? arena_string(job->arena, info->name)
                                    : "";
    job->lane = LANE_MAKE;
    if (recipe == NULL || recipe_write(job->arena, recipe, &request->recipe, &err) == STATUS_OK)
        app_submit(job);
    else
        app_say_error(pane->app, &err);
}

void data_make_column(struct pane *pane, const char *name, const struct recipe *recipe)
{
    submit(pane, MAKE_NEW, 0, name, recipe);
}

void data_change_column(struct pane *pane, int64_t column, const char *name,
                        const struct recipe *recipe)
{
    submit(pane, MAKE_CHANGE, column, name, recipe);
}

void data_drop_column(struct pane *pane, int64_t column)
{
    submit(pane, MAKE_DROP, column, NULL, NULL);
}

/* ---- its place ---- */

/* The columns as they are laid out, with the new one behind that which it is made of. */
static bool put_beside(const struct data_state *state, struct work_draft *draft, int64_t source,
                       int64_t column)
{
    size_t count = state->layout.count;
    struct view_column *now = data_layout_list(&state->layout, draft->arena);
    struct view_column *all = arena_array(draft->arena, count + 1, sizeof *all);
    if (now == NULL || all == NULL)
        return false;
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        all[at++] = now[i];
        if (now[i].id == source)
            all[at++] = (struct view_column){.id = column};
    }
    draft->state.columns = all;
    draft->state.column_count = at;
    draft->state.pinned = (int)state->layout.pinned;
    return true;
}

void data_read_again(struct pane *pane)
{
    const struct data_state *state = data_state(pane);
    data_submit_open(pane, state->wanted, state->table.top);
    app_changed(pane);
}

void data_take_make(struct pane *pane, struct job *job)
{
    struct data_state *state = data_state(pane);
    const struct make_request *request = job->request;
    const struct derive_done *done = job->result;
    if (job->status == STATUS_CANCELLED)
        return;
    if (job->status != STATUS_OK) {
        app_say_error(pane->app, &job->error);
        return;
    }
    static const enum text_id words[] = {[MAKE_NEW] = TEXT_MAKE_DONE,
                                         [MAKE_CHANGE] = TEXT_MAKE_CHANGED,
                                         [MAKE_DROP] = TEXT_MAKE_REMOVED};
    struct work_draft *draft = work_draft(state->work);
    if (draft != NULL &&
        (request->what != MAKE_NEW || put_beside(state, draft, request->source, done->column)))
        work_commit_made(state->work, draft, done->entry, words[request->what],
                         TEXT_VALUES(text_string("column", request->shown)));
    else if (draft != NULL)
        work_abandon(draft);
    /* Beside the cursor's column it can be seen; else the cursor goes there. */
    if (request->what == MAKE_NEW && data_column(state)->id != request->source)
        state->made = done->column;
    overlay_pop_all(pane->app);
    data_read_again(pane);
}

/* ---- taking back, and doing again ---- */

struct settle_request {
    int64_t step;
    const char *entry, *by;
};

/* dataset: one that was made again, under a new id; 0: none. */
struct settle_result {
    char entry[UUID_SIZE];
    int64_t dataset;
};

static enum status run_settle(struct job *job, struct error *err)
{
    const struct settle_request *request = job->request;
    struct settle_result *result = arena_alloc(job->arena, sizeof *result);
    if (result == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = result;
    enum status status = change_undo(job->db, request->entry, request->by, result->entry, err);
    if (status == STATUS_OK)
        result->dataset = per_person_made(job->db, job->arena, result->entry);
    return status;
}

static const struct job_class settle_job = {.name = "data.settle", .run = run_settle};

void data_settle(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    int64_t step;
    const char *entry;
    if (state->settling || !work_due(state->work, &step, &entry))
        return;
    struct job *job = app_job(pane, &settle_job);
    struct settle_request *request = job != NULL ? job_request(job, sizeof *request) : NULL;
    if (request == NULL)
        return;
    request->step = step;
    request->entry = arena_string(job->arena, entry);
    request->by = arena_string(job->arena, app_person(pane->app));
    job->lane = LANE_SETTLE;
    state->settling = true;
    app_submit(job);
}

/* What somebody else has changed since stays as they left it. */
void data_take_settle(struct pane *pane, struct job *job)
{
    struct data_state *state = data_state(pane);
    const struct settle_request *request = job->request;
    state->settling = false;
    if (job->status == STATUS_CANCELLED || job->status == STATUS_BUSY)
        return;
    if (job->status != STATUS_OK)
        app_say_error(pane->app, &job->error);
    const struct settle_result *result = job->status == STATUS_OK ? job->result : NULL;
    const char *entry = result && result->entry[0] ? result->entry : NULL;
    if (result && !entry)
        app_say(pane->app, TEXT_MAKE_DATASET_GONE, NULL);
    work_settle(state->work, request->step, entry);
    if (result && result->dataset)
        data_show(pane, result->dataset);
    else
        data_read_again(pane);
    data_settle(pane);
}

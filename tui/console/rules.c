/*
 * Owns what this console does about the rules of its jam: when the worker that watches has seen
 * them change, they are copied into the team's file, and where the team waits for its data and
 * they are open, this console brings them, unless another one does. Then it looks again in a
 * while: that one may have died.
 */
#include "core/base/clock.h"
#include "core/service/team_data.h"
#include "tui/console/app_private.h"

enum { AGAIN_MS = 5000 };

/* ---- looking ---- */

static enum status run_look(struct job *job, struct error *err)
{
    enum team_data_state *state = arena_alloc(job->arena, sizeof *state);
    if (!state)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = state;
    return job->db ? team_data_look(job->db, state, err) : STATUS_OK;
}

static const struct job_class look_job = {.name = "console.rules", .run = run_look};

/* ---- bringing ---- */

static void tell_progress(void *context, const struct import_progress *progress)
{
    job_progress(context, progress->bytes, progress->total, NULL);
}

static enum status run_bring(struct job *job, struct error *err)
{
    struct team_data_brought *brought = arena_alloc(job->arena, sizeof *brought);
    const struct team_data_wish wish = {.by = job->request,
                                        .progress = tell_progress,
                                        .progress_context = job,
                                        .cancel = job->cancel};
    if (!brought)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = brought;
    return team_data_bring(job->db, &wish, brought, err);
}

static const struct job_class bring_job = {
    .name = "console.data", .run = run_bring, .slow = true, .progress = TEXT_TEAM_DATA_RUNS};

static void look_again(struct app *app)
{
    app->rules_at = clock_steady_ms() + AGAIN_MS;
}

static void brought(struct app *app, struct job *job)
{
    const struct team_data_brought *result = job->result;
    app->bringing = false;
    if (job->status == STATUS_OK) {
        app_tell_all(app);
        app_say(app, TEXT_TEAM_DATA_BROUGHT,
                TEXT_VALUES(text_number("datasets", result->datasets),
                            text_number("rows", result->rows)));
        return;
    }
    if (job->status != STATUS_BUSY && job->status != STATUS_CANCELLED)
        app_say_error(app, &job->error);
    look_again(app);
}

static void bring(struct app *app)
{
    struct job *job = app->bringing ? NULL : app_job(app_focused(app), &bring_job);
    if (!job)
        return;
    job->request = arena_string(job->arena, app_person(app));
    job->private->pane = NULL;
    job->private->done = brought;
    app->bringing = true;
    app_submit(job);
}

static void looked(struct app *app, struct job *job)
{
    const enum team_data_state *state = job->result;
    if (job->status != STATUS_OK)
        return; /* the next change, or whoever comes next, tries again */
    if (app->data_closed != (*state == TEAM_DATA_CLOSED)) {
        app->data_closed = *state == TEAM_DATA_CLOSED;
        app_tell_panes(app, "data.closed", "");
    }
    if (*state == TEAM_DATA_READY)
        bring(app);
    else if (*state == TEAM_DATA_TAKEN)
        look_again(app);
}

/* ---- when ---- */

void rules_listen(struct app *app)
{
    struct job *job =
        *app->jam_folder && *app->team_file ? app_job(app_focused(app), &look_job) : NULL;
    if (!job)
        return;
    job->private->pane = NULL;
    job->private->done = looked;
    app_submit(job);
}

void rules_turn(struct app *app)
{
    if (!app->rules_at || clock_steady_ms() < app->rules_at)
        return;
    app->rules_at = 0;
    rules_listen(app);
}

int64_t rules_wait_ms(const struct app *app)
{
    int64_t left = app->rules_at - clock_steady_ms();
    return !app->rules_at ? INT64_MAX : left > 0 ? left : 0;
}

bool app_data_closed(const struct app *app)
{
    return app->data_closed;
}

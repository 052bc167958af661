/*
 * What the facilitator's console does on the disk: reads the day with its teams, does
 * something to the clock, announces. Each opens the jam file for itself, so that it is never
 * held open.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/clock.h"
#include "core/service/data_gate.h"
#include "core/service/notices.h"
#include "tui/console/app.h"
#include "tui/pane/facilitate_state.h"

enum { LISTEN_MS = 5000, LANE_LISTEN = 1 };

struct day_request {
    const char *jam;
    const char *by;
    bool acts, listens;
    struct day_event event;
    struct notice notice;
};

static int by_name(const void *a, const void *b)
{
    const struct coach_team *left = a, *right = b;
    return strcasecmp(left->name, right->name);
}

static enum status read_view(const char *jam, struct arena *arena, struct facilitate_view *view,
                             struct error *err)
{
    struct db *db = NULL;
    enum status status = day_open(&db, jam, DB_WRITE, err);
    if (status == STATUS_OK)
        status = day_load(db, arena, &view->loaded, err);
    if (status == STATUS_OK)
        status = rules_stored(db, &view->rules, err);
    db_close(db);
    if (status == STATUS_OK)
        status = coach_read(jam, arena, &view->jam, err);
    if (status == STATUS_OK && view->jam.team_count > 0) /* each stays at its place all day */
        qsort(view->jam.teams, view->jam.team_count, sizeof *view->jam.teams, by_name);
    return status;
}

/* The clock's record is lost or torn: the log has all of it. */
static enum status write_anew(const char *jam, struct error *err)
{
    struct db *db = NULL;
    enum status status = day_open(&db, jam, DB_WRITE, err);
    if (status == STATUS_OK)
        status = day_publish(db, jam, NULL, err);
    db_close(db);
    return status;
}

/* The phase of the data may have come, also by itself. Where they can't be opened, the day goes
 * on all the same. */
static enum status follow(struct job *job, struct facilitate_view *view, struct error *err)
{
    const struct day_request *request = job->request;
    struct error trouble = {0};
    enum status status = data_gate_follow(request->jam, request->by, &view->opened, &trouble);
    if (status == STATUS_NOT_FOUND || status == STATUS_DAMAGED)
        return write_anew(request->jam, err);
    if (status != STATUS_OK && request->acts)
        view->stays = arena_string(job->arena, trouble.message);
    return STATUS_OK;
}

static enum status run_day(struct job *job, struct error *err)
{
    const struct day_request *request = job->request;
    struct facilitate_view *view = arena_alloc(job->arena, sizeof *view);
    enum status status = STATUS_OK;
    if (!view)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (request->acts)
        status = day_do(request->jam, &request->event, request->by, NULL, err);
    if (status == STATUS_OK)
        status = follow(job, view, err);
    if (status == STATUS_OK && request->notice.text)
        status = notice_add(request->jam, &request->notice, err);
    if (status == STATUS_OK)
        status = read_view(request->jam, job->arena, view, err);
    job->result = view;
    return status;
}

static const struct job_class day_job = {.name = "facilitate.day", .run = run_day};

static void submit(struct pane *pane, const struct day_event *event, const char *notice)
{
    const struct facilitate *state = pane->state;
    struct job *job = app_job(pane, &day_job);
    struct day_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request)
        return;
    request->jam = arena_string(job->arena, app_jam_folder(pane->app));
    request->by = arena_string(job->arena, app_person(pane->app));
    request->acts = event != NULL;
    if (event)
        request->event = *event;
    if (notice)
        request->notice = (struct notice){.at_ms = clock_now_ms(),
                                          .by = request->by,
                                          .to = arena_string(job->arena, state->to),
                                          .text = arena_string(job->arena, notice)};
    request->listens = !event && !notice;
    job->lane = request->listens ? LANE_LISTEN : 0;
    app_submit(job);
}

void facilitate_read(struct pane *pane)
{
    submit(pane, NULL, NULL);
}

void facilitate_do(struct pane *pane, enum day_action action, int64_t minutes)
{
    int64_t now = clock_now_ms();
    const struct day_event event = {.at_ms = now,
                                    .action = action,
                                    .minutes = minutes,
                                    .midnight_ms = clock_local_midnight(now),
                                    .speed = 1};
    submit(pane, &event, NULL);
}

void facilitate_say(struct pane *pane, const char *text)
{
    submit(pane, NULL, text);
}

void facilitate_taken(struct pane *pane, struct job *job)
{
    struct facilitate *state = pane->state;
    const struct day_request *request = job->request;
    if (request->listens && job->status != STATUS_CANCELLED)
        app_tick(pane, LISTEN_MS);
    if (job->status != STATUS_OK) {
        if (job->status != STATUS_CANCELLED)
            app_say_error(pane->app, &job->error);
        return;
    }
    arena_free(state->home);
    state->view = job->result;
    state->home = job_take_arena(job);
    if (state->view->opened)
        app_say(pane->app, TEXT_DATA_GATE_OPENED, NULL);
    else if (state->view->stays)
        app_say(pane->app, TEXT_DATA_GATE_STAYS,
                TEXT_VALUES(text_string("why", state->view->stays)));
}

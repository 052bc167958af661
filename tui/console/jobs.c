/*
 * Owns the console's side of jobs: handing them to the workers, dropping stale answers,
 * delivering the others to their panes.
 */
#include <poll.h>
#include <stdlib.h>

#include "core/base/clock.h"
#include "tui/console/app_private.h"

/* A job that takes less is not worth a bar that flickers. */
enum { SHOW_AFTER_MS = 250 };

struct job *app_job(struct pane *pane, const struct job_class *class)
{
    struct job *job = job_new(class, pane);
    if (job) {
        job->private->app = pane->app;
        job->frames = pane->app->frames;
    } else {
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
    }
    return job;
}

static struct worker *worker_of(const struct app *app, const struct job *job)
{
    const struct job_class *class = job->class;
    return class->day     ? app->watcher
           : class->aside ? app->aside
           : class->slow  ? app->slow
                          : app->quick;
}

static void replace_lane(struct app *app, const struct pane *pane, unsigned lane)
{
    for (struct job *job = app->outstanding; job; job = job->private->outstanding) {
        if (job->private->pane != pane || job->private->stale || (lane && job->lane != lane))
            continue;
        job->private->stale = true;
        worker_cancel(worker_of(app, job), job);
    }
}

void app_submit(struct job *job)
{
    struct app *app = job->private->app;
    if (job->lane)
        replace_lane(app, job->private->pane, job->lane);
    job->private->outstanding = app->outstanding;
    app->outstanding = job;
    worker_submit(worker_of(app, job), job);
}

void app_cancel(struct pane *pane, unsigned lane)
{
    replace_lane(pane->app, pane, lane);
}

bool app_waiting(const struct pane *pane, unsigned lane)
{
    for (const struct job *job = pane->app->outstanding; job; job = job->private->outstanding) {
        if (job->private->pane == pane && !job->private->stale && job->lane == lane)
            return true;
    }
    return false;
}

bool app_idle(const struct app *app)
{
    return !app->outstanding;
}

bool app_opening(const struct app *app)
{
    for (const struct job *job = app->outstanding; job; job = job->private->outstanding)
        if (!job->private->stale && !job->private->done && !job->class->aside)
            return true;
    return false;
}

/* The oldest job that shows its progress, once it has taken a moment. */
struct job *app_shown_job(const struct app *app)
{
    struct job *shown = NULL;
    for (struct job *job = app->outstanding; job; job = job->private->outstanding) {
        if (job->class->progress != TEXT_NONE && !job->private->stale)
            shown = job;
    }
    if (!shown || clock_steady_ms() - shown->private->since < SHOW_AFTER_MS)
        return NULL;
    return shown;
}

bool app_cancel_shown(struct app *app)
{
    bool any = false;
    for (struct job *job = app->outstanding; job; job = job->private->outstanding) {
        if (job->class->progress == TEXT_NONE || job->private->stale)
            continue;
        worker_cancel(worker_of(app, job), job); /* its pane is told: STATUS_CANCELLED */
        any = true;
    }
    return any;
}

static void take_off_list(struct app *app, const struct job *job)
{
    struct job **link = &app->outstanding;
    while (*link && *link != job)
        link = &(*link)->private->outstanding;
    if (*link)
        *link = job->private->outstanding;
}

static void tell(struct pane *pane, const struct message *message)
{
    if (pane->class->message)
        pane->class->message(pane, message);
    pane->private->dirty = true;
    pane->app->dirty = true;
}

static void deliver(struct app *app, struct job *job)
{
    struct message message = {.kind = MESSAGE_REPLY, .job = job, .topic = "", .text = ""};
    take_off_list(app, job);
    if (job->private->done && !job->private->stale)
        job->private->done(app, job);
    else if (!job->private->stale && job->private->pane)
        tell(job->private->pane, &message);
    app->dirty = true;
    if (!job->private->kept)
        job_free(job);
}

static void tell_change(struct app *app, const struct pane *except)
{
    struct message message = {.kind = MESSAGE_CHANGED, .topic = "", .text = ""};
    for (size_t i = 0; i < app->pane_count; i++) {
        if (&app->panes[i] != except)
            tell(&app->panes[i], &message);
    }
}

void app_deliver(struct app *app)
{
    bool changed = false, news = false, here = false, day = false;
    struct job *job = mailbox_take(app->mailbox, &changed, &news, &here, &day);
    app->dirty |= news;
    while (job) {
        struct job *next = job->private->next;
        deliver(app, job);
        job = next;
    }
    if (changed) {
        tell_change(app, NULL);
        call_listen(app);
    }
    if (here)
        presence_listen(app);
    if (day) {
        today_listen(app);
        rules_listen(app);
    }
}

void app_changed(struct pane *pane)
{
    tell_change(pane->app, pane);
}

void app_tell_all(struct app *app)
{
    tell_change(app, NULL);
}

bool app_tell(struct app *app, const char *pane_name, const char *topic, const char *text)
{
    struct message message = {.kind = MESSAGE_TOLD, .topic = topic, .text = text ? text : ""};
    struct pane *pane = app_pane_named(app, pane_name);
    if (!pane)
        return false;
    tell(pane, &message);
    return true;
}

void app_tell_panes(struct app *app, const char *topic, const char *text)
{
    struct message message = {.kind = MESSAGE_TOLD, .topic = topic, .text = text};
    for (size_t i = 0; i < app->pane_count; i++)
        tell(&app->panes[i], &message);
}

void app_drop_jobs(struct app *app)
{
    for (struct job *job = app->outstanding; job; job = job->private->outstanding) {
        job->private->stale = true;
        worker_cancel(worker_of(app, job), job);
    }
}

void app_settle(struct app *app)
{
    app_turn(app);
    while (!app_idle(app)) {
        struct pollfd wake = {.fd = mailbox_descriptor(app->mailbox), .events = POLLIN};
        poll(&wake, 1, -1);
        app_turn(app);
    }
}

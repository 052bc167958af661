/*
 * Owns when the console copies the team file: looked at once a minute, at the start, and when
 * the phase of the day changes. The copying is a job that nobody waits for; it is heard of only
 * when it could not be done, and then once.
 */
#include <stdio.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/service/backup.h"
#include "tui/console/app_private.h"

enum { LOOK_EVERY_MS = 60 * 1000 };

struct backups_request {
    struct backups *backups;
    const char *phase;
};

static enum status run_backups(struct job *job, struct error *err)
{
    const struct backups_request *request = job->request;
    enum backup_news news;
    if (!job->db || !db_writable(job->db) || !*db_path(job->db))
        return STATUS_OK;
    return backups_turn(request->backups, job->db, request->phase, job->cancel, &news, err);
}

static const struct job_class backups_job = {
    .name = "console.backups", .run = run_backups, .slow = true, .aside = true};

static void say(struct app *app, const struct error *err)
{
    struct error words = *err;
    error_set(&words, err->code, TEXT_BACKUP_IN_CONSOLE,
              TEXT_VALUES(text_string("why", err->message)));
    app_say_error(app, &words);
}

/* Busy: another one is made in a minute. */
static void done(struct app *app, struct job *job)
{
    bool failed =
        job->status != STATUS_OK && job->status != STATUS_BUSY && job->status != STATUS_CANCELLED;
    if (failed && !app->backups_failed)
        say(app, &job->error);
    app->backups_failed = failed;
    app->backups_run = false;
}

void backups_look(struct app *app)
{
    if (!app->backups || app->backups_run || clock_steady_ms() < app->backups_at)
        return;
    app->backups_at = clock_steady_ms() + LOOK_EVERY_MS;
    struct job *job = app_job(app_focused(app), &backups_job);
    struct backups_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request)
        return;
    request->backups = app->backups;
    request->phase = arena_string(job->arena, app->phase);
    job->private->pane = NULL;
    job->private->done = done;
    app->backups_run = request->phase != NULL;
    if (request->phase)
        app_submit(job);
    else
        job_free(job);
}

int64_t backups_wait_ms(const struct app *app)
{
    int64_t left = app->backups_at - clock_steady_ms();
    return !app->backups || app->backups_run ? INT64_MAX : left > 0 ? left : 0;
}

void app_set_phase(struct app *app, const char *phase)
{
    if (strcmp(phase, app->phase) == 0)
        return;
    snprintf(app->phase, sizeof app->phase, "%s", phase);
    app->backups_at = clock_steady_ms();
}

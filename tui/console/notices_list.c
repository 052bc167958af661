/*
 * Owns the list of today's announcements. Apart from today.c, which tells each of them once: here
 * they are read anew from the file, so that whoever came late, or looked away, has them, too.
 */
#include <string.h>

#include "core/base/clock.h"
#include "core/service/notices.h"
#include "tui/console/app_private.h"

enum { LINES_MOST = 60, FROM = 120 };

struct notices_result {
    struct notice *notices;
    size_t count;
};

static enum status run_list(struct job *job, struct error *err)
{
    struct notices_result *result = arena_alloc(job->arena, sizeof *result);
    int64_t offset = 0;
    if (!result)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = result;
    return notices_read(job->request, job->arena, &offset, &result->notices, &result->count, err);
}

static const struct job_class list_job = {.name = "console.notices", .run = run_list};

/* "10:41 Robin"; where those to all teams stand, to which. */
static void from_words(const struct notice *notice, char *out, size_t size)
{
    char at[8];
    text_format(out, size, *notice->to ? TEXT_NOTICES_TO : TEXT_NOTICES_FROM,
                TEXT_VALUES(text_string("at", clock_local_hm(at, sizeof at, notice->at_ms)),
                            text_string("by", notice->by), text_string("team", notice->to)));
}

static void listed(struct app *app, struct job *job)
{
    const struct notices_result *result = job->result;
    const int64_t midnight = clock_local_midnight(clock_now_ms());
    struct card_line lines[LINES_MOST];
    char from[LINES_MOST][FROM];
    size_t count = 0;
    if (job->status != STATUS_OK) {
        if (job->status != STATUS_CANCELLED)
            app_say_error(app, &job->error);
        return;
    }
    for (size_t i = result->count; i-- > 0 && count < LINES_MOST;) {
        const struct notice *notice = &result->notices[i];
        if (notice->at_ms < midnight || (*app->team_file && !today_is_for_us(app, notice->to)))
            continue; /* who runs the day has those to all teams */
        from_words(notice, from[count], sizeof from[count]);
        lines[count] = (struct card_line){from[count], notice->text, THEME_OVERLAY};
        count++;
    }
    if (count == 0)
        lines[count++] = (struct card_line){NULL, text_get(TEXT_NOTICES_NONE), THEME_OVERLAY};
    const struct card_request card = {
        .title = text_get(TEXT_NOTICES_TITLE), .lines = lines, .count = count};
    app_open_card(app_focused(app), &card);
}

void notices_open(struct pane *pane)
{
    struct job *job = app_job(pane, &list_job);
    if (!job)
        return;
    job->request = arena_string(job->arena, pane->app->jam_folder);
    job->private->pane = NULL;
    job->private->done = listed;
    if (job->request)
        app_submit(job);
    else
        job_free(job);
}

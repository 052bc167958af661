/*
 * What the facilitator's console does on the disk: reads the day with its teams, does
 * something to the clock, announces, and what the forms ask for. Each opens the jam file for
 * itself, so that it is never held open.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/clock.h"
#include "core/service/data_gate.h"
#include "core/service/notices.h"
#include "core/service/topic_folder.h"
#include "tui/console/app.h"
#include "tui/pane/facilitate_state.h"

enum { LISTEN_MS = 5000, LANE_LISTEN = 1, WORDS = 240, FOLDER = 300 };

struct day_request {
    const char *jam;
    const char *by, *to; /* to: the folder of a team, or "" */
    struct facilitate_wish wish;
    struct rules seen; /* what the wish for rules points to */
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
    if (status == STATUS_OK)
        status = rules_leads(db, arena, &view->leads, err);
    db_close(db);
    if (status == STATUS_OK)
        status = topic_names(arena, jam, &view->topics, &view->topic_count, err);
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
    if (status != STATUS_OK && request->wish.work != WORK_READ)
        view->stays = arena_string(job->arena, trouble.message);
    return STATUS_OK;
}

/* ---- what is asked for ---- */

static enum status say(const struct day_request *request, struct error *err)
{
    const struct notice notice = {
        .at_ms = clock_now_ms(), .by = request->by, .to = request->to, .text = request->wish.text};
    return notice_add(request->jam, &notice, err);
}

static enum status set_rules(const struct day_request *request, struct facilitate_view *view,
                             struct error *err)
{
    struct rules rules;
    enum status status = rules_set(request->jam, &request->wish.rules, request->by, &rules, err);
    if (status == STATUS_OK && request->wish.rules.closed == RULES_YES)
        status = rules_count_early(request->jam, &view->early, err);
    return status;
}

static void tell_progress(void *context, const struct import_progress *progress)
{
    job_progress(context, progress->bytes, progress->total, NULL);
}

static enum status add_team(struct job *job, struct facilitate_view *view, struct error *err)
{
    const struct day_request *request = job->request;
    struct team_wish wish = request->wish.team;
    wish.by = request->by;
    wish.progress = tell_progress;
    wish.progress_context = job;
    wish.cancel = job->cancel;
    return jam_add_team(request->jam, &wish, &view->made, err);
}

static enum status work(struct job *job, struct facilitate_view *view, struct error *err)
{
    const struct day_request *request = job->request;
    switch (request->wish.work) {
    case WORK_CLOCK:
        return day_do(request->jam, &request->wish.event, request->by, NULL, err);
    case WORK_SAY:
        return say(request, err);
    case WORK_RULES:
        return set_rules(request, view, err);
    case WORK_TEAM:
        return add_team(job, view, err);
    case WORK_AGENDA:
        return day_change_agenda(request->jam, &request->wish.edit, request->by, &view->field, err);
    default:
        return STATUS_OK;
    }
}

/* A form is told why it is refused together with how things stand now. */
static enum status run_day(struct job *job, struct error *err)
{
    const struct day_request *request = job->request;
    struct facilitate_view *view = arena_alloc(job->arena, sizeof *view);
    if (!view)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = work(job, view, err);
    if (status != STATUS_OK && request->wish.form) {
        view->refused = *err;
        view->refused.code = status;
        status = STATUS_OK;
    }
    if (status == STATUS_OK)
        status = follow(job, view, err);
    if (status == STATUS_OK)
        status = read_view(request->jam, job->arena, view, err);
    job->result = view;
    return status;
}

static const struct job_class day_job = {.name = "facilitate.day", .run = run_day};
static const struct job_class team_job = {
    .name = "facilitate.team", .run = run_day, .slow = true, .progress = TEXT_FACILITATE_ADDING};

/* ---- submitting ---- */

static const char *copy(struct arena *arena, const char *text)
{
    return text ? arena_string(arena, text) : NULL;
}

static struct agenda_item copy_item(struct arena *arena, const struct agenda_item *item)
{
    struct agenda_item out = *item;
    out.title = copy(arena, item->title);
    out.kind = copy(arena, item->kind);
    out.note = copy(arena, item->note);
    return out;
}

/* What a wish points to belongs to a form or a view, which may go before the job runs. */
static void copy_wish(struct arena *arena, struct day_request *request)
{
    struct facilitate_wish *wish = &request->wish;
    wish->text = copy(arena, wish->text);
    wish->rules.leads = copy(arena, wish->rules.leads);
    wish->rules.leads_seen = copy(arena, wish->rules.leads_seen);
    if (wish->rules.seen) {
        request->seen = *wish->rules.seen;
        wish->rules.seen = &request->seen;
    }
    wish->team.name = copy(arena, wish->team.name);
    wish->team.topic = copy(arena, wish->team.topic);
    wish->team.group = copy(arena, wish->team.group);
    wish->edit.was = copy_item(arena, &wish->edit.was);
    wish->edit.now = copy_item(arena, &wish->edit.now);
}

void facilitate_submit(struct pane *pane, const struct facilitate_wish *wish)
{
    const struct facilitate *state = pane->state;
    struct job *job = app_job(pane, wish->work == WORK_TEAM ? &team_job : &day_job);
    struct day_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request)
        return;
    request->jam = arena_string(job->arena, app_jam_folder(pane->app));
    request->by = arena_string(job->arena, app_person(pane->app));
    request->to = arena_string(job->arena, state->to);
    request->wish = *wish;
    copy_wish(job->arena, request);
    job->lane = wish->work == WORK_READ ? LANE_LISTEN : 0;
    app_submit(job);
}

void facilitate_read(struct pane *pane)
{
    facilitate_submit(pane, &(struct facilitate_wish){.work = WORK_READ});
}

void facilitate_do(struct pane *pane, enum day_action action, int64_t minutes)
{
    const struct facilitate *state = pane->state;
    int64_t now = clock_now_ms();
    bool step = action == DAY_NEXT || action == DAY_BACK;
    const struct facilitate_wish wish = {.work = WORK_CLOCK,
                                         .event = {.at_ms = now,
                                                   .action = action,
                                                   .minutes = minutes,
                                                   .midnight_ms = clock_local_midnight(now),
                                                   .speed = 1,
                                                   .anew = action == DAY_START && state->anew,
                                                   .seen = step ? state->seen : 0}};
    facilitate_submit(pane, &wish);
}

void facilitate_say(struct pane *pane, const char *text)
{
    facilitate_submit(pane, &(struct facilitate_wish){.work = WORK_SAY, .text = text});
}

/* ---- what is back ---- */

/* The cursor stays on its team, wherever that is now. */
static void find_team(struct facilitate *state)
{
    const struct coach_jam *jam = &state->view->jam;
    for (size_t i = 0; i < jam->team_count; i++)
        if (strcmp(jam->teams[i].name, state->team) == 0)
            state->cursor = i;
    if (state->cursor >= jam->team_count)
        state->cursor = jam->team_count > 0 ? jam->team_count - 1 : 0;
}

/* The team of that folder, as people name it. */
static const char *name_of_folder(const struct coach_jam *jam, const char *folder)
{
    char end[FOLDER];
    size_t len = (size_t)snprintf(end, sizeof end, "/%s/team.db", folder);
    for (size_t i = 0; i < jam->team_count && len < sizeof end; i++) {
        const char *path = jam->teams[i].path;
        if (strlen(path) >= len && strcmp(path + strlen(path) - len, end) == 0)
            return jam->teams[i].name;
    }
    return folder;
}

static void tell_said(struct pane *pane, const struct coach_jam *jam, const char *to)
{
    app_say(pane->app, *to ? TEXT_CLOCK_SAID : TEXT_CLOCK_SAID_ALL,
            TEXT_VALUES(text_string("team", name_of_folder(jam, to))));
}

void facilitate_taken(struct pane *pane, struct job *job)
{
    struct facilitate *state = pane->state;
    const struct day_request *request = job->request;
    const struct facilitate_wish wish = request->wish; /* its texts are in the job's arena */
    if (wish.work == WORK_READ && job->status != STATUS_CANCELLED)
        app_tick(pane, LISTEN_MS);
    if (job->status != STATUS_OK) {
        if (wish.form && wish.form == state->form.number)
            app_form_note(pane, job->error.message, true);
        else if (job->status != STATUS_CANCELLED)
            app_say_error(pane->app, &job->error);
        if (job->status == STATUS_STALE)
            facilitate_read(pane);
        return;
    }
    if (wish.work == WORK_SAY)
        tell_said(pane, &((const struct facilitate_view *)job->result)->jam, request->to);
    struct arena *before = state->home;
    state->view = job->result;
    state->home = job_take_arena(job);
    arena_free(before);
    find_team(state);
    if (wish.form)
        facilitate_form_done(pane, &wish);
    if (wish.work != WORK_READ)
        facilitate_read(pane); /* what was being read meanwhile is of before */
    const struct day *day = &state->view->loaded.day;
    char late[WORDS] = "";
    if (wish.work == WORK_CLOCK)
        day_late_words(day, clock_now_ms(), late, sizeof late);
    if (wish.form || state->view->opened || state->view->stays || *late)
        app_day_told(pane->app, day->sequence);
    if (state->view->opened)
        app_say(pane->app, TEXT_DATA_GATE_OPENED, NULL);
    else if (state->view->stays)
        app_say(pane->app, TEXT_DATA_GATE_STAYS,
                TEXT_VALUES(text_string("why", state->view->stays)));
    else if (*late)
        app_say(pane->app, TEXT_CLOCK_LATE, TEXT_VALUES(text_string("words", late)));
}

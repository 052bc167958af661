/* What the lead's screen reads and does: the team file and who is here, quickly; the figures of
 * the deck beside it, since nobody waits for them; a tick. */
#include "tui/pane/board_state.h"
#include "tui/pane/lead.h"

struct lead_request {
    bool ticks, on;
    enum lead_item item;
    const char *by;
};

static enum status run_lead(struct job *job, struct error *err)
{
    const struct lead_request *request = job->request;
    struct lead_view *view = arena_alloc(job->arena, sizeof *view);
    enum status status = STATUS_OK;
    if (!view)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = view;
    if (request->ticks)
        status = lead_tick(job->db, request->item, request->on, request->by, err);
    return status == STATUS_OK ? lead_read(job->db, job->arena, view, err) : status;
}

static const struct job_class lead_job = {.name = "lead", .run = run_lead};

void lead_submit_read(struct pane *pane)
{
    struct job *job = app_job(pane, &lead_job);
    if (!job || !job_request(job, sizeof(struct lead_request)))
        return;
    job->lane = BOARD_LANE_LEAD;
    app_submit(job);
}

/* Each is answered: in no lane. */
void lead_submit_tick(struct pane *pane, enum lead_item item, bool on)
{
    struct job *job = app_job(pane, &lead_job);
    struct lead_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request)
        return;
    *request = (struct lead_request){.ticks = true, .on = on, .item = item};
    request->by = arena_string(job->arena, app_person(pane->app));
    if (request->by)
        app_submit(job);
}

static void take_view(struct pane *pane, struct lead_screen *screen, struct job *job)
{
    const struct lead_request *request = job->request;
    const struct lead_view *view = screen->view;
    struct arena *before = screen->home;
    bool ticks = request->ticks, on = request->on;
    enum lead_item item = request->item;
    screen->view = job->result;
    screen->home = job_take_arena(job);
    if (!lead_make_rows(screen)) { /* the lines are still of the one before */
        arena_free(screen->home);
        screen->view = view;
        screen->home = before;
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
        return;
    }
    if (ticks)
        app_say(pane->app, on ? TEXT_LEAD_TICKED_NOW : TEXT_LEAD_UNTICKED,
                TEXT_VALUES(text_string("item", text_get(lead_item_label(item)))));
    arena_free(before);
}

/* ---- figures ---- */

struct check_request {
    struct helper *helper;
};

struct check_result {
    struct lead_check *checks;
    size_t count;
};

static enum status run_check(struct job *job, struct error *err)
{
    const struct check_request *request = job->request;
    const struct frames_watch watch = {.cancel = job->cancel};
    const struct evidence_ground ground = {job->db, job->frames, &watch, request->helper};
    struct check_result *result = arena_alloc(job->arena, sizeof *result);
    if (!result)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = result;
    return lead_check_deck(&ground, job->arena, &result->checks, &result->count, err);
}

static const struct job_class check_job = {.name = "lead.check", .run = run_check, .aside = true};

static void submit_check(struct pane *pane)
{
    struct lead_screen *screen = lead_screen_of(pane->app);
    screen->check_again = screen->checking;
    if (screen->checking) /* a team that never rests would never see the end of one */
        return;
    struct job *job = app_job(pane, &check_job);
    struct check_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request)
        return;
    screen->checking = true;
    request->helper = app_helper(pane->app);
    job->lane = BOARD_LANE_LEAD_CHECK;
    app_submit(job);
}

static void take_check(struct lead_screen *screen, struct job *job)
{
    const struct check_result *result = job->result;
    arena_free(screen->checks_home);
    screen->checks = result->checks;
    screen->check_count = result->count;
    screen->check_failed = false;
    screen->checks_home = job_take_arena(job);
}

/* ---- both ---- */

void lead_read_anew(struct pane *pane)
{
    if (!lead_screen_of(pane->app))
        return;
    lead_submit_read(pane);
    submit_check(pane);
}

bool lead_take(struct pane *pane, struct job *job)
{
    struct lead_screen *screen = lead_screen_of(pane->app);
    bool check = job->class == &check_job;
    if (!check && job->class != &lead_job)
        return false;
    if (job->status != STATUS_OK && job->status != STATUS_CANCELLED) {
        if (check && screen)
            screen->check_failed = true;
        else
            app_say_error(pane->app, &job->error);
    }
    if (check && screen)
        screen->checking = false;
    if (check && screen && screen->check_again)
        submit_check(pane);
    if (!screen || job->status != STATUS_OK)
        return true;
    if (!check)
        take_view(pane, screen, job);
    else
        take_check(screen, job);
    if (check && screen->view && !lead_make_rows(screen))
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
    app_redraw(pane);
    return true;
}

void lead_phase_changed(struct pane *pane)
{
    struct lead_screen *screen = lead_screen_of(pane->app);
    if (screen && screen->view && !lead_make_rows(screen))
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
}

/* Have the figures of evidence changed? Worked out behind everything else, whenever rows or
 * columns may have, or a piece is new. */
#include <stdlib.h>
#include <string.h>

#include "tui/console/app.h"
#include "tui/pane/board_state.h"

struct check_request {
    struct helper *helper;
    struct board_checked *pieces;
    size_t count;
};

static enum status run_check(struct job *job, struct error *err)
{
    struct check_request *request = job->request;
    const struct frames_watch watch = {.cancel = job->cancel};
    const struct evidence_ground ground = {job->db, job->frames, &watch, request->helper};
    for (size_t i = 0; i < request->count; i++) {
        struct arena *arena = arena_new(); /* the figures themselves are not kept */
        struct evidence_now now = {.state = EVIDENCE_SAME};
        enum status status = arena
                                 ? evidence_look(&ground, request->pieces[i].uuid, arena, &now, err)
                                 : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
        request->pieces[i].state = now.state;
        arena_free(arena);
        /* Taken off meanwhile, or not readable: the next reading of the board will tell. */
        if (status != STATUS_OK && status != STATUS_NOT_FOUND && status != STATUS_INVALID)
            return status;
    }
    return STATUS_OK;
}

static const struct job_class check_job = {
    .name = "board.check", .run = run_check, .slow = true, .aside = true};

static uint64_t ground_of(const struct board_state *state)
{
    uint64_t ground = state->read->ground;
    const struct board *board = &state->read->board;
    for (size_t i = 0; i < board->evidence_count; i++)
        ground = (ground ^ (uint64_t)board->evidence[i].id) * 1099511628211u;
    return ground ? ground : 1;
}

void board_check_evidence(struct pane *pane)
{
    struct board_state *state = board_state(pane);
    const struct board *board = &state->read->board;
    uint64_t ground = ground_of(state);
    if (board->evidence_count == 0 || ground == state->checked_ground ||
        (ground == state->checking_ground && app_waiting(pane, BOARD_LANE_CHECK)))
        return;
    struct job *job = app_job(pane, &check_job);
    struct check_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request)
        return;
    request->pieces = arena_array(job->arena, board->evidence_count, sizeof *request->pieces);
    for (size_t i = 0; request->pieces && i < board->evidence_count; i++)
        request->pieces[request->count++].uuid = arena_string(job->arena, board->evidence[i].uuid);
    request->helper = app_helper(pane->app);
    state->checking_ground = ground;
    job->lane = BOARD_LANE_CHECK;
    app_submit(job);
}

void board_take_checks(struct pane *pane, struct job *job)
{
    struct board_state *state = board_state(pane);
    const struct check_request *request = job->request;
    if (job->status != STATUS_OK)
        return; /* tried again when something changes */
    arena_free(state->checks_home);
    state->checks_home = job_take_arena(job);
    state->checks = request->pieces;
    state->check_count = request->count;
    state->checked_ground = state->checking_ground;
    state->stale_view = true;
}

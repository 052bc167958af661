/* The job that compares: both sets, all columns, on the slow worker. */
#include <string.h>

#include "core/service/frames.h"
#include "tui/console/app.h"
#include "tui/pane/compare.h"
#include "tui/pane/data_state.h"

struct compare_order {
    int64_t a_dataset, b_dataset; /* the same one, or two */
    struct compare_request request;
};

static void progress(void *context, int64_t done, int64_t total)
{
    job_progress(context, done, total, NULL);
}

static enum status run(struct job *job, struct error *err)
{
    struct compare_order *order = job->request;
    struct compare_result *result = arena_alloc(job->arena, sizeof *result);
    struct frame_use *use = NULL, *other = NULL;
    const struct frames_watch watch = {progress, job, job->cancel};
    if (result == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    order->request.progress = progress;
    order->request.context = job;
    enum status status = frame_use_begin(&use, job->frames, job->db, order->a_dataset, &watch, err);
    if (status == STATUS_OK && order->b_dataset != order->a_dataset)
        status = frame_use_begin(&other, job->frames, job->db, order->b_dataset, &watch, err);
    if (status == STATUS_OK)
        status = compare_make(use, other, &order->request, job->arena, result, err);
    frame_use_end(other);
    frame_use_end(use);
    job->result = result;
    return status;
}

static const struct job_class compare_job = {
    .name = "data.compare", .run = run, .slow = true, .progress = TEXT_COMPARE_PANE_COUNTING};

static bool fill(struct compare_order *order, struct arena *arena, const struct pane *pane)
{
    const struct comparison *comparison = data_state(pane)->comparison;
    const struct compare_choice *a = &comparison->sets[SET_A], *b = &comparison->sets[SET_B];
    order->a_dataset = a->kind == CHOICE_ROWS ? a->dataset : comparison->dataset;
    order->b_dataset = b->kind == CHOICE_ROWS ? b->dataset : order->a_dataset;
    order->request = (struct compare_request){.rest = b->kind == CHOICE_REST,
                                              .unit = comparison->unit,
                                              .person = COMPARE_ALL_COLUMNS,
                                              .column = COMPARE_ALL_COLUMNS};
    bool own = order->a_dataset == comparison->dataset && order->b_dataset == order->a_dataset;
    return filter_list_copy(arena, &a->filters, &order->request.a) &&
           filter_list_copy(arena, &b->filters, &order->request.b) &&
           (!own || comparison_ground(pane, arena, &order->request.ground));
}

void compare_submit(struct pane *pane)
{
    struct compare_view *view = compare_view_open(pane);
    struct job *job = view != NULL ? app_job(pane, &compare_job) : NULL;
    struct compare_order *order = job != NULL ? job_request(job, sizeof *order) : NULL;
    if (order == NULL || !fill(order, job->arena, pane))
        return;
    job->lane = LANE_COMPARE;
    job->tag = ++view->wanted;
    app_submit(job);
}

void compare_take(struct pane *pane, struct job *job)
{
    struct compare_view *view = compare_view_find(pane);
    if (view == NULL || job->tag != view->wanted)
        return;
    error_clear(&view->err);
    if (job->status != STATUS_OK) {
        view->err = job->error;
        view->err.code = job->status;
        if (job->status == STATUS_CANCELLED)
            error_set(&view->err, STATUS_CANCELLED, TEXT_COMPARE_PANE_STOPPED, NULL);
    } else {
        view->result = job->result;
        arena_free(view->arena);
        view->arena = job_take_arena(job);
    }
    app_redraw(pane);
}

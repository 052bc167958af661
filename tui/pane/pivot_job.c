/*
 * The jobs of the Pivot pane: the table that is asked for, and the filters that lead to the
 * rows behind a cell. The latter makes the table once more, which takes no time worth
 * mentioning: so no job ever reads what the pane may throw away meanwhile.
 */
#include <string.h>

#include "core/base/clock.h"
#include "core/service/frames.h"
#include "core/service/pivot.h"
#include "tui/console/app.h"
#include "tui/pane/pivot_state.h"

/* A table that takes longer than that is not to hold up the pages of the Data pane. */
enum { QUICK_MS = 25 };

bool pivot_order_fill(struct pivot_order *order, struct arena *arena, const struct pane *pane)
{
    const struct work *work = pivot_state(pane)->work;
    const struct work_state *now = work_state(work);
    order->dataset = work_dataset(work)->id;
    return filter_list_copy(arena, &now->filters, &order->filters) &&
           pivot_spec_copy(arena, &now->pivot, &order->spec);
}

static void progress(void *context, int64_t done, int64_t total)
{
    job_progress(context, done, total, NULL);
}

enum status pivot_use_begin(struct frame_use **out, struct job *job, int64_t dataset,
                            struct error *err)
{
    const struct frames_watch watch = {progress, job, job->cancel};
    return frame_use_begin(out, job->frames, job->db, dataset, &watch, err);
}

/* ---- the table ---- */

struct page_request {
    struct pivot_order order;
    struct pivot_names names;
};

struct page_result {
    struct pivot_page page;
    int64_t ms;
};

static enum status run_page(struct job *job, struct error *err)
{
    struct page_request *request = job->request;
    struct page_result *result = arena_alloc(job->arena, sizeof *result);
    struct frame_use *use = NULL;
    int64_t start = clock_steady_ms();
    if (result == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    result->page.spec = request->order.spec;
    result->page.names = request->names;
    enum status status = pivot_use_begin(&use, job, request->order.dataset, err);
    if (status == STATUS_OK)
        status = pivot_make(use, &request->order.filters, &request->order.spec, job->arena,
                            &result->page.table, err);
    frame_use_end(use);
    if (status == STATUS_OK && !pivot_page_measure(&result->page, job->arena))
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    result->ms = clock_steady_ms() - start;
    job->result = result;
    return status;
}

/* The same work, before and behind what else is to be done. */
static const struct job_class quick_job = {
    .name = "pivot.page", .run = run_page, .progress = TEXT_PIVOT_PANE_COUNTING};
static const struct job_class slow_job = {
    .name = "pivot.page", .run = run_page, .slow = true, .progress = TEXT_PIVOT_PANE_COUNTING};

static struct pivot_ground ground_now(const struct work *work)
{
    return (struct pivot_ground){.data = work_revision(work, WORK_DATA),
                                 .filters = work_revision(work, WORK_FILTERS),
                                 .pivot = work_revision(work, WORK_PIVOT)};
}

static bool same_ground(const struct pivot_ground *a, const struct pivot_ground *b)
{
    return a->data == b->data && a->filters == b->filters && a->pivot == b->pivot;
}

void pivot_submit_page(struct pane *pane)
{
    struct pivot_state *state = pivot_state(pane);
    const struct pivot_ground ground = ground_now(state->work);
    if (same_ground(&ground, &state->asked))
        return;
    bool quick = state->quick && ground.data == state->asked.data;
    struct job *job = app_job(pane, quick ? &quick_job : &slow_job);
    struct page_request *request = job != NULL ? job_request(job, sizeof *request) : NULL;
    if (request == NULL || !pivot_order_fill(&request->order, job->arena, pane) ||
        !pivot_names_fill(&request->names, job->arena, state->work, &request->order.spec))
        return;
    app_cancel(pane, PIVOT_LANE_PAGE); /* the one before may be with the other worker */
    state->asked = ground;
    state->waiting = true;
    job->lane = PIVOT_LANE_PAGE;
    app_submit(job);
}

static void show_page(struct pane *pane, struct job *job)
{
    struct pivot_state *state = pivot_state(pane);
    const struct page_request *request = job->request;
    const struct page_result *result = job->result;
    if (!pivot_view_set(&state->view, &result->page)) {
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
        return;
    }
    state->quick = result->ms <= QUICK_MS;
    state->dataset = request->order.dataset;
    arena_free(state->home);
    state->home = job_take_arena(job);
}

void pivot_take_page(struct pane *pane, struct job *job)
{
    struct pivot_state *state = pivot_state(pane);
    state->waiting = false;
    state->trouble = (struct error){0};
    if (job->status == STATUS_OK) {
        show_page(pane, job);
        return;
    }
    state->trouble = job->error;
    state->quick = false;
    if (job->status == STATUS_CANCELLED)
        error_set(&state->trouble, STATUS_CANCELLED, TEXT_PIVOT_PANE_STOPPED, NULL);
}

void pivot_command_again(struct pane *pane)
{
    pivot_state(pane)->asked = (struct pivot_ground){0};
}

/* ---- the rows behind a cell ---- */

struct drill_request {
    struct pivot_order order;
    const char *words; /* of the cell, to know it again */
    size_t row, column;
    bool compare; /* with the rest, instead of being shown */
};

struct drill_result {
    struct filter_list filters;
    const char *words;
};

/* True when the table that was made anew has that cell in that place. */
static bool is_same_cell(const struct pivot_table *table, const struct drill_request *request)
{
    struct pivot_page page = {.table = *table, .spec = request->order.spec};
    struct buffer words = {0};
    bool same = request->row < table->row_count && request->column < table->column_count;
    page.names.value = "";
    if (same) {
        pivot_cell_words(&page, request->row, request->column, &words);
        same = span_equal(buffer_span(&words), span_string(request->words));
    }
    buffer_free(&words);
    return same;
}

static enum status find_rows(struct frame_use *use, struct job *job, struct error *err)
{
    const struct drill_request *request = job->request;
    struct drill_result *result = job->result;
    const struct pivot_order *order = &request->order;
    struct pivot_table table;
    enum status status = pivot_make(use, &order->filters, &order->spec, job->arena, &table, err);
    if (status == STATUS_OK && !is_same_cell(&table, request))
        return error_set(err, STATUS_STALE, TEXT_PIVOT_PANE_CELL_GONE, NULL);
    if (status == STATUS_OK)
        status = pivot_drill(use, &order->filters, &order->spec, &table, request->row,
                             request->column, job->arena, &result->filters, &result->words, err);
    return status;
}

static enum status run_drill(struct job *job, struct error *err)
{
    const struct drill_request *request = job->request;
    struct frame_use *use = NULL;
    job->result = arena_alloc(job->arena, sizeof(struct drill_result));
    if (job->result == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = pivot_use_begin(&use, job, request->order.dataset, err);
    if (status == STATUS_OK)
        status = find_rows(use, job, err);
    frame_use_end(use);
    return status;
}

static const struct job_class quick_drill = {
    .name = "pivot.drill", .run = run_drill, .progress = TEXT_PIVOT_PANE_LOOKING};
static const struct job_class slow_drill = {
    .name = "pivot.drill", .run = run_drill, .slow = true, .progress = TEXT_PIVOT_PANE_LOOKING};

static void submit_drill(struct pane *pane, bool compare)
{
    struct pivot_state *state = pivot_state(pane);
    const struct pivot_cell *cell = pivot_has_page(pane) ? pivot_view_cell(&state->view) : NULL;
    if (cell == NULL || cell->rows == 0) {
        app_say(pane->app, TEXT_PIVOT_PANE_NO_ROWS, NULL);
        return;
    }
    struct job *job = app_job(pane, state->quick ? &quick_drill : &slow_drill);
    struct drill_request *request = job != NULL ? job_request(job, sizeof *request) : NULL;
    struct buffer words = {0};
    struct pivot_page page = *state->view.page;
    page.names.value = "";
    if (request == NULL || !pivot_order_fill(&request->order, job->arena, pane) ||
        !pivot_spec_copy(job->arena, &page.spec, &request->order.spec)) /* what is to be seen */
        return;
    request->row = pivot_view_row(&state->view);
    request->column = pivot_view_column(&state->view);
    request->compare = compare;
    pivot_cell_words(&page, request->row, request->column, &words);
    request->words = arena_copy(job->arena, buffer_span(&words));
    buffer_free(&words);
    if (request->words == NULL)
        return;
    app_cancel(pane, PIVOT_LANE_DRILL);
    job->lane = PIVOT_LANE_DRILL;
    job->tag = work_revision(state->work, WORK_FILTERS);
    app_submit(job);
}

void pivot_command_drill(struct pane *pane)
{
    submit_drill(pane, false);
}

void pivot_command_compare(struct pane *pane)
{
    submit_drill(pane, true);
}

/* The Data pane knows how to compare; it stands over all panes. */
static void compare_rows(struct pane *pane, struct job *job, const struct drill_result *result)
{
    const char *json = NULL;
    struct error err = {0};
    if (filter_list_to_json(job->arena, &result->filters, &json, &err) == STATUS_OK)
        app_tell(pane->app, "data", "compare.this", json);
    else
        app_say_error(pane->app, &err);
}

void pivot_take_drill(struct pane *pane, struct job *job)
{
    struct pivot_state *state = pivot_state(pane);
    const struct drill_request *request = job->request;
    const struct drill_result *result = job->result;
    if (job->status == STATUS_CANCELLED || job->tag != work_revision(state->work, WORK_FILTERS))
        return;
    if (job->status != STATUS_OK) {
        app_say_error(pane->app, &job->error);
        return;
    }
    if (request->compare)
        compare_rows(pane, job, result);
    else if (work_drill(state->work, &result->filters, result->words, pane->class->name))
        app_focus(pane->app, "data");
}

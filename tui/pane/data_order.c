/* The order of the rows that are shown: the job that makes it, and taking it up. */
#include "tui/pane/data_order.h"

#include <string.h>

#include "core/service/frames.h"
#include "tui/console/app.h"
#include "tui/pane/data_state.h"

enum { SORTS_MOST = 16 };

struct order_request {
    int64_t dataset;
    struct filter_list filters; /* of the view and of the drill */
    struct view_sort sorts[SORTS_MOST];
    size_t sort_count;
    int64_t row; /* of the dataset, that the cursor stands on; -1: none */
};

struct order_result {
    int64_t position; /* of that row now; -1: it is not shown */
    int64_t rows;     /* of the dataset */
    int64_t edits;
};

/* ---- holding ---- */

static void let_go(void *held)
{
    row_order_free(held);
}

bool data_source_fill(struct job *job, const struct data_state *state, struct row_source *out)
{
    struct dataset_info *dataset = dataset_copy(job->arena, state->dataset);
    *out = (struct row_source){.dataset = dataset, .frames = job->frames};
    if (state->order != NULL) {
        out->order = row_order_hold(state->order);
        job->held = state->order;
        job->let_go = let_go;
        if (dataset != NULL)
            dataset->edits = state->order_edits; /* it is refused where rows have moved since */
    }
    return dataset != NULL;
}

/* ---- the job ---- */

static void progress(void *context, int64_t done, int64_t total)
{
    job_progress(context, done, total, NULL);
}

static enum status find_keys(struct frame_use *use, const struct order_request *request,
                             struct order_key *keys, size_t *count, struct error *err)
{
    const struct dataset_info *dataset = frame_use_dataset(use);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < request->sort_count && status == STATUS_OK; i++) {
        for (size_t c = 0; c < dataset->column_count && status == STATUS_OK; c++) {
            if (dataset->columns[c].id != request->sorts[i].column)
                continue; /* a column that is gone sorts nothing */
            keys[*count].descending = request->sorts[i].descending;
            status = frame_use_column(use, c, &keys[*count].column, err);
            *count += 1;
        }
    }
    return status;
}

static enum status make_order(struct job *job, struct frame_use *use, struct row_order **out,
                              struct error *err)
{
    const struct order_request *request = job->request;
    struct order_key keys[SORTS_MOST];
    struct bitmap bitmap = {0};
    size_t key_count = 0;
    enum status status = frame_use_select(use, &request->filters, 0, &bitmap, err);
    if (status != STATUS_OK)
        return status;
    status = find_keys(use, request, keys, &key_count, err);
    if (status == STATUS_OK)
        status = row_order_make(out, bitmap.rows, &bitmap, keys, key_count, job->cancel, err);
    bitmap_free(&bitmap);
    return status;
}

static enum status run_order(struct job *job, struct error *err)
{
    const struct order_request *request = job->request;
    struct order_result *result = arena_alloc(job->arena, sizeof *result);
    struct frame_use *use = NULL;
    struct row_order *order = NULL;
    if (result == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    const struct frames_watch watch = {progress, job, job->cancel};
    enum status status = frame_use_begin(&use, job->frames, job->db, request->dataset, &watch, err);
    if (status == STATUS_OK)
        status = make_order(job, use, &order, err);
    if (status == STATUS_OK) {
        result->rows = frame_use_dataset(use)->rows;
        result->edits = frame_use_dataset(use)->edits;
        result->position = request->row >= 0 && request->row <= UINT32_MAX
                               ? row_order_position(order, (uint32_t)request->row)
                               : -1;
        job->result = result;
        job->held = order;
        job->let_go = let_go;
    }
    frame_use_end(use);
    return status;
}

static const struct job_class order_job = {
    .name = "data.order", .run = run_order, .slow = true, .progress = TEXT_DATA_ORDERING};

/* ---- asking ---- */

static bool fill(struct job *job, const struct work_state *now)
{
    struct order_request *request = job_request(job, sizeof *request);
    if (request == NULL)
        return false;
    request->dataset = now->dataset;
    request->sort_count = now->sort_count < SORTS_MOST ? now->sort_count : SORTS_MOST;
    if (request->sort_count > 0)
        memcpy(request->sorts, now->sorts, request->sort_count * sizeof *now->sorts);
    return work_filters_shown(now, job->arena, &request->filters);
}

bool data_needs_order(const struct pane *pane)
{
    const struct work_state *now = work_state(data_state(pane)->work);
    bool any = now->sort_count > 0 || now->drill.filters.count > 0;
    for (size_t i = 0; i < now->filters.count; i++)
        any |= !now->filters.filters[i].off;
    return any;
}

/* The row of the dataset under the cursor; -1: none. */
static int64_t row_here(const struct data_state *state)
{
    uint32_t row;
    if (state->order == NULL)
        return state->table.row < data_rows(state) ? state->table.row : -1;
    return row_order_rows(state->order, state->table.row, 1, &row) == 1 ? (int64_t)row : -1;
}

/* Other rows stand on the screen from here on. position: of the row that the cursor stood
 * on; -1: it is not among them. */
static void take_up(struct pane *pane, struct row_order *order, int64_t position)
{
    struct data_state *state = data_state(pane);
    int64_t above = state->table.row - state->table.top;
    row_order_free(state->order);
    state->order = order;
    state->ordering = false;
    error_clear(&state->order_trouble);
    state->generation++;
    state->asked_count = 0;
    block_cache_clear(&state->cache);
    row_set_clear(&state->marks);
    state->marks_version++;
    if (position >= 0) {
        state->table.row = position;
        state->table.top = position - above;
    } else if (!state->order_again) {
        state->table.row = state->table.top = 0;
    }
    state->order_again = false;
    data_remember_cursor(pane);
}

void data_submit_order(struct pane *pane, bool with_row)
{
    struct data_state *state = data_state(pane);
    const struct work_state *now = work_state(state->work);
    if (!data_needs_order(pane)) {
        app_cancel(pane, LANE_ORDER);
        if (state->order != NULL || state->ordering)
            take_up(pane, NULL, with_row ? row_here(state) : -1);
        return;
    }
    struct job *job = app_job(pane, &order_job);
    if (job == NULL || !fill(job, now))
        return;
    struct order_request *request = job->request;
    request->row = !with_row || (state->ordering && state->order == NULL) ? -1 : row_here(state);
    state->ordering = true;
    job->lane = LANE_ORDER;
    app_submit(job);
}

/* Esc took back what was to be shown; where nothing can be taken back it says how to go on. */
static void stopped(struct pane *pane, const struct error *err)
{
    struct data_state *state = data_state(pane);
    state->ordering = false;
    if (err->code == STATUS_CANCELLED && work_undo(state->work))
        return;
    state->order_trouble = *err;
    row_order_free(state->order);
    state->order = NULL;
    state->generation++;
    block_cache_clear(&state->cache);
    app_say_error(pane->app, err);
}

void data_take_order(struct pane *pane, struct job *job)
{
    struct data_state *state = data_state(pane);
    if (job->status != STATUS_OK) {
        job->error.code = job->status;
        stopped(pane, &job->error);
        return;
    }
    const struct order_result *result = job->result;
    struct row_order *order = job->held;
    job->held = NULL;
    state->dataset->rows = result->rows;
    state->order_edits = result->edits;
    take_up(pane, order, result->position);
}

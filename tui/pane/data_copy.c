/* Copying out of the Data pane: which cells, and where they went. */
#include "core/service/copy.h"

#include <string.h>

#include "core/base/file.h"
#include "tui/console/app.h"
#include "tui/pane/data_commands.h"
#include "tui/pane/data_state.h"

struct copy_job_request {
    struct row_source source;
    struct copy_request copy;
};

struct copy_job_result {
    const char *path;
    int64_t rows;
};

static void progress(void *context, int64_t done, int64_t total)
{
    job_progress(context, done, total, NULL);
}

static enum status run_copy(struct job *job, struct error *err)
{
    struct copy_job_request *request = job->request;
    struct copy_job_result *result = arena_alloc(job->arena, sizeof *result);
    if (result == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    request->copy.progress = progress;
    request->copy.context = job;
    request->copy.cancel = job->cancel;
    job->result = result;
    return copy_out(job->db, job->arena, &request->source, &request->copy, &result->path,
                    &result->rows, err);
}

static const struct job_class copy_job = {
    .name = "data.copy", .run = run_copy, .slow = true, .progress = TEXT_DATA_COPYING};

/* The columns: all that are shown, or the one of the cursor. */
static bool fill_columns(struct job *job, const struct data_state *state, struct copy_request *copy)
{
    copy->column_count = copy->kind == COPY_ROWS ? state->layout.shown_count : 1;
    size_t *columns = arena_array(job->arena, copy->column_count, sizeof *columns);
    for (size_t i = 0; columns != NULL && i < copy->column_count; i++)
        columns[i] =
            data_layout_position(&state->layout, copy->kind == COPY_ROWS ? i : state->table.column);
    copy->columns = columns;
    return columns != NULL;
}

/* The rows: the marked ones where there are any, else that of the cursor; all of a column. */
static bool fill_rows(struct job *job, const struct data_state *state, struct copy_request *copy)
{
    const struct row_range here = {state->table.row, state->table.row};
    bool marked = copy->kind != COPY_CELL && state->marks.count > 0;
    if (copy->kind == COPY_COLUMN && !marked)
        return true;
    copy->range_count = marked ? state->marks.count : 1;
    struct row_range *ranges = arena_array(job->arena, copy->range_count, sizeof *ranges);
    if (ranges != NULL)
        memcpy(ranges, marked ? state->marks.ranges : &here, copy->range_count * sizeof *ranges);
    copy->ranges = ranges;
    return ranges != NULL;
}

static bool copy(struct pane *pane, enum copy_kind kind)
{
    const struct data_state *state = data_state(pane);
    if (!data_has_rows(pane))
        return false;
    struct job *job = app_job(pane, &copy_job);
    struct copy_job_request *request = job != NULL ? job_request(job, sizeof *request) : NULL;
    if (request == NULL)
        return false;
    bool source = data_source_fill(job, state, &request->source);
    request->copy.kind = kind;
    request->copy.by = arena_string(job->arena, app_person(pane->app));
    if (!source || !fill_columns(job, state, &request->copy) ||
        !fill_rows(job, state, &request->copy))
        return false;
    job->lane = LANE_EACH;
    app_submit(job);
    return true;
}

bool data_copy_cell(struct pane *pane)
{
    return copy(pane, COPY_CELL);
}

void data_command_copy_cell(struct pane *pane)
{
    copy(pane, COPY_CELL);
}

void data_command_copy_row(struct pane *pane)
{
    copy(pane, COPY_ROWS);
}

void data_command_copy_column(struct pane *pane)
{
    copy(pane, COPY_COLUMN);
}

void data_take_copy(struct pane *pane, struct job *job)
{
    const struct copy_job_request *request = job->request;
    const struct copy_job_result *result = job->result;
    if (job->status == STATUS_CANCELLED)
        return;
    if (job->status != STATUS_OK) {
        app_say_error(pane->app, &job->error);
        return;
    }
    app_say(pane->app,
            request->copy.kind == COPY_CELL ? TEXT_DATA_COPIED_CELL : TEXT_DATA_COPIED_ROWS,
            TEXT_VALUES(text_string("file", file_name(result->path)),
                        text_number("rows", result->rows)));
}

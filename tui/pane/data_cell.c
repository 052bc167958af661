/*
 * The quick ways from the cell under the cursor: only rows like it, no rows like it, its
 * column into the pivot. What stands on the screen may be cut or made safe, so that the
 * value itself is read first.
 */
#include <stdio.h>
#include <string.h>

#include "tui/console/app.h"
#include "tui/pane/data_commands.h"
#include "tui/pane/data_state.h"

struct cell_request {
    struct row_source source;
    int64_t row;
    size_t position;
    int64_t column; /* its id */
    bool without;
};

static enum status run_cell(struct job *job, struct error *err)
{
    const struct cell_request *request = job->request;
    struct row_page page;
    enum status status = row_source_read(job->db, job->arena, &request->source, request->row, 1,
                                         &request->position, 1, &page, err);
    if (status == STATUS_OK && page.rows == 1)
        job->result = page.cells;
    return status;
}

static const struct job_class cell_job = {.name = "data.cell", .run = run_cell};

static void submit(struct pane *pane, bool without)
{
    const struct data_state *state = data_state(pane);
    struct job *job = app_job(pane, &cell_job);
    struct cell_request *request = job != NULL ? job_request(job, sizeof *request) : NULL;
    if (request == NULL || !data_source_fill(job, state, &request->source))
        return;
    request->row = state->table.row;
    request->position = data_position(state);
    request->column = data_column(state)->id;
    request->without = without;
    job->lane = LANE_CELL;
    job->tag = state->generation;
    app_submit(job);
}

void data_command_only(struct pane *pane)
{
    submit(pane, false);
}

void data_command_without(struct pane *pane)
{
    submit(pane, true);
}

/* ---- what becomes of the value ---- */

/* A chip that leaves values of the column out already; the count: there is none. */
static size_t find_without(const struct work_state *now, int64_t column)
{
    for (size_t i = 0; i < now->filters.count; i++) {
        const struct filter *filter = &now->filters.filters[i];
        if (filter->column == column && filter->exact && !filter->off &&
            (filter->op == FILTER_NOT_EQUAL || filter->op == FILTER_NOT_IN))
            return i;
    }
    return now->filters.count;
}

/* One more value for a chip that leaves some out already. */
static bool leave_out_too(struct work *work, size_t chip, struct span text, struct arena *arena)
{
    const struct filter *now = &work_state(work)->filters.filters[chip];
    struct span *texts = arena_array(arena, now->count + 1, sizeof *texts);
    struct filter more = *now;
    if (texts == NULL)
        return false;
    memcpy(texts, now->texts, now->count * sizeof *texts);
    texts[more.count++] = text;
    more.texts = texts;
    more.op = FILTER_NOT_IN;
    return work_set_filter(work, chip, &more);
}

void data_take_cell(struct pane *pane, struct job *job)
{
    struct work *work = data_state(pane)->work;
    const struct cell_request *request = job->request;
    const struct value *value = job->result;
    char scratch[VALUE_NUMBER_SIZE];
    if (job->status != STATUS_OK && job->status != STATUS_CANCELLED)
        app_say_error(pane->app, &job->error);
    if (value == NULL || job->tag != data_state(pane)->generation)
        return;
    const struct span text = value_text(value, scratch);
    struct filter filter = {.column = request->column, .count = 1, .texts = &text, .exact = true};
    size_t chip = find_without(work_state(work), request->column);
    if (value->kind == VALUE_EMPTY) {
        filter.count = 0;
        filter.op = request->without ? FILTER_NOT_EMPTY : FILTER_EMPTY;
    } else if (request->without && chip < work_state(work)->filters.count) {
        leave_out_too(work, chip, text, job->arena);
        return;
    } else {
        filter.op = request->without ? FILTER_NOT_EQUAL : FILTER_EQUAL;
    }
    work_add_filter(work, &filter);
}

/* ---- the column into the pivot ---- */

static void tell_pivot(struct pane *pane, const char *topic)
{
    char id[32];
    snprintf(id, sizeof id, "%lld", (long long)data_column(data_state(pane))->id);
    app_tell(pane->app, "pivot", topic, id);
}

void data_command_pivot_rows(struct pane *pane)
{
    tell_pivot(pane, "pivot.rows");
}

void data_command_pivot_then(struct pane *pane)
{
    tell_pivot(pane, "pivot.then");
}

void data_command_pivot_across(struct pane *pane)
{
    tell_pivot(pane, "pivot.across");
}

void data_command_pivot_value(struct pane *pane)
{
    tell_pivot(pane, "pivot.value");
}

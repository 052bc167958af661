/*
 * What the column under the cursor, or its marked rows, adds up to. Small datasets are
 * added up unasked as in a spreadsheet; big ones when asked, since it takes a moment.
 */
#include "core/service/summary.h"

#include <string.h>

#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/data_state.h"

struct sum_request {
    struct row_source source;
    size_t position;
    struct row_range *ranges;
    size_t range_count;
};

static void progress(void *context, int64_t done, int64_t total)
{
    job_progress(context, done, total, NULL);
}

static enum status run_sum(struct job *job, struct error *err)
{
    const struct sum_request *request = job->request;
    struct total *total = arena_alloc(job->arena, sizeof *total);
    if (total == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = total;
    return summary_of_column(job->db, &request->source, request->position, request->ranges,
                             request->range_count, progress, job, job->cancel, total, err);
}

/* The same work, with and without a progress bar. */
static const struct job_class quiet_job = {.name = "data.sum", .run = run_sum, .slow = true};
static const struct job_class asked_job = {
    .name = "data.sum", .run = run_sum, .slow = true, .progress = TEXT_DATA_ADDING_UP};

static bool is_current(const struct data_state *state)
{
    const struct data_sum *sum = &state->sum;
    return sum->position == data_position(state) && sum->generation == state->generation &&
           sum->marks == state->marks_version;
}

static int64_t rows_to_add(const struct data_state *state)
{
    return state->marks.count > 0 ? row_set_size(&state->marks) : data_rows(state);
}

static bool fill(struct job *job, const struct data_state *state)
{
    struct sum_request *request = job_request(job, sizeof *request);
    if (request == NULL)
        return false;
    bool source = data_source_fill(job, state, &request->source);
    request->position = data_position(state);
    request->range_count = state->marks.count;
    request->ranges = arena_array(job->arena, state->marks.count, sizeof *request->ranges);
    if (!source || request->ranges == NULL)
        return false;
    if (state->marks.count > 0)
        memcpy(request->ranges, state->marks.ranges, state->marks.count * sizeof *request->ranges);
    return true;
}

void data_submit_sum(struct pane *pane, bool whatever_size)
{
    struct data_state *state = data_state(pane);
    struct data_sum *sum = &state->sum;
    if (state->dataset == NULL || data_is_leaving(state) || state->layout.shown_count == 0 ||
        (is_current(state) && (sum->known || sum->asked)))
        return;
    bool small = rows_to_add(state) <= SUM_ROWS;
    if (!is_current(state) && sum->asked)
        app_cancel(pane, LANE_SUM);
    *sum = (struct data_sum){.position = data_position(state),
                             .generation = state->generation,
                             .marks = state->marks_version,
                             .asked = small || whatever_size};
    struct job *job = sum->asked ? app_job(pane, small ? &quiet_job : &asked_job) : NULL;
    if (job == NULL || !fill(job, state))
        return;
    job->lane = LANE_SUM;
    job->tag = state->generation;
    app_submit(job);
}

void data_take_sum(struct pane *pane, struct job *job)
{
    struct data_state *state = data_state(pane);
    if (job->tag != state->generation || !is_current(state))
        return;
    state->sum.known = job->status == STATUS_OK;
    if (state->sum.known)
        state->sum.total = *(const struct total *)job->result;
    else if (job->status != STATUS_CANCELLED)
        app_say_error(pane->app, &job->error);
}

/* A number of a person or case is no quantity: nobody wants the sum of them. */
static bool is_quantity(const struct column_info *column)
{
    return column->role != ROLE_PERSON_ID && column->role != ROLE_CASE_ID;
}

static enum text_id words_for(const struct total *total, const struct column_info *column,
                              bool marked)
{
    if (total->numbers > 0 && is_quantity(column))
        return marked ? TEXT_DATA_SUM_NUMBERS_MARKED : TEXT_DATA_SUM_NUMBERS;
    if (total->texts > 0 && (column->type == COLUMN_DATE || column->type == COLUMN_DATETIME))
        return marked ? TEXT_DATA_SUM_DATES_MARKED : TEXT_DATA_SUM_DATES;
    return marked ? TEXT_DATA_SUM_TEXTS_MARKED : TEXT_DATA_SUM_TEXTS;
}

void data_sum_text(const struct pane *pane, struct buffer *out)
{
    enum { DECIMALS = 2 };
    const struct data_state *state = data_state(pane);
    char text[300], sum[64], average[64], least[64], greatest[64];
    if (state->dataset == NULL || state->layout.shown_count == 0)
        return;
    bool marked = state->marks.count > 0;
    const struct total *total = &state->sum.total;
    const struct column_info *column = data_column(state);
    enum text_id words = marked ? TEXT_DATA_MARKED : TEXT_DATA_ROWS;
    if (!state->sum.known || !is_current(state)) {
        if (rows_to_add(state) > SUM_ROWS && !state->sum.asked)
            words = marked ? TEXT_DATA_MARKED_ASK : TEXT_DATA_ROWS_ASK;
        text_format(text, sizeof text, words, TEXT_VALUES(text_number("rows", rows_to_add(state))));
        buffer_add_string(out, text);
        return;
    }
    struct value mean = {.kind = VALUE_DECIMAL, .decimal = total_average(total)};
    text_format(
        text, sizeof text, words_for(total, column, marked),
        TEXT_VALUES(
            text_number("rows", total->rows), text_number("empty", total->empty),
            text_number("values", total->rows - total->empty),
            text_string("first", total->first_text), text_string("last", total->last_text),
            text_string("sum", total_sum_text(total, DECIMALS, sum, sizeof sum)),
            text_string("average", total_number_text(&mean, DECIMALS, average, sizeof average)),
            text_string("min", total_number_text(&total->least, DECIMALS, least, sizeof least)),
            text_string("max",
                        total_number_text(&total->greatest, DECIMALS, greatest, sizeof greatest))));
    buffer_add_string(out, text);
}

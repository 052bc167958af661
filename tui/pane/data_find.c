/* Find: asking for the text, the job, and going to what it found. */
#include "core/service/find.h"

#include <stdlib.h>
#include <string.h>

#include "tui/console/app.h"
#include "tui/pane/data_commands.h"
#include "tui/pane/data_state.h"

struct search_request {
    struct row_source source;
    struct find_request find;
};

static void progress(void *context, int64_t done, int64_t total)
{
    job_progress(context, done, total, NULL);
}

static enum status run_find(struct job *job, struct error *err)
{
    struct search_request *request = job->request;
    struct find_result *result = arena_alloc(job->arena, sizeof *result);
    if (result == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    request->find.progress = progress;
    request->find.context = job;
    request->find.cancel = job->cancel;
    job->result = result;
    return find_text(job->db, &request->source, &request->find, result, err);
}

static const struct job_class find_job = {
    .name = "data.find", .run = run_find, .slow = true, .progress = TEXT_DATA_FINDING};

/* The positions of the columns to look in, in the order they are shown. */
static bool fill(struct job *job, const struct data_state *state, bool backwards)
{
    struct search_request *request = job_request(job, sizeof *request);
    if (request == NULL)
        return false;
    size_t count = state->needle_in_column ? 1 : state->layout.shown_count;
    size_t *columns = arena_array(job->arena, count, sizeof *columns);
    const char *text = arena_string(job->arena, state->needle);
    if (!data_source_fill(job, state, &request->source) || columns == NULL || text == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        columns[i] =
            data_layout_position(&state->layout, state->needle_in_column ? state->table.column : i);
    request->find = (struct find_request){
        .text = span_string(text),
        .columns = columns,
        .column_count = count,
        .row = state->table.row,
        .column = state->needle_in_column ? 0 : state->table.column,
        .backwards = backwards,
    };
    return true;
}

void data_find_next(struct pane *pane, bool backwards)
{
    struct data_state *state = data_state(pane);
    if (state->needle == NULL) {
        data_command_find(pane);
        return;
    }
    struct job *job = app_job(pane, &find_job);
    if (job == NULL || !fill(job, state, backwards))
        return;
    job->lane = LANE_FIND;
    job->tag = state->generation;
    app_submit(job);
}

static void look_for(struct pane *pane, const char *text, bool in_column)
{
    struct data_state *state = data_state(pane);
    char *copy = text[0] != '\0' ? strdup(text) : NULL;
    if (copy == NULL)
        return;
    free(state->needle);
    state->needle = copy;
    state->needle_in_column = in_column;
    app_remember(pane->app, "data.find", text);
    data_find_next(pane, false);
}

static void look_everywhere(struct pane *pane, const char *text)
{
    look_for(pane, text, false);
}

static void look_in_column(struct pane *pane, const char *text)
{
    look_for(pane, text, true);
}

static void ask(struct pane *pane, enum text_id title,
                void (*accepted)(struct pane *pane, const char *text))
{
    const struct data_state *state = data_state(pane);
    char words[200];
    text_format(words, sizeof words, title,
                TEXT_VALUES(text_string("column", data_column(state)->name)));
    const char *last = state->needle != NULL ? state->needle : app_recall(pane->app, "data.find");
    const struct prompt_request request = {.title = words,
                                           .label = text_get(TEXT_DATA_FIND_LABEL),
                                           .initial = last,
                                           .hint = text_get(TEXT_DATA_FIND_HINT),
                                           .accepted = accepted};
    app_open_prompt(pane, &request);
}

void data_command_find(struct pane *pane)
{
    ask(pane, TEXT_DATA_FIND_TITLE, look_everywhere);
}

void data_command_find_in_column(struct pane *pane)
{
    ask(pane, TEXT_DATA_FIND_IN_COLUMN_TITLE, look_in_column);
}

/* The column of the result as one that is shown now: the layout may have changed. */
static size_t found_column(const struct data_state *state, const struct job *job)
{
    const struct search_request *request = job->request;
    const struct find_result *result = job->result;
    return data_layout_find(&state->layout, request->find.columns[result->column]);
}

void data_take_find(struct pane *pane, struct job *job)
{
    struct data_state *state = data_state(pane);
    const struct find_result *result = job->result;
    if (job->status == STATUS_CANCELLED || job->tag != state->generation)
        return;
    if (job->status != STATUS_OK) {
        app_say_error(pane->app, &job->error);
        return;
    }
    if (!result->found) {
        app_say(pane->app, TEXT_DATA_FIND_NOT,
                TEXT_VALUES(text_string("text", state->needle != NULL ? state->needle : "")));
        return;
    }
    size_t column = found_column(state, job);
    state->table.row = result->row;
    if (column < state->layout.shown_count)
        state->table.column = column;
    data_remember_cursor(pane);
    app_say(pane->app, result->wrapped ? TEXT_DATA_FOUND_AROUND : TEXT_DATA_FOUND,
            TEXT_VALUES(text_number("row", result->row + 1),
                        text_string("column", data_column(state)->name)));
}

/*
 * The SQL pane's jobs: a query from its beginning to its end, and windows of its rows.
 * A query is shared by the jobs that read it while another runs.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/number_text.h"
#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/query_state.h"

/* ---- holding ---- */

struct query_held *query_hold(struct query_held *held)
{
    held->holders++;
    return held;
}

void query_let_go(void *thing)
{
    struct query_held *held = thing;
    if (!held || --held->holders > 0)
        return;
    query_free(held->query);
    free(held);
}

static struct query_held *new_held(void)
{
    struct query_held *held = calloc(1, sizeof *held);
    if (held)
        held->query = query_new();
    if (held && !held->query) {
        free(held);
        held = NULL;
    }
    return held ? query_hold(held) : NULL;
}

/* ---- running ---- */

static void report(void *context)
{
    struct job *job = context;
    const struct query_held *held = job->held;
    job_progress(job, query_rows(held->query), 0, NULL);
}

static enum status run_query(struct job *job, struct error *err)
{
    struct query_request *request = job->request;
    struct query_held *held = job->held;
    request->db = job->db;
    request->cancel = job->cancel;
    request->progress = report;
    request->context = job;
    if (!job->db)
        return error_set(err, STATUS_NOT_FOUND, TEXT_QUERY_PANE_NO_TEAM, NULL);
    return query_run(held->query, request, err);
}

static const struct job_class run_job = {
    .name = "query.run", .run = run_query, .slow = true, .progress = TEXT_QUERY_PANE_RUNS};

char *query_shown_sql(const struct query_state *state, struct arena *arena)
{
    if (!query_is_shaped(&state->shape))
        return arena_copy(arena, span_string(state->ran_sql));
    struct buffer sql = {0};
    query_shape_sql(&state->shape, span_string(state->ran_sql), state->names,
                    state->table.column_count, &sql);
    char *copy = sql.failed ? NULL : arena_copy(arena, buffer_span(&sql));
    buffer_free(&sql);
    return copy;
}

/* Copies for the job: the pane goes on being edited. */
static bool fill_request(const struct pane *pane, struct job *job, struct query_request *request)
{
    struct query_state *state = query_state(pane);
    struct query_parameter *parameters =
        arena_array(job->arena, state->value_count, sizeof *parameters);
    char *sql = query_shown_sql(state, job->arena);
    for (size_t i = 0; parameters && i < state->value_count; i++)
        parameters[i] = (struct query_parameter){arena_string(job->arena, state->values[i].name),
                                                 arena_string(job->arena, state->values[i].text)};
    *request = (struct query_request){.helper = app_helper(pane->app),
                                      .sql = span_string(sql),
                                      .parameters = parameters,
                                      .parameter_count = state->value_count,
                                      .limit_ms = state->limit_ms};
    return parameters && sql;
}

static void forget_result(struct query_state *state)
{
    state->wanted_column = query_is_shaped(&state->shape) ? state->table.column : 0;
    query_let_go(state->held);
    arena_free(state->home);
    arena_free(state->window.arena);
    state->held = NULL;
    state->home = NULL;
    state->columns = NULL;
    state->settled = false;
    state->names = NULL;
    state->window = (struct query_window){0};
    state->table = (struct table){0};
    query_picture_forget(state);
    state->has_trouble = false;
    state->ran_rows = -1;
    state->asked_first = -1;
    state->cut = false;
}

void query_submit_run(struct pane *pane)
{
    struct query_state *state = query_state(pane);
    if (!app_helper(pane->app)) {
        app_say(pane->app, TEXT_QUERY_PANE_NO_HELPER, NULL);
        return;
    }
    struct job *job = app_job(pane, &run_job);
    struct query_request *request = job ? job_request(job, sizeof *request) : NULL;
    struct query_held *held = request ? new_held() : NULL;
    if (!held || !fill_request(pane, job, request)) {
        query_let_go(held);
        return;
    }
    forget_result(state);
    state->held = held;
    job->held = query_hold(held);
    job->let_go = query_let_go;
    job->lane = QUERY_LANE_RUN;
    state->running = true;
    app_submit(job);
}

void query_submit_text(struct pane *pane)
{
    struct query_state *state = query_state(pane);
    char *sql = strdup(editor_text(&state->editor));
    if (!sql) {
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
        return;
    }
    free(state->ran_sql);
    state->ran_sql = sql;
    query_forget_shape(state);
    query_submit_run(pane);
}

void query_take_run(struct pane *pane, struct job *job)
{
    struct query_state *state = query_state(pane);
    struct query_held *held = job->held;
    if (held != state->held)
        return;
    state->running = false;
    state->ran_rows = query_rows(held->query);
    state->ran_ms = query_ms(held->query);
    state->cut = query_is_cut(held->query);
    state->stopped = job->status == STATUS_CANCELLED;
    if (state->stopped)
        app_say(pane->app, TEXT_QUERY_CANCELLED, NULL);
    if (job->status == STATUS_OK) {
        query_refresh(pane);
        query_note_run(pane);
    } else if (job->status == STATUS_NOT_FOUND && job->db) {
        struct arena *arena = arena_new();
        const char *missing = arena ? query_missing(held->query, arena) : NULL;
        state->ran_rows = -1;
        if (missing)
            query_ask_value(pane, missing);
        arena_free(arena);
    } else if (job->status != STATUS_OK) {
        state->trouble = job->error;
        state->has_trouble = job->status != STATUS_CANCELLED;
    }
}

/* ---- columns ---- */

static struct table_column *make_columns(struct query_state *state, struct arena *arena,
                                         const struct query_column *columns, size_t count)
{
    enum { WIDTH = 14 };
    struct table_column *out = arena_array(arena, count, sizeof *out);
    state->names = arena_array(arena, count, sizeof *state->names);
    for (size_t i = 0; out && state->names && i < count; i++) {
        struct buffer safe = {0};
        state->names[i] = columns[i].name;
        utf8_screen(span_string(columns[i].name), &safe);
        out[i] = (struct table_column){.title = arena_copy(arena, buffer_span(&safe)),
                                       .number = column_type_is_number(columns[i].type)};
        buffer_free(&safe);
        if (!out[i].title)
            return NULL;
        if (state->shape.sorted && state->shape.sort == i)
            out[i].sort = state->shape.descending ? TABLE_DESCENDING : TABLE_ASCENDING;
        out[i].width = table_width_for(&out[i], WIDTH);
    }
    return state->names ? out : NULL;
}

/* A column that is worked out is what its first values are: they may come after it. */
static void settle_columns(struct query_state *state)
{
    struct table_column *shown = (struct table_column *)(uintptr_t)state->table.columns;
    const struct query_column *columns = NULL;
    struct arena *arena = arena_new();
    size_t count = arena ? query_columns(state->held->query, arena, &columns) : 0;
    for (size_t i = 0; i < count && i < state->table.column_count; i++)
        shown[i].number = column_type_is_number(columns[i].type);
    state->settled = count > 0 && query_rows(state->held->query) > 0 && !state->running;
    arena_free(arena);
}

void query_refresh(struct pane *pane)
{
    struct query_state *state = query_state(pane);
    if (!state->held)
        return;
    if (!state->home) {
        struct arena *arena = arena_new();
        const struct query_column *columns = NULL;
        size_t count = arena ? query_columns(state->held->query, arena, &columns) : 0;
        state->table.columns = count ? make_columns(state, arena, columns, count) : NULL;
        state->table.column_count = state->table.columns ? count : 0;
        state->table.pinned = 0;
        state->table.column = state->wanted_column;
        if (state->table.columns) {
            state->home = arena;
            state->columns = columns;
        } else {
            arena_free(arena);
        }
    }
    if (state->home && !state->settled)
        settle_columns(state);
    state->table.rows = query_rows(state->held->query);
}

/* ---- windows ---- */

struct page_request {
    int64_t first;
};

struct page_result {
    int64_t first;
    size_t rows, columns;
    struct table_cell *cells;
    struct value *values;
    int *widths;
};

enum { SHOWN_BYTES = 2000 };

/* What stands in a cell, for filters; of a long text only that it is one. */
static bool keep_value(struct arena *arena, const struct value *value, struct value *out)
{
    *out = *value;
    if (value->kind != VALUE_TEXT)
        return true;
    bool long_one = value->text.len > SHOWN_BYTES;
    out->text.data = long_one ? NULL : arena_copy(arena, value->text);
    return long_one || out->text.data;
}

/* Numbers that never end are rounded for the screen; the cell's value stays whole. */
static struct span shown_text(const struct value *value, char *scratch)
{
    enum { DECIMALS = 4 };
    double number = value->kind == VALUE_DECIMAL ? value->decimal : 0;
    struct span whole = value_text(value, scratch);
    if (!isfinite(number) || fabs(number) >= 1e15 || number_decimals(number, DECIMALS) < DECIMALS)
        return whole;
    bool small = fabs(number) < 0.1; /* its first digits, wherever they begin */
    int len = snprintf(scratch, VALUE_NUMBER_SIZE, small ? "%.*g" : "%.*f", DECIMALS, number);
    return span_of(scratch, (size_t)len);
}

static bool show(struct arena *arena, struct buffer *safe, const struct value *value,
                 struct table_cell *out)
{
    enum { CELLS = 240 };
    char scratch[VALUE_NUMBER_SIZE];
    struct span text = shown_text(value, scratch);
    size_t cells = 0;
    if (value->kind == VALUE_EMPTY) {
        *out = (struct table_cell){.kind = TABLE_EMPTY};
        return true;
    }
    text.len = text.len > SHOWN_BYTES ? SHOWN_BYTES : text.len;
    buffer_clear(safe);
    utf8_screen(text, safe);
    struct span fit = utf8_fit(buffer_span(safe), CELLS, &cells);
    char *copy = arena_copy(arena, fit);
    *out = (struct table_cell){.text = span_of(copy, copy ? fit.len : 0), .cells = (int)cells};
    return copy != NULL;
}

static enum status run_page(struct job *job, struct error *err)
{
    const struct page_request *request = job->request;
    const struct query_held *held = job->held;
    struct page_result *result = arena_alloc(job->arena, sizeof *result);
    struct arena *scratch = arena_new();
    const struct query_column *columns = NULL;
    const struct value *values = NULL;
    struct buffer safe = {0};
    bool good = result && scratch;
    enum status status = STATUS_OK;
    if (good) {
        result->first = request->first;
        result->columns = query_columns(held->query, scratch, &columns);
        status = query_read(held->query, request->first, QUERY_WINDOW, scratch, &values,
                            &result->rows, err);
        size_t count = result->rows * result->columns;
        result->cells = arena_array(job->arena, count, sizeof *result->cells);
        result->values = arena_array(job->arena, count, sizeof *result->values);
        result->widths = arena_array(job->arena, result->columns, sizeof *result->widths);
        good = status != STATUS_OK || (result->cells && result->values && result->widths);
        for (size_t i = 0; status == STATUS_OK && good && i < count; i++) {
            good = show(job->arena, &safe, &values[i], &result->cells[i]) &&
                   keep_value(job->arena, &values[i], &result->values[i]);
            int *width = &result->widths[i % result->columns];
            *width = result->cells[i].cells > *width ? result->cells[i].cells : *width;
        }
    }
    buffer_free(&safe);
    arena_free(scratch);
    job->result = result;
    return good ? status : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static const struct job_class page_job = {.name = "query.page", .run = run_page};

/* A part of the first window may have come while the query ran: then there is more now. */
static bool has_what_is_seen(const struct query_state *state)
{
    const struct query_window *window = &state->window;
    int64_t last = state->table.top + state->table.page;
    last = last > state->table.rows ? state->table.rows : last;
    return window->arena && state->table.top >= window->first &&
           last <= window->first + (int64_t)window->rows;
}

void query_submit_page(struct pane *pane)
{
    struct query_state *state = query_state(pane);
    if (!state->held || state->table.rows == 0 || has_what_is_seen(state))
        return;
    int64_t first = state->table.top - QUERY_WINDOW / 4;
    first = first < 0 ? 0 : first;
    if (state->asked_first == first && state->known_rows == state->table.rows)
        return;
    struct job *job = app_job(pane, &page_job);
    struct page_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request)
        return;
    request->first = first;
    state->asked_first = first;
    state->known_rows = state->table.rows;
    job->held = query_hold(state->held);
    job->let_go = query_let_go;
    job->lane = QUERY_LANE_PAGE;
    app_submit(job);
}

void query_take_page(struct pane *pane, struct job *job)
{
    struct query_state *state = query_state(pane);
    const struct page_result *result = job->result;
    if (job->held != state->held)
        return;
    state->asked_first = -1;
    if (job->status != STATUS_OK) {
        if (job->status != STATUS_CANCELLED)
            app_say_error(pane->app, &job->error);
        return;
    }
    /* Columns are as wide as the first rows need; later ones don't make them jump. */
    struct table_column *columns = (struct table_column *)(uintptr_t)state->table.columns;
    for (size_t c = 0; !state->window.arena && c < result->columns && c < state->table.column_count;
         c++)
        columns[c].width = table_width_for(&columns[c], result->widths[c]);
    arena_free(state->window.arena);
    state->window = (struct query_window){.first = result->first,
                                          .rows = result->rows,
                                          .columns = result->columns,
                                          .cells = result->cells,
                                          .values = result->values};
    state->window.arena = job_take_arena(job);
}

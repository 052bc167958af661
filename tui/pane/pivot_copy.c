/*
 * What leaves the Pivot pane for a file beside the team file: a cell, the table as CSV, its
 * SQL statement. The statement is also shown on a card. The table is made once more by the
 * job, as for a drill.
 */
#include "core/service/pivot_copy.h"

#include <string.h>

#include "core/base/file.h"
#include "core/service/pivot.h"
#include "tui/console/app.h"
#include "tui/pane/pivot_state.h"

struct copy_request {
    struct pivot_order order;
    struct pivot_copy_request copy;
};

struct copy_result {
    const char *path; /* NULL: nothing was written, sql is to be shown */
    const char *sql;
    int64_t rows;
};

static enum status write_sql(struct frame_use *use, struct job *job, struct error *err)
{
    struct copy_request *request = job->request;
    struct copy_result *result = job->result;
    struct buffer sql = {0};
    enum status status = pivot_sql(use, &request->order.filters, &request->order.spec, &sql, err);
    if (status == STATUS_OK) {
        result->sql = sql.failed ? NULL : arena_copy(job->arena, buffer_span(&sql));
        request->copy.text = result->sql;
        if (result->sql == NULL)
            status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    buffer_free(&sql);
    return status;
}

static enum status run_sql(struct job *job, struct error *err)
{
    const struct copy_request *request = job->request;
    struct frame_use *use = NULL;
    job->result = arena_alloc(job->arena, sizeof(struct copy_result));
    if (job->result == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = pivot_use_begin(&use, job, request->order.dataset, err);
    if (status == STATUS_OK)
        status = write_sql(use, job, err);
    frame_use_end(use);
    return status;
}

static enum status run_copy(struct job *job, struct error *err)
{
    struct copy_request *request = job->request;
    struct copy_result *result = arena_alloc(job->arena, sizeof *result);
    struct frame_use *use = NULL;
    job->result = result;
    if (result == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = pivot_use_begin(&use, job, request->order.dataset, err);
    if (status == STATUS_OK && request->copy.kind == PIVOT_COPY_SQL)
        status = write_sql(use, job, err);
    if (status == STATUS_OK && request->copy.kind == PIVOT_COPY_TABLE)
        status = pivot_make(use, &request->order.filters, &request->order.spec, job->arena,
                            &request->copy.table, err);
    frame_use_end(use);
    if (status == STATUS_OK)
        status = pivot_copy_out(job->db, job->arena, &request->copy, &result->path, err);
    result->rows = (int64_t)request->copy.table.row_count;
    return status;
}

static const struct job_class sql_job = {
    .name = "pivot.sql", .run = run_sql, .slow = true, .progress = TEXT_PIVOT_PANE_LOOKING};
static const struct job_class copy_job = {
    .name = "pivot.copy", .run = run_copy, .slow = true, .progress = TEXT_DATA_COPYING};

static bool fill_names(struct copy_request *request, struct arena *arena, const struct pane *pane)
{
    const struct pivot_state *state = pivot_state(pane);
    struct pivot_copy_request *copy = &request->copy;
    copy->dataset = arena_string(arena, work_dataset(state->work)->name);
    copy->by = arena_string(arena, app_person(pane->app));
    const struct pivot_spec *spec = &request->order.spec;
    copy->spec = spec;
    const char *of = spec->value_column != 0 ? pivot_column_name(pane, spec->value_column) : "";
    bool share = spec->value == PIVOT_SHARE && spec->share != NULL;
    for (size_t i = 0; i < PIVOT_ROWS_MAX; i++)
        copy->rows[i] = arena_string(
            arena, spec->rows[i].column != 0 ? pivot_column_name(pane, spec->rows[i].column) : "");
    copy->value = arena_printf(arena, "%s%s%s%s%s", pivot_value_word(spec->value), *of ? ":" : "",
                               of, share ? "=" : "", share ? spec->share : "");
    return copy->dataset != NULL && copy->by != NULL && copy->value != NULL &&
           copy->rows[0] != NULL && copy->rows[1] != NULL;
}

static bool fill_cell(struct pivot_copy_request *copy, struct arena *arena, const struct pane *pane)
{
    const struct pivot_view *view = &pivot_state(pane)->view;
    const struct pivot_cell *cell = pivot_view_cell(view);
    char scratch[PIVOT_FIGURE_SIZE];
    struct value value = {.kind = cell->whole ? VALUE_INTEGER : VALUE_DECIMAL,
                          .integer = cell->integer,
                          .decimal = cell->number};
    if (cell->word.kind != VALUE_EMPTY)
        value = cell->word;
    else if (!cell->has_value)
        value.kind = VALUE_EMPTY;
    copy->text = arena_copy(arena, value_text(&value, scratch));
    return copy->text != NULL;
}

static struct job *new_job(struct pane *pane, const struct job_class *class,
                           enum pivot_copy_kind kind)
{
    struct job *job = app_job(pane, class);
    struct copy_request *request = job != NULL ? job_request(job, sizeof *request) : NULL;
    if (request == NULL || !pivot_order_fill(&request->order, job->arena, pane) ||
        !fill_names(request, job->arena, pane))
        return NULL;
    request->copy.kind = kind;
    job->lane = PIVOT_LANE_EACH;
    return job;
}

bool pivot_copy_cell(struct pane *pane)
{
    if (!pivot_has_page(pane))
        return false;
    struct job *job = new_job(pane, &copy_job, PIVOT_COPY_CELL);
    if (job == NULL || !fill_cell(&((struct copy_request *)job->request)->copy, job->arena, pane))
        return false;
    app_submit(job);
    return true;
}

void pivot_command_copy_cell(struct pane *pane)
{
    pivot_copy_cell(pane);
}

static void submit(struct pane *pane, const struct job_class *class, enum pivot_copy_kind kind)
{
    struct job *job = new_job(pane, class, kind);
    if (job != NULL)
        app_submit(job);
}

void pivot_command_copy_table(struct pane *pane)
{
    submit(pane, &copy_job, PIVOT_COPY_TABLE);
}

void pivot_command_copy_sql(struct pane *pane)
{
    submit(pane, &copy_job, PIVOT_COPY_SQL);
}

void pivot_command_sql(struct pane *pane)
{
    submit(pane, &sql_job, PIVOT_COPY_SQL);
}

/* The statement line by line, as it was broken by whoever wrote it. */
static void show_sql(struct pane *pane, struct arena *arena, const char *sql)
{
    enum { LINES = 200 };
    struct card_line *lines = arena_array(arena, LINES + 2, sizeof *lines);
    size_t count = 0;
    if (lines == NULL)
        return;
    while (*sql != '\0' && count < LINES) {
        size_t len = strcspn(sql, "\n");
        lines[count++] = (struct card_line){.text = arena_copy(arena, span_of(sql, len)),
                                            .style = THEME_OVERLAY};
        sql += len + (sql[len] == '\n' ? 1 : 0);
    }
    lines[count++] = (struct card_line){.text = "", .style = THEME_OVERLAY};
    lines[count++] =
        (struct card_line){.text = text_get(TEXT_PIVOT_PANE_SQL_HOW), .style = THEME_OVERLAY_DIM};
    for (size_t i = 0; i < count; i++)
        if (lines[i].text == NULL)
            return;
    const struct card_request request = {
        .title = text_get(TEXT_PIVOT_PANE_SQL_TITLE), .lines = lines, .count = count};
    app_open_card(pane, &request);
}

void pivot_take_copy(struct pane *pane, struct job *job)
{
    static const enum text_id words[] = {[PIVOT_COPY_CELL] = TEXT_DATA_COPIED_CELL,
                                         [PIVOT_COPY_TABLE] = TEXT_PIVOT_PANE_COPIED_TABLE,
                                         [PIVOT_COPY_SQL] = TEXT_PIVOT_PANE_COPIED_SQL};
    const struct copy_request *request = job->request;
    const struct copy_result *result = job->result;
    if (job->status == STATUS_CANCELLED)
        return;
    if (job->status != STATUS_OK)
        app_say_error(pane->app, &job->error);
    else if (result->path == NULL)
        show_sql(pane, job->arena, result->sql);
    else
        app_say(pane->app, words[request->copy.kind],
                TEXT_VALUES(text_string("file", file_name(result->path)),
                            text_number("rows", result->rows)));
}

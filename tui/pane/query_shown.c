/* What the other panes show, written as SQL: the rows, the pivot, or the values of a column. It
 * takes the place of what is written as one step, so that nothing is lost by it. */
#include <stdio.h>
#include <string.h>

#include "core/service/facet_sql.h"
#include "core/service/pivot.h"
#include "core/service/rows_sql.h"
#include "tui/console/app.h"
#include "tui/pane/query.h"
#include "tui/pane/query_state.h"

enum shown { SHOWN_ROWS, SHOWN_PIVOT, SHOWN_FACET };

struct sql_request {
    int64_t dataset;
    enum shown shown;
    struct filter_list filters;
    struct pivot_spec spec;
    struct query_facet facet;
};

/* ---- the worker's part ---- */

static enum status write_facet(struct frame_use *use, const struct sql_request *request,
                               struct buffer *sql, struct error *err)
{
    const struct dataset_info *dataset = frame_use_dataset(use);
    const struct query_facet *facet = &request->facet;
    struct facet_wish wish = {.cut = facet->cut,
                              .width = facet->width,
                              .sort = facet->sort,
                              .unit = facet->people ? FACET_PEOPLE : FACET_ROWS,
                              .person = dataset_role_index(dataset, ROLE_PERSON_ID)};
    while (wish.column < dataset->column_count && dataset->columns[wish.column].id != facet->column)
        wish.column++;
    return wish.column < dataset->column_count
               ? facet_sql(use, &request->filters, &wish, sql, err)
               : error_set(err, STATUS_NOT_FOUND, TEXT_DATA_CHIP_COLUMN_GONE, NULL);
}

static enum status write_shown(struct frame_use *use, const struct sql_request *request,
                               struct buffer *sql, struct error *err)
{
    switch (request->shown) {
    case SHOWN_ROWS:
        return rows_sql(use, &request->filters, sql, err);
    case SHOWN_PIVOT:
        return pivot_sql(use, &request->filters, &request->spec, sql, err);
    case SHOWN_FACET:
        break;
    }
    return write_facet(use, request, sql, err);
}

static enum status run_sql(struct job *job, struct error *err)
{
    const struct sql_request *request = job->request;
    struct frame_use *use = NULL;
    struct buffer sql = {0};
    const struct frames_watch watch = {.cancel = job->cancel};
    enum status status = frame_use_begin(&use, job->frames, job->db, request->dataset, &watch, err);
    if (status == STATUS_OK)
        status = write_shown(use, request, &sql, err);
    frame_use_end(use);
    if (status == STATUS_OK) {
        job->result = sql.failed ? NULL : arena_copy(job->arena, buffer_span(&sql));
        if (!job->result)
            status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    buffer_free(&sql);
    return status;
}

static const struct job_class sql_job = {
    .name = "query.sql", .run = run_sql, .slow = true, .progress = TEXT_PIVOT_PANE_LOOKING};

/* ---- asking for it ---- */

/* The pivot stands on the filters alone; rows and values on those of the drill, too. */
static void submit(struct pane *pane, enum shown shown, const struct query_facet *facet)
{
    const struct work *work = query_state(pane)->work;
    const struct work_state *now = work_state(work);
    if (!work_dataset(work)) {
        app_say(pane->app, TEXT_PIVOT_PANE_NO_DATA, NULL);
        return;
    }
    struct job *job = app_job(pane, &sql_job);
    struct sql_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request)
        return;
    request->dataset = now->dataset;
    request->shown = shown;
    if (facet)
        request->facet = *facet;
    bool copied = shown == SHOWN_PIVOT
                      ? filter_list_copy(job->arena, &now->filters, &request->filters)
                      : work_filters_shown(now, job->arena, &request->filters);
    job->lane = QUERY_LANE_SQL;
    if (copied && pivot_spec_copy(job->arena, &now->pivot, &request->spec))
        app_submit(job);
}

void query_submit_shown(struct pane *pane, const char *what)
{
    bool pivot = work_has_pivot(work_state(query_state(pane)->work)) && strcmp(what, "rows") != 0;
    submit(pane, pivot ? SHOWN_PIVOT : SHOWN_ROWS, NULL);
}

void query_command_shown(struct pane *pane)
{
    query_submit_shown(pane, "");
}

/* ---- the values of a column ---- */

void query_open_facet(struct pane *pane, const struct query_facet *facet)
{
    char words[120];
    snprintf(words, sizeof words, "%lld %u %.17g %u %u", (long long)facet->column,
             (unsigned)facet->cut, facet->width, (unsigned)facet->sort, (unsigned)facet->people);
    app_focus(pane->app, "query");
    app_tell(pane->app, "query", "query.facet", words);
}

void query_submit_facet(struct pane *pane, const char *words)
{
    long long column;
    unsigned cut, sort, people;
    double width;
    if (sscanf(words, "%lld %u %lf %u %u", &column, &cut, &width, &sort, &people) != 5)
        return;
    const struct query_facet facet = {.column = column,
                                      .cut = (enum group_cut)cut,
                                      .width = width,
                                      .sort = (enum facet_sort)sort,
                                      .people = people != 0};
    submit(pane, SHOWN_FACET, &facet);
}

/* ---- it is here ---- */

void query_take_sql(struct pane *pane, struct job *job)
{
    struct query_state *state = query_state(pane);
    if (job->status == STATUS_OK && editor_put(&state->editor, job->result)) {
        query_note_text(pane);
        app_say(pane->app, TEXT_QUERY_PANE_TAKEN, NULL);
        state->in_rows = false;
    } else if (job->status != STATUS_OK && job->status != STATUS_CANCELLED) {
        app_say_error(pane->app, &job->error);
    }
}

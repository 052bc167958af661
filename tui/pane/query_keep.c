/*
 * What lasts: rows as a dataset of the team file, and the team's queries, each noted when it has
 * run, some of them with a name.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/query_save.h"
#include "core/store/query.h"
#include "tui/console/app.h"
#include "tui/pane/query_state.h"

/* ---- rows as a dataset ---- */

struct save_request {
    const char *name, *sql, *by;
};

static void report(void *context, int64_t done, int64_t total)
{
    job_progress(context, done, total, NULL);
}

static enum status run_save(struct job *job, struct error *err)
{
    const struct save_request *request = job->request;
    const struct query_held *held = job->held;
    struct query_saved *saved = arena_alloc(job->arena, sizeof *saved);
    char source[120];
    if (!saved)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = saved;
    query_source(source, sizeof source, span_string(request->sql));
    const struct query_save save = {.db = job->db,
                                    .name = request->name,
                                    .source = source,
                                    .sql = span_string(request->sql),
                                    .by = request->by,
                                    .cancel = job->cancel,
                                    .progress = report,
                                    .context = job};
    return query_save(held->query, &save, saved, err);
}

static const struct job_class save_job = {
    .name = "query.save", .run = run_save, .slow = true, .progress = TEXT_QUERY_PANE_SAVES};

bool query_can_save(const struct pane *pane)
{
    const struct query_state *state = query_state(pane);
    return state->held && !state->running && !state->stopped && !state->has_trouble &&
           state->table.column_count > 0;
}

static void accepted_name(struct pane *pane, const char *name)
{
    struct query_state *state = query_state(pane);
    struct job *job = query_can_save(pane) ? app_job(pane, &save_job) : NULL;
    struct save_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request)
        return;
    request->name = arena_string(job->arena, name);
    request->sql = arena_string(job->arena, state->ran_sql);
    request->by = arena_string(job->arena, app_person(pane->app));
    job->held = query_hold(state->held);
    job->let_go = query_let_go;
    job->lane = QUERY_LANE_SAVE;
    if (request->name && request->sql && request->by)
        app_submit(job);
}

void query_ask_name(struct pane *pane)
{
    const struct prompt_request request = {.title = text_get(TEXT_QUERY_PANE_SAVE_TITLE),
                                           .label = text_get(TEXT_QUERY_PANE_SAVE_LABEL),
                                           .initial = text_get(TEXT_QUERY_PANE_SAVE_INITIAL),
                                           .hint = text_get(TEXT_QUERY_PANE_SAVE_HINT),
                                           .accepted = accepted_name};
    app_open_prompt(pane, &request);
}

void query_take_save(struct pane *pane, struct job *job)
{
    const struct save_request *request = job->request;
    const struct query_saved *saved = job->result;
    char id[24];
    if (job->status != STATUS_OK) {
        if (job->status != STATUS_CANCELLED)
            app_say_error(pane->app, &job->error);
        return;
    }
    snprintf(id, sizeof id, "%lld", (long long)saved->dataset);
    work_expect_made(query_state(pane)->work, saved->dataset, saved->entry);
    app_changed(pane);
    app_tell(pane->app, "data", "dataset.new", id);
    app_focus(pane->app, "data");
    app_say(pane->app, TEXT_QUERY_PANE_SAVED,
            TEXT_VALUES(text_string("name", request->name), text_number("rows", saved->rows)));
}

/* ---- notes of what was asked ---- */

struct note_request {
    const char *sql, *name, *by;
    int64_t ms, rows;
};

/* A team file that can't be written has no notes, and nobody is the worse for it. */
static enum status run_note(struct job *job, struct error *err)
{
    const struct note_request *request = job->request;
    if (job->db)
        (void)stored_query_note(job->db, span_string(request->sql), request->by, request->ms,
                                request->rows, err);
    return STATUS_OK;
}

static const struct job_class note_job = {.name = "query.note", .run = run_note, .aside = true};

static struct note_request *make_note(const struct pane *pane, struct job *job, const char *sql)
{
    struct note_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request)
        return NULL;
    request->sql = arena_string(job->arena, sql);
    request->by = arena_string(job->arena, app_person(pane->app));
    return request->sql && request->by ? request : NULL;
}

void query_note_run(struct pane *pane)
{
    struct query_state *state = query_state(pane);
    if (query_is_shaped(&state->shape) || !state->ran_sql)
        return;
    struct job *job = app_job(pane, &note_job);
    struct note_request *request = make_note(pane, job, state->ran_sql);
    if (!request)
        return;
    request->ms = state->ran_ms;
    request->rows = state->ran_rows;
    app_submit(job);
}

/* ---- a name for a statement ---- */

static enum status run_name(struct job *job, struct error *err)
{
    const struct note_request *request = job->request;
    return stored_query_name(job->db, span_string(request->sql), request->name, request->by, err);
}

static const struct job_class name_job = {.name = "query.name", .run = run_name, .slow = true};

static void accepted_own_name(struct pane *pane, const char *name)
{
    struct job *job = app_job(pane, &name_job);
    struct note_request *request = make_note(pane, job, editor_text(&query_state(pane)->editor));
    if (!request)
        return;
    request->name = arena_string(job->arena, name);
    job->lane = QUERY_LANE_NAME;
    if (request->name)
        app_submit(job);
}

void query_ask_own_name(struct pane *pane)
{
    const struct prompt_request request = {.title = text_get(TEXT_QUERY_PANE_NAME_TITLE),
                                           .label = text_get(TEXT_QUERY_PANE_NAME_LABEL),
                                           .initial = "",
                                           .hint = text_get(TEXT_QUERY_PANE_NAME_HINT),
                                           .accepted = accepted_own_name};
    app_open_prompt(pane, &request);
}

void query_take_name(struct pane *pane, struct job *job)
{
    const struct note_request *request = job->request;
    if (job->status == STATUS_OK)
        app_say(pane->app, request->name[0] ? TEXT_QUERY_PANE_NAMED : TEXT_QUERY_PANE_NAME_GONE,
                TEXT_VALUES(text_string("name", request->name)));
    else if (job->status != STATUS_CANCELLED)
        app_say_error(pane->app, &job->error);
}

/* ---- the list ---- */

struct list_result {
    struct stored_query *queries;
    size_t count;
};

static enum status run_list(struct job *job, struct error *err)
{
    struct list_result *result = arena_alloc(job->arena, sizeof *result);
    if (!result)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = result;
    if (!job->db)
        return error_set(err, STATUS_NOT_FOUND, TEXT_QUERY_PANE_NO_TEAM, NULL);
    return stored_query_list(job->db, job->arena, &result->queries, &result->count, err);
}

static const struct job_class list_job = {.name = "query.list", .run = run_list};

void query_list(struct pane *pane)
{
    struct job *job = app_job(pane, &list_job);
    if (!job)
        return;
    job->lane = QUERY_LANE_LIST;
    app_submit(job);
}

static void chosen(struct pane *pane, size_t index)
{
    struct query_state *state = query_state(pane);
    if (editor_put(&state->editor, state->insertions[index]))
        query_note_text(pane);
    state->in_rows = false;
}

/* The statement on one line. */
static const char *one_line(struct arena *arena, const char *sql)
{
    char *line = arena_string(arena, sql);
    size_t len = 0;
    for (size_t i = 0; line && sql[i]; i++) {
        bool blank = (unsigned char)sql[i] <= ' ';
        if (!blank || (len > 0 && line[len - 1] != ' '))
            line[len++] = blank ? ' ' : sql[i];
    }
    if (line)
        line[len] = '\0';
    return line ? line : "";
}

static const char *how_it_went(struct arena *arena, const struct stored_query *query)
{
    char words[200];
    if (query->at_ms == 0)
        return arena_string(arena, query->by);
    text_format(words, sizeof words, TEXT_QUERY_PANE_WENT,
                TEXT_VALUES(text_number("rows", query->rows),
                            text_decimal("seconds", (double)query->ms / 1000, 2),
                            text_string("by", query->by)));
    return arena_string(arena, words);
}

void query_take_list(struct pane *pane, struct job *job)
{
    struct query_state *state = query_state(pane);
    const struct list_result *result = job->result;
    if (job->status != STATUS_OK || result->count == 0) {
        if (job->status == STATUS_OK)
            app_say(pane->app, TEXT_QUERY_PANE_NONE, NULL);
        else if (job->status != STATUS_CANCELLED)
            app_say_error(pane->app, &job->error);
        return;
    }
    struct list_item *items = arena_array(job->arena, result->count, sizeof *items);
    const char **sqls = arena_array(job->arena, result->count, sizeof *sqls);
    for (size_t i = 0; items && sqls && i < result->count; i++) {
        const struct stored_query *query = &result->queries[i];
        const char *line = one_line(job->arena, query->sql);
        sqls[i] = query->sql;
        items[i] = (struct list_item){.text = query->name[0] ? query->name : line,
                                      .detail = how_it_went(job->arena, query),
                                      .search = line};
    }
    if (!items || !sqls)
        return;
    const struct list_request request = {.title = text_get(TEXT_QUERY_PANE_LIST),
                                         .items = items,
                                         .count = result->count,
                                         .chosen = chosen};
    app_open_list(pane, &request);
    arena_free(state->choices);
    state->choices = job_take_arena(job);
    state->insertions = sqls;
}

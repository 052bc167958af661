/* The jobs of one row for each person: what would come of it, and making it. */
#include <stdlib.h>

#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/data_make.h"
#include "tui/pane/data_state.h"
#include "tui/pane/persons.h"

struct persons_request {
    int64_t dataset;
    struct per_person_wish wish;
    const char *name, *by; /* NULL: to be looked at only */
};

static void progress(void *context, int64_t done, int64_t total)
{
    job_progress(context, done, total, NULL);
}

/* ---- what is ticked ---- */

static bool fill_wish(const struct persons_overlay *overlay, struct arena *arena,
                      struct per_person_wish *out)
{
    const struct data_state *state = data_state(overlay->head.pane);
    const struct dataset_info *dataset = state->dataset;
    *out = (struct per_person_wish){.person = overlay->person, .when = overlay->when};
    out->parts = arena_array(arena, overlay->count * PER_PERSON_WHATS + 1, sizeof *out->parts);
    if (out->parts == NULL || dataset->id != overlay->dataset ||
        dataset->column_count != overlay->count)
        return false;
    for (size_t i = 0; i < overlay->count; i++)
        for (int what = 0; what < PER_PERSON_WHATS; what++)
            if (overlay->ticked[i][what])
                out->parts[out->count++] =
                    (struct per_person_part){dataset->columns[i].id, (enum per_person_what)what};
    return work_filters_shown(work_state(state->work), arena, &out->filters);
}

static struct job *begin(struct persons_overlay *overlay, const struct job_class *class,
                         struct persons_request **request)
{
    struct job *job = app_job(overlay->head.pane, class);
    *request = job != NULL ? job_request(job, sizeof **request) : NULL;
    if (*request == NULL || !fill_wish(overlay, job->arena, &(*request)->wish))
        return NULL;
    (*request)->dataset = overlay->dataset;
    return job;
}

/* ---- a look ---- */

static const char *cell_text(const struct value *value, struct arena *arena)
{
    char number[VALUE_NUMBER_SIZE];
    struct span text = value_text(value, number);
    struct buffer safe = {0};
    utf8_screen(text, &safe);
    const char *copy = safe.failed ? NULL : arena_copy(arena, buffer_span(&safe));
    buffer_free(&safe);
    return copy;
}

static enum status fill_rows(const struct per_person *all, struct arena *arena,
                             struct persons_answer *out, struct error *err)
{
    size_t rows = out->people < PERSONS_ROWS ? (size_t)out->people : PERSONS_ROWS;
    struct value *values = arena_array(arena, out->width, sizeof *values);
    char(*scratch)[COLUMN_TEXT_SIZE] = arena_array(arena, out->width, sizeof *scratch);
    out->cells = arena_array(arena, rows * out->width, sizeof *out->cells);
    bool good = values != NULL && scratch != NULL && out->cells != NULL;
    for (size_t row = 0; row < rows && good; row++) {
        per_person_row(all, (int64_t)row, values, scratch);
        for (size_t i = 0; i < out->width && good; i++)
            good = (out->cells[row * out->width + i] = cell_text(&values[i], arena)) != NULL;
    }
    out->row_count = rows;
    return good ? STATUS_OK : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status fill_answer(const struct per_person *all, struct arena *arena,
                               struct persons_answer *out, struct error *err)
{
    const struct per_person_column *heads = per_person_heads(all);
    out->people = per_person_count(all);
    out->rows = per_person_rows(all);
    out->nameless = per_person_nameless(all);
    out->width = per_person_width(all);
    out->heads = arena_array(arena, out->width, sizeof *out->heads);
    for (size_t i = 0; out->heads != NULL && i < out->width; i++)
        if ((out->heads[i] = arena_string(arena, heads[i].name)) == NULL)
            out->heads = NULL;
    if (out->heads == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return fill_rows(all, arena, out, err);
}

static enum status run_look(struct job *job, struct error *err)
{
    const struct persons_request *request = job->request;
    struct persons_answer *answer = arena_alloc(job->arena, sizeof *answer);
    struct frame_use *use = NULL;
    struct per_person *all = NULL;
    if (answer == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = answer;
    const struct frames_watch watch = {progress, job, job->cancel};
    enum status status = frame_use_begin(&use, job->frames, job->db, request->dataset, &watch, err);
    if (status == STATUS_OK)
        status = per_person_open(&all, use, &request->wish, err);
    if (status == STATUS_OK)
        status = fill_answer(all, job->arena, answer, err);
    per_person_close(all);
    frame_use_end(use);
    return status;
}

static const struct job_class look_job = {
    .name = "data.persons-look", .run = run_look, .slow = true, .progress = TEXT_DATA_COUNTING};

void persons_look(struct persons_overlay *overlay)
{
    struct persons_request *request;
    struct job *job = begin(overlay, &look_job, &request);
    if (job == NULL)
        return;
    job->lane = LANE_PERSONS;
    job->tag = ++overlay->wanted;
    overlay->waiting = true;
    app_submit(job);
}

/* ---- making ---- */

static enum status run_make(struct job *job, struct error *err)
{
    const struct persons_request *request = job->request;
    struct per_person_done *done = arena_alloc(job->arena, sizeof *done);
    if (done == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = done;
    const struct frames_watch watch = {progress, job, job->cancel};
    return per_person_make(job->frames, job->db, request->dataset, &request->wish, request->name,
                           request->by, &watch, done, err);
}

static const struct job_class make_job = {
    .name = "data.persons-make", .run = run_make, .slow = true, .progress = TEXT_PERSONS_MAKING};

void persons_make(struct persons_overlay *overlay, const char *name)
{
    struct persons_request *request;
    struct job *job = begin(overlay, &make_job, &request);
    if (job == NULL)
        return;
    request->name = arena_string(job->arena, name);
    request->by = arena_string(job->arena, app_person(overlay->head.app));
    job->lane = LANE_PERSONS_MAKE;
    app_submit(job);
}

/* The new dataset is gone over to, as one step: going back leads to the old one, and drops it. */
void persons_take_made(struct pane *pane, struct job *job)
{
    const struct persons_request *request = job->request;
    const struct per_person_done *done = job->result;
    struct work *work = data_state(pane)->work;
    if (job->status == STATUS_CANCELLED)
        return;
    if (job->status != STATUS_OK) {
        app_say_error(pane->app, &job->error);
        return;
    }
    overlay_pop_all(pane->app);
    struct work_draft *draft = work_draft(work);
    if (draft == NULL)
        return;
    draft->state = (struct work_state){.dataset = done->dataset,
                                       .chart = "",
                                       .drill = {.words = "", .from = ""},
                                       .pinned = WORK_PINNED_DEFAULT};
    work_commit_made(
        work, draft, done->entry, TEXT_PERSONS_MADE,
        TEXT_VALUES(text_string("dataset", request->name), text_number("people", done->people)));
}

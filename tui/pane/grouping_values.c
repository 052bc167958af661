/* The job that counts the values which are to be put into groups. */
#include "core/service/facet.h"
#include "tui/console/app.h"
#include "tui/pane/data_state.h"
#include "tui/pane/grouping.h"

struct values_request {
    int64_t dataset, column;
};

static enum status read_values(struct frame_use *use, size_t position, struct job *job,
                               struct error *err)
{
    const struct filter_list none = {NULL, 0};
    const struct facet_wish wish = {
        .column = position, .own = true, .sort = FACET_BY_COUNT, .limit = GROUPING_VALUES};
    struct facet *facet = arena_alloc(job->arena, sizeof *facet);
    if (facet == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = facet;
    return facet_read(use, &none, &wish, job->arena, facet, err);
}

static enum status run(struct job *job, struct error *err)
{
    const struct values_request *request = job->request;
    const struct frames_watch watch = {.cancel = job->cancel};
    struct frame_use *use = NULL;
    enum status status = frame_use_begin(&use, job->frames, job->db, request->dataset, &watch, err);
    if (status != STATUS_OK)
        return status;
    const struct dataset_info *dataset = frame_use_dataset(use);
    size_t position = 0;
    while (position < dataset->column_count && dataset->columns[position].id != request->column)
        position++;
    status = position < dataset->column_count
                 ? read_values(use, position, job, err)
                 : error_set(err, STATUS_NOT_FOUND, TEXT_DERIVE_SOURCE_GONE, NULL);
    frame_use_end(use);
    return status;
}

static const struct job_class values_job = {
    .name = "data.group-values", .run = run, .slow = true, .progress = TEXT_DATA_COUNTING};

bool grouping_is_values(const struct job *job)
{
    return job->class == &values_job;
}

void grouping_submit(struct grouping_overlay *overlay)
{
    struct job *job = app_job(overlay->head.pane, &values_job);
    struct values_request *request = job != NULL ? job_request(job, sizeof *request) : NULL;
    if (request == NULL)
        return;
    request->dataset = overlay->dataset;
    request->column = overlay->column;
    job->lane = LANE_LOOK;
    app_submit(job);
}

void grouping_take_values(struct grouping_overlay *overlay, struct job *job)
{
    const struct facet *facet = job->result;
    if (job->status == STATUS_CANCELLED)
        return;
    if (job->status != STATUS_OK) {
        overlay->err = job->error;
        return;
    }
    struct grouping_value *values = arena_array(job->arena, facet->count, sizeof *values);
    size_t *shown = arena_array(job->arena, facet->count, sizeof *shown);
    if (values == NULL || shown == NULL) {
        error_set(&overlay->err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
        return;
    }
    for (size_t i = 0; i < facet->count; i++)
        values[i] = (struct grouping_value){
            .text = facet->entries[i].text, .rows = facet->entries[i].rows, .group = GROUPING_NONE};
    overlay->values = values;
    overlay->shown = shown;
    overlay->count = facet->count;
    overlay->arena = job_take_arena(job);
    if (overlay->former != NULL)
        grouping_begin_with(overlay, overlay->former);
    grouping_narrow(overlay);
}

/* How the groups of a column come: the job that counts its values and compares them. */
#include "core/service/frames.h"
#include "tui/console/app.h"
#include "tui/pane/clean.h"
#include "tui/pane/data_state.h"

struct clean_job_request {
    int64_t dataset, column;
    enum cleaning_way ways;
};

static void progress(void *context, int64_t done, int64_t total)
{
    job_progress(context, done, total, NULL);
}

static bool find_column(const struct frame_use *use, int64_t id, size_t *position)
{
    const struct dataset_info *dataset = frame_use_dataset(use);
    for (size_t i = 0; i < dataset->column_count; i++) {
        *position = i;
        if (dataset->columns[i].id == id)
            return true;
    }
    return false;
}

static enum status run(struct job *job, struct error *err)
{
    const struct clean_job_request *request = job->request;
    struct clean_column *column = arena_alloc(job->arena, sizeof *column);
    struct frame_use *use = NULL;
    size_t position = 0;
    if (column == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = column;
    const struct frames_watch watch = {progress, job, job->cancel};
    enum status status = frame_use_begin(&use, job->frames, job->db, request->dataset, &watch, err);
    if (status == STATUS_OK && !find_column(use, request->column, &position))
        status = error_set(err, STATUS_NOT_FOUND, TEXT_DATA_CHIP_COLUMN_GONE, NULL);
    if (status == STATUS_OK)
        status = clean_read(use, position, request->ways, job->arena, column, err);
    frame_use_end(use);
    return status;
}

static const struct job_class clean_job = {
    .name = "data.clean", .run = run, .slow = true, .progress = TEXT_CLEAN_COMPARING};

struct job *clean_read_job(struct pane *pane, int64_t dataset, int64_t column,
                           enum cleaning_way ways)
{
    struct job *job = app_job(pane, &clean_job);
    struct clean_job_request *request = job != NULL ? job_request(job, sizeof *request) : NULL;
    if (request == NULL)
        return NULL;
    *request = (struct clean_job_request){dataset, column, ways};
    job->lane = LANE_CLEAN;
    return job;
}

void clean_submit(struct clean_overlay *overlay)
{
    struct job *job =
        clean_read_job(overlay->head.pane, overlay->dataset, overlay->id, overlay->ways);
    if (job == NULL)
        return;
    job->tag = ++overlay->wanted;
    app_submit(job);
}

/* Room for what is chosen of the groups. */
static bool make_room(struct clean_overlay *overlay, struct arena *arena)
{
    const struct cleaning_groups *groups = &overlay->column.groups;
    size_t lines = groups->count;
    overlay->groups = arena_array(arena, groups->count + 1, sizeof *overlay->groups);
    for (size_t i = 0; overlay->groups != NULL && i < groups->count; i++) {
        overlay->groups[i].left_out = arena_array(arena, groups->items[i].count, sizeof(bool));
        lines += groups->items[i].count;
        if (overlay->groups[i].left_out == NULL)
            return false;
    }
    overlay->lines = arena_array(arena, lines + 1, sizeof *overlay->lines);
    return overlay->groups != NULL && overlay->lines != NULL;
}

void clean_take_reply(struct clean_overlay *overlay, struct job *job)
{
    if (job->status != STATUS_OK) {
        overlay->err = job->error;
        overlay->err.code = job->status;
        return;
    }
    const struct clean_overlay former = *overlay;
    struct clean_column *column = &overlay->column;
    struct cleaning_choice *choices = NULL;
    *column = *(const struct clean_column *)job->result;
    overlay->cursor = overlay->top = 0;
    error_clear(&overlay->err);
    bool room =
        (overlay->changing == 0 || cleaning_again(column->values, column->count, &overlay->former,
                                                  job->arena, &column->groups, &choices)) &&
        make_room(overlay, job->arena);
    if (!room)
        overlay->column.groups.count = 0;
    overlay->arena = job_take_arena(job);
    if (room && former.arena != NULL)
        clean_keep(overlay, &former);
    else if (room && choices != NULL)
        clean_choose(overlay, choices);
    arena_free(former.arena);
    if (room)
        clean_list(overlay);
    else
        app_say(overlay->head.app, TEXT_OUT_OF_MEMORY, NULL);
}

/* How the values of a column come: the job that counts them, and what is kept of ticks and
 * search when others come. */
#include <stdlib.h>
#include <string.h>

#include "core/analysis/needle.h"
#include "core/service/frames.h"
#include "tui/console/app.h"
#include "tui/pane/data_state.h"
#include "tui/pane/facet.h"

struct facet_job_request {
    int64_t dataset, column;
    struct filter_list filters;
    struct facet_wish wish;
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
    struct facet_job_request *request = job->request;
    struct facet *facet = arena_alloc(job->arena, sizeof *facet);
    struct frame_use *use = NULL;
    if (facet == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = facet;
    const struct frames_watch watch = {progress, job, job->cancel};
    enum status status = frame_use_begin(&use, job->frames, job->db, request->dataset, &watch, err);
    if (status == STATUS_OK)
        request->wish.person = dataset_role_index(frame_use_dataset(use), ROLE_PERSON_ID);
    if (status == STATUS_OK && !find_column(use, request->column, &request->wish.column))
        status = error_set(err, STATUS_NOT_FOUND, TEXT_DATA_CHIP_COLUMN_GONE, NULL);
    if (status == STATUS_OK)
        status = facet_read(use, &request->filters, &request->wish, job->arena, facet, err);
    frame_use_end(use);
    return status;
}

static const struct job_class facet_job = {
    .name = "data.facet", .run = run, .slow = true, .progress = TEXT_DATA_COUNTING};

/* Filters of the view and of the drill: the counts are those of the rows behind the overlay. */
void facet_submit(struct facet_overlay *overlay)
{
    struct pane *pane = overlay->head.pane;
    const struct work_state *now = work_state(data_state(pane)->work);
    struct job *job = app_job(pane, &facet_job);
    struct facet_job_request *request = job != NULL ? job_request(job, sizeof *request) : NULL;
    if (request == NULL || !work_filters_shown(now, job->arena, &request->filters))
        return;
    bool again = overlay->arena != NULL;
    request->dataset = now->dataset;
    request->column = overlay->column;
    request->wish = (struct facet_wish){.automatic = !again,
                                        .cut = overlay->cut,
                                        .width = overlay->width,
                                        .sort = overlay->sort,
                                        .limit = FACET_LIMIT,
                                        .unit = overlay->unit};
    if (overlay->cut != CUT_NONE)
        request->wish.sort = FACET_BY_VALUE; /* ranges stand in their own order */
    job->lane = LANE_FACET;
    job->tag = ++overlay->wanted;
    app_submit(job);
}

/* ---- what is shown of them ---- */

void facet_narrow(struct facet_overlay *overlay)
{
    struct needle needle = {0};
    struct span typed = buffer_span(&overlay->search.text);
    bool all = typed.len == 0 || !needle_set(&needle, typed);
    overlay->shown_count = 0;
    for (size_t i = 0; i < overlay->facet.count; i++)
        if (all || needle_in(&needle, facet_entry_text(&overlay->facet.entries[i])))
            overlay->shown[overlay->shown_count++] = i;
    needle_free(&needle);
}

static int by_text(const void *a, const void *b)
{
    struct span left = **(const struct span *const *)a, right = **(const struct span *const *)b;
    size_t shorter = left.len < right.len ? left.len : right.len;
    int order = shorter > 0 ? memcmp(left.data, right.data, shorter) : 0;
    return order != 0 ? order : (left.len > right.len) - (left.len < right.len);
}

/* What was ticked stays ticked, by its text. */
static void keep_ticks(struct facet_overlay *overlay, const struct facet *former,
                       const bool *former_ticks, size_t ticked)
{
    const struct span **texts = calloc(ticked + 1, sizeof *texts);
    size_t count = 0;
    for (size_t i = 0; texts != NULL && i < former->count && count < ticked; i++)
        if (former_ticks[i])
            texts[count++] = &former->entries[i].text;
    if (count > 0)
        qsort(texts, count, sizeof *texts, by_text);
    for (size_t i = 0; count > 0 && i < overlay->facet.count; i++) {
        const struct span *text = &overlay->facet.entries[i].text;
        overlay->ticked[i] = bsearch(&text, texts, count, sizeof *texts, by_text) != NULL;
        overlay->ticked_count += overlay->ticked[i];
    }
    free(texts);
}

void facet_take_reply(struct facet_overlay *overlay, struct job *job)
{
    if (job->status != STATUS_OK) {
        overlay->err = job->error;
        overlay->err.code = job->status;
        return;
    }
    const struct facet former = overlay->facet;
    const bool *former_ticks = overlay->ticked;
    size_t former_ticked = overlay->ticked_count;
    struct arena *former_arena = overlay->arena;
    overlay->facet = *(const struct facet *)job->result;
    if (overlay->facet.people == 0) /* of the same rows */
        overlay->facet.people = former.people;
    overlay->ticked = arena_array(job->arena, overlay->facet.count, sizeof *overlay->ticked);
    overlay->shown = arena_array(job->arena, overlay->facet.count, sizeof *overlay->shown);
    overlay->ticked_count = overlay->shown_count = 0;
    if (overlay->ticked == NULL || overlay->shown == NULL)
        overlay->facet.count = 0;
    overlay->arena = job_take_arena(job);
    error_clear(&overlay->err);
    if (former_arena != NULL)
        keep_ticks(overlay, &former, former_ticks, former_ticked);
    else if (overlay->chip >= 0)
        facet_tick_filter(
            overlay,
            &work_state(data_state(overlay->head.pane)->work)->filters.filters[overlay->chip]);
    arena_free(former_arena);
    overlay->cut = overlay->facet.cut;
    overlay->width = overlay->facet.width > 0 ? overlay->facet.width : overlay->width;
    facet_narrow(overlay);
    overlay->cursor = overlay->top = 0;
}

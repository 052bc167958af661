/*
 * The value whose share is told: chosen from those that the column holds, the most frequent
 * first, or typed where there are too many of them for a list.
 */
#include "core/service/facet.h"
#include "tui/console/app.h"
#include "tui/pane/pivot_state.h"

enum { VALUES_MOST = 500, LABEL_ROOM = 200, DETAIL_SIZE = 32 };

struct values_request {
    struct pivot_order order;
    size_t position;
    int64_t column;
};

static enum status run_values(struct job *job, struct error *err)
{
    const struct values_request *request = job->request;
    const struct facet_wish wish = {
        .column = request->position, .sort = FACET_BY_COUNT, .limit = VALUES_MOST};
    struct facet *facet = arena_alloc(job->arena, sizeof *facet);
    struct frame_use *use = NULL;
    if (facet == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = facet;
    enum status status = pivot_use_begin(&use, job, request->order.dataset, err);
    if (status == STATUS_OK)
        status = facet_read(use, &request->order.filters, &wish, job->arena, facet, err);
    frame_use_end(use);
    return status;
}

static const struct job_class values_job = {
    .name = "pivot.values", .run = run_values, .slow = true, .progress = TEXT_PIVOT_PANE_COUNTING};

void pivot_choose_share(struct pane *pane, int64_t column)
{
    const struct dataset_info *dataset = work_dataset(pivot_state(pane)->work);
    struct job *job = app_job(pane, &values_job);
    struct values_request *request = job != NULL ? job_request(job, sizeof *request) : NULL;
    if (request == NULL || !pivot_order_fill(&request->order, job->arena, pane))
        return;
    while (request->position + 1 < dataset->column_count &&
           dataset->columns[request->position].id != column)
        request->position++;
    request->column = column;
    job->lane = PIVOT_LANE_VALUES;
    app_submit(job);
}

static void share_typed(struct pane *pane, const char *text)
{
    pivot_set_value(pane, PIVOT_SHARE, pivot_state(pane)->share_column, text);
}

static void ask_value(struct pane *pane)
{
    char label[LABEL_ROOM];
    text_format(label, sizeof label, TEXT_PIVOT_PANE_SHARE_LABEL,
                TEXT_VALUES(text_string("column",
                                        pivot_column_name(pane, pivot_state(pane)->share_column))));
    const struct prompt_request request = {.title = text_get(TEXT_PIVOT_PANE_SHARE_TITLE),
                                           .label = label,
                                           .hint = text_get(TEXT_PIVOT_PANE_SHARE_HINT),
                                           .accepted = share_typed};
    app_open_prompt(pane, &request);
}

static void value_chosen(struct pane *pane, size_t index)
{
    const struct pivot_state *state = pivot_state(pane);
    if (state->value_texts[index] == NULL)
        ask_value(pane);
    else
        pivot_set_value(pane, PIVOT_SHARE, state->share_column, state->value_texts[index]);
}

/* The list of what was found; its last entry leads to a line to type. */
static void open_list(struct pane *pane, const struct facet *facet, struct arena *arena)
{
    struct list_item *items = arena_array(arena, facet->count + 1, sizeof *items);
    const char **texts = arena_array(arena, facet->count + 1, sizeof *texts);
    size_t count = 0;
    for (size_t i = 0; items != NULL && texts != NULL && i < facet->count; i++) {
        const struct facet_entry *entry = &facet->entries[i];
        char *detail = arena_alloc(arena, DETAIL_SIZE);
        texts[count] = arena_copy(arena, entry->text);
        if (detail == NULL || texts[count] == NULL)
            continue;
        items[count] = (struct list_item){
            .text = entry->text.len > 0 ? texts[count] : text_get(TEXT_PIVOT_EMPTY),
            .detail = text_group_digits(detail, DETAIL_SIZE, entry->rows)};
        count++;
    }
    if (items == NULL || texts == NULL) {
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
        return;
    }
    if (facet->count < facet->all)
        items[count++] = (struct list_item){.text = text_get(TEXT_PIVOT_PANE_ANOTHER_VALUE)};
    const struct list_request request = {.title = text_get(TEXT_PIVOT_PANE_SHARE_TITLE),
                                         .items = items,
                                         .count = count,
                                         .chosen = value_chosen};
    pivot_state(pane)->value_texts = texts;
    app_open_list(pane, &request);
}

void pivot_take_values(struct pane *pane, struct job *job)
{
    struct pivot_state *state = pivot_state(pane);
    const struct values_request *request = job->request;
    if (job->status == STATUS_CANCELLED)
        return;
    state->share_column = request->column;
    if (job->status != STATUS_OK) {
        app_say_error(pane->app, &job->error);
        return;
    }
    arena_free(state->values);
    state->values = job_take_arena(job);
    open_list(pane, job->result, state->values);
}

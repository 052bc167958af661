/*
 * The jobs of the Chart pane: the chart that is asked for, the filters that lead to the rows
 * behind a figure, and the picture as a file. The last two make the chart once more, which
 * takes no time worth mentioning: so no job ever reads what the pane may throw away meanwhile.
 */
#include <string.h>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/service/chart_svg.h"
#include "core/service/frames.h"
#include "tui/console/app.h"
#include "tui/pane/chart_state.h"

/* A chart that takes longer than that is not to hold up the pages of the Data pane. */
enum { QUICK_MS = 25 };

/* What is asked for now, into an order. False: no memory. */
static bool fill_order(struct chart_order *order, struct arena *arena, const struct pane *pane)
{
    const struct work *work = chart_state(pane)->work;
    const struct work_state *now = work_state(work);
    order->dataset = work_dataset(work)->id;
    order->settings = chart_settings_now(pane);
    return filter_list_copy(arena, &now->filters, &order->filters) &&
           pivot_spec_copy(arena, &now->pivot, &order->pivot);
}

/* The same for what is on the screen. */
static bool copy_order(struct chart_order *order, struct arena *arena,
                       const struct chart_order *from)
{
    *order = *from;
    return filter_list_copy(arena, &from->filters, &order->filters) &&
           pivot_spec_copy(arena, &from->pivot, &order->pivot);
}

static void progress(void *context, int64_t done, int64_t total)
{
    job_progress(context, done, total, NULL);
}

static struct chart_request request_of(const struct chart_order *order)
{
    return (struct chart_request){
        .filters = &order->filters, .pivot = &order->pivot, .settings = &order->settings};
}

static enum status make(struct job *job, const struct chart_order *order, struct frame_use **use,
                        struct chart *out, struct error *err)
{
    const struct frames_watch watch = {progress, job, job->cancel};
    const struct chart_request request = request_of(order);
    enum status status = frame_use_begin(use, job->frames, job->db, order->dataset, &watch, err);
    return status == STATUS_OK ? chart_make(*use, &request, job->arena, out, err) : status;
}

/* ---- the chart ---- */

static enum status run_page(struct job *job, struct error *err)
{
    const struct chart_order *order = job->request;
    struct chart_page *page = arena_alloc(job->arena, sizeof *page);
    struct frame_use *use = NULL;
    int64_t start = clock_steady_ms();
    if (page == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    page->order = *order;
    enum status status = make(job, order, &use, &page->chart, err);
    frame_use_end(use);
    page->ms = clock_steady_ms() - start;
    job->result = page;
    return status;
}

/* The same work, before and behind what else is to be done. */
static const struct job_class quick_job = {
    .name = "chart.page", .run = run_page, .progress = TEXT_PIVOT_PANE_COUNTING};
static const struct job_class slow_job = {
    .name = "chart.page", .run = run_page, .slow = true, .progress = TEXT_PIVOT_PANE_COUNTING};

static struct chart_ground ground_now(const struct work *work)
{
    return (struct chart_ground){.data = work_revision(work, WORK_DATA),
                                 .filters = work_revision(work, WORK_FILTERS),
                                 .pivot = work_revision(work, WORK_PIVOT),
                                 .chart = work_revision(work, WORK_CHART)};
}

static bool same_ground(const struct chart_ground *a, const struct chart_ground *b)
{
    return a->data == b->data && a->filters == b->filters && a->pivot == b->pivot &&
           a->chart == b->chart;
}

void chart_submit_page(struct pane *pane)
{
    struct chart_state *state = chart_state(pane);
    struct chart_ground ground = ground_now(state->work);
    ground.data++; /* nothing was asked for yet: 0 */
    if (same_ground(&ground, &state->asked))
        return;
    bool quick = state->quick && ground.data == state->asked.data;
    struct job *job = app_job(pane, quick ? &quick_job : &slow_job);
    struct chart_order *order = job != NULL ? job_request(job, sizeof *order) : NULL;
    if (order == NULL || !fill_order(order, job->arena, pane))
        return;
    app_cancel(pane, CHART_LANE_PAGE); /* the one before may be with the other worker */
    state->asked = ground;
    state->waiting = true;
    job->lane = CHART_LANE_PAGE;
    app_submit(job);
}

/* Where a text stands among others; SIZE_MAX: nowhere. */
static size_t find_text(const struct span *texts, size_t count, struct span text)
{
    for (size_t i = 0; i < count; i++)
        if (span_equal(texts[i], text))
            return i;
    return SIZE_MAX;
}

static size_t find_category(const struct chart *chart, struct span text)
{
    for (size_t i = 0; i < chart->category_count; i++)
        if (span_equal(chart->categories[i].text, text))
            return i;
    return SIZE_MAX;
}

/* What was chosen stays so, by its labels, where it is still there. */
static void follow_choice(struct chart_state *state, const struct chart *chart)
{
    const struct chart *old = state->page != NULL ? &state->page->chart : NULL;
    bool labels = state->chosen && old != NULL && old->kind == chart->kind &&
                  state->category < old->category_count && state->series < old->series_count &&
                  state->panel < old->panel_count;
    state->chosen = false;
    if (!labels)
        return;
    size_t category = find_category(chart, old->categories[state->category].text);
    size_t series = find_text(chart->series, chart->series_count, old->series[state->series]);
    size_t panel = find_text(chart->panels, chart->panel_count, old->panels[state->panel]);
    if (category == SIZE_MAX || series == SIZE_MAX || panel == SIZE_MAX)
        return;
    state->chosen = true;
    state->category = (uint32_t)category;
    state->series = (uint32_t)series;
    state->panel = (uint32_t)panel;
}

void chart_take_page(struct pane *pane, struct job *job)
{
    struct chart_state *state = chart_state(pane);
    const struct chart_page *page = job->result;
    state->waiting = false;
    state->trouble = (struct error){0};
    if (job->status != STATUS_OK) {
        state->trouble = job->error;
        state->quick = false;
        if (job->status == STATUS_CANCELLED)
            error_set(&state->trouble, STATUS_CANCELLED, TEXT_CHART_PANE_STOPPED, NULL);
        return;
    }
    follow_choice(state, &page->chart);
    if (!state->chosen)
        state->window = (struct chart_window){0};
    state->quick = page->ms <= QUICK_MS;
    arena_free(state->home);
    state->page = page;
    state->home = job_take_arena(job);
}

void chart_command_again(struct pane *pane)
{
    chart_state(pane)->asked = (struct chart_ground){0};
}

/* ---- the rows behind a figure ---- */

struct drill_request {
    struct chart_order order;
    struct scene_spot spot;
    const char *words; /* of the spot, to know it again */
};

struct drill_result {
    struct filter_list filters;
    const char *words;
};

static const char *spot_words(struct arena *arena, const struct chart *chart,
                              const struct scene_spot *spot)
{
    struct buffer words = {0};
    chart_spot_words(chart, spot, &words);
    const char *copy = words.failed ? NULL : arena_copy(arena, buffer_span(&words));
    buffer_free(&words);
    return copy;
}

static enum status find_rows(struct job *job, struct frame_use **use, struct error *err)
{
    const struct drill_request *request = job->request;
    const struct chart_request asked = request_of(&request->order);
    struct drill_result *result = job->result;
    struct chart chart;
    enum status status = make(job, &request->order, use, &chart, err);
    if (status != STATUS_OK)
        return status;
    const char *words = spot_words(job->arena, &chart, &request->spot);
    if (words == NULL || strcmp(words, request->words) != 0)
        return error_set(err, STATUS_STALE, TEXT_CHART_PANE_GONE, NULL);
    return chart_drill(*use, &asked, &chart, &request->spot, job->arena, &result->filters,
                       &result->words, err);
}

static enum status run_drill(struct job *job, struct error *err)
{
    struct frame_use *use = NULL;
    job->result = arena_alloc(job->arena, sizeof(struct drill_result));
    if (job->result == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = find_rows(job, &use, err);
    frame_use_end(use);
    return status;
}

static const struct job_class quick_drill = {
    .name = "chart.drill", .run = run_drill, .progress = TEXT_PIVOT_PANE_LOOKING};
static const struct job_class slow_drill = {
    .name = "chart.drill", .run = run_drill, .slow = true, .progress = TEXT_PIVOT_PANE_LOOKING};

static int64_t rows_at(const struct chart *chart, const struct scene_spot *spot)
{
    if (chart->points != NULL)
        return spot->point_rows;
    return chart_at(chart, spot->panel, spot->series, spot->category)->rows;
}

void chart_command_drill(struct pane *pane)
{
    struct chart_state *state = chart_state(pane);
    const struct scene_spot *spot = chart_has_page(pane) ? chart_chosen(state) : NULL;
    if (spot == NULL || rows_at(&state->page->chart, spot) == 0) {
        app_say(pane->app, spot == NULL ? TEXT_CHART_PANE_CHOOSE : TEXT_CHART_PANE_NO_ROWS, NULL);
        return;
    }
    struct job *job = app_job(pane, state->quick ? &quick_drill : &slow_drill);
    struct drill_request *request = job != NULL ? job_request(job, sizeof *request) : NULL;
    if (request == NULL || !copy_order(&request->order, job->arena, &state->page->order))
        return;
    request->spot = *spot;
    request->words = spot_words(job->arena, &state->page->chart, spot);
    if (request->words == NULL)
        return;
    app_cancel(pane, CHART_LANE_DRILL);
    job->lane = CHART_LANE_DRILL;
    job->tag = work_revision(state->work, WORK_FILTERS);
    app_submit(job);
}

void chart_take_drill(struct pane *pane, struct job *job)
{
    struct chart_state *state = chart_state(pane);
    const struct drill_result *result = job->result;
    if (job->status == STATUS_CANCELLED || job->tag != work_revision(state->work, WORK_FILTERS))
        return;
    if (job->status != STATUS_OK) {
        app_say_error(pane->app, &job->error);
        return;
    }
    if (work_drill(state->work, &result->filters, result->words, pane->class->name))
        app_focus(pane->app, "data");
}

/* ---- the picture as a file ---- */

struct save_request {
    struct chart_order order;
    const char *dataset, *by;
};

static enum status run_save(struct job *job, struct error *err)
{
    const struct save_request *request = job->request;
    struct frame_use *use = NULL;
    struct chart chart;
    const char *path = NULL;
    enum status status = make(job, &request->order, &use, &chart, err);
    frame_use_end(use);
    if (status == STATUS_OK)
        status =
            chart_svg_copy(job->db, job->arena, &chart, request->dataset, request->by, &path, err);
    job->result = arena_string(job->arena, path != NULL ? path : "");
    return status;
}

static const struct job_class save_job = {
    .name = "chart.save", .run = run_save, .slow = true, .progress = TEXT_DATA_COPYING};

void chart_command_save(struct pane *pane)
{
    const struct chart_state *state = chart_state(pane);
    struct job *job = app_job(pane, &save_job);
    struct save_request *request = job != NULL ? job_request(job, sizeof *request) : NULL;
    if (request == NULL || !copy_order(&request->order, job->arena, &state->page->order))
        return;
    request->dataset = arena_string(job->arena, work_dataset(state->work)->name);
    request->by = arena_string(job->arena, app_person(pane->app));
    if (request->dataset == NULL || request->by == NULL)
        return;
    job->lane = CHART_LANE_EACH;
    app_submit(job);
}

void chart_take_saved(struct pane *pane, struct job *job)
{
    if (job->status == STATUS_OK)
        app_say(pane->app, TEXT_CHART_PANE_SAVED,
                TEXT_VALUES(text_string("file", file_name(job->result))));
    else if (job->status != STATUS_CANCELLED)
        app_say_error(pane->app, &job->error);
}

/* Owns the load that follows a preview: the job with its progress, and what becomes of it. */
#include <stdio.h>
#include <stdlib.h>

#include "core/service/import.h"
#include "tui/console/app_private.h"
#include "tui/console/import_done.h"
#include "tui/console/import_view.h"

enum { WORDS_SIZE = 160, ID_SIZE = 32 };

struct load_request {
    const char *path;
    const char *name; /* of the dataset, as it was shown */
    const char *by;
    struct import_wish wish; /* its own; freed with the job */
};

static void progress(void *context, const struct import_progress *p)
{
    char words[WORDS_SIZE];
    double seconds = p->ms > 0 ? (double)p->ms / 1000 : 0.001;
    double speed = (double)p->bytes / seconds;
    int64_t left = speed > 0 ? (int64_t)((double)(p->total - p->bytes) / speed + 0.5) : 0;
    text_format(words, sizeof words, TEXT_IMPORT_FILE_PROGRESS,
                TEXT_VALUES(text_number("rows", p->rows), text_decimal("speed", speed / 1e6, 0),
                            text_number("seconds", left)));
    job_progress(context, p->bytes, p->total, words);
}

static enum status run_load(struct job *job, struct error *err)
{
    const struct load_request *request = job->request;
    struct import_result *result = arena_alloc(job->arena, sizeof *result);
    struct import_options options;
    if (!result)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    import_wish_options(&request->wish, &options);
    options.name = request->name;
    options.by = request->by;
    options.progress = progress;
    options.progress_context = job;
    options.cancel = job->cancel;
    enum status status = import_file(job->db, request->path, &options, result, err);
    if (status == STATUS_OK)
        job->result = result;
    return status;
}

static const struct job_class load_job = {
    .name = "import.load", .run = run_load, .slow = true, .progress = TEXT_IMPORT_FILE_RUNS};

static void show_result(struct app *app, struct job *job)
{
    const struct load_request *request = job->request;
    struct import_result *result = job->result;
    char id[ID_SIZE];
    overlay_pop_all(app);
    snprintf(id, sizeof id, "%lld", (long long)result->dataset_id);
    app_tell_all(app);
    app_tell(app, "data", "dataset.new", id);
    import_done_open(app_focused(app), result, request->path);
    import_result_free(result);
}

static void loaded(struct app *app, struct job *job)
{
    struct import_view *view = import_view_find(app);
    if (view)
        view->loading = false;
    if (job->status == STATUS_OK)
        show_result(app, job);
    else if (job->status == STATUS_CANCELLED)
        app_say(app, TEXT_IMPORT_FILE_CANCELLED, NULL);
    else
        app_say_error(app, &job->error);
    /* somebody has taken the name meanwhile: another one */
    if (job->status == STATUS_EXISTS && view)
        import_view_change(view, PREVIEW_NAME);
}

static void free_wish(void *held)
{
    import_wish_free(held);
}

static bool copy_wish(const struct import_wish *wish, struct import_wish *out)
{
    bool good = true;
    for (int i = 0; i < PREVIEW_DECISIONS && good; i++)
        good = import_wish_set(out, (enum preview_decision)i, wish->values[i]);
    for (size_t i = 0; i < wish->choice_count && good; i++)
        good = import_wish_set_column(out, wish->choices[i].column, wish->choices[i].type);
    return good;
}

void import_load_start(struct import_view *view)
{
    struct app *app = view->head.app;
    if (view->preview.problem) {
        app_say(app, TEXT_IMPORT_VIEW_NOT_SO,
                TEXT_VALUES(text_string("why", view->preview.problem)));
        return;
    }
    if (view->preview.ask_sheet) { /* which one can't be guessed */
        import_view_change(view, PREVIEW_SHEET);
        return;
    }
    struct job *job = view->looking ? NULL : app_job(view->head.pane, &load_job);
    struct load_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request) {
        job_free(job);
        return;
    }
    job->held = &request->wish;
    job->let_go = free_wish;
    request->path = arena_string(job->arena, view->path);
    request->name = arena_string(job->arena, view->preview.name);
    request->by = arena_string(job->arena, app_person(app));
    if (!copy_wish(&view->wish, &request->wish)) {
        job_free(job);
        app_say(app, TEXT_OUT_OF_MEMORY, NULL);
        return;
    }
    job->private->done = loaded;
    view->loading = true;
    app_submit(job);
}

/*
 * Owns the import from the console: the list of files, the job with its progress, the
 * account of all rows at its end. Listing a folder is a job, too: a disk may be slow.
 */
#include "tui/console/import_file.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "core/base/file.h"
#include "core/service/data_file.h"
#include "core/service/import.h"
#include "tui/console/app_private.h"

enum { ENTRY_LIMIT = 5000, TITLE_SIZE = 120, DETAIL_SIZE = 32, WORDS_SIZE = 160 };

struct folder_entry {
    char *path;
    char *text;
    char *detail;
    bool folder;
    const char *sheet; /* of a workbook; NULL: the entry is a file or a folder */
};

struct folder {
    char *path;
    struct folder_entry *entries;
    size_t count;
};

/* ---- listing a folder ---- */

static int by_kind_and_name(const void *a, const void *b)
{
    const struct folder_entry *left = a, *right = b;
    if (left->folder != right->folder)
        return left->folder ? -1 : 1;
    return strcasecmp(left->text, right->text);
}

static char *size_words(struct arena *arena, int64_t bytes)
{
    char number[32];
    text_group_digits(number, sizeof number, (bytes + 1023) / 1024);
    return arena_printf(arena, "%s KB", number);
}

/* Folders, and files that are not hidden. False: no memory. */
static bool add_entry(struct arena *arena, struct folder *folder, const char *name)
{
    struct stat info;
    bool up = strcmp(name, "..") == 0;
    struct folder_entry *entry = &folder->entries[folder->count];
    if (name[0] == '.' && !up)
        return true;
    entry->path = arena_printf(arena, "%s/%s", folder->path, name);
    if (!entry->path)
        return false;
    if (stat(entry->path, &info) != 0 || !(S_ISDIR(info.st_mode) || S_ISREG(info.st_mode)))
        return true; /* gone meanwhile, or nothing to import */
    entry->folder = S_ISDIR(info.st_mode);
    entry->text = arena_printf(arena, entry->folder ? "%s/" : "%s", name);
    entry->detail = entry->folder ? NULL : size_words(arena, info.st_size);
    if (!entry->text)
        return false;
    folder->count++;
    return true;
}

static enum status run_list(struct job *job, struct error *err)
{
    struct folder *folder = arena_alloc(job->arena, sizeof *folder);
    char *real = realpath(job->request, NULL);
    folder->path = arena_string(job->arena, real ? real : (const char *)job->request);
    free(real);
    folder->entries = arena_array(job->arena, ENTRY_LIMIT, sizeof *folder->entries);
    if (!folder->path || !folder->entries)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    DIR *dir = opendir(folder->path);
    if (!dir)
        return error_set_errno(err, errno, folder->path);
    bool good = true;
    for (struct dirent *entry; good && folder->count < ENTRY_LIMIT && (entry = readdir(dir));)
        good = add_entry(job->arena, folder, entry->d_name);
    closedir(dir);
    if (!good)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    qsort(folder->entries, folder->count, sizeof *folder->entries, by_kind_and_name);
    job->result = folder;
    return STATUS_OK;
}

/* ---- importing ---- */

struct import_request {
    const char *path;
    const char *name;  /* of the dataset; NULL: the file's */
    const char *sheet; /* of a workbook; NULL: the only one */
    const char *by;
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

/* A list of the sheets that have something in them, to choose from. */
static void list_sheets(struct job *job, const char *path)
{
    struct folder *folder = arena_alloc(job->arena, sizeof *folder);
    struct xlsx_sheet_size *sheets = NULL;
    size_t count = 0;
    if (data_file_list_sheets(path, false, job->cancel, job->arena, &sheets, &count, NULL) !=
        STATUS_OK)
        return;
    folder->path = arena_string(job->arena, path);
    folder->entries = arena_array(job->arena, count + 1, sizeof *folder->entries);
    for (size_t i = 0; folder->path && folder->entries && i < count; i++) {
        char words[DETAIL_SIZE];
        if (sheets[i].rows == 0)
            continue;
        text_format(words, sizeof words, TEXT_IMPORT_FILE_SHEET_ROWS,
                    TEXT_VALUES(text_number("rows", sheets[i].rows)));
        folder->entries[folder->count++] =
            (struct folder_entry){.path = folder->path,
                                  .text = arena_string(job->arena, sheets[i].name),
                                  .detail = arena_string(job->arena, words),
                                  .sheet = arena_printf(job->arena, "%zu", i + 1)};
    }
    job->result = folder->count > 1 ? folder : NULL;
}

static enum status run_import(struct job *job, struct error *err)
{
    const struct import_request *request = job->request;
    struct import_result *result = arena_alloc(job->arena, sizeof *result);
    struct import_options options = {.name = request->name,
                                     .sheet = request->sheet,
                                     .by = request->by,
                                     .progress = progress,
                                     .progress_context = job,
                                     .cancel = job->cancel};
    if (!result)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = import_file(job->db, request->path, &options, result, err);
    if (status == STATUS_OK)
        job->result = result;
    else if (status == STATUS_INVALID && !request->sheet)
        list_sheets(job, request->path);
    return status;
}

static const struct job_class list_job = {.name = "import.list", .run = run_list};
static const struct job_class import_job = {
    .name = "import.file", .run = run_import, .slow = true, .progress = TEXT_IMPORT_FILE_RUNS};

/* ---- on the console's side ---- */

static void list_folder(struct pane *pane, const char *path);

/* The account: every row of the file is in the dataset or set aside with its reason. */
static void show_account(struct pane *pane, const struct import_result *result)
{
    enum { LINES = 24 };
    struct card_line lines[LINES];
    char words[MESSAGE_SIZE], places[LINES][DETAIL_SIZE];
    size_t count = 0;
    text_format(words, sizeof words, TEXT_IMPORT_RECONCILED,
                TEXT_VALUES(text_string("dataset", result->dataset),
                            text_number("file", result->rows_in_file),
                            text_number("loaded", result->rows_loaded),
                            text_number("aside", result->rows_aside)));
    lines[count++] = (struct card_line){NULL, words, THEME_OVERLAY_STRONG};
    for (size_t i = 0; i < result->notice_count && count < LINES / 2; i++)
        lines[count++] = (struct card_line){NULL, result->notices[i], THEME_OVERLAY};
    for (size_t i = 0; i < result->aside_count && count < LINES; i++) {
        text_format(places[count], DETAIL_SIZE, TEXT_IMPORT_FILE_LINE,
                    TEXT_VALUES(text_number("line", result->aside[i].line)));
        lines[count] = (struct card_line){places[count], result->aside[i].reason, THEME_OVERLAY};
        count++;
    }
    struct card_request card = {text_get(TEXT_IMPORT_FILE_DONE), lines, count};
    app_open_card(pane, &card);
}

static void start_import(struct pane *pane, const char *path, const char *name, const char *sheet);
static void show_entries(struct app *app, struct job *job, enum text_id title_words);

static void named(struct pane *pane, const char *text)
{
    const struct app *app = pane->app;
    start_import(pane, app->import_path, *text ? text : NULL,
                 *app->import_sheet ? app->import_sheet : NULL);
}

/* There is a dataset of that name already: another one? */
static void ask_name(struct app *app, const struct import_request *request, const char *why)
{
    char name[NAME_SIZE];
    const char *taken = request->name ? request->name : file_name(request->path);
    snprintf(app->import_path, sizeof app->import_path, "%s", request->path);
    snprintf(app->import_sheet, sizeof app->import_sheet, "%s",
             request->sheet ? request->sheet : "");
    snprintf(name, sizeof name, "%.*s_2", (int)strcspn(taken, "."), taken);
    struct prompt_request prompt = {.title = text_get(TEXT_IMPORT_FILE),
                                    .label = text_get(TEXT_IMPORT_FILE_NAME),
                                    .initial = name,
                                    .hint = why,
                                    .accepted = named};
    app_open_prompt(app_focused(app), &prompt);
}

static void imported(struct app *app, struct job *job)
{
    struct import_result *result = job->result;
    char id[DETAIL_SIZE];
    if (job->status == STATUS_EXISTS)
        ask_name(app, job->request, job->error.message);
    else if (job->status == STATUS_CANCELLED)
        app_say(app, TEXT_IMPORT_FILE_CANCELLED, NULL);
    else if (job->status == STATUS_INVALID && job->result)
        show_entries(app, job, TEXT_IMPORT_FILE_SHEETS);
    else if (job->status != STATUS_OK)
        app_say_error(app, &job->error);
    if (job->status != STATUS_OK || !result)
        return;
    snprintf(id, sizeof id, "%lld", (long long)result->dataset_id);
    app_tell_all(app);
    app_tell(app, "data", "dataset.new", id);
    show_account(app_focused(app), result);
    import_result_free(result);
}

static void start_import(struct pane *pane, const char *path, const char *name, const char *sheet)
{
    struct job *job = app_job(pane, &import_job);
    struct import_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request) {
        job_free(job);
        return;
    }
    request->path = arena_string(job->arena, path);
    request->name = name ? arena_string(job->arena, name) : NULL;
    request->sheet = sheet ? arena_string(job->arena, sheet) : NULL;
    request->by = arena_string(job->arena, app_person(pane->app));
    job->private->done = imported;
    app_submit(job);
}

static void chosen(struct pane *pane, size_t index)
{
    struct app *app = pane->app;
    const struct folder *folder = app->folder ? app->folder->result : NULL;
    if (!folder || index >= folder->count)
        return;
    const struct folder_entry *entry = &folder->entries[index];
    if (entry->folder)
        list_folder(pane, entry->path);
    else
        start_import(pane, entry->path, NULL, entry->sheet);
}

/* A list of files or sheets to choose from. */
static void show_entries(struct app *app, struct job *job, enum text_id title_words)
{
    char title[TITLE_SIZE];
    struct folder *folder = job->result;
    struct list_item *items = arena_array(job->arena, folder->count, sizeof *items);
    if (!items)
        return;
    for (size_t i = 0; i < folder->count; i++)
        items[i] = (struct list_item){.text = folder->entries[i].text,
                                      .detail = folder->entries[i].detail};
    text_format(title, sizeof title, title_words,
                TEXT_VALUES(text_string("folder", folder->path),
                            text_string("file", file_name(folder->path))));
    struct list_request request = {
        .title = title, .items = items, .count = folder->count, .chosen = chosen};
    app_open_list(app_focused(app), &request);
    job_free(app->folder); /* of the folder before */
    app->folder = job;
    job->private->kept = true;
}

static void show_folder(struct app *app, struct job *job)
{
    if (job->status == STATUS_OK)
        show_entries(app, job, TEXT_IMPORT_FILE_TITLE);
    else
        app_say_error(app, &job->error);
}

static void list_folder(struct pane *pane, const char *path)
{
    struct job *job = app_job(pane, &list_job);
    if (!job)
        return;
    job->request = arena_string(job->arena, path);
    if (!job->request) {
        job_free(job);
        return;
    }
    job->private->done = show_folder;
    app_submit(job);
}

void import_file_open(struct pane *pane)
{
    const struct app *app = pane->app;
    const char *home = getenv("HOME");
    char data[PATH_SIZE + 8];
    snprintf(data, sizeof data, "%s/data", app->topic_folder);
    list_folder(pane, *app->topic_folder && file_is_folder(data) ? data
                      : home && *home                            ? home
                                                                 : ".");
}

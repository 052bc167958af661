/*
 * Owns the list of files: moving through folders, narrowing by typing, a path that is typed.
 * Stays open beneath the preview, so that Esc there leads back to it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/file.h"
#include "tui/console/app_private.h"
#include "tui/console/import_file.h"
#include "tui/console/import_folder.h"
#include "tui/console/import_view.h"
#include "tui/widget/list.h"

/* The folder of the file that was chosen last: the next one often lies beside it. */
#define REMEMBERED "import.folder"

enum { WIDTH = 76, TITLE_SIZE = 160, WORDS_SIZE = 1200 };

struct picker {
    struct overlay head;
    struct list list;
    struct job *job; /* whose result is shown; NULL: it is being listed */
    char *typed;     /* what stood in the search line when that began */
};

static const struct overlay_class picker_class;

static const struct import_folder *folder_of(const struct picker *picker)
{
    return picker->job ? picker->job->result : NULL;
}

/* ---- listing ---- */

static struct picker *find(const struct app *app)
{
    return (struct picker *)overlay_find(app, &picker_class);
}

/* What was typed since the listing began is meant for what comes of it. */
static const char *typed_ahead(const struct picker *picker)
{
    const char *now = line_text(&picker->list.search);
    size_t before = picker->typed ? strlen(picker->typed) : 0;
    return before == 0 || strncmp(now, picker->typed, before) == 0 ? now + before : "";
}

static bool show(struct picker *picker, const struct import_folder *folder)
{
    struct list list;
    size_t selected = 0;
    struct list_entry *entries = calloc(folder->count ? folder->count : 1, sizeof *entries);
    for (size_t i = 0; entries && i < folder->count; i++) {
        const struct import_entry *entry = &folder->entries[i];
        entries[i] =
            (struct list_entry){.text = entry->text, .detail = entry->detail, .off = entry->off};
        /* the first file is what is most likely meant */
        if (!entry->folder && !entry->off && (selected == 0 || folder->entries[selected].folder))
            selected = i;
    }
    bool good = entries && list_init(&list, entries, folder->count, selected);
    free(entries);
    if (!good)
        return false;
    list.hint = TEXT_IMPORT_FILE_TYPE;
    list.nothing = TEXT_IMPORT_FILE_NOTHING;
    const char *ahead = typed_ahead(picker);
    if (*ahead)
        list_search(&list, ahead);
    list_free(&picker->list);
    picker->list = list;
    return true;
}

static void listed(struct app *app, struct job *job)
{
    struct picker *picker = find(app);
    struct import_folder *folder = job->result;
    if (!picker)
        return; /* it was left meanwhile */
    if (job->status != STATUS_OK) {
        app_say_error(app, &job->error);
        return;
    }
    if (folder->is_file) {
        import_view_open(app_focused(app), folder->path);
        return;
    }
    if (!show(picker, folder)) {
        app_say(app, TEXT_OUT_OF_MEMORY, NULL);
        return;
    }
    if (folder->refused)
        app_say(app, TEXT_IMPORT_FILE_ELSEWHERE, TEXT_VALUES(text_string("why", folder->refused)));
    job_free(picker->job);
    picker->job = job;
    job->private->kept = true;
}

static const char *home(void)
{
    const char *path = getenv("HOME");
    return path && *path ? path : NULL;
}

/* "" in paths: the next one is looked at. */
static void list_folders(struct picker *picker, const char *const paths[IMPORT_FOLDERS_MAX])
{
    const struct app *app = picker->head.app;
    struct job *job = app_job(picker->head.pane, &import_folder_job);
    struct import_folder_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request) {
        job_free(job);
        return;
    }
    for (int i = 0, n = 0; i < IMPORT_FOLDERS_MAX; i++) {
        if (paths[i] && *paths[i])
            request->folders[n++] = arena_string(job->arena, paths[i]);
    }
    if (*app->topic_folder)
        request->topic = arena_printf(job->arena, "%s/data", app->topic_folder);
    request->home = home() ? arena_string(job->arena, home()) : NULL;
    job->private->done = listed;
    free(picker->typed);
    picker->typed = strdup(line_text(&picker->list.search));
    app_submit(job);
}

static void list_folder(struct picker *picker, const char *path)
{
    list_folders(picker, (const char *const[IMPORT_FOLDERS_MAX]){path});
}

/* ---- a path that was typed ---- */

static bool is_path(const char *typed)
{
    return strchr(typed, '/') != NULL || typed[0] == '~' || typed[0] == '\'' || typed[0] == '"';
}

/* As a terminal gives a file that is dropped on it: in quotes, with a blank behind it. */
static struct span without_quotes(struct span text)
{
    while (text.len && text.data[text.len - 1] == ' ')
        text.len--;
    if (text.len >= 2 && (*text.data == '\'' || *text.data == '"') &&
        text.data[text.len - 1] == *text.data)
        return span_of(text.data + 1, text.len - 2);
    return text;
}

static void open_typed(struct picker *picker, const char *typed)
{
    char path[WORDS_SIZE];
    struct span text = without_quotes(span_string(typed));
    const struct import_folder *folder = folder_of(picker);
    bool at_home = text.len && *text.data == '~' && home();
    if (at_home)
        snprintf(path, sizeof path, "%s%.*s", home(), (int)text.len - 1, text.data + 1);
    else if (text.len && *text.data != '/' && folder)
        snprintf(path, sizeof path, "%s/%.*s", folder->path, (int)text.len, text.data);
    else
        snprintf(path, sizeof path, "%.*s", (int)text.len, text.data);
    list_folder(picker, path);
}

/* ---- keys ---- */

static void open_file(struct picker *picker, const char *path)
{
    const char *slash = strrchr(path, '/');
    char folder[WORDS_SIZE];
    if (slash && slash > path) {
        snprintf(folder, sizeof folder, "%.*s", (int)(slash - path), path);
        app_remember(picker->head.app, REMEMBERED, folder);
    }
    import_view_open(picker->head.pane, path);
}

static void choose(struct picker *picker)
{
    size_t index;
    const struct import_folder *folder = folder_of(picker);
    const char *typed = line_text(&picker->list.search);
    if (is_path(typed)) {
        open_typed(picker, typed);
        return;
    }
    if (!folder || !list_current(&picker->list, &index) || index >= folder->count)
        return;
    const struct import_entry *entry = &folder->entries[index];
    if (entry->folder)
        list_folder(picker, entry->path);
    else if (entry->off)
        app_say(picker->head.app, TEXT_IMPORT_FILE_NOT_THIS,
                TEXT_VALUES(text_string("file", entry->text), text_string("what", entry->detail)));
    else
        open_file(picker, entry->path);
}

static void press(struct overlay *head, const struct key *key)
{
    struct picker *picker = (struct picker *)head;
    struct key own = *key;
    const char *typed = line_text(&picker->list.search);
    if (key->code == KEYCODE_MOUSE)
        overlay_inside(head, key, &own.x, &own.y);
    if (key_in("Enter", key)) {
        choose(picker);
    } else if (key_in("Backspace", key) && !*typed && folder_of(picker)) {
        char above[WORDS_SIZE];
        snprintf(above, sizeof above, "%s/..", folder_of(picker)->path);
        list_folder(picker, above);
    } else if (list_key(&picker->list, &own) == LIST_CHOSEN) {
        choose(picker);
    }
}

/* ---- drawing ---- */

/* Of a long path the end, whole folders. */
static void title_of(const struct picker *picker, char *out, size_t size)
{
    enum { PATH_SHOWN = 52 };
    char path[TITLE_SIZE];
    const struct import_folder *folder = folder_of(picker);
    const char *end = folder ? folder->path : "";
    while (strlen(end) > PATH_SHOWN && strchr(end + 1, '/'))
        end = strchr(end + 1, '/');
    snprintf(path, sizeof path, "%s%.*s", !folder || end != folder->path ? "…" : "", TITLE_SIZE - 8,
             end);
    text_format(out, size, TEXT_IMPORT_FILE_TITLE, TEXT_VALUES(text_string("folder", path)));
}

static void draw(struct overlay *head, const struct surface *screen)
{
    struct picker *picker = (struct picker *)head;
    struct surface inside;
    char title[TITLE_SIZE];
    title_of(picker, title, sizeof title);
    overlay_box(head, screen, title, WIDTH < screen->columns - 4 ? WIDTH : screen->columns - 4,
                screen->rows - 6, &inside);
    list_draw(&picker->list, &inside);
}

static bool cursor(const struct overlay *head, int *x, int *y)
{
    list_cursor(&((const struct picker *)head)->list, x, y);
    *x += head->x + 1;
    *y += head->y + 1;
    return true;
}

static void describe(const struct overlay *head, struct buffer *out)
{
    const struct picker *picker = (const struct picker *)head;
    char title[TITLE_SIZE];
    size_t current = SIZE_MAX;
    title_of(picker, title, sizeof title);
    list_current(&picker->list, &current);
    buffer_printf(out, "%s\n", title);
    for (size_t i = 0; i < picker->list.shown_count; i++) {
        size_t index = picker->list.order[picker->list.shown[i]];
        const struct list_entry *entry = &picker->list.entries[index];
        buffer_printf(out, "%s%s %s\n", index == current ? "> " : "  ", entry->text,
                      entry->detail ? entry->detail : "");
    }
    buffer_add_byte(out, '\n');
}

static void release(struct overlay *head)
{
    struct picker *picker = (struct picker *)head;
    list_free(&picker->list);
    job_free(picker->job);
    free(picker->typed);
}

static const struct overlay_class picker_class = {.name = "files",
                                                  .keys = TEXT_IMPORT_FILE_KEYS,
                                                  .draw = draw,
                                                  .key = press,
                                                  .cursor = cursor,
                                                  .describe = describe,
                                                  .free = release};

void import_file_open(struct pane *pane)
{
    const struct app *app = pane->app;
    char data[PATH_SIZE + 8] = "";
    struct picker *picker = overlay_push(pane, &picker_class, sizeof *picker);
    if (!picker)
        return;
    picker->list.hint = TEXT_IMPORT_FILE_TYPE;
    picker->list.nothing = TEXT_IMPORT_FILE_READING;
    if (*app->topic_folder)
        snprintf(data, sizeof data, "%s/data", app->topic_folder);
    list_folders(picker, (const char *const[IMPORT_FOLDERS_MAX]){app_recall(app, REMEMBERED), data,
                                                                 ".", home(), "/"});
}

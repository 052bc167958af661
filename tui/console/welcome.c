/*
 * Owns the question who is there. Apart from the other panes because its answer decides
 * what they resume.
 */
#include "tui/console/welcome.h"

#include <stdio.h>
#include <string.h>

#include "core/store/person.h"
#include "tui/console/app.h"

enum { NAME_LIMIT = 80 };

struct welcome {
    char name[NAME_LIMIT];
    struct arena *arena; /* of the names */
    const char **names;
    size_t count;
};

struct names_result {
    const char **names;
    size_t count;
};

static enum status run_names(struct job *job, struct error *err)
{
    struct person *people = NULL;
    struct names_result *result = arena_alloc(job->arena, sizeof *result);
    size_t count = 0;
    if (!result)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (job->db) {
        enum status status = person_list(job->db, job->arena, &people, &count, err);
        if (status != STATUS_OK)
            return status;
    }
    result->names = arena_array(job->arena, count, sizeof *result->names);
    if (!result->names)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (size_t i = 0; i < count; i++)
        result->names[i] = people[i].name;
    result->count = count;
    job->result = result;
    return STATUS_OK;
}

static enum status run_add(struct job *job, struct error *err)
{
    struct person person = {.name = job->request, .role = "", .team = "", .uuid = ""};
    if (!job->db || !db_writable(job->db))
        return STATUS_OK; /* a copy to read: the name counts all the same */
    enum status status = person_add(job->db, &person, err);
    return status == STATUS_EXISTS ? STATUS_OK : status;
}

static const struct job_class names_job = {.name = "welcome.names", .run = run_names};
static const struct job_class add_job = {.name = "welcome.add", .run = run_add};

static void ask(struct pane *pane);

static void finish(struct pane *pane)
{
    app_quit(pane->app);
}

static void take_name(struct pane *pane, const char *name)
{
    struct welcome *welcome = pane->state;
    snprintf(welcome->name, sizeof welcome->name, "%s", name);
}

static void typed(struct pane *pane, const char *text)
{
    while (*text == ' ')
        text++;
    if (!*text) {
        ask(pane);
        return;
    }
    take_name(pane, text);
    struct job *job = app_job(pane, &add_job);
    if (!job)
        return;
    job->request = arena_string(job->arena, ((struct welcome *)pane->state)->name);
    app_submit(job);
}

static void ask_new(struct pane *pane)
{
    struct prompt_request request = {.title = text_get(TEXT_WELCOME_TITLE),
                                     .label = text_get(TEXT_WELCOME_NAME),
                                     .hint = text_get(TEXT_WELCOME_NAME_HINT),
                                     .accepted = typed,
                                     .left = ask};
    app_open_prompt(pane, &request);
}

static void chosen(struct pane *pane, size_t index)
{
    struct welcome *welcome = pane->state;
    if (index >= welcome->count) {
        ask_new(pane);
        return;
    }
    take_name(pane, welcome->names[index]);
    finish(pane);
}

/* With nobody known yet, straight to the name. */
static void ask(struct pane *pane)
{
    struct welcome *welcome = pane->state;
    struct list_item *items = arena_array(welcome->arena, welcome->count + 1, sizeof *items);
    if (!items || !welcome->count) {
        if (welcome->name[0] == '\0' && !welcome->count)
            ask_new(pane);
        return;
    }
    for (size_t i = 0; i < welcome->count; i++)
        items[i].text = welcome->names[i];
    items[welcome->count].text = text_get(TEXT_WELCOME_SOMEONE_ELSE);
    struct list_request request = {.title = text_get(TEXT_WELCOME_TITLE),
                                   .items = items,
                                   .count = welcome->count + 1,
                                   .chosen = chosen};
    app_open_list(pane, &request);
}

static enum status open_welcome(struct pane *pane, struct error *err)
{
    struct job *job = app_job(pane, &names_job);
    if (!job)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    app_submit(job);
    return STATUS_OK;
}

static void close_welcome(struct pane *pane)
{
    arena_free(((struct welcome *)pane->state)->arena);
}

static void message(struct pane *pane, const struct message *message)
{
    struct welcome *welcome = pane->state;
    struct job *job = message->job;
    if (message->kind != MESSAGE_REPLY)
        return;
    if (job->status != STATUS_OK) {
        app_say_error(pane->app, &job->error);
        return;
    }
    if (job->class == &add_job) {
        finish(pane);
        return;
    }
    const struct names_result *result = job->result;
    welcome->names = result->names;
    welcome->count = result->count;
    welcome->arena = job_take_arena(job);
    ask(pane);
}

static void draw(const struct pane *pane, const struct surface *surface)
{
    (void)pane;
    surface_put(surface, 2, 1, surface->columns - 4, span_string(text_get(TEXT_WELCOME_HELLO)),
                THEME_HEADING);
    surface_put(surface, 2, 3, surface->columns - 4, span_string(text_get(TEXT_WELCOME_WHY)),
                THEME_TEXT);
    surface_put(surface, 2, surface->rows - 1, surface->columns - 4,
                span_string(text_get(TEXT_WELCOME_ENTER)), THEME_DIM); /* below the question */
}

static bool key(struct pane *pane, const struct key *key)
{
    if (!key_in("Enter Space", key))
        return false;
    ask(pane);
    return true;
}

static void describe(const struct pane *pane, struct buffer *out)
{
    (void)pane;
    buffer_printf(out, "%s\n%s\n", text_get(TEXT_WELCOME_HELLO), text_get(TEXT_WELCOME_WHY));
}

const struct pane_class welcome_pane = {.name = "welcome",
                                        .title = TEXT_WELCOME_PANE,
                                        .place = PLACE_TOPIC,
                                        .state_size = sizeof(struct welcome),
                                        .open = open_welcome,
                                        .close = close_welcome,
                                        .key = key,
                                        .message = message,
                                        .draw = draw,
                                        .describe = describe};

const char *welcome_name(const struct pane *pane)
{
    return ((const struct welcome *)pane->state)->name;
}

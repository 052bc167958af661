/*
 * Owns the question who is there. Apart from the other panes because its answer decides
 * what they resume.
 */
#include "tui/console/welcome.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/service/seat.h"
#include "core/store/person.h"
#include "tui/console/app.h"

enum { NAME_LIMIT = 80 };

struct welcome {
    char name[NAME_LIMIT];
    struct arena *arena; /* of the names */
    const char **names;
    size_t count;
    const struct presence *here; /* at other consoles */
    size_t here_count;
    bool typed; /* the name is a new one */
};

struct names_result {
    const char **names;
    size_t count;
    struct presence *here;
    size_t here_count;
};

/* Those of the team, and at their head whoever was here last under a name that is not there. */
static void add_last(struct names_result *result, const char *last)
{
    for (size_t i = 0; i < result->count; i++)
        if (strcasecmp(result->names[i], last) == 0)
            return;
    memmove(result->names + 1, result->names, result->count * sizeof *result->names);
    result->names[0] = last;
    result->count++;
}

static enum status run_names(struct job *job, struct error *err)
{
    struct person *people = NULL;
    struct names_result *result = arena_alloc(job->arena, sizeof *result);
    const char *last = job->request;
    size_t count = 0;
    if (!result)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (job->db) {
        enum status status = person_list(job->db, job->arena, &people, &count, err);
        if (status != STATUS_OK)
            return status;
        if (*db_path(job->db)) /* where it can't be seen, nobody is */
            seat_look(db_path(job->db), job->arena, &result->here, &result->here_count, NULL);
    }
    result->names = arena_array(job->arena, count + 1, sizeof *result->names);
    if (!result->names)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (size_t i = 0; i < count; i++)
        result->names[i] = people[i].name;
    result->count = count;
    if (last && *last)
        add_last(result, last);
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

static bool is_here(const struct welcome *welcome, const char *name)
{
    for (size_t i = 0; i < welcome->here_count; i++)
        if (strcasecmp(welcome->here[i].person, name) == 0)
            return true;
    return false;
}

/* The name is settled: a new one is noted for the team. */
static void settle(struct pane *pane)
{
    struct welcome *welcome = pane->state;
    if (!welcome->typed) {
        finish(pane);
        return;
    }
    struct job *job = app_job(pane, &add_job);
    if (!job)
        return;
    job->request = arena_string(job->arena, welcome->name);
    app_submit(job);
}

static void answered_here(struct pane *pane, bool somebody_else)
{
    struct welcome *welcome = pane->state;
    if (!somebody_else) {
        settle(pane);
        return;
    }
    welcome->name[0] = '\0';
    ask(pane);
}

/* Two people under one name would be one for everybody else. */
static void take_name(struct pane *pane, const char *name, bool typed)
{
    struct welcome *welcome = pane->state;
    char text[2 * NAME_LIMIT + 120];
    snprintf(welcome->name, sizeof welcome->name, "%s", name);
    welcome->typed = typed;
    if (!is_here(welcome, welcome->name)) {
        settle(pane);
        return;
    }
    text_format(text, sizeof text, TEXT_WELCOME_HERE,
                TEXT_VALUES(text_string("person", welcome->name)));
    const struct question_request question = {.text = text,
                                              .yes = text_get(TEXT_WELCOME_HERE_OTHER),
                                              .no = text_get(TEXT_WELCOME_HERE_SAME),
                                              .answered = answered_here};
    app_open_question(pane, &question);
}

static void typed(struct pane *pane, const char *text)
{
    while (*text == ' ')
        text++;
    if (*text)
        take_name(pane, text, true);
    else
        ask(pane);
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
    take_name(pane, welcome->names[index], false);
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
    const char *last = app_person(pane->app);
    size_t selected = 0;
    for (size_t i = 0; i < welcome->count; i++) {
        items[i].text = welcome->names[i];
        if (*last && strcasecmp(welcome->names[i], last) == 0) {
            items[i].detail = text_get(TEXT_WELCOME_LAST);
            selected = i;
        }
    }
    items[welcome->count].text = text_get(TEXT_WELCOME_SOMEONE_ELSE);
    struct list_request request = {.title = text_get(TEXT_WELCOME_TITLE),
                                   .items = items,
                                   .count = welcome->count + 1,
                                   .selected = selected,
                                   .chosen = chosen};
    app_open_list(pane, &request);
}

static enum status open_welcome(struct pane *pane, struct error *err)
{
    struct job *job = app_job(pane, &names_job);
    if (!job)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->request = arena_string(job->arena, app_person(pane->app));
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
    welcome->here = result->here;
    welcome->here_count = result->here_count;
    welcome->arena = job_take_arena(job);
    const char *last = app_person(pane->app);
    if (*last && is_here(welcome, last))
        take_name(pane, last, false);
    else
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

/*
 * Owns the form that makes a jam, with the same service as `datajam new`. It begins with what
 * lies where the program was started: agenda.csv and topics. Apart from the facilitator's console,
 * which has nothing to show before there is a jam.
 */
#include "tui/pane/new_jam.h"

#include <stdio.h>
#include <string.h>

#include "core/base/file.h"
#include "core/jam/rules.h"
#include "core/service/jam_make.h"
#include "tui/console/app.h"

enum { TEXT_LIMIT = 1000, NUMBER_SIZE = 24, WORDS = 200, WHY_ROWS = 4 };

enum {
    FIELD_FOLDER,
    FIELD_AGENDA,
    FIELD_TOPICS,
    FIELD_GROUP,
    FIELD_MINIMUM,
    FIELD_CLOSED,
    FIELD_LEADS,
    FIELDS
};

struct new_jam {
    char made[TEXT_LIMIT + 1]; /* "" until it is */
    const char *flags[3];
};

/* ---- what is there ---- */

struct look_result {
    bool agenda, topics;
};

static enum status run_look(struct job *job, struct error *err)
{
    struct look_result *result = arena_alloc(job->arena, sizeof *result);
    if (!result)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    *result = (struct look_result){file_exists("agenda.csv"), file_is_folder("topics")};
    job->result = result;
    return STATUS_OK;
}

static const struct job_class look_job = {.name = "new-jam.look", .run = run_look};

/* ---- making it ---- */

struct make_request {
    struct jam_wish wish;
    enum jam_part wrong;
};

static enum status run_make(struct job *job, struct error *err)
{
    struct make_request *request = job->request;
    return jam_make(&request->wish, err);
}

static const struct job_class make_job = {
    .name = "new-jam.make", .run = run_make, .slow = true, .progress = TEXT_NEW_JAM_MAKING};

static void wrong(struct pane *pane, size_t field, const char *words)
{
    app_form_go_to(pane, field);
    app_form_note(pane, words, true);
}

/* What was written there, without blanks around it; NULL: nothing. */
static const char *text_of(const struct pane *pane, struct arena *arena, size_t field)
{
    const char *text = app_form_text(pane, field);
    text += strspn(text, " ");
    size_t len = strlen(text);
    while (len > 0 && text[len - 1] == ' ')
        len--;
    return len > 0 ? arena_copy(arena, span_of(text, len)) : NULL;
}

static void bad_minimum(struct pane *pane)
{
    char words[WORDS];
    text_format(words, sizeof words, TEXT_FACILITATE_BAD_MINIMUM,
                TEXT_VALUES(text_number("most", RULES_MINIMUM_MOST)));
    wrong(pane, FIELD_MINIMUM, words);
}

static bool is_blank(const char *text)
{
    return !text[strspn(text, " ")];
}

static void submit(struct pane *pane, int64_t minimum)
{
    struct job *job = app_job(pane, &make_job);
    struct make_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request)
        return;
    request->wish = (struct jam_wish){
        .folder = text_of(pane, job->arena, FIELD_FOLDER),
        .agenda = text_of(pane, job->arena, FIELD_AGENDA),
        .topics = text_of(pane, job->arena, FIELD_TOPICS),
        .group = text_of(pane, job->arena, FIELD_GROUP),
        .leads = text_of(pane, job->arena, FIELD_LEADS),
        .minimum = minimum,
        .closed = strcmp(app_form_text(pane, FIELD_CLOSED), text_get(TEXT_FACILITATE_YES)) == 0,
        .by = arena_string(job->arena, app_person(pane->app)),
        .wrong = &request->wrong};
    app_submit(job);
}

static void save(struct pane *pane)
{
    int64_t minimum;
    bool good = rules_read_minimum(span_string(app_form_text(pane, FIELD_MINIMUM)), &minimum);
    if (is_blank(app_form_text(pane, FIELD_FOLDER)))
        wrong(pane, FIELD_FOLDER, text_get(TEXT_NEW_JAM_NEEDS_FOLDER));
    else if (!good)
        bad_minimum(pane);
    else
        submit(pane, minimum);
}

static void leave(struct pane *pane)
{
    app_close_form(pane);
    app_quit(pane->app);
}

/* ---- the form ---- */

static void open_form(struct pane *pane, const struct look_result *there)
{
    struct new_jam *state = pane->state;
    char minimum[NUMBER_SIZE];
    state->flags[0] = text_get(TEXT_FACILITATE_YES);
    state->flags[1] = text_get(TEXT_FACILITATE_NO);
    snprintf(minimum, sizeof minimum, "%d", RULES_MINIMUM);
    const struct {
        enum text_id label, hint;
        const char *initial;
    } rows[FIELDS] = {
        [FIELD_FOLDER] = {TEXT_NEW_JAM_FOLDER, TEXT_NEW_JAM_FOLDER_HINT, app_jam_folder(pane->app)},
        [FIELD_AGENDA] = {TEXT_NEW_JAM_AGENDA, TEXT_NEW_JAM_AGENDA_HINT,
                          there->agenda ? "agenda.csv" : ""},
        [FIELD_TOPICS] = {TEXT_NEW_JAM_TOPICS, TEXT_NEW_JAM_TOPICS_HINT,
                          there->topics ? "topics" : ""},
        [FIELD_GROUP] = {TEXT_NEW_JAM_GROUP, TEXT_NEW_JAM_GROUP_HINT, ""},
        [FIELD_MINIMUM] = {TEXT_FACILITATE_MINIMUM, TEXT_FACILITATE_MINIMUM_HINT, minimum},
        [FIELD_CLOSED] = {TEXT_FACILITATE_CLOSED_LABEL, TEXT_FACILITATE_CLOSED_HINT,
                          text_get(TEXT_FACILITATE_NO)},
        [FIELD_LEADS] = {TEXT_FACILITATE_LEADS, TEXT_FACILITATE_LEADS_HINT, ""},
    };
    struct form_field fields[FIELDS];
    for (size_t i = 0; i < FIELDS; i++)
        fields[i] = (struct form_field){.label = text_get(rows[i].label),
                                        .hint = text_get(rows[i].hint),
                                        .initial = rows[i].initial,
                                        .rows = 1,
                                        .single = true,
                                        .choices = i == FIELD_CLOSED ? state->flags : NULL,
                                        .always = i == FIELD_CLOSED};
    const struct form_request request = {.title = text_get(TEXT_NEW_JAM_TITLE),
                                         .note = text_get(TEXT_NEW_JAM_NONE),
                                         .fields = fields,
                                         .count = FIELDS,
                                         .limit = TEXT_LIMIT,
                                         .saved = save,
                                         .left = leave};
    app_open_form(pane, &request);
}

/* ---- news ---- */

static void taken(struct pane *pane, const struct job *job)
{
    static const size_t fields[] = {[JAM_FOLDER] = FIELD_FOLDER,
                                    [JAM_AGENDA] = FIELD_AGENDA,
                                    [JAM_TOPICS] = FIELD_TOPICS,
                                    [JAM_GROUP] = FIELD_GROUP,
                                    [JAM_LEADS] = FIELD_LEADS};
    struct new_jam *state = pane->state;
    const struct make_request *request = job->request;
    if (job->status != STATUS_OK) {
        wrong(pane, request->wrong ? fields[request->wrong] : app_form_focus(pane),
              job->error.message);
        return;
    }
    snprintf(state->made, sizeof state->made, "%s", request->wish.folder);
    leave(pane);
}

static void message(struct pane *pane, const struct message *message)
{
    if (message->kind != MESSAGE_REPLY)
        return;
    const struct job *job = message->job;
    if (job->class == &make_job)
        taken(pane, job);
    else if (job->status == STATUS_OK)
        open_form(pane, job->result);
    else
        app_say_error(pane->app, &job->error);
}

static enum status open_new_jam(struct pane *pane, struct error *err)
{
    struct job *job = app_job(pane, &look_job);
    if (!job)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    app_submit(job);
    return STATUS_OK;
}

/* Below the form. */
static void draw(const struct pane *pane, const struct surface *surface)
{
    (void)pane;
    surface_put_wrapped(surface, 2, surface->rows - WHY_ROWS, surface->columns - 4, WHY_ROWS,
                        span_string(text_get(TEXT_NEW_JAM_WHY)), THEME_TEXT);
}

static void describe(const struct pane *pane, struct buffer *out)
{
    (void)pane;
    buffer_printf(out, "%s\n%s\n", text_get(TEXT_NEW_JAM_NONE), text_get(TEXT_NEW_JAM_WHY));
}

const struct pane_class new_jam_pane = {.name = "new-jam",
                                        .title = TEXT_NEW_JAM_PANE,
                                        .place = PLACE_TOPIC,
                                        .state_size = sizeof(struct new_jam),
                                        .open = open_new_jam,
                                        .message = message,
                                        .draw = draw,
                                        .describe = describe};

const char *new_jam_made(const struct pane *pane)
{
    return ((const struct new_jam *)pane->state)->made;
}

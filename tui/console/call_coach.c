/*
 * Owns the call for a coach from any pane (F8): what it is about, one line, and the view goes
 * along; then its place in the queue and who is coming, on the status line and in a list from
 * which it is ended, answered or taken up again. All that touches the disk is a job.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "core/service/help.h"
#include "core/service/lead.h"
#include "tui/console/app_private.h"

enum { ENTRIES_MOST = 24, ENDED_MOST = 3, LINES_MOST = 40, WORDS = 200 };

/* What a list offers, by its index. */
enum entry_kind { ENTRY_REQUEST, ENTRY_ABOUT, ENTRY_MOVE, ENTRY_SAY, ENTRY_READ, ENTRY_OTHER };
struct entry {
    enum entry_kind kind;
    int64_t which; /* of its kind: index of a request, enum help_about, enum help_move */
};

enum deed { DEED_READ, DEED_ASK, DEED_MOVE, DEED_SAY };

struct call {
    struct arena *home; /* of desk */
    struct help_desk desk;
    bool known; /* the desk was read */
    struct entry entries[ENTRIES_MOST];
    size_t entry_count;
    enum help_about about;
    char chosen[UUID_SIZE];    /* the request that is looked at */
    char unsent[MESSAGE_SIZE]; /* words that could not be written */
    enum deed unsent_of;       /* what they were for; DEED_READ: there are none */
};

static struct call *call_of(struct app *app)
{
    if (!app->call)
        app->call = calloc(1, sizeof *app->call);
    return app->call;
}

void call_free(struct app *app)
{
    if (app->call)
        arena_free(app->call->home);
    free(app->call);
    app->call = NULL;
}

static const struct help_request *request_of(const struct call *call, const char *uuid)
{
    for (size_t i = 0; call && i < call->desk.count; i++)
        if (strcmp(call->desk.requests[i].uuid, uuid) == 0)
            return &call->desk.requests[i];
    return NULL;
}

/* ---- the job: a deed, and the desk as it is afterwards ---- */

struct call_request {
    enum deed deed;
    struct help_request wish;
    enum help_move move;
    const char *uuid, *text, *by;
};

static enum status run_call(struct job *job, struct error *err)
{
    const struct call_request *request = job->request;
    struct help_desk *desk = arena_alloc(job->arena, sizeof *desk);
    struct help_request asked;
    enum status status = STATUS_OK;
    if (!desk)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (!job->db)
        return STATUS_OK;
    if (request->deed == DEED_ASK)
        status = help_ask(job->db, job->arena, &request->wish, request->by, &asked, err);
    if (request->deed == DEED_MOVE)
        status = help_move(job->db, job->arena, request->uuid, request->move, request->by, NULL,
                           NULL, err);
    if (request->deed == DEED_SAY)
        status = help_say(job->db, job->arena, request->uuid, request->text, request->by, err);
    if (status == STATUS_OK)
        status = help_read(job->db, job->arena, desk, err);
    job->result = desk;
    return status;
}

static const struct job_class call_job = {.name = "console.call", .run = run_call};

/* It stays for a while: whoever types would have it gone with the next key. */
static void tell_of(struct app *app, enum text_id id, const struct help_request *request,
                    const char *words)
{
    app_tell_person(app, id,
                    TEXT_VALUES(text_string("coach", request->coach), text_string("words", words)));
}

/* What has happened since, in one sentence; the last one counts. */
static void tell_news(struct app *app, const struct call *call, const struct help_desk *now)
{
    for (size_t i = 0; i < now->count; i++) {
        const struct help_request *is = &now->requests[i], *was = request_of(call, is->uuid);
        bool same = was && was->state == is->state && strcmp(was->coach, is->coach) == 0;
        if (!was || same || strcmp(is->coach, app->person) == 0)
            continue;
        if (is->state == HELP_COMING)
            tell_of(app, TEXT_CALL_NEWS_COMING, is, is->text);
        else if (is->state == HELP_DONE && *is->coach)
            tell_of(app, TEXT_CALL_NEWS_DONE, is, is->tip);
    }
    if (now->line_count > call->desk.line_count) {
        const struct help_line *line = &now->lines[now->line_count - 1];
        if (strcmp(line->by, app->person) != 0)
            app_tell_person(
                app, TEXT_CALL_NEWS_LINE,
                TEXT_VALUES(text_string("by", line->by), text_string("words", line->text)));
    }
}

static void tell_deed(struct app *app, const struct call_request *request)
{
    static const enum text_id moved[HELP_MOVES] = {[HELP_FINISH] = TEXT_CALL_FINISHED,
                                                   [HELP_CANCEL] = TEXT_CALL_CANCELLED,
                                                   [HELP_REOPEN] = TEXT_CALL_REOPENED};
    if (request->deed == DEED_ASK)
        app_say(app, TEXT_CALL_ASKED, NULL);
    else if (request->deed == DEED_SAY)
        app_say(app, TEXT_CALL_SAID, NULL);
    else if (request->deed == DEED_MOVE)
        app_say(app, moved[request->move], NULL);
}

/* The words are there when the line is opened the next time. */
static void keep_unsent(struct call *call, const struct call_request *request, bool sent)
{
    if (!call || (request->deed != DEED_ASK && request->deed != DEED_SAY))
        return;
    call->unsent_of = sent ? DEED_READ : request->deed;
    snprintf(call->unsent, sizeof call->unsent, "%s",
             request->deed == DEED_ASK ? request->wish.text : request->text);
}

static const char *unsent(const struct call *call, enum deed deed)
{
    return call->unsent_of == deed ? call->unsent : NULL;
}

static void taken(struct app *app, struct job *job)
{
    const struct call_request *request = job->request;
    struct call *call = call_of(app);
    keep_unsent(call, request, job->status == STATUS_OK);
    if (job->status != STATUS_OK) {
        if (request->deed != DEED_READ && job->status != STATUS_CANCELLED)
            app_say_error(app, &job->error);
        return;
    }
    if (!call || !job->result)
        return;
    if (call->known && request->deed == DEED_READ)
        tell_news(app, call, job->result);
    else
        tell_deed(app, request);
    arena_free(call->home);
    call->desk = *(const struct help_desk *)job->result;
    call->known = true;
    call->home = job_take_arena(job);
    app->dirty = true;
}

/* The strings of request are copied. */
static void submit(struct pane *pane, const struct call_request *wish)
{
    struct job *job = app_job(pane, &call_job);
    struct call_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request)
        return;
    *request = *wish;
    request->uuid = arena_string(job->arena, wish->uuid);
    request->text = arena_string(job->arena, wish->text);
    request->by = arena_string(job->arena, pane->app->person);
    request->wish.text = arena_string(job->arena, wish->wish.text);
    request->wish.pane = arena_string(job->arena, wish->wish.pane);
    request->wish.view = arena_string(job->arena, wish->wish.view);
    job->private->pane = NULL;
    job->private->done = taken;
    if (request->uuid && request->text && request->by && request->wish.text && request->wish.pane &&
        request->wish.view)
        app_submit(job);
    else
        job_free(job);
}

void call_listen(struct app *app)
{
    const struct call_request request = {.deed = DEED_READ};
    if (*app->team_file)
        submit(app_focused(app), &request);
}

/* ---- on the status line ---- */

static void state_words(const struct help_request *request, char *out, size_t size)
{
    enum text_id id = request->state == HELP_COMING ? TEXT_CALL_COMING
                      : request->place > 0          ? TEXT_CALL_PLACE
                                                    : TEXT_CALL_WAITING;
    text_format(
        out, size, id,
        TEXT_VALUES(text_string("coach", request->coach), text_number("place", request->place)));
}

/* The call that matters most: one that somebody comes to, else the oldest that waits. */
static const struct help_request *foremost(const struct call *call)
{
    const struct help_request *found = NULL;
    for (size_t i = 0; call && i < call->desk.count; i++) {
        const struct help_request *request = &call->desk.requests[i];
        if (help_is_open(request) &&
            (!found || (request->state == HELP_COMING && found->state == HELP_ASKED)))
            found = request;
    }
    return found;
}

void call_words(const struct app *app, char *out, size_t size)
{
    const struct help_request *request = foremost(app->call);
    struct buffer safe = {0};
    char words[WORDS];
    *out = '\0';
    if (!request)
        return;
    state_words(request, words, sizeof words);
    utf8_screen(span_string(words), &safe);
    snprintf(out, size, "%s", buffer_span(&safe).data);
    buffer_free(&safe);
}

/* ---- asking ---- */

static void text_given(struct pane *pane, const char *text)
{
    const struct call *call = call_of(pane->app);
    struct arena *arena = arena_new();
    struct pane_pin pin = {.kind = "", .view = ""};
    const char *pane_name = pane->class->name;
    if (!call || !arena) {
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
        arena_free(arena);
        return;
    }
    /* The data's view beside it where the pane itself shows none. */
    bool own = app_pin_of(pane->app, pane_name, arena, &pin);
    if (!own)
        app_pin_of(pane->app, "data", arena, &pin);
    const struct call_request request = {.deed = DEED_ASK,
                                         .wish = {.about = call->about,
                                                  .text = text,
                                                  .pane = own && *pin.kind ? pin.kind : pane_name,
                                                  .view = pin.view}};
    submit(pane, &request);
    arena_free(arena);
}

static void ask_text(struct pane *pane)
{
    const struct prompt_request request = {
        .title = text_get(help_about_label(call_of(pane->app)->about)),
        .label = text_get(TEXT_CALL_LINE),
        .initial = unsent(call_of(pane->app), DEED_ASK),
        .hint = text_get(TEXT_CALL_LINE_HINT),
        .accepted = text_given};
    app_open_prompt(pane, &request);
}

/* ---- lists ---- */

struct listing {
    struct call *call;
    struct list_item items[ENTRIES_MOST];
    char details[ENTRIES_MOST][WORDS];
};

static void add(struct listing *listing, enum entry_kind kind, int64_t which, const char *text,
                const char *detail)
{
    struct call *call = listing->call;
    size_t at = call->entry_count;
    if (at == ENTRIES_MOST)
        return;
    snprintf(listing->details[at], sizeof listing->details[at], "%s", detail ? detail : "");
    call->entries[at] = (struct entry){kind, which};
    listing->items[at] =
        (struct list_item){.text = text, .detail = detail ? listing->details[at] : NULL};
    call->entry_count++;
}

/* For the team as a whole a coach is called from the lead's screen. */
static void add_abouts(struct listing *listing)
{
    for (int i = 0; i < HELP_TEAM; i++)
        add(listing, ENTRY_ABOUT, i, text_get(help_about_label((enum help_about)i)),
            text_get(help_about_hint((enum help_about)i)));
}

static const char *request_label(const struct help_request *request)
{
    return *request->text ? request->text : text_get(help_about_label(request->about));
}

static void chosen(struct pane *pane, size_t index);

static void open_listing(struct pane *pane, const struct listing *listing, const char *title)
{
    const struct list_request request = {.title = title,
                                         .items = listing->items,
                                         .count = listing->call->entry_count,
                                         .chosen = chosen};
    app_open_list(pane, &request);
}

static void open_abouts(struct pane *pane)
{
    struct listing listing = {.call = call_of(pane->app)};
    listing.call->entry_count = 0;
    add_abouts(&listing);
    open_listing(pane, &listing, text_get(TEXT_CALL_TITLE));
}

/* What can be done with one call. */
static void open_request(struct pane *pane, const struct help_request *request)
{
    struct listing listing = {.call = call_of(pane->app)};
    char words[WORDS] = "";
    memcpy(listing.call->chosen, request->uuid, strnlen(request->uuid, UUID_SIZE - 1) + 1);
    listing.call->entry_count = 0;
    if (help_is_open(request)) {
        state_words(request, words, sizeof words);
        add(&listing, ENTRY_MOVE, HELP_FINISH, text_get(TEXT_CALL_DO_FINISH), NULL);
        add(&listing, ENTRY_SAY, 0, text_get(TEXT_CALL_DO_SAY), NULL);
        add(&listing, ENTRY_MOVE, HELP_CANCEL, text_get(TEXT_CALL_DO_CANCEL), NULL);
    } else {
        add(&listing, ENTRY_MOVE, HELP_REOPEN, text_get(TEXT_CALL_DO_REOPEN), NULL);
    }
    add(&listing, ENTRY_READ, 0, text_get(TEXT_CALL_DO_READ), NULL);
    add(&listing, ENTRY_OTHER, 0, text_get(TEXT_CALL_DO_OTHER), NULL);
    open_listing(pane, &listing, *words ? words : text_get(help_state_label(request->state)));
}

static void line_given(struct pane *pane, const char *text)
{
    const struct call *call = call_of(pane->app);
    const struct call_request request = {.deed = DEED_SAY, .uuid = call->chosen, .text = text};
    submit(pane, &request);
}

static void ask_line(struct pane *pane)
{
    const struct prompt_request request = {.title = text_get(TEXT_CALL_DO_SAY),
                                           .label = text_get(TEXT_CALL_LINE),
                                           .initial = unsent(call_of(pane->app), DEED_SAY),
                                           .accepted = line_given};
    app_open_prompt(pane, &request);
}

static void show_lines(struct pane *pane, const struct help_request *request)
{
    const struct call *call = call_of(pane->app);
    struct card_line lines[LINES_MOST];
    size_t count = 0;
    lines[count++] = (struct card_line){request->by, request_label(request), THEME_OVERLAY};
    for (size_t i = 0; i < call->desk.line_count && count < LINES_MOST - 1; i++) {
        const struct help_line *line = &call->desk.lines[i];
        if (line->help == request->id)
            lines[count++] = (struct card_line){line->by, line->text, THEME_OVERLAY};
    }
    if (*request->tip)
        lines[count++] =
            (struct card_line){text_get(TEXT_CALL_TIP), request->tip, THEME_OVERLAY_STRONG};
    const struct card_request card = {
        .title = text_get(help_about_label(request->about)), .lines = lines, .count = count};
    app_open_card(pane, &card);
}

static void chosen(struct pane *pane, size_t index)
{
    struct call *call = call_of(pane->app);
    if (index >= call->entry_count)
        return;
    const struct entry entry = call->entries[index];
    const struct help_request *request = entry.kind == ENTRY_REQUEST
                                             ? &call->desk.requests[entry.which]
                                             : request_of(call, call->chosen);
    const struct call_request move = {
        .deed = DEED_MOVE, .move = (enum help_move)entry.which, .uuid = call->chosen};
    switch (entry.kind) {
    case ENTRY_REQUEST:
        open_request(pane, request);
        break;
    case ENTRY_ABOUT:
        call->about = (enum help_about)entry.which;
        ask_text(pane);
        break;
    case ENTRY_MOVE:
        submit(pane, &move);
        break;
    case ENTRY_SAY:
        ask_line(pane);
        break;
    case ENTRY_READ:
        if (request)
            show_lines(pane, request);
        break;
    case ENTRY_OTHER:
        open_abouts(pane);
        break;
    }
}

/* Those that are open, what may be asked, and the last ones that are over. */
void call_open(struct pane *pane)
{
    struct listing listing = {.call = call_of(pane->app)};
    struct call *call = listing.call;
    char words[WORDS];
    size_t ended = 0;
    if (!call) {
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
        return;
    }
    call->entry_count = 0;
    for (size_t i = 0; i < call->desk.count && call->entry_count < ENTRIES_MOST / 2; i++) {
        const struct help_request *request = &call->desk.requests[i];
        if (!help_is_open(request))
            continue;
        state_words(request, words, sizeof words);
        add(&listing, ENTRY_REQUEST, (int64_t)i, request_label(request), words);
    }
    add_abouts(&listing);
    for (size_t i = call->desk.count; i > 0 && ended < ENDED_MOST; i--) {
        const struct help_request *request = &call->desk.requests[i - 1];
        if (help_is_open(request))
            continue;
        add(&listing, ENTRY_REQUEST, (int64_t)i - 1, request_label(request),
            text_get(help_state_label(request->state)));
        ended++;
    }
    open_listing(pane, &listing, text_get(TEXT_CALL_TITLE));
}

/* ---- for the team as a whole ---- */

static void team_text_given(struct pane *pane, const char *text)
{
    const struct call_request request = {
        .deed = DEED_ASK,
        .wish = {.about = HELP_TEAM, .text = text, .pane = LEAD_PANE, .view = ""}};
    submit(pane, &request);
}

void app_call_for_team(struct pane *pane)
{
    const struct call *call = pane->app->call;
    for (size_t i = 0; call && i < call->desk.count; i++)
        if (call->desk.requests[i].about == HELP_TEAM && help_is_open(&call->desk.requests[i])) {
            app_say(pane->app, TEXT_LEAD_CALL_OPEN, NULL);
            return;
        }
    const struct prompt_request request = {.title = text_get(TEXT_LEAD_CALL_TITLE),
                                           .label = text_get(TEXT_CALL_LINE),
                                           .hint = text_get(TEXT_LEAD_CALL_HINT),
                                           .accepted = team_text_given};
    app_open_prompt(pane, &request);
}

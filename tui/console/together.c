/*
 * Looking together. Whoever follows reads what the other's console tells anyway; so nothing
 * changes there but for the notice that somebody does. What is followed is put on the screen by
 * the panes (topics that begin with "together."), and never while something lies over them.
 */
#include "tui/console/together.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "tui/console/app_private.h"

enum { VIEW_MOST = 40000 }; /* bytes of a view that is told; a larger one is not */

/* ---- looks ---- */

static void sight_free(struct sight *sight)
{
    free(sight->kind);
    free(sight->view);
    free(sight->spot);
    *sight = (struct sight){0};
}

static bool sight_set(struct sight *sight, const char *kind, const char *view, const char *spot)
{
    struct sight copy = {strdup(kind), strdup(view), strdup(spot)};
    if (!copy.kind || !copy.view || !copy.spot) {
        sight_free(&copy);
        return false;
    }
    sight_free(sight);
    *sight = copy;
    return true;
}

static bool sight_is(const struct sight *sight, const char *kind, const char *view,
                     const char *spot)
{
    return sight->kind && strcmp(sight->kind, kind) == 0 && strcmp(sight->view, view) == 0 &&
           strcmp(sight->spot, spot) == 0;
}

void together_free(struct together *together)
{
    sight_free(&together->told);
    sight_free(&together->seen);
    sight_free(&together->at_sight);
    sight_free(&together->unread);
    free(together->choices);
    free(together->names);
}

static bool is_same_view(const struct sight *sight, const struct pane_pin *pin)
{
    return sight->kind && strcmp(sight->kind, pin->kind) == 0 &&
           strcmp(sight->view, pin->view) == 0;
}

enum look_change together_changed(struct app *app)
{
    struct together *own = &app->together;
    const struct pane *pane = app_focused(app);
    struct pane_pin pin = {.kind = pane->class->name, .view = ""};
    struct arena *arena = arena_new();
    struct buffer spot = {0};
    if (!arena)
        return LOOK_SAME;
    if (!pane->class->pin || !pane->class->pin(pane, arena, &pin) || strlen(pin.view) > VIEW_MOST)
        pin = (struct pane_pin){.kind = pane->class->name, .view = ""};
    if (pane->class->spot)
        pane->class->spot(pane, &spot);
    buffer_add_string(&spot, "");
    bool moved = is_same_view(&own->told, &pin);
    bool changed = !spot.failed && !sight_is(&own->told, pin.kind, pin.view, spot.data) &&
                   sight_set(&own->told, pin.kind, pin.view, spot.data);
    buffer_free(&spot);
    arena_free(arena);
    return !changed ? LOOK_SAME : moved ? LOOK_MOVED : LOOK_OTHER;
}

/* ---- following ---- */

bool together_follows(const struct app *app)
{
    return *app->together.following != '\0';
}

static const struct presence *find_here(const struct app *app, const char *uuid)
{
    for (size_t i = 0; i < app->here_count; i++)
        if (strcmp(app->here[i].uuid, uuid) == 0)
            return &app->here[i];
    return NULL;
}

static void end_following(struct app *app, enum text_id words)
{
    struct together *own = &app->together;
    char person[TOGETHER_NAME];
    if (!together_follows(app))
        return;
    memcpy(person, own->person, sizeof person);
    *own->following = '\0';
    own->pending = own->again = false;
    app->tell_soon = true;
    app_tell(app, "data", "together.end", "");
    app_say(app, words, TEXT_VALUES(text_string("person", person)));
}

void app_stop_following(struct app *app)
{
    end_following(app, TEXT_TOGETHER_CHANGED);
}

bool together_back(struct app *app)
{
    bool was = together_follows(app);
    end_following(app, TEXT_TOGETHER_ENDED);
    return was;
}

static void begin_following(struct app *app, const struct presence *one)
{
    struct together *own = &app->together;
    snprintf(own->following, sizeof own->following, "%s", one->uuid);
    snprintf(own->person, sizeof own->person, "%s", one->person);
    sight_free(&own->seen);
    app->tell_soon = true;
    app_say(app, TEXT_TOGETHER_BEGUN, TEXT_VALUES(text_string("person", one->person)));
}

static void take_followed(struct app *app)
{
    struct together *own = &app->together;
    if (!together_follows(app))
        return;
    const struct presence *one = find_here(app, own->following);
    if (!one || one->closed) {
        end_following(app, one ? TEXT_TOGETHER_STOPPED : TEXT_TOGETHER_LEFT);
        return;
    }
    if (!sight_is(&own->seen, one->kind, one->view, one->spot))
        own->pending = sight_set(&own->seen, one->kind, one->view, one->spot);
}

/* The panes are told to show that. */
static void put_on_screen(struct app *app, const char *topic, const char *person, const char *kind,
                          const char *view, const char *spot)
{
    struct together *own = &app->together;
    if (!sight_set(&own->at_sight, kind, view, spot))
        return;
    snprintf(own->at_person, sizeof own->at_person, "%s", person);
    own->at = (struct looked_at){own->at_person, own->at_sight.kind, own->at_sight.view,
                                 own->at_sight.spot};
    own->again = true;
    app_tell(app, "data", topic, "");
}

/* The keys are for something that lies over the panes, or for a text that is written. */
static bool is_busy(const struct app *app)
{
    const struct pane *pane = app_focused(app);
    return app->overlays || (pane->class->typing && pane->class->typing(pane));
}

void together_expect(struct app *app, const char *person, const char *asked)
{
    struct together *own = &app->together;
    snprintf(own->expected, sizeof own->expected, "%s", person);
    snprintf(own->asked, sizeof own->asked, "%s", asked);
}

/* Whoever is still at what the call is about is met there, in the same place; whoever has gone
 * on is followed from the next step on. */
static void meet(struct app *app, const struct presence *one)
{
    struct together *own = &app->together;
    together_changed(app);
    if (own->told.kind && strcmp(own->told.kind, one->kind) == 0 &&
        strcmp(own->told.view, one->view) == 0) {
        take_followed(app);
        return;
    }
    sight_set(&own->seen, one->kind, one->view, one->spot);
    app->message[0] = '\0'; /* it says that theirs is what is seen */
}

/* The view of the call is there: from here on it is theirs that counts. */
static void meet_expected(struct app *app)
{
    struct together *own = &app->together;
    char person[TOGETHER_NAME], words[MESSAGE_SIZE];
    memcpy(person, own->expected, sizeof person);
    const struct text_value values[] = {
        text_string("person", person), text_string("words", own->asked), {.name = NULL}};
    const struct presence *one = NULL;
    for (size_t i = 0; i < app->here_count && !one; i++)
        if (strcmp(app->here[i].person, person) == 0 && !app->here[i].closed)
            one = &app->here[i];
    *own->expected = '\0';
    if (one)
        begin_following(app, one);
    if (!*own->asked) { /* nothing was asked: it is what they look at now */
        take_followed(app);
        return;
    }
    if (one)
        meet(app, one);
    text_format(words, sizeof words, one ? TEXT_TOGETHER_ASKS : TEXT_TOGETHER_ASKED, values);
    today_tell(app, words); /* it is to be read while one looks around */
}

void together_turn(struct app *app)
{
    struct together *own = &app->together;
    if (*own->expected && own->here_known && !app->outstanding && !is_busy(app))
        meet_expected(app);
    if (own->pending && !is_busy(app)) {
        own->pending = false;
        put_on_screen(app, "together.follow", own->person, own->seen.kind, own->seen.view,
                      own->seen.spot);
    } else if (own->again && !app->outstanding) {
        own->again = false; /* rows that were not there yet have come */
        app_go_to_spot(app, own->at.kind, own->at.spot);
    }
}

const struct looked_at *app_looked_at(const struct app *app)
{
    return &app->together.at;
}

void app_go_to_spot(struct app *app, const char *pane_name, const char *spot)
{
    struct pane *pane = app_pane_named(app, pane_name);
    if (!pane || !pane->class->go || !*spot)
        return;
    pane->class->go(pane, spot);
    app_redraw(pane);
}

/* ---- being followed ---- */

bool together_is_follower(const struct app *app, const struct presence *one)
{
    return app->seat && strcmp(one->follows, seat_uuid(app->seat)) == 0;
}

static size_t count_followers(const struct app *app, const struct presence **one)
{
    size_t count = 0;
    for (size_t i = 0; i < app->here_count; i++)
        if (together_is_follower(app, &app->here[i])) {
            *one = &app->here[i];
            count++;
        }
    return count;
}

/* Once, and never over something else that is being said. */
static void notice_followers(struct app *app)
{
    struct together *own = &app->together;
    const struct presence *one = NULL;
    size_t count = count_followers(app, &one);
    if (count > own->followers && one && !app->message[0])
        app_say(app, TEXT_TOGETHER_NOTICE, TEXT_VALUES(text_string("person", one->person)));
    own->followers = count;
}

void together_command_closed(struct pane *pane)
{
    struct together *own = &pane->app->together;
    own->closed = !own->closed;
    pane->app->tell_soon = true;
    app_remember_number(pane->app, "together.closed", own->closed);
    app_say(pane->app, own->closed ? TEXT_TOGETHER_CLOSED : TEXT_TOGETHER_OPEN_AGAIN, NULL);
}

/* ---- what is shown ---- */

static bool is_noticed(const struct together *own, const struct seat_shown *one)
{
    return own->noticed.number == one->number && strcmp(own->noticed.uuid, one->uuid) == 0;
}

/* The newest that was sent since this console was opened; it stays to be opened when the sender
 * has left. */
static void take_shown(struct app *app, const struct seat_shown *one)
{
    struct together *own = &app->together;
    if (one->at_ms < app->since_ms || is_noticed(own, one) ||
        !sight_set(&own->unread, one->kind, one->view, one->spot))
        return;
    snprintf(own->noticed.uuid, sizeof own->noticed.uuid, "%s", one->uuid);
    own->noticed.number = one->number;
    snprintf(own->unread_person, sizeof own->unread_person, "%s", one->person);
    app_say(app, TEXT_TOGETHER_SHOWS,
            TEXT_VALUES(text_string("person", one->person), text_string("words", one->words)));
}

void together_command_open(struct pane *pane)
{
    struct app *app = pane->app;
    struct together *own = &app->together;
    struct sight one = own->unread;
    if (!one.kind) {
        app_say(app, TEXT_TOGETHER_NOTHING, NULL);
        return;
    }
    own->unread = (struct sight){0};
    put_on_screen(app, "together.open", own->unread_person, one.kind, one.view, one.spot);
    sight_free(&one);
}

void together_taken(struct app *app, const struct seat_shown *shown, size_t count)
{
    app->together.here_known = true;
    notice_followers(app);
    take_followed(app);
    if (count > 0)
        take_shown(app, &shown[count - 1]);
}

/* ---- choosing people ---- */

static bool make_room(struct together *own, size_t count)
{
    free(own->choices);
    free(own->names);
    own->choice_count = 0;
    own->choices = calloc(count + 1, sizeof *own->choices);
    own->names = calloc(count + 1, sizeof *own->names);
    return own->choices && own->names;
}

static void choose(struct together *own, const char *uuid, const char *name)
{
    snprintf(own->choices[own->choice_count], UUID_SIZE, "%s", uuid);
    snprintf(own->names[own->choice_count++], TOGETHER_NAME, "%s", name);
}

static void chosen_to_follow(struct pane *pane, size_t index)
{
    struct app *app = pane->app;
    const struct together *own = &app->together;
    const struct presence *one = find_here(app, own->choices[index]);
    const struct text_value values[] = {text_string("person", own->names[index]), {.name = NULL}};
    if (!one)
        app_say(app, TEXT_TOGETHER_LEFT, values);
    else if (one->closed)
        app_say(app, TEXT_TOGETHER_SAYS_NO, values);
    else if (together_is_follower(app, one))
        app_say(app, TEXT_TOGETHER_BOTH, values);
    else {
        begin_following(app, one);
        take_followed(app);
    }
}

void together_command_follow(struct pane *pane)
{
    enum { MOST = 200 };
    struct app *app = pane->app;
    struct together *own = &app->together;
    struct list_item items[MOST];
    size_t count = app->here_count < MOST ? app->here_count : MOST;
    if (together_back(app))
        return;
    if (count == 0 || !make_room(own, count)) {
        app_say(app, count ? TEXT_OUT_OF_MEMORY : TEXT_TOGETHER_NOBODY, NULL);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const struct presence *one = &app->here[i];
        choose(own, one->uuid, one->person);
        items[i] = (struct list_item){.text = one->person,
                                      .detail = one->closed ? text_get(TEXT_TOGETHER_NO)
                                                : together_is_follower(app, one)
                                                    ? text_get(TEXT_TOGETHER_FOLLOWS_YOU)
                                                    : one->words};
    }
    const struct list_request request = {.title = text_get(TEXT_TOGETHER_FOLLOW_TITLE),
                                         .items = items,
                                         .count = count,
                                         .chosen = chosen_to_follow};
    app_open_list(pane, &request);
}

/* ---- showing ---- */

struct show_request {
    struct seat *seat;
    struct seat_shown shown;
};

static enum status run_show(struct job *job, struct error *err)
{
    const struct show_request *request = job->request;
    return seat_show(request->seat, &request->shown, err);
}

static const struct job_class show_job = {.name = "console.show", .run = run_show};

static void sent(struct app *app, struct job *job)
{
    const struct show_request *request = job->request;
    const char *to = request->shown.to;
    if (job->status != STATUS_OK)
        app_say_error(app, &job->error);
    else
        app_say(app, *to ? TEXT_TOGETHER_SENT : TEXT_TOGETHER_SENT_ALL,
                TEXT_VALUES(text_string("person", to)));
}

static void chosen_to_show(struct pane *pane, size_t index)
{
    struct app *app = pane->app;
    struct job *job = app->seat ? app_job(pane, &show_job) : NULL;
    struct show_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request)
        return;
    together_changed(app);
    const struct sight *sight = &app->together.told;
    request->seat = app->seat;
    request->shown = (struct seat_shown){.to = arena_string(job->arena, app->together.names[index]),
                                         .words = arena_string(job->arena, app->told_words),
                                         .kind = arena_string(job->arena, sight->kind),
                                         .view = arena_string(job->arena, sight->view),
                                         .spot = arena_string(job->arena, sight->spot)};
    job->private->pane = NULL;
    job->private->done = sent;
    const struct seat_shown *shown = &request->shown;
    if (shown->to && shown->words && shown->kind && shown->view && shown->spot)
        app_submit(job);
    else
        job_free(job);
}

static bool is_named(const struct together *own, const char *name)
{
    for (size_t i = 0; i < own->choice_count; i++)
        if (strcmp(own->names[i], name) == 0)
            return true;
    return false;
}

void together_command_show(struct pane *pane)
{
    enum { MOST = 201 };
    struct app *app = pane->app;
    struct together *own = &app->together;
    struct list_item items[MOST] = {{.text = text_get(TEXT_TOGETHER_EVERYONE),
                                     .detail = text_get(TEXT_TOGETHER_EVERYONE_DETAIL)}};
    size_t count = 1;
    if (app->here_count == 0 || !make_room(own, app->here_count + 1)) {
        app_say(app, app->here_count ? TEXT_OUT_OF_MEMORY : TEXT_TOGETHER_NOBODY_TO_SHOW, NULL);
        return;
    }
    choose(own, "", "");
    for (size_t i = 0; i < app->here_count && count < MOST; i++) {
        const struct presence *one = &app->here[i];
        if (is_named(own, one->person) || !*one->person)
            continue;
        choose(own, one->uuid, one->person);
        items[count++] = (struct list_item){.text = one->person, .detail = one->words};
    }
    const struct list_request request = {.title = text_get(TEXT_TOGETHER_SHOW_TITLE),
                                         .items = items,
                                         .count = count,
                                         .chosen = chosen_to_show};
    app_open_list(pane, &request);
}

/* ---- on the status line ---- */

static bool followers_words(const struct app *app, char *out, size_t size)
{
    const struct presence *one = NULL;
    size_t count = count_followers(app, &one);
    enum text_id words = count > 1           ? TEXT_TOGETHER_STATUS_SOME
                         : one && one->coach ? TEXT_TOGETHER_STATUS_COACH
                                             : TEXT_TOGETHER_STATUS_ONE;
    if (!one)
        return false;
    text_format(out, size, words,
                TEXT_VALUES(text_number("people", presence_people(app)),
                            text_string("person", one->person),
                            text_number("count", (int64_t)count)));
    return true;
}

bool together_words(const struct app *app, char *out, size_t size)
{
    const struct together *own = &app->together;
    if (own->unread.kind) {
        text_format(out, size, TEXT_TOGETHER_STATUS_SHOWN,
                    TEXT_VALUES(text_string("person", own->unread_person)));
        return true;
    }
    if (together_follows(app)) {
        text_format(out, size, TEXT_TOGETHER_STATUS_FOLLOWING,
                    TEXT_VALUES(text_string("person", own->person)));
        return true;
    }
    return followers_words(app, out, size);
}

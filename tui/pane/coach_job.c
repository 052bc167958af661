/* What the coach's console reads and does: all of it jobs. It reads every few seconds: the
 * teams' files are many, and none of them tells. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/console/app.h"
#include "tui/pane/coach_state.h"

enum { LISTEN_MS = 2000, LANE_LISTEN = 1 };

enum deed { DEED_READ, DEED_OPEN, DEED_MOVE, DEED_SAY, DEED_CHECK_IN };

struct coach_request {
    enum deed deed;
    enum help_move move;
    enum check_in_move check_in;
    bool opens; /* the team, once the call or the check-in is ours */
    const char *jam, *team, *team_file, *uuid, *text, *who;
};

struct coach_reply {
    bool done; /* the deed was, even if the jam could not be read after it */
    struct coach_jam jam;
};

/* Whom the coach is with already may have changed since the list was read. */
static enum status check_in(struct job *job, const struct coach_request *request, struct error *err)
{
    struct coach_jam jam;
    const struct coach_team *team = NULL;
    enum status status = coach_read(request->jam, job->arena, &jam, err);
    if (status == STATUS_OK)
        status = coach_find_team(&jam, request->team, &team, err);
    return status == STATUS_OK
               ? coach_check_in(&jam, team, request->check_in, request->who, request->text, err)
               : status;
}

static enum status run_coach(struct job *job, struct error *err)
{
    const struct coach_request *request = job->request;
    struct coach_reply *reply = arena_alloc(job->arena, sizeof *reply);
    enum status status = STATUS_OK;
    if (!reply)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (request->deed == DEED_OPEN)
        status =
            coach_try_team(request->team, request->team_file, err); /* here the coach can go on */
    if (request->deed == DEED_MOVE)
        status = coach_move(request->team_file, request->uuid, request->move, request->who,
                            request->text, err);
    if (request->deed == DEED_SAY)
        status = coach_say(request->team_file, request->uuid, request->text, request->who, err);
    if (request->deed == DEED_CHECK_IN)
        status = check_in(job, request, err);
    reply->done = status == STATUS_OK;
    job->result = reply;
    if (status == STATUS_OK)
        status = coach_read(request->jam, job->arena, &reply->jam, err);
    if (status == STATUS_OK)
        coach_tell_places(&reply->jam);
    return status;
}

static const struct job_class coach_job = {.name = "coach.jam", .run = run_coach};

/* Which words go with it; COACH_WORDS: none. */
static enum coach_words words_of(const struct coach_request *request)
{
    bool tip = request->deed == DEED_MOVE && request->move == HELP_CLOSE;
    bool note = request->deed == DEED_CHECK_IN && request->check_in == CHECK_IN_FINISH;
    return request->deed == DEED_SAY ? COACH_LINE
           : tip                     ? COACH_TIP
           : note                    ? COACH_NOTE
                                     : COACH_WORDS;
}

/* The words are there when such a line is opened the next time. */
static void keep_unsent(struct coach_state *state, const struct coach_request *request, bool sent)
{
    enum coach_words kind = words_of(request);
    if (kind == COACH_WORDS)
        return;
    free(state->unsent[kind]);
    state->unsent[kind] = sent || !request->text ? NULL : strdup(request->text);
}

static void submit(struct pane *pane, const struct coach_request *wish, unsigned lane)
{
    struct job *job = app_job(pane, &coach_job);
    struct coach_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request) {
        keep_unsent(coach_state(pane), wish, false);
        return;
    }
    *request = *wish;
    request->jam = arena_string(job->arena, app_jam_folder(pane->app));
    request->who = arena_string(job->arena, app_person(pane->app));
    request->team = arena_string(job->arena, wish->team ? wish->team : "");
    request->team_file = arena_string(job->arena, wish->team_file ? wish->team_file : "");
    request->uuid = arena_string(job->arena, wish->uuid ? wish->uuid : "");
    request->text = wish->text ? arena_string(job->arena, wish->text) : NULL;
    job->lane = lane;
    app_submit(job);
}

void coach_listen(struct pane *pane)
{
    const struct coach_request request = {.deed = DEED_READ};
    submit(pane, &request, LANE_LISTEN);
}

bool coach_aim(struct pane *pane)
{
    struct coach_state *state = coach_state(pane);
    const struct coach_call *call = coach_current_call(state);
    const struct coach_team *team = coach_current_team(state);
    struct coach_aim aim = {.home = team ? arena_new() : NULL};
    if (!team)
        return false;
    if (aim.home) {
        aim.team = arena_string(aim.home, team->name);
        aim.team_file = arena_string(aim.home, team->path);
        aim.uuid = arena_string(aim.home, call ? call->request->uuid : "");
    }
    if (!aim.team || !aim.team_file || !aim.uuid) {
        arena_free(aim.home);
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
        return false;
    }
    arena_free(state->aim.home);
    state->aim = aim;
    return true;
}

void coach_forget(struct pane *pane)
{
    struct coach_state *state = coach_state(pane);
    for (int i = 0; i < COACH_WORDS; i++)
        free(state->unsent[i]);
    arena_free(state->aim.home);
    arena_free(state->home);
}

static void submit_aimed(struct pane *pane, struct coach_request request)
{
    const struct coach_aim *aim = &coach_state(pane)->aim;
    request.team = aim->team;
    request.team_file = aim->team_file;
    request.uuid = aim->uuid;
    submit(pane, &request, 0);
}

void coach_open(struct pane *pane)
{
    submit_aimed(pane, (struct coach_request){.deed = DEED_OPEN, .opens = true});
}

void coach_act(struct pane *pane, enum help_move move, const char *tip)
{
    submit_aimed(pane, (struct coach_request){.deed = DEED_MOVE, .move = move, .text = tip});
}

void coach_take_and_open(struct pane *pane)
{
    submit_aimed(pane,
                 (struct coach_request){.deed = DEED_MOVE, .move = HELP_CLAIM, .opens = true});
}

void coach_write(struct pane *pane, const char *text)
{
    submit_aimed(pane, (struct coach_request){.deed = DEED_SAY, .text = text});
}

void coach_act_check_in(struct pane *pane, enum check_in_move move, const char *note)
{
    submit_aimed(pane, (struct coach_request){.deed = DEED_CHECK_IN,
                                              .check_in = move,
                                              .opens = move == CHECK_IN_TAKE,
                                              .text = note});
}

/* Who comes back from a team finds what they are at: its check-in, or the call. */
static void begin_at_own(struct pane *pane)
{
    struct coach_state *state = coach_state(pane);
    const char *person = app_person(pane->app);
    const struct coach_team *team = coach_team_of(&state->jam, person);
    if (team) {
        snprintf(state->at, sizeof state->at, "%s", team->name);
        app_say(pane->app, TEXT_CHECK_IN_IS_ON, TEXT_VALUES(text_string("team", team->name)));
        return;
    }
    for (size_t i = 0; i < state->open; i++) {
        const struct help_request *request = state->jam.calls[i].request;
        if (request->state == HELP_COMING && strcmp(request->coach, person) == 0) {
            snprintf(state->at, sizeof state->at, "%s", request->uuid);
            return;
        }
    }
}

/* The cursor stays on what it was on, wherever that stands now. False: it is not there. */
static bool keep_cursor(struct coach_state *state)
{
    size_t all = state->open + state->jam.team_count;
    for (size_t i = 0; *state->at && i < all; i++) {
        const char *name = i < state->open ? state->jam.calls[i].request->uuid
                                           : state->jam.teams[i - state->open].name;
        if (strcmp(name, state->at) == 0) {
            state->cursor = i;
            return true;
        }
    }
    state->cursor = state->cursor < all ? state->cursor : all ? all - 1 : 0;
    return false;
}

/* What is opened is what was meant, not what the cursor has come to meanwhile: the call, or its
 * team when the call is gone. */
static void open_meant(struct pane *pane, const struct coach_request *request)
{
    struct coach_state *state = coach_state(pane);
    const char *const meant[] = {request->uuid, request->team};
    for (size_t i = 0; !state->wishes && i < sizeof meant / sizeof *meant; i++) {
        snprintf(state->at, sizeof state->at, "%s", meant[i]);
        state->wishes = *state->at && keep_cursor(state);
    }
    if (state->wishes)
        app_quit(pane->app);
}

static void tell_deed(struct pane *pane, const struct coach_request *request)
{
    static const enum text_id moved[HELP_MOVES] = {[HELP_CLAIM] = TEXT_COACH_CLAIMED,
                                                   [HELP_RELEASE] = TEXT_COACH_RELEASED,
                                                   [HELP_CLOSE] = TEXT_COACH_CLOSED,
                                                   [HELP_TAKE_OVER] = TEXT_COACH_TAKEN_OVER};
    if (request->deed == DEED_SAY)
        app_say(pane->app, TEXT_COACH_SAID, NULL);
    else if (request->deed == DEED_MOVE)
        app_say(pane->app, moved[request->move], NULL);
    else if (request->deed == DEED_CHECK_IN && request->check_in != CHECK_IN_TAKE)
        app_say(pane->app,
                request->check_in == CHECK_IN_FINISH ? TEXT_CHECK_IN_FINISHED
                                                     : TEXT_CHECK_IN_RELEASED,
                NULL);
}

void coach_take(struct pane *pane, struct job *job)
{
    struct coach_state *state = coach_state(pane);
    const struct coach_request *request = job->request;
    const struct coach_reply *reply = job->result;
    keep_unsent(state, request, reply && reply->done);
    if (request->deed == DEED_READ)
        app_tick(pane, LISTEN_MS);
    if (job->status != STATUS_OK || !reply) {
        if (job->status != STATUS_CANCELLED)
            app_say_error(pane->app, &job->error);
        return;
    }
    tell_deed(pane, request);
    const struct coach_jam *jam = &reply->jam;
    bool first = !state->known;
    if (first)
        app_set_team(pane->app, jam->title, "", "");
    arena_free(state->home);
    state->jam = *jam;
    state->known = true;
    state->open = 0;
    while (state->open < jam->call_count && help_is_open(jam->calls[state->open].request))
        state->open++;
    state->home = job_take_arena(job);
    coach_unread(&state->jam, state->home, &state->unread);
    if (first)
        begin_at_own(pane);
    keep_cursor(state);
    if (request->opens)
        open_meant(pane, request);
}

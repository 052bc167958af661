/*
 * Owns the coach's console: a list of open calls and of all teams, and what a coach does with
 * them. It runs by itself, without a team file; opening a team ends it with a wish, which
 * tui/console/run_coach fulfils before it comes back here.
 */
#include "tui/pane/coach.h"

#include <stdio.h>
#include <string.h>

#include "tui/console/app.h"
#include "tui/pane/coach_state.h"
#include "tui/widget/motion.h"

enum {
    WORDS = 300,
    TITLE = 200,       /* of a line: more has no room */
    LONG_WORDS = 1200, /* a question with all words of a call */
    MINUTE = 60 * 1000,
    PAGE = 11, /* lines, one of which stays in sight */
    FEW = 4,   /* so many keys the key bar has in any width */
    WIDE = 116 /* columns in which it has all */
};

const struct coach_call *coach_current_call(const struct coach_state *state)
{
    return state->cursor < state->open ? &state->jam.calls[state->cursor] : NULL;
}

const struct coach_team *coach_current_team(const struct coach_state *state)
{
    const struct coach_call *call = coach_current_call(state);
    if (call)
        return call->team;
    size_t at = state->cursor - state->open;
    return at < state->jam.team_count ? &state->jam.teams[at] : NULL;
}

bool coach_is_at(const struct pane *pane)
{
    const struct coach_state *state = coach_state(pane);
    const struct coach_team *team = coach_current_team(state);
    return team && !coach_current_call(state) &&
           check_in_is_of(&team->check_in, app_person(pane->app));
}

/* Whoever is there is followed, and what to ask is shown. */
static void wish_check_in(const struct pane *pane, const struct coach_team *team,
                          struct coach_wish *wish)
{
    struct arena *home = coach_state(pane)->home;
    struct check_in_question asked[CHECK_IN_ASK_MOST];
    char words[WORDS];
    size_t count = check_in_ask(&team->signs, asked);
    const struct presence *one = coach_person_at(team, app_person(pane->app));
    const char *ask = "";
    for (size_t i = 0; ask && i < count; i++) {
        check_in_words(&asked[i], words, sizeof words);
        ask = arena_printf(home, "%s· %s\n", ask, words);
    }
    text_format(words, sizeof words, TEXT_CHECK_IN_ASK_TITLE,
                TEXT_VALUES(text_string("team", team->name)));
    const char *title = arena_string(home, words);
    wish->title = title ? title : "";
    wish->ask = ask ? ask : "";
    wish->asker = one ? one->person : "";
}

struct coach_wish coach_wish(const struct pane *pane)
{
    const struct coach_state *state = coach_state(pane);
    const struct coach_call *call = coach_current_call(state);
    const struct coach_team *team = coach_current_team(state);
    struct coach_wish wish = {"", "", "", "", "", "", ""};
    if (!state->wishes || !team)
        return wish;
    wish.team_file = team->path;
    if (coach_is_at(pane))
        wish_check_in(pane, team, &wish);
    if (call) {
        wish.pane = call->request->pane;
        wish.view = call->request->view;
        wish.asker = call->request->by;
        wish.words = *call->request->text ? call->request->text
                                          : text_get(help_about_label(call->request->about));
    }
    return wish;
}

/* ---- moving ---- */

static void go_to(struct pane *pane, size_t item)
{
    struct coach_state *state = coach_state(pane);
    size_t all = state->open + state->jam.team_count;
    if (!all)
        return;
    state->cursor = item < all ? item : all - 1;
    const struct coach_call *call = coach_current_call(state);
    snprintf(state->at, sizeof state->at, "%s",
             call ? call->request->uuid : coach_current_team(state)->name);
    app_redraw(pane);
}

static bool key(struct pane *pane, const struct key *key)
{
    const struct coach_state *state = coach_state(pane);
    size_t cursor = state->cursor;
    if (!motion_key(key, &cursor, state->open + state->jam.team_count, PAGE))
        return false;
    go_to(pane, cursor);
    return true;
}

/* ---- commands ---- */

static bool on_call(const struct pane *pane)
{
    return coach_current_call(coach_state(pane)) != NULL;
}

static bool on_own(const struct pane *pane)
{
    return on_call(pane) || coach_is_at(pane);
}

static bool on_any(const struct pane *pane)
{
    return coach_current_team(coach_state(pane)) != NULL;
}

/* What is under the cursor stays there, and it is what the next deed is for. */
static bool mean(struct pane *pane)
{
    go_to(pane, coach_state(pane)->cursor);
    return coach_aim(pane);
}

/* A call that waits is taken by it, and opened when it is ours. */
static void run_open(struct pane *pane)
{
    const struct coach_call *call = coach_current_call(coach_state(pane));
    if (!mean(pane))
        return;
    if (call && call->request->state == HELP_ASKED)
        coach_take_and_open(pane);
    else
        coach_open(pane);
}

static void answered_take_over(struct pane *pane, bool yes)
{
    if (yes)
        coach_act(pane, HELP_TAKE_OVER, NULL);
}

/* One that another coach has is taken over, after a question. */
static void run_claim(struct pane *pane)
{
    const struct coach_call *call = coach_current_call(coach_state(pane));
    char name[LONG_WORDS], text[LONG_WORDS];
    if (!mean(pane))
        return;
    if (help_refused(call->request, HELP_TAKE_OVER, app_person(pane->app)) != TEXT_NONE) {
        coach_act(pane, HELP_CLAIM, NULL);
        return;
    }
    coach_call_named(call, name, sizeof name);
    text_format(text, sizeof text, TEXT_COACH_TAKE_OVER,
                TEXT_VALUES(text_string("coach", call->request->coach), text_string("call", name)));
    const struct question_request question = {.text = text,
                                              .yes = text_get(TEXT_COACH_TAKE_OVER_YES),
                                              .no = text_get(TEXT_COACH_TAKE_OVER_NO),
                                              .answered = answered_take_over};
    app_open_question(pane, &question);
}

static void run_release(struct pane *pane)
{
    if (!mean(pane))
        return;
    if (on_call(pane))
        coach_act(pane, HELP_RELEASE, NULL);
    else
        coach_act_check_in(pane, CHECK_IN_RELEASE, NULL);
}

static void answered_again(struct pane *pane, bool yes)
{
    if (yes)
        coach_act_check_in(pane, CHECK_IN_TAKE, NULL);
}

/* Whoever has had its check-in is not visited anew by one key too many. */
static void ask_again(struct pane *pane, const struct coach_team *team)
{
    char text[WORDS], at[8];
    text_format(
        text, sizeof text, TEXT_CHECK_IN_AGAIN,
        TEXT_VALUES(text_string("team", team->name), text_string("coach", team->check_in.coach),
                    text_string("at", clock_local_hm(at, sizeof at, team->check_in.ended_ms))));
    const struct question_request question = {.text = text,
                                              .yes = text_get(TEXT_CHECK_IN_AGAIN_YES),
                                              .no = text_get(TEXT_CHECK_IN_AGAIN_NO),
                                              .answered = answered_again};
    app_open_question(pane, &question);
}

/* A check-in is with a team, from whichever of its lines. */
static void run_check_in(struct pane *pane)
{
    struct coach_state *state = coach_state(pane);
    const struct coach_team *team = coach_current_team(state);
    go_to(pane, state->open + (size_t)(team - state->jam.teams));
    if (!coach_aim(pane))
        return;
    if (coach_is_at(pane))
        coach_open(pane);
    else if (team->check_in.state == CHECK_IN_DONE)
        ask_again(pane, team);
    else
        coach_act_check_in(pane, CHECK_IN_TAKE, NULL);
}

static void run_next(struct pane *pane)
{
    const struct coach_state *state = coach_state(pane);
    const struct coach_team *own = coach_team_of(&state->jam, app_person(pane->app));
    const struct coach_team *team = own ? own : coach_next_team(&state->jam);
    if (team)
        go_to(pane, state->open + (size_t)(team - state->jam.teams));
    else
        app_say(pane->app, state->jam.round ? TEXT_CHECK_IN_NO_NEXT : TEXT_CHECK_IN_NO_ROUND, NULL);
}

static void line_given(struct pane *pane, const char *text)
{
    coach_write(pane, text);
}

static void tip_given(struct pane *pane, const char *text)
{
    coach_act(pane, HELP_CLOSE, text);
}

static void note_given(struct pane *pane, const char *text)
{
    coach_act_check_in(pane, CHECK_IN_FINISH, text);
}

/* Its title names what the words are for: the list may be another one by then. */
static void ask_line(struct pane *pane, enum coach_words kind)
{
    static const struct {
        enum text_id title, hint;
        void (*accepted)(struct pane *pane, const char *text);
    } lines[COACH_WORDS] = {
        [COACH_TIP] = {TEXT_COACH_DONE_TITLE, TEXT_COACH_DONE_HINT, tip_given},
        [COACH_LINE] = {TEXT_COACH_SAY_TITLE, TEXT_COACH_SAY_HINT, line_given},
        [COACH_NOTE] = {TEXT_CHECK_IN_NOTE_TITLE, TEXT_CHECK_IN_NOTE_HINT, note_given},
    };
    const struct coach_call *call = coach_current_call(coach_state(pane));
    char name[WORDS] = "", title[TITLE];
    if (!mean(pane))
        return;
    if (call)
        coach_call_named(call, name, sizeof name);
    text_format(title, sizeof title, lines[kind].title,
                TEXT_VALUES(text_string("call", name),
                            text_string("team", coach_current_team(coach_state(pane))->name)));
    const struct prompt_request request = {.title = title,
                                           .label = text_get(TEXT_CALL_LINE),
                                           .initial = coach_state(pane)->unsent[kind],
                                           .hint = text_get(lines[kind].hint),
                                           .accepted = lines[kind].accepted};
    app_open_prompt(pane, &request);
}

static void run_say(struct pane *pane)
{
    ask_line(pane, COACH_LINE);
}

static void run_done(struct pane *pane)
{
    if (!on_call(pane)) {
        ask_line(pane, COACH_NOTE);
        return;
    }
    const struct help_request *call = coach_current_call(coach_state(pane))->request;
    enum text_id refused = help_refused(call, HELP_CLOSE, app_person(pane->app));
    if (refused != TEXT_NONE) { /* before anything is written */
        app_say(pane->app, refused, TEXT_VALUES(text_string("coach", call->coach)));
        return;
    }
    ask_line(pane, COACH_TIP);
}

static void run_tips(struct pane *pane)
{
    enum { MOST = 60 };
    const struct coach_jam *jam = &coach_state(pane)->jam;
    struct card_line lines[MOST];
    size_t count = 0;
    for (size_t i = 0; i < jam->call_count && count < MOST; i++) {
        const struct help_request *request = jam->calls[i].request;
        if (*request->tip)
            lines[count++] = (struct card_line){text_get(help_about_label(request->about)),
                                                request->tip, THEME_OVERLAY};
    }
    if (count == 0)
        lines[count++] = (struct card_line){NULL, text_get(TEXT_COACH_NO_TIPS), THEME_OVERLAY};
    const struct card_request card = {
        .title = text_get(TEXT_COACH_CMD_TIPS), .lines = lines, .count = count};
    app_open_card(pane, &card);
}

#define TEXTS(name)                                                                                \
    .menu = MENU_TEAM, .label = TEXT_COACH_CMD_##name, .bar = TEXT_COACH_BAR_##name,               \
    .help = TEXT_COACH_HELP_##name

static const struct command commands[] = {
    {.name = "coach.open", .keys = "Enter", TEXTS(OPEN), .enabled = on_any, .run = run_open},
    {.name = "coach.claim", .keys = "c", TEXTS(CLAIM), .enabled = on_call, .run = run_claim},
    {.name = "coach.say", .keys = "w", TEXTS(SAY), .enabled = on_call, .run = run_say},
    {.name = "coach.done", .keys = "d", TEXTS(DONE), .enabled = on_own, .run = run_done},
    {.name = "coach.release", .keys = "b", TEXTS(BACK), .enabled = on_own, .run = run_release},
    {.name = "coach.check-in",
     .keys = "v",
     TEXTS(CHECK_IN),
     .enabled = on_any,
     .run = run_check_in},
    {.name = "coach.next", .keys = "n", TEXTS(NEXT), .run = run_next},
    {.name = "coach.tips", .keys = "t", TEXTS(TIPS), .run = run_tips},
};

/* ---- the class ---- */

static enum status open_coach(struct pane *pane, struct error *err)
{
    (void)err;
    coach_listen(pane);
    return STATUS_OK;
}

static void close_coach(struct pane *pane)
{
    coach_forget(pane);
}

static void message(struct pane *pane, const struct message *message)
{
    if (message->kind == MESSAGE_REPLY)
        coach_take(pane, message->job);
    else if (message->kind == MESSAGE_TOLD && strcmp(message->topic, "tick") == 0)
        coach_listen(pane);
}

static void caption(const struct pane *pane, struct buffer *out)
{
    buffer_add_string(out, coach_state(pane)->jam.phase);
}

/* How things stand, where the key bar has room for all that can be done here. */
static void status_words(const struct coach_jam *jam, struct buffer *out)
{
    int64_t waiting = 0, minutes = 0, quiet = 0;
    char words[WORDS];
    for (size_t i = 0; i < jam->call_count; i++) {
        if (jam->calls[i].place == 0)
            continue;
        int64_t waited = help_waited_ms(jam->calls[i].request, clock_now_ms()) / MINUTE;
        minutes = waited > minutes ? waited : minutes;
        waiting++;
    }
    for (size_t i = 0; i < jam->team_count; i++)
        quiet += jam->teams[i].quiet.reason != QUIET_NONE;
    text_format(words, sizeof words, waiting ? TEXT_COACH_STATUS : TEXT_COACH_STATUS_NONE,
                TEXT_VALUES(text_number("waiting", waiting), text_number("minutes", minutes),
                            text_number("quiet", quiet)));
    buffer_add_string(out, words);
}

static size_t count_possible(const struct pane *pane)
{
    size_t count = 0;
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        count += command_enabled(&commands[i], pane);
    return count;
}

/* Elsewhere: what can be done here. */
static void status(const struct pane *pane, struct buffer *out)
{
    const struct coach_state *state = coach_state(pane);
    bool any = false;
    if (state->known && (state->columns >= WIDE || count_possible(pane) <= FEW)) {
        status_words(&state->jam, out);
        return;
    }
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (!command_enabled(&commands[i], pane))
            continue;
        buffer_printf(out, "%s%s %s", any ? "  " : "", commands[i].keys, text_get(commands[i].bar));
        any = true;
    }
}

const struct pane_class coach_pane = {.name = "coach",
                                      .title = TEXT_COACH_TITLE,
                                      .about = TEXT_ABOUT_COACH,
                                      .place = PLACE_TOPIC,
                                      .commands = commands,
                                      .command_count = sizeof commands / sizeof *commands,
                                      .state_size = sizeof(struct coach_state),
                                      .open = open_coach,
                                      .close = close_coach,
                                      .key = key,
                                      .message = message,
                                      .recalc = coach_recalc,
                                      .draw = coach_draw,
                                      .caption = caption,
                                      .status = status,
                                      .describe = coach_describe};

/*
 * The facilitator's console: names the keys of the clock, of the forms and of the cursor in the
 * rows of teams. What it looks like is in facilitate_draw.c, what touches the disk in
 * facilitate_job.c.
 */
#include "tui/pane/facilitate.h"

#include <stdio.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/facilitate_state.h"
#include "tui/widget/motion.h"

enum { STEP = 5, TEAMS_MOST = 200, TITLE = 200, PAGE = 6 /* lines, one of which stays in sight */ };

/* ---- the keys ---- */

static void ask(struct pane *pane, enum text_id text, enum text_id yes, enum text_id no,
                void (*answered)(struct pane *pane, bool yes))
{
    const struct question_request question = {
        .text = text_get(text), .yes = text_get(yes), .no = text_get(no), .answered = answered};
    app_open_question(pane, &question);
}

/* As it was read last; NULL: not yet. */
static const struct day *day_of(const struct pane *pane)
{
    const struct facilitate *state = pane->state;
    return state->view ? &state->view->loaded.day : NULL;
}

static void begin(struct pane *pane, bool yes)
{
    if (yes)
        facilitate_do(pane, DAY_START, 0);
}

/* One key beside others must not begin a day that forty people wait for, nor take one away. */
static void start(struct pane *pane)
{
    struct facilitate *state = pane->state;
    const struct day *day = day_of(pane);
    bool on = day && (day->state == DAY_RUNNING || day->state == DAY_PAUSED);
    state->anew = day && (day->state == DAY_OVER || (on && day->speed > 1));
    if (on && !state->anew)
        begin(pane, true); /* says why it can't be */
    else
        ask(pane,
            !state->anew ? TEXT_FACILITATE_START_ASK
            : on         ? TEXT_FACILITATE_START_REHEARSED
                         : TEXT_FACILITATE_START_AGAIN,
            TEXT_FACILITATE_START_YES, TEXT_FACILITATE_START_NO, begin);
}

static void take_back(struct pane *pane, bool yes)
{
    if (yes)
        facilitate_do(pane, DAY_RESET, 0);
}

static void reset(struct pane *pane)
{
    const struct day *day = day_of(pane);
    if (day && day->state == DAY_WAITING)
        take_back(pane, true); /* says why it can't be */
    else
        ask(pane, TEXT_FACILITATE_RESET_ASK, TEXT_FACILITATE_RESET_YES, TEXT_FACILITATE_RESET_NO,
            take_back);
}

/* One key for both, as it stands. */
static void pause_or_resume(struct pane *pane)
{
    const struct day_record *record = app_day(pane->app, NULL);
    facilitate_do(pane, record && record->state == DAY_PAUSED ? DAY_RESUME : DAY_PAUSE, 0);
}

/* What is on the screen now, header or agenda, whichever is the later: when another facilitator
 * has gone on since, the same key of two is one step. */
static void see(struct pane *pane)
{
    struct facilitate *state = pane->state;
    const struct day_record *record = app_day(pane->app, NULL);
    const struct day *day = day_of(pane);
    state->seen = record ? record->sequence : 0;
    if (day && day->sequence > state->seen)
        state->seen = day->sequence;
}

static void go_on(struct pane *pane, bool yes)
{
    if (yes)
        facilitate_do(pane, DAY_NEXT, 0);
}

static void next(struct pane *pane)
{
    const struct day *day = day_of(pane);
    see(pane);
    if (day && (day->state == DAY_RUNNING || day->state == DAY_PAUSED) && day->at + 1 == day->count)
        ask(pane, TEXT_FACILITATE_END_ASK, TEXT_FACILITATE_END_YES, TEXT_FACILITATE_END_NO, go_on);
    else
        go_on(pane, true);
}

static void back(struct pane *pane)
{
    see(pane);
    facilitate_do(pane, DAY_BACK, 0);
}

static void longer(struct pane *pane)
{
    facilitate_do(pane, DAY_EXTEND, STEP);
}

static void shorter(struct pane *pane)
{
    facilitate_do(pane, DAY_EXTEND, -STEP);
}

static void later(struct pane *pane)
{
    facilitate_do(pane, DAY_MOVE, STEP);
}

static void earlier(struct pane *pane)
{
    facilitate_do(pane, DAY_MOVE, -STEP);
}

/* to: the folder of a team, title: what stands above the line. */
static void ask_words(struct pane *pane, const char *to, const char *title, const char *hint)
{
    struct facilitate *state = pane->state;
    snprintf(state->to, sizeof state->to, "%s", to);
    const struct prompt_request request = {.title = title,
                                           .label = text_get(TEXT_FACILITATE_SAY_LABEL),
                                           .hint = hint,
                                           .accepted = facilitate_say};
    app_open_prompt(pane, &request);
}

static void announce(struct pane *pane)
{
    ask_words(pane, "", text_get(TEXT_FACILITATE_SAY_TITLE), text_get(TEXT_FACILITATE_SAY_HINT));
}

/* The last part of its folder names a team in the announcements. */
static void team_chosen(struct pane *pane, size_t index)
{
    const struct facilitate *state = pane->state;
    char folder[sizeof state->to], title[TITLE], hint[TITLE];
    if (!state->view || index >= state->view->jam.team_count)
        return;
    const struct coach_team *team = &state->view->jam.teams[index];
    snprintf(folder, sizeof folder, "%s", team->path);
    char *end = strrchr(folder, '/');
    if (end)
        *end = '\0';
    const char *name = strrchr(folder, '/');
    text_format(title, sizeof title, TEXT_FACILITATE_TELL_TITLE,
                TEXT_VALUES(text_string("team", team->name)));
    text_format(hint, sizeof hint, TEXT_FACILITATE_TELL_HINT,
                TEXT_VALUES(text_string("team", team->name)));
    ask_words(pane, name ? name + 1 : folder, title, hint);
}

static void tell_one(struct pane *pane)
{
    const struct facilitate *state = pane->state;
    struct list_item items[TEAMS_MOST];
    size_t count = state->view ? state->view->jam.team_count : 0;
    if (count == 0) {
        app_say(pane->app, TEXT_FACILITATE_NO_TEAMS, NULL);
        return;
    }
    if (count > TEAMS_MOST)
        count = TEAMS_MOST;
    for (size_t i = 0; i < count; i++)
        items[i] = (struct list_item){.text = state->view->jam.teams[i].name,
                                      .detail = state->view->jam.teams[i].topic};
    const struct list_request request = {.title = text_get(TEXT_FACILITATE_TELL),
                                         .items = items,
                                         .count = count,
                                         .selected = state->cursor,
                                         .chosen = team_chosen};
    app_open_list(pane, &request);
}

static const struct command commands[] = {
    {"facilitate.start", "s", MENU_DAY, TEXT_FACILITATE_START, TEXT_FACILITATE_START_BAR, TEXT_NONE,
     TEXT_FACILITATE_START_HELP, TEXT_NONE, NULL, start},
    {"facilitate.reset", "", MENU_DAY, TEXT_FACILITATE_RESET, TEXT_NONE, TEXT_NONE,
     TEXT_FACILITATE_RESET_HELP, TEXT_NONE, NULL, reset},
    {"facilitate.pause", "p Space", MENU_DAY, TEXT_FACILITATE_PAUSE, TEXT_FACILITATE_PAUSE_BAR,
     TEXT_NONE, TEXT_FACILITATE_PAUSE_HELP, TEXT_NONE, NULL, pause_or_resume},
    {"facilitate.next", "n", MENU_DAY, TEXT_FACILITATE_NEXT, TEXT_FACILITATE_NEXT_BAR, TEXT_NONE,
     TEXT_FACILITATE_NEXT_HELP, TEXT_NONE, NULL, next},
    {"facilitate.back", "b", MENU_DAY, TEXT_FACILITATE_BACK, TEXT_FACILITATE_BACK_BAR, TEXT_NONE,
     TEXT_FACILITATE_BACK_HELP, TEXT_NONE, NULL, back},
    {"facilitate.longer", "+", MENU_DAY, TEXT_FACILITATE_LONGER, TEXT_FACILITATE_LONGER_BAR,
     TEXT_NONE, TEXT_FACILITATE_LONGER_HELP, TEXT_NONE, NULL, longer},
    {"facilitate.shorter", "-", MENU_DAY, TEXT_FACILITATE_SHORTER, TEXT_FACILITATE_SHORTER_BAR,
     TEXT_NONE, TEXT_FACILITATE_SHORTER_HELP, TEXT_NONE, NULL, shorter},
    {"facilitate.later", ">", MENU_DAY, TEXT_FACILITATE_LATER, TEXT_NONE, TEXT_NONE,
     TEXT_FACILITATE_LATER_HELP, TEXT_NONE, NULL, later},
    {"facilitate.earlier", "<", MENU_DAY, TEXT_FACILITATE_EARLIER, TEXT_NONE, TEXT_NONE,
     TEXT_FACILITATE_EARLIER_HELP, TEXT_NONE, NULL, earlier},
    {"facilitate.say", "a", MENU_DAY, TEXT_FACILITATE_SAY, TEXT_FACILITATE_SAY_BAR, TEXT_NONE,
     TEXT_FACILITATE_SAY_HELP, TEXT_NONE, NULL, announce},
    {"facilitate.tell", "t", MENU_DAY, TEXT_FACILITATE_TELL, TEXT_FACILITATE_TELL_BAR, TEXT_NONE,
     TEXT_FACILITATE_TELL_HELP, TEXT_NONE, NULL, tell_one},
    {"facilitate.change", "e", MENU_DAY, TEXT_FACILITATE_CHANGE, TEXT_FACILITATE_CHANGE_BAR,
     TEXT_NONE, TEXT_FACILITATE_CHANGE_HELP, TEXT_NONE, NULL, facilitate_command_change},
    {"facilitate.add", "i", MENU_DAY, TEXT_FACILITATE_ADD, TEXT_FACILITATE_ADD_BAR, TEXT_NONE,
     TEXT_FACILITATE_ADD_HELP, TEXT_NONE, NULL, facilitate_command_add},
    {"facilitate.drop", "d", MENU_DAY, TEXT_FACILITATE_DROP, TEXT_NONE, TEXT_NONE,
     TEXT_FACILITATE_DROP_HELP, TEXT_NONE, NULL, facilitate_command_drop},
    {"facilitate.rules", "r", MENU_DAY, TEXT_FACILITATE_RULES_CMD, TEXT_FACILITATE_RULES_BAR,
     TEXT_NONE, TEXT_FACILITATE_RULES_HELP, TEXT_NONE, NULL, facilitate_command_rules},
    {"facilitate.team", "T", MENU_TEAM, TEXT_FACILITATE_TEAM_CMD, TEXT_FACILITATE_TEAM_BAR,
     TEXT_NONE, TEXT_FACILITATE_TEAM_HELP, TEXT_NONE, NULL, facilitate_command_team},
};

/* ---- the teams' cursor ---- */

static void go_to(struct pane *pane, size_t team)
{
    struct facilitate *state = pane->state;
    size_t count = state->view ? state->view->jam.team_count : 0;
    if (count == 0)
        return;
    state->cursor = team < count ? team : count - 1;
    snprintf(state->team, sizeof state->team, "%s", state->view->jam.teams[state->cursor].name);
}

static bool key(struct pane *pane, const struct key *key)
{
    const struct facilitate *state = pane->state;
    size_t cursor = state->cursor;
    if (!motion_key(key, &cursor, state->view ? state->view->jam.team_count : 0, PAGE))
        return false;
    go_to(pane, cursor);
    return true;
}

/* ---- news ---- */

static enum status open_facilitate(struct pane *pane, struct error *err)
{
    (void)err;
    facilitate_read(pane);
    return STATUS_OK;
}

static void close_facilitate(struct pane *pane)
{
    struct facilitate *state = pane->state;
    facilitate_end_form(state);
    arena_free(state->home);
}

static void message(struct pane *pane, const struct message *message)
{
    if (message->kind == MESSAGE_REPLY)
        facilitate_taken(pane, message->job);
    else if (message->kind == MESSAGE_TOLD)
        facilitate_read(pane);
}

const struct pane_class facilitate_pane = {.name = "facilitate",
                                           .title = TEXT_FACILITATE_TITLE,
                                           .about = TEXT_ABOUT_FACILITATE,
                                           .place = PLACE_TOPIC,
                                           .commands = commands,
                                           .command_count = sizeof commands / sizeof *commands,
                                           .state_size = sizeof(struct facilitate),
                                           .open = open_facilitate,
                                           .close = close_facilitate,
                                           .key = key,
                                           .message = message,
                                           .recalc = facilitate_recalc,
                                           .draw = facilitate_draw,
                                           .cursor = facilitate_cursor,
                                           .describe = facilitate_describe};

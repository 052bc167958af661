/*
 * The facilitator's console: draws the agenda as planned and as it went, and the teams; names
 * the keys of the clock. What touches the disk is in facilitate_job.c.
 */
#include "tui/pane/facilitate.h"

#include <stdio.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/facilitate_state.h"

enum {
    STEP = 5,
    MINUTE_MS = 60000,
    ITEMS_MOST = 200,
    TEAMS_MOST = 200,
    NOTE_ROWS = 3,
    RULES_ROWS = 2,
    TITLE = 200,
    WORDS = 200
};

/* ---- the keys ---- */

static void begin(struct pane *pane, bool yes)
{
    if (yes)
        facilitate_do(pane, DAY_START, 0);
}

/* One key beside others must not begin a day that forty people wait for. */
static void start(struct pane *pane)
{
    const struct question_request question = {.text = text_get(TEXT_FACILITATE_START_ASK),
                                              .yes = text_get(TEXT_FACILITATE_START_YES),
                                              .no = text_get(TEXT_FACILITATE_START_NO),
                                              .answered = begin};
    const struct day_record *record = app_day(pane->app, NULL);
    if (record && record->state != DAY_WAITING)
        begin(pane, true); /* says why it can't be */
    else
        app_open_question(pane, &question);
}

/* One key for both, as it stands. */
static void pause_or_resume(struct pane *pane)
{
    const struct day_record *record = app_day(pane->app, NULL);
    facilitate_do(pane, record && record->state == DAY_PAUSED ? DAY_RESUME : DAY_PAUSE, 0);
}

static void next(struct pane *pane)
{
    facilitate_do(pane, DAY_NEXT, 0);
}

static void back(struct pane *pane)
{
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
static void ask_words(struct pane *pane, const char *to, const char *title)
{
    struct facilitate *state = pane->state;
    snprintf(state->to, sizeof state->to, "%s", to);
    const struct prompt_request request = {.title = title,
                                           .label = text_get(TEXT_FACILITATE_SAY_LABEL),
                                           .hint = text_get(TEXT_FACILITATE_SAY_HINT),
                                           .accepted = facilitate_say};
    app_open_prompt(pane, &request);
}

static void announce(struct pane *pane)
{
    ask_words(pane, "", text_get(TEXT_FACILITATE_SAY_TITLE));
}

/* The last part of its folder names a team in the announcements. */
static void team_chosen(struct pane *pane, size_t index)
{
    const struct facilitate *state = pane->state;
    char folder[sizeof state->to], title[TITLE];
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
    ask_words(pane, name ? name + 1 : folder, title);
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
                                         .chosen = team_chosen};
    app_open_list(pane, &request);
}

static const struct command commands[] = {
    {"facilitate.start", "s", MENU_DAY, TEXT_FACILITATE_START, TEXT_FACILITATE_START_BAR, TEXT_NONE,
     TEXT_FACILITATE_START_HELP, TEXT_NONE, NULL, start},
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

/* ---- what is shown ---- */

static void put(const struct surface *surface, int x, int y, int cells, const char *words,
                unsigned style)
{
    surface_put_cut(surface, x, y, cells, span_string(words), style);
}

static int64_t spent_minutes(const struct day *day, size_t item, int64_t now)
{
    struct day_record record;
    int64_t spent = day->phases[item].spent_ms;
    if (item == day->at && day->state != DAY_WAITING) {
        day_show(day, &record);
        spent = day_spent_ms(&record, now);
    }
    return spent / MINUTE_MS;
}

/* "09:00  Kick-off   30   09:04   35": planned, and as it went or is foreseen. */
static void draw_item(const struct surface *surface, int y, const struct day *day, size_t item,
                      int64_t begins, int64_t now)
{
    const struct agenda_item *plan = &day->items[item];
    char planned[32], minutes[32], went[16] = "", spent[32] = "";
    bool current = item == day->at && day->state != DAY_WAITING && day->state != DAY_OVER;
    bool begun = day->phases[item].began_ms != 0;
    unsigned style = current ? THEME_HEADING | STYLE_BOLD : begun ? THEME_DIM : THEME_TEXT;
    snprintf(planned, sizeof planned, "%02d:%02d", plan->starts / 60, plan->starts % 60);
    snprintf(minutes, sizeof minutes, "%4d", plan->minutes);
    if (begins)
        clock_local_hm(went, sizeof went, begins);
    if (begun)
        snprintf(spent, sizeof spent, "%4lld", (long long)spent_minutes(day, item, now));
    put(surface, 1, y, 1, current ? "▶" : " ", style);
    put(surface, 3, y, 5, planned, style);
    put(surface, 10, y, surface->columns - 42, plan->title, style);
    put(surface, surface->columns - 30, y, 4, minutes, style);
    put(surface, surface->columns - 24, y, 1, plan->fixed ? "•" : " ", style);
    put(surface, surface->columns - 18, y, 5, went, style);
    put(surface, surface->columns - 8, y, 4, spent, style);
}

static int draw_agenda(const struct surface *surface, const struct day *day, int rows)
{
    int64_t begins[ITEMS_MOST] = {0}, now = clock_now_ms();
    size_t count = day->count < ITEMS_MOST ? day->count : ITEMS_MOST;
    size_t first = 0;
    put(surface, 3, 0, 6, text_get(TEXT_FACILITATE_TIME), THEME_DIM);
    put(surface, 10, 0, surface->columns - 42, text_get(TEXT_FACILITATE_PHASE), THEME_DIM);
    put(surface, surface->columns - 31, 0, 5, text_get(TEXT_FACILITATE_PLANNED), THEME_DIM);
    put(surface, surface->columns - 25, 0, 6, text_get(TEXT_FACILITATE_FIXED), THEME_DIM);
    put(surface, surface->columns - 18, 0, 7, text_get(TEXT_FACILITATE_BEGINS), THEME_DIM);
    put(surface, surface->columns - 9, 0, 8, text_get(TEXT_FACILITATE_SPENT), THEME_DIM);
    if (count < day->count)
        return 1; /* the forecast needs room for all of them; no agenda is that long */
    day_forecast(day, now, begins);
    if (day->at < day->count && day->at + 3 > (size_t)rows)
        first = day->at + 3 - (size_t)rows; /* the current one and what is next stay in sight */
    int y = 1;
    for (size_t i = first; i < count && y <= rows; i++, y++)
        draw_item(surface, y, day, i, begins[i], now);
    return y;
}

static void draw_note(const struct surface *surface, int y, const struct day *day)
{
    if (day->state == DAY_OVER || day->at >= day->count)
        return;
    surface_put_wrapped(surface, 3, y, surface->columns - 6, NOTE_ROWS,
                        span_string(day->items[day->at].note), THEME_TEXT);
}

/* "Rules: groups below 5 hidden · exports allowed · data open" */
static void rules_words(const struct rules *rules, char *out, size_t size)
{
    text_format(
        out, size, TEXT_FACILITATE_RULES,
        TEXT_VALUES(text_number("minimum", rules->minimum),
                    text_string("exports", text_get(rules->exports ? TEXT_FACILITATE_EXPORTS
                                                                   : TEXT_FACILITATE_NO_EXPORTS)),
                    text_string("data", text_get(rules->closed ? TEXT_FACILITATE_DATA_CLOSED
                                                               : TEXT_FACILITATE_DATA_OPEN))));
}

static void draw_rules(const struct surface *surface, int y, const struct rules *rules)
{
    char words[WORDS];
    rules_words(rules, words, sizeof words);
    put(surface, 3, y, surface->columns - 6, words, THEME_DIM);
}

static void draw(const struct pane *pane, const struct surface *surface)
{
    const struct facilitate *state = pane->state;
    if (!state->view)
        return;
    const struct day *day = &state->view->loaded.day;
    int wanted = (int)state->view->jam.team_count + 1, items = (int)day->count;
    int most = surface->rows - NOTE_ROWS - RULES_ROWS - 3;         /* what agenda and teams share */
    int teams = most - items > most / 2 ? most - items : most / 2; /* half is theirs */
    if (teams > wanted)
        teams = wanted;
    int y = draw_agenda(surface, day, most - teams);
    draw_note(surface, y + 1, day);
    draw_rules(surface, y + 2 + NOTE_ROWS, &state->view->rules);
    facilitate_draw_teams(surface, y + 2 + NOTE_ROWS + RULES_ROWS,
                          surface->rows - y - 2 - NOTE_ROWS - RULES_ROWS, state);
}

static void describe(const struct pane *pane, struct buffer *out)
{
    const struct facilitate *state = pane->state;
    char words[WORDS];
    if (!state->view)
        return;
    const struct day *day = &state->view->loaded.day;
    for (size_t i = 0; i < day->count; i++) {
        buffer_printf(out, "%02d:%02d ", day->items[i].starts / 60, day->items[i].starts % 60);
        utf8_screen(span_string(day->items[i].title), out);
        buffer_printf(out, " %d\n", day->items[i].minutes);
    }
    rules_words(&state->view->rules, words, sizeof words);
    buffer_printf(out, "%s\n", words);
    facilitate_describe_teams(state->view, out);
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
                                           .message = message,
                                           .draw = draw,
                                           .describe = describe};

/* What the coach's console looks like: a heading and a line for each open call, then a heading
 * and a line for each team; below them more of what is under the cursor. */
#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/coach_state.h"

enum { MINUTE = 60 * 1000, NAME_CELLS = 16, WHO_CELLS = 15, WORDS = 600, HEADINGS = 2 };

static void put(const struct surface *surface, int x, int y, int cells, const char *text,
                unsigned style)
{
    struct buffer safe = {0};
    utf8_screen(span_string(text), &safe);
    surface_put_cut(surface, x, y, cells, buffer_span(&safe), style);
    buffer_free(&safe);
}

/* "South/1" and the like, who has it, and what it is about. */
static void call_parts(const struct coach_call *call, char *name, char *who, char *words)
{
    const struct help_request *request = call->request;
    const char *about = text_get(help_about_label(request->about));
    snprintf(name, WORDS, "%s/%lld", call->team->name, (long long)request->id);
    text_format(
        who, WORDS, call->place ? TEXT_COACH_WAITS : TEXT_COACH_HAS,
        TEXT_VALUES(text_number("minutes", help_waited_ms(request, clock_now_ms()) / MINUTE),
                    text_string("coach", request->coach)));
    text_format(words, WORDS, *request->text ? TEXT_COACH_CALL : TEXT_COACH_CALL_ALONE,
                TEXT_VALUES(text_string("about", about), text_string("text", request->text),
                            text_string("by", request->by)));
}

/* What was made, or why a coach should go there. Beside a check-in there is less room. */
static void state_words(const struct coach_team *team, bool brief, char *out)
{
    char at[8];
    if (*team->quiet_words) {
        snprintf(out, WORDS, "%s", team->quiet_words);
        return;
    }
    text_format(out, WORDS,
                !team->work_ms ? TEXT_COACH_NOTHING_YET
                : brief        ? TEXT_CHECK_IN_ROW_BOARD
                               : TEXT_COACH_WORKS,
                TEXT_VALUES(text_string("at", clock_local_hm(at, sizeof at, team->work_ms)),
                            text_number("questions", (int64_t)team->questions),
                            text_number("findings", (int64_t)team->findings)));
}

/* How it stands with its check-in; "": none is suggested, and there was none. */
static void check_in_row(const struct pane *pane, const struct coach_team *team, char *out)
{
    const struct coach_jam *jam = &coach_state(pane)->jam;
    bool next = team == coach_next_team(jam);
    if (check_in_told(&team->check_in, app_person(pane->app), clock_now_ms(), out, WORDS) == 0 &&
        jam->round)
        snprintf(out, WORDS, "%s", text_get(next ? TEXT_CHECK_IN_ROW_NEXT : TEXT_CHECK_IN_ROW_DUE));
}

static void team_parts(const struct pane *pane, const struct coach_team *team, char *who,
                       char *words)
{
    char first[WORDS], second[WORDS];
    bool round = coach_state(pane)->jam.round;
    text_format(who, WORDS, team->here ? TEXT_COACH_HERE : TEXT_COACH_NOBODY,
                TEXT_VALUES(text_number("here", (int64_t)team->here)));
    check_in_row(pane, team, first);
    state_words(team, round, second);
    if (*team->trouble || !*first) {
        snprintf(words, WORDS, "%s", *team->trouble ? team->trouble : second);
        return;
    }
    /* Where a coach is, or was in this round, that is all that counts. */
    bool there = team->check_in.state == CHECK_IN_THERE;
    if (there || (round && team->check_in.state == CHECK_IN_DONE)) {
        snprintf(words, WORDS, "%s", first);
        return;
    }
    text_format(words, WORDS, TEXT_CHECK_IN_BOTH,
                TEXT_VALUES(text_string("first", round ? first : second),
                            text_string("second", round ? second : first)));
}

static void draw_line(const struct surface *surface, int y, const char *name, const char *who,
                      const char *words, bool strong)
{
    unsigned style = strong ? THEME_STRONG : THEME_TEXT;
    int x = 2, rest = 2 + NAME_CELLS + 1 + WHO_CELLS + 1;
    put(surface, x, y, NAME_CELLS, name, style);
    put(surface, x + NAME_CELLS + 1, y, WHO_CELLS, who, style);
    put(surface, rest, y, surface->columns - rest - 1, words, style);
}

static void draw_item(const struct pane *pane, const struct surface *surface, int y, size_t item)
{
    const struct coach_state *state = coach_state(pane);
    char name[WORDS], who[WORDS], words[WORDS];
    if (item < state->open) {
        call_parts(&state->jam.calls[item], name, who, words);
        draw_line(surface, y, name, who, words, state->jam.calls[item].place > 0);
    } else {
        const struct coach_team *team = &state->jam.teams[item - state->open];
        bool next = team == coach_next_team(&state->jam);
        team_parts(pane, team, who, words);
        draw_line(surface, y, team->name, who, words,
                  team->quiet.reason != QUIET_NONE || *team->trouble || next ||
                      check_in_is_of(&team->check_in, app_person(pane->app)));
    }
    if (item != state->cursor)
        return;
    surface_put_string(surface, 0, y, "▶", THEME_STRONG);
    surface_tint(surface, 0, y, surface->columns, 1, THEME_CURSOR_ROW);
}

/* Lines: the heading of the calls, the calls, the heading of the teams, the teams. */
static size_t line_of(const struct coach_state *state, size_t item)
{
    return item < state->open ? item + 1 : item + HEADINGS;
}

void coach_recalc(struct pane *pane, int columns, int rows)
{
    struct coach_state *state = coach_state(pane);
    state->columns = columns;
    rows -= coach_unread_rows(state, columns, rows);
    rows -= coach_detail_rows(rows);
    size_t line = line_of(state, state->cursor), room = rows > 2 ? (size_t)rows : 2;
    if (line <= state->top + 1) /* with the heading above it */
        state->top = line > 0 && (line == 1 || state->cursor == state->open) ? line - 1 : line;
    if (line >= state->top + room)
        state->top = line - room + 1;
}

/* "Alex 1, Kim 2": how the round is shared. */
static void tally(const struct coach_jam *jam, char *out, size_t size)
{
    size_t len = 0;
    *out = '\0';
    for (size_t i = 0; i < jam->team_count && len < size; i++) {
        const char *coach = jam->teams[i].check_in.coach;
        int64_t done = 0;
        bool told = false;
        for (size_t k = 0; k < jam->team_count; k++) {
            bool same = jam->teams[k].check_in.state == CHECK_IN_DONE &&
                        strcmp(jam->teams[k].check_in.coach, coach) == 0;
            done += same;
            told = told || (same && k < i);
        }
        if (jam->teams[i].check_in.state != CHECK_IN_DONE || told)
            continue;
        char one[WORDS];
        text_format(one, sizeof one, TEXT_CHECK_IN_TALLY,
                    TEXT_VALUES(text_string("coach", coach), text_number("count", done)));
        len += (size_t)snprintf(out + len, size - len, "%s%s", len ? ", " : "", one);
    }
}

static void teams_heading(const struct coach_jam *jam, char *out)
{
    char shared[WORDS], words[WORDS];
    int64_t done = 0;
    for (size_t i = 0; i < jam->team_count; i++)
        done += check_in_was_had(&jam->teams[i].check_in);
    text_format(
        words, sizeof words, jam->round ? TEXT_CHECK_IN_HEADING : TEXT_COACH_TEAMS,
        TEXT_VALUES(text_number("teams", (int64_t)jam->team_count), text_number("done", done)));
    tally(jam, shared, sizeof shared);
    if (jam->round && *shared)
        text_format(out, WORDS, TEXT_CHECK_IN_BOTH,
                    TEXT_VALUES(text_string("first", words), text_string("second", shared)));
    else
        snprintf(out, WORDS, "%s", words);
}

static void draw_list(const struct pane *pane, const struct surface *surface)
{
    const struct coach_state *state = coach_state(pane);
    char words[WORDS];
    size_t all = state->open + state->jam.team_count;
    int rows = surface->rows - coach_detail_rows(surface->rows);
    for (int y = 0; y < rows; y++) {
        size_t line = state->top + (size_t)y;
        if (line == 0 || line == state->open + 1) {
            if (line)
                teams_heading(&state->jam, words);
            else
                text_format(words, sizeof words, TEXT_COACH_CALLS,
                            TEXT_VALUES(text_number("calls", (int64_t)state->open)));
            put(surface, 1, y, surface->columns - 2, words, THEME_HEADING);
            continue;
        }
        size_t item = line <= state->open ? line - 1 : line - HEADINGS;
        if (item < all)
            draw_item(pane, surface, y, item);
    }
    if (state->top > 0)
        surface_put_string(surface, surface->columns - 1, 0, "↑", THEME_DIM);
    if (state->top + (size_t)rows < all + HEADINGS)
        surface_put_string(surface, surface->columns - 1, rows - 1, "↓", THEME_DIM);
    coach_draw_detail(pane, surface, rows);
}

void coach_draw(const struct pane *pane, const struct surface *surface)
{
    const struct coach_state *state = coach_state(pane);
    if (!state->known) {
        surface_put_string(surface, 2, 0, text_get(TEXT_COACH_READING), THEME_DIM);
        return;
    }
    int above = coach_unread_rows(state, surface->columns, surface->rows);
    const struct surface list =
        surface_part(surface, 0, above, surface->columns, surface->rows - above);
    coach_draw_unread(state, surface);
    draw_list(pane, &list);
}

void coach_describe(const struct pane *pane, struct buffer *out)
{
    const struct coach_state *state = coach_state(pane);
    char name[WORDS], who[WORDS], words[WORDS];
    coach_describe_unread(state, out);
    for (size_t i = 0; i < state->open + state->jam.team_count; i++) {
        if (i < state->open) {
            call_parts(&state->jam.calls[i], name, who, words);
        } else {
            snprintf(name, sizeof name, "%s", state->jam.teams[i - state->open].name);
            team_parts(pane, &state->jam.teams[i - state->open], who, words);
        }
        const char *const parts[] = {name, who, words};
        for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
            buffer_add_string(out, p ? ", " : "");
            utf8_screen(span_string(parts[p]), out);
        }
        buffer_add_byte(out, '\n');
    }
    coach_describe_detail(pane, out);
}

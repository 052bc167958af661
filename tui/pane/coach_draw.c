/* What the coach's console looks like: a heading and a line for each open call, then a heading
 * and a line for each team. */
#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
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

static void team_parts(const struct coach_team *team, char *who, char *words)
{
    char at[8];
    text_format(who, WORDS, team->people_count ? TEXT_COACH_HERE : TEXT_COACH_NOBODY,
                TEXT_VALUES(text_number("here", team->quiet.here)));
    if (*team->trouble || *team->quiet_words) {
        snprintf(words, WORDS, "%s", *team->trouble ? team->trouble : team->quiet_words);
        return;
    }
    text_format(words, WORDS, team->work_ms ? TEXT_COACH_WORKS : TEXT_COACH_NOTHING_YET,
                TEXT_VALUES(text_string("at", clock_local_hm(at, sizeof at, team->work_ms)),
                            text_number("questions", (int64_t)team->questions),
                            text_number("findings", (int64_t)team->findings)));
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

static void draw_item(const struct coach_state *state, const struct surface *surface, int y,
                      size_t item)
{
    char name[WORDS], who[WORDS], words[WORDS];
    if (item < state->open) {
        call_parts(&state->jam.calls[item], name, who, words);
        draw_line(surface, y, name, who, words, state->jam.calls[item].place > 0);
    } else {
        const struct coach_team *team = &state->jam.teams[item - state->open];
        team_parts(team, who, words);
        draw_line(surface, y, team->name, who, words,
                  team->quiet.reason != QUIET_NONE || *team->trouble);
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
    size_t line = line_of(state, state->cursor), room = rows > 2 ? (size_t)rows : 2;
    (void)columns;
    if (line <= state->top + 1) /* with the heading above it */
        state->top = line > 0 && (line == 1 || state->cursor == state->open) ? line - 1 : line;
    if (line >= state->top + room)
        state->top = line - room + 1;
}

void coach_draw(const struct pane *pane, const struct surface *surface)
{
    const struct coach_state *state = coach_state(pane);
    char words[WORDS];
    if (!state->known) {
        surface_put_string(surface, 2, 0, text_get(TEXT_COACH_READING), THEME_DIM);
        return;
    }
    size_t all = state->open + state->jam.team_count;
    for (int y = 0; y < surface->rows; y++) {
        size_t line = state->top + (size_t)y;
        if (line == 0 || line == state->open + 1) {
            text_format(words, sizeof words, line ? TEXT_COACH_TEAMS : TEXT_COACH_CALLS,
                        TEXT_VALUES(text_number("calls", (int64_t)state->open),
                                    text_number("teams", (int64_t)state->jam.team_count)));
            put(surface, 1, y, surface->columns - 2, words, THEME_HEADING);
            continue;
        }
        size_t item = line <= state->open ? line - 1 : line - HEADINGS;
        if (item < all)
            draw_item(state, surface, y, item);
    }
}

void coach_describe(const struct pane *pane, struct buffer *out)
{
    const struct coach_state *state = coach_state(pane);
    char name[WORDS], who[WORDS], words[WORDS];
    for (size_t i = 0; i < state->open + state->jam.team_count; i++) {
        if (i < state->open) {
            call_parts(&state->jam.calls[i], name, who, words);
        } else {
            snprintf(name, sizeof name, "%s", state->jam.teams[i - state->open].name);
            team_parts(&state->jam.teams[i - state->open], who, words);
        }
        const char *const parts[] = {name, who, words};
        for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
            buffer_add_string(out, p ? ", " : "");
            utf8_screen(span_string(parts[p]), out);
        }
        buffer_add_byte(out, '\n');
    }
}

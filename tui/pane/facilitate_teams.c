/* The teams in the facilitator's console: a line each with its light, who is there, when
 * something was made last, open calls, findings. A light is a mark and words, never colour
 * alone. */
#include <stdio.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "tui/pane/facilitate_state.h"

enum { WORDS = 600, NAME = 3, WIDE = 100, PARTS = 6, MINUTE = 60 * 1000 };

/* Where each part of a row begins and how wide it is; the last one takes what is left. */
struct columns {
    struct {
        int x, cells;
        enum text_id head;
    } parts[PARTS];
    int rest;
};

enum { PART_NAME, PART_LIGHT, PART_HERE, PART_LAST, PART_CALLS, PART_FINDINGS };

static const struct columns narrow = {{{3, 14, TEXT_FACILITATE_TEAMS},
                                       {18, 11, TEXT_NONE},
                                       {30, 4, TEXT_FACILITATE_TEAM_PEOPLE},
                                       {36, 5, TEXT_FACILITATE_TEAM_LAST_SHORT},
                                       {43, 5, TEXT_FACILITATE_TEAM_CALLS},
                                       {50, 8, TEXT_FACILITATE_TEAM_FINDINGS}},
                                      60},
                            wide = {{{3, 18, TEXT_FACILITATE_TEAMS},
                                     {22, 11, TEXT_NONE},
                                     {35, 4, TEXT_FACILITATE_TEAM_PEOPLE},
                                     {41, 9, TEXT_FACILITATE_TEAM_LAST},
                                     {52, 5, TEXT_FACILITATE_TEAM_CALLS},
                                     {59, 8, TEXT_FACILITATE_TEAM_FINDINGS}},
                                    69};

static const struct {
    const char *mark;
    unsigned style;
} looks[TEAM_LIGHTS] = {[LIGHT_NOBODY] = {"○", THEME_DIM},
                        [LIGHT_HERE] = {"◐", THEME_CAUTION},
                        [LIGHT_WORKING] = {"●", THEME_TEXT},
                        [LIGHT_FINDINGS] = {"●", THEME_GOOD},
                        [LIGHT_READY] = {"★", THEME_GOOD}};

static long long open_calls(const struct coach_team *team)
{
    long long open = 0;
    for (size_t i = 0; i < team->desk.count; i++)
        open += help_is_open(&team->desk.requests[i]);
    return open;
}

/* The call that is open for longest: how long it waits, or who comes. */
static const struct help_request *open_call(const struct coach_team *team)
{
    const struct help_request *first = NULL;
    for (size_t i = 0; i < team->desk.count; i++) {
        const struct help_request *one = &team->desk.requests[i];
        if (help_is_open(one) && (!first || one->at_ms < first->at_ms))
            first = one;
    }
    return first;
}

static void call_words(const struct help_request *call, char *out, size_t size)
{
    text_format(
        out, size, call->state == HELP_ASKED ? TEXT_FACILITATE_TEAM_WAITS : TEXT_CALL_NEWS_COMING,
        TEXT_VALUES(text_number("minutes", help_waited_ms(call, clock_now_ms()) / MINUTE),
                    text_string("coach", call->coach),
                    text_string("words", *call->text ? call->text
                                                     : text_get(help_about_label(call->about)))));
}

/* What came of its check-in, and who is there. */
static void people_words(const struct coach_team *team, char *out, size_t size)
{
    size_t len = check_in_told(&team->check_in, "", clock_now_ms(), out, size);
    const char *before = len ? " · " : "";
    for (size_t i = 0; i < team->people_count && len < size; i++) {
        const struct presence *one = &team->people[i];
        char name[WORDS];
        if (i > 0 && strcmp(one->person, team->people[i - 1].person) == 0)
            continue;
        coach_person_words(one, name, sizeof name);
        len += (size_t)snprintf(out + len, size - len, "%s%s", before, name);
        before = ", ";
    }
}

/* Without the path of the file: which team it is stands beside it. */
static const char *trouble_words(const struct coach_team *team)
{
    size_t len = strlen(team->path);
    bool path = strncmp(team->trouble, team->path, len) == 0;
    return team->trouble + (path ? len + strspn(team->trouble + len, ": ") : 0);
}

/* What is behind the figures: why somebody should go there, else how its check-in went and
 * who is there. */
static void rest_words(const struct coach_team *team, char *out, size_t size)
{
    const struct help_request *call = open_call(team);
    if (*team->trouble || (*team->quiet_words && !call))
        snprintf(out, size, "%s", *team->trouble ? trouble_words(team) : team->quiet_words);
    else if (call)
        call_words(call, out, size);
    else
        people_words(team, out, size);
}

static bool is_urgent(const struct coach_team *team)
{
    return *team->quiet_words || *team->trouble || open_call(team);
}

static void draw_part(const struct surface *surface, int y, const struct columns *columns, int part,
                      const char *words, unsigned style)
{
    facilitate_put(surface, columns->parts[part].x, y, columns->parts[part].cells, words, style);
}

static void draw_team(const struct surface *surface, int y, const struct columns *columns,
                      const struct coach_team *team)
{
    char here[12], at[8] = "", calls[24] = "", findings[24] = "", rest[WORDS];
    long long open = open_calls(team);
    snprintf(here, sizeof here, "%4zu", team->here);
    if (team->work_ms)
        clock_local_hm(at, sizeof at, team->work_ms);
    if (open)
        snprintf(calls, sizeof calls, "%5lld", open);
    if (team->findings)
        snprintf(findings, sizeof findings, "%8zu", team->findings);
    rest_words(team, rest, sizeof rest);
    facilitate_put(surface, 1, y, 1, looks[team->light].mark, looks[team->light].style);
    draw_part(surface, y, columns, PART_NAME, team->name, THEME_TEXT);
    draw_part(surface, y, columns, PART_LIGHT, text_get(team_light_words(team->light)),
              looks[team->light].style);
    draw_part(surface, y, columns, PART_HERE, here, THEME_TEXT);
    draw_part(surface, y, columns, PART_LAST, at, THEME_TEXT);
    draw_part(surface, y, columns, PART_CALLS, calls, THEME_STRONG);
    draw_part(surface, y, columns, PART_FINDINGS, findings, THEME_TEXT);
    facilitate_put(surface, columns->rest, y, surface->columns - columns->rest - 2, rest,
                   is_urgent(team) ? THEME_STRONG : THEME_DIM);
}

/* All of what is cut in the row: "North: the same view for 25 minutes: Pivot · office". */
static void draw_detail(const struct surface *surface, int y, const struct coach_team *team)
{
    char rest[WORDS], words[WORDS + WORDS];
    rest_words(team, rest, sizeof rest);
    text_format(words, sizeof words,
                is_urgent(team) ? TEXT_FACILITATE_TEAM_DETAIL
                : *rest         ? TEXT_FACILITATE_TEAM_WHO
                                : TEXT_FACILITATE_TEAM_EMPTY,
                TEXT_VALUES(text_string("team", team->name), text_string("topic", team->topic),
                            text_string("words", rest)));
    surface_put_wrapped(surface, NAME, y, surface->columns - 2 * NAME, surface->rows - y,
                        span_string(words), is_urgent(team) ? THEME_STRONG : THEME_DIM);
}

static void draw_more(const struct surface *surface, int y, int rows,
                      const struct facilitate *state)
{
    size_t shown = rows > 0 ? (size_t)rows : 0;
    if (state->top > 0)
        facilitate_put(surface, surface->columns - 1, y + 1, 1, "↑", THEME_DIM);
    if (state->top + shown < state->view->jam.team_count)
        facilitate_put(surface, surface->columns - 1, y + rows, 1, "↓", THEME_DIM);
}

void facilitate_draw_teams(const struct surface *surface, int y, int rows,
                           const struct facilitate *state)
{
    const struct coach_jam *jam = &state->view->jam;
    const struct columns *columns = surface->columns < WIDE ? &narrow : &wide;
    if (jam->team_count == 0) {
        facilitate_put(surface, NAME, y, surface->columns - NAME - 1,
                       text_get(TEXT_FACILITATE_NO_TEAMS), THEME_DIM);
        return;
    }
    for (int part = 0; part < PARTS; part++)
        if (columns->parts[part].head != TEXT_NONE)
            draw_part(surface, y, columns, part, text_get(columns->parts[part].head), THEME_DIM);
    for (int i = 0; i < rows; i++) {
        size_t team = state->top + (size_t)i;
        if (team < jam->team_count)
            draw_team(surface, y + 1 + i, columns, &jam->teams[team]);
        if (team == state->cursor)
            surface_tint(surface, 0, y + 1 + i, surface->columns, 1, THEME_CURSOR_ROW);
    }
    draw_more(surface, y, rows, state);
    if (state->cursor < jam->team_count)
        draw_detail(surface, y + 1 + rows, &jam->teams[state->cursor]);
}

void facilitate_describe_teams(const struct facilitate_view *view, struct buffer *out)
{
    char rest[WORDS];
    for (size_t i = 0; i < view->jam.team_count; i++) {
        const struct coach_team *team = &view->jam.teams[i];
        utf8_screen(span_string(team->name), out);
        buffer_printf(out, ", %s, ", text_get(team_light_words(team->light)));
        rest_words(team, rest, sizeof rest);
        utf8_screen(span_string(rest), out);
        buffer_add_byte(out, '\n');
    }
}

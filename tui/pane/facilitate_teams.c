/* The teams in the facilitator's console: a line each with its light, who is there, when
 * something was made last, open calls, findings. A light is a mark and words, never colour
 * alone. */
#include <stdio.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "tui/pane/facilitate_state.h"

enum {
    WORDS = 600,
    NAME = 3,
    NAME_CELLS = 16,
    LIGHT = NAME + NAME_CELLS + 1,
    LIGHT_CELLS = 11,
    HERE = LIGHT + LIGHT_CELLS + 1,
    LAST = HERE + 6,
    CALLS = LAST + 11,
    FINDINGS = CALLS + 7,
    REST = FINDINGS + 10
};

static const struct {
    const char *mark;
    unsigned style;
} looks[TEAM_LIGHTS] = {[LIGHT_NOBODY] = {"○", THEME_DIM},
                        [LIGHT_HERE] = {"◐", THEME_CAUTION},
                        [LIGHT_WORKING] = {"●", THEME_TEXT},
                        [LIGHT_FINDINGS] = {"●", THEME_GOOD},
                        [LIGHT_READY] = {"★", THEME_GOOD}};

static void put(const struct surface *surface, int x, int y, int cells, const char *words,
                unsigned style)
{
    struct buffer safe = {0};
    utf8_screen(span_string(words), &safe);
    surface_put_cut(surface, x, y, cells, buffer_span(&safe), style);
    buffer_free(&safe);
}

static long long open_calls(const struct coach_team *team)
{
    long long open = 0;
    for (size_t i = 0; i < team->desk.count; i++)
        open += help_is_open(&team->desk.requests[i]);
    return open;
}

/* What is behind the figures: why a coach should go there, else what came of its check-in, and
 * who is there. */
static void rest_words(const struct coach_team *team, char *out, size_t size)
{
    size_t len = 0;
    *out = '\0';
    if (*team->trouble || *team->quiet_words) {
        snprintf(out, size, "%s", *team->trouble ? team->trouble : team->quiet_words);
        return;
    }
    len = check_in_told(&team->check_in, "", clock_now_ms(), out, size);
    const char *before = len ? " · " : "";
    for (size_t i = 0; i < team->people_count && len < size; i++) {
        const char *person = team->people[i].person;
        if (i > 0 && strcmp(person, team->people[i - 1].person) == 0)
            continue;
        len += (size_t)snprintf(out + len, size - len, "%s%s", before, person);
        before = ", ";
    }
}

static void draw_team(const struct surface *surface, int y, const struct coach_team *team)
{
    char here[12], at[8] = "", calls[24] = "", findings[24] = "", rest[WORDS];
    long long open = open_calls(team);
    snprintf(here, sizeof here, "%4zu", team->people_count);
    if (team->work_ms)
        clock_local_hm(at, sizeof at, team->work_ms);
    if (open)
        snprintf(calls, sizeof calls, "%5lld", open);
    if (team->findings)
        snprintf(findings, sizeof findings, "%8zu", team->findings);
    rest_words(team, rest, sizeof rest);
    put(surface, 1, y, 1, looks[team->light].mark, looks[team->light].style);
    put(surface, NAME, y, NAME_CELLS, team->name, THEME_TEXT);
    put(surface, LIGHT, y, LIGHT_CELLS, text_get(team_light_words(team->light)),
        looks[team->light].style);
    put(surface, HERE, y, 4, here, THEME_TEXT);
    put(surface, LAST, y, 5, at, THEME_TEXT);
    put(surface, CALLS, y, 5, calls, THEME_STRONG);
    put(surface, FINDINGS, y, 8, findings, THEME_TEXT);
    put(surface, REST, y, surface->columns - REST - 1, rest,
        *team->quiet_words || *team->trouble ? THEME_STRONG : THEME_DIM);
}

void facilitate_draw_teams(const struct surface *surface, int y, int rows,
                           const struct facilitate *state)
{
    const struct facilitate_view *view = state->view;
    (void)rows;
    static const struct {
        int x;
        enum text_id words;
    } heads[] = {{NAME, TEXT_FACILITATE_TEAMS},
                 {HERE, TEXT_FACILITATE_TEAM_PEOPLE},
                 {LAST, TEXT_FACILITATE_TEAM_LAST},
                 {CALLS, TEXT_FACILITATE_TEAM_CALLS},
                 {FINDINGS, TEXT_FACILITATE_TEAM_FINDINGS}};
    if (view->jam.team_count == 0) {
        put(surface, NAME, y, surface->columns - NAME - 1, text_get(TEXT_FACILITATE_NO_TEAMS),
            THEME_DIM);
        return;
    }
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        put(surface, heads[i].x, y, surface->columns - heads[i].x, text_get(heads[i].words),
            THEME_DIM);
    for (size_t i = 0; i < view->jam.team_count && y + 1 < surface->rows; i++)
        draw_team(surface, ++y, &view->jam.teams[i]);
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

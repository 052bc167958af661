/*
 * What the facilitator's console looks like: the agenda as planned and as it went, the note of
 * the phase, the rules, the teams. What there is room for is decided in one place, so that the
 * current phase and what is next, and the team under the cursor, are always in sight.
 */
#include <stdio.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/facilitate_state.h"

enum { MINUTE_MS = 60000, ITEMS_MOST = AGENDA_ITEMS_MOST, NOTE_MOST = 3, WORDS = 200, LEFT = 3 };

/* Rows from the top; 0 where there is none of it. */
struct places {
    int items; /* of the agenda that are shown, below its heading */
    int note, note_rows;
    int rules;
    int teams, team_rows; /* teams: their heading */
};

static const char *note_of(const struct day *day)
{
    return day->state == DAY_OVER || day->at >= day->count ? "" : day->items[day->at].note;
}

static int note_rows(const struct day *day, int columns)
{
    struct surface nowhere = {.columns = columns - 2 * LEFT, .rows = 0};
    return surface_put_wrapped(&nowhere, 0, 0, nowhere.columns, NOTE_MOST,
                               span_string(note_of(day)), THEME_TEXT);
}

static int less(int a, int b)
{
    return a < b ? a : b;
}

/* Blank rows stand before note, rules and teams, as far as nothing else needs them. */
static struct places place(const struct facilitate *state)
{
    const struct day *day = &state->view->loaded.day;
    int items = (int)day->count, teams = (int)state->view->jam.team_count;
    int note = note_rows(day, state->columns), detail = teams ? FACILITATE_DETAIL_ROWS : 0;
    int room = state->rows - 1 - 1 - 1 - detail; /* without both headings and the rules */
    room -= note;
    int shown = items + teams <= room ? teams : room - items > room / 2 ? room - items : room / 2;
    struct places out = {.team_rows = less(teams, shown > 0 ? shown : 0), .note_rows = note};
    out.items = less(items, room - out.team_rows);
    int blank = room - out.items - out.team_rows, y = 1 + out.items;
    y += note > 0 && blank-- > 0;
    out.note = y;
    y += note;
    y += blank-- > 0;
    out.rules = y++;
    y += blank > 0;
    out.teams = y;
    return out;
}

/* ---- the agenda ---- */

void facilitate_put(const struct surface *surface, int x, int y, int cells, const char *words,
                    unsigned style)
{
    struct buffer safe = {0};
    utf8_screen(span_string(words), &safe);
    surface_put_cut(surface, x, y, cells, buffer_span(&safe), style);
    buffer_free(&safe);
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
    char planned[AGENDA_TIME_SIZE], minutes[32], went[16] = "", spent[32] = "";
    bool current = item == day->at && day->state != DAY_WAITING && day->state != DAY_OVER;
    bool begun = day->phases[item].began_ms != 0;
    unsigned style = current ? THEME_HEADING | STYLE_BOLD : begun ? THEME_DIM : THEME_TEXT;
    agenda_write_time(plan->starts, planned);
    snprintf(minutes, sizeof minutes, "%4d", plan->minutes);
    if (begins)
        clock_local_hm(went, sizeof went, begins);
    if (begun)
        snprintf(spent, sizeof spent, "%5lld", (long long)spent_minutes(day, item, now));
    if (current)
        facilitate_put(surface, 1, y, 1, "▶", style);
    facilitate_put(surface, LEFT, y, 5, planned, style);
    facilitate_put(surface, 10, y, surface->columns - 42, plan->title, style);
    facilitate_put(surface, surface->columns - 31, y, 4, minutes, style);
    facilitate_put(surface, surface->columns - 23, y, 1, plan->fixed ? "•" : " ", style);
    bool late = begins && !begun && day_late_by(day, item, begins) > 0;
    facilitate_put(surface, surface->columns - 18, y, 5, went, late ? THEME_CAUTION : style);
    facilitate_put(surface, surface->columns - 9, y, 5, spent, style);
}

static void draw_heads(const struct surface *surface)
{
    const struct {
        int x;
        enum text_id words;
    } heads[] = {{LEFT, TEXT_FACILITATE_TIME},
                 {10, TEXT_FACILITATE_PHASE},
                 {surface->columns - 30, TEXT_FACILITATE_PLANNED},
                 {surface->columns - 25, TEXT_FACILITATE_FIXED},
                 {surface->columns - 18, TEXT_FACILITATE_BEGINS},
                 {surface->columns - 9, TEXT_FACILITATE_SPENT}};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        facilitate_put(surface, heads[i].x, 0, surface->columns - heads[i].x,
                       text_get(heads[i].words), THEME_DIM);
}

/* That there is more above or below. */
static void draw_more(const struct surface *surface, int rows, size_t first, size_t count)
{
    if (first > 0)
        facilitate_put(surface, 1, 1, 1, "↑", THEME_DIM);
    if (rows > 0 && first + (size_t)rows < count)
        facilitate_put(surface, 1, rows, 1, "↓", THEME_DIM);
}

static void draw_agenda(const struct surface *surface, const struct day *day, int rows)
{
    int64_t begins[ITEMS_MOST] = {0}, now = clock_now_ms();
    size_t first = 0, room = rows > 0 ? (size_t)rows : 0;
    draw_heads(surface);
    if (day->count > ITEMS_MOST)
        return; /* the forecast needs room for all of them; no agenda is that long */
    day_forecast(day, now, begins);
    if (day->at > 0 && day->count > room) /* what is past is of least use */
        first = day->at - 1 < day->count - room ? day->at - 1 : day->count - room;
    for (size_t i = 0; i < room && first + i < day->count; i++)
        draw_item(surface, 1 + (int)i, day, first + i, begins[first + i], now);
    draw_more(surface, rows, first, day->count);
}

/* ---- the rules ---- */

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
    facilitate_put(surface, LEFT, y, surface->columns - LEFT - 1, words, THEME_DIM);
}

/* ---- all of it ---- */

/* The team under the cursor is among those shown. */
void facilitate_recalc(struct pane *pane, int columns, int rows)
{
    struct facilitate *state = pane->state;
    state->columns = columns;
    state->rows = rows;
    if (!state->view)
        return;
    size_t room = (size_t)place(state).team_rows, count = state->view->jam.team_count;
    if (state->top + room > count)
        state->top = count > room ? count - room : 0;
    if (state->cursor < state->top)
        state->top = state->cursor;
    if (room > 0 && state->cursor >= state->top + room)
        state->top = state->cursor - room + 1;
}

void facilitate_draw(const struct pane *pane, const struct surface *surface)
{
    const struct facilitate *state = pane->state;
    if (!state->view)
        return;
    const struct day *day = &state->view->loaded.day;
    const struct places places = place(state);
    draw_agenda(surface, day, places.items);
    surface_put_wrapped(surface, LEFT, places.note, surface->columns - 2 * LEFT, places.note_rows,
                        span_string(note_of(day)), THEME_TEXT);
    draw_rules(surface, places.rules, &state->view->rules);
    facilitate_draw_teams(surface, places.teams, places.team_rows, state);
}

/* On the team, where a screen reader finds it. */
bool facilitate_cursor(const struct pane *pane, int *x, int *y)
{
    const struct facilitate *state = pane->state;
    if (!state->view || state->view->jam.team_count == 0)
        return false;
    *x = 1;
    *y = place(state).teams + 1 + (int)(state->cursor - state->top);
    return true;
}

void facilitate_describe(const struct pane *pane, struct buffer *out)
{
    const struct facilitate *state = pane->state;
    char words[WORDS], time[AGENDA_TIME_SIZE];
    if (!state->view)
        return;
    const struct day *day = &state->view->loaded.day;
    for (size_t i = 0; i < day->count; i++) {
        buffer_printf(out, "%s ", agenda_write_time(day->items[i].starts, time));
        utf8_screen(span_string(day->items[i].title), out);
        buffer_printf(out, " %d\n", day->items[i].minutes);
    }
    rules_words(&state->view->rules, words, sizeof words);
    buffer_printf(out, "%s\n", words);
    facilitate_describe_teams(state->view, out);
}

/* More of what is under the cursor of the coach's console, for which its line has no room: of a
 * call all its words and what was said; of a team what to ask it, or who looks at what. */
#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/coach_state.h"

enum {
    WORDS = 600,
    LINES_MOST = 12,
    ROWS_SMALL = 6,  /* a heading, and a line for each question */
    ROWS_LARGE = 12, /* where there is room */
    LEAST = 14,      /* rows of a pane that has it at all */
    LARGE = 30
};

struct detail {
    char title[WORDS];
    char lines[LINES_MOST][WORDS];
    size_t count;
};

int coach_detail_rows(int rows)
{
    return rows < LEAST ? 0 : rows < LARGE ? ROWS_SMALL : ROWS_LARGE;
}

static char *next_line(struct detail *detail)
{
    return detail->count < LINES_MOST ? detail->lines[detail->count++] : NULL;
}

static void add_said(struct detail *detail, const char *by, const char *text)
{
    char *line = next_line(detail);
    if (line)
        text_format(line, WORDS, TEXT_COACH_DETAIL_SAID,
                    TEXT_VALUES(text_string("by", by), text_string("text", text)));
}

static char *call_id(const struct coach_call *call, char *out, size_t size)
{
    snprintf(out, size, "%s/%lld", call->team->name, (long long)call->request->id);
    return out;
}

void coach_call_named(const struct coach_call *call, char *out, size_t size)
{
    const struct help_request *request = call->request;
    const char *words = *request->text ? request->text : text_get(help_about_label(request->about));
    char name[WORDS];
    struct buffer safe = {0};
    utf8_screen(span_string(words), &safe); /* a screen reader reads it as it stands */
    text_format(out, size, TEXT_COACH_CALL_NAMED,
                TEXT_VALUES(text_string("call", call_id(call, name, sizeof name)),
                            text_string("by", request->by),
                            text_string("words", buffer_span(&safe).data)));
    buffer_free(&safe);
}

/* What was said last is the least that may be missing. */
static void of_call(const struct coach_call *call, struct detail *detail)
{
    const struct help_desk *desk = &call->team->desk;
    const struct help_request *request = call->request;
    char name[WORDS], at[8];
    text_format(detail->title, WORDS, TEXT_COACH_DETAIL_CALL,
                TEXT_VALUES(text_string("call", call_id(call, name, sizeof name)),
                            text_string("by", request->by),
                            text_string("at", clock_local_hm(at, sizeof at, request->at_ms)),
                            text_string("about", text_get(help_about_label(request->about)))));
    snprintf(next_line(detail), WORDS, "%s",
             *request->text ? request->text : text_get(TEXT_COACH_DETAIL_NO_WORDS));
    for (size_t i = desk->line_count; i-- > 0;)
        if (desk->lines[i].help == request->id)
            add_said(detail, desk->lines[i].by, desk->lines[i].text);
}

static void add_questions(const struct coach_team *team, struct detail *detail)
{
    struct check_in_question asked[CHECK_IN_ASK_MOST];
    char words[WORDS - 8];
    size_t count = check_in_ask(&team->signs, asked);
    text_format(detail->title, WORDS, TEXT_CHECK_IN_ASK_TITLE,
                TEXT_VALUES(text_string("team", team->name)));
    for (size_t i = 0; i < count; i++) {
        char *line = next_line(detail);
        check_in_words(&asked[i], words, sizeof words);
        if (line)
            snprintf(line, WORDS, "· %s", words);
    }
}

static void of_team(const struct pane *pane, const struct coach_team *team, struct detail *detail)
{
    bool done = team->check_in.state == CHECK_IN_DONE;
    char notes[WORDS];
    if (*team->trouble) {
        snprintf(detail->title, WORDS, "%s", team->name);
        snprintf(next_line(detail), WORDS, "%s", team->trouble);
        return;
    }
    if (coach_is_at(pane) || (coach_state(pane)->jam.round && !done)) {
        add_questions(team, detail);
        return;
    }
    text_format(detail->title, WORDS, TEXT_COACH_DETAIL_TEAM,
                TEXT_VALUES(text_string("team", team->name), text_string("topic", team->topic)));
    if (done && check_in_notes(&team->check_in, notes, sizeof notes) > 0)
        add_said(detail, team->check_in.coach, notes);
    for (size_t i = 0; i < team->people_count; i++) {
        char name[WORDS];
        add_said(detail, coach_person_words(&team->people[i], name, sizeof name),
                 team->people[i].words);
    }
    char *line = team->people_count ? NULL : next_line(detail);
    if (line)
        snprintf(line, WORDS, "%s", text_get(TEXT_COACH_DETAIL_NOBODY));
}

/* False: there is nothing under the cursor. */
static bool fill(const struct pane *pane, struct detail *detail)
{
    const struct coach_state *state = coach_state(pane);
    const struct coach_call *call = coach_current_call(state);
    const struct coach_team *team = coach_current_team(state);
    detail->count = 0;
    if (call)
        of_call(call, detail);
    else if (team)
        of_team(pane, team, detail);
    return team != NULL;
}

void coach_draw_detail(const struct pane *pane, const struct surface *surface, int y)
{
    struct detail detail;
    struct buffer safe = {0};
    if (y >= surface->rows || !fill(pane, &detail))
        return;
    utf8_screen(span_string(detail.title), &safe);
    surface_put_cut(surface, 1, y++, surface->columns - 2, buffer_span(&safe), THEME_HEADING);
    for (size_t i = 0; i < detail.count && y < surface->rows; i++) {
        buffer_clear(&safe);
        utf8_screen(span_string(detail.lines[i]), &safe);
        y += surface_put_wrapped(surface, 2, y, surface->columns - 3, surface->rows - y,
                                 buffer_span(&safe), THEME_TEXT);
    }
    buffer_free(&safe);
}

void coach_describe_detail(const struct pane *pane, struct buffer *out)
{
    struct detail detail;
    if (!fill(pane, &detail))
        return;
    utf8_screen(span_string(detail.title), out);
    buffer_add_byte(out, '\n');
    for (size_t i = 0; i < detail.count; i++) {
        utf8_screen(span_string(detail.lines[i]), out);
        buffer_add_byte(out, '\n');
    }
}

/* What the Topic pane looks like: the page, and under it the sections to jump to. */
#include "core/base/utf8.h"
#include "tui/pane/topic_state.h"

static unsigned style_of(enum rich_style style)
{
    static const unsigned styles[RICH_STYLE_COUNT] = {
        [RICH_PLAIN] = THEME_TEXT,       [RICH_HEADING1] = THEME_HEADING | STYLE_BOLD,
        [RICH_HEADING2] = THEME_HEADING, [RICH_HEADING3] = THEME_HEADING,
        [RICH_STRONG] = THEME_STRONG,    [RICH_EMPHASIS] = THEME_EMPHASIS,
        [RICH_CODE] = THEME_CODE,        [RICH_QUOTE] = THEME_QUOTE,
        [RICH_LINK] = THEME_LINK,        [RICH_MARK] = THEME_DIM,
        [RICH_RULE] = THEME_DIM,
    };
    return styles[style < RICH_STYLE_COUNT ? style : RICH_PLAIN];
}

static void draw_line(const struct rich_line *line, const struct surface *surface, int y)
{
    int x = 1;
    for (size_t i = 0; i < line->run_count; i++)
        x += surface_put(surface, x, y, surface->columns - x, line->runs[i].text,
                         style_of(line->runs[i].style));
}

/* The sections on the last line. Where they don't all have room, their names are shortened
 * and the line begins with the current one. */
struct section_line {
    const struct topic_state *state;
    size_t next; /* section */
    int x, room;
    int longest;
    /* The one it stands at: */
    size_t section;
    int at, cells;
};

enum { SECTION_GAP = 3, SECTION_SHORT = 12 };

static int section_cells(const struct topic_state *state, size_t section, int longest)
{
    int cells = (int)utf8_screen_width(state->sections[section].title);
    return cells < longest ? cells : longest;
}

static int sections_width(const struct topic_state *state, size_t from, int longest)
{
    int width = 0;
    for (size_t i = from; i < state->section_count; i++)
        width += section_cells(state, i, longest) + SECTION_GAP;
    return width;
}

static struct section_line section_line_begin(const struct topic_state *state)
{
    size_t current = topic_section(state);
    struct section_line line = {.state = state, .x = 1, .room = state->width, .longest = 200};
    if (sections_width(state, 0, line.longest) <= line.room)
        return line;
    line.longest = SECTION_SHORT;
    if (current == state->section_count)
        return line;
    while (line.next < current && sections_width(state, line.next, line.longest) > line.room)
        line.next++;
    return line;
}

static bool section_line_next(struct section_line *line)
{
    if (line->next >= line->state->section_count)
        return false;
    line->section = line->next++;
    line->at = line->x;
    line->cells = section_cells(line->state, line->section, line->longest);
    line->x += line->cells + SECTION_GAP;
    return line->at + line->cells <= line->room;
}

static void draw_sections(const struct topic_state *state, const struct surface *surface)
{
    size_t current = topic_section(state);
    struct section_line line = section_line_begin(state);
    int y = surface->rows - 1;
    while (section_line_next(&line))
        surface_put_cut(surface, line.at, y, line.cells, state->sections[line.section].title,
                        line.section == current ? THEME_STRONG | STYLE_UNDERLINE : THEME_DIM);
    if (state->tops[state->page] + (size_t)state->rows < state->text.line_count)
        surface_put_string(surface, surface->columns - 1, y, "↓", THEME_DIM);
    if (state->tops[state->page] > 0)
        surface_put_string(surface, surface->columns - 1, 0, "↑", THEME_DIM);
}

size_t topic_section_at(const struct topic_state *state, int x)
{
    struct section_line line = section_line_begin(state);
    while (section_line_next(&line))
        if (x >= line.at && x < line.at + line.cells)
            return line.section;
    return state->section_count;
}

void topic_pane_draw(const struct pane *pane, const struct surface *surface)
{
    const struct topic_state *state = topic_state(pane);
    size_t top = state->tops[state->page];
    if (state->text.line_count == 0) {
        enum text_id words = state->texts[state->page] == NULL ? TEXT_TOPIC_OPENING
                             : state->page == TOPIC_PAGE_TEXT  ? TEXT_TOPIC_NONE
                                                               : TEXT_TOPIC_NO_DICTIONARY;
        int y = surface->rows > 12 ? surface->rows / 3 : 0; /* it may take a few lines */
        surface_put_wrapped(surface, 1, y, surface->columns - 2, surface->rows - y,
                            span_string(text_get(words)), THEME_DIM);
        return;
    }
    for (int i = 0; i < state->rows && top + (size_t)i < state->text.line_count; i++) {
        size_t line = top + (size_t)i;
        draw_line(&state->text.lines[line], surface, i);
        if (state->has_match && line == state->match)
            surface_tint(surface, 1, i, (int)state->text.lines[line].cells, 1, THEME_MATCH);
    }
    draw_sections(state, surface);
}

void topic_pane_describe(const struct pane *pane, struct buffer *out)
{
    const struct topic_state *state = topic_state(pane);
    if (state->text.line_count == 0)
        buffer_printf(out, "%s\n", text_get(TEXT_TOPIC_NONE));
    for (size_t i = state->tops[state->page]; i < state->text.line_count; i++) {
        const struct rich_line *line = &state->text.lines[i];
        for (size_t r = 0; r < line->run_count; r++)
            buffer_add_span(out, line->runs[r].text);
        buffer_add_byte(out, '\n');
    }
}

/* The Topic pane's commands: scrolling, sections, search, the dictionary's page. */
#include <stdlib.h>
#include <string.h>

#include "core/analysis/needle.h"
#include "tui/console/app.h"
#include "tui/pane/topic_state.h"

static void by_lines(struct pane *pane, int64_t by)
{
    const struct topic_state *state = topic_state(pane);
    topic_scroll_to(pane, (int64_t)state->tops[state->page] + by);
}

static void up(struct pane *pane)
{
    by_lines(pane, -1);
}

static void down(struct pane *pane)
{
    by_lines(pane, 1);
}

static void page_up(struct pane *pane)
{
    by_lines(pane, 1 - (int64_t)topic_state(pane)->rows);
}

static void page_down(struct pane *pane)
{
    by_lines(pane, (int64_t)topic_state(pane)->rows - 1);
}

static void to_start(struct pane *pane)
{
    topic_scroll_to(pane, 0);
}

static void to_end(struct pane *pane)
{
    const struct topic_state *state = topic_state(pane);
    topic_scroll_to(pane, (int64_t)state->text.line_count - state->rows);
}

static bool has_sections(const struct pane *pane)
{
    return topic_state(pane)->section_count > 0;
}

static void next_section(struct pane *pane)
{
    const struct topic_state *state = topic_state(pane);
    size_t current = topic_section(state);
    size_t next = current < state->section_count ? current + 1 : 0;
    if (next < state->section_count)
        topic_scroll_to(pane, (int64_t)state->sections[next].line);
}

static void previous_section(struct pane *pane)
{
    const struct topic_state *state = topic_state(pane);
    size_t current = topic_section(state);
    if (current == state->section_count)
        return;
    bool at_it = state->sections[current].line == state->tops[state->page];
    if (!at_it)
        topic_scroll_to(pane, (int64_t)state->sections[current].line);
    else
        topic_scroll_to(pane, current > 0 ? (int64_t)state->sections[current - 1].line : 0);
}

static void section_chosen(struct pane *pane, size_t index)
{
    const struct topic_state *state = topic_state(pane);
    if (index < state->section_count)
        topic_scroll_to(pane, (int64_t)state->sections[index].line);
}

static void choose_section(struct pane *pane)
{
    const struct topic_state *state = topic_state(pane);
    struct list_item items[TOPIC_SECTIONS] = {0};
    size_t current = topic_section(state);
    for (size_t i = 0; i < state->section_count; i++)
        items[i].text = state->sections[i].title.data; /* rich_line_text ends it by a NUL */
    const struct list_request request = {.title = text_get(TEXT_TOPIC_SECTIONS_TITLE),
                                         .items = items,
                                         .count = state->section_count,
                                         .selected = current < state->section_count ? current : 0,
                                         .chosen = section_chosen};
    app_open_list(pane, &request);
}

/* The next line from `from` on, in the given direction and round the end, with the text. */
static bool find_line(const struct topic_state *state, size_t from, bool backwards, size_t *out)
{
    struct needle needle = {0};
    bool found = false;
    size_t count = state->text.line_count;
    struct arena *arena = arena_new();
    bool good = arena != NULL && needle_set(&needle, span_string(state->needle));
    for (size_t i = 0; good && !found && i < count; i++) {
        size_t line = backwards ? (from + count - i) % count : (from + i) % count;
        found = needle_in(&needle, rich_line_text(arena, &state->text.lines[line]));
        if (found)
            *out = line;
    }
    arena_free(arena);
    needle_free(&needle);
    return found;
}

static void find(struct pane *pane, bool next, bool backwards)
{
    struct topic_state *state = topic_state(pane);
    size_t count = state->text.line_count;
    if (state->needle == NULL || count == 0)
        return;
    size_t from = state->has_match ? state->match : state->tops[state->page];
    if (next && state->has_match)
        from = backwards ? (from + count - 1) % count : (from + 1) % count;
    state->has_match = find_line(state, from, backwards, &state->match);
    if (!state->has_match) {
        app_say(pane->app, TEXT_TOPIC_FIND_NOT, TEXT_VALUES(text_string("text", state->needle)));
        return;
    }
    size_t top = state->tops[state->page];
    if (state->match < top || state->match >= top + (size_t)state->rows)
        topic_scroll_to(pane, (int64_t)state->match - state->rows / 3);
}

static void look_for(struct pane *pane, const char *text)
{
    struct topic_state *state = topic_state(pane);
    char *copy = text[0] != '\0' ? strdup(text) : NULL;
    if (copy == NULL)
        return;
    free(state->needle);
    state->needle = copy;
    state->has_match = false;
    find(pane, false, false);
}

static void ask(struct pane *pane)
{
    const struct prompt_request request = {.title = text_get(TEXT_TOPIC_FIND_TITLE),
                                           .label = text_get(TEXT_TOPIC_FIND_LABEL),
                                           .initial = topic_state(pane)->needle,
                                           .hint = text_get(TEXT_TOPIC_FIND_HINT),
                                           .accepted = look_for};
    app_open_prompt(pane, &request);
}

static bool has_needle(const struct pane *pane)
{
    return topic_state(pane)->needle != NULL;
}

static void find_next(struct pane *pane)
{
    find(pane, true, false);
}

static void find_previous(struct pane *pane)
{
    find(pane, true, true);
}

static void dictionary(struct pane *pane)
{
    bool shown = topic_state(pane)->page == TOPIC_PAGE_DICTIONARY;
    topic_show_page(pane, shown ? TOPIC_PAGE_TEXT : TOPIC_PAGE_DICTIONARY);
    app_say(pane->app, shown ? TEXT_TOPIC_SHOWS_TEXT : TEXT_TOPIC_SHOWS_DICTIONARY, NULL);
}

#define WORDS(name) .label = TEXT_TOPIC_CMD_##name, .help = TEXT_TOPIC_HELP_##name

const struct command topic_commands[TOPIC_COMMAND_COUNT] = {
    {.name = "topic.find",
     .keys = "F3 / Ctrl-F",
     .menu = MENU_TOPIC,
     WORDS(FIND),
     .bar = TEXT_TOPIC_BAR_FIND,
     .run = ask},
    {.name = "topic.find-next",
     .keys = "n",
     .menu = MENU_TOPIC,
     WORDS(FIND_NEXT),
     .enabled = has_needle,
     .run = find_next},
    {.name = "topic.find-previous",
     .keys = "N",
     .menu = MENU_TOPIC,
     WORDS(FIND_PREVIOUS),
     .enabled = has_needle,
     .run = find_previous},
    {.name = "topic.next-section",
     .keys = "Right ]",
     .menu = MENU_TOPIC,
     WORDS(NEXT_SECTION),
     .enabled = has_sections,
     .run = next_section},
    {.name = "topic.previous-section",
     .keys = "Left [",
     .menu = MENU_TOPIC,
     WORDS(PREVIOUS_SECTION),
     .enabled = has_sections,
     .run = previous_section},
    {.name = "topic.sections",
     .keys = "o",
     .menu = MENU_TOPIC,
     WORDS(SECTIONS),
     .bar = TEXT_TOPIC_BAR_SECTIONS,
     .enabled = has_sections,
     .run = choose_section},
    {.name = "topic.dictionary",
     .keys = "d",
     .menu = MENU_TOPIC,
     WORDS(DICTIONARY),
     .bar = TEXT_TOPIC_BAR_DICTIONARY,
     .run = dictionary},
    {.name = "topic.up", .keys = "Up", WORDS(UP), .run = up},
    {.name = "topic.down", .keys = "Down", WORDS(DOWN), .run = down},
    {.name = "topic.page-up", .keys = "PageUp", WORDS(PAGE_UP), .run = page_up},
    {.name = "topic.page-down", .keys = "PageDown Space", WORDS(PAGE_DOWN), .run = page_down},
    {.name = "topic.start", .keys = "Home Ctrl-Home g", WORDS(START), .run = to_start},
    {.name = "topic.end", .keys = "End Ctrl-End G", WORDS(END), .run = to_end},
};

/* The Chart pane's commands: the table that keys, menus, palette and help are made from. */
#include "tui/console/app.h"
#include "tui/pane/chart_state.h"

/* ---- moving ---- */

static void up(struct pane *pane)
{
    chart_move(pane, 0, -1);
}

static void down(struct pane *pane)
{
    chart_move(pane, 0, 1);
}

static void left(struct pane *pane)
{
    chart_move(pane, -1, 0);
}

static void right(struct pane *pane)
{
    chart_move(pane, 1, 0);
}

static void page_up(struct pane *pane)
{
    chart_move_page(pane, -1);
}

static void page_down(struct pane *pane)
{
    chart_move_page(pane, 1);
}

static void first(struct pane *pane)
{
    chart_move_end(pane, false);
}

static void last(struct pane *pane)
{
    chart_move_end(pane, true);
}

/* ---- what the other panes share ---- */

static void filter(struct pane *pane)
{
    app_tell(pane->app, "data", "filter.add", "");
}

static bool has_drill(const struct pane *pane)
{
    return work_state(chart_state(pane)->work)->drill.words[0] != '\0';
}

static void leave_drill(struct pane *pane)
{
    work_leave_drill(chart_state(pane)->work);
}

/* ---- what can be changed now ---- */

static const struct chart *chart_of(const struct pane *pane)
{
    return chart_has_page(pane) ? &chart_state(pane)->page->chart : NULL;
}

static bool has_bands(const struct pane *pane)
{
    const struct chart *chart = chart_of(pane);
    return chart != NULL && chart->kind == CHART_HISTOGRAM && chart->bins.width > 0;
}

static bool can_draw_finer(const struct pane *pane)
{
    return !app_plain(pane->app);
}

#define WORDS(name) .label = TEXT_CHART_CMD_##name, .help = TEXT_CHART_HELP_##name

const struct command chart_commands[CHART_COMMAND_COUNT] = {
    {.name = "chart.next-kind",
     .keys = "k",
     .menu = MENU_CHART,
     WORDS(NEXT_KIND),
     .bar = TEXT_CHART_BAR_KIND,
     .enabled = chart_has_page,
     .run = chart_command_next_kind},
    {.name = "chart.previous-kind",
     .keys = "K",
     .menu = MENU_CHART,
     WORDS(PREVIOUS_KIND),
     .enabled = chart_has_page,
     .run = chart_command_previous_kind},
    {.name = "chart.kinds",
     .keys = "o",
     .menu = MENU_CHART,
     WORDS(KINDS),
     .enabled = chart_has_page,
     .run = chart_command_kinds},
    {.name = "chart.drill",
     .keys = "Enter",
     .menu = MENU_CHART,
     WORDS(DRILL),
     .bar = TEXT_PIVOT_BAR_DRILL,
     .brief = TEXT_PIVOT_BAR_DRILL_BRIEF,
     .enabled = chart_has_spots,
     .run = chart_command_drill},
    {.name = "chart.filter",
     .keys = "F2 f",
     WORDS(FILTER),
     .bar = TEXT_DATA_BAR_FILTER,
     .enabled = chart_has_data,
     .run = filter},
    {.name = "chart.back",
     .keys = "Backspace",
     WORDS(BACK),
     .enabled = has_drill,
     .run = leave_drill},
    {.name = "chart.stack",
     .keys = "s",
     .menu = MENU_CHART,
     WORDS(STACK),
     .enabled = chart_has_page, /* else it says why not */
     .run = chart_command_stack},
    {.name = "chart.by",
     .keys = "b",
     .menu = MENU_CHART,
     WORDS(BY),
     .bar = TEXT_CHART_BAR_BY,
     .enabled = chart_is_there,
     .run = chart_command_by},
    {.name = "chart.wider",
     .keys = "+",
     .menu = MENU_CHART,
     WORDS(WIDER),
     .enabled = has_bands,
     .run = chart_command_wider},
    {.name = "chart.narrower",
     .keys = "-",
     .menu = MENU_CHART,
     WORDS(NARROWER),
     .enabled = has_bands,
     .run = chart_command_narrower},
    {.name = "chart.width",
     .keys = "w",
     .menu = MENU_CHART,
     WORDS(WIDTH),
     .enabled = has_bands,
     .run = chart_command_width},
    {.name = "chart.minimum",
     .keys = "m",
     .menu = MENU_CHART,
     WORDS(MINIMUM),
     .enabled = chart_has_page,
     .run = chart_command_minimum},
    {.name = "chart.words",
     .keys = "i",
     .menu = MENU_CHART,
     WORDS(WORDS),
     .bar = TEXT_CHART_BAR_WORDS,
     .enabled = chart_has_page,
     .run = chart_command_words},
    {.name = "chart.save",
     .keys = "S",
     .menu = MENU_CHART,
     WORDS(SAVE),
     .bar = TEXT_CHART_BAR_SAVE,
     .enabled = chart_has_page,
     .run = chart_command_save},
    {.name = "chart.drawing",
     .keys = "d",
     .menu = MENU_CHART,
     WORDS(DRAWING),
     .enabled = can_draw_finer,
     .run = chart_command_drawing},
    {.name = "chart.again",
     .keys = "",
     .menu = MENU_CHART,
     WORDS(AGAIN),
     .enabled = chart_is_there,
     .run = chart_command_again},
    {.name = "chart.up", .keys = "Up", WORDS(UP), .enabled = chart_has_spots, .run = up},
    {.name = "chart.down", .keys = "Down", WORDS(DOWN), .enabled = chart_has_spots, .run = down},
    {.name = "chart.left", .keys = "Left", WORDS(LEFT), .enabled = chart_has_spots, .run = left},
    {.name = "chart.right",
     .keys = "Right",
     WORDS(RIGHT),
     .enabled = chart_has_spots,
     .run = right},
    {.name = "chart.page-up",
     .keys = "PageUp",
     WORDS(PAGE_UP),
     .enabled = chart_has_spots,
     .run = page_up},
    {.name = "chart.page-down",
     .keys = "PageDown",
     WORDS(PAGE_DOWN),
     .enabled = chart_has_spots,
     .run = page_down},
    {.name = "chart.first",
     .keys = "Home g Ctrl-Home",
     WORDS(FIRST),
     .enabled = chart_has_spots,
     .run = first},
    {.name = "chart.last",
     .keys = "End G Ctrl-End",
     WORDS(LAST),
     .enabled = chart_has_spots,
     .run = last},
};

/*
 * Owns the console's own commands: their rows, and what they do. Those of the panes stand
 * in their pane_class.
 */
#include <stdio.h>

#include "tui/console/app_private.h"
#include "tui/console/choose_theme.h"
#include "tui/console/import_file.h"

enum { WIDER = 5, NARROWEST = 15, WIDEST = 70 };

static void run_help(struct pane *pane)
{
    help_open(pane->app);
}

static void run_menu(struct pane *pane)
{
    menu_open(pane->app);
}

static void run_palette(struct pane *pane)
{
    palette_open(pane->app);
}

static void focus_place(struct app *app, enum place place)
{
    struct pane *pane = app_pane_at(app, place);
    if (pane)
        app_focus_pane(app, pane);
}

static void run_topic(struct pane *pane)
{
    focus_place(pane->app, PLACE_TOPIC);
}

static void run_data(struct pane *pane)
{
    focus_place(pane->app, PLACE_DATA);
}

static bool has_topic(const struct pane *pane)
{
    return app_pane_at(pane->app, PLACE_TOPIC) != NULL;
}

static bool has_data(const struct pane *pane)
{
    return app_pane_at(pane->app, PLACE_DATA) != NULL;
}

static void run_pivot(struct pane *pane)
{
    focus_place(pane->app, PLACE_PIVOT);
}

/* From wherever one is: the pivot, and its fields to choose from. */
static void run_pivot_fields(struct pane *pane)
{
    focus_place(pane->app, PLACE_PIVOT);
    app_tell(pane->app, "pivot", "pivot.fields", "");
}

static bool has_pivot(const struct pane *pane)
{
    return app_pane_at(pane->app, PLACE_PIVOT) != NULL;
}

static void run_chart(struct pane *pane)
{
    focus_place(pane->app, PLACE_CHART);
}

/* To the chart; there, to the list of its kinds. */
static void run_chart_open(struct pane *pane)
{
    if (pane->class->place == PLACE_CHART)
        app_tell(pane->app, "chart", "chart.kinds", "");
    else if (pane->class->place == PLACE_QUERY) /* the rows of the query, where there are */
        app_tell(pane->app, "query", "query.chart", "");
    else
        focus_place(pane->app, PLACE_CHART);
}

static bool has_chart(const struct pane *pane)
{
    return app_pane_at(pane->app, PLACE_CHART) != NULL;
}

/* The second time it runs what is written there. */
static void run_sql(struct pane *pane)
{
    if (pane == app_pane_at(pane->app, PLACE_QUERY))
        app_tell(pane->app, "query", "query.run", "");
    else
        focus_place(pane->app, PLACE_QUERY);
}

/* From the rows these, else the pivot. */
static void run_as_sql(struct pane *pane)
{
    bool rows = pane->class->place == PLACE_DATA;
    bool pivot = pane->class->place == PLACE_PIVOT || pane->class->place == PLACE_CHART;
    focus_place(pane->app, PLACE_QUERY);
    app_tell(pane->app, "query", "query.shown", rows ? "rows" : pivot ? "pivot" : "");
}

static bool has_sql(const struct pane *pane)
{
    return app_pane_at(pane->app, PLACE_QUERY) != NULL;
}

static void run_board(struct pane *pane)
{
    focus_place(pane->app, PLACE_BOARD);
}

/* The board takes it from there: it knows what the focused pane offers. */
static void run_pin(struct pane *pane)
{
    app_tell(pane->app, "board", "board.pin", pane->class->name);
}

static void run_present(struct pane *pane)
{
    app_tell(pane->app, "board", "board.present", "");
}

static void run_report(struct pane *pane)
{
    app_tell(pane->app, "board", "board.report", "");
}

static void run_lead(struct pane *pane)
{
    app_tell(pane->app, "board", "board.lead", "");
}

static bool has_board(const struct pane *pane)
{
    return app_pane_at(pane->app, PLACE_BOARD) != NULL;
}

static void step_focus(struct app *app, size_t by)
{
    app_focus_pane(app, &app->panes[(app->focus + by) % app->pane_count]);
}

static void run_next(struct pane *pane)
{
    step_focus(pane->app, 1);
}

static void run_previous(struct pane *pane)
{
    step_focus(pane->app, pane->app->pane_count - 1);
}

static bool has_others(const struct pane *pane)
{
    return pane->app->pane_count > 1;
}

static void run_zoom(struct pane *pane)
{
    app_zoom(pane->app, !pane->app->zoom);
    if (pane->app->layout.columns < 100 || pane->app->layout.rows < 30)
        app_say(pane->app, TEXT_CONSOLE_ZOOM_SMALL, NULL);
}

static void change_width(struct app *app, int by)
{
    int percent = (app->left_percent ? app->left_percent : LAYOUT_LEFT_PERCENT) + by;
    app->left_percent = percent < NARROWEST ? NARROWEST : percent > WIDEST ? WIDEST : percent;
    app_remember_number(app, "console.left", app->left_percent);
    app->dirty = true;
}

static bool has_columns(const struct pane *pane)
{
    return pane->app->layout.mode > LAYOUT_ONE && has_others(pane);
}

static void run_wider(struct pane *pane)
{
    change_width(pane->app, WIDER);
}

static void run_narrower(struct pane *pane)
{
    change_width(pane->app, -WIDER);
}

static void run_undo(struct pane *pane)
{
    if (!pane->class->undo || !pane->class->undo(pane))
        app_say(pane->app, TEXT_CONSOLE_NOTHING_TO_UNDO, NULL);
    else
        presence_note_undo(pane->app);
}

static void run_redo(struct pane *pane)
{
    if (!pane->class->redo || !pane->class->redo(pane))
        app_say(pane->app, TEXT_CONSOLE_NOTHING_TO_REDO, NULL);
}

/* Never ends the program. */
static void run_copy(struct pane *pane)
{
    if (app_cancel_shown(pane->app))
        app_say(pane->app, TEXT_CONSOLE_CANCELLING, NULL);
    else if (!pane->class->copy || !pane->class->copy(pane))
        app_say(pane->app, TEXT_CONSOLE_NOTHING_TO_COPY, NULL);
}

static void run_save(struct pane *pane)
{
    app_say(pane->app, TEXT_CONSOLE_SAVED, NULL);
}

static void run_back(struct pane *pane)
{
    struct app *app = pane->app;
    if (app_cancel_shown(app))
        app_say(app, TEXT_CONSOLE_CANCELLING, NULL);
    else if (together_back(app))
        app_redraw(pane);
    else if ((!pane->class->back || !pane->class->back(pane)) && app->zoom)
        app_zoom(app, false);
}

static void run_mouse(struct pane *pane)
{
    struct app *app = pane->app;
    app->mouse = !app->mouse;
    app_remember_number(app, "console.mouse", app->mouse);
    app_say(app, app->mouse ? TEXT_CONSOLE_MOUSE_ON : TEXT_CONSOLE_MOUSE_OFF, NULL);
}

static void run_repaint(struct pane *pane)
{
    pane->app->repaint = true;
    pane->app->dirty = true;
}

static bool has_team_file(const struct pane *pane)
{
    return *pane->app->team_file != '\0';
}

static bool has_jam(const struct pane *pane)
{
    return *pane->app->jam_folder != '\0';
}

static void run_import(struct pane *pane)
{
    import_file_open(pane);
}

static void run_theme(struct pane *pane)
{
    choose_theme_open(pane);
}

/* Whoever started the console asks, and opens it anew for the other person. */
static void run_person(struct pane *pane)
{
    pane->app->someone_else = true;
    app_quit(pane->app);
}

static bool has_seat(const struct pane *pane)
{
    return pane->app->seat != NULL;
}

static bool has_person(const struct pane *pane)
{
    return *pane->app->person != '\0';
}

static void run_quit(struct pane *pane)
{
    app_quit(pane->app);
}

static const struct command commands[] = {
    {.name = "help",
     .keys = "F1 ?",
     .menu = MENU_HELP,
     .label = TEXT_CONSOLE_HELP,
     .bar = TEXT_CONSOLE_HELP_BAR,
     .help = TEXT_CONSOLE_HELP_HELP,
     .run = run_help},
    {.name = "commands",
     .keys = ": Ctrl-P",
     .menu = MENU_HELP,
     .label = TEXT_CONSOLE_PALETTE,
     .bar = TEXT_CONSOLE_PALETTE_BAR,
     .help = TEXT_CONSOLE_PALETTE_HELP,
     .run = run_palette},
    {.name = "menu",
     .keys = "F9 M",
     .menu = MENU_HELP,
     .label = TEXT_CONSOLE_MENU,
     .bar = TEXT_CONSOLE_MENU_BAR,
     .help = TEXT_CONSOLE_MENU_HELP_HELP,
     .run = run_menu},
    {.name = "file.import",
     .keys = "Ctrl-O",
     .menu = MENU_FILE,
     .label = TEXT_IMPORT_FILE,
     .help = TEXT_IMPORT_FILE_HELP,
     .enabled = has_team_file,
     .run = run_import},
    {.name = "file.save",
     .keys = "Ctrl-S",
     .menu = MENU_FILE,
     .label = TEXT_CONSOLE_SAVE,
     .help = TEXT_CONSOLE_SAVE_HELP,
     .run = run_save},
    {.name = "file.quit",
     .keys = "F10 q",
     .menu = MENU_FILE,
     .label = TEXT_CONSOLE_QUIT,
     .bar = TEXT_CONSOLE_QUIT_BAR,
     .help = TEXT_CONSOLE_QUIT_HELP,
     .run = run_quit},
    {.name = "edit.undo",
     .keys = "Ctrl-Z u",
     .menu = MENU_EDIT,
     .label = TEXT_CONSOLE_UNDO,
     .help = TEXT_CONSOLE_UNDO_HELP,
     .run = run_undo},
    {.name = "edit.redo",
     .keys = "Ctrl-Y Ctrl-R",
     .menu = MENU_EDIT,
     .label = TEXT_CONSOLE_REDO,
     .help = TEXT_CONSOLE_REDO_HELP,
     .run = run_redo},
    {.name = "edit.copy",
     .keys = "Ctrl-C",
     .menu = MENU_EDIT,
     .label = TEXT_CONSOLE_COPY,
     .help = TEXT_CONSOLE_COPY_HELP,
     .run = run_copy},
    {.name = "view.topic",
     .keys = "1",
     .menu = MENU_VIEW,
     .label = TEXT_CONSOLE_VIEW_TOPIC,
     .help = TEXT_CONSOLE_VIEW_TOPIC_HELP,
     .enabled = has_topic,
     .run = run_topic},
    {.name = "view.data",
     .keys = "2",
     .menu = MENU_VIEW,
     .label = TEXT_CONSOLE_VIEW_DATA,
     .help = TEXT_CONSOLE_VIEW_DATA_HELP,
     .enabled = has_data,
     .run = run_data},
    {.name = "view.pivot",
     .keys = "3",
     .menu = MENU_VIEW,
     .label = TEXT_PIVOT_VIEW,
     .help = TEXT_PIVOT_VIEW_HELP,
     .enabled = has_pivot,
     .run = run_pivot},
    {.name = "view.chart",
     .keys = "4",
     .menu = MENU_VIEW,
     .label = TEXT_CHART_VIEW,
     .help = TEXT_CHART_VIEW_HELP,
     .enabled = has_chart,
     .run = run_chart},
    {.name = "view.board",
     .keys = "5",
     .menu = MENU_VIEW,
     .label = TEXT_BOARD_VIEW,
     .help = TEXT_BOARD_VIEW_HELP,
     .enabled = has_board,
     .run = run_board},
    {.name = "view.sql",
     .keys = "6 F7",
     .menu = MENU_VIEW,
     .label = TEXT_QUERY_VIEW,
     .help = TEXT_QUERY_VIEW_HELP,
     .enabled = has_sql,
     .run = run_sql},
    {.name = "view.as-sql",
     .keys = "Alt-g",
     .menu = MENU_SQL,
     .label = TEXT_QUERY_CMD_AS_SQL,
     .help = TEXT_QUERY_HELP_AS_SQL,
     .enabled = has_sql,
     .run = run_as_sql},
    {.name = "evidence.pin",
     .keys = "F6 p",
     .menu = MENU_BOARD,
     .label = TEXT_BOARD_CMD_PIN,
     .bar = TEXT_BOARD_BAR_PIN,
     .help = TEXT_BOARD_HELP_PIN,
     .usage = TEXT_BOARD_USAGE_PIN,
     .enabled = has_board,
     .run = run_pin},
    {.name = "deck.present",
     .keys = "B",
     .menu = MENU_BOARD,
     .label = TEXT_PRESENT_CMD,
     .help = TEXT_PRESENT_HELP,
     .usage = TEXT_PRESENT_USAGE,
     .enabled = has_board,
     .run = run_present},
    {.name = "deck.report",
     .keys = "",
     .menu = MENU_BOARD,
     .label = TEXT_PRESENT_REPORT_CMD,
     .help = TEXT_PRESENT_REPORT_HELP,
     .enabled = has_board,
     .run = run_report},
    {.name = "pivot.fields",
     .keys = "F4 P",
     .menu = MENU_PIVOT,
     .label = TEXT_PIVOT_CMD_FIELDS,
     .bar = TEXT_PIVOT_BAR,
     .help = TEXT_PIVOT_HELP_FIELDS,
     .enabled = has_pivot,
     .run = run_pivot_fields},
    {.name = "chart.open",
     .keys = "F5 H",
     .menu = MENU_CHART,
     .label = TEXT_CHART_CMD_OPEN,
     .bar = TEXT_CHART_BAR,
     .help = TEXT_CHART_HELP_OPEN,
     .enabled = has_chart,
     .run = run_chart_open},
    {.name = "view.next",
     .keys = "Tab",
     .menu = MENU_VIEW,
     .label = TEXT_CONSOLE_VIEW_NEXT,
     .help = TEXT_CONSOLE_VIEW_NEXT_HELP,
     .enabled = has_others,
     .run = run_next},
    {.name = "view.previous",
     .keys = "Shift-Tab",
     .menu = MENU_VIEW,
     .label = TEXT_CONSOLE_VIEW_PREVIOUS,
     .help = TEXT_CONSOLE_VIEW_PREVIOUS_HELP,
     .enabled = has_others,
     .run = run_previous},
    {.name = "view.zoom",
     .keys = "z",
     .menu = MENU_VIEW,
     .label = TEXT_CONSOLE_ZOOM,
     .help = TEXT_CONSOLE_ZOOM_HELP,
     .run = run_zoom},
    {.name = "view.wider",
     .keys = "Alt-Right",
     .menu = MENU_VIEW,
     .label = TEXT_CONSOLE_WIDER,
     .help = TEXT_CONSOLE_WIDER_HELP,
     .enabled = has_columns,
     .run = run_wider},
    {.name = "view.narrower",
     .keys = "Alt-Left",
     .menu = MENU_VIEW,
     .label = TEXT_CONSOLE_NARROWER,
     .help = TEXT_CONSOLE_NARROWER_HELP,
     .enabled = has_columns,
     .run = run_narrower},
    {.name = "view.mouse",
     .keys = "Ctrl-T",
     .menu = MENU_VIEW,
     .label = TEXT_CONSOLE_MOUSE,
     .help = TEXT_CONSOLE_MOUSE_HELP,
     .run = run_mouse},
    {.name = "view.theme",
     .keys = "",
     .menu = MENU_VIEW,
     .label = TEXT_CONSOLE_THEME,
     .help = TEXT_CONSOLE_THEME_HELP,
     .run = run_theme},
    {.name = "view.repaint",
     .keys = "Ctrl-L",
     .menu = MENU_VIEW,
     .label = TEXT_CONSOLE_REPAINT,
     .help = TEXT_CONSOLE_REPAINT_HELP,
     .run = run_repaint},
    {.name = "coach.call",
     .keys = "F8 @",
     .menu = MENU_TEAM,
     .label = TEXT_CALL_CMD,
     .bar = TEXT_CALL_BAR,
     .brief = TEXT_CALL_BRIEF,
     .help = TEXT_CALL_HELP,
     .usage = TEXT_CALL_USAGE,
     .enabled = has_team_file,
     .run = call_open},
    {.name = "team.lead",
     .keys = "Alt-t",
     .menu = MENU_TEAM,
     .label = TEXT_LEAD_CMD,
     .help = TEXT_LEAD_HELP,
     .usage = TEXT_LEAD_USAGE,
     .enabled = has_board,
     .run = run_lead},
    {.name = "team.here",
     .keys = "",
     .menu = MENU_TEAM,
     .label = TEXT_PRESENCE_CMD,
     .help = TEXT_PRESENCE_HELP,
     .enabled = has_team_file,
     .run = presence_open},
    {.name = "team.notices",
     .keys = "",
     .menu = MENU_TEAM,
     .label = TEXT_NOTICES_CMD,
     .help = TEXT_NOTICES_HELP,
     .enabled = has_jam,
     .run = notices_open},
    {.name = "team.follow",
     .keys = "J",
     .menu = MENU_TEAM,
     .label = TEXT_TOGETHER_CMD_FOLLOW,
     .help = TEXT_TOGETHER_HELP_FOLLOW,
     .usage = TEXT_TOGETHER_USAGE_FOLLOW,
     .enabled = has_seat,
     .run = together_command_follow},
    {.name = "team.show",
     .keys = "I",
     .menu = MENU_TEAM,
     .label = TEXT_TOGETHER_CMD_SHOW,
     .help = TEXT_TOGETHER_HELP_SHOW,
     .enabled = has_seat,
     .run = together_command_show},
    {.name = "team.open-shown",
     .keys = "O",
     .menu = MENU_TEAM,
     .label = TEXT_TOGETHER_CMD_OPEN,
     .help = TEXT_TOGETHER_HELP_OPEN,
     .enabled = has_seat,
     .run = together_command_open},
    {.name = "team.alone",
     .keys = "",
     .menu = MENU_TEAM,
     .label = TEXT_TOGETHER_CMD_CLOSED,
     .help = TEXT_TOGETHER_HELP_CLOSED,
     .enabled = has_seat,
     .run = together_command_closed},
    {.name = "team.person",
     .keys = "",
     .menu = MENU_TEAM,
     .label = TEXT_CONSOLE_PERSON,
     .help = TEXT_CONSOLE_PERSON_HELP,
     .enabled = has_person,
     .run = run_person},
    {.name = "back",
     .keys = "Esc",
     .menu = MENU_NONE,
     .label = TEXT_CONSOLE_BACK,
     .help = TEXT_CONSOLE_BACK_HELP,
     .run = run_back},
};

const struct command *global_commands(size_t *count)
{
    *count = sizeof commands / sizeof *commands;
    return commands;
}

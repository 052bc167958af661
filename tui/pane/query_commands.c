/* The SQL pane's commands. While the statement has the keys, characters are text: what is to be
 * done then has an F-key or Ctrl. */
#include "tui/console/app.h"
#include "tui/pane/query_state.h"

static bool has_sql(const struct pane *pane)
{
    const struct query_state *state = query_state(pane);
    return state->editor.text.len > 0 && !state->running;
}

static bool has_rows(const struct pane *pane)
{
    return query_state(pane)->table.rows > 0;
}

/* Rows, or filters that have left none. */
static bool can_take_off(const struct pane *pane)
{
    return query_has_column(pane) || query_has_shape(pane);
}

static bool has_data(const struct pane *pane)
{
    return work_dataset(query_state(pane)->work) != NULL;
}

void query_command_run(struct pane *pane)
{
    struct query_state *state = query_state(pane);
    query_free_values(state);
    query_submit_text(pane);
}

/* The same again with three times the time: a minute and a half after two rounds. */
static void run_longer(struct pane *pane)
{
    enum { TIMES = 3, MOST = 900000 };
    struct query_state *state = query_state(pane);
    int64_t limit = (state->limit_ms ? state->limit_ms : QUERY_LIMIT_MS) * TIMES;
    state->limit_ms = limit > MOST ? MOST : limit;
    app_say(pane->app, TEXT_QUERY_PANE_LIMIT,
            TEXT_VALUES(text_number("seconds", state->limit_ms / 1000)));
    query_submit_text(pane);
}

static void other_part(struct pane *pane)
{
    struct query_state *state = query_state(pane);
    state->in_rows = !state->in_rows;
}

static void clear(struct pane *pane)
{
    if (editor_put(&query_state(pane)->editor, ""))
        query_note_text(pane);
}

#define WORDS(name) .label = TEXT_QUERY_CMD_##name, .help = TEXT_QUERY_HELP_##name

const struct command query_commands[QUERY_COMMAND_COUNT] = {
    {.name = "query.run",
     .keys = "F7 Alt-Enter",
     .menu = MENU_SQL,
     WORDS(RUN),
     .bar = TEXT_QUERY_BAR_RUN,
     .enabled = has_sql,
     .run = query_command_run},
    {.name = "query.longer",
     .keys = "Ctrl-X",
     .menu = MENU_SQL,
     WORDS(LONGER),
     .enabled = has_sql,
     .run = run_longer},
    {.name = "query.names",
     .keys = "F2 Alt-n",
     .menu = MENU_SQL,
     WORDS(NAMES),
     .bar = TEXT_QUERY_BAR_NAMES,
     .run = query_choose_name},
    {.name = "query.recipes",
     .keys = "F3 Alt-r",
     .menu = MENU_SQL,
     WORDS(RECIPES),
     .bar = TEXT_QUERY_BAR_RECIPES,
     .run = query_choose_recipe},
    {.name = "query.shown",
     .keys = "Ctrl-G",
     WORDS(SHOWN),
     .bar = TEXT_QUERY_BAR_SHOWN,
     .enabled = has_data,
     .run = query_command_shown},
    {.name = "query.other-part",
     .keys = "Alt-Down",
     .menu = MENU_SQL,
     WORDS(OTHER_PART),
     .enabled = has_rows,
     .run = other_part},
    {.name = "query.list",
     .keys = "Alt-l",
     .menu = MENU_SQL,
     WORDS(LIST),
     .bar = TEXT_QUERY_BAR_LIST,
     .run = query_list},
    {.name = "query.name",
     .keys = "Alt-q",
     .menu = MENU_SQL,
     WORDS(NAME),
     .enabled = has_sql,
     .run = query_ask_own_name},
    {.name = "query.save",
     .keys = "Alt-s",
     .menu = MENU_SQL,
     WORDS(SAVE),
     .bar = TEXT_QUERY_BAR_SAVE,
     .enabled = query_can_save,
     .run = query_ask_name},
    {.name = "query.sort",
     .keys = "s",
     .menu = MENU_SQL,
     WORDS(SORT),
     .enabled = query_has_column,
     .run = query_sort_up},
    {.name = "query.sort-down",
     .keys = "S",
     .menu = MENU_SQL,
     WORDS(SORT_DOWN),
     .enabled = query_has_column,
     .run = query_sort_down},
    {.name = "query.keep",
     .keys = "+",
     .menu = MENU_SQL,
     WORDS(KEEP),
     .enabled = query_has_column,
     .run = query_keep_alike},
    {.name = "query.leave-out",
     .keys = "-",
     .menu = MENU_SQL,
     WORDS(LEAVE_OUT),
     .enabled = query_has_column,
     .run = query_leave_alike},
    {.name = "query.take-off",
     .keys = "X",
     .menu = MENU_SQL,
     WORDS(TAKE_OFF),
     .enabled = can_take_off,
     .run = query_take_off},
    {.name = "query.chart",
     .keys = "Alt-c",
     .menu = MENU_SQL,
     WORDS(PICTURE),
     .enabled = has_rows,
     .run = query_command_picture},
    {.name = "query.next-kind",
     .keys = "k",
     WORDS(NEXT_KIND),
     .enabled = query_has_picture,
     .run = query_command_next_kind},
    {.name = "query.previous-kind",
     .keys = "K",
     WORDS(PREVIOUS_KIND),
     .enabled = query_has_picture,
     .run = query_command_previous_kind},
    {.name = "query.clear", .keys = "", .menu = MENU_SQL, WORDS(CLEAR), .run = clear},
};

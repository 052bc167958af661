/* Owns help for the focused pane, made from the command rows. */
#include <stdlib.h>

#include "tui/console/app_private.h"

struct help {
    struct arena *arena;
    struct card_line *lines;
    size_t count;
    size_t limit;
};

static void add(struct help *help, const char *label, const char *text, unsigned style)
{
    if (help->count < help->limit)
        help->lines[help->count++] = (struct card_line){label, text, style};
}

static void add_command(struct help *help, const struct command *command)
{
    add(help, command->keys, text_get(command->label), THEME_OVERLAY_STRONG);
    add(help, NULL, text_get(command->help), THEME_OVERLAY);
    if (command->usage != TEXT_NONE)
        add(help, NULL, text_get(command->usage), THEME_OVERLAY_DIM);
}

static void add_heading(struct help *help, enum text_id words)
{
    if (help->count > 0)
        add(help, NULL, "", THEME_OVERLAY);
    add(help, NULL, text_get(words), THEME_OVERLAY_TITLE);
}

/* Those of a menu, under its title. */
static void add_menu(struct help *help, const struct pane *pane, enum menu menu, enum text_id title)
{
    bool any = false;
    for (size_t i = 0; i < pane->class->command_count; i++) {
        const struct command *command = &pane->class->commands[i];
        if (command->menu != menu)
            continue;
        if (!any)
            add_heading(help, title);
        any = true;
        add_command(help, command);
    }
}

/* What the pane is about comes first, and of its commands those that its table begins with; how
 * to move in it is known from elsewhere. */
static void add_all(struct help *help, struct pane *pane)
{
    size_t count;
    const struct command *global = global_commands(&count);
    enum menu first = pane->class->command_count > 0 ? pane->class->commands[0].menu : MENU_NONE;
    if (pane->class->about != TEXT_NONE)
        add(help, NULL, text_get(pane->class->about), THEME_OVERLAY);
    if (first >= MENU_DATA)
        add_menu(help, pane, first, menu_titles[first]);
    for (int menu = MENU_DATA; menu < MENU_COUNT; menu++)
        if (menu != (int)first)
            add_menu(help, pane, (enum menu)menu, menu_titles[menu]);
    for (int menu = MENU_NONE + 1; menu < MENU_DATA; menu++)
        add_menu(help, pane, (enum menu)menu, menu_titles[menu]);
    add_menu(help, pane, MENU_NONE, TEXT_CONSOLE_HELP_MOVING);
    add_heading(help, TEXT_CONSOLE_HELP_EVERYWHERE);
    for (size_t i = 0; i < count; i++)
        add_command(help, &global[i]);
}

void help_open(struct app *app)
{
    struct pane *pane = app_focused(app);
    size_t count;
    char title[160];
    global_commands(&count);
    struct help help = {.arena = arena_new(),
                        .limit = 3 * (count + pane->class->command_count) + 2 * MENU_COUNT + 3};
    help.lines = help.arena ? arena_array(help.arena, help.limit, sizeof *help.lines) : NULL;
    if (!help.lines) {
        app_say(app, TEXT_OUT_OF_MEMORY, NULL);
    } else {
        add_all(&help, pane);
        text_format(title, sizeof title, TEXT_CONSOLE_HELP_TITLE,
                    TEXT_VALUES(text_string("pane", text_get(pane->class->title))));
        struct card_request request = {.title = title, .lines = help.lines, .count = help.count};
        app_open_card(pane, &request);
    }
    arena_free(help.arena);
}

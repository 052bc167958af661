/* Owns the walking and running of command rows. */
#include "tui/console/command.h"

#include "tui/console/app_private.h"

bool command_enabled(const struct command *command, const struct pane *pane)
{
    return !command->enabled || command->enabled(pane);
}

void command_run(const struct command *command, struct pane *pane)
{
    if (command_enabled(command, pane)) {
        command->run(pane);
        app_redraw(pane);
        return;
    }
    /* What comes with a reply that is under way may make it possible. */
    app_say(pane->app, app_idle(pane->app) ? TEXT_CONSOLE_NOT_NOW : TEXT_CONSOLE_NOT_YET,
            TEXT_VALUES(text_string("command", text_get(command->label))));
}

void command_walk(const struct pane_class *const *classes, size_t count, command_fn *fn,
                  void *context)
{
    size_t global_count;
    const struct command *global = global_commands(&global_count);
    for (size_t i = 0; i < global_count; i++) {
        if (!fn(context, "", &global[i]))
            return;
    }
    for (size_t c = 0; c < count; c++) {
        for (size_t i = 0; i < classes[c]->command_count; i++) {
            if (!fn(context, classes[c]->name, &classes[c]->commands[i]))
                return;
        }
    }
}

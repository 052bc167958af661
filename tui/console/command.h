/*
 * Commands: one constant row each. Key bar, menu, palette, help, `datajam commands` and
 * the manual's key table are all made from these rows; nothing else knows a key.
 *
 * A pane lists its own rows in its pane_class; the console's own are in global.c. A key is
 * looked up in the focused pane first, then among the console's.
 */
#ifndef DATAJAM_CONSOLE_COMMAND_H
#define DATAJAM_CONSOLE_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/text.h"

struct pane;
struct pane_class;

/* The menus of the menu bar, from left to right. */
enum menu {
    MENU_NONE, /* only by key and by palette */
    MENU_FILE,
    MENU_EDIT,
    MENU_VIEW,
    MENU_DATA,
    MENU_FILTER,
    MENU_PIVOT,
    MENU_CHART,
    MENU_SQL,
    MENU_BOARD,
    MENU_TOPIC,
    MENU_TEAM,
    MENU_DAY, /* of a jam: whoever runs it */
    MENU_HELP,
    MENU_COUNT
};

struct command {
    const char *name; /* unique: "data.find"; small letters, digits, '.', '-' */
    const char *keys; /* names as in key.h, parted by blanks: "F3 / Ctrl-F"; "" for none.
                         Each F-key has a letter twin */
    enum menu menu;
    enum text_id label; /* in menu and palette: "Find in a column…" */
    enum text_id bar;   /* its one or two words in the key bar; TEXT_NONE: not there */
    enum text_id brief; /* the same for 80 columns, shorter; TEXT_NONE: as bar */
    enum text_id help;  /* one sentence: what it does */
    enum text_id usage; /* more words on how, for help; TEXT_NONE: none */
    bool (*enabled)(const struct pane *pane); /* NULL: always */
    void (*run)(struct pane *pane);           /* the focused pane, also for the console's own */
};

/* Runs it if it is enabled; else says that it can't be used now. */
void command_run(const struct command *command, struct pane *pane);

bool command_enabled(const struct command *command, const struct pane *pane);

/* Walks all rows: the console's own, then those of the classes, in their order. `where` is
 * the name of the pane, "" for the console's own. Return false to stop. */
typedef bool command_fn(void *context, const char *where, const struct command *command);
void command_walk(const struct pane_class *const *classes, size_t count, command_fn *fn,
                  void *context);

#endif

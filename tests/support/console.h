/*
 * The console without a terminal, for tests of panes: keys in, the screen out as text.
 * Jobs run on its workers; every call returns when nothing is left to do.
 */
#ifndef DATAJAM_TESTS_CONSOLE_H
#define DATAJAM_TESTS_CONSOLE_H

#include <stdbool.h>

struct console;
struct pane;
struct pane_class;

/* A console on the team file with the given panes. remember: a file that keeps what is
 * resumed, or NULL. */
struct console *console_new(const char *team_file, const struct pane_class *const *classes,
                            int columns, int rows, const char *remember);
/* The same for a person of that name. */
struct console *console_new_as(const char *person, const char *team_file,
                               const struct pane_class *const *classes, int columns, int rows,
                               const char *remember);
/* A console of one pane for a jam's folder, without a team file. */
struct console *console_new_jam(const char *person, const char *jam, const struct pane_class *pane,
                                int columns, int rows);
void console_free(struct console *console);

/* Keys by their names, parted by blanks: "Down Ctrl-F k i t Enter". */
void console_press(struct console *console, const char *keys);
/* The same, so fast that nothing is drawn in between. */
void console_press_at_once(struct console *console, const char *keys);
/* As typed, character by character. */
void console_type(struct console *console, const char *text);
/* A click of the left button at a cell of the screen; clicks 2: the second of a double one. */
void console_click(struct console *console, int x, int y, int clicks);
/* Another program has changed the file. */
void console_changed(struct console *console);
/* The clock of the day has changed, or something was announced. */
void console_day(struct console *console);
/* Somebody has come, gone, or looks at something else; and this one tells where it is. */
void console_here(struct console *console);
void console_resize(struct console *console, int columns, int rows);

/* A pane by its name, for tests of what it asks for. */
struct pane *console_pane(struct console *console, const char *name);

/* One row of the screen without trailing blanks, until the next call. */
const char *console_row(struct console *console, int row);
/* Is the text on the screen? */
bool console_shows(struct console *console, const char *text);
void console_assert_shows(struct console *console, const char *text);
/* All of it, to standard error, for whoever writes a test. */
void console_print(struct console *console);
/* What it says to a screen reader. */
const char *console_description(struct console *console);

#endif

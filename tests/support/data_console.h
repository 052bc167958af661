/* The Data pane in a console without a terminal, for its tests: a team file of 3,000 visits. */
#ifndef DATAJAM_TESTS_DATA_CONSOLE_H
#define DATAJAM_TESTS_DATA_CONSOLE_H

#include "tests/support/console.h"

/* For console_new. */
extern const struct pane_class *const data_panes[];

struct fixture {
    char *folder, *path, *remember;
    struct console *console;
};

/* Setup and teardown of cmocka: *state is a struct fixture. */
int open_console(void **state);
int close_console(void **state);

/* The file below the team's folder begins like this. */
void assert_file(struct fixture *f, const char *name, const char *start);

/* Fails where the row of the screen is not this text. */
void assert_row(struct fixture *f, int row, const char *text);

#endif

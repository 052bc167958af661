/* The Data pane in a console without a terminal. */
#include "tests/support/check.h"

#include <stdlib.h>
#include <string.h>

#include "tests/support/console.h"
#include "tests/support/team.h"
#include "tui/pane/data.h"

static const struct pane_class *const panes[] = {&data_pane, NULL};

static void look(void **state)
{
    (void)state;
    char *folder = scratch_new();
    char *path = scratch_path(folder, "team.db");
    struct db *db;
    assert_int_equal(db_open(&db, path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    team_add_visits(db, 3000);
    db_close(db);
    struct console *console = console_new(path, panes, 80, 24, NULL);
    console_print(console);
    console_press(console, "PageDown Down Right i");
    console_print(console);
    console_free(console);
    free(path);
    scratch_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(look),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

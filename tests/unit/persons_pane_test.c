/* One row for each person, over the Data pane: ticks, what would come of them, the dataset, and
 * taking it back. */
#include "tests/support/check.h"

#include <stdlib.h>

#include "tests/support/console.h"
#include "tests/support/team.h"
#include "tui/pane/data.h"

static const struct pane_class *const panes[] = {&data_pane, NULL};

struct fixture {
    char *folder, *path;
    struct console *console;
};

/* Twelve offices are the persons; each fifth row is of nobody. */
static int open_console(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct db *db;
    f->folder = scratch_new();
    f->path = scratch_path(f->folder, "team.db");
    assert_int_equal(db_open(&db, f->path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    team_add_visits(db, 3000);
    db_close(db);
    foreign_sql(f->path, "UPDATE dj_column SET role = iif(name = 'office', 'person id', '')");
    foreign_sql(f->path, "INSERT OR REPLACE INTO dj_sequence VALUES('column', 100)");
    f->console = console_new(f->path, panes, 80, 24, NULL);
    *state = f;
    return 0;
}

static int close_console(void **state)
{
    struct fixture *f = *state;
    console_free(f->console);
    scratch_remove(f->folder);
    free(f->path);
    free(f);
    return 0;
}

static void open_persons(struct fixture *f)
{
    console_press(f->console, ":");
    console_type(f->console, "one row for each person");
    console_press(f->console, "Enter");
}

static void ticks_show_what_comes_of_them(void **state)
{
    struct fixture *f = *state;
    open_persons(f);
    console_assert_shows(
        f->console, "12 rows, one for each office, made of 2,400 rows; 600 of nobody left out.");
    console_assert_shows(f->console,
                         "office    months_in_data  client_last  amount_last  day_first");
    console_press(f->console, "Ctrl-A"); /* all were ticked: none but the first day */
    console_assert_shows(f->console, "office    months_in_data  day_first");
    console_press(f->console, "Down Down Right Space");
    console_assert_shows(f->console, "amount                             [ ]       [ ]       [x]");
    console_assert_shows(f->console, "months_in_data  amount_highest");
    console_assert_shows(f->console, "Office 0  23              747");
    console_press(f->console, "Esc");
    console_assert_shows(f->console, "visits ─ 3,000 rows");
}

static void a_dataset_is_made_and_taken_back(void **state)
{
    struct fixture *f = *state;
    open_persons(f);
    console_press(f->console, "Enter Enter");
    console_assert_shows(f->console, "Made visits_people: 12 rows, one for each person");
    console_assert_shows(f->console, "visits_people ─ 12 rows");
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM visits_people"), 12);
    console_press(f->console, "u");
    console_assert_shows(f->console, "visits ─ 3,000 rows");
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_dataset"), 1);
    console_press(f->console, "Ctrl-Y");
    console_assert_shows(f->console, "visits_people ─ 12 rows");
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM visits_people"), 12);
}

static void only_rows_that_are_shown_count(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "Right Right +"); /* amount = that of the first row */
    open_persons(f);
    console_assert_shows(f->console, "1 row, one for each office, made of 1 row.");
}

static void without_a_person_id_a_column_is_chosen(void **state)
{
    struct fixture *f = *state;
    console_free(f->console);
    foreign_sql(f->path, "UPDATE dj_column SET role = ''");
    f->console = console_new(f->path, panes, 80, 24, NULL);
    open_persons(f);
    console_assert_shows(f->console, "Which column tells persons apart?");
    console_press(f->console, "Down Enter");
    console_assert_shows(f->console, "12 rows, one for each office");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_console, close_console)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(ticks_show_what_comes_of_them),
        TEST(a_dataset_is_made_and_taken_back),
        TEST(only_rows_that_are_shown_count),
        TEST(without_a_person_id_a_column_is_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

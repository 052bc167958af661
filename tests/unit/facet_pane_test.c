/* The values of a column over the Data pane: ticked, searched, cut into ranges. */
#include "tests/support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/console.h"
#include "tests/support/team.h"
#include "tui/pane/data.h"

enum { ROWS = 3000 };

static const struct pane_class *const panes[] = {&data_pane, NULL};

struct fixture {
    char *folder, *path;
    struct console *console;
};

static int open_console(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct db *db;
    f->folder = scratch_new();
    f->path = scratch_path(f->folder, "team.db");
    assert_int_equal(db_open(&db, f->path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    team_add_visits(db, ROWS);
    db_close(db);
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

static void counts_stand_beside_the_values(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "Right d");
    console_assert_shows(f->console, "Values of office · 13 different ones");
    console_assert_shows(f->console, "[ ] (empty)                                     600");
    console_assert_shows(f->console, "████████████  20.0 %");
    console_assert_shows(f->console, "Enter keeps 600 of 3,000 rows: (empty)");
    console_press(f->console, "Tab");
    console_assert_shows(f->console, "Enter keeps 200 of 3,000 rows: Office 0");
    console_press(f->console, "End");
    console_assert_shows(f->console, "Enter keeps 600 of 3,000 rows: (empty)");
    console_press(f->console, "Esc");
    console_assert_shows(f->console, "visits ─ 3,000 rows");
}

/* Where rows repeat persons, people are counted first, and rows by one key that is told. */
static void people_are_counted_before_rows(void **state)
{
    struct fixture *f = *state;
    console_free(f->console);
    foreign_sql(f->path, "UPDATE dj_column SET role = iif(name = 'office', 'person id', '')");
    f->console = console_new(f->path, panes, 80, 24, NULL);
    console_press(f->console, "End d");
    console_assert_shows(f->console, "3,000 rows of 12 people: each counts once per value.");
    console_assert_shows(f->console, "Ctrl-T rows");
    console_assert_shows(f->console, "[ ] 2019-01                                      12");
    console_press(f->console, "Ctrl-T");
    console_assert_shows(f->console, "3,000 rows of 12 people: every row counts.");
    console_assert_shows(f->console, "Ctrl-T people");
    console_assert_shows(f->console, "[ ] 2019-01                                     154");
    console_press(f->console, "Ctrl-T");
    console_assert_shows(f->console, "each counts once per value");
    console_assert_shows(f->console, "Enter keeps 154 of 3,000 rows: 2019-01");
}

static void without_a_person_id_rows_are_counted(void **state)
{
    struct fixture *f = *state;
    console_free(f->console);
    foreign_sql(f->path, "UPDATE dj_column SET role = ''");
    f->console = console_new(f->path, panes, 80, 24, NULL);
    console_press(f->console, "Right d Ctrl-T");
    console_assert_shows(f->console, "no column is known to tell persons apart");
    console_assert_shows(f->console, "Enter keeps 600 of 3,000 rows: (empty)");
}

static void ticks_become_a_chip_and_a_chip_ticks(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "Right d");
    console_type(f->console, "office 1");
    console_press(f->console, "Space Space");
    console_assert_shows(f->console, "2 of 13 ticked · Enter keeps 400 of 3,000 rows");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "office in Office 1, Office 10");
    console_assert_shows(f->console, "visits ─ 400 of 3,000 rows");
    console_press(f->console, "e Enter");
    console_assert_shows(f->console, "2 of 13 ticked"); /* its own chip aside, all are there */
    console_type(f->console, "11");
    console_press(f->console, "Space Enter");
    console_assert_shows(f->console, "Filter changed: office in Office 1, Office 10, Office 11");
    console_assert_shows(f->console, "visits ─ 600 of 3,000 rows");
    console_press(f->console, "Esc u u");
    console_assert_shows(f->console, "visits ─ 3,000 rows");
}

static void nearly_all_is_a_not_in(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "Right d Ctrl-A Space Enter");
    console_assert_shows(f->console, "office is not empty");
    console_assert_shows(f->console, "visits ─ 2,400 of 3,000 rows");
    console_press(f->console, "d Ctrl-A Enter"); /* all of them: the chip goes */
    console_assert_shows(f->console, "visits ─ 3,000 rows");
}

static void one_value_needs_no_tick(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "Right d Down Enter");
    console_assert_shows(f->console, "Filter added: office = Office 0");
    console_assert_shows(f->console, "200 of 3,000 rows");
}

static void numbers_are_ranges_finer_and_coarser(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "d");
    console_assert_shows(f->console, "Ranges of client");
    console_assert_shows(f->console, "1000–1499");
    console_press(f->console, "Left");
    console_assert_shows(f->console, "1000–1999");
    console_press(f->console, "Right Right");
    console_assert_shows(f->console, "1000–1199");
    console_assert_shows(f->console, "Enter keeps 199 of 3,000 rows: 1000–1199"); /* the least */
    console_press(f->console, "Space Space Enter");
    console_assert_shows(f->console, "client from 1000 to 1399");
    console_assert_shows(f->console, "399 of 3,000 rows");
    console_press(f->console, "u d Space Down Space Enter");
    console_assert_shows(f->console, "tick ranges that lie side by side");
    console_press(f->console, "Esc");
    console_assert_shows(f->console, "visits ─ 3,000 rows");
}

static void dates_are_years_quarters_months(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "End d");
    console_assert_shows(f->console, "Ranges of day · 23 of them");
    console_assert_shows(f->console, "2019-01 ");
    console_press(f->console, "Left");
    console_assert_shows(f->console, "2019-Q1");
    console_press(f->console, "Left Left");
    console_assert_shows(f->console, "it gets no coarser");
    console_press(f->console, "Down Enter");
    console_assert_shows(f->console, "day ≥ 2020-01-01");
}

static void a_sign_begins_a_condition(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "d");
    console_type(f->console, ">=");
    console_assert_shows(f->console, "Only rows where");
    console_type(f->console, " 3990");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "client ≥ 3990");
    console_assert_shows(f->console, "11 of 3,000 rows");
}

static void cells_filter_by_plus_and_minus(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "Right -");
    console_assert_shows(f->console, "office ≠ Office 1 ");
    console_press(f->console, "-");
    console_assert_shows(f->console, "office not in Office 1, Office 2");
    console_press(f->console, "u u g +");
    console_assert_shows(f->console, "office = Office 1 ");
    console_press(f->console, "u # 5 Enter +");
    console_assert_shows(f->console, "office is empty");
    console_assert_shows(f->console, "600 of 3,000 rows");
}

static void hostile_values_stay_values(void **state)
{
    struct fixture *f = *state;
    foreign_sql(f->path, "UPDATE visits SET office = char(27) || '[31m' || char(8238) || 'kcab' "
                         "|| char(8203) || '漢字漢字' WHERE dj_row < 2000");
    console_changed(f->console);
    console_press(f->console, "Right d");
    console_assert_shows(f->console, "[31mkcab漢字漢字");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "1,999 of 3,000 rows");
    for (int row = 0; row < 24; row++) {
        assert_null(strchr(console_row(f->console, row), '\x1b'));
        assert_null(strstr(console_row(f->console, row), "\u202e"));
    }
}

static void many_values_are_searched(void **state)
{
    struct fixture *f = *state;
    if (getenv("DATAJAM_SLOW")) /* many values take the same ways as the few of the others */
        skip();
    foreign_sql(f->path, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                         "WHERE i < 72000) INSERT INTO visits(office) SELECT 'place ' || i FROM n");
    console_changed(f->console);
    console_press(f->console, "Right d");
    console_assert_shows(f->console, "72,013 different ones");
    console_press(f->console, "End PageUp");
    console_type(f->console, "place 7199");
    console_press(f->console, "End Space Enter");
    console_assert_shows(f->console, "office = place 71999");
    console_assert_shows(f->console, "1 of 75,000 rows");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_console, close_console)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(counts_stand_beside_the_values),
        TEST(people_are_counted_before_rows),
        TEST(without_a_person_id_rows_are_counted),
        TEST(ticks_become_a_chip_and_a_chip_ticks),
        TEST(nearly_all_is_a_not_in),
        TEST(one_value_needs_no_tick),
        TEST(numbers_are_ranges_finer_and_coarser),
        TEST(dates_are_years_quarters_months),
        TEST(a_sign_begins_a_condition),
        TEST(cells_filter_by_plus_and_minus),
        TEST(hostile_values_stay_values),
        TEST(many_values_are_searched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

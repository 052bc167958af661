/* The Data pane in a console without a terminal. */
#include "tests/support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/data_console.h"
#include "tests/support/team.h"
#include "tui/console/app.h"
#include "tui/pane/data.h"
#include "tui/pane/data_state.h"

enum { FIRST_LINE = 3 };

static void shows_header_rows_and_position(void **state)
{
    struct fixture *f = *state;
    assert_row(f, 1, " 2 Data  │ visits ─ 3,000 rows · 4 columns");
    assert_row(f, 2, "  client ✓  office !   amount  day ·");
    assert_row(f, 3, "▶     1001  Office 1     0.25  2019-01-02");
    assert_row(f, 4, "      1002  Office 2      N/A  2019-01-03");
    assert_row(f, 5, "      1003  Office 3        ∅  2019-01-04");
    assert_row(f, 7, "      1005  ∅            1.25  2019-01-06");
    assert_non_null(strstr(console_row(f->console, 21), " 1 / 3,000"));
}

static void moves_by_row_page_and_end(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "Down PageDown Down");
    assert_non_null(strstr(console_row(f->console, 21), " 21 / 3,000"));
    console_press(f->console, "Ctrl-End");
    assert_row(f, 20, "▶     4000  ∅             750  2019-07-20");
    console_press(f->console, "PageUp PageUp G g");
    assert_row(f, FIRST_LINE, "▶     1001  Office 1     0.25  2019-01-02");
    console_press(f->console, "G Ctrl-Home Up Left");
    assert_non_null(strstr(console_row(f->console, 21), " 1 / 3,000"));
}

static void goes_to_a_row(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "#");
    console_type(f->console, "1,234");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "1,234 / 3,000");
    console_press(f->console, "Ctrl-G");
    console_type(f->console, "50%");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "1,500 / 3,000");
    console_press(f->console, "#");
    console_type(f->console, "home");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "\"home\" is no row");
}

static void finds_next_and_round_the_end(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "/");
    console_type(f->console, "OFFICE 7");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "found in row 7, office");
    console_press(f->console, "n");
    console_assert_shows(f->console, "found in row 19, office");
    console_press(f->console, "N N");
    console_assert_shows(f->console, "round the end: found in row 2,983, office");
    console_press(f->console, "F Ctrl-U");
    console_type(f->console, "nowhere");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "\"nowhere\" is nowhere in it");
}

static void finds_what_does_not_fit(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "/");
    console_type(f->console, "n/a");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "found in row 2, amount");
}

static void hides_moves_and_takes_back(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "Right h");
    assert_row(f, 2, "  client ✓  amount  day ·");
    console_assert_shows(f->console, "3 of 4 columns");
    console_assert_shows(f->console, "office is hidden · u takes it back");
    console_press(f->console, "}");
    assert_row(f, 2, "  client ✓  day ·       amount");
    console_press(f->console, "u u");
    assert_row(f, 2, "  client ✓  office !   amount  day ·");
    console_press(f->console, "Ctrl-Y");
    assert_row(f, 2, "  client ✓  amount  day ·");
    console_press(f->console, "h h h h");
    console_assert_shows(f->console, "this is the last column that is shown");
}

static void widths_change_within_bounds(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "Right < <");
    assert_row(f, 3, "▶     1001  Offi…    0.25  2019-01-02");
    console_press(f->console, "< < < < < < > >");
    console_assert_shows(f->console, "office is 7 wide");
}

static void chooses_columns_in_a_list(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "C Space Down Space Enter");
    assert_row(f, 2, "  office !   day ·");
    console_assert_shows(f->console, "2 columns are shown");
}

static void adds_up_the_column_and_marked_rows(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "Right Right");
    console_assert_shows(f->console, "rows 3,000   sum 1,125,373.75   average 375.37");
    console_assert_shows(f->console, "min 0.25   max 750   empty 2");
    console_press(f->console, "Space Shift-Down");
    console_assert_shows(f->console, "marked 3   sum 0.25");
    console_press(f->console, "Space");
    console_press(f->console, "Right");
    console_assert_shows(f->console, "marked 2   from 2019-01-02   to 2019-01-03");
    console_press(f->console, "Esc");
    console_assert_shows(f->console, "rows 3,000   from 2019-01-01   to 2020-11-30");
}

static void shows_a_column_card(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "Right Right i");
    console_assert_shows(f->console, "2,998 values");
    console_assert_shows(f->console, "1 of 3,000 (<0.1 %)");
    console_assert_shows(f->console, "0.25 to 750");
    console_press(f->console, "Esc Left i");
    console_assert_shows(f->console, "! caution: incomplete or outdated");
    console_assert_shows(f->console, "Most often  Office 0 (200, 6.7 %)");
    console_press(f->console, "Esc End i"); /* day is marked as not for analysis */
    console_assert_shows(f->console, "2019-01-01 to 2020-11-30");
    assert_false(console_shows(f->console, "Most often"));
}

static void copies_to_files_beside_the_team_file(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "Right Ctrl-C");
    console_assert_shows(f->console, "copies/visits-office-row-1.txt");
    assert_file(f, "copies/visits-office-row-1.txt", "Office 1");
    console_press(f->console, "Right Down y");
    assert_file(f, "copies/visits-amount-row-2.txt", "N/A");
    console_press(f->console, "Y Y");
    assert_file(f, "copies/visits-row-2-2.csv",
                "client,office,amount,day\n1002,Office 2,,2019-01-03\n");
    console_press(f->console, ":");
    console_type(f->console, "copy column");
    console_press(f->console, "Enter");
    assert_file(f, "copies/visits-amount.csv", "amount\n0.25\n\n\n1\n");
    console_assert_shows(f->console, "3,000 rows are in");
}

static void resumes_where_it_was(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "# 2 0 0 0 Enter Right h Right > >");
    char before[200], header[200];
    snprintf(before, sizeof before, "%s", console_row(f->console, 12));
    snprintf(header, sizeof header, "%s", console_row(f->console, 2));
    console_free(f->console);
    f->console = console_new(f->path, data_panes, 80, 24, f->remember);
    assert_row(f, 2, header);
    assert_row(f, 12, before);
    console_assert_shows(f->console, "2,000 / 3,000");
}

static void changes_of_others_show_and_leave_the_cursor(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "Down Down");
    foreign_sql(f->path, "UPDATE visits SET office = 'Elsewhere' WHERE dj_row = 2;"
                         "DELETE FROM visits WHERE dj_row > 2990");
    console_changed(f->console);
    console_assert_shows(f->console, "visits ─ 2,990 rows");
    assert_row(f, 4, "      1002  Elsewhere     N/A  2019-01-03");
    console_assert_shows(f->console, "3 / 2,990");
}

static void a_dataset_that_comes_shows_up(void **state)
{
    (void)state;
    char *folder = scratch_new();
    char *path = scratch_path(folder, "team.db");
    struct db *db;
    assert_int_equal(db_open(&db, path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    struct console *console = console_new(path, data_panes, 80, 24, NULL);
    console_assert_shows(console, "There is no data yet.");
    console_press(console, "Down PageDown i / o n Space Home End = h f w e X s");
    team_add_visits(db, 5);
    console_changed(console);
    console_assert_shows(console, "visits ─ 5 rows");
    console_assert_shows(console, "1 / 5");
    console_free(console);
    db_close(db);
    free(path);
    scratch_remove(folder);
}

/* Between two datasets the one that is left may be dropped already. */
static void asks_nothing_of_a_dataset_that_is_left(void **state)
{
    struct fixture *f = *state;
    struct pane *pane = console_pane(f->console, "data");
    struct data_state *data = data_state(pane);
    int64_t shown = data->wanted;
    data->wanted = shown + 1;
    data->marks_version++; /* the sum is to be made anew */
    block_cache_clear(&data->cache);
    data_pane.recalc(pane, 80, 20);
    assert_false(app_waiting(pane, LANE_SUM));
    assert_false(app_waiting(pane, LANE_PAGE));
    data->wanted = shown;
    data_pane.recalc(pane, 80, 20);
    assert_true(app_waiting(pane, LANE_SUM));
    assert_true(app_waiting(pane, LANE_PAGE));
    console_press(f->console, "Down");
    console_assert_shows(f->console, "2 / 3,000");
}

static void describes_the_cell_first(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "Down Right Right");
    const char *text = console_description(f->console);
    assert_non_null(strstr(text, "amount: N/A\nrow 2 of 3,000\nclient: 1002\n"));
}

static void many_columns_scroll(void **state)
{
    struct fixture *f = *state;
    char sql[60000] = "CREATE TABLE wide(dj_row INTEGER PRIMARY KEY";
    for (int i = 0; i < 300; i++)
        sprintf(sql + strlen(sql), ", c%d TEXT", i);
    strcat(sql, "); INSERT INTO wide(dj_row, c0, c150, c299) VALUES(1, 'first', 'middle', 'last');"
                "INSERT INTO dj_dataset(id, uuid, name, label, source, imported_by, imported_ms,"
                " rows) VALUES(8, 'u8', 'wide', '', 'wide.csv', 'tester', 0, 1);");
    for (int i = 0; i < 300; i++)
        sprintf(sql + strlen(sql),
                "INSERT INTO dj_column(id, dataset, position, name, type) VALUES(%d,8,%d,'c%d',"
                "'text');",
                1000 + i, i, i);
    foreign_sql(f->path, sql);
    console_changed(f->console);
    console_assert_shows(f->console, "wide has been imported: 1 row");
    console_assert_shows(f->console, "visits ─ 3,000 rows");
    console_press(f->console, "o Down Enter");
    console_assert_shows(f->console, "1 row · 300 columns");
    console_press(f->console, "/");
    console_type(f->console, "middle");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "found in row 1, c150");
    console_assert_shows(f->console, "first");
    console_press(f->console, "End");
    console_assert_shows(f->console, "last");
    console_assert_shows(f->console, "‹");
    console_press(f->console, "Home");
    console_assert_shows(f->console, "›");
    console_press(f->console, "End o Up Enter"); /* there the cursor's column is none */
    console_assert_shows(f->console, "visits ─ 3,000 rows");
    console_press(f->console, "o Down Enter"); /* and it is where it was */
    console_assert_shows(f->console, "last");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_console, close_console)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(shows_header_rows_and_position),
        TEST(moves_by_row_page_and_end),
        TEST(goes_to_a_row),
        TEST(finds_next_and_round_the_end),
        TEST(finds_what_does_not_fit),
        TEST(hides_moves_and_takes_back),
        TEST(widths_change_within_bounds),
        TEST(chooses_columns_in_a_list),
        TEST(adds_up_the_column_and_marked_rows),
        TEST(shows_a_column_card),
        TEST(copies_to_files_beside_the_team_file),
        TEST(resumes_where_it_was),
        TEST(changes_of_others_show_and_leave_the_cursor),
        TEST(asks_nothing_of_a_dataset_that_is_left),
        TEST(describes_the_cell_first),
        TEST(many_columns_scroll),
        cmocka_unit_test(a_dataset_that_comes_shows_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

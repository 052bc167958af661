/* The Data pane in a console without a terminal. */
#include "tests/support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/file.h"
#include "tests/support/console.h"
#include "tests/support/team.h"
#include "tui/console/app.h"
#include "tui/pane/data.h"
#include "tui/pane/data_state.h"
#include "tui/pane/pivot.h"

enum { ROWS = 3000, FIRST_LINE = 3 };

static const struct pane_class *const panes[] = {&data_pane, NULL};

struct fixture {
    char *folder, *path, *remember;
    struct console *console;
};

static int open_console(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct db *db;
    f->folder = scratch_new();
    f->path = scratch_path(f->folder, "team.db");
    f->remember = scratch_path(f->folder, "resume");
    assert_int_equal(db_open(&db, f->path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    team_add_visits(db, ROWS);
    db_close(db);
    foreign_sql(f->path, "UPDATE visits SET amount = NULL WHERE dj_row IN (2, 3);"
                         "UPDATE dj_column SET misfits = 1 WHERE id = 73");
    f->console = console_new(f->path, panes, 80, 24, f->remember);
    *state = f;
    return 0;
}

static int close_console(void **state)
{
    struct fixture *f = *state;
    console_free(f->console);
    scratch_remove(f->folder);
    free(f->path);
    free(f->remember);
    free(f);
    return 0;
}

static void assert_row(struct fixture *f, int row, const char *text)
{
    assert_string_equal(console_row(f->console, row), text);
}

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

static void assert_file(struct fixture *f, const char *name, const char *start)
{
    struct buffer text = {0};
    struct error err = {0};
    char *path = scratch_path(f->folder, name);
    if (file_read(path, 1 << 20, &text, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    assert_true(text.len >= strlen(start));
    assert_memory_equal(text.data, start, strlen(start));
    buffer_free(&text);
    free(path);
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
    f->console = console_new(f->path, panes, 80, 24, f->remember);
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
    struct console *console = console_new(path, panes, 80, 24, NULL);
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
}

static void filters_by_a_condition(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "Right w");
    console_assert_shows(f->console, "Only rows where");
    console_assert_shows(f->console, "such as: office = \"Office 1\"");
    console_type(f->console, "= Office 7");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "Filter added: office = Office 7 · u takes it back");
    assert_row(f, 2, "  office = Office 7 ✕");
    assert_row(f, 3, "  client ✓  office !   amount  day ·");
    assert_row(f, 4, "▶     1007  Office 7     1.75  2019-01-08");
    assert_row(f, 5, "      1019  Office 7     4.75  2019-01-20");
    console_assert_shows(f->console, "visits ─ 200 of 3,000 rows · 4 columns");
    console_assert_shows(f->console, "1 / 200 of 3,000");
    console_press(f->console, "Up");
    console_assert_shows(f->console, "rows 200   with a value 200   empty 0");
    console_press(f->console, "u");
    assert_row(f, 2, "  client ✓  office !   amount  day ·");
    console_assert_shows(f->console, "visits ─ 3,000 rows");
    console_assert_shows(f->console, "7 / 3,000"); /* the row that the cursor stood on */
    console_press(f->console, "Ctrl-Y");
    console_assert_shows(f->console, "1 / 200 of 3,000");
}

static void filter(struct fixture *f, const char *condition)
{
    console_press(f->console, "w Ctrl-U");
    console_type(f->console, condition);
    console_press(f->console, "Enter");
}

static void what_is_no_column_is_a_condition(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "F2");
    console_type(f->console, "client <= 1010");
    console_assert_shows(f->console, "no such column; Enter: a condition");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "such as: client >= 25   client between 18 and 24");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "10 of 3,000 rows");
    assert_false(console_shows(f->console, "Backspace goes back"));
    console_press(f->console, "F2");
    console_type(f->console, "clientt = 1");
    console_press(f->console, "Enter Enter");
    console_assert_shows(f->console, "did you mean \"client\"");
    console_press(f->console, "Esc");
}

static void chips_are_switched_reversed_changed_and_removed(void **state)
{
    struct fixture *f = *state;
    filter(f, "client <= 1010");
    filter(f, "office is not empty");
    console_assert_shows(f->console, "1 / 8 of 3,000");
    console_press(f->console, "e Space");
    assert_row(f, 2, "  off: client ≤ 1010 ✕   office is not empty ✕");
    console_assert_shows(f->console, "Enter change  Space off/on");
    console_assert_shows(f->console, "1 / 2,400 of 3,000");
    console_press(f->console, "Space Right !");
    assert_row(f, 2, "  client ≤ 1010 ✕   office is empty ✕");
    console_assert_shows(f->console, "1 / 2 of 3,000");
    console_press(f->console, "Delete Enter");
    console_assert_shows(f->console, "Change the filter");
    console_type(f->console, "0");
    console_press(f->console, "Enter");
    assert_row(f, 2, "  client ≤ 10100 ✕");
    console_press(f->console, "Esc X");
    assert_row(f, 2, "  client ✓  office !   amount  day ·");
    console_press(f->console, "U");
    console_assert_shows(f->console, "Filter switched off: client ≤ 1010");
    console_assert_shows(f->console, "As it was at the start");
    console_press(f->console, "End Up Enter");
    assert_row(f, 2, "  client ≤ 1010 ✕");
    console_assert_shows(f->console, "/ 10 of 3,000");
}

static void nothing_left_says_how_to_go_on(void **state)
{
    struct fixture *f = *state;
    filter(f, "client < 5");
    console_assert_shows(f->console, "visits ─ 0 of 3,000 rows");
    console_assert_shows(f->console, "No row meets all filters.");
    console_press(f->console, "Down PageDown G Space i Esc = y n F3 Esc u");
    console_assert_shows(f->console, "1 / 3,000");
}

static void sorts_with_marks_in_the_header(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "Right S");
    assert_row(f, 2, "  client ✓  office ▼ !  amount  day ·");
    console_press(f->console, "Ctrl-Home");
    assert_row(f, 3, "▶     1011  Office 11     2.75  2019-01-12");
    console_press(f->console, "T");
    assert_row(f, 2, "  client ▼2 ✓  office ▼1 !  amount  day ·");
    console_press(f->console, "Ctrl-Home");
    assert_row(f, 3, "▶        3999  Office 11    749.75  2019-07-19");
    console_press(f->console, "s");
    assert_row(f, 2, "  client ▲ ✓  office !   amount  day ·");
    console_press(f->console, "u u u");
    assert_row(f, 2, "  client ✓  office !   amount  day ·");
}

static void what_is_found_added_and_copied_is_what_is_shown(void **state)
{
    struct fixture *f = *state;
    filter(f, "office in (\"Office 7\", \"Office 8\")");
    console_press(f->console, "Right Right =");
    console_assert_shows(f->console, "rows 400");
    console_press(f->console, "F3 Ctrl-U");
    console_type(f->console, "office 8");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "found in row 2, office");
    console_press(f->console, "Left i");
    console_assert_shows(f->console, "400 values");
    console_press(f->console, "Esc Y");
    assert_file(f, "copies/visits-row-2.csv",
                "client,office,amount,day\n1008,Office 8,2,2019-01-09\n");
    filter(f, "client = 1008");
    console_assert_shows(f->console, "1 / 1 of 3,000");
}

static void views_are_saved_opened_renamed_and_deleted(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "V");
    console_assert_shows(f->console, "no view is saved yet");
    filter(f, "office = Office 7");
    console_press(f->console, "S K");
    console_type(f->console, "Sevens");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "saved as \"Sevens\"");
    console_press(f->console, "K");
    console_type(f->console, "Sevens");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "there is a view \"Sevens\" already");
    console_press(f->console, "u u V");
    console_assert_shows(f->console, "Saved views");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "View opened: Sevens");
    console_assert_shows(f->console, "1 / 200 of 3,000");
    console_press(f->console, "u");
    console_assert_shows(f->console, "visits ─ 3,000 rows");
    console_press(f->console, ":");
    console_type(f->console, "rename a view");
    console_press(f->console, "Enter Enter Ctrl-U");
    console_type(f->console, "Lucky");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "renamed: \"Lucky\"");
    console_press(f->console, ":");
    console_type(f->console, "delete a view");
    console_press(f->console, "Enter Enter");
    console_assert_shows(f->console, "Delete the view \"Lucky\" for the whole team?");
    console_press(f->console, "y");
    console_assert_shows(f->console, "deleted: \"Lucky\"");
    console_press(f->console, "V");
    console_assert_shows(f->console, "no view is saved yet");
}

static void cells_of_the_pivot_show_their_rows(void **state)
{
    struct fixture *f = *state;
    static const struct pane_class *const both[] = {&data_pane, &pivot_pane, NULL};
    console_free(f->console);
    f->console = console_new(f->path, both, 80, 24, f->remember);
    console_press(f->console, "2");
    filter(f, "client <= 1500");
    console_press(f->console, "Right r 3");
    console_assert_shows(f->console, "Office 7");
    console_press(f->console, "Ctrl-Home Down Enter");
    console_assert_shows(f->console, "2 Data  3 Pivot  │ visits ─ 34 of 3,000 rows");
    assert_row(f, 2, "  Office 1 ✕   client ≤ 1500 ✕");
    console_assert_shows(f->console, "Backspace goes back");
    console_press(f->console, "e Space");
    console_assert_shows(f->console, "this chip can only be left");
    assert_false(
        console_shows(f->console, "Backspace goes back ")); /* the bar has keys of its own */
    console_press(f->console, "Esc S Backspace");           /* sorting stays, the drill goes */
    console_assert_shows(f->console, "Back from Office 1");
    console_assert_shows(f->console, "Office 7");
    assert_null(strstr(console_row(f->console, 1), "of 3,000"));
    console_press(f->console, "u");
    console_press(f->console, "2");
    console_assert_shows(f->console, "34 of 3,000 rows");
    console_press(f->console, "Esc"); /* the same as Backspace */
    console_press(f->console, "2");
    console_assert_shows(f->console, "500 of 3,000 rows");
    console_press(f->console, ":");
    console_type(f->console, "sort by this column");
    console_assert_shows(f->console, " Pivot  s │"); /* the same words, in another pane */
    console_press(f->console, "Esc");
}

static void filters_are_resumed(void **state)
{
    struct fixture *f = *state;
    filter(f, "office = Office 7");
    console_press(f->console, "S Down Down");
    console_free(f->console);
    f->console = console_new(f->path, panes, 80, 24, f->remember);
    assert_row(f, 2, "  office = Office 7 ✕");
    assert_row(f, 3, "  client ▼ ✓  office !  amount  day ·");
    console_assert_shows(f->console, "3 / 200 of 3,000");
    assert_row(f, 6, "▶       3959  Office 7  739.75  2019-06-09");
}

static void changes_of_others_are_filtered_too(void **state)
{
    struct fixture *f = *state;
    filter(f, "office = Office 7");
    console_press(f->console, "Down Down");
    foreign_sql(f->path, "UPDATE visits SET office = 'Elsewhere' WHERE dj_row = 7;"
                         "UPDATE visits SET office = 'Office 7' WHERE dj_row IN (8, 9);"
                         "DELETE FROM visits WHERE dj_row > 2990");
    console_changed(f->console);
    console_assert_shows(f->console, "visits ─ 201 of 2,990 rows");
    assert_row(f, 4, "      1009  Office 7     2.25  2019-01-10");
    console_assert_shows(f->console, "4 / 201 of 2,990"); /* the row it stood on */
}

static void hostile_values_do_no_harm_in_chips(void **state)
{
    struct fixture *f = *state;
    foreign_sql(f->path, "UPDATE visits SET office = char(27) || '[31m' || char(8238) || 'kcab' "
                         "|| char(8203) || '漢字' WHERE dj_row = 1");
    console_changed(f->console);
    filter(f, "office ~ kcab");
    console_assert_shows(f->console, "1 / 1 of 3,000");
    filter(f, "office != \"a\x1b[2J\u202e漢\"");
    for (int row = 0; row < 24; row++) {
        assert_null(strchr(console_row(f->console, row), '\x1b'));
        assert_null(strstr(console_row(f->console, row), "\u202e"));
    }
}

static void whole_conditions_are_understood(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "w");
    console_type(f->console, "office is Office 2 and amount < 100");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "office = Office 2 ✕   amount < 100 ✕");
    console_press(f->console, "w Ctrl-U");
    console_type(f->console, "day = 2019-01 or day = 2019-02");
    console_assert_shows(f->console, "joined by \"or\"");
}

static void a_wrong_condition_says_so_and_changes_nothing(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "w Ctrl-U");
    console_type(f->console, "amuont > 3");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "did you mean \"amount\"?");
    console_press(f->console, "Ctrl-U");
    console_type(f->console, "amount > lots");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "lots");
    console_press(f->console, "Esc");
    assert_row(f, 2, "  client ✓  office !   amount  day ·");
    console_press(f->console, "u");
    console_assert_shows(f->console, "Nothing to undo");
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
        TEST(filters_by_a_condition),
        TEST(what_is_no_column_is_a_condition),
        TEST(chips_are_switched_reversed_changed_and_removed),
        TEST(nothing_left_says_how_to_go_on),
        TEST(sorts_with_marks_in_the_header),
        TEST(what_is_found_added_and_copied_is_what_is_shown),
        TEST(filters_are_resumed),
        TEST(cells_of_the_pivot_show_their_rows),
        TEST(views_are_saved_opened_renamed_and_deleted),
        TEST(changes_of_others_are_filtered_too),
        TEST(hostile_values_do_no_harm_in_chips),
        TEST(whole_conditions_are_understood),
        TEST(a_wrong_condition_says_so_and_changes_nothing),
        cmocka_unit_test(a_dataset_that_comes_shows_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

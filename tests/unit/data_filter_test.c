/* Filters, sorts and views of the Data pane in a console without a terminal. */
#include "tests/support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/data_console.h"
#include "tests/support/team.h"
#include "tui/console/app.h"
#include "tui/pane/data.h"
#include "tui/pane/data_state.h"
#include "tui/pane/pivot.h"

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
    console_assert_shows(f->console, "such as: client >= 1001   client between 1001 and 1018");
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
    f->console = console_new(f->path, data_panes, 80, 24, f->remember);
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The Pivot pane in a console without a terminal, beside the Data pane. */
#include "tui/pane/pivot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/file.h"
#include "tests/support/check.h"
#include "tests/support/console.h"
#include "tests/support/team.h"
#include "tui/pane/data.h"

enum { ROWS = 3000 };

static const struct pane_class *const panes[] = {&data_pane, &pivot_pane, NULL};

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
    foreign_sql(f->path, "UPDATE dj_column SET role = 'person id' WHERE name = 'client';"
                         "UPDATE dj_column SET label = 'Paid out' WHERE name = 'amount'");
    f->console = console_new(f->path, panes, 80, 24, f->remember);
    console_press(f->console, "3");
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

/* office in rows, years across, counted. */
static void build(struct fixture *f)
{
    console_press(f->console, "r");
    console_type(f->console, "off");
    console_press(f->console, "Enter c");
    console_type(f->console, "day");
    console_press(f->console, "Enter");
}

static void says_what_to_do_with_columns_that_are_there(void **state)
{
    struct fixture *f = *state;
    console_assert_shows(f->console, "Nothing is grouped yet.");
    console_assert_shows(f->console, "For example: group by office, average of amount");
    console_assert_shows(f->console, "F4 all fields");
    console_press(f->console, "Down Enter s Space % x t Esc + Y");
    console_assert_shows(f->console, "Nothing is grouped yet.");
    assert_non_null(strstr(console_description(f->console), "Nothing is grouped yet.\n"));
}

static void is_built_by_single_keys(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_assert_shows(f->console, "office × day by month · rows");
    console_press(f->console, "+ +");
    console_assert_shows(f->console, "office × day by year · rows");
    assert_row(f, 2, "  office      2019   2020  Total");
    assert_row(f, 3, "▶ Office 0     110     90    200");
    assert_row(f, 13, "  Office 10    111     89    200"); /* behind 9: by value */
    assert_row(f, 15, "  (empty)      332    268    600");
    assert_row(f, 16, "  Total      1,660  1,340  3,000");
    console_press(f->console, "u");
    console_assert_shows(f->console, "office × day by quarter · rows");
    console_press(f->console, "Ctrl-Y x");
    assert_row(f, 3, "▶ 2019              110       111       110       111       111       111");
    console_press(f->console, "x Delete Enter");
    console_assert_shows(f->console, "day by year · rows");
}

static void adds_up_a_column_in_every_way(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "+ + v");
    console_assert_shows(f->console, "count people        each client once");
    console_type(f->console, "aver");
    console_press(f->console, "Enter Enter");
    console_assert_shows(f->console, "office × day by year · average of amount");
    assert_int_equal(foreign_number(f->path, "SELECT round(avg(amount) * 10) FROM visits"
                                             " WHERE office = 'Office 0' AND day < '2020'"),
                     3581);
    assert_row(f, 3, "▶ Office 0   358.1  395.6  375.0");
    console_press(f->console, "a");
    console_assert_shows(f->console, "smallest amount");
    console_press(f->console, "a");
    console_assert_shows(f->console, "largest amount");
    console_press(f->console, "a");
    console_assert_shows(f->console, "median of amount");
    console_press(f->console, "a");
    console_assert_shows(f->console, "different amount");
    console_press(f->console, "a");
    console_assert_shows(f->console, "sum of amount");
    console_press(f->console, "% Down Enter");
    console_assert_shows(f->console, "% of its row · office × day by year · sum of amount");
}

static void people_are_counted_where_a_person_is_chosen(void **state)
{
    struct fixture *f = *state;
    foreign_sql(f->path, "UPDATE dj_dataset SET grain = 'one visit' WHERE name = 'visits'");
    console_free(f->console);
    f->console = console_new(f->path, panes, 80, 24, f->remember);
    console_press(f->console, "3");
    build(f);
    console_assert_shows(f->console, "one row is one visit; v counts people");
    assert_non_null(strstr(console_description(f->console), "one row is one visit"));
    console_press(f->console, "v Home Enter");
    console_assert_shows(f->console, "office × day by month · people");
    console_assert_shows(f->console, "Pivot shows people · u takes it back");
    assert_false(console_shows(f->console, "one row is one visit"));
}

static void a_share_is_in_percent(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "r");
    console_type(f->console, "day");
    console_press(f->console, "Enter + + v");
    console_type(f->console, "share");
    console_press(f->console, "Enter");
    console_type(f->console, "office");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "(empty)                        600");
    console_type(f->console, "Office 1");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "share of office = Office 1 %");
    assert_row(f, 3, "▶ 2019                                6.7");
}

static void a_share_of_a_value_that_is_nowhere_says_so(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "v");
    console_type(f->console, "share");
    console_press(f->console, "Enter");
    console_type(f->console, "amount");
    console_press(f->console, "Enter");
    console_type(f->console, "another");
    console_press(f->console, "Enter");
    console_type(f->console, "12.3");
    console_press(f->console, "Enter");
    console_assert_shows(f->console,
                         "no row has amount = 12.3; the nearest that is there is \"12.25\"");
    console_press(f->console, "u");
    console_assert_shows(f->console, "office × day by month · rows");
}

static void a_percentage_of_an_average_is_a_comparison(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "+ + v");
    console_type(f->console, "aver");
    console_press(f->console, "Enter Enter % Down Enter");
    console_assert_shows(f->console, "row total = 100 · office × day by year · average of amount");
    console_assert_shows(f->console,
                         "100 is the figure of the whole row: a comparison, not a share");
    assert_row(f, 3, "▶ Office 0   95.5  105.5  100.0");
    console_press(f->console, "% Down Enter");
    console_assert_shows(f->console, "column total = 100 · office");
    assert_non_null(
        strstr(console_description(f->console), "100 is the figure of the whole column"));
    console_press(f->console, "% Home Enter");
    assert_false(console_shows(f->console, "= 100"));
}

static void columns_are_compared(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "+ + %");
    console_assert_shows(f->console, "% change from the column before");
    assert_false(console_shows(f->console, "% of its group")); /* there are none */
    console_type(f->console, "difference before");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "difference from the column before · office × day by year");
    assert_row(f, 2, "  office     2019  2020  Total");
    assert_row(f, 3, "▶ Office 0          -20    -20");
    console_assert_shows(f->console, "the total column is the way from the first column to the la");
    console_press(f->console, "%");
    console_type(f->console, "change");
    console_press(f->console, "Enter");
    assert_row(f, 3, "▶ Office 0         -18.2  -18.2");
    console_press(f->console, "%");
    console_type(f->console, "index");
    console_press(f->console, "Enter");
    assert_row(f, 3, "▶ Office 0   100.0  81.8");
    console_press(f->console, "Right %");
    console_type(f->console, "one column");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "Difference from which column?");
    console_press(f->console, "Enter"); /* the one of the cursor */
    console_assert_shows(f->console, "difference from 2020 · office × day by year · rows");
    assert_row(f, 3, "▶ Office 0    +20     0");
    console_assert_shows(f->console, "Pivot shows difference from 2020 · u takes it back");
    console_press(f->console, "-"); /* other columns: there is no 2020 to compare with */
    console_assert_shows(f->console, "office × day by quarter · rows");
    assert_false(console_shows(f->console, "difference from 2020 ·"));
    console_press(f->console, "u");
    console_assert_shows(f->console, "difference from 2020 · office × day by year · rows");
    console_press(f->console, "x");
    assert_false(console_shows(f->console, "difference from 2020 ·"));
}

static void differences_of_shares_are_in_points(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "+ + v");
    console_type(f->console, "share");
    console_press(f->console, "Enter");
    console_type(f->console, "amount");
    console_press(f->console, "Enter");
    console_type(f->console, "0.25");
    console_press(f->console, "Enter %");
    console_type(f->console, "difference before");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "difference from the column before in % points");
    assert_row(f, 4, "  Office 1         -0.9   -0.9"); /* 1 of 111, none of 89 */
}

static void groups_have_percentages_of_their_own(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "+ + b");
    console_type(f->console, "amount");
    console_press(f->console, "Enter + + + + + + + %");
    console_type(f->console, "group");
    console_press(f->console, "Enter");
    console_assert_shows(f->console,
                         "% of its group · office, amount by 1000 × day by year · rows");
    assert_row(f, 3, "▶ Office 0   [0,1000)         100   100    100");
}

static void others_of_two_fields_lead_to_their_rows(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "+ + b");
    console_type(f->console, "amount");
    console_press(f->console, "Enter + t 2 Enter");
    console_assert_shows(f->console, "office, amount by 10 × day by year · rows");
    console_press(f->console, "G Up End");
    console_assert_shows(f->console, "others × Total   2,984   2,984 rows");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "others ✕");
    console_assert_shows(f->console, "2,984 of 3,000 rows");
}

static void the_fields_are_chosen_in_one_place(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "2 F4");
    console_assert_shows(f->console, "Group by     –");
    console_type(f->console, "off"); /* opens the list and searches it */
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "Group by     office !");
    console_assert_shows(f->console, "office · rows"); /* the table behind follows */
    console_press(f->console, "Down Enter");
    console_type(f->console, "day");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "Across       day ·");
    console_assert_shows(f->console, "cut into   months");
    console_press(f->console, "Right Right");
    console_assert_shows(f->console, "cut into   years");
    console_assert_shows(f->console, "office × day by year · rows");
    console_press(f->console, "Down");
    console_type(f->console, "sum");
    console_press(f->console, "Enter Enter");
    console_assert_shows(f->console, "of         amount");
    console_press(f->console, "Up");
    console_press(f->console, "Right");
    console_assert_shows(f->console, "average of amount");
    console_press(f->console, "Up Up Delete");
    console_assert_shows(f->console, "Across       –");
    assert_non_null(strstr(console_description(f->console), "> Across: –\n"));
    console_press(f->console, "Esc");
    assert_false(console_shows(f->console, "Group by"));
    console_assert_shows(f->console, "office · average of amount");
}

static void keys_may_be_faster_than_the_screen(void **state)
{
    struct fixture *f = *state;
    console_press_at_once(f->console, "F4 o f f Enter Down d a y Enter Esc");
    console_assert_shows(f->console, "office × day by month · rows");
}

static void sorts_shows_the_top_and_subtotals(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "+ + End s");
    console_assert_shows(f->console, "Total ▼");
    console_press(f->console, "s");
    console_assert_shows(f->console, "Total ▲");
    console_press(f->console, "s t 2 Enter");
    assert_row(f, 3, "  (empty)     332    268      600");
    assert_row(f, 5, "  others    1,218    982    2,200");
    console_press(f->console, "t Enter S b");
    console_type(f->console, "amount");
    console_press(f->console, "Enter + + T");
    console_assert_shows(f->console, "office, amount by 20 × day by year · rows");
    console_assert_shows(f->console, "Office 0   [0,20)            5             5");
    console_press(f->console, "t");
    console_type(f->console, "many");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "\"many\" is no number of rows");
}

static void a_cell_leads_to_its_rows_and_back(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "+ + Down Right Enter");
    console_assert_shows(f->console, "Office 1 × 2020");
    console_press(f->console, "Backspace");
    console_assert_shows(f->console, "office × day by year · rows");
    console_assert_shows(f->console, "Office 1 × 2020   89   89 rows");
    console_press(f->console, "End G Enter");
    console_assert_shows(f->console, "Total ✕");
}

static void follows_the_filters(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "+ + 2 w Ctrl-U");
    console_type(f->console, "amount < 100");
    console_press(f->console, "Enter 3");
    console_assert_shows(f->console, "only amount < 100");
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM visits WHERE amount < 100"),
                     399);
    console_assert_shows(f->console, "  Total");
    console_press(f->console, "G End");
    console_assert_shows(f->console, "399 rows");
    foreign_sql(f->path, "DELETE FROM visits WHERE dj_row <= 99");
    console_changed(f->console);
    console_press(f->console, "G");
    console_assert_shows(f->console, "300 rows");
    console_press(f->console, "u Down");
    console_assert_shows(f->console, "2,901 rows");
}

static void marked_cells_add_up(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "+ + Shift-Down Shift-Right");
    console_assert_shows(f->console, "cells 4   sum 400   average 100.0   min 89   max 111");
    console_press(f->console, "Ctrl-A");
    console_assert_shows(f->console, "cells 42   sum 12,000");
    console_press(f->console, "Esc");
    console_assert_shows(f->console, "no cells are marked");
    console_press(f->console, "g Home Space");
    console_assert_shows(f->console, "cells 1   sum 110");
}

static void what_cannot_be_says_why(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "v");
    console_type(f->console, "smallest");
    console_press(f->console, "Enter");
    console_type(f->console, "day");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "smallest day");
    console_press(f->console, "% Down Enter"); /* no part of anything */
    console_assert_shows(f->console, "what is no number has no percentages and differences");
    console_assert_shows(f->console, "v chooses another value");
    console_press(f->console, "u");
    console_assert_shows(f->console, "office × day by month · smallest day");
}

static void columns_come_from_the_data_pane(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "2 Right r");
    console_assert_shows(f->console, "Pivot grouped by office · u takes it back");
    console_press(f->console, "Right v Right c");
    console_assert_shows(f->console, "visits ─ 3,000 rows"); /* still here */
    console_press(f->console, "3");
    console_assert_shows(f->console, "office × day by month · average of amount");
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

static void copies_go_to_files(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "+ + Y");
    console_assert_shows(f->console, "the table is in copies/visits-pivot.csv");
    assert_file(f, "copies/visits-pivot.csv", "office,2019,2020,Total\nOffice 0,110,90,200\n");
    console_press(f->console, "Right y");
    assert_file(f, "copies/visits-pivot-cell.txt", "90");
    console_press(f->console, "Q");
    console_assert_shows(f->console, "This pivot as SQL");
    console_assert_shows(f->console, "FROM \"visits\"");
    console_press(f->console, "Esc W");
    console_assert_shows(f->console, "the SQL is in copies/visits-pivot.sql");
    assert_file(f, "copies/visits-pivot.sql", "WITH rows_in AS (");
}

static void is_there_again_at_the_next_start(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "+ + t 2 Enter");
    console_free(f->console);
    f->console = console_new(f->path, panes, 80, 24, f->remember);
    assert_row(f, 3, "▶ (empty)     332    268      600");
}

static void tells_a_screen_reader_the_cell_first(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "+ + Right");
    assert_non_null(strstr(console_description(f->console),
                           "Office 0 × 2020   90   90 rows\nrow 1 of 14, column 2 of 3\n"
                           "Office 0: 2019 110; 2020 90; Total 200\n"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_console, close_console)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(says_what_to_do_with_columns_that_are_there),
        TEST(is_built_by_single_keys),
        TEST(adds_up_a_column_in_every_way),
        TEST(people_are_counted_where_a_person_is_chosen),
        TEST(a_share_is_in_percent),
        TEST(a_share_of_a_value_that_is_nowhere_says_so),
        TEST(a_percentage_of_an_average_is_a_comparison),
        TEST(columns_are_compared),
        TEST(differences_of_shares_are_in_points),
        TEST(groups_have_percentages_of_their_own),
        TEST(others_of_two_fields_lead_to_their_rows),
        TEST(the_fields_are_chosen_in_one_place),
        TEST(keys_may_be_faster_than_the_screen),
        TEST(sorts_shows_the_top_and_subtotals),
        TEST(a_cell_leads_to_its_rows_and_back),
        TEST(follows_the_filters),
        TEST(marked_cells_add_up),
        TEST(what_cannot_be_says_why),
        TEST(columns_come_from_the_data_pane),
        TEST(copies_go_to_files),
        TEST(is_there_again_at_the_next_start),
        TEST(tells_a_screen_reader_the_cell_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

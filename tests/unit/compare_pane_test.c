/* Comparing two sets on the screen: the form, what leads to a comparison, columns and values,
 * and the way back. */
#include "tests/support/check.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "tests/support/console.h"
#include "tests/support/fixture.h"
#include "tests/support/team.h"
#include "tui/pane/board.h"
#include "tui/pane/data.h"
#include "tui/pane/pivot.h"

static const struct pane_class *const panes[] = {&data_pane, &pivot_pane, &board_pane, NULL};

/* Clients with and without a benefit, two months each: single parents get it more often, and
 * nothing else differs. */
static const char *make_team(void)
{
    struct buffer csv = {0};
    buffer_add_string(&csv, "client,month,benefit,kind,age\n");
    for (int i = 0; i < 200; i++)
        for (int month = 1; month <= 2; month++)
            buffer_printf(&csv, "C%03d,2019-%02d,%s,%s,%d\n", i, month, i < 100 ? "yes" : "no",
                          i % 100 < (i < 100 ? 60 : 20) ? "single parent" : "single", 20 + i % 40);
    const char *team = fixture_team("clients", buffer_span(&csv).data);
    buffer_free(&csv);
    foreign_sql(team, "UPDATE dj_column SET role = 'person id' WHERE name = 'client';"
                      "UPDATE dj_column SET role = 'date' WHERE name = 'month'");
    return team;
}

static int open_console(void **state)
{
    *state = console_new(make_team(), panes, 100, 30, NULL);
    return 0;
}

static int close_console(void **state)
{
    console_free(*state);
    return 0;
}

/* From the form to the columns: clients with the benefit and the rest. */
static void compare_benefit(struct console *console)
{
    console_press(console, "2 A");
    console_assert_shows(console, "A        choose some rows");
    console_assert_shows(console, "B        the rest: whatever is not in A");
    console_press(console, "Enter");
    console_type(console, "ben");
    console_press(console, "Enter");
    console_assert_shows(console, "Values of benefit");
    console_type(console, "yes");
    console_press(console, "Enter");
    console_assert_shows(console, "A        benefit = yes");
    console_press(console, "c");
}

static void the_form_leads_to_columns(void **state)
{
    struct console *console = *state;
    compare_benefit(console);
    console_assert_shows(console, "A █ benefit = yes");
    console_assert_shows(console, "100 people");
    console_assert_shows(console, "People are counted (client), not rows");
    console_assert_shows(console, "single parent: 60 % of A, 20 % of B (+40 points)");
    console_assert_shows(console, "could be chance · ");
    console_assert_shows(console, "the sets were chosen by it");
    console_assert_shows(console, "37 % of the people in A would need another value");
    console_press(console, "Esc");
    console_assert_shows(console, "clients ─ 400 rows"); /* nothing was filtered */
}

static void values_stand_one_over_the_other(void **state)
{
    struct console *console = *state;
    compare_benefit(console);
    console_press(console, "Enter");
    console_assert_shows(console, "kind · A and B");
    console_assert_shows(console, "+40.0 points");
    console_assert_shows(console, "Chance alone would hardly make such a difference: p < 0.0001 "
                                  "(two proportions), corrected for");
    console_assert_shows(console, "A ███████████");
    console_assert_shows(console, "B ▒▒▒▒");
    console_press(console, "Right");
    console_assert_shows(console, "age · A and B");
    console_assert_shows(console,
                         "A  average 37.5 · middle 36 · half of them 28 to 47 · spread 11.4");
    console_assert_shows(console, "This could be chance: p = ");
    console_press(console, "Left Tab Esc");
    console_assert_shows(console, "what differs");
    console_press(console, "End Up Enter");
    console_assert_shows(console, "can't be compared: ");
}

static void a_comparison_is_pinned_and_opened_again(void **state)
{
    struct console *console = *state;
    compare_benefit(console);
    console_press(console, "F6");
    console_assert_shows(console, "New: Finding");
    console_assert_shows(console, "The figures are pinned to it.");
    console_assert_shows(console, "single parent: 60 % of A, 20 % of B (+40");
    console_press(console, "Enter Esc 5");
    console_assert_shows(console, "▤");
    console_press(console, "Enter v");
    console_assert_shows(console, "what differs: benefit = yes · the rest");
    console_assert_shows(console, "A: benefit = yes · B: the rest");
    console_assert_shows(console, "The figures are the same today:");
    console_press(console, "Esc Enter");
    console_assert_shows(console, "A █ benefit = yes");
    console_assert_shows(console, "single parent: 60 % of A, 20 % of B (+40 points)");
}

/* The values of one column; and the card says so when the rows behind it have changed. */
static void a_line_of_a_comparison_is_pinned(void **state)
{
    struct console *console = *state;
    compare_benefit(console);
    console_press(console, "Enter p Enter");
    console_assert_shows(console, "kind · A and B"); /* back where it was pinned */
    console_press(console, "Esc Esc 5 Enter v");
    console_assert_shows(console, "kind: benefit = yes · the rest");
    console_assert_shows(console, "single parent  60   60  20   20");
}

static void a_value_is_compared_with_the_rest(void **state)
{
    struct console *console = *state;
    console_press(console, "2 Home Right Right Right d");
    console_assert_shows(console, "Values of kind");
    console_type(console, "single p");
    console_press(console, "Ctrl-R");
    console_assert_shows(console, "A █ kind = single parent");
    console_assert_shows(console, "B ▒ the rest: all people who are not in A");
    console_assert_shows(console, "yes: 75 % of A, 33.3 % of B (+41.7 points)");
}

static void a_pivot_cell_is_compared_with_the_rest(void **state)
{
    struct console *console = *state;
    console_press(console, "2 Home Right Right r Right c 3 A");
    console_assert_shows(console, "A █ benefit = no, kind = single");
    console_press(console, "Esc");
    console_assert_shows(console, "3 Pivot · benefit × kind");
}

/* What the filters of the view leave is the ground that both stand on. */
static void filters_of_the_view_count_for_both(void **state)
{
    struct console *console = *state;
    console_press(console, "2 End w");
    console_type(console, "< 40");
    console_press(console, "Enter");
    compare_benefit(console);
    console_assert_shows(console, "60 people"); /* 20–39 of 20–59, with rounding off */
    console_press(console, "e Down Down");
    console_assert_shows(console, "Both     age < 40");
    console_press(console, "Up Enter c"); /* on the line of the filter: it goes */
    console_assert_shows(console, "100 people");
}

static void people_and_rows_change_places(void **state)
{
    struct console *console = *state;
    compare_benefit(console);
    console_press(console, "w");
    console_assert_shows(console, "200 rows");
    console_assert_shows(console, "400 rows repeat people (client)");
    console_press(console, "w");
    console_assert_shows(console, "100 people");
    console_press(console, "n");
    console_assert_shows(console, "What to keep in mind");
    console_assert_shows(console, "says nothing of its cause");
    console_press(console, "Esc x");
    console_assert_shows(console, "B is the rest of A; choose the rows of B to swap the two");
}

static void both_sets_are_chosen_and_swapped(void **state)
{
    struct console *console = *state;
    console_press(console, "2 A Enter");
    console_type(console, "age<30");
    console_press(console, "Enter");
    console_assert_shows(console, "age<30"); /* a condition that fits no column */
    console_press(console, "Enter");
    console_assert_shows(console, "A        age < 30");
    console_press(console, "Enter");
    console_type(console, "age");
    console_press(console, "Enter F2");
    console_type(console, ">= 50");
    console_press(console, "Enter x");
    console_assert_shows(console, "A        age ≥ 50");
    console_press(console, "c");
    console_assert_shows(console, "A █ age ≥ 50");
    console_assert_shows(console, "B ▒ age < 30");
    console_press(console, "x");
    console_assert_shows(console, "A █ age < 30");
    console_press(console, "e Up Up Up Delete");
    console_assert_shows(console, "A        choose some rows");
}

static void a_saved_view_is_a_set(void **state)
{
    struct console *console = *state;
    console_press(console, "2 End w");
    console_type(console, ">= 40");
    console_press(console, "Enter K");
    console_type(console, "older");
    console_press(console, "Enter u A Enter");
    console_type(console, "saved");
    console_press(console, "Enter");
    console_assert_shows(console, "Rows of a saved view");
    console_press(console, "Enter");
    console_assert_shows(console, "A        age ≥ 40");
}

static void what_is_wrong_is_said(void **state)
{
    struct console *console = *state;
    console_press(console, "2 A c");
    console_assert_shows(console, "choose the rows of A first");
    console_press(console, "Enter");
    console_type(console, "age > 900");
    console_press(console, "Enter Enter c");
    console_assert_shows(console, "no row is in A; take a condition away, or change one");
    console_assert_shows(console, "Press e to choose other rows, or Esc to go back.");
    console_press(console, "e");
    console_assert_shows(console, "A        age > 900");
    console_press(console, "Esc Esc");
    console_assert_shows(console, "clients ─ 400 rows");
}

static void it_can_be_heard(void **state)
{
    struct console *console = *state;
    console_press(console, "2 A");
    assert_non_null(strstr(console_description(console), "> A: choose some rows"));
    console_press(console, "Esc");
    compare_benefit(console);
    const char *said = console_description(console);
    assert_non_null(strstr(said, "> 1. kind, difference 37 of 100: single parent: 60 % of A, 20 % "
                                 "of B (+40 points)"));
    assert_non_null(strstr(said, "could be chance: "));
    assert_non_null(strstr(said, "benefit, not ranked: the sets were chosen by it"));
    assert_non_null(strstr(said, "A: benefit = yes (100 people)"));
    console_press(console, "Enter");
    said = console_description(console);
    assert_non_null(strstr(said,
                           "kind: single parent: 60 % of A, 20 % of B (+40 points). A: benefit "
                           "= yes (100 people). B: the rest: all people who are not in A (100 "
                           "people). Chance alone would hardly make such a difference."));
    assert_non_null(strstr(said, "single: A 40.0 %, B 80.0 %"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_console, close_console)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_form_leads_to_columns),
        TEST(values_stand_one_over_the_other),
        TEST(a_comparison_is_pinned_and_opened_again),
        TEST(a_line_of_a_comparison_is_pinned),
        TEST(a_value_is_compared_with_the_rest),
        TEST(a_pivot_cell_is_compared_with_the_rest),
        TEST(filters_of_the_view_count_for_both),
        TEST(people_and_rows_change_places),
        TEST(both_sets_are_chosen_and_swapped),
        TEST(a_saved_view_is_a_set),
        TEST(what_is_wrong_is_said),
        TEST(it_can_be_heard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * The SQL pane on a virtual terminal: writing, running, what goes wrong, values for places,
 * stopping, and the way out.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/file.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/hostile.h"
#include "tests/support/team.h"
#include "tests/support/vt.h"

static const char csv[] = "client,office,age\n"
                          "K1,Millpond,31\nK2,Old Town,44\nK3,Riverside,29\nK4,Millpond,57\n";

static struct vt *start(const char *team, int rows, int cols)
{
    struct vt_options options = {.rows = rows, .cols = cols};
    struct vt *vt = vt_start(&options, VT_ARGS("datajam", team, "--as", "Robin"));
    vt_keys(vt, "F7");
    return vt;
}

static void runs_and_resumes(void **state)
{
    (void)state;
    const char *team = fixture_team("visits", csv);
    struct vt *vt = start(team, 24, 80);
    vt_expect(vt, "6 SQL");
    vt_expect(vt, "Ctrl-G As shown; F7 runs it.");
    vt_expect(vt, "F7 Run");
    vt_type(vt, "select office, sum(age) total from visits group by 1 order by 1");
    vt_keys(vt, "F7");
    vt_expect(vt, "3 rows in");
    vt_wait_for(vt, "Millpond      88");
    vt_keys(vt, "Down Down");
    vt_expect(vt, "2 / 3");
    vt_keys(vt, "Up Up");
    vt_type(vt, " limit 1");
    vt_keys(vt, "F7");
    vt_expect(vt, "1 row in");
    vt_keys(vt, "Esc");
    vt_expect(vt, "Old Town"); /* the data */
    vt_keys_end(vt, "F10");
    vt_free(vt);
    vt = start(team, 24, 80);
    vt_expect(vt, "order by 1 limit 1");
    vt_free(vt);
}

static bool same_look(struct vt *vt, int row, int a, int b)
{
    const struct vt_cell one = vt_cell(vt, row, a), other = vt_cell(vt, row, b);
    return one.fg == other.fg && one.bg == other.bg && one.reverse == other.reverse;
}

/* The rows as a chart: kinds, the rows behind a figure and back, and pinned as a finding whose
 * slide is the picture. */
static void draws_a_chart(void **state)
{
    (void)state;
    const char *team = fixture_team("visits", csv);
    struct vt *vt = start(team, 40, 120);
    vt_type(vt, "select office, sum(age) as years from visits group by 1");
    vt_keys(vt, "F7 F5");
    vt_expect(vt, "Years by office");
    vt_expect(vt, "Millpond has the highest years, 88");
    vt_keys(vt, "Down Down");
    vt_expect(vt, "Old Town   44");
    vt_keys(vt, "Enter");
    vt_expect(vt, "1 row in");
    vt_expect(vt, "office = Old Town");
    vt_keys(vt, "Backspace");
    vt_expect(vt, "Years by office");
    vt_expect(vt, "3 rows in");
    vt_keys(vt, "k");
    vt_expect(vt, "the largest first");
    vt_keys(vt, "K F5");
    vt_expect(vt, "shares of the largest");
    vt_keys(vt, "Esc F6");
    vt_expect(vt, "Millpond has the highest years");
    vt_keys(vt, "Enter Backspace");
    vt_expect(vt, "Millpond      88");
    vt_expect_not(vt, "Years by office");
    vt_keys(vt, "5 * B Right");
    vt_expect(vt, "2 of 2");
    vt_expect(vt, "█");
    vt_keys(vt, "Esc Enter Enter"); /* opened again, it is the chart again */
    vt_wait_for(vt, "Years by office");
    vt_keys(vt, "Alt-Down Ctrl-U");
    vt_type(vt, "select office from visits where 0");
    vt_keys(vt, "F7");
    vt_expect(vt, "0 rows in");
    vt_free(vt);
}

/* Its columns are known long before its first row: what they hold is seen by that. */
static void numbers_that_come_late_are_flush_right(void **state)
{
    (void)state;
    struct vt *vt = start(fixture_team("visits", csv), 24, 80);
    vt_type(vt, "with recursive c(x) as (select 1 union all select x + 1 from c limit 300000) "
                "select count(*) rows, 7 seven, 100 / 3.0 third from c");
    vt_keys(vt, "F7");
    vt_wait_for(vt, "300000      7  33.3333");
    vt_free(vt);
}

static void says_what_is_wrong(void **state)
{
    (void)state;
    struct vt *vt = start(fixture_team("visits", csv), 24, 80);
    vt_type(vt, "select ofice from visits");
    vt_keys(vt, "F7");
    vt_expect(vt, "there is no column called ofice");
    vt_expect(vt, "did you mean office?");
    int row, col;
    assert_true(vt_find(vt, "ofice from", &row, &col)); /* and is marked where it stands */
    assert_false(same_look(vt, row, col, col - 2));
    assert_true(same_look(vt, row, col, col + 4));
    assert_false(same_look(vt, row, col, col + 6));
    vt_type(vt, "; delete from visits");
    vt_keys(vt, "F7");
    vt_expect(vt, "ofice"); /* the first mistake is told first */
    vt_keys(vt, "Ctrl-U");
    vt_type(vt, "delete from visits");
    vt_keys(vt, "F7");
    vt_expect(vt, "only questions run here");
    vt_free(vt);
}

static void asks_for_values(void **state)
{
    (void)state;
    struct vt *vt = start(fixture_team("visits", csv), 36, 120);
    vt_type(vt, "select client from visits where age > :least");
    vt_keys(vt, "F7");
    vt_expect(vt, "A value for :least");
    vt_type(vt, "40");
    vt_keys(vt, "Enter");
    vt_expect(vt, "2 rows in");
    vt_free(vt);
}

static void is_stopped(void **state)
{
    (void)state;
    struct vt *vt = start(fixture_team("visits", csv), 24, 80);
    vt_type(vt, "with recursive c(x) as (select 1 union all select x + 1 from c) "
                "select count(*) from c");
    vt_send(vt, "\033[18~", 5); /* F7; it is not idle now */
    vt_wait_for(vt, "Esc stops it");
    vt_send(vt, "\033", 1);
    vt_wait_for(vt, " stopped; 0 rows ");
    vt_idle(vt);
    vt_expect_not(vt, "running");
    vt_free(vt);
}

/* What the other panes show, names from the list, and a recipe. */
static void helps_to_write(void **state)
{
    (void)state;
    struct vt *vt = start(fixture_team("visits", csv), 24, 80);
    vt_keys(vt, "Ctrl-G");
    vt_expect(vt, "FROM \"visits\"");
    vt_keys(vt, "F7");
    vt_expect(vt, "4 rows in");
    vt_keys(vt, "Ctrl-End");
    vt_type(vt, "where off");
    vt_keys(vt, "F2");
    vt_expect(vt, "Names and functions");
    vt_expect(vt, "the dataset that is shown");
    vt_type(vt, "partition");
    vt_expect(vt, "a word of SQL");
    vt_keys(vt, "Esc F2");
    vt_keys(vt, "Enter");
    vt_expect(vt, "where office");
    vt_type(vt, " = 'Millpond'");
    vt_keys(vt, "F7");
    vt_expect(vt, "2 rows in");
    vt_keys(vt, "F3");
    vt_expect(vt, "Begin with");
    vt_keys(vt, "Enter");
    vt_expect(vt, "count(*) AS rows");
    vt_keys(vt, "Ctrl-Z"); /* what it took the place of is one step away */
    vt_expect(vt, "where office");
    vt_free(vt);
}

/* One key from the rows, from the pivot, and from the values of a column. */
static void writes_what_is_shown(void **state)
{
    (void)state;
    struct vt *vt = start(fixture_team("visits", csv), 30, 100);
    vt_keys(vt, "Esc F2");
    vt_type(vt, "age");
    vt_keys(vt, "Enter F2");
    vt_type(vt, "> 30");
    vt_keys(vt, "Enter Alt-g");
    vt_expect(vt, "WHERE \"age\" > 30");
    vt_keys(vt, "F7");
    vt_expect(vt, "3 rows in");
    vt_keys(vt, "Esc F2");
    vt_type(vt, "office");
    vt_keys(vt, "Enter");
    vt_expect(vt, "F7 SQL");
    vt_keys(vt, "F7");
    vt_expect(vt, "GROUP BY 1");
    vt_expect(vt, "ORDER BY 2 DESC");
    vt_keys(vt, "F7");
    vt_expect(vt, "Old Town     1");
    vt_keys(vt, "Esc F4");
    vt_type(vt, "of");
    vt_keys(vt, "Enter Esc Alt-g");
    vt_expect(vt, "rows_in");
    vt_free(vt);
}

/* The partner of the bracket at the cursor is shown, but not those in texts. */
static void shows_brackets(void **state)
{
    (void)state;
    struct vt *vt = start(fixture_team("visits", csv), 24, 80);
    vt_type(vt, "select (1 + ')' || (2))");
    int row, col;
    assert_true(vt_find(vt, "(1 +", &row, &col));
    assert_true(same_look(vt, row, col, col + 15));  /* the last bracket */
    assert_false(same_look(vt, row, col, col + 6));  /* one in a text */
    assert_false(same_look(vt, row, col, col + 12)); /* one inside */
    vt_keys(vt, "Left Left");
    assert_true(same_look(vt, row, col + 12, col + 14));
    assert_false(same_look(vt, row, col, col + 14));
    vt_type(vt, ")");
    assert_true(same_look(vt, row, col, col + 15));
    vt_keys(vt, "End");
    assert_false(same_look(vt, row, col, col + 16)); /* it has none */
    assert_false(same_look(vt, row, col + 16, col + 1));
    vt_free(vt);
}

/* The rows become a finding; from there the query comes back, and what stood in its place is one
 * step away. */
static void is_pinned_and_opened_again(void **state)
{
    (void)state;
    const char *team = fixture_team("visits", csv);
    struct vt *vt = start(team, 30, 100);
    vt_keys(vt, "F6");
    vt_expect(vt, "There is nothing to pin here yet");
    vt_type(vt, "select office, sum(age) total from visits group by 1");
    vt_keys(vt, "F7 F6");
    vt_expect(vt, "New: Finding");
    vt_expect(vt, "By office, Millpond has the highest total (88) and Riverside");
    vt_keys(vt, "Enter Ctrl-U");
    vt_type(vt, "select 7");
    foreign_sql(team, "UPDATE visits SET age = 58 WHERE client = 'K4'");
    vt_keys(vt, "Alt-Down 5");
    vt_wait_for(vt, "≠");
    vt_idle(vt);
    vt_keys(vt, "Enter v");
    vt_expect(vt, "Millpond: 88 → 89");
    vt_keys(vt, "Esc Enter");
    vt_expect(vt, "group by 1");
    vt_expect(vt, "Millpond      89");
    vt_keys(vt, "Ctrl-Z");
    vt_expect(vt, "select 7");
    vt_free(vt);
}

/* Rows in another order and some of them; then as a dataset, which u takes away. */
static void sorts_and_saves(void **state)
{
    (void)state;
    struct vt *vt = start(fixture_team("visits", csv), 24, 80);
    vt_type(vt, "select client, office, age from visits; ");
    vt_keys(vt, "F7");
    vt_expect(vt, "4 rows in");
    vt_keys(vt, "Alt-Down Right Right S");
    vt_expect(vt, "age ▼");
    vt_expect(vt, "▶ K4");
    vt_keys(vt, "Left +");
    vt_expect(vt, "2 rows in");
    vt_expect(vt, "office = Millpond");
    vt_keys(vt, "Left -");
    vt_expect(vt, "client ≠ K4");
    vt_expect(vt, "1 row in");
    vt_keys(vt, "Backspace");
    vt_expect(vt, "2 rows in");
    /* what ran counts, not what has been written since */
    vt_keys(vt, "Alt-Down");
    vt_type(vt, "oops");
    vt_keys(vt, "Alt-Down Backspace");
    vt_expect(vt, "4 rows in");
    vt_keys(vt, "Backspace");
    vt_expect(vt, "4 rows in");
    vt_expect_not(vt, "age ▼");
    vt_keys(vt, "Right Right S Left +");
    vt_expect(vt, "2 rows in");
    vt_keys(vt, "Alt-s");
    vt_expect(vt, "Save the rows as a dataset");
    vt_keys(vt, "Enter");
    vt_expect(vt, "result ─ 2 rows");
    vt_expect(vt, "K4");
    vt_keys(vt, "u");
    vt_expect(vt, "visits ─ 4 rows");
    vt_expect(vt, "can be saved anew");
    vt_free(vt);
}

/* Statements that mean harm, typed as any other: each is answered in words, and no file is there
 * that was not, no dataset another. */
static void refuses_harm(void **state)
{
    (void)state;
    enum { EVERY = 11 };
    const char *team = fixture_team("visits", csv);
    char *folder = strdup(team);
    *strrchr(folder, '/') = '\0';
    struct vt *vt = start(team, 24, 80);
    for (size_t i = 0; i < hostile_count; i += EVERY) {
        char *sql = hostile_sql(i, folder);
        if (!hostile_is_endless(i) && *sql) {
            vt_keys(vt, "Ctrl-End Ctrl-U");
            vt_type(vt, sql);
            vt_keys(vt, "F7");
            vt_expect(vt, "F7 runs it");
            vt_expect_not(vt, "rows in");
        }
        free(sql);
    }
    vt_keys(vt, "Ctrl-End Ctrl-U");
    vt_type(vt,
            "select count(*), sum(age), (select count(*) from sqlite_master where name not like "
            "'dj@_%' escape '@' and name not like 'sqlite@_%' escape '@') from visits");
    vt_keys(vt, "F7");
    vt_expect(vt, "4 ");
    vt_expect(vt, "161");
    vt_free(vt);
    char *made = file_join(folder, "copy.db"), *other = file_join(folder, "new.db");
    assert_int_not_equal(access(made, F_OK), 0);
    assert_int_not_equal(access(other, F_OK), 0);
    free(made);
    free(other);
    free(folder);
}

static void lists_queries(void **state)
{
    (void)state;
    const char *team = fixture_team("visits", csv);
    struct vt *vt = start(team, 24, 80);
    vt_keys(vt, "Alt-l");
    vt_expect(vt, "has not run a query yet");
    vt_type(vt, "select count(*) from visits");
    vt_keys(vt, "F7");
    vt_expect(vt, "1 row in");
    vt_keys(vt, "Alt-q");
    vt_type(vt, "How many");
    vt_keys(vt, "Enter");
    vt_expect(vt, "in the team's list as How many");
    vt_type(vt, " where age > 40");
    vt_keys(vt, "F7");
    vt_expect(vt, "1 row in");
    vt_keys_end(vt, "F10");
    vt_free(vt);
    vt = start(team, 24, 80);
    vt_keys(vt, "Alt-l");
    vt_expect(vt, "The team's queries");
    vt_expect(vt, "How many");
    vt_expect(vt, "where age > 40");
    vt_expect(vt, "Robin");
    vt_type(vt, "many");
    vt_keys(vt, "Enter F7");
    vt_expect(vt, " 4");
    vt_free(vt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_and_resumes),
        cmocka_unit_test(says_what_is_wrong),
        cmocka_unit_test(asks_for_values),
        cmocka_unit_test(is_stopped),
        cmocka_unit_test(helps_to_write),
        cmocka_unit_test(is_pinned_and_opened_again),
        cmocka_unit_test(sorts_and_saves),
        cmocka_unit_test(lists_queries),
        cmocka_unit_test(writes_what_is_shown),
        cmocka_unit_test(shows_brackets),
        cmocka_unit_test(draws_a_chart),
        cmocka_unit_test(refuses_harm),
        cmocka_unit_test(numbers_that_come_late_are_flush_right),
    };
    return cmocka_run_group_tests_name("query", tests, NULL, NULL);
}

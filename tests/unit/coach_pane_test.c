/* The dialogs of the coach's console, without a terminal, on a jam of two teams that have called:
 * whatever becomes of the list while one is open, it is for the call or the team that it names. */
#include "tui/pane/coach.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/service/coach.h"
#include "core/service/jam.h"
#include "tests/support/check.h"
#include "tests/support/console.h"
#include "tests/support/fixture.h"
#include "tests/support/team.h"

enum { TEAMS = 2 };

struct fixture {
    const char *jam, *north, *south; /* the folder, the team files */
    char uuid[TEAMS][UUID_SIZE];     /* of their calls */
    struct console *console;         /* of Kim, who stands on North's call */
    struct arena *arena;
};

/* North's call is the older one. */
static const char *make_team(struct fixture *f, int team, const char *folder, const char *text)
{
    const char *path = fixture_path(fixture_path(f->jam, folder), "team.db");
    const struct help_request wish = {.about = HELP_ANALYSIS, .text = text};
    struct help_request asked;
    struct db *db;
    assert_int_equal(file_make_folder(fixture_path(f->jam, folder), NULL), STATUS_OK);
    assert_int_equal(db_open(&db, path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    assert_int_equal(help_ask(db, f->arena, &wish, "Ada", &asked, NULL), STATUS_OK);
    snprintf(f->uuid[team], UUID_SIZE, "%s", asked.uuid);
    db_close(db);
    foreign_sql(path, team ? "UPDATE dj_help SET at_ms = 9" : "UPDATE dj_help SET at_ms = 5");
    return path;
}

static int set_up(void **state)
{
    static const struct team teams[] = {{.name = "North", .topic = "t", .folder = "teams/north"},
                                        {.name = "South", .topic = "t", .folder = "teams/south"}};
    const struct jam_plan plan = {.title = "Trial", .teams = teams, .team_count = TEAMS};
    struct fixture *f = calloc(1, sizeof *f);
    f->arena = arena_new();
    f->jam = fixture_folder();
    assert_int_equal(jam_create(fixture_path(f->jam, "jam.db"), &plan, NULL), STATUS_OK);
    f->north = make_team(f, 0, "teams/north", "which chart?");
    f->south = make_team(f, 1, "teams/south", "what is 7?");
    f->console = console_new_jam("Kim", f->jam, &coach_pane, 100, 30);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    console_free(f->console);
    arena_free(f->arena);
    free(f);
    return 0;
}

/* The list is read anew, as every few seconds. */
static void look(struct fixture *f)
{
    const struct message tick = {.kind = MESSAGE_TOLD, .topic = "tick", .text = ""};
    coach_pane.message(console_pane(f->console, "coach"), &tick);
    console_day(f->console);
}

static void north_ends_it(struct fixture *f, enum help_move move)
{
    assert_int_equal(coach_move(f->north, f->uuid[0], move, "Ada", NULL, NULL), STATUS_OK);
    look(f);
    console_assert_shows(f->console, "Calls  1");
}

static void south_is_untouched(const struct fixture *f)
{
    assert_int_equal(foreign_number(f->south, "SELECT count(*) FROM dj_help WHERE state = 'asked'"
                                              " AND coach = '' AND tip = ''"),
                     1);
    assert_int_equal(foreign_number(f->south, "SELECT count(*) FROM dj_help_line"), 0);
    assert_int_equal(foreign_number(f->south, "SELECT count(*) FROM dj_log"), 1);
}

static void only_the_named_call_is_closed(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "d");
    console_assert_shows(f->console, "Close North/1 · Ada: which chart?");
    console_type(f->console, "shares");
    north_ends_it(f, HELP_FINISH);
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "This call is over already (done).");
    south_is_untouched(f);
    assert_int_equal(foreign_number(f->north, "SELECT count(*) FROM dj_help WHERE tip = ''"), 1);
    console_press(f->console, "d"); /* the words are there, now for what the title names */
    console_assert_shows(f->console, "Close South/1 · Ada: what is 7?");
    console_assert_shows(f->console, "In a few words: shares");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "The call is closed");
    assert_int_equal(foreign_number(f->south, "SELECT count(*) FROM dj_help WHERE tip = 'shares'"),
                     1);
}

static void only_the_named_call_is_answered(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "w");
    console_assert_shows(f->console, "Write to North/1 · Ada: which chart?");
    console_type(f->console, "bars");
    north_ends_it(f, HELP_CANCEL);
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "This call is over already (taken back).");
    south_is_untouched(f);
    assert_int_equal(foreign_number(f->north, "SELECT count(*) FROM dj_help_line"), 0);
    console_press(f->console, "d"); /* another dialog has words of its own */
    assert_false(console_shows(f->console, "In a few words: bars"));
    console_press(f->console, "Esc w");
    console_assert_shows(f->console, "Write to South/1 · Ada: what is 7?");
    console_assert_shows(f->console, "In a few words: bars");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "The team can read it.");
    console_press(f->console, "w"); /* sent: they are not offered again */
    assert_false(console_shows(f->console, "In a few words: bars"));
}

static void only_the_named_call_is_taken_over(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(coach_move(f->north, f->uuid[0], HELP_CLAIM, "Alex", NULL, NULL), STATUS_OK);
    assert_int_equal(coach_move(f->south, f->uuid[1], HELP_CLAIM, "Alex", NULL, NULL), STATUS_OK);
    look(f);
    console_press(f->console, "Home c");
    console_assert_shows(f->console, "Alex has taken this call. Take it over?");
    console_assert_shows(f->console, "North/1 · Ada: which chart?");
    north_ends_it(f, HELP_FINISH);
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "This call is over already (done).");
    assert_int_equal(foreign_number(f->south, "SELECT count(*) FROM dj_help WHERE coach = 'Alex'"
                                              " AND state = 'coming'"),
                     1);
}

static void an_own_call_is_not_taken_again(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "c");
    console_assert_shows(f->console, "The call is yours, and the team sees it.");
    console_press(f->console, "c"); /* the cursor stays on it */
    console_assert_shows(f->console, "This call is yours already.");
}

/* ---- check-ins ---- */

static void check_in(struct fixture *f, enum check_in_move move, const char *who)
{
    const struct coach_team *north = NULL;
    struct coach_jam jam;
    assert_int_equal(coach_read(f->jam, f->arena, &jam, NULL), STATUS_OK);
    assert_int_equal(coach_find_team(&jam, "North", &north, NULL), STATUS_OK);
    assert_int_equal(coach_check_in(&jam, north, move, who, NULL, NULL), STATUS_OK);
}

static void name_north(struct fixture *f, const char *sql)
{
    foreign_sql(fixture_path(f->jam, "jam.db"), sql);
    look(f);
}

static void go_to_north(struct fixture *f)
{
    console_press(f->console, "End");
    if (!console_shows(f->console, "▶ North"))
        console_press(f->console, "Up");
    console_assert_shows(f->console, "▶ North");
}

static void only_the_named_team_is_visited(void **state)
{
    struct fixture *f = *state;
    check_in(f, CHECK_IN_TAKE, "Alex");
    check_in(f, CHECK_IN_FINISH, "Alex");
    look(f);
    go_to_north(f);
    console_press(f->console, "v");
    console_assert_shows(f->console, "North had its check-in");
    name_north(f, "DELETE FROM dj_team WHERE name = 'North'");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "There is no team \"North\" in this jam");
    south_is_untouched(f);
}

static void a_note_is_for_the_named_team(void **state)
{
    struct fixture *f = *state;
    check_in(f, CHECK_IN_TAKE, "Kim");
    look(f);
    go_to_north(f);
    console_press(f->console, "d");
    console_assert_shows(f->console, "End the check-in with North");
    console_type(f->console, "one story");
    name_north(f, "UPDATE dj_team SET name = 'Other', folder = 'teams/other' WHERE name = 'North'");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "There is no team \"North\" in this jam");
    south_is_untouched(f);
    name_north(f, "UPDATE dj_team SET name = 'North', folder = 'teams/north' WHERE name = 'Other'");
    go_to_north(f);
    console_press(f->console, "d");
    console_assert_shows(f->console, "In a few words: one story");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "The check-in is over");
    assert_int_equal(foreign_number(f->north, "SELECT count(*) FROM dj_log WHERE kind = 'check-in'"
                                              " AND detail LIKE '%one story%'"),
                     1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(only_the_named_call_is_closed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_the_named_call_is_answered, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_the_named_call_is_taken_over, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_own_call_is_not_taken_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_the_named_team_is_visited, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_note_is_for_the_named_team, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("coach pane", tests, NULL, NULL);
}

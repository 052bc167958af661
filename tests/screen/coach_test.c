/* The coach's console: calls and teams in one list, taking a call, and opening the team on what
 * it looked at. */
#include <stdio.h>
#include <sys/wait.h>

#include "core/base/file.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/sample.h"
#include "tests/support/team.h"

/* North has called from its pivot. */
static const char *jam_with_call(void)
{
    const char *jam = sample_jam();
    foreign_sql(fixture_path(jam, "teams/north/team.db"),
                "INSERT INTO dj_help(uuid, about, state, text, pane, view, by, at_ms)"
                " VALUES('v', 'other', 'asked', 'a later one', '', '', 'Robin', 1778581440000);"
                "INSERT INTO dj_help(uuid, about, state, text, pane, view, by, at_ms)"
                " SELECT 'u', 'analysis', 'asked', 'shares or counts?', 'pivot',"
                " json_object('version', 1, 'dataset', (SELECT min(id) FROM dj_dataset)),"
                " 'Robin', 1778581380000");
    return jam;
}

static struct vt *start_as(const char *jam, const char *coach, int cols, int rows)
{
    const struct vt_options options = {.rows = rows, .cols = cols};
    return vt_start(&options, VT_ARGS("datajam", "coach", jam, "--as", coach));
}

static struct vt *start(const char *jam, int cols, int rows)
{
    return start_as(jam, "Kim", cols, rows);
}

/* The day is at its third item, whatever was planned for this time. */
static void go_to_analysis(const char *jam)
{
    fixture_do(VT_ARGS("datajam", "clock", jam, "start"));
    fixture_do(VT_ARGS("datajam", "clock", jam, "next"));
    fixture_do(VT_ARGS("datajam", "clock", jam, "next"));
}

static void what_it_looks_like(void **state)
{
    const char *jam = jam_with_call();
    go_to_analysis(jam);
    struct vt *vt = start(jam, 80, 24);
    (void)state;
    vt_expect(vt, "shares or counts?");
    vt_golden(vt, "coach-80x24");
    vt_resize(vt, 40, 120);
    vt_golden(vt, "coach-120x40");
    vt_free(vt);
}

static void a_call_is_taken_opened_and_closed(void **state)
{
    const char *jam = jam_with_call(), *team = fixture_path(jam, "teams/north/team.db");
    struct vt *vt = start(jam, 100, 30);
    (void)state;
    vt_expect(vt, "shares or counts?");
    vt_keys(vt, "c");
    vt_expect(vt, "Kim has it");
    assert_int_equal(foreign_number(team, "SELECT count(*) FROM dj_help WHERE coach = 'Kim'"), 1);
    vt_send(vt, "\r", 1); /* another console from here on: it counts its keys anew */
    vt_wait_for(vt, "asked: shares or counts?"); /* the last word, once the view is there */
    vt_wait_for(vt, "Kim is coming");
    vt_send(vt, "q", 1);
    vt_wait_for(vt, "Kim has it");
    vt_send(vt, "d", 1);
    vt_wait_for(vt, "What has helped?");
    vt_send(vt, "shares\r", 7);
    vt_wait_for(vt, "Calls  1");
    vt_send(vt, "t", 1);
    vt_wait_for(vt, "What has helped");
    assert_int_equal(foreign_number(team, "SELECT count(*) FROM dj_help WHERE tip = 'shares'"), 1);
    vt_send(vt, "\rq", 2);
    assert_int_equal(WEXITSTATUS(vt_wait_end(vt)), 0);
    vt_free(vt);
}

/* Alex can't close Kim's call as if Kim had: it is taken over first. */
static void another_coachs_call_is_taken_over(void **state)
{
    const char *jam = jam_with_call(), *team = fixture_path(jam, "teams/north/team.db");
    (void)state;
    foreign_sql(team, "UPDATE dj_help SET state = 'coming', coach = 'Alex', claimed_ms = 5");
    struct vt *vt = start(jam, 80, 24);
    vt_expect(vt, "Alex has it");
    vt_keys(vt, "Home d");
    vt_expect(vt, "Alex has this call");
    vt_keys(vt, "c");
    vt_expect(vt, "Alex has taken this call. Take it over?");
    vt_keys(vt, "Enter");
    vt_wait_for(vt, "Kim has it");
    vt_keys(vt, "d");
    vt_type(vt, "shares");
    vt_keys(vt, "Enter");
    vt_wait_for(vt, "Calls  1");
    assert_int_equal(foreign_number(team, "SELECT count(*) FROM dj_help WHERE coach = 'Kim'"
                                          " AND state = 'done' AND tip = 'shares'"),
                     1);
    vt_free(vt);
}

/* The request, the view that went with it, and whoever asked, all by Enter; and from there on
 * the coach sees what they see. */
static void one_key_opens_request_view_and_asker(void **state)
{
    const char *jam = sample_jam(), *team = fixture_path(jam, "teams/north/team.db");
    struct vt *robin = sample_start_as(jam, "Robin", 80, 24);
    (void)state;
    vt_keys(robin, "2 Ctrl-Home Right r 3 F8 W h i c h Enter");
    vt_type(robin, "shares or counts?");
    vt_keys(robin, "Enter");
    struct vt *vt = start(jam, 80, 24);
    vt_wait_for(vt, "shares or counts?");
    vt_keys(vt, "Home");
    vt_send(vt, "\r", 1); /* another console from here on */
    vt_wait_for(vt, "Robin asks: shares or counts?");
    vt_expect_row(vt, 1, "3 Pivot");
    vt_wait_for(robin, "Kim is coming");
    assert_int_equal(foreign_number(team, "SELECT count(*) FROM dj_help WHERE coach = 'Kim'"
                                          " AND state = 'coming'"),
                     1);
    vt_keys(robin, "2 End");
    vt_wait_for(vt, "1 / "); /* the place among the rows: Kim is in the data, too */
    vt_send(vt, "\033", 1);
    vt_wait_for(vt, "your own view");
    vt_free(vt);
    vt_free(robin);
}

/* At 10:33 an analysis is planned. */
static void the_phase_is_the_clocks(void **state)
{
    const char *jam = sample_jam();
    (void)state;
    go_to_analysis(jam);
    fixture_do(VT_ARGS("datajam", "clock", jam, "next"));
    struct vt *vt = start(jam, 80, 24);
    vt_wait_for(vt, "Coach  │ Lunch");
    fixture_do(VT_ARGS("datajam", "clock", jam, "back"));
    vt_wait_for(vt, "Coach  │ Analysis 1");
    vt_free(vt);
}

/* ---- the round of check-ins ---- */

enum { TEAMS = 3 };

/* Lunch since 10:13, and three teams; one has a finding. */
static const char *jam_at_lunch(void)
{
    static const char agenda[] = "time,title,minutes,kind\n10:00,Analysis 1,15,analysis\n"
                                 "10:15,Lunch,45,lunch\n";
    static const char *const then[] = {"DATAJAM_NOW=2026-05-12T10:13:00Z", NULL};
    static const char *const names[TEAMS] = {"North", "South", "West"};
    static const char *const steps[] = {"start", "next"};
    const char *folder = fixture_folder(), *jam = fixture_path(folder, "spring-jam");
    assert_int_equal(file_make_folder(fixture_path(folder, "topics/housing/data"), NULL),
                     STATUS_OK);
    fixture_file(folder, "topics/housing/topic.md", "# Housing\n");
    fixture_file(folder, "topics/housing/data/visits.csv", "client,office\n1,a\n2,b\n3,b\n");
    fixture_do(VT_ARGS("datajam", "new", jam, "--agenda",
                       fixture_file(folder, "agenda.csv", agenda), "--topics",
                       fixture_path(folder, "topics")));
    for (int i = 0; i < TEAMS; i++)
        fixture_do(VT_ARGS("datajam", "team", "add", jam, names[i], "--topic", "housing"));
    fixture_do(VT_ARGS("datajam", "board", fixture_path(jam, "teams/south/team.db"), "add",
                       "finding", "Half of them find work", "--as", "Robin"));
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        struct fixture_run run =
            fixture_run(VT_ARGS("datajam", "clock", jam, steps[i]), NULL, then);
        assert_int_equal(run.status, 0);
        fixture_run_free(&run);
    }
    return jam;
}

static void what_a_round_looks_like(void **state)
{
    const char *jam = jam_at_lunch();
    (void)state;
    fixture_do(VT_ARGS("datajam", "coach", jam, "take", "North", "--as", "Alex"));
    fixture_do(
        VT_ARGS("datajam", "coach", jam, "done", "North", "they look at myths", "--as", "Alex"));
    struct vt *vt = start(jam, 80, 24);
    vt_wait_for(vt, "check-ins 1 of 3");
    vt_keys(vt, "End n");
    vt_golden(vt, "round-80x24");
    vt_resize(vt, 40, 120);
    vt_golden(vt, "round-120x40");
    vt_free(vt);
}

/* To the team, with what to ask; whoever is there is followed. Back, and a line of note. */
static void a_check_in_from_its_turn_to_its_note(void **state)
{
    const char *jam = jam_at_lunch(), *team = fixture_path(jam, "teams/north/team.db");
    (void)state;
    struct vt *robin = sample_start_as(jam, "Robin", 80, 24);
    vt_keys(robin, "2 Ctrl-Home Right r 3");
    struct vt *vt = start(jam, 80, 24);
    vt_wait_for(vt, "North            1 here");
    vt_keys(vt, "End Up Up");
    for (int i = 0; i < TEAMS && !vt_find(vt, "▶ North", NULL, NULL); i++)
        vt_keys(vt, "Down");
    vt_expect(vt, "What to ask North");
    vt_send(vt, "v", 1); /* another console from here on */
    vt_wait_for(vt, "· Which question do you want to answer?");
    vt_wait_for(vt, "F10 goes back to your list");
    struct vt *alex = start_as(jam, "Alex", 80, 24);
    vt_wait_for(alex, "Kim is there since 10:33");
    vt_send(vt, "\r", 1);
    vt_wait_for(vt, "you follow Robin");
    vt_wait_for(vt, "│ office · rows"); /* the pivot that Robin looks at */
    vt_send(vt, "\033[21~", 5);
    vt_wait_for(vt, "You are with North; d ends the check-in");
    vt_expect(vt, "you are there since 10:33");
    vt_send(vt, "d", 1);
    vt_wait_for(vt, "What came of it?");
    vt_send(vt, "one story\r", 10);
    vt_wait_for(vt, "Kim was there at 10:33: one story");
    vt_wait_for(alex, "Kim was there at 10:33: one story");
    vt_expect(vt, "check-ins 1 of 3");
    vt_send(vt, "v", 1); /* one key too many */
    vt_wait_for(vt, "North had its check-in at 10:33 by Kim. Go there once");
    vt_send(vt, "\033", 1);
    vt_wait_gone(vt, "Go there once");
    vt_expect(vt, "Kim was there at 10:33: one story");
    assert_int_equal(foreign_number(team, "SELECT count(*) FROM dj_log WHERE kind = 'check-in'"),
                     2);
    const struct vt_options wide = {.rows = 40, .cols = 120};
    struct vt *facilitator = vt_start(&wide, VT_ARGS("datajam", "facilitate", jam, "--as", "Fran"));
    vt_wait_for(facilitator, "Kim was there at 10:33: one story · Robin");
    vt_free(facilitator);
    vt_free(alex);
    vt_free(vt);
    vt_free(robin);
}

/* Whoever sits down at the team's console next is not the coach who looked in. */
static void a_visit_is_not_remembered_as_the_teams_person(void **state)
{
    const char *jam = sample_jam();
    (void)state;
    struct vt *vt = start(jam, 80, 24);
    vt_wait_for(vt, "▶ North");
    vt_send(vt, "\r", 1); /* another console from here on */
    vt_wait_for(vt, "case_id");
    struct vt *team = vt_start(NULL, VT_ARGS("datajam", "join", fixture_path(jam, "north")));
    vt_expect(team, "Who are you?");
    vt_expect_not(team, "Kim");
    vt_type(team, "Ada");
    vt_keys(team, "Enter");
    vt_wait_for(team, "Kim (coach) here");
    vt_free(team);
    vt_free(vt);
}

/* Two coaches press the same key on the same line: one goes, the other is told who. */
static void two_coaches_never_go_to_the_same_team(void **state)
{
    const char *jam = jam_at_lunch();
    (void)state;
    struct vt *vt = start(jam, 80, 24);
    vt_wait_for(vt, "its turn (v)");
    vt_keys(vt, "n");
    vt_expect(vt, "▶ North");
    fixture_do(VT_ARGS("datajam", "coach", jam, "take", "North", "--as", "Alex"));
    vt_send(vt, "v", 1);
    vt_wait_for(vt, "Alex is with this team already; go to another one.");
    fixture_do(VT_ARGS("datajam", "coach", jam, "take", "South", "--as", "Kim"));
    vt_wait_for(vt, "you are there since");
    vt_keys(vt, "n");
    vt_expect(vt, "▶ South");
    vt_keys(vt, "b");
    vt_wait_for(vt, "The check-in is given back");
    vt_free(vt);
}

/* At other times nothing is suggested, but it can be done. */
static void outside_lunch_nothing_is_suggested(void **state)
{
    const char *jam = sample_jam();
    (void)state;
    go_to_analysis(jam);
    struct vt *vt = start(jam, 80, 24);
    vt_wait_for(vt, "Teams  1");
    vt_expect_not(vt, "check-in yet");
    vt_keys(vt, "n");
    vt_expect(vt, "The round of check-ins is over lunch; v does one now all the same.");
    vt_send(vt, "v", 1);
    vt_wait_for(vt, "What to ask North");
    vt_free(vt);
}

/* Nothing that a coach opens ends the console, and a team that can't be read is told on top. */
static void what_cannot_be_opened_is_told(void **state)
{
    const char *jam = jam_at_lunch(), *folder = fixture_path(jam, "teams/south");
    const char *aside = fixture_path(jam, "south-aside");
    char gone[300];
    (void)state;
    snprintf(gone, sizeof gone, "%s-gone", jam);
    struct vt *vt = start(jam, 80, 24);
    vt_wait_for(vt, "check-ins 0 of 3");
    vt_expect_not(vt, "can't be read");
    while (!vt_find(vt, "▶ South", NULL, NULL))
        vt_keys(vt, "Down");
    assert_int_equal(rename(folder, aside), 0);
    vt_wait_for(vt, "South can't be read, so its calls are not here");
    vt_keys(vt, "Enter");
    vt_wait_for(vt, "South can't be opened:");
    vt_expect(vt, "Teams  3");
    assert_int_equal(rename(aside, folder), 0);
    assert_int_equal(rename(jam, gone), 0);
    vt_keys(vt, "Enter v Enter");
    vt_expect(vt, "▶ South");
    assert_int_equal(rename(gone, jam), 0);
    vt_send(vt, "\r", 1); /* another console from here on */
    vt_wait_for(vt, "2 Data");
    vt_free(vt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_looks_like),
        cmocka_unit_test(a_call_is_taken_opened_and_closed),
        cmocka_unit_test(another_coachs_call_is_taken_over),
        cmocka_unit_test(one_key_opens_request_view_and_asker),
        cmocka_unit_test(the_phase_is_the_clocks),
        cmocka_unit_test(what_a_round_looks_like),
        cmocka_unit_test(a_check_in_from_its_turn_to_its_note),
        cmocka_unit_test(a_visit_is_not_remembered_as_the_teams_person),
        cmocka_unit_test(two_coaches_never_go_to_the_same_team),
        cmocka_unit_test(what_cannot_be_opened_is_told),
        cmocka_unit_test(outside_lunch_nothing_is_suggested),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

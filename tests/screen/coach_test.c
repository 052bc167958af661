/* The coach's console: calls and teams in one list, taking a call, and opening the team on what
 * it looked at. */
#include <sys/wait.h>

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

static struct vt *start(const char *jam, int cols, int rows)
{
    const struct vt_options options = {.rows = rows, .cols = cols};
    return vt_start(&options, VT_ARGS("datajam", "coach", jam, "--as", "Kim"));
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_looks_like),
        cmocka_unit_test(a_call_is_taken_opened_and_closed),
        cmocka_unit_test(one_key_opens_request_view_and_asker),
        cmocka_unit_test(the_phase_is_the_clocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

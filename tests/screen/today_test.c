/* The clock of the day on the screen: in the header of a console, and on the projector. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/vt.h"

static const char agenda[] = "time,title,minutes,kind,fixed,note\n"
                             "09:00,Kick-off,30,kick-off,yes,\n"
                             "09:30,Huddle,30,huddle,no,\n"
                             "10:00,Analysis 1,120,analysis,no,\n"
                             "12:00,Lunch,45,lunch,yes,\n";

#define NOW(time) "DATAJAM_NOW=2026-05-12T" time "Z"

#define RUN(...) ((const char *const[]){__VA_ARGS__, NULL})

static const char *make_jam(void)
{
    const char *folder = fixture_folder(), *jam = fixture_path(folder, "spring-jam");
    assert_int_equal(file_make_folder(fixture_path(folder, "topics/housing/data"), NULL),
                     STATUS_OK);
    fixture_file(folder, "topics/housing/topic.md", "# Housing\n");
    fixture_file(folder, "topics/housing/data/visits.csv", "client,amount\n1,2\n2,3\n");
    fixture_do_at(NOW("08:00:00"),
                  RUN("new", jam, "--agenda", fixture_file(folder, "agenda.csv", agenda),
                      "--topics", fixture_path(folder, "topics")));
    fixture_do_at(NOW("08:00:00"), RUN("team", "add", jam, "North", "--topic", "housing"));
    return jam;
}

/* At 10:33, the time of all screen tests, the analysis runs since 10:00. */
static void run_until_analysis(const char *jam)
{
    fixture_do_at(NOW("09:00:00"), RUN("clock", jam, "start"));
    fixture_do_at(NOW("09:30:00"), RUN("clock", jam, "next"));
    fixture_do_at(NOW("10:00:00"), RUN("clock", jam, "next"));
}

static struct vt *join(const char *jam, int cols, int rows)
{
    const struct vt_options options = {.rows = rows, .cols = cols};
    return vt_start(&options,
                    VT_ARGS("datajam", "join", fixture_path(jam, "north"), "--as", "Ada"));
}

static void the_header_has_phase_and_time_left(void **state)
{
    (void)state;
    const char *jam = make_jam();
    run_until_analysis(jam);
    struct vt *vt = join(jam, 120, 40);
    vt_golden(vt, "today-120x40");
    vt_expect_row(vt, 0, "● Analysis 1 ━━━╌╌╌╌╌╌╌╌╌╌╌  1 h 27 left  10:33");
    vt_free(vt);
    vt = join(jam, 80, 24);
    vt_golden(vt, "today-80x24");
    vt_free(vt);
}

/* Whoever presents sees how long they still may, and when that changes. */
static void slides_say_the_time_left(void **state)
{
    (void)state;
    const char *jam = make_jam();
    run_until_analysis(jam);
    struct vt *vt = join(jam, 80, 24);
    vt_keys(vt, "B");
    vt_expect(vt, "1 of 1");
    vt_expect_row(vt, 0, "Analysis 1 · 1 h 27 left");
    fixture_do_at(NOW("10:33:00"), RUN("clock", jam, "extend", "10"));
    vt_wait_for(vt, "Analysis 1 · 1 h 37 left");
    vt_keys(vt, "Esc");
    vt_free(vt);
}

/* What is typed stays, and so does the cursor. */
static void a_change_is_seen_at_once_and_disturbs_nobody(void **state)
{
    int row, col, row_after, col_after;
    (void)state;
    const char *jam = make_jam();
    struct vt *vt = join(jam, 80, 24);
    vt_expect_not(vt, "Kick-off");
    vt_keys(vt, ":");
    vt_type(vt, "sor");
    assert_true(vt_cursor(vt, &row, &col));
    int64_t start = clock_steady_ms();
    fixture_do_at(NOW("10:20:00"), RUN("clock", jam, "start"));
    vt_wait_for(vt, "● Kick-off  17 min left");
    int64_t took = clock_steady_ms() - start;
    if (took > 1000 && !getenv("DATAJAM_SLOW"))
        print_message("the change was seen after %lld ms\n", (long long)took);
    fixture_do_at(NOW("10:33:00"),
                  RUN("clock", jam, "say", "Lunch", "is", "served", "--as", "Robin"));
    vt_wait_for(vt, "10:33 Robin: Lunch is served");
    vt_type(vt, "t");
    assert_true(vt_cursor(vt, &row_after, &col_after));
    assert_int_equal(row, row_after);
    assert_int_equal(col, col_after); /* on the first line of the list */
    vt_expect(vt, "sort");
    vt_keys(vt, "Esc Down Up"); /* keys take messages away, but no announcement */
    vt_expect(vt, "10:33 Robin: Lunch is served");
    fixture_do_at(NOW("10:33:00"), RUN("clock", jam, "pause"));
    vt_wait_for(vt, "○ Kick-off  paused, 17 min left");
    vt_free(vt);
}

/* Whole, whatever else stands at the bottom, and without a row of the data behind it. */
static void a_long_announcement_is_read_whole(void **state)
{
    (void)state;
    const char *jam = make_jam();
    run_until_analysis(jam);
    struct vt *vt = join(jam, 80, 24);
    vt_keys(vt, "2 F8 Enter");
    vt_type(vt, "what is a visit?");
    vt_keys(vt, "Enter");
    static const char words[] = "Guests come at three sharp: bring your slides to the desk by a"
                                " quarter to, one each team, and say which finding comes first.";
    fixture_do_at(NOW("10:33:00"), RUN("clock", jam, "say", words, "--as", "Robin"));
    vt_wait_for(vt, "say which finding comes first.");
    vt_golden(vt, "announced-80x24");
    vt_keys(vt, "Down");
    vt_expect(vt, "say which finding comes first.");
    vt_keys(vt, ":"); /* what lies over the panes leaves it the status line */
    vt_expect_row(vt, 22, "10:33 Robin: Guests come at three sharp");
    vt_keys(vt, "Esc");
    vt_expect(vt, "say which finding comes first.");
    vt_resize(vt, 40, 120);
    vt_golden(vt, "announced-120x40");
    vt_free(vt);
}

/* A second one does not take the first one's minute, and both can be read again. */
static void announcements_stand_beside_each_other_and_are_listed(void **state)
{
    (void)state;
    const char *jam = make_jam();
    run_until_analysis(jam);
    fixture_do_at(NOW("08:00:00"), RUN("team", "add", jam, "South", "--topic", "housing"));
    struct vt *vt = join(jam, 80, 24);
    fixture_do_at(NOW("10:33:00"), RUN("clock", jam, "say", "Lunch is served", "--as", "Robin"));
    vt_wait_for(vt, "10:33 Robin: Lunch is served");
    fixture_do_at(NOW("10:33:00"), RUN("clock", jam, "say", "Windows shut, please", "--as", "Kim"));
    vt_wait_for(vt, "10:33 Kim: Windows shut, please");
    vt_expect(vt, "10:33 Robin: Lunch is served");
    fixture_do_at(NOW("10:33:00"), RUN("clock", jam, "say", "--to", "south", "Come to the desk"));
    vt_free(vt);
    vt = join(jam, 80, 24); /* whoever comes later */
    vt_expect_not(vt, "Lunch is served");
    vt_keys(vt, ":");
    vt_type(vt, "announcements");
    vt_keys(vt, "Enter");
    vt_expect(vt, "Announcements of today");
    vt_expect(vt, "Lunch is served");
    vt_expect(vt, "Windows shut, please");
    vt_expect_not(vt, "Come to the desk");
    vt_free(vt);
}

static void another_teams_announcement_is_not_ours(void **state)
{
    (void)state;
    const char *jam = make_jam();
    fixture_do_at(NOW("08:00:00"), RUN("team", "add", jam, "South", "--topic", "housing"));
    struct vt *vt = join(jam, 80, 24);
    fixture_do_at(NOW("10:33:00"), RUN("clock", jam, "say", "--to", "south", "Come to the desk"));
    fixture_do_at(NOW("10:33:00"),
                  RUN("clock", jam, "say", "--to", "north", "Your table is ready"));
    vt_wait_for(vt, "Your table is ready");
    vt_expect_not(vt, "Come to the desk");
    vt_free(vt);
}

/* All of a rehearsal says that it is one, and why an analysis may have no rows. What was announced
 * more than a minute ago is not shown any more, wherever the folder was meanwhile. */
static void a_rehearsal_and_what_is_old(void **state)
{
    (void)state;
    const char *jam = make_jam();
    struct vt *vt = join(jam, 120, 40);
    fixture_do_at(NOW("10:33:00"), RUN("clock", jam, "start", "--rehearse", "60"));
    vt_wait_for(vt, "rehearsal ● Kick-off");
    fixture_do_at(NOW("10:31:00"), RUN("clock", jam, "say", "All in one"));
    fixture_do_at(NOW("10:32:30"), RUN("clock", jam, "say", "Come here"));
    vt_wait_for(vt, "Come here");
    vt_expect_not(vt, "All in one");
    fixture_do_at(NOW("10:33:00"), RUN("clock", jam, "next"));
    fixture_do_at(NOW("10:33:00"), RUN("clock", jam, "next"));
    vt_wait_for(vt, "Analysis 1, in a rehearsal: data that are closed stay closed");
    vt_free(vt);
}

static void a_torn_record_leaves_the_last_known(void **state)
{
    (void)state;
    const char *jam = make_jam();
    run_until_analysis(jam);
    struct vt *vt = join(jam, 80, 24);
    fixture_file(jam, "clock", "datajam-clock 1\nstate=runn");
    vt_wait_for(vt, "1 h 27 left (last known)");
    vt_wait_for(vt, "The clock can't be read now");
    fixture_do_at(NOW("10:33:00"), RUN("clock", jam, "status")); /* a facilitator's look mends it */
    vt_wait_for(vt, "The clock can be read again.");
    vt_wait_gone(vt, "(last known)");
    fixture_file(jam, "clock", "datajam-clock 1\nstate=runn");
    vt_wait_for(vt, "1 h 27 left (last known)");
    assert_int_equal(unlink(fixture_path(jam, "clock")), 0);
    vt_keys(vt, "Down");
    vt_expect(vt, "1 h 27 left (last known)");
    fixture_do_at(NOW("10:33:00"), RUN("clock", jam, "extend", "10")); /* writes it anew */
    vt_wait_for(vt, "1 h 37 left");
    vt_wait_gone(vt, "(last known)");
    vt_free(vt);
}

/* Whoever comes while it can't be read is told so, and has it as soon as it can. */
static void a_console_begins_with_a_torn_record(void **state)
{
    (void)state;
    const char *jam = make_jam();
    run_until_analysis(jam);
    fixture_file(jam, "clock", "datajam-clock 1\nstate=runn");
    struct vt *vt = join(jam, 80, 24);
    vt_wait_for(vt,
                "The clock can't be read now; tell a facilitator, whose console writes it anew.");
    fixture_do_at(NOW("10:33:00"), RUN("clock", jam, "extend", "10"));
    vt_wait_for(vt, "● Analysis 1  1 h 37 left");
    vt_free(vt);
}

static void time_passes_by_itself(void **state)
{
    static const char *const real[] = {"DATAJAM_NOW=", NULL};
    const struct vt_options options = {.env = real};
    (void)state;
    const char *jam = make_jam();
    fixture_do_at("DATAJAM_NOW=", RUN("clock", jam, "start", "--rehearse", "1800"));
    struct vt *vt =
        vt_start(&options, VT_ARGS("datajam", "join", fixture_path(jam, "north"), "--as", "Ada"));
    vt_wait_for(vt, "Kick-off: time is up");
    vt_wait_for(vt, "min over");
    vt_free(vt);
}

static void on_the_projector(void **state)
{
    static const struct {
        int cols, rows;
        const char *golden;
    } sizes[] = {{80, 24, "clock-80x24"}, {120, 40, "clock-120x40"}, {200, 60, "clock-200x60"}};
    (void)state;
    const char *jam = make_jam();
    run_until_analysis(jam);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const struct vt_options options = {.rows = sizes[i].rows, .cols = sizes[i].cols};
        struct vt *vt = vt_start(&options, VT_ARGS("datajam", "clock", jam, "show"));
        vt_golden(vt, sizes[i].golden);
        vt_expect(vt, "Next:"); /* what, is in big letters */
        vt_free(vt);
    }
}

static void the_projector_follows_the_day(void **state)
{
    (void)state;
    const char *jam = make_jam();
    struct vt *vt = vt_start(NULL, VT_ARGS("datajam", "clock", jam, "show"));
    vt_expect(vt, "Next:");
    fixture_do_at(NOW("10:05:00"), RUN("clock", jam, "start"));
    vt_wait_for(vt, "2:00 left");
    vt_resize(vt, 40, 120);
    vt_expect(vt, "Next:");
    for (int i = 0; i < 4; i++)
        fixture_do_at(NOW("10:33:00"), RUN("clock", jam, "next"));
    vt_wait_for(vt, "the day is over");
    vt_keys_end(vt, "F10");
    assert_true(vt_restored(vt));
    vt_free(vt);
}

/* One key alone starts nothing. */
static void the_day_begins_after_a_question(void **state)
{
    (void)state;
    const char *jam = make_jam();
    const struct vt_options options = {.rows = 24, .cols = 80};
    struct vt *vt = vt_start(&options, VT_ARGS("datajam", "facilitate", jam, "--as", "Robin"));
    vt_expect(vt, "North");
    vt_keys(vt, "s Esc");
    vt_expect_not(vt, "30 min left");
    vt_keys(vt, "s");
    vt_expect(vt, "Begin the day");
    vt_keys(vt, "Enter");
    vt_wait_for(vt, "Kick-off  30 min left");
    vt_free(vt);
}

/* From a folder that is not there yet to a console of its day. */
static void a_jam_from_nothing(void **state)
{
    (void)state;
    const char *jam = fixture_path(fixture_folder(), "autumn-jam");
    const struct vt_options options = {.rows = 24, .cols = 80};
    struct vt *vt = vt_start(&options, VT_ARGS("datajam", "facilitate", jam, "--as", "Robin"));
    vt_expect(vt, "There is no jam here yet");
    vt_send(vt, "\r", 1); /* another console from here on: it counts its keys anew */
    vt_wait_for(vt, "No teams yet. T adds one.");
    vt_wait_for(vt, "15:00  Showcase");
    vt_send(vt, "q", 1);
    vt_wait_end(vt);
    assert_true(vt_restored(vt));
    vt_free(vt);
    assert_true(file_exists(fixture_path(jam, "jam.db")));
    vt = vt_start(&options, VT_ARGS("datajam", "facilitate"));
    vt_expect(vt, "such as spring-jam");
    vt_keys_end(vt, "Esc");
    assert_true(vt_restored(vt));
    vt_free(vt);
}

/* What is pressed there shows there, and in the consoles of the teams. */
static void the_facilitators_console(void **state)
{
    (void)state;
    const char *jam = make_jam();
    run_until_analysis(jam);
    const struct vt_options options = {.rows = 40, .cols = 120};
    struct vt *vt = vt_start(&options, VT_ARGS("datajam", "facilitate", jam, "--as", "Robin"));
    struct vt *team = join(jam, 80, 24);
    vt_expect(vt, "North");
    vt_keys(vt, "+");
    vt_wait_for(vt, "1 h 32 left");
    vt_wait_for(team, "1 h 32 left");
    vt_keys(vt, "p");
    vt_wait_for(team, "paused, 1 h 32 left");
    vt_keys(vt, "p n");
    vt_wait_for(team, "● Lunch");
    vt_keys(vt, "b a");
    vt_type(vt, "Guests come at three");
    vt_keys(vt, "Enter");
    vt_wait_for(team, "10:33 Robin: Guests come at three");
    vt_wait_for(vt, "Robin: Guests come at three");
    vt_keys(vt, "t N o r Enter"); /* to one team, also while the clock stands still */
    vt_expect(vt, "Announce to North");
    vt_expect(vt, "in the consoles of North");
    vt_type(vt, "Your guest is here");
    vt_keys(vt, "Enter");
    vt_wait_for(vt, "Said to North.");
    vt_keys(vt, "p");
    vt_wait_for(team, "10:33 Robin: Your guest is here");
    vt_wait_for(vt, "◐ North"); /* where Ada is, and has not made anything */
    vt_keys(vt, "s");
    vt_expect(vt, "The day has begun already");
    vt_free(team);
    vt_free(vt);
}

static void the_facilitators_console_at_all_sizes(void **state)
{
    static const struct {
        int cols, rows;
        const char *golden;
    } sizes[] = {{80, 24, "facilitate-80x24"}, {120, 40, "facilitate-120x40"}};
    (void)state;
    const char *jam = make_jam();
    run_until_analysis(jam);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const struct vt_options options = {.rows = sizes[i].rows, .cols = sizes[i].cols};
        struct vt *vt = vt_start(&options, VT_ARGS("datajam", "facilitate", jam, "--as", "Robin"));
        vt_golden(vt, sizes[i].golden);
        vt_free(vt);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_header_has_phase_and_time_left),
        cmocka_unit_test(slides_say_the_time_left),
        cmocka_unit_test(a_change_is_seen_at_once_and_disturbs_nobody),
        cmocka_unit_test(a_long_announcement_is_read_whole),
        cmocka_unit_test(announcements_stand_beside_each_other_and_are_listed),
        cmocka_unit_test(another_teams_announcement_is_not_ours),
        cmocka_unit_test(a_rehearsal_and_what_is_old),
        cmocka_unit_test(a_torn_record_leaves_the_last_known),
        cmocka_unit_test(a_console_begins_with_a_torn_record),
        cmocka_unit_test(time_passes_by_itself),
        cmocka_unit_test(on_the_projector),
        cmocka_unit_test(the_projector_follows_the_day),
        cmocka_unit_test(the_day_begins_after_a_question),
        cmocka_unit_test(a_jam_from_nothing),
        cmocka_unit_test(the_facilitators_console),
        cmocka_unit_test(the_facilitators_console_at_all_sizes),
    };
    return cmocka_run_group_tests_name("today", tests, NULL, NULL);
}

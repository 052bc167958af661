/*
 * The verb `clock` as a facilitator types it: what is refused with what to do instead, and what is
 * said beside the time that is left.
 */
#include "tests/support/check.h"

#include <string.h>
#include <unistd.h>

#include "tests/support/fixture.h"
#include "tests/support/vt.h"

static const char agenda[] = "time,title,minutes,kind,fixed\n"
                             "11:50,Welcome,20,kick-off,\n"
                             "12:10,Question round,8,huddle,\n"
                             "12:18,Dig,6,analysis,\n"
                             "12:24,Lunch,20,lunch,yes\n"
                             "12:50,Show,20,showcase,yes\n";

#define NOW(time) "DATAJAM_NOW=2026-05-12T" time "Z"

/* Runs `datajam clock JAM …` at that time; all that it says is to hold the words. */
static void say(const char *jam, const char *now, const char *const *words, int status,
                const char *expected)
{
    const char *argv[12] = {"datajam", "clock", jam};
    for (size_t i = 0; words[i]; i++)
        argv[i + 3] = words[i];
    struct fixture_run run = fixture_run(argv, NULL, (const char *const[]){now, "TZ=UTC", NULL});
    const char *out = buffer_span(&run.out).data, *err = buffer_span(&run.err).data;
    if (run.status != status || !(strstr(out, expected) || strstr(err, expected)))
        fail_msg("clock %s: exit status %d, no \"%s\" in:\n%s%s", words[0], run.status, expected,
                 out, err);
    fixture_run_free(&run);
}

#define CLOCK(jam, now, status, expected, ...)                                                     \
    say(jam, NOW(now), (const char *const[]){__VA_ARGS__, NULL}, status, expected)

static const char *make_jam(void)
{
    const char *folder = fixture_folder(), *jam = fixture_path(folder, "spring-jam");
    fixture_do(
        VT_ARGS("datajam", "new", jam, "--agenda", fixture_file(folder, "agenda.csv", agenda)));
    return jam;
}

static void a_start_takes_nothing_away(void **state)
{
    const char *jam = make_jam();
    (void)state;
    CLOCK(jam, "11:40:00", 0, "Welcome: ", "start", "--rehearse", "60");
    CLOCK(jam, "11:40:05", 1, "A rehearsal is running; reset ends it", "start");
    CLOCK(jam, "11:40:06", 0, "as before the start", "reset");
    CLOCK(jam, "11:50:00", 0, "Welcome: 20 min left", "start");
    for (int i = 0; i < 4; i++)
        CLOCK(jam, "12:00:00", 0, "left", "next");
    CLOCK(jam, "12:00:00", 0, "the day is over", "next");
    CLOCK(jam, "12:00:00", 1, "reset makes the clock ready", "start");
    CLOCK(jam, "12:00:00", 0, "state=over", "status");
}

static void a_start_at_a_past_time(void **state)
{
    const char *jam = make_jam();
    (void)state;
    CLOCK(jam, "11:54:06", 0, "11:50 is past: the day began then", "start", "--at", "11:50");
    CLOCK(jam, "11:54:06", 0, "started=2026-05-12T11:50:00Z", "status");
    CLOCK(jam, "11:54:06", 0, "remaining=954", "status");
    CLOCK(jam, "11:55:00", 0, "as before", "reset");
    CLOCK(jam, "11:55:00", 2, "a rehearsal begins at once", "start", "--at", "12:00", "--rehearse",
          "60");
}

static void what_is_fixed_and_late_is_said(void **state)
{
    const char *jam = make_jam();
    (void)state;
    CLOCK(jam, "11:50:00", 0, "Welcome: 20 min left", "start");
    CLOCK(jam, "11:50:00", 0, "Lunch is fixed at 12:24 and would begin at 12:33, 9 min late.",
          "extend", "13");
}

/* A facilitator's look makes it whole; where there is no jam, that is said. */
static void a_lost_record_is_written_anew(void **state)
{
    const char *jam = make_jam(), *record = fixture_path(jam, "clock");
    (void)state;
    CLOCK(jam, "11:50:00", 0, "Welcome: 20 min left", "start");
    assert_int_equal(unlink(record), 0);
    CLOCK(jam, "11:52:00", 0, "written anew from jam.db", "status");
    CLOCK(jam, "11:52:00", 0, "remaining=1080", "status");
    fixture_file(jam, "clock", "garbage");
    CLOCK(jam, "11:53:00", 1, "written anew from jam.db", "start");
    CLOCK(jam, "11:53:00", 0, "phase=Welcome", "status");
    assert_int_equal(unlink(record), 0);
    assert_int_equal(unlink(fixture_path(jam, "jam.db")), 0);
    CLOCK(jam, "11:54:00", 1, "there is no jam here", "status");
}

static void a_rehearsal_is_named(void **state)
{
    const char *jam = make_jam();
    (void)state;
    fixture_do(VT_ARGS("datajam", "rules", jam, "--data", "closed"));
    CLOCK(jam, "11:40:00", 0, "Welcome: ", "start", "--rehearse", "60");
    CLOCK(jam, "11:40:00", 0, "rehearsal=60", "status");
    CLOCK(jam, "11:40:01", 0, "Question round", "next");
    CLOCK(jam, "11:40:02", 0, "a rehearsal opens none", "next");
}

/* It is made all the same; the check before the day tells it, too. */
static void a_plan_with_holes_is_told(void **state)
{
    const char *folder = fixture_folder(), *jam = fixture_path(folder, "jam");
    const char *file = fixture_file(folder, "agenda.csv",
                                    "time,title,minutes,fixed\n09:00,Talk,120,no\n"
                                    "10:00,Lunch,30,yes\n11:15,Show,20,no\n");
    (void)state;
    struct fixture_run run =
        fixture_run(VT_ARGS("datajam", "new", jam, "--agenda", file), NULL, NULL);
    assert_int_equal(run.status, 0);
    const char *err = buffer_span(&run.err).data;
    assert_non_null(strstr(err, "Talk is 60 min longer than the time until Lunch begins"));
    assert_non_null(strstr(err, "Lunch ends 45 min before Show is to begin"));
    fixture_run_free(&run);
    run = fixture_run(VT_ARGS("datajam", "doctor", jam), NULL, NULL);
    assert_non_null(strstr(buffer_span(&run.out).data, "Lunch ends 45 min before Show"));
    fixture_run_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_start_takes_nothing_away),
        cmocka_unit_test(a_start_at_a_past_time),
        cmocka_unit_test(a_plan_with_holes_is_told),
        cmocka_unit_test(a_lost_record_is_written_anew),
        cmocka_unit_test(a_rehearsal_is_named),
        cmocka_unit_test(what_is_fixed_and_late_is_said),
    };
    return cmocka_run_group_tests_name("clock", tests, NULL, NULL);
}

/* The lead's screen in a terminal: what it looks like while a team works, and towards the
 * presentations. */
#include <string.h>

#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/sample.h"

#define NOW(time) "DATAJAM_NOW=2026-05-12T" time "Z"

/* Runs datajam, which has to succeed, at that time. */
static void do_at(const char *now, const char *const *words)
{
    const char *argv[16] = {"datajam"};
    for (size_t i = 0; words[i]; i++)
        argv[i + 1] = words[i];
    struct fixture_run run = fixture_run(argv, NULL, (const char *const[]){now, NULL});
    if (run.status != 0)
        fail_msg("%s %s: %s", words[0], words[1], buffer_span(&run.err).data);
    fixture_run_free(&run);
}

#define RUN(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Three people have written and given away; one finding has all that it needs, one nothing. */
static const char *jam_at_work(void)
{
    const char *jam = sample_jam(), *team = fixture_path(jam, "north");
    do_at(NOW("09:00:00"), RUN("clock", jam, "start"));
    do_at(NOW("09:30:00"), RUN("clock", jam, "next"));
    do_at(NOW("09:40:00"), RUN("lead", team, "tick", "introductions", "--as", "Kim"));
    do_at(NOW("09:50:00"), RUN("board", team, "add", "question", "Do singles stay longer?", "--as",
                               "Robin", "--assignee", "Robin"));
    do_at(NOW("09:55:00"),
          RUN("board", team, "add", "question",
              "Why is Millpond so much higher than the other offices?", "--as", "Kim"));
    do_at(NOW("10:00:00"), RUN("clock", jam, "next"));
    do_at(NOW("10:10:00"), RUN("board", team, "pin", "new", "caseload_2019", "--rows", "case_type",
                               "--value", "avg:months", "--as", "Kim"));
    do_at(NOW("10:12:00"), RUN("board", team, "star", "3", "--as", "Kim"));
    do_at(NOW("10:13:00"),
          RUN("board", team, "edit", "3", "--caveat", "only 2019", "--as", "Robin"));
    do_at(NOW("10:15:00"), RUN("board", team, "add", "finding", "Young people leave sooner", "--as",
                               "Robin", "--assignee", "Sam"));
    do_at(NOW("10:16:00"), RUN("board", team, "star", "4", "--as", "Robin"));
    return jam;
}

/* Towards the presentations what is to be mended stands first. */
static void what_it_looks_like(void **state)
{
    const char *jam = jam_at_work();
    struct vt *vt = sample_start(jam, 80, 24);
    (void)state;
    vt_keys(vt, "Alt-t");
    vt_expect(vt, "Open questions");
    vt_golden(vt, "lead-80x24");
    vt_resize(vt, 40, 120);
    vt_golden(vt, "lead-120x40");
    vt_keys(vt, "Tab");
    vt_expect(vt, "Ada looks at: this screen");
    vt_resize(vt, 24, 80);
    for (int i = 0; i < 3; i++)
        do_at(NOW("10:30:00"), RUN("clock", jam, "next"));
    vt_wait_for(vt, "Time  Prepare");
    vt_expect(vt, "▶ ● Ada"); /* the cursor stays on what it was on */
    vt_keys(vt, "Home");
    vt_golden(vt, "lead-prepare-80x24");
    vt_free(vt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_looks_like),
    };
    return cmocka_run_group_tests_name("lead", tests, NULL, NULL);
}

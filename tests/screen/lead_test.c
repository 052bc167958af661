/* The lead's screen in a terminal: what it looks like while a team works, and towards the
 * presentations. */
#include <string.h>

#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/sample.h"

#define NOW(time) "DATAJAM_NOW=2026-05-12T" time "Z"

#define RUN(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Three people have written and given away; one finding has all that it needs, one nothing. */
static const char *jam_at_work(void)
{
    const char *jam = sample_jam(), *team = fixture_path(jam, "north");
    fixture_do_at(NOW("09:00:00"), RUN("clock", jam, "start"));
    fixture_do_at(NOW("09:30:00"), RUN("clock", jam, "next"));
    fixture_do_at(NOW("09:40:00"), RUN("lead", team, "tick", "introductions", "--as", "Kim"));
    fixture_do_at(NOW("09:50:00"), RUN("board", team, "add", "question", "Do singles stay longer?",
                                       "--as", "Robin", "--assignee", "Robin"));
    fixture_do_at(NOW("09:55:00"),
                  RUN("board", team, "add", "question",
                      "Why is Millpond so much higher than the other offices?", "--as", "Kim"));
    fixture_do_at(NOW("10:00:00"), RUN("clock", jam, "next"));
    fixture_do_at(NOW("10:10:00"), RUN("board", team, "pin", "new", "caseload_2019", "--rows",
                                       "case_type", "--value", "avg:months", "--as", "Kim"));
    fixture_do_at(NOW("10:12:00"), RUN("board", team, "star", "3", "--as", "Kim"));
    fixture_do_at(NOW("10:13:00"),
                  RUN("board", team, "edit", "3", "--caveat", "only 2019", "--as", "Robin"));
    fixture_do_at(NOW("10:15:00"), RUN("board", team, "add", "finding", "Young people leave sooner",
                                       "--as", "Robin", "--assignee", "Sam"));
    fixture_do_at(NOW("10:16:00"), RUN("board", team, "star", "4", "--as", "Robin"));
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
        fixture_do_at(NOW("10:30:00"), RUN("clock", jam, "next"));
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

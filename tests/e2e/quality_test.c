/* Quality from outside: the team's marks, and what a profile finds worth a question. */
#include "tests/support/check.h"

#include <stdio.h>
#include <string.h>

#include "core/base/buffer.h"
#include "tests/support/fixture.h"

static const char *team;

/* Four offices with 40 rows each; Hillcrest never enters a reason; age 99 and 1900-01-01 stand
 * for what is not known. */
static int make_team(void **state)
{
    static const char *const offices[] = {"Riverside", "Hillcrest", "Millpond", "Old Town"};
    struct buffer csv = {0};
    (void)state;
    buffer_add_string(&csv, "office,reason,age,until\n");
    for (int i = 0; i < 160; i++)
        buffer_printf(&csv, "%s,%s,%d,%s\n", offices[i % 4],
                      i % 4 == 1 ? ""
                      : i % 3    ? "rent"
                                 : "food",
                      i % 5 ? 20 + i % 37 : 99,
                      i % 4 == 2  ? "1900-01-01"
                      : i / 4 % 2 ? "2019-03-04"
                                  : "2019-05-06");
    team = fixture_team("visits", buffer_span(&csv).data);
    buffer_free(&csv);
    return 0;
}

/* Each run has chance of its own: entries of the log are never the same. */
static struct fixture_run run_once(const char *const *argv)
{
    static int runs;
    char seed[32];
    snprintf(seed, sizeof seed, "DATAJAM_SEED=%d", 100 + runs++);
    return fixture_run(argv, NULL, (const char *const[]){"DATAJAM_PERSON=Robin", seed, NULL});
}

#define RUN(...) run_once((const char *const[]){"datajam", __VA_ARGS__, NULL})

static void expect(struct fixture_run run, int status, const char *out, const char *err)
{
    const char *said = buffer_span(&run.err).data, *wrote = buffer_span(&run.out).data;
    if (run.status != status)
        fail_msg("exit status %d: %s", run.status, said);
    if (out && !strstr(wrote, out))
        fail_msg("\"%s\" lacks \"%s\"", wrote, out);
    if (err && !strstr(said, err))
        fail_msg("\"%s\" lacks \"%s\"", said, err);
    fixture_run_free(&run);
}

static void test_a_profile_asks(void **state)
{
    (void)state;
    expect(RUN("profile", team), 0, "column,type,rows,empty,distinct,min,max,mean,median,top\n",
           "Note: age: 99 in 20 % of the rows with a value: such a value often stands for");
    expect(RUN("profile", team), 0, NULL,
           "Note: reason: never filled in the 40 rows with office = Hillcrest.\n");
    expect(RUN("profile", team, "visits", "--where", "office = Riverside"), 0, "office,text,40",
           "Note: reason: never filled in the 40 rows with office = Hillcrest.\n");
    expect(RUN("profile", team), 0, NULL,
           "Note: until: all 40 rows with office = Millpond have 1900-01-01.\n");
}

static void test_marks(void **state)
{
    (void)state;
    expect(RUN("mark", team), 0,
           "dataset,column,quality,caution,team,line,seen,by,at\nvisits,office,,,,,,,\n", NULL);
    expect(RUN("mark", team, "visits", "age", "caution", "99: not known"), 0, "", NULL);
    expect(RUN("mark", team, "visits"), 0,
           "visits,age,,,caution,99: not known,,Robin,2026-05-12T10:33:00Z\n", NULL);
    expect(RUN("mark", team, "visits", "age", "ignore", "--as", "Kim"), 0, "", NULL);
    expect(RUN("mark", team, "visits"), 0, "visits,age,,,ignore,,,Kim,2026-05-12", NULL);
    expect(RUN("mark", team, "visits", "age", "none"), 0, "", NULL);
    expect(RUN("mark", team, "visits"), 0, "visits,age,,,,,,,\n", NULL);
}

static void test_marks_that_cannot_be(void **state)
{
    (void)state;
    expect(RUN("mark", team, "visits", "age"), 2, NULL, "good|caution|ignore|none");
    expect(RUN("mark", team, "visits", "age", "bad"), 2, NULL, "\"bad\" is no mark");
    expect(RUN("mark", team, "visits", "aeg", "good"), 1, NULL, "\"age\"");
    expect(RUN("mark", team, "visit", "age", "good"), 1, NULL, "\"visits\"");
    expect(RUN("mark"), 2, NULL, "missing");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_profile_asks),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_marks_that_cannot_be),
    };
    return cmocka_run_group_tests_name("quality", tests, make_team, NULL);
}

/* Joining two datasets in the console: what matches is said before anything is made. */
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/vt.h"

static void joins(void **state)
{
    (void)state;
    const char *team = fixture_team("visits", "client_id,office\nK1,Millpond\nK2,Old Town\n"
                                              "K2,Riverside\nK9,Millpond\n");
    const char *csv = fixture_file(fixture_folder(), "people.csv",
                                   "client_id,born,town\nK1,1988-02-29,Elmira\n"
                                   "K2,1975-11-30,Elmira\nK7,1990-01-01,Elmira\n");
    const struct vt_options options = {.rows = 24, .cols = 80};
    fixture_do((const char *const[]){"datajam", "import", team, csv, NULL});
    struct vt *vt = vt_start(&options, VT_ARGS("datajam", team, "--as", "Robin"));
    vt_keys(vt, "2 o");
    vt_type(vt, "visits");
    vt_keys(vt, "Enter Alt-j");
    vt_expect(vt, "Join visits with");
    vt_keys(vt, "Enter");
    vt_expect(vt, "Joined by client_id");
    vt_expect(vt, "3 rows of visits match one row of people");
    vt_expect(vt, "1 row of visits matches nothing in people");
    vt_expect(vt, "K9");
    vt_expect(vt, "K7");
    vt_keys(vt, "Enter");
    vt_expect(vt, "visits_people");
    vt_keys(vt, "Enter");
    vt_expect(vt, "visits_people ─ 4 rows");
    vt_expect(vt, "1988-02-29");
    vt_keys(vt, "u");
    vt_expect(vt, "visits ─ 4 rows");
    vt_free(vt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(joins)};
    return cmocka_run_group_tests_name("join", tests, NULL, NULL);
}

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

/* Ids under other names, one with a letter in front; and a column that tells nothing apart, by
 * hand: far too many rows are asked for twice. */
static void joins_other_names(void **state)
{
    (void)state;
    struct buffer visits = {0}, people = {0};
    buffer_add_string(&visits, "client_id,plan\n");
    buffer_add_string(&people, "number,client_no,plan\n");
    for (int i = 100; i < 140; i++) {
        buffer_printf(&visits, "K%d,%s\n", i, i % 2 ? "yes" : "no");
        buffer_printf(&people, "%d,%d,%s\n", i + 500, i, i % 3 ? "yes" : "no");
    }
    const char *team = fixture_team("visits", visits.data);
    const char *csv = fixture_file(fixture_folder(), "people.csv", people.data);
    const struct vt_options options = {.rows = 24, .cols = 80};
    buffer_free(&visits);
    buffer_free(&people);
    fixture_do((const char *const[]){"datajam", "import", team, csv, NULL});
    struct vt *vt = vt_start(&options, VT_ARGS("datajam", team, "--as", "Robin"));
    vt_keys(vt, "2 o");
    vt_type(vt, "visits");
    vt_keys(vt, "Enter Alt-j Enter");
    vt_expect(vt, "Joined by client_id = client_no");
    vt_expect(vt, "Without letters and zeros in front: K100 is 100");
    vt_expect(vt, "40 rows of visits match one row of people");
    vt_keys(vt, "Down Down");
    vt_keys(vt, "Enter");
    vt_expect(vt, "40 of 40 are in both: K100 as 100");
    vt_keys(vt, "Esc Alt-j Enter");
    vt_type(vt, "choose");
    vt_keys(vt, "Enter");
    vt_expect(vt, "Column of visits to join by");
    vt_type(vt, "plan");
    vt_keys(vt, "Enter");
    vt_expect(vt, "Column of people that holds the same as plan");
    vt_type(vt, "plan");
    vt_keys(vt, "Enter");
    vt_expect(vt, "Joined by plan");
    vt_keys(vt, "Enter");
    vt_expect(vt, "800 rows, but both datasets together have 80");
    vt_keys(vt, "Enter");
    vt_expect(vt, "visits_people");
    vt_keys(vt, "Enter");
    vt_expect(vt, "visits_people ─ 800 rows");
    vt_free(vt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(joins),
                                       cmocka_unit_test(joins_other_names)};
    return cmocka_run_group_tests_name("join", tests, NULL, NULL);
}

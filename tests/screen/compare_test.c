/*
 * Two questions of the sample jam, answered by somebody who presses only keys that can be read
 * on the screen: 2018 against 2019, and who gets the additional benefit and who does not. And
 * what a comparison looks like.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/newcomer.h"
#include "tests/support/sample.h"
#include "tests/support/team.h"

enum { PRESSES_MOST = 40 };

static const char *team_of(const char *jam)
{
    return fixture_path(fixture_path(fixture_path(jam, "teams"), "north"), "team.db");
}

/* The monthly extracts of both years, with what the dictionary says of persons; imported once. */
static const char *jam_of_two_years(void)
{
    static const char *made;
    if (made == NULL) {
        made = sample_jam();
        fixture_do(VT_ARGS("datajam", "import", team_of(made),
                           fixture_path(made, "topics/changing-caseload/data/caseload.csv")));
        foreign_sql(team_of(made),
                    "UPDATE dj_column SET role = 'person id' WHERE name = 'client_id';"
                    "UPDATE dj_column SET role = 'date' WHERE name = 'month'");
    }
    return made;
}

static struct newcomer begin(const char *jam)
{
    struct newcomer who = {.vt = sample_start(jam, 120, 40)};
    newcomer_press(&who, "2", "Data");
    if (!vt_find(who.vt, "caseload ─ 203,057 rows", NULL, NULL)) { /* it is not resumed */
        newcomer_press(&who, "o", "Dataset");
        vt_expect(who.vt, "caseload_2019");
        newcomer_press(&who, "Enter", "chooses");
    }
    vt_expect(who.vt, "caseload ─ 203,057 rows");
    who.presses = 0;
    return who;
}

/* From the menu to the form. */
static void open_form(struct newcomer *who)
{
    newcomer_menu(who, "d", " Data ");
    newcomer_type(who, "c", "Compare two sets of rows");
    newcomer_press(who, "Enter", "runs it");
    vt_expect(who->vt, "choose some rows");
}

static void end(struct newcomer *who)
{
    if (who->presses > PRESSES_MOST)
        vt_fail(who->vt, "that took %d presses", who->presses);
    vt_free(who->vt);
}

/* ---- 2018 against 2019 ---- */

/* The year of a set: months put together to years, and one of them chosen. */
static void choose_year(struct newcomer *who, const char *year)
{
    newcomer_press(who, "Enter", "changes");
    newcomer_type(who, "mo", "type to search");
    newcomer_press(who, "Enter", "chooses");
    newcomer_press(who, "Left", "coarser, finer");
    newcomer_press(who, "Left", "coarser, finer");
    newcomer_press(who, "Left", "coarser, finer");
    newcomer_type(who, year, "type to search");
    vt_expect(who->vt, "Enter keeps");
    newcomer_press(who, "Enter", "chooses");
}

static void two_years(void **state)
{
    (void)state;
    struct newcomer who = begin(jam_of_two_years());
    open_form(&who);
    choose_year(&who, "2018");
    choose_year(&who, "2019");
    newcomer_press(&who, "c", "compare");
    vt_expect(who.vt, "A █ month in 2018-01, 2018-02 … 2018-12 (12 values)");
    vt_expect(who.vt, "B ▒ month in 2019-01, 2019-02 … 2019-12 (12 values)");
    vt_expect(who.vt, "people are in both sets");
    vt_expect(who.vt, "could be chance · ");
    vt_expect(who.vt, "month                the sets were chosen by it");
    end(&who);
}

/* ---- with and without the benefit ---- */

/* The figures of the first line that names a case type, against SQL: people as in the last of
 * their rows. */
static void check_single_parents(struct newcomer *who, const char *team)
{
    static const char last[] =
        "SELECT CAST(round(1000.0 * sum(case_type = 'single parent') / count(*)) AS INTEGER) FROM "
        "(SELECT case_type, row_number() OVER (PARTITION BY client_id ORDER BY month DESC, dj_row "
        "DESC) place FROM caseload WHERE %s) WHERE place = 1";
    char sql[800], expected[100];
    snprintf(sql, sizeof sql, last, "additional_benefits > 0");
    int64_t a = foreign_number(team, sql);
    snprintf(sql, sizeof sql, last,
             "client_id NOT IN (SELECT client_id FROM caseload WHERE additional_benefits > 0)");
    int64_t b = foreign_number(team, sql);
    snprintf(expected, sizeof expected, "single parent: %d.%d %% of A, %d.%d %% of B",
             (int)(a / 10), (int)(a % 10), (int)(b / 10), (int)(b % 10));
    vt_expect(who->vt, expected);
}

static void with_and_without_the_benefit(void **state)
{
    (void)state;
    const char *jam = jam_of_two_years();
    struct newcomer who = begin(jam);
    open_form(&who);
    newcomer_press(&who, "Enter", "changes");
    newcomer_type(&who, "add", "type to search");
    newcomer_press(&who, "Enter", "chooses");
    newcomer_press(&who, "F2", "condition");
    newcomer_type(&who, ">0", "such as: additional_benefits");
    newcomer_press(&who, "Enter", "filters");
    newcomer_press(&who, "c", "compare");
    vt_expect(who.vt, "A █ additional_benefits > 0");
    vt_expect(who.vt, "B ▒ the rest: all people who are not in A");
    check_single_parents(&who, team_of(jam));
    newcomer_press(&who, "Down", "move");
    newcomer_press(&who, "Enter", "values");
    vt_expect(who.vt, "A and B");
    end(&who);
}

/* ---- looks ---- */

static void a_comparison_looks_as_it_was_looked_at(void **state)
{
    (void)state;
    static const struct {
        int cols, rows;
    } sizes[] = {{80, 24}, {120, 40}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char name[40];
        struct vt *vt = sample_start(sample_jam(), sizes[i].cols, sizes[i].rows);
        vt_keys(vt, "2 A Enter");
        vt_type(vt, "months");
        vt_keys(vt, "Enter F2");
        vt_type(vt, ">= 24");
        vt_keys(vt, "Enter");
        snprintf(name, sizeof name, "compare-form-%dx%d", sizes[i].cols, sizes[i].rows);
        vt_golden(vt, name);
        vt_keys(vt, "c");
        snprintf(name, sizeof name, "compare-%dx%d", sizes[i].cols, sizes[i].rows);
        vt_golden(vt, name);
        vt_keys(vt, "Enter");
        snprintf(name, sizeof name, "compare-values-%dx%d", sizes[i].cols, sizes[i].rows);
        vt_golden(vt, name);
        vt_keys(vt, "Right");
        snprintf(name, sizeof name, "compare-numbers-%dx%d", sizes[i].cols, sizes[i].rows);
        vt_golden(vt, name);
        vt_free(vt);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_years),
        cmocka_unit_test(with_and_without_the_benefit),
        cmocka_unit_test(a_comparison_looks_as_it_was_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

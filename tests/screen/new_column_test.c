/*
 * New columns as a newcomer makes them: only keys that can be read on the screen at that moment
 * are pressed, and counted; and what comes out is what SQL says.
 */
#include <stdio.h>
#include <string.h>

#include "tests/support/check.h"
#include "tests/support/sample.h"
#include "tests/support/team.h"

enum { PRESSES_MOST = 40 };

struct newcomer {
    struct vt *vt;
    const char *jam;
    int presses;
};

static const struct {
    int cols, rows;
} sizes[] = {{80, 24}, {120, 40}};

/* One key, which must stand on the screen with what it does: "F9 Menu", "Enter chooses". */
static void press(struct newcomer *who, const char *key, const char *does)
{
    char text[100];
    const char *written = strcmp(key, "Left") == 0 || strcmp(key, "Right") == 0 ? "←→"
                          : strcmp(key, "Up") == 0 || strcmp(key, "Down") == 0  ? "↑↓"
                                                                                : key;
    snprintf(text, sizeof text, "%s %s", written, does);
    if (!vt_find(who->vt, text, NULL, NULL))
        vt_fail(who->vt, "nothing on the screen says \"%s\"", text);
    vt_keys(who->vt, key);
    who->presses++;
}

/* Letters, where the screen asks for them; prompt is how it does. */
static void type(struct newcomer *who, const char *letters, const char *prompt)
{
    vt_expect(who->vt, prompt);
    vt_type(who->vt, letters);
    who->presses += (int)strlen(letters);
}

static struct newcomer begin(size_t size)
{
    struct newcomer who = {.jam = sample_jam()};
    who.vt = sample_start(who.jam, sizes[size].cols, sizes[size].rows);
    vt_expect(who.vt, "case_id");
    if (sizes[size].rows < 30) /* one pane at a time, under a strip that names them */
        vt_keys(who.vt, "2");
    return who;
}

static void choose_column(struct newcomer *who, const char *column)
{
    press(who, "F9", "Menu");
    vt_expect(who->vt, "  Data  ");
    type(who, "d", "letters jump");
    vt_expect(who->vt, "New column…");
    type(who, "n", "letters jump");
    press(who, "Enter", "runs it");
    vt_expect(who->vt, "A new column made of which one?");
    type(who, column, "type to search");
    press(who, "Enter", "chooses");
    vt_expect(who->vt, "A new column made of");
}

static int64_t number(const struct newcomer *who, const char *sql)
{
    char file[1000];
    snprintf(file, sizeof file, "%s/teams/north/team.db", who->jam);
    return foreign_number(file, sql);
}

static void end(struct newcomer *who)
{
    if (who->presses > PRESSES_MOST)
        vt_fail(who->vt, "that took %d presses", who->presses);
    vt_free(who->vt);
}

static void age_groups_of_my_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct newcomer who = begin(i);
        choose_column(&who, "ag");
        vt_expect(who.vt, "Bands of a number");
        press(&who, "Enter", "chooses");
        type(&who, "18,25,65", "where each band begins");
        vt_expect(who.vt, "65+");
        vt_expect(who.vt, "11,079"); /* of 18–24, before it is made */
        press(&who, "Enter", "make it");
        vt_expect(who.vt, "age_bands");
        press(&who, "Enter", "takes it");
        vt_expect(who.vt, "New column: age_bands");
        vt_expect(who.vt, "25\u201364");
        assert_int_equal(number(&who, "SELECT count(*) FROM caseload_2019 WHERE age_bands <> CASE"
                                      " WHEN age < 18 THEN 'under 18' WHEN age < 25 THEN '18–24'"
                                      " WHEN age < 65 THEN '25–64' ELSE '65+' END"),
                         0);
        end(&who);
    }
}

static void precarious_housing_as_a_group(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct newcomer who = begin(i);
        choose_column(&who, "hou");
        vt_expect(who.vt, "Groups of values");
        press(&who, "Enter", "chooses");
        type(&who, "she", "type to find a value");
        press(&who, "Space", "tick");
        type(&who, "roo", "type to find a value");
        press(&who, "Space", "tick");
        vt_expect(who.vt, "2 values ticked; Enter gives them a name");
        press(&who, "Enter", "name them");
        type(&who, "precarious", "Group:");
        press(&who, "Enter", "takes it");
        vt_expect(who.vt, "14,667");
        press(&who, "Enter", "makes the column");
        vt_expect(who.vt, "housing_group");
        press(&who, "Enter", "takes it");
        vt_expect(who.vt, "New column: housing_group");
        assert_int_equal(
            number(&who, "SELECT count(*) FROM caseload_2019 WHERE housing_group IS NOT CASE WHEN"
                         " housing IN ('shelter', 'rooming house') THEN 'precarious' ELSE housing"
                         " END"),
            0);
        end(&who);
    }
}

static int64_t columns(const struct newcomer *who)
{
    return number(who, "SELECT count(*) FROM dj_column WHERE dataset = 1");
}

/* Changed and removed from the card; and all of it taken back step by step. */
static void changed_removed_and_taken_back(void **state)
{
    (void)state;
    struct newcomer who = begin(0);
    choose_column(&who, "ag");
    press(&who, "Enter", "chooses");
    type(&who, "18,65", "where each band begins");
    press(&who, "Enter", "make it");
    press(&who, "Enter", "takes it");
    vt_expect(who.vt, "18\u201364");
    assert_int_equal(columns(&who), 19);
    vt_keys(who.vt, "i");
    vt_expect(who.vt, "age in bands: under 18, 18\u201364, 65+");
    press(&who, "E", "change");
    vt_expect(who.vt, "18, 65");
    type(&who, ",90", "Limits");
    vt_expect(who.vt, "90+");
    press(&who, "Enter", "make it");
    vt_expect(who.vt, "Column changed: age_bands");
    assert_int_equal(number(&who, "SELECT count(*) FROM caseload_2019 WHERE age_bands = '90+'"),
                     number(&who, "SELECT count(*) FROM caseload_2019 WHERE age >= 90"));
    vt_keys(who.vt, "i");
    press(&who, "Delete", "remove it");
    vt_expect(who.vt, "Column removed: age_bands");
    assert_int_equal(columns(&who), 18);
    vt_keys(who.vt, "u");
    vt_expect(who.vt, "age_bands");
    assert_int_equal(columns(&who), 19);
    vt_keys(who.vt, "u");
    assert_int_equal(number(&who, "SELECT count(*) FROM caseload_2019 WHERE age_bands = '90+'"), 0);
    vt_keys(who.vt, "u");
    assert_int_equal(columns(&who), 18);
    vt_keys(who.vt, "Ctrl-Y");
    assert_int_equal(columns(&who), 19);
    vt_expect(who.vt, "18\u201364");
    vt_free(who.vt);
}

/* ---- looks ---- */

static void it_looks_as_it_was_looked_at(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char name[40];
        struct newcomer who = begin(i);
        choose_column(&who, "ag");
        vt_keys(who.vt, "Enter");
        vt_type(who.vt, "18, 25, 65");
        snprintf(name, sizeof name, "bands-%dx%d", sizes[i].cols, sizes[i].rows);
        vt_golden(who.vt, name);
        vt_free(who.vt);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(age_groups_of_my_own),
        cmocka_unit_test(precarious_housing_as_a_group),
        cmocka_unit_test(changed_removed_and_taken_back),
        cmocka_unit_test(it_looks_as_it_was_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

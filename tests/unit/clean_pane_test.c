/* Values that are probably the same over the Data pane: ticked, written otherwise, left out, made
 * into a column; and postcodes. */
#include "tests/support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/console.h"
#include "tests/support/fixture.h"
#include "tests/support/team.h"
#include "tui/pane/data.h"

static const char towns[] = "id,town,postcode\n"
                            "1,Kitchener,N2G 4X1\n"
                            "2,kitchener,n2g4x1\n"
                            "3,KITCHENER,N2G-4X1\n"
                            "4,Kitchener,N2H 1A1\n"
                            "5,Kitchenr,K1A 0B1\n"
                            "6,Cambridge,N1R 5W8\n"
                            "7,Cambridge ,N1R5W8\n"
                            "8,Cambridge,N1R5W8\n"
                            "9,Waterloo,no fixed address\n"
                            "10,,N2L 3G1\n"
                            "11,Waterloo,N2L 3G1\n"
                            "12,Waterloo,N2L 3G1\n";

static const struct pane_class *const panes[] = {&data_pane, NULL};

struct scene {
    const char *path;
    struct console *console;
};

static int open_console(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    scene->path = fixture_team("towns", towns);
    scene->console = console_new(scene->path, panes, 80, 24, NULL);
    console_press(scene->console, "Right");
    *state = scene;
    return 0;
}

static int close_console(void **state)
{
    struct scene *scene = *state;
    console_free(scene->console);
    free(scene);
    return 0;
}

static int64_t count(const struct scene *scene, const char *where)
{
    char sql[200];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM towns WHERE %s", where);
    return foreign_number(scene->path, sql);
}

static void groups_are_shown_with_counts(void **state)
{
    const struct scene *scene = *state;
    console_press(scene->console, "l");
    console_assert_shows(scene->console, "Clean up · town · 2 groups among 7 values");
    console_assert_shows(scene->console, "[case, signs]");
    console_assert_shows(scene->console, "[ ] Kitchener                           case, signs");
    console_assert_shows(scene->console, "= Kitchener                                       ");
    console_assert_shows(scene->console, "Cambridge\u2423"); /* a blank that can be seen */
    console_assert_shows(scene->console, "Space ticks a group");
    console_press(scene->console, "Right Right");
    console_assert_shows(scene->console, "[a slip or two]");
    console_assert_shows(scene->console, "[ ] Kitchener                           a slip or two");
    console_press(scene->console, "Left Left");
    console_assert_shows(scene->console, "[ ] Kitchener                           case, signs");
    console_press(scene->console, "Esc");
    console_assert_shows(scene->console, "towns ─ 12 rows");
}

static void ticked_groups_become_a_column(void **state)
{
    const struct scene *scene = *state;
    console_press(scene->console, "l Enter");
    console_assert_shows(scene->console, "no group is ticked");
    console_press(scene->console, "Ctrl-A");
    console_assert_shows(scene->console,
                         "2 groups ticked · Enter: 3 values in 3 rows will be written otherwise");
    console_press(scene->console, "Enter");
    console_assert_shows(scene->console, "A new column beside town");
    console_assert_shows(scene->console, "Name: town_clean");
    console_press(scene->console, "Enter");
    console_assert_shows(scene->console, "New column: town_clean");
    console_assert_shows(scene->console, "id  town        town_clean  postcode"); /* beside it */
    assert_int_equal(count(scene, "town_clean = 'Kitchener'"), 4);
    assert_int_equal(count(scene, "town_clean = 'Cambridge'"), 3);
    assert_int_equal(count(scene, "town = 'Cambridge '"), 1); /* the old one stays */
}

static int64_t columns_called(const struct scene *scene, const char *name)
{
    char sql[200];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM pragma_table_xinfo('towns') WHERE name = '%s'",
             name);
    return foreign_number(scene->path, sql);
}

/* Taken back, done again, taken back by another start of the program. */
static void a_column_is_taken_back(void **state)
{
    struct scene *scene = *state;
    console_press(scene->console, "l Ctrl-A Enter Enter");
    console_assert_shows(scene->console, "town        town_clean  postcode");
    console_press(scene->console, "u");
    console_assert_shows(scene->console, "taken back: New column: town_clean");
    console_assert_shows(scene->console, "id  town        postcode");
    assert_int_equal(columns_called(scene, "town_clean"), 0);
    console_press(scene->console, "Ctrl-Y");
    console_assert_shows(scene->console, "town        town_clean  postcode");
    assert_int_equal(count(scene, "town_clean = 'Kitchener'"), 4);
    console_press(scene->console, "Right l Right Right Ctrl-A Enter Enter"); /* of the new one */
    assert_int_equal(columns_called(scene, "town_clean_clean"), 1);
    console_press(scene->console, "u u");
    assert_int_equal(columns_called(scene, "town_clean"), 0);
    console_press(scene->console, "Ctrl-Y");
    assert_int_equal(columns_called(scene, "town_clean"), 1);
}

/* The steps of before the last start are taken back in the file, too. */
static void a_column_of_before_is_taken_back(void **state)
{
    struct scene *scene = *state;
    const char *remember = fixture_path(fixture_folder(), "remember.ini");
    console_free(scene->console);
    scene->console = console_new(scene->path, panes, 80, 24, remember);
    console_press(scene->console, "Right l Ctrl-A Enter Enter");
    assert_int_equal(columns_called(scene, "town_clean"), 1);
    for (int start = 0; start < 2; start++) {
        console_free(scene->console);
        scene->console = console_new(scene->path, panes, 80, 24, remember);
        console_press(scene->console, start == 0 ? "u" : "Ctrl-Y");
        assert_int_equal(columns_called(scene, "town_clean"), start);
    }
    console_assert_shows(scene->console, "town        town_clean  postcode");
}

/* Somebody else has dropped it: going back says so, and goes back all the same. */
static void a_column_that_is_gone_is_no_trouble(void **state)
{
    struct scene *scene = *state;
    console_press(scene->console, "l Ctrl-A Enter Enter");
    foreign_sql(scene->path, "ALTER TABLE towns DROP COLUMN town_clean");
    console_changed(scene->console);
    console_press(scene->console, "u");
    console_assert_shows(scene->console, "id  town        postcode");
    console_press(scene->console, "Ctrl-Y u");
    console_assert_shows(scene->console, "id  town        postcode");
}

/* One group with another form, without one of its members. */
static void forms_are_chosen_and_typed(void **state)
{
    const struct scene *scene = *state;
    console_press(scene->console, "l Down Down =");
    console_assert_shows(scene->console, "[x] KITCHENER");
    console_press(scene->console, "F2");
    console_assert_shows(scene->console, "Form: KITCHENER");
    console_press(scene->console, "Ctrl-U");
    console_type(scene->console, "City of Kitchener");
    console_press(scene->console, "Enter");
    console_assert_shows(scene->console, "[x] City of Kitchener");
    console_press(scene->console, "Down Space"); /* the third: kitchener */
    console_assert_shows(scene->console, "\u2013 kitchener                        stays as it is");
    console_assert_shows(scene->console,
                         "1 group ticked · Enter: 2 values in 3 rows will be written otherwise");
    console_press(scene->console, "Right"); /* another look keeps what was chosen */
    console_assert_shows(scene->console, "[x] City of Kitchener");
    console_assert_shows(scene->console, "\u2013 kitchener                        stays as it is");
    console_press(scene->console, "Enter");
    console_type(scene->console, "2");
    console_press(scene->console, "Enter");
    console_assert_shows(scene->console, "New column: town_clean2");
    assert_int_equal(count(scene, "town_clean2 = 'City of Kitchener'"), 3);
    assert_int_equal(count(scene, "town_clean2 = 'kitchener'"), 1);
    assert_int_equal(count(scene, "town_clean2 = 'Cambridge '"), 1);
}

static void a_name_that_is_taken_can_be_changed(void **state)
{
    const struct scene *scene = *state;
    console_press(scene->console, "l Ctrl-A Enter Ctrl-U");
    console_type(scene->console, "postcode");
    console_press(scene->console, "Enter");
    console_assert_shows(scene->console, "there is a column \"postcode\" already");
    console_assert_shows(scene->console, "2 groups ticked"); /* nothing is lost */
    console_press(scene->console, "Enter Enter");
    console_assert_shows(scene->console, "New column: town_clean");
    console_press(scene->console, "l Ctrl-A Enter");
    console_assert_shows(scene->console, "Name: town_clean_2");
}

static void typing_finds_groups(void **state)
{
    const struct scene *scene = *state;
    console_press(scene->console, "l");
    console_type(scene->console, "bridge");
    console_assert_shows(scene->console, "[ ] Cambridge");
    assert_false(console_shows(scene->console, "[ ] Kitchener"));
    console_press(scene->console, "Space"); /* no value goes on with a blank and more */
    console_type(scene->console, "x");
    console_assert_shows(scene->console, "nothing");
    assert_non_null(strstr(console_description(scene->console), "Clean up · town"));
}

/* E opens a column of postcodes as it was made, and it keeps its name. */
static void postcodes_are_changed(void **state)
{
    const struct scene *scene = *state;
    console_press(scene->console, "Right Right L Right Enter Enter");
    console_assert_shows(scene->console, "New column: postcode_area");
    assert_int_equal(count(scene, "postcode_area = 'N2L'"), 3);
    console_press(scene->console, "Right E");
    console_assert_shows(scene->console, "Postcodes");
    console_press(scene->console, "Left Enter");
    console_assert_shows(scene->console, "postcode_area");
    assert_int_equal(count(scene, "postcode_area = 'N2G 4X1'"), 3);
    console_press(scene->console, "u");
    assert_int_equal(count(scene, "postcode_area = 'N2L'"), 3);
}

/* A spelling has gone since and another one has come: E shows what was chosen, offers the new one,
 * and keeps the word for the one that is gone. */
static void a_cleaned_column_is_changed(void **state)
{
    const struct scene *scene = *state;
    console_press(scene->console, "l F2 Ctrl-U");
    console_type(scene->console, "KW");
    console_press(scene->console, "Enter Down Down Space"); /* KITCHENER stays as it is */
    console_press(scene->console, "Enter Enter");
    console_assert_shows(scene->console, "New column: town_clean");
    assert_int_equal(count(scene, "town_clean = 'KW'"), 3);
    foreign_sql(scene->path, "UPDATE towns SET town = '.Kitchener' WHERE id = 2");
    console_press(scene->console, "Right E");
    console_assert_shows(scene->console, "Clean up · town_clean");
    console_assert_shows(scene->console, "[x] KW");
    console_assert_shows(scene->console, "1 group ticked · Enter: 1 value in 2 rows");
    console_press(scene->console, "Down Down Down Space Enter");
    console_assert_shows(scene->console, "Column changed: town_clean");
    assert_int_equal(count(scene, "town_clean = 'KW'"), 3);
    foreign_sql(scene->path, "UPDATE towns SET town = 'kitchener' WHERE id = 2");
    assert_int_equal(count(scene, "town_clean = 'KW'"), 4); /* it comes back */
    console_press(scene->console, "u");
    console_assert_shows(scene->console, "taken back: Column changed: town_clean");
}

/* The other dataset has no postcodes: what can be made is made, the rest says why not. */
static void columns_are_made_as_elsewhere(void **state)
{
    struct scene *scene = *state;
    static const char later[] = "id,town\n1,KITCHENER\n2,Kitchener\n3,Elora\n";
    const char *csv = fixture_file(fixture_folder(), "later.csv", later);
    console_press(scene->console, ":");
    console_type(scene->console, "as in another dataset");
    console_press(scene->console, "Enter");
    console_assert_shows(scene->console, "no other dataset has columns that were made");
    console_press(scene->console, "l Ctrl-A Enter Enter");
    console_press(scene->console, "Right Right L Enter Enter");
    console_free(scene->console);
    fixture_do((const char *const[]){"datajam", "import", scene->path, csv, NULL});
    scene->console = console_new(scene->path, panes, 80, 24, NULL);
    console_press(scene->console, "o");
    console_type(scene->console, "later");
    console_press(scene->console, "Enter :");
    console_type(scene->console, "as in another dataset");
    console_press(scene->console, "Enter");
    console_assert_shows(scene->console, "Make here what was made in");
    console_assert_shows(scene->console, "town_clean, postcode_clean");
    console_press(scene->console, "Enter");
    console_assert_shows(scene->console, "1 of 2 columns made as in towns");
    console_assert_shows(scene->console, "made; u takes it back");
    console_assert_shows(scene->console, "the dataset \"later\" has no column \"postcode\"");
    console_press(scene->console, "Esc");
    console_assert_shows(scene->console, "id  town       town_clean");
    assert_int_equal(
        foreign_number(scene->path, "SELECT count(*) FROM later WHERE town_clean = 'Kitchener'"),
        2);
    console_press(scene->console, "u");
    console_assert_shows(scene->console, "taken back: New column: town_clean");
    assert_int_equal(foreign_number(scene->path, "SELECT count(*) FROM pragma_table_xinfo('later')"
                                                 " WHERE name = 'town_clean'"),
                     0);
}

static void postcodes_get_one_form(void **state)
{
    const struct scene *scene = *state;
    console_press(scene->console, "Right L");
    console_assert_shows(scene->console, "11 of 12 rows with a value have a postcode of Canada");
    console_assert_shows(scene->console, "no fixed address                           (empty)");
    console_assert_shows(scene->console, "n2g4x1                                     N2G 4X1");
    console_assert_shows(scene->console, "Enter rewrites 3 values; 1 is no postcode");
    console_press(scene->console, "Enter Enter");
    console_assert_shows(scene->console, "New column: postcode_clean");
    assert_int_equal(count(scene, "postcode_clean = 'N2G 4X1'"), 3);
    assert_int_equal(count(scene, "postcode_clean IS NULL"), 1);
    console_press(scene->console, "l"); /* from groups to postcodes and back */
    console_assert_shows(scene->console, "These are postcodes: F4");
    console_press(scene->console, "F4 Right");
    console_assert_shows(scene->console, "[first part only: SW1A, N2G]");
    console_assert_shows(scene->console, "N2G 4X1                                    N2G");
    console_press(scene->console, "F4");
    console_assert_shows(scene->console, "Clean up · postcode");
    console_press(scene->console, "F4 Right Enter Enter");
    console_assert_shows(scene->console, "New column: postcode_area");
    assert_int_equal(count(scene, "postcode_area = 'N2L'"), 3);
}

static void numbers_have_nothing_to_clean(void **state)
{
    const struct scene *scene = *state;
    console_press(scene->console, "Left l");
    console_assert_shows(scene->console, "\"id\" has no text to clean up");
    console_press(scene->console, "L");
    console_assert_shows(scene->console, "\"id\" has no text to clean up");
}

#define WITH_CONSOLE(test) cmocka_unit_test_setup_teardown(test, open_console, close_console)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_CONSOLE(groups_are_shown_with_counts),
        WITH_CONSOLE(ticked_groups_become_a_column),
        WITH_CONSOLE(a_column_is_taken_back),
        WITH_CONSOLE(a_column_of_before_is_taken_back),
        WITH_CONSOLE(a_column_that_is_gone_is_no_trouble),
        WITH_CONSOLE(forms_are_chosen_and_typed),
        WITH_CONSOLE(a_name_that_is_taken_can_be_changed),
        WITH_CONSOLE(typing_finds_groups),
        WITH_CONSOLE(postcodes_get_one_form),
        WITH_CONSOLE(postcodes_are_changed),
        WITH_CONSOLE(a_cleaned_column_is_changed),
        WITH_CONSOLE(columns_are_made_as_elsewhere),
        WITH_CONSOLE(numbers_have_nothing_to_clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

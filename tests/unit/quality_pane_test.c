/* The team's mark in the Data pane, and what the column card finds worth a question. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/import.h"
#include "tests/support/check.h"
#include "tests/support/console.h"
#include "tests/support/team.h"
#include "tui/pane/data.h"
#include "tui/pane/pivot.h"

static const struct pane_class *const panes[] = {&data_pane, &pivot_pane, NULL};

struct fixture {
    char *folder, *path, *remember;
    struct console *console;
};

/* Four offices; Hillcrest never enters the reason; until is 1900-01-01 in a third of the rows. */
static void write_csv(const char *path)
{
    static const char *const offices[] = {"Riverside", "Hillcrest", "Old Town", "Millpond"};
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs("office,reason,until,amount\n", out);
    for (int i = 0; i < 400; i++)
        fprintf(out, "%s,%s,%s%02d,%d\n", offices[i % 4],
                i % 4 == 1 ? ""
                : i % 3    ? "rent"
                           : "food",
                i % 3 == 0 ? "1900-01-" : "2019-03-", i % 3 == 0 ? 1 : 1 + i % 28, i % 7 + 10);
    fclose(out);
}

static int open_console(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    const struct import_options options = {.name = "visits"};
    struct import_result result;
    struct db *db;
    f->folder = scratch_new();
    f->path = scratch_path(f->folder, "team.db");
    f->remember = scratch_path(f->folder, "resume");
    char *csv = scratch_path(f->folder, "visits.csv");
    write_csv(csv);
    assert_int_equal(db_open(&db, f->path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    assert_int_equal(import_file(db, csv, &options, &result, NULL), STATUS_OK);
    import_result_free(&result);
    db_close(db);
    free(csv);
    foreign_sql(f->path, "UPDATE dj_column SET role = 'group' WHERE name = 'office';"
                         "UPDATE dj_column SET quality = 'good' WHERE name = 'until'");
    f->console = console_new(f->path, panes, 80, 24, f->remember);
    console_press(f->console, "2");
    *state = f;
    return 0;
}

static int close_console(void **state)
{
    struct fixture *f = *state;
    console_free(f->console);
    scratch_remove(f->folder);
    free(f->path);
    free(f->remember);
    free(f);
    return 0;
}

static void mark_until(struct fixture *f)
{
    console_press(f->console, "Right Right m");
    console_assert_shows(f->console, "The team's mark on until");
    console_press(f->console, "Enter"); /* a caution, mostly */
    console_assert_shows(f->console, "What is it with until?");
    console_type(f->console, "1900-01-01: not known");
    console_press(f->console, "Enter");
}

static void a_mark_stands_beside_the_facilitators(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "+");
    mark_until(f);
    console_assert_shows(f->console, "until ✓+!");
    console_assert_shows(f->console, "Team's mark on until: ! · u takes it back");
    console_press(f->console, "i");
    console_assert_shows(f->console, "Quality     ✓ good: accurate and up to date");
    console_assert_shows(f->console, "Team        ! 1900-01-01: not known");
    console_assert_shows(f->console, "with office = Riverside"); /* what it was seen under */
    console_press(f->console, "Esc F4");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "until ✓+!"); /* wherever columns are chosen */
}

static void it_is_a_step_like_any_other(void **state)
{
    struct fixture *f = *state;
    mark_until(f);
    console_press(f->console, "u");
    assert_false(console_shows(f->console, "✓+!"));
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_column_mark"), 0);
    console_press(f->console, "Ctrl-Y");
    console_assert_shows(f->console, "until ✓+!");
    console_free(f->console); /* also by the next start */
    f->console = console_new(f->path, panes, 80, 24, f->remember);
    console_assert_shows(f->console, "until ✓+!");
    console_press(f->console, "u");
    assert_false(console_shows(f->console, "✓+!"));
}

static void a_mark_is_changed_and_taken_away(void **state)
{
    struct fixture *f = *state;
    mark_until(f);
    console_press(f->console, "m");
    console_assert_shows(f->console, "– take the mark away –");
    console_press(f->console, "Down Enter"); /* ignore; the line is there to be changed */
    console_assert_shows(f->console, "1900-01-01: not known");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "until ✓+·");
    console_press(f->console, "m End Enter");
    assert_false(console_shows(f->console, "✓+"));
    console_assert_shows(f->console, "No mark of the team on until");
    console_press(f->console, "u u");
    console_assert_shows(f->console, "until ✓+!");
    console_press(f->console, "m Esc");
    console_assert_shows(f->console, "until ✓+!");
}

static void what_others_mark_is_seen(void **state)
{
    struct fixture *f = *state;
    foreign_sql(f->path, "INSERT INTO dj_column_mark SELECT id, 'ignore', 'odd', '', 'Kim', 1 FROM"
                         " dj_column WHERE name = 'amount'");
    console_changed(f->console);
    console_assert_shows(f->console, "amount +·");
}

static void the_card_asks_of_what_looks_put_in(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "Right Right i");
    console_assert_shows(f->console, "Check       1900-01-01 in 33.5 % of the rows with a value");
    console_press(f->console, "Esc Left i");
    console_assert_shows(f->console,
                         "Check       never filled in the 100 rows with office = Hillc");
    console_press(f->console, "Esc Right Right i");
    console_assert_shows(f->console, "Range       10 to 16");
    assert_false(console_shows(f->console, "Check"));
    console_press(f->console, "Esc Home +  Right i"); /* of all rows, whatever the filters */
    console_assert_shows(f->console, "never filled in the 100 rows with office = Hillc");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_console, close_console)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_mark_stands_beside_the_facilitators), TEST(it_is_a_step_like_any_other),
        TEST(a_mark_is_changed_and_taken_away),      TEST(what_others_mark_is_seen),
        TEST(the_card_asks_of_what_looks_put_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Data that newcomers stumble over: no rows at all, one row, very long names; and help that
 * begins with what a pane is about. */
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
    char *folder, *path;
    struct console *console;
};

static int make_folder(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->folder = scratch_new();
    f->path = scratch_path(f->folder, "team.db");
    *state = f;
    return 0;
}

static int close_console(void **state)
{
    struct fixture *f = *state;
    if (f->console != NULL)
        console_free(f->console);
    scratch_remove(f->folder);
    free(f->path);
    free(f);
    return 0;
}

/* The dataset "visits" from a CSV file, in a console whose Data pane has the focus. */
static void open_visits(struct fixture *f, const char *csv)
{
    const struct import_options options = {.name = "visits", .header = "yes"};
    struct import_result result;
    struct error err = {0};
    struct db *db;
    char *file = scratch_path(f->folder, "visits.csv");
    FILE *out = fopen(file, "w");
    assert_non_null(out);
    fputs(csv, out);
    fclose(out);
    assert_int_equal(db_open(&db, f->path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    if (import_file(db, file, &options, &result, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    import_result_free(&result);
    db_close(db);
    free(file);
    f->console = console_new(f->path, panes, 80, 24, NULL);
    console_press(f->console, "2");
}

static void a_dataset_without_rows_says_so(void **state)
{
    struct fixture *f = *state;
    open_visits(f, "office,amount\n");
    console_assert_shows(f->console, "visits ─ 0 rows");
    console_assert_shows(f->console, "This dataset has no rows.");
    console_press(f->console, "i Esc s + End G Space F4 o f f Enter Esc");
    console_assert_shows(f->console, "This dataset has no rows.");
    assert_false(console_shows(f->console, "under these filters"));
}

static void one_row_is_one(void **state)
{
    struct fixture *f = *state;
    open_visits(f, "office,amount\nKitchener,4\n");
    console_assert_shows(f->console, "visits ─ 1 row ·");
    console_press(f->console, "F4 o f f Enter Esc");
    console_assert_shows(f->console, "1   1 row");
    assert_false(console_shows(f->console, "1 rows"));
}

/* What is said of a column is worth more than the end of its name. */
static void long_names_leave_room(void **state)
{
    struct fixture *f = *state;
    open_visits(f, "id,date_of_the_first_application_for_assistance_as_it_was_recorded\n"
                   "1,recorded by the office at the corner of the market\n"
                   "2,recorded by the office at the corner of the market\n"
                   "3,not known\n");
    console_press(f->console, "Right +");
    console_assert_shows(f->console, "date_of_… = recorded by the office at the corner of the… ✕");
    console_assert_shows(f->console, "… · u takes it back");
    console_press(f->console, "r 3 Down Up");
    console_assert_shows(f->console, "recorded by the office …   2   2 rows");
}

static void help_begins_with_what_the_pane_is_about(void **state)
{
    struct fixture *f = *state;
    open_visits(f, "office,amount\nKitchener,4\nCambridge,5\n");
    console_press(f->console, "F1");
    console_assert_shows(f->console, "Help · Data");
    console_assert_shows(f->console, "some of them: F2, choose a column");
    assert_non_null(strstr(console_description(f->console), "Moving and marking"));
    console_press(f->console, "Esc 3 F1");
    console_assert_shows(f->console, "Help · Pivot");
}

static void undo_heads_its_menu(void **state)
{
    struct fixture *f = *state;
    open_visits(f, "office,amount\nKitchener,4\nCambridge,5\n");
    console_press(f->console, "F9 Right");
    assert_non_null(strstr(console_row(f->console, 2), "Undo"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, close_console)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_dataset_without_rows_says_so),
        TEST(one_row_is_one),
        TEST(long_names_leave_room),
        TEST(help_begins_with_what_the_pane_is_about),
        TEST(undo_heads_its_menu),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The Chart pane in a console without a terminal, beside the Data and the Pivot pane. */
#include "tui/pane/chart.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/file.h"
#include "tests/support/check.h"
#include "tests/support/console.h"
#include "tests/support/team.h"
#include "tui/pane/data.h"
#include "tui/pane/pivot.h"

enum { ROWS = 3000 };

static const struct pane_class *const panes[] = {&data_pane, &pivot_pane, &chart_pane, NULL};

struct fixture {
    char *folder, *path, *remember;
    struct console *console;
};

static int open_console(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct db *db;
    f->folder = scratch_new();
    f->path = scratch_path(f->folder, "team.db");
    f->remember = scratch_path(f->folder, "resume");
    assert_int_equal(db_open(&db, f->path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    team_add_visits(db, ROWS);
    db_close(db);
    foreign_sql(f->path, "UPDATE dj_column SET role = 'person id' WHERE name = 'client';"
                         "UPDATE dj_column SET quality = 'good' WHERE name = 'day';"
                         "UPDATE dj_column SET label = 'Paid out' WHERE name = 'amount'");
    f->console = console_new(f->path, panes, 80, 24, f->remember);
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

/* office in rows, the average of amount, and over to the chart. */
static void build(struct fixture *f)
{
    console_press(f->console, "3 r");
    console_type(f->console, "off");
    console_press(f->console, "Enter v");
    console_type(f->console, "aver");
    console_press(f->console, "Enter Enter F5");
}

static void shows(struct fixture *f, const char *text)
{
    console_assert_shows(f->console, text);
}

static void hides(struct fixture *f, const char *text)
{
    if (console_shows(f->console, text))
        fail_msg("\"%s\" is on the screen", text);
}

static void says_what_to_do_first(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "F5");
    shows(f, "Nothing is grouped yet.");
    shows(f, "F4 makes a pivot");
    console_press(f->console, "Down Enter k K s b + w m i S Esc Home");
    shows(f, "Nothing is grouped yet.");
    assert_non_null(strstr(console_description(f->console), "A chart is the picture of a pivot"));
}

static void draws_the_pivot(void **state)
{
    struct fixture *f = *state;
    build(f);
    shows(f, "Average of paid out by office");
    shows(f, "Office 0  │████████");
    shows(f, "n = 3,000 rows · source: visits");
    shows(f, "has the highest average of paid out");
    assert_non_null(strstr(console_description(f->console), "Average of paid out by office\n"));
    assert_non_null(strstr(console_description(f->console), "Office 0: 375."));
    /* Filters are shared, and undone here as well. */
    console_press(f->console, "2 w");
    console_type(f->console, "< 1101");
    console_press(f->console, "Enter F5");
    shows(f, "Average of paid out by office, client < 1101");
    shows(f, "n = 100 rows · only client < 1101");
    console_press(f->console, "u");
    shows(f, "n = 3,000 rows");
}

static void goes_through_the_kinds_that_fit(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "k");
    shows(f, "Chart as histogram · u takes it back");
    shows(f, "Rows by paid out in bands of 50");
    console_press(f->console, "k");
    shows(f, "Chart as box plots");
    shows(f, "Spread of paid out by office");
    console_press(f->console, "k");
    shows(f, "Chart as bars");
    console_press(f->console, "K K");
    shows(f, "Chart as histogram");
    console_press(f->console, "s"); /* it has nothing to stack, and says so */
    shows(f, "Only bars of counts or sums");
    console_press(f->console, "u");
    shows(f, "Spread of paid out by office");
    console_press(f->console, "u u u u"); /* back to what suits the data */
    shows(f, "Average of paid out by office");
    console_press(f->console, "F5"); /* from a list that says what each is for */
    shows(f, "spread in each group");
    console_type(f->console, "box");
    console_press(f->console, "Enter");
    shows(f, "Spread of paid out by office");
}

static void bands_are_made_wider_and_narrower(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "k +");
    shows(f, "Histogram in bands of 100");
    shows(f, "Rows by paid out in bands of 100");
    console_press(f->console, "- -");
    shows(f, "in bands of 20");
    console_press(f->console, "-");
    shows(f, "finer than that it can't be");
    console_press(f->console, "w Ctrl-U");
    console_type(f->console, "75");
    console_press(f->console, "Enter");
    shows(f, "Rows by paid out in bands of 75");
    console_press(f->console, "w Ctrl-U");
    console_type(f->console, "wide");
    console_press(f->console, "Enter");
    shows(f, "\"wide\" is no width");
}

/* Figures are chosen, told, and drilled into. */
static void figures_lead_to_their_rows(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "Enter");
    shows(f, "choose a figure with the arrow keys first");
    console_press(f->console, "Down Down");
    shows(f, "Office 1   373.8   200 rows");
    shows(f, " ►█"); /* a hand points at its bar */
    console_press(f->console, "Enter");
    shows(f, "Office 1 ✕");
    shows(f, "1 / 200");
    console_press(f->console, "Backspace");
    shows(f, "Average of paid out by office");
    shows(f, "Office 1   373.8   200 rows"); /* as it was left */
    console_press(f->console, "End");
    shows(f, "(empty)   375.6   600 rows");
    console_press(f->console, "Enter");
    shows(f, "1 / 600");
    console_press(f->console, "Esc Esc");
    console_press(f->console, "4 Home k Right Right Enter"); /* the second band */
    shows(f, "amount 50–100 ✕");
    shows(f, "1 / 200");
}

static void a_click_chooses_too(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_click(f->console, 30, 6, 1);
    shows(f, "rows");
    hides(f, "choose a figure");
    console_click(f->console, 30, 6, 2);
    shows(f, "✕");
}

static void bars_are_stacked(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "3 r");
    console_type(f->console, "off");
    console_press(f->console, "Enter c");
    console_type(f->console, "day");
    console_press(f->console, "Enter + + F5");
    shows(f, "████ 2019  ░░░░ 2020");
    console_press(f->console, "s");
    shows(f, "Bars on top of each other");
    console_press(f->console, "s");
    shows(f, "55 %");
    console_press(f->console, "s");
    shows(f, "Bars beside each other");
    console_press(f->console, "k");
    shows(f, "Rows by office and day (years)");
}

static void small_charts_are_chosen_from_a_list(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "b");
    shows(f, "A small chart for each value of");
    hides(f, "client  "); /* of people there would be one each */
    console_type(f->console, "day");
    console_press(f->console, "Enter");
    shows(f, "for each day (years)");
    shows(f, "2019");
    shows(f, "2020");
    console_press(f->console, "b Home Enter");
    shows(f, "One chart of all rows");
}

static void few_rows_are_marked(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "m Ctrl-U");
    console_type(f->console, "201");
    console_press(f->console, "Enter");
    shows(f, "Figures of fewer than 201 rows are marked");
    shows(f, "375.0*");
    shows(f, "* fewer than 201 rows");
    console_press(f->console, "m Ctrl-U");
    console_type(f->console, "none");
    console_press(f->console, "Enter");
    shows(f, "\"none\" is no number of rows");
}

static void is_said_in_words(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "i");
    shows(f, "The chart in words");
    shows(f, "source: visits");
    console_press(f->console, "Esc");
    hides(f, "The chart in words");
}

static void describes(struct fixture *f, const char *line)
{
    const char *said = console_description(f->console);
    if (strstr(said, line) == NULL)
        fail_msg("\"%s\" is not said:\n%s", line, said);
}

/* For who doesn't see it: title, sentences, notes and every figure, a line each. */
static void is_said_line_by_line(void **state)
{
    struct fixture *f = *state;
    build(f);
    describes(f, "\nAverage of paid out by office\n");
    describes(f, " has the highest average of paid out, ");
    describes(f, "\nn = ");
    describes(f, "\nOffice 1: 373.8\n");
    console_press(f->console, "k k");
    describes(f, "\nSpread of paid out by office\n");
    describes(f, "\nOffice 1   median ");
}

static void is_saved_as_a_picture(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "S");
    shows(f, "the picture is in copies/visits-bar.svg");
    char *path = scratch_path(f->folder, "copies/visits-bar.svg");
    assert_true(file_exists(path));
    free(path);
}

/* Kind and choice are there again at the next start, and the drawing is the person's. */
static void is_resumed(void **state)
{
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "k k d d");
    shows(f, "drawn with plain characters");
    shows(f, "|------");
    console_free(f->console);
    f->console = console_new(f->path, panes, 80, 24, f->remember);
    console_press(f->console, "4");
    shows(f, "Spread of paid out by office");
    shows(f, "|------");
    console_press(f->console, "d");
    hides(f, "|------");
}

static void words_have_no_height(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "3 r");
    console_type(f->console, "off");
    console_press(f->console, "Enter v");
    console_type(f->console, "small");
    console_press(f->console, "Enter");
    console_type(f->console, "day");
    console_press(f->console, "Enter F5");
    shows(f, "are words or dates, which have no height");
    shows(f, "F4 changes the pivot");
    console_press(f->console, "u");
    shows(f, "Rows by office");
}

/* All arrows in all kinds and many sizes: nothing falls over, and something stays chosen. */
static void arrows_go_everywhere(void **state)
{
    static const int sizes[][2] = {{80, 24}, {100, 30}, {120, 36}, {160, 50}, {81, 25}};
    struct fixture *f = *state;
    build(f);
    console_press(f->console, "3 c");
    console_type(f->console, "day");
    console_press(f->console, "Enter v Home Enter F5");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        console_resize(f->console, sizes[i][0], sizes[i][1]);
        for (int kind = 0; kind < 4; kind++) {
            console_press(f->console, "Down Right Down Down Left Up PageDown PageUp End Home Down");
            shows(f, "rows");
            console_press(f->console, "End Down Right Up Esc k");
        }
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_console, close_console)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(says_what_to_do_first),
        TEST(draws_the_pivot),
        TEST(goes_through_the_kinds_that_fit),
        TEST(bands_are_made_wider_and_narrower),
        TEST(figures_lead_to_their_rows),
        TEST(a_click_chooses_too),
        TEST(bars_are_stacked),
        TEST(small_charts_are_chosen_from_a_list),
        TEST(few_rows_are_marked),
        TEST(is_said_in_words),
        TEST(is_said_line_by_line),
        TEST(is_saved_as_a_picture),
        TEST(is_resumed),
        TEST(words_have_no_height),
        TEST(arrows_go_everywhere),
    };
    return cmocka_run_group_tests_name("chart pane", tests, NULL, NULL);
}

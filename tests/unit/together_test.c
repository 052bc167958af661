/* Two consoles on one team file: following, being followed, saying no, and showing something. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/file.h"
#include "core/service/seat.h"
#include "tests/support/board.h"
#include "tests/support/check.h"
#include "tests/support/team.h"

/* Robin, who is a coach, beside Ada. */
static struct console *open_robin(struct board_fixture *f)
{
    setenv("DATAJAM_SEED", "robin", 1); /* else both consoles had one UUID */
    struct console *robin = console_new_as("Robin", f->path, board_panes, 100, 26, NULL);
    console_here(robin);
    console_here(f->console);
    console_here(robin);
    return robin;
}

/* What one has done is told, and the other listens. */
static void pass(struct console *from, struct console *to)
{
    console_here(from);
    console_here(to);
}

static void follow_ada(struct console *robin)
{
    console_press(robin, "2 J");
    console_assert_shows(robin, "Follow whose view?");
    console_press(robin, "Enter");
    console_assert_shows(robin, "You see what Ada looks at.");
    console_press(robin, "2");
    console_assert_shows(robin, "you follow Ada");
}

/* All rows but the one that says who is here. */
static char *screen_of(struct console *console)
{
    enum { ROWS = 26, STATUS = ROWS - 2 };
    struct buffer text = {0};
    for (int row = 0; row < ROWS; row++)
        if (row != STATUS) {
            buffer_add_string(&text, console_row(console, row));
            buffer_add_byte(&text, '\n');
        }
    buffer_add_string(&text, "");
    return text.data;
}

/* Rows like the first one: of Office 1. */
static void filter(struct console *console)
{
    console_press(console, "2 Right +");
    console_assert_shows(console, "office = Office 1");
}

static void what_is_followed_is_seen(void **state)
{
    struct board_fixture *f = *state;
    struct console *robin = open_robin(f);
    follow_ada(robin);
    filter(f->console);
    console_press(f->console, "Down Down Right");
    pass(f->console, robin);
    console_assert_shows(robin, "office = Office 1");
    console_assert_shows(robin, "3 / ");
    console_press(f->console, "3 r");
    console_type(f->console, "office");
    console_press(f->console, "Enter");
    pass(f->console, robin);
    console_assert_shows(robin, "3 Pivot  5 Board  │ office · rows");
    /* The cards of the board, too. */
    console_press(f->console, "5");
    pass(f->console, robin);
    /* Esc: the own view, with none of it. */
    console_press(robin, "Esc");
    console_assert_shows(robin, "You follow Ada no more");
    assert_false(console_shows(robin, "office = Office 1"));
    console_press(f->console, "2 x");
    pass(f->console, robin);
    assert_false(console_shows(robin, "you follow"));
    console_free(robin);
}

/* Beside the visits, and before it in the list. */
static void add_other_dataset(struct board_fixture *f)
{
    foreign_sql(f->path,
                "CREATE TABLE arrears(dj_row INTEGER PRIMARY KEY, tenant TEXT, rent REAL);"
                "INSERT INTO arrears SELECT dj_row, 'tenant ' || dj_row, amount FROM visits;"
                "INSERT INTO dj_dataset(id, uuid, name, label, source, imported_by, imported_ms,"
                " rows) VALUES(8, 'u8', 'arrears', '', 'arrears.csv', 'tester', 0, 300);"
                "INSERT INTO dj_column(id, dataset, position, name, type, label, quality, role)"
                " VALUES(81, 8, 0, 'tenant', 'text', '', '', ''),"
                "(82, 8, 1, 'rent', 'decimal', '', '', '')");
    console_changed(f->console);
}

static void show_dataset(struct console *console, const char *name)
{
    console_press(console, "2 o");
    console_type(console, name);
    console_press(console, "Enter");
}

/* Robin leaves the visits unfiltered, and sees Ada's of them from the other dataset. */
static void the_own_view_of_each_dataset_stays(void **state)
{
    struct board_fixture *f = *state;
    add_other_dataset(f);
    show_dataset(f->console, "visits");
    struct console *robin = open_robin(f);
    show_dataset(robin, "visits");
    console_press(robin, "Down Down Right");
    show_dataset(robin, "arrears");
    console_press(robin, "Down");
    console_assert_shows(robin, "tenant 2");
    char *before = screen_of(robin);
    console_press(robin, "J Enter");
    console_assert_shows(robin, "you follow Ada");
    filter(f->console);
    console_press(f->console, "Down Down Down Down End");
    pass(f->console, robin);
    console_assert_shows(robin, "office = Office 1");
    console_press(robin, "Down Esc");
    console_press(robin, "2");
    char *after = screen_of(robin);
    assert_string_equal(after, before);
    free(before);
    free(after);
    show_dataset(robin, "visits");
    assert_false(console_shows(robin, "office = Office 1"));
    console_assert_shows(robin, "3 / 300"); /* and where Robin was in them */
    console_free(robin);
}

static void one_step_of_ones_own_ends_it(void **state)
{
    struct board_fixture *f = *state;
    struct console *robin = open_robin(f);
    follow_ada(robin);
    filter(f->console);
    pass(f->console, robin);
    console_press(robin, "Right Right s"); /* a sort of Robin's own */
    console_assert_shows(robin, "You changed the view, and follow Ada no more.");
    console_assert_shows(robin, "office = Office 1"); /* what it stands on stays */
    pass(robin, f->console);
    assert_false(console_shows(f->console, "looking"));
    console_press(robin, "u u");
    assert_false(console_shows(robin, "office = Office 1"));
    console_free(robin);
}

/* The same keys with and without a follower: the same screen but for the notice. */
static void whoever_is_followed_sees_only_a_notice(void **state)
{
    static const char *const keys[] = {"2", "Down", "Right", "s", "3", "5", "2", "End", "u"};
    enum { KEYS = sizeof keys / sizeof *keys };
    struct board_fixture *f = *state;
    char *alone[KEYS];
    for (size_t i = 0; i < KEYS; i++) {
        console_press(f->console, keys[i]);
        alone[i] = screen_of(f->console);
    }
    struct console *robin = open_robin(f);
    console_press(f->console, "Home Up Left");
    follow_ada(robin);
    pass(robin, f->console);
    console_assert_shows(f->console, "Robin follows what you look at.");
    for (size_t i = 0; i < KEYS; i++) {
        console_press(f->console, keys[i]);
        pass(f->console, robin);
        pass(robin, f->console);
        char *now = screen_of(f->console);
        assert_string_equal(now, alone[i]);
        free(now);
        free(alone[i]);
    }
    console_assert_shows(f->console, "1 here · a coach is looking");
    console_free(robin);
}

static void it_can_be_refused(void **state)
{
    struct board_fixture *f = *state;
    struct console *robin = open_robin(f);
    follow_ada(robin);
    pass(robin, f->console);
    console_press(f->console, ":");
    console_type(f->console, "nobody follow");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "Nobody can follow your view now.");
    pass(f->console, robin);
    console_assert_shows(robin, "Ada would rather work alone now");
    pass(robin, f->console);
    assert_false(console_shows(f->console, "looking"));
    console_press(robin, "J");
    console_assert_shows(robin, "would rather not be followed");
    console_press(robin, "Enter");
    console_assert_shows(robin, "Ada would rather not be followed just now.");
    console_free(robin);
}

static void who_leaves_is_followed_no_more(void **state)
{
    struct board_fixture *f = *state;
    struct console *robin = open_robin(f);
    follow_ada(robin);
    filter(f->console);
    pass(f->console, robin);
    console_free(f->console);
    console_here(robin);
    console_assert_shows(robin, "Ada has left");
    assert_false(console_shows(robin, "office = Office 1"));
    console_free(robin);
    board_open_console(f);
}

/* Two would take each other's view in turn for ever. */
static void two_can_not_follow_each_other(void **state)
{
    struct board_fixture *f = *state;
    struct console *robin = open_robin(f);
    follow_ada(robin);
    pass(robin, f->console);
    console_press(f->console, "J Enter");
    console_assert_shows(f->console, "two can't follow each other");
    console_free(robin);
}

static void what_is_shown_opens_with_one_key(void **state)
{
    struct board_fixture *f = *state;
    struct console *robin = open_robin(f);
    console_press(f->console, "O");
    console_assert_shows(f->console, "Nobody has shown you anything");
    filter(robin);
    console_press(robin, "Down Down I");
    console_assert_shows(robin, "Who is to look at this?");
    console_press(robin, "Down Enter");
    console_assert_shows(robin, "Ada can open what you look at.");
    console_here(f->console);
    console_assert_shows(f->console, "Robin shows you: Data");
    console_press(f->console, "5");
    console_assert_shows(f->console, "Robin shows you something · O opens it");
    console_press(f->console, "O");
    console_assert_shows(f->console, "office = Office 1");
    console_assert_shows(f->console, "3 / ");
    assert_false(console_shows(f->console, "O opens it"));
    console_press(f->console, "u");
    assert_false(console_shows(f->console, "office = Office 1"));
    /* It is still there when the sender has left. */
    console_press(robin, "I Enter");
    console_assert_shows(robin, "Everyone here can open what you look at.");
    console_here(f->console);
    console_free(robin);
    console_here(f->console);
    console_press(f->console, "5 O");
    console_assert_shows(f->console, "office = Office 1");
}

/* A file of somebody's that says anything at all. */
static void what_others_write_is_not_trusted(void **state)
{
    static const char *const lies[] = {
        "{\"person\":\"\\u001b[2JEve\\u202e\",\"words\":\"x\",\"mark\":\"\",\"kind\":\"data\","
        "\"view\":\"{\\\"version\\\":1,\\\"dataset\\\":99}\",\"spot\":\"-5 9 "
        "9999999999999999999\"}",
        "{\"person\":\"Eve\",\"words\":\"x\",\"mark\":\"\",\"kind\":\"data\",\"view\":\"[[[\","
        "\"spot\":\"a b c\"}",
        "{\"person\":\"Eve\",\"words\":\"x\",\"mark\":\"\",\"kind\":\"query\",\"view\":"
        "\"{\\\"version\\\":1,\\\"dataset\\\":0,\\\"query\\\":{\\\"sql\\\":\\\"SELECT 1\\\"}}\","
        "\"spot\":\"\"}",
        "{\"person\":7,\"kind\":[],\"view\":{},\"spot\":null,\"follows\":\"x\"}",
    };
    struct board_fixture *f = *state;
    struct seat *eve = NULL;
    char path[1200];
    setenv("DATAJAM_SEED", "eve", 1);
    assert_int_equal(seat_take(&eve, f->path, "Eve", NULL), STATUS_OK);
    snprintf(path, sizeof path, "%s/.team.db-seats/%s.here", f->folder, seat_uuid(eve));
    assert_int_equal(file_swap(path, span_string(lies[0]), 0660, NULL), STATUS_OK);
    console_here(f->console);
    console_press(f->console, "2 J Enter");
    char *before = screen_of(f->console);
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        assert_int_equal(file_swap(path, span_string(lies[i]), 0660, NULL), STATUS_OK);
        console_here(f->console);
        assert_false(console_shows(f->console, "\033"));
        assert_false(console_shows(f->console, "99999"));
    }
    console_press(f->console, "2");
    char *after = screen_of(f->console);
    assert_string_equal(after, before);
    free(before);
    free(after);
    seat_leave(eve);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, board_set_up, board_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_followed_is_seen),
        TEST(the_own_view_of_each_dataset_stays),
        TEST(one_step_of_ones_own_ends_it),
        TEST(whoever_is_followed_sees_only_a_notice),
        TEST(it_can_be_refused),
        TEST(who_leaves_is_followed_no_more),
        TEST(two_can_not_follow_each_other),
        TEST(what_is_shown_opens_with_one_key),
        TEST(what_others_write_is_not_trusted),
    };
    return cmocka_run_group_tests_name("looking together", tests, NULL, NULL);
}

/* Calling a coach with F8, in a console without a terminal; a second connection to the team
 * file stands for the coach. */
#include <string.h>

#include "core/service/help.h"
#include "tests/support/board.h"
#include "tests/support/check.h"
#include "tests/support/team.h"

static struct help_request last_call(struct board_fixture *f)
{
    struct help_desk desk;
    assert_int_equal(help_read(f->other, f->arena, &desk, NULL), STATUS_OK);
    assert_true(desk.count > 0);
    return desk.requests[desk.count - 1];
}

static void coach(struct board_fixture *f, enum help_move move, const char *tip)
{
    assert_int_equal(
        help_move(f->other, f->arena, last_call(f).uuid, move, "Robin", tip, NULL, NULL),
        STATUS_OK);
    console_changed(f->console);
}

static void call(struct board_fixture *f, const char *about, const char *line)
{
    console_press(f->console, "F8");
    console_assert_shows(f->console, "What do the data mean?");
    console_type(f->console, about);
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "In a few words:");
    console_type(f->console, line);
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "A coach is called");
}

static void the_view_goes_along(void **state)
{
    struct board_fixture *f = *state;
    console_press(f->console, "3 r");
    console_type(f->console, "off");
    console_press(f->console, "Enter");
    call(f, "which", "shares or counts?");
    struct help_request asked = last_call(f);
    assert_int_equal(asked.about, HELP_ANALYSIS);
    assert_string_equal(asked.text, "shares or counts?");
    assert_string_equal(asked.by, "Ada");
    assert_string_equal(asked.pane, "pivot");
    assert_non_null(strstr(asked.view, "\"pivot\""));
    console_assert_shows(f->console, "waiting for a coach");
    console_press(f->console, "5"); /* the board itself shows no view: beside it that of the data */
    console_press(f->console, "F8 Down Enter Enter");
    assert_string_equal(last_call(f).pane, "board");
    assert_non_null(strstr(last_call(f).view, "\"dataset\""));
    assert_string_equal(last_call(f).text, "");
}

static void the_team_sees_its_place_and_who_comes(void **state)
{
    struct board_fixture *f = *state;
    call(f, "mean", "what is 7?");
    const struct help_place place = {last_call(f).uuid, 3};
    assert_int_equal(help_tell_places(f->other, f->arena, &place, 1, NULL), STATUS_OK);
    console_changed(f->console);
    console_assert_shows(f->console, "place 3 in the queue for a coach");
    coach(f, HELP_CLAIM, NULL);
    console_assert_shows(f->console, "Robin is coming: what is 7?");
    console_press(f->console, "Down"); /* whoever types at that moment can read it all the same */
    console_assert_shows(f->console, "Robin is coming: what is 7?");
    assert_int_equal(
        help_say(f->other, f->arena, place.uuid, "look at the dictionary", "Robin", NULL),
        STATUS_OK);
    console_changed(f->console);
    console_assert_shows(f->console, "Robin writes: look at the dictionary");
    assert_false(console_shows(f->console, "Robin is coming: what is 7?"));
    console_assert_shows(f->console, "Robin is coming"); /* stays at the right */
    console_press(f->console, "F8 Enter");
    console_assert_shows(f->console, "It is solved");
    console_type(f->console, "read");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "look at the dictionary");
    console_press(f->console, "Esc");
    coach(f, HELP_CLOSE, "codes stand in the dictionary");
    console_assert_shows(f->console, "Robin has closed the call. codes stand in the dictionary");
    console_press(f->console, "Down");
    assert_false(console_shows(f->console, "Robin is coming"));
}

static void it_is_answered_ended_and_taken_up_again(void **state)
{
    struct board_fixture *f = *state;
    call(f, "else", "come and see");
    console_press(f->console, "F8 Enter");
    console_type(f->console, "write");
    console_press(f->console, "Enter");
    console_type(f->console, "at the window");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "The coach can read it.");
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_help_line"
                                             " WHERE text = 'at the window' AND by = 'Ada'"),
                     1);
    console_press(f->console, "F8 Enter Enter");
    console_assert_shows(f->console, "Solved.");
    assert_int_equal(last_call(f).state, HELP_DONE);
    console_press(f->console, "F8 End Enter Enter");
    console_assert_shows(f->console, "open again");
    assert_int_equal(last_call(f).state, HELP_ASKED);
    console_press(f->console, "F8 Enter");
    console_type(f->console, "nobody");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "The call is taken back.");
    assert_int_equal(last_call(f).state, HELP_CANCELLED);
}

/* Somebody else has ended it while the list was open: nothing is done, and it is said. */
static void what_is_over_meanwhile_is_told(void **state)
{
    struct board_fixture *f = *state;
    call(f, "else", "");
    console_press(f->console, "F8 Enter");
    assert_int_equal(
        help_move(f->other, f->arena, last_call(f).uuid, HELP_CANCEL, "Robin", NULL, NULL, NULL),
        STATUS_OK);
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "This call is over already (taken back).");
}

/* What could not be written is not to be typed again. */
static void words_that_fail_are_kept(void **state)
{
    struct board_fixture *f = *state;
    call(f, "else", "first");
    foreign_sql(f->path, "ALTER TABLE dj_help RENAME TO away");
    console_press(f->console, "F8 Down Enter"); /* what is there first is the call of before */
    console_assert_shows(f->console, "In a few words:");
    console_type(f->console, "the rows are gone");
    console_press(f->console, "Enter");
    assert_false(console_shows(f->console, "A coach is called"));
    foreign_sql(f->path, "ALTER TABLE away RENAME TO dj_help");
    console_press(f->console, "F8 Down Enter");
    console_assert_shows(f->console, "the rows are gone");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "A coach is called");
    assert_string_equal(last_call(f).text, "the rows are gone");
    console_press(f->console, "F8 Down Down Enter");
    assert_false(console_shows(f->console, "the rows are gone"));
}

static void the_key_bar_keeps_the_coach(void **state)
{
    struct board_fixture *f = *state;
    console_assert_shows(f->console, "F8 ");
    console_resize(f->console, 80, 24);
    console_assert_shows(f->console, "F8 Coach");
    console_press(f->console, "Esc @");
    console_assert_shows(f->console, "Ask a coach");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_view_goes_along, board_set_up, board_tear_down),
        cmocka_unit_test_setup_teardown(the_team_sees_its_place_and_who_comes, board_set_up,
                                        board_tear_down),
        cmocka_unit_test_setup_teardown(it_is_answered_ended_and_taken_up_again, board_set_up,
                                        board_tear_down),
        cmocka_unit_test_setup_teardown(what_is_over_meanwhile_is_told, board_set_up,
                                        board_tear_down),
        cmocka_unit_test_setup_teardown(words_that_fail_are_kept, board_set_up, board_tear_down),
        cmocka_unit_test_setup_teardown(the_key_bar_keeps_the_coach, board_set_up, board_tear_down),
    };
    return cmocka_run_group_tests_name("call coach", tests, NULL, NULL);
}

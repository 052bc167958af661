/* The lead's screen in a console without a terminal: what it shows of the team, and what is done
 * from it. Ada has it open; Robin and Kim work beside her. */
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/service/board.h"
#include "core/service/help.h"
#include "core/service/lead.h"
#include "core/service/seat.h"
#include "tests/support/board.h"
#include "tests/support/check.h"
#include "tests/support/team.h"
#include "tui/console/app.h"

static void expect_not(struct board_fixture *f, const char *text)
{
    if (!console_shows(f->console, text))
        return;
    console_print(f->console);
    fail_msg("\"%s\" is on the screen", text);
}

/* The row that has the text; fails when there is none. */
static const char *row_with(struct board_fixture *f, const char *text)
{
    for (int row = 0; row < 26; row++)
        if (strstr(console_row(f->console, row), text))
            return console_row(f->console, row);
    console_print(f->console);
    fail_msg("\"%s\" is not on the screen", text);
    return "";
}

static void expect_in_row(struct board_fixture *f, const char *text, const char *beside)
{
    const char *row = row_with(f, text);
    if (!strstr(row, beside))
        fail_msg("\"%s\" is not in \"%s\"", beside, row);
}

static int64_t robin_adds(struct board_fixture *f, enum card_kind kind, const char *text)
{
    const struct board_new new = {.kind = kind, .column = BOARD_USUAL, .texts = {text}};
    int64_t id = 0;
    assert_int_equal(board_add(f->other, f->arena, &new, "Robin", &id, NULL), STATUS_OK);
    console_changed(f->console);
    return id;
}

static void ask(struct board_fixture *f, const char *text)
{
    console_press(f->console, "n");
    console_type(f->console, text);
    console_press(f->console, "Ctrl-S");
}

static void an_empty_team_is_told_what_to_do(void **state)
{
    struct board_fixture *f = *state;
    console_press(f->console, "2 Alt-t"); /* from any pane */
    console_assert_shows(f->console, "The lead's screen");
    console_assert_shows(f->console, "No jam's clock can be read here");
    console_assert_shows(f->console, "No question is open. n writes one.");
    console_assert_shows(f->console, "No finding has a star yet");
    console_assert_shows(f->console, "Checklist  0 of 5");
    console_assert_shows(f->console, "● Ada");
    console_press(f->console, "Esc");
    expect_not(f, "The lead's screen");
    console_press(f->console, "Alt-t Alt-t");
    expect_not(f, "The lead's screen");
}

static void a_question_is_written_given_and_opened(void **state)
{
    struct board_fixture *f = *state;
    console_press(f->console, "Alt-t");
    ask(f, "Why Millpond?");
    expect_in_row(f, "▶", "Ada"); /* the cursor has stayed */
    expect_in_row(f, "Why Millpond?", "nobody yet");
    console_press(f->console, "Home");
    console_assert_shows(f->console, "Ada asked it at");
    console_assert_shows(f->console, "Nobody looks at it yet: a says who.");
    console_press(f->console, "a");
    console_assert_shows(f->console, "Who looks at it?");
    console_type(f->console, "robin");
    console_press(f->console, "Enter");
    assert_string_equal(board_field(f, 1, CARD_ASSIGNEE), "Robin");
    expect_in_row(f, "▶", "Robin");
    console_press(f->console, "a");
    console_type(f->console, "Kim, Sam"); /* nobody of that name is known yet */
    console_press(f->console, "Enter");
    assert_string_equal(board_field(f, 1, CARD_ASSIGNEE), "Kim, Sam");
    expect_in_row(f, "○ Sam", "1 to do");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "Who looks at it  Kim, Sam");
    console_press(f->console, "Esc");
    console_assert_shows(f->console, "The lead's screen");
    expect_not(f, "Who looks at it  Kim, Sam");
}

/* The history is that of the card, whatever the board's own cursor stands on. */
static void a_card_has_its_own_history(void **state)
{
    struct board_fixture *f = *state;
    board_write_three(f);
    console_press(f->console, "Alt-t Home Enter h");
    console_assert_shows(f->console, "\"first\" was written");
    console_press(f->console, "Esc Down Enter h");
    console_assert_shows(f->console, "\"second\" was written");
}

static void what_others_do_shows_and_the_cursor_stays(void **state)
{
    struct board_fixture *f = *state;
    int64_t second = robin_adds(f, CARD_QUESTION, "second");
    console_press(f->console, "Alt-t Home");
    expect_in_row(f, "▶", "second");
    robin_adds(f, CARD_QUESTION, "third");
    foreign_sql(f->path, "UPDATE dj_card SET at_ms = at_ms - 259200000 WHERE text = 'third'");
    console_changed(f->console);
    expect_in_row(f, "▶", "second");
    expect_in_row(f, "third", "3 days");
    int64_t finding = robin_adds(f, CARD_FINDING, "found");
    assert_int_equal(board_link(f->other, f->arena, second, finding, true, "Robin", NULL),
                     STATUS_OK);
    console_changed(f->console);
    expect_in_row(f, "▶", "third"); /* the other one has its answer */
    expect_in_row(f, "Open questions", "1 that nobody has");
}

static void sit(struct seat *seat, const char *words, int64_t idle_ms)
{
    int64_t now = clock_now_ms();
    const struct presence presence = {
        .words = words, .mark = "", .since_ms = now, .view_ms = now, .input_ms = now - idle_ms};
    assert_int_equal(seat_tell(seat, &presence, NULL), STATUS_OK);
}

/* Whoever is given a card is told, and keys do not take it away. */
static void who_is_given_a_card_is_told(void **state)
{
    struct board_fixture *f = *state;
    int64_t card = robin_adds(f, CARD_QUESTION, "Do singles stay longer?");
    board_robin_writes(f, card, CARD_ASSIGNEE, "Kim");
    console_changed(f->console);
    expect_not(f, "asks you");
    board_robin_writes(f, card, CARD_ASSIGNEE, "Kim, Ada");
    console_changed(f->console);
    console_assert_shows(f->console, "Robin asks you to look at: Do singles stay longer?");
    console_press(f->console, "Down");
    console_assert_shows(f->console, "Robin asks you to look at: Do singles stay longer?");
}

static void one_gives_oneself_a_card_in_silence(void **state)
{
    struct board_fixture *f = *state;
    int64_t card = robin_adds(f, CARD_QUESTION, "Do singles stay longer?");
    const struct board_edit edit = {CARD_ASSIGNEE, NULL, "Ada"};
    struct board_outcome out;
    assert_int_equal(board_edit(f->other, f->arena, card, &edit, 1, "Ada", &out, NULL), STATUS_OK);
    console_changed(f->console);
    expect_not(f, "asks you");
}

static void who_does_what_is_seen_and_changed(void **state)
{
    struct board_fixture *f = *state;
    struct seat *kim;
    robin_adds(f, CARD_QUESTION, "Do singles stay longer?");
    console_press(f->console, "Alt-t");
    assert_int_equal(seat_take(&kim, f->path, "Kim", NULL), STATUS_OK);
    sit(kim, "Pivot · office", 0);
    console_here(f->console);
    expect_in_row(f, "● Kim", "Pivot · office");
    expect_in_row(f, "Who does what", "2 here");
    console_press(f->console, "Home a"); /* whoever is here can be given something */
    expect_in_row(f, "│ Kim ", "here");
    console_press(f->console, "Esc Home Tab Down Enter");
    console_assert_shows(f->console, "Kim looks at: Pivot · office");
    console_assert_shows(f->console, "Kim has no card yet; a gives one.");
    console_press(f->console, "a");
    console_assert_shows(f->console, "What should Kim look at?");
    console_press(f->console, "Enter");
    assert_string_equal(board_field(f, 1, CARD_ASSIGNEE), "Kim");
    expect_in_row(f, "● Kim", "1 to do");
    console_press(f->console, "a");
    console_assert_shows(f->console, "There is nothing to give to Kim");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "Cards of Kim");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "Who looks at it  Kim");
    console_press(f->console, "Esc");
    sit(kim, "Pivot · office", INT64_C(12) * 60 * 1000);
    console_here(f->console);
    expect_in_row(f, "◐ Kim", "no key for 12 min");
    seat_leave(kim);
    console_here(f->console);
    expect_in_row(f, "○ Kim", "not seen today");
    expect_not(f, "was written"); /* a coach is a guest, whatever was written */
}

/* For a second console, and after an end of both. */
static void a_tick_is_seen_by_all_and_stays(void **state)
{
    struct board_fixture *f = *state;
    console_press(f->console, "Alt-t End Up Space");
    console_assert_shows(f->console, "Ticked: Final presentation. Space takes it back.");
    expect_in_row(f, "[x] Final presentation", "Ada ");
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_lead WHERE by = 'Ada'"), 1);
    console_free(f->console);
    board_open_console(f);
    console_press(f->console, "Alt-t");
    console_assert_shows(f->console, "[x] Final presentation");
    assert_int_equal(lead_tick(f->other, LEAD_TOPIC, true, "Robin", NULL), STATUS_OK);
    console_changed(f->console);
    expect_in_row(f, "[x] Review of the topic", "Robin ");
    console_assert_shows(f->console, "Checklist  2 of 5");
    console_press(f->console, "End Up Enter");
    console_assert_shows(f->console, "Not done yet: Final presentation.");
    console_assert_shows(f->console, "[ ] Final presentation");
    console_assert_shows(f->console, "Choose two or three findings");
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_lead"), 1);
}

static void the_deck_says_what_it_lacks(void **state)
{
    struct board_fixture *f = *state;
    int64_t id = robin_adds(f, CARD_FINDING, "Singles stay longest");
    assert_int_equal(board_star(f->other, f->arena, id, true, "Robin", NULL), STATUS_OK);
    console_changed(f->console);
    console_press(f->console, "Alt-t");
    console_assert_shows(f->console, "1 finding with a star, 2 slides: about 1 min");
    expect_in_row(f, "nothing is pinned to it", "Singles stay longest");
    expect_in_row(f, "no caveat", "Singles stay longest");
    console_press(f->console, "Tab");
    expect_in_row(f, "▶", "nothing is pinned to it");
    console_assert_shows(f->console, "press F6 there");
    board_robin_writes(f, id, CARD_CAVEAT, "only 2019");
    console_changed(f->console);
    expect_not(f, "no caveat");
    console_press(f->console, "B");
    console_assert_shows(f->console, "1 of 2");
    console_press(f->console, "Esc");
    console_assert_shows(f->console, "The lead's screen");
    assert_int_equal(board_star(f->other, f->arena, id, false, "Robin", NULL), STATUS_OK);
    console_changed(f->console);
    console_assert_shows(f->console, "No finding has a star yet");
}

static void a_coach_is_called_for_the_team_once(void **state)
{
    struct board_fixture *f = *state;
    struct help_desk desk;
    console_press(f->console, "Alt-t c");
    console_assert_shows(f->console, "A coach for the whole team");
    console_type(f->console, "we go round in circles");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "A coach is called");
    assert_int_equal(help_read(f->other, f->arena, &desk, NULL), STATUS_OK);
    assert_int_equal(desk.count, 1);
    assert_int_equal(desk.requests[0].about, HELP_TEAM);
    assert_string_equal(desk.requests[0].text, "we go round in circles");
    assert_string_equal(desk.requests[0].by, "Ada");
    console_press(f->console, "F8");
    console_assert_shows(f->console, "A coach is called for the team already");
    assert_int_equal(
        help_move(f->other, f->arena, desk.requests[0].uuid, HELP_CANCEL, "Ada", NULL, NULL, NULL),
        STATUS_OK);
    console_changed(f->console);
    console_press(f->console, "c");
    console_assert_shows(f->console, "A coach for the whole team");
}

/* A coach who comes for the team as a whole finds no view to be opened. */
static void no_view_goes_with_a_call_for_the_team(void **state)
{
    struct board_fixture *f = *state;
    const struct pane *board = console_pane(f->console, "board");
    assert_true(app_tell(board->app, "data", "call.view", LEAD_PANE "\n"));
    console_changed(f->console);
    expect_not(f, "not there any more");
    assert_true(app_tell(board->app, "data", "call.view", "data\n{\"version\":1,\"dataset\":99}"));
    console_changed(f->console);
    console_assert_shows(f->console, "not there any more");
}

/* Everything is reached, by keys and by the mouse, and the keys are written whole. */
static void it_is_whole_in_80_columns(void **state)
{
    struct board_fixture *f = *state;
    for (int i = 0; i < 8; i++)
        robin_adds(f, CARD_QUESTION, i ? "another question" : "the first question of all");
    console_resize(f->console, 80, 24);
    console_press(f->console, "Alt-t Home");
    expect_in_row(f, "▶", "the first question of all");
    console_assert_shows(f->console, "Esc Back");
    console_press(f->console, "End");
    expect_in_row(f, "▶", "Turn frustration into learning");
    console_assert_shows(f->console, "Space Tick");
    console_assert_shows(f->console, "What the data can't say is a result, too");
    console_press(f->console, "Home Shift-Tab");
    expect_in_row(f, "▶", "Introductions");
    console_press(f->console, "Tab PageDown PageUp");
    expect_in_row(f, "▶", "the first question of all");
    console_click(f->console, 10, 8, 1);
    expect_in_row(f, "▶", "another question");
    console_click(f->console, 10, 8, 2);
    console_assert_shows(f->console, "h history");
    console_press(f->console, "Esc");
    const char *said = console_description(f->console);
    assert_non_null(strstr(said, "Open questions"));
    assert_non_null(strstr(said, "> another question"));
    assert_non_null(strstr(said, "[ ] Introductions"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, board_set_up, board_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_empty_team_is_told_what_to_do),
        TEST(a_question_is_written_given_and_opened),
        TEST(a_card_has_its_own_history),
        TEST(what_others_do_shows_and_the_cursor_stays),
        TEST(who_does_what_is_seen_and_changed),
        TEST(a_tick_is_seen_by_all_and_stays),
        TEST(the_deck_says_what_it_lacks),
        TEST(who_is_given_a_card_is_told),
        TEST(one_gives_oneself_a_card_in_silence),
        TEST(a_coach_is_called_for_the_team_once),
        TEST(no_view_goes_with_a_call_for_the_team),
        TEST(it_is_whole_in_80_columns),
    };
    return cmocka_run_group_tests_name("lead screen", tests, NULL, NULL);
}

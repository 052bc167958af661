/* The Board pane by its keys: cards, forms, the problem. */
#include "tests/support/board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/board.h"
#include "tests/support/check.h"
#include "tests/support/team.h"

/* ---- cards ---- */

static void an_empty_board_says_what_to_do(void **state)
{
    struct board_fixture *f = *state;
    console_assert_shows(f->console, "The board is empty.");
    console_assert_shows(f->console, "F6  pins figures and charts");
    console_press(f->console,
                  "Enter e m * a t g l k r h x X Shift-Up > < Up Down Left Right End u");
    console_assert_shows(f->console, "There is no step of yours");
    assert_non_null(strstr(console_description(f->console), "The board is empty.\n"));
}

static void cards_are_written_moved_and_ordered(void **state)
{
    struct board_fixture *f = *state;
    board_write_three(f);
    console_assert_shows(f->console, "Questions  2");
    console_assert_shows(f->console, "Findings  1");
    console_press(f->console, "Left Left Home");
    console_assert_shows(f->console, "Question 1");
    console_press(f->console, "Shift-Down");
    board_expect_order(f, "questions", "2 1");
    console_press(f->console, "Shift-Down");
    console_assert_shows(f->console, "It stands last in its column already.");
    console_press(f->console, "Shift-Up");
    board_expect_order(f, "questions", "1 2");
    console_press(f->console, ">");
    console_assert_shows(f->console, "Moved to Working on: first");
    board_expect_order(f, "working on", "1");
    console_press(f->console, "Shift-Left <");
    console_assert_shows(f->console, "This is the first column already.");
    console_press(f->console, "m Down Down Down Enter");
    board_expect_order(f, "showcase", "1");
    assert_string_equal(board_field(f, 1, CARD_STAR), "1");
    console_press(f->console, "u");
    console_assert_shows(f->console, "Taken back: \"first\" went to Showcase.");
    board_expect_order(f, "questions", "2 1");
    console_press(f->console, "Ctrl-Y *");
    board_expect_order(f, "questions", "2 1"); /* at the end */
    assert_string_equal(board_field(f, 1, CARD_STAR), "0");
}

static void who_tags_themes_and_ties(void **state)
{
    struct board_fixture *f = *state;
    board_write_three(f);
    console_press(f->console, "Home a");
    console_type(f->console, "Rob");
    console_press(f->console, "Enter");
    assert_string_equal(board_field(f, 1, CARD_ASSIGNEE), "Robin");
    console_press(f->console, "a");
    console_type(f->console, "Kim");
    console_press(f->console, "Enter");
    assert_string_equal(board_field(f, 1, CARD_ASSIGNEE), "Kim");
    console_press(f->console, "a Home Enter");
    assert_string_equal(board_field(f, 1, CARD_ASSIGNEE), "");
    console_press(f->console, "t");
    console_type(f->console, "rent, Families");
    console_press(f->console, "Enter");
    assert_string_equal(board_field(f, 1, CARD_TAGS), "rent, Families");
    console_press(f->console, "g");
    console_type(f->console, "Housing");
    console_press(f->console, "Enter End l Space Enter");
    assert_string_equal(board_field(f, 1, CARD_THEME), "Housing");
    console_assert_shows(f->console, "tied to 1");
    console_assert_shows(f->console, "Housing");
    console_press(f->console, "f");
    console_type(f->console, "famil");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "1 card · tagged Families");
    console_press(f->console, "Esc");
    console_assert_shows(f->console, "3 cards");
    console_press(f->console, "f Down Enter");
    console_assert_shows(f->console, "2 cards · questions only");
}

static void the_archive_keeps(void **state)
{
    struct board_fixture *f = *state;
    board_write_three(f);
    console_press(f->console, "Home x");
    console_assert_shows(f->console, "In the archive: first");
    console_assert_shows(f->console, "2 cards");
    console_press(f->console, "X Enter");
    console_assert_shows(f->console, "Back from the archive: first");
    console_assert_shows(f->console, "3 cards");
    console_press(f->console, "Home Enter");
    console_assert_shows(f->console, "No evidence yet");
    console_press(f->console, "h");
    console_assert_shows(f->console, "What was done to this card");
    console_assert_shows(f->console, "came back from the archive");
    console_press(f->console, "Esc k Down Enter");
    assert_string_equal(board_field(f, 1, CARD_KIND), "finding");
}

static void the_list_has_kinds_as_headings(void **state)
{
    struct board_fixture *f = *state;
    board_write_three(f);
    board_write_card(f, "myth", "what they say");
    console_resize(f->console, 140, 40); /* beside the others it is narrow */
    console_assert_shows(f->console, "Myths  1");
    console_assert_shows(f->console, "Questions  2");
    console_press(f->console, "Home");
    for (int i = 0; i < 3; i++)
        console_press(f->console, "Down");
    console_assert_shows(f->console, "Myth 4");
    console_press(f->console, "z");
    console_assert_shows(f->console, "Working on  0");
}

/* ---- forms ---- */

static void a_form_has_the_fields_of_its_kind(void **state)
{
    struct board_fixture *f = *state;
    console_press(f->console, "n");
    console_type(f->console, "obst");
    console_press(f->console, "Enter");
    console_type(f->console, "half is empty");
    console_press(f->console, "Tab Right Right Tab");
    console_type(f->console, "the vendor");
    console_press(f->console, "Enter");
    assert_string_equal(board_field(f, 1, CARD_BARRIER), "access");
    assert_string_equal(board_field(f, 1, CARD_REMOVER), "the vendor");
    console_press(f->console, "F2 End");
    console_type(f->console, " or missing");
    console_press(f->console, "Ctrl-Z Ctrl-Z Ctrl-Z Enter"); /* a word at a time */
    assert_string_equal(board_field(f, 1, CARD_TEXT), "half is empty");
    console_press(f->console, "e Esc");
    console_press(f->console, "n Esc");
    console_assert_shows(f->console, "1 card");
}

static void a_note_has_lines(void **state)
{
    struct board_fixture *f = *state;
    console_press(f->console, "n");
    console_type(f->console, "note");
    console_press(f->console, "Enter o n e Enter t w o Ctrl-S");
    assert_string_equal(board_field(f, 1, CARD_TEXT), "one\ntwo");
    console_press(f->console, "n");
    console_type(f->console, "note");
    console_press(f->console, "Enter Space Ctrl-S");
    console_assert_shows(f->console, "a card needs some words");
    console_press(f->console, "x Ctrl-S");
    console_assert_shows(f->console, "2 cards");
}

/* What was written stays on the screen until it is safe. */
static void a_form_outlives_a_failing_file(void **state)
{
    struct board_fixture *f = *state;
    foreign_sql(f->path, "CREATE TRIGGER full BEFORE INSERT ON dj_card BEGIN"
                         " SELECT RAISE(ABORT, 'no'); END");
    console_press(f->console, "n");
    console_type(f->console, "find");
    console_press(f->console, "Enter");
    console_type(f->console, "claim");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "nothing was changed");
    console_assert_shows(f->console, "New: Finding");
    console_type(f->console, " and more");
    foreign_sql(f->path, "DROP TRIGGER full");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "On the board: claim and more");
    assert_string_equal(board_field(f, 1, CARD_TEXT), "claim and more");
}

static void a_verdict_is_asked_for_evidence(void **state)
{
    struct board_fixture *f = *state;
    console_press(f->console, "n");
    console_type(f->console, "myth");
    console_press(f->console, "Enter");
    console_type(f->console, "they never leave");
    console_press(f->console, "Tab b Enter");
    assert_string_equal(board_field(f, 1, CARD_VERDICT), "busted");
    console_assert_shows(f->console, "Saved. What shows it?");
    console_assert_shows(f->console, "no evidence yet");
}

/* ---- the problem ---- */

static void the_problem_has_the_parts_of_the_method(void **state)
{
    struct board_fixture *f = *state;
    console_press(f->console, "w");
    console_assert_shows(f->console, "How do you work today?");
    console_type(f->console, "lab");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "Core question: – (w writes it)");
    console_press(f->console, "w");
    console_type(f->console, "shared");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "What should be better in the end? For whom?");
    console_type(f->console, "Nobody waits");
    console_press(f->console, "Enter a t Space a l l Ctrl-S");
    console_assert_shows(f->console, "Shared goal: Nobody waits at all");
    console_press(f->console, "u");
    console_assert_shows(f->console, "Shared goal: – (w writes it)");
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_card WHERE kind = 'frame'"),
                     6);
}

static void the_cursor_is_resumed(void **state)
{
    struct board_fixture *f = *state;
    board_write_three(f);
    console_press(f->console, "Home Down");
    console_assert_shows(f->console, "Question 2");
    console_free(f->console);
    board_open_console(f);
    console_assert_shows(f->console, "Question 2");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, board_set_up, board_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_empty_board_says_what_to_do),
        TEST(cards_are_written_moved_and_ordered),
        TEST(who_tags_themes_and_ties),
        TEST(the_archive_keeps),
        TEST(the_list_has_kinds_as_headings),
        TEST(a_form_has_the_fields_of_its_kind),
        TEST(a_note_has_lines),
        TEST(a_form_outlives_a_failing_file),
        TEST(a_verdict_is_asked_for_evidence),
        TEST(the_problem_has_the_parts_of_the_method),
        TEST(the_cursor_is_resumed),
    };
    return cmocka_run_group_tests_name("board pane", tests, NULL, NULL);
}

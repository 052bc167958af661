/* The board of several people: drafts, texts of two, who is here; and evidence, whose figures
 * change behind it. */
#include "tests/support/board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/board.h"
#include "tests/support/check.h"
#include "tests/support/team.h"

/* ---- drafts ---- */

static void what_is_left_stays_a_draft(void **state)
{
    struct board_fixture *f = *state;
    console_press(f->console, "n");
    console_type(f->console, "find");
    console_press(f->console, "Enter");
    console_type(f->console, "half a claim");
    console_press(f->console, "Esc");
    console_assert_shows(f->console, "Kept as a draft");
    console_assert_shows(f->console, "0 cards · 1 draft (d)");
    console_press(f->console, "d Enter");
    console_assert_shows(f->console, "This is what you wrote at");
    console_type(f->console, " and the rest");
    console_press(f->console, "Enter");
    assert_string_equal(board_field(f, 1, CARD_TEXT), "half a claim and the rest");
    assert_false(console_shows(f->console, "draft"));
    console_press(f->console, "d");
    console_assert_shows(f->console, "There is no draft");
    console_press(f->console, "e x Esc");
    console_assert_shows(f->console, "1 draft (d)");
    console_press(f->console, "e"); /* the card's own draft is gone on with */
    console_assert_shows(f->console, "half a claim and the restx");
    console_press(f->console, "Esc D Enter");
    console_assert_shows(f->console, "The draft is gone.");
    assert_false(console_shows(f->console, "1 draft"));
    assert_string_equal(board_field(f, 1, CARD_TEXT), "half a claim and the rest");
    console_press(f->console, "e Esc");
    assert_false(console_shows(f->console, "draft")); /* nothing was changed */
}

static void a_form_is_opened_again_at_the_next_start(void **state)
{
    struct board_fixture *f = *state;
    board_write_card(f, "find", "claim");
    console_press(f->console, "e Ctrl-U");
    console_type(f->console, "a better cl");
    console_free(f->console);
    board_open_console(f);
    console_assert_shows(f->console, "a better cl");
    console_assert_shows(f->console, "This is what you wrote at");
    console_type(f->console, "aim");
    /* What it was before is still known: nobody's text is overwritten. */
    board_robin_writes(f, 1, CARD_TEXT, "by Robin");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "Robin has changed the same thing meanwhile.");
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_card_rival"
                                             " WHERE text = 'a better claim'"),
                     1);
    console_free(f->console);
    board_open_console(f);
    assert_false(console_shows(f->console, "draft"));
}

/* However many drafts there are, the one that was being written is among them. */
static void many_drafts_and_an_open_form(void **state)
{
    enum { LEFT = 35 };
    struct board_fixture *f = *state;
    for (int i = 0; i < LEFT; i++) {
        console_press(f->console, "n");
        console_type(f->console, "que");
        console_press(f->console, "Enter x Esc");
    }
    console_press(f->console, "n");
    console_type(f->console, "find");
    console_press(f->console, "Enter");
    console_type(f->console, "the last one");
    for (int i = 0; i < 2; i++) {
        console_free(f->console);
        board_open_console(f);
        console_assert_shows(f->console, "This is what you wrote at");
        console_assert_shows(f->console, "the last one");
    }
    console_press(f->console, "Esc");
    console_assert_shows(f->console, "36 drafts");
}

/* The disk is slow, the fingers are not: what they type after Enter is not lost. */
static void what_is_typed_while_it_saves_goes_on(void **state)
{
    struct board_fixture *f = *state;
    console_press(f->console, "n");
    console_type(f->console, "que");
    console_press(f->console, "Enter");
    console_type(f->console, "first");
    console_press_at_once(f->console, "Enter m o r e");
    console_assert_shows(f->console, "You have gone on writing since");
    console_assert_shows(f->console, "firstmore");
    assert_string_equal(board_field(f, 1, CARD_TEXT), "first");
    console_press(f->console, "Enter");
    assert_string_equal(board_field(f, 1, CARD_TEXT), "firstmore");
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_card"), 1);
    assert_false(console_shows(f->console, "draft"));
}

/* The answer to one form never closes another, and leaves no draft of what it has saved. */
static void an_answer_is_for_its_own_form(void **state)
{
    struct board_fixture *f = *state;
    console_press(f->console, "n");
    console_type(f->console, "que");
    console_press(f->console, "Enter");
    console_type(f->console, "first");
    console_press_at_once(f->console, "Enter Esc n q u e Enter z z");
    console_assert_shows(f->console, "New: Question");
    console_assert_shows(f->console, "zz");
    assert_string_equal(board_field(f, 1, CARD_TEXT), "first");
    console_press(f->console, "Esc");
    console_assert_shows(f->console, "1 draft (d)");
}

/* Figures that were asked for before somebody began to write wait beside the form. */
static void a_pin_that_comes_late_waits(void **state)
{
    struct board_fixture *f = *state;
    board_write_card(f, "find", "claim");
    console_press(f->console, "3 r");
    console_type(f->console, "off");
    console_press(f->console, "Enter");
    console_press_at_once(f->console, "F6 5 e Ctrl-U m i n e");
    console_assert_shows(f->console, "1 draft waits on the board");
    console_assert_shows(f->console, "mine");
    console_press(f->console, "Enter");
    assert_string_equal(board_field(f, 1, CARD_TEXT), "mine");
    console_press(f->console, "d Enter");
    console_assert_shows(f->console, "By office, (empty) has the most rows");
    console_press(f->console, "Enter");
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_evidence WHERE card = 2"), 1);
}

/* Read again while another pane was in front, it is there for the key after the one that
 * shows it. */
static void the_key_after_the_one_that_shows_it_counts(void **state)
{
    struct board_fixture *f = *state;
    board_write_card(f, "find", "claim");
    console_press(f->console, "3");
    board_robin_writes(f, 1, CARD_TEXT, "by Robin");
    console_changed(f->console);
    console_press_at_once(f->console, "5 e");
    console_assert_shows(f->console, "Enter saves");
}

static void a_pinned_finding_is_a_draft_with_its_figures(void **state)
{
    struct board_fixture *f = *state;
    console_press(f->console, "3 r");
    console_type(f->console, "off");
    console_press(f->console, "Enter F6");
    console_assert_shows(f->console, "New: Finding");
    console_free(f->console);
    board_open_console(f);
    console_assert_shows(f->console, "By office, (empty) has the most rows");
    console_press(f->console, "Enter");
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_evidence WHERE card = 1"
                                             " AND n = 300 AND kind = 'pivot'"),
                     1);
}

/* ---- two people ---- */

static void both_texts_are_kept(void **state)
{
    struct board_fixture *f = *state;
    board_write_card(f, "find", "claim");
    console_press(f->console, "e Ctrl-U");
    console_type(f->console, "by Ada");
    board_robin_writes(f, 1, CARD_TEXT, "by Robin");
    console_changed(f->console);
    console_assert_shows(f->console, "by Ada"); /* nothing is taken from under one's hands */
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "Robin has changed the same thing meanwhile.");
    assert_string_equal(board_field(f, 1, CARD_TEXT), "by Robin");
    console_assert_shows(f->console, "two texts");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "Ada: by Ada");
    console_press(f->console, "Esc r");
    console_assert_shows(f->console, "Claim: which text counts?");
    console_press(f->console, "Down Enter");
    assert_string_equal(board_field(f, 1, CARD_TEXT), "by Ada");
    console_press(f->console, "u");
    assert_string_equal(board_field(f, 1, CARD_TEXT), "by Robin");
    console_assert_shows(f->console, "two texts");
}

static void undo_is_refused_when_someone_else_was_there(void **state)
{
    struct board_fixture *f = *state;
    board_write_card(f, "find", "claim");
    console_press(f->console, "e ! Enter");
    board_robin_writes(f, 1, CARD_TEXT, "by Robin");
    console_press(f->console, "u");
    console_assert_shows(f->console, "Robin has changed the same thing since");
    assert_string_equal(board_field(f, 1, CARD_TEXT), "by Robin");
    console_assert_shows(f->console, "by Robin"); /* and what is there now is shown */
}

static void who_else_is_here_is_shown(void **state)
{
    struct board_fixture *f = *state;
    board_write_card(f, "find", "claim");
    struct console *kim = console_new_as("Kim", f->path, board_panes, 100, 26, NULL);
    console_press(kim, "5 Home e x");
    console_here(kim);
    console_here(f->console);
    console_assert_shows(f->console, "Kim here");
    console_assert_shows(f->console, "Kim writes");
    console_press(f->console, ":");
    console_type(f->console, "who is here");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "Board · 1 card");
    console_press(f->console, "Esc");
    console_free(kim);
    console_here(f->console);
    assert_false(console_shows(f->console, "Kim here"));
    assert_false(console_shows(f->console, "Kim writes"));
}

static void what_others_do_shows_up(void **state)
{
    struct board_fixture *f = *state;
    const struct board_new new = {
        .kind = CARD_QUESTION, .column = BOARD_USUAL, .texts = {"asked by Robin"}};
    int64_t id;
    board_write_card(f, "find", "claim");
    assert_int_equal(board_add(f->other, f->arena, &new, "Robin", &id, NULL), STATUS_OK);
    console_changed(f->console);
    console_assert_shows(f->console, "asked by Robin");
    console_assert_shows(f->console, "Finding 1"); /* the cursor stays on its card */
    assert_int_equal(board_archive(f->other, f->arena, 1, true, "Robin", NULL), STATUS_OK);
    console_changed(f->console);
    console_assert_shows(f->console, "Question 2");
}

/* ---- evidence ---- */

static void make_pivot(struct board_fixture *f)
{
    console_press(f->console, "3 r");
    console_type(f->console, "off");
    console_press(f->console, "Enter");
}

static void a_pivot_becomes_a_finding(void **state)
{
    struct board_fixture *f = *state;
    make_pivot(f);
    console_press(f->console, "F6");
    console_assert_shows(f->console, "New: Finding");
    console_assert_shows(f->console, "By office, (empty) has the most rows (60 of 300, 20 %)");
    console_press(f->console, "Enter 5");
    console_assert_shows(f->console, "Findings  1");
    assert_int_equal(foreign_number(f->path, "SELECT n FROM dj_evidence WHERE card = 1"), 300);
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "office · rows");
    console_assert_shows(f->console, "n 300 · visits · Ada");
    console_press(f->console, "v");
    console_assert_shows(f->console, "The figures are the same today:");
    console_assert_shows(f->console, "Office 11");
    console_press(f->console, "Esc Delete");
    console_assert_shows(f->console, "Evidence taken off");
    console_assert_shows(f->console, "No evidence yet");
    console_press(f->console, "Esc u");
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_evidence WHERE NOT removed"),
                     1);
}

static void evidence_is_opened_as_the_view_it_was(void **state)
{
    struct board_fixture *f = *state;
    make_pivot(f);
    console_press(f->console, "2 w Ctrl-U");
    console_type(f->console, "amount >= 50");
    console_press(f->console, "Enter F6");
    console_assert_shows(f->console, "101 of 300 rows of visits (34 %) meet: amount ≥ 50.");
    console_press(f->console, "Enter");
    console_press(f->console, "2 X 3 Delete Home Enter 5 Enter Enter");
    console_assert_shows(f->console, "Evidence opened: rows of visits");
    console_assert_shows(f->console, "amount ≥ 50");
    console_assert_shows(f->console, "101 of 300");
    console_press(f->console, "u"); /* a step of the view like any other */
    assert_false(console_shows(f->console, "amount ≥ 50"));
}

static void pins_go_to_the_chosen_card(void **state)
{
    struct board_fixture *f = *state;
    board_write_card(f, "quest", "how many?");
    console_press(f->console, "F6");
    console_assert_shows(f->console, "F6 now pins to this card: how many?");
    console_press(f->console, "2 F6");
    console_assert_shows(f->console, "Pinned to: how many?");
    make_pivot(f);
    console_press(f->console, "p 5");
    console_assert_shows(f->console, "▤ 2");
    console_press(f->console, "F6");
    console_assert_shows(f->console, "F6 makes a new finding again.");
    console_press(f->console, "2 F6");
    console_assert_shows(f->console, "New: Finding");
}

static void changed_figures_are_marked(void **state)
{
    struct board_fixture *f = *state;
    make_pivot(f);
    console_press(f->console, "F6 Enter 5");
    assert_false(console_shows(f->console, "figures changed"));
    foreign_sql(f->path, "UPDATE visits SET office = 'Office 1' WHERE dj_row = 3");
    console_changed(f->console);
    console_assert_shows(f->console, "figures changed");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "the figures have changed since: v shows both");
    console_press(f->console, "v");
    console_assert_shows(f->console, "Office 1: 20 → 21");
    console_assert_shows(f->console, "Office 3: 20 → 19");
    console_press(f->console, "Esc Esc");
    foreign_sql(f->path, "UPDATE visits SET office = 'Office 3' WHERE dj_row = 3");
    console_changed(f->console);
    assert_false(console_shows(f->console, "figures changed"));
    console_press(f->console, "f Down Down Down Down Enter");
    console_assert_shows(f->console, "No card passes");
}

static void nothing_to_pin_is_said(void **state)
{
    struct board_fixture *f = *state;
    console_press(f->console, "3 F6");
    console_assert_shows(f->console, "There is nothing to pin here yet");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, board_set_up, board_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_left_stays_a_draft),
        TEST(a_form_is_opened_again_at_the_next_start),
        TEST(many_drafts_and_an_open_form),
        TEST(what_is_typed_while_it_saves_goes_on),
        TEST(an_answer_is_for_its_own_form),
        TEST(a_pin_that_comes_late_waits),
        TEST(the_key_after_the_one_that_shows_it_counts),
        TEST(a_pinned_finding_is_a_draft_with_its_figures),
        TEST(who_else_is_here_is_shown),
        TEST(both_texts_are_kept),
        TEST(undo_is_refused_when_someone_else_was_there),
        TEST(what_others_do_shows_up),
        TEST(a_pivot_becomes_a_finding),
        TEST(evidence_is_opened_as_the_view_it_was),
        TEST(pins_go_to_the_chosen_card),
        TEST(changed_figures_are_marked),
        TEST(nothing_to_pin_is_said),
    };
    return cmocka_run_group_tests_name("board of a team", tests, NULL, NULL);
}

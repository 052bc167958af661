/* The Board pane in a console without a terminal, beside the Data and Pivot panes. Another
 * connection stands for another person. */
#include "tui/pane/board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/board.h"
#include "tests/support/check.h"
#include "tests/support/console.h"
#include "tests/support/team.h"
#include "tui/pane/data.h"
#include "tui/pane/pivot.h"

enum { ROWS = 300 };

static const struct pane_class *const panes[] = {&data_pane, &pivot_pane, &board_pane, NULL};

struct fixture {
    char *folder, *path, *remember;
    struct console *console;
    struct db *other;
    struct arena *arena;
};

static void open_console(struct fixture *f)
{
    f->console = console_new_as("Ada", f->path, panes, 100, 26, f->remember);
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct db *db;
    f->folder = scratch_new();
    f->path = scratch_path(f->folder, "team.db");
    f->remember = scratch_path(f->folder, "resume");
    f->arena = arena_new();
    assert_int_equal(db_open(&db, f->path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    team_add_visits(db, ROWS);
    db_close(db);
    foreign_sql(f->path, "INSERT INTO dj_person VALUES(1, 'p1', 'Ada', '', '', 1),"
                         "(2, 'p2', 'Robin', 'coach', '', 1)");
    assert_int_equal(db_open(&f->other, f->path, DB_TEAM, DB_WRITE, NULL), STATUS_OK);
    open_console(f);
    console_press(f->console, "5");
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    console_free(f->console);
    db_close(f->other);
    arena_free(f->arena);
    scratch_remove(f->folder);
    free(f->path);
    free(f->remember);
    free(f);
    return 0;
}

/* ---- helpers ---- */

static void write_card(struct fixture *f, const char *kind, const char *text)
{
    console_press(f->console, "n");
    console_type(f->console, kind);
    console_press(f->console, "Enter");
    console_type(f->console, text);
    console_press(f->console, "Ctrl-S");
    console_assert_shows(f->console, "On the board");
}

static void write_three(struct fixture *f)
{
    write_card(f, "quest", "first");
    write_card(f, "quest", "second");
    write_card(f, "find", "third");
}

static const char *field(struct fixture *f, int64_t id, enum card_field field)
{
    struct card card;
    struct error err = {0};
    if (card_read(f->other, f->arena, id, &card, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return card.texts[field];
}

static void robin_writes(struct fixture *f, int64_t id, enum card_field field, const char *text)
{
    const struct board_edit edit = {field, NULL, text};
    struct board_outcome out;
    assert_int_equal(board_edit(f->other, f->arena, id, &edit, 1, "Robin", &out, NULL), STATUS_OK);
}

/* The ids of a column, by place. */
static void expect_order(struct fixture *f, const char *column, const char *ids)
{
    struct card *cards;
    size_t count;
    const char *out = "";
    assert_int_equal(card_list(f->other, f->arena, &cards, &count, NULL), STATUS_OK);
    for (size_t i = 0; i < count; i++)
        if (strcmp(cards[i].texts[CARD_COLUMN], column) == 0 &&
            strcmp(cards[i].texts[CARD_ARCHIVED], "0") == 0)
            out = arena_printf(f->arena, "%s%s%lld", out, *out ? " " : "", (long long)cards[i].id);
    assert_string_equal(out, ids);
}

/* ---- cards ---- */

static void an_empty_board_says_what_to_do(void **state)
{
    struct fixture *f = *state;
    console_assert_shows(f->console, "Nothing is on the board yet.");
    console_assert_shows(f->console, "F6  in the pivot pins its figures");
    console_press(f->console,
                  "Enter e m * a t g l k r h x X Shift-Up > < Up Down Left Right End u");
    console_assert_shows(f->console, "There is no step of yours");
    assert_non_null(strstr(console_description(f->console), "Nothing is on the board yet.\n"));
}

static void cards_are_written_moved_and_ordered(void **state)
{
    struct fixture *f = *state;
    write_three(f);
    console_assert_shows(f->console, "Questions  2");
    console_assert_shows(f->console, "Findings  1");
    console_press(f->console, "Left Left Home");
    console_assert_shows(f->console, "Question 1");
    console_press(f->console, "Shift-Down");
    expect_order(f, "questions", "2 1");
    console_press(f->console, "Shift-Down");
    console_assert_shows(f->console, "It stands last in its column already.");
    console_press(f->console, "Shift-Up");
    expect_order(f, "questions", "1 2");
    console_press(f->console, ">");
    console_assert_shows(f->console, "Moved to Working on: first");
    expect_order(f, "working on", "1");
    console_press(f->console, "Shift-Left <");
    console_assert_shows(f->console, "This is the first column already.");
    console_press(f->console, "m Down Down Down Enter");
    expect_order(f, "showcase", "1");
    assert_string_equal(field(f, 1, CARD_STAR), "1");
    console_press(f->console, "u");
    console_assert_shows(f->console, "Taken back: \"first\" went to Showcase.");
    expect_order(f, "questions", "2 1");
    console_press(f->console, "Ctrl-Y *");
    expect_order(f, "questions", "2 1"); /* at the end */
    assert_string_equal(field(f, 1, CARD_STAR), "0");
}

static void who_tags_themes_and_ties(void **state)
{
    struct fixture *f = *state;
    write_three(f);
    console_press(f->console, "Home a");
    console_type(f->console, "Rob");
    console_press(f->console, "Enter");
    assert_string_equal(field(f, 1, CARD_ASSIGNEE), "Robin");
    console_press(f->console, "a");
    console_type(f->console, "Kim");
    console_press(f->console, "Enter");
    assert_string_equal(field(f, 1, CARD_ASSIGNEE), "Kim");
    console_press(f->console, "a Home Enter");
    assert_string_equal(field(f, 1, CARD_ASSIGNEE), "");
    console_press(f->console, "t");
    console_type(f->console, "rent, Families");
    console_press(f->console, "Enter");
    assert_string_equal(field(f, 1, CARD_TAGS), "rent, Families");
    console_press(f->console, "g");
    console_type(f->console, "Housing");
    console_press(f->console, "Enter End l Space Enter");
    assert_string_equal(field(f, 1, CARD_THEME), "Housing");
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
    struct fixture *f = *state;
    write_three(f);
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
    assert_string_equal(field(f, 1, CARD_KIND), "finding");
}

static void the_list_has_kinds_as_headings(void **state)
{
    struct fixture *f = *state;
    write_three(f);
    write_card(f, "myth", "what they say");
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
    struct fixture *f = *state;
    console_press(f->console, "n");
    console_type(f->console, "obst");
    console_press(f->console, "Enter");
    console_type(f->console, "half is empty");
    console_press(f->console, "Tab Right Right Tab");
    console_type(f->console, "the vendor");
    console_press(f->console, "Enter");
    assert_string_equal(field(f, 1, CARD_BARRIER), "access");
    assert_string_equal(field(f, 1, CARD_REMOVER), "the vendor");
    console_press(f->console, "F2 End");
    console_type(f->console, " or missing");
    console_press(f->console, "Ctrl-Z Ctrl-Z Ctrl-Z Enter"); /* a word at a time */
    assert_string_equal(field(f, 1, CARD_TEXT), "half is empty");
    console_press(f->console, "e Esc");
    console_press(f->console, "n Esc");
    console_assert_shows(f->console, "1 card");
}

static void a_note_has_lines(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "n");
    console_type(f->console, "note");
    console_press(f->console, "Enter o n e Enter t w o Ctrl-S");
    assert_string_equal(field(f, 1, CARD_TEXT), "one\ntwo");
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
    struct fixture *f = *state;
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
    assert_string_equal(field(f, 1, CARD_TEXT), "claim and more");
}

static void a_verdict_is_asked_for_evidence(void **state)
{
    struct fixture *f = *state;
    console_press(f->console, "n");
    console_type(f->console, "myth");
    console_press(f->console, "Enter");
    console_type(f->console, "they never leave");
    console_press(f->console, "Tab b Enter");
    assert_string_equal(field(f, 1, CARD_VERDICT), "busted");
    console_assert_shows(f->console, "Saved. What shows it?");
    console_assert_shows(f->console, "no evidence yet");
}

/* ---- two people ---- */

static void both_texts_are_kept(void **state)
{
    struct fixture *f = *state;
    write_card(f, "find", "claim");
    console_press(f->console, "e Ctrl-U");
    console_type(f->console, "by Ada");
    robin_writes(f, 1, CARD_TEXT, "by Robin");
    console_changed(f->console);
    console_assert_shows(f->console, "by Ada"); /* nothing is taken from under one's hands */
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "Robin has changed the same thing meanwhile.");
    assert_string_equal(field(f, 1, CARD_TEXT), "by Robin");
    console_assert_shows(f->console, "two texts");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "Ada: by Ada");
    console_press(f->console, "Esc r");
    console_assert_shows(f->console, "Claim: which text counts?");
    console_press(f->console, "Down Enter");
    assert_string_equal(field(f, 1, CARD_TEXT), "by Ada");
    console_press(f->console, "u");
    assert_string_equal(field(f, 1, CARD_TEXT), "by Robin");
    console_assert_shows(f->console, "two texts");
}

static void undo_is_refused_when_someone_else_was_there(void **state)
{
    struct fixture *f = *state;
    write_card(f, "find", "claim");
    console_press(f->console, "e ! Enter");
    robin_writes(f, 1, CARD_TEXT, "by Robin");
    console_press(f->console, "u");
    console_assert_shows(f->console, "Robin has changed the same thing since");
    assert_string_equal(field(f, 1, CARD_TEXT), "by Robin");
    console_assert_shows(f->console, "by Robin"); /* and what is there now is shown */
}

static void what_others_do_shows_up(void **state)
{
    struct fixture *f = *state;
    const struct board_new new = {
        .kind = CARD_QUESTION, .column = BOARD_USUAL, .texts = {"asked by Robin"}};
    int64_t id;
    write_card(f, "find", "claim");
    assert_int_equal(board_add(f->other, f->arena, &new, "Robin", &id, NULL), STATUS_OK);
    console_changed(f->console);
    console_assert_shows(f->console, "asked by Robin");
    console_assert_shows(f->console, "Finding 1"); /* the cursor stays on its card */
    assert_int_equal(board_archive(f->other, f->arena, 1, true, "Robin", NULL), STATUS_OK);
    console_changed(f->console);
    console_assert_shows(f->console, "Question 2");
}

/* ---- evidence ---- */

static void make_pivot(struct fixture *f)
{
    console_press(f->console, "3 r");
    console_type(f->console, "off");
    console_press(f->console, "Enter");
}

static void a_pivot_becomes_a_finding(void **state)
{
    struct fixture *f = *state;
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
    struct fixture *f = *state;
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
    struct fixture *f = *state;
    write_card(f, "quest", "how many?");
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
    struct fixture *f = *state;
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
    struct fixture *f = *state;
    console_press(f->console, "3 F6");
    console_assert_shows(f->console, "There is nothing to pin here yet");
}

/* ---- the problem ---- */

static void the_problem_has_the_parts_of_the_method(void **state)
{
    struct fixture *f = *state;
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
    struct fixture *f = *state;
    write_three(f);
    console_press(f->console, "Home Down");
    console_assert_shows(f->console, "Question 2");
    console_free(f->console);
    open_console(f);
    console_assert_shows(f->console, "Question 2");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

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
        TEST(both_texts_are_kept),
        TEST(undo_is_refused_when_someone_else_was_there),
        TEST(what_others_do_shows_up),
        TEST(a_pivot_becomes_a_finding),
        TEST(evidence_is_opened_as_the_view_it_was),
        TEST(pins_go_to_the_chosen_card),
        TEST(changed_figures_are_marked),
        TEST(nothing_to_pin_is_said),
        TEST(the_problem_has_the_parts_of_the_method),
        TEST(the_cursor_is_resumed),
    };
    return cmocka_run_group_tests_name("board pane", tests, NULL, NULL);
}

/* The rules of the deck, and the first mask. */
#include "core/jam/deck.h"

#include <string.h>

#include "core/analysis/masking.h"
#include "tests/support/check.h"
#include "tests/support/values.h"

static const char *const nothing[CARD_TEXTS] = {"text", "", "", "", "", "", "",
                                                "",     "", "", "", "", "", ""};
static const char *const busted[CARD_TEXTS] = {[CARD_TEXT] = "people say",
                                               [CARD_CAVEAT] = "",
                                               [CARD_FOLLOWS] = "",
                                               [CARD_SEEN] = "",
                                               [CARD_VERDICT] = "busted"};
static const char *const follows[CARD_TEXTS] = {[CARD_TEXT] = "claim",
                                                [CARD_CAVEAT] = "",
                                                [CARD_FOLLOWS] = "do it",
                                                [CARD_SEEN] = "",
                                                [CARD_VERDICT] = ""};

static struct deck_card card(enum card_kind kind, bool starred, size_t evidence)
{
    return (struct deck_card){
        .kind = kind, .starred = starred, .evidence = evidence, .texts = nothing};
}

/* The slides as letters: T title, A asked, F finding, M myths, N next. */
static void expect_slides(const struct deck_card *cards, size_t count, const char *letters)
{
    struct deck_slide slides[64];
    char got[65] = "";
    assert_in_range(deck_slides_most(cards, count), 1, 64);
    size_t used = deck_slides(cards, count, slides);
    for (size_t i = 0; i < used; i++)
        got[i] = "TAFMN"[slides[i].kind];
    got[used] = '\0';
    assert_string_equal(got, letters);
}

static void an_empty_board_has_a_title(void **state)
{
    (void)state;
    expect_slides(NULL, 0, "T");
}

static void starred_findings_are_slides_in_their_order(void **state)
{
    (void)state;
    const struct deck_card cards[] = {card(CARD_FINDING, false, 1), card(CARD_FINDING, true, 0),
                                      card(CARD_QUESTION, false, 0), card(CARD_FINDING, true, 2)};
    struct deck_slide slides[16];
    expect_slides(cards, 4, "TAFFF");
    assert_int_equal(deck_slides(cards, 4, slides), 5);
    assert_int_equal(slides[2].card, 1);
    assert_int_equal(slides[2].parts, 0);
    assert_int_equal(slides[4].card, 3); /* a slide for each piece */
    assert_int_equal(slides[4].part, 1);
    assert_int_equal(slides[4].parts, 2);
}

static void lists_have_what_belongs_to_them(void **state)
{
    (void)state;
    struct deck_card cards[] = {card(CARD_MYTH, false, 0), card(CARD_ACTION, false, 0)};
    expect_slides(cards, 2, "TN"); /* a myth that nobody has looked into is none to show */
    cards[0].texts = busted;
    expect_slides(cards, 2, "TMN");
    cards[1].archived = true;
    expect_slides(cards, 2, "TM");
    struct deck_card finding = card(CARD_FINDING, true, 0);
    finding.texts = follows;
    expect_slides(&finding, 1, "TFN");
    finding.starred = false;
    expect_slides(&finding, 1, "T");
    const struct deck_card obstacle = card(CARD_OBSTACLE, true, 0);
    expect_slides(&obstacle, 1, "TF");
}

static void the_meter_counts_findings_without_evidence(void **state)
{
    (void)state;
    const struct deck_card cards[] = {card(CARD_FINDING, true, 0), card(CARD_FINDING, true, 1),
                                      card(CARD_FINDING, false, 0), card(CARD_NOTE, true, 0)};
    const struct deck_meter meter = deck_measure(cards, 4);
    assert_int_equal(meter.findings, 2);
    assert_int_equal(meter.without, 1);
}

/* ---- the mask ---- */

/* One label, a count and an average; behind: rows of each line. */
static struct snapshot figures(struct arena *arena, const int64_t *behind, size_t rows, bool kept)
{
    struct snapshot out = snapshot_new(arena, rows, 3, 1);
    assert_true(!kept || snapshot_keep_behind(arena, &out));
    for (size_t r = 0; r < rows; r++) {
        out.cells[r * 3] = value_word("line");
        out.cells[r * 3 + 1] = value_whole(behind[r]);
        out.cells[r * 3 + 2] = value_real(2.5);
        for (size_t c = 1; kept && c < 3; c++)
            out.behind[r * 3 + c] = behind[r];
    }
    return out;
}

static void expect_cell(const struct snapshot *snapshot, size_t row, size_t column,
                        const char *text)
{
    char scratch[VALUE_NUMBER_SIZE];
    struct span got = value_text(&snapshot->cells[row * snapshot->columns + column], scratch);
    if (!span_equal(got, span_string(text)))
        fail_msg("row %zu, column %zu: %.*s, not %s", row, column, (int)got.len, got.data, text);
}

static void small_groups_are_hidden(void **state)
{
    static const int64_t rows[] = {4, 5, 0, 1, 1000};
    struct arena *arena = arena_new();
    struct mask_outcome outcome;
    (void)state;
    struct snapshot snapshot = figures(arena, rows, 5, true);
    assert_true(mask_snapshot(arena, &snapshot, 5, &outcome));
    expect_cell(&snapshot, 0, 0, "line");
    expect_cell(&snapshot, 0, 1, "<5");
    expect_cell(&snapshot, 0, 2, "n<5");
    expect_cell(&snapshot, 1, 1, "5");
    expect_cell(&snapshot, 1, 2, "2.5");
    expect_cell(&snapshot, 2, 1, "0");
    expect_cell(&snapshot, 3, 1, "<5");
    expect_cell(&snapshot, 4, 1, "1000");
    assert_int_equal(outcome.counts, 2);
    assert_int_equal(outcome.left_out, 2);
    assert_false(outcome.guessed);
    arena_free(arena);
}

static void the_jam_may_say_another_minimum(void **state)
{
    static const int64_t rows[] = {4, 9};
    struct arena *arena = arena_new();
    struct mask_outcome outcome;
    (void)state;
    struct snapshot ten = figures(arena, rows, 2, true), one = figures(arena, rows, 2, true);
    assert_true(mask_snapshot(arena, &ten, 10, &outcome));
    expect_cell(&ten, 1, 1, "<10");
    assert_true(mask_snapshot(arena, &one, 1, &outcome));
    expect_cell(&one, 0, 1, "4");
    assert_int_equal(outcome.counts + outcome.left_out, 0);
    assert_string_equal(mask_rows_words(arena, 3, 5), "<5");
    assert_string_equal(mask_rows_words(arena, 0, 5), "0");
    assert_string_equal(mask_rows_words(arena, 12408, 5), "12,408");
    arena_free(arena);
}

static void what_is_not_known_is_hidden_by_the_line(void **state)
{
    static const int64_t rows[] = {3, 7};
    struct arena *arena = arena_new();
    struct mask_outcome outcome;
    (void)state;
    struct snapshot snapshot = figures(arena, rows, 2, false);
    assert_true(mask_snapshot(arena, &snapshot, 5, &outcome));
    assert_true(outcome.guessed);
    expect_cell(&snapshot, 0, 1, "<5");
    expect_cell(&snapshot, 0, 2, "n<5");
    expect_cell(&snapshot, 1, 2, "2.5");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_board_has_a_title),
        cmocka_unit_test(starred_findings_are_slides_in_their_order),
        cmocka_unit_test(lists_have_what_belongs_to_them),
        cmocka_unit_test(the_meter_counts_findings_without_evidence),
        cmocka_unit_test(small_groups_are_hidden),
        cmocka_unit_test(the_jam_may_say_another_minimum),
        cmocka_unit_test(what_is_not_known_is_hidden_by_the_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

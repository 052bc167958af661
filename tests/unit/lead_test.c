/* The rules of the lead's screen: what is open, who does what, what the deck lacks, the list. */
#include "core/jam/lead.h"

#include <string.h>

#include "tests/support/check.h"

enum { MINUTE = 60 * 1000 };

/* A card with nothing written on it but its text, and what is given. */
struct trial {
    const char *texts[CARD_TEXTS];
    struct lead_card card;
};

static struct trial trial_of(int64_t id, enum card_kind kind, enum board_column column)
{
    struct trial trial = {.card = {.id = id, .column = column, .by = "Ada", .at_ms = id}};
    trial.card.deck.kind = kind;
    for (int i = 0; i < CARD_TEXTS; i++)
        trial.texts[i] = "";
    return trial;
}

/* Behind its last copying. */
static const struct lead_card *tie(struct trial *trial)
{
    trial->card.deck.texts = trial->texts;
    return &trial->card;
}

/* ---- questions ---- */

static void a_question_is_open_until_it_has_an_answer(void **state)
{
    (void)state;
    struct trial asked = trial_of(1, CARD_QUESTION, BOARD_QUESTIONS);
    assert_true(lead_is_open(tie(&asked)));
    asked.card.column = BOARD_WORKING;
    assert_true(lead_is_open(&asked.card));
    asked.card.column = BOARD_FINDINGS;
    assert_false(lead_is_open(&asked.card));
    asked.card.column = BOARD_SHOWCASE;
    assert_false(lead_is_open(&asked.card));
    asked.card.column = BOARD_QUESTIONS;
    asked.card.answered = true;
    assert_false(lead_is_open(&asked.card));
    asked.card.answered = false;
    asked.card.deck.archived = true;
    assert_false(lead_is_open(&asked.card));
    for (int kind = CARD_FINDING; kind < CARD_KINDS; kind++) {
        struct trial other = trial_of(2, (enum card_kind)kind, BOARD_QUESTIONS);
        assert_false(lead_is_open(tie(&other)));
    }
}

static void what_nobody_has_comes_first_then_what_waits_longest(void **state)
{
    struct trial trials[4];
    const struct lead_card *order[4];
    static const char *const who[] = {"Kim", "", "Robin", ""};
    static const int64_t at[] = {1, 9, 3, 5}, expected[] = {3, 1, 0, 2};
    (void)state;
    for (int i = 0; i < 4; i++) {
        trials[i] = trial_of(i, CARD_QUESTION, BOARD_QUESTIONS);
        trials[i].texts[CARD_ASSIGNEE] = who[i];
        trials[i].card.at_ms = at[i];
        order[i] = tie(&trials[i]);
    }
    lead_order_questions(order, 4);
    for (int i = 0; i < 4; i++)
        assert_int_equal(order[i]->id, expected[i]);
    lead_order_questions(order, 0);
}

static void several_people_can_look_at_a_card(void **state)
{
    static const struct {
        const char *assignee, *name;
        bool looks;
    } cases[] = {
        {"Kim", "Kim", true},
        {"Kim", "kim", true},
        {"Kim, Robin", "Robin", true},
        {"Kim & Robin", "Robin", true},
        {"Kim/Ada", "Ada", true},
        {"Kim, Robin", "Rob", false},
        {"Kimberly", "Kim", false},
        {"", "Kim", false},
        {"Kim", "", false},
        {"", "", false},
        {"Mary Ann", "Mary Ann", true},
        {"Mary Ann", "Ann", false},
        {"A & B", "A & B", true},
        {" , ;", "Kim", false},
    };
    struct span rest = span_string(" Kim,, Mary Ann ;"), name;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (lead_looks_at(cases[i].assignee, cases[i].name) != cases[i].looks)
            fail_msg("\"%s\" among \"%s\"", cases[i].name, cases[i].assignee);
    assert_true(lead_next_name(&rest, &name));
    assert_memory_equal(name.data, "Kim", name.len);
    assert_true(lead_next_name(&rest, &name));
    assert_int_equal(name.len, strlen("Mary Ann"));
    assert_memory_equal(name.data, "Mary Ann", name.len);
    assert_false(lead_next_name(&rest, &name));
}

/* ---- the deck ---- */

static void a_finding_of_the_deck_has_evidence_and_a_caveat(void **state)
{
    (void)state;
    struct trial finding = trial_of(1, CARD_FINDING, BOARD_SHOWCASE);
    assert_int_equal(lead_gaps(tie(&finding)), 0); /* it is not in the deck */
    finding.card.deck.starred = true;
    assert_int_equal(lead_gaps(&finding.card), LEAD_NO_EVIDENCE | LEAD_NO_CAVEAT);
    finding.card.deck.evidence = 1;
    assert_int_equal(lead_gaps(&finding.card), LEAD_NO_CAVEAT);
    finding.texts[CARD_CAVEAT] = "only 2019";
    assert_int_equal(lead_gaps(&finding.card), 0);
    finding.card.deck.evidence = 0;
    assert_int_equal(lead_gaps(&finding.card), LEAD_NO_EVIDENCE);
    finding.card.deck.archived = true;
    assert_int_equal(lead_gaps(&finding.card), 0);
    struct trial note = trial_of(2, CARD_NOTE, BOARD_SHOWCASE);
    note.card.deck.starred = true;
    assert_int_equal(lead_gaps(tie(&note)), 0);
    unsigned seen = 0;
    for (size_t i = 0; i < LEAD_GAPS; i++) {
        enum lead_gap gap = lead_gap_at(i);
        seen |= gap;
        for (size_t k = 0; k < i; k++)
            assert_int_not_equal(lead_gap_words(gap), lead_gap_words(lead_gap_at(k)));
        assert_true(*text_get(lead_gap_how(gap)));
    }
    assert_int_equal(seen, (1u << LEAD_GAPS) - 1);
}

static void a_minute_for_each_slide_but_the_title(void **state)
{
    (void)state;
    assert_int_equal(lead_minutes(0), 0);
    assert_int_equal(lead_minutes(1), 0);
    assert_int_equal(lead_minutes(7), 6);
}

/* ---- people ---- */

static void a_person_is_one_whatever_they_are_known_from(void **state)
{
    struct lead_person people[3];
    size_t count = 0;
    (void)state;
    struct lead_person *kim = lead_person_of(people, &count, 3, "Kim");
    assert_ptr_equal(lead_person_of(people, &count, 3, "KIM"), kim);
    assert_int_equal(count, 1);
    assert_null(lead_person_of(people, &count, 3, ""));
    assert_non_null(lead_person_of(people, &count, 3, "Ada"));
    assert_non_null(lead_person_of(people, &count, 3, "Robin"));
    assert_null(lead_person_of(people, &count, 3, "Sam"));
    assert_ptr_equal(lead_person_of(people, &count, 3, "kim"), kim);
    assert_false(kim->here);
    lead_sees(kim, "Data", 50, 100, 0);
    lead_sees(kim, "Board", 60, 90, 7); /* another console, left alone since */
    assert_true(kim->here);
    assert_string_equal(kim->looks, "Data");
    assert_int_equal(kim->looks_ms, 50);
    assert_int_equal(kim->writes, 7);
    lead_sees(kim, "Pivot", 110, 120, 0);
    assert_string_equal(kim->looks, "Pivot");
    assert_int_equal(kim->input_ms, 120);
    lead_did(kim, "the newest", 30);
    lead_did(kim, "older", 20);
    assert_string_equal(kim->last, "the newest");
    assert_int_equal(kim->last_ms, 30);
}

static void cards_are_counted_while_there_is_something_to_do(void **state)
{
    struct trial trials[5];
    struct lead_card cards[5];
    struct lead_person people[2];
    size_t count = 0;
    (void)state;
    trials[0] = trial_of(1, CARD_QUESTION, BOARD_QUESTIONS);
    trials[1] = trial_of(2, CARD_QUESTION, BOARD_QUESTIONS); /* answered */
    trials[1].card.answered = true;
    trials[2] = trial_of(3, CARD_FINDING, BOARD_SHOWCASE); /* done: it is in the deck */
    trials[2].card.deck.starred = true;
    trials[2].card.deck.evidence = 1;
    trials[2].texts[CARD_CAVEAT] = "only 2019";
    trials[3] = trial_of(4, CARD_OBSTACLE, BOARD_WORKING);
    trials[4] = trial_of(5, CARD_NOTE, BOARD_WORKING); /* put away */
    trials[4].card.deck.archived = true;
    for (int i = 0; i < 5; i++) {
        trials[i].texts[CARD_ASSIGNEE] = i == 3 ? "Kim, Ada" : "Kim";
        cards[i] = *tie(&trials[i]);
    }
    lead_person_of(people, &count, 2, "Kim");
    lead_person_of(people, &count, 2, "ada");
    lead_count_cards(people, count, cards, 5);
    assert_int_equal(people[0].down, 2);
    assert_int_equal(people[0].own, 0);
    assert_int_equal(people[1].down, 1);
    assert_int_equal(people[1].own, 4);
    cards[2].deck.evidence = 0; /* in the deck, but not ready for it */
    lead_count_cards(people, count, cards, 5);
    assert_int_equal(people[0].down, 3);
}

static void who_is_here_comes_first_and_coaches_last(void **state)
{
    struct lead_person people[4] = {{.name = "Zoe", .here = true},
                                    {.name = "Robin", .here = true, .coach = true},
                                    {.name = "ada"},
                                    {.name = "Kim", .here = true}};
    static const char *const expected[] = {"Kim", "Zoe", "ada", "Robin"};
    (void)state;
    lead_order_people(people, 4);
    for (int i = 0; i < 4; i++)
        assert_string_equal(people[i].name, expected[i]);
    lead_order_people(people, 0);
}

/* ---- the list, and words ---- */

static void each_item_has_a_name_and_says_how(void **state)
{
    enum lead_item item = LEAD_ITEMS;
    (void)state;
    for (int i = 0; i < LEAD_ITEMS; i++) {
        assert_true(lead_item_from_name(span_string(lead_item_name((enum lead_item)i)), &item));
        assert_int_equal(item, i);
        const char *how = text_get(lead_item_how((enum lead_item)i));
        assert_int_equal(how[strlen(how) - 1], '.');
        assert_true(*text_get(lead_item_label((enum lead_item)i)));
    }
    assert_true(lead_item_from_name(span_string("INTRO"), &item));
    assert_int_equal(item, LEAD_INTRODUCTIONS);
    assert_false(lead_item_from_name(span_string(""), &item));
    assert_false(lead_item_from_name(span_string("introductionsx"), &item));
    assert_false(lead_item_from_name(span_string("lunch"), &item));
}

static void times_are_told_as_people_say_them(void **state)
{
    static const struct {
        int64_t ms;
        const char *words;
    } cases[] = {
        {-5, "now"},
        {0, "now"},
        {MINUTE - 1, "now"},
        {MINUTE, "1 min"},
        {59 * MINUTE, "59 min"},
        {60 * MINUTE, "1 h 00"},
        {65 * MINUTE, "1 h 05"},
        {26 * 60 * MINUTE, "26 h 00"},
        {INT64_C(48) * 60 * MINUTE, "2 days"},
        {INT64_C(80) * 60 * MINUTE, "3 days"},
    };
    char out[32];
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(lead_since(out, sizeof out, cases[i].ms), cases[i].words);
}

/* Each part has its place in each phase; what is due stands first. */
static void what_matters_in_a_phase_comes_first(void **state)
{
    static const struct {
        const char *kind;
        enum lead_part first;
    } cases[] = {{"", LEAD_QUESTIONS},       {"analysis", LEAD_QUESTIONS},
                 {"Huddle", LEAD_CHECKLIST}, {"kick-off", LEAD_CHECKLIST},
                 {"prepare", LEAD_TO_MEND},  {"showcase", LEAD_TO_MEND}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const enum lead_part *parts = lead_parts(cases[i].kind);
        unsigned seen = 0;
        assert_int_equal(parts[0], cases[i].first);
        for (int k = 0; k < LEAD_PARTS; k++)
            seen |= 1u << parts[k];
        assert_int_equal(seen, (1u << LEAD_PARTS) - 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_question_is_open_until_it_has_an_answer),
        cmocka_unit_test(what_nobody_has_comes_first_then_what_waits_longest),
        cmocka_unit_test(several_people_can_look_at_a_card),
        cmocka_unit_test(a_finding_of_the_deck_has_evidence_and_a_caveat),
        cmocka_unit_test(a_minute_for_each_slide_but_the_title),
        cmocka_unit_test(a_person_is_one_whatever_they_are_known_from),
        cmocka_unit_test(cards_are_counted_while_there_is_something_to_do),
        cmocka_unit_test(who_is_here_comes_first_and_coaches_last),
        cmocka_unit_test(each_item_has_a_name_and_says_how),
        cmocka_unit_test(times_are_told_as_people_say_them),
        cmocka_unit_test(what_matters_in_a_phase_comes_first),
    };
    return cmocka_run_group_tests_name("lead", tests, NULL, NULL);
}

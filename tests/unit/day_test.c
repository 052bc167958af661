/* The clock of the day: what each thing that facilitators do means. */
#include "tests/support/check.h"

#include <string.h>

#include "core/jam/day.h"
#include "tests/support/day_fixture.h"

static int64_t minutes_left(const struct day_fixture *fixture, int64_t now)
{
    struct day_record record;
    day_show(&fixture->day, &record);
    return day_left_ms(&record, now) / MINUTE;
}

static void expect_words(const struct day_fixture *fixture, int64_t now, const char *words)
{
    struct day_record record;
    char out[80];
    day_show(&fixture->day, &record);
    day_words(&record, now, out, sizeof out);
    assert_string_equal(out, words);
}

static void a_day_as_planned(void **state)
{
    struct day_fixture fixture;
    struct day_record record;
    (void)state;
    day_set_up(&fixture);
    day_show(&fixture.day, &record);
    assert_int_equal(record.state, DAY_WAITING);
    assert_string_equal(record.next, "Kick-off");
    day_act(&fixture, DAY_START, day_at(9, 0), 0);
    assert_int_equal(minutes_left(&fixture, day_at(9, 10)), 20);
    day_act(&fixture, DAY_NEXT, day_at(9, 30), 0);
    day_act(&fixture, DAY_NEXT, day_at(10, 0), 0);
    day_show(&fixture.day, &record);
    assert_string_equal(record.phase, "Analysis");
    assert_string_equal(record.next, "Lunch");
    assert_int_equal(record.next_fixed_ms, day_at(12, 0));
    assert_int_equal(record.number, 3);
    day_act(&fixture, DAY_NEXT, day_at(12, 0), 0);
    day_act(&fixture, DAY_NEXT, day_at(12, 45), 0);
    day_act(&fixture, DAY_NEXT, day_at(13, 40), 0);
    day_show(&fixture.day, &record);
    assert_int_equal(record.state, DAY_OVER);
    assert_string_equal(record.next, "");
    expect_words(&fixture, day_at(14, 0), "the day is over");
    day_act(&fixture, DAY_BACK, day_at(13, 42), 0); /* five minutes were left of it */
    assert_int_equal(minutes_left(&fixture, day_at(13, 44)), 3);
}

static void a_pause_stands_still(void **state)
{
    struct day_fixture fixture;
    (void)state;
    day_set_up(&fixture);
    day_act(&fixture, DAY_START, day_at(9, 0), 0);
    day_act(&fixture, DAY_PAUSE, day_at(9, 10), 0);
    assert_int_equal(minutes_left(&fixture, day_at(11, 0)), 20);
    expect_words(&fixture, day_at(11, 0), "paused, 20 min left");
    day_act(&fixture, DAY_RESUME, day_at(11, 0), 0);
    assert_int_equal(minutes_left(&fixture, day_at(11, 5)), 15);
    assert_int_equal(fixture.day.paused_ms, 110 * MINUTE);
}

static void back_goes_on_where_it_was_left(void **state)
{
    struct day_fixture fixture;
    (void)state;
    day_set_up(&fixture);
    day_act(&fixture, DAY_START, day_at(9, 0), 0);
    day_act(&fixture, DAY_NEXT, day_at(9, 20), 0); /* too early: a slip */
    day_act(&fixture, DAY_BACK, day_at(9, 21), 0);
    assert_int_equal(minutes_left(&fixture, day_at(9, 21)), 10);
    day_act(&fixture, DAY_NEXT, day_at(9, 31), 0);
    assert_int_equal(fixture.phases[0].spent_ms, 30 * MINUTE);
    assert_int_equal(minutes_left(&fixture, day_at(9, 31)), 29);
}

static void a_late_start_is_taken_from_what_is_not_fixed(void **state)
{
    struct day_fixture fixture;
    int64_t begins[DAY_ITEMS];
    (void)state;
    day_set_up(&fixture);
    day_act(&fixture, DAY_START, day_at(9, 30), 0);
    assert_int_equal(minutes_left(&fixture, day_at(9, 30)), 30); /* fixed: never cut */
    day_forecast(&fixture.day, day_at(9, 30), begins);
    assert_int_equal(begins[1], day_at(10, 0));
    assert_int_equal(begins[2], day_at(10, 24)); /* 120 minutes for 30 + 120 */
    assert_int_equal(begins[3], day_at(12, 0));
    assert_int_equal(begins[4], day_at(12, 45));
    day_act(&fixture, DAY_NEXT, day_at(10, 0), 0);
    assert_int_equal(minutes_left(&fixture, day_at(10, 0)), 24);
}

static void longer_shorter_and_moved(void **state)
{
    struct day_fixture fixture;
    int64_t begins[DAY_ITEMS];
    (void)state;
    day_set_up(&fixture);
    day_act(&fixture, DAY_START, day_at(9, 0), 0);
    day_act(&fixture, DAY_EXTEND, day_at(9, 0), 30);
    assert_int_equal(minutes_left(&fixture, day_at(9, 0)), 60);
    day_act(&fixture, DAY_EXTEND, day_at(9, 0), -10);
    assert_int_equal(minutes_left(&fixture, day_at(9, 0)), 50);
    day_forecast(&fixture.day, day_at(9, 0), begins);
    assert_int_equal(begins[3], day_at(12, 0)); /* lunch stays in place */
    day_act(&fixture, DAY_MOVE, day_at(9, 5), 20);
    day_forecast(&fixture.day, day_at(9, 5), begins);
    assert_int_equal(begins[1], day_at(9, 50));
    assert_int_equal(begins[2], day_at(10, 20)); /* nothing is cut any more */
    assert_int_equal(begins[3], day_at(12, 20));
    day_act(&fixture, DAY_EXTEND, day_at(9, 5), -300); /* what has passed stays */
    assert_int_equal(minutes_left(&fixture, day_at(9, 7)), -2);
    expect_words(&fixture, day_at(9, 7), "2 min over");
}

/* Two phases before lunch need ten minutes at least. */
static void something_fixed_gets_late(void **state)
{
    struct day_fixture fixture;
    struct day_late late;
    char words[120];
    (void)state;
    day_set_up(&fixture);
    day_act(&fixture, DAY_START, day_at(9, 0), 0);
    day_act(&fixture, DAY_EXTEND, day_at(9, 0), 140); /* until 11:50 */
    assert_false(day_late(&fixture.day, day_at(9, 0), &late));
    assert_int_equal(day_late_words(&fixture.day, day_at(9, 0), words, sizeof words), 0);
    day_act(&fixture, DAY_EXTEND, day_at(9, 0), 5);
    assert_true(day_late(&fixture.day, day_at(9, 0), &late));
    assert_string_equal(late.title, "Lunch");
    assert_int_equal(late.minutes, 5);
    assert_int_equal(late.fixed_ms, day_at(12, 0));
    assert_int_equal(late.begins_ms, day_at(12, 5));
    day_late_words(&fixture.day, day_at(9, 0), words, sizeof words);
    assert_non_null(strstr(words, "Lunch is fixed at "));
    day_act(&fixture, DAY_MOVE, day_at(9, 0), 10);
    assert_false(day_late(&fixture.day, day_at(9, 0), &late));
}

/* Less is at most what is left, and more is more from now on. */
static void minutes_count_from_now(void **state)
{
    struct day_fixture fixture;
    struct day_event less = {.action = DAY_EXTEND, .minutes = -5, .speed = 1};
    (void)state;
    day_set_up(&fixture);
    day_act(&fixture, DAY_START, day_at(9, 0), 0);
    day_act(&fixture, DAY_EXTEND, day_at(9, 28), -5);
    expect_words(&fixture, day_at(9, 28), "time is up");
    less.at_ms = day_at(9, 28);
    assert_int_equal(day_refused(&fixture.day, &less), TEXT_DAY_NONE_LEFT);
    day_act(&fixture, DAY_EXTEND, day_at(9, 34), 5);
    expect_words(&fixture, day_at(9, 34), "5:00 left");
    day_act(&fixture, DAY_EXTEND, day_at(9, 34), 5); /* two wishes are ten minutes */
    expect_words(&fixture, day_at(9, 34), "10 min left");
    day_act(&fixture, DAY_PAUSE, day_at(9, 50), 0);
    less.at_ms = day_at(10, 0);
    assert_int_equal(day_refused(&fixture.day, &less), TEXT_DAY_NONE_LEFT);
    day_act(&fixture, DAY_EXTEND, day_at(10, 0), 5);
    expect_words(&fixture, day_at(11, 0), "paused, 5 min left");
}

/* A start that was forgotten at its time. */
static void a_start_in_the_past(void **state)
{
    struct day_fixture fixture;
    struct day_record record;
    const struct day_event event = {.at_ms = day_at(9, 14),
                                    .action = DAY_START,
                                    .begin_ms = day_at(9, 10),
                                    .midnight_ms = day_midnight,
                                    .speed = 1};
    (void)state;
    day_set_up(&fixture);
    day_apply(&fixture.day, &event);
    day_show(&fixture.day, &record);
    assert_int_equal(record.began_ms, day_at(9, 10));
    assert_int_equal(minutes_left(&fixture, day_at(9, 14)), 26);
    assert_false(day_is_early(&record, day_at(9, 14)));
    assert_false(day_went_back(&record, day_at(9, 14), NULL));
    day_act(&fixture, DAY_NEXT, day_at(9, 40), 0);
    assert_int_equal(fixture.phases[0].spent_ms, 30 * MINUTE);
}

/* What runs or was is not taken away by the way, but only for whoever says so. What a log has
 * counts as it was done. */
static void a_start_in_place_of_another(void **state)
{
    struct day_fixture fixture;
    struct day_event event = {
        .at_ms = day_at(9, 0), .action = DAY_START, .midnight_ms = day_midnight, .speed = 60};
    (void)state;
    day_set_up(&fixture);
    day_apply(&fixture.day, &event);
    event.speed = 1;
    assert_int_equal(day_refused(&fixture.day, &event), TEXT_DAY_REHEARSES);
    event.anew = true;
    assert_int_equal(day_refused(&fixture.day, &event), TEXT_NONE);
    event.anew = false;
    day_apply(&fixture.day, &event);
    assert_int_equal(fixture.day.speed, 1);
    for (int i = 0; i < DAY_ITEMS; i++)
        day_act(&fixture, DAY_NEXT, day_at(9, 0), 0);
    assert_int_equal(day_refused(&fixture.day, &event), TEXT_DAY_WAS);
    event.anew = true;
    assert_int_equal(day_refused(&fixture.day, &event), TEXT_NONE);
}

static void a_start_at_its_time(void **state)
{
    struct day_fixture fixture;
    struct day_event event = {.at_ms = day_at(8, 40),
                              .action = DAY_START,
                              .begin_ms = day_at(9, 0),
                              .midnight_ms = day_midnight,
                              .speed = 1};
    (void)state;
    day_set_up(&fixture);
    day_apply(&fixture.day, &event);
    expect_words(&fixture, day_at(8, 50), "begins at 09:00");
    day_act(&fixture, DAY_EXTEND, day_at(8, 55), 5);
    expect_words(&fixture, day_at(8, 59), "begins at 09:00");
    expect_words(&fixture, day_at(9, 1), "34 min left");
}

static void a_rehearsal_runs_faster(void **state)
{
    struct day_fixture fixture;
    struct day_event event = {
        .at_ms = day_at(17, 0), .action = DAY_START, .midnight_ms = day_midnight, .speed = 60};
    struct day_record record;
    (void)state;
    day_set_up(&fixture);
    day_apply(&fixture.day, &event);
    assert_int_equal(minutes_left(&fixture, day_at(17, 0) + 10 * 1000), 20);
    event = (struct day_event){.at_ms = day_at(17, 0) + 30 * 1000, .action = DAY_NEXT};
    day_apply(&fixture.day, &event);
    day_show(&fixture.day, &record);
    assert_int_equal(record.began_ms, day_at(9, 30));
    assert_int_equal(day_next_ms(&record, event.at_ms), day_at(10, 0));
    assert_int_equal(day_words_last_ms(&record, event.at_ms), 1000);
    /* and gives way to the day itself */
    event = (struct day_event){.at_ms = day_at(18, 0),
                               .action = DAY_START,
                               .midnight_ms = day_midnight,
                               .speed = 1,
                               .anew = true};
    assert_int_equal(day_refused(&fixture.day, &event), TEXT_NONE);
}

/* A trial the evening before leaves nothing in the day but its log. */
static void a_trial_is_taken_back(void **state)
{
    struct day_fixture fixture, fresh;
    (void)state;
    day_set_up(&fixture);
    day_set_up(&fresh);
    day_act(&fixture, DAY_START, day_at(9, 0), 0);
    day_act(&fixture, DAY_NEXT, day_at(9, 20), 0);
    day_act(&fixture, DAY_MOVE, day_at(9, 25), 15);
    day_act(&fixture, DAY_RESET, day_at(9, 26), 0);
    assert_int_equal(fixture.day.state, DAY_WAITING);
    assert_int_equal(fixture.day.sequence, 4);
    assert_memory_equal(fixture.phases, fresh.phases, sizeof fresh.phases);
    assert_int_equal(fixture.day.moved_ms, 0);
    assert_int_equal(fixture.day.origin_ms, 0);
    day_act(&fixture, DAY_START, day_at(10, 0), 0);
    assert_int_equal(minutes_left(&fixture, day_at(10, 5)), 25);
}

/* What has begun is past; the phase that runs keeps its time, and what is next is another. */
static void another_agenda(void **state)
{
    struct day_fixture fixture;
    struct day_record record, before;
    struct agenda_item items[DAY_ITEMS_MOST];
    int64_t begins[DAY_ITEMS_MOST];
    struct day_event event = {
        .at_ms = day_at(9, 40), .action = DAY_AGENDA, .items = items, .count = DAY_ITEMS + 1};
    (void)state;
    day_set_up(&fixture);
    memcpy(items, day_agenda, 2 * sizeof *items);
    items[2] = (struct agenda_item){"Break", "", 600, 15, false, ""};
    memcpy(items + 3, day_agenda + 2, 3 * sizeof *items);
    day_act(&fixture, DAY_START, day_at(9, 0), 0);
    day_act(&fixture, DAY_NEXT, day_at(9, 30), 0);
    assert_int_equal(day_begun(&fixture.day), 2);
    day_show(&fixture.day, &before);
    assert_int_equal(day_refused(&fixture.day, &event), TEXT_NONE);
    day_apply(&fixture.day, &event);
    day_show(&fixture.day, &record);
    assert_string_equal(record.phase, "Huddle");
    assert_int_equal(record.spent_ms, before.spent_ms);
    assert_int_equal(record.length_ms, before.length_ms);
    assert_string_equal(record.next, "Break");
    assert_int_equal(record.of, DAY_ITEMS + 1);
    assert_int_equal(record.sequence, 3);
    day_forecast(&fixture.day, day_at(9, 40), begins);
    assert_int_equal(begins[2], day_at(10, 0));
    assert_int_equal(begins[4], day_at(12, 0));
    items[1].minutes = 45; /* which runs */
    struct agenda_item past[DAY_ITEMS_MOST];
    memcpy(past, items, sizeof past);
    items[1].minutes = 30;
    event.items = past;
    assert_int_equal(day_refused(&fixture.day, &event), TEXT_AGENDA_BEGUN);
    event.count = 1;
    assert_int_equal(day_refused(&fixture.day, &event), TEXT_AGENDA_BEGUN);
    day_act(&fixture, DAY_RESET, day_at(9, 50), 0); /* before the start all of it may be another */
    assert_int_equal(day_refused(&fixture.day, &event), TEXT_NONE);
    event.count = 0;
    assert_int_equal(day_refused(&fixture.day, &event), TEXT_DAY_NO_AGENDA);
}

static void what_makes_no_sense_is_refused(void **state)
{
    static const struct {
        const char *before;
        enum day_action action;
        int64_t minutes;
        enum text_id words;
    } cases[] = {
        {"", DAY_RESET, 0, TEXT_DAY_NOT_STARTED},   {"", DAY_BACK, 0, TEXT_DAY_NOT_STARTED},
        {"s", DAY_START, 0, TEXT_DAY_RUNS},         {"s", DAY_RESUME, 0, TEXT_DAY_NOT_PAUSED},
        {"sp", DAY_PAUSE, 0, TEXT_DAY_IS_PAUSED},   {"s", DAY_BACK, 0, TEXT_DAY_IS_FIRST},
        {"s", DAY_EXTEND, 0, TEXT_DAY_BAD_MINUTES}, {"s", DAY_MOVE, 601, TEXT_DAY_BAD_MINUTES},
        {"snnnnn", DAY_NEXT, 0, TEXT_DAY_IS_OVER},  {"snnnnn", DAY_PAUSE, 0, TEXT_DAY_IS_OVER},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct day_fixture fixture, before;
        day_set_up(&fixture);
        for (const char *p = cases[i].before; *p; p++)
            day_act(&fixture,
                    *p == 's'   ? DAY_START
                    : *p == 'p' ? DAY_PAUSE
                                : DAY_NEXT,
                    day_at(9, 0), 0);
        struct day_event event = {.at_ms = day_at(9, 5),
                                  .action = cases[i].action,
                                  .minutes = cases[i].minutes,
                                  .speed = 1};
        assert_int_equal(day_refused(&fixture.day, &event), cases[i].words);
        before = fixture;
        day_apply(&fixture.day, &event);
        before.day.sequence++;
        assert_memory_equal(fixture.phases, before.phases, sizeof before.phases);
        before.day.phases = fixture.day.phases;
        assert_memory_equal(&fixture.day, &before.day, sizeof before.day);
    }
}

/* ---- what a pause is for those who watch ---- */

/* Minutes that count since then. */
static int64_t counted(const struct day_fixture *fixture, int64_t since, int64_t now)
{
    struct day_record record;
    day_show(&fixture->day, &record);
    return (now - day_without_pauses(&record, since, now)) / MINUTE;
}

static void pauses_count_for_nobody(void **state)
{
    struct day_fixture fixture;
    struct day_record record;
    (void)state;
    day_set_up(&fixture);
    day_act(&fixture, DAY_START, day_at(9, 0), 0);
    assert_int_equal(counted(&fixture, day_at(9, 5), day_at(9, 25)), 20);
    day_act(&fixture, DAY_PAUSE, day_at(9, 20), 0);
    assert_int_equal(counted(&fixture, day_at(9, 5), day_at(9, 50)),
                     15); /* while it stands still … */
    assert_int_equal(counted(&fixture, day_at(9, 30), day_at(9, 50)), 0);
    day_act(&fixture, DAY_RESUME, day_at(10, 0), 0);
    assert_int_equal(counted(&fixture, day_at(9, 5), day_at(10, 10)), 25); /* … and afterwards */
    assert_int_equal(counted(&fixture, day_at(9, 30), day_at(10, 10)), 10);
    assert_int_equal(counted(&fixture, day_at(10, 4), day_at(10, 10)), 6);
    assert_int_equal(counted(&fixture, day_at(8, 50), day_at(10, 10)),
                     40); /* ten of them before it */
    day_act(&fixture, DAY_NEXT, day_at(10, 10), 0);
    assert_int_equal(counted(&fixture, day_at(10, 0), day_at(10, 15)),
                     15); /* of this phase, nothing */
    day_show(&fixture.day, &record);
    assert_int_equal(day_began_ms(&record), day_at(10, 10));
}

/* Six hours of the day pass in six minutes: what is told is the machine's time all the same. */
static void a_pause_of_a_rehearsal(void **state)
{
    struct day_fixture fixture;
    struct day_record record;
    const struct day_event start = {
        .at_ms = day_at(15, 0), .action = DAY_START, .midnight_ms = day_midnight, .speed = 60};
    (void)state;
    day_set_up(&fixture);
    day_apply(&fixture.day, &start);
    day_act(&fixture, DAY_PAUSE, day_at(15, 10), 0);
    day_act(&fixture, DAY_RESUME, day_at(15, 30), 0);
    assert_int_equal(counted(&fixture, day_at(15, 4), day_at(15, 32)), 8);
    day_act(&fixture, DAY_NEXT, day_at(15, 40), 0);
    day_show(&fixture.day, &record);
    assert_int_equal(day_began_ms(&record), day_at(15, 40));
    assert_int_equal(counted(&fixture, day_began_ms(&record), day_at(15, 43)), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_as_planned),
        cmocka_unit_test(a_pause_stands_still),
        cmocka_unit_test(back_goes_on_where_it_was_left),
        cmocka_unit_test(a_late_start_is_taken_from_what_is_not_fixed),
        cmocka_unit_test(longer_shorter_and_moved),
        cmocka_unit_test(something_fixed_gets_late),
        cmocka_unit_test(minutes_count_from_now),
        cmocka_unit_test(a_start_in_the_past),
        cmocka_unit_test(a_start_in_place_of_another),
        cmocka_unit_test(a_start_at_its_time),
        cmocka_unit_test(a_rehearsal_runs_faster),
        cmocka_unit_test(a_trial_is_taken_back),
        cmocka_unit_test(another_agenda),
        cmocka_unit_test(what_makes_no_sense_is_refused),
        cmocka_unit_test(pauses_count_for_nobody),
        cmocka_unit_test(a_pause_of_a_rehearsal),
    };
    return cmocka_run_group_tests_name("day", tests, NULL, NULL);
}

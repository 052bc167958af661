/*
 * The clock of the day: what each thing that facilitators do means, and properties that hold
 * for any sequence of them on any machine's clock. The record that consoles read.
 */
#include "tests/support/check.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/jam/day.h"

enum { MINUTE = 60000, ITEMS = 5, ITEMS_MOST = 7 };

/* Midnight of 2026-05-12, UTC. */
static const int64_t midnight = 1778544000000;

static const struct agenda_item agenda[ITEMS] = {
    {"Kick-off", "kick-off", 540, 30, true, ""},   {"Huddle", "huddle", 570, 30, false, ""},
    {"Analysis", "analysis", 600, 120, false, ""}, {"Lunch", "lunch", 720, 45, true, ""},
    {"Showcase", "showcase", 765, 60, false, ""},
};

struct fixture {
    struct day day;
    struct day_phase phases[ITEMS_MOST];
};

static int64_t at(int hour, int minute)
{
    return midnight + ((int64_t)hour * 60 + minute) * MINUTE;
}

static void set_up(struct fixture *fixture)
{
    memset(fixture, 0, sizeof *fixture);
    day_begin(&fixture->day, agenda, ITEMS, fixture->phases);
}

static void act(struct fixture *fixture, enum day_action action, int64_t at_ms, int64_t minutes)
{
    struct day_event event = {
        .at_ms = at_ms, .action = action, .minutes = minutes, .midnight_ms = midnight, .speed = 1};
    assert_int_equal(day_refused(&fixture->day, &event), TEXT_NONE);
    day_apply(&fixture->day, &event);
}

static int64_t minutes_left(const struct fixture *fixture, int64_t now)
{
    struct day_record record;
    day_show(&fixture->day, &record);
    return day_left_ms(&record, now) / MINUTE;
}

static void expect_words(const struct fixture *fixture, int64_t now, const char *words)
{
    struct day_record record;
    char out[80];
    day_show(&fixture->day, &record);
    day_words(&record, now, out, sizeof out);
    assert_string_equal(out, words);
}

static void a_day_as_planned(void **state)
{
    struct fixture fixture;
    struct day_record record;
    (void)state;
    set_up(&fixture);
    day_show(&fixture.day, &record);
    assert_int_equal(record.state, DAY_WAITING);
    assert_string_equal(record.next, "Kick-off");
    act(&fixture, DAY_START, at(9, 0), 0);
    assert_int_equal(minutes_left(&fixture, at(9, 10)), 20);
    act(&fixture, DAY_NEXT, at(9, 30), 0);
    act(&fixture, DAY_NEXT, at(10, 0), 0);
    day_show(&fixture.day, &record);
    assert_string_equal(record.phase, "Analysis");
    assert_string_equal(record.next, "Lunch");
    assert_int_equal(record.next_fixed_ms, at(12, 0));
    assert_int_equal(record.number, 3);
    act(&fixture, DAY_NEXT, at(12, 0), 0);
    act(&fixture, DAY_NEXT, at(12, 45), 0);
    act(&fixture, DAY_NEXT, at(13, 40), 0);
    day_show(&fixture.day, &record);
    assert_int_equal(record.state, DAY_OVER);
    assert_string_equal(record.next, "");
    expect_words(&fixture, at(14, 0), "the day is over");
    act(&fixture, DAY_BACK, at(13, 42), 0); /* five minutes were left of it */
    assert_int_equal(minutes_left(&fixture, at(13, 44)), 3);
}

static void a_pause_stands_still(void **state)
{
    struct fixture fixture;
    (void)state;
    set_up(&fixture);
    act(&fixture, DAY_START, at(9, 0), 0);
    act(&fixture, DAY_PAUSE, at(9, 10), 0);
    assert_int_equal(minutes_left(&fixture, at(11, 0)), 20);
    expect_words(&fixture, at(11, 0), "paused, 20 min left");
    act(&fixture, DAY_RESUME, at(11, 0), 0);
    assert_int_equal(minutes_left(&fixture, at(11, 5)), 15);
    assert_int_equal(fixture.day.paused_ms, 110 * MINUTE);
}

static void back_goes_on_where_it_was_left(void **state)
{
    struct fixture fixture;
    (void)state;
    set_up(&fixture);
    act(&fixture, DAY_START, at(9, 0), 0);
    act(&fixture, DAY_NEXT, at(9, 20), 0); /* too early: a slip */
    act(&fixture, DAY_BACK, at(9, 21), 0);
    assert_int_equal(minutes_left(&fixture, at(9, 21)), 10);
    act(&fixture, DAY_NEXT, at(9, 31), 0);
    assert_int_equal(fixture.phases[0].spent_ms, 30 * MINUTE);
    assert_int_equal(minutes_left(&fixture, at(9, 31)), 29);
}

static void a_late_start_is_taken_from_what_is_not_fixed(void **state)
{
    struct fixture fixture;
    int64_t begins[ITEMS];
    (void)state;
    set_up(&fixture);
    act(&fixture, DAY_START, at(9, 30), 0);
    assert_int_equal(minutes_left(&fixture, at(9, 30)), 30); /* fixed: never cut */
    day_forecast(&fixture.day, at(9, 30), begins);
    assert_int_equal(begins[1], at(10, 0));
    assert_int_equal(begins[2], at(10, 24)); /* 120 minutes for 30 + 120 */
    assert_int_equal(begins[3], at(12, 0));
    assert_int_equal(begins[4], at(12, 45));
    act(&fixture, DAY_NEXT, at(10, 0), 0);
    assert_int_equal(minutes_left(&fixture, at(10, 0)), 24);
}

static void longer_shorter_and_moved(void **state)
{
    struct fixture fixture;
    int64_t begins[ITEMS];
    (void)state;
    set_up(&fixture);
    act(&fixture, DAY_START, at(9, 0), 0);
    act(&fixture, DAY_EXTEND, at(9, 0), 30);
    assert_int_equal(minutes_left(&fixture, at(9, 0)), 60);
    act(&fixture, DAY_EXTEND, at(9, 0), -10);
    assert_int_equal(minutes_left(&fixture, at(9, 0)), 50);
    day_forecast(&fixture.day, at(9, 0), begins);
    assert_int_equal(begins[3], at(12, 0)); /* lunch stays in place */
    act(&fixture, DAY_MOVE, at(9, 5), 20);
    day_forecast(&fixture.day, at(9, 5), begins);
    assert_int_equal(begins[1], at(9, 50));
    assert_int_equal(begins[2], at(10, 20)); /* nothing is cut any more */
    assert_int_equal(begins[3], at(12, 20));
    act(&fixture, DAY_EXTEND, at(9, 5), -300); /* what has passed stays */
    assert_int_equal(minutes_left(&fixture, at(9, 7)), -2);
    expect_words(&fixture, at(9, 7), "2 min over");
}

/* Two phases before lunch need ten minutes at least. */
static void something_fixed_gets_late(void **state)
{
    struct fixture fixture;
    struct day_late late;
    char words[120];
    (void)state;
    set_up(&fixture);
    act(&fixture, DAY_START, at(9, 0), 0);
    act(&fixture, DAY_EXTEND, at(9, 0), 140); /* until 11:50 */
    assert_false(day_late(&fixture.day, at(9, 0), &late));
    assert_int_equal(day_late_words(&fixture.day, at(9, 0), words, sizeof words), 0);
    act(&fixture, DAY_EXTEND, at(9, 0), 5);
    assert_true(day_late(&fixture.day, at(9, 0), &late));
    assert_string_equal(late.title, "Lunch");
    assert_int_equal(late.minutes, 5);
    assert_int_equal(late.fixed_ms, at(12, 0));
    assert_int_equal(late.begins_ms, at(12, 5));
    day_late_words(&fixture.day, at(9, 0), words, sizeof words);
    assert_non_null(strstr(words, "Lunch is fixed at "));
    act(&fixture, DAY_MOVE, at(9, 0), 10);
    assert_false(day_late(&fixture.day, at(9, 0), &late));
}

/* Less is at most what is left, and more is more from now on. */
static void minutes_count_from_now(void **state)
{
    struct fixture fixture;
    struct day_event less = {.action = DAY_EXTEND, .minutes = -5, .speed = 1};
    (void)state;
    set_up(&fixture);
    act(&fixture, DAY_START, at(9, 0), 0);
    act(&fixture, DAY_EXTEND, at(9, 28), -5);
    expect_words(&fixture, at(9, 28), "time is up");
    less.at_ms = at(9, 28);
    assert_int_equal(day_refused(&fixture.day, &less), TEXT_DAY_NONE_LEFT);
    act(&fixture, DAY_EXTEND, at(9, 34), 5);
    expect_words(&fixture, at(9, 34), "5:00 left");
    act(&fixture, DAY_EXTEND, at(9, 34), 5); /* two wishes are ten minutes */
    expect_words(&fixture, at(9, 34), "10 min left");
    act(&fixture, DAY_PAUSE, at(9, 50), 0);
    less.at_ms = at(10, 0);
    assert_int_equal(day_refused(&fixture.day, &less), TEXT_DAY_NONE_LEFT);
    act(&fixture, DAY_EXTEND, at(10, 0), 5);
    expect_words(&fixture, at(11, 0), "paused, 5 min left");
}

/* A start that was forgotten at its time. */
static void a_start_in_the_past(void **state)
{
    struct fixture fixture;
    struct day_record record;
    const struct day_event event = {.at_ms = at(9, 14),
                                    .action = DAY_START,
                                    .begin_ms = at(9, 10),
                                    .midnight_ms = midnight,
                                    .speed = 1};
    (void)state;
    set_up(&fixture);
    day_apply(&fixture.day, &event);
    day_show(&fixture.day, &record);
    assert_int_equal(record.began_ms, at(9, 10));
    assert_int_equal(minutes_left(&fixture, at(9, 14)), 26);
    assert_false(day_is_early(&record, at(9, 14)));
    assert_false(day_went_back(&record, at(9, 14), NULL));
    act(&fixture, DAY_NEXT, at(9, 40), 0);
    assert_int_equal(fixture.phases[0].spent_ms, 30 * MINUTE);
}

/* What runs or was is not taken away by the way, but only for whoever says so. What a log has
 * counts as it was done. */
static void a_start_in_place_of_another(void **state)
{
    struct fixture fixture;
    struct day_event event = {
        .at_ms = at(9, 0), .action = DAY_START, .midnight_ms = midnight, .speed = 60};
    (void)state;
    set_up(&fixture);
    day_apply(&fixture.day, &event);
    event.speed = 1;
    assert_int_equal(day_refused(&fixture.day, &event), TEXT_DAY_REHEARSES);
    event.anew = true;
    assert_int_equal(day_refused(&fixture.day, &event), TEXT_NONE);
    event.anew = false;
    day_apply(&fixture.day, &event);
    assert_int_equal(fixture.day.speed, 1);
    for (int i = 0; i < ITEMS; i++)
        act(&fixture, DAY_NEXT, at(9, 0), 0);
    assert_int_equal(day_refused(&fixture.day, &event), TEXT_DAY_WAS);
    event.anew = true;
    assert_int_equal(day_refused(&fixture.day, &event), TEXT_NONE);
}

static void a_start_at_its_time(void **state)
{
    struct fixture fixture;
    struct day_event event = {.at_ms = at(8, 40),
                              .action = DAY_START,
                              .begin_ms = at(9, 0),
                              .midnight_ms = midnight,
                              .speed = 1};
    (void)state;
    set_up(&fixture);
    day_apply(&fixture.day, &event);
    expect_words(&fixture, at(8, 50), "begins at 09:00");
    act(&fixture, DAY_EXTEND, at(8, 55), 5);
    expect_words(&fixture, at(8, 59), "begins at 09:00");
    expect_words(&fixture, at(9, 1), "34 min left");
}

static void a_rehearsal_runs_faster(void **state)
{
    struct fixture fixture;
    struct day_event event = {
        .at_ms = at(17, 0), .action = DAY_START, .midnight_ms = midnight, .speed = 60};
    struct day_record record;
    (void)state;
    set_up(&fixture);
    day_apply(&fixture.day, &event);
    assert_int_equal(minutes_left(&fixture, at(17, 0) + 10 * 1000), 20);
    event = (struct day_event){.at_ms = at(17, 0) + 30 * 1000, .action = DAY_NEXT};
    day_apply(&fixture.day, &event);
    day_show(&fixture.day, &record);
    assert_int_equal(record.began_ms, at(9, 30));
    assert_int_equal(day_next_ms(&record, event.at_ms), at(10, 0));
    assert_int_equal(day_words_last_ms(&record, event.at_ms), 1000);
    /* and gives way to the day itself */
    event = (struct day_event){
        .at_ms = at(18, 0), .action = DAY_START, .midnight_ms = midnight, .speed = 1, .anew = true};
    assert_int_equal(day_refused(&fixture.day, &event), TEXT_NONE);
}

/* A trial the evening before leaves nothing in the day but its log. */
static void a_trial_is_taken_back(void **state)
{
    struct fixture fixture, fresh;
    (void)state;
    set_up(&fixture);
    set_up(&fresh);
    act(&fixture, DAY_START, at(9, 0), 0);
    act(&fixture, DAY_NEXT, at(9, 20), 0);
    act(&fixture, DAY_MOVE, at(9, 25), 15);
    act(&fixture, DAY_RESET, at(9, 26), 0);
    assert_int_equal(fixture.day.state, DAY_WAITING);
    assert_int_equal(fixture.day.sequence, 4);
    assert_memory_equal(fixture.phases, fresh.phases, sizeof fresh.phases);
    assert_int_equal(fixture.day.moved_ms, 0);
    assert_int_equal(fixture.day.origin_ms, 0);
    act(&fixture, DAY_START, at(10, 0), 0);
    assert_int_equal(minutes_left(&fixture, at(10, 5)), 25);
}

/* What has begun is past; the phase that runs keeps its time, and what is next is another. */
static void another_agenda(void **state)
{
    struct fixture fixture;
    struct day_record record, before;
    struct agenda_item items[ITEMS_MOST];
    int64_t begins[ITEMS_MOST];
    struct day_event event = {
        .at_ms = at(9, 40), .action = DAY_AGENDA, .items = items, .count = ITEMS + 1};
    (void)state;
    set_up(&fixture);
    memcpy(items, agenda, 2 * sizeof *items);
    items[2] = (struct agenda_item){"Break", "", 600, 15, false, ""};
    memcpy(items + 3, agenda + 2, 3 * sizeof *items);
    act(&fixture, DAY_START, at(9, 0), 0);
    act(&fixture, DAY_NEXT, at(9, 30), 0);
    assert_int_equal(day_begun(&fixture.day), 2);
    day_show(&fixture.day, &before);
    assert_int_equal(day_refused(&fixture.day, &event), TEXT_NONE);
    day_apply(&fixture.day, &event);
    day_show(&fixture.day, &record);
    assert_string_equal(record.phase, "Huddle");
    assert_int_equal(record.spent_ms, before.spent_ms);
    assert_int_equal(record.length_ms, before.length_ms);
    assert_string_equal(record.next, "Break");
    assert_int_equal(record.of, ITEMS + 1);
    assert_int_equal(record.sequence, 3);
    day_forecast(&fixture.day, at(9, 40), begins);
    assert_int_equal(begins[2], at(10, 0));
    assert_int_equal(begins[4], at(12, 0));
    items[1].minutes = 45; /* which runs */
    struct agenda_item past[ITEMS_MOST];
    memcpy(past, items, sizeof past);
    items[1].minutes = 30;
    event.items = past;
    assert_int_equal(day_refused(&fixture.day, &event), TEXT_AGENDA_BEGUN);
    event.count = 1;
    assert_int_equal(day_refused(&fixture.day, &event), TEXT_AGENDA_BEGUN);
    act(&fixture, DAY_RESET, at(9, 50), 0); /* before the start all of it may be another */
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
        struct fixture fixture, before;
        set_up(&fixture);
        for (const char *p = cases[i].before; *p; p++)
            act(&fixture, *p == 's' ? DAY_START : *p == 'p' ? DAY_PAUSE : DAY_NEXT, at(9, 0), 0);
        struct day_event event = {
            .at_ms = at(9, 5), .action = cases[i].action, .minutes = cases[i].minutes, .speed = 1};
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
static int64_t counted(const struct fixture *fixture, int64_t since, int64_t now)
{
    struct day_record record;
    day_show(&fixture->day, &record);
    return (now - day_without_pauses(&record, since, now)) / MINUTE;
}

static void pauses_count_for_nobody(void **state)
{
    struct fixture fixture;
    struct day_record record;
    (void)state;
    set_up(&fixture);
    act(&fixture, DAY_START, at(9, 0), 0);
    assert_int_equal(counted(&fixture, at(9, 5), at(9, 25)), 20);
    act(&fixture, DAY_PAUSE, at(9, 20), 0);
    assert_int_equal(counted(&fixture, at(9, 5), at(9, 50)), 15); /* while it stands still … */
    assert_int_equal(counted(&fixture, at(9, 30), at(9, 50)), 0);
    act(&fixture, DAY_RESUME, at(10, 0), 0);
    assert_int_equal(counted(&fixture, at(9, 5), at(10, 10)), 25); /* … and afterwards */
    assert_int_equal(counted(&fixture, at(9, 30), at(10, 10)), 10);
    assert_int_equal(counted(&fixture, at(10, 4), at(10, 10)), 6);
    assert_int_equal(counted(&fixture, at(8, 50), at(10, 10)), 40); /* ten of them before it */
    act(&fixture, DAY_NEXT, at(10, 10), 0);
    assert_int_equal(counted(&fixture, at(10, 0), at(10, 15)), 15); /* of this phase, nothing */
    day_show(&fixture.day, &record);
    assert_int_equal(day_began_ms(&record), at(10, 10));
}

/* Six hours of the day pass in six minutes: what is told is the machine's time all the same. */
static void a_pause_of_a_rehearsal(void **state)
{
    struct fixture fixture;
    struct day_record record;
    const struct day_event start = {
        .at_ms = at(15, 0), .action = DAY_START, .midnight_ms = midnight, .speed = 60};
    (void)state;
    set_up(&fixture);
    day_apply(&fixture.day, &start);
    act(&fixture, DAY_PAUSE, at(15, 10), 0);
    act(&fixture, DAY_RESUME, at(15, 30), 0);
    assert_int_equal(counted(&fixture, at(15, 4), at(15, 32)), 8);
    act(&fixture, DAY_NEXT, at(15, 40), 0);
    day_show(&fixture.day, &record);
    assert_int_equal(day_began_ms(&record), at(15, 40));
    assert_int_equal(counted(&fixture, day_began_ms(&record), at(15, 43)), 3);
}

/* ---- any sequence ---- */

enum { EVENTS = 60, DAYS = 1000 };

static int64_t chance(int64_t below)
{
    return (int64_t)(random_bits() % (uint64_t)below);
}

/* Mostly forward by minutes; now and then the machine's clock is set. */
static int64_t later(int64_t now)
{
    switch (chance(12)) {
    case 0:
        return now - chance((int64_t)48 * 60 * MINUTE);
    case 1:
        return now + chance((int64_t)48 * 60 * MINUTE);
    default:
        return now + chance(40 * MINUTE);
    }
}

static int64_t sum_of(const struct fixture *fixture)
{
    int64_t sum = fixture->day.paused_ms;
    for (size_t i = 0; i < fixture->day.count; i++) {
        assert_true(fixture->phases[i].spent_ms >= 0);
        assert_true(fixture->phases[i].length_ms >= 0);
        sum += fixture->phases[i].spent_ms;
    }
    return sum;
}

/* Another agenda: what is in it comes from anywhere, so that most of them would change the past. */
static void some_agenda(const struct day *day, struct agenda_item *out, struct day_event *event)
{
    size_t same = chance(3) > 0 ? day_begun(day) : (size_t)chance(ITEMS_MOST + 1);
    event->count = (size_t)chance(ITEMS_MOST + 1);
    event->items = out;
    for (size_t i = 0; i < event->count; i++) {
        out[i] = i < same && i < day->count ? day->items[i] : agenda[chance(ITEMS)];
        out[i].minutes += i < same ? 0 : (int)chance(30);
    }
}

/* Whoever folds the log anew after a crash gets the same day. */
static void fold_again(const struct day_event *events, size_t count, const struct fixture *other)
{
    struct fixture again;
    struct day_record a, b;
    set_up(&again);
    for (size_t i = 0; i < count; i++)
        day_apply(&again.day, &events[i]);
    day_show(&again.day, &a);
    day_show(&other->day, &b);
    assert_memory_equal(&a, &b, sizeof a);
    assert_memory_equal(again.phases, other->phases, sizeof again.phases);
}

static void check_shown(const struct fixture *fixture, int64_t now)
{
    struct day_record record, read;
    struct buffer bytes = {0};
    int64_t begins[ITEMS_MOST], before = 0;
    day_show(&fixture->day, &record);
    assert_true(day_spent_ms(&record, now) >= 0);
    assert_in_range(day_part(&record, now), 0, 1000);
    assert_true(day_words_last_ms(&record, now) > 0);
    day_record_write(&record, &bytes);
    assert_true(day_record_read(buffer_span(&bytes), &read));
    assert_memory_equal(&read, &record, sizeof read);
    buffer_free(&bytes);
    day_forecast(&fixture->day, now, begins);
    for (size_t i = fixture->day.at + 1; i < fixture->day.count; i++) {
        assert_true(begins[i] >= before || fixture->phases[i].began_ms > 0);
        before = begins[i];
    }
}

static int64_t left_of(const struct fixture *fixture, int64_t now)
{
    struct day_record record;
    day_show(&fixture->day, &record);
    return day_left_ms(&record, now);
}

/* So much more from now on; or so much less, as long as there is any. */
static void check_extended(const struct fixture *fixture, const struct day_event *event,
                           int64_t before)
{
    int64_t left = left_of(fixture, event->at_ms), by = event->minutes * MINUTE;
    if (by > 0)
        assert_int_equal(left, (before > 0 ? before : 0) + by);
    else
        assert_int_equal(left, before + by > 0 ? before + by : 0);
}

/* The time that passed is in exactly one place: in a phase, or in a pause. */
static void any_sequence_adds_up(void **state)
{
    (void)state;
    for (int n = 0; n < DAYS / (getenv("DATAJAM_SLOW") ? 20 : 1); n++) {
        struct fixture fixture;
        struct day_event events[EVENTS];
        struct agenda_item agendas[EVENTS][ITEMS_MOST];
        int64_t now = at(8, 30), mark = 0, sum = 0;
        set_up(&fixture);
        for (size_t i = 0; i < EVENTS; i++) {
            now = later(now);
            bool on = fixture.day.state == DAY_RUNNING || fixture.day.state == DAY_PAUSED;
            events[i] = (struct day_event){.at_ms = now,
                                           .action = (enum day_action)chance(DAY_ACTIONS),
                                           .minutes = chance(80) - 40,
                                           .midnight_ms = midnight,
                                           .speed = 1,
                                           .anew = true};
            if (chance(2)) /* before now */
                events[i].begin_ms = now - chance(90 * MINUTE);
            int64_t left = on ? left_of(&fixture, now) : 0;
            if (events[i].action == DAY_AGENDA)
                some_agenda(&fixture.day, agendas[i], &events[i]);
            bool refused = day_refused(&fixture.day, &events[i]) != TEXT_NONE;
            day_apply(&fixture.day, &events[i]);
            if (!refused && (events[i].action == DAY_START || events[i].action == DAY_RESET))
                sum = 0;
            else if (!refused && events[i].action != DAY_AGENDA && on && now > mark)
                sum += now - mark;
            if (!refused && events[i].action != DAY_AGENDA)
                mark =
                    events[i].action == DAY_START && events[i].begin_ms ? events[i].begin_ms : now;
            if (!refused && events[i].action == DAY_EXTEND)
                check_extended(&fixture, &events[i], left);
            assert_int_equal(sum_of(&fixture), sum);
            check_shown(&fixture, later(now));
        }
        fold_again(events, EVENTS, &fixture);
    }
}

/* ---- the record ---- */

/* The machine's clock is set: the time in the phase never goes below what was counted, and that
 * it was set back is known. */
/* What counts since a moment is never more than what ran since then, and in the order of time. */
static void any_pauses_count_for_nobody(void **state)
{
    (void)state;
    for (int n = 0; n < DAYS / (getenv("DATAJAM_SLOW") ? 20 : 1); n++) {
        struct fixture fixture;
        int64_t since[EVENTS], ran[EVENTS] = {0}, now = at(9, 0);
        set_up(&fixture);
        act(&fixture, DAY_START, now, 0);
        for (size_t i = 0; i < EVENTS; i++) {
            static const enum day_action changes[] = {DAY_PAUSE, DAY_RESUME, DAY_EXTEND};
            const struct day_event event = {.at_ms = now,
                                            .action = changes[chance(3)],
                                            .minutes = chance(80) - 40,
                                            .midnight_ms = midnight,
                                            .speed = 1};
            if (chance(2))
                day_apply(&fixture.day, &event);
            since[i] = now;
            int64_t passed = chance(20 * MINUTE), last = INT64_MIN;
            now += passed;
            for (size_t k = 0; k <= i; k++) {
                struct day_record record;
                ran[k] += fixture.day.state == DAY_RUNNING ? passed : 0;
                day_show(&fixture.day, &record);
                int64_t would = day_without_pauses(&record, since[k], now);
                assert_in_range(now - would, 0, ran[k]);
                assert_true(would >= last);
                last = would;
            }
        }
    }
}

static void a_clock_that_jumps(void **state)
{
    struct fixture fixture;
    struct day_record record;
    int64_t minutes = 0;
    (void)state;
    set_up(&fixture);
    act(&fixture, DAY_START, at(9, 0), 0);
    act(&fixture, DAY_NEXT, at(9, 30), 0);
    day_show(&fixture.day, &record);
    assert_false(day_went_back(&record, at(9, 30), NULL));
    assert_false(day_went_back(&record, at(9, 29), NULL)); /* no more than clocks differ by */
    assert_true(day_went_back(&record, at(8, 30), &minutes));
    assert_int_equal(minutes, 60);
    assert_int_equal(day_spent_ms(&record, at(8, 30)), 0);
    act(&fixture, DAY_EXTEND, at(8, 30), 5); /* it goes on from there */
    day_show(&fixture.day, &record);
    assert_false(day_went_back(&record, at(8, 30), NULL));
    assert_int_equal(day_spent_ms(&record, at(8, 40)), 10 * MINUTE);
    act(&fixture, DAY_PAUSE, at(18, 0), 0); /* forth: the phase is over by hours, and that shows */
    day_show(&fixture.day, &record);
    assert_true(day_left_ms(&record, at(18, 0)) < 0);
}

static void a_torn_record_is_noticed(void **state)
{
    struct fixture fixture;
    struct day_record record, kept = {.sequence = 77};
    struct buffer bytes = {0};
    (void)state;
    set_up(&fixture);
    act(&fixture, DAY_START, at(9, 0), 0);
    day_show(&fixture.day, &record);
    day_record_write(&record, &bytes);
    for (size_t len = 0; len < bytes.len; len++)
        assert_false(day_record_read(span_of(bytes.data, len), &kept));
    for (size_t i = 0; i < bytes.len; i++) {
        bytes.data[i] ^= 1;
        assert_false(day_record_read(buffer_span(&bytes), &kept));
        bytes.data[i] ^= 1;
    }
    assert_int_equal(kept.sequence, 77);
    assert_true(day_record_read(buffer_span(&bytes), &kept));
    buffer_free(&bytes);
}

/* ---- the presentations ---- */

/* Analysis to 14:00, a break, then the slides are made ready; and with what is fixed. */
static const struct agenda_item late_agenda[] = {
    {"Analysis", "analysis", 600, 240, false, ""}, {"Prepare", "Prepare", 840, 30, false, ""},
    {"Coffee", "break", 870, 15, false, ""},       {"Show", "showcase", 885, 60, false, ""},
    {"Survey", "survey", 945, 15, false, ""},
};
enum { LATE_ITEMS = sizeof late_agenda / sizeof *late_agenda };

static void begin_late(struct day *day, const struct agenda_item *items, struct day_phase *phases)
{
    const struct day_event start = {
        .at_ms = at(10, 0), .action = DAY_START, .midnight_ms = midnight, .speed = 1};
    day_begin(day, items, LATE_ITEMS, phases);
    day_apply(day, &start);
}

static void act_late(struct day *day, enum day_action action, int64_t at_ms)
{
    const struct day_event event = {.at_ms = at_ms, .action = action, .midnight_ms = midnight};
    assert_int_equal(day_refused(day, &event), TEXT_NONE);
    day_apply(day, &event);
}

static void the_presentations_are_seen_from_afar(void **state)
{
    struct day day;
    struct day_phase phases[LATE_ITEMS];
    struct day_record record;
    (void)state;
    day_begin(&day, late_agenda, LATE_ITEMS, phases);
    day_show(&day, &record);
    assert_string_equal(record.show, "Show");
    assert_int_equal(day_show_ms(&record, at(9, 0)), 0); /* the day has not begun */
    begin_late(&day, late_agenda, phases);
    day_show(&day, &record);
    assert_int_equal(record.show_minutes, 60);
    assert_int_equal(day_show_ms(&record, at(11, 0)), at(14, 45));
    assert_int_equal(day_deck_ms(&record, at(11, 0)), at(14, 30));
    assert_int_equal(day_show_ms(&record, at(14, 10)), at(14, 55)); /* the analysis takes longer */
    assert_int_equal(day_deck_ms(&record, at(14, 10)), at(14, 40));
    act_late(&day, DAY_PAUSE, at(13, 0));
    day_show(&day, &record);
    assert_int_equal(day_show_ms(&record, at(13, 20)), at(15, 5));
    act_late(&day, DAY_RESUME, at(13, 20));
    act_late(&day, DAY_NEXT, at(14, 20));
    day_show(&day, &record);
    assert_int_equal(day_deck_ms(&record, at(14, 21)), at(14, 50));
    act_late(&day, DAY_NEXT, at(14, 50));
    act_late(&day, DAY_NEXT, at(15, 5)); /* they are on: none is to come */
    day_show(&day, &record);
    assert_string_equal(record.kind, "showcase");
    assert_string_equal(record.show, "");
    assert_int_equal(day_show_ms(&record, at(15, 6)), 0);
    assert_int_equal(day_deck_ms(&record, at(15, 6)), 0);
}

static void what_is_fixed_waits_for_nobody_but_the_phase(void **state)
{
    struct agenda_item items[LATE_ITEMS];
    struct day day;
    struct day_phase phases[LATE_ITEMS];
    struct day_record record;
    (void)state;
    memcpy(items, late_agenda, sizeof items);
    items[1].kind = "";
    items[3].starts = 900; /* 15:00 */
    items[3].fixed = true;
    begin_late(&day, items, phases);
    day_show(&day, &record);
    assert_int_equal(day_show_ms(&record, at(11, 0)), at(15, 0));
    assert_int_equal(day_deck_ms(&record, at(11, 0)), at(15, 0)); /* nothing prepares them */
    assert_int_equal(day_show_ms(&record, at(14, 20)), at(15, 0));
    assert_int_equal(day_show_ms(&record, at(15, 10)), at(15, 10)); /* still in the analysis */
    record.teams = 7;
    assert_int_equal(day_show_share(&record), 8);
    record.teams = 0;
    assert_int_equal(day_show_share(&record), 0);
}

/* A record that an older program wrote has less in it, and is as good. */
static void a_record_of_before_is_read(void **state)
{
    struct day day;
    struct day_phase phases[LATE_ITEMS];
    struct day_record record, read;
    struct buffer whole = {0}, old = {0};
    (void)state;
    begin_late(&day, late_agenda, phases);
    day_show(&day, &record);
    day_record_write(&record, &whole);
    const char *later = strstr(buffer_span(&whole).data, "show=");
    assert_non_null(later);
    buffer_add_span(&old, span_of(whole.data, (size_t)(later - whole.data)));
    uint64_t sum = 0xcbf29ce484222325u;
    for (size_t i = 0; i < old.len; i++)
        sum = (sum ^ (unsigned char)old.data[i]) * 0x100000001b3u;
    size_t before = old.len;
    buffer_printf(&old, "checksum=%016" PRIx64 "\n", sum);
    assert_true(day_record_read(buffer_span(&old), &read));
    assert_string_equal(read.phase, "Analysis");
    assert_string_equal(read.show, "");
    assert_int_equal(day_show_ms(&read, at(11, 0)), 0);
    old.data[before - 2] ^= 1;
    assert_false(day_record_read(buffer_span(&old), &read));
    buffer_free(&whole);
    buffer_free(&old);
}

static void titles_that_would_break_it(void **state)
{
    struct day_record record = {.speed = 1}, read;
    struct buffer bytes = {0};
    (void)state;
    memset(record.phase, 'x', sizeof record.phase - 1);
    strcpy(record.next, "two\nstate=over");
    day_record_write(&record, &bytes);
    assert_true(day_record_read(buffer_span(&bytes), &read));
    assert_string_equal(read.next, "two state=over");
    assert_string_equal(read.phase, record.phase);
    assert_int_equal(read.state, DAY_WAITING);
    buffer_free(&bytes);
}

static void warnings_come_once(void **state)
{
    struct fixture fixture;
    struct day_record record;
    char said[16] = "";
    (void)state;
    set_up(&fixture);
    act(&fixture, DAY_START, at(9, 0), 0);
    day_show(&fixture.day, &record);
    for (int64_t now = at(9, 0); now < at(9, 40); now += 7000) {
        int warning = day_warning(&record, now, now + 7000);
        if (warning >= 0)
            said[strlen(said)] = (char)('0' + warning % 10);
    }
    assert_string_equal(said, "0510");                               /* 10, 5, 1 and 0 */
    assert_int_equal(day_warning(&record, at(9, 10), at(9, 40)), 0); /* a console that slept */
    record.state = DAY_PAUSED;
    assert_int_equal(day_warning(&record, at(9, 10), at(9, 40)), -1);
}

static void words_change_when_they_say(void **state)
{
    struct fixture fixture;
    struct day_record record;
    char before[80], now_words[80];
    (void)state;
    set_up(&fixture);
    act(&fixture, DAY_START, at(9, 0), 0);
    day_show(&fixture.day, &record);
    int64_t now = at(9, 0) + 300;
    for (int i = 0; i < 340; i++) {
        int64_t last = day_words_last_ms(&record, now);
        day_words(&record, now, before, sizeof before);
        day_words(&record, now + last - 1, now_words, sizeof now_words);
        assert_string_equal(before, now_words);
        now += last;
        day_words(&record, now, now_words, sizeof now_words);
        assert_string_not_equal(before, now_words);
    }
    assert_string_equal(now_words, "15 min over");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_as_planned),
        cmocka_unit_test(a_pause_stands_still),
        cmocka_unit_test(back_goes_on_where_it_was_left),
        cmocka_unit_test(pauses_count_for_nobody),
        cmocka_unit_test(a_pause_of_a_rehearsal),
        cmocka_unit_test(a_late_start_is_taken_from_what_is_not_fixed),
        cmocka_unit_test(longer_shorter_and_moved),
        cmocka_unit_test(something_fixed_gets_late),
        cmocka_unit_test(minutes_count_from_now),
        cmocka_unit_test(a_start_at_its_time),
        cmocka_unit_test(a_start_in_the_past),
        cmocka_unit_test(a_start_in_place_of_another),
        cmocka_unit_test(a_trial_is_taken_back),
        cmocka_unit_test(a_rehearsal_runs_faster),
        cmocka_unit_test(another_agenda),
        cmocka_unit_test(what_makes_no_sense_is_refused),
        cmocka_unit_test(any_sequence_adds_up),
        cmocka_unit_test(any_pauses_count_for_nobody),
        cmocka_unit_test(a_clock_that_jumps),
        cmocka_unit_test(a_torn_record_is_noticed),
        cmocka_unit_test(titles_that_would_break_it),
        cmocka_unit_test(the_presentations_are_seen_from_afar),
        cmocka_unit_test(what_is_fixed_waits_for_nobody_but_the_phase),
        cmocka_unit_test(a_record_of_before_is_read),
        cmocka_unit_test(warnings_come_once),
        cmocka_unit_test(words_change_when_they_say),
    };
    return cmocka_run_group_tests_name("day", tests, NULL, NULL);
}

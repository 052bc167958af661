/*
 * The clock of the day: properties that hold for any sequence of what facilitators do, on any
 * machine's clock.
 */
#include "tests/support/check.h"

#include <stdlib.h>

#include "core/base/clock.h"
#include "core/jam/day.h"
#include "tests/support/day_fixture.h"

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

static int64_t sum_of(const struct day_fixture *fixture)
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
    size_t same = chance(3) > 0 ? day_begun(day) : (size_t)chance(DAY_ITEMS_MOST + 1);
    event->count = (size_t)chance(DAY_ITEMS_MOST + 1);
    event->items = out;
    for (size_t i = 0; i < event->count; i++) {
        out[i] = i < same && i < day->count ? day->items[i] : day_agenda[chance(DAY_ITEMS)];
        out[i].minutes += i < same ? 0 : (int)chance(30);
    }
}

/* Whoever folds the log anew after a crash gets the same day. */
static void fold_again(const struct day_event *events, size_t count,
                       const struct day_fixture *other)
{
    struct day_fixture again;
    struct day_record a, b;
    day_set_up(&again);
    for (size_t i = 0; i < count; i++)
        day_apply(&again.day, &events[i]);
    day_show(&again.day, &a);
    day_show(&other->day, &b);
    assert_memory_equal(&a, &b, sizeof a);
    assert_memory_equal(again.phases, other->phases, sizeof again.phases);
}

static void check_shown(const struct day_fixture *fixture, int64_t now)
{
    struct day_record record, read;
    struct buffer bytes = {0};
    int64_t begins[DAY_ITEMS_MOST], before = 0;
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

static int64_t left_of(const struct day_fixture *fixture, int64_t now)
{
    struct day_record record;
    day_show(&fixture->day, &record);
    return day_left_ms(&record, now);
}

/* So much more from now on; or so much less, as long as there is any. */
static void check_extended(const struct day_fixture *fixture, const struct day_event *event,
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
        struct day_fixture fixture;
        struct day_event events[EVENTS];
        struct agenda_item agendas[EVENTS][DAY_ITEMS_MOST];
        int64_t now = day_at(8, 30), mark = 0, sum = 0;
        day_set_up(&fixture);
        for (size_t i = 0; i < EVENTS; i++) {
            now = later(now);
            bool on = fixture.day.state == DAY_RUNNING || fixture.day.state == DAY_PAUSED;
            events[i] = (struct day_event){.at_ms = now,
                                           .action = (enum day_action)chance(DAY_ACTIONS),
                                           .minutes = chance(80) - 40,
                                           .midnight_ms = day_midnight,
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

/* What counts since a moment is never more than what ran since then, and in the order of time. */
static void any_pauses_count_for_nobody(void **state)
{
    (void)state;
    for (int n = 0; n < DAYS / (getenv("DATAJAM_SLOW") ? 20 : 1); n++) {
        struct day_fixture fixture;
        int64_t since[EVENTS], ran[EVENTS] = {0}, now = day_at(9, 0);
        day_set_up(&fixture);
        day_act(&fixture, DAY_START, now, 0);
        for (size_t i = 0; i < EVENTS; i++) {
            static const enum day_action changes[] = {DAY_PAUSE, DAY_RESUME, DAY_EXTEND};
            const struct day_event event = {.at_ms = now,
                                            .action = changes[chance(3)],
                                            .minutes = chance(80) - 40,
                                            .midnight_ms = day_midnight,
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

/* The machine's clock is set: the time in the phase never goes below what was counted, and that
 * it was set back is known. */
static void a_clock_that_jumps(void **state)
{
    struct day_fixture fixture;
    struct day_record record;
    int64_t minutes = 0;
    (void)state;
    day_set_up(&fixture);
    day_act(&fixture, DAY_START, day_at(9, 0), 0);
    day_act(&fixture, DAY_NEXT, day_at(9, 30), 0);
    day_show(&fixture.day, &record);
    assert_false(day_went_back(&record, day_at(9, 30), NULL));
    assert_false(day_went_back(&record, day_at(9, 29), NULL)); /* no more than clocks differ by */
    assert_true(day_went_back(&record, day_at(8, 30), &minutes));
    assert_int_equal(minutes, 60);
    assert_int_equal(day_spent_ms(&record, day_at(8, 30)), 0);
    day_act(&fixture, DAY_EXTEND, day_at(8, 30), 5); /* it goes on from there */
    day_show(&fixture.day, &record);
    assert_false(day_went_back(&record, day_at(8, 30), NULL));
    assert_int_equal(day_spent_ms(&record, day_at(8, 40)), 10 * MINUTE);
    day_act(&fixture, DAY_PAUSE, day_at(18, 0),
            0); /* forth: the phase is over by hours, and that shows */
    day_show(&fixture.day, &record);
    assert_true(day_left_ms(&record, day_at(18, 0)) < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_sequence_adds_up),
        cmocka_unit_test(any_pauses_count_for_nobody),
        cmocka_unit_test(a_clock_that_jumps),
    };
    return cmocka_run_group_tests_name("day_random", tests, NULL, NULL);
}

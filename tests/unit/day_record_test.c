/* The record of the clock that consoles read, and what they say with it. */
#include "tests/support/check.h"

#include <inttypes.h>
#include <string.h>

#include "core/jam/day.h"
#include "tests/support/day_fixture.h"

static void a_torn_record_is_noticed(void **state)
{
    struct day_fixture fixture;
    struct day_record record, kept = {.sequence = 77};
    struct buffer bytes = {0};
    (void)state;
    day_set_up(&fixture);
    day_act(&fixture, DAY_START, day_at(9, 0), 0);
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
        .at_ms = day_at(10, 0), .action = DAY_START, .midnight_ms = day_midnight, .speed = 1};
    day_begin(day, items, LATE_ITEMS, phases);
    day_apply(day, &start);
}

static void act_late(struct day *day, enum day_action action, int64_t at_ms)
{
    const struct day_event event = {.at_ms = at_ms, .action = action, .midnight_ms = day_midnight};
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
    assert_int_equal(day_show_ms(&record, day_at(9, 0)), 0); /* the day has not begun */
    begin_late(&day, late_agenda, phases);
    day_show(&day, &record);
    assert_int_equal(record.show_minutes, 60);
    assert_int_equal(day_show_ms(&record, day_at(11, 0)), day_at(14, 45));
    assert_int_equal(day_deck_ms(&record, day_at(11, 0)), day_at(14, 30));
    assert_int_equal(day_show_ms(&record, day_at(14, 10)),
                     day_at(14, 55)); /* the analysis takes longer */
    assert_int_equal(day_deck_ms(&record, day_at(14, 10)), day_at(14, 40));
    act_late(&day, DAY_PAUSE, day_at(13, 0));
    day_show(&day, &record);
    assert_int_equal(day_show_ms(&record, day_at(13, 20)), day_at(15, 5));
    act_late(&day, DAY_RESUME, day_at(13, 20));
    act_late(&day, DAY_NEXT, day_at(14, 20));
    day_show(&day, &record);
    assert_int_equal(day_deck_ms(&record, day_at(14, 21)), day_at(14, 50));
    act_late(&day, DAY_NEXT, day_at(14, 50));
    act_late(&day, DAY_NEXT, day_at(15, 5)); /* they are on: none is to come */
    day_show(&day, &record);
    assert_string_equal(record.kind, "showcase");
    assert_string_equal(record.show, "");
    assert_int_equal(day_show_ms(&record, day_at(15, 6)), 0);
    assert_int_equal(day_deck_ms(&record, day_at(15, 6)), 0);
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
    assert_int_equal(day_show_ms(&record, day_at(11, 0)), day_at(15, 0));
    assert_int_equal(day_deck_ms(&record, day_at(11, 0)),
                     day_at(15, 0)); /* nothing prepares them */
    assert_int_equal(day_show_ms(&record, day_at(14, 20)), day_at(15, 0));
    assert_int_equal(day_show_ms(&record, day_at(15, 10)),
                     day_at(15, 10)); /* still in the analysis */
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
    assert_int_equal(day_show_ms(&read, day_at(11, 0)), 0);
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
    struct day_fixture fixture;
    struct day_record record;
    char said[16] = "";
    (void)state;
    day_set_up(&fixture);
    day_act(&fixture, DAY_START, day_at(9, 0), 0);
    day_show(&fixture.day, &record);
    for (int64_t now = day_at(9, 0); now < day_at(9, 40); now += 7000) {
        int warning = day_warning(&record, now, now + 7000);
        if (warning >= 0)
            said[strlen(said)] = (char)('0' + warning % 10);
    }
    assert_string_equal(said, "0510"); /* 10, 5, 1 and 0 */
    assert_int_equal(day_warning(&record, day_at(9, 10), day_at(9, 40)),
                     0); /* a console that slept */
    record.state = DAY_PAUSED;
    assert_int_equal(day_warning(&record, day_at(9, 10), day_at(9, 40)), -1);
}

static void words_change_when_they_say(void **state)
{
    struct day_fixture fixture;
    struct day_record record;
    char before[80], now_words[80];
    (void)state;
    day_set_up(&fixture);
    day_act(&fixture, DAY_START, day_at(9, 0), 0);
    day_show(&fixture.day, &record);
    int64_t now = day_at(9, 0) + 300;
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
        cmocka_unit_test(a_torn_record_is_noticed),
        cmocka_unit_test(the_presentations_are_seen_from_afar),
        cmocka_unit_test(what_is_fixed_waits_for_nobody_but_the_phase),
        cmocka_unit_test(a_record_of_before_is_read),
        cmocka_unit_test(titles_that_would_break_it),
        cmocka_unit_test(warnings_come_once),
        cmocka_unit_test(words_change_when_they_say),
    };
    return cmocka_run_group_tests_name("day_record", tests, NULL, NULL);
}

/* The time that is left in words, and how long they hold: consoles draw again only then. */
#include "core/jam/day.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/base/clock.h"
#include "core/base/text.h"

enum { MINUTE_MS = 60000, SECOND_MS = 1000, CLOSE_MS = 5 * MINUTE_MS, HOUR = 60 };

/* Rounded up: "1 min left" until there is none. */
static int64_t round_up(int64_t ms, int64_t unit)
{
    return (ms + unit - 1) / unit;
}

static size_t left_words(int64_t left, bool paused, char *out, size_t size)
{
    char seconds[48];
    int64_t whole = round_up(left, SECOND_MS), minutes = round_up(left, MINUTE_MS);
    snprintf(seconds, sizeof seconds, "%" PRId64 ":%02" PRId64, whole / 60, whole % 60);
    const struct text_value values[] = {text_string("time", seconds),
                                        text_number("minutes", minutes),
                                        text_number("hours", minutes / HOUR),
                                        text_number("rest", minutes % HOUR),
                                        {.name = NULL}};
    enum text_id words = left <= CLOSE_MS  ? TEXT_DAY_LEFT_SECONDS
                         : minutes >= HOUR ? TEXT_DAY_LEFT_HOURS
                                           : TEXT_DAY_LEFT;
    if (paused)
        words = minutes >= HOUR ? TEXT_DAY_PAUSED_HOURS : TEXT_DAY_PAUSED;
    return text_format(out, size, words, values);
}

size_t day_words(const struct day_record *record, int64_t now_ms, char *out, size_t size)
{
    char at[8];
    int64_t left = day_left_ms(record, now_ms);
    *out = '\0';
    if (record->state == DAY_OVER)
        return text_format(out, size, TEXT_DAY_OVER, NULL);
    if (!day_is_on(record))
        return 0;
    if (day_is_early(record, now_ms))
        return text_format(
            out, size, TEXT_DAY_BEGINS_AT,
            TEXT_VALUES(text_string("time", clock_local_hm(at, sizeof at, record->began_ms))));
    if (left > 0)
        return left_words(left, record->state == DAY_PAUSED, out, size);
    bool paused = record->state == DAY_PAUSED;
    if (left > -MINUTE_MS)
        return text_format(out, size, paused ? TEXT_DAY_PAUSED_UP : TEXT_DAY_UP, NULL);
    return text_format(out, size, paused ? TEXT_DAY_PAUSED_OVER : TEXT_DAY_OVERRUN,
                       TEXT_VALUES(text_number("minutes", -left / MINUTE_MS)));
}

size_t day_late_words(const struct day *day, int64_t now_ms, char *out, size_t size)
{
    struct day_late late;
    char fixed[8], begins[8];
    *out = '\0';
    if (!day_late(day, now_ms, &late))
        return 0;
    return text_format(
        out, size, TEXT_DAY_LATE,
        TEXT_VALUES(text_string("title", late.title),
                    text_string("fixed", clock_local_hm(fixed, sizeof fixed, late.fixed_ms)),
                    text_string("begins", clock_local_hm(begins, sizeof begins, late.begins_ms)),
                    text_number("minutes", late.minutes)));
}

int64_t day_words_last_ms(const struct day_record *record, int64_t now_ms)
{
    if (record->state != DAY_RUNNING)
        return INT64_MAX;
    int64_t last;
    int64_t left = day_left_ms(record, now_ms);
    if (day_is_early(record, now_ms))
        last = record->began_ms - day_record_time(record, now_ms);
    else if (left > CLOSE_MS)
        last = (left - 1) % MINUTE_MS + 1;
    else if (left > 0)
        last = (left - 1) % SECOND_MS + 1;
    else
        last = MINUTE_MS - -left % MINUTE_MS;
    last = round_up(last, record->speed);
    return last > 0 ? last : 1;
}

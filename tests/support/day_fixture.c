/* A short day; see the header. */
#include "tests/support/day_fixture.h"

#include <string.h>

#include "tests/support/check.h"

const int64_t day_midnight = 1778544000000;

const struct agenda_item day_agenda[DAY_ITEMS] = {
    {"Kick-off", "kick-off", 540, 30, true, ""},   {"Huddle", "huddle", 570, 30, false, ""},
    {"Analysis", "analysis", 600, 120, false, ""}, {"Lunch", "lunch", 720, 45, true, ""},
    {"Showcase", "showcase", 765, 60, false, ""},
};

int64_t day_at(int hour, int minute)
{
    return day_midnight + ((int64_t)hour * 60 + minute) * MINUTE;
}

void day_set_up(struct day_fixture *fixture)
{
    memset(fixture, 0, sizeof *fixture);
    day_begin(&fixture->day, day_agenda, DAY_ITEMS, fixture->phases);
}

void day_act(struct day_fixture *fixture, enum day_action action, int64_t at_ms, int64_t minutes)
{
    struct day_event event = {.at_ms = at_ms,
                              .action = action,
                              .minutes = minutes,
                              .midnight_ms = day_midnight,
                              .speed = 1};
    assert_int_equal(day_refused(&fixture->day, &event), TEXT_NONE);
    day_apply(&fixture->day, &event);
}

/* A short day with its agenda, on which the clock's rules are tried. */
#ifndef DATAJAM_TESTS_DAY_FIXTURE_H
#define DATAJAM_TESTS_DAY_FIXTURE_H

#include "core/jam/day.h"

enum { MINUTE = 60000, DAY_ITEMS = 5, DAY_ITEMS_MOST = 7 };

/* Of 2026-05-12, UTC. */
extern const int64_t day_midnight;

/* Kick-off 9:00 (fixed), Huddle, Analysis, Lunch 12:00 (fixed), Showcase to 13:45. */
extern const struct agenda_item day_agenda[DAY_ITEMS];

struct day_fixture {
    struct day day;
    struct day_phase phases[DAY_ITEMS_MOST];
};

int64_t day_at(int hour, int minute); /* of that day, in ms since 1970 */

/* Before the start. The day refers to the fixture's phases: it stays where it is. */
void day_set_up(struct day_fixture *fixture);

/* What a facilitator does, which must not be refused. minutes: of those that take some. */
void day_act(struct day_fixture *fixture, enum day_action action, int64_t at_ms, int64_t minutes);

#endif

/*
 * The clock of the day: a fold over an append-only log of what facilitators did to it. The
 * same log gives the same day wherever and whenever it is folded, so that a restart of
 * anything changes nothing.
 *
 * Each phase has a meter of its own, which runs while the phase does: going back goes on
 * where that phase was left. Times are milliseconds since 1970. The machine's clock may jump:
 * a stretch that would be negative counts as none, and the next event goes on from where the
 * clock is then.
 *
 * A rehearsal runs a day in minutes: its day begins at the planned start of the first item,
 * and each second counts for `speed` seconds. All times of a day are in its own time; day_time
 * translates.
 */
#ifndef DATAJAM_JAM_DAY_H
#define DATAJAM_JAM_DAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/agenda.h"
#include "core/base/text.h"
#include "core/jam/day_record.h"

enum day_action {
    DAY_START,  /* the day begins, now or at begin_ms */
    DAY_PAUSE,  /* the time stands still */
    DAY_RESUME, /* and goes on */
    DAY_NEXT,   /* the next phase; behind the last one the day is over */
    DAY_BACK,   /* the phase before, which goes on where it was left */
    DAY_EXTEND, /* this phase gets longer by minutes, or shorter */
    DAY_MOVE,   /* the fixed items to come are at a later time by minutes, or an earlier one */
    DAY_RESET,  /* as if it had never begun: after a trial */
    DAY_AGENDA, /* the agenda is another one; what has begun stays as it was */
    DAY_ACTIONS
};

const char *day_action_name(enum day_action action); /* in the log: "start" */
bool day_action_from_name(const char *name, enum day_action *out);

struct day_event {
    int64_t at_ms;
    enum day_action action;
    int64_t minutes;                 /* DAY_EXTEND, DAY_MOVE: may be negative */
    int64_t begin_ms;                /* DAY_START: when the first phase begins, or began; 0: now */
    int64_t midnight_ms;             /* DAY_START: of that day, where the jam is */
    int64_t speed;                   /* DAY_START: 1, or of a rehearsal */
    const struct agenda_item *items; /* DAY_AGENDA: all of it; lives as long as the day */
    size_t count;

    /* Of the wish alone: a log doesn't keep them, and the fold doesn't look at them. */
    bool anew;    /* DAY_START: also in place of a rehearsal, or of a day that is over */
    int64_t seen; /* DAY_NEXT, DAY_BACK: the sequence that was looked at; 0: any */
};

enum { DAY_MINUTES_MOST = 600 };

/* How a phase went. */
struct day_phase {
    int64_t began_ms;  /* the first time; 0: not yet */
    int64_t spent_ms;  /* in it, before it was last entered or resumed */
    int64_t length_ms; /* what it has; as planned until it begins */
};

struct day {
    const struct agenda_item *items;
    struct day_phase *phases; /* of each item; the caller's, with room for the longest agenda */
    size_t count;
    enum day_state state;
    size_t at;             /* the phase; count when the day is over */
    int64_t mark_ms;       /* counted up to here */
    int64_t paused_ms;     /* in all */
    int64_t moved_ms;      /* the fixed items */
    int64_t midnight_ms;   /* of the day in its own time */
    int64_t origin_ms;     /* the start, on the machine's clock */
    int64_t origin_day_ms; /* the same in the day's own time */
    int64_t speed;
    bool later;       /* it was started for a time to come */
    int64_t sequence; /* events that there were, refused ones among them */
};

/* Before the first event. phases: room for count of them, and for as many as an agenda has that
 * an event brings. */
void day_begin(struct day *day, const struct agenda_item *items, size_t count,
               struct day_phase *phases);

/* Phases that have begun, from the first one on: they can't be changed any more. */
size_t day_begun(const struct day *day);

/* Why it can't be done now, or is to be asked for otherwise; TEXT_NONE: it can. */
enum text_id day_refused(const struct day *day, const struct day_event *event);

/* Does it. What can't be done changes nothing but the sequence. What was done once is done: a
 * start in place of a rehearsal counts also without a wish for it. */
void day_apply(struct day *day, const struct day_event *event);

/* The day's own time for a time of the machine. */
int64_t day_time(const struct day *day, int64_t now_ms);

/* Begins, now or in time, if nothing is done to the clock; for items from day->at on.
 * *out has room for count: the start of each item still to come (and of the one that runs,
 * when it began), 0 for those that were skipped. now_ms in the machine's time. */
void day_forecast(const struct day *day, int64_t now_ms, int64_t *out);

/* Something fixed that would begin later than it is fixed at: phases get no shorter than five
 * minutes, and what runs is not cut. */
struct day_late {
    const char *title;
    int64_t fixed_ms, begins_ms; /* in the day's own time */
    int64_t minutes;             /* at least one */
};

/* The first of those to come; false: all of them begin at their time. */
bool day_late(const struct day *day, int64_t now_ms, struct day_late *out);

/* How late a begin of that item is, in milliseconds; 0: it is in time, or not fixed. */
int64_t day_late_by(const struct day *day, size_t item, int64_t begins_ms);

/* "Lunch is fixed at 12:24 and would begin at 12:43, 19 min late"; "" when none is late. */
size_t day_late_words(const struct day *day, int64_t now_ms, char *out, size_t size);

/* What every console shows of it. */
void day_show(const struct day *day, struct day_record *out);

#endif

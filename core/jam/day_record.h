/*
 * What every console shows of the day: one small record, written by facilitators whenever they
 * do something to the clock, and read by all. From the same record everybody computes the same
 * time; nothing has to be written while time passes.
 *
 * As a file it is lines of NAME=VALUE under a first line that names it, with a sequence number
 * that only goes up and a checksum of all that stands above it in the last line.
 */
#ifndef DATAJAM_JAM_DAY_RECORD_H
#define DATAJAM_JAM_DAY_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buffer.h"
#include "core/base/span.h"

enum day_state {
    DAY_WAITING, /* the day has not begun */
    DAY_RUNNING,
    DAY_PAUSED,
    DAY_OVER,
    DAY_STATES
};

const char *day_state_name(enum day_state state); /* "running" */

enum { DAY_TITLE_SIZE = 128, DAY_KIND_SIZE = 64, DAY_RECORD_MOST = 4096, DAY_SPEED_MOST = 3600 };

/* Times in milliseconds of the day's own time (day.h), but for origin_ms. */
struct day_record {
    int64_t sequence;
    enum day_state state;
    char phase[DAY_TITLE_SIZE]; /* "" when there is none */
    char kind[DAY_KIND_SIZE];
    int64_t number, of; /* "3 of 8"; number 0 when there is none */
    int64_t began_ms, mark_ms, spent_ms, length_ms;
    char next[DAY_TITLE_SIZE]; /* "" when nothing comes */
    int64_t next_minutes;
    int64_t next_fixed_ms; /* when it begins if it is fixed; else 0. Before the start: when it is
                              planned, after midnight */
    int64_t origin_ms, origin_day_ms, speed;

    /* The presentations to come; a record of an older program has none. */
    char show[DAY_TITLE_SIZE]; /* "" when none comes */
    int64_t show_minutes;      /* for all teams together */
    int64_t show_ms;           /* when they begin if each phase ends in time; 0: not known */
    int64_t show_fixed;        /* 1: something fixed lies before them, or they are fixed */
    int64_t deck_ms;           /* when the slides are to be ready; 0: not known */
    int64_t teams;             /* that present; 0: not known */
};

/* Adds the file's bytes. A title too long for its place is cut, signs that would end a line
 * become blanks. */
void day_record_write(const struct day_record *record, struct buffer *out);

/* False: torn, changed by hand, or no such record; *out is then as it was. */
bool day_record_read(struct span bytes, struct day_record *out);

/* ---- time, at now_ms of the machine ---- */

/* Something runs or pauses. */
static inline bool day_is_on(const struct day_record *record)
{
    return record->state == DAY_RUNNING || record->state == DAY_PAUSED;
}

int64_t day_record_time(const struct day_record *record, int64_t now_ms); /* the day's own */
int64_t day_spent_ms(const struct day_record *record, int64_t now_ms);    /* never below 0 */
int64_t day_left_ms(const struct day_record *record, int64_t now_ms); /* below 0: over by that */

/* When the phase began the first time, on the machine's clock. */
int64_t day_began_ms(const struct day_record *record);

/* When at_ms would have been if the phase had never stood still: later by the pauses between
 * then and now. Both on the machine's clock. The record knows the sum of the pauses, not each of
 * them: those before its last change count as late as they can have been, so that more may
 * have passed in the phase since, but never less. What was before the phase stays so much before
 * it. */
int64_t day_without_pauses(const struct day_record *record, int64_t at_ms, int64_t now_ms);

/* The phase has not come yet: a start at its time was asked for. */
bool day_is_early(const struct day_record *record, int64_t now_ms);

/* The machine's clock is behind what the record says has been: it was set back since, by *out
 * minutes (may be NULL). */
bool day_went_back(const struct day_record *record, int64_t now_ms, int64_t *out);

/* When the next item begins if nothing is done, in the day's own time. */
int64_t day_next_ms(const struct day_record *record, int64_t now_ms);

/* When the presentations begin, and when the slides are to be ready, if nothing is done; in the
 * day's own time. 0: not known. */
int64_t day_show_ms(const struct day_record *record, int64_t now_ms);
int64_t day_deck_ms(const struct day_record *record, int64_t now_ms);

/* Minutes that each team has for its presentation; 0: not known. */
int64_t day_show_share(const struct day_record *record);

/* The warning that became due between two looks at the same phase: 10, 5 or 1 (minutes
 * left), 0 (the time is up), or -1: none. */
int day_warning(const struct day_record *record, int64_t before_ms, int64_t now_ms);

/* "1 h 12 left", "4:31 left" in the last five minutes, "3 min over", "paused, 12 min left",
 * "begins at 09:00"; "" when there is none. Gives the length. */
size_t day_words(const struct day_record *record, int64_t now_ms, char *out, size_t size);

/* Milliseconds until day_words says something else; INT64_MAX: it stays. */
int64_t day_words_last_ms(const struct day_record *record, int64_t now_ms);

/* The part of the phase that has passed, 0 to 1000. */
int day_part(const struct day_record *record, int64_t now_ms);

#endif

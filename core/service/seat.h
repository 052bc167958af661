/*
 * A console's seat at a team file: small files in a folder beside it (".team.db-seats"), which
 * change many times a minute and so are no rows in it.
 *
 *     UUID.lock    held by flock(2) while the console lives, however it dies
 *     UUID.here    who is there, and what they look at
 *     UUID.show    what they show to others (seat_show.c)
 *     UUID.draft   what they write and have not saved yet; it outlives the console
 *
 * One seat is used by one thread at a time.
 */
#ifndef DATAJAM_SERVICE_SEAT_H
#define DATAJAM_SERVICE_SEAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/span.h"

struct seat;

/* Makes the folder where there is none. Errors: the folder can't be written to. */
enum status seat_take(struct seat **out, const char *team_file, const char *person,
                      struct error *err);

/* Nobody is here any more; drafts stay. NULL is fine. */
void seat_leave(struct seat *seat);

/* ---- who is here ---- */

struct presence {
    const char *uuid; /* of the seat */
    const char *person;
    const char *words;   /* what they look at: "Pivot · case_type × office" */
    const char *mark;    /* a place that others may show: "writing:7", or "" */
    const char *kind;    /* of the view that they look at (evidence.h), or of a pane without one */
    const char *view;    /* its JSON, or "" */
    const char *spot;    /* where in it they are, in that pane's own words, or "" */
    const char *follows; /* the seat whose view is followed, or "" */
    bool closed;         /* nobody is to follow them */
    bool coach;
    int64_t since_ms;
    int64_t input_ms; /* of the last key */
    int64_t told_ms;
    int64_t view_ms; /* since when the words are what they are; 0: not told */
    int64_t undone;  /* steps taken back within the last ten minutes */
};

/* How the others are told which card somebody writes on, with its id behind it. */
#define SEAT_MARK_WRITING "writing:"

/* Tells the others. uuid and person are the seat's. */
enum status seat_tell(struct seat *seat, const struct presence *presence, struct error *err);

/* The others, by name, in arena. What consoles that have died left behind is swept, but for
 * their drafts. */
enum status seat_others(struct seat *seat, struct arena *arena, struct presence **out,
                        size_t *count, struct error *err);

const char *seat_uuid(const struct seat *seat);

/* All seats at a team file, for somebody who has none there; no folder: nobody. */
enum status seat_look(const char *team_file, struct arena *arena, struct presence **out,
                      size_t *count, struct error *err);

/* The folder of the seats, as long as the seat: whenever somebody comes, goes or tells something, a
 * file in it is made, replaced or removed. */
const char *seat_folder(const struct seat *seat);

/* ---- showing something to others (UUID.show, as long as the console lives) ---- */

enum { SEAT_SHOWN_MOST = 64 };

struct seat_shown {
    const char *uuid;               /* of the sender's seat */
    int64_t number;                 /* of all that it has sent, from 1 */
    const char *person;             /* who sent it */
    const char *to;                 /* a person; "": everyone */
    const char *words;              /* what it is: "Pivot · case_type × office" */
    const char *kind, *view, *spot; /* as in presence */
    int64_t at_ms;
};

/* Sends it; uuid, number, person and at_ms are the seat's. */
enum status seat_show(struct seat *seat, const struct seat_shown *shown, struct error *err);

/* What was sent to this person or to everyone by those who are here, the oldest first, in
 * arena. */
enum status seat_shown_to_me(struct seat *seat, struct arena *arena, struct seat_shown **out,
                             size_t *count, struct error *err);

/* ---- drafts ---- */

/* Keeps them, in the place of those before; empty: there are none any more. */
enum status seat_keep(struct seat *seat, struct span drafts, struct error *err);

struct left_draft {
    const char *uuid; /* of the seat that wrote it */
    struct span text;
};

/* What the same person's consoles that have died left, the oldest first, in arena. */
enum status seat_left(struct seat *seat, struct arena *arena, struct left_draft **out,
                      size_t *count, struct error *err);

/* Those are taken over: keep them first, then call this. */
void seat_drop_left(struct seat *seat, const struct left_draft *drafts, size_t count);

/* ---- looking from outside ---- */

struct waiting_draft {
    const char *person;
    int64_t at_ms; /* of its last change */
};

/* Drafts beside a team file whose consoles have died: whoever wrote them is offered them at the
 * next start. In arena; a file without seats has none. */
enum status seat_waiting_drafts(const char *team_file, struct arena *arena,
                                struct waiting_draft **out, size_t *count, struct error *err);

#endif

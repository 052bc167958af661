/*
 * What a coach sees of a jam: all teams with who is there and what they do, the calls of all of
 * them in one queue, teams that are quiet with the reason in words, the round of check-ins, and
 * what has helped so far.
 * Read from the team files and the seats beside them, each opened for a moment, so that nobody
 * is locked out. A team whose file can't be read is there with its trouble.
 */
#ifndef DATAJAM_SERVICE_COACH_H
#define DATAJAM_SERVICE_COACH_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/jam/check_in.h"
#include "core/jam/quiet.h"
#include "core/jam/team_light.h"
#include "core/service/help.h"
#include "core/service/seat.h"

struct coach_team {
    const char *name, *topic;
    const char *path;    /* of the team file */
    const char *trouble; /* why it can't be read; "" */
    enum status unread;  /* the same as a status */
    const char *group;   /* STATUS_NO_ACCESS: whose members could read it; "": no group could */
    struct presence *people;
    size_t people_count;        /* consoles, those of coaches, too */
    size_t here;                /* people of the team who are there: coaches are guests */
    int64_t work_ms;            /* the last thing that was made or changed; 0: nothing yet */
    size_t findings, questions; /* cards on the board */
    struct deck_meter deck;
    enum team_light light;
    struct help_desk desk;
    struct quiet_judgement quiet;
    const char *quiet_words;  /* "" */
    struct check_in check_in; /* of this round; while none is on, of the day */
    struct check_in_signs signs;
    bool due; /* in a round: nobody was there, and no coach is, for a call neither */
};

struct coach_call {
    const struct coach_team *team;
    const struct help_request *request;
    int64_t place; /* 1 for the next; 0: it does not wait */
};

struct coach_jam {
    const char *title;
    const char *phase; /* by the clock of the day: its title; "": none runs */
    const char *phase_kind;
    bool round;               /* of check-ins: the phase is one for it */
    struct coach_team *teams; /* those that a coach should go to first */
    size_t team_count;
    struct coach_call *calls; /* in the order of the queue */
    size_t call_count;
};

/* jam: its folder. All of *out lives in arena. Errors: there is no jam. */
enum status coach_read(const char *jam, struct arena *arena, struct coach_jam *out,
                       struct error *err);

/* How many teams can't be read, and what to do about it in whole sentences, in arena; "": none. A
 * list of calls is whole only without them. (coach_unread.c) */
size_t coach_unread(const struct coach_jam *jam, struct arena *arena, const char **words);

/* Whether a team's file can be opened: what it says if not. */
enum status coach_try_team(const char *name, const char *team_file, struct error *err);

/* Writes to the teams where their calls stand; only where it is otherwise there. A file that
 * can't be written to is left alone: the next time may be better. */
void coach_tell_places(const struct coach_jam *jam);

/* A call by how people name it: TEAM/ID, the team in any case. STATUS_NOT_FOUND. */
enum status coach_find_call(const struct coach_jam *jam, const char *name,
                            const struct coach_call **out, struct error *err);

/* A team by its name, in any case. STATUS_NOT_FOUND: the words have the nearest. */
enum status coach_find_team(const struct coach_jam *jam, const char *name,
                            const struct coach_team **out, struct error *err);

/* help_move and help_say in the team's file, opened for it. */
enum status coach_move(const char *team_file, const char *uuid, enum help_move move,
                       const char *who, const char *tip, struct error *err);
enum status coach_say(const char *team_file, const char *uuid, const char *text, const char *who,
                      struct error *err);

/* How they are named beside the people of the team: "Ada", "Kim (coach)". Gives out. */
char *coach_person_words(const struct presence *one, char *out, size_t size);

/* ---- the round of check-ins (coach_round.c) ---- */

/* The team that has its turn now; NULL: all of them had, or no round is on. */
const struct coach_team *coach_next_team(const struct coach_jam *jam);

/* The team that this coach is with; NULL: none. */
const struct coach_team *coach_team_of(const struct coach_jam *jam, const char *who);

/* Whom to sit down with there: who has touched a key last, but no coach and not `who`; NULL:
 * nobody is there. */
const struct presence *coach_person_at(const struct coach_team *team, const char *who);

/* check_in_do in the team's file. A coach is with one team at a time: STATUS_STALE. */
enum status coach_check_in(const struct coach_jam *jam, const struct coach_team *team,
                           enum check_in_move move, const char *who, const char *note,
                           struct error *err);

#endif

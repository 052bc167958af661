/*
 * The round of check-ins: over lunch a coach sits down with each team once. Who may go where,
 * which team is next, and what to ask there, from what is known of the team. Pure rules; the
 * record is the log of the team file, the deed core/service/check_in.
 */
#ifndef DATAJAM_JAM_CHECK_IN_H
#define DATAJAM_JAM_CHECK_IN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/text.h"

/* ---- one team's ---- */

enum check_in_move {
    CHECK_IN_TAKE,    /* a coach goes there; only one does */
    CHECK_IN_RELEASE, /* and did not after all */
    CHECK_IN_FINISH,  /* it is over; a line of note may say what came of it */
    CHECK_IN_MOVES
};

const char *check_in_move_name(enum check_in_move move); /* in the log: "take" */
bool check_in_move_from_name(const char *name, enum check_in_move *out);

enum check_in_state {
    CHECK_IN_DUE,   /* nobody was there yet */
    CHECK_IN_THERE, /* a coach is */
    CHECK_IN_DONE,
    CHECK_IN_STATES
};

const char *check_in_state_name(enum check_in_state state); /* "due" */

struct check_in {
    enum check_in_state state;
    const char *coach;          /* who is there, or was; "" while it is due */
    int64_t began_ms, ended_ms; /* 0: not */
    const char *note;           /* "" */
    bool again;                 /* it had one in this round before */
    const char *former;         /* the first note of those; "" */
};

/* It had one, even if a coach is there once more. */
static inline bool check_in_was_had(const struct check_in *check_in)
{
    return check_in->state == CHECK_IN_DONE || check_in->again;
}

/* What was noted, of a second visit, too: "they go on · one story now"; "": nothing. Gives the
 * length. */
size_t check_in_notes(const struct check_in *check_in, char *out, size_t size);

/* What somebody did, in the order of time. Strings are not copied. */
struct check_in_event {
    int64_t at_ms;
    enum check_in_move move;
    const char *coach, *note;
};

/* What it is in the round that began then; visits that ended before are of another one. A
 * visit that was given back leaves what was before it. */
void check_in_fold(const struct check_in_event *events, size_t count, int64_t since_ms,
                   struct check_in *out);

/* Nobody sits with a team for so long: whoever took it has forgotten to end it, and another
 * coach may take it. */
enum { CHECK_IN_MINUTES_MOST = 30 };
bool check_in_lapsed(const struct check_in *check_in, int64_t now_ms);

/* A coach has to go there, and nobody does. */
bool check_in_is_open(const struct check_in *check_in, int64_t now_ms);

/* That person is there now. */
bool check_in_is_of(const struct check_in *check_in, const char *who);

/* Why `who` can't do it, with the place {coach}; TEXT_NONE: they can. */
enum text_id check_in_refused(const struct check_in *check_in, enum check_in_move move,
                              const char *who, int64_t now_ms);

/* In this kind of phase they are suggested. */
bool check_in_phase(const char *kind);

/* Who is there, or was, as `who` reads it: "Kim is there since 12:10"; "" while it is due. Gives
 * the length. */
size_t check_in_told(const struct check_in *check_in, const char *who, int64_t now_ms, char *out,
                     size_t size);

/* ---- where to go, and what to ask there ---- */

struct check_in_signs {
    bool seen;                  /* somebody was at a console of theirs */
    bool made;                  /* a query, a pivot, a card */
    size_t questions, findings; /* cards on the board */
    size_t bare;                /* findings without evidence, */
    size_t careless;            /* and without a caveat */
    size_t obstacles;
    size_t deck;  /* starred findings */
    size_t calls; /* so often they have called a coach, whatever became of it */
};

/* Where a coach is needed more comes first: below 0 when it is a. */
int check_in_compare(const struct check_in_signs *a, const struct check_in_signs *b);

enum { CHECK_IN_ASK_MOST = 5 };

/* A question in plain words, with the place {count}. */
struct check_in_question {
    enum text_id id;
    size_t count;
};

/* What to ask, what weighs most first; one that fits every team is the last. Gives how many. */
size_t check_in_ask(const struct check_in_signs *signs,
                    struct check_in_question out[CHECK_IN_ASK_MOST]);

/* One of them as words into out; gives the length. */
size_t check_in_words(const struct check_in_question *question, char *out, size_t size);

#endif

/*
 * Quiet teams: quiet does not mean fine. From what is known of a team – who is there, what they
 * look at, what they did – it is judged whether a coach should go and sit down with them, and
 * why, in words. Pure rules: the events come from whoever watches.
 */
#ifndef DATAJAM_JAM_QUIET_H
#define DATAJAM_JAM_QUIET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum quiet_event_kind {
    QUIET_COME, /* a console was opened */
    QUIET_GO,   /* and closed */
    QUIET_KEY,  /* a key was pressed */
    QUIET_VIEW, /* something else is looked at: words */
    QUIET_WORK, /* a query, a pivot, a card: something was made */
    QUIET_UNDO  /* a filter or a step was taken back */
};

/* One thing that happened; events are given in the order of their times. */
struct quiet_event {
    int64_t at_ms;
    enum quiet_event_kind kind;
    const char *person;
    const char *words; /* of QUIET_VIEW: "Pivot · case_type × office"; else NULL */
};

struct quiet_when {
    int64_t now_ms;
    const char *phase;      /* its kind: "analysis"; "": no agenda is known */
    int64_t phase_since_ms; /* nothing counts against a team from before; 0: not known */
    bool asked;             /* they have asked for a coach: the queue knows them already */
};

/* In the order in which a coach should go there. */
enum quiet_reason {
    QUIET_NONE,
    QUIET_UNDOING, /* many steps taken back in a short while */
    QUIET_STUCK,   /* the same view for long, with keys pressed */
    QUIET_AWAY,    /* nobody is there, or nobody touches a key */
    QUIET_ALONE,   /* one person works, the others only sit there */
    QUIET_IDLE,    /* they look around, but nothing is made */
    QUIET_REASONS
};

struct quiet_judgement {
    enum quiet_reason reason;
    int64_t minutes;    /* for how long; of QUIET_UNDOING: within how many */
    int64_t steps;      /* QUIET_UNDOING: taken back */
    const char *words;  /* QUIET_STUCK: the view; of the events */
    const char *person; /* QUIET_ALONE: who works */
    int64_t here;       /* people who are there */
};

void quiet_judge(const struct quiet_event *events, size_t count, const struct quiet_when *when,
                 struct quiet_judgement *out);

/* In that order a coach goes round: below 0 when a comes first. Teams without a reason are
 * equal. */
int quiet_compare(const struct quiet_judgement *a, const struct quiet_judgement *b);

/* The reason as a sentence into out; "" for none. Gives its length. */
size_t quiet_words(const struct quiet_judgement *judgement, char *out, size_t size);

/* Teams are looked after in that kind of phase. */
bool quiet_phase_counts(const char *phase);

#endif

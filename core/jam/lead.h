/*
 * What a team's lead wants to know at a glance: who does what, which questions are open, how
 * far the deck is and whether it fits into the time, and a checklist of what a lead does in a
 * day. Pure rules; the file is read by core/service/lead.
 */
#ifndef DATAJAM_JAM_LEAD_H
#define DATAJAM_JAM_LEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/card.h"
#include "core/base/span.h"
#include "core/base/text.h"
#include "core/jam/deck.h"

/* ---- the checklist, in the order of the day ---- */

enum lead_item {
    LEAD_INTRODUCTIONS,
    LEAD_TOPIC,
    LEAD_SPLIT,
    LEAD_PRESENTATION,
    LEAD_FRUSTRATION,
    LEAD_ITEMS
};

const char *lead_item_name(enum lead_item item); /* in files: "introductions" */
/* The same, in any case; the beginning will do where it says which. */
bool lead_item_from_name(struct span name, enum lead_item *out);
enum text_id lead_item_label(enum lead_item item); /* "Introductions" */
enum text_id lead_item_how(enum lead_item item);   /* one plain sentence of how */

/* ---- cards ---- */

struct lead_card {
    struct deck_card deck;
    int64_t id;
    enum board_column column;
    const char *by;
    int64_t at_ms;
    bool answered; /* it is tied to a finding or a myth that stands on the board */
};

/* A question that nobody has answered: on the board, not among findings, tied to none. */
bool lead_is_open(const struct lead_card *card);

/* Puts open questions into the order in which a lead looks at them: those that nobody has,
 * then those that somebody has, in both the oldest first. */
void lead_order_questions(const struct lead_card **questions, size_t count);

/* The name is among those who look at it: "Kim, Robin". In any case. */
bool lead_looks_at(const char *assignee, const char *name);

/* The next of those names; false: there is none. */
bool lead_next_name(struct span *rest, struct span *name);

/* ---- the deck ---- */

/* What a card of the deck lacks, one bit each. */
enum lead_gap {
    LEAD_NO_EVIDENCE = 1, /* nothing is pinned to a finding */
    LEAD_NO_CAVEAT = 2,   /* a finding does not say what to look out for */
    LEAD_TELLS = 4,       /* its words have a number that is hidden in its figures */
    LEAD_CHANGED = 8,     /* the figures of now are others than those that were pinned */
    LEAD_MASKED = 16,     /* some of its figures are hidden: their groups are too small */
    LEAD_GAPS = 5         /* so many there are */
};

/* Those that the card itself tells: evidence and caveat. */
unsigned lead_gaps(const struct lead_card *card);

/* The i-th of LEAD_GAPS, the worst first. */
enum lead_gap lead_gap_at(size_t i);
enum text_id lead_gap_words(enum lead_gap gap); /* "nothing pinned to it" */
enum text_id lead_gap_how(enum lead_gap gap);   /* what to do about it */

/* Minutes that the deck takes: one for each slide but the first, which is the title. */
int64_t lead_minutes(size_t slides);

/* ---- people ---- */

struct lead_person {
    const char *name;
    bool here;
    bool coach;
    const char *looks; /* what is on their screen; "" where they are not here */
    int64_t looks_ms;  /* since when */
    int64_t input_ms;  /* of their last key */
    int64_t writes;    /* id of the card that they write on; 0: none */
    const char *last;  /* what they last did today, a sentence; "": nothing that is kept */
    int64_t last_ms;   /* of that */
    size_t own, down;  /* cards that they wrote; cards that they are still to look at */
};

/* The one of that name, in any case; a new one is added where there is room. NULL: no room. */
struct lead_person *lead_person_of(struct lead_person *people, size_t *count, size_t most,
                                   const char *name);

/* A console of theirs looks at that; of several that of the last key counts. */
void lead_sees(struct lead_person *person, const char *looks, int64_t looks_ms, int64_t input_ms,
               int64_t writes);

/* What they did, told from the newest on: the first one counts. */
void lead_did(struct lead_person *person, const char *words, int64_t at_ms);

/* Counts what each of them has written and is still to look at. */
void lead_count_cards(struct lead_person *people, size_t count, const struct lead_card *cards,
                      size_t card_count);

/* Still to be looked at by somebody: an open question, another card that is not in the showcase
 * yet, or one there that lacks something. */
bool lead_is_to_do(const struct lead_card *card);

/* Those who are here first, coaches last, by name. */
void lead_order_people(struct lead_person *people, size_t count);

/* ---- the parts of the screen ---- */

enum lead_part { LEAD_QUESTIONS, LEAD_PEOPLE, LEAD_TO_MEND, LEAD_CHECKLIST, LEAD_PARTS };

/* In the order in which they matter in a phase of that kind ("": none is known): LEAD_PARTS of
 * them. */
const enum lead_part *lead_parts(const char *phase_kind);

/* ---- words ---- */

/* How long: "now", "42 min", "1 h 05", "3 days"; out of at least 32 bytes. Gives out. */
char *lead_since(char *out, size_t size, int64_t ms);

#endif

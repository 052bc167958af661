/*
 * The deck: which cards of the board make which slides, in which order, and how far it is.
 * A title, what was asked, the starred findings in their order, myths, next steps; a slide
 * that would be empty is left out.
 */
#ifndef DATAJAM_JAM_DECK_H
#define DATAJAM_JAM_DECK_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/card.h"

/* A card as the rules see it, in the order of the board. */
struct deck_card {
    enum card_kind kind;
    bool starred, archived;
    size_t evidence;          /* pieces that are pinned to it */
    const char *const *texts; /* CARD_TEXTS of them, none NULL */
};

enum deck_slide_kind {
    DECK_TITLE,
    DECK_ASKED,   /* the frame of the problem and the questions */
    DECK_FINDING, /* a starred card that says something by itself; one for each evidence */
    DECK_MYTHS,
    DECK_NEXT, /* what should follow, and actions */
    DECK_SLIDE_KINDS
};

struct deck_slide {
    enum deck_slide_kind kind;
    size_t card;        /* DECK_FINDING: its place among the cards, */
    size_t part, parts; /* and which of its pieces of evidence, from 0; parts 0: it has none */
};

/* As many as there may be at most. */
size_t deck_slides_most(const struct deck_card *cards, size_t count);
/* Fills out, which has room for that many; gives how many there are. */
size_t deck_slides(const struct deck_card *cards, size_t count, struct deck_slide *out);

/* Does the card stand on the slide of that kind? */
bool deck_has(enum deck_slide_kind kind, const struct deck_card *card);

/* How far the deck is. */
struct deck_meter {
    size_t findings; /* that are starred, */
    size_t without;  /* and those among them that nothing is pinned for */
};
struct deck_meter deck_measure(const struct deck_card *cards, size_t count);

#endif

/*
 * What a card of the board is made of: its kind, its column, its fields, and their names as
 * they stand in the team file, in the log and on the command line. Everything that can be
 * changed on a card is a field with a text, so that changing, history, undo and two people
 * at the same card are one way for all.
 */
#ifndef DATAJAM_BASE_CARD_H
#define DATAJAM_BASE_CARD_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/span.h"

enum card_kind {
    CARD_QUESTION,
    CARD_FINDING,
    CARD_MYTH,
    CARD_OBSTACLE,
    CARD_ACTION,
    CARD_NOTE,
    CARD_BOARD_KINDS,              /* those before stand on the board */
    CARD_FRAME = CARD_BOARD_KINDS, /* a part of the frame of the problem, above it */
    CARD_KINDS
};

enum board_column {
    BOARD_QUESTIONS,
    BOARD_WORKING,
    BOARD_FINDINGS,
    BOARD_SHOWCASE, /* exactly the starred cards, in the order of the deck */
    BOARD_COLUMNS
};

enum card_field {
    CARD_TEXT,     /* the question; the claim; what people say; … */
    CARD_CAVEAT,   /* what to look out for; the hint of a part of the frame */
    CARD_FOLLOWS,  /* what should follow */
    CARD_SEEN,     /* seen as true by someone who does the work: "yes", "not yet", "no" */
    CARD_VERDICT,  /* of a myth: "holds", "busted", "mixed", "can't tell" */
    CARD_BARRIER,  /* of an obstacle: "quality", "access", "law", "skills" */
    CARD_REMOVER,  /* who could remove it */
    CARD_WHOM,     /* an action: for whom */
    CARD_DUE,      /* by when */
    CARD_MEASURE,  /* measured how */
    CARD_DATASET,  /* which dataset, by name */
    CARD_ASSIGNEE, /* who looks at it */
    CARD_TAGS,     /* "rent, families" */
    CARD_THEME,    /* what questions are grouped by; the title of a part of the frame */
    CARD_TEXTS,    /* those before are written by people; those behind tell where it stands */
    CARD_KIND = CARD_TEXTS,
    CARD_COLUMN,
    CARD_POSITION, /* a number, growing downwards within the column */
    CARD_STAR,     /* "1" or "0" */
    CARD_ARCHIVED, /* "1" or "0" */
    CARD_FIELDS
};

const char *card_kind_name(enum card_kind kind);         /* "question" */
const char *board_column_name(enum board_column column); /* "working on" */
const char *card_field_name(enum card_field field);      /* "caveat" */

/* The same, in any case; false: no such name. Of columns and kinds the beginning will do
 * where it says which ("work", "find"). */
bool card_kind_from_name(struct span name, enum card_kind *out);
bool board_column_from_name(struct span name, enum board_column *out);
bool card_field_from_name(struct span name, enum card_field *out);

/* Where a new card of that kind stands. */
enum board_column card_kind_column(enum card_kind kind);

/* Does a card of that kind have the field? Those that tell where it stands, all have. */
bool card_kind_has(enum card_kind kind, enum card_field field);

/* The fields with a closed list of values, NULL-ended; NULL: any text will do. */
const char *const *card_field_choices(enum card_field field);

#endif

/*
 * The deck of a team, ready to be presented or written: slides with their texts, and the
 * figures of evidence as they were pinned, masked. Whoever shows it asks nothing else.
 */
#ifndef DATAJAM_SERVICE_DECK_H
#define DATAJAM_SERVICE_DECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/analysis/chart.h"
#include "core/analysis/masking.h"
#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/jam/deck.h"
#include "core/service/evidence.h"

struct card;

/* The card as the rules of the deck see it, with so many pieces of evidence. It lives as long. */
struct deck_card deck_card_of(const struct card *card, size_t evidence);

/* Figures as texts. cells[r * columns + c]; a figure that is hidden says so. */
struct deck_table {
    const char **heads;
    const char **cells;
    bool *number; /* of each column: flush right */
    size_t columns, rows, labels;
    int64_t all_rows, all_columns; /* more than rows and columns: it was cut off */
    bool largest; /* its largest lines were kept, and the totals; else those that came first */
};

/* A piece of evidence on a slide. */
struct deck_piece {
    const char *kind; /* "pivot", "chart", … */
    const char *title;
    const char *sentence; /* what the figures say, worked out from what is shown; or "" */
    const char *dataset;
    const char *filters; /* in words, or "" */
    const char *rows;    /* "12,408", or "<5" */
    const char *by;
    int64_t at_ms;
    enum evidence_state state; /* against the figures of now */
    struct mask_outcome mask;
    struct deck_table table;
    const struct chart *chart; /* of the same figures; NULL: they have none */
};

/* A line of a slide that is a list. */
struct deck_line {
    const char *label; /* in front: "busted", a part of the frame, or "" */
    const char *text;
    const char *detail; /* behind: for whom, by when, …, or "" */
};

struct deck_page {
    enum deck_slide_kind kind;
    const char *title; /* the claim; "What we asked"; of the title slide that of the topic */
    /* DECK_FINDING */
    int64_t card;                        /* id */
    const char *caveat, *follows, *seen; /* or "" */
    const struct deck_piece *piece;      /* NULL: nothing is pinned to it */
    const char *tells; /* a number in its texts that is hidden in its figures; "": none */
    size_t part, parts;
    /* the others */
    struct deck_line *lines;
    size_t line_count;
};

struct deck {
    const char *jam, *team; /* or "" */
    const char *date;       /* "2026-05-12" */
    int64_t minimum;        /* smaller groups are hidden */
    bool masked;            /* something was */
    bool changed;           /* figures of now are others somewhere */
    size_t telling;         /* slides whose texts have a number that is hidden in the figures */
    struct deck_meter meter;
    struct deck_page *pages;
    size_t count;
};

/* In arena. No transaction may be open. */
enum status deck_make(const struct evidence_ground *ground, struct arena *arena, struct deck *out,
                      struct error *err);

/* What is to be known of a piece, whole sentences in arena; at most DECK_NOTES. NULL in
 * out[0]: no memory. */
enum { DECK_NOTES = 7 };
size_t deck_notes(struct arena *arena, const struct deck *deck, const struct deck_piece *piece,
                  const char *out[DECK_NOTES]);

#endif

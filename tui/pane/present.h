/*
 * The deck over the whole screen, a slide at a time. It is worked out by a job of the Board
 * pane, which opens it here when it is back.
 */
#ifndef DATAJAM_PANE_PRESENT_H
#define DATAJAM_PANE_PRESENT_H

#include <stdbool.h>

#include "core/service/deck.h"
#include "tui/console/app.h"
#include "tui/console/overlay.h"

struct present {
    struct overlay head;
    struct arena *arena; /* of the deck */
    const struct deck *deck;
    size_t at;         /* the slide */
    bool table;        /* figures instead of the picture */
    int top;           /* lines that a list or table is scrolled down, */
    int top_most;      /* as far as that goes: set by drawing */
    enum text_id note; /* in place of the keys until the next one; TEXT_NONE */
    bool quits;        /* leaving it ends the console */
    int width;         /* of the screen when it was drawn */
};

/* Asks for the deck, as words of "board.present": "quit" ends the console when it is left. */
void present_ask(struct pane *pane, const char *words);
/* The job is back: shows the deck. */
void present_take(struct pane *pane, struct job *job);

/* Writes a report into a new folder beside the team file, and says where. */
void present_report(struct pane *pane);
void present_take_report(struct pane *pane, struct job *job);

/* present_draw.c */
void present_draw(struct overlay *head, const struct surface *screen);
void present_describe(const struct overlay *head, struct buffer *out);

/* A piece is shown as its picture, not as its figures. */
bool present_shows_picture(const struct present *present);

#endif

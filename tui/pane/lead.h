/*
 * The lead's screen: over the panes, for whoever leads the team. It belongs to the Board pane,
 * whose cards it opens and hands out. What it shows is read by jobs, and anew whenever the team
 * file changes or somebody comes and goes.
 */
#ifndef DATAJAM_PANE_LEAD_H
#define DATAJAM_PANE_LEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/service/lead.h"
#include "tui/console/app.h"
#include "tui/console/overlay.h"

enum lead_row_kind {
    LEAD_ROW_HEADING, /* these two can't be chosen */
    LEAD_ROW_NOTE,
    LEAD_ROW_QUESTION,
    LEAD_ROW_PERSON,
    LEAD_ROW_GAP,
    LEAD_ROW_ITEM
};

/* A line of the list. */
struct lead_row {
    enum lead_row_kind kind;
    enum text_id words;               /* of a heading or a note */
    const struct lead_card *card;     /* of a question or a gap */
    const struct lead_person *person; /* of a person */
    enum lead_gap gap;
    enum lead_item item;
};

struct lead_screen {
    struct overlay head;
    struct arena *home; /* of view; NULL: not read yet */
    const struct lead_view *view;
    struct arena *checks_home; /* of checks; NULL: none yet */
    const struct lead_check *checks;
    size_t check_count;
    bool checking, check_again, check_failed; /* again: something has changed meanwhile */

    struct lead_row *rows;
    size_t row_count, cursor, top;
    size_t shown; /* lines of the list that the screen has room for: set by drawing */
    bool roomy;   /* and a line between its parts, too */
    int list_y;   /* where they begin, in the box */

    int64_t *choices; /* of the list that is open: ids of cards */
    size_t choice_count;
    char person[160]; /* and whom it is about */
};

/* Opens it. */
void lead_open(struct pane *pane);
/* Reads it anew where it is open. */
void lead_read_anew(struct pane *pane);
/* Another phase: other parts come first. */
void lead_phase_changed(struct pane *pane);
/* True: the job is one of the screen's, and was taken. */
bool lead_take(struct pane *pane, struct job *job);

/* ---- for its files ---- */

/* NULL: it is not open. */
struct lead_screen *lead_screen_of(const struct app *app);
/* NULL: the cursor stands on nothing. */
const struct lead_row *lead_row_now(const struct lead_screen *screen);

/* lead_rows.c: the lines from view and checks; the cursor stays on what it was on. False: no
 * memory. */
bool lead_make_rows(struct lead_screen *screen);
bool lead_row_is_choice(const struct lead_row *row);
/* The line of the list, from its first one in sight, that a row stands in; and back. */
int lead_line_of(const struct lead_screen *screen, size_t at);
size_t lead_row_in(const struct lead_screen *screen, int line); /* row_count: none */
void lead_move(struct lead_screen *screen, int by);
void lead_next_part(struct lead_screen *screen, int by);

/* lead_job.c */
void lead_submit_read(struct pane *pane);
void lead_submit_tick(struct pane *pane, enum lead_item item, bool on);

/* lead_act.c: what keys do. */
void lead_act(struct lead_screen *screen, const struct key *key);

/* What is on somebody's screen; here it is this one. */
const char *lead_looks(const struct lead_screen *screen, const struct lead_person *person);

/* lead_about.c: sentences on the line that the cursor stands on. */
enum { LEAD_ABOUT_ROWS = 3, LEAD_WORDS = 600 };
struct lead_about {
    char lines[LEAD_ABOUT_ROWS][LEAD_WORDS];
    int count;
};
void lead_tell_about(const struct lead_screen *screen, struct lead_about *out);

/* lead_draw.c */
void lead_draw(struct overlay *head, const struct surface *screen);
void lead_describe(const struct overlay *head, struct buffer *out);
bool lead_cursor(const struct overlay *head, int *x, int *y);

#endif

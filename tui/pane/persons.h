/*
 * One row for each person, over the Data pane: for each column its first, last, highest and lowest
 * value can be ticked, and what comes of it is seen below. Enter makes it a dataset of its own.
 */
#ifndef DATAJAM_PANE_PERSONS_H
#define DATAJAM_PANE_PERSONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/service/per_person.h"
#include "tui/console/overlay.h"

struct job;
struct pane;
struct surface;

enum { PERSONS_ROWS = 3 }; /* of the new dataset that are shown */

/* What comes of it: its heads, and the first rows as texts, row after row. In its job's arena. */
struct persons_answer {
    int64_t people, rows, nameless;
    size_t width;
    const char **heads;
    const char **cells;
    size_t row_count;
};

struct persons_overlay {
    struct overlay head;
    struct arena *arena; /* of the answer; NULL: none yet */
    const struct persons_answer *answer;
    bool waiting;
    struct error err;
    uint64_t wanted;

    int64_t dataset, person, when;    /* ids */
    char name[200];                   /* of the column of persons */
    bool (*ticked)[PER_PERSON_WHATS]; /* of each column of the dataset */
    size_t count;                     /* of columns */
    size_t cursor, top;               /* column */
    int what;                         /* and which of its ticks */
    int height;
};

/* Asks for the column of persons where the dictionary names none. */
void persons_open(struct pane *pane);

/* A job of it is back: a look, or the dataset. */
void persons_take(struct pane *pane, struct job *job);
void persons_take_made(struct pane *pane, struct job *job);

/* persons_job.c */
void persons_look(struct persons_overlay *overlay);
void persons_make(struct persons_overlay *overlay, const char *name);

/* persons_draw.c */
bool persons_can(const struct persons_overlay *overlay, size_t column, int what);
void persons_draw(struct overlay *head, const struct surface *screen);
bool persons_cursor(const struct overlay *head, int *x, int *y);
void persons_describe(const struct overlay *head, struct buffer *out);
/* The column and the tick at a place inside the box; false: there is none. */
bool persons_at(const struct persons_overlay *overlay, int x, int y, size_t *column, int *what);

#endif

/*
 * A look at a new column before it is made: what was asked for becomes a recipe on the worker,
 * its values are counted and its first rows shown. For the overlays that make columns.
 */
#ifndef DATAJAM_PANE_LOOK_H
#define DATAJAM_PANE_LOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/service/derive.h"
#include "tui/console/surface.h"

struct job;
struct pane;

enum { LOOK_LINES = 4, LOOK_VALUES = 100, LOOK_ROWS = 30 };

/* What is wanted: a form with its choice and lines (form.h), or a recipe as JSON. */
struct look_wish {
    int64_t dataset, column; /* ids */
    size_t form, choice;
    const char *lines[LOOK_LINES];
    const char *json; /* NULL: the form counts */
};

/* What came of it; in the look's arena. */
struct look_answer {
    struct recipe recipe;
    struct derive_preview preview;
    const char *names[RECIPE_SOURCES]; /* of the columns it is made of */
};

/* Zero-initialise it. */
struct look {
    struct arena *arena;
    const struct look_answer *answer; /* of the last wish that made sense; NULL: none yet */
    bool current;                     /* it is of the last wish */
    bool waiting;
    struct error err; /* what is wrong with the last wish */
    uint64_t wanted;
};

void look_free(struct look *look);

/* Asks; the wish is copied. */
void look_submit(struct look *look, struct pane *pane, const struct look_wish *wish);

/* A reply of the lane. False: it is an old one. */
bool look_take(struct look *look, struct job *job);

/* Values with their rows at the left, first rows at the right; name is the new column's. */
void look_draw(const struct look *look, const struct surface *surface);

/* The same in lines of text. */
void look_describe(const struct look *look, struct buffer *out);

#endif

/*
 * Values of a text column that are probably the same, over the screen: groups to be ticked,
 * each with the form that all of it will be written in, and its members, each of which may be
 * left out. What was ticked becomes a column beside the old one.
 */
#ifndef DATAJAM_PANE_CLEAN_H
#define DATAJAM_PANE_CLEAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/service/clean.h"
#include "tui/console/overlay.h"
#include "tui/widget/line.h"

struct job;

/* What was chosen for a group. */
struct clean_group {
    bool ticked;
    bool *left_out;    /* of its members */
    size_t form;       /* the member that gives the form, */
    const char *typed; /* or one that was typed; NULL: the member */
};

/* A line of the list: a group, or one of its members. */
struct clean_line {
    size_t group;
    size_t member; /* CLEAN_HEAD: the group itself */
};

#define CLEAN_HEAD ((size_t)-1)

struct clean_overlay {
    struct overlay head;
    struct arena *arena; /* of what was read; NULL: it is being read */
    struct clean_column column;
    struct clean_group *groups; /* beside column.groups */
    struct clean_line *lines;   /* that fit what was typed */
    size_t line_count;
    size_t cursor, top; /* in lines */
    int height;
    struct line search;
    bool typing;      /* the last key went to the search line */
    struct error err; /* why there is nothing, or why no column was made */

    size_t position;     /* of the column in the dataset */
    int64_t dataset, id; /* ids */
    char name[200];
    enum cleaning_way ways; /* how far groups go */
    uint64_t wanted;        /* number of the last job; older answers are of no use */

    int64_t changing;     /* a column that was made so before; 0: a new one is made */
    struct arena *kept;   /* of its recipe; NULL: a new one */
    struct recipe former; /* as it is now */
};

/* Opens it for the column at a position, which must have texts. */
void clean_open(struct pane *pane, size_t position);

/* The same for a column that was made of it so (an id), with what was chosen then. */
void clean_change(struct pane *pane, size_t position, const char *recipe, int64_t made);

/* A job of it is back. */
void clean_take(struct pane *pane, struct job *job);

/* clean_job.c */
/* A job that reads a column (its result is a struct clean_column), to be submitted; NULL: no
 * memory. */
struct job *clean_read_job(struct pane *pane, int64_t dataset, int64_t column,
                           enum cleaning_way ways);
void clean_submit(struct clean_overlay *overlay);
void clean_take_reply(struct clean_overlay *overlay, struct job *job);

/* clean_choose.c: lines, ticks and forms. */
void clean_list(struct clean_overlay *overlay); /* lines anew, by what was typed */
void clean_tick(struct clean_overlay *overlay);
void clean_tick_all(struct clean_overlay *overlay);
void clean_use_form(struct clean_overlay *overlay); /* of the member under the cursor */
void clean_type_form(struct clean_overlay *overlay, const char *text);
/* The form of a group as it will be written. */
struct span clean_form(const struct clean_overlay *overlay, size_t group);
/* The group under the cursor; false: there is none. */
bool clean_current(const struct clean_overlay *overlay, struct clean_line *out);
/* What would be written otherwise: values, the groups and rows that they are of. */
struct clean_sum {
    size_t groups, values;
    int64_t rows;
};
struct clean_sum clean_sum(const struct clean_overlay *overlay);
/* In arena; NULL: no memory. */
struct cleaning_choice *clean_choices(const struct clean_overlay *overlay, struct arena *arena);
/* What was chosen stays chosen where the new groups have the same values. */
void clean_keep(struct clean_overlay *overlay, const struct clean_overlay *former);
/* The choices of the recipe that is being changed (one for each group) are those of the groups. */
void clean_choose(struct clean_overlay *overlay, const struct cleaning_choice *choices);

/* clean_draw.c */
void clean_draw(struct overlay *head, const struct surface *screen);
bool clean_cursor(const struct overlay *head, int *x, int *y);
void clean_describe(const struct overlay *head, struct buffer *out);

#endif

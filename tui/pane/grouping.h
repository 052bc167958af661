/*
 * Values put together in groups, over the screen: tick values, give them a name, and so on; what
 * is in no group stays, gets one name, or becomes empty.
 */
#ifndef DATAJAM_PANE_GROUPING_H
#define DATAJAM_PANE_GROUPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/service/derive.h"
#include "tui/console/overlay.h"
#include "tui/pane/look.h"
#include "tui/widget/line.h"

struct job;
struct pane;

enum { GROUPING_MOST = 60, GROUPING_NONE = -1, GROUPING_VALUES = 20000 };

struct grouping_value {
    struct span text; /* len 0: empty cells */
    int64_t rows;
    int group; /* GROUPING_NONE */
    bool ticked;
};

struct grouping_overlay {
    struct overlay head;
    struct arena *arena; /* of the values and names; NULL: they are being counted */
    struct grouping_value *values;
    size_t count;
    const char *names[GROUPING_MOST];
    size_t name_count;
    size_t *shown; /* values that fit what was typed */
    size_t shown_count, cursor, top;
    int height;
    struct line search;
    bool typing;           /* the last key went to the search line */
    enum recipe_rest rest; /* what becomes of the others */
    struct look look;
    struct error err;
    bool enter; /* was pressed while the look was under way */

    int64_t dataset, column;
    size_t position;
    int64_t changed;    /* the column that gets other groups; 0: a new one */
    const char *former; /* its recipe, to begin with, in an arena of its own */
    struct arena *former_home;
    char name[200];
};

/* Opens it for the column at a position. former: the recipe to begin with as JSON, or NULL. */
void grouping_open(struct pane *pane, size_t position, const char *former, int64_t changed);

/* The values are there, or a look is. False: it is not open. */
bool grouping_take(struct pane *pane, struct job *job);

/* grouping_values.c: the job that counts the values. */
void grouping_submit(struct grouping_overlay *overlay);
void grouping_take_values(struct grouping_overlay *overlay, struct job *job);
bool grouping_is_values(const struct job *job);

/* grouping_choose.c */
void grouping_narrow(struct grouping_overlay *overlay); /* by what was typed */
size_t grouping_ticked(const struct grouping_overlay *overlay);
/* The ticked values into the group of that name; false: no memory, or too many groups. */
bool grouping_put(struct grouping_overlay *overlay, const char *name);
/* The value under the cursor out of its group. */
void grouping_take_out(struct grouping_overlay *overlay);
size_t grouping_used(const struct grouping_overlay *overlay); /* groups that have values */
/* The recipe as JSON in arena; NULL: no memory, or no group. */
const char *grouping_json(const struct grouping_overlay *overlay, struct arena *arena);
/* Puts values where a recipe has them. */
void grouping_begin_with(struct grouping_overlay *overlay, const char *json);

/* grouping_draw.c */
void grouping_draw(struct overlay *head, const struct surface *screen);
bool grouping_cursor(const struct overlay *head, int *x, int *y);
void grouping_describe(const struct overlay *head, struct buffer *out);

#endif

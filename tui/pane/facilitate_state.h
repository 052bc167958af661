/* For the files of the facilitator's console only. */
#ifndef DATAJAM_PANE_FACILITATE_STATE_H
#define DATAJAM_PANE_FACILITATE_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/service/coach.h"
#include "core/service/day.h"
#include "core/service/rules_set.h"
#include "tui/console/job.h"
#include "tui/console/pane.h"

struct facilitate_view {
    struct day_loaded loaded;
    struct rules rules;
    bool opened;          /* the data, just now */
    const char *stays;    /* why they could not be; NULL: nothing is to be told */
    struct coach_jam jam; /* its teams, by name */
};

struct facilitate {
    struct arena *home;                 /* of the view */
    const struct facilitate_view *view; /* NULL: not read yet */
    char to[256];                       /* the folder of the team that is spoken to; "": all */
};

/* Reads the day anew, and again after a while; does something to the clock; announces. */
void facilitate_read(struct pane *pane);
void facilitate_do(struct pane *pane, enum day_action action, int64_t minutes);
void facilitate_say(struct pane *pane, const char *text);

/* facilitate_teams.c: a line for each team from row y on, and the same in words. */
void facilitate_draw_teams(const struct surface *surface, int y,
                           const struct facilitate_view *view);
void facilitate_describe_teams(const struct facilitate_view *view, struct buffer *out);

/* One of them is back. */
void facilitate_taken(struct pane *pane, struct job *job);

#endif

/* For the files of the facilitator's console only. */
#ifndef DATAJAM_PANE_FACILITATE_STATE_H
#define DATAJAM_PANE_FACILITATE_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/service/day.h"
#include "core/service/rules_set.h"
#include "tui/console/job.h"
#include "tui/console/pane.h"

struct facilitate_team {
    const char *name;
    const char *topic;
    int64_t written_ms; /* its file, last; 0: not known */
};

struct facilitate_view {
    struct day_loaded loaded;
    struct rules rules;
    bool opened;       /* the data, just now */
    const char *stays; /* why they could not be; NULL: nothing is to be told */
    struct facilitate_team *teams;
    size_t team_count;
};

struct facilitate {
    struct arena *home;                 /* of the view */
    const struct facilitate_view *view; /* NULL: not read yet */
};

/* Reads the day anew; does something to the clock; announces to all. */
void facilitate_read(struct pane *pane);
void facilitate_do(struct pane *pane, enum day_action action, int64_t minutes);
void facilitate_say(struct pane *pane, const char *text);

/* One of them is back. */
void facilitate_taken(struct pane *pane, struct job *job);

#endif

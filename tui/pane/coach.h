/* The coach's console: calls of all teams, and the teams, in one list. */
#ifndef DATAJAM_PANE_COACH_H
#define DATAJAM_PANE_COACH_H

#include "tui/console/pane.h"

extern const struct pane_class coach_pane;

/* What the coach wanted to open when the console ended. */
struct coach_wish {
    const char *team_file; /* "": nothing, it was the end */
    const char *pane;      /* with the view of a call; both "" without one */
    const char *view;
    const char *asker; /* of the call, who is followed there, and its words; "" without one */
    const char *words;
    const char *title, *ask; /* of a check-in: a line for each question; "" without one */
};
struct coach_wish coach_wish(const struct pane *pane); /* lives as long as the pane */

#endif

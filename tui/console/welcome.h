/*
 * The first start: "Who are you?" with the names of the team, or a new one. A console of
 * its own with one pane, which ends with the answer.
 */
#ifndef DATAJAM_CONSOLE_WELCOME_H
#define DATAJAM_CONSOLE_WELCOME_H

#include "tui/console/pane.h"

extern const struct pane_class welcome_pane;

/* The name that was chosen; "" while there is none. */
const char *welcome_name(const struct pane *pane);

#endif

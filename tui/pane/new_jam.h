/*
 * A jam from nothing: a form in a console of its own, which ends when the jam is made or the form
 * is left.
 */
#ifndef DATAJAM_PANE_NEW_JAM_H
#define DATAJAM_PANE_NEW_JAM_H

#include "tui/console/pane.h"

extern const struct pane_class new_jam_pane;

/* The folder of the jam that was made; "" when none was. */
const char *new_jam_made(const struct pane *pane);

#endif

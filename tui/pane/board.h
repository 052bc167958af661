/* The Board pane: cards of the team, and the evidence on them. */
#ifndef DATAJAM_PANE_BOARD_H
#define DATAJAM_PANE_BOARD_H

#include "tui/console/pane.h"

extern const struct pane_class board_pane;

#endif

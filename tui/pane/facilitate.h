/* The facilitator's console: the clock, the agenda as planned and as it went, the teams. */
#ifndef DATAJAM_PANE_FACILITATE_H
#define DATAJAM_PANE_FACILITATE_H

#include "tui/console/pane.h"

extern const struct pane_class facilitate_pane;

#endif

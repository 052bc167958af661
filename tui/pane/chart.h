/* The Chart pane: the pivot as a picture. */
#ifndef DATAJAM_PANE_CHART_H
#define DATAJAM_PANE_CHART_H

#include "tui/console/pane.h"

extern const struct pane_class chart_pane;

#endif

/* The SQL pane: a statement to write, and the rows that it gives. */
#ifndef DATAJAM_PANE_QUERY_H
#define DATAJAM_PANE_QUERY_H

#include "tui/console/pane.h"

extern const struct pane_class query_pane;

#endif

/* The table of all panes, in the order of their numbers. */
#ifndef DATAJAM_PANE_PANES_H
#define DATAJAM_PANE_PANES_H

#include <stddef.h>

#include "tui/console/pane.h"

const struct pane_class *const *panes_all(size_t *count);

#endif

/* The Topic pane: what the team is to find out, and what its columns mean. */
#ifndef DATAJAM_PANE_TOPIC_H
#define DATAJAM_PANE_TOPIC_H

#include "tui/console/pane.h"

extern const struct pane_class topic_pane;

#endif

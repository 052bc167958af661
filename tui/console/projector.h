/* The clock for everybody in the room: `datajam clock JAM show`. */
#ifndef DATAJAM_CONSOLE_PROJECTOR_H
#define DATAJAM_CONSOLE_PROJECTOR_H

#include "tui/console/pane.h"

extern const struct pane_class projector_pane;

#endif

/* What the panes do when somebody's view is followed or shown: it becomes the one on the screen.
 * The console says which (app_looked_at); the Data pane is told, and hands it on to here. */
#ifndef DATAJAM_PANE_TOGETHER_H
#define DATAJAM_PANE_TOGETHER_H

#include <stdbool.h>

struct pane;

/* A topic that begins with "together."; false: another one. */
bool together_told(struct pane *pane, const char *topic);

/* The working view has changed: whoever takes a step of their own follows nobody any more. */
void together_work_changed(struct pane *pane);

#endif

/*
 * Opening what was pinned, or what somebody shows: the view becomes the one that is worked on, as
 * a step that can be taken back, in the pane that it is of.
 */
#ifndef DATAJAM_PANE_VIEW_OPEN_H
#define DATAJAM_PANE_VIEW_OPEN_H

#include <stdbool.h>

#include "core/base/text.h"

struct pane;

struct view_opening {
    const char *kind;                /* that of the evidence (core/service/evidence.h) */
    const char *view;                /* its JSON, which may come from anywhere */
    enum text_id words;              /* what is said of the step, */
    enum text_id gone;               /* and when its dataset is not there any more; */
    const struct text_value *values; /* for both */
};

/* False: it could not be opened, and it was said. */
bool view_open(struct pane *pane, const struct view_opening *opening);

#endif

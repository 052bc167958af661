/*
 * Opening what was pinned, or what somebody shows: the view becomes the one that is worked on, as
 * a step that can be taken back, in the pane that it is of.
 */
#ifndef DATAJAM_PANE_VIEW_OPEN_H
#define DATAJAM_PANE_VIEW_OPEN_H

#include <stdbool.h>

#include "core/base/text.h"

struct pane;

/*
 * kind: that of the evidence (core/service/evidence.h); view: its JSON, which may come from
 * anywhere; words: what is said of the step. False: it could not be opened, and it was said;
 * dataset (may be "") names what is missing.
 */
bool view_open(struct pane *pane, const char *kind, const char *view, const char *dataset,
               enum text_id words, const struct text_value *values);

#endif

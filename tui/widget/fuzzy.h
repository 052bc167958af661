/* Fuzzy matching: how well typed letters fit a text. */
#ifndef DATAJAM_WIDGET_FUZZY_H
#define DATAJAM_WIDGET_FUZZY_H

#include "core/base/span.h"

enum { FUZZY_NONE = -1 };

/* Every word of `typed` must be found in text, its letters in order, without regard to case;
 * the more at the starts of words and side by side, the higher. FUZZY_NONE: it doesn't
 * fit. Nothing typed fits everything with 0. */
int fuzzy_score(struct span typed, struct span text);

#endif

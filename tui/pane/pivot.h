/* The Pivot pane: the rows of the dataset grouped and summed up, as in a spreadsheet. */
#ifndef DATAJAM_PANE_PIVOT_H
#define DATAJAM_PANE_PIVOT_H

#include "tui/console/pane.h"

/* Told "pivot.fields", it opens the fields to choose from; told "pivot.rows", "pivot.across"
 * or "pivot.value" with the id of a column, it takes that column there. */
extern const struct pane_class pivot_pane;

#endif

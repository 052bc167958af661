/* The Data pane: the rows of a dataset, any number of them. */
#ifndef DATAJAM_PANE_DATA_H
#define DATAJAM_PANE_DATA_H

#include "tui/console/pane.h"

/* Told "dataset.show" with a name, it shows that dataset. */
extern const struct pane_class data_pane;

#endif

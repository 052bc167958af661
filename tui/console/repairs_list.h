/* The rows of a dataset that its import repaired or set aside, over the screen; a single repair
 * is undone and made again there. */
#ifndef DATAJAM_CONSOLE_REPAIRS_LIST_H
#define DATAJAM_CONSOLE_REPAIRS_LIST_H

#include <stdbool.h>
#include <stdint.h>

#include "tui/console/pane.h"

/* aside: begins with the rows that were set aside. */
void repairs_list_open(struct pane *pane, int64_t dataset, bool aside);

#endif

/* What came of an import: the sum of all rows, what is worth knowing, and what may be next. */
#ifndef DATAJAM_CONSOLE_IMPORT_DONE_H
#define DATAJAM_CONSOLE_IMPORT_DONE_H

#include "core/service/import.h"
#include "tui/console/pane.h"

/* Copies what it shows of the result. path: the file, where it may have another table. */
void import_done_open(struct pane *pane, const struct import_result *result, const char *path);

#endif

/* "Import a file…": choose a file, watch it being imported, see it. */
#ifndef DATAJAM_CONSOLE_IMPORT_FILE_H
#define DATAJAM_CONSOLE_IMPORT_FILE_H

#include "tui/console/pane.h"

/* The command's run: begins in the topic's data folder, else at home. */
void import_file_open(struct pane *pane);

#endif

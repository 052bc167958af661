/* What happens when the program is wrong: the terminal comes back, the log says so, the
 * process ends by the signal. */
#ifndef DATAJAM_CONSOLE_CRASH_H
#define DATAJAM_CONSOLE_CRASH_H

#include "tui/console/restore.h"

/* Catches the signals of bugs from here on. */
void crash_install(void);

/* From here on a crash restores that terminal first; NULL: there is none any more. It must
 * stay as it is meanwhile. */
void crash_set_terminal(const struct restore *restore, int fd);

#endif

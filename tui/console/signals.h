/* Signals as bytes in a pipe, so that the loop deals with them like with keys. */
#ifndef DATAJAM_CONSOLE_SIGNALS_H
#define DATAJAM_CONSOLE_SIGNALS_H

#include <stdbool.h>

/* Catches SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH. Call it before curses, which
 * leaves alone what is taken. False: no pipe. */
bool signals_open(void);
void signals_close(void);

int signals_descriptor(void);

/* The next signal that came, or 0. */
int signals_take(void);

/* Stops this process as SIGTSTP would; returns when it goes on. */
void signals_stop_here(void);

#endif

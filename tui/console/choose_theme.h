/* "Choose a theme…": a list of those that are in the program. */
#ifndef DATAJAM_CONSOLE_CHOOSE_THEME_H
#define DATAJAM_CONSOLE_CHOOSE_THEME_H

#include "tui/console/pane.h"

/* What the person chose is remembered under this name. */
#define CHOOSE_THEME_KEY "console.theme"

/* The command's run. */
void choose_theme_open(struct pane *pane);

/* Puts on the theme that the person chose at a former time, if any. */
void choose_theme_resume(struct app *app);

#endif

/*
 * The terminal: opens it, shows a grid on it, reads bytes from it, gives it back. The only
 * part that knows curses, which it uses for drawing alone.
 */
#ifndef DATAJAM_CONSOLE_TERM_H
#define DATAJAM_CONSOLE_TERM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "core/base/error.h"
#include "tui/console/input.h"
#include "tui/console/restore.h"
#include "tui/console/surface.h"
#include "tui/console/theme.h"

struct term;

/* A UTF-8 locale for characters, whatever the environment says, where there is one; numbers
 * stay as in C. Call it before threads. */
void term_set_locale(void);

/* It was to be had. */
bool term_has_utf8(void);

/* Takes the terminal of standard input and output. *restore is filled for the crash handler
 * and the helper. STATUS_INVALID: it is no terminal. */
enum status term_open(struct term **out, struct restore *restore, struct error *err);

/* Gives it back. NULL is fine. */
void term_close(struct term *term);

/* For a while (SIGTSTP), and again. */
void term_leave(struct term *term);
void term_return(struct term *term);

/* Its size now, at least 1×1; takes notice of a change. */
void term_size(struct term *term, int *columns, int *rows);

/* Bytes that were typed; 0 or less: the end. */
ssize_t term_read(struct term *term, char *out, size_t size);
int term_descriptor(const struct term *term);

/* Teaches input the sequences of this terminal. */
void term_define_keys(const struct term *term, struct input *input);

void term_set_theme(struct term *term, const struct theme *theme);
void term_set_mouse(struct term *term, bool on);

/* The screen is unknown: draw all of it next time. */
void term_repaint(struct term *term);

/* Shows the grid, the cursor at (x, y); x < 0 hides it. One update, only what differs. */
void term_show(struct term *term, const struct grid *grid, int x, int y);

/* The idle marker (idle.h) with the count of all bytes read so far, where tests want it. */
void term_mark_idle(struct term *term);

#endif

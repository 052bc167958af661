/* Drawing where there is no UTF-8: the nearest ASCII sign of a character. */
#ifndef DATAJAM_CONSOLE_TERM_ASCII_H
#define DATAJAM_CONSOLE_TERM_ASCII_H

#include <stdbool.h>
#include <stdint.h>

/* Itself when it is ASCII, '?' when nothing is near. */
char term_ascii(uint32_t character);

/* By what the environment says: a terminal (linux, vt100, …) or a character set that has no
 * more than ASCII for drawing. */
bool term_is_plain(void);

#endif

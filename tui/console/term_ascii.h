/* Drawing where there is no UTF-8: the nearest ASCII sign of a character. */
#ifndef DATAJAM_CONSOLE_TERM_ASCII_H
#define DATAJAM_CONSOLE_TERM_ASCII_H

#include <stdint.h>

/* Itself when it is ASCII, '?' when nothing is near. */
char term_ascii(uint32_t character);

#endif

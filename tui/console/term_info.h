/* What the terminal's description (terminfo) says. Apart from term.c since the header of
 * that library takes common words for itself. */
#ifndef DATAJAM_CONSOLE_TERM_INFO_H
#define DATAJAM_CONSOLE_TERM_INFO_H

/* A sequence by its capability's name; NULL: it has none. */
const char *term_info_string(const char *name);

/* A number; negative: it has none. */
int term_info_number(const char *name);

/* Blanks in colour are written, never left to "erase in this colour", which several
 * terminals and multiplexers get wrong. After newterm. */
void term_info_write_blanks(void);

#endif

/* Owns the questions to terminfo. */
#include "tui/console/term_info.h"

#include <stdio.h>

#include <curses.h>
#include <term.h>

enum { NAME_LIMIT = 16 };

const char *term_info_string(const char *name)
{
    char scratch[NAME_LIMIT]; /* the library wants it writable */
    snprintf(scratch, sizeof scratch, "%s", name);
    const char *value = tigetstr(scratch);
    return value && value != (char *)-1 ? value : NULL; // NOLINT(performance-no-int-to-ptr)
}

int term_info_number(const char *name)
{
    char scratch[NAME_LIMIT];
    snprintf(scratch, sizeof scratch, "%s", name);
    return tigetnum(scratch);
}

void term_info_write_blanks(void)
{
    back_color_erase = FALSE;
}

/*
 * Themes: how each role of the screen looks. A theme is an INI file with a section [roles]:
 *
 *     text = 252 on 234
 *     heading = #ffd787 bold
 *     cursor-row = on 237
 *
 * A look is a foreground, "on" and a background, then bold, dim, reverse, underline,
 * italic; each may be left out, and is then that of text (attributes: none). A colour is
 * `default`, one of the sixteen names (red, bright-red), 0–255, or #rrggbb.
 */
#ifndef DATAJAM_CONSOLE_THEME_H
#define DATAJAM_CONSOLE_THEME_H

#include <stdbool.h>

#include "core/base/error.h"
#include "core/base/span.h"
#include "tui/console/surface.h"

enum { LOOK_BOLD = 1, LOOK_DIM = 2, LOOK_REVERSE = 4, LOOK_UNDERLINE = 8, LOOK_ITALIC = 16 };

/* 0–255: of the palette; THEME_DEFAULT: the terminal's own; THEME_UNSET: not given;
 * THEME_RGB | rrggbb. */
enum { THEME_DEFAULT = -1, THEME_UNSET = -2, THEME_RGB = 0x1000000 };

struct look {
    int foreground;
    int background;
    unsigned attributes;
};

struct theme {
    bool colours;
    struct look looks[THEME_ROLE_COUNT];
};

/* The built-in theme without colours: every difference is an attribute. */
void theme_mono(struct theme *out);

/* Reads a theme; path is for messages. STATUS_INVALID: err has path and line. Roles that
 * the file does not name look like text. */
enum status theme_read(struct theme *out, struct span ini, const char *path, struct error *err);

/* Finds a theme by name ("dark", "mono") or by path, and reads it: the person's own
 * ($XDG_CONFIG_HOME/datajam/themes), the installed ones, the ones in the program. */
enum status theme_load(struct theme *out, const char *name, struct error *err);

/* How a cell looks: its role, the ground under it, its flags. */
struct look theme_look(const struct theme *theme, unsigned style, unsigned ground);

/* The nearest colour of a terminal with that many (256, 16, 8); THEME_DEFAULT stays. */
int theme_nearest(int colour, int colours);

#endif

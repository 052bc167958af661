/*
 * Texts in big letters, five points high, two points to a cell: for who sits at the far end of
 * the room. It has capital letters, digits and common signs; texts with others are not drawn
 * so.
 */
#ifndef DATAJAM_WIDGET_BANNER_H
#define DATAJAM_WIDGET_BANNER_H

#include "core/base/span.h"
#include "tui/console/surface.h"

enum { BANNER_ROWS = 4 }; /* of a line, with the gap below it */

/* Rows that a text takes when it is broken at blanks into lines of so many cells; 0: it can't
 * be drawn so, for its signs or a word that is too long. */
int banner_rows(struct span text, int cells);

/* Cells of it as one line; 0: it can't be drawn so. */
int banner_cells(struct span text);

/* Draws it; gives the rows used, as banner_rows does. */
int banner_draw(const struct surface *surface, int x, int y, int cells, struct span text,
                unsigned style);

#endif

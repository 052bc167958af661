/* The columns of a table that are seen, from left to right: for table.c and table_draw.c, and for
 * whoever draws a line above or below a table. */
#ifndef DATAJAM_WIDGET_TABLE_WALK_H
#define DATAJAM_WIDGET_TABLE_WALK_H

#include "tui/widget/table.h"

struct table_walk {
    const struct table *table;
    size_t next;
    int x; /* of the next column */
    /* The column it stands at: */
    size_t column;
    int at;    /* its x */
    int cells; /* of it that are seen */
    bool whole;
};

struct table_walk table_walk_begin(const struct table *table);
bool table_walk_next(struct table_walk *walk);

/* Cells that quality and sort take behind a title, with the gaps before them. */
int table_title_marks(const struct table_column *column);

#endif

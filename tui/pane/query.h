/* The SQL pane: a statement to write, and the rows that it gives. */
#ifndef DATAJAM_PANE_QUERY_H
#define DATAJAM_PANE_QUERY_H

#include <stdbool.h>
#include <stdint.h>

#include "core/frame/facet.h"
#include "tui/console/pane.h"

extern const struct pane_class query_pane;

/* The values of a column as another pane shows them. */
struct query_facet {
    int64_t column; /* id */
    enum group_cut cut;
    double width;
    enum facet_sort sort;
    bool people;
};

/* Goes to the SQL pane, where they are written as a statement. */
void query_open_facet(struct pane *pane, const struct query_facet *facet);

#endif

/*
 * Putting the cells of a row under the columns where they belong, when there are too many or
 * too few of them: cells that a stray delimiter has parted are joined, a lost delimiter is put
 * back, surplus empty cells go, missing ones come. The shapes of the columns decide.
 */
#ifndef DATAJAM_INGEST_ALIGN_H
#define DATAJAM_INGEST_ALIGN_H

#include <stdbool.h>
#include <stddef.h>

#include "core/ingest/scan.h"
#include "core/ingest/shape.h"

enum { ALIGN_CELLS_MAX = 300 }; /* rows of more are left alone */

/* What was done to a row. */
struct alignment {
    double cost;    /* of the cells under their columns, and of what was done */
    size_t strange; /* cells that are not at home in their columns */
    size_t joined, split, dropped, padded;
};

/* Aligns tokens with `width` columns; the result goes to out. joint stands between two cells
 * that are joined. False: too large, or no memory. */
bool align_cells(const struct cells *tokens, const struct column_shape *shapes, size_t width,
                 const char *joint, struct cells *out, struct alignment *alignment);

/* Cost of cells that are as many as the columns; *strange (may be NULL) counts those that are
 * not at home and of another kind than the column's; gaps_fit: empty ones are none of them. */
double align_cost(const struct cells *cells, const struct column_shape *shapes, size_t width,
                  bool gaps_fit, size_t *strange);

#endif

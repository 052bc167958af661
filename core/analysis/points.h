/*
 * Points of a cloud, gathered on a coarser grid: so that few figures say what many did, and so
 * that a cell has enough rows to be shown.
 */
#ifndef DATAJAM_ANALYSIS_POINTS_H
#define DATAJAM_ANALYSIS_POINTS_H

#include <stddef.h>
#include <stdint.h>

struct point {
    size_t panel; /* of small charts, from 0 */
    double x, y;
    int64_t rows;
};

/* Brings points that share a cell of the grid together, in place, each in the middle of all that
 * it holds; by panel, from left to right. All panels have the same grid, from the least to the
 * greatest of all points. Gives how many there are then. */
size_t points_gather(struct point *points, size_t count, size_t across, size_t up);

/* The finest grid that makes no more than `most` cells of them; gathers on it. */
size_t points_gather_to(struct point *points, size_t count, size_t most);

/* The finest grid on which most rows (four of five) stand in cells of `minimum` rows or more;
 * gathers on it. Without such a grid, on the coarsest. */
size_t points_gather_for(struct point *points, size_t count, int64_t minimum);

#endif

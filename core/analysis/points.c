/* Grids for points. The sizes that are tried are halves of each other, roughly: finer steps
 * would show no other picture. */
#include "core/analysis/points.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

static const struct {
    size_t across, up;
} grids[] = {{80, 48}, {40, 30}, {20, 15}, {14, 10}, {10, 7}, {7, 5}, {5, 4}, {3, 3}};
enum { GRIDS = sizeof grids / sizeof *grids };

struct grid {
    double x, y, width, height; /* where it begins, and of a cell */
    size_t across, up;
};

static struct grid grid_of(const struct point *points, size_t count, size_t across, size_t up)
{
    double least[2] = {INFINITY, INFINITY}, greatest[2] = {-INFINITY, -INFINITY};
    for (size_t i = 0; i < count; i++) {
        least[0] = fmin(least[0], points[i].x);
        least[1] = fmin(least[1], points[i].y);
        greatest[0] = fmax(greatest[0], points[i].x);
        greatest[1] = fmax(greatest[1], points[i].y);
    }
    return (struct grid){least[0],
                         least[1],
                         (greatest[0] - least[0]) / (double)across,
                         (greatest[1] - least[1]) / (double)up,
                         across,
                         up};
}

static size_t step_of(double place, double begin, double width, size_t most)
{
    double step = width > 0 ? floor((place - begin) / width) : 0;
    return step < 0 ? 0 : step >= (double)most ? most - 1 : (size_t)step;
}

static size_t cell_of(const struct grid *grid, const struct point *point)
{
    size_t x = step_of(point->x, grid->x, grid->width, grid->across);
    size_t y = step_of(point->y, grid->y, grid->height, grid->up);
    return (point->panel * grid->across + x) * grid->up + y;
}

static int by_cell(const void *a, const void *b, void *context)
{
    size_t x = cell_of(context, a), y = cell_of(context, b);
    return (x > y) - (x < y);
}

/* In the middle of all rows that it holds. */
static void join(struct point *into, const struct point *point)
{
    double rows = (double)(into->rows + point->rows), part = (double)point->rows;
    if (!(rows > 0))
        return;
    into->x += (point->x - into->x) * part / rows;
    into->y += (point->y - into->y) * part / rows;
    into->rows += point->rows;
}

size_t points_gather(struct point *points, size_t count, size_t across, size_t up)
{
    struct grid grid = grid_of(points, count, across, up);
    size_t used = 0, last = 0;
    qsort_r(points, count, sizeof *points, by_cell, &grid);
    for (size_t i = 0; i < count; i++) {
        size_t cell = cell_of(&grid, &points[i]);
        if (used > 0 && cell == last)
            join(&points[used - 1], &points[i]);
        else
            points[used++] = points[i];
        last = cell;
    }
    return used;
}

size_t points_gather_to(struct point *points, size_t count, size_t most)
{
    for (size_t i = 0; i < GRIDS && count > most; i++)
        count = points_gather(points, count, grids[i].across, grids[i].up);
    return count;
}

/* Four of five rows stand where they may be shown. */
static bool is_enough(const struct point *points, size_t count, int64_t minimum)
{
    int64_t all = 0, shown = 0;
    for (size_t i = 0; i < count; i++) {
        all += points[i].rows;
        shown += points[i].rows >= minimum ? points[i].rows : 0;
    }
    return shown >= all - all / 5;
}

size_t points_gather_for(struct point *points, size_t count, int64_t minimum)
{
    for (size_t i = 0; i < GRIDS && !is_enough(points, count, minimum); i++)
        count = points_gather(points, count, grids[i].across, grids[i].up);
    return count;
}

/* How the numbers of a column are spread in each group: what box plots are drawn from. */
#ifndef DATAJAM_FRAME_SPREAD_H
#define DATAJAM_FRAME_SPREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/frame/cube.h"

/* A number and how many rows have it. */
struct spread_run {
    double number;
    int64_t rows;
};

/* The numbers of a cell in order, each once; runs are valid during the call. False: stop, no
 * memory. rows: all of the cell, empties and words among them. */
typedef bool spread_fn(void *context, const uint32_t at[3], int64_t rows,
                       const struct spread_run *runs, size_t count);

/* Calls fn for each cell of the groups of request that has rows; its aggregate doesn't count.
 * STATUS_INVALID: no column of numbers, too many cells. */
enum status spread_walk(const struct cube_request *request, spread_fn *fn, void *context,
                        struct error *err);

#endif

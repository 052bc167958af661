/*
 * Rows per cell. Several counters take turns for one cell: a counter that was just written
 * can't be read again at once, and rows of one kind stand side by side.
 */
#include <stdlib.h>

#include "core/frame/cube_internal.h"

enum { LANES = 4, CELLS_WITH_LANES = 4096 };

struct counting {
    size_t cells;
    unsigned lanes;
    uint32_t *counts[PARALLEL_MAX]; /* lanes × cells */
};

static void count_lanes(uint32_t *restrict counts, size_t cells, const struct cube_block *block)
{
    const uint32_t *at = block->cells;
    uint32_t *second = counts + cells, *third = second + cells, *fourth = third + cells;
    size_t i = 0;
    for (; i + LANES <= block->count; i += LANES) {
        counts[at[i]]++;
        second[at[i + 1]]++;
        third[at[i + 2]]++;
        fourth[at[i + 3]]++;
    }
    for (; i < block->count; i++)
        counts[at[i]]++;
}

static void count_block(void *context, unsigned part, const struct cube_block *block)
{
    struct counting *counting = context;
    uint32_t *counts = counting->counts[part];
    if (counting->lanes == LANES)
        count_lanes(counts, counting->cells, block);
    else
        for (size_t i = 0; i < block->count; i++)
            counts[block->cells[i]]++;
}

static void add_up(struct counting *counting, unsigned parts)
{
    uint32_t *sum = counting->counts[0];
    for (unsigned part = 0; part < parts; part++)
        for (unsigned lane = part ? 0 : 1; lane < counting->lanes; lane++)
            for (size_t cell = 0; cell < counting->cells; cell++)
                sum[cell] += counting->counts[part][lane * counting->cells + cell];
}

enum status cube_count_rows(const struct cube_plan *plan, const struct bitmap *rows, uint32_t **out,
                            struct error *err)
{
    struct counting counting = {.cells = plan->cell_count, .lanes = 1};
    enum status status = STATUS_OK;
    if (counting.cells <= CELLS_WITH_LANES)
        counting.lanes = LANES;
    for (unsigned part = 0; part < plan->parts; part++) {
        counting.counts[part] =
            calloc(counting.cells * counting.lanes + 1, sizeof *counting.counts[part]);
        if (!counting.counts[part])
            status = cube_no_memory(err);
    }
    if (status == STATUS_OK)
        status = cube_scan(plan, NULL, rows, count_block, &counting, err);
    if (status == STATUS_OK)
        add_up(&counting, plan->parts);
    *out = status == STATUS_OK ? counting.counts[0] : NULL;
    for (unsigned part = status == STATUS_OK ? 1 : 0; part < plan->parts; part++)
        free(counting.counts[part]);
    return status;
}

/*
 * Rows per cell. Several counters take turns for one cell: a counter that was just written
 * can't be read again at once, and rows of one kind stand side by side.
 */
#include <stdlib.h>

#include "core/frame/cube_internal.h"

enum { LANES = 4, CELLS_WITH_LANES = 4096 };

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

bool cube_counts_make(struct cube_counts *counts, size_t cells)
{
    counts->cells = cells;
    counts->lanes = cells <= CELLS_WITH_LANES ? LANES : 1;
    counts->rows = calloc(cells * counts->lanes + 1, sizeof *counts->rows);
    return counts->rows != NULL;
}

void cube_counts_add(struct cube_counts *counts, const struct cube_block *block)
{
    if (counts->lanes == LANES)
        count_lanes(counts->rows, counts->cells, block);
    else
        for (size_t i = 0; i < block->count; i++)
            counts->rows[block->cells[i]]++;
}

void cube_counts_merge(struct cube_counts *counts, unsigned parts)
{
    for (unsigned part = 0; part < parts; part++)
        for (unsigned lane = part ? 0 : 1; lane < counts[part].lanes; lane++)
            for (size_t cell = 0; cell < counts->cells; cell++)
                counts->rows[cell] += counts[part].rows[lane * counts->cells + cell];
}

static void count_block(void *context, unsigned part, const struct cube_block *block)
{
    cube_counts_add((struct cube_counts *)context + part, block);
}

enum status cube_count_rows(const struct cube_plan *plan, const struct bitmap *rows, uint32_t **out,
                            struct error *err)
{
    struct cube_counts counts[PARALLEL_MAX] = {{0}};
    enum status status = STATUS_OK;
    for (unsigned part = 0; part < plan->parts; part++)
        if (!cube_counts_make(&counts[part], plan->cell_count))
            status = cube_no_memory(err);
    if (status == STATUS_OK)
        status = cube_scan(plan, NULL, rows, count_block, counts, err);
    if (status == STATUS_OK)
        cube_counts_merge(counts, plan->parts);
    *out = status == STATUS_OK ? counts[0].rows : NULL;
    for (unsigned part = status == STATUS_OK ? 1 : 0; part < plan->parts; part++)
        free(counts[part].rows);
    return status;
}

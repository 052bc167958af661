/*
 * Folding: cells of the scan that fall together, for the groups themselves and for each
 * margin. Keys are sorted by their bytes, which is fast for millions and short for few.
 */
#include <stdlib.h>
#include <string.h>

#include "core/frame/cube_internal.h"

struct keyed {
    uint64_t key;
    uint32_t cell;
};

static bool sort_keyed(struct keyed *items, size_t count)
{
    struct keyed *other = malloc((count + 1) * sizeof *other), *from = items, *to = other;
    if (!other)
        return false;
    for (int shift = 0; shift < 64; shift += 8) {
        size_t starts[256] = {0}, at = 0;
        for (size_t i = 0; i < count; i++)
            starts[from[i].key >> shift & 255]++;
        if (count == 0 || starts[from[0].key >> shift & 255] == count)
            continue; /* the same byte in all */
        for (int byte = 0; byte < 256; byte++) {
            size_t size = starts[byte];
            starts[byte] = at;
            at += size;
        }
        for (size_t i = 0; i < count; i++)
            to[starts[from[i].key >> shift & 255]++] = from[i];
        struct keyed *swap = from;
        from = to;
        to = swap;
    }
    if (from != items)
        memcpy(items, from, count * sizeof *items);
    free(other);
    return true;
}

static uint64_t masked_key(const struct cube_plan *plan, size_t cell, unsigned mask)
{
    uint32_t at[CUBE_FIELDS];
    uint64_t key = 0;
    cube_plan_groups(plan, cell, at);
    for (size_t i = 0; i < plan->fields; i++)
        if (!(mask >> i & 1))
            key += at[i] * plan->strides[i];
    return key;
}

enum status cube_fold_make(struct cube_fold *fold, const struct cube_plan *plan,
                           const uint32_t *rows, unsigned mask, struct error *err)
{
    size_t count = 0;
    *fold = (struct cube_fold){0};
    for (size_t cell = 0; cell < plan->cell_count; cell++)
        count += rows[cell] > 0;
    struct keyed *items = malloc((count + 1) * sizeof *items);
    fold->cells = malloc((count + 1) * sizeof *fold->cells);
    fold->ends = malloc((count + 1) * sizeof *fold->ends);
    bool good = items && fold->cells && fold->ends;
    count = 0;
    for (size_t cell = 0; good && cell < plan->cell_count; cell++)
        if (rows[cell] > 0)
            items[count++] = (struct keyed){masked_key(plan, cell, mask), (uint32_t)cell};
    good = good && sort_keyed(items, count);
    for (size_t i = 0; good && i < count; i++) {
        fold->runs += i == 0 || items[i].key != items[i - 1].key;
        fold->ends[fold->runs - 1] = i + 1;
        fold->cells[i] = items[i].cell;
    }
    free(items);
    if (good)
        return STATUS_OK;
    cube_fold_free(fold);
    return cube_no_memory(err);
}

void cube_fold_free(struct cube_fold *fold)
{
    free(fold->cells);
    free(fold->ends);
    *fold = (struct cube_fold){0};
}

enum status cube_add_cells(struct cube *cube, const struct cube_plan *plan,
                           const struct cube_fold *fold, unsigned mask, const uint32_t *rows,
                           struct error *err)
{
    size_t total = cube->count + fold->runs;
    struct cube_cell *cells = realloc(cube->cells, (total + 1) * sizeof *cells);
    if (!cells)
        return cube_no_memory(err);
    cube->cells = cells;
    for (size_t run = 0; run < fold->runs; run++) {
        struct cube_cell *cell = &cells[cube->count + run];
        size_t first = run ? fold->ends[run - 1] : 0;
        *cell = (struct cube_cell){.at = {CUBE_ALL, CUBE_ALL, CUBE_ALL}};
        cube_plan_groups(plan, fold->cells[first], cell->at);
        for (size_t i = 0; i < plan->fields; i++)
            if (mask >> i & 1)
                cell->at[i] = CUBE_ALL;
        for (size_t i = first; i < fold->ends[run]; i++)
            cell->rows += rows[fold->cells[i]];
    }
    cube->count = total;
    return STATUS_OK;
}

/* Cubes: the entry, what can't be worked out, counts and shares, and cells by their groups. */
#include "core/frame/cube.h"

#include <stdlib.h>
#include <string.h>

#include "core/frame/cube_internal.h"

/* ---- counts and shares ---- */

static enum status add_counts(struct cube *cube, const struct cube_plan *plan, const uint32_t *rows,
                              const uint32_t *share, struct error *err)
{
    enum status status = STATUS_OK;
    for (unsigned mask = 0; mask < 1u << plan->fields && status == STATUS_OK; mask++) {
        struct cube_fold fold = {0};
        size_t first = cube->count;
        status = cube_fold_make(&fold, plan, rows, mask, err);
        if (status == STATUS_OK)
            status = cube_add_cells(cube, plan, &fold, mask, rows, err);
        for (size_t run = 0, i = 0; run < fold.runs && status == STATUS_OK; run++) {
            struct cube_cell *cell = &cube->cells[first + run];
            int64_t among = 0;
            for (; i < fold.ends[run]; i++)
                among += share ? share[fold.cells[i]] : 0;
            cell->has_value = true;
            cell->whole = share == NULL;
            cell->integer = share ? 0 : cell->rows;
            cell->number = share ? (double)among / (double)cell->rows : (double)cell->rows;
        }
        cube_fold_free(&fold);
    }
    return status;
}

static enum status make_counts(struct cube *cube, const struct cube_plan *plan, struct error *err)
{
    uint32_t *rows = NULL;
    enum status status = cube_count_rows(plan, plan->request->rows, &rows, err);
    if (status == STATUS_OK)
        status = add_counts(cube, plan, rows, NULL, err);
    free(rows);
    return status;
}

static enum status make_shares(struct cube *cube, const struct cube_plan *plan, struct error *err)
{
    const struct cube_request *request = plan->request;
    uint32_t *rows = NULL, *share = NULL;
    struct bitmap both;
    if (!bitmap_copy(&both, request->share))
        return cube_no_memory(err);
    if (request->rows)
        bitmap_and(&both, request->rows);
    enum status status = cube_count_rows(plan, request->rows, &rows, err);
    if (status == STATUS_OK)
        status = cube_count_rows(plan, &both, &share, err);
    if (status == STATUS_OK)
        status = add_counts(cube, plan, rows, share, err);
    free(rows);
    free(share);
    bitmap_free(&both);
    return status;
}

/* ---- the entry ---- */

/* Numbers are needed, and the column is none of numbers. */
static bool lacks_numbers(const struct cube_request *request)
{
    bool needed = request->aggregate == AGGREGATE_SUM || request->aggregate == AGGREGATE_AVERAGE ||
                  request->aggregate == AGGREGATE_MEDIAN;
    return needed && !column_type_is_number(request->value->type);
}

static enum status make(struct cube *cube, const struct cube_plan *plan,
                        const struct cube_value *value, struct error *err)
{
    switch (plan->request->aggregate) {
    case AGGREGATE_SUM:
    case AGGREGATE_AVERAGE:
        return cube_make_sums(cube, plan, value, err);
    case AGGREGATE_MIN:
    case AGGREGATE_MAX:
        return cube_make_ends(cube, plan, value, err);
    case AGGREGATE_MEDIAN:
    case AGGREGATE_DISTINCT:
        return cube_make_spread(cube, plan, value, err);
    case AGGREGATE_SHARE:
        return make_shares(cube, plan, err);
    default:
        return make_counts(cube, plan, err);
    }
}

enum status cube_make(struct cube *out, const struct cube_request *request, struct error *err)
{
    struct cube_plan plan;
    bool by_group =
        request->aggregate == AGGREGATE_MEDIAN || request->aggregate == AGGREGATE_DISTINCT;
    *out = (struct cube){.fields = request->field_count, .value = calloc(1, sizeof *out->value)};
    if (!out->value)
        return cube_no_memory(err);
    enum status status = STATUS_OK;
    if (request->value && lacks_numbers(request))
        status = error_set(err, STATUS_INVALID, TEXT_CUBE_NO_NUMBERS, NULL);
    if (status == STATUS_OK)
        status = cube_value_make(out->value, request, err);
    if (status == STATUS_OK) {
        status = cube_plan_make(&plan, request, by_group, err);
        if (status == STATUS_OK) {
            status = make(out, &plan, out->value, err);
            cube_plan_free(&plan);
        }
    }
    if (status != STATUS_OK)
        cube_free(out);
    return status;
}

void cube_free(struct cube *cube)
{
    free(cube->cells);
    if (cube->value)
        cube_value_free(cube->value);
    free(cube->value);
    *cube = (struct cube){0};
}

struct value cube_word(const struct cube *cube, const struct cube_cell *cell, char *scratch)
{
    if (!cell->has_value || cell->code == 0)
        return (struct value){.kind = VALUE_EMPTY};
    return column_value(cube->value->column, cell->code, scratch);
}

/* ---- cells by their groups ---- */

/* The order of cells: which fields are summed up, as a number, then the groups. */
static int compare_at(const uint32_t a[CUBE_FIELDS], const uint32_t b[CUBE_FIELDS], size_t fields)
{
    unsigned mask_a = 0, mask_b = 0;
    for (size_t i = 0; i < fields; i++) {
        mask_a |= (unsigned)(a[i] == CUBE_ALL) << i;
        mask_b |= (unsigned)(b[i] == CUBE_ALL) << i;
    }
    if (mask_a != mask_b)
        return mask_a < mask_b ? -1 : 1;
    for (size_t i = 0; i < fields; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return 0;
}

const struct cube_cell *cube_find(const struct cube *cube, const uint32_t at[3])
{
    size_t low = 0, high = cube->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_at(cube->cells[middle].at, at, cube->fields);
        if (order == 0)
            return &cube->cells[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* Least and greatest: codes keep the order of values, so they are found among codes. */
#include <stdlib.h>

#include "core/frame/cube_internal.h"

/* Of one thread. An empty cell (code 0) is the greatest as least, and the least as greatest. */
struct state {
    uint32_t *rows;
    uint64_t *least; /* code - 1 */
    uint64_t *most;
};

static void take(struct state *state, uint32_t cell, uint64_t code)
{
    state->least[cell] = code - 1 < state->least[cell] ? code - 1 : state->least[cell];
    state->most[cell] = code > state->most[cell] ? code : state->most[cell];
}

static void take_block(void *context, unsigned part, const struct cube_block *block)
{
    struct state *state = (struct state *)context + part;
    for (size_t i = 0; i < block->count; i++) {
        state->rows[block->cells[i]]++;
        take(state, block->cells[i], block->wide ? block->wide[i] : block->values[i]);
    }
}

static bool make_state(struct state *state, size_t cells)
{
    state->rows = calloc(cells + 1, sizeof *state->rows);
    state->least = malloc((cells + 1) * sizeof *state->least);
    state->most = calloc(cells + 1, sizeof *state->most);
    for (size_t cell = 0; state->least && cell < cells; cell++)
        state->least[cell] = UINT64_MAX;
    return state->rows && state->least && state->most;
}

static void free_state(struct state *state)
{
    free(state->rows);
    free(state->least);
    free(state->most);
}

static void merge(struct state *into, const struct state *from, size_t cells)
{
    for (size_t cell = 0; cell < cells; cell++) {
        into->rows[cell] += from->rows[cell];
        take(into, (uint32_t)cell, from->least[cell] + 1);
        take(into, (uint32_t)cell, from->most[cell]);
    }
}

static void finish(struct cube_cell *cell, const struct frame_column *column, uint64_t code)
{
    char scratch[COLUMN_TEXT_SIZE];
    struct value value = column_value(column, code, scratch);
    cell->has_value = code != 0;
    cell->whole = value.kind == VALUE_INTEGER;
    cell->integer = value.integer;
    cell->number = cell->whole ? (double)value.integer : value.decimal;
    cell->code = value.kind == VALUE_TEXT ? code : 0;
    if (cell->code)
        cell->number = (double)code;
}

static enum status fold_states(struct cube *cube, const struct cube_plan *plan,
                               const struct cube_value *value, const struct state *state,
                               unsigned mask, struct error *err)
{
    struct cube_fold fold = {0};
    size_t first = cube->count;
    enum status status = cube_fold_make(&fold, plan, state->rows, mask, err);
    if (status == STATUS_OK)
        status = cube_add_cells(cube, plan, &fold, mask, state->rows, err);
    for (size_t run = 0, i = 0; run < fold.runs && status == STATUS_OK; run++) {
        uint64_t least = UINT64_MAX, most = 0;
        for (; i < fold.ends[run]; i++) {
            uint32_t cell = fold.cells[i];
            least = state->least[cell] < least ? state->least[cell] : least;
            most = state->most[cell] > most ? state->most[cell] : most;
        }
        finish(&cube->cells[first + run], value->column,
               plan->request->aggregate == AGGREGATE_MIN ? least + 1 : most);
    }
    cube_fold_free(&fold);
    return status;
}

enum status cube_make_ends(struct cube *cube, const struct cube_plan *plan,
                           const struct cube_value *value, struct error *err)
{
    struct state states[PARALLEL_MAX] = {{0}};
    enum status status = STATUS_OK;
    for (unsigned part = 0; part < plan->parts; part++)
        if (!make_state(&states[part], plan->cell_count))
            status = cube_no_memory(err);
    if (status == STATUS_OK)
        status = cube_scan(plan, value, plan->request->rows, take_block, states, err);
    for (unsigned part = 1; part < plan->parts && status == STATUS_OK; part++)
        merge(&states[0], &states[part], plan->cell_count);
    for (unsigned mask = 0; mask < 1u << plan->fields && status == STATUS_OK; mask++)
        status = fold_states(cube, plan, value, &states[0], mask, err);
    for (unsigned part = 0; part < plan->parts; part++)
        free_state(&states[part]);
    return status;
}

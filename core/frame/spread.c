/*
 * Numbers in order for each group: counted where cells and codes are few, else as lists of
 * codes that are sorted cell by cell. Apart from cubes, which give one figure for a cell.
 */
#include "core/frame/spread.h"

#include <stdlib.h>

#include "core/frame/code_at.h"
#include "core/frame/cube_codes.h"
#include "core/frame/cube_internal.h"

enum { COUNTERS_MAX = 1 << 22 }; /* per thread */

struct walk {
    const struct cube_plan *plan;
    const struct cube_value *value;
    spread_fn *fn;
    void *context;
    uint32_t *rows; /* of each cell */
    size_t codes;   /* top + 1 */
    uint32_t *counters[PARALLEL_MAX];
    struct cube_codes lists;
    struct spread_run *runs;
    size_t count, room;
};

static double number_of(const struct cube_value *value, uint64_t code)
{
    double number = 0;
    if (value->map)
        return value->rank_numbers[code];
    column_number(value->column, code, &number);
    return number;
}

static bool add_run(struct walk *walk, uint64_t code, int64_t rows)
{
    if (walk->count == walk->room) {
        size_t room = walk->room > 0 ? walk->room * 2 : 1024;
        struct spread_run *larger = realloc(walk->runs, room * sizeof *larger);
        if (!larger)
            return false;
        walk->runs = larger;
        walk->room = room;
    }
    walk->runs[walk->count++] = (struct spread_run){number_of(walk->value, code), rows};
    return true;
}

/* ---- counted ---- */

static void count_codes(void *context, unsigned part, const struct cube_block *block)
{
    struct walk *walk = context;
    uint32_t *counters = walk->counters[part];
    for (size_t i = 0; i < block->count; i++)
        counters[block->cells[i] * walk->codes + block->values[i]]++;
}

static enum status scan_counters(struct walk *walk, struct error *err)
{
    size_t size = walk->plan->cell_count * walk->codes;
    for (unsigned part = 0; part < walk->plan->parts; part++)
        if (!(walk->counters[part] = calloc(size + 1, sizeof *walk->counters[part])))
            return cube_no_memory(err);
    enum status status =
        cube_scan(walk->plan, walk->value, walk->plan->request->rows, count_codes, walk, err);
    for (unsigned part = 1; part < walk->plan->parts && status == STATUS_OK; part++)
        for (size_t i = 0; i < size; i++)
            walk->counters[0][i] += walk->counters[part][i];
    return status;
}

static bool collect_counted(struct walk *walk, size_t cell)
{
    const uint32_t *counters = walk->counters[0] + cell * walk->codes;
    bool good = true;
    for (size_t code = 1; code < walk->codes && good; code++)
        if (counters[code] > 0)
            good = add_run(walk, code, counters[code]);
    return good;
}

/* ---- listed ---- */

static bool collect_listed(struct walk *walk, size_t cell)
{
    size_t count, at = 0;
    const void *codes = cube_codes_sorted(&walk->lists, cell, &count);
    bool good = true;
    while (at < count && good) {
        uint64_t code = code_at(codes, walk->lists.width, at);
        size_t end = at + 1;
        while (end < count && code_at(codes, walk->lists.width, end) == code)
            end++;
        good = add_run(walk, code, (int64_t)(end - at));
        at = end;
    }
    return good;
}

/* ---- all together ---- */

static enum status scan(struct walk *walk, struct error *err)
{
    uint64_t size, top = walk->value->top;
    enum status status = cube_count_rows(walk->plan, walk->plan->request->rows, &walk->rows, err);
    if (status != STATUS_OK)
        return status;
    bool few = top < UINT32_MAX &&
               !__builtin_mul_overflow((uint64_t)walk->plan->cell_count, top + 1, &size) &&
               size <= COUNTERS_MAX;
    if (!few)
        return cube_codes_make(&walk->lists, walk->plan, walk->value, err);
    walk->codes = (size_t)top + 1;
    return scan_counters(walk, err);
}

static enum status hand_out(struct walk *walk, struct error *err)
{
    const volatile int *cancel = walk->plan->request->cancel;
    for (size_t cell = 0; cell < walk->plan->cell_count; cell++) {
        uint32_t at[CUBE_FIELDS] = {CUBE_ALL, CUBE_ALL, CUBE_ALL};
        if (walk->rows[cell] == 0)
            continue;
        if (cancel && *cancel)
            return error_set(err, STATUS_CANCELLED, TEXT_STORE_CANCELLED, NULL);
        walk->count = 0;
        bool good = walk->codes > 0 ? collect_counted(walk, cell) : collect_listed(walk, cell);
        cube_plan_groups(walk->plan, cell, at);
        if (!good || !walk->fn(walk->context, at, walk->rows[cell], walk->runs, walk->count))
            return cube_no_memory(err);
    }
    return STATUS_OK;
}

enum status spread_walk(const struct cube_request *request, spread_fn *fn, void *context,
                        struct error *err)
{
    struct cube_request own = *request;
    struct cube_value value;
    struct cube_plan plan;
    own.aggregate = AGGREGATE_MEDIAN; /* needs the same of its column */
    if (!column_type_is_number(own.value->type))
        return error_set(err, STATUS_INVALID, TEXT_CUBE_NO_NUMBERS, NULL);
    enum status status = cube_value_make(&value, &own, err);
    if (status != STATUS_OK)
        return status;
    status = cube_plan_make(&plan, &own, true, err);
    if (status == STATUS_OK) {
        struct walk walk = {.plan = &plan, .value = &value, .fn = fn, .context = context};
        status = scan(&walk, err);
        if (status == STATUS_OK)
            status = hand_out(&walk, err);
        for (unsigned part = 0; part < PARALLEL_MAX; part++)
            free(walk.counters[part]);
        cube_codes_free(&walk.lists);
        free(walk.rows);
        free(walk.runs);
        cube_plan_free(&plan);
    }
    cube_value_free(&value);
    return status;
}

/*
 * Which cell a row belongs to. Few codes: their bits side by side, so that the scan looks
 * nothing up. More: groups times their stride, by tables. Where most combinations never
 * occur: those that do are numbered once, and each row gets its number.
 */
#include <stdlib.h>

#include "core/frame/cube_internal.h"
#include "core/frame/group_table.h"

enum {
    CODE_CELLS = 4096,           /* of codes: they stay in the nearest cache */
    GROUP_CELLS = 1 << 20,       /* of groups, whether they occur or not */
    CELLS_OF_TWO_PARTS = 1 << 18 /* beyond this a second state costs more than it gains */
};

enum status cube_no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status too_many(struct error *err)
{
    return error_set(err, STATUS_INVALID, TEXT_CUBE_TOO_MANY,
                     TEXT_VALUES(text_number("limit", CUBE_CELLS_MAX)));
}

/* Bits that numbers up to top take. */
static int bits_of(uint64_t top)
{
    int bits = 0;
    for (; top > 0; top >>= 1)
        bits++;
    return bits;
}

/* Shifts, and true, where codes side by side are few cells. */
static bool plan_codes(struct cube_plan *plan)
{
    int bits = 0;
    for (size_t i = plan->fields; i-- > 0;) {
        const struct groups *groups = plan->request->fields[i];
        if (!groups->of_code)
            return false;
        plan->shifts[i] = bits;
        bits += bits_of(groups->field.column->top);
        if (bits > 12)
            return false;
    }
    plan->cell_count = (size_t)1 << bits;
    return plan->cell_count <= CODE_CELLS;
}

/* Strides of groups in a key; false: keys don't fit 64 bits. */
static bool plan_strides(struct cube_plan *plan, uint64_t *product)
{
    *product = 1;
    for (size_t i = plan->fields; i-- > 0;) {
        uint64_t count = plan->request->fields[i]->count;
        plan->strides[i] = *product;
        if (__builtin_mul_overflow(*product, count ? count : 1, product))
            return false;
    }
    return true;
}

static enum status plan_places(struct cube_plan *plan, struct error *err)
{
    for (size_t i = 0; i < plan->fields; i++) {
        const struct groups *groups = plan->request->fields[i];
        if (!groups->of_code)
            continue;
        size_t codes = (size_t)groups->field.column->top + 1;
        plan->places[i] = malloc(codes * sizeof *plan->places[i]);
        if (!plan->places[i])
            return cube_no_memory(err);
        /* Codes that don't occur get a cell that nobody counts in. */
        for (size_t code = 0; code < codes; code++)
            plan->places[i][code] = groups->of_code[code] == UINT32_MAX
                                        ? 0
                                        : groups->of_code[code] * (uint32_t)plan->strides[i];
    }
    return STATUS_OK;
}

enum status cube_plan_make(struct cube_plan *plan, const struct cube_request *request,
                           bool by_group, struct error *err)
{
    uint64_t product;
    *plan = (struct cube_plan){.request = request, .fields = request->field_count};
    if (!plan_strides(plan, &product))
        return too_many(err);
    enum status status = STATUS_OK;
    if (!by_group && plan_codes(plan)) {
        plan->space = SPACE_CODES;
    } else if (product <= GROUP_CELLS) {
        plan->space = SPACE_GROUPS;
        plan->cell_count = (size_t)product;
        status = plan_places(plan, err);
    } else {
        plan->space = SPACE_ROWS;
        status = cube_plan_rows(plan, err);
    }
    plan->parts = plan->cell_count <= CELLS_OF_TWO_PARTS ? PARALLEL_MAX : 1;
    if (status != STATUS_OK)
        cube_plan_free(plan);
    return status;
}

void cube_plan_free(struct cube_plan *plan)
{
    for (size_t i = 0; i < CUBE_FIELDS; i++)
        free(plan->places[i]);
    free(plan->row_cells);
    free(plan->cell_keys);
    *plan = (struct cube_plan){0};
}

void cube_plan_groups(const struct cube_plan *plan, size_t cell, uint32_t at[CUBE_FIELDS])
{
    for (size_t i = 0; i < plan->fields; i++) {
        const struct groups *groups = plan->request->fields[i];
        if (plan->space == SPACE_CODES) {
            uint64_t mask = ((uint64_t)1 << bits_of(groups->field.column->top)) - 1;
            at[i] = groups->of_code[cell >> plan->shifts[i] & mask];
        } else {
            uint64_t key = plan->space == SPACE_ROWS ? plan->cell_keys[cell] : cell;
            at[i] = (uint32_t)(key / plan->strides[i] % groups->count);
        }
    }
}

/* ---- combinations that occur ---- */

struct numbering {
    struct cube_plan *plan;
    struct group_table table;
};

static bool same_key(const void *context, uint32_t number, const void *thing)
{
    const struct numbering *numbering = context;
    return numbering->plan->cell_keys[number] == *(const uint64_t *)thing;
}

static uint64_t key_of_row(const struct cube_plan *plan, size_t row)
{
    uint64_t key = 0;
    for (size_t i = 0; i < plan->fields; i++) {
        const struct groups *groups = plan->request->fields[i];
        uint32_t group = groups->of_code ? groups->of_code[column_code(groups->field.column, row)]
                                         : groups->of_row[row];
        key += group * plan->strides[i];
    }
    return key;
}

/* The number of a key, new ones among them; GROUP_TABLE_NONE: no memory. */
static uint32_t number_key(struct numbering *numbering, uint64_t key)
{
    struct group_table *table = &numbering->table;
    uint64_t hash = group_table_mix(key);
    uint32_t number = group_table_find(table, hash, same_key, numbering, &key);
    if (number != GROUP_TABLE_NONE)
        return number;
    size_t capacity = table->capacity;
    number = group_table_add(table, hash);
    if (number != GROUP_TABLE_NONE && table->capacity > capacity) {
        uint64_t *keys = realloc(numbering->plan->cell_keys, table->capacity * sizeof *keys);
        if (!keys)
            return GROUP_TABLE_NONE;
        numbering->plan->cell_keys = keys;
    }
    if (number != GROUP_TABLE_NONE)
        numbering->plan->cell_keys[number] = key;
    return number;
}

static enum status number_rows(struct numbering *numbering, size_t rows, struct error *err)
{
    struct cube_plan *plan = numbering->plan;
    const struct cube_request *request = plan->request;
    for (size_t row = 0; row < rows; row++) {
        if (row % CHUNK_ROWS == 0 && request->cancel && *request->cancel)
            return error_set(err, STATUS_CANCELLED, TEXT_STORE_CANCELLED, NULL);
        if (request->rows && !bitmap_has(request->rows, row))
            continue;
        plan->row_cells[row] = number_key(numbering, key_of_row(plan, row));
        if (plan->row_cells[row] == GROUP_TABLE_NONE)
            return cube_no_memory(err);
        if (numbering->table.count > CUBE_CELLS_MAX)
            return too_many(err);
    }
    return STATUS_OK;
}

enum status cube_plan_rows(struct cube_plan *plan, struct error *err)
{
    struct numbering numbering = {.plan = plan};
    size_t rows = plan->request->fields[0]->field.column->rows;
    plan->row_cells = malloc((rows + 1) * sizeof *plan->row_cells);
    enum status status = plan->row_cells ? number_rows(&numbering, rows, err) : cube_no_memory(err);
    plan->cell_count = numbering.table.count;
    group_table_free(&numbering.table);
    return status;
}

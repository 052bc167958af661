/*
 * The scan of a cube: rows in blocks that stay in the nearest cache, as numbers of cells and
 * codes of values. What is done with them is the aggregate's. Loops are written per width of
 * code, so that the compiler makes vector code of the plain ones; a block with rows left out
 * is first made a list of the rows that are in.
 */
#include "core/frame/code_at.h"
#include "core/frame/cube_internal.h"

struct scan {
    const struct cube_plan *plan;
    const struct cube_value *value;
    const struct bitmap *rows;
    cube_block_fn *fn;
    void *context;
};

/* Rows of a block: from first on, or those at the places of a list. */
struct choice {
    size_t first;
    size_t count;
    const uint16_t *list; /* NULL: count rows in a run */
};

/* ---- cells ---- */

__attribute__((always_inline)) static inline void put_shifted(uint32_t *cells,
                                                              const struct choice *rows,
                                                              const void *codes, int width,
                                                              int shift, bool add)
{
    for (size_t i = 0; i < rows->count; i++) {
        size_t row = rows->first + (rows->list ? rows->list[i] : i);
        uint32_t code = (uint32_t)code_at(codes, width, row) << shift;
        cells[i] = add ? cells[i] + code : code;
    }
}

__attribute__((always_inline)) static inline void put_placed(uint32_t *cells,
                                                             const struct choice *rows,
                                                             const void *codes, int width,
                                                             const uint32_t *places, bool add)
{
    for (size_t i = 0; i < rows->count; i++) {
        size_t row = rows->first + (rows->list ? rows->list[i] : i);
        uint32_t place = places[code_at(codes, width, row)];
        cells[i] = add ? cells[i] + place : place;
    }
}

__attribute__((always_inline)) static inline void put_coded(uint32_t *cells,
                                                            const struct choice *rows,
                                                            const void *codes, int width, int shift,
                                                            const uint32_t *places, bool add)
{
    struct choice run = {rows->first, rows->count, NULL};
    const struct choice *use = rows->list ? rows : &run;
    if (places && add)
        put_placed(cells, use, codes, width, places, true);
    else if (places)
        put_placed(cells, use, codes, width, places, false);
    else if (add)
        put_shifted(cells, use, codes, width, shift, true);
    else
        put_shifted(cells, use, codes, width, shift, false);
}

static void put_by_row(uint32_t *cells, const struct choice *rows, const uint32_t *of_row,
                       uint32_t stride, bool add)
{
    for (size_t i = 0; i < rows->count; i++) {
        size_t row = rows->first + (rows->list ? rows->list[i] : i);
        uint32_t place = of_row[row] * stride;
        cells[i] = add ? cells[i] + place : place;
    }
}

static void put_field(const struct cube_plan *plan, size_t field, const struct choice *rows,
                      uint32_t *cells)
{
    const struct groups *groups = plan->request->fields[field];
    const void *codes = groups->field.column->codes;
    const uint32_t *places = plan->space == SPACE_GROUPS ? plan->places[field] : NULL;
    int shift = plan->shifts[field];
    if (plan->space == SPACE_GROUPS && !places) {
        put_by_row(cells, rows, groups->of_row, (uint32_t)plan->strides[field], field > 0);
        return;
    }
    switch (groups->field.column->width) {
    case 1:
        put_coded(cells, rows, codes, 1, shift, places, field > 0);
        break;
    case 2:
        put_coded(cells, rows, codes, 2, shift, places, field > 0);
        break;
    case 4:
        put_coded(cells, rows, codes, 4, shift, places, field > 0);
        break;
    default:
        put_coded(cells, rows, codes, 8, shift, places, field > 0);
        break;
    }
}

static void put_cells(const struct cube_plan *plan, const struct choice *rows, uint32_t *cells)
{
    if (plan->space == SPACE_ROWS) {
        put_by_row(cells, rows, plan->row_cells, 1, false);
        return;
    }
    if (plan->fields == 0)
        for (size_t i = 0; i < rows->count; i++)
            cells[i] = 0;
    for (size_t field = 0; field < plan->fields; field++)
        put_field(plan, field, rows, cells);
}

/* ---- values ---- */

__attribute__((always_inline)) static inline void
put_codes(uint32_t *out, const struct choice *rows, const void *codes, int width)
{
    if (rows->list)
        for (size_t i = 0; i < rows->count; i++)
            out[i] = (uint32_t)code_at(codes, width, rows->first + rows->list[i]);
    else
        for (size_t i = 0; i < rows->count; i++)
            out[i] = (uint32_t)code_at(codes, width, rows->first + i);
}

static void put_wide(uint64_t *out, const struct choice *rows, const uint64_t *codes)
{
    for (size_t i = 0; i < rows->count; i++)
        out[i] = codes[rows->first + (rows->list ? rows->list[i] : i)];
}

static void put_values(const struct cube_value *value, const struct choice *rows, uint32_t *out)
{
    switch (value->column->width) {
    case 1:
        put_codes(out, rows, value->column->codes, 1);
        break;
    case 2:
        put_codes(out, rows, value->column->codes, 2);
        break;
    default:
        put_codes(out, rows, value->column->codes, 4);
        break;
    }
    if (value->map)
        for (size_t i = 0; i < rows->count; i++)
            out[i] = value->map[out[i]];
}

/* ---- blocks ---- */

/* The rows of a block that are in the bitmap; a list only where some are not. */
static struct choice choose(const struct scan *scan, size_t first, size_t end, uint16_t *list)
{
    struct choice all = {first, end - first, NULL};
    if (!scan->rows)
        return all;
    const uint64_t *words = scan->rows->words + first / 64;
    size_t count = 0, word_count = bitmap_word_count(end - first);
    uint64_t both = UINT64_MAX;
    for (size_t i = 0; i < word_count; i++)
        both &= words[i];
    if (both == UINT64_MAX)
        return all;
    for (size_t i = 0; i < word_count; i++)
        for (uint64_t word = words[i]; word != 0; word &= word - 1)
            list[count++] = (uint16_t)(i * 64 + (size_t)__builtin_ctzll(word));
    return (struct choice){first, count, list};
}

static void scan_rows(const struct scan *scan, unsigned part, size_t first, size_t end)
{
    uint32_t cells[CUBE_BLOCK], values[CUBE_BLOCK];
    uint64_t wide[CUBE_BLOCK];
    uint16_t list[CUBE_BLOCK];
    const volatile int *cancel = scan->plan->request->cancel;
    bool is_wide = scan->value && scan->value->column->width == 8;
    for (size_t row = first; row < end; row += CUBE_BLOCK) {
        if (row % CHUNK_ROWS == 0 && cancel && *cancel)
            return;
        size_t stop = end - row < CUBE_BLOCK ? end : row + CUBE_BLOCK;
        struct choice rows = choose(scan, row, stop, list);
        struct cube_block block = {.count = rows.count, .cells = cells};
        if (rows.count == 0)
            continue;
        put_cells(scan->plan, &rows, cells);
        if (is_wide)
            put_wide(wide, &rows, scan->value->column->codes);
        else if (scan->value)
            put_values(scan->value, &rows, values);
        block.wide = is_wide ? wide : NULL;
        block.values = scan->value && !is_wide ? values : NULL;
        scan->fn(scan->context, part, &block);
    }
}

static void scan_part(void *context, unsigned part, size_t first, size_t end)
{
    scan_rows(context, part, first, end);
}

static size_t row_count(const struct scan *scan)
{
    const struct cube_request *request = scan->plan->request;
    if (scan->rows)
        return scan->rows->rows;
    if (request->field_count > 0)
        return request->fields[0]->field.column->rows;
    return request->row_count;
}

enum status cube_scan(const struct cube_plan *plan, const struct cube_value *value,
                      const struct bitmap *rows, cube_block_fn *fn, void *context,
                      struct error *err)
{
    struct scan scan = {plan, value, rows, fn, context};
    if (plan->parts > 1)
        parallel_run(row_count(&scan), scan_part, &scan);
    else
        scan_rows(&scan, 0, 0, row_count(&scan));
    if (plan->request->cancel && *plan->request->cancel)
        return error_set(err, STATUS_CANCELLED, TEXT_STORE_CANCELLED, NULL);
    return STATUS_OK;
}

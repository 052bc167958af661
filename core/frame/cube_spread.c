/*
 * Median and number of different values: what can't be told from partial results, but from
 * all codes of a cell. Where cells and codes are few, as a histogram or a set of bits per
 * cell; else as a list of codes per cell. All of them can be put together for margins.
 */
#include <stdlib.h>
#include <string.h>

#include "core/frame/column_internal.h"
#include "core/frame/cube_codes.h"
#include "core/frame/cube_internal.h"

enum {
    COUNTERS_MAX = 1 << 22,  /* of histograms, per thread */
    SET_WORDS_FEW = 1 << 17, /* of sets: as many as may be always, 1 MB */
    SET_WORDS_MAX = 1 << 23  /* and in no case more, 64 MB */
};

struct spread {
    const struct cube_plan *plan;
    const struct cube_value *value;
    bool median;
    size_t codes;                     /* top + 1 */
    uint32_t *rows;                   /* of each cell */
    uint32_t *counters[PARALLEL_MAX]; /* codes per cell; or NULL */
    uint64_t *sets;                   /* set_words per cell; or NULL */
    size_t set_words;
    struct cube_codes lists; /* or those */
    uint64_t *merged;        /* room for one run: counts, or a set */
};

/* ---- scans ---- */

static void count_codes(void *context, unsigned part, const struct cube_block *block)
{
    struct spread *spread = context;
    uint32_t *counters = spread->counters[part];
    for (size_t i = 0; i < block->count; i++)
        counters[block->cells[i] * spread->codes + block->values[i]]++;
}

/* One set for both threads. Nearly always the bit is there already. */
static void mark_codes(void *context, unsigned part, const struct cube_block *block)
{
    struct spread *spread = context;
    (void)part;
    for (size_t i = 0; i < block->count; i++) {
        uint64_t code = block->wide ? block->wide[i] : block->values[i];
        uint64_t *word = &spread->sets[block->cells[i] * spread->set_words + code / 64];
        uint64_t bit = (uint64_t)1 << (code % 64);
        if (!(__atomic_load_n(word, __ATOMIC_RELAXED) & bit))
            __atomic_fetch_or(word, bit, __ATOMIC_RELAXED);
    }
}

static bool fits(size_t cells, uint64_t each, size_t limit)
{
    uint64_t product;
    return !__builtin_mul_overflow((uint64_t)cells, each, &product) && product <= limit;
}

static enum status scan_counters(struct spread *spread, struct error *err)
{
    size_t size = spread->plan->cell_count * spread->codes;
    for (unsigned part = 0; part < spread->plan->parts; part++)
        if (!(spread->counters[part] = calloc(size + 1, sizeof *spread->counters[part])))
            return cube_no_memory(err);
    enum status status = cube_scan(spread->plan, spread->value, spread->plan->request->rows,
                                   count_codes, spread, err);
    for (unsigned part = 1; part < spread->plan->parts && status == STATUS_OK; part++)
        for (size_t i = 0; i < size; i++)
            spread->counters[0][i] += spread->counters[part][i];
    return status;
}

static enum status scan_sets(struct spread *spread, struct error *err)
{
    spread->sets = calloc(spread->plan->cell_count * spread->set_words + 1, sizeof *spread->sets);
    if (!spread->sets)
        return cube_no_memory(err);
    return cube_scan(spread->plan, spread->value, spread->plan->request->rows, mark_codes, spread,
                     err);
}

/* Many cells with few rows each have sets that are nearly empty: the lists are smaller then. */
static size_t set_words_most(const struct spread *spread)
{
    const struct bitmap *chosen = spread->plan->request->rows; /* NULL: all */
    size_t rows = chosen ? (size_t)chosen->count : spread->value->column->rows;
    size_t most = rows > SET_WORDS_FEW ? rows : SET_WORDS_FEW;
    return most < SET_WORDS_MAX ? most : SET_WORDS_MAX;
}

static enum status scan(struct spread *spread, struct error *err)
{
    const struct cube_plan *plan = spread->plan;
    uint64_t top = spread->value->top;
    enum status status = cube_count_rows(plan, plan->request->rows, &spread->rows, err);
    size_t room = 1;
    if (status != STATUS_OK)
        return status;
    if (spread->median && top < UINT32_MAX && fits(plan->cell_count, top + 1, COUNTERS_MAX)) {
        spread->codes = room = (size_t)top + 1;
        status = scan_counters(spread, err);
    } else if (!spread->median && fits(plan->cell_count, top / 64 + 1, set_words_most(spread))) {
        spread->set_words = room = (size_t)(top / 64 + 1);
        status = scan_sets(spread, err);
    } else {
        status = cube_codes_make(&spread->lists, plan, spread->value, err);
        if (status == STATUS_OK && !spread->median)
            cube_codes_unique(&spread->lists);
    }
    spread->merged = calloc(room, sizeof *spread->merged);
    return status == STATUS_OK && !spread->merged ? cube_no_memory(err) : status;
}

/* ---- folds ---- */

/* The code at a place among the values of the merged histogram, from 0. */
static uint64_t code_at_place(const struct spread *spread, uint64_t place)
{
    uint64_t before = 0;
    for (size_t code = 1; code < spread->codes; code++) {
        before += spread->merged[code];
        if (before > place)
            return code;
    }
    return 0;
}

/* The one or two codes in the middle; false: there is no value. */
static bool middle_codes(struct spread *spread, const uint32_t *cells, size_t count,
                         uint64_t middle[2])
{
    uint64_t values = 0;
    if (!spread->counters[0])
        return cube_codes_middle(&spread->lists, cells, count, middle);
    memset(spread->merged, 0, spread->codes * sizeof *spread->merged);
    for (size_t i = 0; i < count; i++) {
        const uint32_t *counters = spread->counters[0] + cells[i] * spread->codes;
        for (size_t code = 1; code < spread->codes; code++)
            spread->merged[code] += counters[code];
    }
    for (size_t code = 1; code < spread->codes; code++)
        values += spread->merged[code];
    if (values == 0)
        return false;
    middle[0] = code_at_place(spread, (values - 1) / 2);
    middle[1] = code_at_place(spread, values / 2);
    return true;
}

static double number_of(const struct cube_value *value, uint64_t code)
{
    double number = 0;
    if (value->map)
        return value->rank_numbers[code];
    column_number(value->column, code, &number);
    return number;
}

static void finish_median(struct cube_cell *cell, const struct cube_value *value,
                          const uint64_t middle[2])
{
    const struct frame_column *column = value->column;
    cell->has_value = true;
    if (value->map || column->form == FORM_REAL) {
        double a = number_of(value, middle[0]), b = number_of(value, middle[1]);
        cell->number = a == b ? a : (a + b) / 2;
        return;
    }
    cube_whole twice = 2 * ((cube_whole)column->base - 1) + middle[0] + middle[1];
    double power = column->form == FORM_DECIMAL ? column_power(column->scale) : 1;
    cell->number = (double)(cube_real(twice) / 2 / (long double)power);
    cell->whole = column->form == FORM_INTEGER && twice % 2 == 0;
    if (cell->whole)
        cell->integer = (int64_t)(twice / 2);
}

static int64_t count_set(struct spread *spread, const uint32_t *cells, size_t count)
{
    int64_t bits = 0;
    if (!spread->sets)
        return cube_codes_distinct(&spread->lists, cells, count);
    memset(spread->merged, 0, spread->set_words * sizeof *spread->merged);
    for (size_t i = 0; i < count; i++) {
        const uint64_t *set = spread->sets + cells[i] * spread->set_words;
        for (size_t word = 0; word < spread->set_words; word++)
            spread->merged[word] |= set[word];
    }
    spread->merged[0] &= ~(uint64_t)1; /* empties */
    for (size_t word = 0; word < spread->set_words; word++)
        bits += __builtin_popcountll(spread->merged[word]);
    return bits;
}

static enum status fold(struct cube *cube, struct spread *spread, unsigned mask, struct error *err)
{
    const struct cube_plan *plan = spread->plan;
    struct cube_fold fold = {0};
    size_t first = cube->count;
    enum status status = cube_fold_make(&fold, plan, spread->rows, mask, err);
    if (status == STATUS_OK)
        status = cube_add_cells(cube, plan, &fold, mask, spread->rows, err);
    for (size_t run = 0; run < fold.runs && status == STATUS_OK; run++) {
        struct cube_cell *cell = &cube->cells[first + run];
        size_t begin = run ? fold.ends[run - 1] : 0, count = fold.ends[run] - begin;
        uint64_t middle[2];
        if (plan->request->cancel && *plan->request->cancel)
            status = error_set(err, STATUS_CANCELLED, TEXT_STORE_CANCELLED, NULL);
        if (!spread->median) {
            cell->has_value = cell->whole = true;
            cell->integer = count_set(spread, fold.cells + begin, count);
            cell->number = (double)cell->integer;
        } else if (middle_codes(spread, fold.cells + begin, count, middle)) {
            finish_median(cell, spread->value, middle);
        }
    }
    cube_fold_free(&fold);
    return status;
}

enum status cube_make_spread(struct cube *cube, const struct cube_plan *plan,
                             const struct cube_value *value, struct error *err)
{
    struct spread spread = {
        .plan = plan, .value = value, .median = plan->request->aggregate == AGGREGATE_MEDIAN};
    enum status status = scan(&spread, err);
    for (unsigned mask = 0; mask < 1u << plan->fields && status == STATUS_OK; mask++)
        status = fold(cube, &spread, mask, err);
    for (unsigned part = 0; part < PARALLEL_MAX; part++)
        free(spread.counters[part]);
    cube_codes_free(&spread.lists);
    free(spread.rows);
    free(spread.sets);
    free(spread.merged);
    return status;
}

/*
 * Sums and averages. Whole numbers and decimals of a fixed scale are added up as their codes,
 * exactly: base and scale come in at the end. Doubles of any size are added with a
 * compensation for what rounding takes (Neumaier), so that neither the order of rows nor the
 * number of threads shows.
 */
#include <math.h>
#include <stdlib.h>

#include "core/frame/column_internal.h"
#include "core/frame/cube_internal.h"
#include "core/frame/cube_pack.h"

struct real {
    double sum, lost;
};

/* Of one thread; those that the column has no use for are NULL. */
struct state {
    uint32_t *numbers;  /* values that are numbers */
    uint64_t *narrow;   /* sums of codes of up to 4 bytes */
    cube_whole *wholes; /* of 8-byte codes, and of words that are whole numbers */
    struct real *reals;
    struct cube_pack pack; /* sums and numbers on their way */
    int64_t skipped;       /* values that are no numbers */
};

struct summing {
    const struct frame_column *column;
    struct state states[PARALLEL_MAX];
    struct cube_counts rows[PARALLEL_MAX]; /* not counted where each row has a number */
    const uint32_t *all_rows;
};

/* What a run of cells adds up to. */
struct total {
    int64_t numbers;
    cube_whole whole;
    struct real real;
    bool decimals; /* real has something in it */
};

static void add_real(struct real *real, double number)
{
    double sum = real->sum + number;
    real->lost +=
        fabs(real->sum) >= fabs(number) ? (real->sum - sum) + number : (number - sum) + real->sum;
    real->sum = sum;
}

/* ---- the scan ---- */

static void add_narrow(struct state *state, const struct cube_block *block)
{
    uint64_t *restrict sums = state->narrow;
    uint32_t *restrict numbers = state->numbers;
    for (size_t i = 0; i < block->count; i++) {
        sums[block->cells[i]] += block->values[i];
        numbers[block->cells[i]] += block->values[i] != 0;
    }
}

static void add_wide(struct state *state, const struct cube_block *block)
{
    for (size_t i = 0; i < block->count; i++) {
        state->wholes[block->cells[i]] += block->wide[i];
        state->numbers[block->cells[i]] += block->wide[i] != 0;
    }
}

static void add_reals(struct state *state, const struct cube_block *block)
{
    for (size_t i = 0; i < block->count; i++) {
        if (block->wide[i] == 0)
            continue;
        add_real(&state->reals[block->cells[i]], column_code_real(block->wide[i]));
        state->numbers[block->cells[i]]++;
    }
}

static void add_words(struct state *state, const struct value *words,
                      const struct cube_block *block)
{
    for (size_t i = 0; i < block->count; i++) {
        uint32_t cell = block->cells[i];
        if (block->values[i] == 0)
            continue;
        const struct value *word = &words[block->values[i]];
        if (word->kind == VALUE_INTEGER)
            state->wholes[cell] += word->integer;
        else if (word->kind == VALUE_DECIMAL)
            add_real(&state->reals[cell], word->decimal);
        else
            state->skipped++;
        state->numbers[cell] += word->kind != VALUE_TEXT;
    }
}

static void add_block(void *context, unsigned part, const struct cube_block *block)
{
    struct summing *summing = context;
    struct state *state = &summing->states[part];
    bool empties = summing->column->empties > 0;
    if (summing->rows[part].rows)
        cube_counts_add(&summing->rows[part], block);
    if (summing->column->form == FORM_WORDS)
        add_words(state, summing->column->words, block);
    else if (summing->column->form == FORM_REAL)
        add_reals(state, block);
    else if (block->wide)
        add_wide(state, block);
    else if (state->pack.sums)
        cube_pack_add(&state->pack, block, empties, state->narrow, state->numbers);
    else
        add_narrow(state, block);
}

/* ---- the fold ---- */

static bool make_state(struct state *state, const struct frame_column *column, size_t cells)
{
    bool words = column->form == FORM_WORDS, real = column->form == FORM_REAL;
    bool wide = column->width == 8;
    cells++; /* none is not NULL */
    state->numbers = calloc(cells, sizeof *state->numbers);
    if (!words && !wide)
        state->narrow = calloc(cells, sizeof *state->narrow);
    if (!words && !wide && !cube_pack_make(&state->pack, cells - 1, column->top))
        return false;
    if (words || (wide && !real))
        state->wholes = calloc(cells, sizeof *state->wholes);
    if (words || real)
        state->reals = calloc(cells, sizeof *state->reals);
    return state->numbers && (words || wide || state->narrow) &&
           (!(words || (wide && !real)) || state->wholes) && (!(words || real) || state->reals);
}

static void free_state(struct state *state)
{
    cube_pack_free(&state->pack);
    free(state->numbers);
    free(state->narrow);
    free(state->wholes);
    free(state->reals);
}

static void merge_states(struct summing *summing, unsigned parts, size_t cells)
{
    struct state *into = &summing->states[0];
    for (unsigned part = 0; part < parts; part++) {
        struct state *state = &summing->states[part];
        cube_pack_flush(&state->pack, state->narrow, state->numbers);
    }
    for (unsigned part = 1; part < parts; part++) {
        const struct state *from = &summing->states[part];
        into->skipped += from->skipped;
        for (size_t cell = 0; cell < cells; cell++) {
            into->numbers[cell] += from->numbers[cell];
            if (into->narrow)
                into->narrow[cell] += from->narrow[cell];
            if (into->wholes)
                into->wholes[cell] += from->wholes[cell];
            if (into->reals) {
                add_real(&into->reals[cell], from->reals[cell].sum);
                add_real(&into->reals[cell], from->reals[cell].lost);
            }
        }
    }
}

static struct total total_of(const struct state *state, const uint32_t *cells, size_t count)
{
    struct total total = {0};
    for (size_t i = 0; i < count; i++) {
        uint32_t cell = cells[i];
        total.numbers += state->numbers[cell];
        total.whole += state->narrow ? (cube_whole)state->narrow[cell] : 0;
        total.whole += state->wholes ? state->wholes[cell] : 0;
        if (state->reals && (state->reals[cell].sum != 0 || state->reals[cell].lost != 0)) {
            add_real(&total.real, state->reals[cell].sum);
            add_real(&total.real, state->reals[cell].lost);
            total.decimals = true;
        }
    }
    return total;
}

/* Infinities have no compensation: it is not a number there. */
static double real_of(const struct real *real)
{
    return isfinite(real->lost) ? real->sum + real->lost : real->sum;
}

static void finish(struct cube_cell *cell, const struct total *total,
                   const struct frame_column *column, enum aggregate aggregate)
{
    cube_whole whole = total->whole;
    bool coded = column->form == FORM_INTEGER || column->form == FORM_DECIMAL;
    long double power = 1;
    cell->has_value = total->numbers > 0;
    if (!cell->has_value)
        return;
    if (coded)
        whole += (cube_whole)total->numbers * ((cube_whole)column->base - 1);
    if (column->form == FORM_DECIMAL)
        power = (long double)column_power(column->scale);
    long double sum = cube_real(whole) / power + (long double)real_of(&total->real);
    if (aggregate == AGGREGATE_AVERAGE) {
        cell->number = (double)(sum / (long double)total->numbers);
        return;
    }
    cell->number = (double)sum;
    cell->whole = column->form != FORM_DECIMAL && column->form != FORM_REAL && !total->decimals &&
                  whole >= INT64_MIN && whole <= INT64_MAX;
    if (cell->whole)
        cell->integer = (int64_t)whole;
}

static enum status fold_states(struct cube *cube, const struct cube_plan *plan,
                               const struct summing *summing, unsigned mask, struct error *err)
{
    const struct state *state = &summing->states[0];
    struct cube_fold fold = {0};
    size_t first = cube->count;
    enum status status = cube_fold_make(&fold, plan, summing->all_rows, mask, err);
    if (status == STATUS_OK)
        status = cube_add_cells(cube, plan, &fold, mask, summing->all_rows, err);
    for (size_t run = 0; run < fold.runs && status == STATUS_OK; run++) {
        size_t begin = run ? fold.ends[run - 1] : 0;
        struct total total = total_of(state, fold.cells + begin, fold.ends[run] - begin);
        finish(&cube->cells[first + run], &total, summing->column, plan->request->aggregate);
    }
    cube_fold_free(&fold);
    return status;
}

static enum status make_states(struct summing *summing, const struct cube_plan *plan,
                               struct error *err)
{
    const struct frame_column *column = summing->column;
    bool all_numbers = column->empties == 0 && column->form != FORM_WORDS;
    for (unsigned part = 0; part < plan->parts; part++)
        if (!make_state(&summing->states[part], column, plan->cell_count) ||
            (!all_numbers && !cube_counts_make(&summing->rows[part], plan->cell_count)))
            return cube_no_memory(err);
    return STATUS_OK;
}

enum status cube_make_sums(struct cube *cube, const struct cube_plan *plan,
                           const struct cube_value *value, struct error *err)
{
    struct summing summing = {.column = value->column};
    enum status status = make_states(&summing, plan, err);
    if (status == STATUS_OK)
        status = cube_scan(plan, value, plan->request->rows, add_block, &summing, err);
    if (status == STATUS_OK) {
        merge_states(&summing, plan->parts, plan->cell_count);
        if (summing.rows[0].rows)
            cube_counts_merge(summing.rows, plan->parts);
        summing.all_rows = summing.rows[0].rows ? summing.rows[0].rows : summing.states[0].numbers;
        cube->skipped = summing.states[0].skipped;
    }
    for (unsigned mask = 0; mask < 1u << plan->fields && status == STATUS_OK; mask++)
        status = fold_states(cube, plan, &summing, mask, err);
    for (unsigned part = 0; part < plan->parts; part++) {
        free_state(&summing.states[part]);
        free(summing.rows[part].rows);
    }
    return status;
}

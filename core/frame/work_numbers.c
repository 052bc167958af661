/*
 * Numbers worked out row by row, for pairs of columns that have too many pairs of values: two
 * walks, the first to see between which ends the results lie, the second to write them as
 * codes. Working out twice is cheaper than keeping what comes out.
 */
#include <math.h>
#include <stdlib.h>

#include "core/frame/code_at.h"
#include "core/frame/column_internal.h"
#include "core/frame/parallel.h"
#include "core/frame/work_codes.h"

struct ends {
    int64_t low, high;
    size_t numbers, empties;
    int64_t reasons[WORK_OUT_REASONS];
};

struct numbers {
    const struct work_out *work;
    struct ends ends[PARALLEL_MAX];
    int64_t base;
    void *codes;
    int width;
};

enum { BLOCK = 1024 };

/* Some rows of both sources. */
struct block {
    double in[WORK_OUT_SOURCES][BLOCK]; /* NaN: no number */
};

__attribute__((always_inline)) static inline void
read_width(const struct frame_column *column, int width, size_t first, size_t count, double *out)
{
    const double power = column->form == FORM_DECIMAL ? column_power(column->scale) : 1;
    for (size_t i = 0; i < count; i++) {
        uint64_t code = code_at(column->codes, width, first + i);
        int64_t whole = (int64_t)((uint64_t)column->base + (code - 1));
        out[i] = code == 0 ? NAN : (double)whole / power;
    }
}

static void read_numbers(const struct frame_column *column, size_t first, size_t count, double *out)
{
    bool whole = column->form == FORM_INTEGER || column->form == FORM_DECIMAL;
    if (whole && column->width == 1)
        read_width(column, 1, first, count, out);
    else if (whole && column->width == 2)
        read_width(column, 2, first, count, out);
    else if (whole && column->width == 4)
        read_width(column, 4, first, count, out);
    else
        for (size_t i = 0; i < count; i++) {
            if (!column_number(column, column_code(column, first + i), &out[i]))
                out[i] = NAN;
        }
}

static void read_block(const struct work_out *work, size_t first, size_t count, struct block *block)
{
    read_numbers(work->sources[0], first, count, block->in[0]);
    if (work->source_count > 1)
        read_numbers(work->sources[1], first, count, block->in[1]);
}

/* False: empty, for the reason. */
__attribute__((always_inline)) static inline bool number_at(const struct work_out *work,
                                                            const struct block *block, size_t row,
                                                            size_t i, int64_t *out,
                                                            unsigned *reason)
{
    const double in[WORK_OUT_SOURCES] = {block->in[0][i],
                                         work->source_count > 1 ? block->in[1][i] : 0};
    if (!isnan(in[0]) && !isnan(in[1]))
        return work->number(work->number_context, in, out, reason);
    const struct frame_column *column = work->sources[isnan(in[0]) ? 0 : 1];
    *reason = column_code(column, row) == 0 ? work->empty_reason : work->other_reason;
    return false;
}

static void add_to_ends(struct ends *ends, bool is_number, int64_t number, unsigned reason)
{
    if (!is_number) {
        ends->empties++;
        ends->reasons[reason]++;
        return;
    }
    ends->numbers++;
    ends->low = number < ends->low ? number : ends->low;
    ends->high = number > ends->high ? number : ends->high;
}

static void find_ends(void *context, unsigned part, size_t first, size_t end)
{
    struct numbers *n = context;
    struct ends ends = {INT64_MAX, INT64_MIN, 0, 0, {0}};
    struct block block;
    for (; first < end; first += BLOCK) {
        size_t count = end - first < BLOCK ? end - first : BLOCK;
        read_block(n->work, first, count, &block);
        for (size_t i = 0; i < count; i++) {
            int64_t number = 0;
            unsigned reason = 0;
            bool good = number_at(n->work, &block, first + i, i, &number, &reason);
            add_to_ends(&ends, good, number, reason);
        }
    }
    n->ends[part] = ends;
}

static void write_codes(void *context, unsigned part, size_t first, size_t end)
{
    struct numbers *n = context;
    struct block block;
    (void)part;
    for (; first < end; first += BLOCK) {
        size_t count = end - first < BLOCK ? end - first : BLOCK;
        read_block(n->work, first, count, &block);
        for (size_t i = 0; i < count; i++) {
            int64_t number = 0;
            unsigned reason = 0;
            if (number_at(n->work, &block, first + i, i, &number, &reason))
                column_set_code(n->codes, n->width, first + i,
                                (uint64_t)number - (uint64_t)n->base + 1);
        }
    }
}

static struct ends all_ends(const struct numbers *n)
{
    struct ends all = n->ends[0];
    for (unsigned i = 1; i < PARALLEL_MAX; i++) {
        const struct ends *one = &n->ends[i];
        all.low = one->numbers && one->low < all.low ? one->low : all.low;
        all.high = one->numbers && one->high > all.high ? one->high : all.high;
        all.numbers += one->numbers;
        all.empties += one->empties;
        for (size_t r = 0; r < WORK_OUT_REASONS; r++)
            all.reasons[r] += one->reasons[r];
    }
    return all;
}

enum status work_out_numbers(struct frame_column **out, const struct work_out *work,
                             struct error *err)
{
    struct numbers n = {.work = work};
    size_t rows = work->sources[0]->rows;
    bool decimal = work->type == COLUMN_DECIMAL;
    parallel_run(rows, find_ends, &n);
    struct ends ends = all_ends(&n);
    struct column_box *box =
        column_box_new(decimal ? FORM_DECIMAL : FORM_INTEGER, work->type, rows);
    uint64_t top = ends.numbers ? (uint64_t)ends.high - (uint64_t)ends.low + 1 : 0;
    if (!box || !column_box_codes(box, top)) {
        column_free(box ? &box->column : NULL);
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    box->column.base = n.base = ends.numbers ? ends.low : 0;
    box->column.scale = decimal ? work->scale : 0;
    box->column.empties = ends.empties;
    n.codes = box->codes;
    n.width = box->column.width;
    parallel_run(rows, write_codes, &n);
    for (size_t r = 0; work->reasons && r < WORK_OUT_REASONS; r++)
        work->reasons[r] += ends.reasons[r];
    if (work->reasons)
        work->reasons[0] += (int64_t)ends.numbers;
    *out = &box->column;
    return STATUS_OK;
}

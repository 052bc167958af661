/*
 * Profiles from counted codes: codes are in the order of values, so that the least, the
 * greatest, the median and the quartiles are found by walking the counts once.
 */
#include "core/frame/profile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/frame/code_tally.h"
#include "core/frame/profile_internal.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- the most frequent ---- */

void profile_top_offer(struct profile_top *top, uint64_t key, int64_t rows)
{
    if (top->count == top->room) {
        if (top->room == 0 || top->entries[top->room - 1].rows >= rows)
            return;
        top->count--;
    }
    size_t at = top->count++;
    for (; at > 0 && top->entries[at - 1].rows < rows; at--)
        top->entries[at] = top->entries[at - 1];
    top->entries[at] = (struct top_entry){key, rows};
}

/* The value of a code, on its own. False: no memory. */
static bool keep_value(const struct frame_column *column, uint64_t code, struct arena *arena,
                       struct value *out)
{
    char text[COLUMN_TEXT_SIZE];
    *out = column_value(column, code, text);
    if (out->kind == VALUE_TEXT)
        out->text.data = arena_copy(arena, out->text);
    return out->kind != VALUE_TEXT || out->text.data;
}

static enum status keep_top(struct profile *out, const struct frame_column *column,
                            const struct profile_top *top, struct arena *arena, struct error *err)
{
    out->top = arena_array(arena, top->count, sizeof *out->top);
    if (!out->top)
        return no_memory(err);
    for (; out->top_count < top->count; out->top_count++) {
        out->top[out->top_count].rows = top->entries[out->top_count].rows;
        if (!keep_value(column, top->entries[out->top_count].key, arena,
                        &out->top[out->top_count].value))
            return no_memory(err);
    }
    return STATUS_OK;
}

/* ---- numbers ---- */

/* One number with how often it occurs. */
struct weight {
    struct value value;
    int64_t rows;
};

/* Numbers in order, from the codes or, where these are in an order that was given, sorted. */
struct numbers {
    const struct frame_column *column;
    const struct code_tally *tally;
    uint64_t position;
    struct weight *sorted; /* NULL: as the codes come */
    size_t count, next;
};

static double number_of(const struct value *value)
{
    return value->kind == VALUE_INTEGER ? (double)value->integer : value->decimal;
}

static int by_number(const void *a, const void *b)
{
    const struct weight *left = a, *right = b;
    double x = number_of(&left->value), y = number_of(&right->value);
    if (left->value.kind == VALUE_INTEGER && right->value.kind == VALUE_INTEGER)
        return (left->value.integer > right->value.integer) -
               (left->value.integer < right->value.integer);
    return (x > y) - (x < y);
}

/* The next number that occurs, in the order of codes. */
static bool next_number(struct numbers *numbers, struct weight *out)
{
    char text[COLUMN_TEXT_SIZE];
    uint64_t code;
    if (numbers->sorted) {
        if (numbers->next == numbers->count)
            return false;
        *out = numbers->sorted[numbers->next++];
        return true;
    }
    while (code_tally_next(numbers->tally, &numbers->position, &code, &out->rows)) {
        out->value = column_value(numbers->column, code, text);
        if (out->value.kind == VALUE_INTEGER || out->value.kind == VALUE_DECIMAL)
            return true;
    }
    return false;
}

static bool sort_words(struct numbers *numbers)
{
    struct weight weight, *sorted = calloc((size_t)numbers->column->top + 1, sizeof *sorted);
    if (!sorted)
        return false;
    while (next_number(numbers, &weight))
        sorted[numbers->count++] = weight;
    qsort(sorted, numbers->count, sizeof *sorted, by_number);
    numbers->sorted = sorted;
    return true;
}

/* Adds to the exact sum what is whole at this scale, to the rest what is not. Terms are added
 * in the order of values and what rounding takes is carried along: the order of rows never
 * shows. */
static void add_number(struct profile *out, const struct frame_column *column,
                       const struct weight *weight, double *lost)
{
    double scaled = 0;
    if (weight->value.kind == VALUE_INTEGER && out->sum_scale == 0) {
        out->sum += (profile_whole)weight->value.integer * weight->rows;
        return;
    }
    if (column->form == FORM_DECIMAL) {
        scaled = nearbyint(weight->value.decimal * pow(10, column->scale));
        out->sum += (profile_whole)(int64_t)scaled * weight->rows;
        return;
    }
    double term = number_of(&weight->value) * (double)weight->rows, sum = out->sum_rest + term;
    if (isfinite(sum))
        *lost += fabs(out->sum_rest) >= fabs(term) ? (out->sum_rest - sum) + term
                                                   : (term - sum) + out->sum_rest;
    out->sum_rest = sum;
}

/* Places in the row of numbers, lowest first: those around the quartiles. */
enum { QUARTILES = 3 };
struct place {
    int64_t at;  /* of the number below or at it */
    double part; /* of the way to the next */
    struct value low, high;
};

/* Decimals of so many digits are worked with as whole numbers: a rounding is then the last
 * thing that happens, and 0.15 is 0.15. */
static struct value between(const struct place *place, const struct frame_column *column)
{
    struct value value = {.kind = VALUE_DECIMAL};
    double low = number_of(&place->low), high = number_of(&place->high), part = place->part;
    if (part == 0 || by_number(&(struct weight){.value = place->low},
                               &(struct weight){.value = place->high}) == 0)
        return place->low;
    if (column->form == FORM_DECIMAL) {
        double power = pow(10, column->scale);
        low = nearbyint(low * power);
        high = nearbyint(high * power);
        value.decimal = (low * (4 - part * 4) + high * part * 4) / (4 * power);
    } else if (part == 0.5) {
        value.decimal = isfinite(low + high) ? (low + high) / 2 : low / 2 + high / 2;
    } else {
        value.decimal = low + (high - low) * part;
    }
    return value;
}

static void find_places(struct profile *out, struct numbers *numbers, struct place *places,
                        const struct frame_column *column)
{
    struct weight weight;
    int64_t before = 0;
    double lost = 0;
    while (next_number(numbers, &weight)) {
        for (size_t i = 0; i < QUARTILES; i++) {
            if (places[i].at >= before && places[i].at < before + weight.rows)
                places[i].low = weight.value;
            if (places[i].at + 1 >= before && places[i].at + 1 < before + weight.rows)
                places[i].high = weight.value;
        }
        if (before == 0)
            out->least_number = weight.value;
        out->greatest_number = weight.value;
        out->has_decimals |= weight.value.kind == VALUE_DECIMAL;
        add_number(out, column, &weight, &lost);
        before += weight.rows;
    }
    out->sum_rest += lost;
}

static void set_mean(struct profile *out)
{
    double count = (double)out->numbers, power = pow(10, out->sum_scale);
    double mean = out->sum_rest == 0 ? (double)out->sum / (count * power)
                                     : ((double)out->sum / power + out->sum_rest) / count;
    out->mean = (struct value){.kind = VALUE_DECIMAL, .decimal = mean};
}

static enum status measure_numbers(struct profile *out, const struct frame_column *column,
                                   const struct code_tally *tally, struct error *err)
{
    struct numbers numbers = {.column = column, .tally = tally};
    struct place places[QUARTILES] = {0};
    if (column->form == FORM_WORDS && column->listed > 0 && !sort_words(&numbers))
        return no_memory(err);
    for (int i = 0; i < QUARTILES; i++) {
        double at = (double)(out->numbers - 1) * (i + 1) / 4;
        places[i] = (struct place){.at = (int64_t)at, .part = at - floor(at)};
    }
    out->sum_scale = column->form == FORM_DECIMAL ? column->scale : 0;
    find_places(out, &numbers, places, column);
    free(numbers.sorted);
    out->lower = between(&places[0], column);
    out->median = between(&places[1], column);
    out->upper = between(&places[2], column);
    set_mean(out);
    return STATUS_OK;
}

/* ---- all columns with codes ---- */

static enum status walk_tally(struct profile *out, const struct frame_column *column,
                              const struct code_tally *tally, struct profile_top *top,
                              struct arena *arena, struct error *err)
{
    uint64_t position = 0, code = 0, first = 0, last = 0;
    int64_t rows = 0;
    double number;
    bool words = column->form == FORM_WORDS, numeric = column_is_numeric(column);
    while (code_tally_next(tally, &position, &code, &rows)) {
        first = first ? first : code;
        last = code;
        out->distinct++;
        if (words ? column_number(column, code, &number) : numeric)
            out->numbers += rows;
        profile_top_offer(top, code, rows);
    }
    if (!keep_value(column, first, arena, &out->least) ||
        !keep_value(column, last, arena, &out->greatest))
        return no_memory(err);
    return STATUS_OK;
}

static enum status profile_codes(struct profile *out, const struct frame_column *column,
                                 const struct bitmap *bitmap, struct profile_top *top,
                                 struct arena *arena, const volatile int *cancel, struct error *err)
{
    struct code_tally tally;
    enum status status = code_tally_make(&tally, column, bitmap, cancel, err);
    if (status != STATUS_OK)
        return status;
    out->empty = tally.empties;
    status = walk_tally(out, column, &tally, top, arena, err);
    if (status == STATUS_OK && out->numbers > 0)
        status = measure_numbers(out, column, &tally, err);
    if (status == STATUS_OK)
        status = keep_top(out, column, top, arena, err);
    code_tally_free(&tally);
    return status;
}

enum status profile_make(struct profile *out, const struct frame_column *column,
                         const struct bitmap *bitmap, size_t top_count, struct arena *arena,
                         const volatile int *cancel, struct error *err)
{
    struct profile_top top = {.room = top_count};
    *out = (struct profile){.rows = bitmap ? bitmap->count : (int64_t)column->rows};
    top.entries = calloc(top_count + 1, sizeof *top.entries);
    if (!top.entries)
        return no_memory(err);
    enum status status = column->form == FORM_TEXTS
                             ? profile_texts(out, column, bitmap, &top, arena, cancel, err)
                             : profile_codes(out, column, bitmap, &top, arena, cancel, err);
    free(top.entries);
    return status;
}

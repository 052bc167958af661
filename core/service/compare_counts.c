/* How often each value of a column occurs in A and in B, from one pass over the codes. */
#include <stdlib.h>
#include <string.h>

#include "core/frame/column_coarse.h"
#include "core/service/compare_internal.h"

/* As many values, each of them nearly always another one, say nothing. */
enum { UNIQUE_VALUES = 50 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- counting ---- */

static bool is_date(enum column_type type)
{
    return type == COLUMN_DATE || type == COLUMN_DATETIME;
}

/* How a column is counted. */
struct manner {
    bool numeric, dated;
};

static struct manner manner_of(const struct frame_column *column)
{
    struct manner manner = {.dated = is_date(column->type)};
    manner.numeric = column_type_is_number(column->type) && column_is_numeric(column);
    return manner;
}

/* ---- from codes to values ---- */

static size_t count_values(const struct pair_tally *tally)
{
    struct pair_cursor cursor = {0};
    uint64_t code;
    int64_t a, b;
    size_t count = 0;
    while (pair_tally_next(tally, &cursor, &code, &a, &b))
        count++;
    return count;
}

static int64_t total(struct count_pair pair)
{
    return pair.a + pair.b;
}

static bool is_unique(size_t values, int64_t units)
{
    return values >= UNIQUE_VALUES && (int64_t)values * 2 > units;
}

static enum status take_codes(struct compare_tally *out, const struct pair_tally *tally,
                              size_t count, struct error *err)
{
    struct pair_cursor cursor = {0};
    out->pairs = calloc(count + 1, sizeof *out->pairs);
    out->codes = calloc(count + 1, sizeof *out->codes);
    if (!out->pairs || !out->codes)
        return no_memory(err);
    for (size_t i = 0; i < count; i++)
        pair_tally_next(tally, &cursor, &out->codes[i], &out->pairs[i].a, &out->pairs[i].b);
    out->counts.count = count;
    return STATUS_OK;
}

/* A number with how often it occurs; sorted where an order was given to the values, which is
 * not theirs. */
struct weighed {
    double number;
    struct count_pair pair;
    uint64_t code;
};

static int by_number(const void *a, const void *b)
{
    const struct weighed *left = a, *right = b;
    return (left->number > right->number) - (left->number < right->number);
}

static bool sort_numbers(struct compare_tally *out)
{
    size_t count = out->counts.count;
    struct weighed *sorted = calloc(count + 1, sizeof *sorted);
    if (!sorted)
        return false;
    for (size_t i = 0; i < count; i++)
        sorted[i] = (struct weighed){out->numbers[i], out->pairs[i], out->codes[i]};
    qsort(sorted, count, sizeof *sorted, by_number);
    for (size_t i = 0; i < count; i++) {
        out->numbers[i] = sorted[i].number;
        out->pairs[i] = sorted[i].pair;
        out->codes[i] = sorted[i].code;
    }
    free(sorted);
    return true;
}

static enum status take_numbers(struct compare_tally *out, struct error *err)
{
    size_t count = out->counts.count;
    bool ascending = true;
    out->numbers = calloc(count + 1, sizeof *out->numbers);
    if (!out->numbers)
        return no_memory(err);
    for (size_t i = 0; i < count; i++) {
        column_number(out->column, out->codes[i], &out->numbers[i]);
        ascending &= i == 0 || out->numbers[i] >= out->numbers[i - 1];
    }
    return ascending || sort_numbers(out) ? STATUS_OK : no_memory(err);
}

static void finish(struct compare_tally *out, const struct compare_sets *sets, struct manner manner)
{
    struct compare_counts *counts = &out->counts;
    struct count_pair sum = {0, 0};
    counts->values = out->pairs;
    counts->numbers = out->numbers;
    counts->ordered = manner.numeric || manner.dated;
    counts->units = compare_sets_units(sets);
    for (size_t i = 0; i < counts->count; i++) {
        sum.a += counts->values[i].a;
        sum.b += counts->values[i].b;
    }
    out->unique |= !counts->ordered && is_unique(counts->count, total(sum));
}

/* ---- one dataset, or two ---- */

/* Nearly unique values are not even listed, unless they are asked for. */
static enum status take_tally(struct compare_tally *out, const struct pair_tally *tally,
                              struct manner manner, bool all, struct error *err)
{
    size_t count = count_values(tally);
    int64_t filled = tally->a.rows + tally->b.rows - tally->a.empties - tally->b.empties;
    out->counts.empty = (struct count_pair){tally->a.empties, tally->b.empties};
    out->unique = !manner.numeric && !manner.dated && !all && is_unique(count, filled);
    enum status status = out->unique ? STATUS_OK : take_codes(out, tally, count, err);
    if (status == STATUS_OK && manner.numeric)
        status = take_numbers(out, err);
    return status;
}

static enum status tally_one(struct compare_tally *out, const struct compare_sets *sets,
                             const struct frame_column *column, struct manner manner, bool all,
                             struct error *err)
{
    const struct compare_side *side = &sets->first;
    struct pair_tally tally = {0};
    enum status status = STATUS_OK;
    if (column->form == FORM_SECOND)
        status = column_days(&out->days, column, err);
    out->column = out->days ? out->days : column;
    if (status == STATUS_OK)
        status = pair_tally_make(&tally, out->column, &side->a, &side->b,
                                 frame_use_cancel(side->use), err);
    if (status == STATUS_OK)
        status = take_tally(out, &tally, manner, all, err);
    pair_tally_free(&tally);
    return status;
}

static enum status tally_two(struct compare_tally *out, const struct compare_sets *sets,
                             const struct frame_column *const columns[2], struct error *err)
{
    struct pair_tally a = {0}, b = {0};
    enum status status = pair_tally_make(&a, columns[0], &sets->first.a, NULL,
                                         frame_use_cancel(sets->first.use), err);
    if (status == STATUS_OK)
        status = pair_tally_make(&b, columns[1], &sets->second.a, NULL,
                                 frame_use_cancel(sets->second.use), err);
    if (status == STATUS_OK)
        status = compare_tally_merge(out, columns[0], &a, columns[1], &b, err);
    pair_tally_free(&a);
    pair_tally_free(&b);
    return status;
}

/* Values that can't be counted, or would show nothing. */
static bool is_beyond(const struct frame_column *column, struct manner manner, bool all)
{
    bool ordered = manner.numeric || manner.dated;
    if (column->form == FORM_TEXTS || ordered)
        return column->form == FORM_TEXTS;
    return !all && column->top >= CODE_TABLE_MAX && column_seems_unique(column);
}

enum status compare_tally_make(struct compare_tally *out, const struct compare_sets *sets,
                               const struct frame_column *const columns[2], bool all,
                               struct error *err)
{
    enum status status = STATUS_OK;
    *out = (struct compare_tally){0};
    struct manner manner = manner_of(columns[0]);
    if (columns[1]) { /* what only one of them is, both are not */
        struct manner other = manner_of(columns[1]);
        manner = (struct manner){manner.numeric && other.numeric, manner.dated && other.dated};
    }
    out->unique =
        is_beyond(columns[0], manner, all) || (columns[1] && is_beyond(columns[1], manner, all));
    if (out->unique)
        return STATUS_OK;
    status = columns[1] ? tally_two(out, sets, columns, err)
                        : tally_one(out, sets, columns[0], manner, all, err);
    if (status == STATUS_OK && out->unique)
        return STATUS_OK;
    if (status == STATUS_OK)
        finish(out, sets, manner);
    else
        compare_tally_free(out);
    return status;
}

void compare_tally_free(struct compare_tally *tally)
{
    free(tally->pairs);
    free(tally->numbers);
    free(tally->codes);
    column_free(tally->days);
    arena_free(tally->arena);
    *tally = (struct compare_tally){0};
}

struct span compare_tally_text(const struct compare_tally *tally, size_t value, char *scratch)
{
    char text[COLUMN_TEXT_SIZE];
    if (tally->texts)
        return tally->texts[value];
    struct value found = column_value(tally->column, tally->codes[value], text);
    struct span span = value_text(&found, scratch);
    if (span.data == text) {
        memcpy(scratch, text, span.len);
        span.data = scratch;
    }
    return span;
}

/*
 * What a comparison shows of a column: its values or bands side by side, those that differ
 * most first, and for dates from when to when.
 */
#include <math.h>
#include <stdlib.h>

#include "core/service/compare_internal.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- names ---- */

static bool name_values(struct arena *arena, const struct compare_tally *tally, size_t first,
                        size_t last, struct span *out)
{
    char low[COLUMN_TEXT_SIZE], high[COLUMN_TEXT_SIZE];
    struct span begin = compare_tally_text(tally, first, low);
    if (first == last) {
        *out = span_of(arena_copy(arena, begin), begin.len);
        return out->data != NULL;
    }
    struct span end = compare_tally_text(tally, last, high);
    *out = span_string(
        arena_printf(arena, "%.*s\u2013%.*s", (int)begin.len, begin.data, (int)end.len, end.data));
    return out->data != NULL;
}

/* ---- values ---- */

static void set_units(const struct compare_tally *tally, struct count_pair units,
                      struct compare_value *out)
{
    struct count_pair of = tally->counts.units;
    out->units = units;
    out->a = compare_share(units.a, of.a);
    out->b = compare_share(units.b, of.b);
    out->p = significance_of_shares(units, of).p;
}

static enum status list_classes(struct compare_column *column, const struct compare_tally *tally,
                                struct arena *arena, struct error *err)
{
    const struct compare_verdict *verdict = &column->verdict;
    column->values = arena_array(arena, verdict->class_count, sizeof *column->values);
    if (!column->values)
        return no_memory(err);
    for (size_t i = 0; i < verdict->class_count; i++) {
        const struct compare_class *class = &verdict->classes[i];
        struct compare_value *value = &column->values[i];
        value->place = i;
        set_units(tally, class->units, value);
        if (class->kind != CLASS_EMPTY &&
            !name_values(arena, tally, class->first, class->last, &value->text))
            return no_memory(err);
    }
    column->value_count = column->all_values = verdict->class_count;
    column->widest = verdict->widest;
    return STATUS_OK;
}

/* Places of values; that of the empty cells is behind the last. */
struct gaps {
    const struct compare_tally *tally;
    size_t *places;
};

static struct count_pair units_at(const struct compare_tally *tally, size_t place)
{
    return place < tally->counts.count ? tally->counts.values[place] : tally->counts.empty;
}

static double gap_at(const struct compare_tally *tally, size_t place)
{
    struct count_pair units = units_at(tally, place), of = tally->counts.units;
    return compare_share(units.a, of.a) - compare_share(units.b, of.b);
}

/* The widest first; of two that are as wide, the one of which A has more. */
static int by_gap(const void *a, const void *b, void *context)
{
    const struct compare_tally *tally = context;
    size_t left = *(const size_t *)a, right = *(const size_t *)b;
    double x = gap_at(tally, left), y = gap_at(tally, right);
    const double alike = 1e-12;
    if (fabs(fabs(x) - fabs(y)) > alike)
        return fabs(x) > fabs(y) ? -1 : 1;
    if (fabs(x - y) > alike)
        return x > y ? -1 : 1;
    return (left > right) - (left < right);
}

static enum status list_values(struct compare_column *column, const struct compare_tally *tally,
                               bool all, struct arena *arena, struct error *err)
{
    const struct compare_counts *counts = &tally->counts;
    size_t count = counts->count + (counts->empty.a + counts->empty.b > 0);
    size_t shown = all || count < COMPARE_VALUES ? count : COMPARE_VALUES;
    size_t *places = calloc(count + 1, sizeof *places);
    column->values = arena_array(arena, shown, sizeof *column->values);
    if (!places || !column->values) {
        free(places);
        return no_memory(err);
    }
    for (size_t i = 0; i < count; i++)
        places[i] = i;
    qsort_r(places, count, sizeof *places, by_gap, (void *)(uintptr_t)tally);
    bool good = true;
    for (size_t i = 0; i < shown && good; i++) {
        struct compare_value *value = &column->values[i];
        value->place = places[i];
        set_units(tally, units_at(tally, places[i]), value);
        good = places[i] == counts->count ||
               name_values(arena, tally, places[i], places[i], &value->text);
    }
    free(places);
    column->value_count = good ? shown : 0;
    column->all_values = count;
    return good ? STATUS_OK : no_memory(err);
}

/* ---- dates ---- */

static int64_t units_of(const struct compare_counts *counts, size_t value, bool of_b)
{
    return of_b ? counts->values[value].b : counts->values[value].a;
}

/* Places of the first date of a set, of the one in the middle, of the last; false: none. */
struct dates {
    size_t first, middle, last;
};

static bool find_dates(const struct compare_counts *counts, bool of_b, struct dates *out)
{
    int64_t all = 0, before = 0;
    for (size_t i = 0; i < counts->count; i++)
        all += units_of(counts, i, of_b);
    for (size_t i = 0; i < counts->count; i++) {
        int64_t here = units_of(counts, i, of_b);
        if (here == 0)
            continue;
        if (before == 0)
            out->first = i;
        if (before * 2 < all)
            out->middle = i;
        out->last = i;
        before += here;
    }
    return all > 0;
}

/* Nine of ten dates of a set lie between the first and the last of the other: a few that stand
 * for "not known" change nothing. */
static bool lies_within(const struct compare_counts *counts, bool of_b, const struct dates *other)
{
    int64_t inside = 0, all = 0;
    for (size_t i = 0; i < counts->count; i++) {
        all += units_of(counts, i, of_b);
        if (i >= other->first && i <= other->last)
            inside += units_of(counts, i, of_b);
    }
    return inside * 10 >= all * 9;
}

static bool name_dates(struct arena *arena, const struct compare_tally *tally,
                       const struct dates *dates, struct compare_period *out)
{
    return name_values(arena, tally, dates->first, dates->first, &out->first) &&
           name_values(arena, tally, dates->middle, dates->middle, &out->middle) &&
           name_values(arena, tally, dates->last, dates->last, &out->last);
}

static enum status find_periods(struct compare_column *column, const struct compare_tally *tally,
                                struct arena *arena, struct error *err)
{
    const struct compare_counts *counts = &tally->counts;
    struct dates a = {0}, b = {0};
    bool has_a = find_dates(counts, false, &a), has_b = find_dates(counts, true, &b);
    if ((has_a && !name_dates(arena, tally, &a, &column->a_period)) ||
        (has_b && !name_dates(arena, tally, &b, &column->b_period)))
        return no_memory(err);
    column->other_period =
        has_a && has_b && (!lies_within(counts, false, &b) || !lies_within(counts, true, &a));
    return STATUS_OK;
}

/* ---- all of it ---- */

enum status compare_values_fill(struct compare_column *column, const struct compare_tally *tally,
                                bool all, struct arena *arena, struct error *err)
{
    const struct compare_counts *counts = &tally->counts;
    enum status status = STATUS_OK;
    column->ordered = counts->ordered;
    column->units = counts->units;
    column->empty = counts->empty;
    column->distinct = (int64_t)counts->count;
    if (counts->numbers) {
        column->a = compare_numbers_of(counts, false);
        column->b = compare_numbers_of(counts, true);
    } else if (counts->ordered) {
        status = find_periods(column, tally, arena, err);
    }
    if (status != STATUS_OK)
        return status;
    return counts->ordered ? list_classes(column, tally, arena, err)
                           : list_values(column, tally, all, arena, err);
}

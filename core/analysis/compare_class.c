/*
 * Classes of values for a comparison. Which values are put together is decided by how often
 * they occur in both sets, never by where they differ: else the tests that follow would find
 * what was put there.
 */
#include <math.h>
#include <stdlib.h>

#include "core/analysis/compare.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* What is being put together. */
struct sorting_in {
    const struct compare_counts *counts;
    struct compare_class *classes;
    size_t count;
    uint32_t *of_value;
    bool empty;    /* the empty cells are a class */
    int64_t all;   /* units with a value */
    int64_t least; /* that a class must have */
};

static int64_t both(struct count_pair pair)
{
    return pair.a + pair.b;
}

static struct count_pair sum(struct count_pair x, struct count_pair y)
{
    return (struct count_pair){x.a + y.a, x.b + y.b};
}

/* Units of a class in both sets of which so many are expected in the smaller one. */
static int64_t units_for(int expected, struct count_pair all)
{
    double smaller = (double)(all.a < all.b ? all.a : all.b);
    return smaller > 0 ? (int64_t)ceil(expected * (double)both(all) / smaller) : INT64_MAX;
}

/* Many small counts are as good as few large ones. */
static void lower_least(struct sorting_in *in, int64_t rare)
{
    size_t many = 0;
    for (size_t i = 0; i < in->counts->count; i++)
        many += both(in->counts->values[i]) >= rare && both(in->counts->values[i]) < in->least;
    if (many >= COMPARE_MANY_RARE)
        in->least = rare;
}

static void count_all(struct sorting_in *in)
{
    const struct compare_counts *counts = in->counts;
    struct count_pair all = counts->empty;
    for (size_t i = 0; i < counts->count; i++)
        all = sum(all, counts->values[i]);
    in->all = both(all) - both(counts->empty);
    in->least = units_for(SIGNIFICANCE_EXPECTED, all);
    if (!counts->ordered)
        lower_least(in, units_for(COMPARE_RARE, all));
    in->empty = both(counts->empty) >= in->least;
}

/* There is nothing yet that could be compared, and more than one value to make it of. */
static bool needs_more(const struct sorting_in *in)
{
    return in->count + in->empty < 2 && in->counts->count > 1;
}

static void add_value(struct sorting_in *in, size_t value, bool anew, enum compare_class_kind kind)
{
    if (anew)
        in->classes[in->count++] = (struct compare_class){.kind = kind, .first = value};
    struct compare_class *class = &in->classes[in->count - 1];
    class->units = sum(class->units, in->counts->values[value]);
    class->last = value;
    class->kind = class->first == class->last ? kind : CLASS_BAND;
    in->of_value[value] = (uint32_t)(in->count - 1);
}

/* ---- values without an order ---- */

static bool is_frequent(const struct sorting_in *in, size_t value)
{
    return both(in->counts->values[value]) >= in->least;
}

/* The value that occurs most, of those that are not `but`. */
static size_t most_frequent(const struct compare_counts *counts)
{
    size_t best = 0;
    for (size_t i = 1; i < counts->count; i++)
        if (both(counts->values[i]) > both(counts->values[best]))
            best = i;
    return best;
}

/* The rarest of the classes, which is to go to the others; classes are not empty. */
static size_t rarest(const struct sorting_in *in)
{
    size_t best = 0;
    for (size_t i = 1; i < in->count; i++)
        if (both(in->classes[i].units) < both(in->classes[best].units))
            best = i;
    return best;
}

/* Gives a class to the others; those behind it move up. */
static void give_up(struct sorting_in *in, size_t class, struct compare_class *others)
{
    others->units = sum(others->units, in->classes[class].units);
    for (size_t i = class + 1; i < in->count; i++)
        in->classes[i - 1] = in->classes[i];
    in->count--;
}

/* The rare values together, with more of the others where they are too few by themselves. */
static void put_others_together(struct sorting_in *in)
{
    const struct compare_counts *counts = in->counts;
    struct compare_class others = {.kind = CLASS_OTHERS};
    for (size_t i = 0; i < counts->count; i++)
        if (!is_frequent(in, i))
            others.units = sum(others.units, counts->values[i]);
    while (both(others.units) > 0 && both(others.units) < in->least && in->count > 1)
        give_up(in, rarest(in), &others);
    for (size_t i = 0; i < counts->count; i++)
        in->of_value[i] = (uint32_t)in->count;
    for (size_t i = 0; i < in->count; i++)
        in->of_value[in->classes[i].first] = (uint32_t)i;
    if (both(others.units) > 0)
        in->classes[in->count++] = others;
}

/* Nothing is frequent enough for more than one class: the value that occurs most, and all
 * others. */
static void split_by_value(struct sorting_in *in)
{
    const struct compare_counts *counts = in->counts;
    size_t best = most_frequent(counts);
    struct compare_class others = {.kind = CLASS_OTHERS};
    in->count = 0;
    for (size_t i = 0; i < counts->count; i++) {
        in->of_value[i] = 1;
        if (i != best)
            others.units = sum(others.units, counts->values[i]);
    }
    add_value(in, best, true, CLASS_VALUE);
    in->classes[in->count++] = others;
}

static void sort_in_values(struct sorting_in *in)
{
    if (in->counts->count == 1) {
        add_value(in, 0, true, CLASS_VALUE);
        return;
    }
    for (size_t i = 0; i < in->counts->count; i++)
        if (is_frequent(in, i))
            add_value(in, i, true, CLASS_VALUE);
    put_others_together(in);
    if (needs_more(in))
        split_by_value(in);
}

/* ---- values with an order ---- */

/* Bands of neighbours: one ends when it holds enough, or before a value that is enough by
 * itself. */
static void cut_bands(struct sorting_in *in)
{
    const struct compare_counts *counts = in->counts;
    int64_t aim = counts->count <= COMPARE_FEW_VALUES ? in->least : in->all / COMPARE_BANDS;
    int64_t enough = aim > in->least ? aim : in->least, held = 0;
    for (size_t i = 0; i < counts->count; i++) {
        int64_t here = both(counts->values[i]);
        bool anew = i == 0 || held >= enough || (held >= in->least && here >= enough);
        add_value(in, i, anew, CLASS_VALUE);
        held = anew ? here : held + here;
    }
    if (in->count < 2 || held >= in->least)
        return;
    size_t last = --in->count; /* what is left over is too little */
    for (size_t i = in->classes[last].first; i <= in->classes[last].last; i++)
        add_value(in, i, false, CLASS_BAND);
}

/* The lower half and the upper one. */
static void split_by_half(struct sorting_in *in)
{
    const struct compare_counts *counts = in->counts;
    int64_t held = 0;
    in->count = 0;
    for (size_t i = 0; i < counts->count; i++) {
        bool second = in->count == 1 && i > 0 && held * 2 >= in->all;
        bool last = in->count == 1 && i + 1 == counts->count;
        add_value(in, i, i == 0 || second || last, CLASS_VALUE);
        held += both(counts->values[i]);
    }
}

static void sort_in_bands(struct sorting_in *in)
{
    cut_bands(in);
    if (needs_more(in))
        split_by_half(in);
}

/* ---- both ---- */

/* Few empty cells would not bear a test: they are left out then, but where there is nothing
 * else to tell. */
static void add_empty(struct sorting_in *in)
{
    if (in->empty || (both(in->counts->empty) > 0 && in->count < 2))
        in->classes[in->count++] =
            (struct compare_class){.kind = CLASS_EMPTY, .units = in->counts->empty};
}

enum status compare_classes(const struct compare_counts *counts, struct arena *arena,
                            struct compare_class **out, size_t *count, uint32_t **of_value,
                            struct error *err)
{
    struct sorting_in in = {.counts = counts};
    in.classes = arena_array(arena, counts->count + 2, sizeof *in.classes);
    in.of_value = arena_array(arena, counts->count + 1, sizeof *in.of_value);
    if (!in.classes || !in.of_value)
        return no_memory(err);
    count_all(&in);
    if (counts->ordered)
        sort_in_bands(&in);
    else
        sort_in_values(&in);
    add_empty(&in);
    *out = in.classes;
    *count = in.count;
    if (of_value)
        *of_value = in.of_value;
    return STATUS_OK;
}

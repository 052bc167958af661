/* How different two sets are in a column, and whether that could be chance. */
#include "core/analysis/compare.h"

#include <math.h>
#include <stdlib.h>

#include "core/analysis/tail.h"

static int64_t both(struct count_pair pair)
{
    return pair.a + pair.b;
}

static struct count_pair sum_of(const struct compare_class *classes, size_t count)
{
    struct count_pair sum = {0, 0};
    for (size_t i = 0; i < count; i++) {
        sum.a += classes[i].units.a;
        sum.b += classes[i].units.b;
    }
    return sum;
}

/* ---- the measure ---- */

double compare_dissimilarity(const struct compare_class *classes, size_t count)
{
    struct count_pair all = sum_of(classes, count);
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += fabs(compare_share(classes[i].units.a, all.a) -
                    compare_share(classes[i].units.b, all.b));
    return all.a > 0 && all.b > 0 ? sum / 2 : 0;
}

/* The units of a class are dealt to A and B at random: its share in A is then off by as much
 * as a hypergeometric number is from its average. Classes of one size have the same. */
double compare_dissimilarity_by_chance(const struct compare_class *classes, size_t count)
{
    enum { REMEMBERED = 512 };
    struct count_pair all = sum_of(classes, count);
    double known[REMEMBERED] = {0}, sum = 0;
    if (all.a <= 0 || all.b <= 0)
        return 0;
    for (size_t i = 0; i < count; i++) {
        int64_t units = both(classes[i].units);
        double deviation = units < REMEMBERED ? known[units] : 0;
        if (!(deviation > 0))
            deviation = hypergeometric_deviation(all.a + all.b, all.a, units);
        if (units < REMEMBERED)
            known[units] = deviation;
        sum += deviation;
    }
    return sum / 2 * ((double)all.a + (double)all.b) / ((double)all.a * (double)all.b);
}

/* ---- tests ---- */

static struct significance test_table(const struct compare_verdict *verdict)
{
    size_t count = verdict->class_count;
    struct count_pair *columns = calloc(count + 1, sizeof *columns);
    struct significance table = {.p = 1};
    for (size_t i = 0; columns && i < count; i++)
        columns[i] = verdict->classes[i].units;
    if (columns)
        table = significance_of_table(columns, count);
    free(columns);
    return table;
}

static void test_classes(struct compare_verdict *out)
{
    struct count_pair all = sum_of(out->classes, out->class_count);
    if (out->class_count < 2 || all.a == 0 || all.b == 0) {
        out->test = COMPARE_UNTESTED;
        out->figures = (struct significance){.p = 1};
    } else if (out->class_count == 2) {
        out->figures = significance_of_shares(out->classes[0].units, all);
        out->test = out->figures.exact ? COMPARE_EXACT : COMPARE_SHARES;
    } else {
        out->test = COMPARE_TABLE;
        out->figures = test_table(out);
    }
    out->p = out->figures.p;
}

static void test_ranks(const struct compare_counts *counts, struct compare_verdict *out)
{
    struct significance ranks = significance_of_ranks(counts->values, counts->count);
    out->ranks_p = ranks.p;
    if (ranks.p < out->p) {
        out->test = COMPARE_RANKS;
        out->figures = ranks;
        out->p = ranks.p;
    }
    out->p = fmin(1, 2 * out->p);
}

/* ---- the verdict ---- */

static size_t find_widest(const struct compare_verdict *verdict, struct count_pair of)
{
    size_t best = 0;
    double most = 0;
    for (size_t i = 0; i < verdict->class_count; i++) {
        struct count_pair units = verdict->classes[i].units;
        double gap = compare_share(units.a, of.a) - compare_share(units.b, of.b);
        /* Of two that differ as much, the one of which A has more. */
        double wide = fabs(gap) + (gap > 0 ? 1e-12 : 0);
        if (verdict->classes[i].kind != CLASS_OTHERS && wide > most) {
            most = wide;
            best = i;
        }
    }
    return best;
}

static bool stand_apart(const struct compare_counts *counts)
{
    struct count_pair sum = counts->empty;
    if (counts->count < 2 || (sum.a > 0 && sum.b > 0))
        return false;
    for (size_t i = 0; i < counts->count; i++) {
        if (counts->values[i].a > 0 && counts->values[i].b > 0)
            return false;
        sum.a += counts->values[i].a;
        sum.b += counts->values[i].b;
    }
    return sum.a > 0 && sum.b > 0;
}

enum status compare_weigh(const struct compare_counts *counts, struct arena *arena,
                          struct compare_verdict *out, struct error *err)
{
    *out = (struct compare_verdict){.p = 1, .ranks_p = 1};
    enum status status =
        compare_classes(counts, arena, &out->classes, &out->class_count, &out->class_of, err);
    if (status != STATUS_OK)
        return status;
    out->raw = compare_dissimilarity(out->classes, out->class_count);
    out->by_chance = compare_dissimilarity_by_chance(out->classes, out->class_count);
    if (out->raw > out->by_chance)
        out->difference = (out->raw - out->by_chance) / (1 - out->by_chance);
    test_classes(out);
    if (counts->ordered && counts->count > 1)
        test_ranks(counts, out);
    out->widest = find_widest(out, counts->units);
    out->apart = stand_apart(counts);
    return STATUS_OK;
}

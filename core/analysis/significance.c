/* Tests of shares and tables, and the correction for looking at many of them. */
#include "core/analysis/significance.h"

#include <math.h>
#include <stdlib.h>

#include "core/analysis/tail.h"

static const struct significance nothing = {.p = 1};

/* ---- two proportions ---- */

/* The least count that is expected in the four cells. */
static double least_expected(struct count_pair hits, struct count_pair of)
{
    double all = (double)of.a + (double)of.b, in = (double)(hits.a + hits.b), out = all - in;
    double smaller = (double)(of.a < of.b ? of.a : of.b);
    return smaller * (in < out ? in : out) / all;
}

struct significance significance_exact_shares(struct count_pair hits, struct count_pair of)
{
    /* Tables that are as probable as this one, but for rounding, count as such. */
    const double as_probable = 1 + 1e-7;
    int64_t all = of.a + of.b, marked = hits.a + hits.b;
    int64_t least = marked > of.b ? marked - of.b : 0, most = marked < of.a ? marked : of.a;
    double seen = hypergeometric(hits.a, all, marked, of.a), p = 0;
    if (of.a <= 0 || of.b <= 0)
        return nothing;
    for (int64_t k = least; k <= most; k++) {
        double one = hypergeometric(k, all, marked, of.a);
        p += one <= seen * as_probable ? one : 0;
    }
    return (struct significance){.p = p < 1 ? p : 1, .exact = true};
}

struct significance significance_of_shares(struct count_pair hits, struct count_pair of)
{
    double all = (double)of.a + (double)of.b, in = (double)(hits.a + hits.b);
    if (of.a <= 0 || of.b <= 0 || !(in > 0) || !(in < all))
        return nothing;
    if (least_expected(hits, of) < SIGNIFICANCE_EXPECTED)
        return significance_exact_shares(hits, of);
    double a = (double)of.a, b = (double)of.b, pooled = in / all;
    double z =
        ((double)hits.a / a - (double)hits.b / b) / sqrt(pooled * (1 - pooled) * (1 / a + 1 / b));
    return (struct significance){.statistic = z, .df = 1, .p = tail_normal(z)};
}

/* ---- a table ---- */

struct table {
    const struct count_pair *columns;
    size_t count;
    size_t used;  /* columns with units */
    double a, b;  /* units of the sets */
    double least; /* that is expected in a column, in the smaller set */
    double chi_square;
};

static void add_up(struct table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        table->a += (double)table->columns[i].a;
        table->b += (double)table->columns[i].b;
    }
    double all = table->a + table->b, smaller = table->a < table->b ? table->a : table->b;
    table->least = HUGE_VAL;
    for (size_t i = 0; i < table->count && smaller > 0; i++) {
        double both = (double)table->columns[i].a + (double)table->columns[i].b;
        double expected = both * table->a / all, off = (double)table->columns[i].a - expected;
        if (!(both > 0))
            continue;
        /* What A has too many, B has too few. */
        table->chi_square += off * off / expected + off * off / (both - expected);
        table->least = fmin(table->least, both * smaller / all);
        table->used++;
    }
}

/* A (A - 1) … of n factors over all (all - 1) …: of n units that are drawn for A together. */
static long double drawn(const struct table *table, int n)
{
    long double part = 1, a = table->a, all = (long double)table->a + table->b;
    for (int i = 0; i < n; i++)
        part *= (a - i) / (all - i);
    return part;
}

/* Mean and variance of chi-square over all tables with these margins, from the moments of the
 * sum of a²/t over the columns: t units, of which a are A's. */
static void margin_moments(const struct table *table, double *mean, double *variance)
{
    long double one = drawn(table, 1), two = drawn(table, 2), three = drawn(table, 3),
                four = drawn(table, 4), k = table->used, rest = 0, squares = 0, fourth = 0;
    for (size_t i = 0; i < table->count; i++) {
        long double t = (long double)table->columns[i].a + (long double)table->columns[i].b;
        if (!(t > 0))
            continue;
        rest += t - 1;
        squares += (t - 1) * (t - 1);
        fourth += ((t - 1) * (t - 2) * (t - 3) * four + 6 * (t - 1) * (t - 2) * three +
                   7 * (t - 1) * two + one) /
                  t;
    }
    long double a = table->a, b = table->b, all = a + b, sum = rest * two + k * one;
    long double square =
        fourth + (rest * rest - squares) * four + 2 * (k - 1) * rest * three + k * (k - 1) * two;
    long double scale = all * all / (a * b);
    *mean = (double)(scale * (sum - a * a / all));
    *variance = (double)(scale * scale * (square - sum * sum));
}

struct significance significance_of_table(const struct count_pair *columns, size_t count)
{
    struct table table = {.columns = columns, .count = count};
    double mean = 0, variance = 0, scale = 1;
    add_up(&table);
    if (table.used < 2)
        return nothing;
    struct significance out = {.statistic = table.chi_square, .df = (double)(table.used - 1)};
    if (table.least < SIGNIFICANCE_EXPECTED)
        margin_moments(&table, &mean, &variance);
    if (mean > 0 && variance > 0) {
        scale = variance / (2 * mean);
        out.df = 2 * mean * mean / variance;
    }
    out.p = tail_chi_square(table.chi_square / scale, out.df);
    return out;
}

/* ---- many tests ---- */

struct ranked_p {
    double p;
    size_t place;
};

static int by_p(const void *a, const void *b)
{
    const struct ranked_p *left = a, *right = b;
    int order = (left->p > right->p) - (left->p < right->p);
    return order ? order : (left->place > right->place) - (left->place < right->place);
}

bool significance_holm(const double *p, size_t count, double *out)
{
    struct ranked_p *sorted = calloc(count + 1, sizeof *sorted);
    double most = 0;
    if (!sorted)
        return false;
    for (size_t i = 0; i < count; i++)
        sorted[i] = (struct ranked_p){p[i], i};
    qsort(sorted, count, sizeof *sorted, by_p);
    for (size_t i = 0; i < count; i++) {
        double corrected = sorted[i].p * (double)(count - i);
        most = corrected > most ? corrected : most;
        out[sorted[i].place] = most < 1 ? most : 1;
    }
    free(sorted);
    return true;
}

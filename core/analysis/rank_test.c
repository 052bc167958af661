/*
 * The test of ranks, from counts of values in their order: so it takes as long as there are
 * different values, however many rows. Apart from the other tests for its exact form, which
 * counts out in how many ways the units could have been dealt to the two sets.
 */
#include <math.h>
#include <stdlib.h>

#include "core/analysis/significance.h"
#include "core/analysis/tail.h"

struct ranks {
    double a, b; /* units */
    double u;    /* pairs in which A's is the greater; equal ones count half */
    double ties; /* sum of t^3 - t */
};

static struct ranks take_ranks(const struct count_pair *values, size_t count)
{
    struct ranks ranks = {0};
    for (size_t i = 0; i < count; i++) {
        double a = (double)values[i].a, b = (double)values[i].b, t = a + b;
        ranks.u += a * (ranks.b + b / 2);
        ranks.ties += t * t * t - t;
        ranks.a += a;
        ranks.b += b;
    }
    return ranks;
}

double significance_superiority(const struct count_pair *values, size_t count)
{
    struct ranks ranks = take_ranks(values, count);
    return ranks.a > 0 && ranks.b > 0 ? ranks.u / (ranks.a * ranks.b) : 0.5;
}

static struct significance approximate(const struct ranks *ranks)
{
    double all = ranks->a + ranks->b, off = ranks->u - ranks->a * ranks->b / 2;
    double variance = ranks->a * ranks->b / 12 * (all + 1 - ranks->ties / (all * (all - 1)));
    if (!(variance > 0))
        return (struct significance){.p = 1};
    double nearer = fabs(off) > 0.5 ? fabs(off) - 0.5 : 0;
    double z = copysign(nearer / sqrt(variance), off);
    return (struct significance){.statistic = z, .p = tail_normal(z)};
}

/* ---- exact ---- */

/* Twice the ranks are whole numbers, also of ties. ways[k * (sums + 1) + s]: in how many ways
 * k of the units so far have ranks that add up to s / 2. */
struct dealing {
    double *ways;
    size_t units, sums;
};

static void deal_unit(struct dealing *dealing, size_t rank)
{
    size_t line = dealing->sums + 1;
    for (size_t k = dealing->units; k > 0; k--)
        for (size_t s = rank; s <= dealing->sums; s++)
            dealing->ways[k * line + s] += dealing->ways[(k - 1) * line + s - rank];
}

/* Deals all units; gives twice the sum of A's ranks as it was seen. */
static size_t deal_all(struct dealing *dealing, const struct count_pair *values, size_t count)
{
    size_t before = 0, seen = 0;
    dealing->ways[0] = 1;
    for (size_t i = 0; i < count; i++) {
        size_t here = (size_t)(values[i].a + values[i].b), rank = 2 * before + here + 1;
        for (size_t unit = 0; unit < here; unit++)
            deal_unit(dealing, rank);
        seen += (size_t)values[i].a * rank;
        before += here;
    }
    return seen;
}

/* The side that is seen counts double. */
static double exact_p(const struct dealing *dealing, size_t seen)
{
    const double *ways = dealing->ways + dealing->units * (dealing->sums + 1);
    double below = 0, above = 0, all = 0;
    for (size_t s = 0; s <= dealing->sums; s++) {
        all += ways[s];
        below += s <= seen ? ways[s] : 0;
        above += s >= seen ? ways[s] : 0;
    }
    double p = 2 * (below < above ? below : above) / all;
    return p < 1 ? p : 1;
}

static struct significance exact(const struct ranks *ranks, const struct count_pair *values,
                                 size_t count)
{
    size_t units = (size_t)ranks->a, all = units + (size_t)ranks->b;
    struct dealing dealing = {.units = units, .sums = all * (all + 1)};
    dealing.ways = calloc((units + 1) * (dealing.sums + 1), sizeof *dealing.ways);
    if (!dealing.ways)
        return approximate(ranks);
    size_t seen = deal_all(&dealing, values, count);
    struct significance result = {.p = exact_p(&dealing, seen), .exact = true};
    free(dealing.ways);
    return result;
}

struct significance significance_of_ranks(const struct count_pair *values, size_t count)
{
    struct ranks ranks = take_ranks(values, count);
    if (!(ranks.a > 0) || !(ranks.b > 0))
        return (struct significance){.p = 1};
    if (ranks.a + ranks.b <= SIGNIFICANCE_EXACT_RANKS)
        return exact(&ranks, values, count);
    return approximate(&ranks);
}

/*
 * Round ticks. The labelling scores every sequence of ticks that could be the best one by its
 * simplicity, by how well it covers the data and by its density, and leaves a branch of the
 * search as soon as its best possible score is below what was found. Apart from charts: it is
 * arithmetic that can be held against the published one.
 */
#include "core/analysis/chart_scale.h"

#include <float.h>
#include <math.h>
#include <stdint.h>

#include "core/analysis/number_text.h"

/* ---- the labelling ---- */

/* Steps, the preferred first, and the weights of simplicity, coverage, density, legibility. */
static const double steps[] = {1, 5, 2, 2.5, 4, 3};
enum { STEPS = sizeof steps / sizeof *steps, SKIPS_MAX = 20, TICKS_MAX = 100 };
static const double weight_simple = 0.25, weight_cover = 0.2, weight_dense = 0.5,
                    weight_legible = 0.05;

struct search {
    double least, greatest, range;
    int wanted;
    bool loose;
    double score;
    struct chart_labelling best;
};

/* A step of a sequence: every j-th of q × 10^z. */
struct trial {
    int q, j, k; /* place of the step, skip, number of ticks */
    double step;
};

static double simplicity(const struct trial *trial, bool with_zero)
{
    return 1 - (double)trial->q / (STEPS - 1) - trial->j + with_zero;
}

static bool has_zero(double first, double last, double step)
{
    const double eps = DBL_EPSILON * 100;
    double rest = first - step * floor(first / step);
    return (rest < eps || step - rest < eps) && first <= 0 && last >= 0;
}

static double coverage(const struct search *search, double first, double last)
{
    double above = search->greatest - last, below = search->least - first;
    double tenth = 0.1 * search->range;
    return 1 - 0.5 * (above * above + below * below) / (tenth * tenth);
}

static double coverage_most(const struct search *search, double span)
{
    double half = (span - search->range) / 2, tenth = 0.1 * search->range;
    return span > search->range ? 1 - half * half / (tenth * tenth) : 1;
}

static double density(const struct search *search, int k, double first, double last)
{
    double ours = (k - 1) / (last - first);
    double all = fmax(last, search->greatest) - fmin(search->least, first);
    double wanted = (search->wanted - 1) / all;
    return 2 - fmax(ours / wanted, wanted / ours);
}

static double density_most(const struct search *search, int k)
{
    return k >= search->wanted ? 2 - (double)(k - 1) / (search->wanted - 1) : 1;
}

static double weigh(double simple, double cover, double dense)
{
    return weight_simple * simple + weight_cover * cover + weight_dense * dense + weight_legible;
}

/* All sequences of this step and number of ticks that meet the data. */
static void try_starts(struct search *search, const struct trial *trial)
{
    double span = trial->step * (trial->k - 1);
    double from = floor(search->greatest / trial->step) * trial->j - (trial->k - 1) * trial->j;
    double to = ceil(search->least / trial->step) * trial->j;
    for (int64_t i = 0; from + (double)i <= to; i++) {
        double start = from + (double)i;
        double first = start * (trial->step / trial->j), last = first + span;
        double score = weigh(simplicity(trial, has_zero(first, last, trial->step)),
                             coverage(search, first, last), density(search, trial->k, first, last));
        bool holds = !search->loose || (first <= search->least && last >= search->greatest);
        if (score > search->score && holds) {
            search->score = score;
            search->best = (struct chart_labelling){first, trial->step, trial->k};
        }
    }
}

static void try_counts(struct search *search, int q, int j)
{
    struct trial trial = {.q = q, .j = j};
    double simple = simplicity(&trial, true);
    for (trial.k = 2; trial.k <= TICKS_MAX; trial.k++) {
        double dense = density_most(search, trial.k);
        if (weigh(simple, 1, dense) < search->score)
            break;
        double delta = search->range / (trial.k + 1) / j / steps[q];
        for (int z = (int)ceil(log10(delta));; z++) {
            trial.step = j * steps[q] * pow(10, z);
            double cover = coverage_most(search, trial.step * (trial.k - 1));
            if (!(weigh(simple, cover, dense) >= search->score))
                break;
            try_starts(search, &trial);
        }
    }
}

struct chart_labelling chart_labelling_find(double least, double greatest, int wanted, bool loose)
{
    struct search search = {.least = least,
                            .greatest = greatest,
                            .range = greatest - least,
                            .wanted = wanted < 2 ? 2 : wanted,
                            .loose = loose,
                            .score = -2,
                            .best = {least, greatest - least, 2}};
    for (int j = 1; j <= SKIPS_MAX; j++) {
        for (int q = 0; q < STEPS; q++) {
            struct trial trial = {.q = q, .j = j};
            if (weigh(simplicity(&trial, true), 1, 1) < search.score)
                return search.best;
            try_counts(&search, q, j);
        }
    }
    return search.best;
}

/* ---- axes ---- */

/* A range that can be divided into steps. */
static void settle_range(double *least, double *greatest)
{
    enum { EXPONENT = 300 };
    const double most = pow(10, EXPONENT);
    if (!(*least <= *greatest)) { /* also: no numbers */
        *least = 0;
        *greatest = 1;
    }
    *least = fmax(*least, -most);
    *greatest = fmin(*greatest, most);
    double room = fmax(fabs(*least), fabs(*greatest));
    if (*greatest - *least > room * 1e-9)
        return;
    /* One value: it stands in the middle, or at its end of an axis that begins at 0. */
    double half = room > 0 ? room * 0.5 : 1;
    *least -= room > 0 ? half : 0;
    *greatest += half;
}

/* Steps of 2.5 or 0.5 brought to the next whole number. */
static struct chart_labelling whole_steps(const struct chart_labelling *found, double greatest)
{
    double step = ceil(found->step - 1e-9), first = ceil(found->first / step - 1e-9) * step;
    return (struct chart_labelling){first, step, (int)floor((greatest - first) / step + 1e-9) + 1};
}

struct chart_scale chart_scale_make(double least, double greatest, int most, bool whole)
{
    enum { DECIMALS_MOST = 10 };
    struct chart_labelling found = {0};
    settle_range(&least, &greatest);
    int wanted = most < 2 ? 2 : most;
    do {
        found = chart_labelling_find(least, greatest, wanted, false);
        if (whole && found.step > floor(found.step) && greatest - least >= 1)
            found = whole_steps(&found, greatest);
    } while (found.count > most && --wanted >= 2);
    if (found.count > most) { /* the first and the last */
        found.step *= found.count - 1;
        found.count = 2;
    }
    struct chart_scale scale = {.low = fmin(least, found.first),
                                .first = found.first,
                                .step = found.step,
                                .count = found.count};
    scale.high = fmax(greatest, found.first + found.step * (found.count - 1));
    int of_step = number_decimals(found.step, DECIMALS_MOST);
    int of_first = number_decimals(found.first, DECIMALS_MOST);
    scale.decimals = of_step > of_first ? of_step : of_first;
    return scale;
}

double chart_scale_tick(const struct chart_scale *scale, int i)
{
    double tick = scale->first + scale->step * i;
    return fabs(tick) < scale->step * 1e-9 ? 0 : tick; /* no -0 */
}

double chart_scale_place(const struct chart_scale *scale, double value)
{
    double place = (value - scale->low) / (scale->high - scale->low);
    return place >= 0 ? fmin(place, 1) : 0;
}

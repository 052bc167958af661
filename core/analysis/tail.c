/*
 * Tails of distributions.
 *
 * The chi-square tail is the regularized incomplete gamma function: a series below its middle,
 * a continued fraction above (Abramowitz & Stegun, Handbook of Mathematical Functions, 1964,
 * 6.5.29 and 6.5.31, the fraction worked out forwards after Lentz 1976). The mean deviation of
 * the hypergeometric distribution has a closed form like De Moivre's for the binomial one
 * (Diaconis & Zabell, Statistical Science 6, 1991).
 */
#include "core/analysis/tail.h"

#include <math.h>

enum { STEPS_MAX = 200000 };

static const double precision = 1e-15;

double tail_normal(double z)
{
    return erfc(fabs(z) / M_SQRT2);
}

/* The logarithm of the gamma function of a number above 0; the C library's own keeps the sign
 * in a variable that all threads share. */
static double log_gamma(double x)
{
    int sign;
    return lgamma_r(x, &sign);
}

/* x^a e^-x / gamma(a), which both ways have in common. */
static double common_factor(double a, double x)
{
    return exp(a * log(x) - x - log_gamma(a));
}

/* From below: the part of the distribution that lies under x. */
static double lower_series(double a, double x)
{
    double term = 1 / a, sum = term;
    for (int i = 1; i < STEPS_MAX && term > sum * precision; i++) {
        term *= x / (a + i);
        sum += term;
    }
    return sum * common_factor(a, x);
}

/* From above: the part that lies over x. */
static double upper_fraction(double a, double x)
{
    const double tiny = 1e-300;
    double b = x + 1 - a, c = 1 / tiny, d = 1 / b, value = d;
    for (int i = 1; i < STEPS_MAX; i++) {
        double numerator = -i * (i - a);
        b += 2;
        d = numerator * d + b;
        c = b + numerator / c;
        d = fabs(d) < tiny ? 1 / tiny : 1 / d;
        c = fabs(c) < tiny ? tiny : c;
        value *= c * d;
        if (fabs(c * d - 1) < precision)
            break;
    }
    return value * common_factor(a, x);
}

double tail_chi_square(double x, double df)
{
    double a = df / 2, half = x / 2;
    if (!(x > 0))
        return 1;
    double tail = half < a + 1 ? 1 - lower_series(a, half) : upper_fraction(a, half);
    return tail < 0 ? 0 : tail > 1 ? 1 : tail;
}

/* ln of "n over k". */
static double log_choose(int64_t n, int64_t k)
{
    return log_gamma((double)n + 1) - log_gamma((double)k + 1) - log_gamma((double)(n - k) + 1);
}

double hypergeometric(int64_t hits, int64_t all, int64_t marked, int64_t drawn)
{
    int64_t most = marked < drawn ? marked : drawn, least = marked + drawn - all;
    if (hits < 0 || hits < least || hits > most)
        return 0;
    return exp(log_choose(marked, hits) + log_choose(all - marked, drawn - hits) -
               log_choose(all, drawn));
}

double hypergeometric_deviation(int64_t all, int64_t marked, int64_t drawn)
{
    if (all <= 0)
        return 0;
    int64_t above = (int64_t)floor((double)marked * (double)drawn / (double)all) + 1;
    double rest = (double)(all - marked - drawn + above);
    return 2 * (double)above * rest / (double)all * hypergeometric(above, all, marked, drawn);
}

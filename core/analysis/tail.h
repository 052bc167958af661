/*
 * Tails of distributions: how probable it is that chance alone goes as far as what was seen,
 * or further.
 */
#ifndef DATAJAM_ANALYSIS_TAIL_H
#define DATAJAM_ANALYSIS_TAIL_H

#include <stdint.h>

/* Of the standard normal distribution, both sides: P(|Z| >= |z|). */
double tail_normal(double z);

/* Of the chi-square distribution: P(X >= x). df > 0; 1 for x <= 0. */
double tail_chi_square(double x, double df);

/*
 * Hypergeometric: of `all` units `marked` are marked, and `drawn` are drawn without putting
 * them back. The probability that so many of the drawn are marked; 0 <= marked, drawn <= all.
 */
double hypergeometric(int64_t hits, int64_t all, int64_t marked, int64_t drawn);

/* The mean distance of that number from its average, |hits - marked * drawn / all|. */
double hypergeometric_deviation(int64_t all, int64_t marked, int64_t drawn);

#endif

/*
 * Could a difference between two sets be chance? Classical tests on counts, all two-sided.
 * They take every counted unit as drawn for itself: rows that belong to one person are not.
 *
 * - Two proportions: z with the pooled share, without a correction for continuity; its square
 *   is Pearson's chi-square of the 2 x 2 table (K. Pearson, 1900). Where a count is expected
 *   below SIGNIFICANCE_EXPECTED, Fisher's exact test instead (R. A. Fisher, 1935): the sum of
 *   all tables with the same margins that are no more probable.
 * - Chi-square of a 2 x k table (Pearson, 1900). Where a count is expected below
 *   SIGNIFICANCE_EXPECTED, it is held against a scaled chi-square with the mean and variance
 *   that it has, exactly, for all tables with the same margins (J. B. S. Haldane, Biometrika
 *   31, 1940; F. E. Satterthwaite, Biometrics 2, 1946). That is good for many small counts and
 *   not for a few very small ones, which are the caller's to put together beforehand (W. G.
 *   Cochran, Biometrics 10, 1954): see compare.h.
 * - Ranks: Mann & Whitney, 1947, the same as Wilcoxon's rank sum test of 1945; ties share
 *   their average rank. Normal approximation with corrections for ties and continuity (E. L.
 *   Lehmann, Nonparametrics, 1975); where there are few units the exact distribution, ties and
 *   all, counted out (B. Streitberg & J. Röhmel, 1986).
 * - Many tests at once: S. Holm, Scandinavian Journal of Statistics 6, 1979.
 */
#ifndef DATAJAM_ANALYSIS_SIGNIFICANCE_H
#define DATAJAM_ANALYSIS_SIGNIFICANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How many units of A and of B. */
struct count_pair {
    int64_t a, b;
};

struct significance {
    double statistic; /* z, chi-square, or z of the ranks; 0 where the test is exact */
    double df;        /* chi-square: degrees of freedom, of a scaled one what they come to */
    double p;         /* 1 where there is nothing to test */
    bool exact;
};

enum {
    SIGNIFICANCE_EXPECTED = 5,    /* counts that a chi-square must expect everywhere */
    SIGNIFICANCE_EXACT_RANKS = 40 /* units of both sets, up to which ranks are counted out */
};

/* hits of A's and of B's `of`. Without a unit in one of the sets, p is 1. */
struct significance significance_of_shares(struct count_pair hits, struct count_pair of);

/* Fisher's test, whatever the counts. */
struct significance significance_exact_shares(struct count_pair hits, struct count_pair of);

/* The columns of the table. Those without any unit don't count. */
struct significance significance_of_table(const struct count_pair *columns, size_t count);

/* The values of a column in their order, with how often each occurs in A and in B. */
struct significance significance_of_ranks(const struct count_pair *values, size_t count);

/* P(A > B) + P(A = B) / 2 for one unit of each set, 0.5 where they are alike or one is empty:
 * the area under the ROC curve, U / (a b). */
double significance_superiority(const struct count_pair *values, size_t count);

/* Corrects `count` p-values for having looked at all of them; out may be p itself. False: no
 * memory. */
bool significance_holm(const double *p, size_t count, double *out);

#endif

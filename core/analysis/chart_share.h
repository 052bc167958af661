/* How unevenly a total is spread: shares of the largest groups, for Pareto bars, the Lorenz
 * curve and the sentence that says it ("10 % of addresses make 58 % of the reports"). */
#ifndef DATAJAM_ANALYSIS_CHART_SHARE_H
#define DATAJAM_ANALYSIS_CHART_SHARE_H

#include <stdbool.h>
#include <stddef.h>

/* Some of the groups, those with most, and what is theirs. */
struct chart_share {
    size_t groups, of_groups;
    double part_of_groups, part_of_total; /* 0 … 1 */
};

/* The total of amounts; false: one is below 0 or no number, or all are 0: there are no shares. */
bool chart_share_total(const double *amounts, size_t count, double *total);

/* What the first `groups` of amounts, the greatest first, have of the total. */
struct chart_share chart_share_of(const double *amounts, size_t count, size_t groups);

/*
 * The one that is worth a sentence: the first tenth of many groups (20 or more), the first
 * fifth of some (5 or more), the first of few; rounded to whole groups, at least one. Amounts,
 * the greatest first, have a total.
 */
struct chart_share chart_share_telling(const double *amounts, size_t count);

#endif

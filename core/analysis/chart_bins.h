/* The bands of a histogram: how wide they are, by rule or as a person wants them. */
#ifndef DATAJAM_ANALYSIS_CHART_BINS_H
#define DATAJAM_ANALYSIS_CHART_BINS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The width of Freedman and Diaconis ("On the histogram as a density estimator", 1981):
 * 2 × (upper - lower quartile) / ∛n. */
double chart_bins_rule(double lower, double upper, int64_t count);

/* What is known of the numbers; least <= lower <= upper <= greatest, count above 0. */
struct chart_bins_data {
    double least, lower, upper, greatest;
    int64_t count;
    bool whole;  /* whole numbers: no band is narrower than 1 */
    size_t most; /* bands that there is room for; 0: CHART_BINS_MOST */
    /* Of the numbers within three times the middle half, if that is known (near_least <=
     * near_greatest): bands go no farther than they do. */
    bool near;
    double near_least, near_greatest;
};

enum { CHART_BINS_MOST = 40, CHART_BINS_SMALL = 24 /* in small charts */ };

struct chart_bins {
    double width;      /* 1, 2 or 5 times a power of ten, unless a person gave it */
    double from, to;   /* edges, multiples of width: numbers below and above are counted together */
    size_t count;      /* of bands between them: 1 … most */
    bool below, above; /* there are numbers below, or above */
};

/*
 * Bands for the data. width 0: by the rule, brought to the widest round number that is at most a
 * quarter wider, and by Sturges where the quartiles are the same. Where more than there is room
 * for would be needed, the numbers far away (beyond three times the middle half, as far as
 * there is room) go into one band at either end.
 */
struct chart_bins chart_bins_make(const struct chart_bins_data *data, double width);

/* The next round width that is wider (by > 0) or narrower; the same where there is none. */
double chart_bins_next(double width, int by, bool whole);

/* Edge number i: from + i × width, written with 15 digits and read back, as a filter says it. */
double chart_bins_edge(const struct chart_bins *bins, size_t i);

#endif

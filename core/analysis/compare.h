/*
 * Two sets of units (rows or people), A and B, side by side in one column: how different are
 * they, and could that be chance? Pure: counts in, figures out.
 *
 * Values are put into classes first, looking only at how often they occur in A and B
 * together. Text: each value of which at least SIGNIFICANCE_EXPECTED units are expected in the
 * smaller set, the rare ones together as "others"; where COMPARE_MANY_RARE or more values are
 * expected COMPARE_RARE times or more, these stand for themselves as well. Numbers and dates:
 * each value where there are few, else about ten bands that hold equally many units. Empty
 * cells are a class of their own.
 *
 * The difference is the index of dissimilarity (O. D. Duncan & B. Duncan, American
 * Sociological Review 20, 1955): half the sum of |share in A - share in B| over the classes,
 * 0 to 1: the part of the units of one set that would have to have another value for the two
 * to be alike. It is the same figure for text and for numbers, and for a column with two
 * values just the difference of the shares. What chance alone makes of it, which is the more
 * the smaller the sets and the more classes there are, is worked out exactly and taken away
 * (C. Winship, Social Forces 55, 1977; W. J. Carrington & K. R. Troske, Journal of Business &
 * Economic Statistics 15, 1997): (D - D*) / (1 - D*), not below 0.
 */
#ifndef DATAJAM_ANALYSIS_COMPARE_H
#define DATAJAM_ANALYSIS_COMPARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/analysis/significance.h"
#include "core/base/arena.h"
#include "core/base/error.h"

/* ---- what is counted ---- */

struct compare_counts {
    const struct count_pair *values; /* each value that occurs in A or B, in order */
    size_t count;
    const double *numbers; /* the numbers that they are, ascending; NULL: they are none */
    bool ordered;          /* their order means something: numbers, dates */
    struct count_pair empty;
    struct count_pair units; /* of each set: all values and the empty cells together */
};

/* ---- classes ---- */

enum compare_class_kind { CLASS_VALUE, CLASS_BAND, CLASS_OTHERS, CLASS_EMPTY };

struct compare_class {
    enum compare_class_kind kind;
    size_t first, last; /* of the values: CLASS_VALUE, CLASS_BAND */
    struct count_pair units;
};

enum {
    COMPARE_RARE = 2,
    COMPARE_MANY_RARE = 20,
    COMPARE_BANDS = 10,     /* as many are aimed at */
    COMPARE_FEW_VALUES = 12 /* so many numbers or dates stand each for themselves */
};

/* In arena; in the order of values, others and empty last. *of_value (may be NULL): the class
 * of each value. */
enum status compare_classes(const struct compare_counts *counts, struct arena *arena,
                            struct compare_class **out, size_t *count, uint32_t **of_value,
                            struct error *err);

/* The index of dissimilarity of classes, and what chance alone would make of it on average. */
double compare_dissimilarity(const struct compare_class *classes, size_t count);
double compare_dissimilarity_by_chance(const struct compare_class *classes, size_t count);

/* ---- numbers ---- */

struct compare_numbers {
    int64_t count;          /* cells with a number; 0: the rest means nothing */
    double mean, deviation; /* of the sample, n - 1; 0 for a single one */
    double least, lower, median, upper, greatest; /* quartiles as spreadsheets have them */
};

struct compare_numbers compare_numbers_of(const struct compare_counts *counts, bool of_b);

/* ---- the verdict on a column ---- */

enum compare_test {
    COMPARE_UNTESTED, /* there is one value only */
    COMPARE_SHARES,   /* two classes: two proportions */
    COMPARE_EXACT,    /* two classes, small counts: Fisher */
    COMPARE_TABLE,    /* chi-square of all classes */
    COMPARE_RANKS     /* Mann-Whitney */
};

struct compare_verdict {
    double difference; /* 0 to 1, chance taken away */
    double raw, by_chance;
    double p; /* of the column. What is ordered is tested twice, by classes and by ranks: the
                 smaller p counts double */
    enum compare_test test; /* the one that p is from */
    struct significance figures;
    double ranks_p;                /* of the ranks alone; 1 for what has no order */
    struct compare_class *classes; /* in arena */
    size_t class_count;
    uint32_t *class_of; /* of each value */
    size_t widest;      /* the class whose shares differ most */
    bool apart;         /* no value occurs in both sets, in more than a few units */
};

enum status compare_weigh(const struct compare_counts *counts, struct arena *arena,
                          struct compare_verdict *out, struct error *err);

/* The share of units, 0 to 1; 0 without any. */
static inline double compare_share(int64_t hits, int64_t of)
{
    return of > 0 ? (double)hits / (double)of : 0;
}

#endif

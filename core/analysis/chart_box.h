/*
 * Box plots after Tukey: quartiles, whiskers to the last value within one and a half times the
 * middle half, and what lies beyond them. Quartiles are those of the profile and of
 * spreadsheets: between two values by their distance (type 7 of Hyndman and Fan, 1996).
 */
#ifndef DATAJAM_ANALYSIS_CHART_BOX_H
#define DATAJAM_ANALYSIS_CHART_BOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A number and how often it occurs. */
struct chart_weight {
    double number;
    int64_t rows; /* above 0 */
};

enum { CHART_BOX_FAR = 128 };

struct chart_box {
    int64_t rows;                /* numbers there are; 0: no box */
    double lower, median, upper; /* the quartiles */
    double low, high;            /* the ends of the whiskers */
    double least, greatest;
    int64_t far_rows; /* beyond the whiskers */
    size_t far_count;
    double far[CHART_BOX_FAR]; /* of them so many as a picture can show, the farthest among them */
};

/* The number at a part (0 … 1) of the way through numbers in order. */
double chart_quantile(const struct chart_weight *numbers, size_t count, double part);

/* numbers in order, each once. */
void chart_box_make(struct chart_box *out, const struct chart_weight *numbers, size_t count);

#endif

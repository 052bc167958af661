/*
 * Axes of numbers: round ticks for a range of data, by the extended Wilkinson labelling of
 * Talbot, Lin and Hanrahan ("An Extension of Wilkinson's Algorithm for Positioning Tick
 * Labels on Axes", 2010), and places on an axis as parts of its length.
 */
#ifndef DATAJAM_ANALYSIS_CHART_SCALE_H
#define DATAJAM_ANALYSIS_CHART_SCALE_H

#include <stdbool.h>
#include <stddef.h>

/* The labelling itself: ticks first, first + step, … . About `wanted` (at least 2) of them;
 * loose: the data lie between the first and the last. The range must be above 0 and finite. */
struct chart_labelling {
    double first, step;
    int count;
};
struct chart_labelling chart_labelling_find(double least, double greatest, int wanted, bool loose);

struct chart_scale {
    double low, high; /* the ends of the axis; low < high */
    double first, step;
    int count;    /* of ticks, all of them within the axis */
    int decimals; /* that its ticks are written with */
};

/*
 * An axis for data from least to greatest with at most `most` ticks (2 or more). whole: of
 * what is counted, no ticks between whole numbers. Any range will do: one of a single value
 * is widened, and one without values (least > greatest) is 0 to 1.
 */
struct chart_scale chart_scale_make(double least, double greatest, int most, bool whole);

double chart_scale_tick(const struct chart_scale *scale, int i);

/* Where a value stands on the axis: 0 at its low end, 1 at its high end; held within. */
double chart_scale_place(const struct chart_scale *scale, double value);

#endif

/*
 * Axes of time, to scale: what a label of a date or period means, and ticks at the beginnings
 * of years, quarters, months, days or hours. Times are days since 1970-01-01, with parts.
 */
#ifndef DATAJAM_ANALYSIS_CHART_TIME_H
#define DATAJAM_ANALYSIS_CHART_TIME_H

#include <stdbool.h>

#include "core/base/span.h"

/* How long what a label says lasts. */
enum chart_period { PERIOD_MOMENT, PERIOD_DAY, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR };

/* "2019", "2019-Q1", "2019-03", "2019-03-31", "2019-03-31 10:33:00": where it begins and how
 * long it lasts. False: it is no time. */
bool chart_time_read(struct span label, double *begin, enum chart_period *period);

/* The beginning of the next period of that kind; of a moment the time itself. */
double chart_time_next(double begin, enum chart_period period);

enum { CHART_TIME_TICKS = 64, CHART_TIME_TEXT = 20 };

struct chart_time_ticks {
    int count;
    double at[CHART_TIME_TICKS];
    char texts[CHART_TIME_TICKS][CHART_TIME_TEXT]; /* "2019", "2019-Q3", "2019-03", "03-31", … */
    int cells;                                     /* of the longest text */
};

/*
 * The finest ticks whose texts, with a gap between them, fit side by side in `cells` cells
 * that show begin to end. period: of the data; ticks are no finer. Where there is room for one
 * text only, it is that of the beginning.
 */
void chart_time_ticks(double begin, double end, enum chart_period period, int cells,
                      struct chart_time_ticks *out);

#endif

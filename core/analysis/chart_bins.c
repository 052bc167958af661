/*
 * The bands of histograms. The rule alone does not do for people: its width is rounded so that
 * edges can be read, and a single number far away must not leave all others in one band.
 */
#include "core/analysis/chart_bins.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

double chart_bins_rule(double lower, double upper, int64_t count)
{
    return count > 0 ? 2 * (upper - lower) / cbrt((double)count) : 0;
}

/* ---- round widths ---- */

static const double round_steps[] = {1, 2, 5, 10};
enum { ROUND_STEPS = sizeof round_steps / sizeof *round_steps };

static double power_below(double width)
{
    return pow(10, floor(log10(width)));
}

/* The widest of 1, 2 or 5 × 10^k that is not much wider: rather more bands than fewer. */
static double round_width(double width)
{
    double power = power_below(width), best = power;
    for (size_t i = 0; i < ROUND_STEPS; i++)
        if (round_steps[i] * power <= width * 1.25)
            best = round_steps[i] * power;
    return best;
}

double chart_bins_next(double width, int by, bool whole)
{
    if (!(width > 0) || !isfinite(width))
        return width;
    double power = power_below(width), part = width / power;
    double next = by > 0 ? 10 * power : 0.5 * power;
    for (size_t i = 0; i < ROUND_STEPS && by > 0; i++)
        if (round_steps[i] > part * (1 + 1e-9)) {
            next = round_steps[i] * power;
            break;
        }
    for (size_t i = ROUND_STEPS; i-- > 0 && by <= 0;)
        if (round_steps[i] < part * (1 - 1e-9)) {
            next = round_steps[i] * power;
            break;
        }
    return (whole && next < 1) || !isfinite(next) || next < 1e-12 ? width : next;
}

/* ---- bands ---- */

static double written(double number)
{
    char text[40];
    snprintf(text, sizeof text, "%.15g", number);
    return strtod(text, NULL) + 0.0;
}

double chart_bins_edge(const struct chart_bins *bins, size_t i)
{
    double first = nearbyint(bins->from / bins->width);
    return written((first + (double)i) * bins->width);
}

static double width_by_rule(const struct chart_bins_data *data)
{
    double width = chart_bins_rule(data->lower, data->upper, data->count);
    double range = data->greatest - data->least;
    if (!(width > 0)) /* half of the numbers are one */
        width = range / (log2((double)data->count) + 1);
    if (!(width > 0) || !isfinite(width))
        width = data->whole ? 1 : fmax(fabs(data->greatest) / 10, 1e-9);
    if (!isfinite(width))
        width = 1;
    width = round_width(width);
    return data->whole && width < 1 ? 1 : width;
}

/* Bands whose number is found: the edges around the range. */
static void set_edges(struct chart_bins *bins, double least, double greatest)
{
    double first = floor(least / bins->width), last = floor(greatest / bins->width);
    if (written(first * bins->width) > least)
        first--;
    if (written((last + 1) * bins->width) <= greatest)
        last++;
    bins->from = written(first * bins->width);
    bins->to = written((last + 1) * bins->width);
    bins->count = (size_t)(last - first) + 1;
}

static double bands_for(const struct chart_bins *bins, double least, double greatest)
{
    return floor(greatest / bins->width) - floor(least / bins->width) + 1;
}

/* Leaves what is far away to the bands at the ends; the middle half is always seen. */
static void cut_ends(struct chart_bins *bins, const struct chart_bins_data *data, double most)
{
    enum { FAR = 3, MARGIN = 2 };
    double half = fmax(data->upper - data->lower, bins->width);
    double least = fmax(data->least, data->lower - FAR * half);
    double greatest = fmin(data->greatest, data->upper + FAR * half);
    if (data->near) {
        least = fmax(least, data->near_least);
        greatest = fmin(greatest, data->near_greatest);
    }
    while (bands_for(bins, least, greatest) > most - MARGIN)
        bins->width = chart_bins_next(bins->width, 1, false);
    set_edges(bins, least, greatest);
    bins->below = data->least < bins->from;
    bins->above = data->greatest >= bins->to;
}

struct chart_bins chart_bins_make(const struct chart_bins_data *data, double width)
{
    struct chart_bins bins = {.width = width > 0 && isfinite(width) ? width : width_by_rule(data)};
    double most = (double)(data->most > 0 ? data->most : CHART_BINS_MOST);
    if (bands_for(&bins, data->least, data->greatest) < most)
        set_edges(&bins, data->least, data->greatest);
    else
        cut_ends(&bins, data, most);
    return bins;
}

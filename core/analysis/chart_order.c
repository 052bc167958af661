/* The order of a chart's categories and the range of its figures, once they are there. */
#include <math.h>
#include <stdlib.h>

#include "core/analysis/chart_internal.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- order along an axis ---- */

static int by_place(const void *a, const void *b, void *context)
{
    const struct chart *chart = context;
    uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
    double x = chart->categories[i].from, y = chart->categories[j].from;
    return x < y ? -1 : x > y ? 1 : (i > j) - (i < j);
}

static int by_amount(const void *a, const void *b, void *context)
{
    const struct chart *chart = context;
    uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
    double x = 0, y = 0;
    for (size_t panel = 0; panel < chart->panel_count; panel++) {
        x += chart_at(chart, panel, 0, i)->number;
        y += chart_at(chart, panel, 0, j)->number;
    }
    return x > y ? -1 : x < y ? 1 : (i > j) - (i < j);
}

/* Takes up the categories at order[0 … count - 1], with their values. */
static enum status reorder(struct arena *arena, struct chart *chart, const uint32_t *order,
                           size_t count, struct error *err)
{
    struct chart old = *chart;
    chart->categories = arena_array(arena, count, sizeof *chart->categories);
    chart->values =
        arena_array(arena, chart->panel_count * chart->series_count * count, sizeof *chart->values);
    if (!chart->categories || !chart->values)
        return no_memory(err);
    chart->category_count = count;
    for (size_t i = 0; i < count; i++) {
        chart->categories[i] = old.categories[order[i]];
        for (size_t panel = 0; panel < chart->panel_count; panel++)
            for (size_t series = 0; series < chart->series_count; series++)
                *chart_at(chart, panel, series, i) = *chart_at(&old, panel, series, order[i]);
    }
    return STATUS_OK;
}

static int64_t rows_at(const struct chart *chart, size_t category)
{
    int64_t rows = 0;
    for (size_t panel = 0; panel < chart->panel_count; panel++)
        for (size_t series = 0; series < chart->series_count; series++)
            rows += chart_at(chart, panel, series, category)->rows;
    return rows;
}

/* Lines go along their axis; what has no place on it is counted. Pareto bars begin with the
 * greatest; what has no figure is no part of the total. */
static enum status sort_categories(struct arena *arena, struct chart *chart, int64_t *unplaced,
                                   struct error *err)
{
    bool line = chart->kind == CHART_LINE;
    uint32_t *order = calloc(chart->category_count + 1, sizeof *order);
    size_t count = 0;
    if (!order)
        return no_memory(err);
    for (size_t i = 0; i < chart->category_count; i++) {
        bool stays = line ? chart->categories[i].placed : chart_at(chart, 0, 0, i)->has;
        for (size_t panel = 1; panel < chart->panel_count && !line; panel++)
            stays = stays || chart_at(chart, panel, 0, i)->has;
        if (stays)
            order[count++] = (uint32_t)i;
        else
            *unplaced += rows_at(chart, i);
    }
    qsort_r(order, count, sizeof *order, line ? by_place : by_amount, chart);
    enum status status = reorder(arena, chart, order, count, err);
    free(order);
    return status;
}

static int by_number(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The usual distance of neighbours in time, or of bands: what is farther away than that is
 * behind a gap. Plain numbers come as they come. */
static enum status find_step(struct chart *chart, const struct pivot_field *field,
                             struct error *err)
{
    size_t count = chart->category_count;
    if (count < 2 || (!chart->traits.time && field->cut == PIVOT_AS_IS))
        return STATUS_OK;
    double *steps = calloc(count, sizeof *steps);
    if (!steps)
        return no_memory(err);
    for (size_t i = 0; i + 1 < count; i++)
        steps[i] = chart->categories[i + 1].from - chart->categories[i].from;
    qsort(steps, count - 1, sizeof *steps, by_number);
    chart->axis.step = steps[(count - 1) / 2];
    free(steps);
    return STATUS_OK;
}

/* "20–29", "[0.5,1)" */
static const char *band_text(struct arena *arena, const struct chart *old, double from,
                             double width)
{
    bool whole = false; /* as the others are written */
    for (size_t i = 0; i < old->category_count; i++)
        whole = whole || (old->categories[i].placed && old->categories[i].text.len > 0 &&
                          old->categories[i].text.data[0] != '[');
    if (!whole)
        return arena_printf(arena, "[%.15g,%.15g)", from, from + width);
    return width > 1 ? arena_printf(arena, "%.15g–%.15g", from, from + width - 1)
                     : arena_printf(arena, "%.15g", from);
}

/* The old categories at their places among the new ones; those without one behind them. */
static bool place_bands(struct arena *arena, const struct chart *old, struct chart *chart,
                        double first, double width)
{
    size_t rest = 0, bands = chart->category_count;
    for (size_t i = 0; i < old->category_count; i++)
        bands -= !old->categories[i].placed;
    for (size_t i = 0; i < bands; i++) {
        double from = first + (double)i * width;
        const char *text = band_text(arena, old, from, width);
        if (!text)
            return false;
        chart->categories[i] = (struct chart_category){
            .text = span_string(text), .placed = true, .from = from, .to = from + width};
    }
    for (size_t i = 0; i < chart->panel_count * chart->series_count * chart->category_count; i++)
        chart->values[i].row = chart->values[i].column = UINT32_MAX;
    for (size_t i = 0; i < old->category_count; i++) {
        const struct chart_category *category = &old->categories[i];
        size_t at =
            category->placed ? (size_t)round((category->from - first) / width) : bands + rest++;
        chart->categories[at] = *category;
        for (size_t panel = 0; panel < chart->panel_count; panel++)
            for (size_t series = 0; series < chart->series_count; series++)
                *chart_at(chart, panel, series, at) = *chart_at(old, panel, series, i);
    }
    return true;
}

/* Bands without rows have their place in a pyramid, too: else its shape is not that of the
 * data. Not where they are so many that a single far band would tear it apart. */
static enum status fill_bands(struct arena *arena, struct chart *chart,
                              const struct pivot_field *field, struct error *err)
{
    enum { MOST = 40 };
    struct chart old = *chart;
    double first = INFINITY, last = -INFINITY;
    size_t rest = 0; /* without a place: empties */
    for (size_t i = 0; i < old.category_count; i++) {
        first = old.categories[i].placed ? fmin(first, old.categories[i].from) : first;
        last = old.categories[i].placed ? fmax(last, old.categories[i].from) : last;
        rest += !old.categories[i].placed;
    }
    double bands = round((last - first) / field->width) + 1;
    if (field->cut != PIVOT_BANDS || !(bands >= 1 && bands <= MOST))
        return STATUS_OK;
    chart->category_count = (size_t)bands + rest;
    chart->categories = arena_array(arena, chart->category_count, sizeof *chart->categories);
    chart->values =
        arena_array(arena, chart->panel_count * chart->series_count * chart->category_count,
                    sizeof *chart->values);
    if (!chart->categories || !chart->values)
        return no_memory(err);
    return place_bands(arena, &old, chart, first, field->width) ? STATUS_OK : no_memory(err);
}

enum status chart_order(struct arena *arena, struct chart *chart, const struct pivot_field *field,
                        int64_t *unplaced, struct error *err)
{
    *unplaced = 0;
    if (chart->kind == CHART_PYRAMID)
        return fill_bands(arena, chart, field, err);
    if (chart->kind != CHART_LINE && chart->kind != CHART_PARETO)
        return STATUS_OK;
    enum status status = sort_categories(arena, chart, unplaced, err);
    if (status == STATUS_OK && chart->kind == CHART_LINE)
        status = find_step(chart, field, err);
    return status;
}

/* ---- range ---- */

static void widen(struct chart *chart, double number)
{
    chart->least = fmin(chart->least, number);
    chart->greatest = fmax(chart->greatest, number);
}

static double stacked(const struct chart *chart, size_t panel, size_t category)
{
    double sum = 0;
    for (size_t series = 0; series < chart->series_count; series++)
        sum += chart_at(chart, panel, series, category)->number;
    return sum;
}

/* Bars begin at 0; a line does where that leaves it room to be seen. */
void chart_find_range(struct chart *chart)
{
    bool stacks = chart->stack != CHART_GROUPED && chart->kind == CHART_BAR;
    chart->least = INFINITY;
    chart->greatest = -INFINITY;
    for (size_t panel = 0; panel < chart->panel_count; panel++)
        for (size_t category = 0; category < chart->category_count; category++) {
            if (stacks)
                widen(chart, stacked(chart, panel, category));
            for (size_t series = 0; series < chart->series_count; series++) {
                const struct chart_value *value = chart_at(chart, panel, series, category);
                if (value->has)
                    widen(chart, value->number);
            }
        }
    bool flat = chart->kind == CHART_LINE &&
                (chart->least > chart->greatest / 2 || chart->greatest < chart->least / 2);
    if (!flat && chart->kind != CHART_HEAT && chart->least <= chart->greatest)
        widen(chart, 0);
    if (chart->stack == CHART_FULL && chart->kind == CHART_BAR) {
        chart->least = 0;
        chart->greatest = 100;
    }
}

bool chart_below_zero(const struct chart *chart)
{
    size_t count = chart->panel_count * chart->series_count * chart->category_count;
    for (size_t i = 0; i < count; i++)
        if (chart->values[i].has && chart->values[i].number < 0)
            return true;
    return false;
}

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

enum status chart_order(struct arena *arena, struct chart *chart, const struct pivot_field *field,
                        int64_t *unplaced, struct error *err)
{
    *unplaced = 0;
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

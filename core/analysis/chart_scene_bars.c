/*
 * Bars to the side: beside each other, on top of each other, as parts of 100 %, and the bars
 * of a Pareto chart with what they make together. They all begin at 0, and their figures stand
 * behind them; on parts of a bar where there is room for them.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/analysis/chart_scene_internal.h"

enum { BAR_LEAST = 4, MEASURED = 2000 };

struct bars {
    struct scene_builder *builder;
    const struct chart *chart;
    size_t panel;
    struct row_plan plan;
    struct scene_axis axis;
    struct chart_scale scale;
    struct scene_area area; /* of the bars alone */
    int figure_cells;
    bool sums;    /* figures are those of whole bars */
    bool figures; /* there is room for them */
    double total; /* of a Pareto chart */
};

/* ---- figures ---- */

static void figure_text(const struct bars *bars, const struct chart_value *value, char *out)
{
    chart_figure(bars->chart, value->number, out);
    if (value->few)
        strcat(out, "*");
}

/* What a whole bar is, of all its parts. */
static struct chart_value sum_of(const struct bars *bars, size_t category)
{
    struct chart_value sum = {.rows = 0};
    for (size_t series = 0; series < bars->chart->series_count; series++) {
        const struct chart_value *value = chart_at(bars->chart, bars->panel, series, category);
        sum.has = sum.has || value->has;
        sum.number += value->number;
        sum.rows += value->rows;
    }
    sum.few = sum.has && sum.rows < bars->chart->minimum;
    return sum;
}

static int widest_figure(const struct bars *bars)
{
    char text[PIVOT_FIGURE_SIZE + 1];
    int widest = 0;
    size_t count = bars->chart->category_count;
    for (size_t i = 0; i < count && i < MEASURED; i++)
        for (size_t series = 0; series < bars->chart->series_count; series++) {
            struct chart_value value = *chart_at(bars->chart, bars->panel, series, i);
            if (bars->sums)
                value = sum_of(bars, i);
            if (!value.has)
                continue;
            figure_text(bars, &value, text);
            widest = scene_cells(text) > widest ? scene_cells(text) : widest;
        }
    return widest;
}

/* ---- places ---- */

static double place(const struct bars *bars, double number)
{
    return bars->area.x + chart_scale_place(&bars->scale, number) * bars->area.columns;
}

static struct scene_spot spot_at(const struct bars *bars, size_t series, size_t category, int y,
                                 int rows)
{
    return (struct scene_spot){.x = bars->area.x,
                               .y = y,
                               .columns = bars->area.columns,
                               .rows = rows,
                               .panel = (uint32_t)bars->panel,
                               .series = (uint32_t)series,
                               .category = (uint32_t)category};
}

static bool is_apart(const struct bars *bars)
{
    return bars->plan.gap > 0 && bars->plan.each == 1;
}

/* ---- bars beside each other ---- */

static void draw_bar(const struct bars *bars, size_t series, size_t category, int y)
{
    const struct chart_value *value = chart_at(bars->chart, bars->panel, series, category);
    char text[PIVOT_FIGURE_SIZE + 1];
    struct scene_spot spot = spot_at(bars, series, category, y, 1);
    spot.hand = HAND_LEFT;
    scene_add_spot(bars->builder, &spot);
    if (!value->has)
        return;
    double zero = place(bars, 0), end = place(bars, value->number);
    bool back = value->number < 0;
    scene_add_bar(bars->builder, &(struct scene_bar){.x0 = back ? end : zero,
                                                     .x1 = back ? zero : end,
                                                     .y0 = y,
                                                     .y1 = y + 1,
                                                     .series = (int)series,
                                                     .back = back,
                                                     .apart = is_apart(bars)});
    if (!bars->figures)
        return;
    figure_text(bars, value, text);
    int cells = scene_cells(text);
    int x = back ? (int)floor(end) - 1 - cells : (int)ceil(end - 1e-9) + 1;
    scene_put_string(bars->builder, x, y, cells, text, INK_FIGURE, back ? ALIGN_RIGHT : ALIGN_LEFT);
    scene_anchor_last(bars->builder, back ? end - 1 : end + 1);
}

static void draw_grouped(const struct bars *bars, size_t category)
{
    int y = scene_row_y(&bars->plan, category);
    size_t first = (size_t)bars->plan.series, end = first + (size_t)bars->plan.each;
    for (size_t series = first; series < bars->chart->series_count && series < end; series++)
        draw_bar(bars, series, category, y + (int)(series - first));
}

/* ---- parts of a bar ---- */

static void draw_part(const struct bars *bars, size_t series, size_t category, int y, double from,
                      double to)
{
    enum { AIR = 4 }; /* a blank on both sides of the figure, and something of the part itself */
    const struct chart_value *value = chart_at(bars->chart, bars->panel, series, category);
    char text[PIVOT_FIGURE_SIZE + 1];
    /* Parts begin and end in whole cells: half a cell can't have two patterns. */
    double x0 = round(place(bars, from)), x1 = round(place(bars, to));
    struct scene_spot spot = spot_at(bars, series, category, y, 1);
    int last = bars->area.x + bars->area.columns - 1; /* nothing is something to choose, too */
    spot.x = (int)x0 < last ? (int)x0 : last;
    spot.columns = x1 > x0 ? (int)(x1 - x0) : 1;
    scene_add_spot(bars->builder, &spot);
    if (!value->has || x1 <= x0)
        return;
    scene_add_bar(bars->builder, &(struct scene_bar){.x0 = x0,
                                                     .x1 = x1,
                                                     .y0 = y,
                                                     .y1 = y + 1,
                                                     .series = (int)series,
                                                     .apart = is_apart(bars)});
    if (bars->chart->stack == CHART_FULL)
        snprintf(text, sizeof text, "%.0f %%%s", to - from, value->few ? "*" : "");
    else
        figure_text(bars, value, text);
    int cells = scene_cells(text), room = (int)(x1 - x0);
    if (cells + AIR <= room)
        scene_put_on(bars->builder, (int)x0 + (room - cells) / 2, y, text, (int)series);
}

static void draw_stacked(const struct bars *bars, size_t category)
{
    int y = scene_row_y(&bars->plan, category);
    struct chart_value sum = sum_of(bars, category);
    bool full = bars->chart->stack == CHART_FULL;
    double before = 0, times = !full ? 1 : sum.number > 0 ? 100 / sum.number : 0;
    char text[PIVOT_FIGURE_SIZE + 1];
    for (size_t series = 0; series < bars->chart->series_count; series++) {
        double part = chart_at(bars->chart, bars->panel, series, category)->number * times;
        draw_part(bars, series, category, y, before, before + part);
        before += part;
    }
    if (!sum.has || !bars->figures)
        return;
    figure_text(bars, &sum, text);
    scene_put_string(bars->builder, (int)round(place(bars, before)) + 1, y, bars->figure_cells,
                     text, INK_FIGURE, ALIGN_LEFT);
}

/* ---- what the largest make together ---- */

static double total_of(const struct bars *bars)
{
    double total = 0;
    for (size_t i = 0; i < bars->chart->category_count; i++)
        total += chart_at(bars->chart, bars->panel, 0, i)->number;
    return total;
}

static void put_share(const struct bars *bars, size_t category, const struct scene_area *whole)
{
    enum { SHARE_CELLS = 5 };
    char text[16];
    double sum = 0;
    for (size_t i = 0; i <= category; i++)
        sum += chart_at(bars->chart, bars->panel, 0, i)->number;
    if (!(bars->total > 0) || !chart_at(bars->chart, bars->panel, 0, category)->has)
        return;
    snprintf(text, sizeof text, "%.0f %%", sum * 100 / bars->total);
    scene_put_string(bars->builder, whole->x + whole->columns - SHARE_CELLS,
                     scene_row_y(&bars->plan, category), SHARE_CELLS, text, INK_FIGURE,
                     ALIGN_RIGHT);
}

/* ---- all together ---- */

/* Room for figures behind the bars, and before those that go to the left. */
static bool lay_out(struct bars *bars, const struct scene_area *area, int share)
{
    int labels = bars->plan.label_cells, figures = bars->figure_cells + 1;
    bool below = bars->scale.low < 0;
    int columns = area->columns - labels - 2 - figures * (below ? 2 : 1) - share;
    bars->area = (struct scene_area){area->x + labels + 2 + (below ? figures : 0), area->y, columns,
                                     area->rows};
    return columns >= BAR_LEAST;
}

static void draw_zero(const struct bars *bars)
{
    size_t last = bars->plan.first + bars->plan.count;
    if (bars->plan.count == 0)
        return;
    int length = scene_row_y(&bars->plan, last) - bars->plan.gap - bars->area.y;
    int x = (int)floor(place(bars, 0)) - 1;
    scene_add_rule(bars->builder,
                   &(struct scene_rule){
                       .x = x, .y = bars->area.y, .length = length, .upright = true, .axis = true});
}

/* Ticks below the bars, where two rows are free and nothing else is said there. */
static void draw_axis(const struct bars *bars)
{
    size_t last = bars->plan.first + bars->plan.count;
    int bottom = scene_row_y(&bars->plan, last) - bars->plan.gap;
    if (bars->plan.count < bars->chart->category_count ||
        bottom + 2 > bars->area.y + bars->area.rows)
        return;
    struct scene_area above = bars->area;
    above.rows = bottom - above.y;
    scene_level_axis(bars->builder, &bars->axis, &bars->scale, &above);
}

static void draw_category(const struct bars *bars, size_t category, const struct scene_area *area)
{
    scene_put_label(bars->builder, &bars->plan, area->x, category, ALIGN_LEFT);
    if (bars->sums)
        draw_stacked(bars, category);
    else
        draw_grouped(bars, category);
    if (bars->chart->kind == CHART_PARETO && bars->figures)
        put_share(bars, category, area);
}

void scene_draw_bars(struct scene_builder *builder, size_t panel, const struct scene_area *area)
{
    enum { SHARE = 6 };
    const struct chart *chart = builder->chart;
    struct bars bars = {
        .builder = builder, .chart = chart, .panel = panel, .sums = chart->stack != CHART_GROUPED};
    int each = bars.sums || chart->series_count == 0 ? 1 : (int)chart->series_count;
    int share = chart->kind == CHART_PARETO ? SHARE : 0;
    bars.figure_cells = widest_figure(&bars);
    int most = area->columns * 2 / 5;
    int left = area->columns - 2 - bars.figure_cells - 1 - share - BAR_LEAST;
    scene_plan_rows(builder, area, panel, each, left < most ? left : most, 2, &bars.plan);
    bars.axis = (struct scene_axis){.least = chart->least,
                                    .greatest = chart->greatest,
                                    .whole = chart->counts,
                                    .percent = chart->percent || chart->stack == CHART_FULL,
                                    .edges = true};
    bars.scale = scene_level_scale(&bars.axis, area->columns / 2);
    bars.figures = lay_out(&bars, area, share);
    if (!bars.figures) { /* the bars stay */
        bars.figure_cells = -1;
        lay_out(&bars, area, 0);
    }
    bars.scale = scene_level_scale(&bars.axis, bars.area.columns);
    bars.total = total_of(&bars);
    for (size_t i = 0; i < bars.plan.count; i++)
        draw_category(&bars, bars.plan.first + i, area);
    draw_zero(&bars);
    draw_axis(&bars);
}

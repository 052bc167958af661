/*
 * Lines along time, to scale, or along numbers in order; and the curve of shares (Lorenz). A
 * line ends where there are no rows and begins anew behind the gap; a point that stands alone
 * is drawn as one.
 */
#include <math.h>
#include <stdlib.h>

#include "core/analysis/chart_scene_internal.h"

struct lines {
    struct scene_builder *builder;
    const struct chart *chart;
    size_t panel;
    struct scene_area area; /* of the plot */
    struct chart_scale x, y;
};

/* The plot inside of area: without the labels of both axes. */
static bool lay_out(struct lines *lines, const struct scene_area *area,
                    const struct scene_axis *axis)
{
    enum { AXIS_ROWS = 2, COLUMNS_LEAST = 4, ROWS_LEAST = 2 };
    int cells, rows = area->rows - AXIS_ROWS;
    lines->y = scene_upright_scale(axis, rows, &cells);
    lines->area =
        (struct scene_area){area->x + cells + 1, area->y, area->columns - cells - 1, rows};
    if (lines->area.columns < COLUMNS_LEAST || rows < ROWS_LEAST)
        return false;
    scene_upright_axis(lines->builder, axis, &lines->y, &lines->area, cells);
    if (lines->y.low > 0 || lines->y.high < 0) /* the foot of the axis says that 0 is elsewhere */
        scene_put_string(lines->builder, lines->area.x - 1, lines->area.y + rows, 1, "~", INK_AXIS,
                         ALIGN_CENTRE);
    return true;
}

static double x_of(const struct lines *lines, size_t category)
{
    return scene_x(&lines->x, &lines->area, lines->chart->categories[category].from);
}

static double y_of(const struct lines *lines, size_t series, size_t category)
{
    return scene_y(&lines->y, &lines->area,
                   chart_at(lines->chart, lines->panel, series, category)->number);
}

static bool has(const struct lines *lines, size_t series, size_t category)
{
    return category < lines->chart->category_count &&
           chart_at(lines->chart, lines->panel, series, category)->has;
}

/* Goes the line on from this category to the next one? */
static bool goes_on(const struct lines *lines, size_t series, size_t category)
{
    return has(lines, series, category) && has(lines, series, category + 1) &&
           chart_is_next(lines->chart, category, category + 1);
}

static void add_spot(const struct lines *lines, size_t series, size_t category)
{
    scene_add_spot(lines->builder,
                   &(struct scene_spot){.x = (int)floor(x_of(lines, category)),
                                        .y = (int)floor(y_of(lines, series, category)),
                                        .columns = 1,
                                        .rows = 1,
                                        .panel = (uint32_t)lines->panel,
                                        .series = (uint32_t)series,
                                        .category = (uint32_t)category});
}

/* A point of few rows has the sign of the note; where two meet, one sign does. */
static void mark_few(const struct lines *lines, double x, double y)
{
    const struct chart_scene *scene = lines->builder->scene;
    for (size_t i = 0; i < scene->text_count; i++)
        if (scene->texts[i].x == (int)floor(x) && scene->texts[i].y == (int)floor(y))
            return;
    scene_put_string(lines->builder, (int)floor(x), (int)floor(y), 1, "*", INK_FIGURE,
                     ALIGN_CENTRE);
}

static void draw_series(const struct lines *lines, size_t series)
{
    for (size_t i = 0; i < lines->chart->category_count; i++) {
        if (!has(lines, series, i))
            continue;
        struct scene_line line = {
            .x0 = x_of(lines, i), .y0 = y_of(lines, series, i), .series = (int)series};
        bool on = goes_on(lines, series, i), before = i > 0 && goes_on(lines, series, i - 1);
        line.x1 = on ? x_of(lines, i + 1) : line.x0;
        line.y1 = on ? y_of(lines, series, i + 1) : line.y0;
        line.point = !on && !before;
        if (on || line.point)
            scene_add_line(lines->builder, &line);
        if (chart_at(lines->chart, lines->panel, series, i)->few)
            mark_few(lines, line.x0, line.y0);
        add_spot(lines, series, i);
    }
}

/* Labels of bands; numbers and times have ticks. */
static void draw_labels(const struct lines *lines)
{
    const struct chart *chart = lines->chart;
    struct chart_label *labels = scene_labels(lines->builder, chart->category_count);
    double *places = arena_array(lines->builder->arena, chart->category_count, sizeof *places);
    if (!labels || !places)
        return;
    for (size_t i = 0; i < chart->category_count; i++) {
        if (!scene_label(lines->builder, chart->categories[i].text, &labels[i]))
            return;
        places[i] = x_of(lines, i);
    }
    scene_level_labels(lines->builder, &lines->area, places, labels, chart->category_count);
}

static void draw_bottom(struct lines *lines, bool bands)
{
    if (lines->chart->axis.time)
        scene_time_axis(lines->builder, lines->x.low, lines->x.high, &lines->area);
    else if (bands)
        draw_labels(lines);
    else
        scene_level_axis(lines->builder, &(struct scene_axis){.least = 0}, &lines->x, &lines->area);
}

void scene_draw_lines(struct scene_builder *builder, size_t panel, const struct scene_area *area)
{
    const struct chart *chart = builder->chart;
    struct lines lines = {.builder = builder, .chart = chart, .panel = panel};
    const struct scene_axis upright = {.least = chart->least,
                                       .greatest = chart->greatest,
                                       .whole = chart->counts,
                                       .percent = chart->percent};
    size_t last = chart->category_count;
    if (last == 0 || !lay_out(&lines, area, &upright))
        return;
    double begin = chart->categories[0].from, end = chart->categories[last - 1].from;
    bool bands = !chart->axis.time && chart->categories[0].to > begin;
    if (chart->axis.time || bands)
        lines.x = (struct chart_scale){.low = begin, .high = end > begin ? end : begin + 1};
    else
        lines.x = scene_level_scale(&(struct scene_axis){.least = begin, .greatest = end},
                                    lines.area.columns);
    draw_bottom(&lines, bands);
    for (size_t series = 0; series < chart->series_count; series++)
        draw_series(&lines, series);
}

/* ---- the curve of shares ---- */

/* From the largest group on: which part of all groups has which part of the total. */
static void draw_curve(const struct lines *lines, double total)
{
    const struct chart *chart = lines->chart;
    double sum = 0, x0 = scene_x(&lines->x, &lines->area, 0),
           y0 = scene_y(&lines->y, &lines->area, 0);
    int last_x = -1;
    for (size_t i = 0; i < chart->category_count; i++) {
        sum += chart_at(chart, lines->panel, 0, i)->number;
        double part = (double)(i + 1) * 100 / (double)chart->category_count;
        double x = scene_x(&lines->x, &lines->area, part);
        double y = scene_y(&lines->y, &lines->area, sum * 100 / total);
        scene_add_line(lines->builder, &(struct scene_line){x0, y0, x, y, 0, false});
        x0 = x;
        y0 = y;
        if ((int)floor(x) == last_x)
            continue; /* one spot for each column is enough */
        last_x = (int)floor(x);
        scene_add_spot(lines->builder, &(struct scene_spot){.x = last_x,
                                                            .y = (int)floor(y),
                                                            .columns = 1,
                                                            .rows = 1,
                                                            .panel = (uint32_t)lines->panel,
                                                            .category = (uint32_t)i});
    }
}

void scene_draw_curve(struct scene_builder *builder, size_t panel, const struct scene_area *area)
{
    const struct chart *chart = builder->chart;
    struct lines lines = {.builder = builder, .chart = chart, .panel = panel};
    const struct scene_axis parts = {.greatest = 100, .whole = true, .percent = true};
    double total = 0;
    for (size_t i = 0; i < chart->category_count; i++)
        total += chart_at(chart, panel, 0, i)->number;
    if (!lay_out(&lines, area, &parts) || !(total > 0))
        return;
    lines.x = scene_level_scale(&parts, lines.area.columns);
    scene_level_axis(builder, &parts, &lines.x, &lines.area);
    scene_add_line(builder, &(struct scene_line){.x0 = scene_x(&lines.x, &lines.area, 0),
                                                 .y0 = scene_y(&lines.y, &lines.area, 0),
                                                 .x1 = scene_x(&lines.x, &lines.area, 100),
                                                 .y1 = scene_y(&lines.y, &lines.area, 100),
                                                 .series = SCENE_PLAIN});
    draw_curve(&lines, total);
}

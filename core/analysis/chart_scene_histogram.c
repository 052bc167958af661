/*
 * Histograms: bars that stand side by side over an axis of numbers, each as wide as its band.
 * What is far away stands apart at the ends, under "below" and "from … on".
 */
#include <math.h>

#include "core/analysis/chart_scene_internal.h"
#include "core/analysis/number_text.h"

struct bands {
    struct scene_builder *builder;
    const struct chart *chart;
    size_t panel;
    struct scene_area area;  /* of the plot, */
    struct scene_area inner; /* and of it that of the bands between the ends */
    struct chart_scale x, y;
    int width; /* of a bar in cells; 0: bars are narrower than cells */
};

enum { AXIS_ROWS = 2, COLUMNS_LEAST = 6, ROWS_LEAST = 2 };

static bool lay_out(struct bands *bands, const struct scene_area *area)
{
    const struct chart_bins *bins = &bands->chart->bins;
    int cells, rows = area->rows - AXIS_ROWS;
    const struct scene_axis axis = {
        .greatest = fmax(bands->chart->greatest, 1), .whole = true, .edges = true};
    bands->y = scene_upright_scale(&axis, rows, &cells);
    bands->area =
        (struct scene_area){area->x + cells + 1, area->y, area->columns - cells - 1, rows};
    if (bands->area.columns < COLUMNS_LEAST || rows < ROWS_LEAST)
        return false;
    int ends = (bins->below ? 3 : 0) + (bins->above ? 3 : 0); /* a bar of two and a gap each */
    int room = bands->area.columns - ends, count = (int)bins->count;
    bands->width = count > 0 ? room / count : 0;
    int most = bands->area.columns / 3 > 1 ? bands->area.columns / 3 : 1;
    bands->width = bands->width > most ? most : bands->width;
    bands->inner = bands->area;
    bands->inner.x += bins->below ? 3 : 0;
    bands->inner.columns = bands->width > 0 ? bands->width * count : room;
    scene_upright_axis(bands->builder, &axis, &bands->y, &bands->area, cells);
    return bands->inner.columns > 0;
}

/* Where a band begins and ends; those at the ends have no edge on one side. */
static void band_place(const struct bands *bands, const struct chart_category *band, double *from,
                       double *to)
{
    const struct scene_area *inner = &bands->inner;
    double right = inner->x + inner->columns;
    *from = inner->x + chart_scale_place(&bands->x, band->from) * inner->columns;
    *to = inner->x + chart_scale_place(&bands->x, band->to) * inner->columns;
    if (!isfinite(band->from)) {
        *from = inner->x - 3;
        *to = inner->x - 1;
    } else if (!isfinite(band->to)) {
        *from = right + 1;
        *to = right + 3;
    } else if (bands->width > 0) { /* whole cells: rounding must not make bars uneven */
        *from = round(*from);
        *to = round(*to);
    }
}

/* A bar of few rows has the sign of the note above it. */
static void mark_few(const struct bands *bands, double from, double to, double top)
{
    int y = (int)floor(top) - 1, x = (int)floor((from + to) / 2);
    if (to - from >= 1 && y >= bands->area.y && x < bands->builder->scene->columns)
        scene_put_string(bands->builder, x, y, 1, "*", INK_FIGURE, ALIGN_CENTRE);
}

static void draw_band(const struct bands *bands, size_t category)
{
    const struct chart_category *band = &bands->chart->categories[category];
    const struct chart_value *value = chart_at(bands->chart, bands->panel, 0, category);
    double from, to, bottom = bands->area.y + bands->area.rows;
    double height = chart_scale_place(&bands->y, value->number) * bands->area.rows;
    bool end = !isfinite(band->from) || !isfinite(band->to);
    band_place(bands, band, &from, &to);
    int x = (int)floor(from), columns = (int)ceil(to - 1e-9) - x;
    scene_add_spot(bands->builder, &(struct scene_spot){.x = x,
                                                        .y = bands->area.y,
                                                        .columns = columns > 0 ? columns : 1,
                                                        .rows = bands->area.rows,
                                                        .hand = HAND_BELOW,
                                                        .panel = (uint32_t)bands->panel,
                                                        .category = (uint32_t)category});
    if (value->number > 0)
        scene_add_bar(bands->builder, &(struct scene_bar){.x0 = from,
                                                          .x1 = to,
                                                          .y0 = bottom - height,
                                                          .y1 = bottom,
                                                          .series = end ? 1 : 0,
                                                          .upright = true});
    if (value->few)
        mark_few(bands, from, to, bottom - height);
}

/* The lowest row above the bars there, and above what stands on them. */
static int free_row(const struct bands *bands, int x, int cells)
{
    const struct chart_scene *scene = bands->builder->scene;
    double bottom = bands->area.y + bands->area.rows, top = bottom;
    for (size_t i = 0; i < scene->bar_count; i++) {
        const struct scene_bar *bar = &scene->bars[i];
        bool here = bar->x0 < x + cells && bar->x1 > x && bar->y0 >= bands->area.y - 1e-6;
        if (here && bar->y1 <= bottom + 1e-6)
            top = fmin(top, bar->y0);
    }
    int y = (int)floor(top) - 1;
    for (size_t i = 0; i < scene->text_count; i++) {
        const struct scene_text *text = &scene->texts[i];
        if (text->y == y && text->x < x + cells && text->x + text->cells > x)
            y--;
    }
    return y > bands->area.y ? y : bands->area.y - 1;
}

/* The edge beyond which all is counted together: "< 0", "≥ 100". */
static void put_end(const struct bands *bands, double edge, bool above)
{
    char text[NUMBER_TEXT_SIZE + 8], number[NUMBER_TEXT_SIZE];
    struct chart_label label;
    chart_axis_number(edge, number);
    text_format(text, sizeof text, above ? TEXT_CHART_FROM_ON : TEXT_CHART_BELOW,
                TEXT_VALUES(text_string("edge", number)));
    if (!scene_label(bands->builder, span_string(text), &label))
        return;
    int right = bands->inner.x + bands->inner.columns;
    int x = above ? right + 3 - label.cells : bands->inner.x - 3;
    int y = free_row(bands, x, label.cells);
    scene_put(bands->builder, x, y, label.cells, &label, INK_AXIS, ALIGN_LEFT);
}

void scene_draw_histogram(struct scene_builder *builder, size_t panel,
                          const struct scene_area *area)
{
    const struct chart *chart = builder->chart;
    struct bands bands = {.builder = builder, .chart = chart, .panel = panel};
    const struct scene_area below = {area->x, area->y + 1, area->columns, area->rows - 1};
    bool ends = chart->bins.below || chart->bins.above;
    if (chart->category_count == 0 || !lay_out(&bands, ends ? &below : area))
        return;
    const struct scene_axis axis = {.least = chart->bins.from,
                                    .greatest = chart->bins.to,
                                    .whole = chart->axis.whole,
                                    .edges = true};
    bands.x = scene_level_scale(&axis, bands.inner.columns);
    /* The axis is exactly that of the bands. */
    bands.x.low = chart->bins.from;
    bands.x.high = chart->bins.to;
    while (bands.x.count > 0 && chart_scale_tick(&bands.x, 0) < bands.x.low - bands.x.step * 1e-6) {
        bands.x.first += bands.x.step;
        bands.x.count--;
    }
    while (bands.x.count > 0 &&
           chart_scale_tick(&bands.x, bands.x.count - 1) > bands.x.high + bands.x.step * 1e-6)
        bands.x.count--;
    scene_level_axis(builder, &axis, &bands.x, &bands.inner);
    for (size_t i = 0; i < chart->category_count; i++)
        draw_band(&bands, i);
    if (chart->bins.below)
        put_end(&bands, chart->bins.from, false);
    if (chart->bins.above)
        put_end(&bands, chart->bins.to, true);
}

/* Box plots, one in each row, over a common axis; the median stands behind each in figures. */
#include <math.h>
#include <string.h>

#include "core/analysis/chart_scene_internal.h"

enum { PLOT_LEAST = 8, MEASURED = 2000 };

struct plots {
    struct scene_builder *builder;
    const struct chart *chart;
    size_t panel;
    struct row_plan plan;
    struct scene_axis axis;
    struct chart_scale scale;
    struct scene_area area; /* of the boxes alone */
    int figure_cells;
};

static void median_text(const struct chart *chart, const struct chart_box *box, char *out)
{
    chart_figure(chart, box->median, out);
    if (box->rows < chart->minimum)
        strcat(out, "*");
}

static int widest_median(const struct plots *plots)
{
    char text[PIVOT_FIGURE_SIZE + 1];
    int widest = scene_cells(text_get(TEXT_CHART_MEDIAN));
    for (size_t i = 0; i < plots->chart->category_count && i < MEASURED; i++) {
        const struct chart_box *box = chart_box_at(plots->chart, plots->panel, i);
        if (box->rows == 0)
            continue;
        median_text(plots->chart, box, text);
        widest = scene_cells(text) > widest ? scene_cells(text) : widest;
    }
    return widest;
}

static void draw_plot(const struct plots *plots, size_t category)
{
    const struct chart_box *box = chart_box_at(plots->chart, plots->panel, category);
    int y = scene_row_y(&plots->plan, category);
    char text[PIVOT_FIGURE_SIZE + 1];
    scene_add_spot(plots->builder, &(struct scene_spot){.x = plots->area.x,
                                                        .y = y,
                                                        .columns = plots->area.columns,
                                                        .rows = 1,
                                                        .hand = HAND_LEFT,
                                                        .panel = (uint32_t)plots->panel,
                                                        .category = (uint32_t)category});
    if (box->rows == 0)
        return;
    struct scene_box drawn = {.y = y,
                              .low = scene_x(&plots->scale, &plots->area, box->low),
                              .lower = scene_x(&plots->scale, &plots->area, box->lower),
                              .median = scene_x(&plots->scale, &plots->area, box->median),
                              .upper = scene_x(&plots->scale, &plots->area, box->upper),
                              .high = scene_x(&plots->scale, &plots->area, box->high),
                              .far_count = box->far_count};
    for (size_t i = 0; i < box->far_count; i++)
        drawn.far[i] = scene_x(&plots->scale, &plots->area, box->far[i]);
    scene_add_box(plots->builder, &drawn);
    median_text(plots->chart, box, text);
    scene_put_string(plots->builder, plots->area.x + plots->area.columns + 1, y,
                     plots->figure_cells, text, INK_FIGURE, ALIGN_RIGHT);
}

static void draw_axis(const struct plots *plots)
{
    size_t last = plots->plan.first + plots->plan.count;
    int bottom = scene_row_y(&plots->plan, last) - plots->plan.gap;
    struct scene_area above = plots->area;
    if (plots->plan.count < plots->chart->category_count ||
        bottom + 2 > plots->area.y + plots->area.rows)
        return;
    above.rows = bottom - above.y;
    scene_level_axis(plots->builder, &plots->axis, &plots->scale, &above);
    scene_put_string(plots->builder, plots->area.x + plots->area.columns + 1, bottom,
                     plots->figure_cells, text_get(TEXT_CHART_MEDIAN), INK_AXIS, ALIGN_RIGHT);
}

void scene_draw_boxes(struct scene_builder *builder, size_t panel, const struct scene_area *area)
{
    const struct chart *chart = builder->chart;
    struct plots plots = {.builder = builder, .chart = chart, .panel = panel};
    plots.figure_cells = widest_median(&plots);
    int most = area->columns * 2 / 5, left = area->columns - plots.figure_cells - 2 - PLOT_LEAST;
    scene_plan_rows(builder, area, panel, 1, left < most ? left : most, 2, &plots.plan);
    int labels = plots.plan.label_cells;
    plots.area = (struct scene_area){area->x + labels + 1, area->y,
                                     area->columns - labels - 2 - plots.figure_cells, area->rows};
    if (plots.area.columns < 2)
        return;
    plots.axis = (struct scene_axis){.least = chart->least, .greatest = chart->greatest};
    plots.scale = scene_level_scale(&plots.axis, plots.area.columns);
    for (size_t i = 0; i < plots.plan.count; i++) {
        scene_put_label(builder, &plots.plan, area->x, plots.plan.first + i, ALIGN_LEFT);
        draw_plot(&plots, plots.plan.first + i);
    }
    draw_axis(&plots);
}

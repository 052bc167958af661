/*
 * Population pyramids: one side to the left, the other to the right, of the same scale, labels
 * between them. The last category stands at the top, as the oldest do.
 */
#include <math.h>
#include <string.h>

#include "core/analysis/chart_scene_internal.h"

enum { SIDES = 2, SIDE_LEAST = 4, MEASURED = 2000 };

struct pyramid {
    struct scene_builder *builder;
    const struct chart *chart;
    size_t panel;
    struct row_plan plan;
    struct chart_scale scale;
    int columns; /* of the bars of one side */
    int middle;  /* where labels begin */
    int figure_cells;
};

static void figure_text(const struct chart *chart, const struct chart_value *value, char *out)
{
    chart_figure(chart, value->number, out);
    if (value->few)
        strcat(out, "*");
}

static int widest_figure(const struct pyramid *pyramid)
{
    char text[PIVOT_FIGURE_SIZE + 1];
    int widest = 0;
    for (size_t i = 0; i < pyramid->chart->category_count && i < MEASURED; i++)
        for (size_t side = 0; side < SIDES && side < pyramid->chart->series_count; side++) {
            figure_text(pyramid->chart, chart_at(pyramid->chart, pyramid->panel, side, i), text);
            widest = scene_cells(text) > widest ? scene_cells(text) : widest;
        }
    return widest;
}

/* Where a side begins, at the labels. */
static int begin_of(const struct pyramid *pyramid, size_t side)
{
    return side == 0 ? pyramid->middle - 1 : pyramid->middle + pyramid->plan.label_cells + 1;
}

static void draw_side(const struct pyramid *pyramid, size_t side, size_t category, int y)
{
    const struct chart_value *value = chart_at(pyramid->chart, pyramid->panel, side, category);
    char text[PIVOT_FIGURE_SIZE + 1];
    int begin = begin_of(pyramid, side), columns = pyramid->columns;
    double length = value->has ? chart_scale_place(&pyramid->scale, value->number) * columns : 0;
    bool left = side == 0;
    scene_add_spot(pyramid->builder, &(struct scene_spot){.x = left ? begin - columns : begin,
                                                          .y = y,
                                                          .columns = columns,
                                                          .rows = 1,
                                                          .hand = left ? HAND_RIGHT : HAND_LEFT,
                                                          .panel = (uint32_t)pyramid->panel,
                                                          .series = (uint32_t)side,
                                                          .category = (uint32_t)category});
    if (!value->has)
        return;
    scene_add_bar(pyramid->builder,
                  &(struct scene_bar){.x0 = left ? begin - length : begin,
                                      .x1 = left ? begin : begin + length,
                                      .y0 = y,
                                      .y1 = y + 1,
                                      .series = (int)side,
                                      .back = left,
                                      .apart = pyramid->plan.gap > 0 && y > pyramid->plan.y});
    if (pyramid->figure_cells == 0)
        return;
    figure_text(pyramid->chart, value, text);
    int cells = scene_cells(text), away = (int)ceil(length - 1e-9) + 1;
    scene_put_string(pyramid->builder, left ? begin - away - cells : begin + away, y, cells, text,
                     INK_FIGURE, left ? ALIGN_RIGHT : ALIGN_LEFT);
    scene_anchor_last(pyramid->builder, left ? begin - length - 1 : begin + length + 1);
}

/* The names of the sides, over them. */
static void put_names(const struct pyramid *pyramid, const struct scene_area *area)
{
    for (size_t side = 0; side < SIDES && side < pyramid->chart->series_count; side++) {
        struct chart_label label;
        int begin = begin_of(pyramid, side), room = pyramid->columns;
        if (!scene_label(pyramid->builder, pyramid->chart->series[side], &label))
            return;
        if (side == 0)
            scene_put(pyramid->builder, begin - room, area->y, room, &label, INK_PANEL,
                      ALIGN_RIGHT);
        else
            scene_put(pyramid->builder, begin, area->y, room, &label, INK_PANEL, ALIGN_LEFT);
    }
}

static void lay_out(struct pyramid *pyramid, const struct scene_area *area)
{
    int rest = area->columns - pyramid->plan.label_cells - 2;
    int columns = rest / SIDES - pyramid->figure_cells - 1;
    if (columns < SIDE_LEAST) { /* no room for figures */
        pyramid->figure_cells = 0;
        columns = rest / SIDES;
    }
    pyramid->columns = columns > 1 ? columns : 1;
    pyramid->middle = area->x + rest / SIDES + 1;
}

void scene_draw_pyramid(struct scene_builder *builder, size_t panel, const struct scene_area *area)
{
    struct pyramid pyramid = {.builder = builder, .chart = builder->chart, .panel = panel};
    struct scene_area below = {area->x, area->y + 1, area->columns, area->rows - 1};
    if (below.rows < 1 || builder->chart->category_count == 0)
        return;
    pyramid.figure_cells = widest_figure(&pyramid);
    scene_plan_rows(builder, &below, panel, 1, area->columns / 3, 0, &pyramid.plan);
    lay_out(&pyramid, area);
    const struct scene_axis axis = {.greatest = fmax(builder->chart->greatest, 0)};
    pyramid.scale = scene_level_scale(&axis, pyramid.columns);
    put_names(&pyramid, area);
    int last = scene_row_y(&pyramid.plan, pyramid.plan.first + pyramid.plan.count - 1);
    for (size_t i = 0; i < pyramid.plan.count; i++) {
        size_t category = pyramid.plan.first + i;
        int y = pyramid.plan.y + last - scene_row_y(&pyramid.plan, category);
        for (size_t side = 0; side < SIDES && side < builder->chart->series_count; side++)
            draw_side(&pyramid, side, category, y);
        if (pyramid.plan.labels)
            scene_put(builder, pyramid.middle, y, pyramid.plan.label_cells, &pyramid.plan.labels[i],
                      INK_LABEL, ALIGN_CENTRE);
    }
}

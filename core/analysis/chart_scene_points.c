/*
 * Clouds of points: where two numbers of each row meet. Where many points fall on each other,
 * the cells of the frame are counted, and the fuller ones are darker; a legend says from how
 * many rows on.
 */
#include <math.h>
#include <stdlib.h>

#include "core/analysis/chart_scene_internal.h"

struct cloud {
    struct scene_builder *builder;
    const struct chart *chart;
    size_t panel;
    struct scene_area area;
    struct chart_scale x, y;
    int64_t *cells; /* rows in each cell of the area */
    int64_t most;
};

int scene_level(int64_t rows, int64_t most)
{
    int level = 1;
    while (level < SCENE_LEVELS && rows >= scene_level_from(level + 1, most))
        level++;
    return level;
}

/* Levels grow by the same factor: half of all rows may stand in a few cells. */
int64_t scene_level_from(int level, int64_t most)
{
    if (level <= 1)
        return 1;
    double factor = pow((double)(most > 1 ? most : 1), 1.0 / SCENE_LEVELS);
    int64_t from = (int64_t)ceil(pow(factor, level - 1) - 1e-9);
    return from > level ? from : level;
}

static bool lay_out(struct cloud *cloud, const struct scene_area *area)
{
    enum { AXIS_ROWS = 2, COLUMNS_LEAST = 4, ROWS_LEAST = 2 };
    const struct chart *chart = cloud->chart;
    int cells, rows = area->rows - AXIS_ROWS;
    const struct scene_axis up = {.least = chart->least, .greatest = chart->greatest};
    const struct scene_axis across = {.least = chart->x_least, .greatest = chart->x_greatest};
    cloud->y = scene_upright_scale(&up, rows, &cells);
    cloud->area =
        (struct scene_area){area->x + cells + 1, area->y, area->columns - cells - 1, rows};
    if (cloud->area.columns < COLUMNS_LEAST || rows < ROWS_LEAST)
        return false;
    scene_upright_axis(cloud->builder, &up, &cloud->y, &cloud->area, cells);
    cloud->x = scene_level_scale(&across, cloud->area.columns);
    scene_level_axis(cloud->builder, &across, &cloud->x, &cloud->area);
    size_t count = (size_t)cloud->area.columns * (size_t)rows;
    cloud->cells = arena_array(cloud->builder->arena, count, sizeof *cloud->cells);
    cloud->builder->failed = cloud->builder->failed || !cloud->cells;
    return cloud->cells != NULL;
}

static double x_of(const struct cloud *cloud, const struct chart_point *point)
{
    return scene_x(&cloud->x, &cloud->area, point->x + cloud->chart->point_middle);
}

static double y_of(const struct cloud *cloud, const struct chart_point *point)
{
    return scene_y(&cloud->y, &cloud->area, point->y + cloud->chart->point_centre);
}

static size_t cell_of(const struct cloud *cloud, const struct chart_point *point, int *x, int *y)
{
    *x = (int)floor(x_of(cloud, point));
    *y = (int)floor(y_of(cloud, point));
    return (size_t)(*y - cloud->area.y) * (size_t)cloud->area.columns +
           (size_t)(*x - cloud->area.x);
}

static void count_cells(struct cloud *cloud)
{
    for (size_t i = 0; i < cloud->chart->point_counts[cloud->panel]; i++) {
        int x, y;
        const struct chart_point *point = &cloud->chart->points[cloud->panel][i];
        int64_t *cell = &cloud->cells[cell_of(cloud, point, &x, &y)];
        *cell += point->rows;
        cloud->most = *cell > cloud->most ? *cell : cloud->most;
    }
}

/* Each cell with rows is a spot, with the numbers that are in it. */
struct extent {
    double x0, y0, x1, y1;
    bool any;
};

static void add_spots(struct cloud *cloud)
{
    size_t columns = (size_t)cloud->area.columns, count = columns * (size_t)cloud->area.rows;
    struct extent *extents = calloc(count, sizeof *extents);
    double width = cloud->chart->point_width, height = cloud->chart->point_height;
    if (!extents) {
        cloud->builder->failed = true;
        return;
    }
    for (size_t i = 0; i < cloud->chart->point_counts[cloud->panel]; i++) {
        int x, y;
        const struct chart_point *point = &cloud->chart->points[cloud->panel][i];
        struct extent *extent = &extents[cell_of(cloud, point, &x, &y)];
        extent->x0 = extent->any ? fmin(extent->x0, point->x) : point->x;
        extent->y0 = extent->any ? fmin(extent->y0, point->y) : point->y;
        extent->x1 = extent->any ? fmax(extent->x1, point->x + width) : point->x + width;
        extent->y1 = extent->any ? fmax(extent->y1, point->y + height) : point->y + height;
        extent->any = true;
    }
    for (size_t i = 0; i < count; i++)
        if (extents[i].any)
            scene_add_spot(cloud->builder,
                           &(struct scene_spot){.x = cloud->area.x + (int)(i % columns),
                                                .y = cloud->area.y + (int)(i / columns),
                                                .columns = 1,
                                                .rows = 1,
                                                .panel = (uint32_t)cloud->panel,
                                                .category = (uint32_t)i,
                                                .x0 = extents[i].x0,
                                                .y0 = extents[i].y0,
                                                .x1 = extents[i].x1,
                                                .y1 = extents[i].y1,
                                                .point_rows = cloud->cells[i]});
    free(extents);
}

void scene_draw_points(struct scene_builder *builder, size_t panel, const struct scene_area *area)
{
    struct cloud cloud = {.builder = builder, .chart = builder->chart, .panel = panel};
    if (!builder->chart->points || !lay_out(&cloud, area))
        return;
    count_cells(&cloud);
    builder->scene->most = cloud.most > builder->scene->most ? cloud.most : builder->scene->most;
    for (size_t i = 0; i < cloud.chart->point_counts[panel]; i++) {
        int x, y;
        const struct chart_point *point = &cloud.chart->points[panel][i];
        int64_t rows = cloud.cells[cell_of(&cloud, point, &x, &y)];
        scene_add_dot(
            builder,
            &(struct scene_dot){.x = x_of(&cloud, point), .y = y_of(&cloud, point), .rows = rows});
    }
    add_spots(&cloud);
}

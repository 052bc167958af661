/*
 * Clouds of points: both numbers are cut into fine bands and the rows that share a band of
 * each are counted by the kernel of pivots. So ten million rows become some thousand points,
 * and what is behind a point can be said as filters.
 */
#include <math.h>
#include <stdlib.h>

#include "core/service/chart_internal.h"

enum { ACROSS_MOST = 400, UP_MOST = 240 };

struct cloud {
    struct chart_work *work;
    const struct column_info *columns[2]; /* along x, along y */
    double least[2], greatest[2], width[2];
    bool found[2];
    struct groups by, groups[2];
    size_t group_count;
    bool has_by;
    size_t *rooms;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- the grid ---- */

static enum status find_end(struct cloud *cloud, int axis, enum aggregate end, double *out,
                            struct error *err)
{
    struct chart_work *work = cloud->work;
    int position = chart_position(work->dataset, cloud->columns[axis]->id);
    struct cube_request request = {.aggregate = end,
                                   .rows = work->rows,
                                   .row_count = (size_t)work->dataset->rows,
                                   .cancel = frame_use_cancel(work->use)};
    struct cube cube;
    enum status status = frame_use_column(work->use, (size_t)position, &request.value, err);
    if (status == STATUS_OK)
        status = cube_make(&cube, &request, err);
    if (status != STATUS_OK)
        return status;
    bool any = cube.count > 0 && cube.cells[0].has_value && isfinite(cube.cells[0].number);
    cloud->found[axis] = any;
    *out = any ? cube.cells[0].number : 0;
    cube_free(&cube);
    return STATUS_OK;
}

/* The least round width that makes at most so many bands. */
static double fine_width(double range, int most, bool whole)
{
    double width = whole ? 1 : range > 0 ? pow(10, floor(log10(range / most)) - 1) : 1;
    while (range / width > most)
        width = chart_bins_next(width, 1, false);
    return width;
}

/* In the middle of a band; of whole numbers one wide on the number itself. */
static double middle_of(const struct cloud *cloud, int axis)
{
    bool one = cloud->columns[axis]->type == COLUMN_INTEGER && cloud->width[axis] <= 1;
    return one ? 0 : cloud->width[axis] / 2;
}

static enum status make_grid(struct cloud *cloud, struct error *err)
{
    static const int most[] = {ACROSS_MOST, UP_MOST};
    struct chart_work *work = cloud->work;
    enum status status = STATUS_OK;
    for (int axis = 0; axis < 2 && status == STATUS_OK; axis++) {
        status = find_end(cloud, axis, AGGREGATE_MIN, &cloud->least[axis], err);
        if (status == STATUS_OK)
            status = find_end(cloud, axis, AGGREGATE_MAX, &cloud->greatest[axis], err);
        cloud->width[axis] = fine_width(cloud->greatest[axis] - cloud->least[axis], most[axis],
                                        cloud->columns[axis]->type == COLUMN_INTEGER);
        const struct pivot_field field = {
            .column = cloud->columns[axis]->id, .cut = PIVOT_BANDS, .width = cloud->width[axis]};
        if (status == STATUS_OK)
            status = chart_groups(work, &field, &cloud->groups[axis], err);
        cloud->group_count += status == STATUS_OK;
    }
    work->chart->point_width = cloud->width[0];
    work->chart->point_height = cloud->width[1];
    work->chart->point_middle = middle_of(cloud, 0);
    work->chart->point_centre = middle_of(cloud, 1);
    return status;
}

/* ---- points ---- */

static bool lower_end(const struct cloud *cloud, int axis, uint32_t group, double *out)
{
    const struct value *lower = &cloud->groups[axis].values[group];
    if (lower->kind != VALUE_INTEGER && lower->kind != VALUE_DECIMAL)
        return false;
    *out = lower->kind == VALUE_INTEGER ? (double)lower->integer : lower->decimal;
    return true;
}

static bool add_point(struct cloud *cloud, size_t panel, const struct chart_point *point)
{
    struct chart *chart = cloud->work->chart;
    size_t count = chart->point_counts[panel];
    if (count == cloud->rooms[panel]) {
        size_t room = count > 0 ? count * 2 : 256;
        struct chart_point *larger = arena_array(cloud->work->arena, room, sizeof *larger);
        if (!larger)
            return false;
        for (size_t i = 0; i < count; i++)
            larger[i] = chart->points[panel][i];
        chart->points[panel] = larger;
        cloud->rooms[panel] = room;
    }
    chart->points[panel][chart->point_counts[panel]++] = *point;
    chart->most = point->rows > chart->most ? point->rows : chart->most;
    return true;
}

static bool take_cell(struct cloud *cloud, const struct cube_cell *cell, int64_t *rows)
{
    const struct chart *chart = cloud->work->chart;
    size_t first = cloud->has_by, panel = cloud->has_by ? cell->at[0] : 0;
    struct chart_point point = {.rows = cell->rows};
    for (size_t i = 0; i < first + 2; i++)
        if (cell->at[i] == CUBE_ALL)
            return true; /* a margin */
    if (!lower_end(cloud, 0, cell->at[first], &point.x) ||
        !lower_end(cloud, 1, cell->at[first + 1], &point.y))
        return true;
    *rows += cell->rows;
    return panel >= chart->panel_count || add_point(cloud, panel, &point);
}

static enum status count_points(struct cloud *cloud, int64_t *rows, struct error *err)
{
    struct chart_work *work = cloud->work;
    struct cube_request request = {.aggregate = AGGREGATE_COUNT,
                                   .rows = work->rows,
                                   .row_count = (size_t)work->dataset->rows,
                                   .cancel = frame_use_cancel(work->use)};
    struct cube cube;
    if (cloud->has_by)
        request.fields[request.field_count++] = &cloud->by;
    request.fields[request.field_count++] = &cloud->groups[0];
    request.fields[request.field_count++] = &cloud->groups[1];
    enum status status = cube_make(&cube, &request, err);
    if (status != STATUS_OK)
        return status;
    bool good = true;
    for (size_t i = 0; i < cube.count && good; i++)
        good = take_cell(cloud, &cube.cells[i], rows);
    cube_free(&cube);
    return good ? STATUS_OK : no_memory(err);
}

/* ---- how they go together ---- */

/* Pearson's correlation of all points, each in the middle of its cell. */
static double correlation(const struct chart *chart)
{
    double n = 0, mean_x = 0, mean_y = 0, xx = 0, yy = 0, xy = 0;
    for (size_t panel = 0; panel < chart->panel_count; panel++)
        for (size_t i = 0; i < chart->point_counts[panel]; i++) {
            const struct chart_point *point = &chart->points[panel][i];
            double rows = (double)point->rows;
            double dx = point->x - mean_x, dy = point->y - mean_y;
            n += rows;
            mean_x += dx * rows / n;
            mean_y += dy * rows / n;
            xx += rows * dx * (point->x - mean_x);
            yy += rows * dy * (point->y - mean_y);
            xy += rows * dx * (point->y - mean_y);
        }
    return xx > 0 && yy > 0 && n > 2 ? xy / sqrt(xx) / sqrt(yy) : NAN;
}

/* ---- all together ---- */

static enum status make(struct cloud *cloud, struct error *err)
{
    struct chart_work *work = cloud->work;
    struct chart *chart = work->chart;
    int64_t rows = 0;
    enum status status = chart_make_panels(work, cloud->has_by ? &cloud->by : NULL, err);
    if (status != STATUS_OK)
        return status;
    chart->points = arena_array(work->arena, chart->panel_count, sizeof *chart->points);
    chart->point_counts = arena_array(work->arena, chart->panel_count, sizeof *chart->point_counts);
    cloud->rooms = arena_array(work->arena, chart->panel_count, sizeof *cloud->rooms);
    if (!chart->points || !chart->point_counts || !cloud->rooms)
        return no_memory(err);
    status = make_grid(cloud, err);
    if (status == STATUS_OK)
        status = count_points(cloud, &rows, err);
    chart->x_least = cloud->least[0];
    chart->x_greatest = cloud->greatest[0];
    chart->least = cloud->least[1];
    chart->greatest = cloud->greatest[1];
    chart->figures = (struct pivot_figures){.decimals = 0, .times = 1};
    chart->correlation = correlation(chart);
    return status == STATUS_OK
               ? chart_note_missing(work, cloud->columns[1]->id, work->row_count - rows, err)
               : status;
}

enum status chart_make_points(struct chart_work *work, struct error *err)
{
    const struct pivot_spec *spec = work->request->pivot;
    const struct pivot_field by = chart_by_field(work);
    struct cloud cloud = {.work = work,
                          .columns = {chart_column(work->dataset, spec->rows[0].column),
                                      chart_column(work->dataset, spec->value_column)}};
    enum status status = STATUS_OK;
    if (by.column != 0) {
        status = chart_groups(work, &by, &cloud.by, err);
        cloud.has_by = status == STATUS_OK;
    }
    if (status == STATUS_OK)
        status = make(&cloud, err);
    for (size_t i = 0; i < cloud.group_count; i++)
        groups_free(&cloud.groups[i]);
    if (cloud.has_by)
        groups_free(&cloud.by);
    return status;
}

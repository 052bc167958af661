/*
 * Axes: ticks that fit, their rules and labels. Labels of an axis along the bottom are centred
 * under their ticks, moved inwards at the ends, and fewer where they would meet.
 */
#include <math.h>

#include "core/analysis/chart_scene_internal.h"
#include "core/analysis/number_text.h"
#include "core/base/utf8.h"

enum { LABEL_GAP = 2 };

/* ---- upright ---- */

static int tick_text(const struct chart_scale *scale, int i, bool percent, char *out)
{
    number_text(chart_scale_tick(scale, i), scale->decimals, out);
    if (percent) {
        size_t len = 0;
        while (out[len] != '\0')
            len++;
        out[len] = ' ';
        out[len + 1] = '%';
        out[len + 2] = '\0';
    }
    return scene_cells(out);
}

static int widest_tick(const struct chart_scale *scale, bool percent)
{
    char text[NUMBER_TEXT_SIZE + 2];
    int widest = 0;
    for (int i = 0; i < scale->count; i++) {
        int cells = tick_text(scale, i, percent, text);
        widest = cells > widest ? cells : widest;
    }
    return widest;
}

struct chart_scale scene_upright_scale(const struct scene_axis *axis, int rows, int *cells)
{
    enum { LEAST = 2, MOST = 8, ROWS_EACH = 3 };
    int most = rows / ROWS_EACH + 1;
    most = most < LEAST ? LEAST : most > MOST ? MOST : most;
    struct chart_scale scale = chart_scale_make(axis->least, axis->greatest, most, axis->whole);
    *cells = widest_tick(&scale, axis->percent);
    return scale;
}

double scene_y(const struct chart_scale *scale, const struct scene_area *area, double value)
{
    return area->y + 0.5 + (1 - chart_scale_place(scale, value)) * (area->rows - 1);
}

double scene_x(const struct chart_scale *scale, const struct scene_area *area, double value)
{
    return area->x + 0.5 + chart_scale_place(scale, value) * (area->columns - 1);
}

/* Where a tick stands: bars begin at the lower edge of the plot, which is the rule below it. */
static double tick_y(const struct scene_axis *axis, const struct chart_scale *scale,
                     const struct scene_area *area, double value)
{
    if (!axis->edges)
        return scene_y(scale, area, value);
    return area->y + (1 - chart_scale_place(scale, value)) * area->rows;
}

void scene_upright_axis(struct scene_builder *builder, const struct scene_axis *axis,
                        const struct chart_scale *scale, const struct scene_area *area, int cells)
{
    char text[NUMBER_TEXT_SIZE + 2];
    int last = area->y + area->rows + 1; /* labels stand one row apart at least */
    scene_add_rule(builder, &(struct scene_rule){.x = area->x - 1,
                                                 .y = area->y,
                                                 .length = area->rows + (axis->edges ? 1 : 0),
                                                 .upright = true,
                                                 .axis = true});
    for (int i = 0; i < scale->count; i++) {
        double at = tick_y(axis, scale, area, chart_scale_tick(scale, i));
        int y = (int)floor(at);
        if (y >= last)
            continue;
        last = y;
        tick_text(scale, i, axis->percent, text);
        scene_add_tick(builder,
                       &(struct scene_tick){.x = area->x - 1, .y = y, .at = at, .upright = true});
        scene_put_string(builder, area->x - 1 - cells, y, cells, text, INK_AXIS, ALIGN_RIGHT);
        scene_level_last(builder, at);
    }
}

/* ---- along the bottom ---- */

/* Where the label of a tick in column x begins: centred, but within the area and behind what
 * is there already. Below 0: there is no room. */
static int place_label(const struct scene_builder *builder, const struct scene_area *area, int x,
                       int cells, int behind)
{
    int at = x - (cells - 1) / 2, end = area->x + area->columns;
    int right =
        builder->scene->columns < end + LABEL_GAP ? builder->scene->columns : end + LABEL_GAP;
    if (at + cells > right)
        at = right - cells;
    if (at < area->x - LABEL_GAP)
        at = area->x - LABEL_GAP;
    at = at < 0 ? 0 : at;
    return at >= behind && at + cells <= right ? at : -1;
}

static void level_rule(struct scene_builder *builder, const struct scene_area *area)
{
    scene_add_rule(builder, &(struct scene_rule){.x = area->x,
                                                 .y = area->y + area->rows,
                                                 .length = area->columns,
                                                 .axis = true});
}

static void level_tick(struct scene_builder *builder, const struct scene_area *area, double at)
{
    int x = (int)floor(at), last = area->x + area->columns - 1;
    if (x >= area->x && x <= last + 1)
        scene_add_tick(builder, &(struct scene_tick){
                                    .x = x < last ? x : last, .y = area->y + area->rows, .at = at});
}

static double tick_x(const struct scene_axis *axis, const struct chart_scale *scale,
                     const struct scene_area *area, double value)
{
    if (!axis->edges)
        return scene_x(scale, area, value);
    return area->x + chart_scale_place(scale, value) * area->columns;
}

struct chart_scale scene_level_scale(const struct scene_axis *axis, int columns)
{
    enum { TICKS_MOST = 10 };
    struct chart_scale scale = {0};
    for (int most = TICKS_MOST; most >= 2; most--) {
        scale = chart_scale_make(axis->least, axis->greatest, most, axis->whole);
        int cells = widest_tick(&scale, axis->percent) + LABEL_GAP;
        double step = scale.step / (scale.high - scale.low) * (columns - 1);
        if (scale.count < 2 || step >= cells)
            break;
    }
    return scale;
}

void scene_level_axis(struct scene_builder *builder, const struct scene_axis *axis,
                      const struct chart_scale *scale, const struct scene_area *area)
{
    char text[NUMBER_TEXT_SIZE + 2];
    int behind = 0;
    level_rule(builder, area);
    for (int i = 0; i < scale->count; i++) {
        double x = tick_x(axis, scale, area, chart_scale_tick(scale, i));
        int cells = tick_text(scale, i, axis->percent, text);
        int at = place_label(builder, area, (int)floor(x), cells, behind);
        if (at < 0)
            continue;
        behind = at + cells + 1;
        level_tick(builder, area, x);
        scene_put_string(builder, at, area->y + area->rows + 1, cells, text, INK_AXIS,
                         ALIGN_CENTRE);
        scene_anchor_last(builder, x);
    }
}

void scene_time_axis(struct scene_builder *builder, double begin, double end,
                     const struct scene_area *area)
{
    const struct chart_scale scale = {.low = begin, .high = end > begin ? end : begin + 1};
    struct chart_time_ticks ticks;
    int behind = 0;
    level_rule(builder, area);
    chart_time_ticks(begin, end, builder->chart->axis.period, area->columns - 1, &ticks);
    for (int i = 0; i < ticks.count; i++) {
        double x = scene_x(&scale, area, ticks.at[i]);
        int at = place_label(builder, area, (int)floor(x), ticks.cells, behind);
        if (at < 0)
            continue;
        behind = at + ticks.cells + 1;
        level_tick(builder, area, x);
        scene_put_string(builder, at, area->y + area->rows + 1, ticks.cells, ticks.texts[i],
                         INK_AXIS, ALIGN_CENTRE);
        scene_anchor_last(builder, x);
    }
}

void scene_level_labels(struct scene_builder *builder, const struct scene_area *area,
                        const double *places, const struct chart_label *labels, size_t count)
{
    int behind = 0;
    level_rule(builder, area);
    for (size_t i = 0; i < count; i++) {
        int at = place_label(builder, area, (int)floor(places[i]), labels[i].cells, behind);
        if (at < 0)
            continue;
        behind = at + labels[i].cells + 1;
        level_tick(builder, area, places[i]);
        scene_put(builder, at, area->y + area->rows + 1, labels[i].cells, &labels[i], INK_AXIS,
                  ALIGN_CENTRE);
        scene_anchor_last(builder, places[i]);
    }
}

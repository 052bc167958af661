/* Heat tables: a row for each category, a column for each series, figures on shades. */
#include <math.h>
#include <string.h>

#include "core/analysis/chart_scene_internal.h"

enum { SHADE_CELLS = 2, GAP = 1, TITLE_MOST = 14, MEASURED = 2000 };

struct heat {
    struct scene_builder *builder;
    const struct chart *chart;
    size_t panel;
    struct row_plan plan;
    size_t first, count; /* series that are seen */
    int column_cells;    /* of a shade and its figure */
    int x;               /* of the first column */
};

static void figure_text(const struct chart *chart, const struct chart_value *value, char *out)
{
    out[0] = '\0';
    if (value->has)
        chart_figure(chart, value->number, out);
    if (value->has && value->few)
        strcat(out, "*");
}

static int widest_figure(const struct heat *heat)
{
    char text[PIVOT_FIGURE_SIZE + 1];
    int widest = 1;
    for (size_t i = 0; i < heat->chart->category_count && i < MEASURED; i++)
        for (size_t series = 0; series < heat->chart->series_count; series++) {
            figure_text(heat->chart, chart_at(heat->chart, heat->panel, series, i), text);
            widest = scene_cells(text) > widest ? scene_cells(text) : widest;
        }
    return widest;
}

static int widest_title(const struct heat *heat)
{
    int widest = 0;
    for (size_t series = 0; series < heat->chart->series_count; series++) {
        struct chart_label label;
        if (scene_label(heat->builder, heat->chart->series[series], &label))
            widest = label.cells > widest ? label.cells : widest;
    }
    return widest < TITLE_MOST ? widest : TITLE_MOST;
}

/* Equal steps from the least figure to the greatest. */
static int level_of(const struct chart *chart, double number)
{
    double range = chart->greatest - chart->least;
    if (!(range > 0))
        return (SCENE_LEVELS + 1) / 2;
    int level = 1 + (int)floor((number - chart->least) / range * SCENE_LEVELS);
    return level > SCENE_LEVELS ? SCENE_LEVELS : level < 1 ? 1 : level;
}

/* Columns that fit; the chosen one is among them. */
static void choose_columns(struct heat *heat, const struct scene_area *area)
{
    const struct scene_request *request = heat->builder->request;
    size_t all = heat->chart->series_count;
    int room = (area->columns - heat->plan.label_cells - 1) / (heat->column_cells + GAP);
    heat->count = room > 0 ? (size_t)room : 1;
    heat->first = request->window.series;
    if (request->chosen && request->panel == heat->panel) {
        if (request->series < heat->first)
            heat->first = request->series;
        if (request->series >= heat->first + heat->count)
            heat->first = request->series - heat->count + 1;
    }
    if (heat->first + heat->count > all)
        heat->first = all > heat->count ? all - heat->count : 0;
    heat->count = heat->count < all - heat->first ? heat->count : all - heat->first;
    heat->builder->scene->window.series = heat->first;
    heat->builder->scene->window_series = heat->count;
}

static void put_titles(const struct heat *heat, int y)
{
    struct chart_label *labels = scene_labels(heat->builder, heat->count);
    for (size_t i = 0; labels && i < heat->count; i++)
        if (!scene_label(heat->builder, heat->chart->series[heat->first + i], &labels[i]))
            return;
    if (!labels || !chart_labels_fit(heat->builder->arena, labels, heat->count, heat->column_cells))
        return;
    for (size_t i = 0; i < heat->count; i++)
        scene_put(heat->builder, heat->x + (int)i * (heat->column_cells + GAP), y,
                  heat->column_cells, &labels[i], INK_PANEL, ALIGN_RIGHT);
}

static void draw_cell(const struct heat *heat, size_t series, size_t category, int x, int y)
{
    const struct chart_value *value = chart_at(heat->chart, heat->panel, series, category);
    char text[PIVOT_FIGURE_SIZE + 1];
    scene_add_spot(heat->builder, &(struct scene_spot){.x = x,
                                                       .y = y,
                                                       .columns = heat->column_cells,
                                                       .rows = 1,
                                                       .panel = (uint32_t)heat->panel,
                                                       .series = (uint32_t)series,
                                                       .category = (uint32_t)category});
    if (!value->has)
        return;
    scene_add_shade(heat->builder, &(struct scene_shade){x, y, heat->column_cells,
                                                         level_of(heat->chart, value->number)});
    figure_text(heat->chart, value, text);
    scene_put_string(heat->builder, x + SHADE_CELLS, y, heat->column_cells - SHADE_CELLS, text,
                     INK_FIGURE, ALIGN_RIGHT);
}

/* Columns that are not seen, behind the titles. */
static void say_rest(const struct heat *heat, const struct scene_area *area)
{
    char text[120];
    size_t before = heat->first, behind = heat->chart->series_count - heat->first - heat->count;
    if (before + behind == 0)
        return;
    text_format(text, sizeof text,
                before == 0   ? TEXT_CHART_MORE_RIGHT
                : behind == 0 ? TEXT_CHART_MORE_LEFT
                              : TEXT_CHART_MORE_ASIDE,
                TEXT_VALUES(text_number("before", (int64_t)before),
                            text_number("behind", (int64_t)behind)));
    scene_put_string(heat->builder, area->x, area->y, area->columns, text, INK_NOTE, ALIGN_RIGHT);
}

void scene_draw_heat(struct scene_builder *builder, size_t panel, const struct scene_area *area)
{
    struct heat heat = {.builder = builder, .chart = builder->chart, .panel = panel};
    int figures = widest_figure(&heat) + SHADE_CELLS + 1, titles = widest_title(&heat);
    heat.column_cells = figures > titles ? figures : titles;
    if (heat.column_cells < 4)
        heat.column_cells = 4;
    int label_most = area->columns - heat.column_cells - 2;
    int spare = area->columns - 1 - (int)heat.chart->series_count * (heat.column_cells + GAP);
    int share = spare > area->columns / 3 ? spare : area->columns / 3;
    label_most = label_most < share ? label_most : share;
    struct scene_area body = {area->x, area->y + 1, area->columns, area->rows - 1};
    int labels = scene_label_cells(builder, label_most);
    int room = area->columns - labels - 1; /* one column in any case */
    heat.column_cells = heat.column_cells < room ? heat.column_cells : room;
    bool all =
        (area->columns - labels - 1) / (heat.column_cells + GAP) >= (int)heat.chart->series_count;
    if (!all && body.rows > 2) { /* a row to say so */
        body.y++;
        body.rows--;
    }
    if (body.rows < 1 || heat.chart->series_count == 0)
        return;
    scene_plan_rows(builder, &body, panel, 1, label_most, 0, &heat.plan);
    heat.plan.gap = 0;
    choose_columns(&heat, area);
    heat.x = area->x + heat.plan.label_cells + 1;
    put_titles(&heat, body.y - 1);
    if (body.y > area->y + 1)
        say_rest(&heat, area);
    for (size_t i = 0; i < heat.plan.count; i++) {
        size_t category = heat.plan.first + i;
        scene_put_label(builder, &heat.plan, area->x, category, ALIGN_LEFT);
        for (size_t s = 0; s < heat.count; s++)
            draw_cell(&heat, heat.first + s, category, heat.x + (int)s * (heat.column_cells + GAP),
                      scene_row_y(&heat.plan, category));
    }
}

/* Scenes as pictures: cells become pixels. Apart from the writer, which knows no charts. */
#include "core/service/chart_svg.h"

#include <math.h>
#include <stdlib.h>

#include "core/output/svg.h"
#include "core/service/copy.h"
#include "core/service/release.h"

enum { GRAIN = 5 };
static const double cell_width = 9, cell_height = 20, margin = 18;

struct drawing {
    const struct chart *chart;
    const struct chart_scene *scene;
    struct buffer *out;
    const char *within; /* its name within a page; NULL: a file of its own */
};

static struct svg_point point(double x, double y)
{
    return (struct svg_point){margin + x * cell_width, margin + y * cell_height};
}

/* ---- axes, bars, shades ---- */

static void draw_rules(const struct drawing *drawing)
{
    for (size_t i = 0; i < drawing->scene->rule_count; i++) {
        const struct scene_rule *rule = &drawing->scene->rules[i];
        if (rule->upright) /* at the edge of the plot, where bars begin */
            svg_axis(drawing->out, point(rule->x + 1, rule->y),
                     point(rule->x + 1, rule->y + rule->length));
        else
            svg_axis(drawing->out, point(rule->x, rule->y), point(rule->x + rule->length, rule->y));
    }
    for (size_t i = 0; i < drawing->scene->tick_count; i++) {
        const struct scene_tick *tick = &drawing->scene->ticks[i];
        if (tick->upright)
            svg_axis(drawing->out, point(tick->x + 0.5, tick->at), point(tick->x + 1, tick->at));
        else
            svg_axis(drawing->out, point(tick->at, tick->y), point(tick->at, tick->y + 0.3));
    }
}

static void draw_bars(const struct drawing *drawing)
{
    for (size_t i = 0; i < drawing->scene->bar_count; i++) {
        const struct scene_bar *bar = &drawing->scene->bars[i];
        struct svg_point from = point(bar->x0, bar->y0), to = point(bar->x1, bar->y1);
        double across = bar->upright ? 0.5 : 0;
        double above = bar->upright ? 0 : bar->apart ? -3.5 : 2.5;
        double below = bar->upright ? 0 : bar->apart ? -0.5 : 2.5; /* an axis may be there */
        svg_bar(drawing->out, from.x + across, from.y + above, to.x - from.x - 2 * across,
                to.y - from.y - above - below, bar->series);
    }
}

static void draw_shades(const struct drawing *drawing)
{
    for (size_t i = 0; i < drawing->scene->shade_count; i++) {
        const struct scene_shade *shade = &drawing->scene->shades[i];
        struct svg_point at = point(shade->x, shade->y);
        svg_shade(drawing->out, at.x, at.y, (shade->cells + 0.85) * cell_width, cell_height - 1,
                  shade->level);
    }
}

/* ---- boxes ---- */

static void draw_box(const struct drawing *drawing, const struct scene_box *box)
{
    double middle = box->y + 0.5;
    struct svg_point lower = point(box->lower, box->y + 0.15);
    struct svg_point upper = point(box->upper, box->y + 0.85);
    svg_axis(drawing->out, point(box->low, middle), point(box->lower, middle));
    svg_axis(drawing->out, point(box->upper, middle), point(box->high, middle));
    svg_axis(drawing->out, point(box->low, box->y + 0.3), point(box->low, box->y + 0.7));
    svg_axis(drawing->out, point(box->high, box->y + 0.3), point(box->high, box->y + 0.7));
    svg_bar(drawing->out, lower.x, lower.y, upper.x - lower.x, upper.y - lower.y, 4);
    svg_strong(drawing->out, point(box->median, box->y + 0.1), point(box->median, box->y + 0.9));
    for (size_t i = 0; i < box->far_count; i++)
        svg_dot(drawing->out, point(box->far[i], middle), 2, 0);
}

/* ---- lines and points ---- */

static bool joins(const struct scene_line *before, const struct scene_line *line)
{
    return before->series == line->series && !line->point && !before->point &&
           fabs(before->x1 - line->x0) < 1e-9 && fabs(before->y1 - line->y0) < 1e-9;
}

/* Pieces that follow each other make one line: its dashes go on. */
static void draw_lines(const struct drawing *drawing)
{
    const struct scene_line *lines = drawing->scene->lines;
    size_t count = drawing->scene->line_count;
    struct svg_point *points = calloc(count + 2, sizeof *points);
    if (!points) {
        drawing->out->failed = true;
        return;
    }
    for (size_t i = 0, end; i < count; i = end) {
        size_t used = 0;
        end = i + 1;
        if (lines[i].series == SCENE_PLAIN) {
            svg_reference(drawing->out, point(lines[i].x0, lines[i].y0),
                          point(lines[i].x1, lines[i].y1));
            continue;
        }
        if (lines[i].point) {
            svg_dot(drawing->out, point(lines[i].x0, lines[i].y0), 4, lines[i].series);
            continue;
        }
        points[used++] = point(lines[i].x0, lines[i].y0);
        points[used++] = point(lines[i].x1, lines[i].y1);
        for (; end < count && joins(&lines[end - 1], &lines[end]); end++)
            points[used++] = point(lines[end].x1, lines[end].y1);
        svg_line(drawing->out, points, used, lines[i].series);
    }
    free(points);
}

/* Few points stand for themselves; of many, each cell has one that is the larger the fuller. */
static void draw_cloud(const struct drawing *drawing)
{
    const struct chart_scene *scene = drawing->scene;
    if (!scene->crowded) {
        for (size_t i = 0; i < scene->dot_count; i++)
            svg_cloud(drawing->out, point(scene->dots[i].x, scene->dots[i].y), 2.5);
        return;
    }
    for (size_t i = 0; i < scene->spot_count; i++) {
        const struct scene_spot *spot = &scene->spots[i];
        double part =
            scene->most > 1 ? log((double)spot->point_rows) / log((double)scene->most) : 1;
        if (spot->point_rows > 0)
            svg_cloud(drawing->out, point(spot->x + 0.5, spot->y + 0.5), 1.2 + 4.3 * part);
    }
}

/* ---- texts ---- */

static bool is_on_dark(const struct drawing *drawing, const struct scene_text *text)
{
    for (size_t i = 0; i < drawing->scene->shade_count; i++) {
        const struct scene_shade *shade = &drawing->scene->shades[i];
        if (shade->y == text->y && text->x >= shade->x && text->x < shade->x + shade->cells)
            return shade->level >= 4;
    }
    return false;
}

static void draw_text(const struct drawing *drawing, const struct scene_text *text)
{
    static const enum svg_text_class classes[INK_KINDS] = {
        [INK_TITLE] = SVG_TITLE, [INK_LABEL] = SVG_LABEL, [INK_FIGURE] = SVG_FIGURE,
        [INK_AXIS] = SVG_DIM,    [INK_PANEL] = SVG_HEAD,  [INK_NOTE] = SVG_DIM,
    };
    static const enum svg_anchor anchors[] = {
        [ALIGN_LEFT] = SVG_START, [ALIGN_CENTRE] = SVG_MIDDLE, [ALIGN_RIGHT] = SVG_END};
    enum svg_text_class class = classes[text->ink];
    if (text->series != SCENE_PLAIN) {
        struct svg_point corner = point(text->x - 0.3, text->y + 0.14);
        svg_blank(drawing->out, corner.x, corner.y, (text->cells + 0.6) * cell_width,
                  cell_height * 0.72);
    }
    if (text->ink == INK_FIGURE && is_on_dark(drawing, text))
        class = SVG_LIGHT;
    svg_text(drawing->out, point(text->at, text->middle + 0.22), anchors[text->align], class,
             text->text, text->cells * cell_width);
}

static void draw_key(const struct drawing *drawing, const struct scene_key *key)
{
    struct svg_point at = point(key->x, key->y + 0.5);
    const struct svg_point line[] = {at, point(key->x + key->cells - 0.3, key->y + 0.5)};
    if (key->series == SCENE_PLAIN)
        svg_cloud(drawing->out, point(key->x + key->cells - 1, key->y + 0.5),
                  1.2 + 4.3 * (key->level - 1) / (SCENE_LEVELS - 1));
    else if (drawing->scene->lined)
        svg_line(drawing->out, line, 2, key->series);
    else
        svg_bar(drawing->out, at.x, at.y - 7, (key->cells - 0.3) * cell_width, 14, key->series);
}

/* ---- all together ---- */

const char *chart_description(struct arena *arena, const struct chart *chart)
{
    struct buffer text = {0};
    buffer_add_string(&text, chart->title);
    buffer_add_byte(&text, '.');
    for (size_t i = 0; i < chart->sentence_count; i++)
        buffer_printf(&text, " %s", chart->sentences[i]);
    const char *copy = text.failed ? NULL : arena_copy(arena, buffer_span(&text));
    buffer_free(&text);
    return copy;
}

static void draw(const struct drawing *drawing, const char *description)
{
    const struct chart_scene *scene = drawing->scene;
    double width = scene->columns * cell_width + 2 * margin;
    double height = scene->rows * cell_height + 2 * margin;
    if (drawing->within)
        svg_begin_within(drawing->out, width, height, drawing->chart->title, description,
                         drawing->within);
    else
        svg_begin(drawing->out, width, height, drawing->chart->title, description);
    draw_shades(drawing);
    draw_bars(drawing);
    draw_rules(drawing);
    for (size_t i = 0; i < scene->box_count; i++)
        draw_box(drawing, &scene->boxes[i]);
    draw_cloud(drawing);
    draw_lines(drawing);
    for (size_t i = 0; i < scene->key_count; i++)
        draw_key(drawing, &scene->keys[i]);
    for (size_t i = 0; i < scene->text_count; i++)
        draw_text(drawing, &scene->texts[i]);
    svg_end(drawing->out);
}

static enum status draw_scene(struct arena *arena, const struct scene_request *request,
                              struct drawing *drawing, struct error *err)
{
    struct chart_scene scene;
    enum status status = chart_scene_make(arena, drawing->chart, request, &scene, err);
    if (status != STATUS_OK)
        return status;
    const char *description = chart_description(arena, drawing->chart);
    drawing->scene = &scene;
    if (description)
        draw(drawing, description);
    drawing->scene = NULL;
    return description && !drawing->out->failed
               ? STATUS_OK
               : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* Cells that show all columns of a heat table, or `most` of them; other kinds: columns. */
static enum status widen(const struct chart *chart, int columns, int most, int *out,
                         struct error *err)
{
    enum { STEP = 8 };
    enum status status = STATUS_OK;
    *out = columns;
    if (chart->kind != CHART_HEAT)
        return STATUS_OK;
    for (int wide = columns; status == STATUS_OK && wide <= most; wide += STEP) {
        struct chart_scene scene = {.columns = 0};
        struct arena *arena = arena_new();
        const struct scene_request request = {
            .columns = wide, .rows = chart_scene_height(chart, wide, CHART_SVG_ROWS_MOST)};
        status = arena ? chart_scene_make(arena, chart, &request, &scene, err)
                       : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
        bool all = status == STATUS_OK && scene.window_series >= chart->series_count;
        arena_free(arena);
        *out = wide;
        if (all)
            break;
    }
    return status;
}

enum status chart_svg(struct arena *arena, const struct chart *chart, int columns, int rows,
                      struct buffer *out, struct error *err)
{
    struct drawing drawing = {.chart = chart, .out = out};
    enum status status = STATUS_OK;
    if (columns == 0)
        status = widen(chart, CHART_SVG_COLUMNS, CHART_SVG_COLUMNS_MOST, &columns, err);
    if (status != STATUS_OK)
        return status;
    struct scene_request request = {.columns = columns, .rows = rows, .grain = GRAIN};
    if (rows == 0)
        request.rows = chart_scene_height(chart, columns, CHART_SVG_ROWS_MOST);
    return draw_scene(arena, &request, &drawing, err);
}

enum status chart_svg_within(struct arena *arena, const struct chart *chart, int columns,
                             const char *name, struct buffer *out, struct error *err)
{
    struct drawing drawing = {.chart = chart, .out = out, .within = name};
    enum status status = widen(chart, columns, columns + columns / 2, &columns, err);
    if (status != STATUS_OK)
        return status;
    const struct scene_request request = {
        .columns = columns,
        .rows = chart_scene_height(chart, columns, CHART_SVG_ROWS_MOST),
        .grain = GRAIN};
    return draw_scene(arena, &request, &drawing, err);
}

enum status chart_svg_copy(struct db *db, struct arena *arena, const struct chart *chart,
                           const char *dataset, const char *by, const char **path,
                           struct error *err)
{
    struct buffer picture = {0};
    enum status status =
        copy_path(db, arena, dataset, chart_kind_word(chart->kind), "svg", path, err);
    if (status == STATUS_OK)
        status = chart_svg(arena, chart, 0, 0, &picture, err);
    const struct release_request where = {.db = db,
                                          .subject = dataset,
                                          .by = by,
                                          .log = true,
                                          .path = status == STATUS_OK ? *path : ""};
    if (status == STATUS_OK)
        status = release_text(&where, buffer_span(&picture), err);
    buffer_free(&picture);
    return status;
}

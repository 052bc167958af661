/*
 * The frame of a chart: title, legend, small charts side by side, notes. What stands inside is
 * drawn by the kinds (chart_scene_*.c), each into the area that is left to it.
 */
#include "core/analysis/chart_scene.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/chart_scene_internal.h"
#include "core/base/utf8.h"

typedef void draw_fn(struct scene_builder *builder, size_t panel, const struct scene_area *area);

/* What a small chart of each kind needs at least, and what a single one has by default. */
static const struct {
    draw_fn *draw;
    int columns, rows;
    bool lined; /* its series are lines */
} kinds[CHART_KINDS] = {
    [CHART_BAR] = {scene_draw_bars, 28, 4, false},
    [CHART_LINE] = {scene_draw_lines, 28, 7, true},
    [CHART_HISTOGRAM] = {scene_draw_histogram, 36, 7, false},
    [CHART_PYRAMID] = {scene_draw_pyramid, 36, 5, false},
    [CHART_HEAT] = {scene_draw_heat, 36, 4, false},
    [CHART_BOX] = {scene_draw_boxes, 36, 4, false},
    [CHART_SCATTER] = {scene_draw_points, 28, 8, false},
    [CHART_PARETO] = {scene_draw_bars, 30, 5, false},
};

/* ---- lines of text ---- */

/* Puts a safe text into at most `most` lines broken at blanks; the last one is cut. Returns
 * the lines it took. */
static int put_wrapped(struct scene_builder *builder, const struct scene_area *area, int most,
                       const char *text, enum scene_ink ink)
{
    struct chart_label whole;
    int line = 0;
    if (!scene_label(builder, span_string(text), &whole))
        return 0;
    struct span rest = whole.text;
    for (; rest.len > 0 && line < most; line++) {
        size_t cells, fit = utf8_fit(rest, (size_t)area->columns, &cells).len, cut = fit;
        while (fit < rest.len && cut > 0 && rest.data[cut] != ' ')
            cut--;
        cut = fit == rest.len || cut == 0 ? fit : cut;
        if (line + 1 == most)
            cut = rest.len; /* scene_put cuts it with dots */
        struct chart_label part = {span_of(rest.data, cut), 0};
        part.cells = (int)utf8_screen_width(part.text);
        scene_put(builder, area->x, area->y + line, area->columns, &part, ink, ALIGN_LEFT);
        while (cut < rest.len && rest.data[cut] == ' ')
            cut++;
        rest = span_of(rest.data + cut, rest.len - cut);
    }
    return line;
}

static void take_top(struct scene_area *area, int rows)
{
    area->y += rows;
    area->rows -= rows;
}

/* ---- legends ---- */

enum { KEY_CELLS = 4, KEY_GAP = 2 };

/* Entries side by side, in as many lines as they take; returns the lines. most: of them. */
static int put_keys(struct scene_builder *builder, const struct scene_area *area, int most,
                    struct chart_label *labels, size_t count, bool levels)
{
    int x = area->x, line = 0;
    for (size_t i = 0; i < count; i++) {
        int cells = KEY_CELLS + 1 + labels[i].cells;
        if (x > area->x && x + cells > area->x + area->columns) {
            x = area->x;
            line++;
        }
        if (line == most)
            return line;
        scene_add_key(builder, &(struct scene_key){.x = x,
                                                   .y = area->y + line,
                                                   .cells = KEY_CELLS,
                                                   .series = levels ? SCENE_PLAIN : (int)i,
                                                   .level = levels ? (int)i + 1 : 0});
        scene_put(builder, x + KEY_CELLS + 1, area->y + line,
                  area->x + area->columns - x - KEY_CELLS - 1, &labels[i], INK_LABEL, ALIGN_LEFT);
        x += cells + KEY_GAP;
    }
    return count > 0 ? line + 1 : 0;
}

static bool has_legend(const struct chart *chart)
{
    bool named = chart->kind == CHART_BAR || chart->kind == CHART_LINE;
    return named && chart->series_count > 1;
}

/* So short that all of them fit in the lines. */
static int key_room(const struct scene_area *area, int lines, size_t count)
{
    enum { LEAST = 4, MOST = 30 };
    int in_line = ((int)count + lines - 1) / lines;
    int room = (area->columns + KEY_GAP) / in_line - KEY_CELLS - 1 - KEY_GAP;
    return room < LEAST ? LEAST : room > MOST ? MOST : room;
}

static int put_legend(struct scene_builder *builder, const struct scene_area *area, int most)
{
    const struct chart *chart = builder->chart;
    size_t count = chart->series_count;
    struct chart_label *labels = scene_labels(builder, count);
    for (size_t i = 0; labels && i < count; i++)
        if (!scene_label(builder, chart->series[i], &labels[i]))
            return 0;
    if (!labels || !chart_labels_fit(builder->arena, labels, count, key_room(area, most, count)))
        return 0;
    return put_keys(builder, area, most, labels, count, false);
}

/* Of a cloud whose points fall on each other: "1–3", "4–15", … */
static void put_levels(struct scene_builder *builder, const struct scene_area *area)
{
    struct chart_label labels[SCENE_LEVELS] = {{{0}, 0}};
    int64_t most = builder->scene->most;
    size_t count = 0;
    char text[80];
    while (count < SCENE_LEVELS && scene_level_from((int)count + 1, most) <= most) {
        int64_t from = scene_level_from((int)count + 1, most);
        int64_t to = scene_level_from((int)count + 2, most) - 1;
        bool last = count + 1 == SCENE_LEVELS || to >= most;
        text_format(text, sizeof text,
                    last        ? TEXT_CHART_LEVEL_LAST
                    : from < to ? TEXT_CHART_LEVEL
                                : TEXT_CHART_LEVEL_ONE,
                    TEXT_VALUES(text_number("from", from), text_number("to", to)));
        if (!scene_label(builder, span_string(text), &labels[count]))
            return;
        count++;
    }
    put_keys(builder, area, 1, labels, count, true);
}

/* ---- small charts ---- */

/* As many side by side as have room. */
static int panels_across(const struct chart *chart, int columns)
{
    int most = columns / kinds[chart->kind].columns, all = (int)chart->panel_count;
    most = most < 1 ? 1 : most;
    if (all <= most)
        return all;
    int lines = (all + most - 1) / most;
    return (all + lines - 1) / lines; /* all lines alike */
}

static draw_fn *draw_of(const struct chart *chart)
{
    return chart_is_curve(chart) ? scene_draw_curve : kinds[chart->kind].draw;
}

/* The names of all small charts, so cut that they stay different. NULL: no memory. */
static struct chart_label *panel_names(struct scene_builder *builder, int cells)
{
    size_t count = builder->chart->panel_count;
    struct chart_label *names = scene_labels(builder, count);
    for (size_t i = 0; names && i < count; i++)
        if (!scene_label(builder, builder->chart->panels[i], &names[i]))
            return NULL;
    if (names && chart_labels_fit(builder->arena, names, count, cells))
        return names;
    builder->failed = true;
    return NULL;
}

static void draw_panel(struct scene_builder *builder, size_t panel, const struct chart_label *name,
                       const struct scene_area *area)
{
    struct scene_area inside = *area;
    scene_put(builder, area->x, area->y, area->columns, name, INK_PANEL, ALIGN_LEFT);
    take_top(&inside, 1);
    if (inside.rows > 0)
        draw_of(builder->chart)(builder, panel, &inside);
}

/* The first small chart that is seen: the chosen one is among them, lines stay whole. */
static size_t first_panel(const struct scene_builder *builder, size_t seen, size_t across)
{
    const struct scene_request *request = builder->request;
    size_t first = request->window.panel / across * across, all = builder->chart->panel_count;
    if (request->chosen) {
        size_t line = request->panel / across * across;
        first = line < first ? line : first;
        while (request->panel >= first + seen)
            first += across;
    }
    while (first > 0 && first + seen > all + across - 1)
        first -= across;
    return first;
}

static void say_panels(struct scene_builder *builder, const struct scene_area *area, size_t first,
                       size_t count)
{
    char text[120];
    size_t rest = builder->chart->panel_count - count;
    text_format(text, sizeof text, TEXT_CHART_MORE_PANELS,
                TEXT_VALUES(text_number("from", (int64_t)first + 1),
                            text_number("to", (int64_t)(first + count)),
                            text_number("rest", (int64_t)rest)));
    scene_put_string(builder, area->x, area->y + area->rows - 1, area->columns, text, INK_NOTE,
                     ALIGN_LEFT);
}

static void draw_panels(struct scene_builder *builder, const struct scene_area *area)
{
    enum { GAP = 2 };
    const struct chart *chart = builder->chart;
    int across = panels_across(chart, area->columns), all = (int)chart->panel_count;
    int least = kinds[chart->kind].rows + 1, rows = area->rows;
    int lines = (all + across - 1) / across, fit = rows / least;
    if (fit < lines) { /* a line for what is not seen */
        rows--;
        fit = rows / least > 0 ? rows / least : 1;
        lines = fit;
    }
    size_t seen = (size_t)lines * (size_t)across,
           first = first_panel(builder, seen, (size_t)across);
    size_t count = seen < (size_t)all - first ? seen : (size_t)all - first;
    int columns = (area->columns - GAP * (across - 1)) / across;
    struct chart_label *names = panel_names(builder, columns);
    int each = rows / lines, left = rows % lines; /* all alike, and apart where that leaves rows */
    int apart = lines > 1 && left >= lines - 1 ? 1 : 0;
    for (size_t i = 0; names && i < count; i++) {
        int line = (int)i / across, at = (int)i % across;
        struct scene_area part = {area->x + at * (columns + GAP), area->y + (each + apart) * line,
                                  columns,
                                  each > least + 1 ? each - 1 : each}; /* a free row between */
        draw_panel(builder, first + i, &names[first + i], &part);
    }
    if (count < (size_t)all)
        say_panels(builder, area, first, count);
    builder->scene->window.panel = first;
    builder->scene->window_panels = count;
}

static void draw_inside(struct scene_builder *builder, const struct scene_area *area)
{
    const struct chart *chart = builder->chart;
    bool points = chart->kind == CHART_SCATTER;
    struct scene_area inside = *area;
    if (area->rows < 1 || chart->panel_count == 0)
        return;
    if (points && area->rows > kinds[CHART_SCATTER].rows)
        take_top(&inside, 1);
    if (chart->panel_count > 1)
        draw_panels(builder, &inside);
    else
        draw_of(chart)(builder, 0, &inside);
    for (size_t i = 0; i < builder->scene->dot_count; i++) {
        struct scene_dot *dot = &builder->scene->dots[i];
        dot->level = scene_level(dot->rows, builder->scene->most);
    }
    int grain = builder->request->grain > 1 ? builder->request->grain : 1;
    builder->scene->crowded = builder->scene->most > grain;
    if (inside.y > area->y && builder->scene->crowded)
        put_levels(builder, area);
}

/* ---- its height ---- */

static bool has_two_axes(const struct chart *chart)
{
    return chart->kind == CHART_LINE || chart->kind == CHART_HISTOGRAM ||
           chart->kind == CHART_SCATTER || chart_is_curve(chart);
}

/* Rows of bars or boxes with an axis below; charts with two axes have a height of their own. */
static int natural_rows(const struct chart *chart)
{
    enum { TWO_AXES = 16, APART = 16, AXIS = 2 };
    int categories = chart->category_count < 4000 ? (int)chart->category_count : 4000;
    int each =
        chart->stack == CHART_GROUPED && chart->kind == CHART_BAR ? (int)chart->series_count : 1;
    if (has_two_axes(chart))
        return TWO_AXES;
    bool apart = chart->kind != CHART_HEAT && categories > 1 && categories <= APART;
    return categories * (each > 0 ? each : 1) + (apart ? categories - 1 : 0) + AXIS;
}

static int inner_rows(const struct chart *chart, int columns)
{
    int rows = natural_rows(chart), across = panels_across(chart, columns);
    int lines = chart->panel_count > 1 ? ((int)chart->panel_count + across - 1) / across : 0;
    return lines > 0 ? (rows + 2) * lines : rows;
}

/* About so many: names may be cut where they have no room. */
static int legend_lines(const struct chart *chart, int columns)
{
    enum { MOST = 30 };
    int used = 0;
    for (size_t i = 0; has_legend(chart) && i < chart->series_count; i++) {
        int cells = (int)utf8_screen_width(chart->series[i]);
        used += KEY_CELLS + 1 + (cells < MOST ? cells : MOST) + KEY_GAP;
    }
    return used == 0 ? 0 : used <= columns ? 1 : 2;
}

enum { NOTES_MOST = 3 };

int chart_scene_height(const struct chart *chart, int columns, int most)
{
    enum { TITLE_AND_AIR = 3, LEAST = 8 };
    int rows = TITLE_AND_AIR + legend_lines(chart, columns) + inner_rows(chart, columns) +
               scene_note_lines(chart, columns, NOTES_MOST);
    return rows < LEAST ? LEAST : rows > most ? most : rows;
}

/* ---- all together ---- */

static bool is_empty(const struct chart *chart)
{
    size_t count = chart->panel_count * chart->category_count;
    bool any = false;
    for (size_t i = 0; chart->boxes && i < count && !any; i++)
        any = chart->boxes[i].rows > 0;
    for (size_t i = 0; chart->values && i < count * chart->series_count && !any; i++)
        any = chart->values[i].has;
    for (size_t i = 0; chart->points && i < chart->panel_count && !any; i++)
        any = chart->point_counts[i] > 0;
    return !any;
}

enum { ROOMY = 20, LOW = 8 };

/* Notes stand at the bottom, in as many lines as leave enough to the chart. */
static int put_notes(struct scene_builder *builder, const struct scene_area *area)
{
    int rows = builder->scene->rows, most = rows >= ROOMY ? NOTES_MOST : rows > 2 * LOW - 2 ? 2 : 1;
    int spare = area->rows - 1 - legend_lines(builder->chart, area->columns) -
                inner_rows(builder->chart, area->columns);
    while (most < NOTES_MOST && most < spare)
        most++;
    int lines = scene_note_lines(builder->chart, area->columns, most);
    scene_put_notes(
        builder, &(struct scene_area){area->x, area->y + area->rows - lines, area->columns, lines});
    return lines;
}

/* A free row below the title, and one above the notes, where there is room for them. */
static void leave_air(const struct scene_builder *builder, struct scene_area *area)
{
    int inner = inner_rows(builder->chart, area->columns);
    bool roomy = builder->scene->rows >= ROOMY, rows = !has_two_axes(builder->chart);
    if (builder->request->bare)
        return;
    if (roomy || (rows && area->rows > inner))
        take_top(area, 1);
    if (roomy || (rows && area->rows > inner))
        area->rows--;
}

static void draw_frame(struct scene_builder *builder)
{
    struct scene_area area = {0, 0, builder->scene->columns, builder->scene->rows};
    int rows = area.rows;
    if (!builder->request->bare)
        take_top(&area, put_wrapped(builder, &area, rows >= ROOMY ? 2 : 1, builder->chart->title,
                                    INK_TITLE));
    if (!builder->request->bare && rows >= LOW)
        area.rows -= put_notes(builder, &area);
    if (is_empty(builder->chart)) {
        take_top(&area, rows >= LOW ? 1 : 0);
        put_wrapped(builder, &area, area.rows, text_get(TEXT_CHART_NOTHING), INK_LABEL);
        return;
    }
    if (has_legend(builder->chart) && area.rows > LOW / 2)
        take_top(&area, put_legend(builder, &area, rows >= LOW ? 2 : 1));
    leave_air(builder, &area);
    draw_inside(builder, &area);
}

enum status chart_scene_make(struct arena *arena, const struct chart *chart,
                             const struct scene_request *request, struct chart_scene *out,
                             struct error *err)
{
    struct scene_builder builder = {
        .arena = arena, .chart = chart, .request = request, .scene = out};
    *out = (struct chart_scene){.columns = request->columns,
                                .rows = request->rows,
                                .lined = kinds[chart->kind].lined,
                                .window = request->window};
    if (request->columns >= SCENE_COLUMNS_LEAST && request->rows >= SCENE_ROWS_LEAST)
        draw_frame(&builder);
    return builder.failed ? error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL) : STATUS_OK;
}

/* ---- spots ---- */

const struct scene_spot *chart_scene_spot(const struct chart_scene *scene, uint32_t panel,
                                          uint32_t series, uint32_t category)
{
    for (size_t i = 0; i < scene->spot_count; i++) {
        const struct scene_spot *spot = &scene->spots[i];
        if (spot->panel == panel && spot->series == series && spot->category == category)
            return spot;
    }
    return NULL;
}

static int distance(int at, int from, int length)
{
    return at < from ? from - at : at >= from + length ? at - from - length + 1 : 0;
}

const struct scene_spot *chart_scene_at(const struct chart_scene *scene, int x, int y)
{
    enum { REACH = 3 };
    const struct scene_spot *best = NULL;
    int least = REACH;
    for (size_t i = 0; i < scene->spot_count; i++) {
        const struct scene_spot *spot = &scene->spots[i];
        int away = distance(x, spot->x, spot->columns) + 2 * distance(y, spot->y, spot->rows);
        if (away < least) {
            least = away;
            best = spot;
        }
    }
    return best;
}

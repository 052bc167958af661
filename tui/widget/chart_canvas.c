/*
 * From a scene to cells: rules first, then shades, bars, boxes, lines and points, and the texts
 * over all of them. Looks are in chart_marks.c, dots in chart_dots.c.
 */
#include "tui/widget/chart_canvas.h"

#include <math.h>

#include "tui/widget/chart_marks.h"

struct canvas {
    const struct chart_scene *scene;
    const struct surface *surface;
    enum chart_drawing drawing;
};

static void put(const struct canvas *canvas, int x, int y, uint32_t character, unsigned style)
{
    surface_repeat(canvas->surface, x, y, 1, character, style);
}

static uint32_t either(const struct canvas *canvas, uint32_t fine, char plain)
{
    return canvas->drawing == DRAWING_PLAIN ? (uint32_t)plain : fine;
}

/* ---- axes ---- */

static void draw_rules(const struct canvas *canvas)
{
    for (size_t i = 0; i < canvas->scene->rule_count; i++) {
        const struct scene_rule *rule = &canvas->scene->rules[i];
        for (int at = 0; at < rule->length; at++)
            put(canvas, rule->upright ? rule->x : rule->x + at,
                rule->upright ? rule->y + at : rule->y,
                rule->upright ? either(canvas, 0x2502, '|') : either(canvas, 0x2500, '-'),
                THEME_DIM);
    }
    for (size_t i = 0; i < canvas->scene->tick_count; i++) {
        const struct scene_tick *tick = &canvas->scene->ticks[i];
        put(canvas, tick->x, tick->y, either(canvas, tick->upright ? 0x2524 : 0x252c, '+'),
            THEME_DIM);
    }
}

/* ---- heat ---- */

static void draw_shades(const struct canvas *canvas)
{
    enum { GLYPHS = 2 };
    for (size_t i = 0; i < canvas->scene->shade_count; i++) {
        const struct scene_shade *shade = &canvas->scene->shades[i];
        surface_repeat(canvas->surface, shade->x, shade->y, GLYPHS,
                       mark_level(shade->level, false, canvas->drawing),
                       THEME_NUMBER | STYLE_SHADE);
    }
}

/* Once all texts are there: what is written takes its place without a ground. */
static void tint_shades(const struct canvas *canvas)
{
    for (size_t i = 0; i < canvas->scene->shade_count; i++) {
        const struct scene_shade *shade = &canvas->scene->shades[i];
        surface_tint(canvas->surface, shade->x, shade->y, shade->cells, 1,
                     (enum theme_role)(THEME_HEAT_1 + shade->level - 1));
    }
}

/* ---- bars ---- */

/* A row of a bar to the right: whole cells, then a part of one. */
static void draw_to_right(const struct canvas *canvas, const struct scene_bar *bar, int y)
{
    unsigned style = mark_style(bar->series);
    int x = (int)floor(bar->x0 + 0.5);
    for (; x + 1 <= bar->x1 + 1e-9; x++)
        put(canvas, x, y, mark_fill(bar->series, canvas->drawing), style);
    double rest = bar->x1 - x;
    if (rest > 1e-9)
        put(canvas, x, y,
            mark_part(bar->series, rest, false, bar->x1 - bar->x0 < 1, canvas->drawing), style);
}

/* To the left there are only halves of cells to be had. */
static void draw_to_left(const struct canvas *canvas, const struct scene_bar *bar, int y)
{
    unsigned style = mark_style(bar->series);
    int x = (int)floor(bar->x1 - 0.5);
    for (; x >= bar->x0 - 1e-9; x--)
        put(canvas, x, y, mark_fill(bar->series, canvas->drawing), style);
    double rest = x + 1 - bar->x0;
    bool half = mark_is_solid(bar->series) && canvas->drawing != DRAWING_PLAIN;
    if (rest >= 0.5 || (rest > 1e-9 && bar->x1 - bar->x0 < 1))
        put(canvas, x, y, half ? 0x2590 : mark_fill(bar->series, canvas->drawing), style);
}

static void draw_upwards(const struct canvas *canvas, const struct scene_bar *bar)
{
    unsigned style = mark_style(bar->series);
    int left = (int)floor(bar->x0 + 1e-9), right = (int)ceil(bar->x1 - 1e-9);
    int y = (int)floor(bar->y1 - 0.5);
    right = right > left ? right : left + 1;
    for (; y >= bar->y0 - 1e-9; y--)
        surface_repeat(canvas->surface, left, y, right - left,
                       mark_fill(bar->series, canvas->drawing), style);
    double rest = y + 1 - bar->y0;
    if (rest > 1e-9)
        surface_repeat(canvas->surface, left, y, right - left,
                       mark_part(bar->series, rest, true, bar->y1 - bar->y0 < 1, canvas->drawing),
                       style);
}

static void draw_bars(const struct canvas *canvas)
{
    for (size_t i = 0; i < canvas->scene->bar_count; i++) {
        const struct scene_bar *bar = &canvas->scene->bars[i];
        if (bar->upright) {
            draw_upwards(canvas, bar);
            continue;
        }
        for (int y = (int)floor(bar->y0 + 0.5); y < bar->y1 - 0.5; y++) {
            if (bar->back)
                draw_to_left(canvas, bar, y);
            else
                draw_to_right(canvas, bar, y);
        }
    }
}

/* ---- box plots ---- */

static void draw_span(const struct canvas *canvas, double from, double to, int y,
                      uint32_t character, unsigned style)
{
    for (int x = (int)floor(from); x <= (int)floor(to); x++)
        put(canvas, x, y, character, style);
}

static void draw_box(const struct canvas *canvas, const struct scene_box *box)
{
    unsigned style = mark_style(0);
    for (size_t i = 0; i < box->far_count; i++)
        put(canvas, (int)floor(box->far[i]), box->y, either(canvas, 0xb7, 'o'), style);
    draw_span(canvas, box->low, box->high, box->y, either(canvas, 0x2500, '-'), style);
    put(canvas, (int)floor(box->low), box->y, either(canvas, 0x251c, '|'), style);
    put(canvas, (int)floor(box->high), box->y, either(canvas, 0x2524, '|'), style);
    draw_span(canvas, box->lower, box->upper, box->y, either(canvas, 0x2592, '='), style);
    if (canvas->drawing == DRAWING_PLAIN && floor(box->upper) > floor(box->lower)) {
        put(canvas, (int)floor(box->lower), box->y, '[', style);
        put(canvas, (int)floor(box->upper), box->y, ']', style);
    }
    put(canvas, (int)floor(box->median), box->y, either(canvas, 0x2588, 'M'), THEME_STRONG);
}

/* ---- lines and points ---- */

int chart_canvas_grain(enum chart_drawing drawing)
{
    enum { DOTS_IN_CELL = 8 };
    return drawing == DRAWING_BRAILLE ? DOTS_IN_CELL : 1;
}

/* Where points fall on each other, a cell is as dark as it is full. */
static void draw_crowd(const struct canvas *canvas)
{
    for (size_t i = 0; i < canvas->scene->dot_count; i++) {
        const struct scene_dot *dot = &canvas->scene->dots[i];
        if (dot->level > 1 || canvas->drawing != DRAWING_BRAILLE)
            put(canvas, (int)floor(dot->x), (int)floor(dot->y),
                mark_level(dot->level, true, canvas->drawing), mark_style(0));
    }
}

static void draw_key(const struct canvas *canvas, struct chart_dots *dots,
                     const struct scene_key *key)
{
    if (canvas->scene->lined && dots) {
        chart_dots_sample(dots, key);
        return;
    }
    bool level = key->series == SCENE_PLAIN;
    surface_repeat(canvas->surface, key->x, key->y, key->cells,
                   level ? mark_level(key->level, true, canvas->drawing)
                         : mark_fill(key->series, canvas->drawing),
                   mark_style(level ? 0 : key->series));
}

static void draw_dots(const struct canvas *canvas)
{
    struct chart_dots *dots =
        chart_dots_new(canvas->scene->columns, canvas->scene->rows, canvas->drawing);
    bool crowd = canvas->scene->crowded;
    for (size_t i = 0; i < canvas->scene->line_count && dots; i++)
        chart_dots_line(dots, &canvas->scene->lines[i]);
    for (size_t i = 0; i < canvas->scene->dot_count && dots; i++) {
        const struct scene_dot *dot = &canvas->scene->dots[i];
        if (canvas->drawing == DRAWING_BRAILLE && (!crowd || dot->level < 2))
            chart_dots_point(dots, dot->x, dot->y, 0);
    }
    for (size_t i = 0; i < canvas->scene->key_count; i++)
        draw_key(canvas, dots, &canvas->scene->keys[i]);
    if (dots)
        chart_dots_put(dots, canvas->surface);
    chart_dots_free(dots);
    if (crowd || canvas->drawing != DRAWING_BRAILLE)
        draw_crowd(canvas);
}

/* ---- texts ---- */

static void draw_texts(const struct canvas *canvas)
{
    static const unsigned inks[INK_KINDS] = {
        [INK_TITLE] = THEME_STRONG, [INK_LABEL] = THEME_TEXT,   [INK_FIGURE] = THEME_NUMBER,
        [INK_AXIS] = THEME_DIM,     [INK_PANEL] = THEME_STRONG, [INK_NOTE] = THEME_DIM,
    };
    for (size_t i = 0; i < canvas->scene->text_count; i++) {
        const struct scene_text *text = &canvas->scene->texts[i];
        if (text->series != SCENE_PLAIN) { /* on a bar: with air around it */
            put(canvas, text->x - 1, text->y, ' ', THEME_TEXT);
            put(canvas, text->x + text->cells, text->y, ' ', THEME_TEXT);
        }
        surface_put(canvas->surface, text->x, text->y, text->cells, text->text, inks[text->ink]);
    }
}

void chart_canvas_draw(const struct chart_scene *scene, const struct surface *surface,
                       enum chart_drawing drawing)
{
    const struct canvas canvas = {scene, surface, drawing};
    draw_rules(&canvas);
    draw_shades(&canvas);
    draw_bars(&canvas);
    for (size_t i = 0; i < scene->box_count; i++)
        draw_box(&canvas, &scene->boxes[i]);
    draw_dots(&canvas);
    draw_texts(&canvas);
    tint_shades(&canvas);
}

/* Points at the bar: where there are no colours, the ground of its spot tells nothing. */
static void put_hand(const struct scene_spot *spot, const struct surface *surface, bool plain)
{
    static const struct {
        uint32_t fine;
        char plain;
    } hands[] = {
        [HAND_LEFT] = {0x25ba, '>'}, [HAND_RIGHT] = {0x25c4, '<'}, [HAND_BELOW] = {0x25b2, '^'}};
    int x = spot->hand == HAND_LEFT    ? spot->x - 1
            : spot->hand == HAND_RIGHT ? spot->x + spot->columns
                                       : spot->x + (spot->columns - 1) / 2;
    int y = spot->hand == HAND_BELOW ? spot->y + spot->rows : spot->y;
    surface_repeat(surface, x, y, 1,
                   plain ? (uint32_t)hands[spot->hand].plain : hands[spot->hand].fine,
                   THEME_STRONG);
}

void chart_canvas_choose(const struct scene_spot *spot, const struct surface *surface,
                         enum chart_drawing drawing, bool focused)
{
    bool hand = spot->hand != HAND_NONE;
    if (hand)
        put_hand(spot, surface, drawing == DRAWING_PLAIN);
    else if (spot->columns == 1 && spot->rows == 1) /* a point of a line or a cloud */
        surface_repeat(surface, spot->x, spot->y, 1,
                       drawing == DRAWING_PLAIN ? 'O' : mark_sign(0, drawing), THEME_STRONG);
    surface_tint(surface, spot->x, spot->y, spot->columns, spot->rows,
                 !focused ? THEME_CURSOR_ROW
                 : hand   ? THEME_CURSOR_FIGURE
                          : THEME_CURSOR_CELL);
}

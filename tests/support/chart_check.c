/* See the header. */
#include "tests/support/chart_check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/utf8.h"
#include "tests/support/check.h"
#include "tui/console/surface.h"

/* Tests run one after the other; the message is read at once. */
static const char *say(const char *what, const struct scene_text *text)
{
    static char message[300];
    snprintf(message, sizeof message, "%s: \"%.*s\" at %d, %d", what, (int)text->text.len,
             text->text.data, text->x, text->y);
    return message;
}

static bool is_label(const struct scene_text *text)
{
    return text->ink == INK_LABEL && text->series == SCENE_PLAIN;
}

static const char *check_text(const struct chart_scene *scene, const struct scene_text *text)
{
    if (text->x < 0 || text->y < 0 || text->y >= scene->rows ||
        text->x + text->cells > scene->columns)
        return say("outside of the frame", text);
    if ((int)utf8_screen_width(text->text) != text->cells || text->cells == 0)
        return say("not as wide as it says", text);
    for (size_t i = 0; i < scene->bar_count; i++) {
        const struct scene_bar *bar = &scene->bars[i];
        bool meets = text->y + 1 > bar->y0 + 1e-6 && text->y < bar->y1 - 1e-6 &&
                     text->x + text->cells > bar->x0 + 1e-6 && text->x < bar->x1 - 1e-6;
        if (meets && text->series == SCENE_PLAIN)
            return say("on a bar", text);
    }
    return NULL;
}

static const char *check_pairs(const struct chart_scene *scene)
{
    for (size_t i = 0; i < scene->text_count; i++)
        for (size_t j = 0; j < i; j++) {
            const struct scene_text *a = &scene->texts[i], *b = &scene->texts[j];
            if (a->y == b->y && a->x < b->x + b->cells && b->x < a->x + a->cells)
                return say("on another text", a);
            if (scene->window_panels < 2 && is_label(a) && is_label(b) && a->x == b->x &&
                a->y != b->y && span_equal(a->text, b->text))
                return say("not to be told from another label", a);
        }
    return NULL;
}

static const char *check_places(const struct chart_scene *scene)
{
    const double room = 1e-6;
    for (size_t i = 0; i < scene->bar_count; i++) {
        const struct scene_bar *bar = &scene->bars[i];
        if (!(bar->x0 >= -room && bar->y0 >= -room && bar->x1 <= scene->columns + room &&
              bar->y1 <= scene->rows + room && bar->x0 <= bar->x1 + room &&
              bar->y0 <= bar->y1 + room))
            return "a bar leaves the frame";
    }
    for (size_t i = 0; i < scene->line_count; i++) {
        const struct scene_line *line = &scene->lines[i];
        if (!(line->x0 >= 0 && line->x1 >= 0 && line->x0 <= scene->columns &&
              line->x1 <= scene->columns && line->y0 >= 0 && line->y1 >= 0 &&
              line->y0 <= scene->rows && line->y1 <= scene->rows))
            return "a line leaves the frame";
    }
    for (size_t i = 0; i < scene->dot_count; i++)
        if (!(scene->dots[i].x >= 0 && scene->dots[i].x < scene->columns && scene->dots[i].y >= 0 &&
              scene->dots[i].y < scene->rows))
            return "a point leaves the frame";
    for (size_t i = 0; i < scene->box_count; i++)
        if (!(scene->boxes[i].low >= 0 && scene->boxes[i].high < scene->columns &&
              scene->boxes[i].lower <= scene->boxes[i].upper))
            return "a box leaves the frame";
    for (size_t i = 0; i < scene->spot_count; i++) {
        const struct scene_spot *spot = &scene->spots[i];
        if (spot->x < 0 || spot->y < 0 || spot->columns < 1 || spot->rows < 1 ||
            spot->x + spot->columns > scene->columns || spot->y + spot->rows > scene->rows)
            return "a spot leaves the frame";
    }
    return NULL;
}

const char *chart_scene_flaw(const struct chart_scene *scene)
{
    const char *flaw = check_places(scene);
    for (size_t i = 0; i < scene->text_count && !flaw; i++)
        flaw = check_text(scene, &scene->texts[i]);
    return flaw ? flaw : check_pairs(scene);
}

void chart_scene_text(const struct chart_scene *scene, enum chart_drawing drawing,
                      struct buffer *out)
{
    struct grid *grid = grid_new(scene->columns, scene->rows);
    assert_non_null(grid);
    struct surface surface = surface_of(grid);
    chart_canvas_draw(scene, &surface, drawing);
    for (int row = 0; row < scene->rows; row++) {
        grid_row_text(grid, row, out);
        buffer_add_byte(out, '\n');
    }
    grid_free(grid);
}

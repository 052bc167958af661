/* What a form looks like: its choice, its lines, and the look at what would come out. */
#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/form.h"

enum { WIDTH = 92, LABEL_CELLS = 13, LOOK_MOST = 14, LOOK_LEAST = 4 };

bool form_has_line(const struct form_overlay *overlay, size_t line)
{
    const struct form_line *of = &forms[overlay->form].lines[line];
    return line < LOOK_LINES && of->label != TEXT_NONE && (of->choices >> overlay->choice & 1) != 0;
}

static int line_count(const struct form_overlay *overlay)
{
    int count = 0;
    for (size_t i = 0; i < LOOK_LINES; i++)
        count += form_has_line(overlay, i);
    return count;
}

static const char *title_of(const struct form_overlay *overlay, char *out, size_t size)
{
    text_format(out, size, forms[overlay->form].title,
                TEXT_VALUES(text_string("column", overlay->name)));
    return out;
}

static void draw_label(const struct surface *surface, int y, enum text_id label, bool focused)
{
    surface_put_cut(surface, 1, y, LABEL_CELLS - 1, span_string(text_get(label)),
                    focused ? THEME_OVERLAY_STRONG : THEME_OVERLAY_DIM);
}

/* All that can be chosen, the chosen one in brackets; further ones than fit come with the
 * cursor. */
static void draw_choice(const struct form_overlay *overlay, const struct surface *surface)
{
    const struct form *form = &forms[overlay->form];
    bool focused = overlay->focus == 0;
    int x = 1 + LABEL_CELLS;
    draw_label(surface, 0, form->choice_label, focused);
    for (size_t i = 0; i < form_choices(form); i++) {
        bool on = i == overlay->choice;
        unsigned style = !on       ? THEME_OVERLAY_DIM
                         : focused ? THEME_OVERLAY_SELECTED
                                   : THEME_OVERLAY_STRONG;
        x += surface_put_string(surface, x, 0, on ? "[" : " ", style);
        x += surface_put_string(surface, x, 0, text_get(form->choices[i]), style);
        x += surface_put_string(surface, x, 0, on ? "]" : " ", style);
    }
}

static void draw_line(const struct form_overlay *overlay, const struct surface *surface, size_t i,
                      int y)
{
    const struct form_line *line = &forms[overlay->form].lines[i];
    const char *text = line_text(&overlay->lines[i]);
    int x = 1 + LABEL_CELLS, room = surface->columns - x - 1;
    draw_label(surface, y, line->label, overlay->focus == i + 1);
    struct line copy = overlay->lines[i]; /* drawing moves its scroll alone */
    line_draw(&copy, surface, x, y, room, THEME_INPUT);
    if (*text == '\0')
        surface_put_cut(surface, x + 1, y, room - 1, span_string(text_get(line->hint)),
                        THEME_INPUT_HINT);
}

void form_draw(struct overlay *head, const struct surface *screen)
{
    struct form_overlay *overlay = (struct form_overlay *)head;
    char title[300];
    struct surface inside;
    int width = screen->columns - 4 < WIDTH ? screen->columns - 4 : WIDTH;
    int fields = 1 + line_count(overlay), look = screen->rows - 6 - fields;
    look = look > LOOK_MOST ? LOOK_MOST : look < LOOK_LEAST ? LOOK_LEAST : look;
    overlay_box(head, screen, title_of(overlay, title, sizeof title), width, fields + 1 + look,
                &inside);
    draw_choice(overlay, &inside);
    int y = 1;
    for (size_t i = 0; i < LOOK_LINES; i++)
        if (form_has_line(overlay, i))
            draw_line(overlay, &inside, i, y++);
    struct surface body = surface_part(&inside, 1, y + 1, inside.columns - 2, inside.rows - y - 1);
    look_draw(&overlay->look, &body);
}

bool form_cursor(const struct overlay *head, int *x, int *y)
{
    const struct form_overlay *overlay = (const struct form_overlay *)head;
    *x = head->x + 2 + LABEL_CELLS;
    *y = head->y + 1;
    if (overlay->focus == 0)
        return true;
    const struct line *line = &overlay->lines[overlay->focus - 1];
    *x += (int)utf8_screen_width(span_of(line_text(line), line->cursor));
    if (*x > head->x + head->columns - 3)
        *x = head->x + head->columns - 3;
    for (size_t i = 0; i < overlay->focus; i++)
        *y += form_has_line(overlay, i);
    return true;
}

void form_describe(const struct overlay *head, struct buffer *out)
{
    const struct form_overlay *overlay = (const struct form_overlay *)head;
    const struct form *form = &forms[overlay->form];
    char title[300];
    buffer_printf(out, "%s\n%s: %s\n", title_of(overlay, title, sizeof title),
                  text_get(form->choice_label), text_get(form->choices[overlay->choice]));
    for (size_t i = 0; i < LOOK_LINES; i++)
        if (form_has_line(overlay, i))
            buffer_printf(out, "%s%s: %s\n", overlay->focus == i + 1 ? "> " : "",
                          text_get(form->lines[i].label), line_text(&overlay->lines[i]));
    look_describe(&overlay->look, out);
}

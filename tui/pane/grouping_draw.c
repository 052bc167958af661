/* What the overlay of groups looks like: the search line, values with their group, what becomes
 * of the others, and the look at what would come out. */
#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/grouping.h"
#include "tui/widget/motion.h"

enum {
    WIDTH = 92,
    TICK_CELLS = 4,
    ROWS_CELLS = 11,
    GROUP_CELLS = 20,
    HEAD_ROWS = 1,
    LOOK_HEIGHT = 7,
    VALUES_LEAST = 4,
    VALUES_MOST = 20
};

static struct span shown(struct span text)
{
    return text.len > 0 ? text : span_string(text_get(TEXT_FILTER_EMPTY_VALUE));
}

static const char *title_of(const struct grouping_overlay *overlay, char *out, size_t size)
{
    text_format(out, size, TEXT_GROUPING_TITLE, TEXT_VALUES(text_string("column", overlay->name)));
    return out;
}

static void draw_value(const struct grouping_overlay *overlay, const struct surface *surface,
                       size_t place, int y)
{
    const struct grouping_value *value = &overlay->values[overlay->shown[place]];
    bool current = place == overlay->cursor;
    unsigned style = current ? THEME_OVERLAY_SELECTED : THEME_OVERLAY;
    char rows[32];
    int room = surface->columns - TICK_CELLS - ROWS_CELLS - GROUP_CELLS - 3;
    if (current)
        surface_fill(surface, 0, y, surface->columns, 1, style);
    surface_put_string(surface, 1, y, value->ticked ? "[x]" : "[ ]", style);
    surface_put_cut(surface, 1 + TICK_CELLS, y, room, shown(value->text), style);
    surface_put_right(surface, 1 + TICK_CELLS + room, y, ROWS_CELLS,
                      span_string(text_group_digits(rows, sizeof rows, value->rows)), style);
    if (value->group == GROUPING_NONE)
        return;
    int x = surface->columns - GROUP_CELLS;
    surface_put_string(surface, x, y, "→ ", style);
    surface_put_cut(surface, x + 2, y, GROUP_CELLS - 3, span_string(overlay->names[value->group]),
                    current ? style : THEME_OVERLAY_STRONG);
}

static void draw_rest(const struct grouping_overlay *overlay, const struct surface *surface, int y)
{
    static const enum text_id words[RECIPE_REST_COUNT] = {
        [REST_KEEP] = TEXT_GROUPING_KEEP,
        [REST_EMPTY] = TEXT_GROUPING_EMPTY,
        [REST_NAME] = TEXT_GROUPING_NAMED,
    };
    int x = 1 + surface_put_string(surface, 1, y, text_get(TEXT_GROUPING_REST), THEME_OVERLAY_DIM);
    for (int i = 0; i < RECIPE_REST_COUNT; i++) {
        bool on = i == (int)overlay->rest;
        unsigned style = on ? THEME_OVERLAY_STRONG : THEME_OVERLAY_DIM;
        x += 1 + surface_put_string(surface, x + 1, y, on ? "[" : " ", style);
        x += surface_put_string(surface, x, y, text_get(words[i]), style);
        x += surface_put_string(surface, x, y, on ? "]" : " ", style);
    }
}

/* What to do next, or what was wrong. */
static void words_of(const struct grouping_overlay *overlay, struct buffer *out)
{
    char text[200];
    size_t ticked = grouping_ticked(overlay);
    if (overlay->err.code != STATUS_OK) {
        buffer_add_string(out, overlay->err.message);
        return;
    }
    enum text_id id = overlay->arena == NULL       ? TEXT_GROUPING_COUNTING
                      : ticked > 0                 ? TEXT_GROUPING_FOOT_TICKED
                      : grouping_used(overlay) > 0 ? TEXT_GROUPING_FOOT_GROUPS
                                                   : TEXT_GROUPING_FOOT_FIRST;
    text_format(text, sizeof text, id, TEXT_VALUES(text_number("count", (int64_t)ticked)));
    buffer_add_string(out, text);
}

void grouping_draw(struct overlay *head, const struct surface *screen)
{
    struct grouping_overlay *overlay = (struct grouping_overlay *)head;
    char title[300];
    struct surface inside;
    struct buffer words = {0};
    int width = screen->columns - 4 < WIDTH ? screen->columns - 4 : WIDTH;
    int height = screen->rows - 6 - HEAD_ROWS - 2 - LOOK_HEIGHT;
    int count = overlay->count > VALUES_MOST ? VALUES_MOST : (int)overlay->count;
    height = height > count ? count : height;
    height = height < VALUES_LEAST ? VALUES_LEAST : height;
    overlay_box(head, screen, title_of(overlay, title, sizeof title), width,
                HEAD_ROWS + height + 2 + LOOK_HEIGHT, &inside);
    overlay->height = height;
    motion_scroll(&overlay->top, overlay->cursor, overlay->shown_count, height);
    line_draw(&overlay->search, &inside, 1, 0, inside.columns - 2, THEME_INPUT);
    if (overlay->search.text.len == 0)
        surface_put_cut(&inside, 2, 0, inside.columns - 3, span_string(text_get(TEXT_CLEAN_SEARCH)),
                        THEME_INPUT_HINT);
    for (int i = 0; i < height && overlay->top + (size_t)i < overlay->shown_count; i++)
        draw_value(overlay, &inside, overlay->top + (size_t)i, HEAD_ROWS + i);
    draw_rest(overlay, &inside, HEAD_ROWS + height);
    words_of(overlay, &words);
    surface_put_cut(&inside, 1, HEAD_ROWS + height + 1, inside.columns - 2, buffer_span(&words),
                    THEME_OVERLAY_STRONG);
    buffer_free(&words);
    struct surface body =
        surface_part(&inside, 1, inside.rows - LOOK_HEIGHT, inside.columns - 2, LOOK_HEIGHT);
    look_draw(&overlay->look, &body);
}

bool grouping_cursor(const struct overlay *head, int *x, int *y)
{
    const struct grouping_overlay *overlay = (const struct grouping_overlay *)head;
    *x = head->x + 2;
    *y = head->y + 1 + HEAD_ROWS + (int)(overlay->cursor - overlay->top);
    return true;
}

void grouping_describe(const struct overlay *head, struct buffer *out)
{
    const struct grouping_overlay *overlay = (const struct grouping_overlay *)head;
    char title[300];
    struct buffer words = {0};
    buffer_printf(out, "%s\n", title_of(overlay, title, sizeof title));
    for (size_t i = 0; i < overlay->shown_count; i++) {
        const struct grouping_value *value = &overlay->values[overlay->shown[i]];
        buffer_printf(out, "%s[%s] ", i == overlay->cursor ? "> " : "", value->ticked ? "x" : " ");
        utf8_screen(shown(value->text), out);
        buffer_printf(out, " %lld %s\n", (long long)value->rows,
                      value->group != GROUPING_NONE ? overlay->names[value->group] : "");
    }
    words_of(overlay, &words);
    buffer_printf(out, "%s\n", buffer_span(&words).data);
    buffer_free(&words);
    look_describe(&overlay->look, out);
}

/* Owns the stack of overlays: pushing, popping, keys that all of them share. */
#include "tui/console/overlay.h"

#include <stdlib.h>

#include "tui/console/app_private.h"

void *overlay_push(struct pane *pane, const struct overlay_class *class, size_t size)
{
    struct overlay *overlay = calloc(1, size);
    if (!overlay) {
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
        return NULL;
    }
    overlay->class = class;
    overlay->app = pane->app;
    overlay->pane = pane;
    overlay->below = pane->app->overlays;
    pane->app->overlays = overlay;
    pane->app->dirty = true;
    return overlay;
}

void overlay_pop(struct app *app)
{
    struct overlay *overlay = app->overlays;
    if (!overlay)
        return;
    app->overlays = overlay->below;
    if (overlay->class->free)
        overlay->class->free(overlay);
    free(overlay);
    app->dirty = true;
}

void overlay_pop_all(struct app *app)
{
    while (app->overlays)
        overlay_pop(app);
}

struct overlay *overlay_find(const struct app *app, const struct overlay_class *class)
{
    struct overlay *overlay = app->overlays;
    while (overlay && overlay->class != class)
        overlay = overlay->below;
    return overlay;
}

/* Esc and a click outside close it. */
static void leave(struct overlay *overlay)
{
    if (overlay->class->left)
        overlay->class->left(overlay); /* closes it itself, as it may open another */
    else
        overlay_pop(overlay->app);
}

static void click_outside(struct overlay *overlay, const struct key *key)
{
    if (!overlay->class->outside || !overlay->class->outside(overlay, key))
        leave(overlay);
}

bool overlay_is_top(const struct app *app, const struct overlay *overlay)
{
    return app->overlays == overlay;
}

bool overlay_key(struct app *app, const struct key *key)
{
    struct overlay *overlay = app->overlays;
    int x, y;
    if (!overlay)
        return false;
    app->dirty = true;
    if (key->code == KEYCODE_ESC && !key->modifiers)
        leave(overlay);
    else if (key->code == KEYCODE_MOUSE && key->action == MOUSE_PRESS &&
             !overlay_inside(overlay, key, &x, &y))
        click_outside(overlay, key);
    else
        overlay->class->key(overlay, key);
    return true;
}

static void draw_from(struct overlay *overlay, const struct surface *screen)
{
    if (!overlay)
        return;
    draw_from(overlay->below, screen); /* the stack is never deep */
    overlay->class->draw(overlay, screen);
}

void overlay_draw_all(struct app *app, const struct surface *screen)
{
    draw_from(app->overlays, screen);
}

static int at_most(int a, int b)
{
    return a < b ? a : b;
}

/* The header with the clock, the status line and the keys stay in sight. */
enum { ABOVE = 1, AROUND = 3 };

void overlay_box_at(struct overlay *overlay, const struct surface *screen, const char *title, int x,
                    int y, int columns, int rows, struct surface *out)
{
    overlay->columns = at_most(columns + 2, screen->columns);
    overlay->rows = at_most(rows + 2, screen->rows - AROUND);
    overlay->x = x > 0 ? at_most(x, screen->columns - overlay->columns) : 0;
    overlay->y = y > ABOVE ? at_most(y, screen->rows - overlay->rows) : ABOVE;
    struct surface box =
        surface_part(screen, overlay->x, overlay->y, overlay->columns, overlay->rows);
    surface_clear(&box, THEME_OVERLAY);
    surface_box(&box, 0, 0, box.columns, box.rows, THEME_OVERLAY_BORDER);
    if (*title) {
        surface_put_string(&box, 2, 0, " ", THEME_OVERLAY_TITLE);
        int used =
            surface_put_cut(&box, 3, 0, box.columns - 6, span_string(title), THEME_OVERLAY_TITLE);
        surface_put_string(&box, 3 + used, 0, " ", THEME_OVERLAY_TITLE);
    }
    *out = surface_part(&box, 1, 1, box.columns - 2, box.rows - 2);
}

void overlay_box(struct overlay *overlay, const struct surface *screen, const char *title,
                 int columns, int rows, struct surface *out)
{
    int width = at_most(columns + 2, screen->columns);
    int height = at_most(rows + 2, screen->rows - AROUND);
    overlay_box_at(overlay, screen, title, (screen->columns - width) / 2,
                   (screen->rows - height) / 3, columns, rows, out);
}

bool overlay_inside(const struct overlay *overlay, const struct key *key, int *x, int *y)
{
    *x = key->x - overlay->x - 1;
    *y = key->y - overlay->y - 1;
    return key->x >= overlay->x && key->x < overlay->x + overlay->columns && key->y >= overlay->y &&
           key->y < overlay->y + overlay->rows;
}

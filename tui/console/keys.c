/* Owns the way of a key: overlay, frame, the focused pane's commands, the console's own,
 * the pane itself. */
#include <stdlib.h>

#include "core/base/clock.h"
#include "tui/console/app_private.h"

static bool find_in(const struct command *commands, size_t count, const struct key *key,
                    const struct command **out)
{
    for (size_t i = 0; i < count; i++) {
        if (key_in(commands[i].keys, key)) {
            *out = &commands[i];
            return true;
        }
    }
    return false;
}

bool app_find_command(struct app *app, const struct key *key, struct command_ref *out)
{
    size_t count;
    const struct command *global = global_commands(&count);
    out->pane = app_focused(app);
    return find_in(out->pane->class->commands, out->pane->class->command_count, key,
                   &out->command) ||
           find_in(global, count, key, &out->command);
}

struct command_ref *app_commands(struct app *app, size_t *count)
{
    size_t global_count, total;
    const struct command *global = global_commands(&global_count);
    struct pane *focused = app_focused(app);
    total = global_count;
    for (size_t i = 0; i < app->pane_count; i++)
        total += app->panes[i].class->command_count;
    struct command_ref *refs = calloc(total, sizeof *refs);
    *count = 0;
    if (!refs)
        return NULL;
    for (size_t i = 0; i < focused->class->command_count; i++)
        refs[(*count)++] = (struct command_ref){&focused->class->commands[i], focused};
    for (size_t i = 0; i < global_count; i++)
        if (!app_is_teamless(app) || command_enabled(&global[i], focused))
            refs[(*count)++] = (struct command_ref){&global[i], focused};
    for (size_t p = 0; p < app->pane_count; p++) {
        struct pane *pane = &app->panes[p];
        for (size_t i = 0; pane != focused && i < pane->class->command_count; i++)
            refs[(*count)++] = (struct command_ref){&pane->class->commands[i], pane};
    }
    return refs;
}

void app_run(struct app *app, const struct command_ref *ref)
{
    if (ref->pane != app_focused(app))
        app_focus_pane(app, ref->pane);
    command_run(ref->command, ref->pane);
}

/* A click focuses the pane under it, which gets it with its own coordinates; so does the
 * wheel, without the focus. */
static void mouse(struct app *app, const struct key *key)
{
    struct layout_rect inside;
    struct key own = *key;
    if (frame_click(app, key))
        return;
    struct pane *pane = app_pane_at(app, layout_place_at(&app->layout, key->x, key->y));
    if (!pane)
        return;
    if (key->action == MOUSE_PRESS && pane != app_focused(app))
        app_focus_pane(app, pane);
    if (!pane->class->key || !layout_inside(&app->layout, pane->class->place, &inside))
        return;
    own.x -= inside.x;
    own.y -= inside.y;
    if (own.x < 0 || own.y < 0 || own.x >= inside.columns || own.y >= inside.rows)
        return;
    if (pane->class->key(pane, &own))
        app_redraw(pane);
}

static bool pane_key(struct pane *pane, const struct key *key)
{
    if (!pane->class->key || !pane->class->key(pane, key))
        return false;
    app_redraw(pane);
    return true;
}

static void key_for_pane(struct app *app, const struct key *key)
{
    struct pane *pane = app_focused(app);
    struct command_ref ref;
    char name[KEY_NAME_SIZE];
    bool typing = pane->class->typing && pane->class->typing(pane);
    if (typing && key_is_text(key) && pane_key(pane, key))
        return;
    if (app_find_command(app, key, &ref)) {
        command_run(ref.command, ref.pane);
        return;
    }
    if (pane_key(pane, key) || key->code == KEYCODE_PASTE)
        return;
    app_say(app, TEXT_CONSOLE_UNKNOWN_KEY, TEXT_VALUES(text_string("key", key_name(key, name))));
}

void app_key(struct app *app, const struct key *key)
{
    app->input_ms = clock_now_ms();
    app_layout(app); /* several keys may come before the next drawing */
    if (app->message[0] && (key->code != KEYCODE_MOUSE || key->action == MOUSE_PRESS)) {
        app->message[0] = '\0';
        app->dirty = true;
    }
    if (app->layout.mode == LAYOUT_TOO_SMALL) {
        if (key_in("q F10", key))
            app_quit(app);
        return;
    }
    if (key_in("F10", key)) { /* the key bar says so, whatever is open above it */
        app_quit(app);
        return;
    }
    if (overlay_key(app, key))
        return;
    if (key->code == KEYCODE_MOUSE)
        mouse(app, key);
    else
        key_for_pane(app, key);
}

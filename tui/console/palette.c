/* Owns the command search: every command by its words, its name or its help. */
#include <stdio.h>
#include <stdlib.h>

#include "tui/console/app_private.h"
#include "tui/widget/list.h"

enum { WIDTH = 70, ROWS = 16 };

struct palette {
    struct overlay head;
    struct list list;
    struct command_ref *refs;
};

static void draw(struct overlay *head, const struct surface *screen)
{
    struct palette *palette = (struct palette *)head;
    struct surface inside;
    overlay_box(head, screen, text_get(TEXT_CONSOLE_PALETTE_TITLE),
                WIDTH < screen->columns - 4 ? WIDTH : screen->columns - 4, ROWS + 2, &inside);
    struct surface body = surface_part(&inside, 0, 0, inside.columns, inside.rows - 1);
    list_draw(&palette->list, &body);
    size_t index;
    if (list_current(&palette->list, &index))
        surface_put_cut(&inside, 1, inside.rows - 1, inside.columns - 2,
                        span_string(text_get(palette->refs[index].command->help)),
                        THEME_OVERLAY_DIM);
}

static void press(struct overlay *head, const struct key *key)
{
    struct palette *palette = (struct palette *)head;
    struct app *app = head->app;
    struct key own = *key;
    size_t index;
    if (key->code == KEYCODE_MOUSE)
        overlay_inside(head, key, &own.x, &own.y);
    if (list_key(&palette->list, &own) != LIST_CHOSEN || !list_current(&palette->list, &index))
        return;
    struct command_ref ref = palette->refs[index];
    overlay_pop(app);
    app_run(app, &ref);
}

/* In the search line: that is where one types. */
static bool cursor(const struct overlay *head, int *x, int *y)
{
    list_cursor(&((const struct palette *)head)->list, x, y);
    *x += head->x + 1;
    *y += head->y + 1;
    return true;
}

static void describe(const struct overlay *head, struct buffer *out)
{
    const struct palette *palette = (const struct palette *)head;
    buffer_printf(out, "%s\n", text_get(TEXT_CONSOLE_PALETTE_TITLE));
    for (size_t i = 0; i < palette->list.shown_count; i++) {
        size_t index = palette->list.order[palette->list.shown[i]];
        buffer_printf(out, "%s %s\n", i == palette->list.cursor ? ">" : " ",
                      palette->list.entries[index].text);
    }
}

static void release(struct overlay *head)
{
    struct palette *palette = (struct palette *)head;
    list_free(&palette->list);
    free(palette->refs);
}

static const struct overlay_class palette_class = {.name = "palette",
                                                   .keys = TEXT_CONSOLE_KEYS_LIST,
                                                   .draw = draw,
                                                   .key = press,
                                                   .cursor = cursor,
                                                   .describe = describe,
                                                   .free = release};

/* Its keys; before them the pane where they do it, unless it is the focused one. */
static const char *detail_of(struct arena *arena, const struct command_ref *ref,
                             const struct pane *focused)
{
    if (!ref->pane || ref->pane == focused)
        return ref->command->keys;
    return arena_printf(arena, "%s  %s", text_get(ref->pane->class->title), ref->command->keys);
}

static bool fill(struct palette *palette, size_t count)
{
    struct arena *arena = arena_new();
    struct list_entry *entries = arena ? arena_array(arena, count, sizeof *entries) : NULL;
    for (size_t i = 0; entries && i < count; i++) {
        const struct command_ref *ref = &palette->refs[i];
        entries[i] = (struct list_entry){.text = text_get(ref->command->label),
                                         .detail = detail_of(arena, ref, palette->head.pane),
                                         .off = !command_enabled(ref->command, ref->pane)};
        entries[i].search =
            arena_printf(arena, "%s %s", ref->command->name, text_get(ref->command->help));
    }
    bool good = entries && list_init(&palette->list, entries, count, 0);
    arena_free(arena);
    return good;
}

void palette_open(struct app *app)
{
    size_t count;
    struct command_ref *refs = app_commands(app, &count);
    struct palette *palette =
        refs ? overlay_push(app_focused(app), &palette_class, sizeof *palette) : NULL;
    if (!palette) {
        free(refs);
        return;
    }
    palette->refs = refs;
    if (!fill(palette, count)) {
        overlay_pop(app);
        app_say(app, TEXT_OUT_OF_MEMORY, NULL);
    }
}

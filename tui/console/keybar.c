/*
 * Owns the key bar: which commands stand in it, where, and which one a click means. Made
 * from the command rows of the focused pane and of the console. Nothing in it is cut: words
 * get shorter, then whole entries go, F1, F8, F9 and F10 never.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "tui/console/app_private.h"

enum { ENTRIES = 40, AFTER_F8 = 8 };

struct entry {
    struct command_ref ref;
    char key[KEY_NAME_SIZE];
    int order; /* number of its F-key; others stand behind F8 */
    bool own;  /* of the pane, not of the whole console */
    bool keep, chosen;
    int rank;
    int x, width;
};

struct keybar {
    struct entry entries[ENTRIES];
    int count;
    bool brief;
};

/* The key to show: its F-key, else the first one; no character where those are text. False: there
 * is none. */
static bool choose_key(struct entry *entry)
{
    const struct pane *focused = app_focused(entry->ref.pane->app);
    bool typing = focused->class->typing && focused->class->typing(focused);
    struct span rest = span_string(entry->ref.command->keys);
    struct key key, shown = {0};
    entry->order = AFTER_F8;
    while (key_next(&rest, &key)) {
        if (typing && key_is_text(&key))
            continue;
        bool function = key.code >= KEYCODE_F1 && key.code <= KEYCODE_F12 && !key.modifiers;
        if (!shown.code || function)
            shown = key;
        if (function) {
            entry->order = (int)(key.code - KEYCODE_F1) + 1;
            entry->order += entry->order > 8; /* F9 behind the letters */
            break;
        }
    }
    entry->keep = shown.code == KEYCODE_F1 || shown.code == KEYCODE_F1 + 7 ||
                  shown.code == KEYCODE_F1 + 8 || shown.code == KEYCODE_F1 + 9;
    key_name(&shown, entry->key);
    return shown.code != KEYCODE_NONE;
}

static const char *label(const struct keybar *bar, const struct entry *entry)
{
    const struct command *command = entry->ref.command;
    return text_get(bar->brief && command->brief != TEXT_NONE ? command->brief : command->bar);
}

static void add(struct keybar *bar, const struct command *command, struct pane *pane, bool own)
{
    if (command->bar == TEXT_NONE || bar->count == ENTRIES)
        return;
    /* What belongs to a team would only take the room there. */
    if (!own && app_is_teamless(pane->app) && !command_enabled(command, pane))
        return;
    struct entry *entry = &bar->entries[bar->count++];
    *entry = (struct entry){.ref = {command, pane}, .own = own};
    if (!choose_key(entry)) {
        bar->count--;
        return;
    }
    int i = bar->count - 1; /* in order, by insertion: equal ones stay as they came */
    struct entry moved = *entry;
    for (; i > 0 && bar->entries[i - 1].order > moved.order; i--)
        bar->entries[i] = bar->entries[i - 1];
    bar->entries[i] = moved;
}

/* Gives each its place; returns the width of all. */
static int place(struct keybar *bar)
{
    int x = 1;
    for (int i = 0; i < bar->count; i++) {
        struct entry *entry = &bar->entries[i];
        entry->x = x;
        entry->width = (int)(utf8_screen_width(span_string(entry->key)) + 1 +
                             utf8_screen_width(span_string(label(bar, entry))));
        x += entry->width + 2;
    }
    return x - 2;
}

/* Ranks of entries where there is not room for all: F1, F8, F9 and F10 always have it, then
 * come the other F-keys, the pane's before the console's, what the pane is about, the console's
 * letters, the rest. In a jam's consoles what can't be done now goes first. */
enum {
    RANK_KEEP,
    RANK_OWN_FUNCTION,
    RANK_FUNCTION,
    RANK_FIRST,
    RANK_CONSOLE,
    RANK_REST,
    RANK_OFF,
    RANKS
};

static void rank(struct keybar *bar)
{
    enum { FIRST_LETTERS = 2 };
    int letters = 0;
    for (int i = 0; i < bar->count; i++) {
        struct entry *entry = &bar->entries[i];
        if (entry->keep)
            entry->rank = RANK_KEEP;
        else if (entry->order != AFTER_F8)
            entry->rank = entry->own ? RANK_OWN_FUNCTION : RANK_FUNCTION;
        else if (!entry->own)
            entry->rank = RANK_CONSOLE;
        else if (app_is_teamless(entry->ref.pane->app) &&
                 !command_enabled(entry->ref.command, entry->ref.pane))
            entry->rank = RANK_OFF;
        else
            entry->rank = letters++ < FIRST_LETTERS ? RANK_FIRST : RANK_REST;
    }
}

/* Leaves those that have room, rank by rank, from the left. */
static void choose(struct keybar *bar, int room)
{
    int used = -1, kept = 0;
    rank(bar);
    for (int now = RANK_KEEP; now < RANKS; now++)
        for (int i = 0; i < bar->count; i++) {
            struct entry *entry = &bar->entries[i];
            if (entry->rank != now)
                continue;
            entry->chosen = now == RANK_KEEP || used + 2 + entry->width <= room;
            used += entry->chosen ? entry->width + 2 : 0;
        }
    for (int i = 0; i < bar->count; i++)
        if (bar->entries[i].chosen)
            bar->entries[kept++] = bar->entries[i];
    bar->count = kept;
}

static void compose(const struct app *app, struct keybar *out)
{
    struct pane *pane = app_focused(app);
    size_t global_count;
    const struct command *global = global_commands(&global_count);
    out->count = 0;
    out->brief = false;
    for (size_t i = 0; i < pane->class->command_count; i++)
        add(out, &pane->class->commands[i], pane, true);
    for (size_t i = 0; i < global_count; i++)
        add(out, &global[i], pane, false);
    int room = app->layout.columns - 1;
    if (place(out) <= room)
        return;
    out->brief = true;
    place(out); /* widths of the shorter words */
    choose(out, room);
    place(out);
}

/* What lies over the panes has keys of its own; those of the pane wait. */
static bool draw_overlay_keys(const struct app *app, const struct surface *screen, int y)
{
    if (!app->overlays || app->overlays->class->keys == TEXT_NONE)
        return false;
    const struct overlay_class *class = app->overlays->class;
    const char *at = text_get(class->keys_now ? class->keys_now(app->overlays) : class->keys);
    for (int x = 1; *at; x += 2) {
        const char *end = strstr(at, "  ");
        size_t len = end ? (size_t)(end - at) : strlen(at), key = strcspn(at, " ");
        int room = screen->columns - x;
        x += surface_put(screen, x, y, room, span_of(at, key), THEME_KEY);
        x += surface_put(screen, x, y, room, span_of(at + key, len - key), THEME_KEY_LABEL);
        at += len + strspn(at + len, " ");
    }
    return true;
}

void keybar_draw(struct app *app, const struct surface *screen)
{
    struct keybar bar;
    int y = app->layout.keys_row;
    surface_fill(screen, 0, y, screen->columns, 1, THEME_KEY_LABEL);
    if (draw_overlay_keys(app, screen, y))
        return;
    compose(app, &bar);
    for (int i = 0; i < bar.count; i++) {
        const struct entry *entry = &bar.entries[i];
        bool enabled = command_enabled(entry->ref.command, entry->ref.pane);
        int used = surface_put_string(screen, entry->x, y, entry->key, THEME_KEY);
        surface_put_string(screen, entry->x + used + 1, y, label(&bar, entry),
                           enabled ? THEME_KEY_LABEL : THEME_KEY_OFF);
    }
}

bool keybar_click(struct app *app, int x)
{
    struct keybar bar;
    compose(app, &bar);
    for (int i = 0; i < bar.count; i++) {
        const struct entry *entry = &bar.entries[i];
        if (x >= entry->x && x < entry->x + entry->width) {
            app_run(app, &entry->ref);
            return true;
        }
    }
    return true;
}

/* Owns the list that a pane opens over the screen. */
#include <stdio.h>
#include <stdlib.h>

#include "tui/console/app_private.h"
#include "tui/widget/list.h"

enum { MIN_WIDTH = 36, TITLE_LIMIT = 160 };

struct list_overlay {
    struct overlay head;
    struct list list;
    char title[TITLE_LIMIT];
    void (*chosen)(struct pane *pane, size_t index);
    void (*ticked)(struct pane *pane, const size_t *order, const bool *ticks, size_t count);
    void (*otherwise)(struct pane *pane, const char *typed);
};

static void draw(struct overlay *head, const struct surface *screen)
{
    struct list_overlay *overlay = (struct list_overlay *)head;
    struct list *list = &overlay->list;
    struct surface inside;
    int title = (int)strlen(overlay->title) + 4, width = list_width(list);
    const char *hint = list->reorder ? text_get(TEXT_WIDGET_TICK_AND_MOVE)
                       : list->ticks ? text_get(TEXT_WIDGET_TICK)
                                     : "";
    width = width < MIN_WIDTH ? MIN_WIDTH : width;
    width = width < title ? title : width;
    width = width < (int)strlen(hint) + 2 ? (int)strlen(hint) + 2 : width;
    const char *nothing = list->nothing != TEXT_NONE ? text_get(list->nothing) : "";
    width = width < (int)strlen(nothing) + 2 ? (int)strlen(nothing) + 2 : width;
    if (width > screen->columns - 6)
        width = screen->columns - 6;
    int count = list->count < 1000 ? (int)list->count : 1000;
    overlay_box(head, screen, overlay->title, width, count + 1 + (*hint ? 1 : 0), &inside);
    if (*hint)
        surface_put(&inside, 1, inside.rows - 1, inside.columns - 2, span_string(hint),
                    THEME_OVERLAY_DIM);
    struct surface body =
        surface_part(&inside, 0, 0, inside.columns, inside.rows - (*hint ? 1 : 0));
    list_draw(list, &body);
}

/* Takes it off the stack first, so that what it calls may open another. */
static void finish(struct list_overlay *overlay)
{
    struct pane *pane = overlay->head.pane;
    struct list list = overlay->list;
    void (*chosen)(struct pane *, size_t) = overlay->chosen;
    void (*ticked)(struct pane *, const size_t *, const bool *, size_t) = overlay->ticked;
    size_t index = 0;
    bool any = list_current(&list, &index);
    overlay->list = (struct list){0};
    overlay_pop(pane->app);
    if (list.ticks && ticked) {
        bool *ticks = arena_array(list.arena, list.count, sizeof *ticks);
        for (size_t i = 0; ticks && i < list.count; i++)
            ticks[i] = list.entries[list.order[i]].ticked;
        if (ticks)
            ticked(pane, list.order, ticks, list.count);
    } else if (any && chosen) {
        chosen(pane, index);
    }
    list_free(&list);
    app_redraw(pane);
}

/* Nothing fits: what was typed goes to whoever can do something with it. */
static void finish_otherwise(struct list_overlay *overlay)
{
    struct pane *pane = overlay->head.pane;
    struct list list = overlay->list;
    void (*otherwise)(struct pane *, const char *) = overlay->otherwise;
    overlay->list = (struct list){0};
    overlay_pop(pane->app);
    otherwise(pane, line_text(&list.search));
    list_free(&list);
    app_redraw(pane);
}

static void press(struct overlay *head, const struct key *key)
{
    struct list_overlay *overlay = (struct list_overlay *)head;
    struct key own = *key;
    if (key->code == KEYCODE_MOUSE)
        overlay_inside(head, key, &own.x, &own.y);
    if (overlay->otherwise && overlay->list.shown_count == 0 && key_in("Enter", key))
        finish_otherwise(overlay);
    else if (list_key(&overlay->list, &own) == LIST_CHOSEN)
        finish(overlay);
}

static bool cursor(const struct overlay *head, int *x, int *y)
{
    list_cursor(&((const struct list_overlay *)head)->list, x, y);
    *x += head->x + 1;
    *y += head->y + 1;
    return true;
}

static void describe(const struct overlay *head, struct buffer *out)
{
    const struct list_overlay *overlay = (const struct list_overlay *)head;
    const struct list *list = &overlay->list;
    size_t current = SIZE_MAX;
    list_current(list, &current);
    buffer_printf(out, "%s\n", overlay->title);
    for (size_t i = 0; i < list->shown_count; i++) {
        size_t index = list->order[list->shown[i]];
        buffer_printf(out, "%s %s%s\n", index == current ? ">" : " ",
                      !list->ticks                  ? ""
                      : list->entries[index].ticked ? "[x] "
                                                    : "[ ] ",
                      list->entries[index].text);
    }
    buffer_add_byte(out, '\n');
}

static void release(struct overlay *head)
{
    list_free(&((struct list_overlay *)head)->list);
}

#define LIST_FUNCTIONS                                                                             \
    .draw = draw, .key = press, .cursor = cursor, .describe = describe, .free = release

static const struct overlay_class list_class = {
    .name = "list", .keys = TEXT_CONSOLE_KEYS_LIST, LIST_FUNCTIONS};
static const struct overlay_class tick_class = {
    .name = "ticks", .keys = TEXT_CONSOLE_KEYS_TICKS, LIST_FUNCTIONS};

static struct list_entry *copy_items(const struct list_request *request)
{
    struct list_entry *entries = calloc(request->count ? request->count : 1, sizeof *entries);
    for (size_t i = 0; entries && i < request->count; i++)
        entries[i] = (struct list_entry){.text = request->items[i].text,
                                         .detail = request->items[i].detail,
                                         .search = request->items[i].search,
                                         .ticked = request->items[i].ticked};
    return entries;
}

void app_open_list(struct pane *pane, const struct list_request *request)
{
    struct list list;
    struct list_entry *entries = copy_items(request);
    bool good = entries && list_init(&list, entries, request->count, request->selected);
    free(entries);
    if (!good) {
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
        return;
    }
    struct list_overlay *overlay =
        overlay_push(pane, request->ticks ? &tick_class : &list_class, sizeof *overlay);
    if (!overlay) {
        list_free(&list);
        return;
    }
    list.ticks = request->ticks;
    list.reorder = request->ticks && request->reorder;
    list.hint = request->hint;
    list.nothing = request->otherwise ? request->otherwise_hint : TEXT_NONE;
    overlay->list = list;
    overlay->chosen = request->chosen;
    overlay->ticked = request->ticked;
    overlay->otherwise = request->otherwise;
    snprintf(overlay->title, sizeof overlay->title, "%s", request->title);
}

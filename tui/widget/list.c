/* Owns lists to choose from: narrowing, moving, ticking, reordering, drawing. */
#include "tui/widget/list.h"

#include <stdlib.h>

#include "core/base/text.h"
#include "core/base/utf8.h"
#include "tui/widget/fuzzy.h"

enum { SEARCH_ROWS = 1, TICK_CELLS = 4, GAP = 2 };

struct scored {
    size_t place;
    int score;
};

static int best_first(const void *a, const void *b)
{
    const struct scored *left = a, *right = b;
    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    return left->place < right->place ? -1 : left->place > right->place;
}

static int score_entry(const struct list *list, const struct list_entry *entry)
{
    struct span typed = buffer_span(&list->search.text);
    int score = fuzzy_score(typed, span_string(entry->text));
    int other = entry->search ? fuzzy_score(typed, span_string(entry->search)) : FUZZY_NONE;
    if (score < 0 && other > 0)
        return other / 2; /* found by its other words: behind those found by name */
    return score;
}

/* Shows what fits; in the list's own order while nothing is typed. */
static void narrow(struct list *list)
{
    struct scored *scored = malloc((list->count ? list->count : 1) * sizeof *scored);
    if (!scored)
        return; /* it stays as wide as it was */
    list->shown_count = 0;
    for (size_t i = 0; i < list->count; i++) {
        int score = score_entry(list, &list->entries[list->order[i]]);
        if (score >= 0)
            scored[list->shown_count++] = (struct scored){i, score};
    }
    if (list->search.text.len)
        qsort(scored, list->shown_count, sizeof *scored, best_first);
    for (size_t i = 0; i < list->shown_count; i++)
        list->shown[i] = scored[i].place;
    free(scored);
}

bool list_init(struct list *list, const struct list_entry *entries, size_t count, size_t selected)
{
    *list = (struct list){.arena = arena_new(), .count = count};
    if (!list->arena)
        return false;
    list->entries = arena_array(list->arena, count, sizeof *list->entries);
    list->order = arena_array(list->arena, count, sizeof *list->order);
    list->shown = arena_array(list->arena, count, sizeof *list->shown);
    bool good = list->entries && list->order && list->shown;
    for (size_t i = 0; good && i < count; i++) {
        struct list_entry *entry = &list->entries[i];
        *entry = entries[i];
        list->order[i] = i;
        entry->text = arena_string(list->arena, entries[i].text);
        entry->detail = entries[i].detail ? arena_string(list->arena, entries[i].detail) : NULL;
        entry->search = entries[i].search ? arena_string(list->arena, entries[i].search) : NULL;
        good = entry->text != NULL;
    }
    if (!good) {
        list_free(list);
        return false;
    }
    narrow(list);
    list->cursor = selected < count ? selected : 0;
    return true;
}

void list_free(struct list *list)
{
    line_free(&list->search);
    arena_free(list->arena);
    *list = (struct list){0};
}

void list_search(struct list *list, const char *typed)
{
    line_set(&list->search, typed);
    narrow(list);
    list->cursor = 0;
}

bool list_current(const struct list *list, size_t *index)
{
    if (list->cursor >= list->shown_count)
        return false;
    *index = list->order[list->shown[list->cursor]];
    return true;
}

static void move(struct list *list, long by)
{
    long to = (long)list->cursor + by, last = (long)list->shown_count - 1;
    list->cursor = (size_t)(to < 0 || last < 0 ? 0 : to > last ? last : to);
}

/* Swaps the entry with its neighbour; only in the whole list. */
static void shift(struct list *list, long by)
{
    long to = (long)list->cursor + by;
    if (list->search.text.len || to < 0 || to >= (long)list->count)
        return;
    size_t moved = list->order[list->cursor];
    list->order[list->cursor] = list->order[to];
    list->order[to] = moved;
    list->cursor = (size_t)to;
}

static void tick(struct list *list)
{
    size_t index;
    if (list_current(list, &index))
        list->entries[index].ticked = !list->entries[index].ticked;
}

static enum list_result click(struct list *list, const struct key *key)
{
    if (key->action == MOUSE_WHEEL_UP || key->action == MOUSE_WHEEL_DOWN) {
        move(list, key->action == MOUSE_WHEEL_UP ? -3 : 3);
        return LIST_MOVED;
    }
    size_t place = list->top + (size_t)(key->y - SEARCH_ROWS);
    if (key->action != MOUSE_PRESS || key->y < SEARCH_ROWS || place >= list->shown_count)
        return LIST_UNUSED;
    list->cursor = place;
    if (list->ticks && key->x < TICK_CELLS)
        tick(list);
    else if (!list->ticks || key->clicks == 2)
        return LIST_CHOSEN;
    return LIST_MOVED;
}

static const struct {
    const char *keys;
    int pages;
    long rows;
} motions[] = {
    {"Up Ctrl-P", 0, -1},
    {"Down Ctrl-N", 0, 1},
    {"PageUp", -1, 0},
    {"PageDown", 1, 0},
    {"Home Ctrl-Home", 0, -1000000000L},
    {"End Ctrl-End", 0, 1000000000L},
};

static bool move_key(struct list *list, const struct key *key)
{
    for (size_t i = 0; i < sizeof motions / sizeof *motions; i++) {
        if (!key_in(motions[i].keys, key))
            continue;
        move(list, motions[i].rows + motions[i].pages * (list->height > 1 ? list->height - 1 : 1));
        return true;
    }
    return false;
}

enum list_result list_key(struct list *list, const struct key *key)
{
    if (key->code == KEYCODE_MOUSE)
        return click(list, key);
    if (key_in("Enter", key))
        return list->shown_count || list->ticks ? LIST_CHOSEN : LIST_UNUSED;
    if (move_key(list, key))
        return LIST_MOVED;
    if (list->ticks && key_in("Space", key)) {
        tick(list);
        move(list, 1);
        return LIST_MOVED;
    }
    if (list->reorder && key_in("Shift-Up <", key)) {
        shift(list, -1);
        return LIST_MOVED;
    }
    if (list->reorder && key_in("Shift-Down >", key)) {
        shift(list, 1);
        return LIST_MOVED;
    }
    switch (line_key(&list->search, key)) {
    case LINE_EDITED:
        narrow(list);
        list->cursor = 0;
        return LIST_MOVED;
    case LINE_MOVED:
        return LIST_MOVED;
    default:
        return LIST_UNUSED;
    }
}

static void draw_entry(const struct list *list, const struct surface *surface, size_t place, int y)
{
    const struct list_entry *entry = &list->entries[list->order[list->shown[place]]];
    bool current = place == list->cursor;
    unsigned style = current      ? THEME_OVERLAY_SELECTED
                     : entry->off ? THEME_OVERLAY_DIM
                                  : THEME_OVERLAY;
    int x = 1, columns = surface->columns;
    surface_fill(surface, 0, y, columns, 1, style);
    if (list->ticks)
        x += surface_put_string(surface, x, y, entry->ticked ? "[x] " : "[ ] ", style);
    int detail = entry->detail ? (int)utf8_screen_width(span_string(entry->detail)) : 0;
    int most = columns - x - 1 - GAP - (int)utf8_screen_width(span_string(entry->text));
    most = most > columns / 2 ? most : columns / 2; /* what the text leaves, or its half */
    detail = detail < most ? detail : most;
    int room = columns - x - 1 - (detail ? detail + GAP : 0);
    surface_put_cut(surface, x, y, room, span_string(entry->text), style);
    if (detail)
        surface_put_cut(surface, columns - 1 - detail, y, detail, span_string(entry->detail),
                        current ? THEME_OVERLAY_SELECTED : THEME_OVERLAY_DIM);
}

/* There are more above or below. */
static void draw_mark(const struct list *list, const struct surface *surface, size_t row,
                      uint32_t arrow)
{
    unsigned style =
        list->top + row == list->cursor ? THEME_OVERLAY_SELECTED : THEME_OVERLAY_STRONG;
    surface_repeat(surface, surface->columns - 1, SEARCH_ROWS + (int)row, 1, arrow, style);
}

void list_draw(struct list *list, const struct surface *surface)
{
    const char *hint = text_get(list->hint != TEXT_NONE ? list->hint : TEXT_WIDGET_TYPE_TO_SEARCH);
    list->height = surface->rows - SEARCH_ROWS;
    size_t height = list->height > 0 ? (size_t)list->height : 1;
    if (list->cursor < list->top)
        list->top = list->cursor;
    if (list->cursor >= list->top + height)
        list->top = list->cursor - height + 1;
    if (list->shown_count <= height)
        list->top = 0;
    line_draw(&list->search, surface, 1, 0, surface->columns - 2, THEME_INPUT);
    if (!list->search.text.len)
        surface_put(surface, 2, 0, surface->columns - 4, span_string(hint), THEME_INPUT_HINT);
    if (!list->shown_count)
        surface_put_string(
            surface, 1, SEARCH_ROWS,
            text_get(list->nothing != TEXT_NONE ? list->nothing : TEXT_WIDGET_NOTHING_FITS),
            THEME_OVERLAY_DIM);
    for (size_t i = 0; i < height && list->top + i < list->shown_count; i++)
        draw_entry(list, surface, list->top + i, SEARCH_ROWS + (int)i);
    if (list->top > 0)
        draw_mark(list, surface, 0, 0x2191);
    if (list->top + height < list->shown_count)
        draw_mark(list, surface, height - 1, 0x2193);
}

void list_cursor(const struct list *list, int *x, int *y)
{
    *x = 1;
    *y = SEARCH_ROWS + (int)(list->cursor - list->top);
}

int list_width(const struct list *list)
{
    size_t widest = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct list_entry *entry = &list->entries[i];
        size_t width = utf8_screen_width(span_string(entry->text));
        if (entry->detail)
            width += GAP + utf8_screen_width(span_string(entry->detail));
        widest = width > widest ? width : widest;
    }
    return (int)(widest < 1000 ? widest : 1000) + 2 + (list->ticks ? TICK_CELLS : 0);
}

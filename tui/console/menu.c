/* Owns the menu bar: every command in words, under the menu that its row names. */
#include <stdio.h>
#include <stdlib.h>

#include "core/base/utf8.h"
#include "tui/console/app_private.h"

const enum text_id menu_titles[MENU_COUNT] = {
    [MENU_FILE] = TEXT_CONSOLE_MENU_FILE,     [MENU_EDIT] = TEXT_CONSOLE_MENU_EDIT,
    [MENU_VIEW] = TEXT_CONSOLE_MENU_VIEW,     [MENU_DATA] = TEXT_CONSOLE_MENU_DATA,
    [MENU_FILTER] = TEXT_CONSOLE_MENU_FILTER, [MENU_PIVOT] = TEXT_PIVOT_MENU,
    [MENU_CHART] = TEXT_CHART_MENU,           [MENU_SQL] = TEXT_QUERY_PANE_TITLE,
    [MENU_BOARD] = TEXT_BOARD_TITLE,          [MENU_TOPIC] = TEXT_CONSOLE_MENU_TOPIC,
    [MENU_TEAM] = TEXT_CONSOLE_MENU_TEAM,     [MENU_DAY] = TEXT_FACILITATE_MENU,
    [MENU_HELP] = TEXT_CONSOLE_MENU_HELP,
};

struct menu_bar {
    struct overlay head;
    struct command_ref *refs;
    size_t ref_count;
    struct {
        enum menu menu;
        int x, width;
        size_t *entries; /* places in refs */
        size_t count;
    } menus[MENU_COUNT];
    size_t menu_count;
    size_t current;
    size_t cursor;
    size_t top;
    int visible; /* rows of the open menu at the last drawing */
};

/* What holds everywhere stands first: undo above copying rows. */
static size_t list_entries(const struct menu_bar *bar, int menu, size_t *entries)
{
    size_t count = 0, global_count;
    const struct command *global = global_commands(&global_count);
    for (int own = 1; own >= 0; own--)
        for (size_t i = 0; i < bar->ref_count; i++) {
            const struct command *command = bar->refs[i].command;
            bool is_global = command >= global && command < global + global_count;
            if ((int)command->menu == menu && is_global == (own == 1))
                entries[count++] = i;
        }
    return count;
}

/* Every menu that has a command, with its commands. */
static bool collect(struct menu_bar *bar)
{
    int x = 1;
    for (int menu = MENU_FILE; menu < MENU_COUNT; menu++) {
        size_t *entries = calloc(bar->ref_count, sizeof *entries);
        if (!entries)
            return false;
        size_t count = list_entries(bar, menu, entries);
        if (!count) {
            free(entries);
            continue;
        }
        int width = (int)utf8_screen_width(span_string(text_get(menu_titles[menu]))) + 2;
        bar->menus[bar->menu_count].menu = (enum menu)menu;
        bar->menus[bar->menu_count].x = x;
        bar->menus[bar->menu_count].width = width;
        bar->menus[bar->menu_count].entries = entries;
        bar->menus[bar->menu_count].count = count;
        bar->menu_count++;
        x += width;
    }
    return true;
}

static const struct command_ref *ref_at(const struct menu_bar *bar, size_t i)
{
    return &bar->refs[bar->menus[bar->current].entries[i]];
}

static int menu_width(const struct menu_bar *bar)
{
    size_t widest = 0;
    for (size_t i = 0; i < bar->menus[bar->current].count; i++) {
        const struct command *command = ref_at(bar, i)->command;
        size_t width = utf8_screen_width(span_string(text_get(command->label))) +
                       utf8_screen_width(span_string(command->keys));
        widest = width > widest ? width : widest;
    }
    return (int)widest + 6;
}

static void draw_entries(const struct menu_bar *bar, const struct surface *box)
{
    for (int y = 0; y < bar->visible; y++) {
        size_t i = bar->top + (size_t)y;
        const struct command_ref *ref = ref_at(bar, i);
        unsigned style = i == bar->cursor                           ? THEME_OVERLAY_SELECTED
                         : command_enabled(ref->command, ref->pane) ? THEME_OVERLAY
                                                                    : THEME_OVERLAY_DIM;
        int keys = (int)utf8_screen_width(span_string(ref->command->keys));
        surface_fill(box, 1, y + 1, box->columns - 2, 1, style);
        surface_put_string(box, 2, y + 1, text_get(ref->command->label), style);
        surface_put_string(box, box->columns - 2 - keys, y + 1, ref->command->keys,
                           i == bar->cursor ? THEME_OVERLAY_SELECTED : THEME_OVERLAY_DIM);
    }
    if (bar->top > 0)
        surface_repeat(box, box->columns - 2, 0, 1, 0x2191, THEME_OVERLAY_STRONG);
    if (bar->top + (size_t)bar->visible < bar->menus[bar->current].count)
        surface_repeat(box, box->columns - 2, box->rows - 1, 1, 0x2193, THEME_OVERLAY_STRONG);
}

static void draw_help(const struct menu_bar *bar, const struct surface *screen)
{
    int y = screen->rows - 2;
    surface_fill(screen, 0, y, screen->columns, 1, THEME_STATUS);
    surface_put_cut(screen, 1, y, screen->columns - 2,
                    span_string(text_get(ref_at(bar, bar->cursor)->command->help)), THEME_STATUS);
}

static void draw(struct overlay *head, const struct surface *screen)
{
    struct menu_bar *bar = (struct menu_bar *)head;
    surface_fill(screen, 0, 0, screen->columns, 1, THEME_MENU);
    for (size_t i = 0; i < bar->menu_count; i++) {
        unsigned style = i == bar->current ? THEME_MENU_SELECTED : THEME_MENU;
        surface_fill(screen, bar->menus[i].x, 0, bar->menus[i].width, 1, style);
        surface_put_string(screen, bar->menus[i].x + 1, 0,
                           text_get(menu_titles[bar->menus[i].menu]), style);
    }
    int count = (int)bar->menus[bar->current].count, room = screen->rows - 5;
    bar->visible = count < room ? count : room;
    if (bar->cursor < bar->top)
        bar->top = bar->cursor;
    if (bar->cursor >= bar->top + (size_t)bar->visible)
        bar->top = bar->cursor - (size_t)bar->visible + 1;
    head->columns = menu_width(bar) < screen->columns ? menu_width(bar) : screen->columns;
    head->rows = bar->visible + 2;
    head->x = bar->menus[bar->current].x;
    if (head->x + head->columns > screen->columns)
        head->x = screen->columns - head->columns;
    head->y = 1;
    struct surface box = surface_part(screen, head->x, head->y, head->columns, head->rows);
    surface_clear(&box, THEME_OVERLAY);
    surface_box(&box, 0, 0, box.columns, box.rows, THEME_OVERLAY_BORDER);
    draw_entries(bar, &box);
    draw_help(bar, screen);
}

static void go_to(struct menu_bar *bar, size_t menu)
{
    bar->current = menu;
    bar->cursor = bar->top = 0;
}

static void choose(struct menu_bar *bar)
{
    struct app *app = bar->head.app;
    struct command_ref ref = *ref_at(bar, bar->cursor);
    overlay_pop(app);
    app_run(app, &ref);
}

/* The bar itself lies outside of the open menu's box. */
static bool click_outside(struct overlay *head, const struct key *key)
{
    struct menu_bar *bar = (struct menu_bar *)head;
    for (size_t i = 0; key->y == 0 && i < bar->menu_count; i++) {
        if (key->x >= bar->menus[i].x && key->x < bar->menus[i].x + bar->menus[i].width) {
            go_to(bar, i);
            return true;
        }
    }
    return false;
}

static void click(struct menu_bar *bar, const struct key *key)
{
    int x, y;
    size_t count = bar->menus[bar->current].count;
    if (key->action == MOUSE_WHEEL_DOWN && bar->cursor + 1 < count)
        bar->cursor++;
    if (key->action == MOUSE_WHEEL_UP && bar->cursor > 0)
        bar->cursor--;
    if (key->action != MOUSE_PRESS || !overlay_inside(&bar->head, key, &x, &y))
        return;
    if (y >= 0 && y < bar->visible) {
        bar->cursor = bar->top + (size_t)y;
        choose(bar);
    }
}

static uint32_t lower(uint32_t letter)
{
    return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
}

static bool begins_with(const char *words, uint32_t letter)
{
    return lower((unsigned char)*words) == lower(letter);
}

/* The next entry, from the one behind the cursor on, whose words begin with that letter;
 * else the next menu whose title does. */
static void jump(struct menu_bar *bar, uint32_t letter)
{
    size_t count = bar->menus[bar->current].count;
    for (size_t i = 1; i <= count; i++) {
        size_t at = (bar->cursor + i) % count;
        if (begins_with(text_get(ref_at(bar, at)->command->label), letter)) {
            bar->cursor = at;
            return;
        }
    }
    for (size_t i = 1; i < bar->menu_count; i++) {
        size_t at = (bar->current + i) % bar->menu_count;
        if (begins_with(text_get(menu_titles[bar->menus[at].menu]), letter)) {
            go_to(bar, at);
            return;
        }
    }
}

static void press(struct overlay *head, const struct key *key)
{
    struct menu_bar *bar = (struct menu_bar *)head;
    size_t count = bar->menus[bar->current].count;
    if (key->code == KEYCODE_MOUSE)
        click(bar, key);
    else if (key_in("Left Shift-Tab", key))
        go_to(bar, (bar->current + bar->menu_count - 1) % bar->menu_count);
    else if (key_in("Right Tab", key))
        go_to(bar, (bar->current + 1) % bar->menu_count);
    else if (key_in("Up", key))
        bar->cursor = (bar->cursor + count - 1) % count;
    else if (key_in("Down", key))
        bar->cursor = (bar->cursor + 1) % count;
    else if (key_in("Home PageUp", key))
        bar->cursor = 0;
    else if (key_in("End PageDown", key))
        bar->cursor = count - 1;
    else if (key_in("Enter", key))
        choose(bar);
    else if (key_in("F9 F10", key))
        overlay_pop(head->app);
    else if (key_is_text(key))
        jump(bar, key->code);
}

static bool cursor(const struct overlay *head, int *x, int *y)
{
    const struct menu_bar *bar = (const struct menu_bar *)head;
    *x = head->x + 2;
    *y = head->y + 1 + (int)(bar->cursor - bar->top);
    return true;
}

static void describe(const struct overlay *head, struct buffer *out)
{
    const struct menu_bar *bar = (const struct menu_bar *)head;
    buffer_printf(out, "%s\n", text_get(menu_titles[bar->menus[bar->current].menu]));
    for (size_t i = 0; i < bar->menus[bar->current].count; i++)
        buffer_printf(out, "%s %s\n", i == bar->cursor ? ">" : " ",
                      text_get(ref_at(bar, i)->command->label));
}

static void release(struct overlay *head)
{
    struct menu_bar *bar = (struct menu_bar *)head;
    for (size_t i = 0; i < bar->menu_count; i++)
        free(bar->menus[i].entries);
    free(bar->refs);
}

static const struct overlay_class menu_class = {.name = "menu",
                                                .keys = TEXT_CONSOLE_KEYS_MENU,
                                                .draw = draw,
                                                .key = press,
                                                .outside = click_outside,
                                                .cursor = cursor,
                                                .describe = describe,
                                                .free = release};

void menu_open(struct app *app)
{
    size_t count;
    struct command_ref *refs = app_commands(app, &count);
    struct menu_bar *bar = refs ? overlay_push(app_focused(app), &menu_class, sizeof *bar) : NULL;
    if (!bar) {
        free(refs);
        return;
    }
    bar->refs = refs;
    bar->ref_count = count;
    if (!collect(bar) || !bar->menu_count) {
        overlay_pop(app);
        app_say(app, TEXT_OUT_OF_MEMORY, NULL);
    }
}

/* Owns the lead's screen: its place over the panes, and what opens and frees it. */
#include "tui/pane/lead.h"

#include <stdlib.h>

#include "tui/pane/board_state.h"

static void press_mouse(struct lead_screen *screen, const struct key *key)
{
    int x, y;
    if (key->action == MOUSE_WHEEL_UP || key->action == MOUSE_WHEEL_DOWN) {
        lead_move(screen, key->action == MOUSE_WHEEL_UP ? -1 : 1);
        return;
    }
    if (key->action != MOUSE_PRESS || key->button != 1 ||
        !overlay_inside(&screen->head, key, &x, &y) || y < screen->list_y)
        return;
    size_t at = lead_row_in(screen, y - screen->list_y);
    if (at >= screen->row_count || !lead_row_is_choice(&screen->rows[at]))
        return;
    screen->cursor = at;
    if (key->clicks == 2)
        lead_act(screen, &(struct key){.code = KEYCODE_ENTER});
}

static void press(struct overlay *head, const struct key *key)
{
    struct lead_screen *screen = (struct lead_screen *)head;
    int page = screen->shown > 1 ? (int)screen->shown - 1 : 1;
    if (!screen->view) {
        if (key_in("q F10 Alt-t", key))
            overlay_pop(head->app);
        return;
    }
    if (key->code == KEYCODE_MOUSE)
        press_mouse(screen, key);
    else if (key_in("Down Ctrl-N", key))
        lead_move(screen, 1);
    else if (key_in("Up Ctrl-P", key))
        lead_move(screen, -1);
    else if (key_in("PageDown", key))
        lead_move(screen, page);
    else if (key_in("PageUp", key))
        lead_move(screen, -page);
    else if (key_in("Home Ctrl-Home", key))
        lead_move(screen, -(int)screen->row_count);
    else if (key_in("End Ctrl-End", key))
        lead_move(screen, (int)screen->row_count);
    else if (key_in("Tab Right", key))
        lead_next_part(screen, 1);
    else if (key_in("Shift-Tab Left", key))
        lead_next_part(screen, -1);
    else
        lead_act(screen, key);
}

static enum text_id keys_now(const struct overlay *head)
{
    static const enum text_id keys[] = {
        [LEAD_ROW_HEADING] = TEXT_LEAD_KEYS,           [LEAD_ROW_NOTE] = TEXT_LEAD_KEYS,
        [LEAD_ROW_QUESTION] = TEXT_LEAD_KEYS_QUESTION, [LEAD_ROW_PERSON] = TEXT_LEAD_KEYS_PERSON,
        [LEAD_ROW_GAP] = TEXT_LEAD_KEYS_GAP,           [LEAD_ROW_ITEM] = TEXT_LEAD_KEYS_ITEM};
    const struct lead_row *row = lead_row_now((const struct lead_screen *)head);
    return keys[row ? row->kind : LEAD_ROW_NOTE];
}

static void release(struct overlay *head)
{
    struct lead_screen *screen = (struct lead_screen *)head;
    free(screen->rows);
    free(screen->choices);
    arena_free(screen->home);
    arena_free(screen->checks_home);
}

static const struct overlay_class lead_class = {.name = "lead",
                                                .keys = TEXT_LEAD_KEYS,
                                                .keys_now = keys_now,
                                                .draw = lead_draw,
                                                .key = press,
                                                .cursor = lead_cursor,
                                                .describe = lead_describe,
                                                .free = release};

struct lead_screen *lead_screen_of(const struct app *app)
{
    return (struct lead_screen *)overlay_find(app, &lead_class);
}

void lead_open(struct pane *pane)
{
    if (!board_can_write(pane)) {
        app_say(pane->app, TEXT_LEAD_NO_FILE, NULL);
        return;
    }
    if (lead_screen_of(pane->app) || !overlay_push(pane, &lead_class, sizeof(struct lead_screen)))
        return;
    lead_read_anew(pane);
}

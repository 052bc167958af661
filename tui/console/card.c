/* Owns cards: something to read over the screen. Help is one, too. */
#include <stdio.h>

#include "tui/console/app_private.h"
#include "tui/widget/reader.h"

enum { MIN_WIDTH = 40, MAX_WIDTH = 96, TITLE_LIMIT = 160 };

struct card {
    struct overlay head;
    struct reader reader;
    char title[TITLE_LIMIT];
    const struct card_action *actions; /* NULL: none */
};

static void draw(struct overlay *head, const struct surface *screen)
{
    struct card *card = (struct card *)head;
    struct surface inside;
    int most = screen->columns - 6 < MAX_WIDTH ? screen->columns - 6 : MAX_WIDTH;
    int width = reader_width(&card->reader);
    width = width < MIN_WIDTH ? MIN_WIDTH : width > most ? most : width;
    int rows = reader_wrap(&card->reader, width);
    if (rows > screen->rows - 4)
        rows = screen->rows - 4;
    overlay_box(head, screen, card->title, width + 2, rows, &inside);
    struct surface body = surface_part(&inside, 1, 0, inside.columns - 2, inside.rows);
    reader_draw(&card->reader, &body);
}

static const struct card_action *find_action(const struct card *card, const struct key *key)
{
    const struct card_action *action = card->actions;
    while (action && action->keys && !key_in(action->keys, key))
        action++;
    return action && action->keys ? action : NULL;
}

static void press(struct overlay *head, const struct key *key)
{
    struct pane *pane = head->pane;
    const struct card_action *action = find_action((struct card *)head, key);
    if (action || key_in("Enter q", key))
        overlay_pop(head->app);
    if (action)
        action->run(pane);
    else if (!key_in("Enter q", key))
        reader_key(&((struct card *)head)->reader, key);
}

static bool cursor(const struct overlay *head, int *x, int *y)
{
    *x = head->x + 2; /* a screen reader reads on from here */
    *y = head->y + 1;
    return true;
}

static void describe(const struct overlay *head, struct buffer *out)
{
    const struct card *card = (const struct card *)head;
    buffer_printf(out, "%s\n", card->title);
    reader_describe(&card->reader, out);
    buffer_add_byte(out, '\n');
}

static void release(struct overlay *head)
{
    reader_free(&((struct card *)head)->reader);
}

static const struct overlay_class card_class = {.name = "card",
                                                .keys = TEXT_CONSOLE_KEYS_CARD,
                                                .draw = draw,
                                                .key = press,
                                                .cursor = cursor,
                                                .describe = describe,
                                                .free = release};

/* With what can be done to a column that was made. */
static const struct overlay_class action_class = {.name = "card-actions",
                                                  .keys = TEXT_DATA_CARD_MADE_KEYS,
                                                  .draw = draw,
                                                  .key = press,
                                                  .cursor = cursor,
                                                  .describe = describe,
                                                  .free = release};

static void fill(struct card *card, const struct card_request *request)
{
    snprintf(card->title, sizeof card->title, "%s", request->title);
    if (!reader_set(&card->reader, request->lines, request->count))
        app_say(card->head.app, TEXT_OUT_OF_MEMORY, NULL);
}

void app_open_card(struct pane *pane, const struct card_request *request)
{
    const struct overlay_class *class = request->actions ? &action_class : &card_class;
    struct card *card = overlay_push(pane, class, sizeof *card);
    if (!card)
        return;
    card->actions = request->actions;
    fill(card, request);
}

void app_update_card(struct pane *pane, const struct card_request *request)
{
    for (struct overlay *overlay = pane->app->overlays; overlay; overlay = overlay->below) {
        if ((overlay->class == &card_class || overlay->class == &action_class) &&
            overlay->pane == pane) {
            fill((struct card *)overlay, request);
            pane->app->dirty = true;
            return;
        }
    }
}

/* What keys do on the lead's screen: open a card, say who looks at it, tick an item, write a
 * question, call a coach. Cards are changed by the Board pane, as anywhere. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "tui/pane/board_state.h"
#include "tui/pane/lead.h"

enum { TITLE = 240 };

/* ---- lists of cards ---- */

typedef bool wanted_fn(const struct lead_screen *screen, const struct lead_card *card);

static bool stands(const struct lead_card *card)
{
    return !card->deck.archived && card->deck.kind != CARD_FRAME;
}

static bool is_theirs(const struct lead_screen *screen, const struct lead_card *card)
{
    return stands(card) && (strcasecmp(card->by, screen->person) == 0 ||
                            lead_looks_at(card->deck.texts[CARD_ASSIGNEE], screen->person));
}

static bool can_be_given(const struct lead_screen *screen, const struct lead_card *card)
{
    return lead_is_to_do(card) && !lead_looks_at(card->deck.texts[CARD_ASSIGNEE], screen->person);
}

/* What is to be done before what is there, each in the order of the board. */
static bool choose_cards(struct lead_screen *screen, wanted_fn *wanted)
{
    const struct lead_view *view = screen->view;
    free(screen->choices);
    screen->choices = calloc(view->card_count + 1, sizeof *screen->choices);
    screen->choice_count = 0;
    for (int done = 0; screen->choices && done < 2; done++)
        for (size_t i = 0; i < view->card_count; i++)
            if (wanted(screen, &view->cards[i]) && lead_is_to_do(&view->cards[i]) == !done)
                screen->choices[screen->choice_count++] = view->cards[i].id;
    return screen->choices && screen->choice_count > 0;
}

static const char *detail_of(const struct lead_screen *screen, const struct lead_card *card,
                             bool gives)
{
    const char *who = card->deck.texts[CARD_ASSIGNEE];
    if (gives)
        return *who ? who : text_get(TEXT_LEAD_NOBODY);
    return text_get(lead_looks_at(who, screen->person) ? TEXT_LEAD_CARD_DOWN : TEXT_LEAD_CARD_OWN);
}

static void open_cards(struct lead_screen *screen, enum text_id title_id, bool gives,
                       void (*chosen)(struct pane *pane, size_t index))
{
    struct list_item *items = calloc(screen->choice_count, sizeof *items);
    char title[TITLE];
    for (size_t i = 0; items && i < screen->choice_count; i++) {
        const struct lead_card *card = lead_view_card(screen->view, screen->choices[i]);
        items[i] = (struct list_item){.text = card->deck.texts[CARD_TEXT],
                                      .detail = detail_of(screen, card, gives)};
    }
    text_format(title, sizeof title, title_id, TEXT_VALUES(text_string("person", screen->person)));
    const struct list_request request = {
        .title = title, .items = items, .count = screen->choice_count, .chosen = chosen};
    if (items)
        app_open_list(screen->head.pane, &request);
    free(items);
}

static void card_chosen(struct pane *pane, size_t index)
{
    const struct lead_screen *screen = lead_screen_of(pane->app);
    if (screen && index < screen->choice_count)
        board_open_card(pane, screen->choices[index]);
}

static void card_given(struct pane *pane, size_t index)
{
    const struct lead_screen *screen = lead_screen_of(pane->app);
    if (screen && index < screen->choice_count)
        board_give_card(pane, screen->choices[index], screen->person);
}

static void list_cards_of(struct lead_screen *screen, const char *person, bool gives)
{
    snprintf(screen->person, sizeof screen->person, "%s", person);
    if (choose_cards(screen, gives ? can_be_given : is_theirs))
        open_cards(screen, gives ? TEXT_LEAD_GIVE : TEXT_LEAD_CARDS_OF, gives,
                   gives ? card_given : card_chosen);
    else
        app_say(screen->head.app, gives ? TEXT_LEAD_NOTHING_TO_GIVE : TEXT_LEAD_NO_CARDS,
                TEXT_VALUES(text_string("person", screen->person)));
}

/* ---- keys ---- */

static void toggle(const struct lead_screen *screen, enum lead_item item)
{
    lead_submit_tick(screen->head.pane, item, screen->view->ticks[item].at_ms == 0);
}

static void open_row(struct lead_screen *screen, const struct lead_row *row)
{
    if (row->kind == LEAD_ROW_PERSON)
        list_cards_of(screen, row->person->name, false);
    else if (row->kind == LEAD_ROW_ITEM)
        toggle(screen, row->item);
    else
        board_open_card(screen->head.pane, row->card->id);
}

static void assign_row(struct lead_screen *screen, const struct lead_row *row)
{
    if (row->kind == LEAD_ROW_PERSON)
        list_cards_of(screen, row->person->name, true);
    else if (row->card)
        board_assign_card(screen->head.pane, row->card->id);
}

void lead_act(struct lead_screen *screen, const struct key *key)
{
    struct pane *pane = screen->head.pane;
    const struct lead_row *row = lead_row_now(screen);
    if (key_in("q F10 Alt-t", key))
        overlay_pop(pane->app);
    else if (key_in("n", key))
        board_new_card(pane, CARD_QUESTION, NULL, NULL);
    else if (key_in("c F8 @", key))
        app_call_for_team(pane);
    else if (key_in("B", key))
        app_tell(pane->app, "board", "board.present", "");
    else if (row && key_in("Enter", key))
        open_row(screen, row);
    else if (row && key_in("a", key))
        assign_row(screen, row);
    else if (row && row->kind == LEAD_ROW_ITEM && key_in("Space", key))
        toggle(screen, row->item);
}

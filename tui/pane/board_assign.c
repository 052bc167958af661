/* Who looks at a card: whoever is known to the team is offered, any other name can be typed. */
#include <string.h>
#include <strings.h>

#include "core/service/seat.h"
#include "tui/console/app.h"
#include "tui/pane/board_state.h"

enum { PEOPLE_MOST = 64 };

void board_give_card(struct pane *pane, int64_t id, const char *person)
{
    board_set_field(pane, id, CARD_ASSIGNEE, person,
                    *person ? TEXT_BOARD_ASSIGNED : TEXT_BOARD_ASSIGNED_NOBODY);
}

static void assign_typed(struct pane *pane, const char *typed)
{
    board_give_card(pane, board_state(pane)->assigning, typed);
}

static void assign_chosen(struct pane *pane, size_t index)
{
    assign_typed(pane, board_state(pane)->texts[index]);
}

void board_command_assign(struct pane *pane)
{
    board_assign_card(pane, board_current(pane)->id);
}

/* Whoever is known to the team: in the file's list, at this console or another one, or by name on
 * a card. */
struct people {
    const char *names[PEOPLE_MOST];
    const char *details[PEOPLE_MOST];
    size_t count;
};

static void add_person(struct people *people, const char *name, const char *detail)
{
    for (size_t i = 0; i < people->count; i++)
        if (strcasecmp(people->names[i], name) == 0)
            return;
    if (!*name || people->count == PEOPLE_MOST)
        return;
    people->names[people->count] = name;
    people->details[people->count++] = detail;
}

static void gather_people(const struct pane *pane, struct people *out)
{
    const struct board_read_back *read = board_state(pane)->read;
    const char *here = text_get(TEXT_LEAD_HERE);
    size_t count;
    const struct presence *seats = app_here(pane->app, &count);
    out->count = 0;
    for (size_t i = 0; i < read->person_count; i++)
        add_person(out, read->people[i].name, read->people[i].role);
    add_person(out, app_person(pane->app), here);
    for (size_t i = 0; i < count; i++)
        add_person(out, seats[i].person, here);
    for (size_t i = 0; i < read->board.card_count; i++) {
        add_person(out, read->board.cards[i].texts[CARD_ASSIGNEE], NULL);
        add_person(out, read->board.cards[i].by, NULL);
    }
}

void board_assign_card(struct pane *pane, int64_t id)
{
    const struct card *card = board_find_card(pane, id);
    struct list_item items[PEOPLE_MOST + 1];
    const char *names[PEOPLE_MOST + 1] = {""};
    struct people people;
    size_t selected = 0;
    if (!card)
        return;
    board_state(pane)->assigning = id;
    const char *now = card->texts[CARD_ASSIGNEE];
    gather_people(pane, &people);
    items[0] = (struct list_item){.text = text_get(TEXT_BOARD_NOBODY)};
    for (size_t i = 0; i < people.count; i++) {
        names[i + 1] = people.names[i];
        items[i + 1] = (struct list_item){.text = people.names[i], .detail = people.details[i]};
        if (strcasecmp(now, names[i + 1]) == 0 ||
            (!*now && strcmp(names[i + 1], app_person(pane->app)) == 0))
            selected = i + 1;
    }
    if (!board_keep_texts(pane, names, people.count + 1))
        return;
    const struct list_request request = {.title = text_get(TEXT_BOARD_ASSIGN_TITLE),
                                         .items = items,
                                         .count = people.count + 1,
                                         .selected = selected,
                                         .chosen = assign_chosen,
                                         .otherwise = assign_typed,
                                         .otherwise_hint = TEXT_BOARD_ASSIGN_OTHER};
    app_open_list(pane, &request);
}

/* What there is to say of the line that the cursor stands on: whole sentences, since a line of 80
 * columns says little. */
#include <stdio.h>
#include <strings.h>

#include "core/base/clock.h"
#include "tui/pane/lead.h"

enum { TIME = 32 };

static void say(struct lead_about *about, enum text_id id, const struct text_value *values)
{
    if (about->count < LEAD_ABOUT_ROWS)
        text_format(about->lines[about->count++], LEAD_WORDS, id, values);
}

static void about_question(struct lead_about *about, const struct lead_card *card)
{
    char at[TIME];
    const char *who = card->deck.texts[CARD_ASSIGNEE];
    snprintf(about->lines[about->count++], LEAD_WORDS, "%s", card->deck.texts[CARD_TEXT]);
    say(about, *who ? TEXT_LEAD_ABOUT_QUESTION : TEXT_LEAD_ABOUT_FREE,
        TEXT_VALUES(text_string("by", card->by), text_string("who", who),
                    text_string("at", clock_local_hm(at, sizeof at, card->at_ms))));
}

const char *lead_looks(const struct lead_screen *screen, const struct lead_person *person)
{
    bool own = strcasecmp(person->name, app_person(screen->head.app)) == 0;
    return own ? text_get(TEXT_LEAD_YOU) : person->looks;
}

static void about_person(const struct lead_screen *screen, struct lead_about *about,
                         const struct lead_person *person)
{
    char key[TIME], at[TIME];
    say(about, person->here ? TEXT_LEAD_ABOUT_HERE : TEXT_LEAD_ABOUT_GONE,
        TEXT_VALUES(text_string("person", person->name),
                    text_string("looks", lead_looks(screen, person))));
    say(about, *person->last ? TEXT_LEAD_ABOUT_LAST : TEXT_LEAD_ABOUT_NOTHING,
        TEXT_VALUES(text_string("last", person->last),
                    text_string("at", clock_local_hm(at, sizeof at, person->last_ms))));
    say(about, person->here ? TEXT_LEAD_ABOUT_KEY : TEXT_LEAD_ABOUT_CARDS,
        TEXT_VALUES(text_number("own", (int64_t)person->own),
                    text_number("down", (int64_t)person->down),
                    text_string("key", clock_local_hm(key, sizeof key, person->input_ms))));
}

static void about_item(struct lead_about *about, const struct lead_view *view, enum lead_item item)
{
    const struct lead_tick *tick = &view->ticks[item];
    char at[TIME];
    say(about, lead_item_how(item), NULL);
    if (tick->at_ms)
        say(about, TEXT_LEAD_ABOUT_TICK,
            TEXT_VALUES(text_string("by", tick->by),
                        text_string("at", clock_local_hm(at, sizeof at, tick->at_ms))));
}

void lead_tell_about(const struct lead_screen *screen, struct lead_about *about)
{
    const struct lead_row *row = lead_row_now(screen);
    *about = (struct lead_about){.count = 0};
    if (!row)
        return;
    if (row->kind == LEAD_ROW_PERSON) {
        about_person(screen, about, row->person);
    } else if (row->kind == LEAD_ROW_ITEM) {
        about_item(about, screen->view, row->item);
    } else if (row->kind == LEAD_ROW_GAP) {
        snprintf(about->lines[about->count++], LEAD_WORDS, "%s", row->card->deck.texts[CARD_TEXT]);
        say(about, lead_gap_how(row->gap), NULL);
    } else {
        about_question(about, row->card);
    }
}

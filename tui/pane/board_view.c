/* Sections of the board, and walking over them. */
#include "tui/pane/board_view.h"

#include <string.h>
#include <strings.h>

#include "core/jam/board_form.h"
#include "core/jam/lead.h"

bool board_has_tag(const char *tags, const char *tag)
{
    size_t wanted = strlen(tag);
    while (*tags) {
        tags += strspn(tags, " ,");
        size_t len = strcspn(tags, ",");
        size_t trimmed = len;
        while (trimmed > 0 && tags[trimmed - 1] == ' ')
            trimmed--;
        if (trimmed == wanted && wanted > 0 && strncasecmp(tags, tag, wanted) == 0)
            return true;
        tags += len;
    }
    return false;
}

struct making {
    const struct board *board;
    const struct board_wanted *wanted;
    board_unsettled_fn *unsettled;
    const void *context;
};

static bool passes(const struct making *making, const struct card *card)
{
    const struct board_wanted *wanted = making->wanted;
    switch (wanted->filter) {
    case BOARD_PLAN:
        return card_kind_of(card) == CARD_QUESTION;
    case BOARD_MINE:
        return lead_looks_at(card->texts[CARD_ASSIGNEE], wanted->person);
    case BOARD_STARRED:
        return card_is(card, CARD_STAR);
    case BOARD_UNSETTLED:
        return making->unsettled(making->context, card);
    case BOARD_TAGGED:
        return board_has_tag(card->texts[CARD_TAGS], wanted->tag);
    case BOARD_ALL:
    case BOARD_FILTERS:
        break;
    }
    return true;
}

static bool belongs(const struct board_view *view, const struct card *card, size_t section)
{
    return view->columns ? (size_t)card_column_of(card) == section
                         : (size_t)card_kind_of(card) == section;
}

/* Cards of one theme stand together, where the first of them stands. */
static void group_by_theme(struct board_section *section)
{
    for (size_t i = 0; i < section->count; i++) {
        const char *theme = section->cards[i]->texts[CARD_THEME];
        size_t to = i + 1;
        for (size_t k = i + 1; *theme && k < section->count; k++) {
            if (strcasecmp(section->cards[k]->texts[CARD_THEME], theme) != 0)
                continue;
            const struct card *moved = section->cards[k];
            memmove(section->cards + to + 1, section->cards + to,
                    (k - to) * sizeof *section->cards);
            section->cards[to++] = moved;
        }
        i = to - 1;
    }
}

/* In a list, kinds come in the order of the columns that their cards stand in. */
static bool fill_section(struct board_view *view, const struct making *making, size_t number,
                         struct board_section *section)
{
    const struct board *board = making->board;
    section->cards = arena_array(view->arena, board->card_count, sizeof *section->cards);
    for (size_t pass = 0; section->cards && pass < (view->columns ? 1 : BOARD_COLUMNS); pass++) {
        for (size_t i = 0; i < board->card_count; i++) {
            const struct card *card = &board->cards[i];
            if (card_kind_of(card) != CARD_FRAME && !card_is(card, CARD_ARCHIVED) &&
                belongs(view, card, number) && passes(making, card) &&
                (view->columns || (size_t)card_column_of(card) == pass))
                section->cards[section->count++] = card;
        }
    }
    if (section->cards)
        group_by_theme(section);
    return section->cards != NULL;
}

static bool fill_frame(struct board_view *view, const struct board *board)
{
    view->frame = arena_array(view->arena, board->card_count, sizeof *view->frame);
    for (size_t i = 0; view->frame && i < board->card_count; i++)
        if (card_kind_of(&board->cards[i]) == CARD_FRAME &&
            !card_is(&board->cards[i], CARD_ARCHIVED))
            view->frame[view->frame_count++] = &board->cards[i];
    return view->frame != NULL;
}

bool board_view_make(struct board_view *view, const struct board *board, bool columns,
                     const struct board_wanted *wanted, board_unsettled_fn *unsettled,
                     const void *context)
{
    const struct making making = {board, wanted, unsettled, context};
    board_view_free(view);
    *view = (struct board_view){.arena = arena_new(), .columns = columns};
    bool good = view->arena && fill_frame(view, board);
    size_t sections = columns ? BOARD_COLUMNS : CARD_BOARD_KINDS;
    for (size_t i = 0; i < sections && good; i++) {
        struct board_section section = {.title = columns ? board_column_label((enum board_column)i)
                                                         : card_kind_heading((enum card_kind)i),
                                        .column = columns ? (enum board_column)i : BOARD_QUESTIONS};
        good = fill_section(view, &making, i, &section);
        if (good && (columns || section.count > 0))
            view->sections[view->count++] = section;
        view->cards += section.count;
    }
    if (!good)
        board_view_free(view);
    return good;
}

void board_view_free(struct board_view *view)
{
    arena_free(view->arena);
    *view = (struct board_view){.arena = NULL};
}

/* ---- places ---- */

bool board_view_find(const struct board_view *view, int64_t id, struct board_place_in *out)
{
    for (size_t s = 0; s < view->count; s++)
        for (size_t i = 0; i < view->sections[s].count; i++)
            if (view->sections[s].cards[i]->id == id) {
                *out = (struct board_place_in){s, i};
                return true;
            }
    return false;
}

const struct card *board_view_card(const struct board_view *view, struct board_place_in at)
{
    if (at.section >= view->count || at.index >= view->sections[at.section].count)
        return NULL;
    return view->sections[at.section].cards[at.index];
}

bool board_view_near(const struct board_view *view, struct board_place_in *at)
{
    if (view->count == 0)
        return false;
    if (at->section >= view->count)
        at->section = view->count - 1;
    for (size_t away = 0; away < view->count; away++) {
        for (int side = 0; side < 2; side++) {
            size_t s = side ? at->section + away : at->section - away;
            if (s >= view->count || view->sections[s].count == 0)
                continue;
            size_t last = view->sections[s].count - 1;
            *at = (struct board_place_in){s, away == 0 && at->index < last ? at->index
                                             : away == 0                   ? last
                                                                           : 0};
            return true;
        }
    }
    return false;
}

static bool step_over(const struct board_view *view, struct board_place_in *at, int by)
{
    size_t s = at->section;
    do {
        s += (size_t)by; /* wraps round below 0: behind the last */
    } while (s < view->count && view->sections[s].count == 0);
    if (s >= view->count)
        return false;
    *at = (struct board_place_in){s, by > 0 ? 0 : view->sections[s].count - 1};
    return true;
}

bool board_view_step(const struct board_view *view, struct board_place_in *at, int by)
{
    if (!board_view_card(view, *at))
        return false;
    if (by > 0 ? at->index + 1 < view->sections[at->section].count : at->index > 0) {
        at->index += (size_t)by;
        return true;
    }
    return !view->columns && step_over(view, at, by);
}

bool board_view_aside(const struct board_view *view, struct board_place_in *at, int by)
{
    size_t index = at->index;
    if (!step_over(view, at, by))
        return false;
    size_t last = view->sections[at->section].count - 1;
    if (view->columns)
        at->index = index < last ? index : last;
    else
        at->index = 0;
    return true;
}

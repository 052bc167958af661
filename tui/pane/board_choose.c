/* Lists and lines to choose from: where a card goes, what it is tied to, which cards are shown. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "tui/console/app.h"
#include "tui/pane/board_state.h"

enum { WORDS = 240, TAGS_MOST = 200, TAG_SIZE = 64 };

static const struct board *board_of(const struct pane *pane)
{
    return &board_state(pane)->read->board;
}

/* Texts of a list: the board may be read anew while it is open. NULL: no memory. */
const char **board_keep_texts(struct pane *pane, const char *const *texts, size_t count)
{
    struct board_state *state = board_state(pane);
    arena_free(state->texts_home);
    state->texts_home = arena_new();
    state->texts =
        state->texts_home ? arena_array(state->texts_home, count + 1, sizeof *state->texts) : NULL;
    for (size_t i = 0; state->texts && i < count; i++) {
        state->texts[i] = arena_string(state->texts_home, texts[i]);
        if (!state->texts[i])
            state->texts = NULL;
    }
    return state->texts;
}

/* A change of one field of a card. */
void board_set_field(struct pane *pane, int64_t id, enum card_field field, const char *text,
                     enum text_id said)
{
    struct board_wish *wish = board_wish(pane, WISH_EDIT, id);
    if (!wish)
        return;
    wish->edits = arena_alloc(wish->job->arena, sizeof *wish->edits);
    const char *copy = arena_string(wish->job->arena, text);
    if (!wish->edits || !copy)
        return;
    wish->edits[0] = (struct board_edit){field, NULL, copy};
    wish->edit_count = 1;
    wish->said = said;
    wish->said_value = copy;
    board_submit(wish);
}

/* The same of the cursor's card. */
static void set_field(struct pane *pane, enum card_field field, const char *text, enum text_id said)
{
    const struct card *card = board_current(pane);
    if (card)
        board_set_field(pane, card->id, field, text, said);
}

/* ---- the column ---- */

static void moved(struct pane *pane, size_t index)
{
    const struct card *card = board_current(pane);
    struct board_wish *wish = card ? board_wish(pane, WISH_PLACE, card->id) : NULL;
    if (!wish)
        return;
    wish->column = (enum board_column)index;
    wish->said = TEXT_BOARD_MOVED;
    wish->said_value = text_get(board_column_label(wish->column));
    board_submit(wish);
}

void board_command_move(struct pane *pane)
{
    struct list_item items[BOARD_COLUMNS];
    for (int i = 0; i < BOARD_COLUMNS; i++)
        items[i] = (struct list_item){.text = text_get(board_column_label((enum board_column)i))};
    const struct list_request request = {.title = text_get(TEXT_BOARD_MOVE_TITLE),
                                         .items = items,
                                         .count = BOARD_COLUMNS,
                                         .selected = (size_t)card_column_of(board_current(pane)),
                                         .chosen = moved};
    app_open_list(pane, &request);
}

/* ---- the kind ---- */

static void kind_chosen(struct pane *pane, size_t index)
{
    set_field(pane, CARD_KIND, card_kind_name((enum card_kind)index), TEXT_BOARD_KIND_CHANGED);
}

void board_command_kind(struct pane *pane)
{
    struct list_item items[CARD_BOARD_KINDS];
    for (int i = 0; i < CARD_BOARD_KINDS; i++)
        items[i] = (struct list_item){.text = text_get(card_kind_label((enum card_kind)i)),
                                      .detail = text_get(card_kind_help((enum card_kind)i))};
    const struct list_request request = {.title = text_get(TEXT_BOARD_KIND_TITLE),
                                         .items = items,
                                         .count = CARD_BOARD_KINDS,
                                         .selected = (size_t)card_kind_of(board_current(pane)),
                                         .chosen = kind_chosen};
    app_open_list(pane, &request);
}

/* ---- tags and themes ---- */

static void tagged(struct pane *pane, const char *text)
{
    set_field(pane, CARD_TAGS, text, TEXT_BOARD_TAGGED_NOW);
}

void board_command_tags(struct pane *pane)
{
    const struct prompt_request request = {.title = text_get(TEXT_BOARD_TAGS_TITLE),
                                           .label = text_get(TEXT_BOARD_TAGS),
                                           .initial = board_current(pane)->texts[CARD_TAGS],
                                           .hint = text_get(TEXT_BOARD_TAGS_HINT),
                                           .accepted = tagged};
    app_open_prompt(pane, &request);
}

/* Different texts of a field on the board, in `out`; they live as long as the board. */
static size_t gather(const struct pane *pane, enum card_field field, const char **out, size_t most)
{
    const struct board *board = board_of(pane);
    size_t count = 0;
    for (size_t i = 0; i < board->card_count && count < most; i++) {
        const char *text = board->cards[i].texts[field];
        bool known = !*text || card_kind_of(&board->cards[i]) == CARD_FRAME;
        for (size_t k = 0; k < count && !known; k++)
            known = strcasecmp(out[k], text) == 0;
        if (!known)
            out[count++] = text;
    }
    return count;
}

static void theme_typed(struct pane *pane, const char *typed)
{
    set_field(pane, CARD_THEME, typed, *typed ? TEXT_BOARD_THEMED : TEXT_BOARD_UNTHEMED);
}

static void theme_chosen(struct pane *pane, size_t index)
{
    theme_typed(pane, board_state(pane)->texts[index]);
}

void board_command_theme(struct pane *pane)
{
    const char *themes[TAGS_MOST + 1] = {""};
    struct list_item items[TAGS_MOST + 1];
    size_t count = 1 + gather(pane, CARD_THEME, themes + 1, TAGS_MOST), selected = 0;
    for (size_t i = 0; i < count; i++) {
        items[i] = (struct list_item){.text = i ? themes[i] : text_get(TEXT_BOARD_NO_THEME)};
        if (strcasecmp(themes[i], board_current(pane)->texts[CARD_THEME]) == 0)
            selected = i;
    }
    const struct list_request request = {.title = text_get(TEXT_BOARD_THEME_TITLE),
                                         .items = items,
                                         .count = count,
                                         .selected = selected,
                                         .chosen = theme_chosen,
                                         .otherwise = theme_typed,
                                         .otherwise_hint = TEXT_BOARD_THEME_OTHER};
    if (board_keep_texts(pane, themes, count))
        app_open_list(pane, &request);
}

/* ---- cards to choose from ---- */

typedef bool card_fn(const struct pane *pane, const struct card *card);

/* The cards that pass, as entries of a list; state->choices has their ids. */
static size_t list_cards(struct pane *pane, card_fn *passes, struct list_item **out)
{
    struct board_state *state = board_state(pane);
    const struct board *board = board_of(pane);
    size_t count = 0;
    free(state->choices);
    state->choices = calloc(board->card_count + 1, sizeof *state->choices);
    *out = calloc(board->card_count + 1, sizeof **out);
    for (size_t i = 0; state->choices && *out && i < board->card_count; i++) {
        const struct card *card = &board->cards[i];
        if (card_kind_of(card) == CARD_FRAME || !passes(pane, card))
            continue;
        (*out)[count] = (struct list_item){.text = card->texts[CARD_TEXT],
                                           .detail = text_get(card_kind_label(card_kind_of(card))),
                                           .search = card->texts[CARD_TAGS]};
        state->choices[count++] = card->id;
    }
    return count;
}

static bool is_other(const struct pane *pane, const struct card *card)
{
    return card->id != board_state(pane)->cursor && !card_is(card, CARD_ARCHIVED);
}

static bool is_tied(const struct pane *pane, int64_t other)
{
    const struct board *board = board_of(pane);
    int64_t own = board_state(pane)->cursor;
    for (size_t i = 0; i < board->link_count; i++)
        if ((board->links[i].a == own && board->links[i].b == other) ||
            (board->links[i].b == own && board->links[i].a == other))
            return true;
    return false;
}

static void links_ticked(struct pane *pane, const size_t *order, const bool *ticks, size_t count)
{
    const struct board_state *state = board_state(pane);
    struct board_wish *wish = board_wish(pane, WISH_LINKS, state->cursor);
    if (!wish)
        return;
    wish->links = arena_array(wish->job->arena, count, sizeof *wish->links);
    for (size_t i = 0; wish->links && i < count; i++)
        if (ticks[i])
            wish->links[wish->link_count++] = state->choices[order[i]];
    wish->said = TEXT_BOARD_LINKED;
    if (wish->links)
        board_submit(wish);
}

void board_command_links(struct pane *pane)
{
    struct list_item *items;
    size_t count = list_cards(pane, is_other, &items);
    for (size_t i = 0; i < count; i++)
        items[i].ticked = is_tied(pane, board_state(pane)->choices[i]);
    const struct list_request request = {.title = text_get(TEXT_BOARD_LINKS_TITLE),
                                         .items = items,
                                         .count = count,
                                         .ticks = true,
                                         .ticked = links_ticked};
    if (count > 0)
        app_open_list(pane, &request);
    else
        app_say(pane->app, TEXT_BOARD_NO_OTHERS, NULL);
    free(items);
}

static bool is_archived(const struct pane *pane, const struct card *card)
{
    (void)pane;
    return card_is(card, CARD_ARCHIVED);
}

static void restored(struct pane *pane, size_t index)
{
    struct board_state *state = board_state(pane);
    struct board_wish *wish = board_wish(pane, WISH_ARCHIVE, state->choices[index]);
    if (!wish)
        return;
    state->cursor = state->choices[index];
    wish->on = false;
    wish->said = TEXT_BOARD_RESTORED;
    board_submit(wish);
}

void board_command_archived(struct pane *pane)
{
    struct list_item *items;
    size_t count = list_cards(pane, is_archived, &items);
    const struct list_request request = {.title = text_get(TEXT_BOARD_ARCHIVED_TITLE),
                                         .items = items,
                                         .count = count,
                                         .chosen = restored};
    if (count > 0)
        app_open_list(pane, &request);
    else
        app_say(pane->app, TEXT_BOARD_ARCHIVE_EMPTY, NULL);
    free(items);
}

/* ---- the filter ---- */

static void filter_set(struct pane *pane, enum board_filter filter, const char *tag)
{
    struct board_state *state = board_state(pane);
    state->filter = filter;
    snprintf(state->tag, sizeof state->tag, "%s", tag);
    state->stale_view = true;
    app_redraw(pane);
}

/* Tags one by one: "rent, families" are two. */
static size_t gather_tags(const struct pane *pane, char (*out)[TAG_SIZE], size_t most)
{
    const struct board *board = board_of(pane);
    size_t count = 0;
    for (size_t i = 0; i < board->card_count; i++) {
        const char *rest = board->cards[i].texts[CARD_TAGS];
        while (*rest && count < most) {
            rest += strspn(rest, " ,");
            int len = (int)strcspn(rest, ",");
            char *tag = out[count];
            snprintf(tag, sizeof out[count], "%.*s", len < TAG_SIZE ? len : TAG_SIZE - 1, rest);
            for (size_t end = strlen(tag); end > 0 && tag[end - 1] == ' '; end--)
                tag[end - 1] = '\0';
            bool known = !*tag;
            for (size_t k = 0; k < count && !known; k++)
                known = strcasecmp(out[k], tag) == 0;
            count += !known;
            rest += len;
        }
    }
    return count;
}

static const enum text_id filter_labels[BOARD_TAGGED] = {
    [BOARD_ALL] = TEXT_BOARD_FILTER_ALL,
    [BOARD_PLAN] = TEXT_BOARD_FILTER_PLAN,
    [BOARD_MINE] = TEXT_BOARD_FILTER_MINE,
    [BOARD_STARRED] = TEXT_BOARD_FILTER_STARRED,
    [BOARD_UNSETTLED] = TEXT_BOARD_FILTER_UNSETTLED,
};

static void filter_chosen(struct pane *pane, size_t index)
{
    if (index < BOARD_TAGGED)
        filter_set(pane, (enum board_filter)index, "");
    else
        filter_set(pane, BOARD_TAGGED, board_state(pane)->texts[index]);
}

void board_command_filter(struct pane *pane)
{
    char tags[TAGS_MOST][TAG_SIZE];
    const char *texts[BOARD_TAGGED + TAGS_MOST];
    struct list_item items[BOARD_TAGGED + TAGS_MOST];
    size_t count = BOARD_TAGGED + gather_tags(pane, tags, TAGS_MOST);
    for (size_t i = 0; i < count; i++) {
        bool tag = i >= BOARD_TAGGED;
        texts[i] = tag ? tags[i - BOARD_TAGGED] : text_get(filter_labels[i]);
        items[i] =
            (struct list_item){.text = texts[i], .detail = tag ? text_get(TEXT_BOARD_TAG) : NULL};
    }
    const enum board_filter now = board_state(pane)->filter;
    const struct list_request request = {.title = text_get(TEXT_BOARD_FILTER_TITLE),
                                         .items = items,
                                         .count = count,
                                         .selected = now < BOARD_TAGGED ? now : 0,
                                         .chosen = filter_chosen};
    if (board_keep_texts(pane, texts, count))
        app_open_list(pane, &request);
}

/* ---- two texts ---- */

static void settled(struct pane *pane, size_t index)
{
    static const enum board_settle ways[] = {BOARD_KEEP, BOARD_TAKE_RIVAL, BOARD_TAKE_BOTH};
    const struct board_state *state = board_state(pane);
    struct board_wish *wish =
        state->chosen_for && index < 3 ? board_wish(pane, WISH_SETTLE, state->cursor) : NULL;
    if (!wish)
        return;
    wish->uuid = arena_string(wish->job->arena, state->chosen_for);
    wish->settle = ways[index];
    wish->said = TEXT_BOARD_SETTLED;
    if (wish->uuid)
        board_submit(wish);
}

/* The oldest of those on the card: what stands there, what else was written, or both. */
void board_command_settle(struct pane *pane)
{
    struct board_state *state = board_state(pane);
    const struct card *card = board_current(pane);
    const struct board *board = board_of(pane);
    const struct card_rival *rival = NULL;
    char title[WORDS], both[WORDS];
    for (size_t i = 0; i < board->rival_count && !rival; i++)
        if (board->rivals[i].card == card->id)
            rival = &board->rivals[i];
    if (!rival) {
        app_say(pane->app, TEXT_BOARD_NO_RIVALS, NULL);
        return;
    }
    state->chosen_for = rival->uuid;
    enum text_id field = card_field_label(card_kind_of(card), rival->field);
    text_format(title, sizeof title, TEXT_BOARD_SETTLE_TITLE,
                TEXT_VALUES(text_string("field", text_get(field))));
    snprintf(both, sizeof both, "%s", text_get(TEXT_BOARD_SETTLE_BOTH));
    const struct list_item items[] = {
        {.text = card->texts[rival->field], .detail = text_get(TEXT_BOARD_SETTLE_NOW)},
        {.text = rival->text, .detail = rival->by},
        {.text = both}};
    bool is_text = card_field_choices(rival->field) == NULL && rival->field < CARD_TEXTS;
    const struct list_request request = {
        .title = title, .items = items, .count = is_text ? 3 : 2, .chosen = settled};
    app_open_list(pane, &request);
}

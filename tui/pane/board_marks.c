/* Marks of cards. */
#include "tui/pane/board_marks.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/service/seat.h"
#include "tui/console/app.h"
#include "tui/pane/board_state.h"

static void add(struct buffer *out, const char *text, const char *between)
{
    if (!*text)
        return;
    buffer_add_string(out, out->len ? between : "");
    utf8_screen(span_string(text), out);
}

static void add_count(struct buffer *out, enum text_id words, size_t count, const char *between)
{
    char text[80];
    if (count == 0)
        return;
    text_format(text, sizeof text, words, TEXT_VALUES(text_number("count", (int64_t)count)));
    add(out, text, between);
}

/* What of a card's own fields is worth seeing at once. */
static const char *verdict_of(const struct card *card)
{
    switch (card_kind_of(card)) {
    case CARD_MYTH:
        return card->texts[CARD_VERDICT];
    case CARD_OBSTACLE:
        return card->texts[CARD_BARRIER];
    case CARD_ACTION:
        return card->texts[CARD_DUE];
    default:
        return "";
    }
}

/* Somebody else has the card's form open. */
static const char *writer_of(const struct pane *pane, const struct card *card)
{
    static const char begin[] = SEAT_MARK_WRITING;
    size_t count;
    const struct presence *here = app_here(pane->app, &count);
    for (size_t i = 0; i < count; i++)
        if (strncmp(here[i].mark, begin, strlen(begin)) == 0 &&
            strtoll(here[i].mark + strlen(begin), NULL, 10) == card->id)
            return here[i].person;
    return NULL;
}

static void add_writer(const struct pane *pane, const struct card *card, const char *between,
                       struct buffer *out)
{
    char words[120];
    const char *writer = writer_of(pane, card);
    if (writer) {
        text_format(words, sizeof words, TEXT_BOARD_MARK_WRITES,
                    TEXT_VALUES(text_string("person", writer)));
        add(out, words, between);
    }
    if (board_find_draft(board_state(pane), card->id) < BOARD_DRAFTS)
        add(out, text_get(TEXT_BOARD_MARK_DRAFT), between);
}

void board_marks_signs(const struct pane *pane, const struct card *card, bool names,
                       struct buffer *out)
{
    size_t evidence = board_count_evidence(pane, card);
    enum evidence_state state = board_evidence_state(pane, card);
    add(out, verdict_of(card), " ");
    add_writer(pane, card, " ", out);
    if (names)
        add(out, card->texts[CARD_ASSIGNEE], "  ");
    if (board_count_rivals(pane, card) > 0)
        add(out, text_get(TEXT_BOARD_SIGN_RIVAL), " ");
    if (board_lacks_evidence(pane, card))
        add(out, text_get(TEXT_BOARD_SIGN_LACKS), " ");
    if (card_column_of(card) == BOARD_WORKING)
        add(out, text_get(TEXT_BOARD_SIGN_WORKING), " ");
    if (card_is(card, CARD_STAR))
        add(out, text_get(TEXT_BOARD_SIGN_STAR), " ");
    if (evidence == 1)
        add(out, text_get(TEXT_BOARD_SIGN_EVIDENCE), " ");
    else
        add_count(out, TEXT_BOARD_SIGN_EVIDENCE_MANY, evidence, " ");
    if (state != EVIDENCE_SAME)
        add(out, text_get(TEXT_BOARD_SIGN_CHANGED), "");
}

/* A kind that one would not look for in that column. */
static bool needs_kind(const struct card *card)
{
    static const enum card_kind usual[BOARD_COLUMNS] = {[BOARD_QUESTIONS] = CARD_QUESTION,
                                                        [BOARD_WORKING] = CARD_QUESTION,
                                                        [BOARD_FINDINGS] = CARD_FINDING,
                                                        [BOARD_SHOWCASE] = CARD_FINDING};
    return usual[card_column_of(card)] != card_kind_of(card);
}

void board_marks_words(const struct pane *pane, const struct card *card, struct buffer *out)
{
    static const char between[] = " · ";
    size_t evidence = board_count_evidence(pane, card);
    enum evidence_state state = board_evidence_state(pane, card);
    if (card->id == board_state(pane)->target)
        add(out, text_get(TEXT_BOARD_MARK_TARGET), between);
    add_writer(pane, card, between, out);
    if (board_count_rivals(pane, card) > 0)
        add(out, text_get(TEXT_BOARD_MARK_RIVAL), between);
    if (board_lacks_evidence(pane, card))
        add(out, text_get(TEXT_BOARD_MARK_LACKS), between);
    if (state != EVIDENCE_SAME)
        add(out, text_get(state == EVIDENCE_GONE ? TEXT_BOARD_MARK_GONE : TEXT_BOARD_MARK_CHANGED),
            between);
    if (card_is(card, CARD_STAR))
        add(out, text_get(TEXT_BOARD_SIGN_STAR), between);
    if (needs_kind(card))
        add(out, text_get(card_kind_label(card_kind_of(card))), between);
    add(out, verdict_of(card), between);
    add(out, card->texts[CARD_ASSIGNEE], between);
    if (evidence == 1)
        add(out, text_get(TEXT_BOARD_SIGN_EVIDENCE), between);
    else
        add_count(out, TEXT_BOARD_MARK_EVIDENCE, evidence, between);
    add_count(out, TEXT_BOARD_MARK_LINKS, board_count_links(pane, card), between);
    add(out, card->texts[CARD_TAGS], between);
}

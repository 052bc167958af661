/* The rules of the deck: what becomes a slide, and what stands on it. */
#include "core/jam/deck.h"

/* Questions, myths and actions stand together on slides of their own. */
static bool speaks_for_itself(const struct deck_card *card)
{
    return card->kind == CARD_FINDING || card->kind == CARD_OBSTACLE || card->kind == CARD_NOTE;
}

static bool is_asked(const struct deck_card *card)
{
    return (card->kind == CARD_FRAME || card->kind == CARD_QUESTION) &&
           card->texts[CARD_TEXT][0] != '\0';
}

/* A myth that nobody has looked into yet is none to show. */
static bool is_myth(const struct deck_card *card)
{
    return card->kind == CARD_MYTH && (card->starred || card->texts[CARD_VERDICT][0] != '\0');
}

static bool is_next(const struct deck_card *card)
{
    return card->kind == CARD_ACTION ||
           (card->starred && speaks_for_itself(card) && card->texts[CARD_FOLLOWS][0] != '\0');
}

static bool is_finding(const struct deck_card *card)
{
    return card->starred && speaks_for_itself(card);
}

static bool is_none(const struct deck_card *card)
{
    (void)card;
    return false;
}

bool deck_has(enum deck_slide_kind kind, const struct deck_card *card)
{
    static bool (*const rules[DECK_SLIDE_KINDS])(const struct deck_card *) = {
        [DECK_TITLE] = is_none, [DECK_ASKED] = is_asked, [DECK_FINDING] = is_finding,
        [DECK_MYTHS] = is_myth, [DECK_NEXT] = is_next,
    };
    return !card->archived && rules[kind](card);
}

size_t deck_slides_most(const struct deck_card *cards, size_t count)
{
    size_t most = DECK_SLIDE_KINDS + count;
    for (size_t i = 0; i < count; i++)
        most += cards[i].evidence;
    return most;
}

static size_t add_findings(const struct deck_card *cards, size_t count, struct deck_slide *out)
{
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        if (!deck_has(DECK_FINDING, &cards[i]))
            continue;
        size_t parts = cards[i].evidence;
        for (size_t part = 0; part < parts || part == 0; part++)
            out[used++] = (struct deck_slide){DECK_FINDING, i, part, parts};
    }
    return used;
}

static size_t add_list(enum deck_slide_kind kind, const struct deck_card *cards, size_t count,
                       struct deck_slide *out)
{
    for (size_t i = 0; i < count; i++) {
        if (deck_has(kind, &cards[i])) {
            *out = (struct deck_slide){.kind = kind};
            return 1;
        }
    }
    return 0;
}

size_t deck_slides(const struct deck_card *cards, size_t count, struct deck_slide *out)
{
    size_t used = 0;
    out[used++] = (struct deck_slide){.kind = DECK_TITLE};
    used += add_list(DECK_ASKED, cards, count, out + used);
    used += add_findings(cards, count, out + used);
    used += add_list(DECK_MYTHS, cards, count, out + used);
    used += add_list(DECK_NEXT, cards, count, out + used);
    return used;
}

struct deck_meter deck_measure(const struct deck_card *cards, size_t count)
{
    struct deck_meter meter = {0};
    for (size_t i = 0; i < count; i++) {
        if (cards[i].kind != CARD_FINDING || !deck_has(DECK_FINDING, &cards[i]))
            continue;
        meter.findings++;
        meter.without += cards[i].evidence == 0;
    }
    return meter;
}

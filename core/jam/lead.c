/* The rules of the lead's screen. Questions, deck and people are apart from each other: each
 * is asked for what it needs, and nothing here knows where it came from. */
#include "core/jam/lead.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MINUTE = 60 * 1000, HOUR = 60, DAY = 24 * HOUR };

/* ---- the checklist ---- */

static const struct {
    const char *name;
    enum text_id label, how;
} items[LEAD_ITEMS] = {
    [LEAD_INTRODUCTIONS] = {"introductions", TEXT_LEAD_INTRODUCTIONS, TEXT_LEAD_INTRODUCTIONS_HOW},
    [LEAD_TOPIC] = {"topic", TEXT_LEAD_TOPIC, TEXT_LEAD_TOPIC_HOW},
    [LEAD_SPLIT] = {"split", TEXT_LEAD_SPLIT, TEXT_LEAD_SPLIT_HOW},
    [LEAD_PRESENTATION] = {"presentation", TEXT_LEAD_PRESENTATION, TEXT_LEAD_PRESENTATION_HOW},
    [LEAD_FRUSTRATION] = {"frustration", TEXT_LEAD_FRUSTRATION, TEXT_LEAD_FRUSTRATION_HOW},
};

const char *lead_item_name(enum lead_item item)
{
    return items[item].name;
}

bool lead_item_from_name(struct span name, enum lead_item *out)
{
    for (int i = 0; i < LEAD_ITEMS && name.len > 0; i++) {
        if (name.len <= strlen(items[i].name) &&
            strncasecmp(items[i].name, name.data, name.len) == 0) {
            *out = (enum lead_item)i;
            return true;
        }
    }
    return false;
}

enum text_id lead_item_label(enum lead_item item)
{
    return items[item].label;
}

enum text_id lead_item_how(enum lead_item item)
{
    return items[item].how;
}

/* ---- cards ---- */

bool lead_is_open(const struct lead_card *card)
{
    bool asked = card->column == BOARD_QUESTIONS || card->column == BOARD_WORKING;
    return card->deck.kind == CARD_QUESTION && !card->deck.archived && asked && !card->answered;
}

bool lead_is_to_do(const struct lead_card *card)
{
    if (card->deck.kind == CARD_QUESTION)
        return lead_is_open(card);
    if (card->deck.kind == CARD_FRAME || card->deck.archived)
        return false;
    return !card->deck.starred || lead_gaps(card) != 0;
}

static int in_order(const void *a, const void *b)
{
    const struct lead_card *left = *(const struct lead_card *const *)a;
    const struct lead_card *right = *(const struct lead_card *const *)b;
    bool left_has = *left->deck.texts[CARD_ASSIGNEE], right_has = *right->deck.texts[CARD_ASSIGNEE];
    if (left_has != right_has)
        return left_has ? 1 : -1;
    if (left->at_ms != right->at_ms)
        return left->at_ms < right->at_ms ? -1 : 1;
    return left->id < right->id ? -1 : left->id > right->id;
}

void lead_order_questions(const struct lead_card **questions, size_t count)
{
    if (count > 0)
        qsort(questions, count, sizeof *questions, in_order);
}

bool lead_next_name(struct span *rest, struct span *name)
{
    static const char between[] = ",;/&+ ";
    while (rest->len > 0 && strchr(between, rest->data[0]))
        *rest = span_of(rest->data + 1, rest->len - 1);
    size_t len = 0;
    while (len < rest->len && (rest->data[len] == ' ' || !strchr(between, rest->data[len])))
        len++;
    *name = span_of(rest->data, len);
    *rest = span_of(rest->data + len, rest->len - len);
    while (name->len > 0 && name->data[name->len - 1] == ' ')
        name->len--;
    return name->len > 0;
}

bool lead_looks_at(const char *assignee, const char *name)
{
    struct span rest = span_string(assignee), one;
    if (*name && strcasecmp(assignee, name) == 0) /* a name may have such signs in it */
        return true;
    while (lead_next_name(&rest, &one))
        if (one.len == strlen(name) && strncasecmp(one.data, name, one.len) == 0)
            return true;
    return false;
}

/* ---- the deck ---- */

static const struct {
    enum lead_gap gap;
    enum text_id words, how;
} gaps[LEAD_GAPS] = {
    {LEAD_TELLS, TEXT_LEAD_TELLS, TEXT_LEAD_TELLS_HOW},
    {LEAD_NO_EVIDENCE, TEXT_LEAD_NO_EVIDENCE, TEXT_LEAD_NO_EVIDENCE_HOW},
    {LEAD_CHANGED, TEXT_LEAD_CHANGED, TEXT_LEAD_CHANGED_HOW},
    {LEAD_NO_CAVEAT, TEXT_LEAD_NO_CAVEAT, TEXT_LEAD_NO_CAVEAT_HOW},
    {LEAD_MASKED, TEXT_LEAD_MASKED, TEXT_LEAD_MASKED_HOW},
};

unsigned lead_gaps(const struct lead_card *card)
{
    unsigned lacks = 0;
    if (card->deck.kind != CARD_FINDING || !deck_has(DECK_FINDING, &card->deck))
        return 0;
    if (card->deck.evidence == 0)
        lacks |= LEAD_NO_EVIDENCE;
    if (!*card->deck.texts[CARD_CAVEAT])
        lacks |= LEAD_NO_CAVEAT;
    return lacks;
}

enum lead_gap lead_gap_at(size_t i)
{
    return gaps[i].gap;
}

static size_t place_of(enum lead_gap gap)
{
    size_t i = 0;
    while (i + 1 < LEAD_GAPS && gaps[i].gap != gap)
        i++;
    return i;
}

enum text_id lead_gap_words(enum lead_gap gap)
{
    return gaps[place_of(gap)].words;
}

enum text_id lead_gap_how(enum lead_gap gap)
{
    return gaps[place_of(gap)].how;
}

int64_t lead_minutes(size_t slides)
{
    return slides > 0 ? (int64_t)slides - 1 : 0;
}

/* ---- people ---- */

struct lead_person *lead_person_of(struct lead_person *people, size_t *count, size_t most,
                                   const char *name)
{
    for (size_t i = 0; i < *count; i++)
        if (strcasecmp(people[i].name, name) == 0)
            return &people[i];
    if (*count == most || !*name)
        return NULL;
    people[*count] = (struct lead_person){.name = name, .looks = "", .last = ""};
    return &people[(*count)++];
}

void lead_sees(struct lead_person *person, const char *looks, int64_t looks_ms, int64_t input_ms,
               int64_t writes)
{
    bool newer = !person->here || input_ms > person->input_ms;
    person->here = true;
    if (writes)
        person->writes = writes;
    if (!newer)
        return;
    person->looks = looks;
    person->looks_ms = looks_ms;
    person->input_ms = input_ms;
}

void lead_did(struct lead_person *person, const char *words, int64_t at_ms)
{
    if (*person->last)
        return;
    person->last = words;
    person->last_ms = at_ms;
}

void lead_count_cards(struct lead_person *people, size_t count, const struct lead_card *cards,
                      size_t card_count)
{
    for (size_t i = 0; i < count; i++) {
        people[i].own = people[i].down = 0;
        for (size_t c = 0; c < card_count; c++) {
            const struct lead_card *card = &cards[c];
            bool stands = !card->deck.archived && card->deck.kind != CARD_FRAME;
            people[i].own += stands && strcasecmp(card->by, people[i].name) == 0;
            people[i].down += lead_is_to_do(card) &&
                              lead_looks_at(card->deck.texts[CARD_ASSIGNEE], people[i].name);
        }
    }
}

static int by_presence(const void *a, const void *b)
{
    const struct lead_person *left = a, *right = b;
    if (left->coach != right->coach)
        return left->coach ? 1 : -1;
    if (left->here != right->here)
        return left->here ? -1 : 1;
    return strcasecmp(left->name, right->name);
}

void lead_order_people(struct lead_person *people, size_t count)
{
    if (count > 0)
        qsort(people, count, sizeof *people, by_presence);
}

/* ---- the parts ---- */

static const enum lead_part at_work[] = {LEAD_QUESTIONS, LEAD_PEOPLE, LEAD_TO_MEND, LEAD_CHECKLIST};
static const enum lead_part at_first[] = {LEAD_CHECKLIST, LEAD_QUESTIONS, LEAD_PEOPLE,
                                          LEAD_TO_MEND};
static const enum lead_part at_last[] = {LEAD_TO_MEND, LEAD_CHECKLIST, LEAD_QUESTIONS, LEAD_PEOPLE};

const enum lead_part *lead_parts(const char *phase_kind)
{
    static const struct {
        const char *kind;
        const enum lead_part *parts;
    } kinds[] = {
        {"kick-off", at_first}, {"huddle", at_first}, {"prepare", at_last}, {"showcase", at_last}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcasecmp(kinds[i].kind, phase_kind) == 0)
            return kinds[i].parts;
    return at_work;
}

/* ---- words ---- */

char *lead_since(char *out, size_t size, int64_t ms)
{
    int64_t minutes = ms > 0 ? ms / MINUTE : 0;
    char rest[8];
    enum text_id words = minutes < 1          ? TEXT_LEAD_NOW
                         : minutes < HOUR     ? TEXT_LEAD_MINUTES
                         : minutes >= 2 * DAY ? TEXT_LEAD_DAYS
                                              : TEXT_LEAD_HOURS;
    snprintf(rest, sizeof rest, "%02d", (int)(minutes % HOUR));
    text_format(out, size, words,
                TEXT_VALUES(text_number("days", minutes / DAY),
                            text_number("hours", minutes / HOUR), text_number("minutes", minutes),
                            text_string("rest", rest)));
    return out;
}

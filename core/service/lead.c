/*
 * Gathers what a lead looks at. People are known from three sides – the seats of their consoles,
 * the log of today, and names that stand on cards – and are one person under one name.
 */
#include "core/service/lead.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/clock.h"
#include "core/service/board.h"
#include "core/service/check_in.h"
#include "core/service/deck.h"
#include "core/service/demo.h"
#include "core/service/help.h"
#include "core/service/seat.h"
#include "core/store/log.h"
#include "core/store/meta.h"
#include "core/store/person.h"

enum { PEOPLE_MOST = 64, LOG_ENTRIES = 600, BOARD_SINCE = 4, NAME_MOST = 120 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

struct reading {
    struct db *db;
    struct arena *arena;
    struct board board;
    struct lead_view *view;
};

/* ---- cards ---- */

/* A finding, or a myth with its verdict, that stands on the board. */
static bool is_answer(const struct card *card)
{
    enum card_kind kind = card_kind_of(card);
    return !card_is(card, CARD_ARCHIVED) &&
           (kind == CARD_FINDING || (kind == CARD_MYTH && *card->texts[CARD_VERDICT]));
}

static bool is_answered(const struct board *board, const struct card *card)
{
    for (size_t i = 0; i < board->link_count; i++) {
        const struct card_link *link = &board->links[i];
        if (link->a != card->id && link->b != card->id)
            continue;
        const struct card *other = board_card(board, link->a == card->id ? link->b : link->a);
        if (other && is_answer(other))
            return true;
    }
    return false;
}

static struct lead_card card_of(const struct board *board, const struct card *card)
{
    size_t evidence = evidence_count_of(board->evidence, board->evidence_count, card->id);
    return (struct lead_card){.deck = deck_card_of(card, evidence),
                              .id = card->id,
                              .column = card_column_of(card),
                              .by = card->by,
                              .at_ms = card->at_ms,
                              .answered = is_answered(board, card)};
}

static enum status measure_deck(struct reading *reading, struct error *err)
{
    struct lead_view *view = reading->view;
    struct deck_card *cards = arena_array(reading->arena, view->card_count, sizeof *cards);
    for (size_t i = 0; cards && i < view->card_count; i++)
        cards[i] = view->cards[i].deck;
    size_t most = cards ? deck_slides_most(cards, view->card_count) : 0;
    struct deck_slide *slides = arena_array(reading->arena, most, sizeof *slides);
    if (!cards || !slides)
        return no_memory(err);
    view->meter = deck_measure(cards, view->card_count);
    view->slides = deck_slides(cards, view->card_count, slides);
    view->minutes = lead_minutes(view->slides);
    return STATUS_OK;
}

/* A file from before the board has no cards. */
static enum status read_cards(struct reading *reading, struct error *err)
{
    struct lead_view *view = reading->view;
    struct board *board = &reading->board;
    enum status status = STATUS_OK;
    if (db_version(reading->db) >= BOARD_SINCE)
        status = board_read(reading->db, reading->arena, board, err);
    if (status != STATUS_OK)
        return status;
    view->cards = arena_array(reading->arena, board->card_count, sizeof *view->cards);
    view->questions = arena_array(reading->arena, board->card_count, sizeof *view->questions);
    if (!view->cards || !view->questions)
        return no_memory(err);
    view->card_count = board->card_count;
    for (size_t i = 0; i < board->card_count; i++) {
        view->cards[i] = card_of(board, &board->cards[i]);
        if (!lead_is_open(&view->cards[i]))
            continue;
        view->questions[view->question_count++] = &view->cards[i];
        view->free += !*view->cards[i].deck.texts[CARD_ASSIGNEE];
    }
    lead_order_questions(view->questions, view->question_count);
    return measure_deck(reading, err);
}

/* ---- people ---- */

static struct lead_person *person_named(struct reading *reading, const char *name)
{
    struct lead_view *view = reading->view;
    return lead_person_of(view->people, &view->person_count, PEOPLE_MOST, name);
}

static int64_t card_written(const char *mark)
{
    static const char begin[] = SEAT_MARK_WRITING;
    return strncmp(mark, begin, strlen(begin)) == 0 ? strtoll(mark + strlen(begin), NULL, 10) : 0;
}

static enum status add_seats(struct reading *reading, struct error *err)
{
    struct presence *seats = NULL;
    size_t count = 0;
    const char *team_file = db_path(reading->db);
    if (!*team_file)
        return STATUS_OK;
    enum status status = seat_look(team_file, reading->arena, &seats, &count, err);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        struct lead_person *person = person_named(reading, seats[i].person);
        if (!person)
            continue;
        int64_t since = seats[i].view_ms ? seats[i].view_ms : seats[i].since_ms;
        lead_sees(person, seats[i].words, since, seats[i].input_ms, card_written(seats[i].mark));
        person->coach |= seats[i].coach;
    }
    return status;
}

/* Of things that are no cards: by kind and action; NULL stands for any. */
static const struct {
    const char *kind, *action;
    enum text_id words;
} deeds[] = {
    {"dataset", "export", TEXT_LEAD_DID_EXPORT}, {"dataset", "import", TEXT_LEAD_DID_IMPORT},
    {"dataset", NULL, TEXT_LEAD_DID_DATASET},    {"column", NULL, TEXT_LEAD_DID_COLUMN},
    {"mark", NULL, TEXT_LEAD_DID_MARK},          {"repair", NULL, TEXT_LEAD_DID_REPAIR},
    {HELP_LOG_KIND, "ask", TEXT_LEAD_DID_ASK},   {HELP_LOG_KIND, NULL, TEXT_LEAD_DID_CALL},
    {NULL, NULL, TEXT_LEAD_DID_OTHER},
};

static const char *deed_words(const struct log_entry *entry)
{
    size_t i = 0;
    while (deeds[i].kind && (strcmp(deeds[i].kind, entry->kind) != 0 ||
                             (deeds[i].action && strcmp(deeds[i].action, entry->action) != 0)))
        i++;
    return text_get(deeds[i].words);
}

static const char *entry_words(struct reading *reading, const struct log_entry *entry)
{
    const struct board *board = &reading->board;
    bool card = strcmp(entry->kind, BOARD_LOG_KIND) == 0;
    for (size_t i = 0; card && i < board->card_count; i++)
        if (strcmp(board->cards[i].uuid, entry->subject) == 0)
            return board_entry_words(reading->arena, entry, &board->cards[i]);
    return deed_words(entry);
}

/* The list says who ticked it; the sample's maker is nobody. */
static bool is_no_work(const struct log_entry *entry)
{
    return strcmp(entry->kind, LEAD_LOG_KIND) == 0 || strcmp(entry->by, DEMO_MAKER) == 0;
}

/* Whoever takes a call, or checks in, is a coach. */
static bool is_of_coach(const struct log_entry *entry)
{
    bool check_in = strcmp(entry->kind, CHECK_IN_LOG_KIND) == 0;
    bool help = strcmp(entry->kind, HELP_LOG_KIND) == 0;
    return check_in || (help && (strcmp(entry->action, help_move_name(HELP_CLAIM)) == 0 ||
                                 strcmp(entry->action, help_move_name(HELP_TAKE_OVER)) == 0));
}

/* Who has brought the data is of the team only when something else tells so. */
static bool tells_member(const struct log_entry *entry)
{
    return strcmp(entry->action, "import") != 0;
}

static struct lead_person *person_of_entry(struct reading *reading, const struct log_entry *entry)
{
    struct lead_view *view = reading->view;
    size_t most = tells_member(entry) ? PEOPLE_MOST : view->person_count;
    return lead_person_of(view->people, &view->person_count, most, entry->by);
}

/* What was done since midnight, from the newest on. */
static enum status add_log(struct reading *reading, struct error *err)
{
    struct log_entry *entries = NULL;
    size_t count = 0;
    int64_t midnight = clock_local_midnight(clock_now_ms());
    enum status status =
        log_list(reading->db, reading->arena, 0, LOG_ENTRIES, &entries, &count, err);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        if (entries[i].at_ms < midnight || is_no_work(&entries[i]))
            continue; /* a clock that was set back may leave older ones between */
        struct lead_person *person = person_of_entry(reading, &entries[i]);
        if (person)
            person->coach |= is_of_coach(&entries[i]);
        if (!person || *person->last)
            continue;
        const char *words = entry_words(reading, &entries[i]);
        if (!words)
            return no_memory(err);
        lead_did(person, words, entries[i].at_ms);
    }
    return status;
}

/* Who is to look at something is of the team, whether they have come yet or not. */
static enum status add_assignees(struct reading *reading, struct error *err)
{
    const struct lead_view *view = reading->view;
    for (size_t i = 0; i < view->card_count; i++) {
        struct span rest = span_string(view->cards[i].deck.texts[CARD_ASSIGNEE]), one;
        if (!lead_is_to_do(&view->cards[i]))
            continue;
        while (lead_next_name(&rest, &one)) {
            const char *name = one.len < NAME_MOST ? arena_copy(reading->arena, one) : "";
            if (!name)
                return no_memory(err);
            (void)person_named(reading, name);
        }
    }
    return STATUS_OK;
}

static bool is_guest_role(const char *role)
{
    return strcmp(role, "coach") == 0 || strcmp(role, "facilitator") == 0;
}

/* Coaches and facilitators are guests: by their role, their console, or what they did. */
static enum status leave_out_guests(struct reading *reading, struct error *err)
{
    struct lead_view *view = reading->view;
    struct person *people = NULL;
    size_t count = 0;
    enum status status = person_list(reading->db, reading->arena, &people, &count, err);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        for (size_t k = 0; k < view->person_count; k++)
            if (strcasecmp(people[i].name, view->people[k].name) == 0)
                view->people[k].coach |= is_guest_role(people[i].role);
    size_t kept = 0;
    for (size_t k = 0; k < view->person_count; k++)
        if (!view->people[k].coach)
            view->people[kept++] = view->people[k];
    view->person_count = kept;
    return status;
}

static enum status read_people(struct reading *reading, struct error *err)
{
    struct lead_view *view = reading->view;
    view->people = arena_array(reading->arena, PEOPLE_MOST, sizeof *view->people);
    if (!view->people)
        return no_memory(err);
    enum status status = add_seats(reading, err);
    if (status == STATUS_OK)
        status = add_assignees(reading, err);
    if (status == STATUS_OK)
        status = add_log(reading, err);
    if (status == STATUS_OK)
        status = leave_out_guests(reading, err);
    lead_count_cards(view->people, view->person_count, view->cards, view->card_count);
    lead_order_people(view->people, view->person_count);
    for (size_t i = 0; i < view->person_count; i++)
        view->here += view->people[i].here;
    return status;
}

/* ---- the rest ---- */

static enum status read_ticks(struct reading *reading, struct error *err)
{
    struct lead_tick *ticks = NULL;
    size_t count = 0;
    enum status status = lead_tick_list(reading->db, reading->arena, &ticks, &count, err);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        for (int item = 0; item < LEAD_ITEMS; item++)
            if (strcmp(ticks[i].item, lead_item_name((enum lead_item)item)) == 0)
                reading->view->ticks[item] = ticks[i];
    return status;
}

enum status lead_read(struct db *db, struct arena *arena, struct lead_view *out, struct error *err)
{
    struct reading reading = {.db = db, .arena = arena, .view = out};
    *out = (struct lead_view){.team = ""};
    enum status status = meta_get(db, arena, META_TEAM, &out->team, err);
    if (status == STATUS_OK)
        status = read_cards(&reading, err);
    if (status == STATUS_OK)
        status = read_people(&reading, err);
    return status == STATUS_OK ? read_ticks(&reading, err) : status;
}

const struct lead_card *lead_view_card(const struct lead_view *view, int64_t id)
{
    for (size_t i = 0; i < view->card_count; i++)
        if (view->cards[i].id == id)
            return &view->cards[i];
    return NULL;
}

size_t lead_ticked(const struct lead_view *view)
{
    size_t count = 0;
    for (size_t i = 0; i < LEAD_ITEMS; i++)
        count += view->ticks[i].at_ms != 0;
    return count;
}

/* ---- what is done ---- */

enum status lead_tick(struct db *db, enum lead_item item, bool on, const char *by,
                      struct error *err)
{
    const struct lead_tick tick = {lead_item_name(item), by, clock_now_ms()};
    const struct log_entry entry = {
        .by = by, .action = on ? "tick" : "untick", .kind = LEAD_LOG_KIND, .subject = tick.item};
    bool changed = false;
    enum status status = db_begin(db, err);
    if (status != STATUS_OK)
        return status;
    status = lead_tick_set(db, &tick, on, &changed, err);
    if (status == STATUS_OK && changed)
        status = log_add(db, &entry, NULL, err);
    if (status == STATUS_OK && changed)
        return db_commit(db, err);
    db_rollback(db);
    return status;
}

enum status lead_call(struct db *db, struct arena *arena, const char *text, const char *by,
                      struct help_request *out, struct error *err)
{
    const struct help_request wish = {
        .about = HELP_TEAM, .text = text, .pane = LEAD_PANE, .view = ""};
    return help_ask(db, arena, &wish, by, out, err);
}

/* ---- the deck, worked out ---- */

static unsigned page_gaps(const struct deck_page *page)
{
    const struct deck_piece *piece = page->piece;
    unsigned gaps = *page->tells ? LEAD_TELLS : 0;
    if (piece && piece->state != EVIDENCE_SAME)
        gaps |= LEAD_CHANGED;
    if (piece && piece->mask.counts + piece->mask.left_out > 0)
        gaps |= LEAD_MASKED;
    return gaps;
}

enum status lead_check_deck(const struct evidence_ground *ground, struct arena *arena,
                            struct lead_check **out, size_t *count, struct error *err)
{
    struct deck deck;
    *count = 0;
    enum status status = deck_make(ground, arena, &deck, err);
    if (status != STATUS_OK)
        return status;
    *out = arena_array(arena, deck.count, sizeof **out);
    if (!*out)
        return no_memory(err);
    for (size_t i = 0; i < deck.count; i++) {
        const struct deck_page *page = &deck.pages[i];
        if (page->kind == DECK_FINDING)
            (*out)[(*count)++] = (struct lead_check){page->card, page_gaps(page)};
    }
    return STATUS_OK;
}

unsigned lead_all_gaps(const struct lead_card *card, const struct lead_check *checks, size_t count)
{
    unsigned gaps = lead_gaps(card);
    for (size_t i = 0; i < count; i++)
        if (checks[i].card == card->id)
            gaps |= checks[i].gaps;
    return gaps;
}

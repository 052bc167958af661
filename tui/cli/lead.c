/* `datajam lead`: the lead's screen as rows, from outside the full screen. */
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/nearest.h"
#include "core/service/day.h"
#include "core/service/frames.h"
#include "core/service/lead.h"
#include "core/service/rules.h"
#include "tui/cli/rows_out.h"
#include "tui/cli/verbs.h"

enum { WORDS = 600, TIME_SIZE = 32, OPERANDS_MOST = 3 };

struct leading {
    struct cli *cli;
    struct arena *arena;
    struct source source;
    const struct release_request *request;
    struct release *release;
    struct lead_view view;
    const struct lead_check *checks;
    size_t check_count;
    const char *word; /* behind WHAT; NULL: none */
};

/* ---- rows ---- */

static const struct output_column columns[] = {
    {"part", COLUMN_TEXT},   {"what", COLUMN_TEXT}, {"who", COLUMN_TEXT},
    {"at", COLUMN_DATETIME}, {"says", COLUMN_TEXT}, {"card", COLUMN_INTEGER},
};

struct row {
    const char *part, *what, *who;
    int64_t at_ms; /* 0: none */
    const char *says;
    int64_t card; /* 0: none */
};

static struct value text(const char *string)
{
    struct span span = span_string(string ? string : "");
    return (struct value){.kind = span.len ? VALUE_TEXT : VALUE_EMPTY, .text = span};
}

static enum status write_row(struct leading *l, const struct row *row, struct error *err)
{
    char at[TIME_SIZE] = "";
    if (row->at_ms)
        clock_iso(at, sizeof at, row->at_ms);
    struct value card = {.kind = VALUE_EMPTY};
    if (row->card)
        card = (struct value){.kind = VALUE_INTEGER, .integer = row->card};
    const struct value values[] = {text(row->part), text(row->what), text(row->who),
                                   text(at),        text(row->says), card};
    return release_row(l->release, values, err);
}

/* ---- parts ---- */

/* Time, presentations and deck; without a jam's folder around the file, that there is none. */
static enum status write_words(struct leading *l, struct error *err)
{
    static const char *const parts[] = {"time", "show", "deck"};
    struct day_record read;
    char words[3][WORDS];
    char *jam = rules_jam_around(l->source.path);
    const struct day_record *record = jam && day_read(jam, &read, NULL) == STATUS_OK ? &read : NULL;
    enum status status = STATUS_OK;
    free(jam);
    lead_time_words(record, words[0], WORDS);
    lead_show_words(record, words[1], WORDS);
    lead_deck_words(record, &l->view, words[2], WORDS);
    for (size_t i = 0; i < 3 && status == STATUS_OK; i++) {
        const struct row row = {.part = parts[i], .what = words[i]};
        if (*words[i])
            status = write_row(l, &row, err);
    }
    return status;
}

static enum status write_questions(struct leading *l, struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < l->view.question_count && status == STATUS_OK; i++) {
        const struct lead_card *card = l->view.questions[i];
        char since[TIME_SIZE];
        const struct row row = {
            "question",
            card->deck.texts[CARD_TEXT],
            card->deck.texts[CARD_ASSIGNEE],
            card->at_ms,
            lead_since(since, sizeof since, clock_now_ms() - card->at_ms),
            card->id,
        };
        status = write_row(l, &row, err);
    }
    return status;
}

static enum status write_people(struct leading *l, struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < l->view.person_count && status == STATUS_OK; i++) {
        const struct lead_person *person = &l->view.people[i];
        const char *what = person->here    ? person->looks
                           : *person->last ? person->last
                                           : text_get(TEXT_LEAD_NOT_TODAY);
        char says[WORDS];
        text_format(says, sizeof says, TEXT_LEAD_ABOUT_CARDS,
                    TEXT_VALUES(text_number("own", (int64_t)person->own),
                                text_number("down", (int64_t)person->down)));
        const struct row row = {person->here ? "here" : "away",
                                what,
                                person->name,
                                person->here ? person->input_ms : person->last_ms,
                                says,
                                person->writes};
        status = write_row(l, &row, err);
    }
    return status;
}

static enum status write_gaps(struct leading *l, struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t g = 0; g < LEAD_GAPS; g++)
        for (size_t i = 0; i < l->view.card_count && status == STATUS_OK; i++) {
            const struct lead_card *card = &l->view.cards[i];
            if (!(lead_all_gaps(card, l->checks, l->check_count) & lead_gap_at(g)))
                continue;
            const struct row row = {"to mend",
                                    card->deck.texts[CARD_TEXT],
                                    card->deck.texts[CARD_ASSIGNEE],
                                    0,
                                    text_get(lead_gap_words(lead_gap_at(g))),
                                    card->id};
            status = write_row(l, &row, err);
        }
    return status;
}

static enum status write_checklist(struct leading *l, struct error *err)
{
    enum status status = STATUS_OK;
    for (int i = 0; i < LEAD_ITEMS && status == STATUS_OK; i++) {
        const struct lead_tick *tick = &l->view.ticks[i];
        const struct row row = {"checklist",
                                text_get(lead_item_label((enum lead_item)i)),
                                tick->by,
                                tick->at_ms,
                                text_get(tick->at_ms ? TEXT_LEAD_DONE : TEXT_LEAD_STILL_OPEN),
                                0};
        status = write_row(l, &row, err);
    }
    return status;
}

/* Figures are looked at by the way: where they can't be, the rest is told all the same. */
static void check(struct leading *l)
{
    const struct cli_host *host = cli_host(l->cli);
    struct frames *frames = frames_new(FRAMES_BUDGET);
    const struct evidence_ground ground = {
        .db = l->source.db, .frames = frames, .helper = host ? host->helper : NULL};
    struct lead_check *checks = NULL;
    struct error err = {0};
    if (frames && lead_check_deck(&ground, l->arena, &checks, &l->check_count, &err) == STATUS_OK)
        l->checks = checks;
    else
        cli_note(l->cli, TEXT_LEAD_UNCHECKED, NULL);
    frames_free(frames);
}

static enum status list(struct leading *l, struct error *err)
{
    static enum status (*const parts[])(struct leading *, struct error *) = {
        write_words, write_questions, write_people, write_gaps, write_checklist};
    struct release_request request = *l->request;
    request.db = l->source.db;
    request.subject = "lead";
    request.about = true;
    enum status status = lead_read(l->source.db, l->arena, &l->view, err);
    if (status == STATUS_OK && l->view.meter.findings > 0)
        check(l);
    if (status == STATUS_OK)
        status =
            release_begin(&l->release, &request, columns, sizeof columns / sizeof *columns, err);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && status == STATUS_OK; i++)
        status = parts[i](l, err);
    if (status == STATUS_OK)
        return release_end(l->release, err);
    release_drop(l->release);
    return status;
}

/* ---- what is done ---- */

/* STATUS_INVALID with the nearest one. */
static enum status find_item(const char *word, enum lead_item *out, struct error *err)
{
    const char *names[LEAD_ITEMS];
    if (lead_item_from_name(span_string(word), out))
        return STATUS_OK;
    for (int i = 0; i < LEAD_ITEMS; i++)
        names[i] = lead_item_name((enum lead_item)i);
    int near = nearest_name(word, names, LEAD_ITEMS);
    return error_set(err, STATUS_INVALID, near < 0 ? TEXT_LEAD_NO_ITEM : TEXT_LEAD_NO_ITEM_NEAR,
                     TEXT_VALUES(text_string("word", word),
                                 text_string("nearest", near < 0 ? "" : names[near])));
}

static enum status set_tick(struct leading *l, bool on, struct error *err)
{
    enum lead_item item;
    enum status status = find_item(l->word, &item, err);
    return status == STATUS_OK ? lead_tick(l->source.db, item, on, cli_who(l->cli), err) : status;
}

static enum status tick(struct leading *l, struct error *err)
{
    return set_tick(l, true, err);
}

static enum status untick(struct leading *l, struct error *err)
{
    return set_tick(l, false, err);
}

static enum status call(struct leading *l, struct error *err)
{
    struct help_request asked;
    return lead_call(l->source.db, l->arena, l->word, cli_who(l->cli), &asked, err);
}

/* ---- the verb ---- */

static const struct action {
    const char *name;
    size_t least, most; /* operands behind it */
    bool writes;
    enum status (*run)(struct leading *l, struct error *err);
} actions[] = {
    {"list", 0, 0, false, list},
    {"tick", 1, 1, true, tick},
    {"untick", 1, 1, true, untick},
    {"call", 0, 1, true, call},
};
enum { ACTIONS = sizeof actions / sizeof *actions };

/* NULL: there is none of that name, and standard error says so. */
static const struct action *find_action(struct cli *cli, const char *word)
{
    const char *names[ACTIONS];
    for (size_t i = 0; i < ACTIONS; i++) {
        names[i] = actions[i].name;
        if (strcmp(word, actions[i].name) == 0)
            return &actions[i];
    }
    int near = nearest_name(word, names, ACTIONS);
    cli_wrong(cli, near < 0 ? TEXT_LEAD_UNKNOWN : TEXT_COACH_UNKNOWN_NEAR,
              TEXT_VALUES(text_string("word", word),
                          text_string("nearest", near < 0 ? "" : names[near])));
    return NULL;
}

static int run_lead(struct cli *cli)
{
    struct release_request request;
    struct leading l = {.cli = cli, .request = &request, .word = cli_operand(cli, 2)};
    struct error err = {0};
    const char *word = cli_operand(cli, 1);
    const struct action *action = word ? find_action(cli, word) : &actions[0];
    size_t given = cli_operand_count(cli) - (word ? 2 : 1);
    if (!action || !cli_release_request(cli, &request))
        return EXIT_USAGE;
    if (given < action->least || given > action->most)
        return cli_wrong(cli, TEXT_LEAD_OPERANDS, TEXT_VALUES(text_string("word", action->name)));
    if (action->writes && !*cli_who(cli))
        return cli_wrong(cli, TEXT_COACH_WHO, NULL);
    l.arena = arena_new();
    enum status status = l.arena ? source_open(&l.source, cli_operand(cli, 0),
                                               action->writes ? SOURCE_WRITE : SOURCE_READ, &err)
                                 : error_set(&err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK && action->writes)
        cli_warn_of_place(cli, l.source.path);
    if (status == STATUS_OK)
        status = action->run(&l, &err);
    source_close(&l.source);
    arena_free(l.arena);
    return cli_rows_done(cli, status, &err);
}

static const struct cli_option options[] = {
    {"as", 0, "NAME", false, TEXT_COACH_AS},
    {.name = NULL},
};

const struct verb verb_lead = {
    .name = "lead",
    .operands = "SOURCE [WHAT ...]",
    .summary = TEXT_LEAD_SUMMARY,
    .examples = TEXT_LEAD_EXAMPLES,
    .more = TEXT_LEAD_MORE,
    .least = 1,
    .most = OPERANDS_MOST,
    .rows = true,
    .options = options,
    .run = run_lead,
};

/* `datajam board`: what only reads. */
#include <string.h>

#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "core/jam/board_form.h"
#include "core/service/evidence.h"
#include "tui/cli/board.h"
#include "tui/cli/rows_out.h"

enum { MOST = 12, TIME_SIZE = 32 };

static struct value text(const char *string)
{
    struct span span = span_string(string);
    return (struct value){.kind = span.len ? VALUE_TEXT : VALUE_EMPTY, .text = span};
}

static struct value number(int64_t integer)
{
    return (struct value){.kind = VALUE_INTEGER, .integer = integer};
}

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status begin(const struct cli_board *board, const struct output_column *columns,
                         size_t count, struct release **out, struct error *err)
{
    struct release_request request;
    cli_release_request(board->cli, &request); /* checked before */
    request.db = board->source.db;
    request.subject = "board";
    request.about = true;
    return release_begin(out, &request, columns, count, err);
}

static enum status end(struct release *release, enum status status, struct error *err)
{
    if (status == STATUS_OK)
        return release_end(release, err);
    release_drop(release);
    return status;
}

/* ---- list ---- */

static bool is_wanted(const struct cli_board *board, const struct card *card)
{
    const char *kind = cli_value(board->cli, "kind"), *column = cli_value(board->cli, "column");
    enum card_kind of = CARD_NOTE;
    enum board_column in = BOARD_QUESTIONS;
    if (card_kind_of(card) == CARD_FRAME ||
        card_is(card, CARD_ARCHIVED) != cli_has(board->cli, "archived"))
        return false;
    if (kind && card_kind_from_name(span_string(kind), &of) && of != card_kind_of(card))
        return false;
    return !column || !board_column_from_name(span_string(column), &in) ||
           in == card_column_of(card);
}

static enum status write_card(struct release *release, const struct card *card, struct error *err)
{
    char at[TIME_SIZE];
    const struct value row[] = {number(card->id),
                                text(card_kind_name(card_kind_of(card))),
                                text(board_column_name(card_column_of(card))),
                                text(card->texts[CARD_TEXT]),
                                text(card->by),
                                text(clock_iso(at, sizeof at, card->at_ms))};
    return release_row(release, row, err);
}

enum status cli_board_list(struct cli_board *board, struct error *err)
{
    static const struct output_column columns[] = {
        {"id", COLUMN_INTEGER}, {"kind", COLUMN_TEXT}, {"column", COLUMN_TEXT},
        {"text", COLUMN_TEXT},  {"by", COLUMN_TEXT},   {"at", COLUMN_DATETIME}};
    struct board all;
    struct release *release = NULL;
    enum status status = board_read(board->source.db, board->arena, &all, err);
    if (status == STATUS_OK)
        status = begin(board, columns, sizeof columns / sizeof *columns, &release, err);
    if (status != STATUS_OK)
        return status;
    /* By the columns as they stand on the board, not by their names. */
    for (int column = 0; column < BOARD_COLUMNS; column++)
        for (size_t i = 0; i < all.card_count && status == STATUS_OK; i++)
            if (is_wanted(board, &all.cards[i]) && (int)card_column_of(&all.cards[i]) == column)
                status = write_card(release, &all.cards[i], err);
    return end(release, status, err);
}

/* ---- one card ---- */

static void print_pair(const struct cli_board *board, const char *label, const char *words)
{
    struct buffer safe = {0};
    const char *rest = words;
    if (!*words)
        return;
    do {
        size_t len = strcspn(rest, "\n");
        buffer_clear(&safe);
        utf8_screen(span_of(rest, len), &safe);
        cli_print(
            board->cli, rest == words ? TEXT_CLI_BOARD_PAIR : TEXT_CLI_BOARD_PAIR_MORE,
            TEXT_VALUES(text_string("label", label), text_string("text", buffer_span(&safe).data)));
        rest += len;
    } while (*rest++);
    buffer_free(&safe);
}

static void print_card(const struct cli_board *board, const struct board *all,
                       const struct card *card)
{
    enum card_kind kind = card_kind_of(card);
    print_pair(board, text_get(TEXT_BOARD_KIND), text_get(card_kind_label(kind)));
    for (int i = 0; i < CARD_TEXTS; i++)
        print_pair(board, text_get(card_field_label(kind, (enum card_field)i)), card->texts[i]);
    for (size_t i = 0; i < all->rival_count; i++)
        if (all->rivals[i].card == card->id)
            print_pair(board, all->rivals[i].by, all->rivals[i].text);
    for (size_t i = 0; i < all->evidence_count; i++)
        if (all->evidence[i].card == card->id)
            print_pair(board, all->evidence[i].title, all->evidence[i].sentence);
}

enum status cli_board_show(struct cli_board *board, struct error *err)
{
    struct board all;
    struct card card;
    int64_t id;
    enum status status = cli_board_id(board, 0, &id, err);
    if (status == STATUS_OK)
        status = card_read(board->source.db, board->arena, id, &card, err);
    if (status == STATUS_OK)
        status = board_read(board->source.db, board->arena, &all, err);
    if (status == STATUS_OK)
        print_card(board, &all, &card);
    return status;
}

enum status cli_board_history(struct cli_board *board, struct error *err)
{
    static const struct output_column columns[] = {
        {"at", COLUMN_DATETIME}, {"by", COLUMN_TEXT}, {"what", COLUMN_TEXT}};
    struct board_past *past = NULL;
    struct release *release = NULL;
    size_t count = 0;
    int64_t id;
    enum status status = cli_board_id(board, 0, &id, err);
    if (status == STATUS_OK)
        status = board_history(board->source.db, board->arena, id, &past, &count, err);
    if (status == STATUS_OK)
        status = begin(board, columns, sizeof columns / sizeof *columns, &release, err);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        char at[TIME_SIZE];
        const struct value row[] = {text(clock_iso(at, sizeof at, past[i].at_ms)), text(past[i].by),
                                    text(past[i].words)};
        status = release_row(release, row, err);
    }
    return end(release, status, err);
}

/* ---- evidence ---- */

static enum status write_evidence(struct release *release, const struct evidence_now *now,
                                  struct error *err)
{
    static const char *const states[] = {
        [EVIDENCE_SAME] = "no", [EVIDENCE_CHANGED] = "yes", [EVIDENCE_GONE] = "gone"};
    const struct evidence *evidence = &now->evidence;
    char at[TIME_SIZE];
    const struct value row[MOST] = {
        number(evidence->id),     number(evidence->card),
        text(evidence->kind),     text(evidence->dataset_name),
        text(evidence->title),    text(evidence->filters),
        number(evidence->n),      text(states[now->state]),
        text(evidence->sentence), text(now->sentence),
        text(evidence->by),       text(clock_iso(at, sizeof at, evidence->at_ms))};
    return release_row(release, row, err);
}

static enum status write_all(const struct cli_board *board, const struct board *all, int64_t card,
                             const struct evidence_ground *ground, struct release *release,
                             struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < all->evidence_count && status == STATUS_OK; i++) {
        struct evidence_now now;
        if (card && all->evidence[i].card != card)
            continue;
        status = evidence_look(ground, all->evidence[i].uuid, board->arena, &now, err);
        if (status == STATUS_OK)
            status = write_evidence(release, &now, err);
    }
    return status;
}

enum status cli_board_evidence(struct cli_board *board, struct error *err)
{
    static const struct output_column columns[MOST] = {
        {"id", COLUMN_INTEGER},   {"card", COLUMN_INTEGER}, {"kind", COLUMN_TEXT},
        {"dataset", COLUMN_TEXT}, {"title", COLUMN_TEXT},   {"filters", COLUMN_TEXT},
        {"n", COLUMN_INTEGER},    {"changed", COLUMN_TEXT}, {"sentence", COLUMN_TEXT},
        {"now", COLUMN_TEXT},     {"by", COLUMN_TEXT},      {"at", COLUMN_DATETIME}};
    struct board all;
    struct release *release = NULL;
    int64_t card = 0;
    const struct evidence_ground ground = {board->source.db, frames_new(FRAMES_BUDGET), NULL,
                                           cli_board_helper(board)};
    enum status status = ground.frames ? STATUS_OK : no_memory(err);
    if (status == STATUS_OK && cli_board_word(board, 0))
        status = cli_board_id(board, 0, &card, err);
    if (status == STATUS_OK)
        status = board_read(board->source.db, board->arena, &all, err);
    if (status == STATUS_OK)
        status = begin(board, columns, MOST, &release, err);
    if (status == STATUS_OK)
        status = end(release, write_all(board, &all, card, &ground, release, err), err);
    frames_free(ground.frames);
    return status;
}

/* `datajam board`: what changes cards. */
#include <stdio.h>
#include <string.h>

#include "tui/cli/board.h"
#include "tui/cli/rows_out.h"

static void print_id(const struct cli_board *board, int64_t id)
{
    char words[32];
    snprintf(words, sizeof words, "%lld\n", (long long)id);
    cli_print_text(board->cli, words);
}

static enum status find_column(const struct cli_board *board, const char *word,
                               enum board_column *out, struct error *err)
{
    (void)board;
    if (board_column_from_name(span_string(word), out))
        return STATUS_OK;
    return error_set(err, STATUS_INVALID, TEXT_CLI_BOARD_COLUMN,
                     TEXT_VALUES(text_string("word", word)));
}

enum status cli_board_add(struct cli_board *board, struct error *err)
{
    struct board_new new = {.column = BOARD_USUAL};
    enum board_column column;
    const char *word = cli_board_word(board, 0), *in = cli_value(board->cli, "column");
    int64_t id = 0;
    if (!card_kind_from_name(span_string(word), &new.kind))
        return error_set(err, STATUS_INVALID, TEXT_CLI_BOARD_KIND,
                         TEXT_VALUES(text_string("word", word)));
    if (in && board_column_from_name(span_string(in), &column))
        new.column = (int)column;
    for (int i = 0; i < CARD_TEXTS; i++)
        new.texts[i] = cli_board_field(board, (enum card_field)i);
    new.texts[CARD_TEXT] = cli_board_word(board, 1);
    enum status status = board_add(board->source.db, board->arena, &new, board->by, &id, err);
    if (status == STATUS_OK)
        print_id(board, id);
    return status;
}

/* The options of fields, and what kind of card it is to be. */
enum status cli_board_edit(struct cli_board *board, struct error *err)
{
    struct board_edit edits[CARD_TEXTS + 1];
    struct board_outcome out;
    enum card_kind kind;
    size_t count = 0;
    int64_t id = 0;
    const char *of = cli_value(board->cli, "kind");
    for (int i = 0; i < CARD_TEXTS; i++) {
        const char *text = cli_board_field(board, (enum card_field)i);
        if (text)
            edits[count++] = (struct board_edit){(enum card_field)i, NULL, text};
    }
    if (of && card_kind_from_name(span_string(of), &kind))
        edits[count++] = (struct board_edit){CARD_KIND, NULL, card_kind_name(kind)};
    enum status status = cli_board_id(board, 0, &id, err);
    return status == STATUS_OK
               ? board_edit(board->source.db, board->arena, id, edits, count, board->by, &out, err)
               : status;
}

enum status cli_board_move(struct cli_board *board, struct error *err)
{
    enum board_column column = BOARD_QUESTIONS;
    int64_t id = 0;
    enum status status = cli_board_id(board, 0, &id, err);
    if (status == STATUS_OK)
        status = find_column(board, cli_board_word(board, 1), &column, err);
    return status == STATUS_OK
               ? board_place(board->source.db, board->arena, id, column, 0, board->by, err)
               : status;
}

typedef enum status switch_fn(struct db *db, struct arena *arena, int64_t id, bool on,
                              const char *by, struct error *err);

static enum status switch_card(struct cli_board *board, switch_fn *fn, bool on, struct error *err)
{
    int64_t id = 0;
    enum status status = cli_board_id(board, 0, &id, err);
    return status == STATUS_OK ? fn(board->source.db, board->arena, id, on, board->by, err)
                               : status;
}

enum status cli_board_star(struct cli_board *board, struct error *err)
{
    return switch_card(board, board_star, true, err);
}

enum status cli_board_unstar(struct cli_board *board, struct error *err)
{
    return switch_card(board, board_star, false, err);
}

enum status cli_board_archive(struct cli_board *board, struct error *err)
{
    return switch_card(board, board_archive, true, err);
}

enum status cli_board_restore(struct cli_board *board, struct error *err)
{
    return switch_card(board, board_archive, false, err);
}

static enum status tie(struct cli_board *board, bool on, struct error *err)
{
    int64_t a = 0, b = 0;
    enum status status = cli_board_id(board, 0, &a, err);
    if (status == STATUS_OK)
        status = cli_board_id(board, 1, &b, err);
    return status == STATUS_OK
               ? board_link(board->source.db, board->arena, a, b, on, board->by, err)
               : status;
}

enum status cli_board_link(struct cli_board *board, struct error *err)
{
    return tie(board, true, err);
}

enum status cli_board_unlink(struct cli_board *board, struct error *err)
{
    return tie(board, false, err);
}

typedef enum status step_fn(struct db *db, struct arena *arena, const char *by, const char **words,
                            struct error *err);

static enum status step(struct cli_board *board, step_fn *fn, enum text_id said, struct error *err)
{
    const char *words = NULL;
    enum status status = fn(board->source.db, board->arena, board->by, &words, err);
    if (status == STATUS_OK && words)
        cli_note(board->cli, said, TEXT_VALUES(text_string("step", words)));
    else if (status == STATUS_OK)
        cli_note(board->cli, TEXT_CLI_BOARD_NO_STEP, TEXT_VALUES(text_string("by", board->by)));
    return status;
}

enum status cli_board_undo(struct cli_board *board, struct error *err)
{
    return step(board, board_undo, TEXT_BOARD_UNDONE, err);
}

enum status cli_board_redo(struct cli_board *board, struct error *err)
{
    return step(board, board_redo, TEXT_BOARD_REDONE, err);
}

/* What the files of `datajam board` share. */
#ifndef DATAJAM_CLI_BOARD_H
#define DATAJAM_CLI_BOARD_H

#include "core/service/board.h"
#include "core/service/open.h"
#include "tui/cli/cli.h"

/* One run of it: the open team file and who works on it. */
struct cli_board {
    struct cli *cli;
    struct source source;
    struct arena *arena;
    const char *by;
};

/* What `datajam board SOURCE WHAT …` does. */
typedef enum status cli_board_fn(struct cli_board *board, struct error *err);

cli_board_fn cli_board_list, cli_board_show, cli_board_history, cli_board_evidence;
cli_board_fn cli_board_add, cli_board_edit, cli_board_move, cli_board_star, cli_board_unstar;
cli_board_fn cli_board_archive, cli_board_restore, cli_board_link, cli_board_unlink;
cli_board_fn cli_board_undo, cli_board_redo, cli_board_pin, cli_board_unpin;

/* The operand at i (0: the first behind WHAT) as the number of a card. */
enum status cli_board_id(const struct cli_board *board, size_t i, int64_t *out, struct error *err);
const char *cli_board_word(const struct cli_board *board, size_t i);

/* What starts queries; NULL: nothing does. */
static inline struct helper *cli_board_helper(const struct cli_board *board)
{
    const struct cli_host *host = cli_host(board->cli);
    return host ? host->helper : NULL;
}

/* The option of a field: "--caveat"; NULL: not given. */
const char *cli_board_field(const struct cli_board *board, enum card_field field);

#endif

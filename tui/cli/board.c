/* `datajam board`: the table of what can be done, and how each is reached. */
#include "tui/cli/board.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/nearest.h"
#include "tui/cli/chart_args.h"
#include "tui/cli/frame_args.h"
#include "tui/cli/person.h"
#include "tui/cli/pivot_args.h"
#include "tui/cli/rows_out.h"
#include "tui/cli/verbs.h"

enum { BEFORE = 2, WORDS_MOST = 3 }; /* operands in front of its own: SOURCE, WHAT */

static const struct {
    const char *name;
    size_t least, most; /* operands behind it */
    bool writes;
    cli_board_fn *run;
    const char *operands;
} actions[] = {
    {"list", 0, 0, false, cli_board_list, ""},
    {"show", 1, 1, false, cli_board_show, "ID"},
    {"history", 1, 1, false, cli_board_history, "ID"},
    {"evidence", 0, 1, false, cli_board_evidence, "[ID]"},
    {"add", 2, 2, true, cli_board_add, "KIND TEXT"},
    {"edit", 1, 1, true, cli_board_edit, "ID"},
    {"move", 2, 2, true, cli_board_move, "ID COLUMN"},
    {"star", 1, 1, true, cli_board_star, "ID"},
    {"unstar", 1, 1, true, cli_board_unstar, "ID"},
    {"archive", 1, 1, true, cli_board_archive, "ID"},
    {"restore", 1, 1, true, cli_board_restore, "ID"},
    {"link", 2, 2, true, cli_board_link, "ID ID"},
    {"unlink", 2, 2, true, cli_board_unlink, "ID ID"},
    {"pin", 1, 2, true, cli_board_pin, "ID|new [DATASET]"},
    {"unpin", 1, 1, true, cli_board_unpin, "EVIDENCE"},
    {"undo", 0, 0, true, cli_board_undo, ""},
    {"redo", 0, 0, true, cli_board_redo, ""},
};

enum { ACTIONS = sizeof actions / sizeof *actions };

const char *cli_board_word(const struct cli_board *board, size_t i)
{
    return cli_operand(board->cli, BEFORE + i);
}

enum status cli_board_id(const struct cli_board *board, size_t i, int64_t *out, struct error *err)
{
    const char *word = cli_board_word(board, i);
    char *end = NULL;
    *out = word ? strtoll(word, &end, 10) : 0;
    if (word && end != word && *end == '\0' && *out > 0)
        return STATUS_OK;
    return error_set(err, STATUS_INVALID, TEXT_CLI_BOARD_NO_ID,
                     TEXT_VALUES(text_string("word", word ? word : "")));
}

const char *cli_board_field(const struct cli_board *board, enum card_field field)
{
    return cli_value(board->cli, card_field_name(field));
}

/* ---- which one ---- */

static int find_action(const char *word)
{
    for (int i = 0; i < ACTIONS; i++)
        if (strcmp(actions[i].name, word) == 0)
            return i;
    return -1;
}

static int unknown_action(struct cli *cli, const char *word)
{
    const char *names[ACTIONS];
    for (int i = 0; i < ACTIONS; i++)
        names[i] = actions[i].name;
    int near = nearest_name(word, names, ACTIONS);
    return cli_wrong(cli, near < 0 ? TEXT_CLI_BOARD_UNKNOWN : TEXT_CLI_BOARD_UNKNOWN_NEAR,
                     TEXT_VALUES(text_string("word", word),
                                 text_string("nearest", near < 0 ? "" : names[near])));
}

/* A closed list of values: "--verdict busted". */
static bool check_choices(struct cli *cli)
{
    for (int i = 0; i < CARD_TEXTS; i++) {
        const char *const *choices = card_field_choices((enum card_field)i);
        const char *value = cli_value(cli, card_field_name((enum card_field)i));
        size_t count = 0;
        bool good = !choices || !value || !*value;
        for (; !good && choices[count]; count++)
            good = strcmp(choices[count], value) == 0;
        if (good)
            continue;
        int near = nearest_name(value, choices, count);
        cli_wrong(cli, TEXT_CLI_BOARD_CHOICE,
                  TEXT_VALUES(text_string("value", value),
                              text_string("option", card_field_name((enum card_field)i)),
                              text_string("nearest", choices[near < 0 ? 0 : near])));
        return false;
    }
    return true;
}

static bool check_names(struct cli *cli, bool pins)
{
    struct chart_settings settings;
    enum board_column column;
    enum card_kind kind;
    const char *in = cli_value(cli, "column"), *of = cli_value(cli, "kind");
    if (in && !board_column_from_name(span_string(in), &column)) {
        cli_wrong(cli, TEXT_CLI_BOARD_COLUMN, TEXT_VALUES(text_string("word", in)));
        return false;
    }
    if (pins) /* the kind of a chart */
        return chart_args_check(cli, &settings);
    if (of && !card_kind_from_name(span_string(of), &kind)) {
        cli_wrong(cli, TEXT_CLI_BOARD_KIND, TEXT_VALUES(text_string("word", of)));
        return false;
    }
    return true;
}

static int check(struct cli *cli, int action)
{
    size_t given = cli_operand_count(cli), own = given > BEFORE ? given - BEFORE : 0;
    struct release_request request;
    if (own < actions[action].least)
        return cli_wrong(cli, TEXT_CLI_BOARD_TOO_FEW,
                         TEXT_VALUES(text_string("what", actions[action].name),
                                     text_string("operands", actions[action].operands)));
    if (own > actions[action].most)
        return cli_wrong(
            cli, TEXT_CLI_TOO_MANY,
            TEXT_VALUES(text_string("word", cli_operand(cli, BEFORE + actions[action].most))));
    bool good = cli_release_request(cli, &request) && check_choices(cli) &&
                check_names(cli, actions[action].run == cli_board_pin) &&
                (!cli_has(cli, "rows") || pivot_args_check(cli, true));
    return good ? EXIT_DONE : EXIT_USAGE;
}

/* ---- the verb ---- */

static int run_board(struct cli *cli)
{
    struct cli_board board = {.cli = cli, .by = cli_who(cli)};
    struct error err = {0};
    const char *word = cli_operand(cli, 1);
    board.by = board.by ? board.by : cli_person();
    int action = find_action(word ? word : "list");
    if (action < 0)
        return unknown_action(cli, word);
    int wrong = check(cli, action);
    if (wrong != EXIT_DONE)
        return wrong;
    enum source_use use = actions[action].writes ? SOURCE_WRITE : SOURCE_READ;
    board.arena = arena_new();
    enum status status = board.arena ? source_open_sheet(&board.source, cli_operand(cli, 0),
                                                         cli_value(cli, "sheet"), use, &err)
                                     : error_set(&err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK && actions[action].writes)
        cli_warn_of_place(cli, board.source.path);
    if (status == STATUS_OK)
        status = actions[action].run(&board, &err);
    source_close(&board.source);
    arena_free(board.arena);
    return cli_rows_done(cli, status, &err);
}

static const struct cli_option options[] = {
    {"as", 0, "NAME", false, TEXT_CLI_BOARD_AS},
    {"kind", 0, "KIND", false, TEXT_CLI_BOARD_OPTION_KIND},
    {"column", 0, "COLUMN", false, TEXT_CLI_BOARD_OPTION_COLUMN},
    {"archived", 0, NULL, false, TEXT_CLI_BOARD_ARCHIVED},
    {"text", 0, "TEXT", false, TEXT_CLI_BOARD_TEXT},
    {"caveat", 0, "TEXT", false, TEXT_CLI_BOARD_CAVEAT},
    {"follows", 0, "TEXT", false, TEXT_CLI_BOARD_FOLLOWS},
    {"seen", 0, "yes|not yet|no", false, TEXT_CLI_BOARD_SEEN},
    {"verdict", 0, "WORD", false, TEXT_CLI_BOARD_VERDICT},
    {"barrier", 0, "WORD", false, TEXT_CLI_BOARD_BARRIER},
    {"remover", 0, "NAME", false, TEXT_CLI_BOARD_REMOVER},
    {"whom", 0, "NAME", false, TEXT_CLI_BOARD_WHOM},
    {"due", 0, "WHEN", false, TEXT_CLI_BOARD_DUE},
    {"measure", 0, "TEXT", false, TEXT_CLI_BOARD_MEASURE},
    {"dataset", 0, "NAME", false, TEXT_CLI_BOARD_DATASET},
    {"assignee", 0, "NAME", false, TEXT_CLI_BOARD_ASSIGNEE},
    {"tags", 0, "A,B", false, TEXT_CLI_BOARD_TAGS},
    {"theme", 0, "TEXT", false, TEXT_CLI_BOARD_THEME},
    {"rows", 0, "A[,B]", false, TEXT_CLI_PIVOT_ROWS},
    {"cols", 0, "C", false, TEXT_CLI_PIVOT_COLS},
    {"value", 0, "AGG", false, TEXT_CLI_PIVOT_VALUE},
    CLI_OPTION_WHERE,
    CLI_OPTION_CASE,
    {"bin", 0, "COLUMN=CUT", true, TEXT_CLI_PIVOT_BIN},
    {"show", 0, "WHAT", false, TEXT_CLI_PIVOT_SHOW},
    {"sort", 0, "BY[:desc]", false, TEXT_CLI_PIVOT_SORT},
    {"top", 0, "N", false, TEXT_CLI_PIVOT_TOP},
    {"stack", 0, "HOW", false, TEXT_CLI_CHART_STACK},
    {"by", 0, "COLUMN", false, TEXT_CLI_CHART_BY},
    {.name = NULL},
};

const struct verb verb_board = {
    .name = "board",
    .operands = "SOURCE [WHAT ...]",
    .summary = TEXT_CLI_BOARD_SUMMARY,
    .examples = TEXT_CLI_BOARD_EXAMPLES,
    .more = TEXT_CLI_BOARD_MORE,
    .least = 1,
    .most = BEFORE + WORDS_MOST,
    .rows = true,
    .options = options,
    .run = run_board,
};

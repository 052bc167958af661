/* `datajam board pin`: a pivot, a chart of it, or rows, as evidence. */
#include <stdio.h>
#include <string.h>

#include "core/analysis/view.h"
#include "core/service/evidence.h"
#include "tui/cli/board.h"
#include "tui/cli/chart_args.h"
#include "tui/cli/frame_args.h"
#include "tui/cli/pivot_args.h"

/* Its figures are those of the pivot unless it is said what the chart is like. */
static bool is_chart(const struct cli_board *board)
{
    return cli_has(board->cli, "rows") &&
           (cli_has(board->cli, "kind") || cli_has(board->cli, "by") ||
            cli_has(board->cli, "stack"));
}

static const char *kind_of(const struct cli_board *board)
{
    if (is_chart(board))
        return EVIDENCE_CHART;
    return cli_has(board->cli, "rows") ? EVIDENCE_PIVOT : EVIDENCE_DATA;
}

/* The view that the options describe, as JSON. */
static enum status write_view(struct cli_board *board, const struct cli_frame *frame,
                              const char **json, struct error *err)
{
    struct pivot_args args;
    struct view view = {.dataset = frame->dataset->id};
    enum status status = filter_list_to_json(board->arena, &frame->filters, &view.filters, err);
    if (status == STATUS_OK && cli_has(board->cli, "rows")) {
        status = pivot_args_read(board->cli, frame->dataset, board->arena, &args, err);
        if (status == STATUS_OK)
            status = pivot_args_sort(&args, frame->use, &frame->filters, board->arena, err);
        if (status == STATUS_OK)
            status = pivot_spec_to_json(board->arena, &args.spec, &view.pivot, err);
    }
    if (status == STATUS_OK && is_chart(board)) {
        struct chart_settings settings = {.chosen = false};
        if (!chart_args_check(board->cli, &settings)) /* it was checked before */
            return error_set(err, STATUS_INVALID, TEXT_CLI_CHART_BAD_KIND, NULL);
        status = chart_args_by(board->cli, frame->dataset, &settings, err);
        if (status == STATUS_OK)
            status = chart_settings_to_json(board->arena, &settings, &view.chart, err);
    }
    return status == STATUS_OK ? view_write(board->arena, &view, json, err) : status;
}

static enum status take(struct cli_board *board, struct evidence *out, struct error *err)
{
    const char *view = NULL, *kind = kind_of(board);
    struct dataset_info dataset;
    struct cli_frame frame = {0};
    enum status status =
        dataset_find(board->source.db, board->arena, cli_board_word(board, 1), &dataset, err);
    if (status == STATUS_OK)
        status = cli_frame_open(&frame, board->cli, &board->source, &dataset, board->arena, err);
    if (status == STATUS_OK)
        status = write_view(board, &frame, &view, err);
    if (status == STATUS_OK) {
        const struct evidence_ground ground = {board->source.db, frame.frames, NULL,
                                               cli_board_helper(board)};
        status = evidence_take(&ground, kind, view, board->arena, out, err);
    }
    cli_frame_close(&frame);
    return status;
}

static enum status put(struct cli_board *board, const struct evidence *evidence, int64_t *id,
                       struct error *err)
{
    const struct board_new new = {.kind = CARD_FINDING,
                                  .column = BOARD_USUAL,
                                  .texts = {[CARD_TEXT] = evidence->sentence},
                                  .evidence = evidence};
    if (strcmp(cli_board_word(board, 0), "new") == 0)
        return board_add(board->source.db, board->arena, &new, board->by, id, err);
    enum status status = cli_board_id(board, 0, id, err);
    return status == STATUS_OK
               ? board_pin(board->source.db, board->arena, *id, evidence, board->by, NULL, err)
               : status;
}

/* Prints the number of the card. */
enum status cli_board_pin(struct cli_board *board, struct error *err)
{
    struct evidence evidence;
    char words[32];
    int64_t id = 0;
    enum status status = take(board, &evidence, err);
    if (status == STATUS_OK)
        status = put(board, &evidence, &id, err);
    if (status != STATUS_OK)
        return status;
    snprintf(words, sizeof words, "%lld\n", (long long)id);
    cli_print_text(board->cli, words);
    cli_note(board->cli, TEXT_CLI_BOARD_PINNED,
             TEXT_VALUES(text_string("sentence", evidence.sentence)));
    return STATUS_OK;
}

/* The number of a piece, as `board evidence` lists it. */
enum status cli_board_unpin(struct cli_board *board, struct error *err)
{
    struct board all;
    int64_t id = 0;
    enum status status = cli_board_id(board, 0, &id, err);
    if (status == STATUS_OK)
        status = board_read(board->source.db, board->arena, &all, err);
    for (size_t i = 0; status == STATUS_OK && i < all.evidence_count; i++)
        if (all.evidence[i].id == id)
            return board_unpin(board->source.db, board->arena, all.evidence[i].uuid, board->by,
                               err);
    return status == STATUS_OK ? error_set(err, STATUS_NOT_FOUND, TEXT_CLI_BOARD_NO_EVIDENCE,
                                           TEXT_VALUES(text_number("id", id)))
                               : status;
}

/* `datajam compare`: two sets of rows side by side, what differs most first. */
#include "core/service/compare.h"

#include <stdlib.h>

#include "core/service/columns.h"
#include "tui/cli/compare_out.h"
#include "tui/cli/frame_args.h"
#include "tui/cli/rows_out.h"
#include "tui/cli/verbs.h"

struct comparing {
    struct cli_frame frame;
    struct frame_use *other; /* of B's dataset; NULL: A's */
    struct compare_request request;
    struct compare_result result;
    struct arena *arena;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- what is asked for ---- */

static bool check_words(struct cli *cli)
{
    if (!cli_has(cli, "a") && !cli_has(cli, "b-dataset"))
        cli_wrong(cli, TEXT_CLI_COMPARE_NO_A, NULL);
    else if (cli_has(cli, "people") && cli_has(cli, "rows"))
        cli_wrong(cli, TEXT_CLI_COMPARE_TWO_UNITS, NULL);
    else if (cli_has(cli, "where") && cli_has(cli, "b-dataset"))
        cli_wrong(cli, TEXT_CLI_COMPARE_NO_GROUND, NULL);
    else
        return true;
    return false;
}

static enum status read_filters(struct cli *cli, const char *option,
                                const struct dataset_info *dataset, struct arena *arena,
                                struct filter_list *out, struct error *err)
{
    size_t count = cli_value_count(cli, option);
    const char **texts = arena_array(arena, count, sizeof *texts);
    if (!texts)
        return no_memory(err);
    for (size_t i = 0; i < count; i++)
        texts[i] = cli_value_at(cli, option, i);
    return selection_read(dataset, arena, texts, count, cli_has(cli, "case"), out, err);
}

static enum status find_position(struct cli *cli, const char *option,
                                 const struct dataset_info *dataset, size_t *out, struct error *err)
{
    *out = COMPARE_ALL_COLUMNS;
    if (!cli_has(cli, option))
        return STATUS_OK;
    return column_find(dataset, span_string(cli_value(cli, option)), out, err);
}

static enum status open_other(struct cli *cli, struct comparing *comparing,
                              const struct source *source, struct error *err)
{
    struct dataset_info dataset;
    if (!cli_has(cli, "b-dataset"))
        return STATUS_OK;
    enum status status =
        dataset_find(source->db, comparing->arena, cli_value(cli, "b-dataset"), &dataset, err);
    if (status != STATUS_OK)
        return status;
    return frame_use_begin(&comparing->other, comparing->frame.frames, source->db, dataset.id, NULL,
                           err);
}

static enum status read_request(struct cli *cli, struct comparing *comparing, struct error *err)
{
    struct compare_request *request = &comparing->request;
    const struct dataset_info *dataset = comparing->frame.dataset;
    const struct dataset_info *of_b =
        comparing->other ? frame_use_dataset(comparing->other) : dataset;
    request->ground = comparing->frame.filters;
    request->rest = !comparing->other && !cli_has(cli, "b");
    request->unit = cli_has(cli, "people") || cli_has(cli, "person") ? COMPARE_PEOPLE
                    : cli_has(cli, "rows")                           ? COMPARE_ROWS
                                                                     : COMPARE_BY_ITSELF;
    enum status status = read_filters(cli, "a", dataset, comparing->arena, &request->a, err);
    if (status == STATUS_OK)
        status = read_filters(cli, "b", of_b, comparing->arena, &request->b, err);
    if (status == STATUS_OK)
        status = find_position(cli, "person", dataset, &request->person, err);
    if (status == STATUS_OK)
        status = find_position(cli, "column", dataset, &request->column, err);
    return status;
}

/* ---- what comes of it ---- */

/* The sets, and what is to be kept in mind; beside the rows, not among them. */
static void say_sets(struct cli *cli, const struct compare_result *result)
{
    const struct {
        const char *name, *words;
        int64_t units;
    } sets[] = {{"A", result->a, result->units.a}, {"B", result->b, result->units.b}};
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        cli_note(cli, result->people ? TEXT_COMPARE_SET_PEOPLE : TEXT_COMPARE_SET_ROWS,
                 TEXT_VALUES(text_string("set", sets[i].name), text_string("words", sets[i].words),
                             text_number("units", sets[i].units)));
    for (size_t i = 0; i < result->note_count; i++)
        cli_note(cli, TEXT_CLI_COMPARE_NOTE, TEXT_VALUES(text_string("note", result->notes[i])));
}

static enum status write_result(struct cli *cli, struct comparing *comparing,
                                const struct release_request *release, struct error *err)
{
    const struct compare_result *result = &comparing->result;
    say_sets(cli, result);
    if (comparing->request.column == COMPARE_ALL_COLUMNS)
        return compare_write(result, release, err);
    const struct compare_column *column = &result->columns[0];
    if (!column->counted)
        return error_set(err, STATUS_INVALID, TEXT_COMPARE_NOT_COUNTED,
                         TEXT_VALUES(text_string("column", column->name),
                                     text_string("why", compare_state_words(column->state))));
    return compare_write_values(result, release, err);
}

static enum status compare(struct cli *cli, struct comparing *comparing,
                           const struct source *source, const struct release_request *release,
                           struct error *err)
{
    enum status status = open_other(cli, comparing, source, err);
    if (status == STATUS_OK)
        status = read_request(cli, comparing, err);
    if (status == STATUS_OK)
        status = compare_make(comparing->frame.use, comparing->other, &comparing->request,
                              comparing->arena, &comparing->result, err);
    return status == STATUS_OK ? write_result(cli, comparing, release, err) : status;
}

static int run_compare(struct cli *cli)
{
    struct comparing comparing = {.arena = NULL};
    struct release_request release;
    struct dataset_info dataset;
    struct source source = {0};
    struct error err = {0};
    if (!cli_release_request(cli, &release) || !check_words(cli))
        return EXIT_USAGE;
    comparing.arena = arena_new();
    enum status status = cli_open_dataset(cli, cli_operand(cli, 0), cli_operand(cli, 1), &source,
                                          comparing.arena, &dataset, &err);
    if (status == STATUS_OK)
        status = cli_frame_open(&comparing.frame, cli, &source, &dataset, comparing.arena, &err);
    if (status == STATUS_OK) {
        release.db = source.db;
        release.subject = comparing.frame.dataset->name;
        status = compare(cli, &comparing, &source, &release, &err);
    }
    frame_use_end(comparing.other);
    cli_frame_close(&comparing.frame);
    source_close(&source);
    arena_free(comparing.arena);
    return cli_rows_done(cli, status, &err);
}

static const struct cli_option options[] = {
    {"a", 0, "FILTER", true, TEXT_CLI_COMPARE_A},
    {"b", 0, "FILTER", true, TEXT_CLI_COMPARE_B},
    {"b-dataset", 0, "NAME", false, TEXT_CLI_COMPARE_B_DATASET},
    CLI_OPTION_WHERE,
    CLI_OPTION_CASE,
    {"people", 0, NULL, false, TEXT_CLI_COMPARE_PEOPLE},
    {"rows", 0, NULL, false, TEXT_CLI_COMPARE_ROWS},
    {"person", 0, "COLUMN", false, TEXT_CLI_COMPARE_PERSON},
    {"column", 0, "C", false, TEXT_CLI_COMPARE_COLUMN},
    {.name = NULL},
};

const struct verb verb_compare = {
    .name = "compare",
    .operands = "SOURCE [DATASET]",
    .summary = TEXT_CLI_COMPARE_SUMMARY,
    .examples = TEXT_CLI_COMPARE_EXAMPLES,
    .more = TEXT_CLI_COMPARE_MORE,
    .least = 1,
    .most = 2,
    .rows = true,
    .options = options,
    .run = run_compare,
};

/* `datajam profile`: the columns of a dataset at a glance. */
#include "core/service/profile.h"
#include "core/base/arena.h"
#include "tui/cli/frame_args.h"
#include "tui/cli/rows_out.h"
#include "tui/cli/verbs.h"

/* The least and the greatest are of many types: as texts, a number in it is not rounded. */
static const struct output_column columns[] = {
    {"column", COLUMN_TEXT},   {"type", COLUMN_TEXT},        {"rows", COLUMN_INTEGER},
    {"empty", COLUMN_INTEGER}, {"distinct", COLUMN_INTEGER}, {"min", COLUMN_TEXT},
    {"max", COLUMN_TEXT},      {"mean", COLUMN_DECIMAL},     {"median", COLUMN_DECIMAL},
    {"top", COLUMN_TEXT},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static struct value text(const char *string)
{
    return (struct value){.kind = VALUE_TEXT, .text = span_string(string)};
}

static struct value number(int64_t integer)
{
    return (struct value){.kind = VALUE_INTEGER, .integer = integer};
}

static enum status write_one(struct cli_frame *frame, struct db *db, size_t column,
                             struct release *release, struct error *err)
{
    const struct column_info *info = &frame->dataset->columns[column];
    struct column_profile profile;
    struct arena *arena = arena_new();
    if (!arena)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status =
        profile_column(frame->use, db, &frame->filters, column, 1, arena, &profile, err);
    if (status == STATUS_OK) {
        const struct profile *figures = &profile.figures;
        const struct value row[COLUMNS] = {
            text(info->name),
            text(column_type_name(info->type)),
            number(figures->rows),
            number(figures->empty),
            number(figures->distinct),
            figures->least,
            figures->greatest,
            figures->mean,
            figures->median,
            figures->top_count ? figures->top[0].value : (struct value){.kind = VALUE_EMPTY}};
        status = release_row(release, row, err);
    }
    frame_use_release(frame->use, column); /* all of them at once may be too much */
    arena_free(arena);
    return status;
}

static enum status write_all(struct cli_frame *frame, const struct release_request *request,
                             struct error *err)
{
    struct release *release = NULL;
    enum status status = release_begin(&release, request, columns, COLUMNS, err);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < frame->dataset->column_count && status == STATUS_OK; i++)
        status = write_one(frame, request->db, i, release, err);
    if (status == STATUS_OK)
        return release_end(release, err);
    release_drop(release);
    return status;
}

static int run_profile(struct cli *cli)
{
    struct release_request request;
    struct source source = {0};
    struct dataset_info dataset;
    struct cli_frame frame = {0};
    struct error err = {0};
    if (!cli_release_request(cli, &request))
        return EXIT_USAGE;
    struct arena *arena = arena_new();
    enum status status = cli_open_dataset(cli, cli_operand(cli, 0), cli_operand(cli, 1), &source,
                                          arena, &dataset, &err);
    if (status == STATUS_OK)
        status = cli_frame_open(&frame, cli, &source, &dataset, arena, &err);
    if (status == STATUS_OK) {
        request.db = source.db;
        request.subject = frame.dataset->name;
        status = write_all(&frame, &request, &err);
    }
    cli_frame_close(&frame);
    source_close(&source);
    arena_free(arena);
    return cli_rows_done(cli, status, &err);
}

static const struct cli_option options[] = {
    CLI_OPTION_WHERE,
    CLI_OPTION_CASE,
    {.name = NULL},
};

const struct verb verb_profile = {
    .name = "profile",
    .operands = "SOURCE [DATASET]",
    .summary = TEXT_CLI_PROFILE_SUMMARY,
    .examples = TEXT_CLI_PROFILE_EXAMPLES,
    .more = TEXT_CLI_PROFILE_MORE,
    .least = 1,
    .most = 2,
    .rows = true,
    .options = options,
    .run = run_profile,
};

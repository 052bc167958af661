/* `datajam profile`: the columns of a dataset at a glance. */
#include "core/service/profile.h"
#include "core/base/arena.h"
#include "core/service/defaults.h"
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

enum { COLUMNS = sizeof columns / sizeof *columns, TOP = 2 };

static struct value text(const char *string)
{
    return (struct value){.kind = VALUE_TEXT, .text = span_string(string)};
}

static struct value number(int64_t integer)
{
    return (struct value){.kind = VALUE_INTEGER, .integer = integer};
}

/* Notes that are told behind the table. */
struct note {
    struct note *next;
    const char *column, *sentence;
};

struct profiling {
    struct cli *cli;
    struct cli_frame frame;
    struct default_sources *sources;
    struct arena *arena; /* of the notes */
    struct note *notes, **last;
    const char *column; /* that is looked at */
};

static void note(void *context, const char *sentence)
{
    struct profiling *profiling = context;
    struct note *note = arena_alloc(profiling->arena, sizeof *note);
    if (!note)
        return;
    *note = (struct note){.column = profiling->column,
                          .sentence = arena_string(profiling->arena, sentence)};
    *profiling->last = note;
    profiling->last = &note->next;
}

static void tell_notes(const struct profiling *profiling)
{
    for (const struct note *note = profiling->notes; note; note = note->next)
        if (note->sentence)
            cli_note(profiling->cli, TEXT_CLI_PROFILE_NOTE,
                     TEXT_VALUES(text_string("column", note->column),
                                 text_string("sentence", note->sentence)));
}

/* What looks like a system's own values, of all rows. */
static enum status find_defaults(struct profiling *p, size_t column, const struct profile *profile,
                                 struct arena *arena, struct error *err)
{
    struct column_defaults defaults;
    p->column = p->frame.dataset->columns[column].name;
    enum status status =
        column_defaults_read(p->frame.use, p->sources, column,
                             p->frame.filters.count > 0 ? NULL : profile, arena, &defaults, err);
    if (status == STATUS_OK)
        column_defaults_words(&defaults, note, p);
    return status;
}

static enum status write_one(struct profiling *p, struct db *db, size_t column,
                             struct release *release, struct error *err)
{
    const struct column_info *info = &p->frame.dataset->columns[column];
    struct column_profile profile;
    struct arena *arena = arena_new();
    if (!arena)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status =
        profile_column(p->frame.use, db, &p->frame.filters, column, TOP, arena, &profile, err);
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
    if (status == STATUS_OK)
        status = find_defaults(p, column, &profile.figures, arena, err);
    if (!default_sources_hold(p->sources, column)) /* all of them at once may be too much */
        frame_use_release(p->frame.use, column);
    arena_free(arena);
    return status;
}

static enum status write_all(struct profiling *p, const struct release_request *request,
                             struct error *err)
{
    struct release *release = NULL;
    enum status status = release_begin(&release, request, columns, COLUMNS, err);
    if (status != STATUS_OK)
        return status;
    status = default_sources_make(p->frame.use, &p->sources, err);
    for (size_t i = 0; i < p->frame.dataset->column_count && status == STATUS_OK; i++)
        status = write_one(p, request->db, i, release, err);
    default_sources_free(p->sources);
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
    struct profiling profiling = {.cli = cli};
    struct error err = {0};
    if (!cli_release_request(cli, &request))
        return EXIT_USAGE;
    profiling.arena = arena_new();
    profiling.last = &profiling.notes;
    enum status status =
        cli_open_dataset_for(cli, cli_operand(cli, 0), cli_operand(cli, 1), SOURCE_BROWSE, &source,
                             profiling.arena, &dataset, &err);
    if (status == STATUS_OK)
        status = cli_frame_open(&profiling.frame, cli, &source, &dataset, profiling.arena, &err);
    if (status == STATUS_OK) {
        request.db = source.db;
        request.subject = profiling.frame.dataset->name;
        status = write_all(&profiling, &request, &err);
    }
    if (status == STATUS_OK)
        tell_notes(&profiling);
    cli_frame_close(&profiling.frame);
    source_close(&source);
    arena_free(profiling.arena);
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

/* `datajam datasets`: what is in a source. */
#include "core/base/arena.h"
#include "core/store/dataset.h"
#include "tui/cli/rows_out.h"
#include "tui/cli/verbs.h"

static const struct output_column columns[] = {
    {"dataset", COLUMN_TEXT},
    {"rows", COLUMN_INTEGER},
    {"columns", COLUMN_INTEGER},
    {"source", COLUMN_TEXT},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static struct value text(const char *string)
{
    struct span span = span_string(string);
    return (struct value){.kind = span.len ? VALUE_TEXT : VALUE_EMPTY, .text = span};
}

static struct value number(int64_t integer)
{
    return (struct value){.kind = VALUE_INTEGER, .integer = integer};
}

/* Another tool may have changed a table: then its rows are counted again. A table that is
 * gone is listed with what is known of it. */
static enum status write_one(struct db *db, struct release *release, struct dataset_info *dataset,
                             struct error *err)
{
    enum status status = dataset_recount(db, dataset, NULL, err);
    if (status != STATUS_OK && status != STATUS_STALE)
        return status;
    const struct value row[COLUMNS] = {text(dataset->name), number(dataset->rows),
                                       number((int64_t)dataset->column_count),
                                       text(dataset->source)};
    return release_row(release, row, err);
}

static enum status write_all(struct source *source, const struct release_request *request,
                             struct arena *arena, struct error *err)
{
    struct dataset_info *all;
    struct release *release;
    size_t count;
    enum status status = dataset_list(source->db, arena, &all, &count, err);
    if (status == STATUS_OK)
        status = release_begin(&release, request, columns, COLUMNS, err);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = write_one(source->db, release, &all[i], err);
    if (status == STATUS_OK)
        return release_end(release, err);
    release_drop(release);
    return status;
}

static int run_datasets(struct cli *cli)
{
    struct release_request request;
    struct source source = {0};
    struct error err = {0};
    if (!cli_release_request(cli, &request))
        return EXIT_USAGE;
    struct arena *arena = arena_new();
    enum status status = arena ? source_open_sheet(&source, cli_operand(cli, 0),
                                                   cli_value(cli, "sheet"), SOURCE_BROWSE, &err)
                               : error_set(&err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK) {
        cli_note_source(cli, &source);
        request.db = source.db;
        request.about = true;
        status = write_all(&source, &request, arena, &err);
    }
    source_close(&source);
    arena_free(arena);
    return cli_rows_done(cli, status, &err);
}

const struct verb verb_datasets = {
    .name = "datasets",
    .operands = "SOURCE",
    .summary = TEXT_CLI_DATASETS_SUMMARY,
    .examples = TEXT_CLI_DATASETS_EXAMPLES,
    .more = TEXT_NONE,
    .least = 1,
    .most = 1,
    .rows = true,
    .run = run_datasets,
};

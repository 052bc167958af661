/* `datajam rows`: the rows of a dataset, as they are, or filtered and sorted. */
#include <stdlib.h>

#include "core/base/arena.h"
#include "core/service/columns.h"
#include "core/service/rows.h"
#include "core/store/dataset.h"
#include "tui/cli/frame_args.h"
#include "tui/cli/rows_out.h"
#include "tui/cli/verbs.h"

/* What the command line asks for, once it is understood. */
struct wish {
    struct dataset_info dataset;
    size_t *columns;
    size_t column_count;
    struct sort_key *keys;
    size_t key_count;
    int64_t first;
    int64_t limit;
    struct cli_frame frame;  /* where rows are filtered or sorted */
    struct row_order *order; /* NULL: as they stand */
};

struct writing {
    struct release *release;
    int64_t left;
    enum status status;
    struct error *err;
};

static bool write_row(void *context, int64_t row_id, const struct value *cells)
{
    struct writing *writing = context;
    if (writing->left <= 0)
        return false;
    if (row_id == ROW_GONE)
        return true;
    writing->status = release_row(writing->release, cells, writing->err);
    return writing->status == STATUS_OK && --writing->left > 0;
}

static enum status all_columns(const struct dataset_info *dataset, struct arena *arena,
                               size_t **out, size_t *count)
{
    *count = dataset->column_count;
    *out = arena_array(arena, *count, sizeof **out);
    for (size_t i = 0; *out && i < *count; i++)
        (*out)[i] = i;
    return *out ? STATUS_OK : STATUS_MEMORY;
}

static enum status understand(const struct cli *cli, struct arena *arena, struct wish *wish,
                              struct error *err)
{
    const struct dataset_info *dataset = &wish->dataset;
    const char *list = cli_value(cli, "columns");
    enum status status =
        list ? column_find_list(dataset, arena, list, &wish->columns, &wish->column_count, err)
             : all_columns(dataset, arena, &wish->columns, &wish->column_count);
    wish->key_count = cli_value_count(cli, "sort");
    wish->keys = arena_array(arena, wish->key_count, sizeof *wish->keys);
    if (status == STATUS_MEMORY || !wish->keys)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (size_t i = 0; status == STATUS_OK && i < wish->key_count; i++)
        status = column_find_sort_key(dataset, cli_value_at(cli, "sort", i), &wish->keys[i], err);
    return status;
}

/* All rows as they stand need no columns: they are streamed from the table. */
static enum status walk(struct db *db, const struct wish *wish, struct writing *writing,
                        struct error *err)
{
    const struct row_source source = {.dataset = wish->frame.dataset ? wish->frame.dataset
                                                                     : &wish->dataset,
                                      .order = wish->order,
                                      .frames = wish->frame.frames};
    enum status status = STATUS_OK;
    if (wish->limit > 0)
        status = row_source_walk(db, &source, wish->first, wish->columns, wish->column_count,
                                 write_row, writing, NULL, err);
    return status == STATUS_OK ? writing->status : status;
}

static enum status write_rows(struct db *db, const struct wish *wish,
                              const struct release_request *request, struct arena *arena,
                              struct error *err)
{
    struct writing writing = {.left = wish->limit, .err = err};
    struct output_column *columns = arena_array(arena, wish->column_count, sizeof *columns);
    if (!columns)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (size_t i = 0; i < wish->column_count; i++) {
        const struct column_info *column = &wish->dataset.columns[wish->columns[i]];
        columns[i] = (struct output_column){column->name, column->type};
    }
    enum status status = release_begin(&writing.release, request, columns, wish->column_count, err);
    if (status != STATUS_OK)
        return status;
    status = walk(db, wish, &writing, err);
    if (status == STATUS_OK)
        return release_end(writing.release, err);
    release_drop(writing.release);
    return status;
}

/* Filters and sorts, where any are given. */
static enum status put_in_order(struct cli *cli, const struct source *source, struct arena *arena,
                                struct wish *wish, struct error *err)
{
    if (cli_value_count(cli, "where") == 0 && wish->key_count == 0)
        return STATUS_OK;
    enum status status = cli_frame_open(&wish->frame, cli, source, &wish->dataset, arena, err);
    if (status == STATUS_OK)
        status = selection_order(wish->frame.use, &wish->frame.filters, wish->keys, wish->key_count,
                                 &wish->order, err);
    return status;
}

static int run_rows(struct cli *cli)
{
    struct wish wish = {.first = 0, .limit = INT64_MAX};
    struct release_request request;
    struct source source = {0};
    struct error err = {0};
    if (!cli_release_request(cli, &request) || !cli_number(cli, "limit", &wish.limit) ||
        !cli_number(cli, "offset", &wish.first))
        return EXIT_USAGE;
    struct arena *arena = arena_new();
    enum status status = cli_open_dataset_for(cli, cli_operand(cli, 0), cli_operand(cli, 1),
                                              SOURCE_BROWSE, &source, arena, &wish.dataset, &err);
    if (status == STATUS_OK)
        status = understand(cli, arena, &wish, &err);
    if (status == STATUS_OK)
        status = put_in_order(cli, &source, arena, &wish, &err);
    if (status == STATUS_OK) {
        request.db = source.db;
        request.subject = wish.dataset.name;
        status = write_rows(source.db, &wish, &request, arena, &err);
    }
    row_order_free(wish.order);
    cli_frame_close(&wish.frame);
    source_close(&source);
    arena_free(arena);
    return cli_rows_done(cli, status, &err);
}

static const struct cli_option options[] = {
    CLI_OPTION_WHERE,
    CLI_OPTION_CASE,
    {"columns", 0, "A,B", false, TEXT_CLI_ROWS_COLUMNS},
    {"sort", 0, "COLUMN[:desc]", true, TEXT_CLI_ROWS_SORT},
    {"limit", 0, "N", false, TEXT_CLI_ROWS_LIMIT},
    {"offset", 0, "N", false, TEXT_CLI_ROWS_OFFSET},
    {.name = NULL},
};

const struct verb verb_rows = {
    .name = "rows",
    .operands = "SOURCE [DATASET]",
    .summary = TEXT_CLI_ROWS_SUMMARY,
    .examples = TEXT_CLI_ROWS_EXAMPLES,
    .more = TEXT_CLI_ROWS_MORE,
    .least = 1,
    .most = 2,
    .rows = true,
    .options = options,
    .run = run_rows,
};

/* `datajam rows`: the rows of a dataset, as they are or sorted. */
#include <stdlib.h>

#include "core/base/arena.h"
#include "core/service/columns.h"
#include "core/store/dataset.h"
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
    (void)row_id;
    if (writing->left <= 0)
        return false;
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

static enum status walk(struct db *db, const struct wish *wish, struct writing *writing,
                        struct error *err)
{
    enum status status = STATUS_OK;
    if (wish->limit > 0 && wish->key_count > 0)
        status = dataset_scan_sorted(db, &wish->dataset, wish->keys, wish->key_count, wish->first,
                                     wish->limit, wish->columns, wish->column_count, write_row,
                                     writing, NULL, err);
    else if (wish->limit > 0)
        status = dataset_scan(db, &wish->dataset, wish->first, wish->columns, wish->column_count,
                              write_row, writing, NULL, NULL, err);
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
    enum status status = cli_open_dataset(cli, cli_operand(cli, 0), cli_operand(cli, 1), &source,
                                          arena, &wish.dataset, &err);
    if (status == STATUS_OK)
        status = understand(cli, arena, &wish, &err);
    if (status == STATUS_OK) {
        request.db = source.db;
        request.subject = wish.dataset.name;
        status = write_rows(source.db, &wish, &request, arena, &err);
    }
    source_close(&source);
    arena_free(arena);
    return cli_rows_done(cli, status, &err);
}

static const struct cli_option options[] = {
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

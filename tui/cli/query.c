/* `datajam query`: a statement of SQL on the datasets of a source. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/service/query.h"
#include "core/service/query_save.h"
#include "tui/cli/rows_out.h"
#include "tui/cli/verbs.h"

enum { ROWS_AT_A_TIME = 500, PARAMETERS_MAX = 64, LIMIT_SECONDS_MAX = 3600 };

/* The statement: the last operand, or standard input for "-". */
static enum status read_sql(struct cli *cli, struct buffer *sql, struct error *err)
{
    const char *operand = cli_operand(cli, 1);
    if (strcmp(operand, "-") != 0) {
        buffer_add_string(sql, operand);
        return sql->failed ? error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL) : STATUS_OK;
    }
    char block[4096];
    ssize_t n;
    while (sql->len <= QUERY_SQL_MAX && (n = read(STDIN_FILENO, block, sizeof block)) > 0)
        buffer_add(sql, block, (size_t)n);
    return sql->failed ? error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL) : STATUS_OK;
}

/* NAME=VALUE each; the sign in front of the name may be there. */
static bool read_parameters(struct cli *cli, struct arena *arena,
                            struct query_parameter *parameters, size_t *count)
{
    *count = cli_value_count(cli, "set");
    for (size_t i = 0; i < *count; i++) {
        const char *given = cli_value_at(cli, "set", i);
        char *name = i < PARAMETERS_MAX ? arena_string(arena, given) : NULL;
        char *equals = name ? strchr(name, '=') : NULL;
        if (!equals || equals == name) {
            cli_wrong(cli, TEXT_CLI_QUERY_NOT_A_VALUE, TEXT_VALUES(text_string("value", given)));
            return false;
        }
        *equals = '\0';
        name += strchr(":@$", name[0]) ? 1 : 0;
        parameters[i] = (struct query_parameter){.name = name, .text = equals + 1};
    }
    return true;
}

static enum status write_rows(struct query *query, struct release *release, size_t columns,
                              struct error *err)
{
    enum status status = STATUS_OK;
    int64_t rows = query_rows(query);
    for (int64_t first = 0; first < rows && status == STATUS_OK; first += ROWS_AT_A_TIME) {
        struct arena *arena = arena_new();
        const struct value *values = NULL;
        size_t read = 0;
        status = arena ? query_read(query, first, ROWS_AT_A_TIME, arena, &values, &read, err)
                       : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
        for (size_t r = 0; r < read && status == STATUS_OK; r++)
            status = release_row(release, values + r * columns, err);
        arena_free(arena);
    }
    return status;
}

static enum status write_result(struct query *query, const struct release_request *request,
                                struct arena *arena, struct error *err)
{
    const struct query_column *columns = NULL;
    size_t count = query_columns(query, arena, &columns);
    struct output_column *heads = arena_array(arena, count, sizeof *heads);
    struct release *release = NULL;
    if (!heads)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (size_t i = 0; i < count; i++)
        heads[i] = (struct output_column){columns[i].name, columns[i].type};
    enum status status = release_begin(&release, request, heads, count, err);
    if (status != STATUS_OK)
        return status;
    status = write_rows(query, release, count, err);
    if (status == STATUS_OK)
        return release_end(release, err);
    release_drop(release);
    return status;
}

/* As a dataset of the team file, in place of output. */
static enum status save_result(struct cli *cli, struct query *query,
                               const struct query_request *asked, struct arena *arena,
                               struct error *err)
{
    struct query_saved saved;
    const struct query_column *columns = NULL;
    const char *name = cli_value(cli, "save");
    char source[120];
    query_source(source, sizeof source, asked->sql);
    const struct query_save save = {
        .db = asked->db, .name = name, .source = source, .sql = asked->sql, .by = cli_who(cli)};
    enum status status = query_save(query, &save, &saved, err);
    if (status == STATUS_OK)
        cli_note(
            cli, TEXT_CLI_QUERY_SAVED,
            TEXT_VALUES(text_string("name", name), text_number("rows", saved.rows),
                        text_number("columns", (int64_t)query_columns(query, arena, &columns))));
    return status;
}

static enum status give(struct cli *cli, struct query *query, const struct query_request *asked,
                        struct release_request *request, struct arena *arena, struct error *err)
{
    if (cli_has(cli, "save"))
        return save_result(cli, query, asked, arena, err);
    request->db = asked->db;
    request->subject = text_get(TEXT_CLI_QUERY_SUBJECT);
    enum status status = write_result(query, request, arena, err);
    if (status == STATUS_OK && query_is_cut(query))
        status = error_set(err, STATUS_NO_SPACE, TEXT_CLI_QUERY_CUT,
                           TEXT_VALUES(text_number("rows", query_rows(query))));
    return status;
}

static enum status ask(struct cli *cli, struct query_request *asked, const char *source_name,
                       struct release_request *request, struct arena *arena, struct error *err)
{
    struct source source = {0};
    struct query *query = query_new();
    enum source_use use = cli_has(cli, "save") ? SOURCE_WRITE : SOURCE_READ;
    enum status status =
        query ? STATUS_OK : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK)
        status = source_open_sheet(&source, source_name, cli_value(cli, "sheet"), use, err);
    if (status == STATUS_OK) {
        cli_note_source(cli, &source);
        asked->db = source.db;
        status = query_run(query, asked, err);
    }
    if (status == STATUS_OK)
        status = give(cli, query, asked, request, arena, err);
    query_free(query);
    source_close(&source);
    return status;
}

static int run_query(struct cli *cli)
{
    struct query_parameter parameters[PARAMETERS_MAX];
    struct query_request asked = {.parameters = parameters,
                                  .helper = cli_host(cli) ? cli_host(cli)->helper : NULL};
    struct release_request request;
    struct buffer sql = {0};
    struct error err = {0};
    int64_t seconds = QUERY_LIMIT_MS / 1000;
    struct arena *arena = arena_new();
    bool good = arena && asked.helper && cli_release_request(cli, &request) &&
                cli_number(cli, "limit-seconds", &seconds) &&
                read_parameters(cli, arena, parameters, &asked.parameter_count);
    if (good && (seconds < 1 || seconds > LIMIT_SECONDS_MAX)) {
        cli_wrong(cli, TEXT_CLI_QUERY_BAD_LIMIT,
                  TEXT_VALUES(text_number("most", LIMIT_SECONDS_MAX)));
        good = false;
    }
    asked.limit_ms = seconds * 1000;
    enum status status = good ? read_sql(cli, &sql, &err) : STATUS_OK;
    asked.sql = buffer_span(&sql);
    if (good && status == STATUS_OK)
        status = ask(cli, &asked, cli_operand(cli, 0), &request, arena, &err);
    buffer_free(&sql);
    arena_free(arena);
    return good ? cli_rows_done(cli, status, &err) : EXIT_USAGE;
}

static const struct cli_option options[] = {
    {"set", 0, "NAME=VALUE", true, TEXT_CLI_QUERY_SET},
    {"save", 0, "NAME", false, TEXT_CLI_QUERY_SAVE},
    {"limit-seconds", 0, "N", false, TEXT_CLI_QUERY_LIMIT},
    {.name = NULL},
};

const struct verb verb_query = {
    .name = "query",
    .operands = "SOURCE SQL",
    .summary = TEXT_CLI_QUERY_SUMMARY,
    .examples = TEXT_CLI_QUERY_EXAMPLES,
    .more = TEXT_CLI_QUERY_MORE,
    .least = 2,
    .most = 2,
    .rows = true,
    .options = options,
    .run = run_query,
};

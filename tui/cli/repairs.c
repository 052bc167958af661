/* The verb `repairs`: what an import did to rows, and undoing it row by row. */
#include <errno.h>
#include <stdlib.h>

#include "core/base/arena.h"
#include "core/service/open.h"
#include "core/service/repairs.h"
#include "tui/cli/rows_out.h"
#include "tui/cli/verbs.h"

static const struct cli_option options[] = {
    {.name = "aside", .help = TEXT_CLI_REPAIRS_ASIDE},
    {.name = "undo", .place = "LINE", .many = true, .help = TEXT_CLI_REPAIRS_UNDO},
    {.name = "again", .place = "LINE", .many = true, .help = TEXT_CLI_REPAIRS_AGAIN},
    {.name = NULL},
};

static struct value text_value_of(const char *text)
{
    return (struct value){.kind = VALUE_TEXT, .text = span_string(text)};
}

static struct value line_value(int64_t line)
{
    return (struct value){.kind = VALUE_INTEGER, .integer = line};
}

/* ---- lists ---- */

static enum status write_repairs(struct release *release, const struct repairs *repairs,
                                 struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < repairs->count && status == STATUS_OK; i++) {
        const struct repair_entry *entry = &repairs->entries[i];
        const struct value row[] = {line_value(entry->line), text_value_of(entry->how),
                                    text_value_of(entry->before), text_value_of(entry->after),
                                    text_value_of(repair_state_words(entry->state))};
        status = release_row(release, row, err);
    }
    return status;
}

static enum status write_asides(struct release *release, const struct repairs *repairs,
                                struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < repairs->aside_count && status == STATUS_OK; i++) {
        const struct aside_entry *entry = &repairs->asides[i];
        const struct value row[] = {line_value(entry->line), text_value_of(entry->reason),
                                    text_value_of(entry->text)};
        status = release_row(release, row, err);
    }
    return status;
}

static enum status write_list(struct cli *cli, struct release_request *request,
                              const struct repairs *repairs, struct error *err)
{
    static const struct output_column of_repairs[] = {{"line", COLUMN_INTEGER},
                                                      {"how", COLUMN_TEXT},
                                                      {"before", COLUMN_TEXT},
                                                      {"after", COLUMN_TEXT},
                                                      {"state", COLUMN_TEXT}};
    static const struct output_column of_asides[] = {
        {"line", COLUMN_INTEGER}, {"reason", COLUMN_TEXT}, {"text", COLUMN_TEXT}};
    struct release *release = NULL;
    bool aside = cli_has(cli, "aside");
    enum status status = aside ? release_begin(&release, request, of_asides, 3, err)
                               : release_begin(&release, request, of_repairs, 5, err);
    if (status != STATUS_OK)
        return status;
    status = aside ? write_asides(release, repairs, err) : write_repairs(release, repairs, err);
    if (status == STATUS_OK)
        return release_end(release, err);
    release_drop(release);
    return status;
}

/* ---- changes ---- */

static bool read_line(const struct cli *cli, const char *option, size_t at, int64_t *out)
{
    const char *text = cli_value_at(cli, option, at);
    char *end = NULL;
    errno = 0;
    *out = strtoll(text, &end, 10);
    if (*text && *end == '\0' && errno == 0 && *out > 0)
        return true;
    cli_wrong(cli, TEXT_CLI_NOT_A_NUMBER,
              TEXT_VALUES(text_string("value", text), text_string("option", option)));
    return false;
}

static bool are_lines(const struct cli *cli, const char *option)
{
    int64_t line = 0;
    for (size_t i = 0; i < cli_value_count(cli, option); i++) {
        if (!read_line(cli, option, i, &line))
            return false;
    }
    return true;
}

static enum status change(struct cli *cli, struct db *db, int64_t dataset, struct error *err)
{
    enum repair_state state = REPAIR_HOLDS;
    enum status status = STATUS_OK;
    int64_t line = 0;
    for (size_t i = 0; i < cli_value_count(cli, "undo") && status == STATUS_OK; i++) {
        (void)read_line(cli, "undo", i, &line);
        status = repair_undo(db, dataset, line, "", &state, err);
        if (status == STATUS_OK)
            cli_note(cli, TEXT_CLI_REPAIRS_UNDONE,
                     TEXT_VALUES(text_number("line", line),
                                 text_string("state", repair_state_words(state))));
    }
    for (size_t i = 0; i < cli_value_count(cli, "again") && status == STATUS_OK; i++) {
        (void)read_line(cli, "again", i, &line);
        status = repair_again(db, dataset, line, "", err);
        if (status == STATUS_OK)
            cli_note(cli, TEXT_CLI_REPAIRS_MADE_AGAIN, TEXT_VALUES(text_number("line", line)));
    }
    return status;
}

static int run(struct cli *cli)
{
    struct release_request request;
    struct source source = {0};
    struct dataset_info dataset;
    struct repairs repairs;
    struct error err = {0};
    bool changes = cli_value_count(cli, "undo") + cli_value_count(cli, "again") > 0;
    if (!cli_release_request(cli, &request) || !are_lines(cli, "undo") || !are_lines(cli, "again"))
        return EXIT_USAGE;
    struct arena *arena = arena_new();
    enum status status = arena ? source_open(&source, cli_operand(cli, 0),
                                             changes ? SOURCE_WRITE : SOURCE_READ, &err)
                               : error_set(&err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK)
        status = dataset_find(source.db, arena, cli_operand(cli, 1), &dataset, &err);
    if (status == STATUS_OK && changes)
        status = change(cli, source.db, dataset.id, &err);
    else if (status == STATUS_OK)
        status = repairs_read(source.db, dataset.id, arena, &repairs, &err);
    if (status == STATUS_OK && !changes) {
        request.db = source.db;
        request.subject = dataset.name;
        status = write_list(cli, &request, &repairs, &err);
    }
    source_close(&source);
    arena_free(arena);
    return cli_rows_done(cli, status, &err);
}

const struct verb verb_repairs = {
    .name = "repairs",
    .operands = "SOURCE [DATASET]",
    .summary = TEXT_CLI_REPAIRS_SUMMARY,
    .examples = TEXT_CLI_REPAIRS_EXAMPLES,
    .more = TEXT_CLI_REPAIRS_MORE,
    .least = 1,
    .most = 2,
    .rows = true,
    .options = options,
    .run = run,
};

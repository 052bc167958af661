/* `datajam commands`: every command of the console with its keys, from the table that the
 * console itself works with. */
#include "tui/cli/rows_out.h"
#include "tui/cli/verbs.h"
#include "tui/console/command.h"
#include "tui/pane/panes.h"

static const struct output_column columns[] = {
    {"command", COLUMN_TEXT}, {"pane", COLUMN_TEXT}, {"keys", COLUMN_TEXT},
    {"words", COLUMN_TEXT},   {"help", COLUMN_TEXT},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

struct writing {
    struct release *release;
    enum status status;
    struct error *err;
};

static struct value text(const char *string)
{
    struct span span = span_string(string);
    return (struct value){.kind = span.len ? VALUE_TEXT : VALUE_EMPTY, .text = span};
}

static bool write_command(void *context, const char *where, const struct command *command)
{
    struct writing *writing = context;
    const struct value row[COLUMNS] = {text(command->name), text(where), text(command->keys),
                                       text(text_get(command->label)),
                                       text(text_get(command->help))};
    writing->status = release_row(writing->release, row, writing->err);
    return writing->status == STATUS_OK;
}

static int run_commands(struct cli *cli)
{
    struct release_request request;
    struct error err = {0};
    struct writing writing = {.err = &err};
    size_t count;
    if (!cli_release_request(cli, &request))
        return EXIT_USAGE;
    const struct pane_class *const *classes = panes_all(&count);
    enum status status = release_begin(&writing.release, &request, columns, COLUMNS, &err);
    if (status == STATUS_OK) {
        command_walk(classes, count, write_command, &writing);
        status = writing.status;
        if (status == STATUS_OK)
            status = release_end(writing.release, &err);
        else
            release_drop(writing.release);
    }
    return cli_rows_done(cli, status, &err);
}

const struct verb verb_commands = {
    .name = "commands",
    .operands = "",
    .summary = TEXT_CLI_COMMANDS_SUMMARY,
    .examples = TEXT_CLI_COMMANDS_EXAMPLES,
    .more = TEXT_NONE,
    .rows = true,
    .run = run_commands,
};

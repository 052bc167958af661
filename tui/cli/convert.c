/* The verb `convert`: a data file as clean UTF-8 CSV on standard output. */
#include <string.h>
#include <unistd.h>

#include "core/service/convert.h"
#include "tui/cli/rows_out.h"
#include "tui/cli/verbs.h"

static const struct cli_option options[] = {
    {.name = "header", .place = "auto|yes|no", .help = TEXT_CONVERT_OPTION_HEADER},
    {.name = "names", .help = TEXT_CONVERT_OPTION_NAMES},
    {.name = "delimiter", .place = "SIGN", .help = TEXT_IMPORT_OPTION_DELIMITER},
    {.name = "encoding", .place = "NAME", .help = TEXT_IMPORT_OPTION_ENCODING},
    {.name = NULL},
};

static void note(void *context, int64_t line, const char *reason)
{
    struct cli *cli = context;
    cli_note(cli, TEXT_CONVERT_LEFT_OUT,
             TEXT_VALUES(text_string("file", cli_operand(cli, 0)), text_number("line", line),
                         text_string("reason", reason)));
}

static int run(struct cli *cli)
{
    struct error err = {0};
    struct convert_options wish = {
        .delimiter = cli_value(cli, "delimiter"),
        .encoding = cli_value(cli, "encoding"),
        .names = cli_has(cli, "names"),
        .note = note,
        .note_context = cli,
    };
    const char *header = cli_value(cli, "header");
    if (header && strcmp(header, "yes") == 0)
        wish.header = IMPORT_HEADER_YES;
    else if (header && strcmp(header, "no") == 0)
        wish.header = IMPORT_HEADER_NO;
    else if (header && strcmp(header, "auto") != 0)
        return cli_wrong(cli, TEXT_IMPORT_HEADER_WRONG, TEXT_VALUES(text_string("value", header)));
    enum status status = convert_file(cli_operand(cli, 0), &wish, STDOUT_FILENO,
                                      text_get(TEXT_CLI_STANDARD_OUTPUT), &err);
    return cli_rows_done(cli, status, &err);
}

const struct verb verb_convert = {
    .name = "convert",
    .operands = "FILE",
    .summary = TEXT_CONVERT_SUMMARY,
    .examples = TEXT_CONVERT_EXAMPLES,
    .more = TEXT_NONE,
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};

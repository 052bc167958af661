/* `datajam report`: the deck as a file. */
#include "core/service/report.h"

#include <string.h>

#include "core/service/frames.h"
#include "core/service/open.h"
#include "tui/cli/cli.h"
#include "tui/cli/person.h"
#include "tui/cli/verbs.h"

static const char *who(struct cli *cli)
{
    const char *said = cli_who(cli);
    return said && *said ? said : cli_person();
}

static void tell(struct cli *cli, const char *path, const struct report_outcome *outcome)
{
    cli_note(cli, TEXT_CLI_REPORT_DONE,
             TEXT_VALUES(text_string("file", path), text_number("slides", (int64_t)outcome->slides),
                         text_number("findings", (int64_t)outcome->meter.findings),
                         text_number("without", (int64_t)outcome->meter.without)));
    if (outcome->meter.findings == 0)
        cli_note(cli, TEXT_CLI_REPORT_NO_FINDING, NULL);
    if (outcome->masked)
        cli_note(cli, TEXT_CLI_REPORT_MASKED,
                 TEXT_VALUES(text_number("minimum", outcome->minimum)));
    if (outcome->telling > 0)
        cli_note(cli, TEXT_CLI_REPORT_TELLS,
                 TEXT_VALUES(text_number("slides", (int64_t)outcome->telling),
                             text_string("tells", outcome->tells),
                             text_string("claim", outcome->claim)));
    if (outcome->changed)
        cli_note(cli, TEXT_CLI_REPORT_CHANGED, NULL);
}

static int run_report(struct cli *cli)
{
    struct source source = {0};
    struct report_outcome outcome = {0};
    struct error err = {0};
    enum report_format format;
    const char *path = cli_value(cli, "output");
    if (!path)
        return cli_wrong(cli, TEXT_CLI_REPORT_NO_OUTPUT, NULL);
    struct arena *arena = arena_new();
    struct frames *frames = frames_new(FRAMES_BUDGET);
    enum status status = arena && frames ? report_format_of(path, &format, &err)
                                         : error_set(&err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK)
        status = source_open(&source, cli_operand(cli, 0), SOURCE_WRITE, &err);
    if (status == STATUS_NO_ACCESS)
        status = source_open(&source, cli_operand(cli, 0), SOURCE_READ, &err);
    const struct evidence_ground ground = {source.db, frames, NULL,
                                           cli_host(cli) ? cli_host(cli)->helper : NULL};
    const struct report_request request = {
        .ground = &ground, .path = path, .replace = cli_has(cli, "replace"), .by = who(cli)};
    if (status == STATUS_OK)
        status = report_write(&request, arena, &outcome, &err);
    if (status == STATUS_OK)
        tell(cli, path, &outcome);
    frames_free(frames);
    source_close(&source);
    arena_free(arena);
    return status == STATUS_OK ? EXIT_DONE : cli_fail(cli, &err);
}

static const struct cli_option options[] = {
    {"output", 'o', "FILE", false, TEXT_CLI_REPORT_OUTPUT},
    {"replace", 0, NULL, false, TEXT_CLI_REPORT_REPLACE},
    {"as", 0, "NAME", false, TEXT_CLI_REPORT_AS},
    {.name = NULL},
};

const struct verb verb_report = {
    .name = "report",
    .operands = "SOURCE",
    .summary = TEXT_CLI_REPORT_SUMMARY,
    .examples = TEXT_CLI_REPORT_EXAMPLES,
    .more = TEXT_CLI_REPORT_MORE,
    .least = 1,
    .most = 1,
    .options = options,
    .run = run_report,
};

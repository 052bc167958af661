/* The verb `facilitate`: the console of whoever runs the day. */
#include <stdlib.h>
#include <unistd.h>

#include "tui/cli/verbs.h"
#include "tui/console/run.h"

static const struct cli_option options[] = {
    {.name = "as", .place = "NAME", .help = TEXT_CLOCK_OPTION_AS},
    {.name = "theme", .place = "NAME", .help = TEXT_OPEN_OPTION_THEME},
    {.name = NULL},
};

static int run(struct cli *cli)
{
    const struct cli_host *host = cli_host(cli);
    const char *theme = cli_value(cli, "theme");
    if (theme)
        setenv(RUN_THEME_VARIABLE, theme, 1);
    if (!host || !host->facilitate || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return cli_wrong(cli, TEXT_FACILITATE_NO_TERMINAL, NULL);
    return host->facilitate(host->context, cli_operand(cli, 0), cli_who(cli));
}

const struct verb verb_facilitate = {
    .name = "facilitate",
    .operands = "[JAM]",
    .summary = TEXT_FACILITATE_SUMMARY,
    .examples = TEXT_FACILITATE_EXAMPLES,
    .more = TEXT_FACILITATE_MORE,
    .most = 1,
    .options = options,
    .run = run,
};

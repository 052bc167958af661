/* The verbs that open a team's console: `open` (also said without the verb) and `join`. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tui/cli/cli.h"
#include "tui/cli/verbs.h"
#include "tui/console/run.h"

static const struct cli_option options[] = {
    {.name = "as", .place = "NAME", .help = TEXT_OPEN_OPTION_AS},
    {.name = "theme", .place = "NAME", .help = TEXT_OPEN_OPTION_THEME},
    {.name = "plain", .help = TEXT_OPEN_OPTION_PLAIN},
    {.name = NULL},
};

/* Nothing to resume: would the sample jam do? Asked in one plain line, before any screen. */
static bool wants_sample_jam(void)
{
    char answer[64] = "";
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return false;
    fputs(text_get(TEXT_OPEN_OFFER), stdout);
    fflush(stdout);
    if (!fgets(answer, sizeof answer, stdin))
        return false;
    return answer[0] == '\n' || answer[0] == 'y' || answer[0] == 'Y';
}

/* The wishes go to the console as its environment has them anyway. */
static int run(struct cli *cli)
{
    const struct cli_host *host = cli_host(cli);
    const char *theme = cli_value(cli, "theme");
    if (theme)
        setenv(RUN_THEME_VARIABLE, theme, 1);
    if (cli_has(cli, "plain"))
        setenv(RUN_PLAIN_VARIABLE, "1", 1);
    if (!cli_operand(cli, 0) && !run_can_resume() && wants_sample_jam())
        return verb_demo.run(cli);
    if (host && host->console)
        return host->console(host->context, cli_operand(cli, 0), cli_value(cli, "as"));
    return cli_wrong(cli, TEXT_CONSOLE_NO_TERMINAL, NULL);
}

const struct verb verb_open = {
    .name = "open",
    .operands = "[TEAM.db]",
    .summary = TEXT_OPEN_SUMMARY,
    .examples = TEXT_OPEN_EXAMPLES,
    .more = TEXT_OPEN_MORE,
    .most = 1,
    .options = options,
    .run = run,
};

const struct verb verb_join = {
    .name = "join",
    .operands = "JAM/TEAM",
    .summary = TEXT_JOIN_SUMMARY,
    .examples = TEXT_JOIN_EXAMPLES,
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};

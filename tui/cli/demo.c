/* The verb `demo`: makes the sample jam where there is none, and opens it. */
#include <stdlib.h>

#include "core/base/file.h"
#include "core/service/demo.h"
#include "tui/cli/cli.h"
#include "tui/cli/verbs.h"

static const struct cli_option options[] = {
    {.name = "no-console", .help = TEXT_DEMO_OPTION_NO_CONSOLE},
    {.name = NULL},
};

static void say(void *context, enum text_id id, const struct text_value *values)
{
    cli_note(context, id, values);
}

static int open_team(struct cli *cli, const char *folder)
{
    const struct cli_host *host = cli_host(cli);
    char *team = demo_team_file(folder);
    int status;

    if (!team) {
        struct error err;

        error_set(&err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
        return cli_fail(cli, &err);
    }
    status = host->console(host->context, team, NULL);
    free(team);
    return status;
}

static int run_in(struct cli *cli, const char *folder)
{
    const struct demo_listener listener = {.context = cli, .say = say};
    const struct cli_host *host = cli_host(cli);
    struct error err = {0};

    if (file_make_folder(folder, NULL) == STATUS_OK)
        cli_warn_of_place(cli, folder);
    if (demo_make(folder, &listener, &err) != STATUS_OK)
        return cli_fail(cli, &err);
    if (host && host->console && !cli_has(cli, "no-console"))
        return open_team(cli, folder);
    cli_print(cli, TEXT_DEMO_HOW_TO_OPEN, TEXT_VALUES(text_string("folder", folder)));
    return EXIT_DONE;
}

static int run(struct cli *cli)
{
    const char *folder = cli_operand(cli, 0);
    char *usual = folder ? NULL : demo_default_folder();
    struct error err = {0};
    int status;

    if (!folder && !usual) {
        error_set(&err, STATUS_NOT_FOUND, TEXT_DEMO_NO_HOME, NULL);
        return cli_fail(cli, &err);
    }
    status = run_in(cli, folder ? folder : usual);
    free(usual);
    return status;
}

const struct verb verb_demo = {
    .name = "demo",
    .operands = "[FOLDER]",
    .summary = TEXT_DEMO_SUMMARY,
    .examples = TEXT_DEMO_EXAMPLES,
    .more = TEXT_DEMO_MORE,
    .most = 1,
    .options = options,
    .run = run,
};

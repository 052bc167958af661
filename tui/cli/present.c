/* `datajam present`: the deck over the whole screen, or as text where there is none. */
#include <stdlib.h>
#include <unistd.h>

#include "core/service/frames.h"
#include "core/service/open.h"
#include "core/service/release.h"
#include "core/service/report.h"
#include "tui/cli/cli.h"
#include "tui/cli/person.h"
#include "tui/cli/verbs.h"
#include "tui/console/run.h"

static enum status write_text(const struct source *source, struct helper *helper,
                              struct arena *arena, struct error *err)
{
    struct deck deck;
    struct buffer text = {0};
    struct frames *frames = frames_new(FRAMES_BUDGET);
    if (!frames)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    const struct evidence_ground ground = {.db = source->db, .frames = frames, .helper = helper};
    const struct release_request where = {
        .db = source->db, .subject = source->path, .fd = STDOUT_FILENO, .fd_name = "-"};
    enum status status = deck_make(&ground, arena, &deck, err);
    if (status == STATUS_OK)
        status = report_markdown(arena, &deck, NULL, &text, err);
    if (status == STATUS_OK)
        status = release_text(&where, buffer_span(&text), err);
    buffer_free(&text);
    frames_free(frames);
    return status;
}

static int run_text(struct cli *cli)
{
    const struct cli_host *host = cli_host(cli);
    struct source source = {0};
    struct error err = {0};
    struct arena *arena = arena_new();
    enum status status = arena ? source_open(&source, cli_operand(cli, 0), SOURCE_READ, &err)
                               : error_set(&err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK)
        status = write_text(&source, host ? host->helper : NULL, arena, &err);
    source_close(&source);
    arena_free(arena);
    return status == STATUS_OK || status == STATUS_CANCELLED ? EXIT_DONE : cli_fail(cli, &err);
}

static int run_present(struct cli *cli)
{
    const struct cli_host *host = cli_host(cli);
    const char *theme = cli_value(cli, "theme"), *who = cli_value(cli, "as");
    if (cli_has(cli, "plain") || !isatty(STDOUT_FILENO) || !host || !host->console)
        return run_text(cli);
    if (theme)
        setenv(RUN_THEME_VARIABLE, theme, 1);
    setenv(RUN_PRESENT_VARIABLE, "1", 1);
    who = who && *who ? who : cli_person();
    return host->console(host->context, cli_operand(cli, 0), *who ? who : NULL);
}

static const struct cli_option options[] = {
    {"as", 0, "NAME", false, TEXT_CLI_PRESENT_AS},
    {"theme", 0, "NAME", false, TEXT_OPEN_OPTION_THEME},
    {"plain", 0, NULL, false, TEXT_CLI_PRESENT_PLAIN},
    {.name = NULL},
};

const struct verb verb_present = {
    .name = "present",
    .operands = "SOURCE",
    .summary = TEXT_CLI_PRESENT_SUMMARY,
    .examples = TEXT_CLI_PRESENT_EXAMPLES,
    .more = TEXT_CLI_PRESENT_MORE,
    .least = 1,
    .most = 1,
    .options = options,
    .run = run_present,
};

/* The verb `handout`: what teams read before the day. */
#include <stdlib.h>

#include "core/base/file.h"
#include "core/service/handout.h"
#include "tui/cli/verbs.h"

static const struct cli_option options[] = {
    {.name = "output", .letter = 'o', .place = "FOLDER", .help = TEXT_HANDOUT_OPTION_OUTPUT},
    {.name = "title", .place = "TITLE", .help = TEXT_HANDOUT_OPTION_TITLE},
    {.name = "date", .place = "TEXT", .help = TEXT_HANDOUT_OPTION_DATE},
    {.name = "place", .place = "TEXT", .help = TEXT_HANDOUT_OPTION_PLACE},
    {.name = "contact", .place = "TEXT", .help = TEXT_HANDOUT_OPTION_CONTACT},
    {.name = NULL},
};

static int run(struct cli *cli)
{
    const char *jam = cli_operand(cli, 0), *given = cli_value(cli, "output");
    char *own = given ? NULL : file_join(jam, "shared/handouts");
    const char *folder = given ? given : own;
    struct error err = {0};
    size_t count = 0;
    const struct handout_facts facts = {.title = cli_value(cli, "title"),
                                        .date = cli_value(cli, "date"),
                                        .place = cli_value(cli, "place"),
                                        .contact = cli_value(cli, "contact")};
    enum status status = STATUS_OK;
    if (facts.title || facts.date || facts.place || facts.contact)
        status = handout_keep(jam, &facts, &err);
    if (status == STATUS_OK)
        status = folder ? handout_write(jam, cli_operand(cli, 1), folder, &count, &err)
                        : error_set(&err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK)
        cli_print(cli, TEXT_HANDOUT_MADE,
                  TEXT_VALUES(text_number("teams", (int64_t)count), text_string("folder", folder)));
    free(own);
    return status == STATUS_OK ? EXIT_DONE : cli_fail(cli, &err);
}

const struct verb verb_handout = {
    .name = "handout",
    .operands = "JAM [TEAM]",
    .summary = TEXT_HANDOUT_SUMMARY,
    .examples = TEXT_HANDOUT_EXAMPLES,
    .more = TEXT_HANDOUT_MORE,
    .least = 1,
    .most = 2,
    .options = options,
    .run = run,
};

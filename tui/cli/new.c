/* The verbs that make a jam: `new`, and `team add`. */
#include <string.h>

#include "core/service/jam_make.h"
#include "tui/cli/verbs.h"

static const struct cli_option new_options[] = {
    {.name = "agenda", .place = "FILE", .help = TEXT_NEW_OPTION_AGENDA},
    {.name = "topics", .place = "FOLDER", .help = TEXT_NEW_OPTION_TOPICS},
    {.name = "group", .place = "GROUP", .help = TEXT_NEW_OPTION_GROUP},
    {.name = "closed", .help = TEXT_NEW_OPTION_CLOSED},
    {.name = "leads", .place = "GROUP", .help = TEXT_NEW_OPTION_LEADS},
    {.name = "as", .place = "NAME", .help = TEXT_CLOCK_OPTION_AS},
    {.name = NULL},
};

static int run_new(struct cli *cli)
{
    const struct jam_wish wish = {.folder = cli_operand(cli, 0),
                                  .agenda = cli_value(cli, "agenda"),
                                  .topics = cli_value(cli, "topics"),
                                  .group = cli_value(cli, "group"),
                                  .closed = cli_has(cli, "closed") || cli_has(cli, "leads"),
                                  .leads = cli_value(cli, "leads"),
                                  .by = cli_who(cli)};
    struct error err = {0};
    if (!wish.agenda)
        return cli_wrong(cli, TEXT_NEW_NEEDS_AGENDA, NULL);
    if (jam_make(&wish, &err) != STATUS_OK)
        return cli_fail(cli, &err);
    cli_print(cli, TEXT_NEW_MADE, TEXT_VALUES(text_string("folder", wish.folder)));
    return EXIT_DONE;
}

const struct verb verb_new = {
    .name = "new",
    .operands = "JAM",
    .summary = TEXT_NEW_SUMMARY,
    .examples = TEXT_NEW_EXAMPLES,
    .more = TEXT_NEW_MORE,
    .least = 1,
    .most = 1,
    .options = new_options,
    .run = run_new,
};

static const struct cli_option team_options[] = {
    {.name = "topic", .place = "TOPIC", .help = TEXT_TEAM_OPTION_TOPIC},
    {.name = "group", .place = "GROUP", .help = TEXT_TEAM_OPTION_GROUP},
    {.name = NULL},
};

static int run_team(struct cli *cli)
{
    const struct team_wish wish = {.name = cli_operand(cli, 2),
                                   .topic = cli_value(cli, "topic"),
                                   .group = cli_value(cli, "group"),
                                   .by = cli_who(cli)};
    struct team_made made;
    struct error err = {0};
    if (strcmp(cli_operand(cli, 0), "add") != 0)
        return cli_wrong(cli, TEXT_TEAM_ONLY_ADD,
                         TEXT_VALUES(text_string("word", cli_operand(cli, 0))));
    if (!wish.topic)
        return cli_wrong(cli, TEXT_TEAM_NEEDS_TOPIC, NULL);
    if (jam_add_team(cli_operand(cli, 1), &wish, &made, &err) != STATUS_OK)
        return cli_fail(cli, &err);
    cli_print(cli, made.waits ? TEXT_TEAM_ADDED_WAITS : TEXT_TEAM_ADDED,
              TEXT_VALUES(text_string("team", wish.name), text_number("datasets", made.datasets),
                          text_number("rows", made.rows), text_string("jam", cli_operand(cli, 1)),
                          text_string("folder", strrchr(made.folder, '/') + 1)));
    return EXIT_DONE;
}

const struct verb verb_team = {
    .name = "team",
    .operands = "add JAM NAME",
    .summary = TEXT_TEAM_SUMMARY,
    .examples = TEXT_TEAM_EXAMPLES,
    .more = TEXT_TEAM_MORE,
    .least = 3,
    .most = 3,
    .options = team_options,
    .run = run_team,
};

/* The verb `team`: the teams of a jam, and who may open each. */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/team_name.h"
#include "core/service/jam_make.h"
#include "core/service/team_change.h"
#include "tui/cli/rows_out.h"
#include "tui/cli/verbs.h"

enum { OPERANDS_MOST = 4 };

static const struct cli_option options[] = {
    {.name = "topic", .place = "TOPIC", .help = TEXT_TEAM_OPTION_TOPIC},
    {.name = "group", .place = "GROUP", .help = TEXT_TEAM_OPTION_GROUP},
    {.name = "yes", .help = TEXT_TEAM_OPTION_YES},
    {.name = "as", .place = "NAME", .help = TEXT_CLOCK_OPTION_AS},
    {.name = NULL},
};

/* ---- adding ---- */

/* "Team North 2" is in team-north-2: that needs no words. */
static bool is_plain(const char *name, const char *folder)
{
    char dashed[TEAM_NAME_MOST + 1] = "";
    strncat(dashed, name, sizeof dashed - 1);
    for (char *blank = dashed; (blank = strchr(blank, ' '));)
        *blank = '-';
    return team_name_same(dashed, folder);
}

static void note_folder(struct cli *cli, const char *name, const struct team_made *made)
{
    struct team_access access;
    struct error err = {0};
    const char *folder = strrchr(made->folder, '/') + 1;
    struct arena *arena = arena_new();
    const char *path =
        arena ? arena_printf(arena, "%s/%s", cli_operand(cli, 1), made->folder) : NULL;
    if (!path) {
        error_set(&err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
        cli_fail(cli, &err);
        return;
    }
    if (!is_plain(name, folder))
        cli_note(cli, TEXT_TEAM_FOLDER_IS, TEXT_VALUES(text_string("folder", folder)));
    team_access(path, &access);
    if (access.known && !access.group && !access.others)
        cli_note(cli, TEXT_TEAM_ALONE,
                 TEXT_VALUES(text_string("team", name), text_string("jam", cli_operand(cli, 1)),
                             text_string("folder", folder)));
    arena_free(arena);
}

static int add(struct cli *cli)
{
    const struct team_wish wish = {.name = cli_operand(cli, 2),
                                   .topic = cli_value(cli, "topic"),
                                   .group = cli_value(cli, "group"),
                                   .by = cli_who(cli)};
    struct team_made made;
    struct error err = {0};
    if (!wish.topic)
        return cli_wrong(cli, TEXT_TEAM_NEEDS_TOPIC, NULL);
    if (jam_add_team(cli_operand(cli, 1), &wish, &made, &err) != STATUS_OK)
        return cli_fail(cli, &err);
    cli_print(cli, made.waits ? TEXT_TEAM_ADDED_WAITS : TEXT_TEAM_ADDED,
              TEXT_VALUES(text_string("team", wish.name), text_number("datasets", made.datasets),
                          text_number("rows", made.rows), text_string("jam", cli_operand(cli, 1)),
                          text_string("folder", strrchr(made.folder, '/') + 1)));
    note_folder(cli, wish.name, &made);
    return EXIT_DONE;
}

/* ---- the list ---- */

static struct value text(const char *string)
{
    struct span span = span_string(string);
    return (struct value){.kind = span.len ? VALUE_TEXT : VALUE_EMPTY, .text = span};
}

static enum status write_team(struct release *release, const char *jam, const struct team *team,
                              struct arena *arena, struct error *err)
{
    struct team_access access;
    const char *folder = arena_printf(arena, "%s/%s", jam, team->folder);
    if (!folder)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    team_access(folder, &access);
    const char *who = !access.known   ? "missing"
                      : access.others ? "everybody"
                      : access.group  ? access.name
                                      : "owner";
    const struct value row[] = {text(team->name), text(team->topic), text(team->folder), text(who)};
    return release_row(release, row, err);
}

static int list(struct cli *cli)
{
    static const struct output_column columns[] = {{"team", COLUMN_TEXT},
                                                   {"topic", COLUMN_TEXT},
                                                   {"folder", COLUMN_TEXT},
                                                   {"opens", COLUMN_TEXT}};
    const char *jam = cli_operand(cli, 1);
    struct release_request request;
    struct release *release = NULL;
    struct team *teams = NULL;
    struct error err = {0};
    size_t count = 0;
    if (!cli_release_request(cli, &request))
        return EXIT_USAGE;
    struct arena *arena = arena_new();
    enum status status = arena ? jam_teams(jam, arena, &teams, &count, &err)
                               : error_set(&err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK)
        status = release_begin(&release, &request, columns, sizeof columns / sizeof *columns, &err);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = write_team(release, jam, &teams[i], arena, &err);
    if (status == STATUS_OK)
        status = release_end(release, &err);
    else
        release_drop(release);
    arena_free(arena);
    return cli_rows_done(cli, status, &err);
}

/* ---- changing ---- */

static int give(struct cli *cli)
{
    const char *team = cli_operand(cli, 2), *group = cli_operand(cli, 3);
    struct error err = {0};
    if (jam_set_team_group(cli_operand(cli, 1), team, group, cli_who(cli), &err) != STATUS_OK)
        return cli_fail(cli, &err);
    cli_print(cli, TEXT_TEAM_GIVEN,
              TEXT_VALUES(text_string("team", team), text_string("group", group)));
    return EXIT_DONE;
}

static int take_out(struct cli *cli)
{
    const char *jam = cli_operand(cli, 1), *team = cli_operand(cli, 2), *kept = "";
    struct error err = {0};
    if (!cli_has(cli, "yes"))
        return cli_wrong(cli, TEXT_TEAM_NEEDS_YES,
                         TEXT_VALUES(text_string("team", team), text_string("jam", jam)));
    struct arena *arena = arena_new();
    enum status status = arena ? jam_remove_team(jam, team, cli_who(cli), arena, &kept, &err)
                               : error_set(&err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK)
        cli_print(cli, *kept ? TEXT_TEAM_REMOVED : TEXT_TEAM_REMOVED_ONLY,
                  TEXT_VALUES(text_string("team", team), text_string("kept", kept)));
    arena_free(arena);
    return status == STATUS_OK ? EXIT_DONE : cli_fail(cli, &err);
}

/* ---- the verb ---- */

static const struct deed {
    const char *word;
    size_t operands; /* with the word itself */
    int (*run)(struct cli *cli);
} deeds[] = {
    {"add", 3, add},
    {"list", 2, list},
    {"group", 4, give},
    {"remove", 3, take_out},
};

static int run(struct cli *cli)
{
    const char *word = cli_operand(cli, 0);
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
        if (strcmp(word, deeds[i].word) != 0)
            continue;
        if (cli_operand_count(cli) != deeds[i].operands)
            return cli_wrong(cli, TEXT_TEAM_WORDS, TEXT_VALUES(text_string("word", word)));
        return deeds[i].run(cli);
    }
    return cli_wrong(cli, TEXT_TEAM_UNKNOWN, TEXT_VALUES(text_string("word", word)));
}

const struct verb verb_team = {
    .name = "team",
    .operands = "add|list|group|remove JAM [TEAM] [GROUP]",
    .summary = TEXT_TEAM_SUMMARY,
    .examples = TEXT_TEAM_EXAMPLES,
    .more = TEXT_TEAM_MORE,
    .least = 2,
    .most = OPERANDS_MOST,
    .rows = true,
    .options = options,
    .run = run,
};

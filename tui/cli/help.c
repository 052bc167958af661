/* The verbs `help` and `version`, and what --help and --version print: all of it worked
 * out from the table of verbs. */
#include <stdio.h>
#include <string.h>

#include "tui/cli/cli_internal.h"
#include "tui/cli/verbs.h"

#ifndef DATAJAM_VERSION
#define DATAJAM_VERSION "0.1.0"
#endif

static void print_line(struct cli *cli, const char *left, int width, const char *right)
{
    char line[400];
    /* A left part that is too long gets a line of its own. */
    if ((int)strlen(left) > width)
        snprintf(line, sizeof line, "  %s\n  %-*s  %s\n", left, width, "", right);
    else
        snprintf(line, sizeof line, "  %-*s  %s\n", width, left, right);
    cli_print_text(cli, line);
}

void cli_print_help(struct cli *cli)
{
    cli_print(cli, TEXT_CLI_HELP_INTRO, NULL);
    for (size_t i = 0; i < cli_verb_count; i++) {
        const struct verb *verb = cli_verbs[i];
        char left[160];
        snprintf(left, sizeof left, "%s %s", verb->name, verb->operands);
        print_line(cli, left, 32, text_get(verb->summary));
    }
    cli_print(cli, TEXT_CLI_HELP_END, NULL);
}

void cli_print_verb_help(struct cli *cli, const struct verb *verb)
{
    const struct cli_option *option;
    char left[96];
    cli_print(cli, verb->examples, NULL);
    cli_print(
        cli, TEXT_CLI_HELP_USAGE,
        TEXT_VALUES(text_string("verb", verb->name), text_string("operands", verb->operands)));
    for (size_t i = 0; (option = cli_verb_option(verb, i)) != NULL; i++) {
        char letter[8] = "    ";
        if (option->letter)
            snprintf(letter, sizeof letter, "-%c, ", option->letter);
        snprintf(left, sizeof left, "%s--%s%s%s", letter, option->name, option->place ? " " : "",
                 option->place ? option->place : "");
        print_line(cli, left, 28, text_get(option->help));
    }
    if (verb->more != TEXT_NONE) {
        cli_print_text(cli, "\n");
        cli_print(cli, verb->more, NULL);
    }
}

void cli_print_version(struct cli *cli)
{
    cli_print_text(cli, "datajam " DATAJAM_VERSION "\n");
}

static int run_version(struct cli *cli)
{
    cli_print_version(cli);
    return EXIT_DONE;
}

static int run_help(struct cli *cli)
{
    const char *name = cli_operand(cli, 0);
    const struct verb *verb = name ? cli_find_verb(name) : NULL;
    if (name && !verb)
        return cli_wrong(cli, TEXT_CLI_NO_HELP_FOR, TEXT_VALUES(text_string("verb", name)));
    if (verb)
        cli_print_verb_help(cli, verb);
    else
        cli_print_help(cli);
    return EXIT_DONE;
}

const struct verb verb_help = {
    .name = "help",
    .operands = "[VERB]",
    .summary = TEXT_CLI_HELP_SUMMARY,
    .examples = TEXT_CLI_HELP_EXAMPLES,
    .more = TEXT_NONE,
    .least = 0,
    .most = 1,
    .run = run_help,
};

const struct verb verb_version = {
    .name = "version",
    .operands = "",
    .summary = TEXT_CLI_VERSION_SUMMARY,
    .examples = TEXT_CLI_VERSION_EXAMPLES,
    .more = TEXT_NONE,
    .run = run_version,
};

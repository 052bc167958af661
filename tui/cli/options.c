/* Reads the words behind a verb by its table of options. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/nearest.h"
#include "tui/cli/cli_internal.h"

/* What every verb takes; --format only those whose rows come out, --sheet only those that
 * read a source. */
static const struct cli_option common[] = {
    {"format", 0, "table|csv|json|md", false, TEXT_CLI_OPTION_FORMAT},
    {"sheet", 0, "NAME|NUMBER", false, TEXT_CLI_OPTION_SHEET},
    {"no-color", 0, NULL, false, TEXT_CLI_OPTION_NO_COLOR},
    {"help", 'h', NULL, false, TEXT_CLI_OPTION_HELP},
};

enum { COMMON_COUNT = sizeof common / sizeof *common };

/* Is the i-th of the common options one of this verb's? The source may be a workbook. */
static bool takes_common(const struct verb *verb, size_t i)
{
    if (strcmp(common[i].name, "format") == 0)
        return verb->rows;
    if (strcmp(common[i].name, "sheet") == 0)
        return strncmp(verb->operands, "SOURCE", 6) == 0;
    return true;
}

const struct cli_option *cli_verb_option(const struct verb *verb, size_t i)
{
    for (const struct cli_option *own = verb->options; own && own->name; own++, i--) {
        if (i == 0)
            return own;
    }
    for (size_t at = 0; at < COMMON_COUNT; at++) {
        if (!takes_common(verb, at))
            continue;
        if (i-- == 0)
            return &common[at];
    }
    return NULL;
}

static const struct cli_option *find_option(const struct verb *verb, const char *name, size_t len)
{
    const struct cli_option *option;
    for (size_t i = 0; (option = cli_verb_option(verb, i)) != NULL; i++) {
        if (strlen(option->name) == len && memcmp(option->name, name, len) == 0)
            return option;
    }
    return NULL;
}

static const struct cli_option *find_letter(const struct verb *verb, char letter)
{
    const struct cli_option *option;
    for (size_t i = 0; (option = cli_verb_option(verb, i)) != NULL; i++) {
        if (option->letter == letter)
            return option;
    }
    return NULL;
}

static int unknown_option(struct cli *cli, const char *word)
{
    const char *names[64];
    const struct cli_option *option;
    size_t count = 0;
    while (count < 64 && (option = cli_verb_option(cli->verb, count)) != NULL)
        names[count++] = option->name;
    char name[64] = "";
    strncat(name, word + strspn(word, "-"), sizeof name - 1);
    name[strcspn(name, "=")] = '\0';
    int near = nearest_name(name, names, count);
    return cli_wrong(cli, near < 0 ? TEXT_CLI_UNKNOWN_OPTION : TEXT_CLI_UNKNOWN_OPTION_NEAR,
                     TEXT_VALUES(text_string("option", word),
                                 text_string("nearest", near < 0 ? "" : names[near])));
}

static int note_given(struct cli *cli, const struct cli_option *option, const char *value)
{
    if (!option->many && cli_has(cli, option->name) && option->place)
        return cli_wrong(cli, TEXT_CLI_OPTION_TWICE,
                         TEXT_VALUES(text_string("option", option->name)));
    cli->given[cli->given_count++] = (struct cli_given){option, value};
    if (strcmp(option->name, "help") == 0)
        cli->help = true;
    return EXIT_DONE;
}

/* "--name", "--name=value", "--name value", "-o value", "-ovalue". *i is the word's place. */
static int read_option(struct cli *cli, int argc, char **argv, int *i)
{
    const char *word = argv[*i], *value = NULL;
    const struct cli_option *option;
    if (word[1] == '-') {
        size_t len = strcspn(word + 2, "=");
        option = find_option(cli->verb, word + 2, len);
        value = word[2 + len] == '=' ? word + 3 + len : NULL;
    } else {
        option = find_letter(cli->verb, word[1]);
        value = word[2] ? word + 2 : NULL;
    }
    if (!option)
        return unknown_option(cli, word);
    if (!option->place && value)
        return cli_wrong(cli, TEXT_CLI_OPTION_TAKES_NONE,
                         TEXT_VALUES(text_string("option", option->name)));
    if (option->place && !value) {
        if (*i + 1 >= argc)
            return cli_wrong(cli, TEXT_CLI_OPTION_NEEDS_VALUE,
                             TEXT_VALUES(text_string("option", option->name),
                                         text_string("place", option->place)));
        value = argv[++*i];
    }
    return note_given(cli, option, value);
}

static int check_operands(const struct cli *cli)
{
    if (cli->operand_count < cli->verb->least)
        return cli_wrong(cli, TEXT_CLI_TOO_FEW,
                         TEXT_VALUES(text_string("verb", cli->verb->name),
                                     text_string("operands", cli->verb->operands)));
    if (cli->operand_count > cli->verb->most)
        return cli_wrong(cli, TEXT_CLI_TOO_MANY,
                         TEXT_VALUES(text_string("word", cli->operands[cli->verb->most])));
    return EXIT_DONE;
}

int cli_parse(struct cli *cli, int argc, char **argv)
{
    bool only_operands = false;
    int status = EXIT_DONE;
    size_t room = (size_t)(argc > 0 ? argc : 0) + 1;
    cli->operands = calloc(room, sizeof *cli->operands);
    cli->given = calloc(room, sizeof *cli->given);
    if (!cli->operands || !cli->given) {
        struct error err = {0};
        error_set(&err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
        return cli_fail(cli, &err);
    }
    for (int i = 0; i < argc && status == EXIT_DONE; i++) {
        if (!only_operands && strcmp(argv[i], "--") == 0)
            only_operands = true;
        else if (!only_operands && argv[i][0] == '-' && argv[i][1])
            status = read_option(cli, argc, argv, &i);
        else
            cli->operands[cli->operand_count++] = argv[i];
    }
    return status != EXIT_DONE || cli->help ? status : check_operands(cli);
}

void cli_free(struct cli *cli)
{
    free(cli->operands);
    free(cli->given);
}

size_t cli_operand_count(const struct cli *cli)
{
    return cli->operand_count;
}

const char *cli_operand(const struct cli *cli, size_t i)
{
    return i < cli->operand_count ? cli->operands[i] : NULL;
}

bool cli_has(const struct cli *cli, const char *option)
{
    return cli_value_count(cli, option) > 0;
}

size_t cli_value_count(const struct cli *cli, const char *option)
{
    size_t count = 0;
    for (size_t i = 0; i < cli->given_count; i++)
        count += strcmp(cli->given[i].option->name, option) == 0;
    return count;
}

const char *cli_value_at(const struct cli *cli, const char *option, size_t at)
{
    for (size_t i = 0; i < cli->given_count; i++) {
        if (strcmp(cli->given[i].option->name, option) == 0 && at-- == 0)
            return cli->given[i].value;
    }
    return NULL;
}

const char *cli_value(const struct cli *cli, const char *option)
{
    size_t count = cli_value_count(cli, option);
    return count ? cli_value_at(cli, option, count - 1) : NULL;
}

bool cli_number(const struct cli *cli, const char *option, int64_t *out)
{
    const char *value = cli_value(cli, option);
    if (!value)
        return true;
    char *end = NULL;
    errno = 0;
    long long number = strtoll(value, &end, 10);
    if (*value && strspn(value, "0123456789") == strlen(value) && errno == 0) {
        *out = number;
        return true;
    }
    cli_wrong(cli, TEXT_CLI_NOT_A_NUMBER,
              TEXT_VALUES(text_string("option", option), text_string("value", value)));
    return false;
}

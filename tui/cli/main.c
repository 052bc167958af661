/* The way in: finds the verb, reads its words, runs it, and looks at standard output once
 * more at the end, since a full disk may show itself only there. */
#include <errno.h>
#include <signal.h>
#include <string.h>

#include "core/base/file.h"
#include "core/base/nearest.h"
#include "tui/cli/cli_internal.h"
#include "tui/cli/person.h"
#include "tui/cli/verbs.h"

enum { NAMES_MAX = 96 };

static int unknown_verb(struct cli *cli, const char *word)
{
    const char *names[NAMES_MAX];
    size_t count = 0;
    for (; count < cli_verb_count && count < NAMES_MAX; count++)
        names[count] = cli_verbs[count]->name;
    int near = nearest_name(word, names, count);
    if (word[0] == '-')
        return cli_wrong(cli, TEXT_CLI_UNKNOWN_FIRST_OPTION,
                         TEXT_VALUES(text_string("option", word)));
    return cli_wrong(cli, near < 0 ? TEXT_CLI_UNKNOWN_VERB : TEXT_CLI_UNKNOWN_VERB_NEAR,
                     TEXT_VALUES(text_string("verb", word),
                                 text_string("nearest", near < 0 ? "" : names[near])));
}

static int run_verb(struct cli *cli, int argc, char **argv)
{
    int status = cli_parse(cli, argc, argv);
    if (status != EXIT_DONE)
        return status;
    if (cli->help) {
        cli_print_verb_help(cli, cli->verb);
        return EXIT_DONE;
    }
    return cli->verb->run(cli);
}

/* A path, or an option of the verb `open`, which need not be said. */
static bool opens_console(const char *word)
{
    for (const struct cli_option *option = verb_open.options; option->name; option++) {
        size_t len = strlen(option->name);
        if (strncmp(word, "--", 2) == 0 && strncmp(word + 2, option->name, len) == 0 &&
            (word[len + 2] == '\0' || word[len + 2] == '='))
            return true;
    }
    return !cli_find_verb(word) && file_exists(word);
}

static int run_first_word(struct cli *cli, int argc, char **argv)
{
    const char *word = argc > 1 ? argv[1] : NULL;
    if (!word && !(cli->host && cli->host->console)) {
        cli_print_help(cli);
        return EXIT_DONE;
    }
    if (!word || opens_console(word)) {
        cli->verb = &verb_open;
        return run_verb(cli, argc - 1, argv + 1);
    }
    if (strcmp(word, "--version") == 0) {
        cli_print_version(cli);
        return EXIT_DONE;
    }
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
        cli_print_help(cli);
        return EXIT_DONE;
    }
    cli->verb = cli_find_verb(word);
    return cli->verb ? run_verb(cli, argc - 2, argv + 2) : unknown_verb(cli, word);
}

int cli_main(int argc, char **argv, const struct cli_host *host)
{
    struct cli cli = {.host = host};
    /* A reader that leaves (`| head`) shows as EPIPE, and a limit on file size as EFBIG,
     * where it can be told apart from a failure. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    cli_name_login();
    int status = run_first_word(&cli, argc, argv);
    if (!cli_flush(&cli)) {
        struct error err = {0};
        error_set_errno(&err, cli.out_errno, text_get(TEXT_CLI_STANDARD_OUTPUT));
        cli.out_errno = EPIPE; /* it is of no use any more */
        status = cli_fail(&cli, &err);
    }
    cli_free(&cli);
    return status;
}

const struct cli_host *cli_host(const struct cli *cli)
{
    return cli->host;
}

/* For the files of the command line's framework only: what stands behind struct cli. */
#ifndef DATAJAM_CLI_CLI_INTERNAL_H
#define DATAJAM_CLI_CLI_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/cli/cli.h"

struct cli_given {
    const struct cli_option *option;
    const char *value; /* NULL: it takes none */
};

struct cli {
    const struct verb *verb;
    const struct cli_host *host;
    const char **operands;
    size_t operand_count;
    struct cli_given *given;
    size_t given_count;
    bool help;
    int out_errno; /* first failure of standard output, or 0 */
};

/* Reads the words behind the verb. EXIT_DONE, or EXIT_USAGE when standard error says what
 * is wrong. */
int cli_parse(struct cli *cli, int argc, char **argv);
void cli_free(struct cli *cli);

/* The i-th option of a verb, its own first, then those that all have; NULL behind the last. */
const struct cli_option *cli_verb_option(const struct verb *verb, size_t i);

void cli_print_help(struct cli *cli);
void cli_print_verb_help(struct cli *cli, const struct verb *verb);
void cli_print_version(struct cli *cli);

/* Flushes standard output; true: all of it has arrived, or its reader has left. */
bool cli_flush(struct cli *cli);

#endif

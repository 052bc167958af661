/*
 * The command line: a verb is one constant row in a file of its own (tui/cli/VERB.c),
 * named in the table of verbs.c. Help, usage and mistakes are worked out from these rows.
 *
 * Results go to standard output, messages to standard error. Exit status: 0 done, 1 it
 * failed, 2 wrong usage.
 */
#ifndef DATAJAM_CLI_CLI_H
#define DATAJAM_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/text.h"

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

struct cli;
struct helper;

struct cli_option {
    const char *name;  /* without the dashes: "limit" */
    char letter;       /* "-o" beside "--output"; 0: none */
    const char *place; /* what stands for its value: "N"; NULL: it takes none */
    bool many;         /* may be given several times */
    enum text_id help;
};

struct verb {
    const char *name;
    const char *operands;             /* as in the usage line: "SOURCE [DATASET]" */
    enum text_id summary;             /* one line for `datajam --help` */
    enum text_id examples;            /* whole lines, each a command and what it does */
    enum text_id more;                /* more words for `--help`; TEXT_NONE: none */
    size_t least, most;               /* operands */
    bool rows;                        /* rows come out: takes --format as well */
    const struct cli_option *options; /* ended by one without a name; NULL: none */
    int (*run)(struct cli *cli);      /* gives the exit status */
};

/* What the program hands in: how a console is opened. */
struct cli_host {
    void *context;
    struct helper *helper; /* for what runs in a child; NULL: there is none */
    /* Opens the console on a team file and stays until it is left. NULL path: resumes, or
     * offers the sample jam. Gives the exit status. */
    int (*console)(void *context, const char *team_path, const char *person);
    /* The same for a facilitator's console of a jam's folder; NULL or where there is no jam: a form
     * makes one first. */
    int (*facilitate)(void *context, const char *jam, const char *person);
    /* The same for the clock of a jam's folder. */
    int (*projector)(void *context, const char *jam);
    /* The same for the coach's console of a jam. */
    int (*coach)(void *context, const char *jam, const char *person);
};

/* The program after its start sequence. host may be NULL (no console). */
int cli_main(int argc, char **argv, const struct cli_host *host);

/* ---- for verbs ---- */

size_t cli_operand_count(const struct cli *cli);
const char *cli_operand(const struct cli *cli, size_t i); /* NULL: not given */

bool cli_has(const struct cli *cli, const char *option);
const char *cli_value(const struct cli *cli, const char *option); /* the last one; NULL: none */
size_t cli_value_count(const struct cli *cli, const char *option);
const char *cli_value_at(const struct cli *cli, const char *option, size_t at);

/* A whole number of 0 or more; *out stays as it is when the option is not given. False: it
 * is no number, and standard error says so: return EXIT_USAGE. */
bool cli_number(const struct cli *cli, const char *option, int64_t *out);

const struct cli_host *cli_host(const struct cli *cli); /* NULL: no console */

/* Who does it: --as, else whoever the environment says; "": nobody is known. */
const char *cli_who(const struct cli *cli);

/* Colour is allowed (NO_COLOR, --no-color, TERM=dumb, no terminal: not). */
bool cli_color(const struct cli *cli);

/* Writes a line of result to standard output; it may stay in memory until cli_main ends. */
void cli_print(struct cli *cli, enum text_id id, const struct text_value *values);
void cli_print_text(struct cli *cli, const char *text);

/* Writes "datajam: …" to standard error; gives EXIT_FAILED. */
int cli_fail(struct cli *cli, const struct error *err);

/* Writes a note to standard error and goes on. */
void cli_note(struct cli *cli, enum text_id id, const struct text_value *values);

/* Notes, before something is written to path, that locks can't be trusted on its disk. */
void cli_warn_of_place(struct cli *cli, const char *path);

/* Writes "datajam: …" and where to read more; gives EXIT_USAGE. */
int cli_wrong(const struct cli *cli, enum text_id id, const struct text_value *values);

#endif

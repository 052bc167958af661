/* What the command line says: results on standard output, messages on standard error, both
 * safe for a screen. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buffer.h"
#include "core/base/utf8.h"
#include "core/store/place.h"
#include "tui/cli/cli_internal.h"
#include "tui/cli/person.h"

/* One line to standard error. Names of files and words of the user may hold anything. */
static void say(const char *before, const char *text)
{
    struct buffer safe = {0};
    utf8_screen(span_string(text), &safe);
    fprintf(stderr, "%s%s\n", before, buffer_span(&safe).data);
    buffer_free(&safe);
}

int cli_fail(struct cli *cli, const struct error *err)
{
    /* What came before belongs before it, also where both go to one terminal. */
    cli_flush(cli);
    say("datajam: ", err->message);
    return EXIT_FAILED;
}

void cli_note(struct cli *cli, enum text_id id, const struct text_value *values)
{
    char *text = text_new(id, values);
    (void)cli;
    say("", text ? text : text_get(TEXT_OUT_OF_MEMORY));
    free(text);
}

void cli_warn_of_place(struct cli *cli, const char *path)
{
    char place[32];
    if (!place_is_local(path, place, sizeof place))
        cli_note(cli, TEXT_STORE_UNKNOWN_PLACE,
                 TEXT_VALUES(text_string("file", path), text_string("place", place)));
}

int cli_wrong(const struct cli *cli, enum text_id id, const struct text_value *values)
{
    char *text = text_new(id, values);
    char more[160];
    say("datajam: ", text ? text : text_get(TEXT_OUT_OF_MEMORY));
    free(text);
    text_format(more, sizeof more, cli->verb ? TEXT_CLI_SEE_VERB_HELP : TEXT_CLI_SEE_HELP,
                TEXT_VALUES(text_string("verb", cli->verb ? cli->verb->name : "")));
    say("", more);
    return EXIT_USAGE;
}

void cli_print_text(struct cli *cli, const char *text)
{
    if (fputs(text, stdout) == EOF && cli->out_errno == 0)
        cli->out_errno = errno;
}

void cli_print(struct cli *cli, enum text_id id, const struct text_value *values)
{
    char *text = text_new(id, values);
    cli_print_text(cli, text ? text : text_get(TEXT_OUT_OF_MEMORY));
    cli_print_text(cli, "\n");
    free(text);
}

bool cli_flush(struct cli *cli)
{
    if (fflush(stdout) != 0 && cli->out_errno == 0)
        cli->out_errno = errno;
    /* Its reader has what it wanted (`| head`): that is no failure of ours. */
    return cli->out_errno == 0 || cli->out_errno == EPIPE;
}

const char *cli_who(const struct cli *cli)
{
    const char *by = cli_value(cli, "as");
    return by ? by : cli_person();
}

bool cli_color(const struct cli *cli)
{
    const char *no_color = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    return !cli_has(cli, "no-color") && !(no_color && *no_color) && term && *term &&
           strcmp(term, "dumb") != 0 && isatty(STDOUT_FILENO);
}

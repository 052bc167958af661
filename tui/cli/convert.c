/* The verb `convert`: a data file as clean UTF-8 CSV on standard output. */
#include <string.h>
#include <unistd.h>

#include "core/ingest/header.h"
#include "core/service/convert.h"
#include "tui/cli/rows_out.h"
#include "tui/cli/verbs.h"

static const struct cli_option options[] = {
    {.name = "header", .place = "auto|yes|no|LINE", .help = TEXT_CONVERT_OPTION_HEADER},
    {.name = "names", .help = TEXT_CONVERT_OPTION_NAMES},
    {.name = "delimiter", .place = "SIGN", .help = TEXT_IMPORT_OPTION_DELIMITER},
    {.name = "quote", .place = "SIGN", .help = TEXT_IMPORT_OPTION_QUOTE},
    {.name = "from", .place = "LINE", .help = TEXT_IMPORT_OPTION_FROM},
    {.name = "encoding", .place = "NAME", .help = TEXT_IMPORT_OPTION_ENCODING},
    {.name = "sheet", .place = "NAME|NUMBER", .help = TEXT_CLI_OPTION_SHEET},
    {.name = NULL},
};

enum { REPAIRS_LISTED = 100, SHOWN_MAX = 160 };

struct telling {
    struct cli *cli;
    int64_t repairs;
};

static void note(void *context, const char *words)
{
    const struct telling *t = context;
    cli_note(t->cli, TEXT_CONVERT_NOTE,
             TEXT_VALUES(text_string("file", cli_operand(t->cli, 0)), text_string("words", words)));
}

/* The beginning of a text, as a string. */
static const char *shown(struct span text, char *out)
{
    bool cut = text.len > SHOWN_MAX;
    size_t len = cut ? SHOWN_MAX : text.len;
    while (cut && len > 0 && ((unsigned char)text.data[len] & 0xC0) == 0x80)
        len--;
    memcpy(out, text.data, len);
    strcpy(out + len, cut ? "…" : "");
    return out;
}

static void repair(void *context, int64_t line, const char *how, struct span before,
                   struct span after)
{
    struct telling *t = context;
    char a[SHOWN_MAX + 8], b[SHOWN_MAX + 8];
    if (t->repairs++ >= REPAIRS_LISTED)
        return;
    cli_note(t->cli, TEXT_CONVERT_REPAIRED,
             TEXT_VALUES(text_string("file", cli_operand(t->cli, 0)), text_number("line", line),
                         text_string("how", how), text_string("before", shown(before, a)),
                         text_string("after", shown(after, b))));
}

static int run(struct cli *cli)
{
    struct error err = {0};
    struct telling telling = {.cli = cli};
    struct convert_options wish = {
        .delimiter = cli_value(cli, "delimiter"),
        .quote = cli_value(cli, "quote"),
        .encoding = cli_value(cli, "encoding"),
        .sheet = cli_value(cli, "sheet"),
        .header = cli_value(cli, "header"),
        .names = cli_has(cli, "names"),
        .note = note,
        .repair = repair,
        .note_context = &telling,
    };
    struct header_wish header;
    if (!header_wish_from_name(wish.header, &header))
        return cli_wrong(cli, TEXT_IMPORT_HEADER_WRONG,
                         TEXT_VALUES(text_string("value", wish.header)));
    if (!cli_number(cli, "from", &wish.from_line))
        return EXIT_USAGE;
    enum status status = convert_file(cli_operand(cli, 0), &wish, STDOUT_FILENO,
                                      text_get(TEXT_CLI_STANDARD_OUTPUT), &err);
    if (telling.repairs > REPAIRS_LISTED)
        cli_note(cli, TEXT_CONVERT_REPAIRED_MORE,
                 TEXT_VALUES(text_string("file", cli_operand(cli, 0)),
                             text_number("count", telling.repairs - REPAIRS_LISTED)));
    return cli_rows_done(cli, status, &err);
}

const struct verb verb_convert = {
    .name = "convert",
    .operands = "FILE",
    .summary = TEXT_CONVERT_SUMMARY,
    .examples = TEXT_CONVERT_EXAMPLES,
    .more = TEXT_NONE,
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};

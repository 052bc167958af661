/* The verb `agenda`: the agenda of a jam as a CSV file, out of it and into it. */
#include "core/base/buffer.h"
#include "core/service/agenda_csv.h"
#include "tui/cli/verbs.h"

static const struct cli_option options[] = {
    {.name = "as", .place = "NAME", .help = TEXT_CLOCK_OPTION_AS},
    {.name = NULL},
};

static int print(struct cli *cli)
{
    struct error err = {0};
    struct buffer text = {0};
    struct sink *sink = sink_new_buffer(&text);
    enum status status = sink ? agenda_csv_write(cli_operand(cli, 0), sink, &err)
                              : error_set(&err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    sink_free(sink);
    if (status == STATUS_OK)
        cli_print_text(cli, buffer_span(&text).data);
    buffer_free(&text);
    return status == STATUS_OK ? EXIT_DONE : cli_fail(cli, &err);
}

static int run(struct cli *cli)
{
    const char *jam = cli_operand(cli, 0), *file = cli_operand(cli, 1);
    struct error err = {0};
    if (!file)
        return print(cli);
    if (agenda_csv_set(jam, file, cli_who(cli), &err) != STATUS_OK)
        return cli_fail(cli, &err);
    cli_print(cli, TEXT_AGENDA_SET, TEXT_VALUES(text_string("jam", jam)));
    return EXIT_DONE;
}

const struct verb verb_agenda = {
    .name = "agenda",
    .operands = "JAM [FILE]",
    .summary = TEXT_AGENDA_SUMMARY,
    .examples = TEXT_AGENDA_EXAMPLES,
    .more = TEXT_AGENDA_MORE,
    .least = 1,
    .most = 2,
    .options = options,
    .run = run,
};

/* What verbs share whose results are rows. */
#include "tui/cli/rows_out.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

static size_t screen_width(void)
{
    struct winsize size;
    const char *columns = getenv("COLUMNS");
    long wanted = columns ? strtol(columns, NULL, 10) : 0;
    if (wanted > 0 && wanted < 10000)
        return (size_t)wanted;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return 80;
}

bool cli_release_request(struct cli *cli, struct release_request *out)
{
    const char *name = cli_value(cli, "format");
    bool terminal = isatty(STDOUT_FILENO);
    *out = (struct release_request){.fd = STDOUT_FILENO,
                                    .fd_name = text_get(TEXT_CLI_STANDARD_OUTPUT),
                                    .format = terminal ? OUTPUT_TABLE : OUTPUT_CSV};
    out->options.width = terminal ? screen_width() : 0;
    out->options.color = cli_color(cli);
    out->options.screen = terminal;
    if (!name || output_format_from_name(name, &out->format))
        return true;
    cli_wrong(cli, TEXT_CLI_NOT_A_FORMAT, TEXT_VALUES(text_string("value", name)));
    return false;
}

void cli_note_source(struct cli *cli, const struct source *source)
{
    if (source->aside > 0)
        cli_note(
            cli, TEXT_CLI_SOURCE_ASIDE,
            TEXT_VALUES(text_string("file", source->path), text_number("rows", source->aside)));
    if (source->misfits > 0)
        cli_note(
            cli, TEXT_CLI_SOURCE_MISFITS,
            TEXT_VALUES(text_string("file", source->path), text_number("values", source->misfits)));
}

enum status cli_open_dataset(struct cli *cli, const char *source_name, const char *dataset_name,
                             struct source *source, struct arena *arena,
                             struct dataset_info *dataset, struct error *err)
{
    return cli_open_dataset_for(cli, source_name, dataset_name, SOURCE_READ, source, arena, dataset,
                                err);
}

enum status cli_open_dataset_for(struct cli *cli, const char *source_name, const char *dataset_name,
                                 enum source_use use, struct source *source, struct arena *arena,
                                 struct dataset_info *dataset, struct error *err)
{
    if (!arena)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = source_open_sheet(source, source_name, cli_value(cli, "sheet"), use, err);
    if (status == STATUS_OK)
        cli_note_source(cli, source);
    if (status == STATUS_OK)
        status = dataset_find(source->db, arena, dataset_name, dataset, err);
    if (status == STATUS_OK && dataset->changed_shape)
        cli_note(cli, TEXT_CLI_DATASET_ALTERED, TEXT_VALUES(text_string("dataset", dataset->name)));
    return status;
}

int cli_rows_done(struct cli *cli, enum status status, const struct error *err)
{
    if (status == STATUS_OK || status == STATUS_CANCELLED)
        return EXIT_DONE;
    return cli_fail(cli, err);
}

/* For verbs that work on columns: a dataset opened for it, and the options that say which of
 * its rows are meant. */
#ifndef DATAJAM_CLI_FRAME_ARGS_H
#define DATAJAM_CLI_FRAME_ARGS_H

#include "core/service/frames.h"
#include "core/service/open.h"
#include "core/service/selection.h"
#include "tui/cli/cli.h"

/* For the table of a verb's options. */
#define CLI_OPTION_WHERE                                                                           \
    {                                                                                              \
        "where", 0, "FILTER", true, TEXT_CLI_OPTION_WHERE                                          \
    }
#define CLI_OPTION_CASE                                                                            \
    {                                                                                              \
        "case", 0, NULL, false, TEXT_CLI_OPTION_CASE                                               \
    }

/* The columns of a source's dataset. Zero-initialise it; safe to close then, and twice. */
struct cli_frame {
    struct frames *frames;
    struct frame_use *use;
    const struct dataset_info *dataset; /* of the use */
    struct filter_list filters;         /* of --where and --case */
};

/* Opens the columns of a dataset of an open source and reads the filters; these live in
 * arena. */
enum status cli_frame_open(struct cli_frame *out, struct cli *cli, const struct source *source,
                           const struct dataset_info *dataset, struct arena *arena,
                           struct error *err);
void cli_frame_close(struct cli_frame *frame);

#endif

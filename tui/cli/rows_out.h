/* For verbs whose results are rows: from the command line to the release gate. */
#ifndef DATAJAM_CLI_ROWS_OUT_H
#define DATAJAM_CLI_ROWS_OUT_H

#include "core/base/arena.h"
#include "core/service/open.h"
#include "core/service/release.h"
#include "core/store/dataset.h"
#include "tui/cli/cli.h"

/* Rows to standard output, in the format of --format, or what fits where it leads. False:
 * --format is none, and standard error says so: return EXIT_USAGE. */
bool cli_release_request(struct cli *cli, struct release_request *out);

/* Tells what of a data file is not among the rows that come out. */
void cli_note_source(struct cli *cli, const struct source *source);

/* Opens the source and finds the dataset (NULL: the only one). Warnings are written. */
enum status cli_open_dataset(struct cli *cli, const char *source_name, const char *dataset_name,
                             struct source *source, struct arena *arena,
                             struct dataset_info *dataset, struct error *err);

/* The same for a verb that may write: team files only then. */
enum status cli_open_dataset_for(struct cli *cli, const char *source_name, const char *dataset_name,
                                 enum source_use use, struct source *source, struct arena *arena,
                                 struct dataset_info *dataset, struct error *err);

/* The exit status of a verb that has written rows; a reader that left is no failure. */
int cli_rows_done(struct cli *cli, enum status status, const struct error *err);

#endif

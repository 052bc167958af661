/* What `datajam chart` was asked for beside the pivot; `datajam board pin` is, too. */
#ifndef DATAJAM_CLI_CHART_ARGS_H
#define DATAJAM_CLI_CHART_ARGS_H

#include "core/analysis/chart.h"
#include "core/store/dataset.h"
#include "tui/cli/cli.h"

/* --kind and --stack. A wrong word: false, and standard error says so. */
bool chart_args_check(struct cli *cli, struct chart_settings *out);

/* The column that --by names. */
enum status chart_args_by(struct cli *cli, const struct dataset_info *dataset,
                          struct chart_settings *out, struct error *err);

#endif

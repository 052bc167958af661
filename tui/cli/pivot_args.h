/* What `datajam pivot` was asked for. */
#ifndef DATAJAM_CLI_PIVOT_ARGS_H
#define DATAJAM_CLI_PIVOT_ARGS_H

#include "core/analysis/pivot.h"
#include "core/base/arena.h"
#include "core/frame/filter.h"
#include "core/service/frames.h"
#include "core/store/dataset.h"
#include "tui/cli/cli.h"

struct pivot_args {
    struct pivot_spec spec;
    struct span sort_column; /* sort by this value of the column field; len 0: see the spec */
};

/* Wrong words: false, and standard error says so (return EXIT_USAGE). Needs no dataset. rows:
 * there must be some. */
bool pivot_args_check(struct cli *cli, bool rows);

/* Columns are looked up here; all in arena. */
enum status pivot_args_read(struct cli *cli, const struct dataset_info *dataset,
                            struct arena *arena, struct pivot_args *out, struct error *err);

/* Finds the column that --sort names, by making the table. */
enum status pivot_args_sort(struct pivot_args *args, struct frame_use *use,
                            const struct filter_list *filters, struct arena *arena,
                            struct error *err);

#endif

/*
 * For the verbs that make columns: what stands on the command line as a recipe, and the column
 * made, or looked at, with its values on standard output.
 */
#ifndef DATAJAM_CLI_DERIVE_ARGS_H
#define DATAJAM_CLI_DERIVE_ARGS_H

#include "core/analysis/recipe.h"
#include "core/service/derive.h"
#include "tui/cli/frame_args.h"

/* For the table of a verb's options. */
#define CLI_OPTIONS_DERIVE                                                                         \
    {"as", 0, "NEW", false, TEXT_CLI_CLEAN_AS}, {"again", 0, NULL, false, TEXT_CLI_DERIVE_AGAIN},  \
    {                                                                                              \
        "preview", 0, NULL, false, TEXT_CLI_DERIVE_PREVIEW                                         \
    }

/* A verb under way: its dataset and its column. */
struct cli_deriving {
    struct cli *cli;
    struct arena *arena;
    struct frame_use *use;
    const struct dataset_info *dataset;
    size_t column;
    struct recipe recipe;
};

/* Fills deriving->recipe from the options. STATUS_INVALID says what is wrong with them. */
typedef enum status cli_recipe_fn(struct cli_deriving *deriving, struct error *err);

/* SOURCE [DATASET] COLUMN; gives the exit status. */
int cli_derive(struct cli *cli, cli_recipe_fn *read);

#endif

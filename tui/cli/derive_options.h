/* The options of `datajam derive`, each with what stands behind it, as recipes. */
#ifndef DATAJAM_CLI_DERIVE_OPTIONS_H
#define DATAJAM_CLI_DERIVE_OPTIONS_H

#include "tui/cli/derive_args.h"

/* Decimals that are kept unless other ones are asked for. */
enum { RECIPE_DECIMALS = 2 };

/* Fills d->recipe; its source is set. Texts stay where they are. */
typedef enum status derive_option_fn(struct cli_deriving *d, const char *text, struct error *err);

derive_option_fn derive_option_part, derive_option_years, derive_option_months, derive_option_days,
    derive_option_plus, derive_option_minus, derive_option_times, derive_option_divided,
    derive_option_percent, derive_option_yes, derive_option_before, derive_option_after,
    derive_option_first, derive_option_last, derive_option_pattern, derive_option_postcode,
    derive_option_change;

#endif

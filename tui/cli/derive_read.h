/* The options of `datajam derive`, each with what stands behind it, as recipes. */
#ifndef DATAJAM_CLI_DERIVE_READ_H
#define DATAJAM_CLI_DERIVE_READ_H

#include "tui/cli/derive_args.h"

/* Decimals that are kept unless other ones are asked for. */
enum { RECIPE_DECIMALS = 2 };

/* Fills d->recipe; its source is set. Texts stay where they are. */
typedef enum status derive_read_fn(struct cli_deriving *d, const char *text, struct error *err);

derive_read_fn derive_read_part, derive_read_years, derive_read_months, derive_read_days,
    derive_read_plus, derive_read_minus, derive_read_times, derive_read_divided,
    derive_read_percent, derive_read_yes, derive_read_before, derive_read_after, derive_read_first,
    derive_read_last, derive_read_pattern, derive_read_postcode, derive_read_change;

#endif

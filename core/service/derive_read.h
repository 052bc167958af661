/* What people type for new columns: lists, limits of bands, a number or a column. */
#ifndef DATAJAM_SERVICE_DERIVE_READ_H
#define DATAJAM_SERVICE_DERIVE_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "core/analysis/recipe.h"
#include "core/store/dataset.h"

/* A list as `A,"B, C"` ("" for a quote inside quotes, and "" alone for empty cells), blanks
 * around what is not quoted aside; in arena. False: no memory, or a quote is not closed. */
bool derive_read_list(struct arena *arena, const char *text, struct span **out, size_t *count);

/* "0, 12, 24" as the limits of bands of a column of that type, with their names. */
enum status derive_read_limits(struct arena *arena, const char *text, enum column_type type,
                               struct recipe *out, struct error *err);

/* Names of one's own for the bands, from the lowest limit on; one more is below it. */
enum status derive_read_names(struct arena *arena, const char *text, struct recipe *recipe,
                              struct error *err);

/* A number, or else a column, whose id becomes recipe->with. */
enum status derive_read_operand(const struct dataset_info *dataset, const char *text,
                                struct recipe *recipe, double *number, struct error *err);

/* What begins with a digit is a date as it stands; else a column, which becomes recipe->with. */
enum status derive_read_until(const struct dataset_info *dataset, const char *text,
                              struct recipe *recipe, struct error *err);

#endif

/* Columns as a person names them. */
#ifndef DATAJAM_SERVICE_COLUMNS_H
#define DATAJAM_SERVICE_COLUMNS_H

#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/span.h"
#include "core/store/dataset.h"

/* Position of the column with this name or label, in any case. STATUS_NOT_FOUND offers the
 * nearest. */
enum status column_find(const struct dataset_info *dataset, struct span name, size_t *out,
                        struct error *err);

/* A list as `A,"B, C",D` ("" for a quote inside quotes); *out lives in arena. */
enum status column_find_list(const struct dataset_info *dataset, struct arena *arena,
                             const char *list, size_t **out, size_t *count, struct error *err);

/* A sort key as COLUMN, COLUMN:asc or COLUMN:desc. */
enum status column_find_sort_key(const struct dataset_info *dataset, const char *text,
                                 struct sort_key *out, struct error *err);

#endif

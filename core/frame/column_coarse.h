/* Columns that are looked at less closely than they could be, where that is enough. */
#ifndef DATAJAM_FRAME_COLUMN_COARSE_H
#define DATAJAM_FRAME_COLUMN_COARSE_H

#include <stdbool.h>

#include "core/base/error.h"
#include "core/frame/column.h"

/* The days of a column of FORM_SECOND, as one of FORM_DAY. Freed with column_free. */
enum status column_days(struct frame_column **out, const struct frame_column *seconds,
                        struct error *err);

/* Has nearly every row another value? Told from a random sample (always the same one), for
 * columns whose codes are too many to be counted in a table. False for few rows. */
bool column_seems_unique(const struct frame_column *column);

#endif

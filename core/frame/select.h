/*
 * Filters on columns: a condition is worked out once per distinct value where that is
 * possible, and the codes of the rows are mapped to a bitmap.
 */
#ifndef DATAJAM_FRAME_SELECT_H
#define DATAJAM_FRAME_SELECT_H

#include "core/base/error.h"
#include "core/frame/bitmap.h"
#include "core/frame/column.h"
#include "core/frame/filter.h"

/*
 * The rows of the column that the filter lets pass, into a new bitmap. name is the column's,
 * for errors. STATUS_INVALID: a text against a number or a date, a bad pattern, a pattern
 * that runs into its limits. cancel may be NULL.
 */
enum status select_rows(const struct frame_column *column, const struct filter *filter,
                        const char *name, const volatile int *cancel, struct bitmap *out,
                        struct error *err);

/* The same question without rows: would it be refused? */
enum status select_check(enum column_type type, const struct filter *filter, const char *name,
                         struct error *err);

#endif

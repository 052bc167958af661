/*
 * A result sorted and filtered: the statement that gave it with another one around it, so that
 * the child does the work and a result of any size is as good as a small one.
 */
#ifndef DATAJAM_SERVICE_QUERY_SHAPE_H
#define DATAJAM_SERVICE_QUERY_SHAPE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/buffer.h"
#include "core/base/span.h"
#include "core/base/value.h"

enum { QUERY_FILTERS_MAX = 8 };

/* Rows that have the value in the column, or that have it not. */
struct query_filter {
    size_t column;
    bool leave_out;
    struct value value; /* VALUE_EMPTY: empty cells */
};

struct query_shape {
    bool sorted, descending;
    size_t sort;                                    /* column */
    const char *order;                              /* "low; high" of its values, or NULL */
    struct query_filter filters[QUERY_FILTERS_MAX]; /* all of them hold */
    size_t filter_count;
};

bool query_is_shaped(const struct query_shape *shape);

/* The statement for it, added to out; names are those of its columns. Rows are in the order in
 * which the Data pane has them: sort_key(), empty values last. */
void query_shape_sql(const struct query_shape *shape, struct span sql, const char *const *names,
                     size_t count, struct buffer *out);

#endif

/* What the files of core/service/pivot_sql*.c share. */
#ifndef DATAJAM_SERVICE_PIVOT_SQL_INTERNAL_H
#define DATAJAM_SERVICE_PIVOT_SQL_INTERNAL_H

#include "core/base/buffer.h"
#include "core/service/pivot_internal.h"

/* Names in double quotes, texts in single ones, numbers as they are, empties as NULL. */
void pivot_sql_name(struct buffer *out, const char *name);
void pivot_sql_text(struct buffer *out, struct span text);
void pivot_sql_value(struct buffer *out, const struct value *value);

/* The column of the dataset as an expression: an empty text is no value. */
void pivot_sql_column(struct buffer *out, const struct dataset_info *dataset, size_t position);

/* The condition of a filter, in brackets where it needs them. *pattern is set where it says
 * REGEXP. STATUS_INVALID: it can't be said. */
enum status pivot_sql_filter(struct buffer *out, struct frame_use *use, const struct filter *filter,
                             bool *pattern, struct error *err);

/* How the values of a field become groups, and groups lines in their order. */
enum sql_order {
    SQL_ORDER_SELF,  /* groups compare as SQL compares them */
    SQL_ORDER_LEAST, /* by the least value in them: bands */
    SQL_ORDER_PLACES /* by a list of places */
};

/* The group that a row's value belongs to. */
void pivot_sql_group(struct buffer *out, const struct pivot_work *work, size_t field);
enum sql_order pivot_sql_order(const struct pivot_work *work, size_t field);

/* A group as pivot_sql_group makes it: 'Cambridge', 12, NULL. */
void pivot_sql_group_value(struct buffer *out, const struct groups *groups, uint32_t group);

#endif

/* What the files of core/service/pivot_sql*.c share. */
#ifndef DATAJAM_SERVICE_PIVOT_SQL_INTERNAL_H
#define DATAJAM_SERVICE_PIVOT_SQL_INTERNAL_H

#include "core/analysis/pivot_pair.h"
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

/* ---- the statement that is being made ---- */

#define PIVOT_SQL_ALL UINT32_MAX /* in place of a column: of all of them */

struct sql {
    struct pivot_work work;
    struct pivot_table table; /* for lines that are listed */
    struct arena *arena;
    struct buffer *out;
    bool listed;                  /* lines are listed with their places */
    bool worded;                  /* least or greatest of texts, by their places */
    const struct groups *columns; /* NULL: no column field */
    struct pivot_line *lines;     /* of those columns */
    struct buffer conditions;
    bool pattern;
};

/* The rows that lines are made of: "rows_in", or "ranked" with what medians need. */
const char *pivot_sql_rows(const struct sql *sql);

/* expression of the rows of a column. */
void pivot_sql_chosen(struct sql *sql, uint32_t column, const char *expression);

/* The value of a column; line: of a line, else of the total. */
void pivot_sql_figure(struct sql *sql, uint32_t column, bool line);

/* ---- ways to show (pivot_sql_show.c) ---- */

/* Percentages are worked out where the figures are, since they need others than those of their
 * line; what compares columns of a line, from the finished figures. */
void pivot_sql_inner(struct sql *sql, uint32_t column, bool line);
void pivot_sql_outer(struct sql *sql, uint32_t column);
/* The totals of groups, in front of the lines, and beside the rows of each line. */
void pivot_sql_blocks(struct sql *sql);
void pivot_sql_join_blocks(struct sql *sql);
enum status pivot_sql_check_show(const struct sql *sql, struct error *err);

#endif

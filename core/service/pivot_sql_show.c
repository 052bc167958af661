/*
 * How a statement says the ways to show figures. Percentages are worked out where the figures
 * are, since they need totals of others; what compares the columns of a line, from the
 * figures k0, k1, … of the finished line.
 */
#include "core/service/pivot_sql_internal.h"

static void add(struct sql *sql, const char *text)
{
    buffer_add_string(sql->out, text);
}

static enum pivot_show show_of(const struct sql *sql)
{
    return sql->work.spec->show;
}

static bool compares_columns(const struct sql *sql)
{
    enum pivot_show show = show_of(sql);
    return show == PIVOT_SHOW_DIFFERENCE || show == PIVOT_SHOW_CHANGE || show == PIVOT_SHOW_FROM ||
           show == PIVOT_SHOW_INDEX;
}

enum status pivot_sql_check_show(const struct sql *sql, struct error *err)
{
    if (show_of(sql) == PIVOT_SHOW_GROUP && sql->work.spec->value == PIVOT_MEDIAN)
        return error_set(err, STATUS_INVALID, TEXT_PIVOT_SQL_GROUP_MEDIAN, NULL);
    return STATUS_OK;
}

/* ---- totals of groups ---- */

static unsigned place_of(const struct sql *sql, uint32_t column)
{
    return column == PIVOT_SQL_ALL ? sql->columns ? sql->columns->count : 0 : column;
}

/* From all rows of a group, also where some of its lines are among the others. */
void pivot_sql_blocks(struct sql *sql)
{
    uint32_t count = sql->columns ? sql->columns->count : 0;
    if (show_of(sql) != PIVOT_SHOW_GROUP)
        return;
    add(sql, ",\nblocks AS (\n  SELECT r0 AS grp");
    for (uint32_t i = 0; i <= count; i++) {
        add(sql, ",\n         ");
        pivot_sql_figure(sql, i < count ? i : PIVOT_SQL_ALL, false);
        buffer_printf(sql->out, " AS g%u", (unsigned)i);
    }
    add(sql, sql->listed ? "\n  FROM found" : "\n  FROM rows_in");
    add(sql, "\n  GROUP BY r0\n)");
}

void pivot_sql_join_blocks(struct sql *sql)
{
    if (show_of(sql) == PIVOT_SHOW_GROUP)
        buffer_printf(sql->out, " LEFT JOIN blocks ON grp IS %s.r0", pivot_sql_rows(sql));
}

/* ---- percentages ---- */

static void add_total(struct sql *sql, uint32_t column)
{
    add(sql, "(SELECT ");
    pivot_sql_figure(sql, column, false);
    buffer_printf(sql->out, " FROM %s)", pivot_sql_rows(sql));
}

/* The others are of no group: they are part of their column. */
static void add_block(struct sql *sql, uint32_t column)
{
    if (sql->listed) {
        add(sql, "CASE WHEN place IS NULL THEN ");
        add_total(sql, column);
        add(sql, " ELSE ");
    }
    buffer_printf(sql->out, "min(g%u)", place_of(sql, column));
    add(sql, sql->listed ? " END" : "");
}

static void add_percentage(struct sql *sql, uint32_t column, bool line)
{
    enum pivot_show show = show_of(sql);
    add(sql, "100.0 * ");
    pivot_sql_figure(sql, column, line);
    add(sql, " / nullif(");
    if (show == PIVOT_SHOW_ROW)
        pivot_sql_figure(sql, PIVOT_SQL_ALL, line);
    else if (show == PIVOT_SHOW_GROUP && line)
        add_block(sql, column);
    else
        add_total(sql, show == PIVOT_SHOW_TOTAL ? PIVOT_SQL_ALL : column);
    add(sql, ", 0)");
}

void pivot_sql_inner(struct sql *sql, uint32_t column, bool line)
{
    if (show_of(sql) != PIVOT_SHOW_VALUE && !compares_columns(sql)) {
        add_percentage(sql, column, line);
        return;
    }
    /* Without rows the sum is 0; without a number in any of them it is not known. */
    if (compares_columns(sql) && sql->work.spec->value == PIVOT_SUM) {
        add(sql, "count(");
        pivot_sql_chosen(sql, column, "1");
        buffer_printf(sql->out, ") AS n%u,\n         ", place_of(sql, column));
    }
    pivot_sql_figure(sql, column, line);
}

/* ---- columns beside each other ---- */

/* Where no rows are, none are counted. */
static void add_counted(struct sql *sql, size_t column)
{
    unsigned i = (unsigned)column;
    switch (sql->work.spec->value) {
    case PIVOT_COUNT:
    case PIVOT_DISTINCT:
        buffer_printf(sql->out, "coalesce(k%u, 0)", i);
        return;
    case PIVOT_SUM:
        buffer_printf(sql->out, "CASE WHEN n%u = 0 THEN 0 ELSE k%u END", i, i);
        return;
    default:
        buffer_printf(sql->out, "k%u", i);
    }
}

/* One of the two has rows; averages and the like have no value else anyway. */
static void add_condition(struct sql *sql, const struct pivot_pair *pair)
{
    unsigned of = (unsigned)pair->of, with = (unsigned)pair->with;
    switch (sql->work.spec->value) {
    case PIVOT_COUNT:
    case PIVOT_DISTINCT:
        buffer_printf(sql->out, "coalesce(k%u, k%u) IS NOT NULL", of, with);
        return;
    case PIVOT_SUM:
        buffer_printf(sql->out, "n%u + n%u > 0", of, with);
        return;
    default:
        buffer_printf(sql->out, "k%u IS NOT NULL", of);
    }
}

static void add_comparison(struct sql *sql, const struct pivot_pair *pair)
{
    bool change = show_of(sql) == PIVOT_SHOW_CHANGE, index = show_of(sql) == PIVOT_SHOW_INDEX;
    add(sql, "CASE WHEN ");
    add_condition(sql, pair);
    if (index) {
        add(sql, " AND ");
        add_counted(sql, pair->with);
        add(sql, " > 0");
    }
    add(sql, change || index ? " THEN 100.0 * " : " THEN ");
    add(sql, change ? "(" : "");
    add_counted(sql, pair->of);
    add(sql, index ? " / " : " - ");
    add_counted(sql, pair->with);
    if (change) {
        add(sql, ") / nullif(abs(");
        add_counted(sql, pair->with);
        add(sql, "), 0)");
    }
    add(sql, " END");
}

void pivot_sql_outer(struct sql *sql, uint32_t column)
{
    uint32_t count = sql->columns ? sql->columns->count : 0;
    struct pivot_pair pair = pivot_pair_of(sql->work.spec, PIVOT_LINE, sql->lines, count, column);
    if (!compares_columns(sql))
        buffer_printf(sql->out, "k%u", (unsigned)column);
    else if (!pair.shown)
        add(sql, "NULL");
    else
        add_comparison(sql, &pair);
}

/*
 * The statement stands in a common table expression with names of its own for the columns, since
 * a result may have two of one name, or none.
 */
#include "core/service/query_shape.h"

#include "core/service/pivot_sql_internal.h"

bool query_is_shaped(const struct query_shape *shape)
{
    return shape->sorted || shape->filter_count > 0;
}

/* Without what may stand behind a statement, but not inside of one: semicolons and blanks. */
static struct span trim(struct span sql)
{
    while (sql.len > 0 &&
           ((unsigned char)sql.data[sql.len - 1] <= ' ' || sql.data[sql.len - 1] == ';'))
        sql.len--;
    return sql;
}

static void add_filters(const struct query_shape *shape, struct buffer *out)
{
    for (size_t i = 0; i < shape->filter_count; i++) {
        const struct query_filter *filter = &shape->filters[i];
        buffer_printf(out, "%s c%zu IS%s ", i ? " AND" : "\nWHERE", filter->column,
                      filter->leave_out ? " NOT" : "");
        pivot_sql_value(out, &filter->value);
    }
}

void query_shape_sql(const struct query_shape *shape, struct span sql, const char *const *names,
                     size_t count, struct buffer *out)
{
    buffer_add_string(out, "WITH result(");
    for (size_t i = 0; i < count; i++)
        buffer_printf(out, "%sc%zu", i ? ", " : "", i);
    buffer_add_string(out, ") AS (\n");
    buffer_add_span(out, trim(sql));
    buffer_add_string(out, "\n)\nSELECT ");
    for (size_t i = 0; i < count; i++) {
        buffer_printf(out, "%sc%zu AS ", i ? ", " : "", i);
        pivot_sql_name(out, names[i]);
    }
    buffer_add_string(out, "\nFROM result");
    add_filters(shape, out);
    if (shape->sorted)
        buffer_printf(out, "\nORDER BY c%zu IS NULL, c%zu COLLATE NOCASE%s", shape->sort,
                      shape->sort, shape->descending ? " DESC" : "");
}

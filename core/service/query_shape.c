/*
 * The statement stands in a common table expression with names of its own for the columns, since
 * a result may have two of one name, or none.
 */
#include "core/service/query_shape.h"

#include <string.h>

#include "core/service/pivot_sql_internal.h"

enum { PLACES_MOST = 1000000 }; /* behind all that are listed */

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

/* The places of values whose order is given: CASE lower(c) WHEN fold('low') THEN 0 … */
static void add_places(const struct query_shape *shape, const char *order, struct buffer *out)
{
    buffer_printf(out, "CASE fold(c%zu)", shape->sort);
    for (size_t place = 0; *order; place++) {
        size_t len = strcspn(order, ";");
        struct span word = span_of(order, len);
        while (word.len > 0 && word.data[0] == ' ')
            word = span_of(word.data + 1, word.len - 1);
        while (word.len > 0 && word.data[word.len - 1] == ' ')
            word.len--;
        buffer_add_string(out, " WHEN fold(");
        pivot_sql_text(out, word);
        buffer_printf(out, ") THEN %zu", place);
        order += len + (order[len] == ';');
    }
    buffer_printf(out, " ELSE %d END%s, ", PLACES_MOST, shape->descending ? " DESC" : "");
}

/* As the Data pane sorts: empties last, the order that the dictionary gives, numbers by value,
 * then texts in natural order, those that are the same then by their bytes. */
static void add_order(const struct query_shape *shape, struct buffer *out)
{
    const char *down = shape->descending ? " DESC" : "";
    buffer_printf(out, "\nORDER BY c%zu IS NULL, ", shape->sort);
    if (shape->order && *shape->order)
        add_places(shape, shape->order, out);
    buffer_printf(out, "sort_key(c%zu)%s, c%zu%s", shape->sort, down, shape->sort, down);
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
        add_order(shape, out);
}

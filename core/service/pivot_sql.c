/*
 * A pivot as one SQL statement, for those who want to see, change or check it elsewhere.
 * Plain SQLite: conditional aggregation over the columns that were found, a select for the
 * lines and one for the total, medians by numbering rows in windows. What order lines have
 * is said by what SQL can sort by, or else by a list of them with their places.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/pivot_sql_internal.h"

enum { SQL_COLUMNS_MAX = 1900, SQL_LINES_MAX = 100000, SQL_WORDS_MAX = 20000 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static void add(struct sql *sql, const char *text)
{
    buffer_add_string(sql->out, text);
}

/* ---- the value of a row ---- */

static bool comes_after(const struct value *before, const struct value *value)
{
    struct span a = before->text, b = value->text;
    size_t len = a.len < b.len ? a.len : b.len;
    if (before->kind != VALUE_TEXT || value->kind != VALUE_TEXT)
        return false;
    int order = memcmp(a.data, b.data, len);
    return order < 0 || (order == 0 && a.len < b.len);
}

/* Words are in the order in which SQL has them. */
static bool words_ascend(const struct frame_column *column)
{
    bool numbers = column_is_numeric(column);
    double last = 0, number = 0;
    for (uint64_t code = 1; code <= column->top; code++) {
        bool first = code == 1;
        last = number;
        if (numbers && column_number(column, code, &number) && (first || number > last))
            continue;
        if (numbers || (!first && !comes_after(&column->words[code - 1], &column->words[code])))
            return false;
    }
    return true;
}

/* SQL knows the order of numbers and of bytes. */
static enum status check_order(struct sql *sql, struct error *err)
{
    const struct pivot_work *work = &sql->work;
    enum pivot_value value = work->spec->value;
    if ((value != PIVOT_MIN && value != PIVOT_MAX) ||
        (work->value->form != FORM_WORDS && work->value->form != FORM_TEXTS))
        return STATUS_OK;
    if (work->value->form == FORM_TEXTS || work->value->top > SQL_WORDS_MAX)
        return error_set(
            err, STATUS_INVALID, TEXT_PIVOT_SQL_WORDS,
            TEXT_VALUES(text_string("column", work->dataset->columns[work->value_position].name)));
    sql->worded = !words_ascend(work->value);
    return STATUS_OK;
}

static enum status add_row_value(struct sql *sql, struct error *err)
{
    const struct pivot_work *work = &sql->work;
    enum pivot_value value = work->spec->value;
    enum status status = STATUS_OK;
    if (value == PIVOT_COUNT) {
        add(sql, "1");
    } else if (value == PIVOT_SHARE) {
        struct span text;
        struct filter filter = pivot_share_filter(work->spec, &text);
        add(sql, "CASE WHEN ");
        status = pivot_sql_filter(sql->out, work->use, &filter, &sql->pattern, err);
        add(sql, " THEN 1.0 ELSE 0.0 END");
    } else if (sql->worded) {
        add(sql, "(SELECT place FROM words WHERE word = ");
        pivot_sql_column(sql->out, work->dataset, work->value_position);
        add(sql, ")");
    } else if (value != PIVOT_DISTINCT && value != PIVOT_MIN && value != PIVOT_MAX &&
               !column_is_numeric(work->value)) {
        add(sql, "CASE WHEN typeof(");
        pivot_sql_column(sql->out, work->dataset, work->value_position);
        add(sql, ") IN ('integer', 'real') THEN ");
        pivot_sql_column(sql->out, work->dataset, work->value_position);
        add(sql, " END");
    } else {
        pivot_sql_column(sql->out, work->dataset, work->value_position);
    }
    return status;
}

/* ---- the rows ---- */

/* What lines are grouped by. */
static void add_keys(struct sql *sql, const char *before)
{
    if (sql->work.row_fields == 0)
        return;
    add(sql, before);
    if (sql->listed)
        add(sql, "place");
    else
        add(sql, sql->work.row_fields == 2 ? "r0, r1" : "r0");
}

static bool orders_by_least(const struct sql *sql, size_t field)
{
    return !sql->listed && pivot_sql_order(&sql->work, field) == SQL_ORDER_LEAST;
}

static enum status add_rows(struct sql *sql, struct error *err)
{
    const struct pivot_work *work = &sql->work;
    add(sql, sql->listed ? "found AS (\n  SELECT " : "rows_in AS (\n  SELECT ");
    for (size_t i = 0; i < work->row_fields; i++) {
        pivot_sql_group(sql->out, work, i);
        buffer_printf(sql->out, " AS r%zu,\n         ", i);
        if (orders_by_least(sql, i)) {
            pivot_sql_column(sql->out, work->dataset, work->positions[i]);
            buffer_printf(sql->out, " AS b%zu,\n         ", i);
        }
    }
    if (sql->columns) {
        pivot_sql_group(sql->out, work, work->row_fields);
        add(sql, " AS c,\n         ");
    }
    enum status status = add_row_value(sql, err);
    add(sql, " AS v\n  FROM ");
    pivot_sql_name(sql->out, work->dataset->name);
    if (sql->conditions.len > 0) {
        add(sql, "\n  WHERE ");
        buffer_add_span(sql->out, buffer_span(&sql->conditions));
    }
    add(sql, "\n)");
    return status;
}

/* Each line of the table with its place; rows of none of them are the others. */
static void add_lines(struct sql *sql)
{
    const struct pivot_work *work = &sql->work;
    const char *fields = work->row_fields == 2 ? "place, r0, r1" : "place, r0";
    size_t place = 0;
    buffer_printf(sql->out, ",\nlines(%s) AS (VALUES\n", fields);
    for (size_t i = 0; i < sql->table.row_count; i++) {
        const struct pivot_line *line = &sql->table.rows[i];
        if (line->kind != PIVOT_LINE)
            continue;
        buffer_printf(sql->out, "%s  (%zu", place ? ",\n" : "", place + 1);
        for (size_t f = 0; f < work->row_fields; f++) {
            add(sql, ", ");
            pivot_sql_group_value(sql->out, &work->groups[f], line->groups[f]);
        }
        add(sql, ")");
        place++;
    }
    if (place == 0)
        add(sql, work->row_fields == 2 ? "  (0, NULL, NULL)" : "  (0, NULL)");
    add(sql, "\n),\nrows_in AS (\n  SELECT place, ");
    add(sql, work->row_fields == 2 ? "lines.r0 AS r0, lines.r1 AS r1, " : "lines.r0 AS r0, ");
    add(sql, sql->columns ? "c, v" : "v");
    add(sql, "\n  FROM found LEFT JOIN lines ON lines.r0 IS found.r0");
    add(sql, work->row_fields == 2 ? " AND lines.r1 IS found.r1\n)" : "\n)");
}

static void add_words(struct sql *sql)
{
    const struct frame_column *column = sql->work.value;
    add(sql, "words(place, word) AS (VALUES");
    for (uint64_t code = 1; code <= column->top; code++) {
        buffer_printf(sql->out, "%s (%llu, ", code > 1 ? "," : "", (unsigned long long)code);
        pivot_sql_value(sql->out, &column->words[code]);
        add(sql, ")");
    }
    add(sql, column->top ? "),\n" : " (0, NULL)),\n");
}

/* For medians: the number of each value in its cell and in each margin, and how many. */
static void add_ranks(struct sql *sql)
{
    add(sql, ",\nranked AS (\n  SELECT *");
    for (int cell = 0; cell < 4; cell++) {
        bool line = cell & 1, column = cell & 2;
        if ((column && !sql->columns) || (line && sql->work.row_fields == 0))
            continue;
        for (int part = 0; part < 2; part++) {
            add(sql, part ? ",\n         count(v) OVER (" : ",\n         row_number() OVER (");
            add(sql, line || column || !part ? "PARTITION BY " : "");
            if (line)
                add_keys(sql, "");
            add(sql, line && column ? ", c" : column ? "c" : "");
            if (!part)
                add(sql, line || column ? ", v IS NULL ORDER BY v" : "v IS NULL ORDER BY v");
            buffer_printf(sql->out, ") AS %s%d", part ? "m" : "n", cell);
        }
    }
    add(sql, "\n  FROM rows_in\n)");
}

/* ---- a cell ---- */

/* expression of the rows of a column; all: of all columns. */
void pivot_sql_chosen(struct sql *sql, uint32_t column, const char *expression)
{
    if (column == PIVOT_SQL_ALL) {
        add(sql, expression);
        return;
    }
    add(sql, "CASE WHEN c IS ");
    pivot_sql_group_value(sql->out, sql->columns, column);
    buffer_printf(sql->out, " THEN %s END", expression);
}

static void add_aggregate(struct sql *sql, const char *function, uint32_t column, const char *end)
{
    buffer_printf(sql->out, "%s(", function);
    pivot_sql_chosen(sql, column, "v");
    add(sql, end);
}

static void add_median(struct sql *sql, uint32_t column, bool line)
{
    int cell = (line ? 1 : 0) + (column == PIVOT_SQL_ALL ? 0 : 2);
    char middle[80];
    snprintf(middle, sizeof middle, "CASE WHEN n%d IN ((m%d + 1) / 2, (m%d + 2) / 2) THEN v END",
             cell, cell, cell);
    add(sql, "avg(");
    pivot_sql_chosen(sql, column, middle);
    add(sql, ")");
}

void pivot_sql_figure(struct sql *sql, uint32_t column, bool line)
{
    switch (sql->work.spec->value) {
    case PIVOT_COUNT:
        add(sql, "nullif(");
        add_aggregate(sql, "count", column, "), 0)");
        break;
    case PIVOT_SUM:
        add_aggregate(sql, "sum", column, ")");
        break;
    case PIVOT_MIN:
        add_aggregate(sql, "min", column, ")");
        break;
    case PIVOT_MAX:
        add_aggregate(sql, "max", column, ")");
        break;
    case PIVOT_MEDIAN:
        add_median(sql, column, line);
        break;
    case PIVOT_DISTINCT: /* no rows, no figure */
        add(sql, "CASE WHEN count(");
        pivot_sql_chosen(sql, column, "1");
        add(sql, ") > 0 THEN count(DISTINCT ");
        pivot_sql_chosen(sql, column, "v");
        add(sql, ") END");
        break;
    default:
        add_aggregate(sql, "avg", column, ")");
        break;
    }
}

const char *pivot_sql_rows(const struct sql *sql)
{
    return sql->work.spec->value == PIVOT_MEDIAN ? "ranked" : "rows_in";
}

static void add_cells(struct sql *sql, bool line)
{
    uint32_t count = sql->columns ? sql->columns->count : 0;
    for (uint32_t i = 0; i <= count; i++) {
        buffer_printf(sql->out, "%s\n         ", i ? "," : "");
        pivot_sql_inner(sql, i < count ? i : PIVOT_SQL_ALL, line);
        buffer_printf(sql->out, " AS k%u", (unsigned)i);
    }
}

/* ---- lines ---- */

/* A group in words: what is empty or called Total is said. */
static void add_label(struct sql *sql, size_t field)
{
    const struct groups *groups = &sql->work.groups[field];
    bool total = false;
    for (uint32_t i = 0; i < groups->count; i++)
        total |= span_equal(groups->texts[i], span_string(text_get(TEXT_PIVOT_TOTAL)));
    if (!groups->has_empty && !total && !sql->listed) {
        buffer_printf(sql->out, "r%zu", field);
        return;
    }
    add(sql, "CASE");
    if (sql->listed && field == 0)
        buffer_printf(sql->out, " WHEN place IS NULL THEN '%s'", text_get(TEXT_PIVOT_OTHERS));
    else if (sql->listed)
        add(sql, " WHEN place IS NULL THEN NULL");
    buffer_printf(sql->out, " WHEN r%zu IS NULL THEN '%s'", field, text_get(TEXT_PIVOT_EMPTY));
    if (total)
        buffer_printf(sql->out, " WHEN r%zu = '%s' THEN '%s'", field, text_get(TEXT_PIVOT_TOTAL),
                      text_get(TEXT_PIVOT_TOTAL_VALUE));
    buffer_printf(sql->out, " ELSE r%zu END", field);
}

static void add_place(struct sql *sql, size_t field)
{
    const struct groups *groups = &sql->work.groups[field];
    if (sql->listed) {
        add(sql, "place");
        return;
    }
    switch (pivot_sql_order(&sql->work, field)) {
    case SQL_ORDER_SELF:
        buffer_printf(sql->out, "r%zu", field);
        return;
    case SQL_ORDER_LEAST:
        buffer_printf(sql->out, "min(b%zu)", field);
        return;
    case SQL_ORDER_PLACES:
        break;
    }
    buffer_printf(sql->out, groups->count > groups->has_empty ? "CASE r%zu" : "NULL", field);
    for (uint32_t i = 0; i + groups->has_empty < groups->count; i++) {
        add(sql, " WHEN ");
        pivot_sql_group_value(sql->out, groups, i);
        buffer_printf(sql->out, " THEN %u", (unsigned)i + 1);
    }
    add(sql, groups->count > groups->has_empty ? " END" : "");
}

static void add_line_select(struct sql *sql)
{
    size_t fields = sql->work.row_fields;
    if (fields == 0)
        return;
    add(sql, "  SELECT 1 AS part");
    for (size_t i = 0; i < fields; i++) {
        add(sql, ",\n         ");
        add_place(sql, i);
        buffer_printf(sql->out, " AS o%zu,\n         ", i);
        add_label(sql, i);
        buffer_printf(sql->out, " AS l%zu", i);
    }
    add(sql, ",");
    add_cells(sql, true);
    buffer_printf(sql->out, "\n  FROM %s", pivot_sql_rows(sql));
    pivot_sql_join_blocks(sql);
    add_keys(sql, "\n  GROUP BY ");
    add(sql, "\n  UNION ALL\n");
}

static void add_total_select(struct sql *sql)
{
    add(sql, "  SELECT 2 AS part");
    for (size_t i = 0; i < sql->work.row_fields; i++) {
        buffer_printf(sql->out, ", NULL AS o%zu, ", i);
        if (i == 0)
            pivot_sql_text(sql->out, span_string(text_get(TEXT_PIVOT_TOTAL)));
        else
            add(sql, "NULL");
        buffer_printf(sql->out, " AS l%zu", i);
    }
    add(sql, ",");
    add_cells(sql, false);
    buffer_printf(sql->out, "\n  FROM %s\n", pivot_sql_rows(sql));
}

/* ---- the statement ---- */

static void add_span_name(struct sql *sql, struct span text)
{
    char *name = arena_copy(sql->arena, text);
    if (!name || (text.len > 0 && memchr(text.data, '\0', text.len)))
        sql->out->failed |= !name;
    pivot_sql_name(sql->out, name ? name : "");
}

static void add_heading(struct sql *sql, uint32_t column)
{
    struct pivot_line line = {.kind = PIVOT_TOTAL};
    if (sql->worded)
        buffer_printf(sql->out, "(SELECT word FROM words WHERE place = k%u)", (unsigned)column);
    else
        pivot_sql_outer(sql, column);
    add(sql, " AS ");
    if (!sql->columns) {
        add_span_name(sql,
                      span_string(pivot_heading(sql->work.dataset, sql->work.spec, sql->arena)));
        return;
    }
    if (column < sql->columns->count) {
        line.kind = PIVOT_LINE;
        line.texts[0] = sql->columns->texts[column];
    }
    add_span_name(sql, pivot_line_text(&line, 0));
}

static void add_outer(struct sql *sql)
{
    const struct pivot_work *work = &sql->work;
    uint32_t count = sql->columns ? sql->columns->count : 0;
    add(sql, "\nSELECT ");
    for (size_t i = 0; i < work->row_fields; i++) {
        buffer_printf(sql->out, "l%zu AS ", i);
        pivot_sql_name(sql->out, work->dataset->columns[work->positions[i]].name);
        add(sql, ",\n       ");
    }
    for (uint32_t i = 0; i <= count; i++) {
        add(sql, i ? ",\n       " : "");
        add_heading(sql, i);
    }
    add(sql, "\nFROM (\n");
    add_line_select(sql);
    add_total_select(sql);
    add(sql, ")\nORDER BY part");
    for (size_t i = 0; i < work->row_fields; i++)
        buffer_printf(sql->out, ", o%zu IS NULL, o%zu", i, i);
    add(sql, ";\n");
}

static enum status add_conditions(struct sql *sql, const struct filter_list *filters,
                                  struct error *err)
{
    for (size_t i = 0; filters && i < filters->count; i++) {
        if (filters->filters[i].off)
            continue;
        if (sql->conditions.len > 0)
            buffer_add_string(&sql->conditions, "\n    AND ");
        enum status status = pivot_sql_filter(&sql->conditions, sql->work.use, &filters->filters[i],
                                              &sql->pattern, err);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static enum status check_size(const struct sql *sql, struct error *err)
{
    if (sql->columns && sql->columns->count > SQL_COLUMNS_MAX)
        return error_set(err, STATUS_INVALID, TEXT_PIVOT_SQL_COLUMNS,
                         TEXT_VALUES(text_number("columns", (int64_t)sql->columns->count)));
    if (sql->listed && sql->table.row_count > SQL_LINES_MAX)
        return error_set(err, STATUS_INVALID, TEXT_PIVOT_SQL_LINES, NULL);
    return STATUS_OK;
}

/* The columns as the table has them. */
static enum status list_columns(struct sql *sql, struct error *err)
{
    uint32_t count = sql->columns ? sql->columns->count : 0;
    sql->lines = arena_array(sql->arena, count, sizeof *sql->lines);
    for (uint32_t i = 0; sql->lines && i < count; i++)
        sql->lines[i] = (struct pivot_line){.kind = PIVOT_LINE, .texts = {sql->columns->texts[i]}};
    return sql->lines ? STATUS_OK : no_memory(err);
}

static enum status build(struct sql *sql, const struct filter_list *filters, struct error *err)
{
    enum status status = check_size(sql, err);
    if (status == STATUS_OK)
        status = check_order(sql, err);
    if (status == STATUS_OK)
        status = pivot_sql_check_show(sql, err);
    if (status == STATUS_OK)
        status = list_columns(sql, err);
    if (status == STATUS_OK)
        status = add_conditions(sql, filters, err);
    if (status != STATUS_OK)
        return status;
    if (sql->pattern)
        add(sql, "-- REGEXP is not in plain SQLite; \"datajam query\" has it.\n");
    add(sql, "WITH ");
    if (sql->worded)
        add_words(sql);
    status = add_rows(sql, err);
    if (sql->listed)
        add_lines(sql);
    if (sql->work.spec->value == PIVOT_MEDIAN)
        add_ranks(sql);
    pivot_sql_blocks(sql);
    add_outer(sql);
    if (status == STATUS_OK && (sql->out->failed || sql->conditions.failed))
        status = no_memory(err);
    return status;
}

enum status pivot_sql(struct frame_use *use, const struct filter_list *filters,
                      const struct pivot_spec *spec, struct buffer *out, struct error *err)
{
    struct pivot_spec plain = *spec;
    plain.subtotals = false;
    struct sql sql = {.out = out,
                      .arena = arena_new(),
                      .listed =
                          spec->rows[0].column != 0 &&
                          (spec->top > 0 || spec->sort != PIVOT_BY_LABEL || spec->descending)};
    if (!sql.arena)
        return no_memory(err);
    enum status status = pivot_work_begin(&sql.work, use, filters, &plain, err);
    if (status == STATUS_OK && sql.listed)
        status = pivot_make(use, filters, &plain, sql.arena, &sql.table, err);
    if (status == STATUS_OK && sql.work.field_count > sql.work.row_fields)
        sql.columns = &sql.work.groups[sql.work.row_fields];
    if (status == STATUS_OK)
        status = build(&sql, filters, err);
    pivot_work_end(&sql.work);
    buffer_free(&sql.conditions);
    arena_free(sql.arena);
    return status;
}

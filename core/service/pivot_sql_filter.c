/*
 * Filters as SQL. What texts are the same without regard to case, and how they are ordered,
 * plain SQL does not know: so the values that pass are worked out here and listed, or, where
 * values have an order that SQL shares, said as ranges. Only patterns stay patterns.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/frame/condition.h"
#include "core/service/pivot_sql_internal.h"

enum { LIST_MAX = 20000, RANGES_MAX = 64 };

void pivot_sql_name(struct buffer *out, const char *name)
{
    buffer_add_byte(out, '"');
    for (; *name; name++) {
        if (*name == '"')
            buffer_add_byte(out, '"');
        buffer_add_byte(out, *name);
    }
    buffer_add_byte(out, '"');
}

void pivot_sql_text(struct buffer *out, struct span text)
{
    if (text.len > 0 && memchr(text.data, '\0', text.len)) { /* would end the statement */
        buffer_add_string(out, "CAST(X'");
        for (size_t i = 0; i < text.len; i++)
            buffer_printf(out, "%02x", (unsigned char)text.data[i]);
        buffer_add_string(out, "' AS TEXT)");
        return;
    }
    buffer_add_byte(out, '\'');
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == '\'')
            buffer_add_byte(out, '\'');
        buffer_add_byte(out, text.data[i]);
    }
    buffer_add_byte(out, '\'');
}

/* What SQLite before 3.43 reads: digits as a whole number, divided in long double, and rounded
 * once more. Now and then that is the neighbour of the number that was meant. */
static bool is_read_back(struct span text, double number)
{
    long double whole = 0, power = 1;
    bool behind = false;
    for (size_t i = text.data[0] == '-'; i < text.len; i++) {
        if (text.data[i] != '.' && (text.data[i] < '0' || text.data[i] > '9'))
            return true; /* with an exponent: as good as it gets */
        if (text.data[i] != '.')
            whole = whole * 10 + (text.data[i] - '0');
        power *= behind ? 10 : 1;
        behind |= text.data[i] == '.';
    }
    return (double)(whole / power) == fabs(number);
}

/* As a fraction of whole numbers, which comes out exactly. */
static void add_fraction(struct buffer *out, double number)
{
    int exponent;
    double fraction = frexp(number, &exponent);
    int64_t above = (int64_t)(fraction * 9007199254740992.0); /* 53 bits */
    int64_t below = (int64_t)1 << (53 - exponent);
    buffer_printf(out, "(%lld / %lld.0)", (long long)above, (long long)below);
}

void pivot_sql_value(struct buffer *out, const struct value *value)
{
    char scratch[VALUE_NUMBER_SIZE];
    struct span text = value_text(value, scratch);
    double size = fabs(value->kind == VALUE_DECIMAL ? value->decimal : 1);
    if (value->kind == VALUE_TEXT)
        pivot_sql_text(out, value->text);
    else if (value->kind == VALUE_EMPTY)
        buffer_add_string(out, "NULL");
    else if (value->kind == VALUE_DECIMAL && size > 0.01 && size < 1e15 &&
             !is_read_back(text, value->decimal))
        add_fraction(out, value->decimal);
    else
        buffer_add_span(out, text);
}

void pivot_sql_column(struct buffer *out, const struct dataset_info *dataset, size_t position)
{
    const struct column_info *column = &dataset->columns[position];
    bool touched = dataset->edits > 0 || dataset->dirty || dataset->changed_shape;
    buffer_add_string(out, touched ? "nullif(" : "");
    pivot_sql_name(out, column->name);
    buffer_add_string(out, touched ? ", '')" : "");
}

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- values that pass ---- */

struct saying {
    struct buffer *out;
    const struct dataset_info *dataset;
    size_t position;
    const struct frame_column *column;
    struct groups groups; /* each value that occurs */
    uint32_t full;        /* of them that are not empty */
    bool *passing;
    bool passes_empty;
    uint32_t count; /* of values that pass */
};

static enum status cannot(const struct saying *saying, struct error *err)
{
    return error_set(
        err, STATUS_INVALID, TEXT_PIVOT_SQL_FILTER,
        TEXT_VALUES(text_string("column", saying->dataset->columns[saying->position].name)));
}

static void add_column(const struct saying *saying, const char *behind)
{
    pivot_sql_column(saying->out, saying->dataset, saying->position);
    buffer_add_string(saying->out, behind);
}

/* Asks the filter about each value once. */
static enum status ask(struct saying *saying, const struct filter *filter, struct error *err)
{
    const struct column_info *info = &saying->dataset->columns[saying->position];
    struct condition condition;
    saying->passing = calloc((size_t)saying->groups.count + 1, sizeof *saying->passing);
    if (!saying->passing)
        return no_memory(err);
    enum status status = condition_make(&condition, info->type, filter, info->name, err);
    for (uint32_t i = 0; i < saying->full && status == STATUS_OK; i++) {
        status = condition_test(&condition, &saying->groups.values[i], &saying->passing[i], err);
        saying->count += saying->passing[i];
    }
    saying->passes_empty = condition.passes_empty;
    condition_free(&condition);
    return status;
}

/* Behind the last value of the run that begins at first. */
static uint32_t run_end(const struct saying *saying, uint32_t first)
{
    while (first < saying->full && saying->passing[first])
        first++;
    return first;
}

static uint32_t count_runs(const struct saying *saying)
{
    uint32_t runs = 0;
    for (uint32_t i = 0; i < saying->full; i++) {
        if (!saying->passing[i])
            continue;
        i = run_end(saying, i);
        runs++;
    }
    return runs;
}

static void add_range(const struct saying *saying, uint32_t first, uint32_t end)
{
    const struct value *values = saying->groups.values;
    if (end - first == 1 || (first == 0) != (end == saying->full)) {
        add_column(saying, end - first == 1 ? " = " : first == 0 ? " <= " : " >= ");
        pivot_sql_value(saying->out, &values[first == 0 ? end - 1 : first]);
        return;
    }
    add_column(saying, " BETWEEN ");
    pivot_sql_value(saying->out, &values[first]);
    buffer_add_string(saying->out, " AND ");
    pivot_sql_value(saying->out, &values[end - 1]);
}

static void add_ranges(const struct saying *saying)
{
    const char *between = "";
    for (uint32_t i = 0; i < saying->full; i++) {
        if (!saying->passing[i])
            continue;
        uint32_t end = run_end(saying, i);
        buffer_add_string(saying->out, between);
        add_range(saying, i, end);
        between = " OR ";
        i = end;
    }
}

/* The values that pass, or those that don't, whichever are fewer. */
static void add_list(const struct saying *saying)
{
    bool passing = saying->count <= saying->full / 2;
    const char *between = passing ? " IN (" : " NOT IN (";
    add_column(saying, "");
    for (uint32_t i = 0; i < saying->full; i++) {
        if (saying->passing[i] != passing)
            continue;
        buffer_add_string(saying->out, between);
        pivot_sql_value(saying->out, &saying->groups.values[i]);
        between = ", ";
    }
    buffer_add_byte(saying->out, ')');
}

/* SQL orders these values as they are ordered here. */
static bool is_ordered(const struct frame_column *column)
{
    return column->form != FORM_WORDS && column->form != FORM_TEXTS;
}

static enum status add_passing(const struct saying *saying, struct error *err)
{
    struct buffer *out = saying->out;
    uint32_t others = saying->full - saying->count;
    bool ranges = is_ordered(saying->column) && count_runs(saying) <= RANGES_MAX;
    if (!ranges && saying->count > LIST_MAX && others > LIST_MAX)
        return cannot(saying, err);
    buffer_add_byte(out, '(');
    if (saying->passes_empty)
        add_column(saying, saying->count > 0 ? " IS NULL OR " : " IS NULL");
    if (saying->count == 0)
        buffer_add_string(out, saying->passes_empty ? "" : "0");
    else if (others == 0)
        add_column(saying, " IS NOT NULL");
    else if (ranges)
        add_ranges(saying);
    else
        add_list(saying);
    buffer_add_byte(out, ')');
    return STATUS_OK;
}

static enum status add_values(struct saying *saying, struct frame_use *use,
                              const struct filter *filter, struct error *err)
{
    struct group_field field = {.column = saying->column};
    enum status status = groups_make(&saying->groups, &field, NULL, frame_use_cancel(use), err);
    if (status == STATUS_INVALID)
        return cannot(saying, err);
    if (status != STATUS_OK)
        return status;
    saying->full = saying->groups.count - saying->groups.has_empty;
    status = ask(saying, filter, err);
    if (status == STATUS_OK)
        status = add_passing(saying, err);
    free(saying->passing);
    groups_free(&saying->groups);
    return status;
}

/* ---- what SQL says itself ---- */

static void add_pattern(const struct saying *saying, const struct filter *filter)
{
    bool negated = filter->op == FILTER_NO_MATCH;
    buffer_add_byte(saying->out, '(');
    add_column(saying, negated ? " IS NULL OR " : " IS NOT NULL AND ");
    add_column(saying, negated ? " NOT REGEXP " : " REGEXP ");
    pivot_sql_text(saying->out, filter->count ? filter->texts[0] : span_of("", 0));
    buffer_add_byte(saying->out, ')');
}

static bool is_plain_number(struct span text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!strchr("0123456789.-", text.data[i]) || text.data[i] == '\0')
            return false;
    return text.len > 0 && text.len < 16;
}

/* Numbers that are compared: as they were written. */
static bool add_comparison(const struct saying *saying, const struct filter *filter)
{
    static const char *const signs[FILTER_OP_COUNT] = {[FILTER_LESS] = " < ",
                                                       [FILTER_LESS_EQUAL] = " <= ",
                                                       [FILTER_GREATER] = " > ",
                                                       [FILTER_GREATER_EQUAL] = " >= ",
                                                       [FILTER_BETWEEN] = " BETWEEN "};
    size_t wanted = filter->op == FILTER_BETWEEN ? 2 : 1;
    if (!signs[filter->op] || filter->count != wanted || !is_plain_number(filter->texts[0]) ||
        !is_plain_number(filter->texts[wanted - 1]))
        return false;
    add_column(saying, signs[filter->op]);
    buffer_add_span(saying->out, filter->texts[0]);
    if (wanted == 2) {
        buffer_add_string(saying->out, " AND ");
        buffer_add_span(saying->out, filter->texts[1]);
    }
    return true;
}

/* ---- a filter ---- */

static enum status find_column(struct saying *saying, struct frame_use *use, int64_t id,
                               struct error *err)
{
    while (saying->position < saying->dataset->column_count &&
           saying->dataset->columns[saying->position].id != id)
        saying->position++;
    if (saying->position == saying->dataset->column_count)
        return error_set(err, STATUS_INVALID, TEXT_PIVOT_COLUMN_GONE,
                         TEXT_VALUES(text_string("dataset", saying->dataset->name)));
    return frame_use_column(use, saying->position, &saying->column, err);
}

enum status pivot_sql_filter(struct buffer *out, struct frame_use *use, const struct filter *filter,
                             bool *pattern, struct error *err)
{
    struct saying saying = {.out = out, .dataset = frame_use_dataset(use)};
    enum status status = find_column(&saying, use, filter->column, err);
    if (status != STATUS_OK || !saying.column)
        return status;
    bool number = column_type_is_number(saying.dataset->columns[saying.position].type);
    if (filter->op == FILTER_EMPTY || filter->op == FILTER_NOT_EMPTY) {
        add_column(&saying, filter->op == FILTER_EMPTY ? " IS NULL" : " IS NOT NULL");
        return STATUS_OK;
    }
    if (!number && (filter->op == FILTER_MATCH || filter->op == FILTER_NO_MATCH)) {
        *pattern = true;
        add_pattern(&saying, filter);
        return STATUS_OK;
    }
    if (number && is_ordered(saying.column) && add_comparison(&saying, filter))
        return STATUS_OK;
    return add_values(&saying, use, filter, err);
}

/* Groups as SQL: the expression that a row's value is grouped by, and how groups are put in
 * order. Bands are said by their ends, so that no arithmetic can come out otherwise. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/pivot_sql_internal.h"

/* ---- periods ---- */

/* What the expressions below make of a text. */
static struct span period_of(enum group_cut cut, struct span text, char *out)
{
    if (text.len < 7)
        return span_of("", 0);
    memcpy(out, text.data, 7);
    if (cut == CUT_QUARTER) {
        int month = (text.data[5] - '0') * 10 + text.data[6] - '0';
        memcpy(out + 4, "-Q", 2);
        out[6] = (char)('0' + (month + 2) / 3);
    }
    return span_of(out, cut == CUT_YEAR ? 4 : 7);
}

/* Words that are no dates stay as they are; then a plain expression won't do. */
static bool is_plain_period(const struct groups *groups)
{
    const struct frame_column *column = groups->field.column;
    if (column->form != FORM_WORDS)
        return true;
    for (uint64_t code = 1; code <= column->top; code++) {
        char text[16];
        uint32_t group = groups->of_code[code];
        if (group != UINT32_MAX &&
            !span_equal(period_of(groups->field.cut, column->words[code].text, text),
                        groups->texts[group]))
            return false;
    }
    return true;
}

static void add_period(struct buffer *out, const struct pivot_work *work, size_t field)
{
    size_t position = work->positions[field];
    buffer_add_string(out, "substr(");
    pivot_sql_column(out, work->dataset, position);
    if (work->groups[field].field.cut == CUT_MONTH) {
        buffer_add_string(out, ", 1, 7)");
        return;
    }
    buffer_add_string(out, ", 1, 4)");
    if (work->groups[field].field.cut == CUT_YEAR)
        return;
    buffer_add_string(out, " || '-Q' || ((substr(");
    pivot_sql_column(out, work->dataset, position);
    buffer_add_string(out, ", 6, 2) + 2) / 3)");
}

/* ---- lists ---- */

/* CASE x WHEN 'a' THEN '2019' …: any words, each with its group. */
static void add_words(struct buffer *out, const struct pivot_work *work, size_t field)
{
    const struct groups *groups = &work->groups[field];
    const struct frame_column *column = groups->field.column;
    if (groups->count == groups->has_empty) {
        buffer_add_string(out, "NULL");
        return;
    }
    buffer_add_string(out, "CASE ");
    pivot_sql_column(out, work->dataset, work->positions[field]);
    for (uint64_t code = 1; code <= column->top; code++) {
        if (groups->of_code[code] == UINT32_MAX)
            continue;
        buffer_add_string(out, " WHEN ");
        pivot_sql_value(out, &column->words[code]);
        buffer_add_string(out, " THEN ");
        pivot_sql_text(out, groups->texts[groups->of_code[code]]);
    }
    buffer_add_string(out, " END");
}

/* The end of a band, which is where the next one would begin. */
static double band_end(const struct groups *groups, uint32_t group)
{
    const struct value *begin = &groups->values[group];
    double low = begin->kind == VALUE_INTEGER ? (double)begin->integer : begin->decimal;
    double width = groups->field.width;
    char text[40];
    snprintf(text, sizeof text, "%.15g", (nearbyint(low / width) + 1) * width);
    return strtod(text, NULL);
}

static void add_bands(struct buffer *out, const struct pivot_work *work, size_t field)
{
    const struct groups *groups = &work->groups[field];
    uint32_t full = groups->count - groups->has_empty;
    buffer_add_string(out, full ? "CASE" : "NULL");
    for (uint32_t i = 0; i < full; i++) {
        struct value end = {.kind = VALUE_DECIMAL, .decimal = band_end(groups, i)};
        buffer_add_string(out, " WHEN ");
        pivot_sql_column(out, work->dataset, work->positions[field]);
        buffer_add_string(out, " < ");
        pivot_sql_value(out, &end);
        buffer_add_string(out, " THEN ");
        pivot_sql_text(out, groups->texts[i]);
    }
    buffer_add_string(out, full ? " END" : "");
}

void pivot_sql_group(struct buffer *out, const struct pivot_work *work, size_t field)
{
    const struct groups *groups = &work->groups[field];
    enum group_cut cut = groups->field.cut;
    if (cut == CUT_NONE)
        pivot_sql_column(out, work->dataset, work->positions[field]);
    else if (groups->field.column->form == FORM_WORDS &&
             (cut == CUT_WIDTH || !is_plain_period(groups)))
        add_words(out, work, field);
    else if (cut == CUT_WIDTH)
        add_bands(out, work, field);
    else
        add_period(out, work, field);
}

void pivot_sql_group_value(struct buffer *out, const struct groups *groups, uint32_t group)
{
    if (groups->has_empty && group == groups->count - 1)
        buffer_add_string(out, "NULL");
    else if (groups->field.cut == CUT_NONE)
        pivot_sql_value(out, &groups->values[group]);
    else
        pivot_sql_text(out, groups->texts[group]);
}

/* ---- order ---- */

static bool bytes_ascend(const struct groups *groups)
{
    uint32_t full = groups->count - groups->has_empty;
    for (uint32_t i = 1; i < full; i++) {
        struct span a = groups->texts[i - 1], b = groups->texts[i];
        size_t len = a.len < b.len ? a.len : b.len;
        int order = memcmp(a.data, b.data, len);
        if (order > 0 || (order == 0 && a.len > b.len))
            return false;
    }
    return true;
}

enum sql_order pivot_sql_order(const struct pivot_work *work, size_t field)
{
    const struct groups *groups = &work->groups[field];
    const struct frame_column *column = groups->field.column;
    bool words = column->form == FORM_WORDS || column->form == FORM_TEXTS;
    /* The least value is one of the whole line: right only where no other field follows. */
    if (!words && groups->field.cut == CUT_WIDTH)
        return field + 1 == work->row_fields ? SQL_ORDER_LEAST : SQL_ORDER_PLACES;
    if (!words)
        return SQL_ORDER_SELF;
    bool texts = true;
    for (uint32_t i = 0; i + groups->has_empty < groups->count; i++)
        texts &= groups->values[i].kind == VALUE_TEXT;
    return texts && bytes_ascend(groups) ? SQL_ORDER_SELF : SQL_ORDER_PLACES;
}

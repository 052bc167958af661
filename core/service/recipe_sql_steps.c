/*
 * Recipes in SQL that are worked out in steps: parts of dates, times between dates,
 * calculations, postcodes. Apart from those that compare a value with others (recipe_sql.c).
 */
#include <string.h>

#include "core/analysis/postcode.h"
#include "core/service/recipe_sql_internal.h"

#define DAY_FORM  "'[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
#define LARGEST   "9007199254740992.0"
#define LARGEST_2 "4503599627370496.0"

static void add(struct say *say, const char *text)
{
    buffer_add_string(say->out, text);
}

/* As a decimal: 12.0 */
void recipe_sql_number(struct buffer *out, double number)
{
    char scratch[VALUE_NUMBER_SIZE];
    struct value value = {.kind = VALUE_DECIMAL, .decimal = number};
    struct span text = value_text(&value, scratch);
    buffer_add_span(out, text);
    if (!memchr(text.data, '.', text.len) && !memchr(text.data, 'e', text.len))
        buffer_add_string(out, ".0");
}

/* ---- dates ---- */

/* The day of a column, ten characters; a month is its first day where months are meant. */
static void add_day(struct buffer *out, const struct recipe_sql_column *column, bool months)
{
    if (months)
        buffer_printf(out, "(CASE WHEN length(%s) = 7 THEN %s || '-01' ELSE substr(%s, 1, 10) END)",
                      column->sql, column->sql, column->sql);
    else
        buffer_printf(out, "substr(%s, 1, 10)", column->sql);
}

static void say_date_result(struct say *say)
{
    const char *sql = say->columns[0].sql;
    struct buffer *out = say->out;
    switch (say->recipe->date_part) {
    case DATE_PART_YEAR:
        buffer_printf(out, "CAST(substr(%s, 1, 4) AS INTEGER)", sql);
        break;
    case DATE_PART_QUARTER:
        buffer_printf(out,
                      "substr(%s, 1, 4) || '-Q' || ((CAST(substr(%s, 6, 2) AS INTEGER) + 2) / 3)",
                      sql, sql);
        break;
    case DATE_PART_MONTH:
        buffer_printf(out, "substr(%s, 1, 7)", sql);
        break;
    case DATE_PART_MONTH_NAME:
        buffer_printf(out, "CASE substr(%s, 6, 2)", sql);
        for (int i = 1; i <= 12; i++)
            buffer_printf(out, " WHEN '%02d' THEN '%s'", i, recipe_month_name(i));
        add(say, " END");
        break;
    case DATE_PART_QUARTER_NAME:
        buffer_printf(out, "'Q' || ((CAST(substr(%s, 6, 2) AS INTEGER) + 2) / 3)", sql);
        break;
    case DATE_PART_WEEKDAY:
        buffer_printf(out, "CASE strftime('%%w', %s)", say->a.data);
        for (int i = 0; i < 7; i++)
            buffer_printf(out, " WHEN '%d' THEN '%s'", i, recipe_weekday_name(i));
        add(say, " END");
        break;
    case RECIPE_DATE_PART_COUNT:
        break;
    }
}

void recipe_say_date_part(struct say *say)
{
    add_day(&say->a, say->columns, say->recipe->date_part != DATE_PART_WEEKDAY);
    if (say->a.failed)
        return;
    buffer_printf(say->out,
                  "CASE WHEN %s GLOB " DAY_FORM " THEN CASE WHEN date(%s, '+0 days') = %s THEN ",
                  say->a.data, say->a.data, say->a.data);
    say_date_result(say);
    add(say, " END END");
}

void recipe_say_between(struct say *say)
{
    const struct recipe *recipe = say->recipe;
    add_day(&say->a, say->columns, true);
    if (recipe->with)
        add_day(&say->b, say->columns + 1, true);
    else
        buffer_printf(&say->b, "'%s%s'", recipe->between.until,
                      strlen(recipe->between.until) == strlen("2019-12") ? "-01" : "");
    if (say->a.failed || say->b.failed)
        return;
    const char *a = say->a.data, *b = say->b.data;
    buffer_printf(say->out, "CASE WHEN %s GLOB " DAY_FORM " AND %s GLOB " DAY_FORM, a, b);
    buffer_printf(say->out,
                  " THEN CASE WHEN date(%s, '+0 days') = %s AND"
                  " date(%s, '+0 days') = %s AND %s >= %s THEN ",
                  a, a, b, b, b, a);
    if (recipe->between.unit == UNIT_DAYS)
        buffer_printf(say->out, "CAST(julianday(%s) - julianday(%s) AS INTEGER)", b, a);
    else
        buffer_printf(say->out,
                      "((CAST(substr(%s, 1, 4) AS INTEGER) - CAST(substr(%s, 1, 4) AS INTEGER))"
                      " * 12 + CAST(substr(%s, 6, 2) AS INTEGER) - CAST(substr(%s, 6, 2) AS"
                      " INTEGER) - (substr(%s, 9, 2) < substr(%s, 9, 2)))%s",
                      b, a, b, a, b, a, recipe->between.unit == UNIT_YEARS ? " / 12" : "");
    add(say, " END END");
}

/* ---- numbers ---- */

/* Before it is rounded: times 10^decimals. */
static void add_result(struct say *say, bool whole, struct buffer *out)
{
    const struct recipe *recipe = say->recipe;
    static const char *const signs[RECIPE_SIGN_COUNT] = {" + ", " - ", " * ", " / ", " * 100.0 / "};
    buffer_printf(out, "(CAST(%s AS REAL)%s%s)", say->columns[0].sql, signs[recipe->calculate.sign],
                  say->b.data);
    double power = 1;
    for (int i = 0; i < recipe->calculate.decimals; i++)
        power *= 10;
    if (!whole) {
        buffer_add_string(out, " * ");
        recipe_sql_number(out, power);
    }
}

static void say_rounded(struct say *say, bool whole)
{
    double power = 1;
    for (int i = 0; i < say->recipe->calculate.decimals; i++)
        power *= 10;
    const char *result = say->a.data;
    buffer_printf(say->out,
                  "CASE WHEN %s BETWEEN -" LARGEST_2 " AND " LARGEST_2 " THEN CASE WHEN %s < 0"
                  " THEN CAST(%s - 0.5 AS INTEGER) ELSE CAST(%s + 0.5 AS INTEGER) END",
                  result, result, result, result);
    if (!whole) {
        add(say, " / ");
        recipe_sql_number(say->out, power);
    }
    add(say, " END");
}

void recipe_say_calculate(struct say *say)
{
    const struct recipe *recipe = say->recipe;
    enum column_type types[] = {say->columns[0].type,
                                recipe->with ? say->columns[1].type : COLUMN_INTEGER};
    bool whole = recipe_type(recipe, types) == COLUMN_INTEGER;
    bool divides = recipe->calculate.sign == SIGN_DIVIDE || recipe->calculate.sign == SIGN_SHARE;
    if (recipe->with) {
        buffer_add_string(&say->b, say->columns[1].sql);
    } else { /* a sign of its own may stand before it */
        buffer_add_byte(&say->b, '(');
        recipe_sql_number(&say->b, recipe->calculate.number);
        buffer_add_byte(&say->b, ')');
    }
    if (!say->b.failed)
        add_result(say, whole, &say->a);
    if (say->a.failed || say->b.failed)
        return;
    const char *b = say->b.data;
    buffer_printf(say->out, "CASE WHEN typeof(%s) " IS_NUMBER " AND typeof(%s) " IS_NUMBER,
                  say->columns[0].sql, b);
    add(say, " THEN CASE WHEN ");
    if (divides)
        buffer_printf(say->out, "%s <> 0 AND ", b);
    buffer_printf(say->out,
                  "CAST(%s AS REAL) BETWEEN -" LARGEST " AND " LARGEST
                  " AND CAST(%s AS REAL) BETWEEN -" LARGEST " AND " LARGEST " THEN ",
                  say->columns[0].sql, b);
    say_rounded(say, whole);
    add(say, " END END");
}

void recipe_say_postcode(struct say *say)
{
    struct postcode_form form;
    buffer_printf(&say->a,
                  "upper(replace(replace(replace(replace(%s, ' ', ''), char(9), ''), '-', ''),"
                  " char(160), ''))",
                  say->columns[0].sql);
    if (say->a.failed)
        return;
    const char *signs = say->a.data;
    add(say, "CASE");
    for (size_t i = 0; postcode_form_at(i, &form); i++) {
        int inner = (int)form.inner;
        buffer_printf(say->out, " WHEN %s GLOB '%s' THEN substr(%s, 1, length(%s) - %d)", signs,
                      form.glob, signs, signs, inner);
        if (!say->recipe->outer)
            buffer_printf(say->out, " || ' ' || substr(%s, -%d)", signs, inner);
    }
    for (size_t i = 0; say->recipe->outer && postcode_form_at(i, &form); i++) {
        if (form.outer > 0)
            buffer_printf(say->out, " WHEN %s GLOB '%.*s' THEN %s", signs, (int)form.outer,
                          form.glob, signs);
    }
    add(say, " END");
}

/*
 * Cutting values: bands of numbers, years, quarters and months of dates. A key per group,
 * in order, and what it says and where it begins. Apart from groups, which only see keys.
 *
 * Bands begin at multiples of the width as they are written with 15 digits, so that the
 * band's text, the condition made of it and the band itself agree to the last bit.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/calendar.h"
#include "core/frame/group_internal.h"

struct period {
    int year, month; /* 1–12 */
};

enum status group_cannot(const struct group_field *field, enum text_id id, struct error *err)
{
    return error_set(err, STATUS_INVALID, id,
                     TEXT_VALUES(text_string("column", field->name ? field->name : "")));
}

static bool has_numbers(const struct frame_column *column)
{
    return column->form == FORM_INTEGER || column->form == FORM_DECIMAL ||
           column->form == FORM_REAL ||
           (column->form == FORM_WORDS && column_type_is_number(column->type));
}

/* ---- dates ---- */

static struct period day_period(int64_t day)
{
    struct period period;
    int of_month;
    calendar_split(day, &period.year, &period.month, &of_month);
    return period;
}

static bool read_digits(const char *text, int count, int *out)
{
    *out = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *out = *out * 10 + (text[i] - '0');
    }
    return true;
}

/* 2019-03, 2019-03-31, or that with a time behind it. */
static bool text_period(struct span text, struct period *out)
{
    int day = 1;
    if (text.len < 7 || text.data[4] != '-' || !read_digits(text.data, 4, &out->year) ||
        !read_digits(text.data + 5, 2, &out->month))
        return false;
    if (text.len > 7 &&
        (text.len < 10 || text.data[7] != '-' || !read_digits(text.data + 8, 2, &day)))
        return false;
    if (text.len > 10 && text.data[10] != ' ' && text.data[10] != 'T')
        return false;
    return out->month >= 1 && out->month <= 12 && day >= 1 && day <= 31;
}

static bool code_period(const struct frame_column *column, uint64_t code, struct period *out)
{
    int64_t at = (int64_t)((uint64_t)column->base + (code - 1));
    if (column->form == FORM_DAY || column->form == FORM_SECOND) {
        int64_t unit = column->form == FORM_DAY ? 1 : CALENDAR_DAY_SECONDS;
        *out = day_period(at >= 0 ? at / unit : -((unit - 1 - at) / unit));
        return true;
    }
    if (column->form != FORM_WORDS)
        return false;
    return column->words[code].kind == VALUE_TEXT && text_period(column->words[code].text, out);
}

static int64_t period_key(enum group_cut kind, struct period period)
{
    if (kind == CUT_YEAR)
        return period.year;
    if (kind == CUT_QUARTER)
        return (int64_t)period.year * 4 + (period.month - 1) / 3;
    return (int64_t)period.year * 12 + period.month - 1;
}

static bool has_dates(const struct frame_column *column)
{
    struct period period;
    if (column->form == FORM_DAY || column->form == FORM_SECOND)
        return true;
    for (uint64_t code = 1; column->form == FORM_WORDS && code <= column->top; code++)
        if (code_period(column, code, &period))
            return true;
    return false;
}

/* ---- bands ---- */

/* Where a band begins. */
static double edge(const struct cut *cut, int64_t key)
{
    char text[40];
    snprintf(text, sizeof text, "%.15g", (double)key * cut->width);
    return strtod(text, NULL);
}

static bool band_key(const struct cut *cut, uint64_t code, int64_t *key)
{
    double number;
    if (!column_number(cut->column, code, &number))
        return false;
    double place = floor(number / cut->width);
    if (!(fabs(place) < 9e15))
        return false;
    int64_t found = (int64_t)place;
    double away = fabs(number / cut->width - nearbyint(number / cut->width));
    if (away <= 1e-6 || fabs(place) >= 1e9) { /* rounding may put it on the wrong side */
        while (number < edge(cut, found))
            found--;
        while (number >= edge(cut, found + 1))
            found++;
    }
    *key = found;
    return true;
}

/* ---- both ---- */

enum status cut_begin(struct cut *cut, const struct group_field *field, struct error *err)
{
    *cut = (struct cut){.column = field->column, .kind = field->cut, .width = field->width};
    if (cut->kind == CUT_NONE)
        return STATUS_OK;
    if (cut->kind != CUT_WIDTH)
        return has_dates(field->column) ? STATUS_OK : group_cannot(field, TEXT_GROUP_NO_DATES, err);
    if (!has_numbers(field->column))
        return group_cannot(field, TEXT_GROUP_NO_NUMBERS, err);
    if (!(field->width > 0) || !isfinite(field->width))
        return group_cannot(field, TEXT_GROUP_BAD_WIDTH, err);
    cut->whole = field->column->type == COLUMN_INTEGER && field->width == floor(field->width);
    return STATUS_OK;
}

bool cut_key(const struct cut *cut, uint64_t code, int64_t *key)
{
    struct period period;
    if (cut->kind == CUT_NONE) {
        *key = (int64_t)code;
        return true;
    }
    if (cut->kind == CUT_WIDTH)
        return band_key(cut, code, key);
    if (!code_period(cut->column, code, &period))
        return false;
    *key = period_key(cut->kind, period);
    return true;
}

static struct period period_of_key(enum group_cut kind, int64_t key)
{
    if (kind == CUT_YEAR)
        return (struct period){(int)key, 1};
    if (kind == CUT_QUARTER)
        return (struct period){(int)(key / 4), (int)(key % 4) * 3 + 1};
    return (struct period){(int)(key / 12), (int)(key % 12) + 1};
}

struct value cut_value(const struct cut *cut, int64_t key, char *scratch)
{
    if (cut->kind == CUT_WIDTH && cut->whole)
        return (struct value){.kind = VALUE_INTEGER, .integer = (int64_t)edge(cut, key)};
    if (cut->kind == CUT_WIDTH)
        return (struct value){.kind = VALUE_DECIMAL, .decimal = edge(cut, key)};
    struct period period = period_of_key(cut->kind, key);
    int len = snprintf(scratch, COLUMN_TEXT_SIZE, "%04d-%02d-01", period.year, period.month);
    return (struct value){.kind = VALUE_TEXT, .text = span_of(scratch, (size_t)len)};
}

size_t cut_text(const struct cut *cut, int64_t key, char *out)
{
    struct period period = period_of_key(cut->kind, key);
    int len = 0;
    switch (cut->kind) {
    case CUT_NONE:
        break;
    case CUT_WIDTH:
        if (!cut->whole)
            len = snprintf(out, CUT_TEXT_SIZE, "[%.15g,%.15g)", edge(cut, key) + 0.0,
                           edge(cut, key + 1) + 0.0);
        else if (cut->width > 1)
            len = snprintf(out, CUT_TEXT_SIZE, "%.0f–%.0f", edge(cut, key) + 0.0,
                           edge(cut, key + 1) - 1);
        else
            len = snprintf(out, CUT_TEXT_SIZE, "%.0f", edge(cut, key) + 0.0);
        break;
    case CUT_YEAR:
        len = snprintf(out, CUT_TEXT_SIZE, "%04d", period.year);
        break;
    case CUT_QUARTER:
        len = snprintf(out, CUT_TEXT_SIZE, "%04d-Q%d", period.year, (period.month + 2) / 3);
        break;
    case CUT_MONTH:
        len = snprintf(out, CUT_TEXT_SIZE, "%04d-%02d", period.year, period.month);
        break;
    }
    return (size_t)len;
}

/* Days in recipes, without a limit before 1900 or after: the Gregorian calendar carried back,
 * as SQLite has it. And numbers, as people write them. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/recipe_internal.h"

enum { DAY_LEN = 10, MONTH_LEN = 7, NUMBER_LEN = 64 };

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

static int days_of(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

bool recipe_day_read(struct span text, enum column_type type, struct recipe_day *out)
{
    bool month = type == COLUMN_TEXT && text.len == MONTH_LEN;
    if (!month && text.len < DAY_LEN)
        return false;
    out->day = 1;
    if (!read_digits(text.data, 4, &out->year) || text.data[4] != '-' ||
        !read_digits(text.data + 5, 2, &out->month) || out->month < 1 || out->month > 12)
        return false;
    if (month)
        return true;
    return text.data[7] == '-' && read_digits(text.data + 8, 2, &out->day) && out->day >= 1 &&
           out->day <= days_of(out->year, out->month);
}

int64_t recipe_day_number(const struct recipe_day *day)
{
    /* Years that begin in March, in eras of 400. */
    int64_t year = day->year - (day->month <= 2);
    int64_t era = (year >= 0 ? year : year - 399) / 400, of_era = year - era * 400;
    int64_t of_year = (153 * (day->month + (day->month > 2 ? -3 : 9)) + 2) / 5 + day->day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

int64_t recipe_day_between(const struct recipe_day *from, const struct recipe_day *to,
                           enum recipe_unit unit)
{
    int64_t months = (int64_t)(to->year - from->year) * 12 + (to->month - from->month);
    if (unit == UNIT_DAYS)
        return recipe_day_number(to) - recipe_day_number(from);
    months -= to->day < from->day;
    return unit == UNIT_MONTHS ? months : months / 12;
}

/* ---- numbers ---- */

bool recipe_read_number(struct span text, struct value *out)
{
    char copy[NUMBER_LEN], *end = NULL;
    if (text.len == 0 || text.len >= sizeof copy)
        return false;
    memcpy(copy, text.data, text.len);
    copy[text.len] = '\0';
    if (strspn(copy, "+-.0123456789eE") != text.len)
        return false;
    errno = 0;
    *out = (struct value){.kind = VALUE_INTEGER, .integer = strtoll(copy, &end, 10)};
    if (*end == '\0' && end != copy && errno == 0)
        return true;
    *out = (struct value){.kind = VALUE_DECIMAL, .decimal = strtod(copy, &end)};
    return *end == '\0' && end != copy && isfinite(out->decimal);
}

/* Exact for both: it has 64 bits of mantissa. */
static long double number_of(const struct value *value)
{
    return value->kind == VALUE_INTEGER ? (long double)value->integer : (long double)value->decimal;
}

int recipe_compare_numbers(const struct value *a, const struct value *b)
{
    long double x = number_of(a), y = number_of(b);
    return (x > y) - (x < y);
}

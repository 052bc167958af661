/* Days in recipes, without a limit before 1900 or after: the Gregorian calendar carried back,
 * as SQLite has it. And numbers, as people write them. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/recipe_internal.h"
#include "core/base/calendar.h"

enum { MONTH_LEN = 7, NUMBER_LEN = 64 };

bool recipe_day_read(struct span text, struct recipe_day *out)
{
    char day[CALENDAR_DAY_LEN];
    if (text.len == MONTH_LEN) {
        memcpy(day, text.data, MONTH_LEN);
        memcpy(day + MONTH_LEN, "-01", 3);
        text = span_of(day, sizeof day);
    }
    if (text.len < CALENDAR_DAY_LEN ||
        !calendar_read_day(span_of(text.data, CALENDAR_DAY_LEN), &out->number))
        return false;
    calendar_split(out->number, &out->year, &out->month, &out->day);
    return true;
}

int64_t recipe_day_between(const struct recipe_day *from, const struct recipe_day *to,
                           enum recipe_unit unit)
{
    int64_t months = (int64_t)(to->year - from->year) * 12 + (to->month - from->month);
    if (unit == UNIT_DAYS)
        return to->number - from->number;
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

/* Dates for SQL: ages, periods as pivots have them, and dates read by a format. What is no date
 * gives an empty result. */
#include <stdio.h>

#include "core/analysis/date_format.h"
#include "core/base/calendar.h"
#include "core/service/sql_internal.h"

enum { MONTH_LEN = 7 };

struct day {
    int year, month, day;
};

/* The day with which a text begins: 2019-03-31, 2019-03-31 10:33:00, 2019-03. */
static bool day_of(const struct value *value, struct day *day)
{
    int64_t number;
    char first[CALENDAR_DAY_LEN];
    if (value->kind != VALUE_TEXT)
        return false;
    struct span text = value->text;
    if (text.len == MONTH_LEN) {
        memcpy(first, text.data, MONTH_LEN);
        memcpy(first + MONTH_LEN, "-01", 3);
        text = span_of(first, sizeof first);
    }
    if (text.len > CALENDAR_DAY_LEN && text.data[CALENDAR_DAY_LEN] != ' ' &&
        text.data[CALENDAR_DAY_LEN] != 'T')
        return false;
    text.len = text.len > CALENDAR_DAY_LEN ? CALENDAR_DAY_LEN : text.len;
    if (!calendar_read_day(text, &number))
        return false;
    calendar_split(number, &day->year, &day->month, &day->day);
    return true;
}

/* Whole years from a birthday to a day; who was born on 29 February is a year older on 1 March
 * of other years. */
static void run_age(struct function_call *call, const struct value *args, size_t count)
{
    struct day born, on;
    (void)count;
    if (!day_of(&args[0], &born) || !day_of(&args[1], &on))
        return;
    bool before = on.month < born.month || (on.month == born.month && on.day < born.day);
    int64_t years = (int64_t)on.year - born.year - before;
    if (years >= 0)
        function_give_integer(call, years);
}

static void run_month(struct function_call *call, const struct value *args, size_t count)
{
    struct day day;
    char out[40];
    (void)count;
    if (day_of(&args[0], &day))
        function_give_text(call, span_of(out, (size_t)snprintf(out, sizeof out, "%04d-%02d",
                                                               day.year, day.month)));
}

static void run_quarter(struct function_call *call, const struct value *args, size_t count)
{
    struct day day;
    char out[40];
    (void)count;
    if (day_of(&args[0], &day))
        function_give_text(call, span_of(out, (size_t)snprintf(out, sizeof out, "%04d-Q%d",
                                                               day.year, (day.month + 2) / 3)));
}

static void run_date_parse(struct function_call *call, const struct value *args, size_t count)
{
    char one[VALUE_NUMBER_SIZE], two[VALUE_NUMBER_SIZE], out[DATE_FORMAT_SIZE];
    size_t len = 0;
    (void)count;
    if (args[0].kind == VALUE_EMPTY || args[1].kind == VALUE_EMPTY)
        return;
    switch (date_format_read(sql_text(&args[0], one), sql_text(&args[1], two), out, &len)) {
    case DATE_FORMAT_FITS:
        function_give_text(call, span_of(out, len));
        break;
    case DATE_FORMAT_OTHER:
        break;
    case DATE_FORMAT_BAD:
        function_fail(call, text_get(TEXT_SQL_BAD_FORMAT));
        break;
    }
}

const struct function sql_date_functions[] = {
    {.name = "age", .least = 2, .most = 2, .scalar = run_age},
    {.name = "month", .least = 1, .most = 1, .scalar = run_month},
    {.name = "quarter", .least = 1, .most = 1, .scalar = run_quarter},
    {.name = "date_parse", .least = 2, .most = 2, .scalar = run_date_parse},
};
const size_t sql_date_function_count = sizeof sql_date_functions / sizeof *sql_date_functions;

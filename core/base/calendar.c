/*
 * The calendar: days since 1970 and the ISO texts they stand for. In base, since columns,
 * groups and the axes of charts count with it. What is read here reads back to the same bytes.
 */
#include "core/base/calendar.h"

/* Years are counted from March, so that the leap day is the last of its year; 400 of them
 * have always the same number of days. */
enum { DAYS_400_YEARS = 146097, DAYS_TO_1970 = 719468 };

int64_t calendar_day(int year, int month, int day)
{
    int64_t y = (int64_t)year - (month <= 2);
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t of_era = y - era * 400;
    int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * DAYS_400_YEARS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - DAYS_TO_1970;
}

void calendar_split(int64_t day, int *year, int *month, int *of_month)
{
    int64_t z = day + DAYS_TO_1970;
    int64_t era = (z >= 0 ? z : z - (DAYS_400_YEARS - 1)) / DAYS_400_YEARS;
    int64_t of_era = z - era * DAYS_400_YEARS;
    int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * y + y / 4 - y / 100);
    int64_t m = (5 * of_year + 2) / 153;
    *of_month = (int)(of_year - (153 * m + 2) / 5 + 1);
    *month = (int)(m < 10 ? m + 3 : m - 9);
    *year = (int)(y + era * 400 + (*month <= 2));
}

static bool read_number(const char *text, size_t len, int *out)
{
    *out = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *out = *out * 10 + (text[i] - '0');
    }
    return true;
}

static bool is_day(int year, int month, int day)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1)
        return false;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day <= days[month - 1] + (leap && month == 2);
}

bool calendar_read_day(struct span text, int64_t *day)
{
    int year, month, of_month;
    if (text.len != CALENDAR_DAY_LEN || text.data[4] != '-' || text.data[7] != '-' ||
        !read_number(text.data, 4, &year) || !read_number(text.data + 5, 2, &month) ||
        !read_number(text.data + 8, 2, &of_month) || !is_day(year, month, of_month))
        return false;
    *day = calendar_day(year, month, of_month);
    return true;
}

static bool read_time(const char *text, int64_t *second)
{
    int hours, minutes, seconds;
    if (text[2] != ':' || text[5] != ':' || !read_number(text, 2, &hours) ||
        !read_number(text + 3, 2, &minutes) || !read_number(text + 6, 2, &seconds) || hours > 23 ||
        minutes > 59 || seconds > 59)
        return false;
    *second = (hours * 60 + minutes) * 60 + seconds;
    return true;
}

bool calendar_read_second(struct span text, int64_t *second)
{
    int64_t day, of_day;
    if (text.len != CALENDAR_SECOND_LEN || text.data[CALENDAR_DAY_LEN] != ' ' ||
        !calendar_read_day(span_of(text.data, CALENDAR_DAY_LEN), &day) ||
        !read_time(text.data + CALENDAR_DAY_LEN + 1, &of_day))
        return false;
    *second = day * CALENDAR_DAY_SECONDS + of_day;
    return true;
}

static void write_number(int number, int digits, char *out)
{
    for (int i = digits - 1; i >= 0; i--, number /= 10)
        out[i] = (char)('0' + number % 10);
}

void calendar_write_day(int64_t day, char *out)
{
    int year, month, of_month;
    calendar_split(day, &year, &month, &of_month);
    write_number(year, 4, out);
    out[4] = '-';
    write_number(month, 2, out + 5);
    out[7] = '-';
    write_number(of_month, 2, out + 8);
}

void calendar_write_second(int64_t second, char *out)
{
    int64_t of_day = second % CALENDAR_DAY_SECONDS;
    of_day += of_day < 0 ? CALENDAR_DAY_SECONDS : 0;
    calendar_write_day((second - of_day) / CALENDAR_DAY_SECONDS, out);
    out[10] = ' ';
    write_number((int)(of_day / 3600), 2, out + 11);
    out[13] = ':';
    write_number((int)(of_day / 60 % 60), 2, out + 14);
    out[16] = ':';
    write_number((int)(of_day % 60), 2, out + 17);
}

bool calendar_read_begin(struct span text, int64_t *second)
{
    /* What is not given is that of the first second of a year. */
    char whole[CALENDAR_SECOND_LEN] = "0000-01-01 00:00:00";
    if (text.len != 4 && text.len != 7 && text.len != 10 && text.len != 13 && text.len != 16 &&
        text.len != CALENDAR_SECOND_LEN)
        return false;
    memcpy(whole, text.data, text.len);
    if (text.len > 10 && whole[10] == 'T')
        whole[10] = ' ';
    return calendar_read_second(span_of(whole, sizeof whole), second);
}

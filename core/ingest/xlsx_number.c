/*
 * Numbers, dates and times of a workbook. Excel counts days from 1900 and takes that year for
 * a leap year, so that day 60 is a 29 February that never was and all days before it are off
 * by one; or it counts from 1904, and rightly.
 */
#include "core/ingest/xlsx_number.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    DAYS_1904 = 1462,    /* what is added to days counted from 1904 */
    FALSE_LEAP_DAY = 60, /* 29 February 1900 */
    LAST_DAY = 2958465,  /* 31 December 9999 */
    MS_PER_DAY = 86400000,
    DIGITS_KEPT = 15
};

/* ---- formats ---- */

struct xlsx_format xlsx_format_builtin(int id)
{
    static const struct {
        int first, last;
        enum xlsx_shown shown;
    } ranges[] = {{14, 17, XLSX_DATE}, {18, 21, XLSX_TIME},     {22, 22, XLSX_DATETIME},
                  {27, 31, XLSX_DATE}, {32, 33, XLSX_TIME},     {34, 36, XLSX_DATE},
                  {45, 45, XLSX_TIME}, {46, 46, XLSX_DURATION}, {47, 47, XLSX_TIME},
                  {50, 58, XLSX_DATE}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        if (id >= ranges[i].first && id <= ranges[i].last)
            return (struct xlsx_format){.shown = ranges[i].shown};
    }
    return (struct xlsx_format){.shown = XLSX_NUMBER};
}

/* The signs of a format code that mean something, while it is read. */
struct signs {
    bool date, time, duration, other;
    bool month_or_minute; /* an m that is not yet known for one or the other */
    char last;            /* the sign before, among y m d h s */
    int zeros, places;
};

/* [h], [mm] and the like count on beyond a day; [Red] and [$-409] mean nothing here. */
static const char *read_bracket(const char *p, struct signs *s)
{
    const char *end = strchr(p, ']');
    if (!end)
        return p + strlen(p);
    char kind = (char)(p[1] | 0x20);
    size_t same = 0;
    while (p + 1 + same < end && (p[1 + same] | 0x20) == kind)
        same++;
    if ((kind == 'h' || kind == 'm' || kind == 's') && p + 1 + same == end)
        s->duration = true;
    return end + 1;
}

static void read_letter(char letter, struct signs *s)
{
    switch (letter) {
    case 'y':
    case 'd':
    case 'b':
    case 'g':
        s->date = true;
        s->date |= s->month_or_minute;
        s->month_or_minute = false;
        break;
    case 'h':
    case 's':
        /* mm:ss are minutes, mm hh are not */
        if (letter == 'h' && s->month_or_minute)
            s->date = true;
        s->time = true;
        s->month_or_minute = false;
        break;
    case 'm':
        if (s->last == 'h' || s->last == 'm')
            break; /* of minutes, or of one month */
        s->month_or_minute = true;
        break;
    default:
        return;
    }
    s->last = letter;
}

/* Over a sign of the code that stands for itself: "text", \c, _c, *c. */
static const char *skip_literal(const char *p)
{
    if (*p == '"') {
        const char *end = strchr(p + 1, '"');
        return end ? end + 1 : p + strlen(p);
    }
    return p[1] ? p + 2 : p + 1;
}

/* The first part of the code, which is for positive numbers. */
static void read_signs(const char *p, struct signs *s)
{
    while (*p && *p != ';') {
        char letter = *p >= 'A' && *p <= 'Z' ? (char)(*p | 0x20) : *p;
        if (*p == '[') {
            p = read_bracket(p, s);
            continue;
        }
        if (*p == '"' || *p == '\\' || *p == '_' || *p == '*') {
            p = skip_literal(p);
            continue;
        }
        if (letter == 'a' && (strncasecmp(p, "am/pm", 5) == 0 || strncasecmp(p, "a/p", 3) == 0)) {
            s->time = true;
            p += (p[1] | 0x20) == 'm' ? 5 : 3;
            continue;
        }
        if (letter == 'e' && s->places > 0)
            s->other = true; /* 0.00E+00 */
        else if (letter == 'e')
            s->date = true; /* the year of an era */
        else if (strchr("ymdhsbg", letter))
            read_letter(letter, s);
        s->zeros += *p == '0';
        s->places += *p == '0' || *p == '#' || *p == '?';
        s->other |= strchr("#?.,%/E@", *p) != NULL && !s->date && !s->time;
        p++;
    }
}

struct xlsx_format xlsx_format_code(const char *code)
{
    struct signs s = {0};
    if (strncasecmp(code, "general", 7) == 0 || strncasecmp(code, "standard", 8) == 0)
        return (struct xlsx_format){.shown = XLSX_NUMBER};
    read_signs(code, &s);
    s.date |= s.month_or_minute && !s.time && !s.duration;
    if (s.duration && !s.date)
        return (struct xlsx_format){.shown = XLSX_DURATION};
    if (s.date)
        return (struct xlsx_format){.shown = s.time ? XLSX_DATETIME : XLSX_DATE};
    if (s.time)
        return (struct xlsx_format){.shown = XLSX_TIME};
    if (!s.other && s.zeros > 1 && s.zeros == s.places)
        return (struct xlsx_format){
            .shown = XLSX_PADDED, .digits = s.zeros < XLSX_DIGITS_MAX ? s.zeros : XLSX_DIGITS_MAX};
    return (struct xlsx_format){.shown = XLSX_NUMBER};
}

/* ---- plain numbers ---- */

/* -12.5 with at most 15 digits, no zero too many: it may be given as it stands. */
static bool is_canonical(struct span raw)
{
    size_t i = raw.len && raw.data[0] == '-', digits = 0, point = 0;
    size_t first = i;
    for (; i < raw.len; i++) {
        if (raw.data[i] == '.' && !point && i > first)
            point = i;
        else if (raw.data[i] < '0' || raw.data[i] > '9')
            return false;
        else
            digits++;
    }
    if (digits == 0 || digits > DIGITS_KEPT || (point && raw.data[raw.len - 1] == '0') ||
        (point && point + 1 == raw.len))
        return false;
    if (raw.data[first] == '0')
        return point == first + 1 || (raw.len == 1);
    return true;
}

/* Only digits, and more than a number keeps: no program that shows numbers wrote this. */
static bool is_long_integer(struct span raw)
{
    size_t start = raw.len && raw.data[0] == '-';
    for (size_t i = start; i < raw.len; i++) {
        if (raw.data[i] < '0' || raw.data[i] > '9')
            return false;
    }
    return raw.len - start > DIGITS_KEPT && raw.data[start] != '0';
}

/* The fewest digits that read back to the same number: "d.ddde±x". */
static void shortest(char *out, size_t size, double number)
{
    for (int digits = DIGITS_KEPT; digits <= 17; digits++) {
        snprintf(out, size, "%.*e", digits - 1, number);
        if (strtod(out, NULL) == number)
            return;
    }
}

/* Lays digits out around their point: 1.5e-3 is 0.0015. */
static size_t write_plain(char *out, double number)
{
    char text[40], digits[24];
    size_t count = 0, len = 0;
    shortest(text, sizeof text, number);
    const char *exponent_at = strchr(text, 'e');
    long exponent = exponent_at ? strtol(exponent_at + 1, NULL, 10) : 0;
    for (const char *p = text; p < exponent_at && count < sizeof digits; p++) {
        if (*p >= '0' && *p <= '9')
            digits[count++] = *p;
    }
    while (count > 1 && digits[count - 1] == '0')
        count--;
    if (exponent < -12 || exponent > 25)
        return (size_t)snprintf(out, XLSX_NUMBER_SIZE, "%.*s%s%.*s%s", 1, digits,
                                count > 1 ? "." : "", (int)count - 1, digits + 1, exponent_at);
    for (long place = exponent < 0 ? 0 : exponent;
         place >= exponent - (long)count + 1 || place >= 0; place--) {
        long i = exponent - place;
        if (place == -1)
            out[len++] = '.';
        out[len++] = i >= 0 && i < (long)count ? digits[i] : '0';
    }
    return len;
}

static size_t write_number(char *out, double number)
{
    size_t sign = number < 0;
    out[0] = '-';
    return sign + write_plain(out + sign, fabs(number));
}

/* ---- days and times ---- */

static char *put_digits(char *out, int number, int digits)
{
    for (int i = digits - 1; i >= 0; i--, number /= 10)
        out[i] = (char)('0' + number % 10);
    return out + digits;
}

/* 1 is 1 January 1900, 61 is 1 March of that year. Years are counted from March on, so that a
 * leap day is the last of its year. */
static size_t write_day(char *out, int64_t day)
{
    enum { FROM_MARCH_0 = 693899, DAYS_400 = 146097, DAYS_100 = 36524, DAYS_4 = 1461 };
    int64_t days = day + (day < FALSE_LEAP_DAY) + FROM_MARCH_0, left = days % DAYS_400;
    int64_t year_of_400 =
        (left - left / (DAYS_4 - 1) + left / DAYS_100 - left / (DAYS_400 - 1)) / 365;
    int64_t day_of_year = left - (365 * year_of_400 + year_of_400 / 4 - year_of_400 / 100);
    int month = (int)((5 * day_of_year + 2) / 153); /* 0 is March */
    int day_of_month = (int)(day_of_year - (153 * month + 2) / 5) + 1;
    int year = (int)(days / DAYS_400 * 400 + year_of_400) + (month >= 10);
    if (day == FALSE_LEAP_DAY) {
        year = 1900;
        month = 11;
        day_of_month = 29;
    }
    char *p = put_digits(out, year, 4);
    *p++ = '-';
    p = put_digits(p, month < 10 ? month + 3 : month - 9, 2);
    *p++ = '-';
    put_digits(p, day_of_month, 2);
    return 10;
}

static size_t write_time(char *out, int64_t ms)
{
    int64_t hours = ms / 3600000;
    char *p = hours < 100 ? put_digits(out, (int)hours, 2)
                          : out + snprintf(out, 24, "%lld", (long long)hours);
    *p++ = ':';
    p = put_digits(p, (int)(ms / 60000 % 60), 2);
    *p++ = ':';
    p = put_digits(p, (int)(ms / 1000 % 60), 2);
    if (ms % 1000) {
        *p++ = '.';
        p = put_digits(p, (int)(ms % 1000), 3);
    }
    return (size_t)(p - out);
}

/* Milliseconds of a time, without what is only the rest of a rounded number of days. */
static int64_t to_ms(double days)
{
    int64_t ms = llround(days * MS_PER_DAY);
    int64_t second = (ms + 500) / 1000 * 1000;
    return llabs(ms - second) <= 1 ? second : ms;
}

static size_t write_date(char *out, double days, bool with_time)
{
    int64_t day = (int64_t)floor(days), ms = to_ms(days - floor(days));
    if (ms >= MS_PER_DAY) {
        ms = 0;
        day++;
    }
    if (day < 1 || day > LAST_DAY)
        return 0;
    size_t len = write_day(out, day);
    if (!with_time && ms == 0)
        return len;
    out[len++] = ' ';
    return len + write_time(out + len, ms);
}

/* A date or a time in the given form; 0: the number is none. */
static size_t write_moment(char *out, double days, enum xlsx_shown shown, bool from_1904)
{
    double counted =
        from_1904 && (shown == XLSX_DATE || shown == XLSX_DATETIME) ? days + DAYS_1904 : days;
    if (!(counted >= 0 && counted < LAST_DAY + 1.0))
        return 0;
    switch (shown) {
    case XLSX_TIME:
        /* a time with a day in front of it is not thrown away */
        return counted >= 1 ? write_date(out, from_1904 ? days + DAYS_1904 : days, true)
                            : write_time(out, to_ms(counted));
    case XLSX_DURATION:
        return write_time(out, to_ms(counted));
    case XLSX_DATE:
    case XLSX_DATETIME:
        /* a time without a day */
        if (counted > 0 && counted < 1)
            return write_time(out, to_ms(counted));
        return write_date(out, counted, shown == XLSX_DATETIME);
    case XLSX_NUMBER:
    case XLSX_PADDED:
        break;
    }
    return 0;
}

static size_t write_padded(char *out, double number, int digits)
{
    if (number != floor(number) || number < 0 || number >= 1e15)
        return 0;
    return (size_t)snprintf(out, XLSX_NUMBER_SIZE, "%0*lld", digits, (long long)number);
}

size_t xlsx_number_write(char *out, struct span raw, struct xlsx_format format, bool from_1904)
{
    char text[XLSX_NUMBER_SIZE], *end = NULL;
    if (raw.len == 0 || raw.len >= sizeof text)
        return 0;
    if (format.shown == XLSX_NUMBER && (is_canonical(raw) || is_long_integer(raw))) {
        memcpy(out, raw.data, raw.len);
        return raw.len;
    }
    memcpy(text, raw.data, raw.len);
    text[raw.len] = '\0';
    double number = strtod(text, &end);
    bool is_number = end == text + raw.len && isfinite(number) && !strpbrk(text, "xXpPnN \t\n");
    if (!is_number) {
        memcpy(out, raw.data, raw.len);
        return raw.len;
    }
    size_t len = 0;
    if (format.shown == XLSX_PADDED)
        len = write_padded(out, number, format.digits);
    else if (format.shown != XLSX_NUMBER)
        len = write_moment(out, number, format.shown, from_1904);
    return len ? len : write_number(out, number);
}

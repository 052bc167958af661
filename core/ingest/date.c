/*
 * Dates and times as they are written. Pure functions. Years have four digits: of two, the
 * century would be a guess.
 */
#include "core/ingest/date.h"

#include <stdint.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

static bool is_day(int year, int month, int day)
{
    return month >= 1 && month <= 12 && day >= 1 && day <= days_in(year, month);
}

static bool all_digits(const char *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!is_digit(p[i]))
            return false;
    }
    return true;
}

static int two(const char *p)
{
    return (p[0] - '0') * 10 + (p[1] - '0');
}

bool date_is_iso(const char *t, size_t len)
{
    return len == 10 && t[4] == '-' && t[7] == '-' && all_digits(t, 4) && all_digits(t + 5, 2) &&
           all_digits(t + 8, 2) && is_day(two(t) * 100 + two(t + 2), two(t + 5), two(t + 8));
}

bool date_is_iso_time(const char *t, size_t len)
{
    return len == 19 && t[10] == ' ' && t[13] == ':' && t[16] == ':' && all_digits(t + 11, 2) &&
           all_digits(t + 14, 2) && all_digits(t + 17, 2) && two(t + 11) < 24 && two(t + 14) < 60 &&
           two(t + 17) < 60 && date_is_iso(t, 10);
}

/* ---- reading ---- */

struct cursor {
    const char *p;
    const char *end;
};

/* One to `most` digits; -1: none, or more. */
static int read_number(struct cursor *c, int most, int *digits)
{
    int value = 0;
    *digits = 0;
    for (; c->p < c->end && is_digit(*c->p); c->p++) {
        if (++*digits > most)
            return -1;
        value = value * 10 + (*c->p - '0');
    }
    return *digits ? value : -1;
}

static bool take(struct cursor *c, char sign)
{
    if (c->p == c->end || *c->p != sign)
        return false;
    c->p++;
    return true;
}

static void skip_blanks(struct cursor *c)
{
    while (c->p < c->end && *c->p == ' ')
        c->p++;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* An English month name, whole or its first three letters; 0: none. */
static int read_month_name(struct cursor *c)
{
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    char word[12] = {0};
    size_t n = 0;
    const char *p = c->p;
    while (p < c->end && lower(*p) >= 'a' && lower(*p) <= 'z' && n < sizeof word - 1)
        word[n++] = lower(*p++);
    for (int m = 0; n >= 3 && m < 12; m++) {
        if ((n == 3 || n == strlen(names[m])) && memcmp(word, names[m], n) == 0) {
            c->p = p;
            return m + 1;
        }
    }
    return 0;
}

struct day {
    int year, month, day;
    bool named; /* the month by its name: no question of order */
};

/* 31 Mar 2019, 31-Mar-2019, Mar 31, 2019 */
static bool read_named(struct cursor *c, struct day *out)
{
    int digits = 0;
    bool month_first = c->p < c->end && !is_digit(*c->p);
    if (!month_first) {
        out->day = read_number(c, 2, &digits);
        if (!take(c, '-'))
            skip_blanks(c);
    }
    out->month = read_month_name(c);
    if (out->month == 0)
        return false;
    (void)take(c, '.');
    if (!take(c, '-'))
        skip_blanks(c);
    if (month_first) {
        out->day = read_number(c, 2, &digits);
        (void)take(c, ',');
        skip_blanks(c);
    }
    out->year = read_number(c, 4, &digits);
    out->named = true;
    return digits == 4 && is_day(out->year, out->month, out->day);
}

/* Three numbers with the same sign between them, as they come. */
static bool read_parts(struct cursor *c, int part[3], int digits[3])
{
    part[0] = read_number(c, 4, &digits[0]);
    if (part[0] < 0 || c->p == c->end || !strchr("-/.", *c->p))
        return false;
    char sign = *c->p++;
    part[1] = read_number(c, 2, &digits[1]);
    if (part[1] < 0 || !take(c, sign))
        return false;
    part[2] = read_number(c, 4, &digits[2]);
    return part[2] >= 0;
}

static bool order_parts(const int part[3], const int digits[3], enum date_order order,
                        struct day *out)
{
    bool year_first = order == DATE_YMD;
    if (digits[year_first ? 0 : 2] != 4 || digits[year_first ? 2 : 0] > 2)
        return false;
    out->year = part[year_first ? 0 : 2];
    out->month = part[order == DATE_MDY ? 0 : 1];
    out->day = part[year_first ? 2 : order == DATE_MDY ? 1 : 0];
    return is_day(out->year, out->month, out->day);
}

struct time {
    int hour, minute, second;
    struct span rest; /* .250, Z */
};

/* 10:33, 10:33:00, 10:33:00.250Z, 3:05 PM */
static bool read_time(struct cursor *c, struct time *out)
{
    int digits = 0;
    *out = (struct time){0};
    out->hour = read_number(c, 2, &digits);
    if (out->hour < 0 || !take(c, ':'))
        return false;
    out->minute = read_number(c, 2, &digits);
    if (digits != 2)
        return false;
    if (take(c, ':')) {
        out->second = read_number(c, 2, &digits);
        if (digits != 2)
            return false;
    }
    const char *rest = c->p;
    if (take(c, '.') && (read_number(c, 9, &digits) < 0 || digits > 9))
        return false;
    (void)take(c, 'Z');
    out->rest = span_of(rest, (size_t)(c->p - rest));
    return out->hour < 24 && out->minute < 60 && out->second < 60;
}

/* AM or PM behind a time of at most 12 hours. */
static bool read_half_of_day(struct cursor *c, struct time *time)
{
    skip_blanks(c);
    if (c->p == c->end)
        return true;
    if (c->end - c->p != 2 || lower(c->p[1]) != 'm' || time->hour < 1 || time->hour > 12)
        return false;
    bool afternoon = lower(c->p[0]) == 'p';
    if (!afternoon && lower(c->p[0]) != 'a')
        return false;
    time->hour = time->hour % 12 + (afternoon ? 12 : 0);
    c->p += 2;
    return true;
}

static char *put(char *out, int number, int width)
{
    for (int i = width - 1; i >= 0; i--, number /= 10)
        out[i] = (char)('0' + number % 10);
    return out + width;
}

static size_t write_day(char *out, const struct day *day)
{
    char *p = put(out, day->year, 4);
    *p++ = '-';
    p = put(p, day->month, 2);
    *p++ = '-';
    p = put(p, day->day, 2);
    return (size_t)(p - out);
}

static size_t write_time(char *out, const struct time *time)
{
    char *p = out;
    *p++ = ' ';
    p = put(p, time->hour, 2);
    *p++ = ':';
    p = put(p, time->minute, 2);
    *p++ = ':';
    p = put(p, time->second, 2);
    if (time->rest.len)
        memcpy(p, time->rest.data, time->rest.len);
    return (size_t)(p - out) + time->rest.len;
}

static struct cursor cursor_on(struct span text)
{
    struct cursor c = {text.data, text.data + text.len};
    skip_blanks(&c);
    while (c.end > c.p && c.end[-1] == ' ')
        c.end--;
    return c;
}

/* What stands behind the day: nothing, or a time. */
static enum date_fit finish(struct cursor *c, const struct day *day, char *out, size_t *len)
{
    *len = write_day(out, day);
    if (c->p == c->end)
        return DATE_FITS;
    struct time time;
    if (!take(c, 'T') && !take(c, ' '))
        return DATE_NONE;
    skip_blanks(c);
    if (!read_time(c, &time) || !read_half_of_day(c, &time))
        return DATE_NONE;
    *len += write_time(out + *len, &time);
    return DATE_FITS_TIME;
}

static enum date_fit read_year_month(struct span text, char *out, size_t *len)
{
    struct cursor c = cursor_on(text);
    size_t n = (size_t)(c.end - c.p);
    if (n != 7 || c.p[4] != '-' || !all_digits(c.p, 4) || !all_digits(c.p + 5, 2) ||
        two(c.p + 5) < 1 || two(c.p + 5) > 12)
        return DATE_NONE;
    memcpy(out, c.p, n);
    *len = n;
    return DATE_FITS;
}

enum date_fit date_read(struct span text, enum date_order order, char *out, size_t *len)
{
    if (text.len < 6 || text.len > 48)
        return DATE_NONE;
    if (order == DATE_YM)
        return read_year_month(text, out, len);
    struct cursor c = cursor_on(text);
    struct cursor named = c;
    struct day day = {0};
    int part[3], digits[3];
    if (order == DATE_DMY && read_named(&named, &day))
        return finish(&named, &day, out, len);
    if (!read_parts(&c, part, digits))
        return DATE_NONE;
    if (order_parts(part, digits, order, &day))
        return finish(&c, &day, out, len);
    enum date_order other = order == DATE_DMY ? DATE_MDY : DATE_DMY;
    return order != DATE_YMD && order_parts(part, digits, other, &day) ? DATE_OTHER_ORDER
                                                                       : DATE_NONE;
}

bool date_is_ambiguous(struct span text)
{
    struct cursor c = cursor_on(text);
    struct day a = {0}, b = {0};
    int part[3], digits[3];
    return read_parts(&c, part, digits) && order_parts(part, digits, DATE_DMY, &a) &&
           order_parts(part, digits, DATE_MDY, &b) && a.day != b.day;
}

bool date_has_dots(struct span text)
{
    return memchr(text.data, '.', text.len < 6 ? text.len : 6) != NULL;
}

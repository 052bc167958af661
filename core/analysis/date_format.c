/* Reading by a format: one sign after the other, each a row of a table. */
#include "core/analysis/date_format.h"

#include <string.h>
#include <strings.h>

#include "core/base/calendar.h"

enum part { YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, PARTS };

struct reading {
    struct span text;
    size_t at;
    int parts[PARTS];
    bool given[PARTS];
};

static const struct sign {
    char letter;
    enum part part;
    int least, most; /* digits */
    int lowest, highest;
} signs[] = {
    {'Y', YEAR, 4, 4, 0, 9999}, {'y', YEAR, 2, 2, 0, 99}, {'m', MONTH, 1, 2, 1, 12},
    {'d', DAY, 1, 2, 1, 31},    {'H', HOUR, 1, 2, 0, 23}, {'M', MINUTE, 1, 2, 0, 59},
    {'S', SECOND, 1, 2, 0, 60},
};

static const char *const months[] = {"january",   "february", "march",    "april",
                                     "may",       "june",     "july",     "august",
                                     "september", "october",  "november", "december"};
enum { MONTHS = sizeof months / sizeof *months, SHORT_NAME = 3 };

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void skip_blanks(struct reading *reading)
{
    while (reading->at < reading->text.len && is_blank(reading->text.data[reading->at]))
        reading->at++;
}

static bool read_number(struct reading *reading, const struct sign *sign)
{
    int number = 0, digits = 0;
    while (digits < sign->most && reading->at < reading->text.len) {
        char c = reading->text.data[reading->at];
        if (c < '0' || c > '9')
            break;
        number = number * 10 + (c - '0');
        digits++;
        reading->at++;
    }
    if (digits < sign->least || number < sign->lowest || number > sign->highest)
        return false;
    if (sign->letter == 'y')
        number += number < 69 ? 2000 : 1900;
    reading->parts[sign->part] = number;
    reading->given[sign->part] = true;
    return true;
}

/* The whole name where it is there, else its first letters. */
static bool read_month_name(struct reading *reading)
{
    const char *from = reading->text.data + reading->at;
    size_t left = reading->text.len - reading->at;
    for (int i = 0; i < MONTHS; i++) {
        size_t len = strlen(months[i]);
        if (left < len || strncasecmp(from, months[i], len) != 0)
            len = SHORT_NAME;
        if (left < len || strncasecmp(from, months[i], len) != 0)
            continue;
        reading->parts[MONTH] = i + 1;
        reading->given[MONTH] = true;
        reading->at += len;
        return true;
    }
    return false;
}

static enum date_format_fit read_sign(struct reading *reading, char letter)
{
    if (letter == 'b' || letter == 'B')
        return read_month_name(reading) ? DATE_FORMAT_FITS : DATE_FORMAT_OTHER;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (signs[i].letter == letter)
            return read_number(reading, &signs[i]) ? DATE_FORMAT_FITS : DATE_FORMAT_OTHER;
    }
    return DATE_FORMAT_BAD;
}

static bool read_itself(struct reading *reading, char c)
{
    if (is_blank(c)) {
        skip_blanks(reading);
        return true;
    }
    if (reading->at >= reading->text.len || reading->text.data[reading->at] != c)
        return false;
    reading->at++;
    return true;
}

/* A bad format is told, whatever the text is. */
static bool is_good_format(struct span format)
{
    bool year = false, month = false;
    for (size_t i = 0; i < format.len; i++) {
        if (format.data[i] != '%')
            continue;
        char letter = ++i < format.len ? format.data[i] : '\0';
        if (!letter || !strchr("YymdbBHMS%", letter))
            return false;
        year = year || letter == 'Y' || letter == 'y';
        month = month || letter == 'm' || letter == 'b' || letter == 'B';
    }
    return year && month;
}

static void write_two(char *out, int number)
{
    out[0] = (char)('0' + number / 10 % 10);
    out[1] = (char)('0' + number % 10);
}

static bool write_iso(const struct reading *reading, char *out, size_t *len)
{
    int year, month, day;
    int of_month = reading->given[DAY] ? reading->parts[DAY] : 1;
    int64_t number = calendar_day(reading->parts[YEAR], reading->parts[MONTH], of_month);
    calendar_split(number, &year, &month, &day);
    if (month != reading->parts[MONTH] || day != of_month) /* 31 April */
        return false;
    calendar_write_day(number, out);
    *len = CALENDAR_DAY_LEN;
    if (!reading->given[HOUR])
        return true;
    memcpy(out + *len, " 00:00:00", 9);
    write_two(out + 11, reading->parts[HOUR]);
    write_two(out + 14, reading->parts[MINUTE]);
    write_two(out + 17, reading->parts[SECOND]);
    *len = CALENDAR_SECOND_LEN;
    return true;
}

enum date_format_fit date_format_read(struct span text, struct span format, char *out, size_t *len)
{
    struct reading reading = {.text = text};
    if (!is_good_format(format))
        return DATE_FORMAT_BAD;
    skip_blanks(&reading);
    for (size_t i = 0; i < format.len; i++) {
        char c = format.data[i];
        bool sign = c == '%' && format.data[i + 1] != '%';
        i += c == '%';
        enum date_format_fit fit = sign                       ? read_sign(&reading, format.data[i])
                                   : read_itself(&reading, c) ? DATE_FORMAT_FITS
                                                              : DATE_FORMAT_OTHER;
        if (fit != DATE_FORMAT_FITS)
            return fit;
    }
    skip_blanks(&reading);
    if (reading.at < text.len || !write_iso(&reading, out, len))
        return DATE_FORMAT_OTHER;
    return DATE_FORMAT_FITS;
}

/*
 * Numbers as they are written. Pure functions: the bytes in, a number or the reason why it
 * is none out. Digits are gathered in an integer of at most 15 places and divided once by a
 * power of ten, which IEEE 754 rounds rightly.
 */
#include "core/ingest/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double powers_of_ten[NUMBER_DIGITS_MAX + 8] = {
    1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

enum { PLACES_MAX = 22 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Digits of a number while they are read. */
struct digits {
    int64_t value;
    int count;  /* significant ones: without leading zeros */
    int whole;  /* written before the decimal sign */
    int places; /* written behind it */
    bool leading_zero;
};

/* Workbooks hold a fraction with up to 17 digits (0.30000000000000004) so that it reads back to
 * the very same number. Where it does, and these are the fewest digits that do, nothing is
 * lost by it. */
static enum number_fit settle_long(struct span text, char decimal, bool negative, struct cell *out)
{
    char plain[48], again[48];
    size_t len = 0, digits = 0;
    for (size_t i = 0; i < text.len && len < sizeof plain - 1; i++) {
        if (is_digit(text.data[i]) || text.data[i] == decimal)
            plain[len++] = text.data[i] == decimal ? '.' : text.data[i];
    }
    plain[len] = '\0';
    double number = strtod(plain, NULL);
    for (int keep = NUMBER_DIGITS_MAX + 1; keep <= 17; keep++) {
        snprintf(again, sizeof again, "%.*e", keep - 1, number);
        if (strtod(again, NULL) == number)
            break;
    }
    /* the same digits, one behind the other? */
    const char *p = plain + strspn(plain, "0.");
    for (const char *q = again; *q && *q != 'e'; q++) {
        if (!is_digit(*q))
            continue;
        p += *p == '.';
        if (*p ? *p++ != *q : *q != '0')
            return NUMBER_CODE;
        digits++;
    }
    if (*p || digits > 17)
        return NUMBER_CODE;
    *out = cell_decimal(negative ? -number : number);
    return NUMBER_DECIMAL;
}

static bool is_long_decimal(const struct digits *d, bool decimal)
{
    return decimal && d->count > NUMBER_DIGITS_MAX && d->count <= 17 && d->places <= PLACES_MAX &&
           !d->leading_zero;
}

static enum number_fit settle(const struct digits *d, bool negative, bool decimal, struct cell *out)
{
    if (d->leading_zero || d->count > NUMBER_DIGITS_MAX || d->places > PLACES_MAX)
        return NUMBER_CODE;
    if (negative && d->value == 0)
        return NUMBER_CODE; /* -0: a number would lose its sign */
    int64_t value = negative ? -d->value : d->value;
    if (!decimal) {
        *out = cell_integer(value);
        return NUMBER_INTEGER;
    }
    *out = cell_decimal((double)value / powers_of_ten[d->places]);
    return NUMBER_DECIMAL;
}

static inline void add_digit(struct digits *d, char c)
{
    d->count += d->value != 0 || c != '0';
    if (d->count <= NUMBER_DIGITS_MAX)
        d->value = d->value * 10 + (c - '0');
}

/* What is left behind the digits: an exponent makes a code, all else no number. */
static enum number_fit left_over(const char *p, const char *end, const struct digits *d)
{
    if (d->whole + d->places > 0 && (*p == 'e' || *p == 'E') && end - p > 1 &&
        (is_digit(p[1]) || ((p[1] == '-' || p[1] == '+') && end - p > 2 && is_digit(p[2]))))
        return NUMBER_CODE;
    if (d->whole + d->places > 0 && *p == '+' && end - p == 1)
        return NUMBER_CODE; /* 65+ */
    return NUMBER_NONE;
}

enum number_fit number_read_plain(const char *text, size_t len, struct cell *out)
{
    const char *p = text, *end = text + len;
    struct digits d = {0};
    bool negative = p < end && *p == '-';
    p += negative;
    const char *start = p;
    for (; p < end && is_digit(*p); p++)
        add_digit(&d, *p);
    d.whole = (int)(p - start < 1000 ? p - start : 1000);
    d.leading_zero = d.whole > 1 && *start == '0';
    bool decimal = p < end && *p == '.';
    if (decimal) {
        start = ++p;
        for (; p < end && is_digit(*p); p++)
            add_digit(&d, *p);
        d.places = (int)(p - start < 1000 ? p - start : 1000);
        if (d.places == 0)
            return NUMBER_NONE;
    }
    if (p < end)
        return left_over(p, end, &d);
    return d.whole + d.places > 0 ? settle(&d, negative, decimal, out) : NUMBER_NONE;
}

/* ---- signs around the digits ---- */

/* Longer ones first, so that CA$ is not taken for $. */
static const char *const currencies[] = {"CA$", "US$", "A$",  "CAD", "USD", "EUR", "GBP",
                                         "CHF", "AUD", "NZD", "JPY", "SEK", "NOK", "DKK",
                                         "$",   "€",   "£",   "¥",   "kr",  "zł"};

const char *number_currency(const char *sign)
{
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++) {
        if (strcmp(sign, currencies[i]) == 0)
            return currencies[i];
    }
    return NULL;
}

/* Length of a blank at p: space, tab, no-break space, narrow no-break space, thin space. */
static size_t blank_at(const char *p, const char *end)
{
    if (p < end && (*p == ' ' || *p == '\t'))
        return 1;
    if (end - p >= 2 && memcmp(p, "\xC2\xA0", 2) == 0)
        return 2;
    if (end - p >= 3 && (memcmp(p, "\xE2\x80\xAF", 3) == 0 || memcmp(p, "\xE2\x80\x89", 3) == 0))
        return 3;
    return 0;
}

static size_t blank_before(const char *start, const char *p)
{
    for (size_t n = 1; n <= 3 && (size_t)(p - start) >= n; n++) {
        if (blank_at(p - n, p) == n)
            return n;
    }
    return 0;
}

static struct span trim(struct span text)
{
    const char *p = text.data, *end = text.data + text.len;
    for (size_t n; (n = blank_at(p, end)) > 0;)
        p += n;
    for (size_t n; end > p && (n = blank_before(p, end)) > 0;)
        end -= n;
    return span_of(p, (size_t)(end - p));
}

static bool starts_with(struct span text, const char *sign)
{
    return text.len >= strlen(sign) && memcmp(text.data, sign, strlen(sign)) == 0;
}

static bool ends_with(struct span text, const char *sign)
{
    size_t len = strlen(sign);
    return text.len >= len && memcmp(text.data + text.len - len, sign, len) == 0;
}

static bool take_front(struct span *text, const char *sign)
{
    if (!starts_with(*text, sign))
        return false;
    *text = trim(span_of(text->data + strlen(sign), text->len - strlen(sign)));
    return true;
}

static bool take_back(struct span *text, const char *sign)
{
    if (!ends_with(*text, sign))
        return false;
    *text = trim(span_of(text->data, text->len - strlen(sign)));
    return true;
}

bool number_signs(struct span text, const char **currency, bool *percent)
{
    *currency = NULL;
    text = trim(text);
    *percent = take_back(&text, "%");
    take_front(&text, "-");
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies && !*currency; i++) {
        if (take_front(&text, currencies[i]) || take_back(&text, currencies[i]))
            *currency = currencies[i];
    }
    take_front(&text, "-");
    return text.len > 0 && (is_digit(text.data[0]) || text.data[0] == '.' || text.data[0] == ',');
}

/* ---- digits in a style ---- */

/* Length of the column's thousands separator at p, or 0. */
static size_t separator_at(const char *p, const char *end, char thousands)
{
    if (thousands == ' ')
        return blank_at(p, end);
    return thousands && p < end && *p == thousands ? 1 : 0;
}

/* Reads whole digits, in groups of three once a separator was seen. */
static bool read_whole(const char **at, const char *end, char thousands, struct digits *d)
{
    const char *p = *at;
    int group = 0, groups = 0;
    for (;;) {
        if (p < end && is_digit(*p)) {
            if (d->whole == 0 && *p == '0')
                d->leading_zero = end - p > 1 && is_digit(p[1]);
            add_digit(d, *p++);
            d->whole++;
            group++;
            continue;
        }
        size_t n = separator_at(p, end, thousands);
        if (n == 0)
            break;
        /* 1,234,567: one to three digits, not 0, then threes */
        if (group == 0 || group > 3 || (groups > 0 && group != 3) || d->value == 0)
            return false;
        p += n;
        group = 0;
        groups++;
    }
    *at = p;
    return groups == 0 || group == 3;
}

static enum number_fit read_digits(struct span text, const struct number_style *style,
                                   bool negative, struct cell *out)
{
    const char *p = text.data, *end = text.data + text.len;
    struct digits d = {0};
    if (text.len > 200 || !read_whole(&p, end, style->thousands, &d))
        return NUMBER_NONE;
    bool decimal = p < end && *p == style->decimal;
    if (decimal) {
        for (p++; p < end && is_digit(*p); p++, d.places++)
            add_digit(&d, *p);
        if (d.places == 0)
            return NUMBER_NONE;
    }
    if (p < end)
        return left_over(p, end, &d);
    if (style->long_fractions && is_long_decimal(&d, decimal))
        return settle_long(text, style->decimal, negative, out);
    return d.whole + d.places > 0 ? settle(&d, negative, decimal, out) : NUMBER_NONE;
}

enum number_fit number_read(struct span text, const struct number_style *style, struct cell *out)
{
    text = trim(text);
    if (style->percent && !take_back(&text, "%"))
        return NUMBER_NONE;
    bool negative = take_front(&text, "-");
    if (style->currency && !take_front(&text, style->currency))
        take_back(&text, style->currency);
    if (!negative)
        negative = take_front(&text, "-");
    if (text.len > 1 && text.data[0] == '+' && (is_digit(text.data[1]) || text.data[1] == '.'))
        return NUMBER_CODE;
    return read_digits(text, style, negative, out);
}

/* Sums that don't drift: 128 bits for whole numbers, Neumaier's method for decimals. */
#include "core/analysis/total.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static double number_of(const struct value *value)
{
    return value->kind == VALUE_INTEGER ? (double)value->integer : value->decimal;
}

/* Whole numbers are compared as such: beyond 2^53 two of them may be one double. */
static bool is_less(const struct value *a, const struct value *b)
{
    if (a->kind == VALUE_INTEGER && b->kind == VALUE_INTEGER)
        return a->integer < b->integer;
    return number_of(a) < number_of(b);
}

static void add_decimal(struct total *total, double number)
{
    double sum = total->decimals + number;
    total->lost += fabs(total->decimals) >= fabs(number) ? (total->decimals - sum) + number
                                                         : (number - sum) + total->decimals;
    total->decimals = sum;
    total->has_decimals = true;
}

static void keep_text(char *out, struct span text)
{
    size_t len = text.len < TOTAL_TEXT_SIZE - 1 ? text.len : TOTAL_TEXT_SIZE - 1;
    while (len > 0 && len < text.len && ((unsigned char)text.data[len] & 0xC0) == 0x80)
        len--; /* not inside a character */
    memcpy(out, text.data, len);
    out[len] = '\0';
}

static int compare_text(struct span text, const char *kept)
{
    size_t len = strlen(kept);
    int order = memcmp(text.data, kept, text.len < len ? text.len : len);
    return order != 0 ? order : text.len < len ? -1 : text.len > len;
}

static void add_text(struct total *total, struct span text)
{
    if (text.len == 0)
        return;
    if (total->texts == 0 || compare_text(text, total->first_text) < 0)
        keep_text(total->first_text, text);
    if (total->texts == 0 || compare_text(text, total->last_text) > 0)
        keep_text(total->last_text, text);
    total->texts++;
}

void total_add(struct total *total, const struct value *value)
{
    total->rows++;
    if (value->kind == VALUE_EMPTY) {
        total->empty++;
        return;
    }
    if (value->kind == VALUE_TEXT) {
        add_text(total, value->text);
        return;
    }
    if (value->kind == VALUE_INTEGER)
        total->whole += value->integer;
    else
        add_decimal(total, value->decimal);
    if (total->numbers == 0 || is_less(value, &total->least))
        total->least = *value;
    if (total->numbers == 0 || is_less(&total->greatest, value))
        total->greatest = *value;
    total->numbers++;
}

static double sum_of(const struct total *total)
{
    return (double)total->whole + (total->decimals + total->lost);
}

double total_average(const struct total *total)
{
    return total->numbers == 0 ? 0 : sum_of(total) / (double)total->numbers;
}

/* The digits of a non-negative number, thousands parted, from the end of out forwards. */
static char *digits_before(char *end, total_digits number)
{
    int written = 0;
    do {
        if (written > 0 && written % 3 == 0)
            *--end = ',';
        *--end = (char)('0' + (int)(number % 10));
        number /= 10;
        written++;
    } while (number > 0);
    return end;
}

static void drop_trailing_zeros(char *text)
{
    char *point = strchr(text, '.');
    if (point == NULL)
        return;
    char *end = text + strlen(text);
    while (end > point + 1 && end[-1] == '0')
        *--end = '\0';
    if (end == point + 1)
        *point = '\0';
}

/* A decimal with its thousands parted; one too large for that as it is. */
static void write_decimal(double number, int digits, char *out, size_t size)
{
    char whole[64], plain[64];
    char *end = whole + sizeof whole - 1;
    if (!isfinite(number) || fabs(number) >= 1e18) {
        snprintf(out, size, "%.15g", number);
        return;
    }
    snprintf(plain, sizeof plain, "%.*f", digits, fabs(number));
    drop_trailing_zeros(plain);
    char *point = strchr(plain, '.');
    unsigned long long before = 0;
    for (const char *at = plain; *at >= '0' && *at <= '9'; at++)
        before = before * 10 + (unsigned long long)(*at - '0');
    *end = '\0';
    const char *start = digits_before(end, before);
    bool minus = number < 0 && strspn(plain, "0.") != strlen(plain);
    snprintf(out, size, "%s%s%s", minus ? "-" : "", start, point != NULL ? point : "");
}

static void write_whole(total_whole number, char *out, size_t size)
{
    char text[64];
    char *end = text + sizeof text - 1;
    *end = '\0';
    total_digits digits =
        number < 0 ? (total_digits)0 - (total_digits)number : (total_digits)number;
    snprintf(out, size, "%s%s", number < 0 ? "-" : "", digits_before(end, digits));
}

char *total_sum_text(const struct total *total, int digits, char *out, size_t size)
{
    if (total->has_decimals)
        write_decimal(sum_of(total), digits, out, size);
    else
        write_whole(total->whole, out, size);
    return out;
}

char *total_number_text(const struct value *value, int digits, char *out, size_t size)
{
    if (value->kind == VALUE_DECIMAL)
        write_decimal(value->decimal, digits, out, size);
    else
        write_whole(value->integer, out, size);
    return out;
}

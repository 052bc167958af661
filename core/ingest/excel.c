/*
 * What Excel does to text it takes for something else: an identifier of twelve digits becomes
 * 1.23457E+11, and "MARCH5" or "3/5" becomes a day of March. Both can be known by their form.
 */
#include "core/ingest/excel.h"

#include <stdbool.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits_at(struct span text, size_t at)
{
    size_t n = 0;
    while (at + n < text.len && is_digit(text.data[at + n]))
        n++;
    return n;
}

/* One digit, up to five behind the point, and an exponent of two digits from 11 on. */
static bool is_exponent(struct span text)
{
    size_t at = text.len && *text.data == '-' ? 1 : 0;
    if (digits_at(text, at) != 1)
        return false;
    at++;
    if (at < text.len && text.data[at] == '.') {
        size_t digits = digits_at(text, at + 1);
        if (digits == 0 || digits > 5)
            return false;
        at += 1 + digits;
    }
    return at + 4 == text.len && text.data[at] == 'E' && text.data[at + 1] == '+' &&
           digits_at(text, at + 2) == 2 && text.data[at + 2] >= '1' &&
           !(text.data[at + 2] == '1' && text.data[at + 3] == '0');
}

static bool is_month(const char *text)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    for (size_t i = 0; i + 3 < sizeof months; i += 3) {
        if (memcmp(text, months + i, 3) == 0)
            return true;
    }
    return false;
}

/* 5-Mar, 05-Mar and Mar-05. */
static bool is_short_date(struct span text)
{
    size_t digits = digits_at(text, 0);
    if (digits == 1 || digits == 2)
        return text.len == digits + 4 && text.data[digits] == '-' &&
               is_month(text.data + digits + 1);
    return text.len == 6 && is_month(text.data) && text.data[3] == '-' && digits_at(text, 4) == 2;
}

static void keep(char *out, struct span text)
{
    if (*out == '\0' && text.len < EXCEL_EXAMPLE_SIZE)
        memcpy(out, text.data, text.len); /* the rest is 0 */
}

void excel_look(struct excel_traces *traces, struct span cell)
{
    if (cell.len < 5 || cell.len > 12)
        return;
    if (is_exponent(cell)) {
        traces->exponents++;
        keep(traces->exponent, cell);
    } else if (is_short_date(cell)) {
        traces->dates++;
        keep(traces->date, cell);
    }
}

/*
 * The sample's CSV writer. Apart from core/output, since this one must never change: the
 * sample files are compared byte by byte. Written without printf, which would take most of
 * the time.
 */
#include "core/jam/sample_csv.h"

#include <string.h>

enum { LONGEST_CELL = 600, FIRST_YEAR = 2018 };

static void flush(struct sample_csv *csv)
{
    if (csv->len > 0 && !csv->failed && !csv->fn(csv->context, span_of(csv->bytes, csv->len)))
        csv->failed = csv->stopped = true;
    csv->len = 0;
}

static void put(struct sample_csv *csv, char c)
{
    csv->bytes[csv->len++] = c;
}

static void begin_cell(struct sample_csv *csv)
{
    if (csv->len > sizeof(csv->bytes) - LONGEST_CELL)
        flush(csv);
    if (csv->in_row)
        put(csv, ',');
    csv->in_row = true;
}

void sample_csv_text(struct sample_csv *csv, const char *text)
{
    const bool quoted = strpbrk(text, ",\"\n") != NULL;

    begin_cell(csv);
    if (quoted)
        put(csv, '"');
    for (size_t i = 0; i < LONGEST_CELL / 2 - 4 && text[i]; i++) {
        if (text[i] == '"')
            put(csv, '"');
        put(csv, text[i]);
    }
    if (quoted)
        put(csv, '"');
}

void sample_csv_empty(struct sample_csv *csv)
{
    begin_cell(csv);
}

/* A number that is not negative, with leading zeros up to `digits`. */
static void put_digits(struct sample_csv *csv, unsigned number, int digits)
{
    char reversed[12];
    int n = 0;

    do {
        reversed[n++] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0 || n < digits);
    while (n > 0)
        put(csv, reversed[--n]);
}

void sample_csv_number(struct sample_csv *csv, int number)
{
    begin_cell(csv);
    if (number < 0)
        put(csv, '-');
    put_digits(csv, number < 0 ? 0U - (unsigned)number : (unsigned)number, 1);
}

void sample_csv_cents(struct sample_csv *csv, int cents)
{
    sample_csv_number(csv, cents / 100);
    put(csv, '.');
    put_digits(csv, (unsigned)(cents % 100), 2);
}

void sample_csv_yes_no(struct sample_csv *csv, bool yes)
{
    sample_csv_text(csv, yes ? "yes" : "no");
}

/* Month 0 is January 2018; earlier ones are negative. */
static void put_month(struct sample_csv *csv, int month)
{
    const int since = month + FIRST_YEAR * 12;

    put_digits(csv, (unsigned)(since / 12), 4);
    put(csv, '-');
    put_digits(csv, (unsigned)(since % 12) + 1, 2);
}

void sample_csv_month(struct sample_csv *csv, int month)
{
    begin_cell(csv);
    put_month(csv, month);
}

void sample_csv_date(struct sample_csv *csv, int month, int day)
{
    sample_csv_month(csv, month);
    put(csv, '-');
    put_digits(csv, (unsigned)day, 2);
}

void sample_csv_code(struct sample_csv *csv, const char *prefix, unsigned number, int digits)
{
    sample_csv_text(csv, prefix);
    put_digits(csv, number, digits);
}

int sample_csv_month_days(int month)
{
    static const int8_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const int since = month + FIRST_YEAR * 12;
    const int year = since / 12;
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return days[since % 12] + (leap && since % 12 == 1 ? 1 : 0);
}

void sample_csv_header(struct sample_csv *csv, const char *header)
{
    const size_t len = strlen(header);

    memcpy(csv->bytes, header, len);
    csv->len = len;
    put(csv, '\n');
}

bool sample_csv_end_row(struct sample_csv *csv)
{
    put(csv, '\n');
    csv->in_row = false;
    csv->rows++;
    if (csv->limit > 0 && csv->rows >= csv->limit)
        csv->stopped = true;
    return !csv->stopped;
}

bool sample_csv_finish(struct sample_csv *csv)
{
    flush(csv);
    return !csv->failed;
}

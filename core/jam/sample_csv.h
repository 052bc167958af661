/*
 * Inside the sample data: a CSV file cell by cell, in pieces. Numbers and dates as the
 * offices' system writes them.
 */
#ifndef DATAJAM_JAM_SAMPLE_CSV_H
#define DATAJAM_JAM_SAMPLE_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/jam/sample.h"

struct sample_csv {
    sample_write_fn *fn;
    void *context;
    size_t limit; /* rows to write, 0: all */
    size_t rows;  /* ended so far */
    size_t len;
    bool in_row;
    bool stopped; /* by fn, or because limit is reached */
    bool failed;  /* by fn */
    char bytes[1 << 16];
};

void sample_csv_text(struct sample_csv *csv, const char *text);
void sample_csv_empty(struct sample_csv *csv);
void sample_csv_number(struct sample_csv *csv, int number);
void sample_csv_cents(struct sample_csv *csv, int cents);         /* 412.50 */
void sample_csv_yes_no(struct sample_csv *csv, bool yes);         /* yes, no */
void sample_csv_month(struct sample_csv *csv, int month);         /* 2018-01 */
void sample_csv_date(struct sample_csv *csv, int month, int day); /* 2018-01-31 */
void sample_csv_code(struct sample_csv *csv, const char *prefix, unsigned number, int digits);

/* The last day of a month. */
int sample_csv_month_days(int month);

/* The first line, as it is; it does not count as a row. */
void sample_csv_header(struct sample_csv *csv, const char *header);

/* Ends a row; false: stop writing. */
bool sample_csv_end_row(struct sample_csv *csv);

/* Hands over what is left; false: fn stopped it. */
bool sample_csv_finish(struct sample_csv *csv);

#endif

/* Traces that Excel leaves in a column when a file was opened and saved in it. */
#ifndef DATAJAM_INGEST_EXCEL_H
#define DATAJAM_INGEST_EXCEL_H

#include <stdint.h>

#include "core/base/span.h"

enum { EXCEL_EXAMPLE_SIZE = 40 };

/* Zero-initialise. */
struct excel_traces {
    int64_t exponents; /* 1.23457E+11: long numbers whose digits are lost */
    int64_t dates;     /* 05-Mar, Mar-05: dates that were codes, names or fractions */
    char exponent[EXCEL_EXAMPLE_SIZE], date[EXCEL_EXAMPLE_SIZE]; /* the first of each */
};

void excel_look(struct excel_traces *traces, struct span cell);

#endif

/*
 * The numbers of a workbook as text: a cell holds a number and the way it is shown, and dates
 * are numbers of days. Pure functions.
 */
#ifndef DATAJAM_INGEST_XLSX_NUMBER_H
#define DATAJAM_INGEST_XLSX_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/span.h"

/* What a number format makes of a number. */
enum xlsx_shown {
    XLSX_NUMBER,   /* also amounts and percents: the plain number is kept */
    XLSX_DATE,     /* 2019-03-31, with the time where there is one */
    XLSX_DATETIME, /* 2019-03-31 10:33:00 */
    XLSX_TIME,     /* 10:33:00 */
    XLSX_DURATION, /* 36:30:00 */
    XLSX_PADDED    /* 000123: as many digits as the format has zeros */
};

struct xlsx_format {
    enum xlsx_shown shown;
    int digits; /* of a padded number */
};

enum { XLSX_NUMBER_SIZE = 64, XLSX_DIGITS_MAX = 30 };

/* What the format with this number is, where the workbook has no code for it. */
struct xlsx_format xlsx_format_builtin(int id);

/* What a format code such as "dd/mm/yyyy" or "[h]:mm" is. */
struct xlsx_format xlsx_format_code(const char *code);

/*
 * Writes the number of a cell, as it stands in the file ("43555.4395833333"), to out
 * (XLSX_NUMBER_SIZE bytes, no NUL); returns the length. A text that is no number, and a
 * number of days that is no date, is given back as a number or as it stands; what is too
 * long for out gives 0, and is to be taken as it stands.
 */
size_t xlsx_number_write(char *out, struct span raw, struct xlsx_format format, bool from_1904);

#endif

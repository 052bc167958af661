/* Dates and times as they are written, read under the one order that a column has. */
#ifndef DATAJAM_INGEST_DATE_H
#define DATAJAM_INGEST_DATE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/span.h"

enum date_order {
    DATE_YMD,
    DATE_DMY,
    DATE_MDY,
    DATE_YM, /* 2019-03: year and month, kept as written */
    DATE_ORDER_COUNT
};

/* What a text says under some order. */
enum date_fit {
    DATE_FITS,
    DATE_FITS_TIME,   /* and has a time of day */
    DATE_OTHER_ORDER, /* no date in this order, but one with day and month exchanged */
    DATE_NONE
};

enum { DATE_TEXT_SIZE = 40 };

/* Reads the whole text, blanks around it aside. On a fit writes ISO text to out
 * (DATE_TEXT_SIZE bytes, no NUL) and its length to *len: 2019-03-31, or
 * 2019-03-31 10:33:00 with what follows the seconds (.250, Z) as written. */
enum date_fit date_read(struct span text, enum date_order order, char *out, size_t *len);

/* True for 2019-03-31 exactly as it would be written: the fast path. */
bool date_is_iso(const char *text, size_t len);

/* True for 2019-03-31 10:33:00 exactly as it would be written. */
bool date_is_iso_time(const char *text, size_t len);

/* Both DMY and MDY make a date of it, and not the same one. */
bool date_is_ambiguous(struct span text);

/* Parts are joined by dots, as only day.month.year is. */
bool date_has_dots(struct span text);

#endif

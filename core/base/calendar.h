/* Days and seconds as whole numbers, and the ISO texts they stand for. */
#ifndef DATAJAM_BASE_CALENDAR_H
#define DATAJAM_BASE_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/span.h"

enum {
    CALENDAR_DAY_LEN = 10,    /* 2019-03-31 */
    CALENDAR_SECOND_LEN = 19, /* 2019-03-31 10:33:00 */
    CALENDAR_DAY_SECONDS = 86400
};

/* Days since 1970-01-01 in the Gregorian calendar, and back; month and day from 1. */
int64_t calendar_day(int year, int month, int day);
void calendar_split(int64_t day, int *year, int *month, int *of_month);

/* Exactly as calendar_write_* writes them, of a day that there is; years 0000 to 9999. */
bool calendar_read_day(struct span text, int64_t *day);
bool calendar_read_second(struct span text, int64_t *second);

/* No NUL; out has room for the length above. */
void calendar_write_day(int64_t day, char *out);
void calendar_write_second(int64_t second, char *out);

/* The first second of what a text says: a year, a month, a day, or a day with hours, minutes
 * and seconds as far as they are given ("2019", "2019-03", "2019-03-31T10:33"). */
bool calendar_read_begin(struct span text, int64_t *second);

#endif

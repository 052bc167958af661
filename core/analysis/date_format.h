/* Dates read by a format that a person gives, as strftime(3) writes them. Pure. */
#ifndef DATAJAM_ANALYSIS_DATE_FORMAT_H
#define DATAJAM_ANALYSIS_DATE_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/span.h"

enum date_format_fit {
    DATE_FORMAT_FITS,
    DATE_FORMAT_OTHER, /* the text is not of this format, or there is no such day */
    DATE_FORMAT_BAD    /* the format has a sign that is not known, or no year, month and day */
};

enum { DATE_FORMAT_SIZE = 24 };

/*
 * Signs: %Y year of 4 digits, %y of 2 (69–99: 19xx, 00–68: 20xx, as POSIX has it), %m month,
 * %d day (1 or 2 digits each), %b and %B English name of the month, short or whole in any case,
 * %H %M %S hour, minute, second, %% a percent sign; a blank stands for any number of them, every
 * other character for itself. Without %d it is the first day of the month. All of the text must
 * fit, blanks around it aside. Writes ISO text (no NUL), 2019-03-31 or, with %H,
 * 2019-03-31 10:33:00.
 */
enum date_format_fit date_format_read(struct span text, struct span format, char *out, size_t *len);

#endif

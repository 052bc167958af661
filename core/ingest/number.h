/* Numbers as people and programs write them, read under the one way that a column has. */
#ifndef DATAJAM_INGEST_NUMBER_H
#define DATAJAM_INGEST_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/cell.h"
#include "core/base/span.h"

/* How the numbers of one column are written. */
struct number_style {
    char decimal;         /* '.' or ',' */
    char thousands;       /* 0: none; ',', '.', '\'', or ' ' (also no-break ones) */
    bool percent;         /* each has a % sign; 12 % is kept as 12 */
    const char *currency; /* a sign that may stand before or behind; NULL: none */
    bool long_fractions;  /* up to 17 digits, where they read back to the same: of a workbook */
};

enum number_fit {
    NUMBER_INTEGER,
    NUMBER_DECIMAL,
    NUMBER_NONE, /* no number in this style */
    NUMBER_CODE  /* digits that a number would not keep: leading zeros, more than 15 digits,
                    a plus sign, an exponent */
};

enum { NUMBER_DIGITS_MAX = 15 };

/* Reads the whole text, blanks around it aside, in the given style. */
enum number_fit number_read(struct span text, const struct number_style *style, struct cell *out);

/* The plain style, `-12.5`, on the fast path: no blanks, signs or separators. */
enum number_fit number_read_plain(const char *text, size_t len, struct cell *out);

/* The constant for a currency's sign; NULL: none is written so. */
const char *number_currency(const char *sign);

/* What text has around its digits; false: nothing that could be a number. *currency is the
 * sign (a constant), or NULL. */
bool number_signs(struct span text, const char **currency, bool *percent);

#endif

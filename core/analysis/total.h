/*
 * What a run of values adds up to, as a spreadsheet's status line says it: how many, how
 * many empty, sum, average, least and greatest. Whole numbers are added exactly, decimals
 * with a compensation for what rounding loses, so that the order of rows doesn't show.
 */
#ifndef DATAJAM_ANALYSIS_TOTAL_H
#define DATAJAM_ANALYSIS_TOTAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/value.h"

enum { TOTAL_TEXT_SIZE = 64 };

/* Wide enough for the sum of any number of 64-bit numbers. */
__extension__ typedef __int128 total_whole;
__extension__ typedef unsigned __int128 total_digits;

/* Zero-initialise it. */
struct total {
    int64_t rows;
    int64_t empty;
    int64_t numbers;
    total_whole whole;     /* of the whole numbers; rows are too few to overflow it */
    double decimals, lost; /* of the decimals, and what rounding took */
    bool has_decimals;
    struct value least, greatest; /* of the numbers; VALUE_EMPTY: none */
    char first_text[TOTAL_TEXT_SIZE], last_text[TOTAL_TEXT_SIZE]; /* of the texts, by bytes */
    int64_t texts;
};

/* Takes in one value. Texts (dates among them) only count, and give first and last. */
void total_add(struct total *total, const struct value *value);

double total_average(const struct total *total); /* 0 when there are no numbers */

/* The sum into out (at least 48 bytes): all digits of a whole number, thousands parted;
 * decimals with at most `digits` behind the point. Returns out. */
char *total_sum_text(const struct total *total, int digits, char *out, size_t size);

/* Any number as people read it: thousands parted, at most `digits` behind the point. Into
 * out (at least 48 bytes); returns out. */
char *total_number_text(const struct value *value, int digits, char *out, size_t size);

#endif

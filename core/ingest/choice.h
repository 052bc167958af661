/*
 * What a person says that a column is, instead of what was found out: text, numbers, dates with
 * the day first. A value that is none of the kind is kept as it was written beside the table,
 * so that nothing is lost by it.
 */
#ifndef DATAJAM_INGEST_CHOICE_H
#define DATAJAM_INGEST_CHOICE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/ingest/format.h"
#include "core/ingest/infer.h"

enum column_choice {
    CHOICE_AUTO, /* by the data */
    CHOICE_TEXT,
    CHOICE_NUMBER,        /* 1,234.5 */
    CHOICE_DECIMAL_COMMA, /* 1.234,5 */
    CHOICE_YEAR_FIRST,
    CHOICE_DAY_FIRST,
    CHOICE_MONTH_FIRST,
    CHOICE_YEAR_MONTH,
    CHOICE_YESNO,
    CHOICE_COUNT
};

/* "number", "day-first": as on the command line. */
const char *choice_name(enum column_choice choice);
bool choice_from_name(const char *name, enum column_choice *out);

/* "dates, day first" */
const char *choice_words(enum column_choice choice);

/* How many of the values that were looked at are of that kind. Of text and auto: all. */
int64_t choice_fitting(enum column_choice choice, const struct column_evidence *evidence);

/* The format for it, with what it was asked for as its reason; not for CHOICE_AUTO. */
void choice_make(enum column_choice choice, const struct column_evidence *evidence,
                 struct column_format *out);

/* A value that does not fit an asked format fits the same with decimals, or with times: then the
 * column is to have these. */
bool choice_grows(const struct column_format *format, struct span cell);

#endif

/*
 * What the figures of a statement count, as far as its text tells: so that small groups in its
 * result can be hidden. It knows the plain case, one SELECT with a list of its own; whatever it
 * can't read for sure is not told.
 */
#ifndef DATAJAM_SERVICE_QUERY_COUNTS_H
#define DATAJAM_SERVICE_QUERY_COUNTS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/span.h"

enum query_count {
    QUERY_NO_COUNT,
    QUERY_COUNTS, /* a count of some rows or values: count(age), count(DISTINCT client) */
    QUERY_ROWS    /* count(*): of all rows that the line stands for */
};

/* What each of the statement's columns is. False: the text doesn't tell, all are
 * QUERY_NO_COUNT. */
bool query_counts(struct span sql, size_t columns, enum query_count *out);

#endif

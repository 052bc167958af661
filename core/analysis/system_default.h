/*
 * Values that a system seems to have put in where nothing was entered: a pure rule over figures
 * of a column, whose thresholds stand in the manual (datajam(1), QUALITY). A sign is a question
 * to whoever knows the system, never a verdict.
 */
#ifndef DATAJAM_ANALYSIS_SYSTEM_DEFAULT_H
#define DATAJAM_ANALYSIS_SYSTEM_DEFAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/value.h"

enum default_sign {
    DEFAULT_NONE,
    DEFAULT_PLACEHOLDER, /* the most frequent value is one that systems put in: 99, 1900-01-01 */
    DEFAULT_ZERO,        /* it is 0 or 1, far above the rest: none, or not entered */
    DEFAULT_SPIKE        /* it is another value far above the rest */
};

struct default_facts {
    enum column_type type;
    int64_t filled;      /* rows with a value */
    int64_t distinct;    /* values */
    struct value top;    /* the most frequent one, */
    int64_t top_rows;    /* its rows, */
    int64_t second_rows; /* and those of the next; 0: there is none */
};

enum default_sign system_default_sign(const struct default_facts *facts);

/* The rows of one source: an office, a month, a file. */
struct default_group {
    int64_t rows;
    bool same;  /* all of them have one and the same value, or none */
    bool found; /* set by system_default_groups: that is worth to be told */
};

/* Which groups have one value where the others vary; returns how many. */
size_t system_default_groups(struct default_group *groups, size_t count);

#endif

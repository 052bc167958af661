/*
 * What cells look like, and how well a cell would sit in a column. Not types: a shape is told
 * from one cell alone, quickly, and is good enough to find a delimiter, a header, or the place
 * where a row was torn.
 */
#ifndef DATAJAM_INGEST_SHAPE_H
#define DATAJAM_INGEST_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/span.h"

enum shape_class {
    SHAPE_EMPTY,
    SHAPE_INTEGER,
    SHAPE_NUMBER, /* with decimals, separators, a currency or percent sign */
    SHAPE_DATE,
    SHAPE_TIME,
    SHAPE_DATETIME,
    SHAPE_CODE,    /* letters and digits without blanks: MG-8769 */
    SHAPE_ADDRESS, /* of the web or of mail */
    SHAPE_WORD,
    SHAPE_TEXT,  /* several words */
    SHAPE_OTHER, /* signs */
    SHAPE_CLASSES
};

enum shape_class shape_class_of(struct span cell);

/* Numbers, dates and times: what a header doesn't have. */
static inline bool shape_is_measured(enum shape_class class)
{
    return class >= SHAPE_INTEGER && class <= SHAPE_DATETIME;
}

enum { SHAPE_SIGNS = 6, SHAPE_LENGTHS = 12, SHAPE_PATTERNS = 12, SHAPE_VALUES = 64 };

struct shape_pattern {
    uint32_t hash;
    int64_t count;
};

/* The shapes of the cells of one column. Zero-initialise. */
struct column_shape {
    int64_t total;
    int64_t classes[SHAPE_CLASSES];
    int64_t first[SHAPE_SIGNS], last[SHAPE_SIGNS]; /* kinds of the first and last sign */
    int64_t lengths[SHAPE_LENGTHS];
    struct shape_pattern exact[SHAPE_PATTERNS]; /* AA-9999 */
    struct shape_pattern loose[SHAPE_PATTERNS]; /* */
    struct shape_pattern values[SHAPE_VALUES];  /* the first different ones */
    int64_t others;                             /* cells with none of these values */
    double worst[2];                            /* the highest costs of its own cells */
};

/* Learns from a cell; in a second round, shape_settle notes what the worst of them costs. */
void shape_learn(struct column_shape *column, struct span cell);
void shape_settle(struct column_shape *column, struct span cell);

/* How surprising a cell would be in a column: 0 not at all, above 6 very. */
double shape_cost(const struct column_shape *column, struct span cell);

/* The cell is hardly more surprising than those that the column has; that its value is new
 * doesn't count. */
bool shape_is_at_home(const struct column_shape *column, struct span cell);

/* A tenth of the column's cells are of its class; for an empty one, any. */
bool shape_is_common(const struct column_shape *column, struct span cell);

/* A new value where the same few come again and again. */
bool shape_is_new(const struct column_shape *column, struct span cell);

/* The class that nearly all cells with something in them have, or SHAPE_EMPTY. */
enum shape_class shape_of_column(const struct column_shape *column);

#endif

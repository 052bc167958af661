/*
 * One record out of a text under a dialect. Tolerant: a quote opens only at the beginning of
 * a cell and closes only before a delimiter or the end of the record; any other one is taken
 * as it is and makes the record odd. A repair reads the same text again under other rules.
 */
#ifndef DATAJAM_INGEST_SCAN_H
#define DATAJAM_INGEST_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/span.h"
#include "core/ingest/dialect.h"

/* The cells of one record, one behind the other. Zero-initialise; free with cells_free. */
struct cells {
    char *text;
    size_t text_len, text_size;
    size_t *ends; /* ends[i]: where cell i ends in text */
    bool *quoted; /* quoted[i]: cell i was in quotes */
    size_t count, size;
    bool failed; /* memory */
};

void cells_free(struct cells *cells);
void cells_clear(struct cells *cells);
bool cells_add(struct cells *cells, struct span cell, bool quoted);

static inline struct span cells_get(const struct cells *cells, size_t i)
{
    size_t start = i ? cells->ends[i - 1] : 0;
    return span_of(cells->text + start, cells->ends[i] - start);
}

/* How to read, beside the dialect. */
struct scan_rules {
    const char *literal; /* a quote in the text that is taken as a letter; NULL: none */
    bool no_doubling;    /* "" inside quotes is two quotes */
    bool no_quotes;      /* every quote is a letter */
};

enum scan_end {
    SCAN_DONE,  /* a whole record; scan.at is behind its end */
    SCAN_MORE,  /* the text ends inside quotes: go on with more of it */
    SCAN_BROKEN /* a quote is not closed as it should be, and lines were crossed since */
};

/* Zero-initialise. Where the reading of a record is; positions are from its beginning. */
struct scan {
    size_t at;
    bool quoted;   /* inside quotes, */
    size_t opened; /* which opened here, */
    bool crossed;  /* and a line end was passed since */
    bool odd;      /* a quote stands where none should */
};

/* Reads on, adding whole cells to out. text begins at the record; last: there is no more of
 * it. After SCAN_MORE it is called again with a longer text. */
enum scan_end scan_record(struct scan *scan, const struct dialect *dialect,
                          const struct scan_rules *rules, struct span text, bool last,
                          struct cells *out);

#endif

/*
 * Records of a delimited text, one by one, as libcsv reads them: cells verbatim (blanks kept,
 * quotes undone), with the line each record begins at. A quote that is never closed costs
 * its own line only and is told.
 */
#ifndef DATAJAM_INGEST_READER_H
#define DATAJAM_INGEST_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/span.h"
#include "core/ingest/input.h"

struct reader;

enum record_state {
    RECORD_ROW,
    RECORD_BLANK,       /* a line with nothing in it: no cells */
    RECORD_STRAY_QUOTE, /* a quote opens in this line and never closes rightly: no cells */
    RECORD_TOO_LONG,    /* a line beyond READER_RECORD_MAX: no cells */
    RECORD_END
};

enum { READER_RECORD_MAX = 1 << 20 };

/* Valid until the next call. */
struct record {
    enum record_state state;
    int64_t line;       /* 1-based, where it begins */
    size_t count;       /* of cells */
    const char *text;   /* the cells, one behind the other */
    const size_t *ends; /* ends[i]: where cell i ends in text */
    size_t gap;         /* bytes between two cells: 1 where the delimiters are still there */
    struct span raw;    /* as it stands in the file, without the line end */
};

static inline struct span record_cell(const struct record *record, size_t i)
{
    size_t start = i ? record->ends[i - 1] + record->gap : 0;
    return span_of(record->text + start, record->ends[i] - start);
}

/* Reads from where input stands; that must be the beginning of a record, whose line is
 * given. Input stays the caller's and must outlive the reader. */
enum status reader_open(struct reader **out, struct input *input, char delimiter, int64_t line,
                        struct error *err);
void reader_close(struct reader *reader);

/* Gives every line to libcsv, also those that can be parted without it: for tests. */
void reader_use_libcsv_only(struct reader *reader);

/* The next record, RECORD_END at the end. */
enum status reader_next(struct reader *reader, struct record *out, struct error *err);

#endif

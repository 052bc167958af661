/*
 * Records of a delimited text, one by one: cells verbatim (blanks kept, quotes undone), with
 * the line each record begins at. A quote that is never closed costs nothing but its own
 * line, and is told.
 */
#ifndef DATAJAM_INGEST_READER_H
#define DATAJAM_INGEST_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/span.h"
#include "core/ingest/dialect.h"
#include "core/ingest/input.h"

struct reader;

enum record_state {
    RECORD_ROW,
    RECORD_BLANK,       /* a line with nothing in it: no cells */
    RECORD_STRAY_QUOTE, /* a quote opens in this line and never closes rightly; the cells are
                           those of the line with that quote as a letter */
    RECORD_TOO_LONG,    /* a line beyond READER_RECORD_MAX: no cells */
    RECORD_END
};

enum { READER_RECORD_MAX = 1 << 20 };

/* Valid until the next call. */
struct record {
    enum record_state state;
    int64_t line;       /* 1-based, where it begins */
    int64_t lines;      /* that it takes */
    size_t count;       /* of cells */
    const char *text;   /* the cells, one behind the other */
    const size_t *ends; /* ends[i]: where cell i ends in text */
    const bool *quoted; /* quoted[i]: it was in quotes; NULL: none was */
    size_t gap;         /* bytes between two cells: those of the delimiter where it's still there */
    bool odd;           /* a quote stands where none should */
    struct span raw;    /* as it stands in the file, without the line end */
};

static inline struct span record_cell(const struct record *record, size_t i)
{
    size_t start = i ? record->ends[i - 1] + record->gap : 0;
    return span_of(record->text + start, record->ends[i] - start);
}

/* Reads from where input stands; that must be the beginning of a record, whose line is
 * given. Input stays the caller's and must outlive the reader. */
enum status reader_open(struct reader **out, struct input *input, const struct dialect *dialect,
                        int64_t line, struct error *err);
void reader_close(struct reader *reader);

/* Scans every line sign by sign, also those that can be parted without it: for tests. */
void reader_scan_all(struct reader *reader);

/* The next record, RECORD_END at the end. */
enum status reader_next(struct reader *reader, struct record *out, struct error *err);

/* Passes over a line, whatever is in it. *more false: there was none. */
enum status reader_skip_line(struct reader *reader, bool *more, struct error *err);

/* The record last given is only its first len bytes of raw, up to a line end: what is behind
 * that will be read again. The raw text of the record stays valid until the next call. */
void reader_cut(struct reader *reader, size_t len);

#endif

/*
 * Rows that are not what they should be, read again: with one quote as a letter, without the
 * escape, with another delimiter, with cells joined, parted or put in. The reading that fits
 * the shapes of the columns is taken.
 */
#ifndef DATAJAM_INGEST_REPAIR_H
#define DATAJAM_INGEST_REPAIR_H

#include <stdbool.h>
#include <stddef.h>

#include "core/ingest/dialect.h"
#include "core/ingest/reader.h"
#include "core/ingest/shape.h"

enum repair_kind {
    REPAIR_NONE,      /* it was right after all */
    REPAIR_QUOTE,     /* a quote was taken as a letter */
    REPAIR_ESCAPE,    /* "" was taken as two quotes */
    REPAIR_DELIMITER, /* this row has another delimiter */
    REPAIR_LOST,      /* a lost delimiter was put back */
    REPAIR_JOINED,    /* cells were joined that a delimiter in their text had parted */
    REPAIR_SURPLUS,   /* surplus empty cells went */
    REPAIR_SHORT,     /* missing cells are empty */
    REPAIR_WAY,       /* this row has other quotes, or another escape */
    REPAIR_KINDS
};

/* "quote", "escape", …: how it is kept. */
const char *repair_kind_name(enum repair_kind kind);

struct repair;

/* shapes (of width columns) may be NULL; both pointers must stay. written: cells of a row in the
 * file, with empty ones at the end that are no columns. NULL: no memory. */
struct repair *repair_new(const struct dialect *dialect, const struct column_shape *shapes,
                          size_t width, size_t written);
void repair_free(struct repair *repair);

/* Reads a record with stray quotes so that it has as many cells as there are columns; *used is
 * how much of its raw text it is. False: there is no such reading; record is as it was. The
 * cells of the record live until the next call. */
bool repair_quotes(struct repair *repair, struct record *record, size_t *used);

/* A header whose cells are parted in another way than those of the rows: fills `width` cells,
 * which live until the next call. False: it can't be read so, or not as names. */
bool repair_header(struct repair *repair, struct span line, struct span *cells);

/* It may have other quotes or another escape than the rest. */
bool repair_has_other_way(const struct dialect *dialect, const struct record *record);

/* The reading of a record that fits best. False: none does, record is as it was. */
bool repair_row(struct repair *repair, struct record *record, size_t *used, enum repair_kind *kind);

#endif

/*
 * The format of a column: its type and how its cells are written, decided once for the
 * whole column. Reading a cell under it gives a value, or tells why it is none.
 */
#ifndef DATAJAM_INGEST_FORMAT_H
#define DATAJAM_INGEST_FORMAT_H

#include <stdbool.h>

#include "core/base/cell.h"
#include "core/base/span.h"
#include "core/base/value.h"
#include "core/ingest/date.h"
#include "core/ingest/number.h"

enum { FORMAT_REASON_SIZE = 200 };

struct column_format {
    enum column_type type;
    bool plain_number;          /* -12.5 and nothing around it: the fast path */
    struct number_style number; /* of integer and decimal columns */
    enum date_order order;      /* of date and date-time columns */
    int pair;                   /* of yes/no columns; see format_yesno_pair */
    bool asked;                 /* a person said so: what does not fit is a misfit */
    bool undecided;             /* the data allow two readings, so that the column stayed text */
    bool odd;                   /* text for the sake of a few cells that are no number */
    char reason[FORMAT_REASON_SIZE]; /* what speaks for it, in words */
};

enum cell_fit {
    FIT_VALUE,
    FIT_EMPTY,
    FIT_MISFIT, /* no such value, but the column stays what it is: N/A, [c], unknown */
    FIT_AGAINST /* it speaks against the format of the column: 007, 12.5 among integers */
};

enum { FORMAT_SCRATCH_SIZE = DATE_TEXT_SIZE };

/* Reads one cell. A text in *out points into cell or into scratch (FORMAT_SCRATCH_SIZE). */
enum cell_fit format_read(const struct column_format *format, struct span cell, char *scratch,
                          struct cell *out);

/* A sign for "no value here", as statistics offices and programs write it. */
bool format_is_marker(struct span cell);

/* Nothing but blanks. */
bool format_is_blank(struct span cell);

/* Digits in a text that is no number: it may be a code, so that no digit of it may be lost.
 * Not so for "<5", which hides a small number. */
bool format_is_code(struct span cell);

/* Which pair of answers a text belongs to, from 0 (yes and no, true and false, …), and
 * which of both it is; -1: none. */
int format_yesno_pair(struct span cell, bool *yes);

#endif

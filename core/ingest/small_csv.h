/*
 * Small CSV files whole: dictionaries, agendas and other lists that a person writes by
 * hand. For data see the import, which streams and types.
 */
#ifndef DATAJAM_INGEST_SMALL_CSV_H
#define DATAJAM_INGEST_SMALL_CSV_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/span.h"

/* Called for each row; line is where it starts, from 1. The fields are valid UTF-8 and
 * live during the call. Return anything but STATUS_OK to end the reading with it. */
typedef enum status small_csv_row_fn(void *context, const struct span *fields, size_t count,
                                     int64_t line, struct error *err);

/* Reads text as RFC 4180 with comma or semicolon (whichever the first line has more of),
 * with or without BOM. Blank lines are left out. STATUS_INVALID: quotes that don't close. */
enum status small_csv_read(struct span text, small_csv_row_fn *fn, void *context,
                           struct error *err);

#endif

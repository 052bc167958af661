/* Which sheet of a workbook is meant. For xlsx.c. */
#ifndef DATAJAM_INGEST_XLSX_CHOOSE_H
#define DATAJAM_INGEST_XLSX_CHOOSE_H

#include "core/ingest/xlsx.h"
#include "core/ingest/xlsx_book.h"

/* *out is its place in book->sheets; *alone: nothing was asked, others have something in
 * them, too, but it is the only one with a table. Errors as xlsx_open. */
enum status xlsx_choose_sheet(size_t *out, bool *alone, struct xlsx_zip *zip,
                              const struct xlsx_book *book, const struct xlsx_options *options,
                              struct error *err);

#endif

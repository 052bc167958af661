/* What a workbook is made of: its sheets in the order of their tabs, and where the rest is. */
#ifndef DATAJAM_INGEST_XLSX_BOOK_H
#define DATAJAM_INGEST_XLSX_BOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/ingest/xlsx_zip.h"

enum { XLSX_SHEETS_MAX = 4096 };

struct xlsx_sheet_entry {
    const char *name;
    const char *part; /* NULL: no table can be in it (a chart, a macro) */
    bool hidden;
};

struct xlsx_book {
    struct xlsx_sheet_entry *sheets; /* those with a part only */
    size_t count;
    bool from_1904;      /* days are counted from 1904 */
    const char *strings; /* part names; NULL: there is none */
    const char *styles;
    const char *theme;
};

/* All lives in arena. */
enum status xlsx_book_read(struct xlsx_book *out, struct xlsx_zip *zip, struct arena *arena,
                           struct error *err);

#endif

/*
 * Workbooks for tests: a ZIP file of parts that a test writes by hand, so that it can have
 * whatever a spreadsheet program would never write.
 */
#ifndef DATAJAM_TESTS_WORKBOOK_H
#define DATAJAM_TESTS_WORKBOOK_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/span.h"

struct workbook_part {
    const char *name;
    const char *text;
    size_t zeros;  /* so many more bytes "0" behind the text */
    int deflated;  /* packed; else stored */
    int encrypted; /* says that it is */
};

/* Writes parts (ended by one without a name) to folder/name; returns the path, which lives as
 * long as the test program. */
const char *workbook_write(const char *folder, const char *name, const struct workbook_part *parts);

/* One sheet, "Sheet1": the text within <worksheet>; the texts within <sst> and <styleSheet>,
 * NULL for none. */
const char *workbook_simple(const char *folder, const char *name, const char *sheet,
                            const char *strings, const char *styles);

/* Some sheets, each "<sheetData>…" with a name and the state ("visible", "hidden"). */
struct workbook_sheet {
    const char *name, *state, *text;
};
const char *workbook_sheets(const char *folder, const char *name,
                            const struct workbook_sheet *sheets, size_t count);

#endif

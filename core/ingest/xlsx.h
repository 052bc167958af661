/*
 * Sheets of Excel workbooks (.xlsx) as an input: the rows of one sheet are written down as
 * they would stand in a clean CSV file, with dates as ISO text and numbers as plain numbers,
 * and are then read like any other file. Memory stays flat.
 */
#ifndef DATAJAM_INGEST_XLSX_H
#define DATAJAM_INGEST_XLSX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/ingest/input.h"

/* How the cells of a header are filled; councils mark good and bad columns so. */
enum xlsx_colour {
    XLSX_NO_COLOUR,
    XLSX_YELLOW,
    XLSX_GREEN,
    XLSX_BLUE,
    XLSX_RED,
    XLSX_ORANGE,
    XLSX_COLOUR_COUNT
};

struct xlsx_options {
    const char *sheet; /* its name or its number, from 1; NULL: the only one with a table */
    bool beginning;    /* of a large sheet the beginning is enough */
    bool may_be_empty; /* a workbook without rows is no error, but an empty input */
    const volatile int *cancel; /* non-zero stops it; may be NULL */
    void (*progress)(void *context, int64_t done, int64_t total); /* may be NULL */
    void *progress_context;
};

/* What was found beside the rows. All lives in the arena of xlsx_open. */
struct xlsx_account {
    const char *sheet;    /* its name */
    const char **notices; /* what a person should know, a sentence each */
    size_t notice_count;
    uint8_t *colours; /* of the header's cells, each an enum xlsx_colour; NULL: all without */
    size_t width;     /* columns of the sheet */
    bool cut;         /* it was not read to its end */
    double share;     /* of the sheet that was read then, by its bytes: above 0, below 1 */
};

/*
 * Opens a sheet of the workbook at path, which must be an ordinary file. STATUS_INVALID: more
 * than one sheet has a table, and the message lists them. STATUS_NOT_FOUND: there is no such
 * sheet. STATUS_NO_ACCESS: there is a password on it. STATUS_DAMAGED: it is no workbook, or
 * one that was made to do harm.
 */
enum status xlsx_open(struct input **out, const char *path, const struct xlsx_options *options,
                      struct arena *arena, struct xlsx_account *account, struct error *err);

struct xlsx_sheet_size {
    const char *name;
    int64_t rows;       /* with something in them */
    int64_t table_rows; /* of them, with more than one filled cell; or more than were counted */
    size_t columns;
    bool hidden;
    bool about; /* the sheet is large: rows are what it says itself */
};

/* The sheets of a workbook in the order of their tabs; all lives in arena. quickly: large ones
 * are not counted. */
enum status xlsx_list_sheets(const char *path, bool quickly, const volatile int *cancel,
                             struct arena *arena, struct xlsx_sheet_size **out, size_t *count,
                             struct error *err);

/* The fill of a header's cell; column from 0. */
enum xlsx_colour xlsx_header_colour(const struct xlsx_account *account, size_t column);

#endif

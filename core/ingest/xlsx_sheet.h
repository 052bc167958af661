/* The cells of a sheet, row by row, with what the sheet says of its columns and rows. */
#ifndef DATAJAM_INGEST_XLSX_SHEET_H
#define DATAJAM_INGEST_XLSX_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/ingest/xlsx_strings.h"
#include "core/ingest/xlsx_styles.h"
#include "core/ingest/xlsx_xml.h"

enum {
    XLSX_ROWS_MAX = 16 * 1024 * 1024, /* Excel ends at 1,048,576; others go on */
    XLSX_COLUMNS_MAX = 16384,
    XLSX_MERGES_MAX = 65536
};

/* A block of cells; rows from 1, columns from 0, both ends in it. */
struct xlsx_block {
    int64_t first_row, last_row;
    size_t first_column, last_column;
};

enum xlsx_cell_kind { XLSX_CELL_TEXT, XLSX_CELL_NUMBER, XLSX_CELL_OTHER };

struct xlsx_cell {
    size_t column;
    enum xlsx_cell_kind kind;
    enum xlsx_colour fill;
    struct span text; /* valid during the call; empty: nothing is in it but its fill */
};

/* What is told of a sheet. Each may be NULL. */
struct xlsx_sheet_reader {
    enum status (*row)(void *context, int64_t row, bool hidden, struct error *err);
    enum status (*cell)(void *context, const struct xlsx_cell *cell, struct error *err);
    enum status (*row_end)(void *context, struct error *err);
    enum status (*hidden_columns)(void *context, size_t first, size_t last, struct error *err);
    enum status (*merged)(void *context, const struct xlsx_block *block, struct error *err);
    void (*size)(void *context, const struct xlsx_block *block); /* as the sheet says */
    void (*progress)(void *context, int64_t bytes);
    bool (*enough)(void *context); /* asked after each row: is the rest of no interest? */
    void *context;
    const volatile int *cancel;
    const struct xlsx_strings *strings; /* NULL: the numbers of shared texts stand for them */
    const struct xlsx_styles *styles;
    bool from_1904;
};

/* What was found in the cells. */
struct xlsx_sheet_notes {
    int64_t formulas_without_value;
    int64_t hidden_rows; /* that have cells */
};

enum status xlsx_sheet_read(struct xlsx_zip *zip, const char *part,
                            const struct xlsx_sheet_reader *reader, struct xlsx_sheet_notes *notes,
                            struct error *err);

/* "C7" or "A1:C7". False: it is none, or outside of what a sheet can have. */
bool xlsx_block_from_name(const char *name, struct xlsx_block *out);

/* 0 is A, 26 is AA; out has room for XLSX_COLUMN_NAME bytes. */
enum { XLSX_COLUMN_NAME = 8 };
const char *xlsx_column_name(size_t column, char *out);

#endif

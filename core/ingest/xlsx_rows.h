/*
 * The rows of a sheet as clean CSV: cells come in, one record for each row goes out, all with
 * the same number of cells. What merged cells say is carried along where that is meant.
 */
#ifndef DATAJAM_INGEST_XLSX_ROWS_H
#define DATAJAM_INGEST_XLSX_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/spool.h"
#include "core/ingest/xlsx_sheet.h"

struct xlsx_rows;

enum {
    XLSX_TOP_ROWS = 64, /* in which a header is looked for */
    XLSX_ROWS_IN_MEMORY = 16 * 1024 * 1024,
    XLSX_GROWTH_MAX = 100, /* CSV to XML, beyond a free size: short names for long texts */
    XLSX_GROWTH_FREE = 64 * 1024 * 1024
};

/* NULL: no memory. */
struct xlsx_rows *xlsx_rows_new(void);
void xlsx_rows_free(struct xlsx_rows *rows);

/* In the order of the sheet: a row begins, its cells, it ends. xml_bytes: read of the sheet so
 * far. STATUS_MEMORY: too many columns, or more text than can be meant. */
void xlsx_rows_begin(struct xlsx_rows *rows, int64_t row);
enum status xlsx_rows_add(struct xlsx_rows *rows, const struct xlsx_cell *cell, struct error *err);
enum status xlsx_rows_end(struct xlsx_rows *rows, int64_t xml_bytes, struct error *err);

/* Cells that are one on the sheet. Those beyond XLSX_MERGES_MAX are passed over. */
enum status xlsx_rows_merge(struct xlsx_rows *rows, const struct xlsx_block *block,
                            struct error *err);

/* What became of merged cells. */
struct xlsx_merge_notes {
    int64_t labels; /* cells of the header that got the label of the merged cell they are in */
    int64_t values; /* cells below it that got the value */
};

/* After the last row: makes all rows equally long and fills merged cells. *out is the
 * caller's. */
enum status xlsx_rows_finish(struct xlsx_rows *rows, struct spool **out,
                             struct xlsx_merge_notes *notes, struct error *err);

/* Rows with something in them, and cells of the longest. */
int64_t xlsx_rows_count(const struct xlsx_rows *rows);
size_t xlsx_rows_width(const struct xlsx_rows *rows);

/* After that: the fills of the header's cells, xlsx_rows_width of them; NULL: none is filled. */
const uint8_t *xlsx_rows_colours(const struct xlsx_rows *rows);

#endif

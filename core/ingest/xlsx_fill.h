/*
 * Merged cells: only the first of them has what they say. In a header the label is carried
 * along its columns, below it a value down its rows. For xlsx_rows.c.
 */
#ifndef DATAJAM_INGEST_XLSX_FILL_H
#define DATAJAM_INGEST_XLSX_FILL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/ingest/plan.h"
#include "core/ingest/xlsx_rows.h"

/* What is known of merged cells. Zero-initialise it. */
struct xlsx_fill {
    struct xlsx_block *blocks;
    size_t count, size;
    struct {
        size_t filled, numbers;                      /* cells of the row */
    } top[XLSX_TOP_ROWS + 1];                        /* by row, from 1 */
    bool words[XLSX_TOP_ROWS + 2][PLAN_COLUMNS_MAX]; /* cells with text in them */
    int64_t header_first, header_end; /* rows whose merged labels are carried along */
};

void xlsx_fill_free(struct xlsx_fill *fill);

/* A cell of the first XLSX_TOP_ROWS rows. */
void xlsx_fill_note(struct xlsx_fill *fill, int64_t row, const struct xlsx_cell *cell);

/* False: no memory. */
bool xlsx_fill_add(struct xlsx_fill *fill, const struct xlsx_block *block);

/* After the last block: keeps those that matter. False: there is nothing to fill. */
bool xlsx_fill_prepare(struct xlsx_fill *fill);

/* Copies rows from one spool to the other, each made width cells long, and fills. */
enum status xlsx_fill_rows(struct xlsx_fill *fill, const struct spool *from, size_t width,
                           struct spool *to, struct xlsx_merge_notes *notes, struct error *err);

#endif

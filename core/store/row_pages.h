/*
 * Rows as SQLite lays them out in a file: records of cells, in leaf pages of a table. Made on
 * any thread, without SQLite, so that the thread that writes has records to copy and no cells
 * to look at. The layout is the one that SQLite documents and never changes.
 */
#ifndef DATAJAM_STORE_ROW_PAGES_H
#define DATAJAM_STORE_ROW_PAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/cell.h"

enum {
    ROW_PAGE_SIZE = 64 * 1024,
    ROW_PART_PAGES = 15 /* of one part, at most */
};

/* Rows that are written at once: on pages of their own, or one that is too long for a page. */
struct row_part {
    size_t rows;
    size_t page, pages; /* which ones; pages 0: a row that is too long, and its cells: */
    struct cell *cells;
    size_t bytes; /* of records */
};

/* Zero-initialise; free with row_pages_free. Its memory is used again by the next run. */
struct row_pages {
    size_t bytes; /* of records, all parts together */
    char *pages;  /* page_count × ROW_PAGE_SIZE */
    size_t page_count, page_room;
    int64_t *last_ids; /* the id of the last row of each page */
    struct row_part *parts;
    size_t part_count, part_room;
    unsigned char *header; /* of the record under way */
    size_t header_room;
    bool failed; /* memory ran out; staging_add says so */
};

/* Lays out rows of cells[r * columns + c] with the ids first_id, first_id + 1, … as records of
 * an id and the columns; the cells and their texts are not needed afterwards. A column of whole
 * numbers has such cells or empty ones only, one of decimals decimals, all others texts. */
void row_pages_fill(struct row_pages *p, const struct cell *cells, size_t rows, size_t columns,
                    int64_t first_id);

void row_pages_free(struct row_pages *p);

/* A number of 1 to 9 bytes as SQLite writes it; how many they are. */
size_t row_pages_put_varint(unsigned char *out, uint64_t number);

#endif

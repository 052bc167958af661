/*
 * Where the table is in a file: what stands above it, its header of one or several rows, its
 * columns. Told from the first records; what stands below is met when the rows are read.
 */
#ifndef DATAJAM_INGEST_STRUCTURE_H
#define DATAJAM_INGEST_STRUCTURE_H

#include "core/base/arena.h"
#include "core/base/span.h"
#include "core/ingest/header.h"
#include "core/ingest/sample.h"
#include "core/ingest/shape.h"

struct structure {
    size_t width;           /* columns of the table */
    size_t written;         /* cells that a row has in the file: width and empty ones at the end */
    int64_t first_line;     /* of the table, header included */
    int64_t data_line;      /* of its first row */
    size_t above;           /* lines with something in them above the table */
    size_t header_rows;     /* 0: there is none */
    struct span *header;    /* width cells, in the arena; NULL: none */
    struct span *first_row; /* of the header, as it stands there; NULL: none */
    size_t first_row_count;
    struct column_shape *shapes; /* of width columns */
};

/* Cells in a row of the first table of a sample. */
size_t structure_width(const struct sample *sample);

/* False: no memory. A sample without any table, or without the lines that are said to be its
 * header, gives width 0. A header that is parted in another way than the rows is put right in
 * the sample. */
bool structure_find(struct structure *out, struct sample *sample, const struct dialect *dialect,
                    const struct header_wish *wish, struct arena *arena);

#endif

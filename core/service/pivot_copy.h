/*
 * Copies of a pivot into files beside the team file: a cell as text, the table as CSV (as the
 * command line writes it), its SQL. Through the release gate, never over a file that is there.
 */
#ifndef DATAJAM_SERVICE_PIVOT_COPY_H
#define DATAJAM_SERVICE_PIVOT_COPY_H

#include "core/analysis/pivot.h"
#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/store/db.h"

enum pivot_copy_kind { PIVOT_COPY_CELL, PIVOT_COPY_TABLE, PIVOT_COPY_SQL };

struct pivot_copy_request {
    enum pivot_copy_kind kind;
    const char *dataset;
    const char *by;                   /* who copies */
    const char *rows[PIVOT_ROWS_MAX]; /* names of the row fields */
    const char *value;                /* "avg:months": heads a table without columns */
    const struct pivot_spec *spec;
    struct pivot_table table; /* PIVOT_COPY_TABLE */
    const char *text;         /* the others */
};

/* Writes DATASET-pivot… into the folder "copies"; *path, in arena, says where it is. */
enum status pivot_copy_out(struct db *db, struct arena *arena,
                           const struct pivot_copy_request *request, const char **path,
                           struct error *err);

#endif

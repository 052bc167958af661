/* What did not fit its column, counted by how it was written. */
#ifndef DATAJAM_STORE_MISFIT_H
#define DATAJAM_STORE_MISFIT_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/store/db.h"

struct misfit_count {
    struct span text; /* "[c]", "N/A" */
    int64_t rows;
};

/* The most frequent misfits of a column first, at most `limit` of them; *out lives in arena.
 * *texts and *rows are of all of them. */
enum status misfit_count(struct db *db, struct arena *arena, int64_t dataset, int64_t column,
                         size_t limit, struct misfit_count **out, size_t *count, int64_t *texts,
                         int64_t *rows, struct error *err);

#endif

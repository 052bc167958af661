/*
 * What can still be read of a damaged team file, copied into a new one: row by row, past
 * what can't be read. The file itself is not touched.
 */
#ifndef DATAJAM_STORE_RESCUE_H
#define DATAJAM_STORE_RESCUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"

struct rescued_table {
    const char *name;
    int64_t rows;     /* that were read */
    int64_t holes;    /* places where rows could not be read; -1: nothing of it could */
    bool own;         /* datajam's own: cards, evidence, …; else the rows of a dataset */
    int64_t expected; /* rows that there were, of a dataset that is known; else -1 */
};

struct rescue {
    struct rescued_table *tables; /* those that had rows, or could not be read */
    size_t table_count;
    int64_t rows;
    bool whole; /* nothing was lost */
};

/* target must not exist. STATUS_DAMAGED: not even the list of tables can be read; nothing is
 * made then. All of *out in arena. cancel may be NULL. */
enum status rescue_copy(const char *path, const char *target, struct arena *arena,
                        const volatile int *cancel, struct rescue *out, struct error *err);

#endif

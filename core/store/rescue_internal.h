/* For rescue*.c only: a rescue at work, and one table of it. */
#ifndef DATAJAM_STORE_RESCUE_INTERNAL_H
#define DATAJAM_STORE_RESCUE_INTERNAL_H

#include "core/store/db_internal.h"
#include "core/store/rescue.h"

struct rescuing {
    sqlite3 *from;
    const char *path;   /* of it */
    const char *opened; /* the same, or a copy of it */
    struct db *to;
    struct arena *arena;
    const volatile int *cancel;
    struct rescue *out;
    struct error *err;
};

/* One table while it is copied. */
struct table {
    const char *name;
    struct buffer columns; /* "a", "b": those that both files have and that are stored */
    size_t count;
    size_t key; /* of the columns, which the row id stands for */
    bool row_ids;
    sqlite3_stmt *insert;
    int64_t rows, holes;
    int64_t last, before; /* row ids that were read last */
    int idle;             /* rows since one was new */
    bool any;
    int pending; /* rows in the open transaction */
};

/* Does the table have row ids, so that it can be walked by them? */
bool rescue_has_row_ids(sqlite3 *handle, const char *name);

/* Copies its rows, past what can't be read; a failure is the new file's, or somebody's who
 * writes to the old one. */
enum status rescue_rows(struct rescuing *rescuing, struct table *table);

#endif

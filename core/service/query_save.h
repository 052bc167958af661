/*
 * The rows of a query as a dataset of their own, with types, labels and marks, so that filters,
 * pivots and charts work on it as on any other; and taking that back.
 */
#ifndef DATAJAM_SERVICE_QUERY_SAVE_H
#define DATAJAM_SERVICE_QUERY_SAVE_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/span.h"
#include "core/service/query.h"
#include "core/store/db.h"

struct query_save {
    struct db *db;              /* open for writing, with no transaction open */
    const char *name;           /* of the new dataset */
    const char *source;         /* where it comes from, in words */
    struct span sql;            /* for the log */
    const char *by;             /* who, or "" */
    const volatile int *cancel; /* may be NULL */
    void (*progress)(void *context, int64_t done, int64_t total); /* rows; may be NULL */
    void *context;
};

struct query_saved {
    int64_t dataset;
    int64_t rows;
    char entry[UUID_SIZE]; /* of the log, by which change_undo takes it back */
};

/*
 * A column that comes unchanged from a dataset keeps its type, label, meaning, marks, role and
 * order of values, where its values fit. One that is worked out becomes a number only where
 * nothing is lost by it, a date where all values are dates, and else text. STATUS_EXISTS: the
 * name is taken, and the message has the nearest free one; STATUS_INVALID: it is no name, the
 * result has no columns, or it was cut off. Whole or not at all.
 */
enum status query_save(struct query *query, const struct query_save *save, struct query_saved *out,
                       struct error *err);

/* Where such a dataset comes from, in words: the beginning of the SQL on one line. */
void query_source(char *out, size_t size, struct span sql);

/* Drops the dataset that an entry tells of, and writes an entry. STATUS_STALE: somebody has worked
 * with it since (a new column, evidence on the board, a change of a row), or it is gone. */
enum status query_save_undo(struct db *db, const char *of, const char *by, struct error *err);

/* The log's word for what such entries are about. */
#define QUERY_SAVE_KIND "dataset"

#endif

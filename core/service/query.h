/*
 * SQL that a person typed. It runs in a child process with a read-only, hardened connection and
 * limits on time and memory; its rows come back over a pipe and are kept in a spool, so that a
 * result of any size can be looked through. Ending the child is what cancels it.
 *
 * Nobody has to wait for it: where another program wants to write while it runs, it gives up its
 * lock and begins anew on a private copy of the file.
 */
#ifndef DATAJAM_SERVICE_QUERY_H
#define DATAJAM_SERVICE_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/helper.h"
#include "core/base/span.h"
#include "core/base/value.h"
#include "core/store/db.h"

enum {
    QUERY_LIMIT_MS = 10000,
    QUERY_MEMORY = 384 * 1024 * 1024,
    QUERY_SQL_MAX = 1000000 /* bytes of a statement */
};

/* Bytes of rows that are kept; what is beyond is cut off, and said. */
#define QUERY_RESULT_MAX (INT64_C(2) * 1024 * 1024 * 1024)

/* The job that the helper must know. */
#define QUERY_JOB "query"
int query_job(const void *data, size_t size, const int *fds, size_t fd_count);

/* A value for ":name" (or "@name", "$name"); what looks like a number is one. */
struct query_parameter {
    const char *name; /* without the sign */
    const char *text;
};

struct query_request {
    struct helper *helper;
    struct db *db; /* whose datasets are asked; used by the thread that calls query_run */
    struct span sql;
    const struct query_parameter *parameters;
    size_t parameter_count;
    int64_t limit_ms; /* 0: QUERY_LIMIT_MS */
    const volatile int *cancel;

    /* Told on the thread that runs it when there are columns, when rows have come or time has gone
     * by (at most some ten times a second), and when it begins anew on a copy: rows are 0 again.
     * May be NULL. */
    void (*progress)(void *context);
    void *context;
};

struct query_column {
    const char *name;
    enum column_type type;   /* that of the dataset's column, or by the first rows */
    int64_t dataset, origin; /* ids of the dataset and its column; 0: it is worked out */
};

/* A statement with its rows so far. query_run is called once; the others may be called at any
 * time from any thread. */
struct query;

struct query *query_new(void);
void query_free(struct query *query); /* not while it runs; NULL is fine */

/* Runs it to its end. STATUS_INVALID with what is wrong, where (err->column: the byte of the SQL,
 * from 1) and what to do; STATUS_CANCELLED; STATUS_NOT_FOUND: a parameter has no value, and
 * query_missing names it. */
enum status query_run(struct query *query, const struct query_request *request, struct error *err);

int64_t query_rows(struct query *query);
bool query_is_cut(struct query *query); /* there were more rows than are kept */
int64_t query_ms(struct query *query);  /* that it took, or takes so far */

/* The columns, in arena; 0: not known yet. */
size_t query_columns(struct query *query, struct arena *arena, const struct query_column **out);

/* Rows [first, first + count), fewer at the end: values[r * columns + c]. In arena. */
enum status query_read(struct query *query, int64_t first, size_t count, struct arena *arena,
                       const struct value **values, size_t *rows, struct error *err);

/* The first parameter without a value, in arena; NULL: none. */
const char *query_missing(struct query *query, struct arena *arena);

#endif

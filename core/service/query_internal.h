/* For query*.c only: what stands behind struct query. */
#ifndef DATAJAM_SERVICE_QUERY_INTERNAL_H
#define DATAJAM_SERVICE_QUERY_INTERNAL_H

#include <pthread.h>

#include "core/base/spool.h"
#include "core/service/query.h"
#include "core/store/dataset.h"
#include "core/store/sandbox.h"

/* Rows that came in one frame. */
struct query_batch {
    int64_t first; /* row */
    int64_t at;    /* byte in the spool */
    uint32_t rows, bytes;
};

struct query {
    pthread_mutex_t lock; /* of all that follows */
    struct arena *arena;
    struct query_column *columns;
    size_t column_count;
    struct spool *spool;
    struct query_batch *batches;
    size_t batch_count, batch_room;
    int64_t rows;
    bool cut;
    char *missing;
    int64_t begun_ms, ended_ms;
};

/* Takes what a child has sent. Errors are those of memory, of a full disk, and of frames that
 * are none (STATUS_IO: the child has gone wrong). */
enum status query_take_columns(struct query *query, struct span payload, uint32_t count,
                               const struct dataset_info *datasets, size_t dataset_count,
                               struct error *err);
enum status query_take_rows(struct query *query, struct span payload, uint32_t rows,
                            struct error *err);
enum status query_take_missing(struct query *query, struct span name, struct error *err);

/* Forgets rows and columns: it begins anew. */
enum status query_restart(struct query *query, struct error *err);

/* A frame's value at *at; false: it is none. The text points into payload. */
bool query_value(struct span payload, size_t *at, struct value *out);

/* Puts what is wrong with a statement into words, with the nearest name where one is not known. */
enum status query_explain(const struct sandbox_error *fault, struct span sql, int64_t limit_ms,
                          const struct dataset_info *datasets, size_t dataset_count,
                          struct error *err);

#endif

/*
 * Coding columns beside an import. Builders run on the packing thread; the blobs they give
 * out wait in a list for the writing one. Columns are a cache: where memory runs out they are
 * left away, and made from the table when they are needed.
 */
#include "core/service/import_columns.h"

#include <pthread.h>
#include <stdlib.h>

#include "core/frame/chunk.h"

struct blob {
    struct blob *next;
    size_t column;
    uint32_t number;
    char *data;
    size_t len;
};

struct column {
    struct import_columns *all;
    struct chunk_builder *builder;
    size_t position;
};

struct import_columns {
    struct chunk_limits limits;
    struct column *columns;
    size_t count;
    bool failed;

    pthread_mutex_t lock; /* of the list */
    bool lock_made;
    struct blob *first, **last;
};

static bool keep(void *context, uint32_t number, char *data, size_t len)
{
    struct column *column = context;
    struct import_columns *all = column->all;
    struct blob *blob = malloc(sizeof *blob);
    if (!blob) {
        free(data);
        return false;
    }
    *blob = (struct blob){.column = column->position, .number = number, .data = data, .len = len};
    pthread_mutex_lock(&all->lock);
    *all->last = blob;
    all->last = &blob->next;
    pthread_mutex_unlock(&all->lock);
    return true;
}

/* The first pieces are of different length, so that columns don't all fill up at once. */
static size_t first_rows(const struct import_columns *all, size_t position)
{
    size_t half = all->limits.piece_rows / 2;
    return half + half * (position + 1) / all->count;
}

static bool make_builders(struct import_columns *all, const struct plan *plan)
{
    all->columns = calloc(plan->count, sizeof *all->columns);
    if (!all->columns)
        return false;
    all->count = plan->count;
    for (size_t i = 0; i < all->count; i++) {
        struct column *column = &all->columns[i];
        *column = (struct column){.all = all, .position = i};
        column->builder = chunk_builder_new(plan->formats[i].type, first_rows(all, i), &all->limits,
                                            keep, column);
        if (!column->builder)
            return false;
    }
    return true;
}

struct import_columns *import_columns_new(const struct plan *plan)
{
    struct import_columns *all = calloc(1, sizeof *all);
    if (!all)
        return NULL;
    all->limits = chunk_limits_for(plan->count);
    all->last = &all->first;
    all->lock_made = pthread_mutex_init(&all->lock, NULL) == 0;
    if (!all->lock_made || !make_builders(all, plan)) {
        import_columns_free(all);
        return NULL;
    }
    return all;
}

static void free_blob(struct blob *blob)
{
    free(blob->data);
    free(blob);
}

void import_columns_free(struct import_columns *all)
{
    if (!all)
        return;
    for (size_t i = 0; i < all->count; i++)
        chunk_builder_free(all->columns[i].builder);
    free(all->columns);
    while (all->first) {
        struct blob *blob = all->first;
        all->first = blob->next;
        free_blob(blob);
    }
    if (all->lock_made)
        pthread_mutex_destroy(&all->lock);
    free(all);
}

void import_columns_see(struct import_columns *all, const struct batch *batch)
{
    for (size_t i = 0; all && i < all->count && !all->failed; i++)
        all->failed = !chunk_builder_add(all->columns[i].builder, batch->cells + i, batch->rows,
                                         batch->columns);
}

static struct blob *take(struct import_columns *all)
{
    pthread_mutex_lock(&all->lock);
    struct blob *blob = all->first;
    if (blob)
        all->first = blob->next;
    if (!all->first)
        all->last = &all->first;
    pthread_mutex_unlock(&all->lock);
    return blob;
}

enum status import_columns_write(struct import_columns *all, struct staging *staging,
                                 struct error *err)
{
    enum status status = STATUS_OK;
    struct blob *blob;
    while (all && status == STATUS_OK && (blob = take(all)) != NULL) {
        status = staging_add_chunk(staging, blob->column, blob->number,
                                   span_of(blob->data, blob->len), err);
        free_blob(blob);
    }
    return status;
}

enum status import_columns_finish(struct import_columns *all, struct staging *staging,
                                  struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; all && i < all->count && status == STATUS_OK && !all->failed; i++) {
        /* A new dataset has not been edited. */
        all->failed = !chunk_builder_finish(all->columns[i].builder, 0);
        status = import_columns_write(all, staging, err);
    }
    return status;
}

/* The rows of a query: taken from frames into the spool, and read back by their number. */
#include <stdlib.h>
#include <string.h>

#include "core/service/query_internal.h"

enum { SPOOL_IN_MEMORY = 4 * 1024 * 1024 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status torn(struct error *err)
{
    return error_set(err, STATUS_IO, TEXT_QUERY_TORN, NULL);
}

struct query *query_new(void)
{
    struct query *query = calloc(1, sizeof *query);
    if (query && query_restart(query, NULL) != STATUS_OK) {
        free(query);
        return NULL;
    }
    if (query)
        pthread_mutex_init(&query->lock, NULL);
    return query;
}

static void forget(struct query *query)
{
    arena_free(query->arena);
    spool_free(query->spool);
    free(query->batches);
    query->batches = NULL;
    query->columns = NULL;
    query->missing = NULL;
    query->column_count = query->batch_count = query->batch_room = 0;
    query->rows = 0;
    query->cut = false;
}

void query_free(struct query *query)
{
    if (!query)
        return;
    forget(query);
    pthread_mutex_destroy(&query->lock);
    free(query);
}

enum status query_restart(struct query *query, struct error *err)
{
    struct arena *arena = arena_new();
    struct spool *spool = spool_new(SPOOL_IN_MEMORY);
    if (!arena || !spool) {
        arena_free(arena);
        spool_free(spool);
        return no_memory(err);
    }
    forget(query);
    query->arena = arena;
    query->spool = spool;
    return STATUS_OK;
}

/* ---- columns ---- */

/* The next NUL-ended word of a payload; NULL: there is none. */
static const char *next_word(struct span payload, size_t *at)
{
    const char *word = payload.data + *at;
    const char *end = *at < payload.len ? memchr(word, '\0', payload.len - *at) : NULL;
    if (!end)
        return NULL;
    *at += (size_t)(end - word) + 1;
    return word;
}

/* The column as the dataset has it that it comes from; else by its values. */
static struct query_column column_from(const char *table, const char *name,
                                       const struct dataset_info *datasets, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int at = strcmp(datasets[i].name, table) == 0
                     ? dataset_column_index(&datasets[i], span_string(name))
                     : -1;
        if (at >= 0)
            return (struct query_column){.type = datasets[i].columns[at].type,
                                         .dataset = datasets[i].id,
                                         .origin = datasets[i].columns[at].id};
    }
    return (struct query_column){.type = COLUMN_TYPE_COUNT};
}

enum status query_take_columns(struct query *query, struct span payload, uint32_t count,
                               const struct dataset_info *datasets, size_t dataset_count,
                               struct error *err)
{
    size_t at = 0;
    struct query_column *columns = arena_array(query->arena, count, sizeof *columns);
    if (!columns)
        return no_memory(err);
    for (uint32_t i = 0; i < count; i++) {
        const char *name = next_word(payload, &at);
        const char *table = name ? next_word(payload, &at) : NULL;
        const char *column = table ? next_word(payload, &at) : NULL;
        if (!column)
            return torn(err);
        columns[i] = column_from(table, column, datasets, dataset_count);
        columns[i].name = arena_string(query->arena, name);
        if (!columns[i].name)
            return no_memory(err);
    }
    query->columns = columns;
    query->column_count = count;
    return STATUS_OK;
}

enum status query_take_missing(struct query *query, struct span name, struct error *err)
{
    query->missing = arena_copy(query->arena, name);
    return query->missing ? STATUS_OK : no_memory(err);
}

/* ---- values ---- */

static bool take_bytes(struct span payload, size_t *at, void *to, size_t size)
{
    if (size > payload.len - *at)
        return false;
    memcpy(to, payload.data + *at, size);
    *at += size;
    return true;
}

bool query_value(struct span payload, size_t *at, struct value *out)
{
    uint32_t len = 0;
    if (*at >= payload.len)
        return false;
    *out = (struct value){.kind = (enum value_kind)(unsigned char)payload.data[(*at)++]};
    switch (out->kind) {
    case VALUE_EMPTY:
        return true;
    case VALUE_INTEGER:
        return take_bytes(payload, at, &out->integer, sizeof out->integer);
    case VALUE_DECIMAL:
        return take_bytes(payload, at, &out->decimal, sizeof out->decimal);
    case VALUE_TEXT:
        if (!take_bytes(payload, at, &len, sizeof len) || len > payload.len - *at)
            return false;
        out->text = span_of(payload.data + *at, len);
        *at += len;
        return true;
    }
    return false;
}

/* ---- taking rows ---- */

/* A column that is worked out is what its first values are. */
static void settle_types(struct query *query, struct span payload, uint32_t rows)
{
    size_t at = 0;
    bool open = false;
    for (size_t c = 0; c < query->column_count; c++)
        open = open || query->columns[c].type == COLUMN_TYPE_COUNT;
    for (uint32_t r = 0; open && r < rows; r++) {
        for (size_t c = 0; c < query->column_count; c++) {
            struct value value;
            if (!query_value(payload, &at, &value))
                return;
            enum column_type *type = &query->columns[c].type;
            if (*type == COLUMN_TYPE_COUNT && value.kind != VALUE_EMPTY)
                *type = value.kind == VALUE_INTEGER   ? COLUMN_INTEGER
                        : value.kind == VALUE_DECIMAL ? COLUMN_DECIMAL
                                                      : COLUMN_TEXT;
        }
    }
}

static bool make_room(struct query *query)
{
    if (query->batch_count < query->batch_room)
        return true;
    size_t room = query->batch_room ? query->batch_room * 2 : 64;
    struct query_batch *grown = realloc(query->batches, room * sizeof *grown);
    if (!grown)
        return false;
    query->batches = grown;
    query->batch_room = room;
    return true;
}

enum status query_take_rows(struct query *query, struct span payload, uint32_t rows,
                            struct error *err)
{
    int64_t at = spool_size(query->spool);
    if (at + (int64_t)payload.len > QUERY_RESULT_MAX) {
        query->cut = true;
        return STATUS_OK;
    }
    if (!make_room(query))
        return no_memory(err);
    settle_types(query, payload, rows);
    enum status status = spool_add(query->spool, payload, err);
    if (status != STATUS_OK)
        return status;
    query->batches[query->batch_count++] =
        (struct query_batch){query->rows, at, rows, (uint32_t)payload.len};
    query->rows += rows;
    return STATUS_OK;
}

/* ---- reading rows ---- */

/* The batch that a row stands in. */
static size_t find_batch(const struct query *query, int64_t row)
{
    size_t low = 0, high = query->batch_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (query->batches[middle].first <= row)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static enum status read_batch(const struct query *query, const struct query_batch *batch,
                              struct arena *arena, struct span *out, struct error *err)
{
    size_t got = 0;
    char *bytes = arena_alloc(arena, batch->bytes);
    if (!bytes)
        return no_memory(err);
    enum status status = spool_read(query->spool, batch->at, bytes, batch->bytes, &got, err);
    *out = span_of(bytes, got);
    return status != STATUS_OK || got == batch->bytes ? status : torn(err);
}

/* The rows of one batch from `from` on. */
static enum status read_rows(const struct query *query, const struct query_batch *batch,
                             int64_t from, size_t count, struct arena *arena, struct value *values,
                             size_t *read, struct error *err)
{
    struct span payload = {0};
    size_t at = 0;
    enum status status = read_batch(query, batch, arena, &payload, err);
    if (status != STATUS_OK)
        return status;
    for (int64_t row = batch->first; row < batch->first + batch->rows && *read < count; row++) {
        struct value value;
        for (size_t c = 0; c < query->column_count; c++) {
            if (!query_value(payload, &at, &value))
                return torn(err);
            if (row >= from)
                values[*read * query->column_count + c] = value;
        }
        *read += row >= from;
    }
    return STATUS_OK;
}

enum status query_read(struct query *query, int64_t first, size_t count, struct arena *arena,
                       const struct value **values, size_t *rows, struct error *err)
{
    enum status status = STATUS_OK;
    *rows = 0;
    pthread_mutex_lock(&query->lock);
    if (first < 0 || first >= query->rows)
        count = 0;
    else if (count > (uint64_t)(query->rows - first))
        count = (size_t)(query->rows - first);
    struct value *out = arena_array(arena, count * query->column_count, sizeof *out);
    if (!out)
        status = no_memory(err);
    size_t batch = count ? find_batch(query, first) : 0;
    while (status == STATUS_OK && out && *rows < count)
        status = read_rows(query, &query->batches[batch++], first, count, arena, out, rows, err);
    pthread_mutex_unlock(&query->lock);
    *values = out;
    return status;
}

int64_t query_rows(struct query *query)
{
    pthread_mutex_lock(&query->lock);
    int64_t rows = query->rows;
    pthread_mutex_unlock(&query->lock);
    return rows;
}

bool query_is_cut(struct query *query)
{
    pthread_mutex_lock(&query->lock);
    bool cut = query->cut;
    pthread_mutex_unlock(&query->lock);
    return cut;
}

size_t query_columns(struct query *query, struct arena *arena, const struct query_column **out)
{
    pthread_mutex_lock(&query->lock);
    size_t count = query->column_count;
    struct query_column *columns = arena_array(arena, count, sizeof *columns);
    for (size_t i = 0; columns && i < count; i++) {
        columns[i] = query->columns[i];
        columns[i].name = arena_string(arena, columns[i].name);
        if (columns[i].type == COLUMN_TYPE_COUNT)
            columns[i].type = COLUMN_TEXT;
        if (!columns[i].name)
            columns[i].name = "";
    }
    pthread_mutex_unlock(&query->lock);
    *out = columns;
    return columns ? count : 0;
}

const char *query_missing(struct query *query, struct arena *arena)
{
    pthread_mutex_lock(&query->lock);
    const char *missing = query->missing ? arena_string(arena, query->missing) : NULL;
    pthread_mutex_unlock(&query->lock);
    return missing;
}

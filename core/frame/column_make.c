/*
 * A column from values in memory: built as the columns of a file are, with blobs that stay in
 * memory. So there is one way from values to codes, and one to test.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/cell.h"
#include "core/frame/chunk.h"

struct blob {
    char *data;
    size_t len;
};

struct memory_source {
    struct chunk_source base;
    struct blob *blobs; /* by number */
    size_t size;
};

static bool keep_blob(void *context, uint32_t number, char *data, size_t len)
{
    struct memory_source *m = context;
    if (number >= m->size) {
        size_t size = (size_t)number + m->size + 4;
        struct blob *blobs = realloc(m->blobs, size * sizeof *blobs);
        if (!blobs) {
            free(data);
            return false;
        }
        memset(blobs + m->size, 0, (size - m->size) * sizeof *blobs);
        m->blobs = blobs;
        m->size = size;
    }
    free(m->blobs[number].data);
    m->blobs[number] = (struct blob){data, len};
    return true;
}

static enum status read_blob(struct chunk_source *source, uint32_t number, struct buffer *out,
                             struct error *err)
{
    const struct memory_source *m = (const struct memory_source *)source;
    if (number >= m->size || !m->blobs[number].data)
        return error_set(err, STATUS_NOT_FOUND, TEXT_STORE_CHUNK_DAMAGED, NULL);
    buffer_clear(out);
    return buffer_add(out, m->blobs[number].data, m->blobs[number].len)
               ? STATUS_OK
               : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static void free_memory(struct chunk_source *source)
{
    struct memory_source *m = (struct memory_source *)source;
    for (size_t i = 0; i < m->size; i++)
        free(m->blobs[i].data);
    free(m->blobs);
    free(m);
}

struct chunk_source *chunk_memory_new(chunk_sink_fn **sink)
{
    struct memory_source *m = calloc(1, sizeof *m);
    if (!m)
        return NULL;
    m->base = (struct chunk_source){.read = read_blob, .free = free_memory};
    *sink = keep_blob;
    return &m->base;
}

static struct cell cell_of(const struct value *value)
{
    switch (value->kind) {
    case VALUE_INTEGER:
        return cell_integer(value->integer);
    case VALUE_DECIMAL:
        return cell_decimal(value->decimal);
    case VALUE_TEXT:
        return cell_text(value->text.data, (uint32_t)value->text.len);
    case VALUE_EMPTY:
        break;
    }
    return cell_empty();
}

enum status column_from_values(struct frame_column **out, const struct value *values, size_t rows,
                               enum column_type type, const char *order, struct error *err)
{
    struct chunk_limits limits = chunk_limits_for(1);
    chunk_sink_fn *sink = NULL;
    struct chunk_source *source = chunk_memory_new(&sink);
    struct chunk_builder *builder =
        source ? chunk_builder_new(type, 0, &limits, sink, source) : NULL;
    bool good = builder != NULL;
    *out = NULL;
    for (size_t i = 0; good && i < rows; i++) {
        struct cell cell = cell_of(&values[i]);
        good = chunk_builder_add(builder, &cell, 1, 1);
    }
    good = good && chunk_builder_finish(builder, 0);
    chunk_builder_free(builder);
    if (good)
        return chunk_load(out, source, type, order, NULL, err);
    if (source)
        source->free(source);
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/*
 * Making a column of a dataset: from its chunks where they are of the state that is wanted,
 * else from the table. What was made from the table is written back, so that the next one
 * finds it; where that can't be, nothing is lost but time.
 */
#include <stdlib.h>

#include "core/base/cell.h"
#include "core/base/clock.h"
#include "core/frame/chunk.h"
#include "core/service/frames_internal.h"
#include "core/store/chunk.h"

enum { PROGRESS_EVERY_MS = 50, WRITE_BYTES = 2 * 1024 * 1024, SLICE_ROWS = 1024 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- blobs of the file ---- */

struct file_source {
    struct chunk_source base;
    struct frames *frames;
    struct chunk_rows *rows;
    int64_t column; /* id */
};

static enum status read_file(struct chunk_source *base, uint32_t number, struct buffer *out,
                             struct error *err)
{
    struct file_source *source = (struct file_source *)base;
    struct chunk_header header;
    enum status status = chunk_rows_read(source->rows, number, out, err);
    /* Texts are read long after the column was taken for good: the next one knows better. */
    if (status == STATUS_OK && !chunk_check(buffer_span(out), &header))
        frames_note_spoilt(source->frames, source->column, true);
    return status;
}

static void free_file(struct chunk_source *base)
{
    struct file_source *source = (struct file_source *)base;
    chunk_rows_close(source->rows);
    free(source);
}

static enum status open_file(struct chunk_source **out, struct frame_use *use, size_t position,
                             struct error *err)
{
    struct file_source *source = calloc(1, sizeof *source);
    if (!source)
        return no_memory(err);
    source->base = (struct chunk_source){.read = read_file, .free = free_file};
    source->frames = use->frames;
    source->column = use->dataset.columns[position].id;
    enum status status = chunk_rows_open(&source->rows, use->db, use->dataset.id, position, err);
    if (status != STATUS_OK) {
        free(source);
        return status;
    }
    *out = &source->base;
    return STATUS_OK;
}

/* The stored column is of the state that the use has. STATUS_NOT_FOUND: it is not. */
static enum status check_head(struct frame_use *use, struct chunk_source *source, struct error *err)
{
    struct buffer blob = {0};
    struct chunk_head head;
    const char *pieces = NULL;
    enum status status = source->read(source, 0, &blob, err);
    if (status == STATUS_OK &&
        (!chunk_check_head(buffer_span(&blob), &head, &pieces) ||
         head.edits != use->dataset.edits || head.rows != (uint64_t)use->dataset.rows))
        status = STATUS_NOT_FOUND;
    buffer_free(&blob);
    return status;
}

static enum status from_file(struct frame_use *use, size_t position, struct frame_column **out,
                             struct error *err)
{
    const struct column_info *info = &use->dataset.columns[position];
    struct chunk_source *source = NULL;
    enum status status = open_file(&source, use, position, err);
    if (status != STATUS_OK || !source)
        return status;
    status = check_head(use, source, err);
    if (status != STATUS_OK) {
        source->free(source);
        return status;
    }
    return chunk_load(out, source, info->type, info->order, use->watch.cancel, err);
}

/* ---- from the table ---- */

struct gather {
    struct frame_use *use;
    struct chunk_builder *builder;
    int64_t rows;
    bool ids, failed;
    int64_t told_ms;
};

static void tell_progress(struct gather *g)
{
    const struct frames_watch *watch = &g->use->watch;
    int64_t now = clock_steady_ms();
    if (!watch->progress || now - g->told_ms < PROGRESS_EVERY_MS)
        return;
    g->told_ms = now;
    watch->progress(watch->context, g->rows, g->use->dataset.rows);
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

static bool take_row(void *context, int64_t row_id, const struct value *cells)
{
    struct gather *g = context;
    struct cell cell = g->ids ? cell_integer(row_id) : cell_of(&cells[0]);
    g->failed = !chunk_builder_add(g->builder, &cell, 1, 1);
    if (++g->rows % SLICE_ROWS == 0)
        tell_progress(g);
    return !g->failed;
}

/* Into blobs in memory, of the use's state. */
static enum status build(struct frame_use *use, size_t position, struct chunk_source **out,
                         struct error *err)
{
    bool ids = position == use->dataset.column_count;
    struct chunk_limits limits = chunk_limits_for(1);
    struct gather g = {.use = use, .ids = ids, .told_ms = clock_steady_ms()};
    chunk_sink_fn *sink = NULL;
    struct chunk_source *source = chunk_memory_new(&sink);
    if (source)
        g.builder = chunk_builder_new(ids ? COLUMN_INTEGER : use->dataset.columns[position].type, 0,
                                      &limits, sink, source);
    enum status status = g.builder ? STATUS_OK : no_memory(err);
    if (status == STATUS_OK)
        status = dataset_scan(use->db, &use->dataset, 0, &position, ids ? 0 : 1, take_row, &g,
                              use->watch.cancel, NULL, err);
    if (status == STATUS_OK && (g.failed || !chunk_builder_finish(g.builder, use->dataset.edits)))
        status = no_memory(err);
    if (status == STATUS_OK) /* the walk was in slices */
        status = frame_use_check(use, err);
    if (status == STATUS_OK && g.rows != use->dataset.rows)
        status = error_set(err, STATUS_BUSY, TEXT_FRAMES_CHANGED,
                           TEXT_VALUES(text_string("dataset", use->dataset.name)));
    chunk_builder_free(g.builder);
    if (status != STATUS_OK && source)
        source->free(source);
    *out = status == STATUS_OK ? source : NULL;
    return status;
}

/* ---- writing back ---- */

/* Some pieces in one transaction, from *number on; the head, last of all, only if nobody has
 * changed the table meanwhile. *number is 0 when all are there. */
static enum status write_some(struct frame_use *use, size_t position, struct chunk_source *source,
                              uint32_t *number)
{
    struct buffer blob = {0};
    size_t bytes = 0;
    enum status status = db_begin(use->db, NULL);
    while (status == STATUS_OK && bytes<WRITE_BYTES && * number> 0) {
        enum status found = source->read(source, *number, &blob, NULL);
        if (found == STATUS_NOT_FOUND) {
            *number = 0;
            status = frame_use_check(use, NULL);
            found = source->read(source, 0, &blob, NULL);
        }
        status = status == STATUS_OK ? found : status;
        if (status == STATUS_OK)
            status =
                chunk_put(use->db, use->dataset.id, position, *number, buffer_span(&blob), NULL);
        bytes += blob.len;
        *number += *number > 0;
    }
    buffer_free(&blob);
    if (status == STATUS_OK)
        return db_commit(use->db, NULL);
    db_rollback(use->db);
    return status;
}

static bool write_back(struct frame_use *use, size_t position, struct chunk_source *source)
{
    uint32_t number = 1;
    if (!db_writable(use->db) ||
        chunk_drop_column(use->db, use->dataset.id, position, NULL) != STATUS_OK)
        return false;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && number > 0)
        status = write_some(use, position, source, &number);
    return status == STATUS_OK;
}

static enum status from_table(struct frame_use *use, size_t position, struct frame_column **out,
                              struct error *err)
{
    const struct column_info *info = &use->dataset.columns[position];
    struct chunk_source *source = NULL;
    enum status status = build(use, position, &source, err);
    if (status != STATUS_OK)
        return status;
    bool written = write_back(use, position, source);
    frames_note_spoilt(use->frames, info->id, false);
    status = chunk_load(out, source, info->type, info->order, use->watch.cancel, err);
    /* Texts are better read from the file than kept. */
    if (status == STATUS_OK && written && (*out)->form == FORM_TEXTS) {
        struct frame_column *stored = NULL;
        if (from_file(use, position, &stored, NULL) == STATUS_OK) {
            column_free(*out);
            *out = stored;
        }
    }
    return status;
}

enum status frames_make_column(struct frame_use *use, size_t position, struct frame_column **out,
                               bool *shared, struct error *err)
{
    enum status status = STATUS_NOT_FOUND;
    *shared = true;
    if (position == use->dataset.column_count) {
        struct chunk_source *source = NULL;
        status = build(use, position, &source, err);
        return status == STATUS_OK
                   ? chunk_load(out, source, COLUMN_INTEGER, NULL, use->watch.cancel, err)
                   : status;
    }
    if (!frames_is_spoilt(use->frames, use->dataset.columns[position].id))
        status = from_file(use, position, out, err);
    if (status == STATUS_NOT_FOUND || status == STATUS_DAMAGED) {
        error_clear(err);
        status = from_table(use, position, out, err);
    }
    *shared = status != STATUS_OK || !*out || (*out)->form != FORM_TEXTS;
    return status;
}

/*
 * Building columns from the table, and writing them back. Apart from frames_make.c, which
 * decides when: this is the slow way, and the one that looks out for others who change the
 * table meanwhile.
 */
#include <stdlib.h>

#include "core/base/cell.h"
#include "core/base/clock.h"
#include "core/frame/chunk.h"
#include "core/service/frames_internal.h"
#include "core/store/chunk.h"

enum { PROGRESS_EVERY_MS = 50, WRITE_BYTES = 2 * 1024 * 1024, SLICE_ROWS = 1024 };

struct gather {
    struct frame_use *use;
    struct chunk_builder *builders[FRAMES_TOGETHER];
    size_t count;
    int64_t rows;
    bool ids, failed;
    int64_t told_ms;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

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
    for (size_t i = 0; i < g->count && !g->failed; i++) {
        struct cell cell = g->ids ? cell_integer(row_id) : cell_of(&cells[i]);
        g->failed = !chunk_builder_add(g->builders[i], &cell, 1, 1);
    }
    if (++g->rows % SLICE_ROWS == 0)
        tell_progress(g);
    return !g->failed;
}

static bool make_builders(struct gather *g, const size_t *positions, struct chunk_limits *limits,
                          struct chunk_source **sources)
{
    for (size_t i = 0; i < g->count; i++) {
        const struct dataset_info *dataset = &g->use->dataset;
        enum column_type type = g->ids ? COLUMN_INTEGER : dataset->columns[positions[i]].type;
        chunk_sink_fn *sink = NULL;
        sources[i] = chunk_memory_new(&sink);
        if (sources[i])
            g->builders[i] = chunk_builder_new(type, 0, limits, sink, sources[i]);
        if (!g->builders[i])
            return false;
    }
    return true;
}

static enum status walk(struct gather *g, const size_t *positions, struct error *err)
{
    struct frame_use *use = g->use;
    enum status status = dataset_scan(use->db, &use->dataset, 0, positions, g->ids ? 0 : g->count,
                                      take_row, g, use->watch.cancel, NULL, err);
    for (size_t i = 0; i < g->count && status == STATUS_OK; i++)
        g->failed = g->failed || !chunk_builder_finish(g->builders[i], use->dataset.edits);
    if (status == STATUS_OK && g->failed)
        status = no_memory(err);
    if (status == STATUS_OK) /* the walk was in slices */
        status = frame_use_check(use, err);
    if (status == STATUS_OK && g->rows != use->dataset.rows)
        status = error_set(err, STATUS_BUSY, TEXT_FRAMES_CHANGED,
                           TEXT_VALUES(text_string("dataset", use->dataset.name)));
    return status;
}

enum status frames_build(struct frame_use *use, const size_t *positions, size_t count,
                         struct chunk_source **sources, struct error *err)
{
    struct chunk_limits limits = chunk_limits_for(count);
    struct gather g = {.use = use,
                       .count = count,
                       .ids = positions[0] == use->dataset.column_count,
                       .told_ms = clock_steady_ms()};
    enum status status =
        make_builders(&g, positions, &limits, sources) ? walk(&g, positions, err) : no_memory(err);
    for (size_t i = 0; i < count; i++) {
        chunk_builder_free(g.builders[i]);
        if (status != STATUS_OK && sources[i]) {
            sources[i]->free(sources[i]);
            sources[i] = NULL;
        }
    }
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
            status = chunk_put(use->db, use->dataset.id, use->dataset.columns[position].place,
                               *number, buffer_span(&blob), NULL);
        bytes += blob.len;
        *number += *number > 0;
    }
    buffer_free(&blob);
    if (status == STATUS_OK)
        return db_commit(use->db, NULL);
    db_rollback(use->db);
    return status;
}

bool frames_write_back(struct frame_use *use, size_t position, struct chunk_source *source)
{
    uint32_t number = 1;
    if (!db_writable(use->db) ||
        chunk_drop_column(use->db, use->dataset.id, use->dataset.columns[position].place, NULL) !=
            STATUS_OK)
        return false;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && number > 0)
        status = write_some(use, position, source, &number);
    return status == STATUS_OK;
}

/*
 * Rows through an order: positions become rows of the frame, rows become ids of the table,
 * ids become values. Without an order the table is read as it stands.
 */
#include <stdlib.h>
#include <string.h>

#include "core/service/frames.h"
#include "core/service/rows.h"

/* Rows that are read at a time; a walk that shows one row of so many reads by id, another
 * one all of the table. */
enum { BATCH = 512, SPARSE = 8 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

int64_t row_source_count(const struct row_source *source)
{
    return source->order ? row_order_count(source->order) : source->dataset->rows;
}

/* ---- pages ---- */

/* Rows mean what they meant when the order was made, as long as the table is the same. */
static enum status ids_from_frame(struct db *db, const struct row_source *source,
                                  const uint32_t *rows, size_t count, int64_t *ids,
                                  struct error *err)
{
    struct frame_use *use = NULL;
    enum status status = frame_use_begin(&use, source->frames, db, source->dataset->id, NULL, err);
    if (status != STATUS_OK)
        return status;
    if (frame_use_dataset(use)->edits != source->dataset->edits)
        status = error_set(err, STATUS_STALE, TEXT_FRAMES_CHANGED,
                           TEXT_VALUES(text_string("dataset", source->dataset->name)));
    else
        status = frame_use_ids(use, rows, count, ids, err);
    frame_use_end(use);
    return status;
}

static enum status ids_at(struct db *db, struct arena *arena, const struct row_source *source,
                          int64_t first, size_t *count, int64_t **out, struct error *err)
{
    uint32_t *rows = arena_array(arena, *count, sizeof *rows);
    int64_t *ids = arena_array(arena, *count, sizeof *ids);
    if (!rows || !ids)
        return no_memory(err);
    *out = ids;
    *count = row_order_rows(source->order, first, *count, rows);
    if (!source->dataset->contiguous || source->dataset->dirty)
        return ids_from_frame(db, source, rows, *count, ids, err);
    for (size_t i = 0; i < *count; i++)
        ids[i] = (int64_t)rows[i] + 1;
    return STATUS_OK;
}

/* Makes room for the rows that are gone: from the last row up, each goes to its place. */
static void keep_positions(struct row_page *page, const int64_t *ids, size_t count)
{
    if (!ids)
        return;
    size_t size = page->columns * sizeof *page->cells, came = page->rows;
    for (size_t i = count; i > 0 && page->rows < count; i--) {
        struct value *to = page->cells + (i - 1) * page->columns;
        bool here = came > 0 && page->ids[came - 1] == ids[i - 1];
        if (here && came < i && size)
            memcpy(to, page->cells + (came - 1) * page->columns, size);
        if (!here && size)
            memset(to, 0, size);
        page->ids[i - 1] = here ? ids[i - 1] : ROW_GONE;
        came -= here;
    }
    page->rows = count;
}

enum status row_source_read(struct db *db, struct arena *arena, const struct row_source *source,
                            int64_t first, size_t count, const size_t *columns, size_t column_count,
                            struct row_page *out, struct error *err)
{
    int64_t *ids = NULL;
    if (!source->order)
        return dataset_read_page(db, arena, source->dataset, first, count, columns, column_count,
                                 out, err);
    enum status status = ids_at(db, arena, source, first, &count, &ids, err);
    if (status == STATUS_OK)
        status = dataset_read_ids(db, arena, source->dataset, ids, count, columns, column_count,
                                  out, err);
    if (status != STATUS_OK)
        return status;
    keep_positions(out, ids, count);
    out->first = first < 0 ? 0 : first;
    return STATUS_OK;
}

/* ---- walks ---- */

/* All of the table, without the rows that are not shown. */
struct sieve {
    const struct row_order *order;
    uint32_t row;
    dataset_row_fn *fn;
    void *context;
};

static bool sift(void *context, int64_t row_id, const struct value *cells)
{
    struct sieve *sieve = context;
    bool shown = row_order_position(sieve->order, sieve->row++) >= 0;
    return !shown || sieve->fn(sieve->context, row_id, cells);
}

static enum status walk_table(struct db *db, const struct row_source *source, int64_t first,
                              const size_t *columns, size_t column_count, dataset_row_fn *fn,
                              void *context, const volatile int *cancel, struct error *err)
{
    struct sieve sieve = {.order = source->order, .fn = fn, .context = context};
    if (row_order_rows(source->order, first, 1, &sieve.row) == 0)
        return STATUS_OK;
    return dataset_scan(db, source->dataset, sieve.row, columns, column_count, sift, &sieve, cancel,
                        NULL, err);
}

/* One batch; *on tells whether to go on. */
static enum status walk_batch(struct db *db, const struct row_source *source, int64_t first,
                              const size_t *columns, size_t column_count, dataset_row_fn *fn,
                              void *context, bool *on, struct error *err)
{
    struct row_page page = {0};
    struct arena *arena = arena_new();
    if (!arena)
        return no_memory(err);
    enum status status =
        row_source_read(db, arena, source, first, BATCH, columns, column_count, &page, err);
    *on = status == STATUS_OK && page.rows == BATCH;
    for (size_t r = 0; r < page.rows && status == STATUS_OK; r++) {
        if (!fn(context, page.ids[r], page.cells + r * page.columns)) {
            *on = false;
            break;
        }
    }
    arena_free(arena);
    return status;
}

static bool is_dense(const struct row_source *source)
{
    return !row_order_is_sorted(source->order) &&
           row_order_count(source->order) > source->dataset->rows / SPARSE;
}

enum status row_source_walk(struct db *db, const struct row_source *source, int64_t first,
                            const size_t *columns, size_t column_count, dataset_row_fn *fn,
                            void *context, const volatile int *cancel, struct error *err)
{
    bool on = true;
    enum status status = STATUS_OK;
    if (!source->order)
        return dataset_scan(db, source->dataset, first, columns, column_count, fn, context, cancel,
                            NULL, err);
    if (is_dense(source))
        return walk_table(db, source, first, columns, column_count, fn, context, cancel, err);
    for (; on && status == STATUS_OK; first += BATCH) {
        if (cancel && *cancel)
            return error_set(err, STATUS_CANCELLED, TEXT_DATA_CANCELLED, NULL);
        status = walk_batch(db, source, first, columns, column_count, fn, context, &on, err);
    }
    return status;
}

/* The sums behind the status line: all shown rows by counting codes, marked ones code by
 * code. Only texts without codes are read row by row, in slices. */
#include "core/service/summary.h"

#include "core/service/figures.h"

enum { BATCH = 4096, ROWS_PER_NOTICE = 8192 };

struct scan {
    struct total *total;
    int64_t left; /* rows of the range still to come */
    int64_t done, all;
    scan_progress_fn *progress;
    void *context;
};

static bool take_row(void *context, int64_t id, const struct value *cells)
{
    struct scan *scan = context;
    (void)id;
    if (scan->left == 0)
        return false;
    scan->left--;
    total_add(scan->total, &cells[0]);
    if (++scan->done % ROWS_PER_NOTICE == 0 && scan->progress != NULL)
        scan->progress(scan->context, scan->done, scan->all);
    return scan->left > 0;
}

static int64_t rows_in(const struct row_range *ranges, size_t count)
{
    int64_t rows = 0;
    for (size_t i = 0; i < count; i++)
        rows += ranges[i].last - ranges[i].first + 1;
    return rows;
}

/* ---- marked rows ---- */

static enum status scan_ranges(struct db *db, const struct row_source *source, size_t column,
                               const struct row_range *ranges, size_t range_count,
                               struct scan *scan, const volatile int *cancel, struct error *err)
{
    enum status status = STATUS_OK;
    scan->all = rows_in(ranges, range_count);
    for (size_t i = 0; i < range_count && status == STATUS_OK; i++) {
        scan->left = ranges[i].last - ranges[i].first + 1;
        if (scan->left > 0)
            status = row_source_walk(db, source, ranges[i].first, &column, 1, take_row, scan,
                                     cancel, err);
    }
    return status;
}

/* Rows at positions [first, first + count); fewer at the end. */
static size_t rows_at(const struct row_source *source, int64_t first, size_t count, uint32_t *rows)
{
    if (source->order)
        return row_order_rows(source->order, first, count, rows);
    for (size_t i = 0; i < count; i++)
        rows[i] = (uint32_t)((size_t)first + i);
    return first >= source->dataset->rows ? 0
           : (int64_t)count > source->dataset->rows - first
               ? (size_t)(source->dataset->rows - first)
               : count;
}

static void add_range(const struct frame_column *codes, const struct row_source *source,
                      const struct row_range *range, struct total *out)
{
    uint32_t rows[BATCH] = {0};
    char text[COLUMN_TEXT_SIZE];
    for (int64_t first = range->first; first <= range->last; first += BATCH) {
        int64_t left = range->last - first + 1;
        size_t count = rows_at(source, first, left < BATCH ? (size_t)left : BATCH, rows);
        for (size_t i = 0; i < count; i++) {
            struct value value = column_value(codes, column_code(codes, rows[i]), text);
            total_add(out, &value);
        }
    }
}

/* ---- both ---- */

static enum status profile_total(struct frame_use *use, const struct row_source *source,
                                 size_t column, struct total *out, struct error *err)
{
    struct profile profile = {0};
    struct arena *arena = arena_new();
    if (!arena)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = figures_profile(use, source, column, 0, arena, &profile, err);
    if (status == STATUS_OK)
        figures_total(&profile, out);
    arena_free(arena);
    return status;
}

enum status summary_of_column(struct db *db, const struct row_source *source, size_t column,
                              const struct row_range *ranges, size_t range_count,
                              scan_progress_fn *progress, void *context, const volatile int *cancel,
                              struct total *out, struct error *err)
{
    struct frame_use *use = NULL;
    const struct frame_column *codes = NULL;
    struct scan scan = {.total = out, .progress = progress, .context = context};
    *out = (struct total){0};
    enum status status = figures_begin(&use, db, source, progress, context, cancel, err);
    if (status == STATUS_OK)
        status = frame_use_column(use, column, &codes, err);
    if (status == STATUS_OK && range_count == 0)
        status = profile_total(use, source, column, out, err);
    else if (status == STATUS_OK && codes->form == FORM_TEXTS)
        status = scan_ranges(db, source, column, ranges, range_count, &scan, cancel, err);
    for (size_t i = 0; i < range_count && status == STATUS_OK && codes->form != FORM_TEXTS; i++)
        add_range(codes, source, &ranges[i], out);
    frame_use_end(use);
    return status;
}

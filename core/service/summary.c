/* The scan behind the status line: one column, in slices, ended when nobody waits for it. */
#include "core/service/summary.h"

enum { ROWS_PER_NOTICE = 8192 };

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

enum status summary_of_column(struct db *db, const struct row_source *source, size_t column,
                              const struct row_range *ranges, size_t range_count,
                              scan_progress_fn *progress, void *context, const volatile int *cancel,
                              struct total *out, struct error *err)
{
    const struct row_range everything = {0, row_source_count(source) - 1};
    if (range_count == 0) {
        ranges = &everything;
        range_count = 1;
    }
    *out = (struct total){0};
    struct scan scan = {.total = out,
                        .all = rows_in(ranges, range_count),
                        .progress = progress,
                        .context = context};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < range_count && status == STATUS_OK; i++) {
        scan.left = ranges[i].last - ranges[i].first + 1;
        if (scan.left > 0)
            status = row_source_walk(db, source, ranges[i].first, &column, 1, take_row, &scan,
                                     cancel, err);
    }
    return status;
}

/* One scan that gives all the figures of a column card, in bounded memory. */
#include "core/service/column_card.h"

enum { ROWS_PER_NOTICE = 8192 };

struct scan {
    struct column_card *card;
    struct tally *tally;
    int64_t rows;
    scan_progress_fn *progress;
    void *context;
    bool failed;
};

static bool take_row(void *context, int64_t id, const struct value *cells)
{
    struct scan *scan = context;
    char scratch[VALUE_NUMBER_SIZE];
    (void)id;
    total_add(&scan->card->total, &cells[0]);
    if (cells[0].kind != VALUE_EMPTY)
        scan->failed = !tally_add(scan->tally, value_text(&cells[0], scratch));
    int64_t done = scan->card->total.rows;
    if (done % ROWS_PER_NOTICE == 0 && scan->progress != NULL)
        scan->progress(scan->context, done, scan->rows);
    return !scan->failed;
}

enum status column_card_read(struct db *db, struct arena *arena, const struct row_source *source,
                             size_t column, scan_progress_fn *progress, void *context,
                             const volatile int *cancel, struct column_card *out, struct error *err)
{
    *out = (struct column_card){0};
    struct scan scan = {.card = out,
                        .tally = tally_new(arena, CARD_DISTINCT_LIMIT, CARD_BYTES_LIMIT),
                        .rows = row_source_count(source),
                        .progress = progress,
                        .context = context};
    if (scan.tally == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = row_source_walk(db, source, 0, &column, 1, take_row, &scan, cancel, err);
    if (status == STATUS_OK && scan.failed)
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    out->distinct = (int64_t)tally_distinct(scan.tally);
    out->complete = tally_complete(scan.tally);
    out->top_count = tally_top(scan.tally, out->top, CARD_TOP);
    return status;
}

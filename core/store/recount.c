/* Counting a dataset again after another tool has changed its rows. In slices, since a
 * table of millions takes seconds to walk. */
#include "core/store/dataset.h"
#include "core/store/db_internal.h"

struct tally {
    int64_t rows;
    bool contiguous;
};

static bool count_row(void *context, int64_t row_id, const struct value *cells)
{
    struct tally *tally = context;
    (void)cells;
    tally->rows++;
    tally->contiguous = tally->contiguous && row_id == tally->rows;
    return true;
}

/* Only if no one has changed the table again since it was looked at. */
static enum status note(struct db *db, const struct dataset_info *dataset, struct error *err)
{
    struct statement statement;
    enum status status =
        statement_open(&statement, db,
                       "UPDATE dj_dataset SET rows = ?, contiguous = ?, counted_edits = edits"
                       " WHERE id = ? AND edits = ?",
                       err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, dataset->rows);
    statement_bind_integer(&statement, dataset->contiguous);
    statement_bind_integer(&statement, dataset->id);
    statement_bind_integer(&statement, dataset->edits);
    return statement_finish(&statement, err);
}

enum status dataset_recount(struct db *db, struct dataset_info *dataset, const volatile int *cancel,
                            struct error *err)
{
    static const size_t no_columns[1] = {0};
    struct tally tally = {.rows = 0, .contiguous = true};
    if (!dataset->dirty)
        return STATUS_OK;
    enum status status =
        dataset_scan(db, dataset, 0, no_columns, 0, count_row, &tally, cancel, NULL, err);
    if (status != STATUS_OK)
        return status;
    dataset->rows = tally.rows;
    dataset->contiguous = tally.contiguous;
    dataset->dirty = false;
    return db_writable(db) ? note(db, dataset, err) : STATUS_OK;
}

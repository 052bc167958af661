/*
 * Walks in sorted order. The keys of all rows are copied in slices into a database of our
 * own without a name, which SQLite keeps in a temporary file; it is sorted there, and the
 * rows are then fetched by id. Sorting the team file itself would hold its lock all along.
 */
#include <stdlib.h>

#include "core/base/natural.h"
#include "core/store/dataset.h"
#include "core/store/db_internal.h"
#include "core/store/rows.h"

enum { BATCH = 256 };

struct sorter {
    struct db keys; /* the private database */
    char path[1];   /* its path: none */
    struct statement insert;
    const struct sort_key *by;
    size_t count;
    struct buffer key; /* natural key of the value in hand */
    enum status status;
    struct error *err;
};

/* ---- gathering ---- */

/* k0, k1, … hold what is compared; t0, t1, … the text, which decides between equal keys. */
static enum status make_table(struct sorter *sorter, struct error *err)
{
    struct buffer sql = {0};
    buffer_add_string(&sql, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                            "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -8000;"
                            "BEGIN; CREATE TABLE keys(id INTEGER PRIMARY KEY");
    for (size_t i = 0; i < sorter->count; i++)
        buffer_printf(&sql, ", k%zu, t%zu", i, i);
    buffer_add_string(&sql, ")");
    enum status status = sql.failed ? error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL)
                                    : db_run(&sorter->keys, sql.data, err);
    buffer_clear(&sql);
    buffer_add_string(&sql, "INSERT INTO keys VALUES(?");
    for (size_t i = 0; i < sorter->count; i++)
        buffer_add_string(&sql, ", ?, ?");
    buffer_add_string(&sql, ")");
    if (status == STATUS_OK)
        status = statement_open_built(&sorter->insert, &sorter->keys, &sql, err);
    buffer_free(&sql);
    return status;
}

static enum status open_sorter(struct sorter *sorter, struct error *err)
{
    sorter->path[0] = '\0';
    sorter->keys = (struct db){.path = sorter->path, .kind = DB_TEAM, .writable = true};
    int rc =
        sqlite3_open_v2("", &sorter->keys.handle,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc != SQLITE_OK)
        return db_fail(&sorter->keys, rc, err);
    return make_table(sorter, err);
}

static void close_sorter(struct sorter *sorter)
{
    statement_close(&sorter->insert);
    sqlite3_close_v2(sorter->keys.handle);
    buffer_free(&sorter->key);
}

static void bind_key(struct sorter *sorter, const struct value *value)
{
    if (value->kind != VALUE_TEXT) {
        statement_bind_value(&sorter->insert, value);
        statement_bind_null(&sorter->insert);
        return;
    }
    buffer_clear(&sorter->key);
    natural_key(value->text, &sorter->key);
    /* Copied, since the buffer serves the next key of the row as well. */
    statement_bind_bytes(&sorter->insert, buffer_span(&sorter->key));
    statement_bind_span(&sorter->insert, value->text);
}

static bool gather_row(void *context, int64_t row_id, const struct value *cells)
{
    struct sorter *sorter = context;
    bool row;
    statement_bind_integer(&sorter->insert, row_id);
    for (size_t i = 0; i < sorter->count; i++)
        bind_key(sorter, &cells[i]);
    sorter->status = statement_step(&sorter->insert, &row, sorter->err);
    statement_reset(&sorter->insert);
    return sorter->status == STATUS_OK;
}

static enum status gather(struct sorter *sorter, struct db *db, const struct dataset_info *dataset,
                          const volatile int *cancel, struct error *err)
{
    size_t *columns = calloc(sorter->count + 1, sizeof *columns);
    if (!columns)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (size_t i = 0; i < sorter->count; i++)
        columns[i] = sorter->by[i].column;
    sorter->err = err;
    enum status status =
        dataset_scan(db, dataset, 0, columns, sorter->count, gather_row, sorter, cancel, NULL, err);
    free(columns);
    return status == STATUS_OK ? sorter->status : status;
}

/* ---- handing out ---- */

static enum status open_order(struct statement *out, struct sorter *sorter, int64_t first,
                              int64_t count, struct error *err)
{
    struct buffer sql = {0};
    buffer_add_string(&sql, "SELECT id FROM keys ORDER BY ");
    for (size_t i = 0; i < sorter->count; i++) {
        const char *way = sorter->by[i].descending ? " DESC" : "";
        buffer_printf(&sql, "k%zu IS NULL, k%zu%s, t%zu%s, ", i, i, way, i, way);
    }
    buffer_add_string(&sql, "id LIMIT ? OFFSET ?");
    enum status status = statement_open_built(out, &sorter->keys, &sql, err);
    buffer_free(&sql);
    if (status == STATUS_OK) {
        statement_bind_integer(out, count);
        statement_bind_integer(out, first);
    }
    return status;
}

static enum status next_ids(struct statement *order, int64_t *ids, size_t *count, struct error *err)
{
    bool row = true;
    enum status status = STATUS_OK;
    *count = 0;
    while (status == STATUS_OK && row && *count < BATCH) {
        status = statement_step(order, &row, err);
        if (status == STATUS_OK && row)
            ids[(*count)++] = statement_integer(order, 0);
    }
    return status;
}

/* Rows that were deleted meanwhile are left out. */
static enum status fetch(struct statement *by_id, struct arena *arena, const int64_t *ids,
                         size_t count, struct row_page *page, struct error *err)
{
    size_t bytes = 0;
    for (size_t i = 0; i < count; i++) {
        bool row;
        statement_bind_integer(by_id, ids[i]);
        enum status status = statement_step(by_id, &row, err);
        if (status != STATUS_OK)
            return status;
        if (row && !rows_copy(by_id, arena, page, &bytes))
            return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
        statement_reset(by_id);
    }
    return STATUS_OK;
}

/* One batch under one lock; *on tells whether to go on. (After its last row a statement
 * would begin anew.) */
static enum status hand_out_batch(struct db *db, struct statement *order, struct statement *by_id,
                                  size_t columns, dataset_row_fn *fn, void *context, bool *on,
                                  struct error *err)
{
    int64_t ids[BATCH];
    size_t count;
    struct row_page page;
    struct arena *arena = arena_new();
    enum status status = next_ids(order, ids, &count, err);
    *on = count > 0;
    if (status == STATUS_OK && *on) {
        if (!arena || !rows_make_page(arena, count, columns, &page))
            status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
        else
            status = db_read_begin(db, err);
        if (status == STATUS_OK) {
            status = fetch(by_id, arena, ids, count, &page, err);
            statement_reset(by_id);
            db_read_end(db);
        }
        if (status == STATUS_OK)
            *on = rows_hand_out(&page, fn, context) && count == BATCH;
    }
    arena_free(arena);
    return status;
}

static enum status open_by_id(struct statement *out, struct db *db,
                              const struct dataset_info *dataset, const size_t *columns,
                              size_t column_count, struct error *err)
{
    struct buffer sql = {0};
    rows_add_columns(&sql, dataset, columns, column_count);
    buffer_add_string(&sql, " WHERE dj_row = ?");
    enum status status = rows_open(out, db, dataset, &sql, err);
    buffer_free(&sql);
    return status;
}

enum status dataset_scan_sorted(struct db *db, const struct dataset_info *dataset,
                                const struct sort_key *keys, size_t key_count, int64_t first,
                                int64_t count, const size_t *columns, size_t column_count,
                                dataset_row_fn *fn, void *context, const volatile int *cancel,
                                struct error *err)
{
    struct sorter sorter = {.by = keys, .count = key_count};
    struct statement order = {0}, by_id = {0};
    bool on = true;
    if (!columns)
        column_count = dataset->column_count;
    enum status status = open_sorter(&sorter, err);
    if (status == STATUS_OK)
        status = gather(&sorter, db, dataset, cancel, err);
    if (status == STATUS_OK)
        status = open_order(&order, &sorter, first < 0 ? 0 : first, count, err);
    if (status == STATUS_OK)
        status = open_by_id(&by_id, db, dataset, columns, column_count, err);
    while (status == STATUS_OK && on) {
        if (cancel && *cancel)
            status = error_set(err, STATUS_CANCELLED, TEXT_STORE_CANCELLED, NULL);
        else
            status = rows_explain(
                db, dataset,
                hand_out_batch(db, &order, &by_id, column_count, fn, context, &on, err), err);
    }
    statement_close(&by_id);
    statement_close(&order);
    close_sorter(&sorter);
    return status;
}

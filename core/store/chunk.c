/*
 * The table dj_chunk. Its key is one number made of three, so that a column's blobs lie
 * together and are found without an index: dataset, position and number of the blob.
 */
#include "core/store/chunk.h"

#include <stdlib.h>

#include "core/base/clock.h"
#include "core/store/db_internal.h"

enum { NUMBER_BITS = 20, POSITION_BITS = 20, CHUNKS_SINCE = 2 };
enum { DROP_FIRST = 32, DROP_MS = 50 };

static int64_t key_of(int64_t dataset, size_t position, uint32_t number)
{
    return dataset << (NUMBER_BITS + POSITION_BITS) | (int64_t)position << NUMBER_BITS | number;
}

static bool is_key(int64_t dataset, size_t position, uint32_t number)
{
    return dataset > 0 && dataset < INT64_C(1) << 22 && position < 1u << POSITION_BITS &&
           number < 1u << NUMBER_BITS;
}

/* ---- reading ---- */

struct chunk_rows {
    struct statement statement;
    int64_t dataset;
    size_t position;
};

enum status chunk_rows_open(struct chunk_rows **out, struct db *db, int64_t dataset,
                            size_t position, struct error *err)
{
    *out = calloc(1, sizeof **out);
    if (!*out)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    (*out)->dataset = dataset;
    (*out)->position = position;
    /* A file of the first version has no chunks, and stays so while it is only read. */
    if (db->version < CHUNKS_SINCE || !is_key(dataset, position, 0))
        return STATUS_OK;
    enum status status =
        statement_open(&(*out)->statement, db, "SELECT data FROM dj_chunk WHERE id = ?", err);
    if (status != STATUS_OK) {
        chunk_rows_close(*out);
        *out = NULL;
    }
    return status;
}

enum status chunk_rows_read(struct chunk_rows *rows, uint32_t number, struct buffer *out,
                            struct error *err)
{
    bool row = false;
    buffer_clear(out);
    if (!rows->statement.handle || !is_key(rows->dataset, rows->position, number))
        return error_set(err, STATUS_NOT_FOUND, TEXT_STORE_CHUNK_DAMAGED, NULL);
    statement_bind_integer(&rows->statement, key_of(rows->dataset, rows->position, number));
    enum status status = statement_step(&rows->statement, &row, err);
    if (row && !buffer_add_span(out, statement_bytes(&rows->statement, 0)))
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    statement_reset(&rows->statement);
    if (status == STATUS_OK && !row)
        status = error_set(err, STATUS_NOT_FOUND, TEXT_STORE_CHUNK_DAMAGED, NULL);
    return status;
}

void chunk_rows_close(struct chunk_rows *rows)
{
    if (!rows)
        return;
    statement_close(&rows->statement);
    free(rows);
}

/* ---- writing ---- */

enum status chunk_put(struct db *db, int64_t dataset, size_t position, uint32_t number,
                      struct span blob, struct error *err)
{
    struct statement statement;
    if (!is_key(dataset, position, number))
        return error_set(err, STATUS_INVALID, TEXT_STORE_TOO_BIG,
                         TEXT_VALUES(text_string("file", db->path)));
    enum status status = statement_open(
        &statement, db, "INSERT OR REPLACE INTO dj_chunk(id, data) VALUES(?, ?)", err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, key_of(dataset, position, number));
    statement_bind_blob(&statement, blob);
    return statement_finish(&statement, err);
}

/* ---- dropping ---- */

static enum status drop_some(struct db *db, int64_t first, int64_t last, int64_t count, bool *more,
                             struct error *err)
{
    struct statement statement;
    enum status status = db_begin(db, err);
    if (status == STATUS_OK)
        status = statement_open(&statement, db,
                                "DELETE FROM dj_chunk WHERE id IN (SELECT id FROM dj_chunk"
                                " WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?)",
                                err);
    if (status == STATUS_OK) {
        statement_bind_integer(&statement, first);
        statement_bind_integer(&statement, last);
        statement_bind_integer(&statement, count);
        status = statement_finish(&statement, err);
    }
    *more = status == STATUS_OK && sqlite3_changes(db->handle) == count;
    if (status == STATUS_OK)
        return db_commit(db, err);
    db_rollback(db);
    return status;
}

/* From the first on: where a head is gone nobody takes the rest for a column. */
static enum status drop_range(struct db *db, int64_t first, int64_t last, struct error *err)
{
    int64_t count = DROP_FIRST;
    bool more = true;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && more) {
        int64_t begun = clock_steady_ms();
        status = drop_some(db, first, last, count, &more, err);
        if (status == STATUS_NO_SPACE && count > 1) {
            count /= 4;
            count = count > 0 ? count : 1;
            status = STATUS_OK;
            more = true;
        } else if (clock_steady_ms() - begun > DROP_MS && count > 1) {
            count /= 2;
        }
    }
    return status;
}

enum status chunk_drop_head(struct db *db, int64_t dataset, size_t position, struct error *err)
{
    struct statement statement;
    enum status status = statement_open(&statement, db, "DELETE FROM dj_chunk WHERE id = ?", err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, key_of(dataset, position, 0));
    return statement_finish(&statement, err);
}

enum status chunk_drop_column(struct db *db, int64_t dataset, size_t position, struct error *err)
{
    if (db->version < CHUNKS_SINCE || !is_key(dataset, position, 0))
        return STATUS_OK;
    return drop_range(db, key_of(dataset, position, 0), key_of(dataset, position + 1, 0) - 1, err);
}

enum status chunk_drop_dataset(struct db *db, int64_t dataset, struct error *err)
{
    if (db->version < CHUNKS_SINCE || !is_key(dataset, 0, 0))
        return STATUS_OK;
    return drop_range(db, key_of(dataset, 0, 0), key_of(dataset + 1, 0, 0) - 1, err);
}
